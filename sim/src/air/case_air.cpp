#include "air/case_air.hpp"

#include <algorithm>
#include <limits>

#include "air/inactivation.hpp"
#include "base/check.hpp"
#include "base/series.hpp"

namespace piket {

double removal_at(const RoomCase& c, const CaseRoom& room, Seconds t) {
    const double decay = room.decay ? *room.decay : inactivation(room.temperature, room.humidity);
    const double deposition = c.model == RoomModel::quanta ? room.deposition : 0;
    return value_at(room.ventilation, t) + decay + deposition + room.filtration + room.clean_air / room.volume;
}

template <class Removal>
void CaseAir::make_regimes(const RoomCase& c, bool filters, Removal removal) {
    const size_t n = c.rooms.size();
    std::vector<Seconds> starts = {c.start};
    std::vector<double> volumes;
    for (const CaseRoom& room : c.rooms) {
        check(!room.ventilation.empty() && room.ventilation.front().first <= c.start, "some ventilation at the start");
        volumes.push_back(room.volume);
        for (const auto& [from, ach] : room.ventilation) {
            if (from > c.start) {
                starts.push_back(from);
            }
        }
    }
    std::ranges::sort(starts);
    starts.erase(std::ranges::unique(starts).begin(), starts.end());

    regimes_.reserve(starts.size());
    for (const Seconds from : starts) {
        std::vector<double> removals, flow(n * n, 0);
        for (const CaseRoom& room : c.rooms) {
            removals.push_back(removal(room, from));
        }
        for (const RoomExchange& e : c.exchanges) {
            flow[e.a * n + e.b] += e.flow;
            flow[e.b * n + e.a] += e.flow;
        }
        for (const AirHandling& unit : c.air_handling) {
            std::vector<double> supply(n, 0);
            for (size_t i = 0; i < unit.rooms.size(); ++i) {
                supply[unit.rooms[i]] += unit.supply[i];
            }
            add_air_handling(supply, filters ? unit.filter : 0, volumes, flow, removals);
        }
        regimes_.emplace_back(volumes, removals, flow);
        changes_.push_back({from - c.start, &regimes_.back()});
    }
}

CaseAir::CaseAir(const RoomCase& c, double settling) {
    make_regimes(c, true, [&](const CaseRoom& room, Seconds t) { return removal_at(c, room, t) + settling; });
}

CaseAir CaseAir::carbon_dioxide(const RoomCase& c) {
    CaseAir air;
    air.make_regimes(c, false, [](const CaseRoom& room, Seconds t) { return value_at(room.ventilation, t); });
    return air;
}

AirDay CaseAir::day(std::span<const AirSource> sources, std::span<const double> start) const {
    return {changes_, sources, start};
}

std::vector<double> CaseAir::steady(std::span<const double> emission, Seconds t) const {
    const AirRegime* regime = changes_.front().regime;
    for (const RegimeChange& change : changes_) {
        regime = change.from <= t ? change.regime : regime;
    }
    const int n = regime->rooms();
    std::vector<double> level(n, 0);
    for (int m = 0; m < n; ++m) {
        double drive = 0;
        for (int r = 0; r < n; ++r) {
            drive += regime->to_mode(m, r) * emission[r] / regime->volume(r);
        }
        if (drive == 0) {
            continue;
        }
        for (int r = 0; r < n; ++r) {
            const double share = regime->from_mode(r, m) * drive;
            // Nothing ever leaves: what is not emptied fills without end.
            level[r] += regime->rate(m) > 0 ? share / regime->rate(m)
                        : share > 0         ? std::numeric_limits<double>::infinity()
                                            : 0;
        }
    }
    return level;
}

}  // namespace piket
