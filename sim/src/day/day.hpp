// The phases of the day. Each reads what is frozen (last evening's state, the phases before it) and writes one thing;
// the signature is the data flow. day.cpp puts them in order.
//
//   decide -> roster -> agenda -> visitors -> air -> exposure -> infection -> illness -> testing -> town
//          -> service -> compliance -> record
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "air/air.hpp"
#include "base/parallel.hpp"
#include "day/state.hpp"
#include "policy/policy.hpp"
#include "world/world.hpp"

namespace piket {

// Frozen: what every phase may read.
struct Today {
    const World& world;
    const Parameters& p;                               // this replicate's
    const Column<StrainId, double>& household_hazard;  // the same: it goes with the spread of emission
    const State& evening;                              // last midnight
    const Policy& policy;
    const Workers& workers;
    Luck luck;
    Day day;
    bool workday = false;
    Interval work = {}, lunch = {};  // office hours of this weekday
    double prevalence = 0;           // infectious share of the town
    double demand = 1;               // requests of this weekday relative to the mean
    bool reference = false;          // the obvious path: every room, every person, no laziness
    double town_hazard = 0;          // of a day in town, per unit of susceptibility
    Alert alert = {};                // colour and level in force, by the town's own reviews

    const Levers& levers(UnitId u) const { return policy.levers[u]; }
    const Levers& levers(PersonId servant) const { return policy.levers[world.jobs[servant].unit]; }
};

// ---- infectious people ------------------------------------------------------------------------------------------

// An episode that emits today. output: emission at noon relative to the mean over ten infectious days.
struct Infectious {
    EpisodeId episode;
    PersonId person;
    StrainId strain{0};
    double output = 0;
    double household = 0;  // share of the whole illness's household hazard that falls on today
    bool symptomatic = false;
};

struct InfectiousList {
    std::vector<Infectious> people;  // by person
    Column<PersonId, uint32_t> of;   // index into people, or Id::none
};

// ---- roster -----------------------------------------------------------------------------------------------------

struct Roster {
    Column<PersonId, Mode> mode;        // civil servants
    Column<PersonId, uint8_t> counter;  // at which counter, 1...; 0: none
    Column<HallId, int> staffed;        // counters with somebody behind them
    Column<AgencyId, uint32_t> on_site;
    Column<UnitId, uint32_t> setting_out;  // people who leave on a trip
};

void make_roster(const Today&, const InfectiousList&, Roster& out);

// ---- agenda: meetings and meals ---------------------------------------------------------------------------------

struct Meeting {
    RoomId room;
    Interval when;
    std::vector<PersonId> seated;  // in the room; the others join by video
};

// What became of the meetings that were planned, by the agency of the host.
struct MeetingTally {
    double planned = 0, delay = 0;  // meetings; days by which their decisions are late, summed
};

inline constexpr int slots = 2;  // one meeting before noon, one after

struct Agenda {
    Column<MeetingId, Meeting> meetings;
    Column<PersonId, std::array<MeetingId, slots>> of;
    Column<AgencyId, MeetingTally> tally;
    Column<AgencyId, uint8_t> roll_call;  // 1: held today
};

Interval roll_call_time(const Today&);

// Seats of a building's canteen that may be used today; 0 if it has none.
int canteen_seats(const Today&, const Building&);

void make_agenda(const Today&, const Roster&, Agenda& out);

// Places in the canteens: sittings are quotas by keyed rank. A building's are made when somebody asks for them.
inline constexpr uint16_t no_seat = 0xffff;
inline constexpr int sittings = 2;

class Canteens {
   public:
    void begin_day(const World& world);                                               // forgets yesterday
    void seat(const Today&, const Roster&, BuildingId);                               // does nothing the second time
    void seat_people(const Today&, const Roster&, std::span<const PersonId> people);  // the buildings of these
    uint16_t seat_of(PersonId p) const { return seat_[p]; }                           // of a seated building's staff

