#include "office/layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace piket::render {

namespace {

// m
constexpr float slab_margin = 0.6F, column_gap = 2.5F, plot_padding = 2.5F, title_height = 3.4F, street = 9,
                district_title = 16, flight_length = 2.8F, least_rim_width = 8, rim_gap = 2;
constexpr float rim_area_per_person = 1.7F;
constexpr float wanted_shape = 1.4F, wanted_campus_shape = 1.6F;  // width by height

PlanRect joined(const PlanRect& a, const PlanRect& b) {
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

Rect joined(Rect a, Rect b) {
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Rect moved(Rect r, Point by) {
    return {r.x + by.x, r.y + by.y, r.w, r.h};
}

float misshape(float w, float h, float wanted) {
    return std::abs(std::log(w / h / wanted));
}

}  // namespace

bool overlap(const PlanRect& a, const PlanRect& b) {
    constexpr float slack = 0.05F;
    return a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h && b.y + slack < a.y + a.h;
}

uint32_t passage_with_stairs(const Place& place, uint32_t building, int floor) {
    const PlaceBuilding& b = place.buildings[building];
    for (uint32_t r = b.first_room; r < b.last_room; ++r) {
        if (place.rooms[r].type == RoomType::corridor && place.rooms[r].floor == floor) {
            return r;
        }
    }
    return b.lobby != nobody && place.rooms[b.lobby].floor == floor ? b.lobby : nobody;
}

Shaft Layout::shaft_of(uint32_t building, int floor) const {
    const PlaceBuilding& b = place_->buildings[building];
    Shaft shaft;
    const uint32_t passage = passage_with_stairs(*place_, building, floor);
    if (b.floors < 2 || passage == nobody) {
        return shaft;
    }
    const PlanRect& c = place_->rooms[passage].plan;
    const bool along_x = c.w >= c.h;
    shaft.foot = along_x ? PlanPoint{c.x, c.y + c.h / 2} : PlanPoint{c.x + c.w / 2, c.y};
    const auto is_free = [&](const PlanRect& rect) {
        for (uint32_t r = b.first_room; r < b.last_room; ++r) {
            const PlaceRoom& room = place_->rooms[r];
            const bool here = room.floor == floor || room.type == RoomType::lift;
            if (here && room.type != RoomType::yard && overlap(room.plan, rect)) {
                return false;
            }
        }
        return true;
    };
    if (along_x) {
        if (b.lift != nobody) {
            const PlanRect& lift = place_->rooms[b.lift].plan;
            const PlanRect landing{lift.x, lift.y + lift.h, lift.w, c.y + c.h - lift.y - lift.h};
            const PlanRect flight{lift.x - flight_length, c.y, flight_length, c.h};
            if (std::abs(lift.x + lift.w - c.x) < 0.05F && landing.h > c.h && is_free(landing) && is_free(flight)) {
                shaft.landing = landing;
                shaft.flight = flight;
                return shaft;
            }
        }
        const PlanRect flight{c.x - flight_length, c.y, flight_length, c.h};
        if (is_free(flight)) {
            shaft.flight = flight;
            return shaft;
        }
    }
    // No place beside the corridor: the steps are in it.
    const float length = std::min(2.0F, (along_x ? c.w : c.h) / 3);
    shaft.flight = along_x ? PlanRect{c.x, c.y, length, c.h} : PlanRect{c.x, c.y, c.w, length};
    return shaft;
}

void Layout::find_entrance(uint32_t building, Site& site) const {
    const PlaceBuilding& b = place_->buildings[building];
    const uint32_t lobby = b.lobby != nobody ? b.lobby : b.first_room;
    const PlaceRoom& room = place_->rooms[lobby];
    const PlanRect& r = room.plan;
    struct Side {
        PlanPoint at, outside;
    };
    const float mx = r.x + r.w / 2, my = r.y + r.h / 2;
    const Side sides[] = {{{mx, r.y}, {mx, r.y - 0.6F}},
                          {{r.x, my}, {r.x - 0.6F, my}},
                          {{r.x + r.w, my}, {r.x + r.w + 0.6F, my}},
                          {{mx, r.y + r.h}, {mx, r.y + r.h + 0.6F}}};
    site.entrance = room.door;
    for (const Side& side : sides) {
        bool outside = std::abs(side.at.x - room.door.x) + std::abs(side.at.y - room.door.y) > 0.5F;
        bool open_to_yard = true;
        for (uint32_t o = b.first_room; o < b.last_room; ++o) {
            const PlaceRoom& other = place_->rooms[o];
            if (other.floor != room.floor || other.type == RoomType::yard || o == lobby) {
                continue;
            }
            outside = outside && !other.plan.contains(side.outside);
            open_to_yard = open_to_yard && !(other.plan.y < side.at.y && other.plan.x < side.at.x + 0.5F &&
                                             side.at.x - 0.5F < other.plan.x + other.plan.w);
        }
        if (outside) {
            site.entrance = side.at;
            const bool bottom = &side == &sides[0];
            if (bottom && open_to_yard && b.yard != nobody) {
                site.faces_yard = true;
            }
            return;
        }
    }
}

Layout::Site Layout::site_of(uint32_t building) const {
    const PlaceBuilding& b = place_->buildings[building];
    Site site;
    site.ground = b.lobby != nobody ? place_->rooms[b.lobby].floor : 0;
    const auto n = static_cast<size_t>(b.floors);
    site.floors.resize(n);
    PlanRect extent = place_->rooms[b.lobby != nobody ? b.lobby : b.first_room].plan;
    for (uint32_t r = b.first_room; r < b.last_room; ++r) {
        if (place_->rooms[r].type != RoomType::yard) {
            extent = joined(extent, place_->rooms[r].plan);
        }
    }
    for (size_t f = 0; f < n; ++f) {
        site.floors[f].shaft = shaft_of(building, static_cast<int>(f));
        if (site.floors[f].shaft.flight.w > 0) {
            extent = joined(extent, site.floors[f].shaft.flight);
        }
    }
    const PlanRect yard = b.yard != nobody ? place_->rooms[b.yard].plan : PlanRect{extent.x, extent.y - 2, 0, 0};
    const float floor_gap = n > 1 ? 2.6F : 0.4F;  // with several, each has its label
    const float slab_w = extent.w + 2 * slab_margin, slab_h = extent.h + 2 * slab_margin;
    const float front = std::max(extent.y - yard.y - slab_margin + 1, 6.0F);  // depth of what lies before the building

    uint32_t staff = 0;
    const PlaceAgency& agency = place_->agencies[b.agency];
    for (uint32_t u = agency.first_unit; u < agency.last_unit; ++u) {
        staff += place_->units[u].last_person - place_->units[u].first_person;
    }
    // As many floors above each other as make a good shape.
    size_t rows = 1;
    float best = 1e9F;
    for (size_t r = 1; r <= n; ++r) {
        const auto columns = static_cast<float>((n + r - 1) / r);
        const float w = columns * slab_w + (columns - 1) * column_gap;
        const float h = static_cast<float>(r) * (slab_h + floor_gap) + front;
        if (const float shape = misshape(w, h, wanted_shape); shape < best - 1e-4F) {
            best = shape;
            rows = r;
        }
    }
    // The floor of the entrance stands before the yard, the others above it and then to the right.
    std::vector<size_t> order(n);
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::stable_partition(order, [&](size_t f) { return static_cast<int>(f) == site.ground; });
    const float bottom = title_height + plot_padding / 2 + static_cast<float>(rows) * (slab_h + floor_gap);
    for (size_t i = 0; i < n; ++i) {
        const auto column = static_cast<float>(i / rows), row = static_cast<float>(i % rows);
        Floor& floor = site.floors[order[i]];
        floor.slab = {plot_padding + column * (slab_w + column_gap), bottom - row * (slab_h + floor_gap) - slab_h,
                      slab_w, slab_h};
        floor.origin = {floor.slab.x + slab_margin - extent.x, floor.slab.bottom() - slab_margin + extent.y};
        site.inner = i == 0 ? floor.slab : joined(site.inner, floor.slab);
        const Shaft& shaft = floor.shaft;
        std::optional<PlanRect> covered;
        for (uint32_t r = b.first_room; r < b.last_room; ++r) {
            const PlaceRoom& room = place_->rooms[r];
            if (room.floor == static_cast<int>(order[i]) && room.type != RoomType::yard) {
                covered = covered ? joined(*covered, room.plan) : room.plan;
            }
        }
        for (const PlanRect& r : {shaft.flight, shaft.landing}) {
            if (r.w > 0 && covered) {
                covered = joined(*covered, r);
            }
        }
        if (covered) {
            floor.footprint = {floor.origin.x + covered->x, floor.origin.y - covered->y - covered->h, covered->w,
                               covered->h};
        }
    }
    const Point origin = site.floors[static_cast<size_t>(site.ground)].origin;
    const float yard_right = origin.x + yard.x + yard.w;
    site.rim = {yard_right + rim_gap, bottom + rim_gap, 0, front - rim_gap};
    const float needed =
        std::max(least_rim_width, static_cast<float>(staff) * rim_area_per_person / (site.rim.h - 1.5F));
    site.rim.w = std::max(needed, site.inner.right() - site.rim.x);
    site.inner = joined(site.inner, site.rim);
    if (b.yard != nobody) {
        const Rect y{origin.x + yard.x, origin.y - yard.y - yard.h, yard.w, yard.h};
        site.inner = joined(site.inner, y);
    }
    site.plot = {0, 0, site.inner.right() + plot_padding, site.inner.bottom() + plot_padding};
    site.title = {plot_padding, plot_padding / 2, site.plot.w - 2 * plot_padding, title_height - plot_padding / 4};
    find_entrance(building, site);
    return site;
}

void Layout::move(Site& site, Point by) const {
    for (Rect* r : {&site.plot, &site.title, &site.inner, &site.rim}) {
        *r = moved(*r, by);
    }
    for (Floor& floor : site.floors) {
        floor.slab = moved(floor.slab, by);
        floor.footprint = moved(floor.footprint, by);
        floor.origin += by;
    }
}

Layout::Layout(std::shared_ptr<const Place> place) : place_(std::move(place)) {
    double area = 0;
    for (uint32_t b = 0; b < place_->buildings.size(); ++b) {
        sites_.push_back(site_of(b));
        area += static_cast<double>((sites_[b].plot.w + street) * (sites_[b].plot.h + street));
    }
    // Shelves of plots, the tall ones first, government after government.
    float widest = 0;
    for (const Site& site : sites_) {
        widest = std::max(widest, site.plot.w);
    }
    const float width = std::max(widest, static_cast<float>(std::sqrt(area * wanted_campus_shape)));
    float y = 0;
    const bool several = place_->governments.size() > 1;
    for (uint32_t g = 0; g < place_->governments.size(); ++g) {
        std::vector<uint32_t> order;
        for (uint32_t b = 0; b < sites_.size(); ++b) {
            if (place_->agencies[place_->buildings[b].agency].government == g) {
                order.push_back(b);
            }
        }
        std::ranges::stable_sort(order, std::greater{}, [&](uint32_t b) { return sites_[b].plot.h; });
        if (several) {
            districts_.push_back({g, {0, y, width, district_title}});
            y += district_title;
        }
        float x = 0, shelf = 0;
        for (const uint32_t b : order) {
            if (x > 0 && x + sites_[b].plot.w > width) {
                x = 0;
                streets_.push_back({0, y + shelf, width, street});
                y += shelf + street;
                shelf = 0;
            }
            move(sites_[b], {x, y});
            x += sites_[b].plot.w + street;
            shelf = std::max(shelf, sites_[b].plot.h);
        }
        y += shelf + street * (several ? 2 : 1);
    }
    for (uint32_t b = 0; b < sites_.size(); ++b) {
        all_ = b == 0 ? sites_[b].plot : joined(all_, sites_[b].plot);
    }
    for (const District& district : districts_) {
        all_ = joined(all_, district.title);
    }
    for (const PlaceRoom& room : place_->rooms) {
        rooms_.push_back(world(room.building, room.floor, room.plan));
    }
}

Point Layout::world(uint32_t building, int floor, PlanPoint p) const {
    const Point o = sites_[building].floors[static_cast<size_t>(floor)].origin;
    return {o.x + p.x, o.y - p.y};
}

Rect Layout::world(uint32_t building, int floor, const PlanRect& r) const {
    const Point corner = world(building, floor, PlanPoint{r.x, r.y + r.h});
    return {corner.x, corner.y, r.w, r.h};
}

Point Layout::door(uint32_t room) const {
    const PlaceRoom& r = place_->rooms[room];
    return world(r.building, r.floor, r.door);
}

uint32_t Layout::building_at(Point at) const {
    for (uint32_t b = 0; b < sites_.size(); ++b) {
        if (sites_[b].plot.contains(at)) {
            return b;
        }
    }
    return nobody;
}

std::optional<Spot> Layout::spot(Point at) const {
    const uint32_t b = building_at(at);
    if (b == nobody) {
        return std::nullopt;
    }
    const Site& site = sites_[b];
    const auto on = [&](size_t f) {
        const Point o = site.floors[f].origin;
        return Spot{b, static_cast<int>(f), {at.x - o.x, o.y - at.y}};
    };
    for (size_t f = 0; f < site.floors.size(); ++f) {
        if (site.floors[f].slab.contains(at)) {
            return on(f);
        }
    }
    const uint32_t yard = place_->buildings[b].yard;
    if (yard != nobody && rooms_[yard].contains(at)) {
        return on(static_cast<size_t>(site.ground));
    }
    return std::nullopt;
}

uint32_t Layout::room_at(Point at) const {
    const uint32_t b = building_at(at);
    if (b == nobody) {
        return nobody;
    }
    const PlaceBuilding& building = place_->buildings[b];
    uint32_t found = nobody;  // a plan may have a room within a passage: the smaller one is meant
    for (uint32_t r = building.first_room; r < building.last_room; ++r) {
        const Rect& rect = rooms_[r];
        if (rect.contains(at) && (found == nobody || rect.w * rect.h < rooms_[found].w * rooms_[found].h)) {
            found = r;
        }
    }
    return found;
}

}  // namespace piket::render
