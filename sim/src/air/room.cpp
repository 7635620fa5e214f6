// A case evaluated. Everything is linear in what the infected people emit, so the air is solved once per size class and
// infected group for an emission of 1/h, and every answer is a sum over those.
#include "piket/room.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "air/aerosol.hpp"
#include "air/case_air.hpp"
#include "air/emission_spread.hpp"
#include "air/infection_counts.hpp"
#include "air/jet.hpp"
#include "air/people.hpp"
#include "base/check.hpp"
#include "base/math.hpp"
#include "piket/parameters.hpp"

namespace piket {

namespace {

using Numbers = std::vector<double>;

constexpr std::string_view model_names[] = {"quanta", "physical"};
constexpr std::string_view method_names[] = {"fixed", "quadrature", "draws"};

// What floats in the air and settles alike, per infected group: rates of one person behind the mask, of the model per
// hour; `deposited` counts only what stays in the airways of whoever inhales it (all of it, if in quanta).
struct Substance {
    double settling = 0;
    Numbers emitted, deposited;
    double initial = 1, initial_deposited = 1;  // share of the initial concentration that is of this kind
};

double total_deposited(const std::vector<SizeClass>& classes, const Expiration& e) {
    double sum = 0;
    for (const SizeClass& c : classes) {
        sum += volume(e, c.deposited);
    }
    return sum;
}

// Virions per mL of what is exhaled, times cm3 per m3.
double virions_per_volume(const RoomCase& c, const InfectedGroup& group) {
    return stated_viral_load(c, group) * stated_viable_share(c) * 1e6;
}

double stated_quanta(const RoomCase& c, const InfectedGroup& group, const std::vector<SizeClass>& classes) {
    if (group.quanta_per_h) {
        return *group.quanta_per_h;
    }
    const double voice = total_deposited(classes, group.expiration) / total_deposited(classes, {1, 1, 1});
    return default_parameters().quanta_per_h * voice / c.virus.dose_factor;
}

double quanta_pass(const RoomCase& c, const WornMask& mask) {
    return 1 - mask.share * mask_outward(c, mask);
}

// In quanta all that floats is one substance: rooms have their deposition already.
std::vector<Substance> substances(const RoomCase& c, const std::vector<SizeClass>& classes) {
    if (c.model == RoomModel::quanta) {
        Substance all;
        for (const InfectedGroup& group : c.infected) {
            all.emitted.push_back(stated_quanta(c, group, classes) * quanta_pass(c, group.mask));
        }
        all.deposited = all.emitted;
        return {all};
    }
    const Expiration left_over{1, 1.0 / 3, 1.0 / 3};  // of air at the start: as in an office, assumed
    double left = 0;
    for (const SizeClass& size : classes) {
        left += volume(left_over, size.exhaled);
    }
    std::vector<Substance> all;
    for (const SizeClass& size : classes) {
        Substance substance{.settling = size.settling,
                            .emitted = {},
                            .deposited = {},
                            .initial = volume(left_over, size.exhaled) / left,
                            .initial_deposited = volume(left_over, size.deposited) / left};
        for (const InfectedGroup& group : c.infected) {
            const double rate = virions_per_volume(c, group) * breathing_rate(c, group.breathing);
            const Modes out = behind_mask(c, group.mask, size.exhaled, size.exhaled_masked);
            const Modes deposited = behind_mask(c, group.mask, size.deposited, size.deposited_masked);
            substance.emitted.push_back(rate * volume(group.expiration, out));
            substance.deposited.push_back(rate * volume(group.expiration, deposited));
        }
        all.push_back(std::move(substance));
    }
    return all;
}

// Of the model per m3 of the jet as it leaves the mouth, counting what stays in the airways of who inhales it.
double jet_concentration(const RoomCase& c, const CloseContact& contact, const std::vector<SizeClass>& classes,
                         const SizeClass& jet) {
    const InfectedGroup& group = c.infected[contact.infected];
    if (c.model == RoomModel::physical) {
        const Modes out =
            c.mask_on_jet ? behind_mask(c, group.mask, jet.deposited, jet.deposited_masked) : jet.deposited;
        return virions_per_volume(c, group) * volume(contact.expiration, out);
    }
    // Quanta were measured by what floats; the jet also has what falls to the floor.
    const double louder = total_deposited(classes, contact.expiration) / total_deposited(classes, group.expiration);
    const double large = volume(contact.expiration, jet.deposited) / total_deposited(classes, contact.expiration);
    const double pass = c.mask_on_jet ? quanta_pass(c, group.mask) : 1;
    return stated_quanta(c, group, classes) * louder * large * pass / breathing_rate(c, group.breathing);
}

// Doses of one unmasked person per exposed group and infected group, for the stated emission of one infected person:
// through the air of the room (less what a jet displaces), and through jets.
struct Doses {
    size_t groups;
    Numbers air, jet;   // exposed x infected groups
    Numbers displaced;  // part of `air`, <= 0, of all infected people
    Numbers initial;    // per exposed group: from what was in the air at the start
    Numbers steady;     // per exposed group: as if the air were always at its steady state

