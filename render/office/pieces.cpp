#include "office/pieces.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace piket::render {

namespace {

const Color wood = rgb(0xB98F63), wood_dark = rgb(0x8A6743), metal = rgb(0x9AA3B2), metal_dark = rgb(0x5D6676),
            cloth = rgb(0x5C6B86), leaf = rgb(0x4E8B57), leaf_dark = rgb(0x2F5D3A);

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

void soft_rect(Mesh& m, Rect r, Color c, float from) {
    if (m.pixel * from > 1) {
        m.rect(r, c);
        return;
    }
    const std::array<Point, 4> points = {Point{r.x, r.y}, Point{r.right(), r.y}, Point{r.right(), r.bottom()},
                                         Point{r.x, r.bottom()}};
    m.polygon(points, c);
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
    }
}

void draw_toilets(Mesh& m, Rect r, float scale) {
    soft_rect(m, r.grown(-wall_thickness / 2), rgb(0xCBD8DE));
    if (scale < detail_from) {
        return;
    }
    const float half = r.h / 2;
    for (int i = 0; i < 2; ++i) {
        const Rect part{r.x + wall_thickness, r.y + wall_thickness + static_cast<float>(i) * half,
                        r.w - 2 * wall_thickness, half - 1.5F * wall_thickness};
        const int stalls = std::max(1, static_cast<int>(part.w / 1.1F));
        for (int s = 0; s < stalls; ++s) {
            const float x = part.x + (static_cast<float>(s) + 0.5F) * part.w / static_cast<float>(stalls);
            m.ellipse({x, part.y + 0.55F}, 0.2F, 0.27F, rgb(0x8FA3AE));
            m.ellipse({x, part.y + 0.57F}, 0.15F, 0.2F, rgb(0xF4F8FA));
        }
        soft_rect(m, {part.x, part.y + part.h - 0.35F, part.w * 0.6F, 0.25F}, rgb(0xE9F0F3));
    }
    soft_rect(m, {r.x, r.y + half - wall_thickness / 2, r.w, wall_thickness}, wall_color);
}

void draw_flight(Mesh& m, Rect r, bool along_x, float scale) {
    soft_rect(m, r.grown(-wall_thickness / 2), rgb(0xBDBBB5));
    if (scale < detail_from) {
        return;
    }
    const float length = along_x ? r.w : r.h;
    const int steps = std::max(3, static_cast<int>(length / 0.32F));
    for (int i = 1; i < steps; ++i) {
        const float at = static_cast<float>(i) * length / static_cast<float>(steps);
        const Point a = along_x ? Point{r.x + at, r.y + wall_thickness} : Point{r.x + wall_thickness, r.y + at};
        const Point b =
            along_x ? Point{r.x + at, r.bottom() - wall_thickness} : Point{r.right() - wall_thickness, r.y + at};
        m.line(a, b, 0.05F, rgb(0x84827D));
    }
    const Point a = along_x ? Point{r.x + wall_thickness, r.centre().y} : Point{r.centre().x, r.y + wall_thickness};
    const Point b =
        along_x ? Point{r.right() - wall_thickness, r.centre().y} : Point{r.centre().x, r.bottom() - wall_thickness};
    m.line(a, b, 0.07F, metal_dark);
}

void draw_lift(Mesh& m, Rect r, float scale) {
    soft_rect(m, r.grown(-wall_thickness / 2), rgb(0xA9B3C1));
    if (scale >= detail_from) {
        m.outline(r.grown(-0.14F), 0.05F, 0.06F, metal_dark);
        m.line({r.x + 0.2F, r.y + wall_thickness / 2}, {r.right() - 0.2F, r.y + wall_thickness / 2}, 0.1F,
               rgb(0xE8ECF2));
    }
}

}  // namespace piket::render
