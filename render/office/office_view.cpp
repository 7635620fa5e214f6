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
constexpr float plots_from = 2.2F;        // pixels per metre, however large the type; below, a board of cards
constexpr float title_height = 44;        // pixels at scale 1

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
    board_ = std::make_unique<Board>(*layout_, *overlays_, ui_);
    signs_ = std::make_unique<Signs>(*layout_, *furniture_, *overlays_, ui_);
    crowd_ = std::make_unique<Crowd>(ui_, *place_);
}

void OfficeView::fit_all(Rect viewport) {
    camera_.set_world(layout_->all(), {viewport.w, viewport.h});
    camera_.fit(layout_->all(), viewport);
}

void OfficeView::fit_building(uint32_t building, Rect viewport) {
    camera_.set_world(layout_->all(), {viewport.w, viewport.h});
    Rect plot = layout_->plot(building);
    // The title of the world lies over the upper edge, and would hide the building's name.
    const float title = ui_.px(title_height), above = plot.h * title / std::max(1.0F, viewport.h - title);
    plot.y -= above;
    plot.h += above;
    camera_.fit(plot, viewport, 4);
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
    return drawn_.emplace_back(Drawn{viewport, {}, {}});
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

bool OfficeView::overview() const {
    return camera_.scale() < plots_from;
}

Rect OfficeView::board_area(Rect viewport, Rect taken) {
    const float top = std::max(viewport.y, taken.bottom());
    return Rect{viewport.x, top, viewport.w, viewport.bottom() - top}.grown(-4);
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
    const Census census = count(*place_, figures_);
    std::vector<bool> used(place_->rooms.size(), false);
    mine.figures.clear();
    mine.taken = shown.taken;
    if (overview()) {
        canvas.clip(viewport);
        labels_ = board_->draw(canvas, board_area(viewport, shown.taken), *frame, census, second, shown);
        canvas.no_clip();
        return;
    }
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
    if (shown.overlay == Overlay::service) {
        overlays_->draw_counters(canvas.mesh(), *furniture_, *frame, visible, 1 / view.scale);
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
    labels_ = signs_->draw(canvas, {viewport, view, today, census, second, shown});
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
    const float letters = ui_.look.typeface(Face::small).size / scale;
    Mesh& m = canvas.mesh();
    for (uint32_t b = 0; b < place_->buildings.size(); ++b) {
        if (overlap(layout_->rim(b), visible).w <= 0 || overlap(layout_->rim(b), visible).h <= 0) {
            continue;
        }
        const float cell = today.homes().cell(b);
        for (const Homes::Block& block : today.homes().blocks(b)) {
            const Rect heading = with_letters(block.heading, letters);
            const Rect area{heading.x - 0.4F, heading.y - 0.2F, heading.w + 0.8F,
                            block.cells.bottom() - heading.y + 0.8F};
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

Picked OfficeView::pick(Rect viewport, Point mouse) const {
    Picked picked;
    if (!layout_ || !viewport.contains(mouse)) {
        return picked;
    }
    const View view = camera_.view(viewport);
    const Point at = view.to_world(mouse);
    if (overview()) {
        const auto mine = std::ranges::find(drawn_, viewport, &Drawn::viewport);
        picked.building = mine == drawn_.end() ? nobody : board_->building_at(board_area(viewport, mine->taken), mouse);
        return picked;
    }
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

std::string OfficeView::hint(Rect viewport, Point mouse, const std::shared_ptr<const DayFrame>& frame, double second,
                             const Shown& shown) {
    const uint32_t building = pick(viewport, mouse).building;
    if (building == nobody) {
        return {};
    }
    const DayFigures& today = day(frame);
    const Point at = camera_.view(viewport).to_world(mouse);
    const auto& blocks = today.homes().blocks(building);
    const auto block = std::ranges::find_if(
        blocks, [&](const Homes::Block& b) { return b.heading.contains(at) || b.cells.contains(at); });
    if (!overview() && block == blocks.end()) {
        return {};
    }
    figures_.clear();
    today.all_at(second, figures_);
    const Census census = count(*place_, figures_);
    return overview() ? board_->hint(building, *frame, census, second, shown)
                      : elsewhere_line(ui_.words, census, building, block->where);
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
