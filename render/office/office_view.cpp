#include "office/office_view.hpp"

#include <algorithm>
#include <cmath>

#include "canvas/raster.hpp"
#include "look/palette.hpp"

namespace piket::render {

namespace {

constexpr float least_reach = 0.66F;  // m around a figure in which it is meant
constexpr size_t kept_days = 4;
constexpr double flash_seconds = 8 * 60;  // of the day, after an infection
constexpr float labels_from = 6.5F;       // pixels per metre

Rect grown_to(const View& view, Rect world) {
    return view.to_screen(world);
}

}  // namespace

void OfficeView::set_place(std::shared_ptr<const Place> place) {
    days_.clear();
    drawn_.clear();
    baked_.clear();
    place_ = std::move(place);
    layout_ = std::make_unique<Layout>(place_);
    furniture_ = std::make_unique<Furniture>(*layout_);
    painter_ = std::make_unique<Painter>(*layout_, *furniture_);
    overlays_ = std::make_unique<Overlays>(*layout_, ui_);
    crowd_ = std::make_unique<Crowd>(ui_, *place_);
}

void OfficeView::fit_all(Rect viewport) {
    camera_.set_world(layout_->all(), {viewport.w, viewport.h});
    camera_.fit(layout_->all(), viewport);
}

void OfficeView::fit_building(uint32_t building, Rect viewport) {
    camera_.set_world(layout_->all(), {viewport.w, viewport.h});
    camera_.fit(layout_->plot(building), viewport, 4);
}

void OfficeView::look_at_person(uint32_t person, double second, const std::shared_ptr<const DayFrame>& frame) {
    Figure figure;
    if (day(frame).at(person, second, figure)) {
        camera_.look_at(figure.at);
    }
}

void OfficeView::look_at_room(uint32_t room, Rect viewport) {
    camera_.fit(layout_->room(room).grown(3), viewport);
}

OfficeView::Drawn& OfficeView::drawn(Rect viewport) {
    for (Drawn& d : drawn_) {
        if (d.viewport == viewport) {
            return d;
        }
    }
    if (drawn_.size() >= kept_days) {
        drawn_.erase(drawn_.begin());
    }
    return drawn_.emplace_back(Drawn{viewport, {}});
}

const DayFigures& OfficeView::day(const std::shared_ptr<const DayFrame>& frame) {
    const auto found = std::ranges::find_if(days_, [&](const auto& d) { return d->shared() == frame; });
    if (found != days_.end()) {
        std::rotate(found, found + 1, days_.end());  // used last
        return *days_.back();
    }
    if (days_.size() >= kept_days) {
        days_.erase(days_.begin());
    }
    days_.push_back(std::make_unique<DayFigures>(*layout_, *furniture_, frame));
    return *days_.back();
}

void OfficeView::draw(Canvas& canvas, Rect viewport, const std::shared_ptr<const DayFrame>& frame, double second,
                      const Shown& shown, const Marks& marks) {
    if (!layout_ || !frame) {
        return;
    }
    const DayFigures& today = day(frame);
    const View view = camera_.view(viewport);
    const Point corner = view.to_world({viewport.x, viewport.y});
    const Rect visible{corner.x, corner.y, viewport.w / view.scale, viewport.h / view.scale};
    Drawn& mine = drawn(viewport);

    figures_.clear();
    today.all_at(second, figures_);
    const Census census = count(*place_, *frame, figures_, shown.known_only);
    std::vector<bool> used(place_->rooms.size(), false);
    mine.figures.clear();
    const Rect around = visible.grown(2);
    for (const Figure& figure : figures_) {
        if (figure.room != nobody) {
            used[figure.room] = true;
        }
        if (around.contains(figure.at)) {
            mine.figures.push_back(figure);
        }
    }
    for (uint32_t b = 0; b < place_->buildings.size(); ++b) {
        const Rect rim = overlap(layout_->rim(b), visible);
        if (rim.w > 0 && rim.h > 0 && shows_families(today.homes().cell(b), view.scale)) {
            today.families_of(b, mine.figures);
        }
    }
    std::ranges::sort(mine.figures, [](const Figure& a, const Figure& b) {
        return a.at.y != b.at.y ? a.at.y < b.at.y : a.at.x < b.at.x;
    });

    canvas.clip(viewport);
    const bool tinted = shown.overlay != Overlay::people && shown.overlay != Overlay::traces;
    const TextureHandle still = tinted ? nullptr : baked(canvas, viewport, view, visible);
    if (still) {
        canvas.look_through({});
        const Picture& picture = still->picture();
        canvas.image(still,
                     {viewport.x, viewport.y, static_cast<float>(picture.width), static_cast<float>(picture.height)});
    }
    canvas.look_through(view);
    if (!still) {
        painter_->draw_ground(canvas, visible);
        painter_->draw_floors(canvas, visible);
    }
    if (tinted) {
        Mesh& m = canvas.mesh();
        for (uint32_t r = 0; r < place_->rooms.size(); ++r) {
            const Rect rect = layout_->room(r);
            if (overlap(rect, visible).w <= 0 || overlap(rect, visible).h <= 0) {
                continue;
            }
            if (const auto reading = overlays_->reading(r, *frame, census, second, shown)) {
                const Rect floor = rect.grown(-half_wall(view.scale));
                m.rect(floor, reading->color);
                if (reading->over) {
                    hatch(m, floor, 7 / view.scale, 1.6F / view.scale, faded(palette::text, 0.55F));
                    m.outline(floor, 0, 3 / view.scale, palette::warning);
                }
            }
        }
    }
    // Where somebody was just infected, which the administration does not know; over an overlay the edge only, for its
    // colours are numbers.
    for (const InfectionToday& infection : frame->infections) {
        const double since = second - infection.second;
        if (!shown.known_only && infection.room != nobody && since >= 0 && since < flash_seconds) {
            const auto left = static_cast<float>(1 - since / flash_seconds);
            const auto beat = ui_.reduced_motion ? 1.0F : 0.7F + 0.3F * std::sin(static_cast<float>(since) / 20);
            const Rect inside = layout_->room(infection.room).grown(-0.12F);
            if (tinted) {
                canvas.mesh().outline(inside.grown(-0.1F), 0, 3 / view.scale, faded(palette::bad, left * beat));
            } else {
                canvas.mesh().rect(inside, faded(palette::bad, 0.5F * left * beat));
            }
        }
    }
    if (marks.room != nobody) {
        canvas.mesh().outline(layout_->room(marks.room).grown(0.1F), 0.2F, 3 / view.scale, palette::cursor);
    }
    if (!still) {
        painter_->draw_furniture(canvas, visible);
    }
    draw_rim(canvas, visible, today);
    crowd_->draw_people(canvas, mine.figures, frame->day);
    const Light light = light_at(second);
    painter_->draw_light(canvas, visible, light, used);
    canvas.look_through(view);
    crowd_->draw_marks(canvas, mine.figures, *frame, shown.known_only);
    if (shown.overlay == Overlay::traces) {
        overlays_->draw_traces(canvas, view, today, second, shown);
    }
    canvas.look_through(view);
    crowd_->draw_rings(canvas, mine.figures, marks);
    const Rect legend = shown.legend ? overlays_->draw_legend(canvas, viewport, *frame, shown) : Rect{};
    draw_labels(canvas, viewport, today, census, second, shown, legend);
    canvas.look_through({});
    canvas.no_clip();
}

// What does not move, as one picture of the viewport: without a graphics card the most expensive part of a frame.
// Made once the camera has come to rest; both worlds share it.
TextureHandle OfficeView::baked(const Canvas& canvas, Rect viewport, const View& view, Rect visible) {
    constexpr int frames_at_rest = 4;
    constexpr size_t kept = 2;
    const View inside{view.scale, {view.offset.x - viewport.x, view.offset.y - viewport.y}};
    const Point size{viewport.w, viewport.h};
    for (Baked& b : baked_) {
        if (b.size == size && std::abs(b.view.scale - inside.scale) < 1e-6F &&
            std::abs(b.view.offset.x - inside.offset.x) < 0.01F &&
            std::abs(b.view.offset.y - inside.offset.y) < 0.01F) {
            if (!b.texture && ++b.seen >= frames_at_rest) {
                Canvas still(size);
                still.background = canvas.background;
                still.look_through(inside);
                painter_->draw_ground(still, visible);
                painter_->draw_floors(still, visible);
                painter_->draw_furniture(still, visible);
                Picture picture(static_cast<int>(std::ceil(size.x)), static_cast<int>(std::ceil(size.y)));
                rasterise(still, picture);
                b.texture = std::make_shared<Texture>(std::move(picture), false);
            }
            return b.texture;
        }
    }
    if (baked_.size() >= kept) {
        baked_.erase(baked_.begin());
    }
    baked_.push_back({size, inside, 0, nullptr});
    return nullptr;
}

void OfficeView::draw_rim(Canvas& canvas, Rect visible, const DayFigures& today) {
    const float scale = canvas.view().scale;
    if (scale < 1.5F) {
        return;
    }
    Mesh& m = canvas.mesh();
    for (uint32_t b = 0; b < place_->buildings.size(); ++b) {
        if (overlap(layout_->rim(b), visible).w <= 0 || overlap(layout_->rim(b), visible).h <= 0) {
            continue;
        }
        const float cell = today.homes().cell(b);
        for (const Homes::Block& block : today.homes().blocks(b)) {
            const Rect area{block.heading.x - 0.4F, block.heading.y - 0.2F, block.heading.w + 0.8F,
                            block.cells.bottom() - block.heading.y + 0.8F};
            m.rounded(area, 0.6F, rgb(0x252C39));
        }
        if (!shows_families(cell, scale)) {
            continue;
        }
        const PlaceAgency& agency = place_->agencies[place_->buildings[b].agency];
        for (uint32_t u = agency.first_unit; u < agency.last_unit; ++u) {
            for (uint32_t p = place_->units[u].first_person; p < place_->units[u].last_person; ++p) {
                m.rect(today.homes().household(p).grown(-0.05F), rgb(0x313A4B));
            }
        }
    }
}

std::string OfficeView::service_line(const DayFrame& frame, uint32_t hall, double second) const {
    const Words& words = ui_.words;
    int waiting = 0;
    double waited = 0;
    for (const VisitorToday& v : frame.halls[hall].visitors) {
        if (v.arrive <= second && second < v.called) {
            ++waiting;
            waited += (second - v.arrive) / 60;
        }
    }
    std::string line = words("office.waiting", fmt::arg("n", waiting));
    if (waiting > 0) {
        line += " · " + words("office.minutes", fmt::arg("n", words.number(waited / waiting)));
    }
    return line;
}

// Requests that wait: those left over in the morning until the counters close. Empty: none.
std::string OfficeView::backlog_line(const DayFrame& frame, const Backlog& backlog, double second) const {
    const Words& words = ui_.words;
    const double waiting = second < frame.counter.to ? backlog.morning : backlog.evening;
    if (waiting < 0.5) {
        return {};
    }
    return words.counted("office.backlog", words.number(waiting),
                         fmt::arg("time", words.duration(backlog.days(waiting))));
}

// Beside the hall, where nobody walks: what waits to be dealt with. Without coming one asks at the lobby.
void OfficeView::label_backlogs(Labels& labels, const View& view, const DayFrame& frame, double second) const {
    const Typeface bold = ui_.look.typeface(Face::semibold);
    const auto put = [&](uint32_t room, const std::string& line) {
        if (room == nobody || line.empty()) {
            return;
        }
        const Rect rect = layout_->room(room);
        const bool above = Inside(rect, layout_->door(room)).inward() == Facing::up;
        const Rect strip = view.to_screen({rect.x, above ? rect.y - 1.9F : rect.bottom() + 0.2F, rect.w, 1.7F});
        // As wide as the line is, wherever the wall ends.
        const float width = std::max(strip.w, measure(bold, line).x + 2 * bold.size);
        labels.put(bold, {line}, {strip.x, strip.y, width, std::max(strip.h, bold.size * 1.5F)},
                   {.color = rgb(0x17130A), .ground = palette::cursor, .align = Align::left, .keep_whole = true});
    };
    for (const PlaceBuilding& building : place_->buildings) {
        if (building.hall != nobody) {
            put(place_->halls[building.hall].room, backlog_line(frame, frame.halls[building.hall].backlog, second));
        }
        const std::string online = backlog_line(frame, frame.online[building.agency], second);
        put(building.lobby, online.empty() ? online : ui_.words("office.online", fmt::arg("line", online)));
    }
}

void OfficeView::draw_labels(Canvas& canvas, Rect viewport, const DayFigures& today, const Census& census,
                             double second, const Shown& shown, Rect legend) {
    const View view = camera_.view(viewport);
    const Words& words = ui_.words;
    const Typeface small = ui_.look.typeface(Face::small), bold = ui_.look.typeface(Face::semibold);
    Labels labels(canvas, viewport);
    labels.keep_free(legend.grown(4));
    const auto seen = [&](Rect world) {
        const Rect on = overlap(grown_to(view, world), viewport);
        return on.w > 4 && on.h > 4;
    };
    const float scale = view.scale;
    const Light light = light_at(second);
    const Color pill = faded(palette::ground, 0.82F);

    for (const Layout::District& district : layout_->districts()) {
        if (seen(district.title)) {
            labels.put(ui_.look.typeface(Face::large), {text(place_->governments[district.government])},
                       view.to_screen(district.title), {.color = palette::text, .align = Align::left});
        }
    }
    for (uint32_t b = 0; b < place_->buildings.size(); ++b) {
        if (!seen(layout_->plot(b))) {
            continue;
        }
        const PlaceAgency& agency = place_->agencies[place_->buildings[b].agency];
        std::string code = agency.path.substr(agency.path.rfind('/') + 1);
        std::ranges::transform(code, code.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        const Rect title = view.to_screen(layout_->title(b));
        if (title.h >= bold.size) {
            labels.put(bold, {text(agency.name), code}, title, {.color = palette::text, .align = Align::left});
        } else {
            // On the upper edge, a little into the street if need be.
            const Rect plot = view.to_screen(layout_->plot(b));
            const Rect edge{plot.x - 4, plot.y - small.size * 0.6F, plot.w + 8, small.size * 1.7F};
            // Of many alike the short form: "PUS 12".
            std::vector<std::string> names = {text(agency.name), code};
            if (const size_t dash = code.rfind('-'); dash != std::string::npos && dash + 1 < code.size() &&
                                                     std::isdigit(static_cast<unsigned char>(code[dash + 1])) != 0) {
                names.push_back(code.substr(0, 3) + " " + code.substr(dash + 1));
                names.push_back(code.substr(dash + 1));
            }
            labels.put(small, names, edge, {.color = palette::text, .ground = pill, .keep_whole = true});
        }
    }
    if (scale * 3 >= small.size) {
        for (uint32_t b = 0; b < place_->buildings.size(); ++b) {
            if (!seen(layout_->inner(b))) {
                continue;
            }
            for (int f = 0; f < layout_->floors(b) && layout_->floors(b) > 1; ++f) {
                const Rect slab = layout_->slab(b, f);
                const Rect above{layout_->footprint(b, f).x, slab.y - 1.5F, slab.w - 1.2F, 1.9F};
                labels.put(small, {words("office.floor", fmt::arg("n", f + 1))}, view.to_screen(above),
                           {.color = palette::muted, .align = Align::left});
            }
            for (const Homes::Block& block : today.homes().blocks(b)) {
                const std::string name = words(std::string("office.elsewhere.") + key_of(block.where));
                const int there = census.buildings[b].elsewhere[static_cast<size_t>(block.where)];
                labels.put(small, {name + " " + std::to_string(there), name}, view.to_screen(block.heading),
                           {.color = palette::muted, .align = Align::left});
            }
        }
    }
    if (scale < labels_from) {
        labels.draw();
        labels_ = labels.placed();
        return;
    }
    if (shown.overlay == Overlay::service) {
        label_backlogs(labels, view, today.frame(), second);
    }
    if (shown.overlay == Overlay::service || scale >= 18) {
        for (uint32_t h = 0; h < place_->halls.size(); ++h) {
            const PlaceHall& hall = place_->halls[h];
            if (hall.room == nobody || !seen(layout_->room(hall.room))) {
                continue;
            }
            const HallToday& day = today.frame().halls[h];
            for (const Piece& piece : furniture_->of(hall.room).pieces) {
                if (piece.kind == Piece::Kind::counter) {
                    const Rect at{piece.at.x, piece.at.centre().y - 0.8F, piece.at.w, 1.6F};
                    const bool staffed = piece.number <= day.staffed;
                    labels.put(small, {std::to_string(piece.number)}, view.to_screen(at),
                               {.color = staffed ? rgb(0x0B2A1F) : palette::text,
                                .ground = staffed ? palette::good : rgb(0x5A6272),
                                .keep_whole = true,
                                .tight = true});
                }
            }
        }
    }
    for (uint32_t r = 0; r < place_->rooms.size(); ++r) {
        const PlaceRoom& room = place_->rooms[r];
        const auto reading = overlays_->reading(r, today.frame(), census, second, shown);
        const bool numbered = reading && !reading->text.empty();
        if ((room.type == RoomType::corridor && !numbered) || room.type == RoomType::lift || !seen(layout_->room(r))) {
            continue;
        }
        std::vector<std::string> names;
        const std::string kind = words("office.room." + std::string(piket::name(room.type)));
        if (room.type == RoomType::office) {
            if (room.seats == 1) {
                names = {words("office.room.chief")};
            } else {
                names = {room.unit != nobody ? text(place_->units[room.unit].name) : kind};
            }
        } else {
            names = {kind};
        }
        const Rect rect = layout_->room(r);
        Rect strip{rect.x + 0.2F, rect.y + 0.1F, rect.w - 0.4F, 1.35F};
        const Inside in(rect, layout_->door(r));
        if (room.type == RoomType::yard) {
            strip = {rect.x + 0.3F, rect.y - 0.2F, rect.w - 0.6F, 1.4F};
        } else if (in.inward() == Facing::up) {
            strip.y = rect.bottom() - 1.45F;
        }
        bool loud = false;
        if (room.type == RoomType::corridor) {
            strip = rect;
            names.clear();
        }
        if (const uint32_t h = place_->buildings[room.building].hall;
            shown.overlay == Overlay::service && h != nobody && place_->halls[h].room == r) {
            const std::string line = service_line(today.frame(), h, second);
            names = {kind + " · " + line, line};
            loud = true;
        }
        if (numbered) {  // an overlay is about its numbers
            names = names.empty() ? std::vector<std::string>{reading->text}
                                  : std::vector<std::string>{names.front() + " · " + reading->text, reading->text};
            names.push_back(reading->brief);
        }
        loud = loud || numbered;
        const bool dark = light.night > 0.4F && census.in_room[r] == 0;
        const bool tinted = shown.overlay != Overlay::people && shown.overlay != Overlay::traces;
        labels.put(small, names, view.to_screen(strip),
                   {.color = dark || tinted || room.type == RoomType::yard ? palette::text : rgb(0x4B4436),
                    .ground = tinted ? faded(palette::ground, loud ? 0.82F : 0.55F) : Color::Transparent,
                    .keep_whole = loud || room.seats == 1,
                    .tight = true});
    }
    labels.draw();
    labels_ = labels.placed();
}

Picked OfficeView::pick(Rect viewport, Point mouse) const {
    Picked picked;
    if (!layout_ || !viewport.contains(mouse)) {
        return picked;
    }
    const View view = camera_.view(viewport);
    const Point at = view.to_world(mouse);
    picked.building = layout_->building_at(at);
    picked.room = layout_->room_at(at);
    for (const Drawn& d : drawn_) {
        if (d.viewport != viewport) {
            continue;
        }
        const float reach = std::max(least_reach, 7 / view.scale);
        float nearest = reach;
        for (const Figure& f : d.figures) {
            const Rect box = body(f, view.scale);
            const float distance = std::hypot(at.x - box.centre().x, at.y - (box.y + 0.5F * box.w));
            if (distance < nearest) {
                nearest = distance;
                const bool visits = f.kind == Figure::Kind::visitor;
                picked.person = visits ? nobody : f.person;
                picked.visitor = visits ? f.person : nobody;
                picked.hall = f.hall;
            }
        }
    }
    return picked;
}

std::optional<Point> OfficeView::on_screen(Rect viewport, uint32_t person) const {
    for (const Drawn& d : drawn_) {
        if (d.viewport == viewport) {
            for (const Figure& f : d.figures) {
                if (f.kind != Figure::Kind::visitor && f.person == person) {
                    const View view = camera_.view(viewport);
                    const Rect box = body(f, view.scale);
                    return view.to_screen(Point{box.centre().x, box.y + 0.5F * box.w});
                }
            }
        }
    }
    return std::nullopt;
}

}  // namespace piket::render
