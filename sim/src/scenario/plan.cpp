#include "scenario/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "scenario/sections.hpp"

namespace piket {
namespace {

constexpr double close = 0.01;           // m; what is so near touches
constexpr double doorway = 0.6;          // m of a side that a door needs
constexpr double narrowest_gap = 0.9;    // m between rows of rooms that can be a corridor
constexpr double shortest_corridor = 6;  // m, of those that are laid
constexpr size_t most_rooms = 2000;      // of one building with a plan
constexpr int most_floors = 40;

using Place = PlaceSpec;
using Spot = std::pair<double, double>;

double right(const Place& p) {
    return p.x + p.w;
}
double top(const Place& p) {
    return p.y + p.h;
}
bool same(double a, double b) {
    return std::fabs(a - b) <= close;
}

bool contains(const Place& p, Spot at) {
    return at.first >= p.x - close && at.first <= right(p) + close && at.second >= p.y - close &&
           at.second <= top(p) + close;
}

bool on_edge(const Place& p, Spot at) {
    return contains(p, at) &&
           (same(at.first, p.x) || same(at.first, right(p)) || same(at.second, p.y) || same(at.second, top(p)));
}

// Of two on one floor.
bool overlap(const Place& a, const Place& b) {
    return a.x + close < right(b) && b.x + close < right(a) && a.y + close < top(b) && b.y + close < top(a);
}

double distance(const Place& a, const Place& b) {
    const double dx = std::max({0.0, b.x - right(a), a.x - right(b)});
    const double dy = std::max({0.0, b.y - top(a), a.y - top(b)});
    return std::hypot(dx, dy);
}

// The plan with x and y exchanged, so that what is written for corridors along x holds for those across, too.
Place turned(Place p) {
    std::swap(p.x, p.y);
    std::swap(p.w, p.h);
    return p;
}

// Middle of the stretch along which the upper or lower side of `p` lies against `other`.
std::optional<Spot> middle_of_shared_side(const Place& p, const Place& other) {
    const double from = std::max(p.x, other.x), to = std::min(right(p), right(other));
    if (to - from < doorway) {
        return std::nullopt;
    }
    const double middle = from + (to - from) / 2;
    return same(top(p), other.y)   ? std::optional(Spot(middle, top(p)))
           : same(p.y, top(other)) ? std::optional(Spot(middle, p.y))
                                   : std::nullopt;
}

// Where a room has its door to a passage: the one that is given, or the middle of the side that faces it.
std::optional<Spot> door_between(const Place& room, const Place& passage) {
    if (room.floor != passage.floor) {
        return std::nullopt;
    }
    if (room.door) {
        return contains(passage, *room.door) ? room.door : std::nullopt;
    }
    if (const auto door = middle_of_shared_side(room, passage)) {
        return door;
    }
    if (const auto door = middle_of_shared_side(turned(room), turned(passage))) {
        return Spot(door->second, door->first);
    }
    return std::nullopt;
}

bool touch(Place a, const Place& b) {
    a.door.reset();
    return door_between(a, b).has_value();
}

std::string quoted(const RoomSpec& room) {
    return fmt::format("\"{}\"", room.id);
}

// All rooms of a building, those it makes itself last.
class Plan {
   public:
    Plan(std::vector<RoomSpec*> listed, std::vector<Reader*> readers)
        : rooms_(std::move(listed)), readers_(std::move(readers)) {
        made_.reserve(1 + most_floors);  // a lobby and corridors, whose addresses must stay
    }

    bool check_overlaps();
    bool check_doors();
    void make_corridors();
    bool make_lobby();
    bool open_doors();
    bool join_corridors();
    std::vector<RoomSpec> made() && { return std::move(made_); }

