#include "air/aerosol.hpp"

#include <span>

#include "air/quadrature.hpp"
#include "base/math.hpp"

namespace piket {

namespace {

constexpr double pi = 3.14159265358979323846;

// Number in 1/cm3, mean and spread of ln diameter.
struct Mode {
    double number, mu, sigma;
};
constexpr Mode modes[3] = {{0.06, 0.989541, 0.262364}, {0.2, 1.38629, 0.506818}, {0.0010008, 4.97673, 0.585005}};

// Panels end where the mask's efficiency has a kink or the bins have an edge, and are short against the modes.
constexpr double panels_in_air[] = {0.1, 0.25, 0.5, 0.94614, 1.4, 2, 3, 4, 5, 6.4, 8, 10, 12, 15.5, 20};
constexpr double panels_beyond[] = {20, 27, 36, 48, 62, 80, 100};
// Five bins follow the sum to 1.5 % (Piket's own reduction; worst case breathing, 8 h, removal 1/h).
constexpr double bin_edges[] = {0.1, 3, 5, 8, 12, 20};

// use(diameter, d diameter) along panels, evenly in ln d.
template <class F>
void over_diameters(std::span<const double> panels, F use) {
    for (size_t p = 0; p + 1 < panels.size(); ++p) {
        gauss_legendre(math::log(panels[p]), math::log(panels[p + 1]), [&](double ln, double weight) {
            const double d = math::exp(ln);
            use(d, d * weight);
        });
    }
}

SizeClass narrow_class(double d, double width, double evaporation) {
    SizeClass c;
    c.settling = settling_rate(d * evaporation);
    const double fraction = deposited_fraction(d * evaporation), pass = 1 - surgical_outward(d);
    for (int k = 0; k < 3; ++k) {
        c.exhaled[k] = number_density(k, d) * (pi * d * d * d / 6) * 1e-12 * width;  // um3 to mL
        c.deposited[k] = c.exhaled[k] * fraction;
        c.exhaled_masked[k] = c.exhaled[k] * pass;
        c.deposited_masked[k] = c.deposited[k] * pass;
    }
    return c;
}

void add(Modes& to, const Modes& what) {
    for (int k = 0; k < 3; ++k) {
        to[k] += what[k];
    }
}

void add(SizeClass& to, const SizeClass& what) {
    add(to.exhaled, what.exhaled);
    add(to.deposited, what.deposited);
    add(to.exhaled_masked, what.exhaled_masked);
    add(to.deposited_masked, what.deposited_masked);
}

// A bin settles as the mean of its particles, weighted by the dose that they carry when people speak.
std::vector<SizeClass> merged(std::span<const SizeClass> nodes, std::span<const double> diameters) {
    std::vector<SizeClass> bins(std::size(bin_edges) - 1);
    std::vector<double> weight(bins.size(), 0);
    const Expiration speaking{1, 1, 1};
    for (size_t i = 0; i < nodes.size(); ++i) {
        size_t bin = 0;
        while (diameters[i] > bin_edges[bin + 1]) {
            ++bin;
        }
        const double dose = volume(speaking, nodes[i].deposited);
        add(bins[bin], nodes[i]);
        bins[bin].settling += dose * nodes[i].settling;
        weight[bin] += dose;
    }
    for (size_t b = 0; b < bins.size(); ++b) {
        bins[b].settling /= weight[b];
    }
    return bins;
}

}  // namespace

double number_density(int mode, double diameter) {
    const Mode& m = modes[mode];
    const double z = (math::log(diameter) - m.mu) / m.sigma;
    return m.number / (math::sqrt(2 * pi) * m.sigma * diameter) * math::exp(-z * z / 2);
}

double surgical_outward(double diameter) {
    return diameter < 0.5       ? 0
           : diameter < 0.94614 ? 0.5893 * diameter + 0.1546
           : diameter < 3       ? 0.0509 * diameter + 0.664
                                : 0.8167;
}

// Stokes velocity of 2.5 um particles, 0.188 mm/s, scaled; over the height of a mouth above the floor.
double settling_rate(double diameter) {
    constexpr double velocity = 1.88e-4, height = 1.5;  // m/s, m
    const double relative = diameter / 2.5;
    return velocity * relative * relative * 3600 / height;
}

// The ICRP fit of Hinds, Aerosol Technology: inhalable fraction times what stays in nose, bronchi and alveoli.
double deposited_fraction(double diameter) {
    const double ln = math::log(diameter);
    const double inhalable = 1 - 0.5 * (1 - 1 / (1 + 0.00076 * math::exp(2.8 * ln)));
    return inhalable *
           (0.0587 + 0.911 / (1 + math::exp(4.77 + 1.485 * ln)) + 0.943 / (1 + math::exp(0.508 - 2.58 * ln)));
}

std::vector<SizeClass> airborne_classes(SizeResolution resolution, double evaporation) {
    std::vector<SizeClass> nodes;
    std::vector<double> diameters;
    over_diameters(panels_in_air, [&](double d, double width) {
        diameters.push_back(d);
        nodes.push_back(narrow_class(d, width, evaporation));
    });
    return resolution == SizeResolution::diameters ? nodes : merged(nodes, diameters);
}

SizeClass jet_class() {
    SizeClass jet;
    const auto collect = [&](double d, double width) { add(jet, narrow_class(d, width, 1)); };
    over_diameters(panels_in_air, collect);
    over_diameters(panels_beyond, collect);
    return jet;
}

}  // namespace piket
