// A scenario: who works where (offices.hpp), since when, under which rules. Loading reports every problem at once; a
// Scenario that exists is valid.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "piket/area.hpp"
#include "piket/measures.hpp"
#include "piket/offices.hpp"
#include "piket/parameters.hpp"
#include "piket/problem.hpp"
#include "piket/time.hpp"

namespace piket {

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
    // Median days from a sample to its result, for samples from each date on; before the first the parameter
    // test.lab_delay_median holds. Dates ascend.
    std::vector<std::pair<Day, double>> lab_delay;
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
    int lineage = 0;                                // which of the built-in strains it is, for immunity
};

struct InitialSpec {
    double prevalence_low = 0, prevalence_high = 0;  // infected share at midnight of the first day, log-uniform
    int infected = -1;                               // >= 0: exactly so many civil servants instead
};

// Where official trips lead.
struct DestinationSpec {
    std::string id;
    Text name;
    double share = 0;       // of the trips
    double prevalence = 0;  // relative to the town at home; default: the parameter trip.prevalence
    int days = 0;           // that a trip lasts; default: the parameter trip.days
};

// Agencies that send people together to one meeting away.
struct DelegationSpec {
    Day date;  // of departure
    uint32_t destination = 0;
    std::vector<std::string> agencies;  // patterns
    int people = 2;                     // of each agency
    int days = 0;                       // 0: as usual at the destination
    int meeting_people = 0;             // in the room; 0: the parameter trip.meeting_people
    double meeting_hours = 0;           // a day; 0: the parameter trip.meeting_hours
    int line = 0;
};

enum class Vaccine : uint8_t { sinovac, az, pfizer, moderna };
enum class VaccineGroup : uint8_t { servants, health, elderly, adults, teenagers, children };

// Doses given before the first day.
struct VaccinatedSpec {
    VaccineGroup group = VaccineGroup::servants;
    Vaccine vaccine = Vaccine::sinovac, booster = Vaccine::pfizer;  // booster: of the third dose
    int doses = 2;
    double coverage = 0;  // share of the group
    Day date;             // median day of the last dose
    int spread = 0;       // d; the last dose came at most so long before or after it
};

// Infections before the first day.
struct RecoveredSpec {
    double share = 0;  // of all people
    int lineage = 0;   // of the built-in strains
    Day from, until;   // evenly between these days
};

// What the campaigns of the measures vaccination.* give.
struct CampaignSpec {
    Vaccine vaccine = Vaccine::sinovac, booster = Vaccine::pfizer;
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
    std::vector<Scope> except;  // units in one of these are left alone: a command said so
    Day from, until = never;    // in force from..until, both days included
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

// A figure that was published, against which a run is held.
struct ObservedFigure {
    enum class Role : uint8_t { input, outcome };  // went into the scenario; or is what the model should give
    enum class Quantity : uint8_t {
        confirmed_servants,   // civil servants of the scope confirmed from `since` to `date`
        agencies_with_cases,  // agencies of the scope with at least one of them
        town_new_cases,       // inputs: reported in the town on `date`
        town_in_hospital,
        town_isolating,
    };
    std::string id;
    Text label;
    Role role = Role::outcome;
    Quantity quantity = Quantity::confirmed_servants;
    double value = 0;
    std::string scope;  // path, empty: everybody
    Day since, date;    // since: the start of the run unless given
    std::string source;
    Mark mark = Mark::verified;
    std::string file;
    int line = 0;
};

// A parameter that a scenario changes for itself alone, and why.
struct FittedParameter {
    std::string key;
    double value = 0;
    Text reason;
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
    std::vector<DestinationSpec> destinations;  // none: one, as the parameters have it
    std::vector<DelegationSpec> delegations;
    std::vector<VaccinatedSpec> vaccinated;
    std::vector<RecoveredSpec> recovered;
    CampaignSpec campaign;
    std::vector<Rule> rules;
    std::vector<CircularUse> circulars;
    std::vector<int> reviews = {14};  // days between reviews; the first is the town's
    Parameters parameters;
    std::vector<FittedParameter> fitted;  // their values stand in the parameters already
    std::vector<ObservedFigure> observed;
    ExperimentSpec experiment;
    RecordBy record = RecordBy::automatic;
    uint64_t digest = 0;  // of the canonical text after extends and settings
};

// One change from the command line or a sweep, "key=value": any measure (everywhere, for the whole run, in place of the
// scenario's rules for it), any parameter, or run.days, run.seed, run.world_seed, run.replicates, initial.infected.
struct Override {
    std::string key, value;
};

// Files by name. With all that a scenario was read from, it can be read where there are no such files.
using Texts = std::map<std::string, std::string>;

// Reads a scenario and all that it extends. Problems name file, line, key, value and what is allowed. `read` takes
// every file that was read.
Loaded<Scenario> load_scenario(const std::string& path, const std::vector<Override>& overrides = {},
                               Texts* read = nullptr);
// The same from these files and none of the disk.
Loaded<Scenario> load_scenario_from(const Texts& files, const std::string& path);
// The same from text already in memory; `name` stands for the file in messages and resolves relative paths.
Loaded<Scenario> parse_scenario(std::string_view toml, const std::string& name,
                                const std::vector<Override>& overrides = {});

}  // namespace piket
