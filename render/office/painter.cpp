#include "office/painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "look/palette.hpp"

namespace piket::render {

namespace {

constexpr float wall = 0.16F, door_width = 1.0F;  // m
// Pixels per metre below which things are left out.
constexpr float furniture_from = 3.2F, detail_from = 7, fine_from = 16;

const Color plot_color = rgb(0x1C222D), pavement = rgb(0x262D39), wall_color = rgb(0x343B4B), outline = rgb(0x4A5366),
            grass = rgb(0x2F4638), paving = rgb(0x8D8F8A), window_color = rgb(0x8FC3DE), wood = rgb(0xB98F63),
            wood_dark = rgb(0x8A6743), metal = rgb(0x9AA3B2), metal_dark = rgb(0x5D6676), cloth = rgb(0x5C6B86),
            leaf = rgb(0x4E8B57), leaf_dark = rgb(0x2F5D3A);

bool overlap_of(const PlanRect& a, const PlanRect& b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

// So far out soft edges are not seen, and cost five times as much.
constexpr float soft_from = 5, soft_furniture_from = 12;

void soft_rect(Mesh& m, Rect r, Color c, float from = soft_from) {
    if (m.pixel * from > 1) {
        m.rect(r, c);
        return;
    }
    const std::array<Point, 4> points = {Point{r.x, r.y}, Point{r.right(), r.y}, Point{r.right(), r.bottom()},
                                         Point{r.x, r.bottom()}};
    m.polygon(points, c);
}

Rect turned(Rect r, Facing facing, float from, float to) {  // a slice across the way one looks; 0 is the front
    switch (facing) {
        case Facing::down:
            return {r.x, r.bottom() - to * r.h, r.w, (to - from) * r.h};
        case Facing::up:
            return {r.x, r.y + from * r.h, r.w, (to - from) * r.h};
        case Facing::left:
            return {r.x + from * r.w, r.y, (to - from) * r.w, r.h};
        case Facing::right:
            return {r.right() - to * r.w, r.y, (to - from) * r.w, r.h};
    }
    return r;
}

Rect narrowed(Rect r, Facing facing, float share) {  // along the other axis
    if (facing == Facing::down || facing == Facing::up) {
        return {r.x + r.w * (1 - share) / 2, r.y, r.w * share, r.h};
    }
    return {r.x, r.y + r.h * (1 - share) / 2, r.w, r.h * share};
}

void draw_chair(Mesh& m, const Piece& p, bool fine) {
    const Rect r = p.at;
    if (!fine) {
        m.circle(r.centre(), r.w / 2, cloth);
        return;
    }
    m.circle(r.centre(), r.w * 0.54F, mixed(cloth, Color::Black, 0.35F));
    m.circle(r.centre(), r.w * 0.46F, cloth);
    m.rounded(narrowed(turned(r, p.facing, 0.78F, 1.0F), p.facing, 0.9F), r.w * 0.1F, mixed(cloth, Color::Black, 0.3F));
}

void draw_desk(Mesh& m, const Piece& p, bool detail, bool fine) {
    const Rect r = p.at;
    if (!detail) {
        soft_rect(m, r, wood, soft_furniture_from);
        return;
    }
    if (fine) {
        m.shadow({r.x + 0.03F, r.y + 0.06F, r.w, r.h}, 0.12F, Color(30, 20, 10, 80));
        m.rounded(r, 0.05F, wood_dark);
        m.rounded(r.grown(-0.03F), 0.04F, wood);
        // A screen towards who sits there, a keyboard, paper.
        const Rect screen = narrowed(turned(r, p.facing, 0.14F, 0.3F), p.facing, 0.4F);
        m.rounded(screen, 0.02F, rgb(0x2B303B));
        const Rect light = narrowed(turned(r, p.facing, 0.26F, 0.3F), p.facing, 0.36F);
        soft_rect(m, light, rgb(0x86C5E8), soft_furniture_from);
        soft_rect(m, narrowed(turned(r, p.facing, 0.56F, 0.76F), p.facing, 0.3F), rgb(0x474D5A), soft_furniture_from);
        Rect paper = narrowed(turned(r, p.facing, 0.35F, 0.8F), p.facing, 0.16F);
        const bool wide = p.facing == Facing::down || p.facing == Facing::up;
        (wide ? paper.x : paper.y) += (wide ? r.w : r.h) * 0.33F;
        soft_rect(m, paper, rgb(0xF6F3EA), soft_furniture_from);
    } else {
        soft_rect(m, r, wood, soft_furniture_from);
        soft_rect(m, narrowed(turned(r, p.facing, 0.1F, 0.4F), p.facing, 0.4F), rgb(0x3A404D), soft_furniture_from);
    }
}

void draw_plant(Mesh& m, Rect r, bool fine) {
    const Point c = r.centre();
    if (fine) {
        m.circle({c.x + 0.04F, c.y + 0.06F}, r.w * 0.55F, Color(20, 20, 20, 60));
        m.circle(c, r.w * 0.36F, rgb(0x8C5A3C));
    }
    for (int i = 0; i < (fine ? 6 : 1); ++i) {
        const float a = static_cast<float>(i) * pi / 3;
        const Point at = fine ? Point{c.x + std::cos(a) * r.w * 0.24F, c.y + std::sin(a) * r.w * 0.24F} : c;
        m.circle(at, r.w * (fine ? 0.24F : 0.42F), i % 2 == 0 ? leaf : leaf_dark);
    }
}

void draw_piece(Mesh& m, const Piece& p, float scale) {
    using Kind = Piece::Kind;
    const bool detail = scale >= detail_from, fine = scale >= fine_from;
    const Rect r = p.at;
    switch (p.kind) {
        case Kind::chair:
            if (detail) {
                draw_chair(m, p, fine);
            }
            return;
        case Kind::desk:
            draw_desk(m, p, detail, fine);
            return;
        case Kind::chief_desk:
            draw_desk(m, p, detail, fine);
            if (detail) {
                m.outline(r, 0.05F, 0.05F, rgb(0x5E4229));
            }
            return;
        case Kind::table:
        case Kind::round:
            if (fine) {
                m.shadow({r.x + 0.03F, r.y + 0.06F, r.w, r.h}, 0.14F, Color(30, 20, 10, 80));
            }
            if (detail) {
                m.rounded(r, 0.14F, wood_dark);
                m.rounded(r.grown(-0.05F), 0.12F, p.kind == Kind::round ? rgb(0xD9C4A3) : wood);
            } else {
                soft_rect(m, r, wood, soft_furniture_from);
            }
            return;
        case Kind::ring: {
            const float t = 0.75F;
            if (detail) {
                m.rounded(r, 0.2F, wood_dark);
                m.rounded(r.grown(-0.05F), 0.18F, wood);
                m.rounded(r.grown(-t), 0.12F, wood_dark);
                m.rounded(r.grown(-t - 0.04F), 0.1F, floor_color(RoomType::meeting));
            } else {
                soft_rect(m, r, wood, soft_furniture_from);
                soft_rect(m, r.grown(-t), floor_color(RoomType::meeting), soft_furniture_from);
            }
            return;
        }
        case Kind::bench:
            if (detail) {
                m.rounded(r.grown(-0.02F), 0.1F, rgb(0x3E6E8E));
                if (fine) {
                    m.rounded(turned(r.grown(-0.02F), p.facing, 0.76F, 1), 0.06F, rgb(0x2C5270));
                }
            }
            return;
        case Kind::counter:
            if (detail) {
                if (fine) {
                    m.shadow({r.x + 0.03F, r.y + 0.06F, r.w, r.h}, 0.14F, Color(30, 20, 10, 80));
                }
                m.rounded(r, 0.06F, rgb(0x5E4A35));
                m.rounded(r.grown(-0.04F), 0.05F, rgb(0xCDA878));
                soft_rect(m, narrowed(turned(r, p.facing, 0.38F, 0.5F), p.facing, 0.94F), rgb(0xBFE0EE, 200),
                          soft_furniture_from);
            } else {
                soft_rect(m, r, rgb(0xCDA878), soft_furniture_from);
            }
            return;
        case Kind::mat:
            if (!detail) {
                soft_rect(m, r, rgb(0x6E9A86), soft_furniture_from);
                return;
            }
            m.rounded(r, 0.03F, rgb(0x4F7F6C));
            if (fine) {
                m.outline(r.grown(-0.05F), 0.02F, 0.03F, rgb(0xD8C58C));
                m.circle({r.x + r.w * 0.22F, r.y + r.h / 2}, r.h * 0.2F, rgb(0xD8C58C, 150));
            }
            return;
        case Kind::cabinet:
        case Kind::sofa:
            if (detail) {
                m.rounded(r, 0.04F, wood_dark);
                m.rounded(r.grown(-0.04F), 0.03F, rgb(0xA17B53));
            }
            return;
        case Kind::plant:
            if (detail) {
                draw_plant(m, r, fine);
            }
            return;
        case Kind::reception:
            if (detail) {
                m.rounded(r, 0.12F, wood_dark);
                m.rounded(r.grown(-0.06F), 0.1F, wood);
            } else {
                soft_rect(m, r, wood, soft_furniture_from);
            }
            return;
        case Kind::gate:
            if (detail) {
                m.rounded(r, 0.08F, metal_dark);
                m.rounded(r.grown(-0.05F), 0.06F, metal);
            }
            return;
        case Kind::flag: {
            const Point c = r.centre();
            if (!detail) {
                m.circle(c, 0.5F, rgb(0xC8CDD6));
                return;
            }
            m.circle(c, 0.5F, rgb(0xB9BDB8));
            m.circle(c, 0.4F, rgb(0xD5D8D2));
            m.line({c.x, c.y}, {c.x, c.y - 2.6F}, 0.09F, rgb(0xE7EAF0));
            soft_rect(m, {c.x, c.y - 2.6F, 1.2F, 0.4F}, rgb(0xD8413A), soft_furniture_from);
            soft_rect(m, {c.x, c.y - 2.2F, 1.2F, 0.4F}, rgb(0xF7F7F4), soft_furniture_from);
            return;
        }
        case Kind::toilet:
        case Kind::basin:
            return;
    }
}

void draw_toilets(Mesh& m, Rect r, float scale) {
    soft_rect(m, r.grown(-wall / 2), rgb(0xCBD8DE));
    if (scale < detail_from) {
        return;
    }
    const float half = r.h / 2;
    for (int i = 0; i < 2; ++i) {
        const Rect part{r.x + wall, r.y + wall + static_cast<float>(i) * half, r.w - 2 * wall, half - 1.5F * wall};
        const int stalls = std::max(1, static_cast<int>(part.w / 1.1F));
        for (int s = 0; s < stalls; ++s) {
            const float x = part.x + (static_cast<float>(s) + 0.5F) * part.w / static_cast<float>(stalls);
            m.ellipse({x, part.y + 0.55F}, 0.2F, 0.27F, rgb(0x8FA3AE));
            m.ellipse({x, part.y + 0.57F}, 0.15F, 0.2F, rgb(0xF4F8FA));
        }
        soft_rect(m, {part.x, part.y + part.h - 0.35F, part.w * 0.6F, 0.25F}, rgb(0xE9F0F3));
    }
    soft_rect(m, {r.x, r.y + half - wall / 2, r.w, wall}, wall_color);
}

void draw_flight(Mesh& m, Rect r, bool along_x, float scale) {
    soft_rect(m, r.grown(-wall / 2), rgb(0xBDBBB5));
    if (scale < detail_from) {
        return;
    }
    const float length = along_x ? r.w : r.h;
    const int steps = std::max(3, static_cast<int>(length / 0.32F));
    for (int i = 1; i < steps; ++i) {
        const float at = static_cast<float>(i) * length / static_cast<float>(steps);
        const Point a = along_x ? Point{r.x + at, r.y + wall} : Point{r.x + wall, r.y + at};
        const Point b = along_x ? Point{r.x + at, r.bottom() - wall} : Point{r.right() - wall, r.y + at};
        m.line(a, b, 0.05F, rgb(0x84827D));
    }
    const Point a = along_x ? Point{r.x + wall, r.centre().y} : Point{r.centre().x, r.y + wall};
    const Point b = along_x ? Point{r.right() - wall, r.centre().y} : Point{r.centre().x, r.bottom() - wall};
    m.line(a, b, 0.07F, metal_dark);
}

void draw_lift(Mesh& m, Rect r, float scale) {
    soft_rect(m, r.grown(-wall / 2), rgb(0xA9B3C1));
    if (scale >= detail_from) {
        m.outline(r.grown(-0.14F), 0.05F, 0.06F, metal_dark);
        m.line({r.x + 0.2F, r.y + wall / 2}, {r.right() - 0.2F, r.y + wall / 2}, 0.1F, rgb(0xE8ECF2));
    }
}

}  // namespace

Color floor_color(RoomType type) {
    switch (type) {
        case RoomType::office:
            return rgb(0xEBE3D3);
        case RoomType::meeting:
            return rgb(0xDCE0EA);
        case RoomType::hall:
            return rgb(0xEFE6CF);
        case RoomType::canteen:
            return rgb(0xEBDAC5);
        case RoomType::prayer:
            return rgb(0xD7E4DB);
        case RoomType::lobby:
            return rgb(0xDDDCD8);
        case RoomType::corridor:
            return rgb(0xCFCEC9);
        case RoomType::yard:
            return rgb(0x737A76);
        case RoomType::lift:
            return rgb(0xA9B3C1);
    }
    return Color::White;
}

// No wall is thinner than a pixel and a half.
float half_wall(float scale) {
    return std::min(0.3F, std::max(wall / 2, 0.75F / scale));
}

Light light_at(double second) {
    struct Key {
        double hour;
        Color tint;
        float night;
    };
    const std::array<Key, 8> keys = {{{0, rgb(0x0A1030, 70), 1},
                                      {4.8, rgb(0x0A1030, 70), 1},
                                      {5.8, rgb(0xFF9A52, 34), 0.35F},
                                      {8.5, rgb(0xFFC27A, 12), 0},
                                      {11, rgb(0xFFFFFF, 0), 0},
                                      {15.5, rgb(0xFFD9A0, 8), 0},
                                      {17.7, rgb(0xFF8A4C, 34), 0.3F},
                                      {19, rgb(0x0A1030, 70), 1}}};
    const double hour = std::clamp(second / 3600, 0.0, 24.0);
    for (size_t i = 1; i < keys.size(); ++i) {
        if (hour < keys[i].hour) {
            const Key &a = keys[i - 1], &b = keys[i];
            const auto share = static_cast<float>((hour - a.hour) / (b.hour - a.hour));
            return {mixed(a.tint, b.tint, share), a.night + (b.night - a.night) * share};
        }
    }
    return {keys.back().tint, keys.back().night};
}

std::shared_ptr<const Mesh> Painter::ground_of(uint32_t b, float scale) const {
    const auto mesh = std::make_shared<Mesh>();
    Mesh& m = *mesh;
    m.pixel = 1 / scale;
    const Rect plot = layout_.plot(b);
    m.rounded(plot, 2.2F, plot_color);
    if (scale >= 1.5F) {
        m.outline(plot, 2.2F, 0.14F, pavement);
    }
    const PlaceBuilding& building = layout_.place().buildings[b];
    if (building.yard != nobody) {
        const Rect yard = layout_.room(building.yard);
        const Rect slab = layout_.slab(b, layout_.entrance_floor(b));
        const Rect lawn{yard.x - 0.6F, slab.bottom(), yard.w + 1.2F, yard.bottom() - slab.bottom() + 0.8F};
        m.rounded(lawn, 0.6F, grass);
        const Point in = layout_.world(b, layout_.entrance_floor(b), layout_.entrance(b));
        if (layout_.entrance_faces_yard(b)) {
            soft_rect(m, {in.x - 1.1F, slab.bottom(), 2.2F, yard.y - slab.bottom() + 0.3F}, paving);
        }
        m.rounded(yard, 0.3F, floor_color(RoomType::yard));
        if (scale >= furniture_from) {
            // Slabs of paving, and a tree at each corner of the lawn that is left.
            for (float x = yard.x + 3; x < yard.right() - 0.5F; x += 3) {
                m.line({x, yard.y + 0.2F}, {x, yard.bottom() - 0.2F}, 0.06F, Color(0, 0, 0, 26));
            }
            for (float y = yard.y + 3; y < yard.bottom() - 0.5F; y += 3) {
                m.line({yard.x + 0.2F, y}, {yard.right() - 0.2F, y}, 0.06F, Color(0, 0, 0, 26));
            }
        }
        if (scale >= detail_from) {
            m.outline(yard.grown(-0.3F), 0.2F, 0.06F, Color(255, 255, 255, 60));
        }
    }
    for (int f = 0; f < layout_.floors(b); ++f) {
        const Rect slab = layout_.footprint(b, f);
        if (scale >= 2) {
            m.shadow({slab.x + 0.3F, slab.y + 0.6F, slab.w, slab.h}, 1.6F, Color(0, 0, 0, 120));
        }
    }
    return mesh;
}

std::shared_ptr<const Mesh> Painter::floors_of(uint32_t b, float scale) const {
    const auto mesh = std::make_shared<Mesh>();
    Mesh& m = *mesh;
    m.pixel = 1 / scale;
    const Place& place = layout_.place();
    const PlaceBuilding& building = place.buildings[b];
    const bool detail = scale >= detail_from;
    // Walls are what the floors leave of a dark ground.
    const float half = half_wall(scale);
    // Frames, not surfaces: what lies under a floor would be filled for nothing.
    const auto frame = [&](Rect r, float out, float in, Color c) {
        const Rect o = r.grown(out), i = r.grown(-in);
        soft_rect(m, {o.x, o.y, o.w, i.y - o.y}, c);
        soft_rect(m, {o.x, i.bottom(), o.w, o.bottom() - i.bottom()}, c);
        soft_rect(m, {o.x, i.y, i.x - o.x, i.h}, c);
        soft_rect(m, {i.right(), i.y, o.right() - i.right(), i.h}, c);
    };
    const auto grounded = [&](Rect r) { frame(r, half + 0.06F, 0, outline); };
    const auto walled = [&](Rect r) { frame(r, half, half + 0.03F, wall_color); };
    const auto each_rect = [&](auto use) {
        for (uint32_t r = building.first_room; r < building.last_room; ++r) {
            const RoomType type = place.rooms[r].type;
            if (type != RoomType::yard && type != RoomType::lift) {
                use(layout_.room(r));
            }
        }
        for (const Rect& r : furniture_.toilets(b)) {
            use(r);
        }
        for (int f = 0; f < layout_.floors(b); ++f) {
            const Shaft& shaft = layout_.shaft(b, f);
            for (const PlanRect& r : {shaft.flight, shaft.landing}) {
                if (r.w > 0) {
                    use(layout_.world(b, f, r));
                }
            }
            if (building.lift != nobody) {
                use(layout_.world(b, f, place.rooms[building.lift].plan));
            }
        }
    };
    if (scale >= 2.5F) {
        each_rect(grounded);
    }
    each_rect(walled);
    for (int f = 0; f < layout_.floors(b); ++f) {
        const Shaft& shaft = layout_.shaft(b, f);
        if (shaft.landing.w > 0) {
            soft_rect(m, layout_.world(b, f, shaft.landing).grown(-half), floor_color(RoomType::corridor));
        }
        if (building.lift != nobody) {
            draw_lift(m, layout_.world(b, f, place.rooms[building.lift].plan), scale);
        }
    }
    for (uint32_t r = building.first_room; r < building.last_room; ++r) {
        const RoomType type = place.rooms[r].type;
        if (type == RoomType::yard || type == RoomType::lift) {
            continue;
        }
        const Rect inner = layout_.room(r).grown(-half);
        soft_rect(m, inner, floor_color(type));
        if (detail && type != RoomType::corridor) {
            // The wall behind throws a little shade.
            const Color shade(20, 22, 30, 46), none(20, 22, 30, 0);
            m.gradient({inner.x, inner.y, inner.w, 0.5F}, shade, shade, none, none);
            m.gradient({inner.x, inner.y, 0.3F, inner.h}, faded(shade, 0.6F), none, none, faded(shade, 0.6F));
        }
        if (type == RoomType::corridor && detail) {
            const bool along_x = inner.w >= inner.h;
            const Rect runner = along_x ? Rect{inner.x + 0.4F, inner.centre().y - 0.45F, inner.w - 0.8F, 0.9F}
                                        : Rect{inner.centre().x - 0.45F, inner.y + 0.4F, 0.9F, inner.h - 0.8F};
            m.rounded(runner, 0.1F, Color(255, 255, 255, 34));
        }
    }
    for (const Rect& r : furniture_.toilets(b)) {
        draw_toilets(m, r, scale);
    }
    for (int f = 0; f < layout_.floors(b); ++f) {
        const Shaft& shaft = layout_.shaft(b, f);
        if (shaft.flight.w > 0) {
            const PlanRect& flight = shaft.flight;
            const bool beside = flight.x + flight.w <= shaft.foot.x + 0.05F || shaft.landing.w > 0;
            draw_flight(m, layout_.world(b, f, flight), beside || flight.w >= flight.h, scale);
            const Point foot = layout_.world(b, f, shaft.foot);
            if (beside) {  // open to the corridor
                const float x = foot.x - (shaft.landing.w > 0 ? 0 : half);
                soft_rect(m, {x - half, foot.y - 0.9F, 2 * half + (shaft.landing.w > 0 ? 0 : half), 1.8F},
                          floor_color(RoomType::corridor));
                if (shaft.landing.w > 0) {
                    const Rect landing = layout_.world(b, f, shaft.landing);
                    soft_rect(m, {landing.x - half, foot.y - 0.9F, 2 * half, 1.8F}, floor_color(RoomType::corridor));
                    soft_rect(m, {landing.centre().x - 0.45F, landing.bottom() - half, 0.9F, 2 * half}, rgb(0xE8ECF2));
                }
            }
        }
    }
    // Doors, the entrance, windows.
    for (uint32_t r = building.first_room; r < building.last_room; ++r) {
        const PlaceRoom& room = place.rooms[r];
        if (room.type == RoomType::yard || room.type == RoomType::lift) {
            continue;
        }
        const Rect rect = layout_.room(r);
        if (room.corridor != r && scale >= 2.5F) {
            const Point door = layout_.door(r);
            const Inside in(rect, door);
            const float width = std::min(door_width, in.length() * 0.6F);
            soft_rect(m, in.rect(in.door(), 0, width, 2 * half + 0.06F), floor_color(RoomType::corridor));
        }
        if (!detail || room.type == RoomType::corridor) {
            continue;
        }
        const PlanRect& p = room.plan;
        const std::array<PlanRect, 4> outside = {PlanRect{p.x + 0.2F, p.y - 0.5F, p.w - 0.4F, 0.3F},
                                                 PlanRect{p.x + 0.2F, p.y + p.h + 0.2F, p.w - 0.4F, 0.3F},
                                                 PlanRect{p.x - 0.5F, p.y + 0.2F, 0.3F, p.h - 0.4F},
                                                 PlanRect{p.x + p.w + 0.2F, p.y + 0.2F, 0.3F, p.h - 0.4F}};
        for (size_t side = 0; side < 4; ++side) {
            bool free = true;
            for (uint32_t o = building.first_room; o < building.last_room && free; ++o) {
                const bool same = place.rooms[o].floor == room.floor || place.rooms[o].type == RoomType::lift;
                free =
                    place.rooms[o].type == RoomType::yard || !same || !overlap_of(place.rooms[o].plan, outside[side]);
            }
            const Rect there = layout_.world(b, room.floor, outside[side]);
            for (const Rect& toilet : furniture_.toilets(b)) {
                free = free && overlap(toilet, there).w * overlap(toilet, there).h <= 0;
            }
            if (!free) {
                continue;
            }
            const bool level = side < 2;
            const float length = level ? rect.w : rect.h;
            const int windows = std::max(1, static_cast<int>(length / 3.2F));
            for (int i = 0; i < windows; ++i) {
                const float at = (static_cast<float>(i) + 0.5F) * length / static_cast<float>(windows);
                const float w = std::min(1.7F, 0.6F * length / static_cast<float>(windows));
                const Point c = side == 0   ? Point{rect.x + at, rect.bottom()}
                                : side == 1 ? Point{rect.x + at, rect.y}
                                : side == 2 ? Point{rect.x, rect.y + at}
                                            : Point{rect.right(), rect.y + at};
                soft_rect(m,
                          level ? Rect{c.x - w / 2, c.y - half * 0.55F, w, half * 1.1F}
                                : Rect{c.x - half * 0.55F, c.y - w / 2, half * 1.1F, w},
                          window_color);
            }
        }
    }
    const int ground = layout_.entrance_floor(b);
    if (building.lobby != nobody) {
        const Point in = layout_.world(b, ground, layout_.entrance(b));
        const Inside lobby(layout_.room(building.lobby), in);
        soft_rect(m, lobby.rect(lobby.door(), 0, std::min(2.0F, lobby.length() * 0.6F), 2 * half + 0.1F),
                  rgb(0xE9E5DA));
    }
    return mesh;
}

std::shared_ptr<const Mesh> Painter::furniture_of(uint32_t b, float scale) const {
    const auto mesh = std::make_shared<Mesh>();
    mesh->pixel = 1 / scale;
    const PlaceBuilding& building = layout_.place().buildings[b];
    for (uint32_t r = building.first_room; r < building.last_room; ++r) {
        for (const Piece& piece : furniture_.of(r).pieces) {
            draw_piece(*mesh, piece, scale);
        }
    }
    return mesh;
}

// Meshes of two zooms are kept apart by a factor of the square root of two.
const Painter::Kept& Painter::kept(uint32_t building, float scale) {
    const int step = static_cast<int>(std::lround(std::log2(scale) * 2));
    if (step != step_) {
        kept_.clear();
        step_ = step;
    }
    Kept& k = kept_[building];
    const float at = std::exp2(static_cast<float>(step) / 2);
    if (!k.ground) {
        k.ground = ground_of(building, at);
        k.floors = floors_of(building, at);
        if (at >= furniture_from) {
            k.furniture = furniture_of(building, at);
        }
    }
    return k;
}

void Painter::draw_ground(Canvas& canvas, Rect visible) {
    const float scale = canvas.view().scale;
    Mesh& m = canvas.mesh();
    for (const Rect& street : layout_.streets()) {
        if (overlap(street, visible).w <= 0 || overlap(street, visible).h <= 0) {
            continue;
        }
        const Rect road{street.x, street.centre().y - 2.6F, street.w, 5.2F};
        m.rect(road, rgb(0x1E232D));
        if (scale >= 2) {
            const float from = std::max(road.x, visible.x - 4);
            for (float x = from - std::fmod(from, 4.0F); x < std::min(road.right(), visible.right()); x += 4) {
                m.rect({x, road.centre().y - 0.08F, 1.8F, 0.16F}, rgb(0x4A5160));
            }
        }
    }
    for (uint32_t b = 0; b < layout_.place().buildings.size(); ++b) {
        if (overlap(layout_.plot(b).grown(1), visible).w > 0 && overlap(layout_.plot(b).grown(1), visible).h > 0) {
            canvas.draw(kept(b, canvas.view().scale).ground);
        }
    }
}

void Painter::draw_floors(Canvas& canvas, Rect visible) {
    for (uint32_t b = 0; b < layout_.place().buildings.size(); ++b) {
        const Rect common = overlap(layout_.inner(b).grown(1), visible);
        if (common.w > 0 && common.h > 0) {
            canvas.draw(kept(b, canvas.view().scale).floors);
        }
    }
}

void Painter::draw_furniture(Canvas& canvas, Rect visible) {
    for (uint32_t b = 0; b < layout_.place().buildings.size(); ++b) {
        const Rect common = overlap(layout_.inner(b).grown(1), visible);
        if (common.w > 0 && common.h > 0 && kept(b, canvas.view().scale).furniture) {
            canvas.draw(kept(b, canvas.view().scale).furniture);
        }
    }
}

void Painter::draw_light(Canvas& canvas, Rect visible, const Light& light, const std::vector<bool>& used) {
    Mesh& m = canvas.mesh();
    const Place& place = layout_.place();
    if (light.night > 0 || light.tint.a > 3) {  // what cannot be seen costs as much
        const Color dark = rgb(0x0A0F22, static_cast<uint8_t>(150 * light.night));
        const Color warm = rgb(0xFFB35C, static_cast<uint8_t>(26 * light.night));
        const auto shade = [&](Rect rect, bool lamps) {
            const Rect seen = overlap(rect, visible);
            if (seen.w <= 0 || seen.h <= 0) {
                return;
            }
            if (light.night > 0) {
                m.rect(rect, lamps ? warm : dark);
            }
            if (light.tint.a > 3 && !(lamps && light.night > 0)) {
                m.rect(rect, light.tint);
            }
        };
        for (uint32_t r = 0; r < place.rooms.size(); ++r) {
            if (place.rooms[r].type != RoomType::lift) {
                shade(layout_.room(r), used[r] && place.rooms[r].type != RoomType::yard);
            }
        }
        for (uint32_t b = 0; b < place.buildings.size(); ++b) {
            for (const Rect& toilets : furniture_.toilets(b)) {
                shade(toilets, false);
            }
            for (int f = 0; f < layout_.floors(b); ++f) {
                const Shaft& shaft = layout_.shaft(b, f);
                if (shaft.flight.w > 0 && shaft.flight.x < shaft.foot.x) {
                    shade(layout_.world(b, f, shaft.flight), false);
                }
            }
        }
    }
}

}  // namespace piket::render
