#include "office/furniture.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "office/furnishing.hpp"

namespace piket::render {

namespace {

Facing facing_of(Point d) {
    return std::abs(d.x) > std::abs(d.y) ? (d.x > 0 ? Facing::right : Facing::left)
                                         : (d.y > 0 ? Facing::down : Facing::up);
}

}  // namespace

Inside::Inside(Rect room, Point door) {
    const float left = std::abs(door.x - room.x), right = std::abs(door.x - room.right());
    const float top = std::abs(door.y - room.y), bottom = std::abs(door.y - room.bottom());
    const float nearest = std::min({left, right, top, bottom});
    if (nearest == top || nearest == bottom) {
        const bool above = nearest == top;
        origin_ = {room.x, above ? room.y : room.bottom()};
        u_ = {1, 0};
        v_ = {0, above ? 1.0F : -1.0F};
        length_ = room.w;
        depth_ = room.h;
        door_ = door.x - room.x;
    } else {
        const bool west = nearest == left;
        origin_ = {west ? room.x : room.right(), room.y};
        u_ = {0, 1};
        v_ = {west ? 1.0F : -1.0F, 0};
        length_ = room.h;
        depth_ = room.w;
        door_ = door.y - room.y;
    }
}

Rect Inside::rect(float u, float v, float along, float deep) const {
    const Point c = at(u, v);
    const float w = u_.x != 0 ? along : deep, h = u_.x != 0 ? deep : along;
    return {c.x - w / 2, c.y - h / 2, w, h};
}

Facing Inside::inward() const {
    return facing_of(v_);
}
Facing Inside::outward() const {
    return facing_of({-v_.x, -v_.y});
}
Facing Inside::along() const {
    return facing_of(u_);
}
Facing Inside::against() const {
    return facing_of({-u_.x, -u_.y});
}

Furniture::Furniture(const Layout& layout) {
    const Place& place = layout.place();
    std::vector<int> desks(place.rooms.size(), 0), counters(place.rooms.size(), 0);
    for (uint32_t p = 0; p < place.servants; ++p) {
        if (place.people[p].room != nobody) {
            int& n = desks[place.people[p].room];
            n = std::max(n, place.people[p].seat + 1);
        }
    }
    for (const PlaceHall& h : place.halls) {
        if (h.room != nobody) {
            counters[h.room] = h.counters;
        }
    }
    rooms_.resize(place.rooms.size());
    for (uint32_t r = 0; r < place.rooms.size(); ++r) {
        const PlaceRoom& room = place.rooms[r];
        const Rect rect = layout.room(r);
        const Point door = layout.door(r);
        const Inside in(rect, door);
        rects_.push_back(rect);
        RoomFurniture& out = rooms_[r];
        switch (room.type) {
            case RoomType::office:
                furnish_office(out, in, std::max({1, room.seats, desks[r]}));
                break;
            case RoomType::meeting:
                furnish_meeting(out, in, room.seats);
                break;
            case RoomType::hall:
                furnish_hall(out, in, counters[r], room.seats, desks[r]);
                out.queue = queue_before(layout.room(room.corridor), door, in);
                break;
            case RoomType::canteen:
                furnish_canteen(out, in, room.seats);
                break;
            case RoomType::prayer:
                furnish_prayer(out, in, room.seats);
                break;
            case RoomType::lobby:
                furnish_lobby(out, rect, layout.world(room.building, room.floor, layout.entrance(room.building)));
                break;
            case RoomType::yard: {
                const PlaceAgency& agency = place.agencies[place.buildings[room.building].agency];
                int staff = room.seats;
                if (agency.first_unit < agency.last_unit) {
                    const auto first = place.units[agency.first_unit].first_person,
                               last = place.units[agency.last_unit - 1].last_person;
                    staff = std::max(staff, static_cast<int>(last - first));
                }
                furnish_yard(out, rect, staff);
                break;
            }
            case RoomType::lift:
                furnish_lift(out, rect);
                break;
            case RoomType::corridor:
                break;
        }
        find_free(r);
    }
    find_toilets(layout);
}

// Where a corridor reaches beyond the rooms on one of its sides.
void Furniture::find_toilets(const Layout& layout) {
    const Place& place = layout.place();
    toilets_.resize(place.buildings.size());
    for (uint32_t b = 0; b < place.buildings.size(); ++b) {
        const PlaceBuilding& building = place.buildings[b];
        for (uint32_t c = building.first_room; c < building.last_room; ++c) {
            const PlaceRoom& corridor = place.rooms[c];
            if (corridor.type != RoomType::corridor || corridor.plan.w < corridor.plan.h) {
                continue;
            }
            for (const bool upper : {false, true}) {
                const float depth = 6, width = 3;
                const PlanRect& p = corridor.plan;
                float used = p.x;
                bool beside = false;
                for (uint32_t r = building.first_room; r < building.last_room; ++r) {
                    const PlaceRoom& room = place.rooms[r];
                    const float edge = upper ? room.plan.y - (p.y + p.h) : p.y - (room.plan.y + room.plan.h);
                    if (r != c && room.corridor == c && room.floor == corridor.floor && std::abs(edge) < 0.1F) {
                        used = std::max(used, room.plan.x + room.plan.w);
                        beside = true;
                    }
                }
                const float space = p.x + p.w - used;
                const PlanRect wanted{used, upper ? p.y + p.h : p.y - depth, std::min(width, space), depth};
                bool is_free = beside && space >= 1.8F;
                for (uint32_t r = building.first_room; r < building.last_room && is_free; ++r) {
                    is_free = place.rooms[r].floor != corridor.floor || !overlap(place.rooms[r].plan, wanted);
                }
                if (is_free) {
                    toilets_[b].push_back(layout.world(b, corridor.floor, wanted));
                    break;  // one on a floor's corridor
                }
            }
        }
    }
}

// On a lattice as fine as people stand in a crowd; away from all seats, where there is such a spot.
void Furniture::find_free(uint32_t room) {
    constexpr float pitch = 0.37F, apart = 0.3F;
    RoomFurniture& f = rooms_[room];
    const Rect r = rects_[room].grown(-std::min(0.3F, 0.2F * std::min(rects_[room].w, rects_[room].h)));
    const auto columns = std::max(1U, static_cast<uint32_t>(r.w / pitch)),
               rows = std::max(1U, static_cast<uint32_t>(r.h / pitch));
    const uint32_t cells = columns * rows;
    uint32_t step = static_cast<uint32_t>(static_cast<float>(cells) * 0.618F) | 1U;
    while (std::gcd(step, cells) != 1) {
        ++step;
    }
    std::vector<Point> all;
    for (uint32_t i = 0; i < cells; ++i) {
        const auto cell = static_cast<uint32_t>(static_cast<uint64_t>(i) * step % cells);
        const Point p{r.x + (static_cast<float>(cell % columns) + 0.5F) * r.w / static_cast<float>(columns),
                      r.y + (static_cast<float>(cell / columns) + 0.5F) * r.h / static_cast<float>(rows)};
        all.push_back(p);
        bool taken = false;
        for (const auto* list : {&f.desks, &f.places, &f.behind, &f.before}) {
            taken = taken || std::ranges::any_of(*list, [p](const Seat& seat) {
                        return std::abs(seat.at.x - p.x) < apart && std::abs(seat.at.y - p.y) < apart;
                    });
        }
        if (!taken) {
            f.free.push_back(p);
        }
    }
    if (f.free.empty()) {
        f.free = std::move(all);
    }
}

Seat Furniture::standing(uint32_t room, uint32_t index) const {
    const std::vector<Point>& free = rooms_[room].free;
    const auto cells = static_cast<uint32_t>(free.size());
    Point p = free[index % cells];
    const auto layer = static_cast<float>(index / cells % 8);  // more than the floor holds: between the others
    p.x += 0.02F * layer;
    p.y += 0.02F * layer;
    return {p, Facing::down};
}

Seat Furniture::seat_of(uint32_t room, uint32_t index, Deed deed) const {
    const RoomFurniture& f = rooms_[room];
    const std::vector<Seat>* seats = &f.places;
    if (deed == Deed::counter) {
        seats = &f.behind;
        index = index > 0 ? index - 1 : 0;
    } else if (deed == Deed::desk || (deed == Deed::meal && f.places.empty())) {
        seats = &f.desks;
    }
    if (index < seats->size()) {
        return (*seats)[index];
    }
    return standing(room, index - static_cast<uint32_t>(seats->size()));
}

Seat Furniture::waiting(uint32_t room, uint32_t index) const {
    const RoomFurniture& f = rooms_[room];
    if (index < f.places.size()) {
        return f.places[index];
    }
    index -= static_cast<uint32_t>(f.places.size());
    return index < f.queue.size() ? f.queue[index] : standing(room, index - static_cast<uint32_t>(f.queue.size()));
}

Seat Furniture::at_counter(uint32_t room, int counter, uint32_t index) const {
    const RoomFurniture& f = rooms_[room];
    if (counter >= 1 && static_cast<size_t>(counter) <= f.before.size()) {
        Seat seat = f.before[static_cast<size_t>(counter) - 1];
        const float aside = 0.35F * static_cast<float>((index + 1) / 2) * (index % 2 == 0 ? 1.0F : -1.0F);
        const bool upright = seat.facing == Facing::up || seat.facing == Facing::down;
        (upright ? seat.at.x : seat.at.y) += aside;
        return seat;
    }
    return standing(room, static_cast<uint32_t>(std::max(0, counter)) + 7 * index);
}

}  // namespace piket::render
