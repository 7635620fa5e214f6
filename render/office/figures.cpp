#include "office/figures.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <unordered_map>

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

struct Claim {
    Seconds from, to;
    size_t who;
};

// The lowest place that is free when somebody comes.
void share_out(std::vector<Claim>& claims, auto give) {
    std::ranges::sort(
        claims, [](const Claim& a, const Claim& b) { return a.from != b.from ? a.from < b.from : a.who < b.who; });
    using Taken = std::pair<Seconds, uint32_t>;
    std::priority_queue<Taken, std::vector<Taken>, std::greater<>> taken;
    std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>> free;
    uint32_t used = 0;
    for (const Claim& claim : claims) {
        while (!taken.empty() && taken.top().first <= claim.from) {
            free.push(taken.top().second);
            taken.pop();
        }
        uint32_t place = used;
        if (free.empty()) {
            ++used;
        } else {
            place = free.top();
            free.pop();
        }
        taken.emplace(claim.to, place);
        give(claim.who, place);
    }
}

bool sits(Deed deed) {
    return deed == Deed::desk || deed == Deed::meeting || deed == Deed::meal || deed == Deed::counter ||
           deed == Deed::prayer;
}

}  // namespace

Elsewhere elsewhere(Doing doing) {
    switch (doing) {
        case Doing::trip:
            return Elsewhere::trip;
        case Doing::leave:
            return Elsewhere::leave;
        case Doing::sick:
            return Elsewhere::sick;
        case Doing::quarantined:
            return Elsewhere::quarantine;
        case Doing::isolating:
            return Elsewhere::isolation;
        case Doing::facility:
        case Doing::hospital:
            return Elsewhere::hospital;
        case Doing::off_duty:
        case Doing::on_site:
        case Doing::piket:
        case Doing::home:
        case Doing::dead:
            break;
    }
    return Elsewhere::home;
}

DayFigures::DayFigures(const Layout& layout, const Furniture& furniture, std::shared_ptr<const DayFrame> frame)
    : layout_(layout), furniture_(furniture), routes_(layout), frame_(std::move(frame)) {
    take_seats();
    arrange_blocks();
}

uint32_t DayFigures::building_of(uint32_t person) const {
    const Place& place = layout_.place();
    return place.agencies[place.units[place.people[person].unit].agency].building;
}

void DayFigures::take_seats() {
    const Place& place = layout_.place();
    const DayFrame& f = *frame_;
    seats_.resize(f.stays.size());
    std::unordered_map<uint64_t, std::vector<Claim>> claims;  // by room and deed
    std::vector<uint32_t> person_of(f.stays.size());
    for (uint32_t p = 0; p < place.servants; ++p) {
        const PlacePerson& person = place.people[p];
        const PlaceAgency& agency = place.agencies[place.units[person.unit].agency];
        for (size_t i = f.first_stay[p]; i < f.first_stay[p + 1]; ++i) {
            const StayToday& stay = f.stays[i];
            person_of[i] = p;
            uint32_t index = 0;
            switch (stay.deed) {
                case Deed::desk:
                    index = person.seat;
                    break;
                case Deed::meeting:
                    index = stay.place;
                    break;
                case Deed::meal: {
                    const uint16_t seat = f.people[p].canteen_seat;
                    const size_t seats = furniture_.of(stay.room).places.size();
                    const bool canteen = place.rooms[stay.room].type == RoomType::canteen && seat != UINT16_MAX;
                    index = !canteen ? person.seat : seats > 0 ? seat % static_cast<uint32_t>(seats) : seat;
                    break;
                }
                case Deed::counter:
                    index = f.people[p].counter;
                    break;
                case Deed::roll_call:
                    index = p - place.units[agency.first_unit].first_person;
                    break;
                case Deed::prayer:
                case Deed::entering:
                case Deed::walking:
                    if (stay.deed != Deed::walking || place.rooms[stay.room].type == RoomType::lift) {
                        claims[static_cast<uint64_t>(stay.room) << 8U | static_cast<uint64_t>(stay.deed)].push_back(
                            {stay.from, stay.to, i});
                    }
                    continue;
            }
            const bool own_desk = stay.deed == Deed::meal && place.rooms[stay.room].type != RoomType::canteen;
            seats_[i] = furniture_.seat_of(stay.room, index, own_desk ? Deed::desk : stay.deed);
        }
    }
    for (auto& [key, list] : claims) {
        const auto room = static_cast<uint32_t>(key >> 8U);
        share_out(list,
                  [&, room](size_t i, uint32_t seat) { seats_[i] = furniture_.seat_of(room, seat, Deed::roll_call); });
    }
    visitors_.resize(f.halls.size());
    for (size_t h = 0; h < f.halls.size(); ++h) {
        const auto& visitors = f.halls[h].visitors;
        visitors_[h].resize(visitors.size());
        const uint32_t room = place.halls[h].room;
        std::vector<Claim> waiting;
        std::unordered_map<int, std::vector<Claim>> served;
        for (size_t v = 0; v < visitors.size(); ++v) {
            waiting.push_back({visitors[v].arrive, visitors[v].called, v});
            served[visitors[v].counter].push_back({visitors[v].called, visitors[v].leave, v});
        }
        share_out(waiting, [&](size_t v, uint32_t seat) { visitors_[h][v][0] = furniture_.waiting(room, seat); });
        for (auto& [counter, list] : served) {
            share_out(list, [&, c = counter](size_t v, uint32_t place_before) {
                visitors_[h][v][1] = furniture_.at_counter(room, c, place_before);
            });
        }
    }
}

