// From our types to ImGui's, for panels that draw by themselves.
#pragma once

#include <imgui.h>

#include "canvas/picture.hpp"

namespace piket::render {

inline ImU32 to_imgui(Color c) {
    return IM_COL32(c.r, c.g, c.b, c.a);
}

inline ImVec2 to_imgui(Point p) {
    return {p.x, p.y};
}

}  // namespace piket::render
