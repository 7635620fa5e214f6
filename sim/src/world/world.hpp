// Who works where, with whom they live, and the rooms: fixed for a whole run and shared by all replicates. Everything
// drawn here is drawn under the world's own luck (world_seed), keyed by id paths.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "air/air.hpp"
#include "base/random.hpp"
#include "piket/ids.hpp"
#include "piket/scenario.hpp"

namespace piket {

struct Point {
    float x = 0, y = 0;  // m
};

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;  // m; x along the corridor, y across
};

struct Room {
    std::string id;
    Who who;
    BuildingId building;
    UnitId unit;  // none: shared by the building
    RoomType type = RoomType::office;
    int floor = 0;
    Rect plan;
    Point door;
    RoomId corridor;    // onto which the door opens; a corridor has itself, and so has a lobby without one
    float height = 3;   // m
    double volume = 0;  // m3
    double ach = 1;     // 1/h, before measures
    int seats = 0;
    uint32_t air_group = 0;  // index into World::air_groups
    int air_index = 0;       // within the group

    double area() const { return volume / static_cast<double>(height); }  // m2
};

// What the day asks of a room thousands of times, apart from the rest.
struct RoomPlace {
    BuildingId building;
    uint32_t air_group = 0;
    RoomId corridor;
    Point way;            // where the way from the door meets the middle of the corridor
    float step = 0;       // m from the door to there
    float to_stairs = 0;  // m from there along the corridors
    int16_t floor = 0;
    uint8_t air_index = 0;
    RoomType type = RoomType::office;
};

// Rooms that share air; most are alone.
struct AirGroup {
    std::vector<RoomId> rooms;
    std::vector<double> flow;  // n x n, m3/h
};

struct Building {
    AgencyId agency;
    Range<RoomId> rooms;
    RoomId lobby, canteen, prayer, meeting;  // canteen, prayer and meeting may be none
    RoomId yard;                             // where roll calls are held, outdoors
    RoomId lift;                             // in buildings of three floors and more, else none
    std::vector<RoomId> corridors;           // at least one per floor where rooms are
};

struct Hall {
    Who who;
    AgencyId agency;
    UnitId unit;  // whose people sit at the counters
    RoomId room;
    int counters = 0;
    double per_day = 0;  // counter requests on a working day
    double in_person_share = 1;
    double minutes = 10;  // per applicant
};

struct Unit {
    std::string id, path;  // "tangsel/dukcapil/pelayanan"
    Text name;
    Who who;
    AgencyId agency;
    Function function = Function::administration;
    Sector sector = Sector::nonessential;
    Range<PersonId> staff;     // officials first, by level
    double office_volume = 0;  // m3: rooms with desks, together
    double office_ach = 0;     // 1/h, mean over desks
};

struct Agency {
    std::string id, path;
    Text name;
    std::string entry;  // path of the scenario's entry, which may stand for many alike
    Text entry_name;
    Who who;
    GovernmentId government;
    AgencyKind kind = AgencyKind::custom;
    Range<UnitId> units;
    Range<PersonId> staff;
    BuildingId building;
    HallId hall;  // may be none
    double online_per_day = 0;
};

struct Government {
    std::string id;
    Text name;
    Who who;
    Range<AgencyId> agencies;
    RoomId assembly;  // largest meeting room; may be none
};

enum class Commute : uint8_t { motorcycle, car, public_transport };

// What a civil servant has besides being a person.
struct Job {
    UnitId unit;
    RoomId room;        // own desk
    uint16_t seat = 0;  // within the room
    uint8_t level = 0;  // structural level within the agency, 1 = head ... 4; 0 = no post
    Commute commute = Commute::motorcycle;
    bool roams = false;  // goes out when working from home
    float trait = 0.5F;  // in [0, 1): how compliant beside the others of the unit
};

struct World {
    explicit World(Scenario scenario);

    Scenario scenario;
    Luck luck;

    Column<GovernmentId, Government> governments;
    Column<AgencyId, Agency> agencies;
    Column<UnitId, Unit> units;
    Column<BuildingId, Building> buildings;
    Column<RoomId, Room> rooms;
    Column<RoomId, RoomPlace> places;  // the same rooms
    Column<HallId, Hall> halls;
    std::vector<AirGroup> air_groups;

    // People: civil servants [0, servants) by unit, then families by household.
    uint32_t servants = 0;
    Column<PersonId, Who> who;
    Column<PersonId, uint8_t> age;
    Column<PersonId, uint8_t> female;               // 0 or 1
    Column<PersonId, uint8_t> comorbid;             // 0 or 1
    Column<PersonId, Job> jobs;                     // civil servants
    Column<HouseholdId, Range<PersonId>> families;  // household i: civil servant i and this range
    Column<StrainId, double> household_hazard;      // under the scenario's own parameters

    std::vector<Day> holidays;  // ascending

    uint32_t people() const { return who.size(); }
    Range<PersonId> servant_ids() const { return {PersonId{0}, PersonId{servants}}; }
    bool is_servant(PersonId p) const { return p.value < servants; }
    PersonId servant_of(HouseholdId h) const { return PersonId{h.value}; }
    HouseholdId household(PersonId p) const;                                       // of anybody
    UnitId unit(PersonId p) const { return jobs[servant_of(household(p))].unit; }  // family: that of their servant

    bool workday(Day day) const;
    double reported(Day day) const;  // cases per 100,000 and day in the town; 0 if nothing is said
    // Seconds of walking from room to room within one building, at 1.2 m/s along the corridors; 0 for the same room.
    // Corridors lie along x or y, so the way between two points of them is their distance in x and in y.
    Seconds walk(RoomId from, RoomId to) const;

   private:
    Column<PersonId, HouseholdId> family_household_;  // of person `servants + i`
    friend struct WorldBuilder;
};

// The units of an agency: those given, or made from its kind and head count (see organisation.cpp for the patterns).
std::vector<UnitSpec> organise(const AgencySpec& agency);

// By strain: hazard for a household member per unit of emission over a whole illness. It is solved from the household
// secondary attack rate, so that the rate stays what it is when the spread of emission is another.
Column<StrainId, double> household_hazards(const Scenario& scenario, const Parameters& parameters);

// Whether a scope holds for a unit.
bool covers(const Scope& scope, const World& world, UnitId unit);

}  // namespace piket
