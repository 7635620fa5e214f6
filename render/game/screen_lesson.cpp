// What the screen of the game does for a lesson: opens it, keeps it in step with the world, and ends it.
#include <exception>

#include "game/screen.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

void GameScreen::put(Game fresh) {
    fresh.files = sessions_;
    game_ = std::move(fresh);
    forget_views();
}

void GameScreen::start_lesson(Game fresh, Lesson lesson, Texts texts, WorkshopRecord record) {
    put(std::move(fresh));
    game_.lesson = begin_lesson(std::move(lesson), std::move(texts), std::move(record));
    saved_fortnights_ = game_.lesson->record.fortnights.size();
    game_.runner->keep(game_.lesson->record, game_.lesson->texts);
    game_.split = shown(game_, Control::worlds) ? Split::both : Split::only_b;
    go_to_step(game_, game_.lesson->step);
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
        start_lesson(std::move(fresh), std::move(*lesson.value), std::move(texts), {});
    } catch (const std::exception& error) {
        ui.notify(error.what());
        return false;
    }
    return true;
}

bool GameScreen::open_session(const std::string& file) {
    Ui& ui = shell_->ui();
    Loaded<Session> session = load_session(file);
    if (!session) {
        ui.notify(session.problems.empty() ? file : session.problems.front().text());
        return false;
    }
    try {
        Game fresh(std::make_unique<Runner>(*session.value, game_.runner->options()));
        fresh.go_to(session.value->day, session.value->second);
        if (!session.value->workshop) {
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
        return;
    }
    tend_lesson(game_, seconds);
    LessonPlay& play = *game_.lesson;
    look_after_debrief(play);
    // A power cut costs a team no more than the fortnight it is deciding on.
    if (play.record.fortnights.size() != saved_fortnights_ || (episode_over(play) && !play.kept_at_the_end)) {
        saved_fortnights_ = play.record.fortnights.size();
        play.kept_at_the_end = episode_over(play);
        if (saved_fortnights_ > 0) {
            save(true);
        }
    }
    if (std::exchange(game_.lesson_over, false)) {
        game_.lesson = nullptr;
        game_.runner->set_ensemble_running(true);
    }
}

// What was clicked is told there.
void GameScreen::show_figures() {
    if (game_.lesson) {
        game_.lesson->figures_in_front = true;
    }
}

void GameScreen::draw_lesson_list(Ui& ui) {
    const auto asked = lessons_.draw(ui, shell_->frontend().size(), sessions_, game_.lesson != nullptr);
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
        case LessonList::Asked::Kind::leave:
            game_.lesson_over = true;
            break;
    }
}

}  // namespace piket::render
