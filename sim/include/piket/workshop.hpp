// What a team does in an episode, and how it is judged: it sees what the administration knows, signs a circular, seals
// a prediction, and two weeks are lived.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "piket/lesson.hpp"
#include "piket/outcomes.hpp"
#include "piket/simulation.hpp"

namespace piket {

// ---- what is recorded; part of a session --------------------------------------------------------------------------

struct SealedRange {
    double low = 0, high = 0;
};

// Of the fortnight that follows a decision.
enum class Predicted : uint8_t {
    infections,  // civil servants infected, true ones
    waiting,     // days that a request waits, mean
};
inline constexpr int predicted_count = 2;
inline constexpr double prediction_level = 0.8;  // how often the truth should lie within a sealed range

struct RequestAnswer {
    std::string request;
    int choice = 0;
    std::string agency;  // path of the cluster; may be empty
    bool operator==(const RequestAnswer&) const = default;
};

// One decision and the fortnight after it.
struct Fortnight {
    Day decided;  // in force from the midnight after it
    std::vector<RequestAnswer> answers;
    std::string reasons;  // as the team typed them
    std::array<SealedRange, predicted_count> sealed;
    std::vector<std::string> leans_on;  // of LessonEpisode::assumptions
};

// A decision that is being made, as it stands; nothing of it is sealed.
struct Draft {
    std::vector<RequestAnswer> answers;
    std::string reasons;
    std::array<std::array<std::string, 2>, predicted_count> ranges;  // as they are typed: low, high
    std::vector<std::string> leans_on;
    bool operator==(const Draft&) const = default;
};

struct WorkshopRecord {
    std::string lesson;  // file, as it was opened
    uint64_t digest = 0;
    std::string team;
    std::vector<Fortnight> fortnights;  // sealed ones
    std::optional<Draft> draft;         // of the decision after them; none: nothing of it was begun
};

// ---- what the administration knows ----------------------------------------------------------------------------------

// Days from..until, both included.
struct Situation {
    Day from, until;
    int working_days = 0;                               // without one the numbers below are of nobody's work
    int reported = 0, reported_before = 0;              // civil servants with a positive result that came; before: in
                                                        // as many days before these
    std::vector<std::pair<std::string, int>> agencies;  // path and number reported, most first
    double on_site = 0, at_home = 0, away = 0;          // civil servants on a working day, mean
    double served = 0, backlog = 0;                     // requests; waiting at the end
    double waiting_days = 0, queue_minutes = 0;         // means
    double turned_away = 0;
    int complaints = 0;  // LessonEpisode::complaints of the visits turned away and of the requests that wait at the end
                         // beyond those of one working day
};
// `days` from the start of the run on, of everybody; `reports` in the order in which they came.
Situation situation_of(const Lesson& lesson, const Scenario& scenario, std::span<const OutcomeValues> days,
                       std::span<const ReportRow> reports, Day from, Day until);

// Day on which fortnight `n` (from 0) is decided, in its evening.
Day decision_day(const Lesson& lesson, const Scenario& scenario, int n);
// The days that follow that evening, both included: up to the next decision, the last ones up to the end of the
// episode or of the run.
struct Period {
    Day from, until;
};
Period fortnight_of(const Lesson& lesson, const Scenario& scenario, int n);
// Of which the situation tells at the decision on fortnight `n`: the fortnight before, at first the first day.
Period known_at(const Lesson& lesson, const Scenario& scenario, int n);

struct DueRequest {
    size_t request = 0;  // index into LessonEpisode::requests
    std::string agency;  // path; may be empty
};
// `in_force`: measures that hold more than nothing somewhere.
std::vector<DueRequest> due_requests(const Lesson& lesson, const WorkshopRecord& record, const Situation& situation,
                                     std::span<const MeasureId> in_force);
// What a choice asks of the engine, to be posted on the evening of `decided`.
std::vector<Rule> rules_of(const Request& request, int choice, const std::string& agency, Day decided);

// ---- the circular ---------------------------------------------------------------------------------------------------

struct Letter {
    std::string government, kind, number, subject, date, to;
    std::vector<std::string> considering;  // what was known
    std::vector<std::string> rules;        // one sentence each
    std::vector<std::string> closing;
    std::string signer;  // the team
};
// Of what was newly ordered on the evening of fortnight `n`, among all that the team has posted.
Letter letter_of(const Lesson& lesson, const Scenario& scenario, const WorkshopRecord& record, int n,
                 std::span<const Command> log, const Situation& situation, bool indonesian);

// For whom a rule is, by the names that the offices have: "Seksi Pelayanan pada semua perangkat daerah".
std::string whom(const Scenario& scenario, const Scope& scope, bool indonesian);

// ---- judging --------------------------------------------------------------------------------------------------------

// Winkler's interval score of a central range at prediction_level (Gneiting and Raftery 2007, eq. 43): its width, and
// for a truth outside it 2 / (1 - level) times the distance. Smaller is better.
double interval_score(SealedRange sealed, double truth);

}  // namespace piket
