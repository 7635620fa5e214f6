// What a window may look at: the place, fixed for a run, and one day of it, told as plain data without any of the
// engine's own. A frame is immutable and belongs to whoever asked for it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "piket/area.hpp"
#include "piket/offices.hpp"
#include "piket/outcomes.hpp"
#include "piket/simulation.hpp"

namespace piket {

// ---- the place --------------------------------------------------------------------------------------------------

struct PlanPoint {
    float x = 0, y = 0;  // m
    bool operator==(const PlanPoint&) const = default;
};

struct PlanRect {
    float x = 0, y = 0, w = 0, h = 0;  // m; x along the corridor, y across
    bool contains(PlanPoint p) const { return x <= p.x && p.x <= x + w && y <= p.y && p.y <= y + h; }
    bool operator==(const PlanRect&) const = default;
};

inline constexpr uint32_t nobody = UINT32_MAX;  // an index that names nothing

// Indices below are those of the vectors of Place.
struct PlaceRoom {
    std::string id;
    uint32_t building = nobody, unit = nobody;  // unit: nobody's own if shared
    RoomType type = RoomType::office;
    int floor = 0;  // 0: ground
    PlanRect plan;
    PlanPoint door;              // on an edge
    uint32_t corridor = nobody;  // room onto which the door opens; a corridor has itself
    PlanPoint threshold;         // middle of that corridor before the door
    int seats = 0;
    float height = 3;            // m
    double volume = 0, ach = 0;  // m3; 1/h before measures
    bool operator==(const PlaceRoom&) const = default;
};

struct PlaceBuilding {
    uint32_t agency = nobody, hall = nobody;
    uint32_t first_room = 0, last_room = 0;  // half open
    uint32_t lobby = nobody, canteen = nobody, prayer = nobody, meeting = nobody, yard = nobody, lift = nobody;
    int floors = 1;
    std::vector<PlanPoint> stairs;  // per floor, in its first corridor; empty point where a floor has none
    bool operator==(const PlaceBuilding&) const = default;
};

struct PlaceAgency {
    std::string path;
    Text name;
    uint32_t government = 0, building = nobody, first_unit = 0, last_unit = 0;
    std::string entry;  // path of the scenario's entry, the same for all that are alike
    Text entry_name;
    bool operator==(const PlaceAgency&) const = default;
};

struct PlaceUnit {
    std::string path;
    Text name;
    uint32_t agency = nobody;
    Function function = Function::administration;
    Sector sector = Sector::nonessential;
    uint32_t first_person = 0, last_person = 0;  // civil servants
    bool operator==(const PlaceUnit&) const = default;
};

// Whether a rule with this scope is for that unit.
bool covers(const Scope& scope, const PlaceUnit& unit);

struct PlaceHall {
    uint32_t room = nobody, unit = nobody;
    int counters = 0;
    double requests_per_day = 0, minutes = 0;
    bool operator==(const PlaceHall&) const = default;
};

struct PlacePerson {
    uint64_t hash = 0;  // the same person in every world that has them
    bool servant = false, female = false, comorbid = false;
    uint8_t age = 0;
    uint8_t level = 0;        // structural level, 1 = head ... 4; 0 = no post, or family
    uint16_t seat = 0;        // within the own room
    uint32_t room = nobody;   // own desk; of civil servants
    uint32_t unit = nobody;   // family: that of their civil servant
    uint32_t servant_of = 0;  // the household's civil servant; themselves
    bool operator==(const PlacePerson&) const = default;
};

// Civil servants come first, by unit, then families.
struct Place {
    std::vector<Text> governments;
    std::vector<PlaceAgency> agencies;
    std::vector<PlaceUnit> units;
    std::vector<PlaceBuilding> buildings;
    std::vector<PlaceRoom> rooms;
    std::vector<PlaceHall> halls;
    std::vector<PlacePerson> people;
    uint32_t servants = 0;

    uint32_t person_of(uint64_t hash) const;  // nobody if there is no such person
    uint32_t unit_of(std::string_view path) const;
    bool operator==(const Place&) const = default;

   private:
    friend Place place_of(const World& world);
    std::vector<std::pair<uint64_t, uint32_t>> by_hash_;  // ascending
};

Place place_of(const World& world);

// ---- one day ----------------------------------------------------------------------------------------------------

// What somebody does on a day.
enum class Doing : uint8_t {
    off_duty,
    on_site,
    piket,
    home,
    trip,
    leave,
    sick,
    quarantined,
    isolating,
    facility,
    hospital,
    dead
};
inline constexpr int doing_count = 12;
constexpr bool at_office(Doing d) {
    return d == Doing::on_site || d == Doing::piket;
}

// In the morning of the day, the truth.
enum class Condition : uint8_t { susceptible, latent, infectious, symptomatic, recovered, dead };
inline constexpr int condition_count = 6;

enum class Deed : uint8_t { walking, entering, desk, meeting, meal, prayer, counter, roll_call };

struct PersonToday {
    Doing doing = Doing::off_duty;
    Condition condition = Condition::susceptible;
    bool known = false;   // a positive result has come, and they are kept away because of it
    uint8_t counter = 0;  // at which they serve, 1...; 0: none
    uint16_t canteen_seat = UINT16_MAX;
    bool roams = false;  // at home, but goes out
    bool mask_desk = false, mask_shared = false, mask_counter = false;
    uint8_t doses = 0;

