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

// What a civil servant does on a day; the last six keep anybody, family too, away from everything, the stronger the
// later. facility: isolating, but not at home.
enum class Mode : uint8_t {
    off_duty,
    on_site,
    piket,
    home,
    trip,
    leave,
    sick,
    quarantined,
    isolating,
    facility,
    hospital,
    dead
};
inline constexpr size_t mode_count = 12;

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
    uint8_t earlier = 0;     // infections of this person before it
    bool sequenced = false;  // its strain is or was asked for
    double emission = 1;     // own factor on emission: lognormal X, course, strain
    double kernel = 1;       // scales the generation-time density so that its days sum to one
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
    uint16_t place = 0;  // of a trip: a destination or, counted on from them, a delegation
};

struct Sample {
    PersonId person;
    EpisodeId episode;  // none: another illness
    Day taken, due = never;
    bool positive = false;
    bool antigen = false;  // else PCR
};

struct Quarantine {  // of a traced contact, from a day to come
    PersonId person;
    Day from, until;
    bool sampled = false;  // on the first day
};

struct Sequencing {  // a positive sample, probably of a variant, until it is known of which
    PersonId person;
    StrainId strain{0};
    Day due;
};

struct Appointment {  // for the second dose
    PersonId person;
    Day due;
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
// infection or dose and wane (Covasim's model), see day/immunity.hpp.
struct Immunity {
    float peak = 0;          // of the antibodies; 0: none
    float base = 0;          // what was left of earlier ones at the last infection or dose, from which they grow
    Day since;               // of the last infection or dose
    Day dose;                // of the last dose
    Day infected;            // of the last infection
    uint8_t lineage = 0;     // of that infection
    uint16_t met = 0;        // bit per strain and vaccine
    uint8_t doses = 0;       // 2 are full, 3 with booster
    uint8_t infections = 0;  // so far, whatever the strain
};

struct VariantReport {
    Day day;
    StrainId strain{0};
    UnitId unit;
};

// Of one day: samples taken; results that came, and the positive ones among them.
struct TestCount {
    Day day;
    uint32_t taken = 0, results = 0, positive = 0;
};

// What one day reported of the town, in persons.
struct TownReport {
    double cases = 0, admissions = 0, deaths = 0;
};

// What an administration knows. Decisions read this and nothing of the truth.
struct Observed {
    std::vector<Report> confirmed;        // positive results of servants, by the day on which they became known
    std::vector<TestCount> tests;         // of every day
    std::vector<VariantReport> variants;  // confirmed by sequencing, by day
    Column<AgencyId, double> backlog;     // last evening
    std::vector<TownReport> town;         // append only, a day each, from `town_history` days before the start
    std::vector<Alert> alerts;            // in force on the next day, by each of the scenario's review intervals
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
    Column<StrainId, Column<PersonId, float>> susceptibility;  // relative; 0 while infected, and of the dead
    Column<PersonId, Immunity> immunity;
    Column<PersonId, Health> health;
    Column<PersonId, Away> away;
    Column<PersonId, Errand> errand;      // civil servants
    Column<EpisodeId, Episode> episodes;  // append only: the transmission tree
    std::vector<EpisodeId> active;        // clocks that run, by person
    std::vector<Sample> samples;
    std::vector<Quarantine> quarantines;
    std::vector<Sequencing> sequencing;
    std::vector<Appointment> appointments;  // by person
    Column<PersonId, Day> screened;         // civil servants: the last routine test
    std::vector<Residue> air;
    Column<HallId, Queue> counter_queue;
    Column<AgencyId, Queue> online_queue;
    Column<AgencyId, Day> closed_until;
    Column<UnitId, double> compliance;
    Column<UnitId, double> passing;  // the part of compliance that is for show and soon passes
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
