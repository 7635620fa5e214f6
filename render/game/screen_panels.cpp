// The panels of the game, the strip above the worlds, and their titles.
#include <fmt/format.h>
#include <imgui.h>

#include "game/cards.hpp"
#include "game/decisions.hpp"
#include "game/screen.hpp"
#include "game/side.hpp"
#include "look/icons.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

constexpr float least_chooser = 90;  // of agencies

void chip_on_world(const Ui& ui, ImDrawList& list, const std::string& text, Rect at, Color stripe) {
    list.AddRectFilled({at.x, at.y}, {at.right(), at.bottom()}, to_imgui(faded(palette::ground, 0.9F)), ui.px(6));
    list.AddRectFilled({at.x, at.y}, {at.x + ui.px(5), at.bottom()}, to_imgui(stripe), ui.px(2));
    list.AddText({at.x + ui.px(14), at.y + ui.px(5)}, to_imgui(palette::text), text.c_str());
}

// What is to be noticed besides the title, a line each: the rules are over, or what is shown is known to nobody.
std::vector<std::string> notes_of(const Ui& ui, const Game& game, Side side) {
    std::vector<std::string> notes;
    if (const auto end = end_of_rules(game, side); end && game.day > *end) {
        notes.push_back(ui.words("game.rules_ended", fmt::arg("date", short_date(ui, *end))));
    }
    if (nobody_measures(game.shown)) {
        notes.push_back(ui.words("game.unmeasured"));
    }
    return notes;
}

// Either of two views: as the office knows, or the truth.
void choose_view(Ui& ui, Shown& shown) {
    const bool known = shown.known_only;
    const std::string tip = ui.words("game.known_tip");
    const float width = std::floor(ImGui::GetContentRegionAvail().x / 2);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (const bool one : {true, false}) {
        const std::string label = ui.words(one ? "game.known" : "game.true") + (one ? "###known" : "###true");
        const float wide = width / ui.look.scale();
        if (button(ui, label, {.chosen = known == one, .width = wide, .tip = tip.c_str()})) {
            shown.known_only = one;
        }
        ImGui::SameLine();
    }
    ImGui::PopStyleVar();
}

// What all titles of A and B begin with is not said twice.
std::string short_title(const std::string& own, const std::string& other) {
    size_t same = 0;
    while (same < own.size() && same < other.size() && own[same] == other[same]) {
        ++same;
    }
    const size_t cut = own.rfind(": ", same);
    return same < own.size() && cut != std::string::npos && cut < same + 2 ? own.substr(cut + 2) : own;
}

}  // namespace

