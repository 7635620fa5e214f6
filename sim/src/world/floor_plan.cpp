// Floor plans: as the scenario gives them, or from units and head counts: on each floor one corridor with rooms on both
// sides, the entrance on the ground floor. Stairs are where the first corridor of a floor begins. Areas per person are
// parameters (room.*); the arrangement is ours.
#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "scenario/plan.hpp"
#include "world/builder.hpp"

namespace piket {

namespace {

constexpr auto corridor_width = static_cast<float>(piket::corridor_width);
constexpr auto room_depth = static_cast<float>(piket::room_depth);
constexpr float floor_length = 48.0F;      // a new floor begins when both sides are this full
constexpr float stairs_per_floor = 14.0F;  // m walked
constexpr float walking_speed = 1.2F;      // m/s (recalled: pedestrians on the flat 1.2-1.4)
constexpr int desks_per_room = 10;
constexpr double yard_area_per_person = 2.5;  // m2, at a roll call: rows an arm's length apart (assumed)
constexpr int floors_with_lift = 3;           // so many floors and more have a lift (assumed)
constexpr double lift_area = 2.2;             // m2 of the cabin, some eight people (assumed)

double area_per_seat(RoomType type, const Parameters& p) {
    switch (type) {
        case RoomType::office:
            return p.office_area;
        case RoomType::meeting:
            return p.meeting_area;
        case RoomType::hall:
            return p.hall_area;
        case RoomType::canteen:
            return p.canteen_area;
        case RoomType::prayer:
            return p.prayer_area;
        case RoomType::yard:
            return yard_area_per_person;
        case RoomType::lobby:
        case RoomType::corridor:
        case RoomType::lift:
            return 1.0;
    }
    return 1.0;
}

double usual_ach(RoomType type, const Parameters& p) {
    switch (type) {
        case RoomType::office:
            return p.ach_office;
        case RoomType::meeting:
            return p.ach_meeting;
        case RoomType::hall:
            return p.ach_hall;
        case RoomType::canteen:
            return p.ach_canteen;
        case RoomType::prayer:
            return p.ach_prayer;
        case RoomType::lobby:
            return p.ach_lobby;
        case RoomType::corridor:
            return p.ach_corridor;
        case RoomType::yard:
            return p.ach_yard;
        case RoomType::lift:
            return p.ach_lift;
    }
    return p.ach_office;
}

// The loader has seen to it that all rooms have a place if one has.
bool has_plan(const AgencySpec& agency) {
    return std::ranges::any_of(agency.rooms, [](const RoomSpec& room) { return room.place.has_value(); });
}

// Puts rooms where the scenario says, or else along corridors, floor after floor.
class Layout {
   public:
    Layout(World& world, BuildingId building, Who who, const AgencySpec& agency)
        : world_(world), building_(building), who_(who), first_{world.rooms.size()} {
        if (has_plan(agency)) {
            add_given_passages(agency);
        } else {
            open_floor();
            add_lobby();
        }
    }

    RoomId add(const RoomSpec& spec, UnitId unit) {
        const Parameters& p = world_.scenario.parameters;
        Room room = without_place(spec);
        room.unit = unit;
        const double area = spec.area > 0 ? spec.area : std::max(6.0, spec.seats * area_per_seat(spec.type, p));
        room.volume = area * room.height;
        if (spec.place) {
            put(room, *spec.place);
        } else {
            place(room, static_cast<float>(area));
        }
        return world_.rooms.push_back(std::move(room));
    }

    // What stands beside the rooms: the yard before them, a lift at their side.
    RoomId add_yard(int people) {
        const RoomSpec yard = room_spec("yard", RoomType::yard, std::max(1, people));
        const auto width = static_cast<float>(std::max(6.0, std::sqrt(yard_area_per_person * yard.seats)));
        const Rect all = extent();
        return add_beside(yard, {all.x, all.y - width - 2, width, width});
    }
    RoomId add_lift() {
        if (top_floor() + 1 < floors_with_lift) {
            return {};
        }
        const Rect all = extent();
        return add_beside(room_spec("lift", RoomType::lift, 8),
                          {all.x - 1.5F, all.y, 1.5F, static_cast<float>(lift_area / 1.5)});
    }

    // The corridors are as long as what stands along them.
    void finish() {
        for (size_t i = 0; i < length_.size(); ++i) {
            Room& corridor = world_.rooms[world_.buildings[building_].corridors[i]];
            corridor.plan.w = std::max(length_[i], 6.0F);
            corridor.volume = volume(corridor);
            corridor.door = {corridor.plan.w / 2, corridor.plan.y + corridor.plan.h / 2};
        }
    }

