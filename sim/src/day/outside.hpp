// Hazard that does not come from anybody we know: the town, public transport, trips, school. Per unit of
// susceptibility. It depends on how a person spends the day and on little else, so it is tabulated once a day.
#pragma once

#include <vector>

#include "day/day.hpp"

namespace piket {

struct OutsideHazard {
    double town = 0, outing = 0, commute = 0, trip = 0, school = 0;
    double total = 0;
};

// Keluyuran: whether somebody goes out who works from home.
bool goes_out(const Today&, PersonId servant);
// When: two to four hours between 9.00 and 17.00 (assumed).
Interval outing_time(const Today&, PersonId servant);

inline constexpr Seconds school_begins = clock(7);
// Children of 6 to 18 learn on working days, 7.00 on, at school or at home.
inline bool learns(const Today& today, PersonId member) {
    return today.workday && today.world.age[member] >= 6 && today.world.age[member] <= 18;
}
// Whether a child who learns, and is not away, does so at school.
bool is_at_school(const Today&, PersonId member);

class Outside {
   public:
    explicit Outside(const Today& today);

    // One entry per strain.
    const OutsideHazard* of(const Roster& roster, PersonId p) const {
        return &table_[(today_.world.is_servant(p) ? row_of_servant(roster.mode[p], p) : row_of_family(p)) * strains_];
    }

   private:
    // What a policy changes about the places where strangers sit together.
    struct Crowd {
        double passengers = 0, pupils = 0;
        bool operator==(const Crowd&) const = default;
    };

    size_t row_of_servant(Mode mode, PersonId p) const {
        const Job& job = today_.world.jobs[p];
        if (present(mode) && job.commute == Commute::public_transport) {
            return first_ride_ + crowd_of_[job.unit];
        }
        if (mode == Mode::home && goes_out(today_, p)) {
            return outing_;
        }
        return mode == Mode::trip ? first_trip_ + today_.evening.errand[p].place : static_cast<size_t>(mode);
    }

    size_t row_of_family(PersonId p) const {
        const Away& away = today_.evening.away[p];
        if (away.until >= today_.day) {
            return static_cast<size_t>(away.mode);
        }
        return learns(today_, p) && is_at_school(today_, p) ? first_class_ + crowd_of_[today_.world.unit(p)]
                                                            : static_cast<size_t>(Mode::off_duty);
    }

    void find_crowds();
    void fill_modes(size_t strain, double daily);
    void fill_crowds(size_t strain, double daily, double infectious);
    void fill_trips(size_t strain, double daily, double infectious);
    OutsideHazard& at(size_t row, size_t strain) { return table_[row * strains_ + strain]; }

    const Today& today_;
    size_t strains_;
    std::vector<Crowd> crowds_;
    Column<UnitId, uint32_t> crowd_of_;
    size_t outing_ = 0, first_ride_ = 0, first_class_ = 0, first_trip_ = 0;  // rows
    std::vector<OutsideHazard> table_;
};

}  // namespace piket
