// The bar of the game, the strip above the worlds, and which panels are there.
#include <fmt/format.h>
#include <imgui.h>

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

void chip_on_world(const Ui& ui, ImDrawList& list, const std::string& text, Rect at, Color stripe) {
    list.AddRectFilled({at.x, at.y}, {at.right(), at.bottom()}, to_imgui(faded(palette::ground, 0.9F)), ui.px(6));
    list.AddRectFilled({at.x, at.y}, {at.x + ui.px(5), at.bottom()}, to_imgui(stripe), ui.px(2));
    list.AddText({at.x + ui.px(14), at.y + ui.px(5)}, to_imgui(palette::text), text.c_str());
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

void GameScreen::draw_day_number(Ui& ui) const {
    const int day = game_.day - game_.runner->first_day() + 1;
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(palette::muted));
    ImGui::TextUnformatted(ui.words("game.day", fmt::arg("day", day),
                                    fmt::arg("days", game_.runner->last_day() - game_.runner->first_day() + 1))
                               .c_str());
    ImGui::PopStyleColor();
}

// Where the buttons of the shell begin: what does not fit before them is left out, since keys do it as well.
float GameScreen::ui_end(const Ui& ui) const {
    return shell_->below_bar().w - shell_->own_width() - ui.px(20);
}

void GameScreen::draw_speed(Ui& ui) {
    const auto keyed = [&](const char* words, const char* action) {
        return ui.words(words) + " (" + shell_->shortcuts().text_of(action) + ")###" + action;
    };
    if (icon_button(ui, "−", keyed("game.slower", "slower"), {.enabled = game_.speed > 0})) {
        act("slower");
    }
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(ui.words("game.speed." + std::to_string(game_.speed)).c_str());
    ImGui::SameLine();
    if (icon_button(ui, "+", keyed("game.faster", "faster"), {.enabled = game_.speed + 1 < speed_count})) {
        act("faster");
    }
}

void GameScreen::draw_bar(Ui& ui) {
    const auto keyed = [&](const char* words, const char* action) {
        return ui.words(words) + " (" + shell_->shortcuts().text_of(action) + ")###" + action;
    };
    if (!lessons_.folder().empty()) {
        if (icon_button(ui, icon::teach, keyed("action.lessons", "lessons"), {.chosen = lessons_.open()})) {
            act("lessons");
        }
        ImGui::SameLine(0, ui.px(14));
    }
    const bool runs = shown(game_, Control::time);
    if (runs) {
        if (icon_button(ui, game_.playing ? icon::pause : icon::play, keyed("game.play", "play"),
                        {.chosen = game_.playing})) {
            act("play");
        }
        ImGui::SameLine();
    }
    if (runs && !(game_.lesson && game_.lesson->episode.running)) {
        if (icon_button(ui, icon::step, keyed("game.step", "step"))) {
            act("step");
        }
        ImGui::SameLine();
    }
    const bool narrow = ImGui::GetCursorPosX() + ui.px(600) > ui_end(ui);
    if (!narrow && runs) {
        draw_speed(ui);
        ImGui::SameLine(0, ui.px(16));
    }
    ImGui::AlignTextToFramePadding();
    const std::string time = narrow ? "" : "  " + ui.words.time(static_cast<Seconds>(game_.second));
    ImGui::TextUnformatted((ui.words.date(game_.day) + time).c_str());
    ImGui::SameLine();
    if (ImGui::GetCursorPosX() + ui.px(260) < ui_end(ui)) {
        draw_day_number(ui);
    }
    ImGui::SameLine(0, ui.px(16));
    if (ImGui::GetCursorPosX() + ui.px(140) > ui_end(ui)) {
        return;  // Tab does it too
    }
    draw_splits(ui);
    if (ImGui::GetCursorPosX() + ui.px(110) > ui_end(ui)) {
        return;
    }
    const bool cards = shell_->folded("cards"), side = places().side_folded;
    if (shown(game_, Control::cards)) {
        if (icon_button(ui, cards ? icon::fold_right : icon::fold_left, keyed("game.fold_cards", "fold_cards"))) {
            act("fold_cards");
        }
        ImGui::SameLine(0, ui.px(4));
    }
    if (game_.lesson) {
        if (icon_button(ui, icon::present, keyed("action.presenter", "presenter"),
                        {.chosen = game_.lesson->presenter.open})) {
            act("presenter");
        }
    } else if (icon_button(ui, side ? icon::fold_left : icon::fold_right, keyed("game.fold_side", "fold_side"))) {
        act("fold_side");
    }
}

void GameScreen::draw_splits(Ui& ui) {
    if (!shown(game_, Control::worlds)) {
        return;
    }
    constexpr std::pair<const char*, Split> splits[] = {
        {"A", Split::only_a}, {"A | B", Split::both}, {"B", Split::only_b}};
    for (const auto& [label, split] : splits) {
        const std::string tip = ui.words("game.split") + " (" + shell_->shortcuts().text_of("swap") + ")";
        if (button(ui, std::string(label) + "###split " + label,
                   {.chosen = game_.split == split, .tip = tip.c_str()})) {
            game_.split = split;
        }
        ImGui::SameLine(0, ui.px(4));
    }
    ImGui::SameLine(0, ui.px(16));
}

