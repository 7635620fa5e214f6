// A lesson as it is being played: which step, what was answered, what is met. Everything decided for good is in the
// record, which the session keeps.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "game/game.hpp"
#include "piket/session.hpp"
#include "workshop/episode.hpp"
#include "workshop/presenter.hpp"

namespace piket::render {

struct Reveal;  // reveal.hpp

struct LessonPlay {
    Lesson lesson;
    Texts texts;  // of all that the lesson was read from
    WorkshopRecord record;

    size_t step = 0;
    std::vector<int> chosen;         // by step: the choice that was taken; -1: none
    std::vector<bool> because_seen;  // by step: the answer to a question without choices was asked for
    std::vector<bool> met;           // by step: its condition was, once

    // As it was when the step began.
    uint32_t person_before = nobody, room_before = nobody, unit_before = nobody;
    Split split_before = Split::both;

    Presenter presenter;
    EpisodePlay episode;
    std::shared_ptr<Reveal> reveal;  // the debrief, once somebody asked for it
    std::string saved_as;            // the file of this team that may be written over
    std::string not_saved;           // the file that could not be written when it was tried last; empty: it could
    bool figures_in_front = false;   // where lesson and figures take turns
    float text_height = 0;           // of the panel's text when it was drawn last, px
    int scroll_up = 0;               // frames in which the panel is held at its top, since a step began

    const LessonStep& now() const { return lesson.steps[step]; }
    StepKind kind() const { return now().kind; }
    bool reveals() const { return kind() != StepKind::text && kind() != StepKind::episode; }
};

// A lesson that begins at its first step, or where the record says it stood. The runner has its scenarios.
std::shared_ptr<LessonPlay> begin_lesson(Lesson lesson, Texts texts, WorkshopRecord record = {});
// Goes to a step and sets the window as it wants it.
void go_to_step(Game& game, size_t step);
bool can_go_on(const Game& game);  // there is a next step, and the condition of this one is met
void next_step(Game& game);
void step_back(Game& game);

// Every frame: what is met, where the episode stands, and that nothing hidden is on screen.
void tend_lesson(Game& game, double seconds);

// In the panel at the right; lesson_panel.cpp. `takes_turns`: with the figures, which have their panel below.
void draw_lesson(Ui& ui, Rect place, Game& game, bool takes_turns);
// Parts that the kinds of steps share.
void lesson_text(Ui& ui, const Text& text);
void draw_question(Ui& ui, LessonPlay& play);
// In place of a figure while numbers are hidden. True: it was drawn.
bool covered(Ui& ui, const Game& game, float height = 120);

}  // namespace piket::render