   private:
    Column<PersonId, uint16_t> seat_;
    Column<BuildingId, uint8_t> seated_;
};

// ---- stays ------------------------------------------------------------------------------------------------------

enum class Activity : uint8_t { walking, entering, desk, meeting, meal, prayer, counter, roll_call };

// Somebody is in a room for a while. Walking is a stay too.
struct Stay {
    RoomId room;
    Interval when;
    Activity activity = Activity::desk;
    uint8_t slot = 0;  // of a meeting
};

class StayList {
   public:
    void clear() { size_ = 0; }
    void add(RoomId room, Seconds from, Seconds to, Activity activity, uint8_t slot = 0);
    const Stay* begin() const { return items_.data(); }
    const Stay* end() const { return items_.data() + size_; }
    size_t size() const { return size_; }

   private:
    std::array<Stay, 96> items_;
    size_t size_ = 0;
};

// Within so long everybody arrives, from a quarter of an hour before the beginning of work on.
inline constexpr Seconds arrivals_window = 25 * 60;

// Where somebody is on site, gapless from entering to leaving (only travel between buildings is a gap). Pure: ask again
// and get the same. Empty for people who are not on site.
void stays_of(const Today&, const Roster&, const Agenda&, const Canteens&, PersonId, StayList& out);

// Whether a mask is on, by kind of place: one keyed draw per person, day and kind.
struct Wearing {
    bool own_room = false, shared = false, counter = false;
    double out = 0, in = 0;  // filtered shares when on