    double& at(Numbers& doses, size_t exposed, size_t infected) const { return doses[exposed * groups + infected]; }
};

Interval shifted(Interval when, Seconds by) {
    return {when.from - by, when.to - by};
}

std::vector<AirSource> sources_of(const std::vector<RoomStay>& stays, double rate, Seconds start) {
    std::vector<AirSource> sources;
    for (const RoomStay& stay : stays) {
        sources.push_back({stay.room, shifted(stay.when, start), rate});
    }
    return sources;
}

int room_at(const ExposedGroup& group, const CloseContact& contact) {
    for (const RoomStay& stay : group.stays) {
        if (stay.when.from <= contact.when.from && contact.when.to <= stay.when.to) {
            return stay.room;
        }
    }
    throw BrokenInvariant("a close contact lies within a stay of the exposed group");
}

Seconds end_of(const RoomCase& c) {
    Seconds end = c.start;
    const auto look = [&](const auto& groups) {
        for (const auto& group : groups) {
            for (const RoomStay& stay : group.stays) {
                end = std::max(end, stay.when.to);
            }
        }
    };
    look(c.infected);
    look(c.exposed);
    return end;
}

// Of the jet that leaves the mouth, m3/h that the exposed person takes in.
double jet_inhaled(const RoomCase& c, const ExposedGroup& group, const CloseContact& contact) {
    const Breathing& infected = c.infected[contact.infected].breathing;
    const double exhaled = contact.exhaled.value_or(breathing_rate(c, infected));
    const double inhaled = contact.inhaled.value_or(breathing_rate(c, group.breathing));
    return contact.share * inhaled / jet_dilution(contact.distance, exhaled);
}

// Adds one substance from one source of air, an AirDay at unit emission: `emitted` of it count in concentrations,
// `deposited` in doses.
class Solver {
   public:
    Solver(const RoomCase& c, RoomAnswer& answer, Doses& doses) : c_(c), answer_(answer), doses_(doses) {}

    void add(const Substance& substance) {
        const CaseAir air(c_, substance.settling);
        const Numbers empty(c_.rooms.size(), 0);
        for (size_t g = 0; g < c_.infected.size(); ++g) {
            const InfectedGroup& group = c_.infected[g];
            const AirDay day = air.day(sources_of(group.stays, 1, c_.start), empty);
            add_air(day, substance.emitted[g] * group.count);
            Numbers last(c_.rooms.size(), 0);  // emission of 1/h just before the end
            for (const RoomStay& stay : group.stays) {
                last[stay.room] += stay.when.contains(answer_.end - 1);
            }
            const Numbers steady = air.steady(last, answer_.end - c_.start);
            for (size_t r = 0; r < steady.size(); ++r) {
                answer_.rooms[r].steady += times(substance.emitted[g] * group.count, steady[r]);
            }
            for (size_t j = 0; j < c_.exposed.size(); ++j) {
                const double displaced = -substance.deposited[g] * in_jets(day, c_.exposed[j]);
                doses_.at(doses_.air, j, g) += substance.deposited[g] * inhaled(day, c_.exposed[j]) + displaced;
                doses_.displaced[j] += displaced * group.count;
                for (const RoomStay& stay : c_.exposed[j].stays) {
                    doses_.steady[j] += times(substance.deposited[g] * group.count, steady[stay.room]) *
                                        breathing_rate(c_, c_.exposed[j].breathing) * hours(stay.when.length());
                }
            }
        }
        Numbers start;
        for (const CaseRoom& room : c_.rooms) {
            start.push_back(room.initial_concentration);
        }
        if (start != empty) {
            const AirDay day = air.day({}, start);
            add_air(day, substance.initial);
            for (size_t j = 0; j < c_.exposed.size(); ++j) {
                const double displaced = -substance.initial_deposited * in_jets(day, c_.exposed[j]);
                doses_.initial[j] += substance.initial_deposited * inhaled(day, c_.exposed[j]) + displaced;
                doses_.displaced[j] += displaced;
            }
        }
    }

