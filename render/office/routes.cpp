#include "office/routes.hpp"

#include <algorithm>
#include <cmath>

#include "office/furniture.hpp"

namespace piket::render {

namespace {

constexpr float before_door = 0.65F;  // m; the free strip along the wall with the door

float distance(Point a, Point b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

Point into(Rect r, Point p, float margin) {
    margin = std::min({margin, r.w / 2, r.h / 2});
    return {std::clamp(p.x, r.x + margin, r.right() - margin), std::clamp(p.y, r.y + margin, r.bottom() - margin)};
}

// Where two passages that touch are crossed from one to the other.
bool joint(Rect a, Rect b, Point& at) {
    constexpr float slack = 0.2F;
    const float x0 = std::max(a.x, b.x), x1 = std::min(a.right(), b.right());
    const float y0 = std::max(a.y, b.y), y1 = std::min(a.bottom(), b.bottom());
    if (x1 - x0 < -slack || y1 - y0 < -slack || std::max(x1 - x0, y1 - y0) < 0.5F) {
        return false;
    }
    at = {(x0 + x1) / 2, (y0 + y1) / 2};
    return true;
}

void add(Way& way, Point p) {
    if (way.empty() || distance(way.back(), p) > 0.01F) {
        way.push_back(p);
    }
}

}  // namespace

float length_of(const Way& way) {
    float sum = 0;
    for (size_t i = 1; i < way.size(); ++i) {
        sum += distance(way[i - 1], way[i]);
    }
    return sum;
}

Step along(const Way& way, float s) {
    for (size_t i = 1; i < way.size(); ++i) {
        const float part = distance(way[i - 1], way[i]);
        if (s <= part || i + 1 == way.size()) {
            const float share = part > 0 ? std::clamp(s / part, 0.0F, 1.0F) : 0;
            const Point d = way[i] - way[i - 1];
            return {{way[i - 1].x + d.x * share, way[i - 1].y + d.y * share}, d};
        }
        s -= part;
    }
    return {way.empty() ? Point{} : way.front(), {0, 1}};
}

Point Routes::entrance(uint32_t building) const {
    return layout_.world(building, layout_.entrance_floor(building), layout_.entrance(building));
}

void Routes::leave(uint32_t room, Point seat, Way& out) const {
    const PlaceRoom& r = layout_.place().rooms[room];
    const PlaceBuilding& building = layout_.place().buildings[r.building];
    if (r.type == RoomType::yard) {
        const Point in = entrance(r.building);
        if (layout_.entrance_faces_yard(r.building)) {
            const float y = layout_.room(room).y - 0.7F;
            add(out, seat);
            add(out, {seat.x, y});
            add(out, {in.x, y});
        }
        if (building.lobby != nobody) {
            leave(building.lobby, in, out);
        } else {
            add(out, in);
        }
        return;
    }
    add(out, seat);
    if (r.corridor == room || r.corridor == nobody || r.type == RoomType::lift) {
        return;
    }
    const Point door = layout_.door(room);
    const Inside in(layout_.room(room), door);
    const float strip = std::min(before_door, in.depth() / 2);
    add(out, in.at(in.u(seat), strip));
    add(out, in.at(in.door(), strip));
    add(out, door);
}

void Routes::pass(uint32_t from, Point a, uint32_t to, Point b, float lane, Way& out) const {
    const auto rect = [&](uint32_t passage) { return layout_.room(passage); };
    const auto run = [&](uint32_t passage, Point p, Point q) {
        // To the lane, along, and back from it. People keep to the left, as the traffic does.
        const Rect r = rect(passage);
        const bool along_x = r.w >= r.h;
        const float half = (along_x ? r.h : r.w) / 2;
        const float going = along_x ? q.x - p.x : q.y - p.y;
        const float side = along_x ? (going > 0 ? -1.0F : 1.0F) : (going > 0 ? 1.0F : -1.0F);
        const float off = half * (0.32F * side + 0.22F * lane);
        const Point c = r.centre();
        add(out, into(r, along_x ? Point{p.x, c.y + off} : Point{c.x + off, p.y}, 0.2F));
        add(out, into(r, along_x ? Point{q.x, c.y + off} : Point{c.x + off, q.y}, 0.2F));
    };
    if (from == to) {
        run(from, a, b);
        return;
    }
    // The way over the fewest passages that touch each other.
    const Place& place = layout_.place();
    const PlaceBuilding& building = place.buildings[place.rooms[from].building];
    std::vector<uint32_t> queue = {from}, back(building.last_room - building.first_room, nobody);
    back[from - building.first_room] = from;
    Point at;
    for (size_t i = 0; i < queue.size() && back[to - building.first_room] == nobody; ++i) {
        for (uint32_t r = building.first_room; r < building.last_room; ++r) {
            const PlaceRoom& room = place.rooms[r];
            const bool passage = room.type == RoomType::corridor || room.type == RoomType::lobby;
            if (passage && room.floor == place.rooms[from].floor && back[r - building.first_room] == nobody &&
                joint(rect(queue[i]), rect(r), at)) {
                back[r - building.first_room] = queue[i];
                queue.push_back(r);
            }
        }
    }
    if (back[to - building.first_room] == nobody) {  // apart on the plan: whoever drew it knows why
        run(from, a, a);
        run(to, b, b);
        return;
    }
    std::vector<uint32_t> chain = {to};
    while (chain.back() != from) {
        chain.push_back(back[chain.back() - building.first_room]);
    }
    std::ranges::reverse(chain);
    Point p = a;
    for (size_t i = 0; i < chain.size(); ++i) {
        Point q = b;
        if (i + 1 < chain.size()) {
            joint(rect(chain[i]), rect(chain[i + 1]), q);
        }
        run(chain[i], p, q);
        add(out, q);
        p = q;
    }
    if (chain.size() > 1 && !out.empty()) {
        out.pop_back();  // the last one is a door, which the caller adds
    }
}

Way Routes::way(uint32_t from, Point seat_from, uint32_t to, Point seat_to, float lane) const {
    Way out, tail;
    const Place& place = layout_.place();
    const auto out_by_the_lobby = [&](uint32_t lobby, Point in, uint32_t yard, Point place_in_yard) {
        leave(yard, place_in_yard, tail);  // ends at the lobby's door; only the part outside is walked
        const Point entry = entrance(place.rooms[lobby].building);
        while (tail.size() > 1 && distance(tail.back(), entry) > 0.01F) {
            tail.pop_back();
        }
        add(tail, in);
    };
    if (place.rooms[from].type == RoomType::lobby && place.rooms[to].type == RoomType::yard) {
        out_by_the_lobby(from, seat_from, to, seat_to);
        std::ranges::reverse(tail);
        return tail;
    }
    if (place.rooms[from].type == RoomType::yard && place.rooms[to].type == RoomType::lobby) {
        out_by_the_lobby(to, seat_to, from, seat_from);
        return tail;
    }
    leave(from, seat_from, out);
    leave(to, seat_to, tail);
    if (!tail.empty() && !out.empty()) {
        pass(passage_of(from), out.back(), passage_of(to), tail.back(), lane, out);
    }
    for (auto p = tail.rbegin(); p != tail.rend(); ++p) {
        add(out, *p);
    }
    return out;
}

Way Routes::to_foot(uint32_t from, Point seat, float lane, uint32_t& building, int& floor) const {
    const PlaceRoom& room = layout_.place().rooms[from];
    building = room.building;
    floor = room.floor;
    Way out;
    leave(from, seat, out);
    const uint32_t stairs = passage_with_stairs(layout_.place(), building, floor);
    if (stairs != nobody) {
        const Point foot = layout_.world(building, floor, layout_.shaft(building, floor).foot);
        pass(passage_of(from), out.back(), stairs, foot, lane, out);
    }
    return out;
}

Way Routes::to_stairs(uint32_t from, Point seat, float lane) const {
    uint32_t building = nobody;
    int floor = 0;
    Way out = to_foot(from, seat, lane, building, floor);
    add(out, on_stairs(building, floor, 0, lane));
    return out;
}

Way Routes::to_lift(uint32_t from, Point seat, float lane, Point in_cabin) const {
    uint32_t building = nobody;
    int floor = 0;
    Way out = to_foot(from, seat, lane, building, floor);
    const Shaft& shaft = layout_.shaft(building, floor);
    const Point cabin = in_lift(building, floor, in_cabin);
    if (shaft.landing.w > 0) {
        const Rect landing = layout_.world(building, floor, shaft.landing);
        const float x = landing.centre().x + lane * landing.w / 4;
        add(out, {x, out.empty() ? landing.y : out.back().y});
        add(out, {x, landing.bottom()});
        add(out, cabin);
    }
    return out;
}

Point Routes::on_stairs(uint32_t building, int floor, float share, float lane) const {
    const Shaft& shaft = layout_.shaft(building, floor);
    const Rect flight = layout_.world(building, floor, shaft.flight);
    const Point foot = layout_.world(building, floor, shaft.foot);
    if (shaft.flight.w <= 0) {
        return foot;
    }
    if (flight.w < flight.h && flight.y < foot.y && foot.y <= flight.bottom() + 0.01F && flight.w > 0 &&
        shaft.landing.w <= 0 && foot.x > flight.x && foot.x < flight.right()) {
        return {flight.centre().x + lane * flight.w / 4, flight.bottom() - (0.15F + 0.7F * share) * flight.h};
    }
    const bool leftwards = flight.centre().x < foot.x;
    const float x =
        leftwards ? flight.right() - (0.12F + 0.76F * share) * flight.w : flight.x + (0.12F + 0.76F * share) * flight.w;
    return {x, flight.centre().y + lane * flight.h / 4};
}

Point Routes::in_lift(uint32_t building, int floor, Point on_entrance_floor) const {
    const Point a = layout_.world(building, layout_.entrance_floor(building), PlanPoint{}),
                b = layout_.world(building, floor, PlanPoint{});
    return on_entrance_floor + (b - a);
}

}  // namespace piket::render
