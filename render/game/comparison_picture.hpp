// The comparison alone as a picture to be shown to somebody: question, answer, how sure it is, and what it rests on.
#pragma once

#include "game/game.hpp"

namespace piket::render {

inline constexpr int comparison_width = 1600, comparison_height = 900;

// Drawn without the screen, with the charts of the tab of the answers. On the thread that draws: ImGui has one context
// at a time, and the caller makes its own current again afterwards.
Picture comparison_picture(const Words& words, const Game& game, const EnsembleView& view);

}  // namespace piket::render
