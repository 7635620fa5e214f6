// What the answer about a room means to the person who is responsible for it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "numbers.hpp"
#include "piket/room.hpp"

namespace piket::cli {

// Two significant digits and more, as people of the language write them.
std::string brief(double value, Language language);

// By the mean probability of an exposed person, if the infected people of the case are there. Limits assumed: 1, 5, 20
// %.
enum class RiskLevel : uint8_t { nobody, low, moderate, high, very_high };
RiskLevel level_of(const RoomCase& c, const RoomAnswer& answer);
std::string_view level_name(RiskLevel level);

// A few sentences: how risky, how many infections, the air by its CO2, what masks and more air would do.
Text verdict(const RoomCase& c, const RoomAnswer& answer);

}  // namespace piket::cli
