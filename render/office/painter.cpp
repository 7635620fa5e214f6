#include "office/painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "office/pieces.hpp"

namespace piket::render {

namespace {

constexpr float door_width = 1.0F;  // m

const Color plot_color = rgb(0x1C222D), pavement = rgb(0x262D39), outline = rgb(0x4A5366), grass = rgb(0x2F4638),
            paving = rgb(0x8D8F8A), window_color = rgb(0x8FC3DE);

}  // namespace

// No wall is thinner than a pixel and a half.
float half_wall(float scale) {
    return std::min(0.3F, std::max(wall_thickness / 2, 0.75F / scale));
}

// The yard and the green around it, as far as the building.
Rect Painter::lawn(uint32_t b) const {
    const Rect yard = layout_.room(layout_.place().buildings[b].yard);
    const float top = layout_.slab(b, layout_.entrance_floor(b)).bottom();
    return {yard.x - 0.6F, top, yard.w + 1.2F, yard.bottom() - top + 0.8F};
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
        m.rounded(lawn(b), 0.6F, grass);
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
                free = place.rooms[o].type == RoomType::yard || !same || !overlap(place.rooms[o].plan, outside[side]);
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

}  // namespace piket::render