   private:
    // Of all rooms so far.
    Rect extent() const {
        Rect all = world_.rooms[world_.buildings[building_].lobby].plan;
        for (RoomId r = first_; r.value < world_.rooms.size(); ++r.value) {
            const Rect& plan = world_.rooms[r].plan;
            all.x = std::min(all.x, plan.x);
            all.y = std::min(all.y, plan.y);
        }
        return all;
    }
    int top_floor() const {
        int top = 0;
        for (RoomId r = first_; r.value < world_.rooms.size(); ++r.value) {
            top = std::max(top, world_.rooms[r].floor);
        }
        return top;
    }

    Room without_place(const RoomSpec& spec) const {
        const Parameters& p = world_.scenario.parameters;
        Room room;
        room.id = spec.id;
        room.who = child(who_, spec.id);
        room.building = building_;
        room.type = spec.type;
        room.seats = spec.seats;
        room.height = static_cast<float>(spec.height > 0 ? spec.height : p.room_height);
        room.ach = spec.ach >= 0 ? spec.ach : usual_ach(spec.type, p);
        return room;
    }

    RoomId add_beside(const RoomSpec& spec, Rect plan) {
        Room room = without_place(spec);
        room.plan = plan;
        room.door = {plan.x + plan.w / 2, plan.y + plan.h};
        room.volume = volume(room);
        const Room& entrance = world_.rooms[world_.buildings[building_].lobby];  // on a slope it may lie higher
        room.floor = entrance.floor;
        room.corridor = entrance.corridor;
        return world_.rooms.push_back(std::move(room));
    }

    static double volume(const Room& room) { return static_cast<double>(room.plan.w) * room.plan.h * room.height; }

    // Corridors first, since doors open to them.
    void add_given_passages(const AgencySpec& agency) {
        Building& building = world_.buildings[building_];
        for (const RoomType type : {RoomType::corridor, RoomType::lobby}) {
            for (const RoomSpec& room : agency.rooms) {
                if (room.type == type) {
                    const RoomId id = add(room, UnitId{});
                    (type == RoomType::lobby ? building.lobby : building.corridors.emplace_back()) = id;
                    passages_.emplace_back(room.id, id);
                }
            }
        }
    }

    void put(Room& room, const PlaceSpec& place) {
        room.floor = place.floor - 1;
        room.plan = {static_cast<float>(place.x), static_cast<float>(place.y), static_cast<float>(place.w),
                     static_cast<float>(place.h)};
        room.door = {static_cast<float>(place.door->first), static_cast<float>(place.door->second)};
        room.volume = volume(room);
        const auto passage = std::ranges::find(passages_, place.opens_to, &std::pair<std::string, RoomId>::first);
        room.corridor = passage != passages_.end() ? passage->second : RoomId{world_.rooms.size()};  // itself
    }

    void open_floor() {
        ++floor_;
        used_[0] = used_[1] = 0;
        length_.push_back(0);
        Room corridor = without_place(room_spec("corridor-" + std::to_string(floor_ + 1), RoomType::corridor, 1));
        corridor.floor = floor_;
        corridor.plan = {0, room_depth, 6, corridor_width};
        corridor.corridor = RoomId{world_.rooms.size()};
        world_.buildings[building_].corridors.push_back(world_.rooms.push_back(std::move(corridor)));
    }

    void add_lobby() {
        RoomSpec lobby = room_spec("lobby", RoomType::lobby, 1);
        lobby.area = lobby_area;
        world_.buildings[building_].lobby = add(lobby, UnitId{});
    }

    void place(Room& room, float area) {
        const float width = area / room_depth;
        int side = used_[0] <= used_[1] ? 0 : 1;
        if (used_[side] > 0 && used_[side] + width > floor_length) {
            open_floor();
            side = 0;
        }
        room.floor = floor_;
        room.corridor = world_.buildings[building_].corridors.back();
        room.plan = {used_[side], side == 0 ? 0 : room_depth + corridor_width, width, room_depth};
        room.door = {used_[side] + width / 2, side == 0 ? room_depth : room_depth + corridor_width};
        used_[side] += width;
        float& length = length_[static_cast<size_t>(floor_)];
        length = std::max(length, used_[side]);
    }

