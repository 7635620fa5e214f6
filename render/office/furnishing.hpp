// How rooms are furnished, by what they are for.
#pragma once

#include "office/furniture.hpp"

namespace piket::render {

void furnish_office(RoomFurniture& out, const Inside& in, int n);
void furnish_meeting(RoomFurniture& out, const Inside& in, int n);
// `desks`: of those who have no other office.
void furnish_hall(RoomFurniture& out, const Inside& in, int counters, int seats, int desks);
void furnish_canteen(RoomFurniture& out, const Inside& in, int seats);
void furnish_prayer(RoomFurniture& out, const Inside& in, int seats);
void furnish_lobby(RoomFurniture& out, Rect room, Point entrance);
void furnish_yard(RoomFurniture& out, Rect room, int people);
void furnish_lift(RoomFurniture& out, Rect room);
std::vector<Seat> queue_before(Rect corridor, Point door, const Inside& in);

}  // namespace piket::render
