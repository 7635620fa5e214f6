// The town: its infections if they are modelled, what is reported of it, and the colour and level that follow.
#include <algorithm>
#include <array>

#include "base/math.hpp"
#include "base/series.hpp"
#include "day/alert.hpp"
#include "day/day.hpp"
#include "day/infectiousness.hpp"

namespace piket {

namespace {

// Shares of a person's transmission by days since infection, from the first on; strains mixed by their shares.
using Kernel = std::array<double, last_infectious_day>;

Kernel kernel_of(const Scenario& scenario) {
    Kernel kernel{};
    for (const StrainSpec& strain : scenario.strains) {
        Kernel own{};
        double sum = 0;
        for (int k = 0; k < last_infectious_day; ++k) {
            own[static_cast<size_t>(k)] = generation_density(strain, k + 1);
            sum += own[static_cast<size_t>(k)];
        }
        for (size_t k = 0; k < kernel.size(); ++k) {
            kernel[k] += strain.share * own[k] / sum;
        }
    }
    return kernel;
}

// Growth per day at which 1 = R sum of w(k) e^(-r k) (Euler and Lotka).
double growth_rate(const Kernel& kernel, double reproduction) {
    double low = -2, high = 2;
    for (int i = 0; i < 60; ++i) {
        const double r = (low + high) / 2;
        double sum = 0;
        for (size_t k = 0; k < kernel.size(); ++k) {
            sum += reproduction * kernel[k] * math::exp(-r * static_cast<double>(k + 1));
        }
        (sum > 1 ? low : high) = r;
    }
    return (low + high) / 2;
}

bool modelled(const World& world) {
    return world.scenario.town.model == TownModel::renewal;
}

// People of the town who are not simulated one by one.
double others(const World& world) {
    return std::max(1.0, world.scenario.town.population - world.people());
}

// Infectious people of the town, and agents as far as they meet it, each counted by the infectiousness of the day.
double transmission(const World& world, const Parameters& p, const TownState& town) {
    const Kernel kernel = kernel_of(world.scenario);
    const double feed = world.scenario.experiment.feed ? p.feed_share : 0;
    double sum = 0;
    for (size_t k = 0; k < std::min(kernel.size(), town.infections.size()); ++k) {
        const size_t at = town.infections.size() - 1 - k;
        sum += kernel[k] * (town.infections[at] + feed * town.agents[at]);
    }
    return sum;
}

// Per 100,000 people and day by date, or by the prevalence where nothing is said.
double reported_per_100k(const World& world, const Parameters& p, const State& state, Day day) {
    if (!world.scenario.town.reported.empty()) {
        return world.reported(day);
    }
    return 1e5 * state.prevalence / p.infectious_days / p.ascertainment;
}

void report(const World& world, const Parameters& p, Day day, State& state) {
    double cases = 0;
    if (modelled(world)) {
        // Everybody in town counts, those too who are simulated one by one.
        const auto delay = static_cast<size_t>(p.report_delay + 0.5);
        const size_t known = state.town.infections.size();
        if (known > delay) {
            cases = (state.town.infections[known - 1 - delay] + state.town.agents[known - 1 - delay]) / p.ascertainment;
        }
    } else {
        cases = reported_per_100k(world, p, state, day) * world.scenario.town.population / 1e5;
    }
    state.observed.town.push_back({cases, cases * p.admission_share, cases * p.death_share});
}

void review(const World& world, State& state, Day tomorrow) {
    const Scenario& scenario = world.scenario;
    for (size_t i = 0; i < scenario.reviews.size(); ++i) {
        const bool due = (tomorrow - scenario.start) % scenario.reviews[i] == 0;
        state.observed.alerts[i] =
            next_alert(scenario.town, state.observed.town, state.observed.alerts[i], tomorrow, due);
    }
}

}  // namespace

void begin_town(const World& world, const Parameters& p, State& state) {
    const Scenario& scenario = world.scenario;
    TownState& town = state.town;
    if (modelled(world)) {
        const double n = others(world);
        const double r = growth_rate(kernel_of(scenario), value_at(scenario.town.reproduction, scenario.start));
        // As if it had grown so all the time, up to the infectious share of the first day.
        double infectious = 0;
        const int span = std::max(1, static_cast<int>(p.infectious_days + 0.5));
        for (int k = 1; k <= span; ++k) {
            infectious += math::exp(-r * k);
        }
        const double now = state.prevalence * n / infectious;
        for (int k = town_history; k >= 1; --k) {
            town.infections.push_back(now * math::exp(-r * k));
        }
        town.agents.assign(town.infections.size(), 0.0);
        town.susceptible = scenario.town.susceptible * n;
    }
    const TownState whole = town;
    for (size_t k = 0; k < town_history; ++k) {  // what each of these days reported, knowing those before it
        if (modelled(world)) {
            town.infections.resize(k + 1);
            town.agents.resize(k + 1);
            town.infections[k] = whole.infections[k];
        }
        report(world, p, scenario.start - town_history + static_cast<int32_t>(k), state);
    }
    state.observed.alerts.assign(scenario.reviews.size(), {});
    for (Alert& alert : state.observed.alerts) {
        alert = first_alert(scenario.town, state.observed.town, scenario.start);
    }
}

double town_prevalence(const World& world, const Parameters& p, const State& evening) {
    if (!modelled(world)) {
        // This replicate's level at the start, the shape from what was reported.
        const double start = world.reported(world.scenario.start);
        const double shape = start > 0 ? world.reported(evening.day) / start : 1;
        return std::min(1.0, evening.prevalence * shape);
    }
    const std::vector<double>& infections = evening.town.infections;
    const auto span = static_cast<size_t>(std::max(1.0, p.infectious_days + 0.5));
    double infectious = 0;
    for (size_t k = 0; k < std::min(span, infections.size()); ++k) {
        infectious += infections[infections.size() - 1 - k];
    }
    return std::min(1.0, infectious / others(world));
}

double town_hazard(const World& world, const Parameters& p, const State& evening, double prevalence) {
    if (!modelled(world)) {
        return prevalence / p.infectious_days;
    }
    return value_at(world.scenario.town.reproduction, evening.day) * transmission(world, p, evening.town) /
           others(world);
}

double infected_visitors(const Today& today, const Exposure& exposure, HallId hall) {
    if (!(exposure.public_dose[hall] > 0)) {
        return 0;
    }
    const double u = uniform(today.luck, today.world.halls[hall].who, today.day, Purpose::visitor_infected);
    return poisson_quantile(exposure.public_dose[hall], u);
}

void live_town(const Today& today, const Exposure& exposure, std::span<const Episode> infected, State& next) {
    const World& world = today.world;
    if (modelled(world)) {
        const ExperimentSpec& experiment = world.scenario.experiment;
        TownState& town = next.town;
        // Of those who are left, each escapes the day's hazard with e^-hazard, so no more are infected than there are.
        double infections = -town.susceptible * math::expm1(-today.town_hazard);
        if (experiment.feed && experiment.apply) {
            for (HallId hall : world.halls.ids()) {
                infections += infected_visitors(today, exposure, hall);
            }
        }
        infections = std::min(infections, town.susceptible);
        town.susceptible -= infections;
        town.infections.push_back(infections);
        town.agents.push_back(experiment.apply ? static_cast<double>(infected.size()) : 0);
    }
    report(world, today.p, today.day, next);
    review(world, next, today.day + 1);
}

}  // namespace piket
