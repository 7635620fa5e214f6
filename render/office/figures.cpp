#include "office/figures.hpp"

#include <algorithm>
#include <cmath>

namespace piket::render {

namespace {

constexpr double through_the_door = 6;  // s, from the entrance into the lobby; a visitor's from the door to the seat
constexpr float walking_speed = 1.2F;

float lane_of(uint64_t hash) {
    return static_cast<float>((hash >> 20U) % 1000) / 500 - 1;
}

Facing looking(Point d) {
    return std::abs(d.x) > std::abs(d.y) ? (d.x > 0 ? Facing::right : Facing::left)
                                         : (d.y > 0 ? Facing::down : Facing::up);
}

Point between(Point a, Point b, float share) {
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

bool sits(Deed deed) {
    return deed == Deed::desk || deed == Deed::meeting || deed == Deed::meal || deed == Deed::counter ||
           deed == Deed::prayer;
}

}  // namespace

DayFigures::DayFigures(const Layout& layout, const Furniture& furniture, std::shared_ptr<const DayFrame> frame)
    : layout_(layout), furniture_(furniture), routes_(layout), frame_(std::move(frame)), homes_(layout, *frame_) {
    take_seats();
    seat_visitors();
}

uint32_t DayFigures::building_of(uint32_t person) const {
    const Place& place = layout_.place();
    return place.agencies[place.units[place.people[person].unit].agency].building;
}

bool DayFigures::at(uint32_t p, double second, Figure& out) const {
    const PersonToday& today = frame_->people[p];
    if (today.doing == Doing::dead) {
        return false;
    }
    out = {};
    out.person = p;
    if (p >= layout_.place().servants) {
        out.kind = Figure::Kind::family;
        out.building = building_of(p);
        const Homes::Place home = homes_.at_family(p);
        out.at = home.at;
        out.tallest = home.height;
        return today.doing != Doing::facility && today.doing != Doing::hospital;
    }
    const auto t = static_cast<Seconds>(std::floor(second));
    const StayToday* stay = frame_->stay_at(p, t);
    if (stay == nullptr) {
        if (!between_buildings(p, second, out)) {
            not_at_work(p, second, out);
        }
        return true;
    }
    const auto index = static_cast<size_t>(stay - frame_->stays.data());
    out.room = stay->room;
    out.building = layout_.place().rooms[stay->room].building;
    out.masked = today.masked(stay->deed);
    if (stay->deed == Deed::walking) {
        return walking_at(p, index, second, out);
    }
    const Seat& seat = seats_[index];
    out.at = seat.at;
    out.facing = seat.facing;
    out.pose = sits(stay->deed) ? Figure::Pose::sitting : Figure::Pose::standing;
    if (stay->deed == Deed::entering) {
        passes_door(p, index, second, out);
    }
    return true;
}

// At home, in town while others work, or wherever else they are all day.
void DayFigures::not_at_work(uint32_t p, double second, Figure& out) const {
    out.building = building_of(p);
    out.where = elsewhere_at(*frame_, p, second);
    out.at = out.where == Elsewhere::home ? homes_.at_home(p) : homes_.away(p);
    out.tallest = 1.05F * homes_.cell(out.building);
}

// Before one entrance or the other; the way itself is outside of what is drawn.
bool DayFigures::between_buildings(uint32_t p, double second, Figure& out) const {
    const auto t = static_cast<Seconds>(std::floor(second));
    const auto all = frame_->stays_of(p);
    if (all.empty() || t < all.front().from || t >= all.back().to) {
        return false;
    }
    const auto next = std::ranges::upper_bound(all, t, {}, &StayToday::from);
    const StayToday &before = *(next - 1), &after = *next;
    const bool there = 2 * t > before.to + after.from;
    out.building = layout_.place().rooms[there ? after.room : before.room].building;
    const Point in = routes_.entrance(out.building);
    const float lane = lane_of(layout_.place().people[p].hash);
    out.at = {in.x + lane * 1.2F, in.y + 0.9F + 0.3F * std::abs(lane)};
    out.room = layout_.place().buildings[out.building].lobby;
    out.masked = frame_->people[p].mask_shared;
    return true;
}

// In by the entrance at the first stay of the day, out at the last.
void DayFigures::passes_door(uint32_t p, size_t index, double second, Figure& out) const {
    const StayToday& stay = frame_->stays[index];
    const Point in = routes_.entrance(out.building), seat = seats_[index].at;
    const double since = second - stay.from, left = stay.to - second;
    const bool comes = index == frame_->first_stay[p] && since < through_the_door;
    const bool goes = index + 1 == frame_->first_stay[p + 1] && left < through_the_door;
    if (!comes && !goes) {
        return;
    }
    const auto share = static_cast<float>((comes ? since : left) / through_the_door);
    out.at = between(in, seat, share);
    out.facing = looking(comes ? seat - in : in - seat);
    out.pose = Figure::Pose::walking;
    out.step = (comes ? share : 1 - share) * static_cast<float>(std::hypot(in.x - seat.x, in.y - seat.y));
}

bool DayFigures::walking_at(uint32_t p, size_t index, double second, Figure& out) const {
    const Place& place = layout_.place();
    const auto& stays = frame_->stays;
    const size_t first = frame_->first_stay[p], last = frame_->first_stay[p + 1];
    const auto building = [&](size_t i) { return place.rooms[stays[i].room].building; };
    const auto walks_on = [&](size_t i, size_t j) {
        return stays[i].to == stays[j].from && building(i) == building(j);
    };
    size_t lo = index, hi = index;
    while (lo > first && stays[lo - 1].deed == Deed::walking && walks_on(lo - 1, lo)) {
        --lo;
    }
    while (hi + 1 < last && stays[hi + 1].deed == Deed::walking && walks_on(hi, hi + 1)) {
        ++hi;
    }
    const uint32_t lobby = place.buildings[out.building].lobby;
    const Point door = routes_.entrance(out.building);
    uint32_t from = lobby, to = lobby;
    Point a = door, b = door;
    if (lo > first && walks_on(lo - 1, lo)) {
        from = stays[lo - 1].room;
        a = seats_[lo - 1].at;
    }
    if (hi + 1 < last && walks_on(hi, hi + 1)) {
        to = stays[hi + 1].room;
        b = seats_[hi + 1].at;
    }
    out.pose = Figure::Pose::walking;
    const float lane = lane_of(place.people[p].hash);
    const int fa = place.rooms[from].floor, fb = place.rooms[to].floor;
    const auto share_of = [&](Seconds begin, Seconds end) {
        return static_cast<float>(std::clamp((second - begin) / std::max(1, end - begin), 0.0, 1.0));
    };
    if (fa == fb) {
        const Way way = routes_.way(from, a, to, b, lane);
        out.step = share_of(stays[lo].from, stays[hi].to) * length_of(way);
        const Step step = along(way, out.step);
        out.at = step.at;
        out.facing = looking(step.direction);
        return true;
    }
    const StayToday& stay = stays[index];
    const bool rides = std::any_of(stays.begin() + static_cast<std::ptrdiff_t>(lo),
                                   stays.begin() + static_cast<std::ptrdiff_t>(hi) + 1,
                                   [&](const StayToday& s) { return place.rooms[s.room].type == RoomType::lift; });
    const float share = share_of(stay.from, stay.to);
    size_t ride = lo;
    while (ride < hi && place.rooms[stays[ride].room].type != RoomType::lift) {
        ++ride;
    }
    if (rides && index == ride) {
        out.at = routes_.in_lift(out.building, share < 0.5F ? fa : fb, seats_[ride].at);
        out.pose = Figure::Pose::standing;
        return true;
    }
    const bool before = index == lo;
    const uint32_t room = before ? from : to;
    const Point seat = before ? a : b;
    const Way way = rides ? routes_.to_lift(room, seat, lane, seats_[ride].at) : routes_.to_stairs(room, seat, lane);
    const float length = length_of(way), done = before ? share : 1 - share;
    // Time that the way does not need is spent on the steps.
    const float total = rides ? length : std::max(length, walking_speed * static_cast<float>(stay.to - stay.from));
    const float s = done * total;
    out.step = s;
    if (s > length) {
        out.at =
            routes_.on_stairs(out.building, before ? fa : fb, (s - length) / std::max(0.01F, total - length), lane);
        out.facing = before ? Facing::left : Facing::right;
        return true;
    }
    const Step step = along(way, s);
    out.at = step.at;
    out.facing = looking(before ? step.direction : Point{-step.direction.x, -step.direction.y});
    return true;
}

void DayFigures::visitors_at(double second, std::vector<Figure>& out) const {
    const Place& place = layout_.place();
    const auto t = static_cast<Seconds>(std::floor(second));
    for (uint32_t h = 0; h < frame_->halls.size(); ++h) {
        const uint32_t room = place.halls[h].room;
        if (room == nobody) {
            continue;
        }
        const auto& visitors = frame_->halls[h].visitors;
        for (uint32_t v = 0; v < visitors.size(); ++v) {
            const VisitorToday& visitor = visitors[v];
            if (t < visitor.arrive || t >= visitor.leave) {
                continue;
            }
            Figure figure;
            figure.kind = Figure::Kind::visitor;
            figure.person = v;
            figure.hall = h;
            figure.room = room;
            figure.building = place.rooms[room].building;
            figure.masked = visitor.masked;
            const bool served = t >= visitor.called;
            const Seat& seat = visitors_[h][v][served ? 1 : 0];
            figure.at = seat.at;
            figure.facing = seat.facing;
            figure.pose = served ? Figure::Pose::standing : Figure::Pose::sitting;
            // In by the door to the seat, from there to the counter.
            const double since = second - (served ? visitor.called : visitor.arrive);
            const bool waited = visitor.called > visitor.arrive;
            const double span = std::min<double>(through_the_door, (visitor.leave - visitor.arrive) / 4.0);
            if (since < span) {
                const Point from = served && waited ? visitors_[h][v][0].at : layout_.door(room);
                const auto share = static_cast<float>(since / span);
                figure.at = between(from, seat.at, share);
                figure.facing = looking(seat.at - from);
                figure.pose = Figure::Pose::walking;
                figure.step = share * static_cast<float>(std::hypot(seat.at.x - from.x, seat.at.y - from.y));
            }
            out.push_back(figure);
        }
    }
}

void DayFigures::families_of(uint32_t building, std::vector<Figure>& out) const {
    const Place& place = layout_.place();
    const PlaceAgency& agency = place.agencies[place.buildings[building].agency];
    Figure figure;
    for (uint32_t u = agency.first_unit; u < agency.last_unit; ++u) {
        for (uint32_t p = place.units[u].first_person; p < place.units[u].last_person; ++p) {
            for (const uint32_t member : homes_.family(p)) {
                if (at(member, 0, figure)) {
                    out.push_back(figure);
                }
            }
        }
    }
}

void DayFigures::all_at(double second, std::vector<Figure>& out) const {
    Figure figure;
    for (uint32_t p = 0; p < layout_.place().servants; ++p) {
        if (at(p, second, figure)) {
            out.push_back(figure);
        }
    }
    visitors_at(second, out);
}

}  // namespace piket::render