// Above the world: what is laid over it, as seen by whom, and the way to an agency.
void GameScreen::draw_overlay_bar(Ui& ui, Rect strip) {
    const bool indonesian = ui.words.language() == Language::id;
    const Panel::Style bare{.scrolls = false, .padded = false};
    const float gap = std::round(ui.px(6)), overlays = std::round(ui.px(150)), known = std::round(ui.px(176));
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
            names.push_back(fmt::format("{} {}", i + 1, ui.words(std::string("game.overlay.") + overlay_names[i])));
        }
        if (choice(ui, ui.words("game.overlay.label") + "###overlay", names, chosen)) {
            game_.shown.overlay = there[static_cast<size_t>(chosen)];
        }
        x += overlays + gap;
    }
    if (shown(game_, Control::truth)) {
        const bool brief = x + known > strip.w;  // an eye says it where there is no room for words
        const float width = brief ? std::round(ui.px(44)) : known;
        const Panel panel(ui, "known", inside(x, width), bare);
        const std::string tip = ui.words("game.known_tip");
        const ButtonStyle style{.chosen = game_.shown.known_only, .width = brief ? 0.0F : -1.0F, .tip = tip.c_str()};
        const std::string label = ui.words(game_.shown.known_only ? "game.known" : "game.true") + "###known";
        if (brief ? icon_button(ui, game_.shown.known_only ? icon::eye_off : icon::eye, label, style)
                  : button(ui, label, style)) {
            game_.shown.known_only = !game_.shown.known_only;
        }
        x += width + gap;
    }
    const float rest = strip.w - x - gap;
    if (rest > ui.px(90) && shown(game_, Control::place)) {
        const Panel panel(ui, "agency", inside(x, std::min(rest, std::round(ui.px(300)))), bare);
        const Place& place = *game_.runner->place(Side::a);
        std::vector<std::string> names = {ui.words("game.everything")};
        for (const PlaceBuilding& building : place.buildings) {
            const Text& name = place.agencies[building.agency].name;
            names.push_back(indonesian ? name.id : name.en);
        }
        const uint32_t seen = views_[0]->building_in_view();
        int chosen = whole_ || seen == nobody ? 0 : static_cast<int>(seen) + 1;
        if (choice(ui, ui.words("game.agency") + "###agency", names, chosen)) {
            if (chosen == 0) {
                fit_whole();
            } else {
                visit(static_cast<uint32_t>(chosen - 1));
            }
        }
    }
}

// "B   WFH with piket", and whether its day is still being lived.
std::string GameScreen::title_of(const Ui& ui, Side side) const {
    const auto title = [&](Side of) {
        const Text& text = game_.runner->scenario(of).title;
        return ui.words.language() == Language::id ? text.id : text.en;
    };
    std::string text =
        fmt::format("{}   {}", letter_of(side), short_title(title(side), title(side == Side::a ? Side::b : Side::a)));
    if (const auto end = end_of_rules(game_, side)) {
        text += " · " + ui.words(game_.day > *end ? "game.rules_ended" : "game.rules_until",
                                 fmt::arg("date", short_date(ui, *end)));
    }
    if (!game_.today(side)) {
        text += "   " + ui.words("game.living");
    }
    return shortened(ui.look.typeface(Face::regular), text, viewport(side).w - ui.px(40));
}

Rect GameScreen::title_place(const Ui& ui, Side side) const {
    const Rect world = viewport(side);
    if (world.w <= 0) {
        return {};
    }
    const Typeface face = ui.look.typeface(Face::regular);
    return {world.x + ui.px(8), world.y + ui.px(8), measure(face, title_of(ui, side)).x + ui.px(26),
            face.size + ui.px(10)};
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

    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    for (const Side side : both_sides) {
        const Rect place = title_place(ui, side);
        if (place.w <= 0) {
            continue;
        }
        chip_on_world(ui, list, title_of(ui, side), place, side == Side::a ? palette::a : palette::b);
        const Rect r = viewport(side);
        Item& item = ui.items.record(side == Side::a ? "###world-a" : "###world-b");
        item.rect = {r.x, r.y, r.w, ui.px(40)};
        item.value = title_of(ui, side);
        if (nobody_measures(game_.shown)) {
            const std::string line = shortened(ui.words("game.unmeasured"), r.w - ui.px(40));
            chip_on_world(ui, list, line, {place.x, place.bottom() + ui.px(8), text_width(line) + ui.px(26), place.h},
                          palette::warning);
            ui.items.record(side == Side::a ? "###unmeasured-a" : "###unmeasured-b").value = line;
        }
    }
    draw_presenter(ui, *shell_, game_);
    draw_lesson_list(ui);
}

}  // namespace piket::render
