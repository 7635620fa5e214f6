#include "world/world.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/math.hpp"
#include "base/series.hpp"
#include "scenario/scope.hpp"
#include "world/builder.hpp"

namespace piket {

namespace {

// Integral of f over the standard normal distribution, by the midpoint rule on quantiles.
template <class F>
double gaussian_mean(F f) {
    constexpr int points = 200;
    double sum = 0;
    for (int i = 0; i < points; ++i) {
        sum += f(math::normal_quantile((i + 0.5) / points));
    }
    return sum / points;
}

// Relative susceptibility of the people one lives with: shares of children under 10, teenagers, adults and grandparents
// in the household of a civil servant (assumed), susceptibility by age after Covasim.
struct MemberClass {
    double share, susceptibility;
};
constexpr MemberClass members[] = {{0.20, 0.34}, {0.20, 0.67}, {0.55, 1.0}, {0.05, 1.24}};
constexpr double silent = 0.3;  // asymptomatic share among adults (Covasim)

// The hazard h for which the mean of 1 - exp(-h X a s) over emission X (lognormal, mean 1), course of illness a
// (asymptomatic or not) and susceptibility s of the member is the household secondary attack rate.
double hazard_from_sar(double sar, double sigma, double asymptomatic) {
    auto attack = [&](double h) {
        return gaussian_mean([&](double z) {
            const double x = h * math::exp(sigma * z - sigma * sigma / 2);
            double infected = 0;
            for (const MemberClass& m : members) {
                infected -= m.share * ((1 - silent) * math::expm1(-x * m.susceptibility) +
                                       silent * math::expm1(-x * asymptomatic * m.susceptibility));
            }
            return infected;
        });
    };
    double low = 0, high = 1;
    while (attack(high) < sar && high < 1e6) {
        high *= 2;
    }
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (attack(middle) < sar ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

World::World(Scenario s) : scenario(std::move(s)), luck(make_luck(scenario.world_seed, 0)) {
    WorldBuilder{*this}.build();
}

void WorldBuilder::build() {
    const Scenario& scenario = world.scenario;
    const Who root = child(Who{0}, "piket");
    for (const GovernmentSpec& spec : scenario.governments) {
        const GovernmentId id = world.governments.push_back({spec.id, spec.name, child(root, spec.id), {}, {}});
        world.governments[id].agencies.first = AgencyId{world.agencies.size()};
        for (const AgencySpec& agency : spec.agencies) {
            for (int i = 1; i <= agency.count; ++i) {
                add_agency(id, agency, agency.count > 1 ? agency.id + "-" + std::to_string(i) : agency.id, i);
            }
        }
        Government& government = world.governments[id];
        government.agencies.last = AgencyId{world.agencies.size()};
        int seats = 0;
        for (AgencyId a : government.agencies) {
            for (RoomId r : world.buildings[world.agencies[a].building].rooms) {
                if (world.rooms[r].type == RoomType::meeting && world.rooms[r].seats > seats) {
                    seats = world.rooms[r].seats;
                    government.assembly = r;
                }
            }
        }
    }
    world.servants = world.who.size();
    add_people();

    for (const auto& [day, holiday] : scenario.holidays) {
        world.holidays.push_back(day);
    }
    std::sort(world.holidays.begin(), world.holidays.end());
    add_places();
    world.household_hazard = household_hazards(scenario, scenario.parameters);
}

Column<StrainId, double> household_hazards(const Scenario& scenario, const Parameters& parameters) {
    Column<StrainId, double> hazards;
    for (const StrainSpec& strain : scenario.strains) {
        hazards.push_back(
            hazard_from_sar(strain.household_sar, parameters.emission_sigma, parameters.emission_asymptomatic));
    }
    return hazards;
}

void WorldBuilder::add_agency(GovernmentId government, const AgencySpec& spec, const std::string& id, int number) {
    const Government& g = world.governments[government];
    Agency agency;
    agency.id = id;
    agency.path = g.id + "/" + id;
    agency.name = spec.name;
    agency.entry = g.id + "/" + spec.id;
    agency.entry_name = spec.name;
    if (spec.count > 1) {
        agency.name.id += " " + std::to_string(number);
        agency.name.en += " " + std::to_string(number);
    }
    agency.who = child(g.who, id);
    agency.government = government;
    agency.kind = spec.kind;
    agency.online_per_day = spec.service.online_per_day;
    agency.units.first = UnitId{world.units.size()};
    agency.staff.first = PersonId{world.who.size()};

    const std::vector<UnitSpec> units = organise(spec);
    UnitId counter_unit;
    for (const UnitSpec& us : units) {
        Unit unit;
        unit.id = us.id;
        unit.path = agency.path + "/" + us.id;
        unit.name = us.name;
        unit.who = child(agency.who, us.id);
        unit.agency = AgencyId{world.agencies.size()};
        unit.function = us.function;
        unit.sector = sector_of(spec, us);
        unit.staff.first = PersonId{world.who.size()};
        int level = 0, posts_left = us.officials[0];
        for (int i = 0; i < us.staff; ++i) {
            while (level < 4 && posts_left == 0) {
                ++level;
                posts_left = level < 4 ? us.officials[level] : 0;
            }
            Job job;
            job.unit = UnitId{world.units.size()};
            if (level < 4) {
                job.level = static_cast<uint8_t>(level + 1);
                --posts_left;
            }
            world.who.push_back(child(unit.who, static_cast<uint64_t>(i)));
            world.jobs.push_back(job);
        }
        unit.staff.last = PersonId{world.who.size()};
        const UnitId unit_id = world.units.push_back(std::move(unit));
        if (us.function == Function::counter && !counter_unit.valid()) {
            counter_unit = unit_id;
        }
    }
    agency.units.last = UnitId{world.units.size()};
    agency.staff.last = PersonId{world.who.size()};
    if (spec.service.counters > 0 && counter_unit.valid()) {
        Hall hall;
        hall.who = child(agency.who, "hall");
        hall.agency = AgencyId{world.agencies.size()};
        hall.unit = counter_unit;
        hall.counters = spec.service.counters;
        hall.per_day = spec.service.counter_per_day;
        hall.in_person_share = spec.service.in_person_share;
        hall.minutes =
            spec.service.minutes > 0 ? spec.service.minutes : world.scenario.parameters.minutes_per_applicant;
        agency.hall = world.halls.push_back(hall);
    }
    const AgencyId agency_id = world.agencies.push_back(std::move(agency));
    add_building(agency_id, spec, units);
}

bool World::workday(Day day) const {
    return day.weekday() < 5 && !std::binary_search(holidays.begin(), holidays.end(), day);
}

double World::reported(Day day) const {
    return value_at(scenario.town.reported, day);
}

bool covers(const Scope& scope, const World& world, UnitId id) {
    const Unit& unit = world.units[id];
    return covers(scope, unit.path, unit.function, unit.sector);
}

}  // namespace piket
