#include "office/signs.hpp"

#include <algorithm>

#include "look/palette.hpp"
#include "office/painter.hpp"
#include "office/queues.hpp"

namespace piket::render {

namespace {

constexpr float rooms_from = 6.5F;      // pixels per metre
constexpr float counters_from = 18;     // where no overlay is about them
constexpr float least_side = 4;         // pixels of what is named
constexpr float storey_of_letters = 3;  // m of free height at the heading of a floor

}  // namespace

std::string elsewhere_name(const Words& words, Elsewhere where) {
    return words(std::string("office.elsewhere.") + key_of(where));
}

std::string elsewhere_line(const Words& words, const Census& census, uint32_t building, Elsewhere where) {
    const int people = census.elsewhere[building][static_cast<size_t>(where)];
    return elsewhere_name(words, where) + " " + std::to_string(people);
}

Rect with_letters(Rect heading, float height) {
    const float more = std::clamp(height - heading.h, 0.0F, storey_of_letters - heading.h);
    return {heading.x, heading.y - more, heading.w, heading.h + more};
}

bool Signs::seen(const Scene& s, Rect world) const {
    const Rect on = overlap(s.view.to_screen(world), s.viewport);
    return on.w > least_side && on.h > least_side;
}

void Signs::put_districts(Labels& labels, const Scene& s) const {
    for (const Layout::District& district : layout_.districts()) {
        if (seen(s, district.title)) {
            labels.put(ui_.look.typeface(Face::large), {text(layout_.place().governments[district.government])},
                       s.view.to_screen(district.title), {.color = palette::text, .align = Align::left});
        }
    }
}

// How a building does stands at the right of its title, or on the lower edge of a small plot.
void Signs::put_title(Labels& labels, const Scene& s, uint32_t building) const {
    const Typeface small = ui_.look.typeface(Face::small), bold = ui_.look.typeface(Face::semibold);
    const Words& words = ui_.words;
    const Place& place = layout_.place();
    const std::vector<std::string> names = names_of(place.agencies[place.buildings[building].agency], words.language());
    const Tally tally = tally_of(place, building, s.day.frame(), s.census, s.shown);
    const std::string cases = tally.cases == 0
                                  ? ""
                                  : " · " + words(s.shown.known_only ? "office.board.known" : "office.board.infected",
                                                  fmt::arg("n", tally.cases));
    const std::string closed = tally.closed == 0 ? ""
                               : tally.closed == tally.units
                                   ? " · " + words("office.board.closed")
                                   : " · " + words("office.board.units_closed", fmt::arg("n", tally.closed));
    const std::string inspected = tally.inspected == 0 ? "" : " · " + words("office.board.inspected");
    const std::string brief = fmt::format("{}/{}", tally.present, tally.staff);
    const std::string present =
        words("office.board.present", fmt::arg("n", tally.present), fmt::arg("all", tally.staff));
    const std::vector<std::string> counts = {present + cases + closed + inspected, brief + cases + closed,
                                             brief + cases, brief};
    const Color color = tally.closed > 0 ? palette::warning : palette::muted;
    const Rect title = s.view.to_screen(layout_.title(building));
    if (title.h >= bold.size) {
        // The name may take all but the shortest count.
        const float least = measure(small, brief).x + bold.size;
        labels.put(bold, {names[0], names[1]}, {title.x, title.y, title.w - least, title.h},
                   {.color = palette::text, .align = Align::left});
        for (const std::string& count : counts) {
            if (labels.put(small, {count}, title, {.color = color, .align = Align::right, .keep_whole = true})) {
                break;
            }
        }
        return;
    }
    // On the edges, a little into the street if need be.
    const Rect plot = s.view.to_screen(layout_.plot(building));
    const auto on_edge = [&](float y) {
        return Rect{plot.x - 4, y - small.size * 0.6F, plot.w + 8, small.size * 1.7F};
    };
    const Color pill = faded(palette::ground, 0.82F);
    labels.put(small, names, on_edge(plot.y), {.color = palette::text, .ground = pill, .keep_whole = true});
    labels.put(small, counts, on_edge(plot.bottom() - small.size),
               {.color = color, .ground = pill, .keep_whole = true});
}

void Signs::put_floors(Labels& labels, const Scene& s, uint32_t b) const {
    for (int f = 0; f < layout_.floors(b) && layout_.floors(b) > 1; ++f) {
        const Rect slab = layout_.slab(b, f);
        const Rect above{layout_.footprint(b, f).x, slab.y - 1.5F, slab.w - 1.2F, 1.9F};
        labels.put(ui_.look.typeface(Face::small), {ui_.words("office.floor", fmt::arg("n", f + 1))},
                   s.view.to_screen(above), {.color = palette::muted, .align = Align::left});
    }
}

void Signs::put_elsewhere(Labels& labels, const Scene& s, uint32_t b) const {
    const Typeface small = ui_.look.typeface(Face::small);
    const std::vector<Homes::Block>& blocks = s.day.homes().blocks(b);
    for (size_t i = 0; i < blocks.size(); ++i) {
        const Homes::Block& block = blocks[i];
        Rect area = with_letters(block.heading, small.size / s.view.scale);
        const float end = i + 1 < blocks.size() ? blocks[i + 1].heading.x - 0.4F : layout_.plot(b).right();
        area.w = std::max(area.w, end - area.x);
        labels.put(small, {elsewhere_line(ui_.words, s.census, b, block.where), elsewhere_name(ui_.words, block.where)},
                   s.view.to_screen(area), {.color = palette::muted, .align = Align::left});
    }
}

// Beside the hall, where nobody walks.
void Signs::put_backlog(Labels& labels, const Scene& s, uint32_t room, const std::string& line) const {
    if (room == nobody || line.empty()) {
        return;
    }
    const Typeface bold = ui_.look.typeface(Face::semibold);
    const Rect rect = layout_.room(room);
    const bool above = Inside(rect, layout_.door(room)).inward() == Facing::up;
    const Rect strip = s.view.to_screen({rect.x, above ? rect.y - 1.9F : rect.bottom() + 0.2F, rect.w, 1.7F});
    // As wide as the line is, wherever the wall ends.
    const float width = std::max(strip.w, measure(bold, line).x + 2 * bold.size);
    labels.put(bold, {line}, {strip.x, strip.y, width, std::max(strip.h, bold.size * 1.5F)},
               {.color = rgb(0x17130A), .ground = palette::cursor, .align = Align::left, .keep_whole = true});
}

// What waits to be dealt with. Without coming one asks at the lobby.
void Signs::put_backlogs(Labels& labels, const Scene& s) const {
    const Place& place = layout_.place();
    const DayFrame& frame = s.day.frame();
    for (const PlaceBuilding& building : place.buildings) {
        if (building.hall != nobody) {
            put_backlog(labels, s, place.halls[building.hall].room,
                        backlog_line(ui_.words, frame, frame.halls[building.hall].backlog, s.second));
        }
        const std::string online = backlog_line(ui_.words, frame, frame.online[building.agency], s.second);
        put_backlog(labels, s, building.lobby,
                    online.empty() ? online : ui_.words("office.online", fmt::arg("line", online)));
    }
}

void Signs::put_counters(Labels& labels, const Scene& s) const {
    const Place& place = layout_.place();
    for (uint32_t h = 0; h < place.halls.size(); ++h) {
        const PlaceHall& hall = place.halls[h];
        if (hall.room == nobody || !seen(s, layout_.room(hall.room))) {
            continue;
        }
        for (const Piece& piece : furniture_.of(hall.room).pieces) {
            if (piece.kind != Piece::Kind::counter) {
                continue;
            }
            const Rect at{piece.at.x, piece.at.centre().y - 0.8F, piece.at.w, 1.6F};
            const bool staffed = piece.number <= s.day.frame().halls[h].staffed;
            labels.put(ui_.look.typeface(Face::small), {std::to_string(piece.number)}, s.view.to_screen(at),
                       {.color = staffed ? rgb(0x0B2A1F) : palette::text,
                        .ground = counter_color(staffed),
                        .keep_whole = true,
                        .tight = true});
        }
    }
}

std::string Signs::name_of(uint32_t r) const {
    const PlaceRoom& room = layout_.place().rooms[r];
    if (room.type == RoomType::office && room.seats == 1) {
        return ui_.words("office.room.chief");
    }
    return room.type == RoomType::office && room.unit != nobody
               ? text(layout_.place().units[room.unit].name)
               : ui_.words("office.room." + std::string(piket::name(room.type)));
}

// Along the wall with the door, where nothing stands.
Rect Signs::strip_of(uint32_t r) const {
    const RoomType type = layout_.place().rooms[r].type;
    const Rect rect = layout_.room(r);
    if (type == RoomType::corridor) {
        return rect;
    }
    if (type == RoomType::yard) {
        return {rect.x + 0.3F, rect.y - 0.2F, rect.w - 0.6F, 1.4F};
    }
    const bool below = Inside(rect, layout_.door(r)).inward() == Facing::up;
    return {rect.x + 0.2F, below ? rect.bottom() - 1.45F : rect.y + 0.1F, rect.w - 0.4F, 1.35F};
}

void Signs::put_room(Labels& labels, const Scene& s, uint32_t r) const {
    const Place& place = layout_.place();
    const PlaceRoom& room = place.rooms[r];
    const auto reading = overlays_.reading(r, s.day.frame(), s.census, s.second, s.shown);
    const bool numbered = reading && !reading->text.empty();
    if ((room.type == RoomType::corridor && !numbered) || room.type == RoomType::lift || !seen(s, layout_.room(r))) {
        return;
    }
    std::vector<std::string> names;
    if (room.type != RoomType::corridor) {
        names = {name_of(r)};
    }
    bool loud = numbered;
    if (const uint32_t h = place.buildings[room.building].hall;
        s.shown.overlay == Overlay::service && h != nobody && place.halls[h].room == r) {
        const std::string line = waiting_line(ui_.words, s.day.frame().halls[h], s.second);
        names = {names.front() + " · " + line, line};
        loud = true;
    }
    if (numbered) {  // an overlay is about its numbers
        names = names.empty() ? std::vector<std::string>{reading->text}
                              : std::vector<std::string>{names.front() + " · " + reading->text, reading->text};
        names.push_back(reading->brief);
    }
    const bool dark = light_at(s.second).night > 0.4F && s.census.in_room[r] == 0 && room.type != RoomType::lobby;
    const bool tinted = s.shown.overlay != Overlay::people && s.shown.overlay != Overlay::traces;
    labels.put(ui_.look.typeface(Face::small), names, s.view.to_screen(strip_of(r)),
               {.color = dark || tinted || room.type == RoomType::yard ? palette::text : rgb(0x4B4436),
                .ground = tinted ? faded(palette::ground, loud ? 0.82F : 0.55F) : Color::Transparent,
                .keep_whole = loud || room.seats == 1,
                .tight = true});
}

std::vector<Rect> Signs::draw(Canvas& canvas, const Scene& s) const {
    Labels labels(canvas, s.viewport);
    labels.keep_free(s.shown.taken);
    put_districts(labels, s);
    const auto buildings = static_cast<uint32_t>(layout_.place().buildings.size());
    const bool headings = s.view.scale * storey_of_letters >= ui_.look.typeface(Face::small).size;
    for (uint32_t b = 0; b < buildings; ++b) {
        if (seen(s, layout_.plot(b))) {
            put_title(labels, s, b);
        }
    }
    for (uint32_t b = 0; headings && b < buildings; ++b) {
        if (seen(s, layout_.inner(b))) {
            put_floors(labels, s, b);
            put_elsewhere(labels, s, b);
        }
    }
    if (s.view.scale >= rooms_from) {
        if (s.shown.overlay == Overlay::service) {
            put_backlogs(labels, s);
        }
        if (s.shown.overlay == Overlay::service || s.view.scale >= counters_from) {
            put_counters(labels, s);
        }
        for (uint32_t r = 0; r < layout_.place().rooms.size(); ++r) {
            put_room(labels, s, r);
        }
    }
    labels.draw();
    return labels.placed();
}

}  // namespace piket::render
