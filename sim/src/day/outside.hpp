// Hazard that does not come from anybody we know: the town, public transport, trips. Per unit of susceptibility; it
// depends on how a person spends the day and on nothing else, so it is tabulated once a day.
#pragma once

#include <vector>

#include "day/day.hpp"

namespace piket {

struct OutsideHazard {
    double town = 0, commute = 0, trip = 0;
    double total = 0;
};

class Outside {
   public:
    explicit Outside(const Today& today);

    // One entry per strain.
    const OutsideHazard* of_servant(Mode mode, const Job& job) const {
        return &table_[index(mode, job.roams, job.commute == Commute::public_transport)];
    }
    const OutsideHazard* of_family(const Away& away) const {
        return away.until >= day_ ? &table_[index(away.mode, false, false)]
                                  : &table_[index(Mode::off_duty, false, false)];
    }

   private:
    size_t index(Mode mode, bool roams, bool rides) const {
        return (static_cast<size_t>(mode) * 4 + (roams ? 2 : 0) + (rides ? 1 : 0)) * strains_;
    }
    Day day_;
    size_t strains_;
    std::vector<OutsideHazard> table_;
};

}  // namespace piket
