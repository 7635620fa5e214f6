// What the files of the charts share.
#pragma once

#include <imgui.h>

#include <algorithm>

#include "game/charts.hpp"

namespace piket::render {

inline ImDrawList& list() {
    return *ImGui::GetWindowDrawList();
}

// Where values of an axis lie in pixels.
struct Scale {
    double from, to;
    float at_from, at_to;
    float operator()(double v) const {
        const double share = to > from ? (v - from) / (to - from) : 0;
        return at_from + (at_to - at_from) * static_cast<float>(share);
    }
    double back(float pixel) const {
        const float share = at_to > at_from ? (pixel - at_from) / (at_to - at_from) : 0;
        return from + (to - from) * static_cast<double>(std::clamp(share, 0.0F, 1.0F));
    }
};

std::string tick_text(const Ui& ui, double value, int decimals);
// At the mouse; an empty line is left out.
void read_out(const Ui& ui, const std::vector<std::pair<std::string, Color>>& lines);

}  // namespace piket::render