   private:
    // Infinity is not wanted where nothing is emitted.
    static double times(double emission, double level) { return emission == 0 ? 0 : emission * level; }

    void add_air(const AirDay& day, double emission) {
        const Seconds length = answer_.end - c_.start;
        for (size_t r = 0; r < c_.rooms.size(); ++r) {
            const int room = static_cast<int>(r);
            RoomAnswer::Room& answer = answer_.rooms[r];
            for (RoomAnswer::At& at : answer.at) {
                at.concentration += emission * day.concentration(room, at.time - c_.start);
            }
            answer.end += emission * day.concentration(room, length);
            answer.integral += emission * day.integral(room, 0, length);
        }
    }

    // m3 of air of concentration 1 that one person inhales from the room ...
    double inhaled(const AirDay& day, const ExposedGroup& group) const {
        double sum = 0;
        for (const RoomStay& stay : group.stays) {
            sum += day.integral(stay.room, stay.when.from - c_.start, stay.when.to - c_.start);
        }
        return sum * breathing_rate(c_, group.breathing);
    }

    // ... and the part of it in whose place they inhale a jet. Integrated over the contact alone.
    double in_jets(const AirDay& day, const ExposedGroup& group) const {
        double sum = 0;
        for (const CloseContact& contact : group.contacts) {
            sum += jet_inhaled(c_, group, contact) *
                   day.integral(room_at(group, contact), contact.when.from - c_.start, contact.when.to - c_.start);
        }
        return sum;
    }