// Above the world: what is laid over it, as seen by whom, and the way to an agency.
void GameScreen::draw_overlay_bar(Ui& ui, Rect strip) {
    const Panel::Style bare{.scrolls = false, .padded = false};
    const float gap = std::round(ui.px(6)), overlays = std::round(ui.px(150)), known = std::round(ui.px(236));
    const auto inside = [&](float x, float w) {
        return Rect{strip.x + x, strip.y + gap, std::min(w, std::max(1.0F, strip.w - x)), strip.h - gap};
    };
    ui.grounds.push_back(strip);
    float x = gap;
    std::vector<Overlay> there;
    for (int i = 0; i < overlay_count; ++i) {
        if (shown(game_, static_cast<Overlay>(i))) {
            there.push_back(static_cast<Overlay>(i));
        }
    }
    if (there.size() > 1) {
        const Panel panel(ui, "overlays", inside(x, overlays), bare);
        std::vector<std::string> names;
        int chosen = 0;
        for (const Overlay overlay : there) {
            const auto i = static_cast<size_t>(overlay);
            chosen = overlay == game_.shown.overlay ? static_cast<int>(names.size()) : chosen;
            names.push_back(ui.words(std::string("game.overlay.") + overlay_names[i]));
        }
        if (choice(ui, ui.words("game.overlay.label") + "###overlay", names, chosen)) {
            game_.shown.overlay = there[static_cast<size_t>(chosen)];
        }
        x += overlays + gap;
    }
    if (shown(game_, Control::truth)) {
        // An eye says it where there is no room for words and the way to the agencies.
        const bool brief = x + known + (shown(game_, Control::place) ? ui.px(least_chooser) : 0) > strip.w;
        const float width = brief ? std::round(ui.px(44)) : known;
        const Panel panel(ui, "known", inside(x, width), bare);
        if (!brief) {
            choose_view(ui, game_.shown);
        } else if (const std::string tip = ui.words("game.known_tip");
                   icon_button(ui, game_.shown.known_only ? icon::eye_off : icon::eye,
                               ui.words(game_.shown.known_only ? "game.known" : "game.true") + "###known",
                               {.chosen = game_.shown.known_only, .tip = tip.c_str()})) {
            game_.shown.known_only = !game_.shown.known_only;
        }
        x += width + gap;
    }
    const float rest = strip.w - x - gap;
    if (rest > ui.px(least_chooser) - 2 * gap && shown(game_, Control::place)) {
        const Panel panel(ui, "agency", inside(x, std::min(rest, std::round(ui.px(300)))), bare);
        const Place& place = *game_.runner->place(seen());
        std::vector<std::string> names = {ui.words("game.everything")};
        for (const PlaceBuilding& building : place.buildings) {
            names.push_back(in_language(place.agencies[building.agency].name, ui.words.language()));
        }
        const uint32_t in_view = view_of(seen()).building_in_view();
        int chosen = whole_ || in_view == nobody ? 0 : static_cast<int>(in_view) + 1;
        if (choice(ui, ui.words("game.agency") + "###agency", names, chosen)) {
            if (chosen == 0) {
                fit_whole();
            } else {
                visit(seen(), static_cast<uint32_t>(chosen - 1));
            }
        }
    }
}

// "B   WFH with piket · 4 measures in force · until 31 Mar", and whether its day is still being lived. The scenario's
// title is that of its rules alone: the count tells of cards as well.
std::string GameScreen::title_of(const Ui& ui, Side side) const {
    const Typeface face = ui.look.typeface(Face::regular);
    const float room = viewport(side).w - ui.px(40);
    const Scenario& own = game_.runner->scenario(side);
    const Scenario& other = game_.runner->scenario(side == Side::a ? Side::b : Side::a);
    const auto title_is = [&](const std::string& name) { return fmt::format("{}   {}", letter_of(side), name); };
    const std::string whole = in_language(own.title, ui.words.language());
    const std::string title = title_is(short_title(whole, in_language(other.title, ui.words.language())));
    const size_t count = in_force_[static_cast<size_t>(side)].size();
    const std::string measures = count > 0 ? " · " + ui.words.count("game.in_force", static_cast<int64_t>(count)) : "";
    std::string rest;
    if (const auto end = end_of_rules(game_, side)) {
        rest += game_.day > *end ? "" : " · " + ui.words("game.rules_until", fmt::arg("date", short_date(ui, *end)));
    }
    if (!game_.today(side)) {
        rest += "   " + ui.words("game.living");
    }
    // What has no room is left out whole.
    for (const std::string& said :
         {title_is(whole) + measures + rest, title_is(whole) + rest, title + measures + rest, title + rest}) {
        if (measure(face, said).x <= room) {
            return said;
        }
    }
    return shortened(face, title, room);
}

std::string GameScreen::title_tip(const Ui& ui, Side side) const {
    constexpr size_t most_told = 12;
    const auto s = static_cast<size_t>(side);
    std::string lines = in_language(game_.runner->scenario(side).title, ui.words.language());
    const auto count = std::ssize(in_force_[s]);
    lines += count > 0 ? "\n" + ui.words.count("game.in_force", count) : "";
    for (size_t i = 0; i < std::min(most_told, in_force_[s].size()); ++i) {
        const MeasureId id = in_force_[s][i];
        const Standing now = standing_on(last_[s]->frame, id);
        const std::string value = span_text(ui.words, measure(id), now.today);
        lines += "\n" + label_of(measure(id), ui.words.language()) + ": ";
        lines += now.units == now.all_units ? value
                                            : ui.words("game.in_units", fmt::arg("value", value),
                                                       fmt::arg("n", now.units), fmt::arg("all", now.all_units));
    }
    if (in_force_[s].size() > most_told) {
        const auto more = static_cast<double>(in_force_[s].size() - most_told);
        lines += "\n" + ui.words("side.more", fmt::arg("n", ui.words.number(more)));
    }
    return lines;
}

