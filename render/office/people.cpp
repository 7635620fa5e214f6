#include "office/people.hpp"

#include <array>
#include <cmath>

#include "canvas/raster.hpp"
#include "office/figure_shapes.hpp"

namespace piket::render {

namespace {

constexpr std::array<int, 4> units = {14, 26, 48, 90};  // pixels
constexpr int columns = 16;
constexpr int figures = 2 * looks * 2 * 4;
constexpr int figure_rows = (figures + columns - 1) / columns;
constexpr float box_height = 1.2F;

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

void bake_figures(Picture& picture, Uniform worn, float unit) {
    const Cells cell = cells(unit);
    for (const Figure::Kind kind : {Figure::Kind::servant, Figure::Kind::visitor}) {
        for (int look = 0; look < looks; ++look) {
            for (const bool masked : {false, true}) {
                for (const Facing facing : {Facing::down, Facing::up, Facing::left, Facing::right}) {
                    const int i = index_of(kind, look, masked, facing);
                    Mesh mesh;
                    mesh.pixel = 1 / unit;
                    draw_figure(mesh, kind == Figure::Kind::servant ? std::optional(worn) : std::nullopt, look, masked,
                                facing);
                    rasterise(mesh,
                              {unit,
                               {static_cast<float>(i % columns * cell.width + 1),
                                static_cast<float>(i / columns * cell.height + 1)}},
                              picture);
                }
            }
        }
    }
}

// Marks, then a dot for each kind.
void bake_marks(Picture& picture, float unit) {
    const float side = mark_side(unit);
    for (int i = 0; i < 7; ++i) {
        Mesh mesh;
        const Point centre{(side + 2) / 2, (side + 2) / 2};
        if (i < 5) {
            draw_badge(mesh, static_cast<Badge>(i), centre, side);
        } else {
            mesh.circle(centre, side * 0.42F, Color(16, 19, 27, 150));
            mesh.circle(centre, side * 0.32F, i == 5 ? rgb(0x3E6C94) : rgb(0x8A6A4A));
        }
        const Point corner{static_cast<float>(i * (static_cast<int>(side) + 2)),
                           static_cast<float>(figure_rows * cells(unit).height + 1)};
        rasterise(mesh, {1, corner}, picture);
    }
}

PeopleSheets::Sheet bake(Uniform worn, int unit) {
    const auto u = static_cast<float>(unit);
    const Cells cell = cells(u);
    const int mark_row = static_cast<int>(mark_side(u)) + 4;
    Picture picture(columns * cell.width, figure_rows * cell.height + mark_row, Color(120, 120, 120, 0));
    bake_figures(picture, worn, u);
    bake_marks(picture, u);
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
