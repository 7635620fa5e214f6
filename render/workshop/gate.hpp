// What of the window is there: a lesson opens it piece by piece. Without a lesson everything is. Every panel asks here,
// and so do the keys.
#pragma once

#include <string_view>

#include "game/game.hpp"
#include "piket/lesson.hpp"

namespace piket::render {

bool shown(const Game& game, Control control);
bool shown(const Game& game, Overlay overlay);
bool shown(const Game& game, Tab tab);
bool shown(const Game& game, MeasureId measure);  // its card
bool any_figure(const Game& game);
bool any_overlay(const Game& game);  // beside the people
// An action that a key asks for.
bool allowed(const Game& game, std::string_view action);

// The last day that may be looked at: in an episode nobody sees what is to come.
Day latest_day(const Game& game);
// Whether this world is one that people know of now.
bool shown(const Game& game, Side side);
// Neither charts nor counts are to be read now: somebody is still guessing.
bool numbers_hidden(const Game& game);
// What is to come is no secret: the fans of the ensemble may stand on the timeline.
bool futures_shown(const Game& game);

}  // namespace piket::render