Rect GameScreen::title_place(const Ui& ui, Side side) const {
    const Rect world = viewport(side);
    if (world.w <= 0) {
        return {};
    }
    const Typeface face = ui.look.typeface(Face::regular);
    float width = measure(face, title_of(ui, side)).x, height = face.size + ui.px(10);
    for (const std::string& note : notes_of(ui, game_, side)) {
        width = std::max(width, measure(face, note).x);
        height += face.size + ui.px(14);
    }
    return {world.x + ui.px(8), world.y + ui.px(8), std::min(width + ui.px(26), world.w - ui.px(16)), height};
}

void GameScreen::draw_panels(Ui& ui) {
    const Places p = places();
    const auto folded = [&](const char* name, Rect place, const char* icon) {
        const Panel panel(ui, (std::string(name) + "_folded").c_str(), place, {.scrolls = false, .padded = false});
        ImGui::SetCursorPos({ui.px(1), ui.px(8)});
        if (icon_button(ui, icon, ui.words("game.unfold") + "###unfold", {.kind = Kind::quiet})) {
            act(std::string("fold_") + name);
        }
    };
    if (!shown(game_, Control::cards)) {
        game_.carried.reset();
    } else if (shell_->folded("cards")) {
        folded("cards", p.cards, icon::right);
    } else {
        draw_cards(ui, p.cards, game_);
    }
    if (p.side_folded) {
        folded("side", p.side, icon::left);
    } else if (p.side.w > 0 && p.side.h > 1) {
        draw_side(ui, p.side, game_);
    }
    if (p.timeline.h > 0) {
        draw_timeline(ui, p.timeline, game_);
    }
    if (p.strip.h > 0) {
        draw_overlay_bar(ui, p.strip);
    }
    if (game_.lesson) {
        draw_lesson(ui, p.lesson, game_, p.takes_turns);
    }
    if (shell_->settings().developer) {
        developer_.draw(ui, p.world, game_, shell_->costs());
    }

    for (const Side side : both_sides) {
        draw_title(ui, side);
    }
    if (!card_hint_.empty()) {
        hint(ui, card_hint_);
    }
    ui.items.record("###card-hint").value = card_hint_;
    draw_presenter(ui, *shell_, game_);
    draw_lesson_list(ui);
}

void GameScreen::draw_title(Ui& ui, Side side) const {
    const Rect place = title_place(ui, side);
    if (place.w <= 0) {
        return;
    }
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const Rect r = viewport(side);
    const float height = ui.look.typeface(Face::regular).size + ui.px(10), step = height + ui.px(4);
    const auto chip = [&](const std::string& text, int line, Color stripe) {
        chip_on_world(ui, list, text,
                      {place.x, place.y + static_cast<float>(line) * step, text_width(text) + ui.px(26), height},
                      stripe);
    };
    chip(title_of(ui, side), 0, side == Side::a ? palette::a : palette::b);
    Item& item = ui.items.record(side == Side::a ? "###world-a" : "###world-b");
    item.rect = {r.x, r.y, r.w, ui.px(40)};
    item.value = title_of(ui, side);
    item.tip = title_tip(ui, side);
    if (!ui.input().mouse_on_panel && place.contains(ui.input().mouse)) {
        hint(ui, item.tip);
    }
    std::string notes;
    int line = 0;
    for (const std::string& whole : notes_of(ui, game_, side)) {
        const std::string note = shortened(whole, r.w - ui.px(40));
        chip(note, ++line, palette::warning);
        notes += (notes.empty() ? "" : "\n") + note;
    }
    ui.items.record(side == Side::a ? "###notes-a" : "###notes-b").value = notes;
}

}  // namespace piket::render