    World& world_;
    BuildingId building_;
    Who who_;
    RoomId first_;  // of this building
    int floor_ = -1;
    float used_[2] = {0, 0};
    std::vector<float> length_;                             // of the corridors that are laid here
    std::vector<std::pair<std::string, RoomId>> passages_;  // that are given
};

std::vector<RoomSpec> shared_rooms(const AgencySpec& spec, int staff) {
    if (!spec.rooms.empty() || spec.kind == AgencyKind::custom) {
        return spec.rooms;
    }
    std::vector<RoomSpec> rooms = usual_shared_rooms(staff);
    if (spec.kind == AgencyKind::secretariat) {
        rooms.push_back(room_spec("assembly", RoomType::meeting, 80));
    }
    return rooms;
}

// Rooms of a unit that lists none: an own room for levels 1 and 2, open offices of up to ten desks for the others.
std::vector<RoomSpec> usual_unit_rooms(const UnitSpec& unit) {
    std::vector<RoomSpec> rooms;
    const int chiefs = unit.officials[0] + unit.officials[1];
    for (int i = 0; i < chiefs; ++i) {
        rooms.push_back(room_spec(unit.id + "-chief-" + std::to_string(i + 1), RoomType::office, 1));
        rooms.back().area = 18;
    }
    const int others = unit.staff - chiefs;
    const int count = (others + desks_per_room - 1) / desks_per_room;
    for (int i = 0; i < count; ++i) {
        const int seats = others / count + (i < others % count ? 1 : 0);
        rooms.push_back(room_spec(unit.id + "-" + std::to_string(i + 1), RoomType::office, seats));
    }
    return rooms;
}

// Officials of own rooms first, then desk after desk; people beyond the last desk share the last room.
void seat_unit(World& world, UnitId id, const std::vector<RoomId>& offices) {
    Unit& unit = world.units[id];
    size_t room = 0;
    int seat = 0;
    for (PersonId p : unit.staff) {
        while (room + 1 < offices.size() && seat >= world.rooms[offices[room]].seats) {
            ++room;
            seat = 0;
        }
        world.jobs[p].room = offices[room];
        world.jobs[p].seat = static_cast<uint16_t>(seat++);
    }
    for (PersonId p : unit.staff) {
        unit.office_ach += world.rooms[world.jobs[p].room].ach / static_cast<double>(unit.staff.size());
    }
    for (RoomId r : offices) {
        unit.office_volume += world.rooms[r].volume;
    }
}

}  // namespace

void WorldBuilder::add_building(AgencyId agency_id, const AgencySpec& spec, const std::vector<UnitSpec>& units) {
    Agency& agency = world.agencies[agency_id];
    const BuildingId building_id = world.buildings.push_back({});
    agency.building = building_id;
    const RoomId first{world.rooms.size()};
    Layout layout(world, building_id, child(agency.who, "room"), spec);

    std::vector<std::pair<std::string, RoomId>> by_name;
    auto add = [&](const RoomSpec& room, UnitId unit) {
        const RoomId id = layout.add(room, unit);
        by_name.emplace_back(room.id, id);
        return id;
    };
    auto remember = [&](RoomType type, RoomId id) {
        Building& b = world.buildings[building_id];
        RoomId& slot = type == RoomType::canteen ? b.canteen : type == RoomType::prayer ? b.prayer : b.meeting;
        if (!slot.valid()) {
            slot = id;
        }
    };

    const int staff = static_cast<int>(agency.staff.size());
    UnitId unit_id = agency.units.first;
    for (const UnitSpec& unit : units) {
        std::vector<RoomId> offices;
        for (const RoomSpec& room : unit.rooms.empty() ? usual_unit_rooms(unit) : unit.rooms) {
            const RoomId id = add(room, unit_id);
            if (room.type == RoomType::office) {
                offices.push_back(id);
            } else if (room.type == RoomType::hall && agency.hall.valid()) {
                world.halls[agency.hall].room = id;
            }
        }
        if (agency.hall.valid() && world.halls[agency.hall].unit == unit_id && !world.halls[agency.hall].room.valid()) {
            const int seats = world.halls[agency.hall].counters * places_per_counter;
            world.halls[agency.hall].room = add(room_spec("hall", RoomType::hall, seats), unit_id);
        }
        if (offices.empty()) {  // a counter unit may have no back office: its hall is its office
            check(agency.hall.valid() && world.halls[agency.hall].room.valid(), "unit without a room");
            offices.push_back(world.halls[agency.hall].room);
        }
        seat_unit(world, unit_id, offices);
        unit_id.value++;
    }
    for (const RoomSpec& room : shared_rooms(spec, staff)) {
        if (room.place && is_passage(room.type)) {
            continue;  // stands already
        }
        const RoomId id = add(room, UnitId{});
        if (room.type == RoomType::canteen || room.type == RoomType::prayer || room.type == RoomType::meeting) {
            remember(room.type, id);
        }
    }
    const RoomId lift = layout.add_lift(), yard = layout.add_yard(staff);
    layout.finish();
    Building& building = world.buildings[building_id];
    building.yard = yard;
    building.lift = lift;
    building.agency = agency_id;
    building.rooms = {first, RoomId{world.rooms.size()}};

    // Rooms joined by links share air; every other room is alone.
    auto find = [&](const std::string& name) {
        return std::find_if(by_name.begin(), by_name.end(), [&](const auto& e) { return e.first == name; })->second;
    };
    std::vector<int> group(building.rooms.size(), -1);
    auto at = [&](RoomId id) -> int& { return group[id.value - first.value]; };
    for (RoomId id : building.rooms) {
        at(id) = static_cast<int>(id.value - first.value);
    }
    for (const LinkSpec& link : spec.links) {
        const int keep = std::min(at(find(link.a)), at(find(link.b))),
                  drop = std::max(at(find(link.a)), at(find(link.b)));
        std::replace(group.begin(), group.end(), drop, keep);
    }
    for (RoomId id : building.rooms) {
        Room& room = world.rooms[id];
        if (at(id) != static_cast<int>(id.value - first.value)) {
            continue;
        }
        AirGroup air;
        for (RoomId other : building.rooms) {
            if (at(other) == at(id)) {
                world.rooms[other].air_group = static_cast<uint32_t>(world.air_groups.size());
                world.rooms[other].air_index = static_cast<int>(air.rooms.size());
                air.rooms.push_back(other);
            }
        }
        check(air.rooms.size() <= max_coupled_rooms, "more than eight rooms share air");
        air.flow.assign(air.rooms.size() * air.rooms.size(), 0.0);
        for (const LinkSpec& link : spec.links) {
            const Room &a = world.rooms[find(link.a)], &b = world.rooms[find(link.b)];
            if (a.air_group == room.air_group) {
                const size_t n = air.rooms.size(), i = static_cast<size_t>(a.air_index),
                             j = static_cast<size_t>(b.air_index);
                air.flow[i * n + j] += link.flow;
                air.flow[j * n + i] += link.flow;
            }
        }
        world.air_groups.push_back(std::move(air));
    }
}

void WorldBuilder::add_places() {
    const auto between = [](Point a, Point b) { return std::fabs(a.x - b.x) + std::fabs(a.y - b.y); };
    // The middle of a corridor, at its beginning or as near to a point as one gets on it.
    const auto beginning = [](const Rect& c) {
        return c.w >= c.h ? Point{c.x, c.y + c.h / 2} : Point{c.x + c.w / 2, c.y};
    };
    const auto nearest = [](const Rect& c, Point p) {
        return c.w >= c.h ? Point{p.x, c.y + c.h / 2} : Point{c.x + c.w / 2, p.y};
    };
    for (RoomId id : world.rooms.ids()) {
        const Room& room = world.rooms[id];
        const Rect& corridor = world.rooms[room.corridor].plan;
        Point stairs = beginning(corridor);
        for (RoomId c : world.buildings[room.building].corridors) {
            if (world.rooms[c].floor == room.floor) {
                stairs = beginning(world.rooms[c].plan);
                break;
            }
        }
        const Point way = nearest(corridor, room.door);
        const float step = room.corridor == id ? 0 : std::min(corridor.w, corridor.h) / 2;
        world.places.push_back({room.building, room.air_group, room.corridor, way, step, between(way, stairs),
                                static_cast<int16_t>(room.floor), static_cast<uint8_t>(room.air_index), room.type});
    }
}

Seconds World::walk(RoomId from, RoomId to) const {
    if (from == to) {
        return 0;
    }
    const RoomPlace &a = places[from], &b = places[to];
    float way = a.step + b.step;
    if (a.floor == b.floor) {
        way += std::fabs(a.way.x - b.way.x) + std::fabs(a.way.y - b.way.y);
    } else {
        way += a.to_stairs;
        way += b.to_stairs;
        way += stairs_per_floor * static_cast<float>(a.floor > b.floor ? a.floor - b.floor : b.floor - a.floor);
    }
    return static_cast<Seconds>(way / walking_speed) + 1;
}

}  // namespace piket