    bool on(Activity a) const {
        return a == Activity::desk ? own_room : a == Activity::counter ? counter : a == Activity::meal ? false : shared;
    }
    double passes_out(Activity a) const { return on(a) ? 1 - out : 1; }
    double passes_in(Activity a) const { return on(a) ? 1 - in : 1; }
};

Wearing wearing(const Today&, PersonId servant);
double own_compliance(const Today&, PersonId servant);  // 0..1

// ---- visitors ---------------------------------------------------------------------------------------------------

struct InfectiousVisitor {
    HallId hall;
    uint32_t ordinal = 0;
    Seconds arrive = 0, called = 0, leave = 0;
    int counter = 0;  // at which they are served
    StrainId strain{0};
    double output = 1;
    bool masked = false;
};

inline constexpr Seconds quarter = 15 * 60;

struct HallDay {
    double arrivals = 0, served = 0, turned_away = 0, dropped_off = 0, online = 0;
    double waited_minutes = 0;       // person-minutes in the queue
    std::array<float, 96> inside{};  // visitors in the hall, per quarter hour
    std::array<float, 96> wait{};    // until they are called, of those who come in this quarter hour, s
};

struct Visitors {
    Column<HallId, HallDay> halls;
    std::vector<InfectiousVisitor> infectious;  // by hall, then ordinal
};

void receive_visitors(const Today&, const Roster&, Visitors& out);

// The fluid queue as people, for those who want to see some: as many as came, evenly through the arrivals, the
// infectious ones among them. By arrival.
std::vector<InfectiousVisitor> people_in_queue(const Today&, const Roster&, const Visitors&, HallId);

// ---- air --------------------------------------------------------------------------------------------------------

struct DaySource {
    Source source;
    StrainId strain{0};
    PersonId person;       // none: a visitor
    uint32_t visitor = 0;  // index into Visitors::infectious
    double output = 0;
    Wearing wears;  // of a person
};

struct Emitter {
    uint32_t group = 0;
    uint32_t source = 0;  // index into AirField::sources
    AirSource air;
    Activity activity = Activity::desk;
};

// A group of rooms with something infectious in its air today.
struct HotGroup {
    uint32_t group = 0;
    uint32_t first = 0, last = 0;  // emitters
    uint32_t first_residue = 0, last_residue = 0;
    std::optional<AirRegime> regime;
    std::vector<StrainId> strains;
    std::vector<AirDay> days;  // per strain
};

struct AirField {
    std::vector<DaySource> sources;  // people by id, then visitors
    std::vector<Emitter> emitters;   // by group, then source, then time
    std::vector<Residue> residue;    // by group
    std::vector<HotGroup> hot;       // by group
    std::vector<int32_t> hot_of;     // per air group: index into hot, or -1
    uint64_t stays = 0;              // generated for sources
};

void make_air(const Today&, const InfectiousList&, const Roster&, const Agenda&, Canteens&, const Visitors&,
              AirField& out);

// Everybody whose breath is in the air of a group today, and that air from one of them only: what attribution asks for.
std::vector<Source> sources_of(const AirField&, const HotGroup&, StrainId);
AirDay air_of_source(const World&, const AirField&, const HotGroup&, StrainId, const Source&);
void leave_air(const Today&, const AirField&, State& next);
double removal(const Today&, const Room&);  // 1/h

// ---- exposure ---------------------------------------------------------------------------------------------------

// All that was made today before anybody is exposed.
struct Scene {
    const InfectiousList& infectious;
    const Roster& roster;
    const Agenda& agenda;
    Canteens& canteens;  // seats more buildings as they are asked for
    const Visitors& visitors;
    const AirField& air;
};

// One part of a person's day that carries hazard, from one strain.
struct Item {
    Setting setting = Setting::town;
    StrainId strain{0};
    RoomId room;
    Interval when;
    double hazard = 0;
    bool by_air = false;  // then the source is any in the air of the room
    Source source;        // otherwise: this one; outside() for the town
};

struct Exposure {
    Column<PersonId, double> met;        // hazard at work and at home; 0 for most
    std::vector<PersonId> exposed;       // those with items, by id
    std::vector<PersonId> crossed;       // whose threshold is reached today, by id
    std::vector<double> reserve_before;  // theirs, this morning
    Column<HallId, double> public_dose;  // expected infections among visitors
    uint64_t stays = 0;
};

void expose(const Today&, const Scene&, State& next, Exposure& out);

// The items of one person, in canonical order; their sum, in this order, is what `expose` adds up.
void itemise(const Today&, const Scene&, PersonId, std::vector<Item>& out);
// Those and what comes from outside, through the day.
class Outside;
void itemise_day(const Today&, const Scene&, const Outside&, PersonId, std::vector<Item>& out);

// ---- infection, illness, testing --------------------------------------------------------------------------------

// Who was infected, when, by which strain, where and by whom: for those whose threshold was reached. Appended to the
// state unless the experiment only counts; they begin with a new threshold either way.
void infect(const Today&, const Scene&, const Exposure&, State& next, std::vector<Episode>& infected);

void draw_course(const Today&, Episode& episode);  // from the day of infection on; keyed by person and that day
void begin_episode(const Today&, State& state, const Episode& episode);
void find_infectious(const Today&, InfectiousList& out);

// Keeps somebody in hospital or at home who is ill by tomorrow's morning.
void fall_ill(const Today&, State& next, const Episode&, Day tomorrow);
void progress_illness(const Today&, State& next, std::vector<PersonId>& died);
void wane(const Today&, State& next);  // antibodies: susceptibility anew, once a week for everybody who has some
void vaccinate(const Today&, State& next, std::vector<PersonId>& dosed);
void schedule_absences(const Today&, State& next);  // leave, other illness, trips
void send_delegations(const Today&, State& next, Day tomorrow);
// Keeps somebody away; what is stronger (hospital before isolation before quarantine ...) stays in force.
void send_away(State& next, PersonId person, Mode mode, Day until, Day tomorrow);

struct TestingDay {
    Column<AgencyId, int> confirmed;  // servants whose positive result came today
    std::vector<UnitId> positive;     // one entry per positive result; families under their servant's unit
    std::vector<UnitId> sampled;      // one entry per sample taken
    std::vector<UnitId> by_antigen;   // those among them that are no PCR
};

// Probability that a sample finds an infection that is so many days old.
double sensitivity(const StrainSpec& strain, double days, bool antigen);

void test_and_trace(const Today&, const Roster&, State& next, TestingDay& out);

// ---- the town ---------------------------------------------------------------------------------------------------

// At midnight of the first day: the past that the scenario implies, and what is in force.
void begin_town(const World& world, const Parameters& parameters, State& state);
double town_prevalence(const World& world, const Parameters& parameters, const State& evening);  // infectious share
double town_hazard(const World& world, const Parameters& parameters, const State& evening, double prevalence);
double infected_visitors(const Today&, const Exposure&, HallId);  // today

// The day's infections of the town, what is reported of it, and the colour and level in force tomorrow.
void live_town(const Today&, const Exposure&, std::span<const Episode> infected, State& next);

// ---- service, compliance ----------------------------------------------------------------------------------------

struct ServiceDay {
    Column<AgencyId, double> online_requests, online_served;  // counters: see Visitors
};

void serve(const Today&, const Roster&, const Visitors&, State& next, ServiceDay& out);
bool is_inspected(const Today&, UnitId);
void comply(const Today&, const TestingDay&, State& next);

// ---- record -----------------------------------------------------------------------------------------------------

// Sums of one day for one row (a government, an agency or a unit). An outcome that is a mean is kept as weighted sum.
struct Tally {
    OutcomeValues sum{};
    OutcomeValues weight{};

