#include "game/screen.hpp"

#include <cmath>

#include "game/cards.hpp"
#include "game/decisions.hpp"
#include "office/legend.hpp"
#include "settings/assets.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

constexpr float cards_width = 262, side_width = 384, timeline_height = 140, folded_width = 30, strip_height = 44;
constexpr float largest_timeline = 0.22F;  // of the window, however large the type
constexpr float wide_lesson = 520, comfortable_world = 480;
constexpr float largest_lesson = 0.46F;  // of the window, however large the type
constexpr float least_share = 0.34F;     // of the height, with figures below the lesson
constexpr float least_figure = 300, head_of_turns = 92;
constexpr float least_world = 420;                           // below this the right panel folds by itself
constexpr Seconds morning = 6 * seconds_per_hour + 45 * 60;  // nights are passed over at slow speeds
constexpr Seconds evening = 18 * seconds_per_hour + 15 * 60;
constexpr double fastest_watched = seconds_per_hour;

}  // namespace

GameScreen::GameScreen(std::unique_ptr<Runner> runner, const std::string& sessions, std::string lessons)
    : game_(std::move(runner)), sessions_(full_path(sessions)), lessons_(std::move(lessons)) {
    game_.files = sessions_;
    game_.runner->compare_at(usual_horizon(game_));
}

void GameScreen::enter(Shell& shell) {
    shell_ = &shell;
    Shortcuts& keys = shell.shortcuts();
    keys.add("play", "Space", Topic::time);
    keys.add("step", ".", Topic::time);
    keys.add("back", ",", Topic::time);
    keys.add("slower", "[", Topic::time);
    keys.add("faster", "]", Topic::time);
    for (int i = 0; i < overlay_count; ++i) {
        keys.add(std::string("overlay_") + overlay_names[i], std::to_string(i + 1), Topic::view);
    }
    keys.add("swap", "Tab", Topic::view);
    keys.add("known", "K", Topic::view);
    keys.add("undo", "Ctrl+Z", Topic::policy);
    keys.add("redo", "Ctrl+Y", Topic::policy);
    keys.add("follow", "F", Topic::view);
    keys.add("why", "W", Topic::view);
    keys.add("fit", "Home", Topic::view);
    keys.add("zoom_in", "=", Topic::view);
    keys.add("zoom_out", "-", Topic::view);
    keys.add("save", "F5", Topic::files);
    keys.add("load", "F9", Topic::files);
    keys.add("export", "Ctrl+E", Topic::files);
    keys.add("fold_cards", "F2", Topic::view);
    keys.add("fold_side", "F3", Topic::view);
    keys.add("lessons", "Ctrl+O", Topic::lesson);
    declare_presenter_keys(shell);
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
    visited_.reset();
    found_for_ = {};
    last_[0] = last_[1] = nullptr;
    last_co2_[0] = last_co2_[1] = nullptr;
    in_force_[0] = in_force_[1] = {};
}

// ---- time -------------------------------------------------------------------------------------------------------

