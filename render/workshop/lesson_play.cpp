#include "workshop/lesson_play.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "game/cards.hpp"
#include "workshop/gate.hpp"
#include "workshop/parts.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

// ImGui scrolls to the button that has the keyboard a frame after a key, PageDown for instance.
constexpr int frames_at_top = 4;

uint32_t building_named(const Place& place, std::string_view path) {
    for (const PlaceAgency& agency : place.agencies) {
        if (agency.path == path) {
            return agency.building;
        }
    }
    return nobody;
}

void set_stage(Game& game, const StepStage& stage) {
    if (stage.day || stage.time) {
        game.go_to(stage.day.value_or(game.day), stage.time ? *stage.time : game.second);
    }
    if (stage.overlay) {
        game.shown.overlay = static_cast<Overlay>(*stage.overlay);
    }
    if (stage.figure) {
        game.tab = static_cast<Tab>(*stage.figure);
    }
    if (stage.known) {
        game.shown.known_only = *stage.known;
    }
    if (stage.both) {
        const Split split = *stage.both ? Split::both : Split::only_b;
        game.look_at_all = split == Split::both && game.split != split;
        game.split = split;
    }
    game.playing = stage.playing.value_or(game.playing);
    const Place& place = *game.runner->place(Side::b);
    if (!stage.agency.empty()) {
        game.look_at_building = building_named(place, stage.agency);
    }
    if (!stage.room.empty()) {
        game.inspected = Side::b;
        game.room = room_of_path(place, stage.room);
        if (game.room != nobody) {
            game.look_at_room = {Side::b, game.room};
        }
    }
    if (!stage.unit.empty()) {
        game.inspected = Side::b;
        game.unit = place.unit_of(stage.unit);
    }
}

template <typename T>
void take_last(std::optional<T>& said, const std::optional<T>& now) {
    said = now ? now : said;
}

void take_last(std::string& said, const std::string& now) {
    said = now.empty() ? said : now;
}

// How the window stood when this step was first come to: what it does not say itself the steps before it said last. An
// episode has its own days, and what comes after it begins anew.
StepStage stage_come_back_to(const Lesson& lesson, size_t step) {
    StepStage stage;
    stage.known = false;
    stage.both = (lesson.steps.front().controls >> static_cast<uint32_t>(Control::worlds) & 1U) != 0;
    for (size_t i = 0; i <= step; ++i) {
        const StepStage& now = lesson.steps[i].stage;
        const StepKind kind = lesson.steps[i].kind;
        if (kind == StepKind::episode) {
            stage = {};
            stage.both = false;
        }
        if (kind != StepKind::text) {
            stage.known = kind == StepKind::episode;  // the reveal shows the truth
        }
        if (!now.room.empty()) {
            stage.agency.clear();  // the camera goes to what was named last
        }
        take_last(stage.day, now.day);
        take_last(stage.time, now.time);
        take_last(stage.overlay, now.overlay);
        take_last(stage.figure, now.figure);
        take_last(stage.known, now.known);
        take_last(stage.both, now.both);
        take_last(stage.room, now.room);
        take_last(stage.unit, now.unit);
        take_last(stage.agency, now.agency);
    }
    stage.playing = lesson.steps[step].stage.playing.value_or(false);
    return stage;
}

// What people are asked to choose they choose anew.
void forget_chosen(Game& game, const LessonStep& step) {
    using Kind = StepCondition::Kind;
    if (step.until.kind == Kind::person) {
        game.person = nobody;
    } else if (step.until.kind == Kind::room && step.stage.room.empty()) {
        game.room = nobody;
    } else if (step.until.kind == Kind::unit && step.stage.unit.empty()) {
        game.unit = nobody;
    }
}

// Something else is in force in B than in A, or will be from tomorrow on.
bool measure_differs(const Game& game, const StepCondition& until) {
    const auto is_it = [&](double value) { return !until.value || std::abs(value - *until.value) < 1e-9; };
    for (const Command& command : game.runner->commands(Side::b)) {
        if (command.kind == Command::Kind::enact && command.rule.measure == until.measure &&
            is_it(command.rule.value)) {
            return true;
        }
    }
    const auto a = game.today(Side::a), b = game.today(Side::b);
    if (!a || !b) {
        return false;
    }
    const auto lever = measure(until.measure).lever;
    for (size_t u = 0; u < b->frame.units.size(); ++u) {
        const double here = b->frame.units[u].levers.*lever;
        const bool twin = u < a->frame.units.size();
        if (is_it(here) && (!twin || a->frame.units[u].levers.*lever != here)) {
            return true;
        }
    }
    return false;
}

