// Infection by threshold (Sellke 1983): each person carries an Exp(1) threshold per episode of susceptibility; the
// item of the day in which the accumulated hazard crosses it says where, and a keyed draw on the contributions by whom.
#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/math.hpp"
#include "day/day.hpp"
#include "day/outside.hpp"

namespace piket {

namespace {

constexpr Day without_day{0};  // for what a person brings along, whenever the infection comes

void add_outside(const Today& today, const Scene& scene, const Outside& outside, PersonId p, std::vector<Item>& items) {
    const World& world = today.world;
    const bool servant = world.is_servant(p);
    const Mode mode = servant ? scene.roster.mode[p] : Mode::off_duty;
    for (StrainId s{0}; s.value < world.scenario.strains.size(); ++s.value) {
        const double sus = static_cast<double>(today.evening.susceptibility[s][p]);
        const OutsideHazard& h =
            (servant ? outside.of_servant(mode, world.jobs[p]) : outside.of_family(today.evening.away[p]))[s.value];
        const auto add = [&](Setting setting, Interval when, double hazard) {
            if (hazard > 0) {
                Item item;
                item.setting = setting;
                item.strain = s;
                item.when = when;
                item.hazard = hazard;
                items.push_back(item);
            }
        };
        add(Setting::commute, {today.work.from - 45 * 60, today.work.from - 15 * 60}, sus * h.commute);
        add(Setting::trip, today.work, sus * h.trip);
        const bool away_all_day = present(mode) || mode == Mode::trip;
        add(Setting::town, {away_all_day ? clock(17) : clock(8), clock(21)}, sus * h.town);
    }
}

// The source of an item by air: a keyed draw on what everybody had contributed by the moment of infection.
Source draw_source(const Today& today, const Scene& scene, PersonId p, const Item& item, Seconds moment) {
    const Room& room = today.world.rooms[item.room];
    const HotGroup& hot = scene.air.hot[static_cast<size_t>(scene.air.hot_of[room.air_group])];
    const std::vector<Source> sources = sources_of(scene.air, hot, item.strain);
    std::vector<double> share;
    double sum = 0;
    for (const Source& source : sources) {
        const AirDay day = air_of_source(today.world, scene.air, hot, item.strain, source);
        share.push_back(day.integral(room.air_index, item.when.from, moment));
        sum += share.back();
    }
    double u = uniform(today.luck, today.world.who[p], today.day, Purpose::source) * sum;
    size_t chosen = 0;
    for (size_t i = 0; i < sources.size(); ++i) {
        if (share[i] > 0) {
            chosen = i;
            if (u < share[i]) {
                break;
            }
            u -= share[i];
        }
    }
    return sources[chosen];
}

Seconds instant(const Scene& scene, const World& world, const Item& item, double share) {
    if (!item.by_air) {
        return item.when.from + static_cast<Seconds>(item.when.length() * share);
    }
    const Room& room = world.rooms[item.room];
    const HotGroup& hot = scene.air.hot[static_cast<size_t>(scene.air.hot_of[room.air_group])];
    const size_t s =
        static_cast<size_t>(std::find(hot.strains.begin(), hot.strains.end(), item.strain) - hot.strains.begin());
    const double whole = hot.days[s].integral(room.air_index, item.when.from, item.when.to);
    return hot.days[s].time_of(room.air_index, item.when.from, item.when.to, share * whole);
}

Episode attribute(const Today& today, const Scene& scene, const Outside& outside, PersonId p, double reserve) {
    std::vector<Item> items;
    itemise(today, scene, p, items);
    add_outside(today, scene, outside, p, items);
    check(!items.empty(), "infection without an item");
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.when.from < b.when.from; });
    double left = reserve;
    size_t i = 0;
    while (i + 1 < items.size() && left > items[i].hazard) {
        left -= items[i++].hazard;
    }
    const Item& item = items[i];
    Episode episode;
    episode.person = p;
    episode.strain = item.strain;
    episode.setting = item.setting;
    episode.room = item.room;
    episode.day = today.day;
    episode.second =
        std::min(instant(scene, today.world, item, std::clamp(left / item.hazard, 0.0, 1.0)), seconds_per_day - 1);
    episode.source =
        item.by_air ? draw_source(today, scene, p, item, std::max(episode.second, item.when.from + 1)) : item.source;
    if (episode.source.episode.valid()) {
        episode.generation = static_cast<uint16_t>(today.evening.episodes[episode.source.episode].generation + 1);
    }
    draw_course(today, episode);
    return episode;
}

// Covasim's ages: symptomatic, severe, critical and fatal, absolute; each by decade of age, the last for 80 and over.
struct Severity {
    double symptomatic, severe, critical, fatal;
};
constexpr std::array<Severity, 9> severities = {{{.50, .0005, .00003, .00002},
                                                 {.55, .00165, .00008, .00002},
                                                 {.60, .0072, .00036, .0001},
                                                 {.65, .0208, .00104, .00032},
                                                 {.70, .0343, .00216, .00098},
                                                 {.75, .0765, .00933, .00265},
                                                 {.80, .1328, .03639, .00766},
                                                 {.85, .20655, .08923, .02439},
                                                 {.90, .2457, .1742, .08292}}};