void GameScreen::update(double seconds) {
    for (const Side side : both_sides) {
        const auto s = static_cast<size_t>(side);
        game_.days[s] = game_.runner->day(side, game_.day);
        if (game_.days[s] && game_.days[s] != last_[s]) {
            last_[s] = game_.days[s];
            in_force_[s] = in_force_on(last_[s]->frame);
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
    tend(seconds);
    if (const std::string failure = game_.runner->failure(); !failure.empty() && shell_->ui().notice().empty()) {
        shell_->ui().notify(shell_->ui().words("game.failed", fmt::arg("problem", failure)));
    }
}

void GameScreen::play(double seconds) {
    const double speed = speeds[game_.speed];
    game_.second += seconds * speed;
    const bool watched = speed <= fastest_watched;
    const bool over = game_.second >= (watched ? evening : seconds_per_day);
    if (!over) {
        return;
    }
    if (game_.day >= latest_day(game_)) {
        game_.second = std::min(game_.second, seconds_per_day - 1.0);
        game_.playing = false;
        return;
    }
    const bool with_co2 = game_.shown.overlay == Overlay::co2;
    const auto is_there = [&](Side side) {
        return game_.runner->day(side, game_.day + 1) && (!with_co2 || game_.runner->co2(side, game_.day + 1));
    };
    if (!is_there(Side::a) || !is_there(Side::b)) {
        game_.second = std::min(game_.second, seconds_per_day - 1.0);  // waits for it
        return;
    }
    game_.second = watched ? morning : std::fmod(game_.second, seconds_per_day);
    ++game_.day;
    for (const Side side : both_sides) {
        game_.days[static_cast<size_t>(side)] = game_.runner->day(side, game_.day);
    }
}

// ---- places -------------------------------------------------------------------------------------------------------

GameScreen::Places GameScreen::places() const {
    Rect all = shell_->below_bar();
    const Ui& ui = shell_->ui();
    Places p;
    if (game_.lesson) {
        all.h -= presenter_height(ui, game_);
        place_lesson(p, all);
        return p;
    }
    const float bottom = std::round(std::min(ui.px(timeline_height), largest_timeline * (all.y + all.h)));
    const bool cards_folded = shell_->folded("cards");
    const float left = std::round(ui.px(cards_folded ? folded_width : cards_width));
    const bool narrow = all.w - left - ui.px(side_width) < least_world;
    p.side_folded = shell_->folded("side") || narrow;
    const float right = std::round(ui.px(p.side_folded ? folded_width : side_width));
    p.timeline = {0, all.bottom() - bottom, all.w, bottom};
    p.cards = {0, all.y, left, all.h - bottom};
    p.side = {all.w - right, all.y, right, all.h - bottom};
    const float strip = std::round(ui.px(strip_height)), middle = std::max(1.0F, all.w - left - right);
    p.strip = {left, all.y, middle, strip};
    const float legend = legend_height(ui, middle);
    p.world = {left, all.y + strip, middle, std::max(1.0F, all.h - bottom - strip - legend)};
    p.legend = {left, p.world.bottom(), middle, legend};
    return p;
}

// The lesson stands at the right from top to bottom, with its figures below it or, where there is room, beside it.
// What a step does not show leaves its place to the world.
void GameScreen::place_lesson(Places& p, Rect all) const {
    const Ui& ui = shell_->ui();
    const LessonPlay& play = *game_.lesson;
    const bool timeline = shown(game_, Control::timeline), cards = shown(game_, Control::cards);
    const bool strip_there = shown(game_, Control::truth) || shown(game_, Control::place) || any_overlay(game_);
    p.side_folded = false;
    const float left = !cards ? 0 : std::round(ui.px(shell_->folded("cards") ? folded_width : cards_width));
    const float narrow = ui.px(side_width), wide = ui.px(wide_lesson);
    const float wanted =
        play.kind() == StepKind::text ? narrow : std::clamp(all.w - left - ui.px(least_world), narrow, wide);
    const float lesson = std::round(std::min(wanted, largest_lesson * all.w));
    const bool figures = any_figure(game_);
    const bool beside = figures && all.w - left - lesson - narrow >= ui.px(comfortable_world);
    const bool below = figures && !beside && play.kind() == StepKind::text;
    p.lesson = {all.w - lesson, all.y, lesson, all.h};
    if (beside) {
        p.side = {all.w - lesson - std::round(narrow), all.y, std::round(narrow), all.h};
    } else if (below) {
        p.takes_turns = play.text_height + ui.px(least_figure) > all.h;
        p.lesson.h = !p.takes_turns          ? std::max(play.text_height, std::round(least_share * all.h))
                     : play.figures_in_front ? std::round(ui.px(head_of_turns))
                                             : all.h;
        p.side = {p.lesson.x, p.lesson.bottom(), lesson, all.h - p.lesson.h};
    }
    const float right = beside ? p.side.x : p.lesson.x;
    const float bottom =
        timeline ? std::round(std::min(ui.px(timeline_height), largest_timeline * (all.y + all.h))) : 0;
    if (beside) {
        p.side.h -= bottom;
    }
    p.timeline = {0, all.bottom() - bottom, p.lesson.x, bottom};
    p.cards = {0, all.y, left, all.h - bottom};
    const float strip = strip_there ? std::round(ui.px(strip_height)) : 0, middle = std::max(1.0F, right - left);
    const float legend = legend_height(ui, middle);
    p.strip = {left, all.y, middle, strip};
    p.world = {left, all.y + strip, middle, std::max(1.0F, all.h - bottom - strip - legend)};
    p.legend = {left, p.world.bottom(), middle, legend};
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

// Over the upper part of the world, below the titles: at its lower edge there are dates to be read, beside it answers.
Rect GameScreen::room_for_notice(Rect below_bar) const {
    constexpr float least = 200;
    Rect room = places().world;
    if (room.w < shell_->ui().px(least)) {
        return below_bar;
    }
    const float bottom = room.bottom();
    for (const Side side : both_sides) {
        room.y = std::max(room.y, title_place(shell_->ui(), side).bottom());
    }
    return {room.x, room.y, room.w, bottom - room.y};
}

void GameScreen::fit_whole() {
    whole_ = true;
    looked_elsewhere_ = false;
    look(seen(), [this](OfficeView& view) { view.fit_all(viewport(seen())); });
}

// The window, its type or its panels have another size.
void GameScreen::fit_anew() {
    const Rect place = viewport(seen());
    const Point size{place.w, place.h};
    if (size == fitted_size_) {
        return;
    }
    fitted_size_ = size;
    if (!looked_elsewhere_ && whole_) {
        fit_whole();
    } else if (!looked_elsewhere_ && visited_) {
        visit(visited_->first, visited_->second);
    }
}

void GameScreen::visit(Side side, uint32_t building) {
    whole_ = false;
    looked_elsewhere_ = false;
    visited_ = {side, building};
    look(side, [&](OfficeView& view) { view.fit_building(building, viewport(seen())); });
}

void GameScreen::fold_side() {
    const bool folded = places().side_folded;
    shell_->fold("side", !folded);
    if (folded && places().side_folded) {  // there is room for one of the two
        shell_->fold("cards", true);
    }
}

// ---- actions ------------------------------------------------------------------------------------------------------

bool GameScreen::allows(std::string_view action) const {
    return allowed(game_, action);
}

bool GameScreen::act(std::string_view action) {
    if (action == "lessons") {
        lessons_.show(!lessons_.open());
        return true;
    }
    if (is_presenters(action)) {
        if (game_.lesson) {
            act_as_presenter(*shell_, game_, action);
        }
        return true;
    }
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
        undo_last(shell_->ui(), game_);
    } else if (action == "redo") {
        redo_next(shell_->ui(), game_);
    } else if (action == "follow") {
        if (game_.person != nobody) {
            game_.look_at_person = {game_.inspected, game_.person};
        }
    } else if (action == "why") {
        game_.tab = Tab::why;
    } else if (action == "fit") {
        fit_whole();
    } else if (action == "zoom_in") {
        views_[0]->camera().zoom(1);
        looked_elsewhere_ = true;
    } else if (action == "zoom_out") {
        views_[0]->camera().zoom(-1);
        looked_elsewhere_ = true;
    } else if (action == "save") {
        save();
    } else if (action == "load") {
        load();
    } else if (action == "fold_cards") {
        shell_->fold("cards", !shell_->folded("cards"));
    } else if (action == "fold_side") {
        fold_side();
    } else if (action == "export") {
        export_comparison();
    } else {
        return false;
    }
    return true;
}

}  // namespace piket::render