// Blocks from left to right, each filled column by column; cells as large as the room allows.
void DayFigures::arrange_blocks() {
    constexpr float heading = 1.7F, gap = 1.0F, largest = 1.15F;
    float least_width = 6;
    const Place& place = layout_.place();
    home_.resize(place.servants);
    blocks_.resize(place.buildings.size());
    cells_.resize(place.buildings.size(), largest);
    for (uint32_t b = 0; b < place.buildings.size(); ++b) {
        const PlaceAgency& agency = place.agencies[place.buildings[b].agency];
        std::array<std::vector<uint32_t>, elsewhere_count> who;
        for (const bool comes : {false, true}) {  // those at home all day first: they make a full block
            for (uint32_t u = agency.first_unit; u < agency.last_unit; ++u) {
                for (uint32_t p = place.units[u].first_person; p < place.units[u].last_person; ++p) {
                    const Doing doing = frame_->people[p].doing;
                    if (at_office(doing) == comes && doing != Doing::dead) {
                        who[static_cast<size_t>(elsewhere(doing))].push_back(p);
                    }
                }
            }
        }
        const Rect rim = layout_.rim(b);
        float cell = largest, width = 0;
        const auto columns = [&](size_t n) {
            const auto rows = std::max<size_t>(1, static_cast<size_t>((rim.h - heading) / cell));
            return (n + rows - 1) / rows;
        };
        // Narrow blocks before small people.
        for (least_width = 6; cell > 0.1F; least_width > 1.4F ? least_width *= 0.9F : cell *= 0.95F) {
            width = -gap;
            for (const auto& people : who) {
                width +=
                    people.empty() ? 0 : gap + std::max(least_width, static_cast<float>(columns(people.size())) * cell);
            }
            if (width <= rim.w) {
                break;
            }
        }
        cells_[b] = cell;
        float x = rim.x;
        for (size_t w = 0; w < elsewhere_count; ++w) {
            const auto& people = who[w];
            if (people.empty()) {
                continue;
            }
            const size_t cols = std::max<size_t>(1, columns(people.size()));
            const float wide = std::max(least_width, static_cast<float>(cols) * cell);
            const size_t across = std::max<size_t>(1, static_cast<size_t>(wide / cell + 0.01F));
            for (size_t i = 0; i < people.size(); ++i) {
                home_[people[i]] = {x + (static_cast<float>(i % across) + 0.5F) * cell,
                                    rim.y + heading + (static_cast<float>(i / across) + 0.85F) * cell};
            }
            const float deep = static_cast<float>((people.size() + across - 1) / across) * cell;
            blocks_[b].push_back({static_cast<Elsewhere>(w),
                                  {x, rim.y, wide, heading - 0.2F},
                                  {x, rim.y + heading, static_cast<float>(across) * cell, deep},
                                  static_cast<int>(people.size())});
            x += wide + gap;
        }
    }
}

bool DayFigures::at(uint32_t p, double second, Figure& out) const {
    const PersonToday& today = frame_->people[p];
    if (p >= layout_.place().servants || today.doing == Doing::dead) {
        return false;
    }
    out = {};
    out.person = p;
    const auto t = static_cast<Seconds>(std::floor(second));
    const StayToday* stay = frame_->stay_at(p, t);
    if (stay == nullptr) {
        const auto all = frame_->stays_of(p);
        if (!all.empty() && t >= all.front().from && t < all.back().to) {  // on the way between two buildings
            const auto next = std::ranges::upper_bound(all, t, {}, &StayToday::from);
            const StayToday &before = *(next - 1), &after = *next;
            const bool there = 2 * t > before.to + after.from;
            out.building = layout_.place().rooms[there ? after.room : before.room].building;
            const Point in = routes_.entrance(out.building);
            const float lane = lane_of(layout_.place().people[p].hash);
            out.at = {in.x + lane * 1.2F, in.y + 0.9F + 0.3F * std::abs(lane)};
            out.room = layout_.place().buildings[out.building].lobby;
            out.masked = today.mask_shared;
            return true;
        }
        out.building = building_of(p);
        out.at = home_[p];
        out.where = elsewhere(today.doing);
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
        const Point in = routes_.entrance(out.building);
        const double since = second - stay->from, left = stay->to - second;
        const auto length = static_cast<float>(std::hypot(in.x - seat.at.x, in.y - seat.at.y));
        if (index == frame_->first_stay[p] && since < through_the_door) {
            const auto share = static_cast<float>(since / through_the_door);
            out.at = between(in, seat.at, share);
            out.facing = looking(seat.at - in);
            out.pose = Figure::Pose::walking;
            out.step = share * length;
        } else if (index + 1 == frame_->first_stay[p + 1] && left < through_the_door) {
            const auto share = static_cast<float>(left / through_the_door);
            out.at = between(in, seat.at, share);
            out.facing = looking(in - seat.at);
            out.pose = Figure::Pose::walking;
            out.step = (1 - share) * length;
        }
    }
    return true;
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
