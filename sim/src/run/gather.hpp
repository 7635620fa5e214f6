// What an ensemble keeps of a simulation that is over.
#pragma once

#include "piket/ensemble.hpp"

namespace piket {

Replicate gather(const Simulation& simulation, uint64_t number);

}  // namespace piket
