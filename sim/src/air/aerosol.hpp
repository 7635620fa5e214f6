// What people exhale: particles by diameter, how fast they settle, what a mask stops, what stays in the airways.
// Equations and numbers of CAiMIRA v4.19 (data registry, models.py). Diameters in um, as exhaled.
#pragma once

#include <array>
#include <vector>

#include "piket/room.hpp"

namespace piket {

// One value for each place at which particles arise: bronchial, laryngeal, oral.
using Modes = std::array<double, 3>;

double number_density(int mode, double diameter);  // exhaled particles, 1/(cm3 um)
double surgical_outward(double diameter);          // share that a surgical or FFP2 mask stops on the way out
double settling_rate(double diameter);             // 1/h, of a particle of this diameter as it floats
double deposited_fraction(double diameter);        // share of what is inhaled at this diameter that stays

// Particles that behave alike: one node of a quadrature, or a bin. Volumes in mL per cm3 of exhaled air.
struct SizeClass {
    double settling = 0;                         // 1/h
    Modes exhaled{}, deposited{};                // volume; volume times the share that stays in the airways
    Modes exhaled_masked{}, deposited_masked{};  // the same behind a surgical mask
};

// What stays in the air of a room, 0.1 to 20 um. `evaporation`: diameter in the air over that exhaled.
std::vector<SizeClass> airborne_classes(SizeResolution resolution, double evaporation);
// All that leaves the mouth, 0.1 to 100 um, not yet dried: the jet at close range. Settling is left at 0.
SizeClass jet_class();

inline double volume(const Expiration& e, const Modes& by_mode) {
    return e.bronchial * by_mode[0] + e.laryngeal * by_mode[1] + e.oral * by_mode[2];
}

}  // namespace piket
