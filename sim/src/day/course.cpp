// The course of an infection, drawn when it begins, and how infectious it makes somebody on each day.
#include <algorithm>
#include <array>

#include "base/math.hpp"
#include "day/day.hpp"
#include "day/immunity.hpp"
#include "day/infectiousness.hpp"

namespace piket {

namespace {

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

constexpr double noon = 0.5;

double days_of(double mean, double sd, double u) {
    return math::lognormal_quantile(mean, sd, u);
}

}  // namespace

Course course_at(uint8_t age, double severity, const Protection& protection, double u_symptoms, double u_severe) {
    const Severity& s = severities[std::min<size_t>(age / 10, severities.size() - 1)];
    if (u_symptoms >= s.symptomatic * (1 - protection.symptoms)) {
        return Course::asymptomatic;
    }
    const double severe = std::min(1.0, s.severe / s.symptomatic * severity) * (1 - protection.severe);
    return u_severe >= severe ? Course::mild : Course::severe;
}

void draw_course(const Today& today, Episode& e) {
    const World& world = today.world;
    const Parameters& p = today.p;
    const StrainSpec& strain = world.scenario.strains[e.strain.value];
    const Who who = world.who[e.person];
    const Severity& s = severities[std::min<size_t>(world.age[e.person] / 10, severities.size() - 1)];

    // Another infection of the same person is another illness: the draws of each have an index of their own.
    const Immunity& immunity = today.evening.immunity[e.person];
    e.earlier = immunity.infections;
    const uint16_t nth = immunity.infections;
    const auto pair_of = [&](int i) { return static_cast<uint16_t>(2 * nth + i); };
    const Draw course = draw(today.luck, who, without_day, Purpose::course, pair_of(0));
    const Draw worse = draw(today.luck, who, without_day, Purpose::course, pair_of(1));
    const Draw time = draw(today.luck, who, without_day, Purpose::clock, pair_of(0));
    const Draw later = draw(today.luck, who, without_day, Purpose::clock, pair_of(1));
    const Protection protection_now = protection(antibodies_against(p, immunity, strain.lineage, e.day));
    const Course beginning =
        course_at(world.age[e.person], strain.severity, protection_now, course.uniform(0), course.uniform(1));

    e.emission = emission_factor(p, uniform(today.luck, who, without_day, Purpose::emission, nth));
    if (immunity.doses > 0) {
        e.emission *= p.breakthrough_emission;
    }
    const double second = e.second / static_cast<double>(seconds_per_day);
    double sum = 0;
    for (int k = 1; k <= last_infectious_day; ++k) {  // nobody transmits on the day of infection
        sum += generation_density(strain, k + noon - second);
    }
    e.kernel = 1 / sum;

    const double incubation = days_of(strain.incubation_mean, strain.incubation_sd,
                                      uniform(today.luck, who, without_day, Purpose::incubation, nth));
    const double recovery = days_of(p.mild_recovery_mean, p.mild_recovery_sd, time.uniform(0));
    const auto after = [&](double days) { return e.day + std::max(1, static_cast<int32_t>(second + days)); };
    if (beginning == Course::asymptomatic) {
        e.course = Course::asymptomatic;
        e.emission *= p.emission_asymptomatic;
        e.end = after(incubation + recovery);
        return;
    }
    e.onset = after(incubation);
    if (beginning == Course::mild) {
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

}  // namespace piket
