// Hazard that does not come from anybody we know: the town, public transport, trips. Per unit of susceptibility, for
// one strain; it depends on how a person spends the day and on nothing else, so it is tabulated once a day.
#pragma once

#include <array>

#include "day/day.hpp"

namespace piket {

struct OutsideHazard {
    double town = 0, commute = 0, trip = 0;
    double total() const { return town + commute + trip; }
};

class Outside {
   public:
    explicit Outside(const Today& today);

    const OutsideHazard& of_servant(Mode mode, const Job& job, StrainId s) const {
        return servants_[s][index(mode, job.roams, job.rides_public)];
    }
    const OutsideHazard& of_family(const Away& away, StrainId s) const {
        return servants_[s][index(away.until >= day_ ? away.mode : Mode::off_duty, false, false)];
    }

   private:
    static constexpr size_t modes = 11;
    static size_t index(Mode mode, bool roams, bool rides) {
        return static_cast<size_t>(mode) * 4 + (roams ? 2 : 0) + (rides ? 1 : 0);
    }
    Day day_;
    Column<StrainId, std::array<OutsideHazard, modes * 4>> servants_;
};

}  // namespace piket