   private:
    // Rooms of a floor, 0: of any.
    template <class F>
    std::vector<RoomSpec*> select(int floor, F condition) const {
        std::vector<RoomSpec*> found;
        for (RoomSpec* room : rooms_) {
            if ((floor == 0 || room->place->floor == floor) && condition(*room)) {
                found.push_back(room);
            }
        }
        return found;
    }
    std::vector<RoomSpec*> of_type(int floor, RoomType type) const {
        return select(floor, [&](const RoomSpec& r) { return r.type == type; });
    }
    std::vector<RoomSpec*> passages(int floor) const {  // corridors before the lobby
        std::vector<RoomSpec*> found = of_type(floor, RoomType::corridor);
        std::ranges::copy(of_type(floor, RoomType::lobby), std::back_inserter(found));
        return found;
    }

    void fault(const RoomSpec& room, const char* key, std::string message) {
        const auto at = static_cast<size_t>(std::ranges::find(rooms_, &room) - rooms_.begin());
        readers_[at]->fault(key, std::move(message));
    }
    std::string where(const RoomSpec& room) const {
        const auto at = static_cast<size_t>(std::ranges::find(rooms_, &room) - rooms_.begin());
        return at < readers_.size() ? fmt::format("\"{}\" ({})", room.id, place_of(*readers_[at])) : quoted(room);
    }
    void make(std::string id, RoomType type, const Place& place) {
        made_.push_back(room_spec(std::move(id), type, 1));
        made_.back().place = place;
        rooms_.push_back(&made_.back());
    }
    bool is_made(const RoomSpec& room) const {
        return std::ranges::find(rooms_, &room) - rooms_.begin() >= first_made();
    }
    ptrdiff_t first_made() const { return static_cast<ptrdiff_t>(readers_.size()); }

    std::optional<Place> free_place_along(const Place& corridor, bool may_grow) const;

