// What the timeline is made of: an axis of days, and a lane per world.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "game/game.hpp"

struct ImDrawList;

namespace piket::render {

struct Axis {
    float left, right;  // px
    Day first;
    int days;

    float x(double day_index) const { return left + (right - left) * static_cast<float>(day_index / days); }
    double index(float at) const { return static_cast<double>((at - left) / (right - left)) * days; }
    float day_width() const { return (right - left) / static_cast<float>(days); }
    // Of the day at this place; the nearest if it lies outside.
    Day day_at(float at) const {
        return first + static_cast<int>(std::clamp(index(at), 0.0, static_cast<double>(days) - 1e-6));
    }
};

// A sign on a lane, to be pointed at.
struct LaneSign {
    Rect place;
    Day day;
    std::string hint;
};

struct Lane {
    Side side;
    Rect place;
    std::vector<LaneSign> events;  // a click leads there
    std::vector<LaneSign> pins;    // where policy changes
    std::vector<LaneSign> rules;   // as long as they hold
};

// Whose name a day has, or empty.
std::string holiday_name(const Scenario& scenario, Day day);
// Days, months and holidays by name in two rows below the lanes, as many as there is room for; timeline_axis.cpp.
void draw_axis(Ui& ui, ImDrawList& list, const Axis& axis, const Scenario& scenario, float top);
float axis_height(const Ui& ui);
// What evenings decided, as labels within `room` that never touch; timeline_pins.cpp.
std::vector<LaneSign> draw_pins(Ui& ui, ImDrawList& list, const Axis& axis, Rect room, Color color,
                                const std::map<Day, std::vector<std::string>>& evenings);
float pin_height(const Ui& ui);  // of a row of them, in the font that is pushed
// Draws the lane and finds its signs; `highest` is the number of infections a day that fills it; timeline_lane.cpp.
void draw_lane(Ui& ui, const Game& game, ImDrawList& list, const Axis& axis, double highest, Lane& lane);
double highest_bar(const Game& game);

}  // namespace piket::render