    const RoomCase& c_;
    RoomAnswer& answer_;
    Doses& doses_;
};

void add_jets(const RoomCase& c, const std::vector<SizeClass>& classes, Doses& doses) {
    const SizeClass jet = jet_class();
    for (size_t j = 0; j < c.exposed.size(); ++j) {
        for (const CloseContact& contact : c.exposed[j].contacts) {
            if (c.infected[contact.infected].count > 0) {
                doses.at(doses.jet, j, contact.infected) += jet_inhaled(c, c.exposed[j], contact) *
                                                            hours(contact.when.length()) *
                                                            jet_concentration(c, contact, classes, jet);
            }
        }
    }
}

void add_carbon_dioxide(const RoomCase& c, RoomAnswer& answer) {
    const Parameters p = default_parameters();
    const CaseAir air = CaseAir::carbon_dioxide(c);
    std::vector<AirSource> sources;
    Numbers start;
    std::vector<Seconds> moments = {c.start, answer.end};
    const auto breathe = [&](const auto& groups) {
        for (const auto& group : groups) {
            const double exhaled = 1e6 * p.co2_exhaled * breathing_rate(c, group.breathing) * group.count;
            for (const AirSource& source : sources_of(group.stays, exhaled, c.start)) {
                sources.push_back(source);
                moments.insert(moments.end(), {source.when.from + c.start, source.when.to + c.start});
            }
        }
    };
    breathe(c.infected);
    breathe(c.exposed);
    for (const CaseRoom& room : c.rooms) {
        start.push_back(room.initial_co2 - p.co2_background);
        for (const auto& [from, ach] : room.ventilation) {
            moments.push_back(std::clamp(from, c.start, answer.end));
        }
    }
    const AirDay day = air.day(sources, start);
    for (size_t r = 0; r < c.rooms.size(); ++r) {
        const auto level = [&](Seconds t) {
            return p.co2_background + day.concentration(static_cast<int>(r), t - c.start);
        };
        for (RoomAnswer::At& at : answer.rooms[r].at) {
            at.co2 = level(at.time);
        }
        for (const Seconds t : moments) {
            answer.rooms[r].co2_peak = std::max(answer.rooms[r].co2_peak, level(t));
        }
    }
}

// Infections per unit of dose at the stated ID50.
double potency(const RoomCase& c) {
    return c.model == RoomModel::quanta ? 1 : math::log(2) / (stated_id50(c) * c.virus.dose_factor);
}

// Mean over the people of a group, who inhale `hazard` unmasked and at mean breathing.
double infected_share(double hazard, const Variety& inhalation) {
    double sum = 0;
    for (const Weighted& w : inhalation) {
        sum -= w.value == 0 ? 0 : w.weight * math::expm1(-hazard * w.value);
    }
    return std::clamp(sum, 0.0, 1.0);
}

// Quantiles of the probability of one person, over the possibilities and the people of the group.
void find_quantiles(const Numbers& hazard, const Numbers& weight, const Variety& inhalation, RoomAnswer::Exposed& out) {
    std::vector<std::pair<double, double>> cases;
    cases.reserve(hazard.size() * inhalation.size());
    for (size_t n = 0; n < hazard.size(); ++n) {
        for (const Weighted& w : inhalation) {
            cases.emplace_back(hazard[n] * w.value, weight[n] * w.weight);
        }
    }
    std::ranges::sort(cases);
    const auto quantile = [&](double q) {
        double sum = 0;
        for (const auto& [inhaled, part] : cases) {
            sum += part;
            if (sum >= q) {
                return -math::expm1(-inhaled);
            }
        }
        return -math::expm1(-cases.back().first);
    };
    out.probability_05 = quantile(0.05);
    out.probability_50 = quantile(0.50);
    out.probability_95 = quantile(0.95);
}

// Smallest k with P(at most k) >= q, of a law from `from` on.
int quantile_from(const Numbers& law, int from, double q) {
    double all = 0, sum = 0;
    for (size_t k = static_cast<size_t>(from); k < law.size(); ++k) {
        all += law[k];
    }
    for (size_t k = static_cast<size_t>(from); k < law.size(); ++k) {
        sum += law[k];
        if (sum >= q * all) {
            return static_cast<int>(k);
        }
    }
    return static_cast<int>(law.size()) - 1;
}

// The factor at which `expected`, which grows with it, reaches `infected`.
template <class Expected>
double factor_for(int infected, int exposed, Expected expected) {
    if (infected == 0 || infected >= exposed) {
        return infected == 0 ? 0 : std::numeric_limits<double>::infinity();
    }
    double low = 1e-9, high = 1e9;
    for (int i = 0; i < 100; ++i) {
        const double middle = math::sqrt(low * high);
        (expected(middle) < infected ? low : high) = middle;
    }
    return high < 1e9 ? high : std::numeric_limits<double>::infinity();
}

void infect(const RoomCase& c, Doses& doses, RoomAnswer& answer) {
    const size_t exposed = c.exposed.size(), infected = c.infected.size();
    const EmissionSpread spread = emission_spread(c);
    answer.method = spread.method;
    answer.possibilities = static_cast<int>(spread.size());
    std::vector<Variety> inhalations;
    std::vector<int> counts;
    Numbers hazards;  // per dose
    for (size_t j = 0; j < exposed; ++j) {
        const ExposedGroup& group = c.exposed[j];
        inhalations.push_back(inhalation(c, group));
        counts.push_back(group.count);
        hazards.push_back(potency(c) * (1 - group.immunity));
        double mask = 0;
        for (const Weighted& w : inhalations[j]) {
            mask += w.value * w.weight;
        }
        double air = doses.initial[j], jet = 0;
        for (size_t g = 0; g < infected; ++g) {
            air += doses.at(doses.air, j, g) * c.infected[g].count;
            jet += doses.at(doses.jet, j, g);
        }
        RoomAnswer::Exposed& out = answer.exposed[j];
        out.dose = (air + jet) * mask;
        out.dose_close = (jet + doses.displaced[j]) * mask;
        out.probability = infected_share((air + jet) * hazards[j], inhalations[j]);
        out.steady_dose = doses.steady[j] * mask;
        out.steady_probability = hazards[j] == 0 ? 0 : infected_share(doses.steady[j] * hazards[j], inhalations[j]);
    }

    const auto hazard = [&](size_t n, size_t j) {
        double dose = doses.initial[j];
        for (size_t g = 0; g < infected; ++g) {
            dose += doses.at(doses.air, j, g) * spread.all[n * infected + g] +
                    doses.at(doses.jet, j, g) * spread.first[n * infected + g];
        }
        return std::max(dose, 0.0) * hazards[j] * spread.potency[n];
    };
    RoomAnswer::Observed seen;
    std::vector<size_t> counted;
    std::vector<int> counted_people;
    for (size_t j = 0; j < exposed; ++j) {
        if (c.exposed[j].infected) {
            counted.push_back(j);
            counted_people.push_back(counts[j]);
            seen.exposed += counts[j];
            seen.infected += *c.exposed[j].infected;
        }
    }
    InfectionCounts law(counts), counted_law(counted_people);
    Numbers probability(exposed), counted_probability(counted.size());
    for (size_t n = 0; n < spread.size(); ++n) {
        for (size_t j = 0; j < exposed; ++j) {
            probability[j] = infected_share(hazard(n, j), inhalations[j]);
            answer.exposed[j].probability_mean += spread.weight[n] * probability[j];
        }
        law.add(spread.weight[n], probability);
        for (size_t i = 0; i < counted.size(); ++i) {
            counted_probability[i] = probability[counted[i]];
        }
        if (!counted.empty()) {
            counted_law.add(spread.weight[n], counted_probability);
        }
    }
    Numbers met(spread.size());
    for (size_t j = 0; j < exposed; ++j) {
        RoomAnswer::Exposed& out = answer.exposed[j];
        for (size_t n = 0; n < spread.size(); ++n) {
            met[n] = hazard(n, j);
        }
        find_quantiles(met, spread.weight, inhalations[j], out);
        if (c.model == RoomModel::physical && c.virus.distribution) {
            out.probability = out.probability_mean;
        }
        out.expected = counts[j] * out.probability_mean;
        answer.expected += out.expected;
        answer.stated += counts[j] * out.probability;
    }
    answer.low = law.quantile(0.05);
    answer.mid = law.quantile(0.50);
    answer.high = law.quantile(0.95);
    answer.none = law.none();
    if (c.observed && !counted.empty()) {
        const int from = std::min(c.observed->detected_from, seen.exposed);
        seen.low = quantile_from(counted_law.law(), from, 0.05);
        seen.mid = quantile_from(counted_law.law(), from, 0.50);
        seen.high = quantile_from(counted_law.law(), from, 0.95);
        seen.inside = seen.low <= seen.infected && seen.infected <= seen.high;
        seen.factor = factor_for(seen.infected, seen.exposed, [&](double factor) {
            double sum = 0;
            for (const size_t j : counted) {
                double dose = doses.initial[j];
                for (size_t g = 0; g < infected; ++g) {
                    dose += factor * (doses.at(doses.air, j, g) * c.infected[g].count + doses.at(doses.jet, j, g));
                }
                sum += counts[j] * infected_share(std::max(dose, 0.0) * hazards[j], inhalations[j]);
            }
            return sum;
        });
        answer.observed = seen;
    }
}

// What a gas that neither decays nor settles would do.
void add_tracer(const RoomCase& c, RoomAnswer& answer) {
    const bool asked = std::ranges::any_of(c.exposed, [](const ExposedGroup& g) { return g.tracer.has_value(); });
    if (!asked || c.infected.empty() || c.infected.front().stays.empty()) {
        return;
    }
    const int from = c.infected.front().stays.front().room;
    Numbers emission(c.rooms.size(), 0);
    emission[from] = 1;
    const Numbers level = CaseAir::carbon_dioxide(c).steady(emission, 0);
    for (size_t j = 0; j < c.exposed.size(); ++j) {
        if (!c.exposed[j].stays.empty() && std::isfinite(level[from])) {
            answer.exposed[j].tracer = level[c.exposed[j].stays.front().room] / level[from];
        }
    }
}

}  // namespace

std::string_view name(RoomModel model) {
    return model_names[static_cast<size_t>(model)];
}
std::string_view name(SpreadMethod method) {
    return method_names[static_cast<size_t>(method)];
}

RoomAnswer evaluate(const RoomCase& c) {
    RoomAnswer answer;
    answer.end = end_of(c);
    check(answer.end > c.start, "somebody is in a room for a while");
    const size_t pairs = c.exposed.size() * c.infected.size();
    Doses doses{.groups = c.infected.size(),
                .air = Numbers(pairs, 0),
                .jet = Numbers(pairs, 0),
                .displaced = Numbers(c.exposed.size(), 0),
                .initial = Numbers(c.exposed.size(), 0),
                .steady = Numbers(c.exposed.size(), 0)};
    answer.infected.resize(c.infected.size());
    answer.exposed.resize(c.exposed.size());
    for (const CaseRoom& room : c.rooms) {
        RoomAnswer::Room& out = answer.rooms.emplace_back();
        out.removal = removal_at(c, room, answer.end - 1);
        for (const Seconds t : c.times) {
            out.at.push_back({t, 0, 0});
        }
    }

    const std::vector<SizeClass> classes = airborne_classes(c.resolution, c.evaporation);
    Solver solver(c, answer, doses);
    for (const Substance& substance : substances(c, classes)) {
        solver.add(substance);
        for (size_t g = 0; g < c.infected.size(); ++g) {
            answer.infected[g].emission += substance.emitted[g];
        }
    }
    for (RoomAnswer::Room& room : answer.rooms) {
        room.average = room.integral / hours(answer.end - c.start);
    }
    add_jets(c, classes, doses);
    add_carbon_dioxide(c, answer);
    add_tracer(c, answer);
    infect(c, doses, answer);
    return answer;
}

}  // namespace piket
