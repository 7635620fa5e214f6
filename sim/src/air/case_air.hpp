// The rooms of a case as linear air: ventilation over time, exchange and air handling, for one substance.
#pragma once

#include <span>
#include <vector>

#include "air/air.hpp"
#include "piket/room.hpp"

namespace piket {

// 1/h, at that time and for air that carries virus, without exchange between rooms and without settling by diameter.
double removal_at(const RoomCase& c, const CaseRoom& room, Seconds t);

// Times here are counted from RoomCase::start.
class CaseAir {
   public:
    // Air that carries virus on particles which settle at `settling` 1/h.
    CaseAir(const RoomCase& c, double settling);
    // CO2: only outdoor air removes it.
    static CaseAir carbon_dioxide(const RoomCase& c);
    CaseAir(CaseAir&&) = default;
    CaseAir(const CaseAir&) = delete;  // changes_ points into regimes_

    // Valid as long as this lives. start: per room.
    AirDay day(std::span<const AirSource> sources, std::span<const double> start) const;
    // Concentration in each room that these emissions (per room, 1/h) would reach, ventilated as at `t`.
    std::vector<double> steady(std::span<const double> emission, Seconds t) const;

   private:
    CaseAir() = default;
    template <class Removal>
    void make_regimes(const RoomCase& c, bool filters, Removal removal);

    std::vector<AirRegime> regimes_;
    std::vector<RegimeChange> changes_;
};

}  // namespace piket
