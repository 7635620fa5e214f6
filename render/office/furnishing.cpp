#include "office/furnishing.hpp"

#include <algorithm>
#include <cmath>

namespace piket::render {

namespace {

using Kind = Piece::Kind;

// n cells in a field, as square as may be.
struct Grid {
    int columns = 1, rows = 1;
    float pitch_u = 1, pitch_v = 1;

    Point cell(int i) const {
        return {(static_cast<float>(i % columns) + 0.5F) * pitch_u, (static_cast<float>(i / columns) + 0.5F) * pitch_v};
    }
};

Grid grid_for(int n, float length, float depth, float shape = 1) {  // shape: wanted pitch along by pitch deep
    Grid best;
    float most = -1;
    for (int columns = 1; columns <= std::max(1, n); ++columns) {
        Grid g{columns, (n + columns - 1) / columns, 0, 0};
        g.pitch_u = length / static_cast<float>(g.columns);
        g.pitch_v = depth / static_cast<float>(std::max(1, g.rows));
        if (const float least = std::min(g.pitch_u / shape, g.pitch_v); least > most + 1e-4F) {
            most = least;
            best = g;
        }
    }
    return best;
}

void add_plant(RoomFurniture& out, const Inside& in, float u, float v) {
    out.pieces.push_back({Kind::plant, in.rect(u, v, 0.55F, 0.55F)});
}

void office_of_one(RoomFurniture& out, const Inside& in) {
    const bool turned = in.inward() == Facing::down;  // so that the face is seen
    const float sign = turned ? -1.0F : 1.0F;
    const Facing facing = turned ? in.inward() : in.outward(), other = turned ? in.outward() : in.inward();
    const float u = in.length() / 2, v = std::max(turned ? 2.4F : 1.6F, in.depth() * 0.56F);
    const float width = std::min(1.8F, in.length() - 0.9F);
    out.pieces.push_back({Kind::chair, in.rect(u, v + 0.75F * sign, 0.6F, 0.6F), facing});
    out.pieces.push_back({Kind::chief_desk, in.rect(u, v, width, 0.8F), facing});
    for (const float side : {-0.45F, 0.45F}) {
        out.pieces.push_back({Kind::chair, in.rect(u + side, v - 0.85F * sign, 0.5F, 0.5F), other});
    }
    out.desks.push_back({in.at(u, v + 0.75F * sign), facing});
    if (in.depth() > 4) {
        out.pieces.push_back(
            {Kind::cabinet, in.rect(u, in.depth() - 0.3F, std::min(1.6F, in.length() - 1.3F), 0.4F), in.outward()});
        add_plant(out, in, 0.45F, in.depth() - 0.45F);
    }
}

}  // namespace

void furnish_office(RoomFurniture& out, const Inside& in, int n) {
    constexpr float walkway = 1.45F, wall = 0.25F;
    if (n == 1) {
        office_of_one(out, in);
        return;
    }
    const float length = in.length() - 2 * wall, depth = std::max(0.5F, in.depth() - walkway - wall);
    const Grid g = grid_for(n, length, depth, 1.05F);
    // Faces towards the viewer where the room allows it.
    const bool turned = in.inward() == Facing::down;
    const float sign = turned ? -1.0F : 1.0F;
    const Facing facing = turned ? in.inward() : in.outward();
    const float width = std::min(1.3F, 0.8F * g.pitch_u), deep = std::min(0.65F, 0.32F * g.pitch_v);
    const float chair = std::min(0.55F, 0.26F * g.pitch_v);
    for (int i = 0; i < n; ++i) {
        const Point c = g.cell(i);
        const float u = wall + c.x, v = walkway + c.y, seat = v + sign * (deep / 4 + chair / 2 + 0.02F);
        out.pieces.push_back({Kind::chair, in.rect(u, seat, chair, chair), facing});
        out.pieces.push_back({Kind::desk, in.rect(u, v - sign * chair / 2, width, deep), facing});
        out.desks.push_back({in.at(u, seat), facing});
    }
    if (g.columns * g.rows > n) {  // a free cell
        const Point c = g.cell(g.columns * g.rows - 1);
        add_plant(out, in, wall + c.x, walkway + c.y);
    }
}

void furnish_meeting(RoomFurniture& out, const Inside& in, int n) {
    constexpr float aisle = 1.25F, to_chair = 0.42F;
    const float strip = in.inward() == Facing::down ? 1.2F : 0.75F;  // free before the door
    const float w = std::max(0.8F, in.length() - 2 * aisle), d = std::max(0.6F, in.depth() - 2 * aisle - strip);
    const float u0 = in.length() / 2, v0 = (in.depth() + strip) / 2;
    out.pieces.push_back({w > 2.6F && d > 2.2F ? Kind::ring : Kind::table, in.rect(u0, v0, w, d)});
    const float cw = std::min(w + 2 * to_chair, in.length() - 0.5F),
                cd = std::min(d + 2 * to_chair, in.depth() - strip - 0.5F);
    // Along the edge of the table; corners are left free as far as possible.
    const float around = 2 * (w + d);
    for (int i = 0; i < n; ++i) {
        float s = (static_cast<float>(i) + 0.5F) * around / static_cast<float>(n);
        float u = 0, v = 0;
        Facing facing = Facing::down;
        if (s < w) {
            u = u0 - w / 2 + s, v = v0 - cd / 2, facing = in.inward();
        } else if ((s -= w) < d) {
            u = u0 + cw / 2, v = v0 - d / 2 + s, facing = in.against();
        } else if ((s -= d) < w) {
            u = u0 + w / 2 - s, v = v0 + cd / 2, facing = in.outward();
        } else {
            s -= w;
            u = u0 - cw / 2, v = v0 + d / 2 - s, facing = in.along();
        }
        out.pieces.push_back({Kind::chair, in.rect(u, v, 0.46F, 0.46F), facing});
        out.places.push_back({in.at(u, v), facing});
    }
    if (in.length() > 5) {
        add_plant(out, in, 0.45F, in.depth() - 0.45F);
        add_plant(out, in, in.length() - 0.45F, in.depth() - 0.45F);
    }
}

void furnish_hall(RoomFurniture& out, const Inside& in, int counters, int seats, int desks) {
    const float back = desks > 0 ? 1.5F : 0;  // who has no other office sits behind the counters
    const float line = in.depth() - 1.55F - back;
    const float pitch = in.length() / static_cast<float>(std::max(1, counters));
    const float width = std::min(1.9F, 0.86F * pitch);
    for (int i = 0; i < counters; ++i) {
        const float u = (static_cast<float>(i) + 0.5F) * pitch;
        out.pieces.push_back({Kind::chair, in.rect(u, line + 0.75F, 0.55F, 0.55F), in.outward()});
        out.pieces.push_back({Kind::counter, in.rect(u, line, width, 0.6F), in.outward(), i + 1});
        out.behind.push_back({in.at(u, line + 0.75F), in.outward()});
        out.before.push_back({in.at(u, line - 1.15F), in.inward()});
    }
    for (int i = 0; i < desks; ++i) {
        const float desk_pitch = in.length() / static_cast<float>(desks);
        const float u = (static_cast<float>(i) + 0.5F) * desk_pitch;
        out.pieces.push_back(
            {Kind::desk, in.rect(u, in.depth() - 0.95F, std::min(1.2F, 0.85F * desk_pitch), 0.5F), in.outward()});
        out.desks.push_back({in.at(u, in.depth() - 0.4F), in.outward()});
    }
    const float from = 1.35F, to = std::max(from + 0.6F, line - 1.75F);
    const int n = std::max(0, seats - counters);
    const float seat = std::min(0.62F, (in.length() - 1.2F) / 3);
    const int in_row = std::max(1, static_cast<int>((in.length() - 1.2F) / seat));
    const int rows = std::max(1, std::min((n + in_row - 1) / in_row, static_cast<int>((to - from) / 0.8F) + 1));
    const int each = std::min(in_row, (n + rows - 1) / rows);
    for (int i = 0; i < std::min(n, rows * each); ++i) {
        const int row = i / each;
        const float u = in.length() / 2 + (static_cast<float>(i % each) - static_cast<float>(each - 1) / 2) * seat;
        const float v = to - 0.3F - static_cast<float>(row) * 0.8F;
        out.pieces.push_back({Kind::bench, in.rect(u, v, 0.52F, 0.5F), in.inward()});
        out.places.push_back({in.at(u, v), in.inward()});
    }
}

void furnish_canteen(RoomFurniture& out, const Inside& in, int seats) {
    constexpr float walkway = 1.4F, wall = 0.2F;
    const int tables = (seats + 3) / 4;
    const Grid g = grid_for(tables, in.length() - 2 * wall, in.depth() - walkway - wall, 1.15F);
    const float w = std::min(1.5F, 0.68F * g.pitch_u), d = std::min(0.75F, 0.36F * g.pitch_v);
    const float off = d / 2 + std::min(0.34F, 0.2F * g.pitch_v);
    for (int t = 0; t < tables; ++t) {
        const Point c = g.cell(t);
        const float u = wall + c.x, v = walkway + c.y;
        for (int k = 0; k < std::min(4, seats - 4 * t); ++k) {
            const bool far = k >= 2;
            const float su = u + (k % 2 == 0 ? -0.29F * w : 0.29F * w), sv = v + (far ? off : -off);
            const Facing facing = far ? in.outward() : in.inward();
            out.pieces.push_back({Kind::chair, in.rect(su, sv, 0.4F, 0.4F), facing});
            out.places.push_back({in.at(su, sv), facing});
        }
        out.pieces.push_back({Kind::round, in.rect(u, v, w, d)});
    }
}

void furnish_prayer(RoomFurniture& out, const Inside& in, int seats) {
    // All face one way: the qibla, in Indonesia a little north of west.
    constexpr float walkway = 1.4F, wall = 0.25F;
    const bool along = in.along() == Facing::left || in.along() == Facing::right;
    const float length = in.length() - 2 * wall, depth = in.depth() - walkway - wall;
    const Grid g = grid_for(seats, length, depth, along ? 1.7F : 1 / 1.7F);
    const float w = std::min(1.15F, 0.9F * (along ? g.pitch_u : g.pitch_v));
    const float d = std::min(0.62F, 0.86F * (along ? g.pitch_v : g.pitch_u));
    for (int i = 0; i < seats; ++i) {
        const Point c = g.cell(i);
        const Point at = in.at(wall + c.x, walkway + c.y);
        out.pieces.push_back({Kind::mat, {at.x - w / 2, at.y - d / 2, w, d}, Facing::left});
        out.places.push_back({at, Facing::left});
    }
}

void furnish_lobby(RoomFurniture& out, Rect room, Point entrance) {
    const Inside in(room, entrance);
    for (const float side : {-0.75F, 0.75F}) {
        out.pieces.push_back({Kind::gate, in.rect(in.door() + side, 0.9F, 0.22F, 0.9F), in.inward()});
    }
    if (in.length() > 4) {
        const float u = in.door() > in.length() / 2 ? 0.9F : in.length() - 0.9F;
        out.pieces.push_back(
            {Kind::reception, in.rect(u, in.depth() * 0.55F, 0.7F, std::min(2.0F, in.depth() * 0.4F)), in.against()});
    }
    add_plant(out, in, 0.45F, 0.45F);
    add_plant(out, in, in.length() - 0.45F, 0.45F);
    for (int i = 0; i < 16; ++i) {
        const float u = in.length() * (0.16F + 0.17F * static_cast<float>(i % 4)) + 0.1F;
        const float v = 1.5F + static_cast<float>(i / 4) * std::max(0.5F, (in.depth() - 2.4F) / 4);
        out.places.push_back({in.at(u, std::min(v, in.depth() - 0.3F)), in.inward()});
    }
}

void furnish_yard(RoomFurniture& out, Rect room, int people) {
    out.pieces.push_back({Kind::flag, {room.centre().x - 0.5F, room.bottom() - 1.5F, 1, 1}});
    const float margin = 0.6F;
    const Grid g = grid_for(people, room.w - 2 * margin, room.h - 2.2F, 1);
    for (int i = 0; i < people; ++i) {
        const Point c = g.cell(i);
        out.places.push_back({{room.x + margin + c.x, room.bottom() - 2 - c.y}, Facing::down});
    }
}

void furnish_lift(RoomFurniture& out, Rect room) {
    const Grid g = grid_for(9, room.w - 0.3F, room.h - 0.3F);
    for (int i = 0; i < 9; ++i) {
        const Point c = g.cell(i);
        out.places.push_back({{room.x + 0.15F + c.x, room.y + 0.15F + c.y}, Facing::down});
    }
}

// In the corridor before the door, along the wall.
std::vector<Seat> queue_before(Rect corridor, Point door, const Inside& in) {
    std::vector<Seat> out;
    constexpr float pitch = 0.5F;
    for (float line = 0.4F; line < 1.0F; line += 0.45F) {
        for (float side : {1.0F, -1.0F}) {
            for (int i = 0; i < 40; ++i) {
                const float u = in.door() + side * (0.8F + pitch * static_cast<float>(i));
                const Point p = in.at(u, -line);
                if (!corridor.grown(-0.15F).contains(p)) {
                    break;
                }
                out.push_back({p, side > 0 ? in.against() : in.along()});
            }
        }
    }
    if (out.empty()) {
        out.push_back({door, in.inward()});
    }
    return out;
}

}  // namespace piket::render
