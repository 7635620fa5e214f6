// The plan of an agency's building, where the scenario gives it: read, checked, and completed with what the building
// makes itself, so that the world need only build it.
#pragma once

#include <string>
#include <vector>

#include "piket/scenario.hpp"
#include "scenario/reader.hpp"

namespace piket {

// m; of what a building makes itself
inline constexpr double corridor_width = 2.4;
inline constexpr double room_depth = 6;
inline constexpr double lobby_area = 30;

inline constexpr int places_per_counter = 5;  // in a hall of unknown size: one behind each counter, four waiting

// Rooms onto which doors open.
inline bool is_passage(RoomType type) {
    return type == RoomType::corridor || type == RoomType::lobby;
}

RoomSpec room_spec(std::string id, RoomType type, int seats);

// Shared rooms of an agency that lists none: a meeting room, and from 25 people on a canteen and a prayer room.
std::vector<RoomSpec> usual_shared_rooms(int staff);

// Sees every room of one agency as it is read, in the order of the file: those of the units, then those all share.
class PlanReader {
   public:
    // floor, at, size and door of a room. With a size its area follows.
    void read_place(Reader& room_reader, RoomSpec& room);

    // If any room has a place: every room must have one, no two may overlap, and each must open to a corridor. Adds a
    // corridor to each floor that has none, and a lobby; fills in doors that were left out.
    void complete(Reader& agency_reader, AgencySpec& agency);

   private:
    struct Listed {
        Reader reader;  // of the room, to point to its keys
        bool placed;    // or meant to be
    };
    std::vector<Listed> listed_;
};

}  // namespace piket
