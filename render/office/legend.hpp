// What the marks and colours on the world stand for: one line beside the worlds, never on them.
#pragma once

#include "office/overlays.hpp"

namespace piket::render {

float legend_height(const Ui& ui);
// In a strip as high as that; what there is no room for is left out, the title first. `overview`: of the board.
void draw_legend(Canvas& canvas, const Ui& ui, Rect strip, const Shown& shown, bool overview);

}  // namespace piket::render
