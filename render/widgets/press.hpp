// What the widgets are made of; for the files of this folder.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "widgets/widgets.hpp"

namespace piket::render::parts {

std::string_view shown(std::string_view label);  // without "###id"
ImVec2 text_size(std::string_view text);
void draw_text(ImVec2 at, std::string_view text, Color color);
void fill(ImVec2 at, ImVec2 size, Color color, float rounding);

struct Press {
    bool clicked, hovered, held;
};
// A place that can be pressed, with mouse or keyboard. Disabled ones still show their tip.
Press press(Ui& ui, const std::string& label, ImVec2 size, bool enabled);
bool press_text(Ui& ui, const std::string& label, std::string_view text, ImVec2 size, const ButtonStyle& style,
                float rounding);
float width_of(const Ui& ui, float wanted, float natural);

}  // namespace piket::render::parts
