// How much infected people differ in what they emit: a case as a set of weighted possibilities.
#pragma once

#include <cstddef>
#include <vector>

#include "piket/room.hpp"

namespace piket {

// Per possibility a weight (they sum to 1), the infectiousness of a dose relative to the stated one, and per infected
// group the emission of all its people together and of the first alone, relative to what the case states of one person.
struct EmissionSpread {
    SpreadMethod method = SpreadMethod::fixed;
    size_t groups = 0;
    std::vector<double> weight, potency;
    std::vector<double> all, first;  // possibilities x groups

    size_t size() const { return weight.size(); }
};

// One emitter: quadrature. Several: draws keyed by group id and person, always the same.
EmissionSpread emission_spread(const RoomCase& c);

// What the case states of one person: means, where it has a distribution.
double stated_viral_load(const RoomCase& c, const InfectedGroup& group);  // copies/mL
double stated_viable_share(const RoomCase& c);
double stated_id50(const RoomCase& c);  // virions

}  // namespace piket
