#include "air/emission_spread.hpp"

#include <algorithm>
#include <numeric>

#include "air/people.hpp"
#include "air/quadrature.hpp"
#include "base/math.hpp"
#include "base/random.hpp"

namespace piket {

namespace {

// CAiMIRA v4.19, data registry (verified). The distribution covers all infected people at all times of their infection.
constexpr double load_shape = 3.47, load_scale = 7.01, load_low = 2, load_high = 10;  // log10 copies/mL, Weibull
constexpr Extent viable_range = {0.01, 0.6};
constexpr Extent id50_range = {10, 100};  // virions

// The standard error of a probability p from n draws is sqrt(p / n) or less. Where many people emit, their sum differs
// less, and fewer draws do.
constexpr int most_draws = 20000, fewest_draws = 2000, person_draws = 400000;

double ten_to(double exponent) {
    return math::exp(exponent * math::log(10));
}

// The law of log10 viral load as CAiMIRA samples it: the Weibull density, taken at 30 points from its 1 to its 99 %
// quantile, straight between them, and cut. Against the smooth law this puts 0.3 % more people above 10^9.
class LoadLaw {
   public:
    LoadLaw() {
        constexpr int points = 30;
        const double first = quantile_of_weibull(0.01), step = (quantile_of_weibull(0.99) - first) / (points - 1);
        for (int i = 0; i + 1 < points; ++i) {
            add_panel(first + i * step, first + (i + 1) * step);
        }
        for (Panel& panel : panels_) {
            panel.from_density /= total_;
            panel.to_density /= total_;
            panel.before /= total_;
        }
    }

    Variety variety() const {
        Variety variety;
        for (const Panel& p : panels_) {
            gauss_legendre(p.from, p.to, [&](double x, double weight) {
                variety.push_back({x, weight * (p.from_density + slope(p) * (x - p.from))});
            });
        }
        return variety;
    }

    double quantile(double u) const {
        const Panel* at = &panels_.front();
        for (const Panel& p : panels_) {
            at = p.before <= u ? &p : at;
        }
        const double rest = u - at->before, a = at->from_density;
        const double x = at->from + 2 * rest / (a + math::sqrt(std::max(a * a + 2 * slope(*at) * rest, 0.0)));
        return std::min(x, at->to);
    }

   private:
    struct Panel {
        double from, to, from_density, to_density, before;  // before: probability below `from`
    };
    static double slope(const Panel& p) { return (p.to_density - p.from_density) / (p.to - p.from); }
    static double quantile_of_weibull(double p) { return load_scale * math::pow(-math::log1p(-p), 1 / load_shape); }
    static double density_of_weibull(double x) {
        const double relative = math::pow(x / load_scale, load_shape);
        return load_shape / x * relative * math::exp(-relative);
    }
    void add_panel(double from, double to) {
        Panel p{from, to, density_of_weibull(from), density_of_weibull(to), total_};
        const double rise = slope(p);
        const double low = std::max(from, load_low), high = std::min(to, load_high);
        if (low < high) {
            p = {low, high, p.from_density + rise * (low - from), p.from_density + rise * (high - from), total_};
            total_ += (p.from_density + p.to_density) / 2 * (high - low);
            panels_.push_back(p);
        }
    }

