// Who works where: governments, their agencies (OPD), units and rooms.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <numeric>

#include "scenario/plan.hpp"
#include "scenario/sections.hpp"

namespace piket {
namespace {

constexpr double most_people = 20e6;     // civil servants in one scenario; Indonesia has some 4.2 million
constexpr size_t levels = 4;             // structural levels of an agency
constexpr size_t most_linked_rooms = 8;  // whose air is solved together

// Ids that must differ from each other, and where each was given.
class Ids {
   public:
    void add(Reader& reader, const std::string& id) {
        const auto [first, fresh] = places_.emplace(id, place_of(reader));
        if (!fresh && !id.empty()) {
            reader.fault("id", fmt::format("is taken already, see {}", first->second));
        }
    }
    bool contains(const std::string& id) const { return places_.contains(id); }

   private:
    std::map<std::string, std::string> places_;
};

void read_id_and_name(Reader& reader, std::string& id, Text& name) {
    reader.require({"id"});
    reader.id("id", id);
    name = {id, id};
    reader.text("name", name);
}

bool is_made_by_building(const std::string& id) {
    return id == "lobby" || id == "yard" || id == "lift" || id.starts_with("corridor-");
}

RoomSpec read_room(Reader& reader, Ids& ids, PlanReader& plan) {
    RoomSpec room;
    room.line = reader.line();
    reader.require({"id"});
    if (reader.id("id", room.id)) {
        ids.add(reader, room.id);
        if (is_made_by_building(room.id)) {
            reader.fault("id", "belongs to the lobby, corridors, yard and lift that buildings have of themselves");
        }
    }
    const Parameter& height = *find_parameter("room.height");
    reader.choice("type", room.type);
    if (room.type == RoomType::yard || room.type == RoomType::lift) {
        reader.fault("type", "belongs to the yard and lift that buildings have of themselves");
    }
    if (is_passage(room.type)) {
        room.seats = 1;  // nobody sits there
    } else {
        reader.require({"seats"});
    }
    reader.whole("seats", room.seats, {1, 10'000, "seats"});
    reader.number("area", room.area, {1, 100'000, "m2"});
    reader.number("height", room.height, {height.low, height.high, height.unit});
    reader.number("ach", room.ach, {0, 100, "1/h"});
    plan.read_place(reader, room);
    return room;
}

void read_officials(Reader& reader, UnitSpec& unit) {
    std::vector<int> posts;
    if (!reader.wholes("officials", posts, {0, 10'000, "persons"})) {
        return;
    }
    if (posts.size() > levels) {
        reader.fault("officials", "must be at most four numbers, one for each structural level from the top");
        return;
    }
    std::ranges::copy(posts, unit.officials);
    const int all = std::accumulate(posts.begin(), posts.end(), 0);
    if (unit.staff > 0 && all > unit.staff) {
        reader.fault("officials", fmt::format("are {} people, more than the staff of {}", all, unit.staff));
    }
}

void read_sector(Reader& reader, std::optional<Sector>& sector) {
    Sector given{};
    if (reader.choice("sector", given)) {
        sector = given;
    }
}

UnitSpec read_unit(Reader& reader, const AgencySpec& agency, Ids& rooms, PlanReader& plan) {
    UnitSpec unit;
    unit.line = reader.line();
    unit.function = agency.function;
    read_id_and_name(reader, unit.id, unit.name);
    reader.require({"staff"});
    reader.choice("function", unit.function);
    read_sector(reader, unit.sector);
    reader.whole("staff", unit.staff, {1, 100'000, "persons"});
    read_officials(reader, unit);
    reader.each("room", [&](Reader& room) { unit.rooms.push_back(read_room(room, rooms, plan)); });

    const bool office = std::ranges::any_of(unit.rooms, [](const RoomSpec& r) { return r.type == RoomType::office; });
    const bool hall = unit.function == Function::counter && agency.service.counters > 0;
    if (!unit.rooms.empty() && !office && !hall) {
        reader.fault("room", "the unit has no room of type office, so its staff would have no place to sit");
    }
    return unit;
}

void read_service(Reader& reader, ServiceSpec& service) {
    const Parameter& minutes = *find_parameter("service.minutes_per_applicant");
    service.line = reader.line();
    reader.whole("counters", service.counters, {0, 255, "counters"});
    reader.number("counter_per_day", service.counter_per_day, {0, 1e6, "requests a day"});
    reader.number("online_per_day", service.online_per_day, {0, 1e6, "requests a day"});
    reader.number("in_person_share", service.in_person_share, {0, 1, "share"});
    reader.number("minutes", service.minutes, {minutes.low, minutes.high, minutes.unit});
    if (service.counters == 0 && service.counter_per_day > 0) {
        reader.warn("counter_per_day", "the agency has no counters, so these requests are lost");
    }
}

// Head, deputies and their sections, as world/organisation.cpp fills them first.
int fewest_staff(AgencyKind kind) {
    switch (kind) {
        case AgencyKind::secretariat:
            return 10;
        case AgencyKind::dinas:
        case AgencyKind::badan:
            return 5;
        case AgencyKind::kecamatan:
            return 4;
        case AgencyKind::kelurahan:
        case AgencyKind::puskesmas:
            return 2;
        case AgencyKind::hospital:
            return 7;
        case AgencyKind::custom:
            return 1;
    }
    return 1;
}

void read_link(Reader& reader, const Ids& rooms, std::vector<LinkSpec>& links) {
    LinkSpec link;
    std::vector<std::string> between;
    link.line = reader.line();
    reader.require({"between", "flow"});
    reader.number("flow", link.flow, {1e-3, 100'000, "m3/h"});
    if (!reader.words("between", between)) {
        return;
    }
    if (between.size() != 2 || between[0] == between[1]) {
        reader.fault("between", "must name two different rooms");
        return;
    }
    for (const std::string& room : between) {
        if (!rooms.contains(room)) {
            reader.fault("between", fmt::format("\"{}\" is no room that this agency lists", room));
        }
    }
    link.a = between[0];
    link.b = between[1];
    links.push_back(std::move(link));
}

void check_linked_groups(Reader& reader, const std::vector<LinkSpec>& links) {
    std::map<std::string, std::vector<std::string>> group;  // of each room, under the name of its first
    std::map<std::string, std::string> first;
    for (const LinkSpec& link : links) {
        for (const std::string& room : {link.a, link.b}) {
            if (first.emplace(room, room).second) {
                group[room] = {room};
            }
        }
        const std::string keep = first[link.a], drop = first[link.b];
        if (keep == drop) {
            continue;
        }
        for (const std::string& room : group[drop]) {
            first[room] = keep;
            group[keep].push_back(room);
        }
        group.erase(drop);
        if (group[keep].size() == most_linked_rooms + 1) {
            reader.fault("link", fmt::format("more than {} rooms share their air", most_linked_rooms));
        }
    }
}

int counter_staff(const AgencySpec& agency) {
    int staff = 0;
    for (const UnitSpec& unit : agency.units) {
        staff += unit.function == Function::counter ? unit.staff : 0;
    }
    return staff;
}

void check_custom(Reader& reader, const AgencySpec& agency) {
    reader.require_some("unit");
    if (reader.has("staff")) {
        reader.fault("staff", "is for agencies made from a head count; here the units have the staff");
    }
    const int staff = counter_staff(agency);
    if (agency.service.counters > 0 && staff == 0) {
        reader.fault("counters", "no unit has the function counter, so nobody could serve there");
    } else if (agency.service.counters > staff) {
        reader.warn("counters", fmt::format("only {} people work at counters, so some never open", staff));
    }
}

void check_made_from_head_count(Reader& reader, const AgencySpec& agency) {
    if (!reader.has("staff")) {
        reader.fault("staff", fmt::format("is missing: a {} is made from its head count", name(agency.kind)));
    } else if (agency.staff > 0 && agency.staff < fewest_staff(agency.kind)) {
        reader.warn("staff", fmt::format("is fewer than the {} posts that every {} has; so many people work there",
                                         fewest_staff(agency.kind), name(agency.kind)));
    }
    if (reader.has("unit")) {
        reader.fault("unit", "is for agencies of kind custom; this one is made from its head count");
    }
}

bool is_health(AgencyKind kind) {
    return kind == AgencyKind::puskesmas || kind == AgencyKind::hospital;
}

AgencySpec read_agency(Reader& reader) {
    AgencySpec agency;
    agency.file = reader.file();
    agency.line = reader.line();
    read_id_and_name(reader, agency.id, agency.name);
    reader.choice("kind", agency.kind);
    agency.function = is_health(agency.kind) ? Function::health : Function::administration;
    reader.choice("function", agency.function);
    read_sector(reader, agency.sector);
    reader.whole("count", agency.count, {1, 10'000, "agencies"});
    reader.whole("staff", agency.staff, {1, 100'000, "persons"});
    read_service(reader, agency.service);

    Ids units, rooms;
    PlanReader plan;
    reader.each("unit", [&](Reader& unit) {
        agency.units.push_back(read_unit(unit, agency, rooms, plan));
        units.add(unit, agency.units.back().id);
    });
    reader.each("room", [&](Reader& room) {
        agency.rooms.push_back(read_room(room, rooms, plan));
        if (agency.rooms.back().type == RoomType::hall) {
            room.fault("type", "a counter hall belongs to the unit that serves there, not to the agency");
        }
    });
    reader.each("link", [&](Reader& link) { read_link(link, rooms, agency.links); });
    check_linked_groups(reader, agency.links);
    if (agency.kind == AgencyKind::custom) {
        check_custom(reader, agency);
    } else {
        check_made_from_head_count(reader, agency);
    }
    plan.complete(reader, agency);
    return agency;
}

// An agency "dinas" with count = 3 takes the ids dinas-1 to dinas-3.
void check_numbered_ids(Reader& reader, const std::vector<AgencySpec>& agencies) {
    std::map<std::string_view, int> counts;
    for (const AgencySpec& agency : agencies) {
        counts[agency.id] = agency.count;
    }
    for (const AgencySpec& agency : agencies) {
        const std::string_view id = agency.id, base = id.substr(0, id.rfind('-'));
        const auto several = counts.find(base);
        int number = 0;
        std::from_chars(id.data() + std::min(base.size() + 1, id.size()), id.data() + id.size(), number);
        if (agency.count == 1 && several != counts.end() && several->second > 1 && number <= several->second &&
            id == fmt::format("{}-{}", base, number)) {
            reader.fault("agency", fmt::format("the id \"{}\" is taken by one of the {} agencies \"{}\"", id,
                                               several->second, base));
        }
    }
}

}  // namespace

double civil_servants(const Scenario& scenario) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    double people = 0;
    for (const GovernmentSpec& government : scenario.governments) {
        for (const AgencySpec& agency : government.agencies) {
            double staff = agency.staff;
            for (const UnitSpec& unit : agency.units) {
                staff += unit.staff > 0 ? unit.staff : unknown;
            }
            people += staff > 0 ? staff * agency.count : unknown;
        }
    }
    return people;
}

void read_governments(Reader& root, Scenario& scenario) {
    Ids governments;
    root.require_some("government");
    root.each("government", [&](Reader& reader) {
        GovernmentSpec government;
        government.line = reader.line();
        read_id_and_name(reader, government.id, government.name);
        governments.add(reader, government.id);
        Ids agencies;
        reader.require_some("agency");
        reader.each("agency", [&](Reader& agency) {
            government.agencies.push_back(read_agency(agency));
            agencies.add(agency, government.agencies.back().id);
        });
        check_numbered_ids(reader, government.agencies);
        scenario.governments.push_back(std::move(government));
    });
    if (const double people = civil_servants(scenario); people > most_people) {
        root.fault("government", fmt::format("there are {} civil servants in all, more than {}", people, most_people));
    }
}

}  // namespace piket
