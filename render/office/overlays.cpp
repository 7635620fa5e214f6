#include "office/overlays.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "look/palette.hpp"

namespace piket::render {

namespace {

// Ends of the scales. Both of quanta and of risk are logarithmic: they reach over orders of magnitude.
constexpr float least_quanta = 1e-4F, most_quanta = 1e-1F;
constexpr float least_risk = 1e-5F, most_risk = 1e-2F;
constexpr float fresh_ppm = 400, stale_ppm = 2000;

float on_log_scale(float value, float least, float most) {
    return value <= least ? 0 : std::log(value / least) / std::log(most / least);
}

}  // namespace

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
        return Reading{rgb(0x3C4352, 150), "", false};
    }
    const int here = census.in_room[room];
    Reading out{ramp(Ramp::heat, static_cast<float>(here) / static_cast<float>(r.seats)),
                words("office.of_seats", fmt::arg("n", here), fmt::arg("seats", r.seats)), false,
                fmt::format("{}/{}", here, r.seats)};
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
            return Reading{ramp(Ramp::heat, on_log_scale(q, least_quanta, most_quanta)),
                           q >= least_quanta ? words.number(static_cast<double>(q), q < 0.01F ? 4 : 3) : "", false};
        }
        case Overlay::co2: {
            if (room >= shown.co2.size() || std::isnan(shown.co2[room]) || r.type == RoomType::yard) {
                return std::nullopt;
            }
            const float ppm = shown.co2[room];
            return Reading{ramp(Ramp::heat, (ppm - fresh_ppm) / (stale_ppm - fresh_ppm)),
                           words("office.ppm", fmt::arg("n", words.number(static_cast<double>(ppm)))), false};
        }
        case Overlay::risk: {
            if (room >= shown.risk.size() || std::isnan(shown.risk[room]) || r.type == RoomType::yard) {
                return std::nullopt;
            }
            const float risk = shown.risk[room];
            return Reading{ramp(Ramp::heat, on_log_scale(risk, least_risk, most_risk)),
                           risk >= least_risk ? words.percent(static_cast<double>(risk), risk < 1e-3F ? 3 : 2) : "",
                           false};
        }
        case Overlay::service: {
            if (r.type == RoomType::yard) {
                return std::nullopt;
            }
            const PlaceBuilding& building = place.buildings[r.building];
            if (building.hall == nobody || place.halls[building.hall].room != room) {
                return Reading{rgb(0x3C4352, 150), "", false};
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
                return Reading{rgb(0x3C4352, 150), "", false};
            }
            const UnitToday& unit = frame.units[r.unit];
            return Reading{ramp(Ramp::cool, static_cast<float>(unit.compliance)), words.percent(unit.compliance),
                           false};
        }
    }
    return std::nullopt;
}

