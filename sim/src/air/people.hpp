// What breathing and masks do in a case: point values, and how people differ where a case asks for it.
#pragma once

#include <vector>

#include "air/aerosol.hpp"
#include "piket/room.hpp"

namespace piket {

// A quantity that differs between people, relative to its mean, as a few weighted values; weights sum to 1.
struct Weighted {
    double value, weight;
};
using Variety = std::vector<Weighted>;

double breathing_rate(const RoomCase& c, const Breathing& breathing);   // m3/h
double breathing_sigma(const RoomCase& c, const Breathing& breathing);  // of ln; 0: all alike
double mask_inward(const RoomCase& c, const WornMask& mask);            // share filtered, of those who wear it
double mask_outward(const RoomCase& c, const WornMask& mask);           // the same; not for masks by diameter
bool mask_by_diameter(const RoomCase& c, const WornMask& mask);         // outward

// What a person of the group breathes out, mL/cm3 by mode, mean over who wears the mask.
Modes behind_mask(const RoomCase& c, const WornMask& mask, const Modes& clean, const Modes& masked);

// Inhaled dose of a person relative to unmasked mean breathing: a variety over people, masks and who wears one.
Variety inhalation(const RoomCase& c, const ExposedGroup& group);

// The range of a cloth mask's outward efficiency over people, if the case has it vary.
struct Extent {
    double low, high;
};
Extent cloth_outward(const RoomCase& c, const WornMask& mask);  // low == high: does not vary

Variety lognormal_variety(double sigma);           // mean 1
Variety uniform_variety(double low, double high);  // its values themselves
Variety product(const Variety& a, const Variety& b);

}  // namespace piket
