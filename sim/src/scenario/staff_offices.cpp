// From the rows of a table of staff to agencies, units and rooms.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "piket/offices.hpp"
#include "scenario/document.hpp"
#include "scenario/plan.hpp"
#include "scenario/reader.hpp"
#include "scenario/staff_table.hpp"

namespace piket {
namespace {

constexpr double least_area = 2.2;  // m2 per person (recalled: Permendagri 7/2006)
constexpr double most_people = 20e6;

// Level within the agency of each echelon, II.a to IV.b, below the highest that the agency has: the Sekda leads
// assistants and sections, the head of a dinas a secretary and divisions, the camat a secretary and sections.
constexpr int levels_below[6][6] = {
    {1, 2, 3, 3, 4, 4},  // II.a
    {0, 1, 2, 2, 3, 4},  // II.b
    {0, 0, 1, 2, 3, 4},  // III.a
    {0, 0, 0, 1, 2, 3},  // III.b
    {0, 0, 0, 0, 1, 2},  // IV.a
    {0, 0, 0, 0, 0, 1},  // IV.b
};

int echelon_of(Rank rank) {
    return static_cast<int>(rank) - static_cast<int>(Rank::ii_a);  // negative: none
}

// The same name however it is cased.
std::string folded(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

// Ids made of names: "Dinas Kesehatan" is dinas-kesehatan; the next of that name is dinas-kesehatan-2.
class Ids {
   public:
    std::string make(const std::string& name, const std::string& otherwise) {
        constexpr size_t room_for_number = 8;
        std::string base;
        for (const char c : folded(name)) {
            const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (good) {
                base += c;
            } else if (!base.empty() && base.back() != '-') {
                base += '-';
            }
        }
        base = base.substr(0, longest_id - room_for_number);
        base.erase(base.find_last_not_of('-') + 1);
        base = base.empty() ? otherwise : base;
        std::string id = base;
        for (int& number = last_[base]; !taken_.insert(id).second;) {
            number = std::max(number + 1, 2);
            id = fmt::format("{}-{}", base, number);
        }
        return id;
    }

   private:
    std::set<std::string> taken_;
    std::map<std::string, int> last_;  // number given for each name
};

struct RoomDraft {
    RoomSpec spec;
    std::string name;
    const StaffRow* first = nullptr;
    int people = 0;
    int best = static_cast<int>(rank_count);  // of those who sit there
    std::optional<int> seats;
    std::optional<double> area;
};

struct UnitDraft {
    UnitSpec spec;
    const StaffRow* first = nullptr;
    const StaffRow *function = nullptr, *counters = nullptr, *counter_per_day = nullptr, *online_per_day = nullptr;
    int64_t staff = 0;
    bool counted = true;  // every row had a head count
    std::array<int64_t, rank_count> by_rank{};
    std::vector<RoomDraft> rooms;
    int without_room = 0;
};

struct AgencyDraft {
    AgencySpec spec;
    const StaffRow* first = nullptr;
    std::vector<UnitDraft> units;
    std::map<std::string, size_t> unit_by_name;
    std::map<std::string, std::pair<size_t, size_t>> room_by_name;  // unit and room
    Ids unit_ids, room_ids;
};

class Office {
   public:
    Office(const StaffTable& table, const std::string& file, Problems& problems)
        : table_(table), file_(file), problems_(problems) {}

    std::vector<AgencySpec> agencies() {
        for (const StaffRow& row : table_.rows) {
            add(row);
        }
        std::vector<AgencySpec> specs;
        for (AgencyDraft& agency : agencies_) {
            specs.push_back(finished(agency));
        }
        const double people = std::accumulate(agencies_.begin(), agencies_.end(), 0.0, [](double sum, const auto& a) {
            return std::accumulate(a.units.begin(), a.units.end(), sum,
                                   [](double s, const UnitDraft& u) { return s + static_cast<double>(u.staff); });
        });
        if (people > most_people) {
            fault(table_.rows.back(), Field::staff, "",
                  fmt::format("there are {} people in all, more than {}", people, most_people));
        }
        return specs;
    }

   private:
    void note(const StaffRow& row, Field column, std::string value, std::string message, bool warning) {
        if (problems_.size() < most_table_problems) {
            problems_.push_back({.file = file_,
                                 .line = row.line,
                                 .key = table_.headings[static_cast<size_t>(column)],
                                 .value = std::move(value),
                                 .message = std::move(message),
                                 .warning = warning});
        }
    }
    void fault(const StaffRow& row, Field column, std::string value, std::string message) {
        note(row, column, std::move(value), std::move(message), false);
    }
    void warn(const StaffRow& row, Field column, std::string value, std::string message) {
        note(row, column, std::move(value), std::move(message), true);
    }

    void add(const StaffRow& row) {
        const auto [a, new_agency] = agency_by_name_.emplace(folded(row.agency), agencies_.size());
        if (new_agency) {
            AgencyDraft& agency = agencies_.emplace_back();
            agency.first = &row;
            agency.spec.id = agency_ids_.make(row.agency, "agency");
            agency.spec.name = {row.agency, row.agency};
            for (const char* made : {"lobby", "corridor"}) {
                agency.room_ids.make(made, made);
            }
        }
        AgencyDraft& agency = agencies_[a->second];
        const auto [u, new_unit] = agency.unit_by_name.emplace(folded(row.unit), agency.units.size());
        if (new_unit) {
            UnitDraft& unit = agency.units.emplace_back();
            unit.first = &row;
            unit.spec.id = agency.unit_ids.make(row.unit, "unit");
            unit.spec.name = {row.unit, row.unit};
        }
        UnitDraft& unit = agency.units[u->second];
        unit.staff += std::max(row.staff, 0);
        unit.counted &= row.staff >= 0;
        unit.by_rank[static_cast<size_t>(row.rank)] += std::max(row.staff, 0);
        if (row.function) {
            if (unit.function && unit.function->function != row.function) {
                fault(row, Field::function, std::string(name(*row.function)),
                      fmt::format("but line {} says {} of the same unit; a unit has one function", unit.function->line,
                                  name(*unit.function->function)));
            }
            unit.function = &row;
        }
        once(row, Field::counters, row.counters.value_or(0) > 0, unit.counters);
        once(row, Field::counter_per_day, row.counter_per_day.value_or(0) > 0, unit.counter_per_day);
        once(row, Field::online_per_day, row.online_per_day.value_or(0) > 0, unit.online_per_day);
        if (row.room.empty()) {
            unit.without_room += std::max(row.staff, 0);
        } else {
            add_room(row, agency, u->second);
        }
    }

    // Head counts of a unit add up. These do not, since an export may repeat them in every row.
    void once(const StaffRow& row, Field column, bool given, const StaffRow*& earlier) {
        if (given && earlier) {
            fault(row, column, "",
                  fmt::format("is given for this unit in line {} too; leave it in one row of the unit", earlier->line));
        }
        earlier = given && !earlier ? &row : earlier;
    }

    void add_room(const StaffRow& row, AgencyDraft& agency, size_t unit_index) {
        UnitDraft& unit = agency.units[unit_index];
        const auto [found, fresh] =
            agency.room_by_name.emplace(folded(row.room), std::pair(unit_index, unit.rooms.size()));
        const auto [owner, index] = found->second;
        if (owner != unit_index) {
            fault(row, Field::room, fmt::format("\"{}\"", row.room),
                  fmt::format("is a room of \"{}\" already, see line {}: a room belongs to one unit; if there are two "
                              "rooms, give them two names",
                              agency.units[owner].spec.name.id, agency.units[owner].rooms[index].first->line));
            return;
        }
        if (fresh) {
            RoomDraft& room = unit.rooms.emplace_back();
            room.first = &row;
            room.name = row.room;
            room.spec.id = agency.room_ids.make(row.room, "room");
            if (room.spec.id.starts_with("corridor-")) {  // those are the building's
                room.spec.id = agency.room_ids.make("room " + row.room, "room");
            }
        }
        RoomDraft& room = unit.rooms[index];
        const auto merge = [&](Field column, auto& old, const auto& now) {
            if (old && now && *old != *now) {
                fault(row, column, fmt::format("{}", *now),
                      fmt::format("but line {} says {} of the same room \"{}\"", room.first->line, *old, room.name));
            }
            old = old ? old : now;
        };
        merge(Field::seats, room.seats, row.seats);
        merge(Field::area, room.area, row.area);
        room.people += std::max(row.staff, 0);
        if (row.staff > 0 && row.rank != Rank::none) {
            room.best = std::min(room.best, static_cast<int>(row.rank));
        }
        if (row.counters.value_or(0) > 0) {
            room.spec.type = RoomType::hall;
        }
    }

    AgencySpec finished(AgencyDraft& agency) {
        set_levels(agency);
        set_service(agency);
        int64_t staff = 0;
        for (UnitDraft& unit : agency.units) {
            staff += unit.staff;
            if (unit.counted && (unit.staff < 1 || unit.staff > 100'000)) {
                fault(*unit.first, Field::staff, fmt::format("{}", unit.staff),
                      fmt::format("people in the unit \"{}\"; it must have from 1 to 100000", unit.spec.name.id));
            }
            unit.spec.staff = static_cast<int>(std::min<int64_t>(unit.staff, 100'000));
            set_rooms(unit);
            agency.spec.units.push_back(unit.spec);
        }
        for (RoomSpec& room : usual_shared_rooms(static_cast<int>(std::min<int64_t>(staff, 100'000)))) {
            room.id = agency.room_ids.make(room.id, "shared");
            agency.spec.rooms.push_back(std::move(room));
        }
        return agency.spec;
    }

    void set_levels(AgencyDraft& agency) {
        int highest = 6;
        for (const UnitDraft& unit : agency.units) {
            for (int e = 0; e < highest; ++e) {
                if (unit.by_rank[static_cast<size_t>(e + static_cast<int>(Rank::ii_a))] > 0) {
                    highest = e;
                }
            }
        }
        int64_t heads = 0;
        for (UnitDraft& unit : agency.units) {
            for (size_t r = 1; r < rank_count; ++r) {
                const int e = echelon_of(static_cast<Rank>(r));
                if (unit.by_rank[r] > 0) {
                    const int level = e < 0 ? static_cast<int>(r) : levels_below[highest][e];
                    unit.spec.officials[level - 1] += static_cast<int>(std::min<int64_t>(unit.by_rank[r], 100'000));
                }
            }
            heads += unit.spec.officials[0];
        }
        if (heads > 1) {
            warn(
                *agency.first, Field::rank, "",
                fmt::format("\"{}\" has {} officials of its highest level, and an agency has one head; perhaps the row "
                            "of the head is missing",
                            agency.spec.name.id, heads));
        }
    }

    // The hall is the unit's whose row has the counters, so that unit comes before others that serve.
    void set_service(AgencyDraft& agency) {
        const UnitDraft* hall = nullptr;
        ServiceSpec& service = agency.spec.service;
        for (UnitDraft& unit : agency.units) {
            unit.spec.function = unit.function   ? *unit.function->function
                                 : unit.counters ? Function::counter
                                                 : Function::administration;
            service.counter_per_day += unit.counter_per_day ? *unit.counter_per_day->counter_per_day : 0;
            service.online_per_day += unit.online_per_day ? *unit.online_per_day->online_per_day : 0;
            if (!unit.counters) {
                continue;
            }
            const StaffRow& row = *unit.counters;
            const std::string written = fmt::format("{}", *row.counters);
            if (hall) {
                fault(row, Field::counters, written,
                      fmt::format("\"{}\" has counters too, see line {}; an agency has one counter hall, of one unit",
                                  hall->spec.name.id, hall->counters->line));
                continue;
            }
            hall = &unit;
            service.counters = *row.counters;
            if (unit.spec.function != Function::counter) {
                fault(*unit.function, Field::function, std::string(name(unit.spec.function)),
                      "but the unit has counters, so its function must be counter or be left out");
            } else if (*row.counters > unit.staff) {
                warn(row, Field::counters, written,
                     fmt::format("only {} people work there, so some counters never open", unit.staff));
            }
        }
        for (const UnitDraft& unit : agency.units) {
            if (!hall && unit.counter_per_day) {
                warn(*unit.counter_per_day, Field::counter_per_day, "",
                     "the agency has no counters, so these requests are lost");
            }
        }
        if (hall) {
            std::ranges::stable_sort(agency.units, {}, [first = hall->first](const UnitDraft& u) {
                return u.spec.function != Function::counter ? 0 : u.first == first ? 0 : 1;
            });
        }
    }

    // Officials are seated first, so the rooms of the highest come first.
    void set_rooms(UnitDraft& unit) {
        std::ranges::stable_sort(unit.rooms, {}, &RoomDraft::best);
        int seats = 0;
        bool office = false;
        for (RoomDraft& room : unit.rooms) {
            const bool hall = room.spec.type == RoomType::hall;
            const int usual = hall ? unit.counters->counters.value_or(1) * places_per_counter : room.people;
            room.spec.seats = room.seats.value_or(std::clamp(usual, 1, 10'000));
            room.spec.area = room.area.value_or(0);
            office |= !hall;
            seats += room.spec.seats;
            if (room.area && *room.area < least_area * room.people) {
                warn(*room.first, Field::area, fmt::format("{}", *room.area),
                     fmt::format("{} people sit in \"{}\", {:.1f} m2 for each; the standard is {} m2", room.people,
                                 room.name, *room.area / room.people, least_area));
            }
            if (room.seats && room.people > *room.seats) {
                warn(*room.first, Field::seats, fmt::format("{}", *room.seats),
                     fmt::format("{} people sit in \"{}\"", room.people, room.name));
            }
            unit.spec.rooms.push_back(room.spec);
        }
        if (office && unit.without_room > 0 && seats < unit.staff) {
            warn(
                *unit.first, Field::room, "",
                fmt::format("{} people of \"{}\" have no room, and its rooms have {} seats for {} people; those beyond "
                            "share the last room",
                            unit.without_room, unit.spec.name.id, seats, unit.staff));
        }
    }

    const StaffTable& table_;
    const std::string& file_;
    Problems& problems_;
    std::vector<AgencyDraft> agencies_;
    std::map<std::string, size_t> agency_by_name_;
    Ids agency_ids_;
};

}  // namespace

Loaded<GovernmentSpec> parse_staff_table(std::string_view text, const std::string& file, const std::string& id,
                                         const std::string& name) {
    Loaded<GovernmentSpec> loaded;
    Problems& problems = loaded.problems;
    const auto rows = parse_csv(text, file, problems);
    if (!rows) {
        return loaded;
    }
    const StaffTable table = read_staff_table(*rows, file, problems);
    GovernmentSpec government;
    government.id = id;
    government.name = {name, name};
    if (!table.rows.empty()) {
        government.agencies = Office(table, file, problems).agencies();
    }
    std::ranges::stable_sort(problems, {}, &Problem::line);
    if (!any_error(problems)) {
        loaded.value = std::move(government);
    }
    return loaded;
}

Loaded<GovernmentSpec> load_staff_table(const std::string& path, const std::string& id, const std::string& name) {
    Problems problems;
    if (const std::optional<std::string> text = read_text(path, problems)) {
        return parse_staff_table(*text, path, id, name);
    }
    return {std::nullopt, std::move(problems)};
}

}  // namespace piket
