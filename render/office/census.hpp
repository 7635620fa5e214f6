// Who is where at one instant, counted.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "office/figures.hpp"

namespace piket::render {

struct Census {
    using Elsewhere = std::array<int, elsewhere_count>;
    std::vector<int> in_room;          // visitors too
    std::vector<int> of_unit;          // civil servants at an office
    std::vector<Elsewhere> elsewhere;  // by building: its civil servants who are not
};

// Of all figures but families.
Census count(const Place& place, std::span<const Figure> figures);

}  // namespace piket::render
