#include "day/immunity.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/math.hpp"
#include "scenario/strains.hpp"
#include "scenario/vaccines.hpp"

namespace piket {

namespace {

constexpr double ln2 = 0x1.62e42fefa39efp-1;
constexpr int32_t growth = 21;  // d, up to the peak

// Bits of Immunity::met: strains by lineage, then vaccines.
constexpr int first_vaccine_bit = 8;

uint16_t bit_of_strain(int lineage) {
    return static_cast<uint16_t>(1 << lineage);
}
uint16_t bit_of(Vaccine vaccine) {
    return static_cast<uint16_t>(1 << (first_vaccine_bit + static_cast<int>(vaccine)));
}

// Logistic in the logarithm of the antibodies (Khoury et al. 2021, as fitted by Covasim).
double protects(double antibodies, double intercept, double slope) {
    const double odds = math::exp(intercept + slope * math::log(antibodies));
    return 1 - 1 / (1 + odds);
}

// How well the best of what somebody has met works against a strain.
double likeness(uint16_t met, int lineage) {
    double best = 0;
    for (unsigned bits = met; bits != 0; bits &= bits - 1) {
        const int bit = std::countr_zero(bits);
        best = std::max(best,
                        bit < first_vaccine_bit
                            ? cross_immunity(lineage, bit)
                            : row(static_cast<Vaccine>(bit - first_vaccine_bit)).against[static_cast<size_t>(lineage)]);
    }
    return best;
}

// One event: the first sets the peak, later ones raise it, and antibodies grow from what is left.
void respond(const Today& today, Immunity& i, PersonId person, Day day, double median_log2, double factor,
             double boost) {
    day = std::max(day, i.since);
    if (i.peak > 0) {
        i.base = static_cast<float>(antibodies(today.p, i, day));
        i.peak = static_cast<float>(static_cast<double>(i.peak) * boost);
    } else {
        const double z = normal(today.luck, today.world.who[person], without_day, Purpose::antibodies);
        i.base = 0;
        i.peak = static_cast<float>(factor * math::exp(ln2 * (median_log2 + today.p.antibody_spread * z)));
    }
    i.since = day;
}

}  // namespace

double antibody_curve(const Parameters& p, int32_t days) {
    constexpr int32_t steady = 150, slow = 365;  // from the peak on
    if (days <= growth) {
        return std::max(0, days) / static_cast<double>(growth);
    }
    const int32_t t = days - growth;
    const double early = 1 / p.antibody_half_life, late = 1 / p.antibody_late_half_life;
    double halvings = early * std::min(t, steady);
    if (t > steady) {  // the rate of each of these days lies a step below that of the day before
        const int32_t k = std::min(t, slow) - steady;
        halvings += k * early - (early - late) / (slow - steady) * (k * (k - 1) / 2);
    }
    halvings += late * std::max(0, t - slow);
    return math::exp(-ln2 * halvings);
}

double antibodies(const Parameters& p, const Immunity& immunity, Day day) {
    if (!(immunity.peak > 0)) {
        return 0;
    }
    const int32_t days = day - immunity.since;
    const auto peak = static_cast<double>(immunity.peak), base = static_cast<double>(immunity.base);
    const double grown = peak * antibody_curve(p, days);
    return days < growth ? std::min(peak, base + grown) : grown;
}

double antibodies_against(const Parameters& p, const Immunity& immunity, int lineage, Day day) {
    return immunity.peak > 0 ? antibodies(p, immunity, day) * likeness(immunity.met, lineage) : 0;
}

Protection protection(double n) {
    return n > 0 ? Protection{protects(n, 1.08, .967), protects(n, -.739, .038), protects(n, -.014, .079)}
                 : Protection{};
}

float naive_susceptibility(uint8_t age) {
    constexpr std::array<float, 9> by_age = {.34F, .67F, 1, 1, 1, 1, 1.24F, 1.47F, 1.47F};
    return by_age[std::min<size_t>(age / 10, by_age.size() - 1)];
}

void renew_susceptibility(const Today& today, State& state, PersonId person, Day day) {
    if (state.health[person] == Health::infected || state.health[person] == Health::dead) {
        return;
    }
    const Immunity& immunity = state.immunity[person];
    const float naive = naive_susceptibility(today.world.age[person]);
    for (StrainId s{0}; s.value < state.susceptibility.size(); ++s.value) {
        const int lineage = today.world.scenario.strains[s.value].lineage;
        // The same strain does not come back within weeks, however few antibodies somebody has.
        const bool refractory = immunity.infections > 0 && immunity.lineage == lineage &&
                                day - immunity.infected < static_cast<int32_t>(today.p.refractory_days);
        const double left =
            refractory ? 0 : 1 - protection(antibodies_against(today.p, immunity, lineage, day)).infection;
        state.susceptibility[s][person] = static_cast<float>(static_cast<double>(naive) * left);
    }
}

void meet_strain(const Today& today, Immunity& i, PersonId person, int lineage, Course course, Day day) {
    const double by_course = course == Course::asymptomatic ? .85 : course == Course::mild ? 1 : 1.5;
    respond(today, i, person, day, 0, today.p.antibody_natural * by_course, today.p.antibody_reinfection);
    i.met |= bit_of_strain(lineage);
    i.infected = day;
    i.lineage = static_cast<uint8_t>(lineage);
    i.infections = static_cast<uint8_t>(std::min(i.infections + 1, 255));
}

void take_dose(const Today& today, Immunity& i, PersonId person, Vaccine vaccine, Day day) {
    respond(today, i, person, day, row(vaccine).first, 1, row(vaccine).boost);
    i.met |= bit_of(vaccine);
    i.doses = static_cast<uint8_t>(std::min(i.doses + 1, 255));
    i.dose = day;
}

Vaccine first_vaccine(const Immunity& immunity) {
    return static_cast<Vaccine>(std::countr_zero(static_cast<unsigned>(immunity.met >> first_vaccine_bit)));
}

// ---- before the first day ---------------------------------------------------------------------------------------

namespace {

struct Event {
    Day day;
    bool dose = false;
    Vaccine vaccine = Vaccine::sinovac;
    int lineage = 0;
    Course course = Course::mild;
};

bool belongs(const World& world, PersonId person, VaccineGroup group) {
    const int age = world.age[person];
    switch (group) {
        case VaccineGroup::servants:
            return world.is_servant(person);
        case VaccineGroup::health:
            return world.is_servant(person) && world.units[world.unit(person)].function == Function::health;
        case VaccineGroup::elderly:
            return age >= 60;
        case VaccineGroup::adults:
            return age >= 18 && age < 60;
        case VaccineGroup::teenagers:
            return age >= 12 && age < 18;
        case VaccineGroup::children:
            return age >= 6 && age < 12;
    }
    return false;
}

// Of the groups somebody belongs to, the one that comes last in the list decides; its entries share out its people.
void add_doses(const Today& today, PersonId person, std::vector<Event>& events) {
    const std::vector<VaccinatedSpec>& all = today.world.scenario.vaccinated;
    const auto last =
        std::find_if(all.rbegin(), all.rend(), [&](const auto& v) { return belongs(today.world, person, v.group); });
    if (last == all.rend()) {
        return;
    }
    const Draw d = draw(today.luck, today.world.who[person], without_day, Purpose::vaccinated_before);
    double u = d.uniform(0);
    for (const VaccinatedSpec& v : all) {
        if (v.group != last->group) {
            continue;
        }
        if (u >= v.coverage) {
            u -= v.coverage;
            continue;
        }
        const auto shift = static_cast<int32_t>(d.uniform(1) * (2 * v.spread + 1)) - v.spread;
        Day day = std::min(v.date + shift, today.world.scenario.start - 1);
        const auto add = [&](Vaccine vaccine) { events.push_back({day, true, vaccine, 0, Course::mild}); };
        if (v.doses == 3) {
            add(v.booster);
            day = day - static_cast<int32_t>(today.p.booster_after);
        }
        add(v.vaccine);
        if (v.doses >= 2) {
            day = day - row(v.vaccine).interval;
            add(v.vaccine);
        }
        return;
    }
}

void add_infections(const Today& today, PersonId person, std::vector<Event>& events) {
    const std::vector<RecoveredSpec>& all = today.world.scenario.recovered;
    for (size_t k = 0; k < all.size(); ++k) {
        const auto index = static_cast<uint16_t>(2 * k);
        const Who who = today.world.who[person];
        const Draw d = draw(today.luck, who, without_day, Purpose::recovered_before, index);
        if (d.uniform(0) >= all[k].share) {
            continue;
        }
        const double days = all[k].until - all[k].from + 1;
        const Draw ill = draw(today.luck, who, without_day, Purpose::recovered_before, index + 1);
        Event e;
        e.day = all[k].from + static_cast<int32_t>(d.uniform(1) * days);
        e.lineage = all[k].lineage;
        e.course = course_at(today.world.age[person], built_in_strains()[static_cast<size_t>(e.lineage)].severity.value,
                             {}, ill.uniform(0), ill.uniform(1));
        events.push_back(e);
    }
}

}  // namespace

void draw_past(const Today& today, State& state) {
    const Scenario& scenario = today.world.scenario;
    if (scenario.vaccinated.empty() && scenario.recovered.empty()) {
        return;
    }
    std::vector<Event> events;
    for (PersonId p : state.immunity.ids()) {
        events.clear();
        add_doses(today, p, events);
        add_infections(today, p, events);
        std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.day < b.day; });
        Immunity& immunity = state.immunity[p];
        for (const Event& e : events) {
            e.dose ? take_dose(today, immunity, p, e.vaccine, e.day)
                   : meet_strain(today, immunity, p, e.lineage, e.course, e.day);
        }
        if (immunity.infections > 0) {
            state.health[p] = Health::recovered;
        }
        // Who had one dose comes for the second when it is time, unless that is past.
        const int32_t interval = immunity.doses == 1 ? row(first_vaccine(immunity)).interval : 0;
        if (immunity.doses == 1 && immunity.dose + interval >= scenario.start) {
            state.appointments.push_back({p, immunity.dose + interval});
        }
        if (immunity.peak > 0) {
            renew_susceptibility(today, state, p, scenario.start);
        }
    }
}

}  // namespace piket
