#include "game/screen.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>
#include <limits>

#include "look/icons.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

namespace {

constexpr float cards_width = 262, side_width = 384, timeline_height = 140, folded_width = 30, strip_height = 44;
constexpr float least_for_legend = 260;                      // height of a world
constexpr float largest_timeline = 0.22F;                    // of the window, however large the type
constexpr float least_world = 420;                           // below this the right panel folds by itself
constexpr Seconds morning = 6 * seconds_per_hour + 45 * 60;  // nights are passed over at slow speeds
constexpr Seconds evening = 18 * seconds_per_hour + 15 * 60;
constexpr double fastest_watched = seconds_per_hour;
constexpr float click_slack = 4;  // pixels that a click may wander

constexpr const char* overlay_names[overlay_count] = {"people", "air",     "co2",       "risk",
                                                      "traces", "service", "occupancy", "compliance"};

void chip_on_world(const Ui& ui, ImDrawList& list, const std::string& text, Point at, Color stripe) {
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    const ImVec2 to{at.x + size.x + ui.px(26), at.y + size.y + ui.px(10)};
    list.AddRectFilled(to_imgui(at), to, to_imgui(faded(palette::ground, 0.9F)), ui.px(6));
    list.AddRectFilled(to_imgui(at), {at.x + ui.px(5), to.y}, to_imgui(stripe), ui.px(2));
    list.AddText({at.x + ui.px(14), at.y + ui.px(5)}, to_imgui(palette::text), text.c_str());
}

// Where there is most to see at first: the counter hall with the most counters.
uint32_t first_building(const Place& place) {
    uint32_t building = 0;
    int most = 0;
    for (const PlaceHall& hall : place.halls) {
        if (hall.counters > most) {
            most = hall.counters;
            building = place.rooms[hall.room].building;
        }
    }
    return building;
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

GameScreen::GameScreen(std::unique_ptr<Runner> runner, std::string sessions)
    : game_(std::move(runner)), sessions_(std::move(sessions)) {}

void GameScreen::enter(Shell& shell) {
    shell_ = &shell;
    Shortcuts& keys = shell.shortcuts();
    keys.add("play", "Space");
    keys.add("step", ".");
    keys.add("back", ",");
    keys.add("slower", "[");
    keys.add("faster", "]");
    for (int i = 0; i < overlay_count; ++i) {
        keys.add(std::string("overlay_") + overlay_names[i], std::to_string(i + 1));
    }
    keys.add("swap", "Tab");
    keys.add("known", "K");
    keys.add("undo", "Ctrl+Z");
    keys.add("redo", "Ctrl+Y");
    keys.add("follow", "F");
    keys.add("why", "W");
    keys.add("fit", "Home");
    keys.add("zoom_in", "+");
    keys.add("zoom_out", "-");
    keys.add("save", "F5");
    keys.add("load", "F9");
    keys.add("export", "Ctrl+E");
    keys.add("fold_cards", "F2");
    keys.add("fold_side", "F3");
    forget_views();
}

void GameScreen::forget_views() {
    for (const Side side : both_sides) {
        auto& view = views_[static_cast<size_t>(side)];
        view = nullptr;
        if (side == Side::a || game_.runner->place(Side::b) != game_.runner->place(Side::a)) {
            view = std::make_unique<OfficeView>(shell_->ui());
            view->set_place(game_.runner->place(side));
        }
    }
    fitted_ = false;
    found_for_ = {};
    last_[0] = last_[1] = nullptr;
}

// ---- time -------------------------------------------------------------------------------------------------------

void GameScreen::update(double seconds) {
    for (const Side side : both_sides) {
        const auto s = static_cast<size_t>(side);
        game_.days[s] = game_.runner->day(side, game_.day);
        if (game_.days[s]) {
            last_[s] = game_.days[s];
        }
    }
    if (game_.playing && ready()) {
        play(std::min(seconds, 0.25));
    }
    if (ready()) {
        find_fates();
    }
    for (const auto& view : views_) {
        if (view) {
            view->camera().advance(seconds, shell_->ui().reduced_motion);
        }
    }
    jump();
    look_after_export();
}

void GameScreen::play(double seconds) {
    const double speed = speeds[game_.speed];
    game_.second += seconds * speed;
    const bool watched = speed <= fastest_watched;
    const bool over = game_.second >= (watched ? evening : seconds_per_day);
    if (!over) {
        return;
    }
    if (game_.day >= game_.runner->last_day()) {
        game_.second = std::min(game_.second, seconds_per_day - 1.0);
        game_.playing = false;
        return;
    }
    const bool tomorrow = game_.runner->day(Side::a, game_.day + 1) && game_.runner->day(Side::b, game_.day + 1);
    if (!tomorrow) {
        game_.second = std::min(game_.second, seconds_per_day - 1.0);  // waits for it
        return;
    }
    game_.second = watched ? morning : std::fmod(game_.second, seconds_per_day);
    ++game_.day;
    for (const Side side : both_sides) {
        game_.days[static_cast<size_t>(side)] = game_.runner->day(side, game_.day);
    }
}

// ---- the world --------------------------------------------------------------------------------------------------

GameScreen::Places GameScreen::places() const {
    const Rect all = shell_->below_bar();
    const Ui& ui = shell_->ui();
    Places p;
    const float bottom = std::round(std::min(ui.px(timeline_height), largest_timeline * (all.y + all.h)));
    const bool cards_folded = shell_->folded("cards");
    const float left = std::round(ui.px(cards_folded ? folded_width : cards_width));
    const bool narrow = all.w - left - ui.px(side_width) < least_world;
    const bool side_folded = shell_->folded("side") || narrow;
    const float right = std::round(ui.px(side_folded ? folded_width : side_width));
    p.timeline = {0, all.bottom() - bottom, all.w, bottom};
    p.cards = {0, all.y, left, all.h - bottom};
    p.side = {all.w - right, all.y, right, all.h - bottom};
    const float strip = std::round(ui.px(strip_height)), middle = std::max(1.0F, all.w - left - right);
    p.strip = {left, all.y, middle, strip};
    p.world = {left, all.y + strip, middle, std::max(1.0F, all.h - bottom - strip)};
    return p;
}

Rect GameScreen::viewport(Side side) const {
    const Rect world = places().world;
    if (game_.split == Split::both) {
        const float gap = 2, half = std::floor(world.w / 2);
        return side == Side::a ? Rect{world.x, world.y, half - gap, world.h}
                               : Rect{world.x + half + gap, world.y, world.w - half - gap, world.h};
    }
    return (game_.split == Split::only_a) == (side == Side::a) ? world : Rect{};
}

void GameScreen::draw_side_of(Canvas& canvas, Side side) {
    const Rect place = viewport(side);
    if (place.w <= 0) {
        return;
    }
    const auto s = static_cast<size_t>(side);
    const auto today = last_[s];  // what was seen last, while a day is being lived
    OfficeView& view = *(views_[s] ? views_[s] : views_[0]);
    if (&view != views_[0].get()) {
        view.camera() = views_[0]->camera();  // linked
    }
    if (!today) {
        return;
    }
    Shown shown = game_.shown;
    const bool spacious = place.h > shell_->ui().px(least_for_legend);
    shown.legend = spacious && (side == Side::a || game_.split == Split::only_b);
    if (!game_.shown.known_only) {
        shown.traces = traces_[s];
    }
    const size_t rooms = today->co2.size();
    const auto t = static_cast<Seconds>(game_.second);
    co2_[s].assign(rooms, std::numeric_limits<float>::quiet_NaN());
    risk_[s].assign(rooms, 0);
    for (uint32_t room = 0; room < rooms; ++room) {
        if (!today->co2[room].empty()) {
            co2_[s][room] = today->co2_at(room, t);
        }
        risk_[s][room] = today->frame.quanta_at(room, t) * today->breath;
    }
    shown.co2 = co2_[s];
    shown.risk = risk_[s];
    Marks marks;
    if (!game_.shown.known_only) {  // nobody in the office knows who was infected unnoticed, still less elsewhere
        marks.fates = fates_[s];
    }
    marks.fate_color = side == Side::a ? palette::bad : palette::good;
    if (side == game_.inspected) {
        marks.selected = game_.person;
        marks.room = game_.room;
    } else if (game_.person != nobody) {
        const Place& from = *game_.runner->place(game_.inspected);
        marks.selected = game_.runner->place(side)->person_of(from.people[game_.person].hash);
    }
    view.draw(canvas, place, std::shared_ptr<const DayFrame>(today, &today->frame), game_.second, shown, marks);
}

void GameScreen::draw_world(Canvas& canvas) {
    const Rect world = places().world;
    if (!fitted_ && world.w > 1) {
        const Rect first = viewport(game_.split == Split::only_b ? Side::b : Side::a);
        views_[0]->fit_building(first_building(*game_.runner->place(Side::a)), first);
        fitted_ = true;
    }
    for (const Side side : both_sides) {
        draw_side_of(canvas, side);
    }
    canvas.look_through({});
    canvas.no_clip();
    if (game_.split == Split::both) {
        const float x = std::floor(world.x + world.w / 2);
        canvas.plain().rect({x - 2, world.y, 4, world.h}, palette::line);
    }
}

void GameScreen::point(const Input& input) {
    const Rect world = places().world;
    const auto side_under = [&](Point at) -> std::optional<Side> {
        for (const Side side : both_sides) {
            if (const Rect r = viewport(side); r.w > 0 && r.contains(at)) {
                return side;
            }
        }
        return std::nullopt;
    };
    const std::optional<Side> side = side_under(input.mouse);
    Camera& camera = views_[0]->camera();
    if (input.wheel != 0 && side && world.contains(input.mouse)) {
        camera.zoom_about(viewport(*side), input.mouse, input.wheel);
    }
    if (input.went_down[0] && side) {
        dragging_ = true;
        moved_ = false;
        pressed_ = input.mouse;
    }
    if (dragging_ && input.down[0]) {
        const Point way = input.mouse - pressed_;
        moved_ = moved_ || std::hypot(way.x, way.y) > click_slack;
        if (moved_) {
            camera.drag(input.moved);
        }
    }
    if (dragging_ && input.went_up[0]) {
        dragging_ = false;
        if (!moved_ && side) {
            const auto s = static_cast<size_t>(*side);
            const OfficeView& view = *(views_[s] ? views_[s] : views_[0]);
            const Picked picked = view.pick(viewport(*side), input.mouse);
            game_.inspected = *side;
            if (picked.person != nobody) {
                game_.person = picked.person;
                game_.tab = Tab::person;
            } else if (picked.room != nobody) {
                game_.room = picked.room;
                game_.unit = game_.runner->place(*side)->rooms[picked.room].unit;
                game_.tab = Tab::room;
            }
        }
    }
}

void GameScreen::jump() {
    if (const auto target = std::exchange(game_.look_at_person, std::nullopt)) {
        if (const auto today = game_.today(target->first)) {
            views_[0]->look_at_person(target->second, game_.second,
                                      std::shared_ptr<const DayFrame>(today, &today->frame));
        }
    }
    if (const auto target = std::exchange(game_.look_at_room, std::nullopt)) {
        views_[0]->look_at_room(target->second, viewport(game_.split == Split::only_b ? Side::b : Side::a));
    }
}

// ---- panels -----------------------------------------------------------------------------------------------------

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
    if (icon_button(ui, game_.playing ? icon::pause : icon::play, keyed("game.play", "play"),
                    {.chosen = game_.playing})) {
        act("play");
    }
    ImGui::SameLine();
    if (icon_button(ui, icon::step, keyed("game.step", "step"))) {
        act("step");
    }
    const bool narrow = ImGui::GetCursorPosX() + ui.px(600) > ui_end(ui);
    if (!narrow) {
        ImGui::SameLine();
        draw_speed(ui);
    }
    ImGui::SameLine(0, ui.px(16));
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
    if (ImGui::GetCursorPosX() + ui.px(110) > ui_end(ui)) {
        return;
    }
    ImGui::SameLine(0, ui.px(16));
    const bool cards = shell_->folded("cards"), side = shell_->folded("side");
    if (icon_button(ui, cards ? icon::fold_right : icon::fold_left, keyed("game.fold_cards", "fold_cards"))) {
        act("fold_cards");
    }
    ImGui::SameLine(0, ui.px(4));
    if (icon_button(ui, side ? icon::fold_left : icon::fold_right, keyed("game.fold_side", "fold_side"))) {
        act("fold_side");
    }
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
    {
        const Panel panel(ui, "overlays", inside(gap, overlays), bare);
        std::vector<std::string> names;
        for (int i = 0; i < overlay_count; ++i) {
            names.push_back(fmt::format("{} {}", i + 1, ui.words(std::string("game.overlay.") + overlay_names[i])));
        }
        int chosen = static_cast<int>(game_.shown.overlay);
        if (choice(ui, ui.words("game.overlay.label") + "###overlay", names, chosen)) {
            game_.shown.overlay = static_cast<Overlay>(chosen);
        }
    }
    {
        const Panel panel(ui, "known", inside(2 * gap + overlays, known), bare);
        const std::string tip = ui.words("game.known_tip");
        if (button(ui, ui.words(game_.shown.known_only ? "game.known" : "game.true") + "###known",
                   {.chosen = game_.shown.known_only, .width = -1, .tip = tip.c_str()})) {
            game_.shown.known_only = !game_.shown.known_only;
        }
    }
    const float rest = strip.w - 4 * gap - overlays - known;
    if (rest > ui.px(90)) {
        const Panel panel(ui, "agency", inside(3 * gap + overlays + known, std::min(rest, std::round(ui.px(300)))),
                          bare);
        const Place& place = *game_.runner->place(Side::a);
        std::vector<std::string> names = {ui.words("game.everything")};
        for (const PlaceBuilding& building : place.buildings) {
            const Text& name = place.agencies[building.agency].name;
            names.push_back(indonesian ? name.id : name.en);
        }
        const uint32_t seen = views_[0]->building_in_view();
        int chosen = whole_ || seen == nobody ? 0 : static_cast<int>(seen) + 1;
        if (choice(ui, ui.words("game.agency") + "###agency", names, chosen)) {
            const Rect view = viewport(game_.split == Split::only_b ? Side::b : Side::a);
            whole_ = chosen == 0;
            if (whole_) {
                views_[0]->fit_all(view);
            } else {
                views_[0]->fit_building(static_cast<uint32_t>(chosen - 1), view);
            }
        }
    }
}

void GameScreen::draw_panels(Ui& ui) {
    const Places p = places();
    const auto folded = [&](const char* name, Rect place, const char* icon) {
        const Panel panel(ui, (std::string(name) + "_folded").c_str(), place, {.scrolls = false, .padded = false});
        ImGui::SetCursorPos({ui.px(1), ui.px(8)});
        if (icon_button(ui, icon, ui.words("game.unfold") + "###unfold", {.kind = Kind::quiet})) {
            shell_->fold(name, false);
        }
    };
    if (shell_->folded("cards")) {
        folded("cards", p.cards, icon::right);
    } else {
        draw_cards(ui, p.cards, game_);
    }
    if (p.side.w < ui.px(side_width) * 0.9F) {
        folded("side", p.side, icon::left);
    } else {
        draw_side(ui, p.side, game_);
    }
    draw_timeline(ui, p.timeline, game_);
    draw_overlay_bar(ui, p.strip);

    const bool indonesian = ui.words.language() == Language::id;
    const auto title_of = [&](Side side) {
        const Text& text = game_.runner->scenario(side).title;
        return indonesian ? text.id : text.en;
    };
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    for (const Side side : both_sides) {
        const Rect r = viewport(side);
        if (r.w <= 0) {
            continue;
        }
        const std::string other = title_of(side == Side::a ? Side::b : Side::a);
        std::string text = fmt::format("{}   {}", side == Side::a ? "A" : "B", short_title(title_of(side), other));
        if (!game_.today(side)) {
            text += "   " + ui.words("game.living");
        }
        const float most = r.w - ui.px(40);
        while (text.size() > 4 && ImGui::CalcTextSize(text.c_str()).x > most) {
            text.resize(text.size() - 1);
        }
        chip_on_world(ui, list, text, {r.x + ui.px(8), r.y + ui.px(8)}, side == Side::a ? palette::a : palette::b);
    }
    if (ready() && game_.split == Split::both && !game_.shown.known_only) {
        const Rect r = viewport(Side::b);
        const std::string text = ui.words.count("game.fates", static_cast<int64_t>(fates_[0].size()));
        const float height = ImGui::GetFontSize() + ui.px(10);
        if (ImGui::CalcTextSize(text.c_str()).x < r.w - ui.px(40)) {
            chip_on_world(ui, list, text, {r.x + ui.px(8), r.bottom() - height - ui.px(8)}, palette::good);
        }
    }
}

// ---- actions ----------------------------------------------------------------------------------------------------

bool GameScreen::act(std::string_view action) {
    for (int i = 0; i < overlay_count; ++i) {
        if (action == std::string("overlay_") + overlay_names[i]) {
            game_.shown.overlay = static_cast<Overlay>(i);
            return true;
        }
    }
    if (action == "play") {
        game_.playing = !game_.playing;
    } else if (action == "step") {
        game_.go_to(game_.day + 1, game_.second);
    } else if (action == "back") {
        game_.go_to(game_.day - 1, game_.second);
    } else if (action == "slower") {
        game_.speed = std::max(0, game_.speed - 1);
    } else if (action == "faster") {
        game_.speed = std::min(speed_count - 1, game_.speed + 1);
    } else if (action == "swap") {
        game_.split = game_.split == Split::both     ? Split::only_a
                      : game_.split == Split::only_a ? Split::only_b
                                                     : Split::both;
    } else if (action == "known") {
        game_.shown.known_only = !game_.shown.known_only;
    } else if (action == "undo") {
        game_.runner->undo(game_.editing);
    } else if (action == "redo") {
        game_.runner->redo(game_.editing);
    } else if (action == "follow") {
        if (game_.person != nobody) {
            game_.look_at_person = {game_.inspected, game_.person};
        }
    } else if (action == "why") {
        game_.tab = Tab::why;
    } else if (action == "fit") {
        fitted_ = false;
    } else if (action == "zoom_in") {
        views_[0]->camera().zoom(1);
    } else if (action == "zoom_out") {
        views_[0]->camera().zoom(-1);
    } else if (action == "save") {
        save();
    } else if (action == "load") {
        load();
    } else if (action == "fold_cards" || action == "fold_side") {
        const std::string panel(action.substr(5));
        shell_->fold(panel, !shell_->folded(panel));
    } else if (action == "export") {
        export_comparison();
    } else {
        return false;
    }
    return true;
}

}  // namespace piket::render
