// What stands in the rooms, and where people sit or stand in them: from type, size, door and seats of a room alone, so
// that it is the same in every run.
#pragma once

#include <vector>

#include "office/layout.hpp"

namespace piket::render {

enum class Facing : uint8_t { down, up, left, right };  // on screen

struct Seat {
    Point at;
    Facing facing = Facing::down;
};

struct Piece {
    enum class Kind : uint8_t {
        desk,        // with a screen
        chief_desk,  //
        chair,
        table,    // of any size
        ring,     // tables around a free middle
        round,    // in the canteen
        bench,    // seat of who waits
        counter,  // numbered
        mat,
        cabinet,
        plant,
        reception,
        gate,
        flag,
    };
    Kind kind;
    Rect at;
    Facing facing = Facing::down;
    int number = 0;
};

struct RoomFurniture {
    std::vector<Piece> pieces;
    std::vector<Seat> desks;   // by own seat
    std::vector<Seat> places;  // what the room is for: at the table, mats, waiting seats, rows of the yard, standing
    std::vector<Seat> behind;  // of counters, by counter
    std::vector<Seat> before;
    std::vector<Seat> queue;  // of a hall: outside its door, when the seats are taken
    std::vector<Point> free;  // where one can stand besides, in an order that fills the room evenly
};

class Furniture {
   public:
    explicit Furniture(const Layout& layout);

    const RoomFurniture& of(uint32_t room) const { return rooms_[room]; }
    // Beyond the seats that there are people stand, each on a spot of their own.
    Seat seat_of(uint32_t room, uint32_t index, Deed deed) const;
    Seat waiting(uint32_t room, uint32_t index) const;
    Seat at_counter(uint32_t room, int counter, uint32_t index) const;
    // What stands in no room: toilets at the end of a corridor.
    const std::vector<Rect>& toilets(uint32_t building) const { return toilets_[building]; }

   private:
    Seat standing(uint32_t room, uint32_t index) const;
    void find_free(uint32_t room);
    void find_toilets(const Layout& layout);

    std::vector<RoomFurniture> rooms_;
    std::vector<Rect> rects_;
    std::vector<std::vector<Rect>> toilets_;
};

// A room seen from its door: u along that wall, v into the room.
class Inside {
   public:
    Inside(Rect room, Point door);
    Point at(float u, float v) const { return {origin_.x + u_.x * u + v_.x * v, origin_.y + u_.y * u + v_.y * v}; }
    Rect rect(float u, float v, float along, float deep) const;  // around a middle
    float length() const { return length_; }
    float depth() const { return depth_; }
    float door() const { return door_; }  // its u
    float u(Point p) const { return (p.x - origin_.x) * u_.x + (p.y - origin_.y) * u_.y; }
    float v(Point p) const { return (p.x - origin_.x) * v_.x + (p.y - origin_.y) * v_.y; }
    Facing inward() const;
    Facing outward() const;
    Facing along() const;  // +u
    Facing against() const;

   private:
    Point origin_, u_, v_;
    float length_, depth_, door_;
};

}  // namespace piket::render
