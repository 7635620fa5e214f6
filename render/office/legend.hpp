// What the marks and colours on the world stand for: a line or two below the worlds, never on them.
#pragma once

#include <optional>

#include "office/overlays.hpp"

namespace piket::render {

// Of a strip of this width: where it is narrow, two lines.
float legend_height(const Ui& ui, float width);
// In a strip as high as that. Where there is little room less is said, but no word is cut. `overview`: of the board;
// `fates`: how many people fare differently in the two worlds, unless it is not told. False: not all of it has room.
bool draw_legend(Canvas& canvas, const Ui& ui, Rect strip, const Shown& shown, bool overview,
                 std::optional<int64_t> fates = {});

}  // namespace piket::render