    std::vector<Panel> panels_;
    double total_ = 0;
};

Variety evenly(Extent range) {
    Variety variety;
    gauss_legendre(range.low, range.high, [&](double x, double weight) {
        variety.push_back({x, weight / (range.high - range.low)});
    });
    return variety;
}

double mean(const Variety& variety) {
    double sum = 0;
    for (const Weighted& w : variety) {
        sum += w.value * w.weight;
    }
    return sum;
}

double mean_load() {
    Variety loads = LoadLaw().variety();
    for (Weighted& w : loads) {
        w.value = ten_to(w.value);
    }
    return mean(loads);
}

// What a cloth mask lets out relative to its mean, if that varies.
double cloth_pass(const RoomCase& c, const WornMask& mask, double outward) {
    return (1 - mask.share * outward) / (1 - mask.share * mask_outward(c, mask));
}

// The emission of one person of the group relative to the stated one.
Variety one_emitter(const RoomCase& c, const InfectedGroup& group) {
    if (c.model == RoomModel::quanta) {
        // Even steps through the normal law, far enough that its mean is exact.
        Variety variety;
        const double sigma = c.virus.emission_sigma;
        double total = 0;
        for (double z = -9; z <= 9 + sigma; z += 0.05) {
            variety.push_back({math::exp(sigma * z - sigma * sigma / 2), math::exp(-z * z / 2)});
            total += variety.back().weight;
        }
        for (Weighted& w : variety) {
            w.weight /= total;
        }
        return variety;
    }
    Variety variety = {{1, 1}};
    if (!group.viral_load) {
        variety = LoadLaw().variety();
        const double stated = stated_viral_load(c, group);
        for (Weighted& w : variety) {
            w.value = ten_to(w.value) / stated;
        }
    }
    if (!c.virus.viable_share) {
        Variety viable = evenly(viable_range);
        for (Weighted& w : viable) {
            w.value /= stated_viable_share(c);
        }
        variety = product(variety, viable);
    }
    variety = product(variety, lognormal_variety(breathing_sigma(c, group.breathing)));
    const Extent cloth = cloth_outward(c, group.mask);
    if (cloth.low < cloth.high) {
        Variety passing = uniform_variety(cloth.low, cloth.high);
        for (Weighted& w : passing) {
            w.value = cloth_pass(c, group.mask, w.value);
        }
        variety = product(variety, passing);
    }
    return variety;
}

double drawn_emitter(const RoomCase& c, const InfectedGroup& group, const LoadLaw& loads, double stated,
                     const Luck& luck, Who who, Day n) {
    const auto dice = [&](uint16_t index) { return uniform(luck, who, n, Purpose::emission, index); };
    const auto bell = [&](uint16_t index, double sigma) {
        return sigma == 0 ? 1 : math::exp(sigma * normal(luck, who, n, Purpose::emission, index) - sigma * sigma / 2);
    };
    if (c.model == RoomModel::quanta) {
        return bell(0, c.virus.emission_sigma);
    }
    double x = bell(2, breathing_sigma(c, group.breathing));
    if (!group.viral_load) {
        x *= ten_to(loads.quantile(dice(0))) / stated;
    }
    if (!c.virus.viable_share) {
        x *= (viable_range.low + dice(1) * (viable_range.high - viable_range.low)) / stated_viable_share(c);
    }
    const Extent cloth = cloth_outward(c, group.mask);
    return cloth.low < cloth.high ? x * cloth_pass(c, group.mask, cloth.low + dice(3) * (cloth.high - cloth.low)) : x;
}

bool potency_varies(const RoomCase& c) {
    return c.model == RoomModel::physical && c.virus.distribution && !c.virus.id50;
}

void add(EmissionSpread& spread, double weight, double potency) {
    spread.weight.push_back(weight);
    spread.potency.push_back(potency);
    spread.all.resize(spread.size() * spread.groups, 0);
    spread.first.resize(spread.size() * spread.groups, 0);
}

}  // namespace

double stated_viral_load(const RoomCase& c, const InfectedGroup& group) {
    return group.viral_load ? *group.viral_load : c.virus.distribution ? mean_load() : c.virus.viral_load;
}

double stated_viable_share(const RoomCase& c) {
    return c.virus.viable_share.value_or((viable_range.low + viable_range.high) / 2);
}

double stated_id50(const RoomCase& c) {
    return c.virus.id50.value_or((id50_range.low + id50_range.high) / 2);
}

EmissionSpread emission_spread(const RoomCase& c) {
    EmissionSpread spread;
    spread.groups = c.infected.size();
    const int emitters = std::accumulate(c.infected.begin(), c.infected.end(), 0,
                                         [](int sum, const InfectedGroup& group) { return sum + group.count; });
    const bool varies = c.model == RoomModel::quanta ? c.virus.emission_sigma > 0 : c.virus.distribution;
    if (emitters == 0 || !varies) {
        add(spread, 1, 1);
        for (size_t g = 0; g < spread.groups; ++g) {
            spread.all[g] = c.infected[g].count;
            spread.first[g] = c.infected[g].count > 0;
        }
        return spread;
    }

    if (emitters == 1) {
        spread.method = SpreadMethod::quadrature;
        size_t emitter = 0;
        while (c.infected[emitter].count == 0) {
            ++emitter;
        }
        Variety potency = {{1, 1}};
        if (potency_varies(c)) {
            potency = evenly(id50_range);
            for (Weighted& w : potency) {
                w.value = stated_id50(c) / w.value;
            }
        }
        for (const Weighted& x : one_emitter(c, c.infected[emitter])) {
            for (const Weighted& p : potency) {
                add(spread, x.weight * p.weight, p.value);
                spread.all[(spread.size() - 1) * spread.groups + emitter] = x.value;
                spread.first[(spread.size() - 1) * spread.groups + emitter] = x.value;
            }
        }
        return spread;
    }

    spread.method = SpreadMethod::draws;
    const int draws = std::clamp(person_draws / emitters, fewest_draws, most_draws);
    const Luck luck = make_luck(0, 0);
    const Who everybody = child(Who{}, "room case");
    const LoadLaw loads;
    std::vector<double> stated;
    for (const InfectedGroup& group : c.infected) {
        stated.push_back(c.model == RoomModel::physical ? stated_viral_load(c, group) : 1);
    }
    for (int n = 0; n < draws; ++n) {
        const Day day{n};
        double potency = 1;
        if (potency_varies(c)) {
            const double u = uniform(luck, everybody, day, Purpose::emission, 4);
            potency = stated_id50(c) / (id50_range.low + u * (id50_range.high - id50_range.low));
        }
        add(spread, 1.0 / draws, potency);
        for (size_t g = 0; g < spread.groups; ++g) {
            const size_t at = (spread.size() - 1) * spread.groups + g;
            const Who group = child(everybody, c.infected[g].id);
            for (int person = 0; person < c.infected[g].count; ++person) {
                const double x = drawn_emitter(c, c.infected[g], loads, stated[g], luck,
                                               child(group, static_cast<uint64_t>(person)), day);
                spread.all[at] += x;
                spread.first[at] = person == 0 ? x : spread.first[at];
            }
        }
    }
    return spread;
}

}  // namespace piket
