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
    bool operator==(const Text&) const = default;
};

// A threshold or an interval at this value never comes.
inline constexpr double lever_never = 1000;

// Everything a policy can change about one work unit on one day. Rebuilt from neutral each evening, so a lifted policy
// leaves nothing behind. Choices are stored as the index of the choice.
struct Levers {
    // workplace
    double wfo_share;           // cap on the share of the unit's staff at the office, 0..1
    double must_attend_levels;  // structural levels, counted from the top, that attend, 0..4
    double exempt;              // 1: the unit works as always, whatever the cap
    double head_variation;      // part of the cap within which heads of agencies choose an own one, 0..1
    double head_reaction;       // part by which a head lowers attendance after a case, 0..1
    double vaccinated_only;     // 1: only staff with two doses come in
    double protocol_floor;      // own compliance below which staff stay at home, 0..1
    double stagger;             // minutes over which arrivals and departures are spread

    // roster
    double roster_scheme;     // index of RosterScheme
    double vaccinated_first;  // 1: places go first to staff with two doses
    double vulnerable_last;   // 1: places go last to older and comorbid staff
    double piket_counters;    // share of the counters that the roster keeps staffed, 0..1

    // meetings
    double meeting_in_person;  // cap on the share of invited people who sit in the meeting room, 0..1
    double meeting_ban;        // 1: all meetings by video
    double meeting_held;       // cap on the share of planned meetings that are held at all, 0..1
    double meeting_size;       // cap on people in one meeting room
    double meeting_minutes;    // cap on the length of a meeting, min
    double event_ban;          // 1: no roll calls, ceremonies or meetings across agencies

    // travel
    double trip_allowed;          // cap on the share of official trips that are made, 0..1
    double trip_quarantine_days;  // days at home after a trip
    double trip_test_return;      // share tested on return, 0..1
    double transport_capacity;    // cap on the share of places taken on public transport

    // rooms
    double room_occupancy;    // cap on the share of seats filled in every room
    double seat_distance;     // smallest distance between seats, m
    double canteen_capacity;  // cap on the share of canteen seats in use, 0..1
    double prayer_capacity;   // cap on the share of places in the prayer room in use, 0..1
    double lift_capacity;     // cap on the share of lift users who take the lift, 0..1

    // air
    double ventilation;  // outdoor air added to every room, 1/h
    double windows;      // share of working time with windows open, 0..1
    double exhaust;      // 1: exhaust fans
    double hepa;         // clean air from portable cleaners, m3/h per room
    double ac_filter;    // share held by a filter each time air recirculates, 0..1

    // protection
    double mask_mandate;  // how far wearing follows compliance, 0..1
    double mask_type;     // index of MaskType
    double screen;        // 1: screens at the counters
    double spacing;       // smallest distance between people who talk, m
    double handwashing;   // 1: washing places and soap at the entrance
    double cleaning;      // 1: surfaces are cleaned every four hours

    // entrance
    double thermogun;        // how seriously temperature is checked, 0..1
    double self_assessment;  // how seriously symptoms are asked for, 0..1

    // supervision
    double inspection_interval;   // days between inspections of a unit; lever_never: none
    double inspection_by;         // index of Inspector
    double inspection_announced;  // 1: announced beforehand
    double inspection_sanction;   // 1: a breach has consequences beyond coaching
    double leader_example;        // how far leaders set an example, 0..1

    // service
    double counter_open;   // cap on the share of counters that open, 0..1
    double counter_quota;  // cap on applicants per counter and day; lever_never: none
    double dropoff_share;  // share of counter requests handed over at the entrance instead, 0..1
    double online_shift;   // share of counter requests moved online, 0..1

    // home
    double home_supervision;  // how far staff at home are kept from going out, 0..1
    double school_in_person;  // cap on the share of pupils at school, 0..1

    // health
    double stay_home_sick;      // share of staff with symptoms who stay at home
    double test_symptomatic;    // share of people with symptoms who are sampled
    double test_antigen;        // share of samples tested with antigen, 0..1
    double screening_interval;  // days between routine antigen tests of those on site; lever_never: none
    double trace_contacts;      // colleagues traced per confirmed case
    double test_contacts;       // share of traced contacts who are sampled, 0..1
    double quarantine_days;     // days that traced contacts stay at home
    double isolation_facility;  // share of positive people who isolate in a facility, 0..1
    double closure_cases;       // confirmed cases within 14 days that close an agency; lever_never: none do
    double closure_days;        // days that it then stays closed

    // vaccination
    double vaccinate_staff;     // share of unvaccinated staff given a dose each day, 0..1
    double vaccinate_elderly;   // the same of family members of 60 and over
    double vaccinate_adults;    // of family members from 12 to 59
    double vaccinate_children;  // of children from 6 to 11
    double vaccinate_booster;   // share of adults with two doses given a booster each day

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

enum class Inspector : uint8_t { head, secretary, task_force };

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
    double firm;            // value of a firm policy: what the table of effects and the tests try
    ScopeLevel narrowest;
    std::span<const std::string_view> choices;  // for MeasureType::choice, in the order of their index
    std::string_view group;                     // how people think of it; also the file of its effect
    std::string_view needs;                     // the measure without which this one does nothing; may be empty
    bool weak;                                  // evidence is weak: a small effect is to be expected
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
