// Ways through a building, from a seat by the door and along the corridors: never through a wall.
#pragma once

#include <vector>

#include "office/layout.hpp"

namespace piket::render {

using Way = std::vector<Point>;

float length_of(const Way& way);
// Where one is after `s` metres, and where one looks.
struct Step {
    Point at, direction;
};
Step along(const Way& way, float s);

class Routes {
   public:
    explicit Routes(const Layout& layout) : layout_(layout) {}

    // Between two places on one floor. `lane` (-1 to 1) keeps people apart who walk the same corridor.
    Way way(uint32_t from, Point seat_from, uint32_t to, Point seat_to, float lane) const;
    // From a place to where the stairs begin, or into the lift; both reversible.
    Way to_stairs(uint32_t from, Point seat, float lane) const;
    Way to_lift(uint32_t from, Point seat, float lane, Point in_cabin) const;
    // On the steps, `share` of the flight climbed.
    Point on_stairs(uint32_t building, int floor, float share, float lane) const;
    // The cabin as drawn on another floor.
    Point in_lift(uint32_t building, int floor, Point on_entrance_floor) const;
    // In from outside, as far as a place in the lobby.
    Point entrance(uint32_t building) const;

   private:
    uint32_t passage_of(uint32_t room) const { return layout_.place().rooms[room].corridor; }
    // From a seat through the door onto the passage.
    void leave(uint32_t room, Point seat, Way& out) const;
    // Both ends lie on passages.
    void pass(uint32_t from, Point a, uint32_t to, Point b, float lane, Way& out) const;
    Way to_foot(uint32_t from, Point seat, float lane, uint32_t& building, int& floor) const;

    const Layout& layout_;
};

}  // namespace piket::render