    void add(Outcome o, double value) { at(sum, o) += value; }
    void mean(Outcome o, double value, double w) {
        at(sum, o) += value * w;
        at(weight, o) += w;
    }
    void operator+=(const Tally& other);
    double value(Outcome o) const;
};

struct DayRecord {
    Day day;
    std::vector<Tally> rows;
    std::vector<Queued> halls;
};

// Which row of the record a unit belongs to.
struct RecordPlan {
    std::vector<std::string> rows;  // paths
    Column<UnitId, uint32_t> row_of;
};
RecordPlan plan_record(const World& world);

void record(const Today&, const Scene&, const Exposure&, std::span<const Episode> infected,
            std::span<const PersonId> died, std::span<const PersonId> dosed, const TestingDay&, const ServiceDay&,
            const State& next, const RecordPlan&, DayRecord& out);

// ---- the day ----------------------------------------------------------------------------------------------------

enum class Phase : uint8_t {
    decide,
    roster,
    agenda,
    visitors,
    air,
    exposure,
    infection,
    illness,
    testing,
    town,
    service,
    compliance,
    record
};
inline constexpr int phase_count = 13;
std::string_view name(Phase);

// What was simulated and how long it took.
struct DayProfile {
    std::array<double, phase_count> seconds{};
    uint64_t infectious = 0, on_site = 0, stays = 0, hot_rooms = 0, exposed = 0, infections = 0, days = 0;

    void operator+=(const DayProfile& other);
};

// Memory that is used again every day; holds nothing between days.
struct Workspace {
    InfectiousList infectious;
    Roster roster;
    Agenda agenda;
    Canteens canteens;
    Visitors visitors;
    AirField air;
    Exposure exposure;
    std::vector<Episode> infected;
    std::vector<PersonId> died, dosed;
    TestingDay testing;
    ServiceDay service;
};

// state -> the state one midnight later.
struct DayInput {
    const World& world;
    const Parameters& parameters;
    const Column<StrainId, double>& household_hazard;
    std::span<const Rule> rules;
    Luck luck;
    const Workers& workers;
    bool reference = false;
};
// What all phases of the day that follows `evening` may read.
Today open_day(const DayInput& input, const Policy& policy, const State& evening);
// The day up to the moment when somebody is exposed: policy, roster, agenda, visitors and air.
Today set_the_scene(const DayInput& input, Policy& policy, Workspace& work, const State& evening, DayProfile& profile);
void live(const DayInput& input, const RecordPlan& plan, Policy& policy, Workspace& work, State& state,
          DayRecord& record, DayProfile& profile);

// The state at midnight of the first day.
State first_evening(const World& world, const Parameters& parameters, const Column<StrainId, double>& household_hazard,
                    Luck luck, std::optional<double> prevalence_at);

}  // namespace piket
