// What the screen of the game does for a lesson: opens it, keeps it in step with the world, and ends it.
#include <exception>

#include "game/decisions.hpp"
#include "game/screen.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

constexpr double pause_between_writes = 3;  // s, while somebody types

}  // namespace

void GameScreen::put(Game fresh) {
    fresh.files = sessions_;
    game_ = std::move(fresh);
    forget_views();
}

void GameScreen::start_lesson(Game fresh, Lesson lesson, Texts texts, WorkshopRecord record) {
    put(std::move(fresh));
    game_.lesson = begin_lesson(std::move(lesson), std::move(texts), std::move(record));
    LessonPlay& play = *game_.lesson;
    if (named(play)) {
        resume_episode(game_, play);
        game_.runner->keep(play.record, play.texts);
    }
    game_.split = shown(game_, Control::worlds) ? Split::both : Split::only_b;
    go_to_step(game_, play.step);
    kept_ = to_keep(game_, play);  // what was opened is written already
}

bool GameScreen::open_lesson(const std::string& file) {
    Ui& ui = shell_->ui();
    Texts texts;
    Loaded<Lesson> lesson = load_lesson(file, &texts);
    if (!lesson) {
        ui.notify(lesson.problems.empty() ? file : lesson.problems.front().text());
        return false;
    }
    try {
        Game fresh(std::make_unique<Runner>(lesson->scenario, lesson->against, game_.runner->options()));
        leave();
        start_lesson(std::move(fresh), std::move(*lesson.value), std::move(texts), {});
    } catch (const std::exception& error) {
        ui.notify(error.what());
        return false;
    }
    return true;
}

bool GameScreen::open_scenarios(const std::string& a, const std::string& b) {
    try {
        Game fresh(std::make_unique<Runner>(a, b, game_.runner->options()));
        fresh.runner->compare_at(usual_horizon(fresh));
        leave();
        put(std::move(fresh));
    } catch (const std::exception& error) {
        shell_->ui().notify(error.what());
        return false;
    }
    return true;
}

bool GameScreen::open_session(const std::string& file) {
    Ui& ui = shell_->ui();
    if (!game_.lesson || game_.lesson->saved_as != file) {  // else somebody wants what it says back
        leave();
    }
    Loaded<Session> session = load_session(file);
    if (!session) {
        ui.notify(session.problems.empty() ? file : session.problems.front().text());
        return false;
    }
    try {
        Game fresh(std::make_unique<Runner>(*session.value, game_.runner->options()));
        fresh.go_to(session.value->day, session.value->second);
        if (!session.value->workshop || session.value->workshop->team.empty()) {
            put(std::move(fresh));
            return true;
        }
        const WorkshopRecord record = *session.value->workshop;
        Loaded<Lesson> lesson = load_lesson_from(session.value->texts, record.lesson);
        if (!lesson) {
            ui.notify(lesson.problems.empty() ? record.lesson : lesson.problems.front().text());
            return false;
        }
        start_lesson(std::move(fresh), std::move(*lesson.value), session.value->texts, record);
        game_.lesson->saved_as = file;
    } catch (const std::exception& error) {
        ui.notify(error.what());
        return false;
    }
    ui.notify(ui.words("game.loaded", fmt::arg("file", file)));
    return true;
}

void GameScreen::tend(double seconds) {
    if (!game_.lesson) {
        shell_->enlarge(0);  // there are no presenter's controls to take it back
        return;
    }
    tend_lesson(game_, seconds);
    look_after_debrief(*game_.lesson);
    keep_episode(seconds);
    if (std::exchange(game_.lesson_over, false)) {
        leave_lesson();
    }
}

// A killed program or a power cut costs a team a few seconds of typing. What cannot be written is tried again.
void GameScreen::keep_episode(double seconds) {
    since_tried_ += seconds;
    LessonPlay& play = *game_.lesson;
    const Kept now = to_keep(game_, play);
    if (!named(play) || (now == kept_ && play.not_saved.empty())) {
        return;
    }
    const bool sealed = now.fortnights != kept_.fortnights || now.over != kept_.over;
    const bool at_once = sealed && play.not_saved.empty();
    if (!at_once && since_tried_ < pause_between_writes) {
        return;
    }
    since_tried_ = 0;
    if (save(true)) {
        kept_ = now;
    }
}

void GameScreen::leave_lesson() {
    leave();
    game_.lesson = nullptr;
    game_.runner->set_ensemble_running(true);
}

// What was typed a moment ago is not lost with the lesson or the window.
void GameScreen::leave() {
    if (game_.lesson) {
        keep_episode(pause_between_writes);
    }
}

// What was clicked is told there.
void GameScreen::show_figures() {
    if (game_.lesson) {
        game_.lesson->figures_in_front = true;
    }
}

void GameScreen::draw_lesson_list(Ui& ui) {
    if (!lessons_.open()) {
        return;
    }
    const std::vector<SessionScenario> files = game_.runner->session().scenarios;
    const auto asked = lessons_.draw(ui, shell_->frontend().size(), sessions_,
                                     {{files.front().file, files.back().file}, game_.lesson != nullptr});
    if (!asked) {
        return;
    }
    switch (asked->kind) {
        case LessonList::Asked::Kind::lesson:
            open_lesson(asked->file);
            break;
        case LessonList::Asked::Kind::session:
            open_session(asked->file);
            break;
        case LessonList::Asked::Kind::scenarios:
            open_scenarios(asked->file, asked->against);
            break;
        case LessonList::Asked::Kind::leave:
            game_.lesson_over = true;
            break;
    }
}

}  // namespace piket::render
