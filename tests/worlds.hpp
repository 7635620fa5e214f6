// Small worlds that the tests of the engine share. A world is written as the text of a scenario, so one that breaks a
// property can be saved to a file and run; and a day once lived can be looked into.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "day/day.hpp"
#include "piket/scenario.hpp"
#include "piket/simulation.hpp"
#include "run/peek.hpp"

namespace piket::worlds {

// ---- scenarios as text ------------------------------------------------------------------------------------------

struct RoomText {
    std::string id, type = "office";
    int seats = 4;
    double ach = -1;  // negative: by type
};

struct UnitText {
    std::string id;
    int staff = 4;
    std::array<int, 4> officials{};
    std::string function = "administration";
    std::vector<RoomText> rooms;
};

struct LinkText {
    std::string a, b;
    double flow = 30;
};

struct AgencyText {
    std::string id, kind = "custom";
    int count = 1;
    int staff = 0;  // of kinds other than custom
    int counters = 0;
    double counter_per_day = 0, online_per_day = 0, in_person_share = 0.5, minutes = 10;
    std::vector<UnitText> units;
    std::vector<RoomText> rooms;
    std::vector<LinkText> links;
};

struct RuleText {
    std::string measure, value;  // as a person would write it
    std::string scope;           // empty: everywhere
    std::vector<std::string> functions;
    std::string from, until;  // empty: the whole run
    std::string source = "scenario";
};

struct StrainText {
    std::string id = "wild";
    double share = 1;
    std::vector<std::pair<std::string, double>> numbers;
};

struct DestinationText {
    std::string id;
    double share = 1, prevalence = -1;  // negative, or no days: as the parameters have it
    int days = 0;
};

struct DelegationText {
    std::string date, destination;
    std::vector<std::string> agencies;
    int people = 2, days = 0, meeting_people = 0;  // 0: left out
    double meeting_hours = 0;
};

// One government, "kota". Nobody is infected and nothing comes in from the town unless a test says so.
struct ScenarioText {
    std::string start = "2020-03-16";  // a Monday
    int days = 14;
    uint64_t world_seed = 1;
    std::string record = "unit";
    int infected = 0;                                      // so many civil servants ...
    double prevalence_low = 0, prevalence_high = 0;        // ... or, if these are given, a share of the people
    std::vector<std::pair<std::string, double>> reported;  // per 100,000 and day
    std::vector<std::pair<std::string, std::array<std::string, 2>>> hours;
    std::vector<std::string> holidays;
    std::vector<StrainText> strains;
    std::vector<AgencyText> agencies;
    std::vector<DestinationText> destinations;
    std::vector<DelegationText> delegations;
    std::vector<RuleText> rules;
    std::vector<std::pair<std::string, double>> parameters;
    std::vector<std::pair<std::string, bool>> experiment;
    std::string more;  // TOML that stands at the end

    ScenarioText& rule(std::string measure, std::string value, std::string scope = "");
    ScenarioText& parameter(std::string key, double value);
    ScenarioText& switched(std::string experiment, bool on);

    std::string text() const;
    std::shared_ptr<const World> world() const;
};

// One agency, one unit, one room of so many seats and as many people; no other rooms, no meetings, errands or trips.
ScenarioText one_room(int staff);
// An agency with officials, two units, a counter hall and every shared room; visitors, meetings, errands: everything.
ScenarioText busy_office();
// One room where everybody with symptoms is sampled on the day they begin and PCR takes `delay` days. Nobody infects
// anybody.
ScenarioText tested_office(int staff, double delay);
// Anything that the loader accepts, small. For the body of a property of RapidCheck only: it draws and shrinks. Worlds
// differ from one property to the next by its name.
ScenarioText any_scenario(std::string_view property);
void showValue(const ScenarioText& scenario, std::ostream& out);  // how RapidCheck prints one

// Of a scenario that has no faults; else std::logic_error with its problems.
std::shared_ptr<const World> world_of(const std::string& text, const std::vector<Override>& overrides = {});
std::shared_ptr<const World> load_world(const std::string& file_in_scenarios,
                                        const std::vector<Override>& overrides = {});

// What a simulation holds.
using Inside = std::remove_reference_t<decltype(Peek::at(std::declval<Simulation&>()))>;

// ---- simulations ------------------------------------------------------------------------------------------------

Simulation begin(const std::shared_ptr<const World>& world, uint64_t seed = 1, int threads = 1, bool reference = false);
PersonId find_person(const World& world, Who who);  // none if there is nobody of that id path
const State& state_of(const Simulation& simulation);
void finish(Simulation& simulation);                           // lives all days that are left
double of_run(const Simulation& simulation, Outcome outcome);  // everybody, all days so far

// Steps two simulations to the end, side by side, and says where they part: the day, and the array of the state or the
// row of the record that differs first. Empty if they never do.
std::string first_difference(Simulation& a, Simulation& b);
std::string first_difference(Simulation&& a, Simulation&& b);

// Infects a person who is well, as if at noon so many days before the day that comes next. The course of the illness is
// drawn as usual, or it is steady: no symptoms, no end, and the emission given, relative to the mean.
Episode& plant(Simulation& simulation, PersonId person, int days_ago);
Episode& plant_steady(Simulation& simulation, PersonId person, int days_ago = 5, double emission = 1);
// Mildly ill and steady, infected five days ago, with symptoms from `onset` on.
Episode& plant_ill(Simulation& simulation, PersonId person, Day onset);

// One day of a simulation, lived and then held still: what each phase read and wrote, for as long as the simulation is
// left alone. Every canteen is seated, so anybody's stays and items may be asked for.
class LivedDay {
   public:
    explicit LivedDay(Simulation& simulation);
    LivedDay(const LivedDay&) = delete;
    LivedDay& operator=(const LivedDay&) = delete;

   private:
    const Inside& lived_;

   public:
    const World& world;
    const State evening;  // with which the day began
    const State& next;
    const Today today;
    const Scene scene;
    const Exposure& exposure;
    const std::vector<Episode>& infected;
    const TestingDay& testing;
    const ServiceDay& service;
    const DayRecord& record;

    std::vector<Item> items(PersonId person) const;          // at work and at home
    std::vector<Item> items_outside(PersonId person) const;  // town, outing, commute, trip and school, per strain
    StayList stays(PersonId servant) const;
    double hazard(PersonId person) const;                           // of the whole day
    double hazard_outside(PersonId person, Setting setting) const;  // the part that comes from there
    double susceptibility(PersonId person) const;                   // to the first strain, this morning
};

}  // namespace piket::worlds
