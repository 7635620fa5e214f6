// The reveal: what teams decided in one episode, beside what was true, beside each other, under the same luck and under
// many others. A function of the sessions alone, so the same live and from their files.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "piket/ensemble.hpp"
#include "piket/session.hpp"
#include "piket/workshop.hpp"

namespace piket {

// A prediction, what came, and what the model's futures say of the same fortnight: the middle `prediction_level` of
// them.
struct Judged {
    SealedRange sealed, futures;
    double truth = 0, median = 0;
    double score = 0, score_of_futures = 0;  // interval scores
    bool hit = false;
};

struct FortnightResult {
    Day from, until;
    Situation known;      // at its end
    double infected = 0;  // civil servants, true
    std::array<Judged, predicted_count> judged;
};

// Where people were infected, in the episode's own luck.
struct RoomCount {
    std::string room;  // "government/agency/room", as in InfectionRow
    int infections = 0;
    Text name;  // "Kantin, BKD"
};

// One way through the episode: a team's, nothing's, or that of the government of then.
struct EpisodeCourse {
    enum class Kind : uint8_t { nothing, team, government };
    Kind kind = Kind::team;
    std::string team;   // name
    int session = -1;   // of teams: index into Debrief::sessions
    uint64_t hash = 0;  // of the state at the end, own luck
    std::vector<FortnightResult> fortnights;
    std::array<std::vector<Letter>, 2> letters;            // Indonesian, English; of teams
    std::vector<double> infected_by_day, reported_by_day;  // civil servants, new ones of each day; own luck
    OutcomeValues own{};                                   // of the whole episode, own luck
    std::array<double, setting_count> settings{};          // civil servants, own luck
    std::vector<RoomCount> rooms;                          // most first
    Summary infections, waiting;                           // civil servants; mean days; over futures
    Difference saved, longer;                              // this - nothing, future by future; infections, waiting days
    bool dominated = false;  // another course has fewer infections and less waiting, on average
};

// How much an assumption moves what a team's circulars save against nothing.
struct AssumptionEffect {
    std::string key;                      // of a parameter
    double low = 0, usual = 0, high = 0;  // its values
    std::array<double, 3> saved{};        // mean infections saved at each
    std::vector<size_t> leaned_on;        // courses whose team did
};

struct Debrief {
    std::vector<Session> sessions;  // as given
    Lesson lesson;
    Scenario scenario;
    std::vector<EpisodeCourse> courses;         // nothing, the teams as given, the government of then
    std::vector<AssumptionEffect> assumptions;  // of the first team; largest effect first
    int futures = 0, assumption_futures = 0;
};

// What the team of a course recorded; null if it is not a team's.
const WorkshopRecord* record_of(const Debrief& debrief, const EpisodeCourse& course);

struct DebriefOptions {
    int futures = 100, assumption_futures = 20;
    int threads = 0;
    std::function<bool(int done, int of)> progress = {};  // from worker threads, one call at a time; false: stop
};

// Problems if a session has no record of an episode, if they are not of one lesson, scenario and luck, if one is not
// played to its end, or if it was stopped.
Loaded<Debrief> make_debrief(std::vector<Session> sessions, const DebriefOptions& options = {});

}  // namespace piket