// Density of the generation time, up to a constant: gamma by mean and standard deviation.
double generation_density(const StrainSpec& strain, double tau) {
    const double scale = strain.generation_sd * strain.generation_sd / strain.generation_mean;
    const double shape = strain.generation_mean / scale;
    const double x = tau / strain.generation_mean;
    return math::exp((shape - 1) * math::log(x) - (tau - strain.generation_mean) / scale);
}

constexpr int last_infectious_day = 24;
constexpr double noon = 0.5;

double days_of(double mean, double sd, double u) {
    return math::lognormal_quantile(mean, sd, u);
}

}  // namespace

void draw_course(const Today& today, Episode& e) {
    const World& world = today.world;
    const Parameters& p = today.p;
    const StrainSpec& strain = world.scenario.strains[e.strain.value];
    const Who who = world.who[e.person];
    const Severity& s = severities[std::min<size_t>(world.age[e.person] / 10, severities.size() - 1)];

    const Draw course = draw(today.luck, who, without_day, Purpose::course);
    const Draw worse = draw(today.luck, who, without_day, Purpose::course, 1);
    const Draw time = draw(today.luck, who, without_day, Purpose::clock);
    const Draw later = draw(today.luck, who, without_day, Purpose::clock, 1);
    const double severe = std::min(1.0, s.severe / s.symptomatic * strain.severity);

    const double z = math::normal_quantile(uniform(today.luck, who, without_day, Purpose::emission));
    e.emission = math::exp(p.emission_sigma * z - p.emission_sigma * p.emission_sigma / 2);
    const double second = e.second / static_cast<double>(seconds_per_day);
    double sum = 0;
    for (int k = 1; k <= last_infectious_day; ++k) {  // nobody transmits on the day of infection
        sum += generation_density(strain, k + noon - second);
    }
    e.kernel = 1 / sum;

    const double incubation = days_of(strain.incubation_mean, strain.incubation_sd,
                                      uniform(today.luck, who, without_day, Purpose::incubation));
    const double recovery = days_of(p.mild_recovery_mean, p.mild_recovery_sd, time.uniform(0));
    const auto after = [&](double days) { return e.day + std::max(1, static_cast<int32_t>(second + days)); };
    if (course.uniform(0) >= s.symptomatic) {
        e.course = Course::asymptomatic;
        e.emission *= p.emission_asymptomatic;
        e.end = after(incubation + recovery);
        return;
    }
    e.onset = after(incubation);
    if (course.uniform(1) >= severe) {
        e.course = Course::mild;
        e.end = after(incubation + recovery);
        return;
    }
    const double admitted = incubation + days_of(p.onset_to_severe_mean, p.onset_to_severe_sd, time.uniform(1));
    e.hospital = std::max(after(admitted), e.onset);
    if (worse.uniform(0) >= s.critical / s.severe) {
        e.course = Course::severe;
        e.end = std::max(after(admitted + days_of(p.severe_recovery_mean, p.severe_recovery_sd, later.uniform(0))),
                         e.hospital + 1);
        return;
    }
    const double critical = admitted + days_of(p.severe_to_critical_mean, p.severe_to_critical_sd, later.uniform(1));
    if (worse.uniform(1) >= s.fatal / s.critical) {
        e.course = Course::critical;
        e.end = std::max(after(critical + days_of(p.severe_recovery_mean, p.severe_recovery_sd, later.uniform(0))),
                         e.hospital + 1);
    } else {
        e.course = Course::fatal;
        e.end = std::max(after(critical + days_of(p.critical_to_death_mean, p.critical_to_death_sd, later.uniform(0))),
                         e.hospital + 1);
    }
}

void begin_episode(State& state, const Episode& episode) {
    const EpisodeId id = state.episodes.push_back(episode);
    state.health[episode.person] = Health::infected;
    for (Column<PersonId, float>& strain : state.susceptibility) {
        strain[episode.person] = 0;
    }
    const auto place = std::lower_bound(state.active.begin(), state.active.end(), id, [&](EpisodeId a, EpisodeId b) {
        return state.episodes[a].person < state.episodes[b].person;
    });
    state.active.insert(place, id);
}

void infect(const Today& today, const Scene& scene, const Exposure& exposure, State& next,
            std::vector<Episode>& infected) {
    infected.assign(exposure.crossed.size(), {});
    const Outside outside(today);
    scene.canteens.seat_people(today, scene.roster, exposure.crossed);
    today.workers.each(infected.size(), 4, [&](size_t i) {
        infected[i] = attribute(today, scene, outside, exposure.crossed[i], exposure.reserve_before[i]);
    });
    for (const Episode& episode : infected) {
        next.reserve[episode.person] =
            exponential(today.luck, today.world.who[episode.person], today.day, Purpose::threshold);
        if (today.world.scenario.experiment.apply) {
            begin_episode(next, episode);
        }
    }
}

