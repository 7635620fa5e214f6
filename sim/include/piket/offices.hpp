// Governments, their agencies, units and rooms as a scenario gives them; and the same without drawing anything, from a
// table of the staff as any personnel section can export it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "piket/area.hpp"
#include "piket/measures.hpp"
#include "piket/problem.hpp"

namespace piket {

// What a work unit is there for.
enum class Function : uint8_t { leadership, administration, counter, field, health };
enum class RoomType : uint8_t { office, meeting, hall, canteen, prayer, lobby, corridor, yard, lift };
enum class AgencyKind : uint8_t { secretariat, dinas, badan, kecamatan, kelurahan, puskesmas, hospital, custom };

std::string_view name(Function);
std::string_view name(RoomType);
std::string_view name(AgencyKind);

// Where a room stands, if the scenario gives the plan of the building.
struct PlaceSpec {
    int floor = 1;                                       // 1: ground
    double x = 0, y = 0, w = 0, h = 0;                   // m; lower left corner, size; x along the corridor, y across
    std::optional<std::pair<double, double>> door = {};  // on an edge; always there once loaded
    std::string opens_to = {};                           // id of the corridor or lobby at the door; found at load
    bool operator==(const PlaceSpec&) const = default;
};

struct RoomSpec {
    std::string id;
    RoomType type = RoomType::office;
    int seats = 0;                        // > 0
    double area = 0;                      // m2; 0: from seats
    double height = 0;                    // m; 0: the parameter room.height
    double ach = -1;                      // 1/h; negative: by type
    std::optional<PlaceSpec> place = {};  // of all rooms of an agency, those of its corridors too, or of none
    int line = 0;
};

// Air exchanged between two rooms of one agency, both ways.
struct LinkSpec {
    std::string a, b;
    double flow = 0;  // m3/h
    int line = 0;
};

struct UnitSpec {
    std::string id;
    Text name;
    Function function = Function::administration;
    int staff = 0;                    // officials included
    int officials[4] = {0, 0, 0, 0};  // by structural level within the agency: head, secretary/division, section, sub
    std::vector<RoomSpec> rooms;      // empty: made from the head count
    int line = 0;
    std::optional<Sector> sector;  // nothing: by function
};

struct ServiceSpec {
    int counters = 0;            // 0: no counter hall
    double counter_per_day = 0;  // requests that come to the counter on a working day
    double online_per_day = 0;
    double in_person_share = 1;  // of counter requests, those that cannot be handed over (biometrics, consultation)
    double minutes = 0;          // per applicant; 0: the parameter service.minutes_per_applicant
    int line = 0;
};

struct AgencySpec {
    std::string id;  // with count > 1: id-1, id-2, ...
    Text name;
    AgencyKind kind = AgencyKind::custom;
    int count = 1;
    int staff = 0;                                 // of each; for kinds other than custom
    Function function = Function::administration;  // of the staff without post, for kinds made from a head count
    ServiceSpec service;
    std::vector<UnitSpec> units;  // custom
    std::vector<RoomSpec> rooms;  // shared rooms; empty: made from the head count
    std::vector<LinkSpec> links;
    std::string file;
    int line = 0;
    std::optional<Sector> sector;  // of units that do not say; nothing: by function
};

struct GovernmentSpec {
    std::string id;
    Text name;
    std::vector<AgencySpec> agencies;
    int line = 0;
};

// ---- from a table of the staff ----------------------------------------------------------------------------------

// Reads a table (CSV with a row of headings, Indonesian or English; comma or semicolon) of agencies, units and head
// counts. Problems name file, line, heading, value and what is allowed. All agencies are of the kind custom.
Loaded<GovernmentSpec> load_staff_table(const std::string& path, const std::string& id, const std::string& name);
// The same from text already in memory; `file` stands for the file in messages.
Loaded<GovernmentSpec> parse_staff_table(std::string_view text, const std::string& file, const std::string& id,
                                         const std::string& name);

// A government as the [[government]] tables of a scenario file.
std::string to_toml(const GovernmentSpec& government);
// The least that a scenario needs besides its offices: title, run, initial. `extends` is the file that has the offices,
// seen from the scenario; empty: they will follow in the same file.
std::string starter_toml(const GovernmentSpec& government, const std::string& extends);

}  // namespace piket