Rect Overlays::draw_legend(Canvas& canvas, Rect viewport, const DayFrame& frame, const Shown& shown) const {
    const Words& words = ui_.words;
    const Typeface small = ui_.look.typeface(Face::small);
    const auto px = [&](float x) { return std::round(ui_.px(x)); };
    canvas.look_through({});

    struct Entry {
        std::string text;
        Badge mark = Badge::none;
        Color color = Color::Transparent;
        bool ring = false, arrow = false, hatched = false;
    };
    std::vector<Entry> entries;
    std::string title;
    std::optional<Ramp> scale;
    std::array<std::string, 3> ticks;
    const auto number = [&](float x, int decimals) { return words.number(static_cast<double>(x), decimals); };
    switch (shown.overlay) {
        case Overlay::people:
            title = words(shown.known_only ? "office.legend.known" : "office.legend.people");
            if (shown.known_only) {
                entries = {{words("office.state.known"), Badge::symptomatic}};
            } else {
                entries = {{words("office.state.latent"), Badge::latent},
                           {words("office.state.infectious"), Badge::infectious},
                           {words("office.state.symptomatic"), Badge::symptomatic},
                           {words("office.state.recovered"), Badge::recovered}};
            }
            break;
        case Overlay::air:
            title = words("office.legend.air");
            scale = Ramp::heat;
            ticks = {number(least_quanta, 4), number(0.00316F, 3), number(most_quanta, 1)};
            break;
        case Overlay::co2:
            title = words("office.legend.co2");
            scale = Ramp::heat;
            ticks = {number(fresh_ppm, 0), number((fresh_ppm + stale_ppm) / 2, 0), "≥ " + number(stale_ppm, 0)};
            break;
        case Overlay::risk:
            title = words("office.legend.risk");
            scale = Ramp::heat;
            ticks = {words.percent(1e-5, 3), words.percent(3e-4, 2), words.percent(1e-2, 0)};
            break;
        case Overlay::traces:
            title = words("office.legend.traces");
            entries = {{words("office.trace.today"), Badge::none, palette::bad, false, true},
                       {words("office.trace.before"), Badge::none, faded(palette::warning, 0.7F), false, true}};
            break;
        case Overlay::service:
            title = words("office.legend.service");
            entries = {{words("office.counter.staffed"), Badge::none, palette::good},
                       {words("office.counter.closed"), Badge::none, rgb(0x8A92A2)}};
            break;
        case Overlay::occupancy:
            title = words("office.legend.occupancy");
            scale = Ramp::heat;
            ticks = {words.percent(0), words.percent(0.5), words.percent(1)};
            entries = {{words("office.over_cap"), Badge::none, faded(palette::text, 0.55F), false, false, true}};
            break;
        case Overlay::compliance:
            title = words("office.legend.compliance");
            scale = Ramp::cool;
            ticks = {words.percent(0), words.percent(0.5), words.percent(1)};
            break;
    }
    (void)frame;
    const float pad = px(10), line = std::round(small.size * 1.55F), bar = px(190), gap = px(16), icon = px(13);
    float inner = measure(small, title).x, height = 2 * pad + line;
    if (scale) {
        inner = std::max(inner, bar);
        height += px(12) + line;
    }
    // Entries in lines as wide as there is room.
    const float most = std::max(px(120), viewport.w - px(24) - 2 * pad);
    std::vector<Point> at;
    float x = 0, y = 0;
    for (const Entry& entry : entries) {
        const float width = icon + px(6) + measure(small, entry.text).x;
        if (x > 0 && x + width > most) {
            x = 0;
            y += line;
        }
        at.push_back({x, y});
        inner = std::max(inner, x + width);
        x += width + gap;
    }
    height += entries.empty() ? 0 : y + line;
    const float width = inner + 2 * pad;
    const Rect card{viewport.x + px(12), viewport.bottom() - px(12) - height, width, height};
    Mesh& m = canvas.mesh();
    m.rounded(card, px(8), faded(palette::ground, 0.9F));
    m.outline(card, px(8), px(1), palette::line);
    canvas.text(small, {card.x + pad, card.y + pad + line / 2 - 1}, title, palette::text);
    float top = card.y + pad + line;
    if (scale) {
        constexpr int parts = 48;
        Mesh& colours = canvas.mesh();
        for (int i = 0; i < parts; ++i) {
            const float a = static_cast<float>(i) / parts, b = static_cast<float>(i + 1) / parts;
            const Color ca = ramp(*scale, a), cb = ramp(*scale, b);
            colours.gradient({card.x + pad + a * bar, top + px(1), (b - a) * bar, px(10)}, ca, cb, cb, ca);
        }
        const float text_y = top + px(12) + line / 2;
        canvas.text(small, {card.x + pad, text_y}, ticks[0], palette::muted);
        canvas.text(small, {card.x + pad + bar / 2, text_y}, ticks[1], palette::muted, Align::centre);
        canvas.text(small, {card.x + pad + bar, text_y}, ticks[2], palette::muted, Align::right);
        top += px(12) + line;
    }
    for (size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        const Point p{card.x + pad + at[i].x, top + at[i].y + line / 2};
        Mesh& shapes = canvas.mesh();
        if (entry.mark != Badge::none) {
            draw_badge(shapes, entry.mark, {p.x + icon / 2, p.y}, icon);
        } else if (entry.arrow) {
            shapes.line({p.x, p.y}, {p.x + icon, p.y}, px(2), entry.color);
            const std::array<Point, 3> head = {Point{p.x + icon, p.y}, Point{p.x + icon - px(5), p.y - px(4)},
                                               Point{p.x + icon - px(5), p.y + px(4)}};
            shapes.polygon(head, entry.color);
        } else if (entry.hatched) {
            const Rect box{p.x, p.y - icon / 2, icon, icon};
            hatch(shapes, box, px(4), px(1.4F), entry.color);
            shapes.outline(box, 0, px(2), palette::warning);
        } else {
            shapes.rounded({p.x, p.y - icon / 2, icon, icon}, px(3), entry.color);
        }
        canvas.text(small, {p.x + icon + px(6), p.y}, entry.text, palette::text);
    }
    return card;
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