bool is_met(const Game& game, const LessonPlay& play) {
    using Kind = StepCondition::Kind;
    const StepCondition& until = play.now().until;
    switch (until.kind) {
        case Kind::none:
            return true;
        case Kind::overlay:
            return game.shown.overlay == static_cast<Overlay>(until.overlay);
        case Kind::figure:
            return game.tab == static_cast<Tab>(until.figure);
        case Kind::measure:
            return measure_differs(game, until);
        case Kind::day:
            return game.day >= until.day;
        case Kind::person:
            return game.person != nobody && game.person != play.person_before;
        case Kind::room:
            return game.room != nobody && game.room != play.room_before;
        case Kind::unit:
            return game.unit != nobody && game.unit != play.unit_before;
        case Kind::split:
            return game.split != play.split_before;
        case Kind::answered:
            return play.chosen[play.step] >= 0;
    }
    return true;
}

// Nothing is on screen that the step does not show.
void keep_within(Game& game) {
    if (!shown(game, game.shown.overlay)) {
        game.shown.overlay = Overlay::people;
    }
    for (int tab = 0; tab < lesson_figure_count && !shown(game, game.tab) && any_figure(game); ++tab) {
        if (shown(game, static_cast<Tab>(tab))) {
            game.tab = static_cast<Tab>(tab);
        }
    }
    if (game.day > latest_day(game)) {
        game.go_to(latest_day(game), game.second);
        game.playing = false;
    }
    if (game.lesson->kind() == StepKind::episode) {
        game.shown.known_only = true;
        game.split = Split::only_b;
        game.editing = Side::b;
        game.inspected = Side::b;
    }
}

size_t first_of_kind(const Lesson& lesson, StepKind kind) {
    return static_cast<size_t>(std::ranges::find(lesson.steps, kind, &LessonStep::kind) - lesson.steps.begin());
}

}  // namespace

std::shared_ptr<LessonPlay> begin_lesson(Lesson lesson, Texts texts, WorkshopRecord record) {
    auto play = std::make_shared<LessonPlay>();
    play->lesson = std::move(lesson);
    play->texts = std::move(texts);
    play->record = std::move(record);
    play->record.lesson = play->lesson.file;
    play->record.digest = play->lesson.digest;
    play->episode.team = play->record.team;
    const size_t steps = play->lesson.steps.size();
    play->chosen.assign(steps, -1);
    play->because_seen.assign(steps, false);
    play->met.assign(steps, false);
    if (named(*play)) {
        play->step = std::min(first_of_kind(play->lesson, StepKind::episode), steps - 1);
    }
    return play;
}

void go_to_step(Game& game, size_t step) {
    LessonPlay& play = *game.lesson;
    if (play.kind() == StepKind::episode) {
        leave_episode(game, play);
    }
    const size_t from = std::exchange(play.step, std::min(step, play.lesson.steps.size() - 1));
    const LessonStep& now = play.now();
    set_stage(game, play.step < from ? stage_come_back_to(play.lesson, play.step) : now.stage);
    forget_chosen(game, now);
    play.person_before = game.person;
    play.room_before = game.room;
    play.unit_before = game.unit;
    play.split_before = game.split;
    set_clock(play.presenter, now.minutes);
    play.figures_in_front = false;
    play.scroll_up = frames_at_top;
    if (now.kind == StepKind::episode) {
        begin_episode(game, play);
    } else if (play.reveals()) {
        if (play.reveal && !play.reveal->failed.empty()) {
            play.reveal = nullptr;  // it was asked for before the episode was over
        }
        ask_for_debrief(game, play);
        game.shown.known_only = now.stage.known.value_or(false);
    }
    // While a team guesses, or looks back, nobody looks at futures of what is on screen.
    game.runner->set_ensemble_running(play.kind() == StepKind::text);
    if (!shown(game, Control::cards) && game.cards) {
        game.cards->open.clear();
    }
    keep_within(game);
}

bool can_go_on(const Game& game) {
    const LessonPlay& play = *game.lesson;
    const bool done = play.kind() == StepKind::episode ? episode_over(play) : static_cast<bool>(play.met[play.step]);
    return play.step + 1 < play.lesson.steps.size() && done;
}

void next_step(Game& game) {
    if (game.lesson->step + 1 < game.lesson->lesson.steps.size()) {
        go_to_step(game, game.lesson->step + 1);
    }
}

void step_back(Game& game) {
    if (game.lesson->step > 0) {
        go_to_step(game, game.lesson->step - 1);
    }
}

void tend_lesson(Game& game, double seconds) {
    LessonPlay& play = *game.lesson;
    tick(play.presenter, seconds);
    if (!play.met[play.step] && is_met(game, play)) {
        play.met[play.step] = true;
    }
    if (play.kind() == StepKind::episode) {
        tend_episode(game, play);
    }
    keep_within(game);
}

}  // namespace piket::render