void find_infectious(const Today& today, InfectiousList& out) {
    out.people.clear();
    out.of.assign(today.world.people(), EpisodeId::none);
    const ExperimentSpec& experiment = today.world.scenario.experiment;
    for (EpisodeId id : today.evening.active) {
        const Episode& e = today.evening.episodes[id];
        const int32_t age = today.day - e.day;
        if (!experiment.secondary && e.setting != Setting::seed) {
            continue;
        }
        double tau = age + noon - e.second / static_cast<double>(seconds_per_day);
        if (experiment.frozen_clock) {
            tau = 5;
        } else if (age < 1 || age > last_infectious_day) {
            continue;
        }
        const double today_share = e.kernel * generation_density(today.world.scenario.strains[e.strain.value], tau);
        Infectious i;
        i.episode = id;
        i.person = e.person;
        i.strain = e.strain;
        i.output = today.p.infectious_days * today_share * e.emission;
        i.household = today_share * e.emission;
        i.symptomatic = e.onset <= today.day && today.day < e.end;
        out.of[e.person] = static_cast<uint32_t>(out.people.size());
        out.people.push_back(i);
    }
}

State first_evening(const World& world, const Parameters& parameters, Luck luck) {
    const Scenario& scenario = world.scenario;
    State state;
    state.day = scenario.start;
    const uint32_t n = world.people();
    state.reserve.resize(n);
    state.health.assign(n, Health::susceptible);
    state.away.assign(n, {});
    state.errand.assign(world.servants, {});
    state.counter_queue.assign(world.halls.size(), {});
    state.online_queue.assign(world.agencies.size(), {});
    state.closed_until.assign(world.agencies.size(), {});
    state.compliance.assign(world.units.size(), parameters.compliance_start);
    state.observed.backlog.assign(world.agencies.size(), 0.0);
    // Relative susceptibility by age: Covasim, by decade.
    constexpr std::array<float, 9> by_age = {.34F, .67F, 1, 1, 1, 1, 1.24F, 1.47F, 1.47F};
    for (size_t s = 0; s < scenario.strains.size(); ++s) {
        Column<PersonId, float> column(n);
        for (PersonId p : column.ids()) {
            column[p] = by_age[std::min<size_t>(world.age[p] / 10, by_age.size() - 1)];
        }
        state.susceptibility.push_back(std::move(column));
    }
    for (PersonId p : state.reserve.ids()) {
        state.reserve[p] = exponential(luck, world.who[p], without_day, Purpose::threshold);
    }

    const Who root = child(Who{0}, "piket");
    const InitialSpec& initial = scenario.initial;
    const double u = uniform(luck, root, scenario.start, Purpose::initial_prevalence);
    if (initial.infected < 0) {
        state.prevalence = initial.prevalence_low > 0
                               ? initial.prevalence_low * math::pow(initial.prevalence_high / initial.prevalence_low, u)
                               : initial.prevalence_high * u;
    } else if (!scenario.town.reported.empty()) {
        state.prevalence =
            scenario.town.reported.front().second / 1e5 * parameters.ascertainment * parameters.infectious_days;
    }

    // Infected before the first day, evenly over the last ten days.
    std::vector<PersonId> infected;
    if (initial.infected < 0) {
        for (PersonId p : state.reserve.ids()) {
            if (uniform(luck, world.who[p], scenario.start, Purpose::initially_infected) < state.prevalence) {
                infected.push_back(p);
            }
        }
    } else {
        std::vector<std::pair<double, PersonId>> ranks;
        for (PersonId p : world.servant_ids()) {
            ranks.emplace_back(uniform(luck, world.who[p], scenario.start, Purpose::initially_infected), p);
        }
        std::sort(ranks.begin(), ranks.end());
        for (size_t i = 0; i < std::min<size_t>(ranks.size(), static_cast<size_t>(initial.infected)); ++i) {
            infected.push_back(ranks[i].second);
        }
        std::sort(infected.begin(), infected.end());
    }
    Policy policy;
    decide(world, scenario.rules, scenario.start, policy);
    const Workers one(1);
    Today today{world, parameters, state, policy, one, luck, scenario.start, false, {}, {}, 0, false};
    for (PersonId p : infected) {
        const Draw d = draw(luck, world.who[p], scenario.start, Purpose::infected_before);
        Episode e;
        e.person = p;
        e.setting = Setting::seed;
        double share = d.uniform(1);
        for (StrainId s{0}; s.value < scenario.strains.size(); ++s.value) {
            e.strain = s;
            share -= scenario.strains[s.value].share;
            if (share < 0) {
                break;
            }
        }
        const double ago = 10 * d.uniform(0);
        e.day = scenario.start - 1 - static_cast<int32_t>(ago);
        e.second = static_cast<Seconds>((1 - (ago - static_cast<int32_t>(ago))) * (seconds_per_day - 1));
        draw_course(today, e);
        begin_episode(state, e);
        if (e.end > scenario.start) {
            fall_ill(today, state, e, scenario.start);
        }
    }
    schedule_absences(today, state);
    return state;
}

}  // namespace piket
