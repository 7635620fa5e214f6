// The reveal: the debrief of a team's episode, computed on a thread of its own, and the pages that show it. Other
// teams' sessions come from files, of a stick for instance.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "game/game.hpp"
#include "piket/debrief.hpp"

namespace piket::render {

struct LessonPlay;

// Futures of the debrief that the window makes; the command line may ask for more.
inline constexpr int reveal_futures = 100;

// A file that may be another team's session of this lesson.
struct TeamFile {
    std::string file;
    std::string team;     // as it is called here, unlike any other
    std::string refused;  // why it cannot stand beside this one, in the language of then; empty: it can
    Session session;
    bool taken = false;
};

struct Reveal {
    std::shared_ptr<const Debrief> debrief;  // null: not there yet
    std::shared_ptr<const Debrief> lived;    // its team's own future alone, without waiting; null: not there yet
    std::string failed;                      // why there is none
    std::vector<TeamFile> teams;             // as they were found last
    bool searched = false;
    std::string written;      // the page, once somebody had it written
    bool went_there = false;  // to the building with most infections

    std::atomic<int> done{0}, of{0};
    std::atomic<bool> stop{false};
    std::future<Loaded<Debrief>> work;
    ~Reveal() { stop = true; }  // the future waits for its thread
};

// Starts the work if it was not asked for yet.
void ask_for_debrief(Game& game, LessonPlay& play);
// Anew, with the teams that are taken now.
void make_debrief_anew(Game& game, LessonPlay& play);
void look_after_debrief(LessonPlay& play);  // every frame
// Team's sessions in these folders; what does not fit says why. reveal_search.cpp
void search_teams(const Ui& ui, const Game& game, LessonPlay& play, const std::vector<std::string>& folders);
// Writes the page into this folder; its name, or empty if it cannot be written. `files`: those of the sessions.
std::string write_debrief(const Debrief& debrief, const std::vector<std::string>& files, const std::string& folder);

// The course that was lived on screen, in a debrief without futures; null while its days are not there.
std::shared_ptr<const Debrief> lived_debrief(Game& game, const LessonPlay& play);  // reveal_lived.cpp
// The team that plays here.
const EpisodeCourse* own_course(const Debrief& debrief);
std::string course_name(const Ui& ui, const EpisodeCourse& course);
Color course_color(const Debrief& debrief, size_t course);
std::vector<Day> evenings_of(const Debrief& debrief);  // of the decisions

// ---- pages --------------------------------------------------------------------------------------------------------

void draw_reveal(Ui& ui, Game& game, LessonPlay& play);
void draw_page_button(Ui& ui, const Game& game, LessonPlay& play);
void draw_truth(Ui& ui, const Debrief& debrief);              // reveal_truth.cpp
void draw_where(Ui& ui, Game& game, const Debrief& debrief);  // reveal_truth.cpp
void draw_teams(Ui& ui, const Debrief& debrief);              // reveal_teams.cpp
void draw_frontier(Ui& ui, const Debrief& debrief);           // reveal_frontier.cpp
void draw_predictions(Ui& ui, const Debrief& debrief);        // reveal_predictions.cpp
void draw_assumptions(Ui& ui, const Debrief& debrief);        // reveal_predictions.cpp
void draw_files(Ui& ui, Game& game, LessonPlay& play);        // reveal_teams.cpp
void draw_history(Ui& ui, const Debrief& debrief);            // reveal_teams.cpp

}  // namespace piket::render
