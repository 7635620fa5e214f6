// The episode of a lesson as a team plays it: every fortnight it reads what is known, answers what came up, signs a
// circular, seals a prediction, and lives two weeks.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "game/game.hpp"
#include "piket/workshop.hpp"

namespace piket::render {

struct LessonPlay;

enum class EpisodePage : uint8_t { situation, requests, circular, prediction, seal };
inline constexpr int episode_page_count = 5;
inline constexpr double evening_hour = 20.0 * seconds_per_hour;  // when it is decided

struct EpisodePlay {
    std::string team;      // as it is typed
    bool running = false;  // the fortnight that was sealed last is being lived
    EpisodePage page = EpisodePage::situation;

    // The decision that is being made; forgotten once it is sealed.
    std::optional<Situation> situation, before;  // once the days are there
    std::vector<DueRequest> due;
    std::vector<int> answers;             // by due request; -1: none yet
    std::vector<RequestAnswer> answered;  // before the requests are there: as a session kept them
    std::string reasons;
    std::array<std::array<std::string, 2>, predicted_count> ranges;  // as they are typed: low, high
    std::set<std::string> leans_on;
    bool both_languages = false;  // of the letter

    // While a fortnight is lived and another step is on screen: where it stood.
    std::optional<std::pair<Day, double>> left;
};

// ---- where it stands ----------------------------------------------------------------------------------------------

bool named(const LessonPlay& play);  // the team has a name
bool episode_over(const LessonPlay& play);
int fortnight_now(const LessonPlay& play);                  // that is decided or lived, from 0
Day evening_of(const Game& game, const LessonPlay& play);   // of the decision that is made now
Day last_to_see(const Game& game, const LessonPlay& play);  // in the step of the episode
bool deciding(const Game& game, const LessonPlay& play);    // the evening of the decision is on screen
void begin_episode(Game& game, LessonPlay& play);           // its step begins, or is come back to
void leave_episode(const Game& game, LessonPlay& play);     // another step begins
void tend_episode(Game& game, LessonPlay& play);            // every frame of its step

// ---- what is decided ------------------------------------------------------------------------------------------------

// A number as people type it, in either language: "1.000" and "1,000" are a thousand, "2,5" and "2.5" two and a half.
// Nothing if it is none, or negative, or could be read in two ways.
std::optional<double> typed_number(const std::string& text);
std::optional<SealedRange> typed_range(const std::array<std::string, 2>& typed);
// What keeps it from being sealed: keys of the catalogue; empty: nothing does.
std::vector<std::string> missing_for_seal(const Game& game, const LessonPlay& play);
// Beyond it nothing can come: everybody is infected, a request waits a year.
double most_of(const Game& game, Predicted what);
// What was answered of the requests that are there.
std::vector<RequestAnswer> answers_of(const LessonPlay& play);
// As it would be sealed now.
Fortnight draft_of(const Game& game, const LessonPlay& play);
// What the team has posted, and what its answers will post.
std::vector<Command> log_with_answers(const Game& game, const LessonPlay& play);
// Posts what was answered, records, and lets time run. Says what is wrong if the engine refuses.
Problems seal(Game& game, LessonPlay& play);

// ---- pages, each drawn where the cursor is --------------------------------------------------------------------------

void draw_episode(Ui& ui, Game& game, LessonPlay& play);          // episode_panel.cpp
void draw_situation(Ui& ui, Game& game, LessonPlay& play);        // episode_situation.cpp
void draw_letter_page(Ui& ui, Game& game, LessonPlay& play);      // letter_page.cpp
void draw_prediction_page(Ui& ui, Game& game, LessonPlay& play);  // episode_prediction.cpp
void draw_seal_page(Ui& ui, Game& game, LessonPlay& play);        // episode_prediction.cpp
std::string predicted_name(const Ui& ui, Predicted what);

}  // namespace piket::render
