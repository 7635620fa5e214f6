#include "office/overlays.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "look/palette.hpp"

namespace piket::render {

namespace {

float on_log_scale(float value, float least, float most) {
    return value <= least ? 0 : std::log(value / least) / std::log(most / least);
}

Reading on_ramp(Ramp kind, float share, std::string text) {
    return {.color = ramp(kind, share), .text = std::move(text), .share = share};
}

Reading apart() {  // what the overlay says nothing about
    return {.color = rgb(0x3C4352, 150), .text = {}};
}

}  // namespace

Color counter_color(bool staffed) {
    return staffed ? palette::good : rgb(0x5A6272);
}

void hatch(Mesh& m, Rect r, float step, float thickness, Color color) {
    for (float c = step; c < r.w + r.h; c += step) {
        const Point a{r.x + std::min(c, r.w), r.y + c - std::min(c, r.w)};
        const Point b{r.x + c - std::min(c, r.h), r.y + std::min(c, r.h)};
        m.line(a, b, thickness, color);
    }
}

// Of the seats that there are; over the cap if the room holds more than it may, or its unit has more people at the
// office than may come.
std::optional<Reading> Overlays::occupancy(uint32_t room, const DayFrame& frame, const Census& census) const {
    const Place& place = layout_.place();
    const PlaceRoom& r = place.rooms[room];
    const Words& words = ui_.words;
    if (r.type == RoomType::yard) {
        return std::nullopt;
    }
    if (r.seats <= 0 || r.type == RoomType::lift || r.type == RoomType::corridor || r.type == RoomType::lobby) {
        return apart();
    }
    const int here = census.in_room[room];
    Reading out = on_ramp(Ramp::heat, static_cast<float>(here) / static_cast<float>(r.seats),
                          words("office.of_seats", fmt::arg("n", here), fmt::arg("seats", r.seats)));
    out.brief = fmt::format("{}/{}", here, r.seats);
    if (here > frame.seats[room] && r.type != RoomType::hall) {
        out.over = true;
        out.text += " · " + words("office.room_cap", fmt::arg("most", frame.seats[room]));
    } else if (r.unit != nobody && here > 0 && census.of_unit[r.unit] > frame.units[r.unit].places) {
        out.over = true;
        out.text += " · " + words("office.unit_cap", fmt::arg("n", census.of_unit[r.unit]),
                                  fmt::arg("most", frame.units[r.unit].places));
    }
    return out;
}

std::optional<Reading> Overlays::reading(uint32_t room, const DayFrame& frame, const Census& census, double second,
                                         const Shown& shown) const {
    std::optional<Reading> reading = whole_reading(room, frame, census, second, shown);
    if (reading && !shown.numbers) {
        reading->text.clear();
        reading->brief.clear();
    }
    return reading;
}

std::optional<Reading> Overlays::whole_reading(uint32_t room, const DayFrame& frame, const Census& census,
                                               double second, const Shown& shown) const {
    const Place& place = layout_.place();
    const PlaceRoom& r = place.rooms[room];
    const Words& words = ui_.words;
    const auto t = static_cast<Seconds>(second);
    switch (shown.overlay) {
        case Overlay::people:
        case Overlay::traces:
            return std::nullopt;
        case Overlay::air: {
            if (r.type == RoomType::yard || r.type == RoomType::lift) {
                return std::nullopt;
            }
            const float q = frame.quanta_at(room, t);
            return on_ramp(Ramp::heat, on_log_scale(q, least_quanta, most_quanta),
                           q >= least_quanta ? words.number(static_cast<double>(q), q < 0.01F ? 4 : 3) : "");
        }
        case Overlay::co2: {
            if (room >= shown.co2.size() || std::isnan(shown.co2[room]) || r.type == RoomType::yard) {
                return std::nullopt;
            }
            const float ppm = shown.co2[room];
            return on_ramp(Ramp::heat, (ppm - fresh_ppm) / (stale_ppm - fresh_ppm),
                           words("office.ppm", fmt::arg("n", words.number(static_cast<double>(ppm)))));
        }
        case Overlay::risk: {
            if (room >= shown.risk.size() || std::isnan(shown.risk[room]) || r.type == RoomType::yard) {
                return std::nullopt;
            }
            const float risk = shown.risk[room];
            return on_ramp(Ramp::heat, on_log_scale(risk, least_risk, most_risk),
                           risk >= least_risk ? words.percent(static_cast<double>(risk), risk < 1e-3F ? 3 : 2) : "");
        }
        case Overlay::service: {
            if (r.type == RoomType::yard) {
                return std::nullopt;
            }
            const PlaceBuilding& building = place.buildings[r.building];
            if (building.hall == nobody || place.halls[building.hall].room != room) {
                return apart();
            }
            return std::nullopt;
        }
        case Overlay::occupancy:
            return occupancy(room, frame, census);
        case Overlay::compliance: {
            if (r.type == RoomType::yard) {
                return std::nullopt;
            }
            if (r.unit == nobody || r.type == RoomType::hall ||
                place.units[r.unit].first_person == place.units[r.unit].last_person) {
                return apart();
            }
            const UnitToday& unit = frame.units[r.unit];
            return on_ramp(Ramp::cool, static_cast<float>(unit.compliance), words.percent(unit.compliance));
        }
    }
    return std::nullopt;
}

void Overlays::draw_counters(Mesh& m, const Furniture& furniture, const DayFrame& frame, Rect visible,
                             float pixel) const {
    constexpr float least = 5;  // pixels
    const Place& place = layout_.place();
    for (uint32_t h = 0; h < place.halls.size(); ++h) {
        const uint32_t room = place.halls[h].room;
        if (room == nobody || overlap(layout_.room(room), visible).w <= 0 ||
            overlap(layout_.room(room), visible).h <= 0) {
            continue;
        }
        for (const Piece& piece : furniture.of(room).pieces) {
            if (piece.kind == Piece::Kind::counter) {
                const Rect at = piece.at.grown(std::max(0.0F, (least * pixel - std::min(piece.at.w, piece.at.h)) / 2));
                m.rounded(at, 0.06F, counter_color(piece.number <= frame.halls[h].staffed));
            }
        }
    }
}

void Overlays::draw_traces(Canvas& canvas, const View& view, const DayFigures& day, double second,
                           const Shown& shown) const {
    canvas.look_through({});
    const float thick = std::max(1.2F, ui_.px(2.2F));
    const auto arrow = [&](uint32_t source, uint32_t person, Color color) {
        Figure a, b;
        if (!day.at(source, second, a) || !day.at(person, second, b)) {
            return;
        }
        const Point from = view.to_screen(a.at), to = view.to_screen(b.at);
        const Point d = to - from;
        const float length = std::hypot(d.x, d.y);
        if (length < 4) {
            return;
        }
        // A bow, so that arrows there and back are two.
        const Point n{-d.y / length, d.x / length};
        const float bow = std::min(34.0F, length * 0.18F);
        std::array<Point, 17> line;
        for (size_t i = 0; i < line.size(); ++i) {
            const float s = static_cast<float>(i) / static_cast<float>(line.size() - 1), up = 4 * s * (1 - s) * bow;
            line[i] = {from.x + d.x * s + n.x * up, from.y + d.y * s + n.y * up};
        }
        Mesh& m = canvas.mesh();
        m.polyline(line, thick + 2, faded(palette::ground, 0.8F * static_cast<float>(color.a) / 255));
        m.polyline(line, thick, color);
        const Point tip = line.back(), before = line[line.size() - 3];
        const Point dir = tip - before;
        const float l = std::max(0.1F, std::hypot(dir.x, dir.y)), h = 4.5F * thick;
        const Point u{dir.x / l, dir.y / l};
        const std::array<Point, 3> head = {tip,
                                           Point{tip.x - u.x * h - u.y * h * 0.5F, tip.y - u.y * h + u.x * h * 0.5F},
                                           Point{tip.x - u.x * h + u.y * h * 0.5F, tip.y - u.y * h - u.x * h * 0.5F}};
        m.polygon(head, color);
    };
    for (const Trace& trace : shown.traces) {
        const float age = std::clamp(1 - static_cast<float>(trace.days_ago) / 14, 0.45F, 1.0F);
        arrow(trace.source, trace.person, faded(palette::warning, age));
    }
    for (const InfectionToday& infection : day.frame().infections) {
        if (infection.second <= second && infection.source != nobody) {
            arrow(infection.source, infection.person, palette::bad);
        }
    }
}

}  // namespace piket::render