    bool masked(Deed deed) const {
        return deed == Deed::desk      ? mask_desk
               : deed == Deed::counter ? mask_counter
                                       : deed != Deed::meal && mask_shared;
    }
};

struct StayToday {
    uint32_t room = nobody;
    Seconds from = 0, to = 0;
    Deed deed = Deed::desk;
    uint16_t place = 0;  // of a meeting: place at the table
};

struct VisitorToday {
    Seconds arrive = 0, called = 0, leave = 0;
    int counter = 1;
    bool infectious = false, masked = false;
};

// Requests that wait to be dealt with.
struct Backlog {
    double morning = 0;  // left over from the days before
    double evening = 0;  // at the end of the day; as in the morning where that is not known yet
    double per_day = 0;  // that come on a day like this, or on an ordinary one where none come
    double days(double waiting) const { return per_day > 0 ? waiting / per_day : 0; }  // as many days' requests
};

struct HallToday {
    int staffed = 0;  // counters with somebody behind them
    double arrivals = 0, served = 0, turned_away = 0, dropped_off = 0, online = 0, waited_minutes = 0;
    std::vector<VisitorToday> visitors;  // by arrival
    Backlog backlog;
};

struct InfectionToday {
    uint32_t person = nobody;
    Seconds second = 0;
    Setting setting = Setting::town;
    uint32_t room = nobody;
    uint32_t source = nobody;  // person
    bool by_visitor = false;
};

// What a unit's levers are today, and how its people are spread.
struct UnitToday {
    Levers levers;         // all that is in force
    double wfo_share = 1;  // cap in force
    int places = 0;        // how many may come under it; the whole staff where it does not hold
    double compliance = 0;
    bool closed = false, inspected = false;
};

inline constexpr Seconds air_step = 5 * 60;  // samples at 0, 5, 10 ... minutes after midnight, the last at 24.00
inline constexpr int air_samples = seconds_per_day / air_step + 1;

struct DayFrame {
    Day day;
    bool workday = false;
    Interval work, lunch, counter;
    Alert alert;
    double town_prevalence = 0;
    std::vector<PersonToday> people;

    // Where people on site are: of servant p the stays [first_stay[p], first_stay[p + 1]), gapless from entering to
    // leaving but for ways between buildings.
    std::vector<uint32_t> first_stay;
    std::vector<StayToday> stays;
    std::span<const StayToday> stays_of(uint32_t servant) const;
    const StayToday* stay_at(uint32_t servant, Seconds t) const;  // null: nowhere in an office

    std::vector<HallToday> halls;
    std::vector<Backlog> online;  // by agency: what is asked for without coming
    std::vector<UnitToday> units;
    std::vector<InfectionToday> infections;  // by second

    std::vector<int> seats;  // by room: that may be filled today

    // Rooms with infectious air: index into `quanta` per room, or nobody. Sampled; straight lines in between.
    std::vector<uint32_t> air_of;
    std::vector<std::vector<float>> quanta;  // quanta/m3
    float quanta_at(uint32_t room, Seconds t) const;
};

// One part of somebody's day that carries hazard.
struct DoseItem {
    Setting setting = Setting::town;
    uint32_t room = nobody;
    Interval when;
    double hazard = 0;         // expected infections of somebody without immunity of this person's kind: -ln(1 - p)
    uint32_t source = nobody;  // face to face and at home: who
};

// The day that follows a midnight, looked at without living it.
class DayView {
   public:
    // `midnight` must not be over.
    explicit DayView(const Simulation& midnight);
    ~DayView();
    DayView(DayView&&) noexcept;
    DayView& operator=(DayView&&) noexcept;

    // `after`: the same simulation one day later, which tells the day's infections and the evening's backlog; may be
    // null.
    DayFrame frame(const Simulation* after) const;
    std::vector<DoseItem> doses(uint32_t person) const;
    // CO2 in a room at these seconds, ppm: exhaled by everybody whom the stays put there, visitors too.
    std::vector<double> co2(uint32_t room, std::span<const Seconds> at) const;
    // Removal by ventilation today, 1/h: outdoor air and cleaners.
    double fresh_air(uint32_t room) const;
    // Expected infections per hour of one unmasked, susceptible person at rest in that air.
    double risk_per_hour(double quanta_per_m3) const;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace piket
