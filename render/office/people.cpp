#include "office/people.hpp"

#include <array>
#include <cmath>

#include "canvas/raster.hpp"
#include "look/palette.hpp"

namespace piket::render {

namespace {

constexpr std::array<int, 4> units = {14, 26, 48, 90};  // pixels
constexpr int columns = 16;
constexpr int figures = 2 * looks * 2 * 4;
constexpr int figure_rows = (figures + columns - 1) / columns;
constexpr float box_height = 1.2F;

struct LookColors {
    Color skin, hair;
    bool hijab, cap;
};

constexpr uint32_t skins[] = {0xE3B48F, 0xC98F66, 0xB67B52};

LookColors colors(int look) {
    switch (look) {
        case 0:
            return {rgb(skins[0]), rgb(0x26211F), false, false};
        case 1:
            return {rgb(skins[1]), rgb(0x1F1B1A), false, false};
        case 2:
            return {rgb(skins[2]), rgb(0x2C2422), false, false};
        case 3:
            return {rgb(skins[1]), rgb(0x17181C), false, true};
        case 4:
            return {rgb(skins[0]), rgb(0x8B8B8D), false, false};  // men of age
        case 5:
            return {rgb(skins[0]), rgb(0xE6D9C2), true, false};
        case 6:
            return {rgb(skins[1]), rgb(0x7C3148), true, false};
        case 7:
            return {rgb(skins[2]), rgb(0x2F5D62), true, false};
        case 8:
            return {rgb(skins[0]), rgb(0x4A4E69), true, false};
        default:
            return {rgb(skins[1]), rgb(0x2A1F1B), false, false};  // long hair
    }
}

struct Clothes {
    Color shirt, trousers;
    bool pattern;
    Color second;
};

Clothes uniform(Uniform u, int look) {
    switch (u) {
        case Uniform::khaki:
            return {rgb(0xB59A5B), rgb(0x8F7640), false, {}};
        case Uniform::white:
            return {rgb(0xFAFAF7), rgb(0x2B3040), false, {}};
        case Uniform::batik:
            break;
    }
    return look % 2 == 0 ? Clothes{rgb(0x2D4A7A), rgb(0x23262F), true, rgb(0xE0B65C)}
                         : Clothes{rgb(0x7A4229), rgb(0x2B2420), true, rgb(0xEBCB8B)};
}

Clothes plain(int look) {
    constexpr uint32_t shirts[] = {0xA94A5B, 0x4F8F86, 0x8C6BB1, 0xC9783F, 0x5C7F3F,
                                   0xB8557F, 0x3F7CAC, 0x9C8A2E, 0x6D5A8F, 0xBF6060};
    return {rgb(shirts[static_cast<size_t>(look)]), rgb(0x3B3F4A), false, {}};
}

Color darker(Color c, float share) {
    return mixed(c, rgb(0x0B0D12), share);
}

void draw_person(Mesh& m, const Clothes& clothes, const LookColors& look, int number, bool masked, Facing facing,
                 Point o) {
    const Color line = faded(darker(clothes.shirt, 0.62F), 0.95F);
    const auto at = [o](float x, float y, float w, float h) { return Rect{o.x + x, o.y + y, w, h}; };
    const bool side = facing == Facing::left || facing == Facing::right;
    const float to = facing == Facing::left ? -1.0F : 1.0F;
    m.ellipse({o.x + 0.5F, o.y + 1.09F}, 0.27F, 0.085F, Color(10, 12, 18, 70));
    // legs
    const float leg = side ? 0.17F : 0.14F;
    m.rounded(at(0.5F - leg - (side ? -0.04F : 0.02F), 0.8F, leg, 0.3F), 0.05F, darker(clothes.trousers, 0.1F));
    m.rounded(at(0.5F + (side ? -0.1F : 0.02F), 0.8F, leg, 0.3F), 0.05F, clothes.trousers);
    // body, arms
    const float half = side ? 0.19F : 0.25F;
    m.rounded(at(0.5F - half - 0.025F, 0.465F, 2 * half + 0.05F, 0.46F), 0.19F, line);
    m.rounded(at(0.5F - half, 0.49F, 2 * half, 0.41F), 0.17F, clothes.shirt);
    if (clothes.pattern) {
        for (int i = 0; i < 6; ++i) {
            const float x = 0.5F + (static_cast<float>(i % 3) - 1) * half * 0.62F + (i >= 3 ? 0.05F : 0);
            const float y = 0.62F + (i >= 3 ? 0.16F : 0.0F);
            const Point c{o.x + x, o.y + y};
            const std::array<Point, 4> diamond = {Point{c.x, c.y - 0.055F}, Point{c.x + 0.045F, c.y},
                                                  Point{c.x, c.y + 0.055F}, Point{c.x - 0.045F, c.y}};
            m.polygon(diamond, clothes.second);
        }
    } else if (!side && facing == Facing::down) {
        m.line({o.x + 0.5F, o.y + 0.56F}, {o.x + 0.5F, o.y + 0.88F}, 0.025F, darker(clothes.shirt, 0.22F));
    }
    if (side) {
        m.rounded(at(0.5F - 0.065F, 0.56F, 0.13F, 0.3F), 0.06F, darker(clothes.shirt, 0.16F));
    } else {
        m.line({o.x + 0.5F - half + 0.08F, o.y + 0.64F}, {o.x + 0.5F - half + 0.08F, o.y + 0.88F}, 0.025F,
               darker(clothes.shirt, 0.25F));
        m.line({o.x + 0.5F + half - 0.08F, o.y + 0.64F}, {o.x + 0.5F + half - 0.08F, o.y + 0.88F}, 0.025F,
               darker(clothes.shirt, 0.25F));
    }
    // head
    const Point head{o.x + 0.5F, o.y + 0.31F};
    const Color hair_line = darker(look.hair, 0.45F);
    const float r = 0.2F;
    const bool back = facing == Facing::up;
    const bool long_hair = number == looks - 1;
    if (look.hijab) {
        m.ellipse({head.x, head.y + 0.13F}, 0.255F, 0.21F, hair_line);
        m.circle(head, r + 0.055F, hair_line);
        m.ellipse({head.x, head.y + 0.13F}, 0.23F, 0.185F, look.hair);
        m.circle(head, r + 0.03F, look.hair);
    } else {
        if (long_hair) {
            m.rounded({head.x - r - 0.04F, head.y - 0.08F, 2 * r + 0.08F, 0.36F}, 0.1F, look.hair);
        }
        m.circle(head, r + 0.025F, darker(look.skin, 0.6F));
        m.circle(head, r, look.skin);
    }
    Point face = head;
    if (side) {
        face.x += to * 0.055F;
    }
    if (!back) {
        if (look.hijab) {
            m.ellipse({face.x, face.y + 0.01F}, side ? 0.125F : 0.15F, 0.155F, look.skin);
        } else {
            // hair: the upper part of the head
            const float from = side ? (to > 0 ? 0.86F * pi : 1.1F * pi) : 1.04F * pi,
                        until = side ? (to > 0 ? 1.9F * pi : 2.14F * pi) : 1.96F * pi;
            std::vector<Point> cap;
            for (int i = 0; i <= 16; ++i) {
                const float t = from + (until - from) * static_cast<float>(i) / 16;
                cap.push_back({head.x + (r + 0.025F) * std::cos(t), head.y + (r + 0.025F) * std::sin(t)});
            }
            m.polygon(cap, look.hair);
        }
        const float eye = face.y + 0.03F;
        const Color dark = rgb(0x2B2320);
        if (side) {
            m.circle({face.x + to * 0.06F, eye}, 0.022F, dark);
        } else {
            m.circle({face.x - 0.07F, eye}, 0.022F, dark);
            m.circle({face.x + 0.07F, eye}, 0.022F, dark);
        }
        if (masked) {
            const float w = side ? 0.17F : 0.25F;
            const Rect mask{face.x - w / 2 + (side ? to * 0.05F : 0), face.y + 0.055F, w, 0.125F};
            m.rounded(mask.grown(0.014F), 0.055F, rgb(0x4E7C97));
            m.rounded(mask, 0.045F, rgb(0xD9F1FA));
        }
    } else {
        if (!look.hijab) {
            m.circle({head.x, head.y - 0.01F}, r + 0.02F, look.hair);
        }
        if (masked) {
            m.line({head.x - r, head.y + 0.06F}, {head.x + r, head.y + 0.06F}, 0.028F, rgb(0xD9F1FA));
        }
    }
    if (look.cap) {
        m.rounded({head.x - 0.19F, head.y - 0.24F, 0.38F, 0.17F}, 0.05F, rgb(0x15171C));
    }
}

int index_of(Figure::Kind kind, int look, bool masked, Facing facing) {
    return ((static_cast<int>(kind) * looks + look) * 2 + (masked ? 1 : 0)) * 4 + static_cast<int>(facing);
}

struct Cells {
    int width, height;  // of a figure's cell, with a free rim
};

Cells cells(float unit) {
    return {static_cast<int>(std::ceil(unit)) + 2, static_cast<int>(std::ceil(unit * box_height)) + 2};
}

float mark_side(float unit) {
    return std::max(10.0F, std::round(unit * 0.42F));
}

PeopleSheets::Sheet bake(Uniform uniform_worn, int unit) {
    const auto u = static_cast<float>(unit);
    const Cells cell = cells(u);
    const int mark_row = static_cast<int>(mark_side(u)) + 4;
    Picture picture(columns * cell.width, figure_rows * cell.height + mark_row, Color(120, 120, 120, 0));
    for (const Figure::Kind kind : {Figure::Kind::servant, Figure::Kind::visitor}) {
        for (int look = 0; look < looks; ++look) {
            const Clothes clothes = kind == Figure::Kind::servant ? uniform(uniform_worn, look) : plain(look);
            for (const bool masked : {false, true}) {
                for (const Facing facing : {Facing::down, Facing::up, Facing::left, Facing::right}) {
                    const int i = index_of(kind, look, masked, facing);
                    Mesh mesh;
                    mesh.pixel = 1 / u;
                    draw_person(mesh, clothes, colors(look), look, masked, facing, {});
                    // Drawn on black and on white: what differs is how far it is transparent.
                    Picture black(cell.width, cell.height, Color::Black), white(cell.width, cell.height, Color::White);
                    rasterise(mesh, {u, {1, 1}}, black);
                    rasterise(mesh, {u, {1, 1}}, white);
                    for (int y = 0; y < cell.height; ++y) {
                        for (int x = 0; x < cell.width; ++x) {
                            const Color b = black.at(x, y), w = white.at(x, y);
                            const int clear = w.g - b.g, alpha = 255 - std::max(0, clear);
                            Color& out = picture.at(i % columns * cell.width + x, i / columns * cell.height + y);
                            if (alpha > 0) {
                                const auto full = [alpha](int c) {
                                    return static_cast<uint8_t>(std::min(255, c * 255 / alpha));
                                };
                                out = Color(full(b.r), full(b.g), full(b.b), static_cast<uint8_t>(alpha));
                            }
                        }
                    }
                }
            }
        }
    }
    // Marks and dots.
    const float side = mark_side(u);
    for (int i = 0; i < 7; ++i) {
        Mesh mesh;
        const Point centre{(side + 2) / 2, (side + 2) / 2};
        if (i < 5) {
            draw_badge(mesh, static_cast<Badge>(i), centre, side);
        } else {
            mesh.circle(centre, side * 0.42F, Color(16, 19, 27, 150));
            mesh.circle(centre, side * 0.32F, i == 5 ? rgb(0x3E6C94) : rgb(0x8A6A4A));
        }
        const int s = static_cast<int>(side) + 2;
        Picture black(s, s, Color::Black), white(s, s, Color::White);
        rasterise(mesh, {}, black);
        rasterise(mesh, {}, white);
        for (int y = 0; y < s; ++y) {
            for (int x = 0; x < s; ++x) {
                const Color b = black.at(x, y), w = white.at(x, y);
                const int alpha = 255 - std::max(0, w.g - b.g);
                if (alpha > 0) {
                    const auto full = [alpha](int c) { return static_cast<uint8_t>(std::min(255, c * 255 / alpha)); };
                    picture.at(i * s + x, figure_rows * cell.height + 1 + y) =
                        Color(full(b.r), full(b.g), full(b.b), static_cast<uint8_t>(alpha));
                }
            }
        }
    }
    return {std::make_shared<Texture>(std::move(picture)), u};
}

Rect mark_rect(const PeopleSheets::Sheet& sheet, int i) {
    const float side = mark_side(sheet.unit);
    const auto y = static_cast<float>(figure_rows * cells(sheet.unit).height + 1);
    return {static_cast<float>(i) * (side + 2), y, side + 2, side + 2};
}

}  // namespace

Uniform uniform_on(Day day) {
    const int weekday = day.weekday();
    return weekday < 2 ? Uniform::khaki : weekday == 2 ? Uniform::white : Uniform::batik;
}

Badge badge_of(const PersonToday& person, bool known_only) {
    if (known_only) {
        return person.known ? Badge::symptomatic : Badge::none;
    }
    switch (person.condition) {
        case Condition::latent:
            return Badge::latent;
        case Condition::infectious:
            return Badge::infectious;
        case Condition::symptomatic:
            return Badge::symptomatic;
        case Condition::recovered:
            return Badge::recovered;
        case Condition::susceptible:
        case Condition::dead:
            break;
    }
    return Badge::none;
}

Color color_of(Badge mark) {
    switch (mark) {
        case Badge::latent:
            return rgb(0xF0E442);
        case Badge::infectious:
            return rgb(0xF0652F);
        case Badge::symptomatic:
            return rgb(0xD0589B);
        case Badge::recovered:
            return rgb(0x1FB88A);
        case Badge::none:
            break;
    }
    return Color::Transparent;
}

int look_of(const PlacePerson& person) {
    const uint64_t h = person.hash;
    if (person.female) {
        return h % 8 == 7 ? looks - 1 : 5 + static_cast<int>(h % 4);
    }
    return person.age >= 53 && h % 2 == 0 ? 4 : static_cast<int>(h % 4);
}

void draw_badge(Mesh& m, Badge mark, Point c, float size) {
    const float r = size / 2;
    const Color rim = rgb(0x10131B), fill = color_of(mark);
    const auto diamond = [&](float k) {
        return std::array<Point, 4>{Point{c.x, c.y - k}, Point{c.x + k, c.y}, Point{c.x, c.y + k}, Point{c.x - k, c.y}};
    };
    const auto triangle = [&](float k) {
        return std::array<Point, 3>{Point{c.x, c.y - k}, Point{c.x + 0.98F * k, c.y + 0.72F * k},
                                    Point{c.x - 0.98F * k, c.y + 0.72F * k}};
    };
    switch (mark) {
        case Badge::none:
            return;
        case Badge::latent:
            m.polygon(diamond(r), rim);
            m.polygon(diamond(r * 0.76F), fill);
            m.polygon(diamond(r * 0.36F), rim);
            return;
        case Badge::infectious:
            m.polygon(triangle(r), rim);
            m.polygon(triangle(r * 0.66F), fill);
            return;
        case Badge::symptomatic:
            m.rounded({c.x - 0.85F * r, c.y - 0.85F * r, 1.7F * r, 1.7F * r}, 0.16F * r, rim);
            m.rounded({c.x - 0.6F * r, c.y - 0.6F * r, 1.2F * r, 1.2F * r}, 0.06F * r, fill);
            return;
        case Badge::recovered:
            m.circle(c, r * 0.92F, rim);
            m.circle(c, r * 0.72F, fill);
            const std::array<Point, 3> tick = {Point{c.x - 0.36F * r, c.y + 0.02F * r},
                                               Point{c.x - 0.08F * r, c.y + 0.3F * r},
                                               Point{c.x + 0.38F * r, c.y - 0.28F * r}};
            m.polyline(tick, std::max(m.pixel, 0.22F * r), rim);
            return;
    }
}

const PeopleSheets::Sheet& PeopleSheets::sheet(Uniform uniform_worn, float height) {
    int unit = units.back();
    for (const int u : units) {
        if (static_cast<float>(u) * 1.15F >= height) {
            unit = u;
            break;
        }
    }
    const auto key = std::make_pair(uniform_worn, unit);
    auto found = sheets_.find(key);
    if (found == sheets_.end()) {
        found = sheets_.emplace(key, bake(uniform_worn, unit)).first;
    }
    return found->second;
}

Rect PeopleSheets::figure(const Sheet& sheet, Figure::Kind kind, int look, bool masked, Facing facing) {
    const int i = index_of(kind, look, masked, facing);
    const Cells cell = cells(sheet.unit);
    return {static_cast<float>(i % columns * cell.width) + 1, static_cast<float>(i / columns * cell.height) + 1,
            sheet.unit, sheet.unit * box_height};
}

Rect PeopleSheets::mark(const Sheet& sheet, Badge mark) {
    return mark_rect(sheet, static_cast<int>(mark));
}

Rect PeopleSheets::dot(const Sheet& sheet, Figure::Kind kind) {
    return mark_rect(sheet, 5 + static_cast<int>(kind));
}

}  // namespace piket::render