    std::vector<RoomSpec*> rooms_;
    std::vector<Reader*> readers_;  // of the rooms that the scenario lists, which come first
    std::vector<RoomSpec> made_;
};

bool Plan::check_overlaps() {
    std::vector<RoomSpec*> sorted = rooms_;
    std::ranges::stable_sort(sorted, {}, [](const RoomSpec* r) { return std::pair(r->place->floor, r->place->x); });
    bool good = true;
    for (size_t i = 0; i < sorted.size(); ++i) {
        const Place& a = *sorted[i]->place;
        for (size_t k = i + 1; k < sorted.size(); ++k) {
            const Place& b = *sorted[k]->place;
            if (b.floor != a.floor || b.x >= right(a)) {
                break;
            }
            if (overlap(a, b)) {
                fault(
                    *sorted[k], "at",
                    fmt::format("the room {} overlaps {} on floor {}", quoted(*sorted[k]), where(*sorted[i]), a.floor));
                good = false;
                break;  // one is enough to go on with
            }
        }
    }
    return good;
}

bool Plan::check_doors() {
    bool good = true;
    for (RoomSpec* room : rooms_) {
        const Place& p = *room->place;
        if (p.door && !on_edge(p, *p.door)) {
            fault(*room, "door",
                  fmt::format("is not on an edge of the room {}, which reaches from [{:g}, {:g}] to [{:g}, {:g}]",
                              quoted(*room), p.x, p.y, right(p), top(p)));
            good = false;
        }
    }
    return good;
}

// A level stripe that no room of a floor reaches into.
struct Stripe {
    double low, high;
};

bool opens_to(const Place& room, const Stripe& stripe) {
    const auto on_side = [&](double side) { return !room.door || same(room.door->second, side); };
    return (same(top(room), stripe.low) && on_side(top(room))) || (same(room.y, stripe.high) && on_side(room.y));
}

// Between rows of rooms, above all of them and below.
std::vector<Stripe> free_stripes(std::vector<RoomSpec*> rooms) {
    std::ranges::sort(rooms, {}, [](const RoomSpec* r) { return r->place->y; });
    std::vector<Stripe> stripes;
    double high = top(*rooms.front()->place);
    for (const RoomSpec* room : rooms) {
        if (room->place->y - high >= narrowest_gap) {
            stripes.push_back({high, room->place->y});
        }
        high = std::max(high, top(*room->place));
    }
    const double low = rooms.front()->place->y;
    stripes.push_back({high, high + corridor_width});
    stripes.push_back({low - corridor_width, low});
    return stripes;
}

// A floor without a corridor gets one where most of its rooms can open to it, as long as they are together; not if
// they all open to the lobby.
void Plan::make_corridors() {
    const std::vector<RoomSpec*> lobbies = of_type(0, RoomType::lobby);
    std::set<int> floors;
    for (const RoomSpec* room : rooms_) {
        floors.insert(room->place->floor);
    }
    if (lobbies.empty()) {
        floors.insert(1);  // where the lobby will be
    }
    for (const int floor : floors) {
        const std::vector<RoomSpec*> rooms = select(floor, [](const RoomSpec&) { return true; });
        const bool all_open_to_lobby = !lobbies.empty() && std::ranges::all_of(rooms, [&](const RoomSpec* r) {
            return r == lobbies.front() || door_between(*r->place, *lobbies.front()->place);
        });
        if (!of_type(floor, RoomType::corridor).empty() || (all_open_to_lobby && !rooms.empty())) {
            continue;
        }
        Place corridor = {floor, 0, room_depth, shortest_corridor, corridor_width};
        if (!rooms.empty()) {
            const auto opening = [&](const Stripe& stripe) {
                return std::ranges::count_if(rooms, [&](const RoomSpec* r) { return opens_to(*r->place, stripe); });
            };
            const std::vector<Stripe> stripes = free_stripes(rooms);
            const Stripe stripe = *std::ranges::max_element(stripes, {}, opening);  // the first of the best
            double from = std::numeric_limits<double>::max(), to = std::numeric_limits<double>::lowest();
            const bool any = opening(stripe) > 0;
            for (const RoomSpec* room : rooms) {
                if (!any || opens_to(*room->place, stripe)) {
                    from = std::min(from, room->place->x);
                    to = std::max(to, right(*room->place));
                }
            }
            corridor = {floor, from, stripe.low, std::max(to - from, shortest_corridor), stripe.high - stripe.low};
        }
        make(fmt::format("corridor-{}", floor), RoomType::corridor, corridor);
    }
}

// The first along the corridor that is free and large enough for a lobby; beyond its end if it can be made longer.
std::optional<Place> Plan::free_place_along(const Place& corridor, bool may_grow) const {
    const bool across = corridor.h > corridor.w;
    const auto seen = [&](const Place& p) { return across ? turned(p) : p; };
    const Place c = seen(corridor);
    std::vector<Place> others;
    std::vector<double> starts = {c.x};
    for (const RoomSpec* room : select(corridor.floor, [](const RoomSpec&) { return true; })) {
        others.push_back(seen(*room->place));
        if (right(others.back()) > c.x) {
            starts.push_back(right(others.back()));
        }
    }
    std::ranges::sort(starts);
    for (const double x : starts) {
        for (const double y : {c.y - room_depth, top(c)}) {
            const Place lobby = {corridor.floor, x, y, lobby_area / room_depth, room_depth};
            if ((may_grow || right(lobby) <= right(c) + close) &&
                std::ranges::none_of(others, [&](const Place& p) { return overlap(lobby, p); })) {
                return seen(lobby);
            }
        }
    }
    return std::nullopt;
}

bool Plan::make_lobby() {
    const std::vector<RoomSpec*> lobbies = of_type(0, RoomType::lobby);
    for (size_t i = 1; i < lobbies.size(); ++i) {
        fault(*lobbies[i], "type", fmt::format("a building has one lobby, and {} is one", where(*lobbies[0])));
    }
    if (!lobbies.empty()) {
        return lobbies.size() == 1;
    }
    const std::vector<RoomSpec*> corridors = of_type(1, RoomType::corridor);
    for (RoomSpec* corridor : corridors) {
        const bool may_grow = is_made(*corridor);
        if (const auto place = free_place_along(*corridor->place, may_grow)) {
            Place& c = *corridor->place;
            c.w = may_grow ? std::max(c.w, right(*place) - c.x) : c.w;
            make("lobby", RoomType::lobby, *place);
            return true;
        }
    }
    fault(*corridors.front(), "size",
          fmt::format("along {} is no free place of {:g} x {:g} m for the lobby: give the lobby too, as a room of type "
                      "lobby with a place",
                      quoted(*corridors.front()), lobby_area / room_depth, room_depth));
    return false;
}

bool Plan::open_doors() {
    bool good = true;
    for (RoomSpec* room : rooms_) {
        Place& place = *room->place;
        const std::vector<RoomSpec*> near = passages(place.floor);
        const bool own_passage =
            room->type == RoomType::corridor || (room->type == RoomType::lobby && near.size() == 1);
        if (own_passage) {
            place.opens_to = room->id;
            place.door = Spot(place.x + place.w / 2, place.y + place.h / 2);
            continue;
        }
        const auto found = std::ranges::find_if(
            near, [&](const RoomSpec* p) { return p != room && door_between(place, *p->place).has_value(); });
        if (found != near.end()) {
            place.door = door_between(place, *(*found)->place);
            place.opens_to = (*found)->id;
            continue;
        }
        const RoomSpec& nearest = **std::ranges::min_element(near, {}, [&](const RoomSpec* p) {
            return p == room ? std::numeric_limits<double>::max() : distance(place, *p->place);
        });
        const Place& n = *nearest.place;
        fault(*room, place.door ? "door" : "at",
              fmt::format("no corridor touches the {}room {}; the nearest is {}, from [{:g}, {:g}] to [{:g}, {:g}]. A "
                          "corridor of its own is a room of type corridor with a place",
                          place.door ? "door of the " : "", quoted(*room), where(nearest), n.x, n.y, right(n), top(n)));
        good = false;
    }
    return good;
}

// Whoever is on a floor can walk all over it.
bool Plan::join_corridors() {
    bool good = true;
    std::set<int> floors;
    for (const RoomSpec* corridor : of_type(0, RoomType::corridor)) {
        floors.insert(corridor->place->floor);
    }
    for (const int floor : floors) {
        std::vector<RoomSpec*> apart = passages(floor), joined = {apart.front()};
        apart.erase(apart.begin());
        for (size_t i = 0; i < joined.size(); ++i) {
            const auto reached = std::ranges::stable_partition(
                apart, [&](const RoomSpec* p) { return !touch(*p->place, *joined[i]->place); });
            joined.insert(joined.end(), reached.begin(), reached.end());
            apart.erase(reached.begin(), reached.end());
        }
        for (const RoomSpec* corridor : apart) {
            if (!is_made(*corridor)) {
                fault(*corridor, "at",
                      fmt::format("the {} {} does not touch {} or another corridor of floor {}", name(corridor->type),
                                  quoted(*corridor), where(*joined.front()), floor));
                good = false;
            }
        }
    }
    return good;
}

bool read_pair(Reader& reader, const char* key, double& a, double& b, Bounds bounds, const char* demand) {
    std::vector<double> pair;
    if (!reader.numbers(key, pair, bounds)) {
        return false;
    }
    if (pair.size() != 2) {
        reader.fault(key, demand);
        return false;
    }
    a = pair[0];
    b = pair[1];
    return true;
}

}  // namespace

RoomSpec room_spec(std::string id, RoomType type, int seats) {
    RoomSpec spec;
    spec.id = std::move(id);
    spec.type = type;
    spec.seats = seats;
    return spec;
}

std::vector<RoomSpec> usual_shared_rooms(int staff) {
    std::vector<RoomSpec> rooms = {room_spec("meeting", RoomType::meeting, std::clamp(staff / 4, 8, 30))};
    if (staff >= 25) {
        rooms.push_back(room_spec("canteen", RoomType::canteen, std::clamp(staff / 4, 12, 60)));
        rooms.push_back(room_spec("prayer", RoomType::prayer, std::clamp(staff / 5, 8, 60)));
    }
    return rooms;
}

void PlanReader::read_place(Reader& reader, RoomSpec& room) {
    constexpr Bounds anywhere = {-10'000, 10'000, "m"}, sizes = {0.8, 300, "m"};
    const bool placed = reader.has("floor") || reader.has("at") || reader.has("size") || reader.has("door");
    Place place;
    Spot door;
    if (placed) {
        reader.require({"at", "size"});
    }
    reader.whole("floor", place.floor, {1, most_floors, "(1 is the ground floor)"});
    const bool at = read_pair(reader, "at", place.x, place.y, anywhere, "must be [x, y], the lower left corner in m");
    const bool size = read_pair(reader, "size", place.w, place.h, sizes, "must be [w, h], width and depth in m");
    if (read_pair(reader, "door", door.first, door.second, anywhere, "must be [x, y], a point in m")) {
        place.door = door;
    }
    if (size) {
        const double area = place.w * place.h;
        if (room.area > 0 && std::fabs(area - room.area) > 0.01 * area) {
            reader.fault("size", fmt::format("makes {:.4g} m2, but area says {:g}; leave area out", area, room.area));
        }
        room.area = area;
    }
    if (at && size) {
        room.place = place;
    }
    listed_.push_back({reader, placed});
}

void PlanReader::complete(Reader& agency_reader, AgencySpec& agency) {
    const auto first = std::ranges::find(listed_, true, &Listed::placed);
    if (first == listed_.end()) {
        return;
    }
    std::vector<RoomSpec*> rooms;
    bool good = true;
    for (UnitSpec& unit : agency.units) {
        if (unit.rooms.empty() && agency.kind == AgencyKind::custom) {
            agency_reader.fault("unit", fmt::format("the unit \"{}\" lists no rooms, but a room of the agency has a "
                                                    "place ({}): list its rooms too, each with at and size",
                                                    unit.id, place_of(first->reader)));
            good = false;
        }
        std::ranges::transform(unit.rooms, std::back_inserter(rooms), [](RoomSpec& r) { return &r; });
    }
    const auto of_units = static_cast<ptrdiff_t>(rooms.size());
    std::ranges::transform(agency.rooms, std::back_inserter(rooms), [](RoomSpec& r) { return &r; });
    const bool hall = std::ranges::any_of(rooms, [](const RoomSpec* r) { return r->type == RoomType::hall; });

    if (agency.kind != AgencyKind::custom) {
        first->reader.fault("at", fmt::format("places are for agencies of kind custom, which list all their rooms; a "
                                              "{} makes rooms of its own",
                                              name(agency.kind)));
        return;
    }
    if (agency.service.counters > 0 && !hall) {
        agency_reader.fault("counters", "need a room of type hall with a place, since other rooms have one");
        good = false;
    }
    if (rooms.size() > most_rooms) {
        agency_reader.fault("room", fmt::format("are more than {}, the most that a plan may have", most_rooms));
        return;
    }
    std::vector<Reader*> readers;
    for (size_t i = 0; i < rooms.size(); ++i) {
        Reader& reader = listed_[i].reader;
        readers.push_back(&reader);
        if (!listed_[i].placed) {
            reader.fault(
                "at",
                fmt::format("is missing: the room {} has a place ({}), so every room of the agency needs "
                            "one, with at and size",
                            quoted(*rooms[static_cast<size_t>(first - listed_.begin())]), place_of(first->reader)));
        }
        good &= rooms[i]->place.has_value();
        if (is_passage(rooms[i]->type) && static_cast<ptrdiff_t>(i) < of_units) {
            reader.fault("type", "corridors and the lobby belong to the agency, not to a unit");
            good = false;
        }
    }
    if (!good) {
        return;
    }
    Plan plan(std::move(rooms), std::move(readers));
    const bool apart = plan.check_overlaps(), doors = plan.check_doors();
    if (!apart || !doors) {
        return;  // what follows would be misled
    }
    plan.make_corridors();
    if (!plan.make_lobby()) {
        return;
    }
    const bool opened = plan.open_doors(), joined = plan.join_corridors();
    if (opened && joined) {
        std::ranges::move(std::move(plan).made(), std::back_inserter(agency.rooms));
    }
}

}  // namespace piket
