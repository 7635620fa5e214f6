// Who is where at one instant, counted.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "office/figures.hpp"

namespace piket::render {

struct Census {
    struct Building {
        int present = 0;     // civil servants at an office of it, whoever's they are
        int infected = 0;    // of its own, wherever they are: the truth, or those whom the administration knows
        int fallen_ill = 0;  // of these, with symptoms, or known
        std::array<int, elsewhere_count> elsewhere{};
    };
    std::vector<int> in_room;  // visitors too
    std::vector<int> of_unit;  // at an office
    std::vector<Building> buildings;
};

// Of all figures but families.
Census count(const Place& place, const DayFrame& frame, std::span<const Figure> figures, bool known_only);

}  // namespace piket::render
