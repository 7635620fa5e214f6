// All that passes from one day to the next. state(d + 1) = day(state(d), policy(d)); nothing else is remembered.
#pragma once

#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "piket/area.hpp"
#include "piket/ids.hpp"
#include "piket/outcomes.hpp"
#include "piket/scenario.hpp"
#include "piket/time.hpp"

namespace piket {

enum class Health : uint8_t { susceptible, infected, recovered, dead };

// What a civil servant does on a day; the last five keep anybody, family too, away from everything.
enum class Mode : uint8_t { off_duty, on_site, piket, home, trip, leave, sick, quarantined, isolating, hospital, dead };

constexpr bool present(Mode m) {
    return m == Mode::on_site || m == Mode::piket;
}

enum class Course : uint8_t { asymptomatic, mild, severe, critical, fatal };

// Where an infection came from: somebody's episode, or a visitor of a hall; neither: the town (or before the start).
struct Source {
    EpisodeId episode;
    HallId hall;
    Day day;               // visitors: of the visit
    uint32_t visitor = 0;  // ordinal among that day's infectious visitors

    bool operator==(const Source&) const = default;
    bool outside() const { return !episode.valid() && !hall.valid(); }
};

// One infection of one person; its whole course is drawn when it begins.
struct Episode {
    PersonId person;
    StrainId strain{0};
    Source source;
    RoomId room;              // where; none outside the offices
    Day day;                  // of infection
    Seconds second = 0;       // of infection
    Day onset = never;        // of symptoms
    Day hospital = never;     // admission
    Day end = never;          // recovery or death
    uint16_t generation = 0;  // 0: infected before the start or from outside
    Setting setting = Setting::town;
    Course course = Course::asymptomatic;
    double emission = 1;  // own factor on emission: lognormal X, course, strain
    double kernel = 1;    // scales the generation-time density so that its days sum to one
};

struct Away {
    Day until;  // last day
    Mode mode = Mode::sick;
};

// The next absence for reasons that have nothing to do with the epidemic, or a trip.
struct Errand {
    Day from = never;
    int32_t days = 0;
    Mode mode = Mode::leave;
};

struct Sample {
    PersonId person;
    EpisodeId episode;  // none: another illness
    Day taken, due = never;
    bool positive = false;
};

struct Quarantine {  // of a traced contact, from a day to come
    PersonId person;
    Day from, until;
};

struct Residue {  // air left at midnight, source by source
    RoomId room;
    StrainId strain{0};
    Source source;
    double concentration = 0;  // quanta/m3
};

struct Queue {
    double waiting = 0;               // requests at the end of the day
    double requests = 0, waited = 0;  // since the start: requests, and request-days of waiting
};

struct Report {
    Day day;
    AgencyId agency;
    UnitId unit;
};

// What protects somebody: antibodies, and what they have met. Neutralising antibodies peak some weeks after the last
// infection or dose and wane (Covasim's model).
struct Immunity {
    float peak = 0;          // of the antibodies; 0: none
    Day since;               // of the infection's end or the last dose
    uint16_t met = 0;        // bit per strain and vaccine, see day/immunity.hpp
    uint8_t doses = 0;       // 2 are full, 3 with booster
    uint8_t infections = 0;  // so far, whatever the strain
};

// What one day reported of the town, in persons.
struct TownReport {
    double cases = 0, admissions = 0, deaths = 0;
};

// What an administration knows. Decisions read this and nothing of the truth.
struct Observed {
    std::vector<Report> confirmed;     // positive results of servants, by the day on which they became known
    Column<AgencyId, double> backlog;  // last evening
    std::vector<TownReport> town;      // append only, a day each, from `town_history` days before the start
    std::vector<Alert> alerts;         // in force on the next day, by each of the scenario's review intervals
};

inline constexpr int town_history = 28;  // days known of the town before the run

// The truth about a town of model renewal; expected numbers, so nothing is drawn.
struct TownState {
    std::vector<double> infections;  // append only, new a day, from `town_history` days before the start; visitors too
    std::vector<double> agents;      // append only, the same of the people who are simulated one by one
    double susceptible = 0;          // people of the town who are left
};

struct State {
    Day day;                           // the next to be lived
    Column<PersonId, double> reserve;  // threshold less the hazard met so far in this episode of susceptibility
    Column<StrainId, Column<PersonId, float>> susceptibility;  // relative; 0 while infected or immune
    Column<PersonId, Immunity> immunity;
    Column<PersonId, Health> health;
    Column<PersonId, Away> away;
    Column<PersonId, Errand> errand;      // civil servants
    Column<EpisodeId, Episode> episodes;  // append only: the transmission tree
    std::vector<EpisodeId> active;        // clocks that run, by person
    std::vector<Sample> samples;
    std::vector<Quarantine> quarantines;
    std::vector<Residue> air;
    Column<HallId, Queue> counter_queue;
    Column<AgencyId, Queue> online_queue;
    Column<AgencyId, Day> closed_until;
    Column<UnitId, double> compliance;
    Observed observed;
    TownState town;
    double prevalence = 0;  // infected share of the town on the first day, this replicate's draw
};

struct ArrayHash {
    std::string_view name;
    uint64_t hash;
};

// One hash per array of the state, in fixed order, and all of them together.
std::vector<ArrayHash> array_hashes(const State& state);
uint64_t state_hash(const State& state);

}  // namespace piket
