// The table of measures: everything that a policy can change, described once. From one row come the loader and its
// messages, the control in the window, the axis of a sweep, the line in the printed reference, and the lever it moves.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "piket/ids.hpp"

namespace piket {

// How far a number in this program may be trusted.
enum class Mark : uint8_t {
    verified,  // read in the source named
    recalled,  // from the literature, not re-read
    derived,   // computed from verified numbers as the source says
    assumed,   // a modelling choice without direct evidence
};
std::string_view name(Mark mark);

// A sentence or label in both languages of the program.
struct Text {
    std::string id, en;
};

// A threshold or an interval at this value never comes.
inline constexpr double lever_never = 1000;

// Everything a policy can change about one work unit on one day. Rebuilt from neutral each evening, so a lifted policy
// leaves nothing behind. Choices are stored as the index of the choice.
struct Levers {
    double wfo_share;            // cap on the share of the unit's staff at the office, 0..1
    double must_attend_levels;   // structural levels, counted from the top, that attend, 0..4
    double exempt;               // 1: the unit works as always, whatever the cap
    double roster_scheme;        // index of RosterScheme
    double piket_counters;       // share of the counters that the roster keeps staffed, 0..1
    double counter_open;         // cap on the share of counters that open, 0..1
    double dropoff_share;        // share of counter requests handed over at the entrance instead, 0..1
    double meeting_in_person;    // cap on the share of invited people who sit in the meeting room, 0..1
    double meeting_size;         // cap on people in one meeting room
    double meeting_minutes;      // cap on the length of a meeting, min
    double event_ban;            // 1: no roll calls, ceremonies or meetings across agencies
    double mask_mandate;         // how far wearing follows compliance, 0..1
    double mask_type;            // index of MaskType
    double screen;               // 1: screens at the counters
    double spacing;              // smallest distance between people who talk, m
    double handwashing;          // 1: washing places and soap at the entrance
    double ventilation;          // outdoor air added to every room, 1/h
    double gate_strictness;      // how seriously the entrance checks are made, 0..1
    double trip_allowed;         // cap on the share of official trips that are made, 0..1
    double stay_home_sick;       // share of staff with symptoms who stay at home
    double test_symptomatic;     // share of people with symptoms who are sampled
    double trace_contacts;       // colleagues traced per confirmed case
    double quarantine_days;      // days that traced contacts stay at home
    double closure_cases;        // confirmed cases within 14 days that close an agency; lever_never: none do
    double closure_days;         // days that it then stays closed
    double inspection_interval;  // days between inspections of a unit; lever_never: none

    bool operator==(const Levers&) const = default;
};

enum class RosterScheme : uint8_t {
    random_daily,     // a new draw of people every day
    fixed_people,     // the same people for as long as the rule lasts
    two_teams_daily,  // two teams, in turn by day
    two_teams_weekly,
    on_off_daily,  // each person one day on, one off, own phase
    on_off_weekly,
    four_ten,  // 4 days on, 10 off, phase by team (Karin et al. 2020)
};

enum class MaskType : uint8_t { none, cloth, surgical, kn95 };

// Several sources of rules may move one lever on one day; how their values combine. All are commutative. Neutral is
// the weakest value of each range, so it makes no difference whether it takes part.
enum class Combine : uint8_t { min, max };

enum class MeasureType : uint8_t { share, number, count, flag, choice };

// Where a rule for this measure may point: the narrowest scope that makes sense.
enum class ScopeLevel : uint8_t { everywhere, government, agency, unit };

using MeasureId = Id<struct MeasureTag>;

struct Measure {
    std::string_view key;  // "wfo.share"
    double Levers::*lever;
    Combine combine;
    MeasureType type;
    std::string_view unit;  // "share", "1/h", "persons", "d", "min", "m", "flag", "choice"
    double low, high;       // allowed range, both ends included
    double neutral;         // value of a world without the measure: the default
    ScopeLevel narrowest;
    std::span<const std::string_view> choices;  // for MeasureType::choice, in the order of their index
    std::string_view group;                     // how people think of it: "work place", "service", "meetings", ...
    std::string_view source;
    Mark mark;
    std::string_view label_id, label_en, help_id, help_en;
};

std::span<const Measure> measures();
std::optional<MeasureId> find_measure(std::string_view key);
const Measure& measure(MeasureId id);
Levers neutral_levers();

// "0.5", "yes", "two_teams_weekly": as a person would write the value.
std::string format_value(const Measure& measure, double value);
// The inverse: nothing if the text is no value of this measure or lies outside its range.
std::optional<double> parse_value(const Measure& measure, std::string_view text);

}  // namespace piket
