// A scenario: who works where, since when, under which rules. Loading reports every problem at once; a Scenario that
// exists is valid.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "piket/area.hpp"
#include "piket/measures.hpp"
#include "piket/parameters.hpp"
#include "piket/problem.hpp"
#include "piket/time.hpp"

namespace piket {

// What a work unit is there for.
enum class Function : uint8_t { leadership, administration, counter, field, health };
enum class RoomType : uint8_t { office, meeting, hall, canteen, prayer, lobby, corridor, yard, lift };
enum class AgencyKind : uint8_t { secretariat, dinas, badan, kecamatan, kelurahan, puskesmas, hospital, custom };

std::string_view name(Function);
std::string_view name(RoomType);
std::string_view name(AgencyKind);

Sector default_sector(Function function);

struct RoomSpec {
    std::string id;
    RoomType type = RoomType::office;
    int seats = 0;      // > 0
    double area = 0;    // m2; 0: from seats
    double height = 0;  // m; 0: the parameter room.height
    double ach = -1;    // 1/h; negative: by type
    int line = 0;
};

// Air exchanged between two rooms of one agency, both ways.
struct LinkSpec {
    std::string a, b;
    double flow = 0;  // m3/h
    int line = 0;
};

struct UnitSpec {
    std::string id;
    Text name;
    Function function = Function::administration;
    int staff = 0;                    // officials included
    int officials[4] = {0, 0, 0, 0};  // by structural level within the agency: head, secretary/division, section, sub
    std::vector<RoomSpec> rooms;      // empty: made from the head count
    int line = 0;
    std::optional<Sector> sector;  // nothing: by function
};

struct ServiceSpec {
    int counters = 0;            // 0: no counter hall
    double counter_per_day = 0;  // requests that come to the counter on a working day
    double online_per_day = 0;
    double in_person_share = 1;  // of counter requests, those that cannot be handed over (biometrics, consultation)
    double minutes = 0;          // per applicant; 0: the parameter service.minutes_per_applicant
    int line = 0;
};

struct AgencySpec {
    std::string id;  // with count > 1: id-1, id-2, ...
    Text name;
    AgencyKind kind = AgencyKind::custom;
    int count = 1;
    int staff = 0;                                 // of each; for kinds other than custom
    Function function = Function::administration;  // of the staff without post, for kinds made from a head count
    ServiceSpec service;
    std::vector<UnitSpec> units;  // custom
    std::vector<RoomSpec> rooms;  // shared rooms; empty: made from the head count
    std::vector<LinkSpec> links;
    std::string file;
    int line = 0;
    std::optional<Sector> sector;  // of units that do not say; nothing: by function
};

struct GovernmentSpec {
    std::string id;
    Text name;
    std::vector<AgencySpec> agencies;
    int line = 0;
};

// Where the town's incidence comes from: reported by date, or a renewal equation that the offices feed.
enum class TownModel : uint8_t { reported, renewal };

// People of the town with two doses from a day on.
struct CoverageSpec {
    Day from;
    double total = 0, elderly = 0;  // shares
};

// What was declared in history, in place of what the model would find.
struct DeclaredSpec {
    Day from, until = never;
    std::optional<ZoneColour> zone;
    std::optional<uint8_t> level;
};

// The town around the offices.
struct TownSpec {
    Text name;
    double population = 0;
    // Reported new cases per 100,000 and day from each date on; times ascertainment gives infections. Dates ascend.
    std::vector<std::pair<Day, double>> reported;
    Region region = Region::java_bali;
    TownModel model = TownModel::reported;
    std::vector<std::pair<Day, double>> reproduction;  // renewal: reproduction number from each date on; dates ascend
    double susceptible = 1;                            // renewal: share of the people at the start
    int review_days = 14;                              // between reviews of colour and level
    std::vector<CoverageSpec> vaccination;             // dates ascend
    std::vector<DeclaredSpec> declared;                // dates ascend
};

struct StrainSpec {
    std::string id;
    double transmissibility = 1;                    // relative emission
    double generation_mean = 0, generation_sd = 0;  // d, gamma
    double incubation_mean = 0, incubation_sd = 0;  // d, lognormal
    double severity = 1;                            // factor on P(severe | symptomatic)
    double household_sar = 0;                       // secondary attack rate among household members
    double share = 1;                               // of the infections that come from outside
};

struct InitialSpec {
    double prevalence_low = 0, prevalence_high = 0;  // infected share at midnight of the first day, log-uniform
    int infected = -1;                               // >= 0: exactly so many civil servants instead
};

// Who said it. Within one source the most specific scope wins; the sources combine by the lever's rule.
enum class RuleSource : uint8_t { scenario, circular, head, command };

// Which units a rule is for: a path of ids with * and ? ("tangsel/kecamatan-*"), and perhaps functions and sectors.
struct Scope {
    std::string path;        // empty: everywhere
    uint32_t functions = 0;  // bit per Function; 0: all
    uint32_t sectors = 0;    // bit per Sector; 0: all
    bool operator==(const Scope&) const = default;
};

struct Rule {
    MeasureId measure;
    double value = 0;
    Scope scope;
    Day from, until = never;  // in force from..until, both days included
    RuleSource source = RuleSource::scenario;
    std::string file;
    int line = 0;
    Conditions when;     // in force only while these hold
    uint8_t review = 0;  // index into Scenario::reviews: by which colour and level
    std::string cite;    // what the source says, where a rule says so
    Mark mark = Mark::assumed;
};

// A circular that the scenario puts in force; its rules stand among the scenario's.
struct CircularUse {
    std::string file;  // as resolved
    std::string id;
    Day from, until = never;
    std::string scope;  // pattern of governments; empty: all
    int review_days = 0;
    int line = 0;
};

struct HoursSpec {
    Interval day = {clock(7, 30), clock(16)};  // Monday to Thursday
    Interval lunch = {clock(12), clock(13)};
    Interval friday = {clock(7, 30), clock(16, 30)};
    Interval friday_lunch = {clock(11, 30), clock(13)};
    Interval counter = {clock(8), clock(15)};  // opening of service counters, closed at lunch
};

enum class RecordBy : uint8_t { automatic, government, agency, unit };

// Switches for experiments on the model itself; a scenario of the real world leaves them alone.
struct ExperimentSpec {
    bool secondary = true;      // false: only those infected at the start transmit
    bool isolation = true;      // false: nobody stays away because of illness, tests or tracing
    bool apply = true;          // false: infections are computed and counted but change nobody
    bool frozen_clock = false;  // true: illness does not progress; infectiousness stays that of day 5
    bool feed = true;           // false: infections at the offices do not reach a town of model renewal
};

struct Scenario {
    Text title, briefing;
    std::string file;
    Day start;
    int days = 42;
    std::vector<int> horizons;  // days after the start at which outcomes are summed, ascending
    Day evaluation;             // default: none
    uint64_t seed = 1, world_seed = 1;
    int replicates = 100;
    HoursSpec hours;
    std::vector<std::pair<Day, std::string>> holidays;
    TownSpec town;
    std::vector<GovernmentSpec> governments;
    std::vector<StrainSpec> strains;  // at least one
    InitialSpec initial;
    std::vector<Rule> rules;
    std::vector<CircularUse> circulars;
    std::vector<int> reviews = {14};  // days between reviews; the first is the town's
    Parameters parameters;
    ExperimentSpec experiment;
    RecordBy record = RecordBy::automatic;
    uint64_t digest = 0;  // of the canonical text after extends and settings
};

// One change from the command line or a sweep, "key=value": any measure (everywhere, for the whole run, in place of the
// scenario's rules for it), any parameter, or run.days, run.seed, run.world_seed, run.replicates, initial.infected.
struct Override {
    std::string key, value;
};

// Reads a scenario and all that it extends. Problems name file, line, key, value and what is allowed.
Loaded<Scenario> load_scenario(const std::string& path, const std::vector<Override>& overrides = {});
// The same from text already in memory; `name` stands for the file in messages and resolves relative paths.
Loaded<Scenario> parse_scenario(std::string_view toml, const std::string& name,
                                const std::vector<Override>& overrides = {});

}  // namespace piket
