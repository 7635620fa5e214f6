#include "office/crowd.hpp"

#include <algorithm>
#include <cmath>

#include "look/palette.hpp"

namespace piket::render {

namespace {

constexpr float figures_from = 8;                            // pixels of height; smaller ones are dots
constexpr float usual_height = 1.2F;                         // m, a little larger than life seen from above
constexpr float wanted_pixels = 13, largest_height = 1.75F;  // far out figures grow, to stay legible
constexpr float families_from = 9;                           // pixels of a household's cell

float usual_height_at(float scale) {
    return std::clamp(wanted_pixels / scale, usual_height, largest_height);
}

float height_of(const Figure& figure, float scale) {
    return std::min(usual_height_at(scale), figure.tallest);
}

Badge mark_of(const Figure& f, const DayFrame& frame, bool known_only) {
    if (f.kind != Figure::Kind::visitor) {
        return badge_of(frame.people[f.person], known_only);
    }
    return !known_only && frame.halls[f.hall].visitors[f.person].infectious ? Badge::infectious : Badge::none;
}

}  // namespace

bool shows_families(float cell, float scale) {
    return cell * scale >= families_from;
}

Rect body(const Figure& f, float scale) {
    const float h = height_of(f, scale);
    if (f.room == nobody) {
        return {f.at.x - h / 2, f.at.y - h, h, 1.2F * h};
    }
    if (f.pose == Figure::Pose::sitting) {
        return {f.at.x - h / 2, f.at.y - 0.72F * h, h, 0.92F * h};
    }
    return {f.at.x - h / 2, f.at.y - 0.85F * h, h, 1.2F * h};
}

const PeopleSheets::Sheet& Crowd::sheet(Uniform uniform, float scale) {
    return sheets_.sheet(uniform, usual_height_at(scale) * scale);
}

int Crowd::look(const Figure& f) const {
    return f.kind == Figure::Kind::visitor ? static_cast<int>((f.person * 7 + f.hall) % looks)
                                           : look_of(place_.people[f.person]);
}

void Crowd::draw_people(Canvas& canvas, std::span<const Figure> figures, Day day) {
    const float scale = canvas.view().scale;
    const PeopleSheets::Sheet& from_sheet = sheet(uniform_on(day), scale);
    for (const Figure& f : figures) {
        const float h = height_of(f, scale), pixels = h * scale;
        // At home nobody wears a uniform.
        const Figure::Kind clothes = f.room == nobody ? Figure::Kind::visitor : f.kind;
        if (pixels < figures_from) {
            // Of a family there are few, in cells of their own: as large as there is room for.
            const bool family = f.kind == Figure::Kind::family;
            const float side =
                (family ? std::clamp(0.95F * pixels, 4.5F, 7.5F) : std::clamp(0.62F * pixels, 2.2F, 6.0F)) / scale;
            const Figure::Kind dot = f.kind == Figure::Kind::servant ? f.kind : Figure::Kind::visitor;
            canvas.sprite(from_sheet.texture, {f.at.x - side / 2, f.at.y - 0.35F * h - side / 2, side, side},
                          PeopleSheets::dot(from_sheet, dot));
            continue;
        }
        Rect from = PeopleSheets::figure(from_sheet, clothes, look(f), f.masked, f.facing);
        Rect to = body(f, scale);
        if (f.pose == Figure::Pose::sitting && f.room != nobody) {
            from.h *= 0.92F / 1.2F;
        } else if (f.pose == Figure::Pose::walking && !ui_.reduced_motion) {
            to.y -= 0.05F * h * std::abs(std::sin(f.step * pi / 0.7F));
        }
        canvas.sprite(from_sheet.texture, to, from);
    }
}

void Crowd::draw_marks(Canvas& canvas, std::span<const Figure> figures, const DayFrame& frame, bool known_only) {
    const float scale = canvas.view().scale;
    const PeopleSheets::Sheet& from_sheet = sheet(uniform_on(frame.day), scale);
    for (const Figure& f : figures) {
        const Badge mark = mark_of(f, frame, known_only);
        if (mark == Badge::none) {
            continue;
        }
        const float h = height_of(f, scale), pixels = h * scale;
        const bool dot = pixels < figures_from;
        const Rect box = body(f, scale);
        const float side = std::max(dot ? 5.5F : 7.5F, 0.4F * pixels) / scale;
        const Point at = dot ? Point{f.at.x, f.at.y - 0.35F * h} : Point{box.x + box.w * 0.5F, box.y - side * 0.18F};
        canvas.sprite(from_sheet.texture, {at.x - side / 2, at.y - side / 2, side, side},
                      PeopleSheets::mark(from_sheet, mark));
    }
}

void Crowd::draw_rings(Canvas& canvas, std::span<const Figure> figures, const Marks& marks) const {
    if (marks.fates.empty() && marks.selected == nobody) {
        return;
    }
    const float scale = canvas.view().scale, pixel = 1 / scale;
    std::vector<uint32_t> fates = marks.fates;
    std::ranges::sort(fates);
    Mesh& m = canvas.mesh();
    for (const Figure& f : figures) {
        if (f.kind == Figure::Kind::visitor) {
            continue;
        }
        const Rect box = body(f, scale);
        const float radius = std::max(0.62F * box.w, 6 * pixel);
        const Point centre{box.centre().x, box.y + box.w * 0.55F};
        const auto ring = [&](float r, float thick, Color color) {
            m.ring(centre, r + pixel, thick + 2 * pixel, faded(palette::ground, 0.6F));
            m.ring(centre, r, thick, color);
        };
        if (std::ranges::binary_search(fates, f.person)) {
            ring(radius, 2.2F * pixel, marks.fate_color);
        }
        if (f.person == marks.selected) {
            ring(radius + 4 * pixel, 2.6F * pixel, palette::cursor);
        }
    }
}

}  // namespace piket::render
