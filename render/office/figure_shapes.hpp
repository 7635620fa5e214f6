// The shapes of one small figure: in a box 1 wide and 1.2 high, its feet at (0.5, 1.1).
#pragma once

#include <optional>

#include "office/people.hpp"

namespace piket::render {

// `worn`: a civil servant's; none: a visitor, in plain clothes.
void draw_figure(Mesh& mesh, std::optional<Uniform> worn, int look, bool masked, Facing facing);

}  // namespace piket::render
