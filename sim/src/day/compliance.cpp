// Compliance fades towards its floor; inspections and clusters bring part of it back (science of it: mostly assumed).
#include <algorithm>

#include "base/math.hpp"
#include "day/day.hpp"
#include "policy/effects/supervision.hpp"

namespace piket {

namespace {

// Every agency has its own phase, so that inspectors do not come everywhere on one day. What falls on a day off is made
// up for on the next working day.
bool inspected(const Today& today, UnitId unit) {
    const World& world = today.world;
    const Levers& levers = today.levers(unit);
    if (!today.workday || !effect::is_inspected(levers)) {
        return false;
    }
    const int32_t period = effect::inspection_period(levers);
    const Who agency = world.agencies[world.units[unit].agency].who;
    const auto phase = static_cast<int32_t>(uniform(today.luck, agency, Day{0}, Purpose::inspection) * period);
    const Day start = world.scenario.start;
    for (Day d = today.day; d >= start; d = d - 1) {
        if ((d - start + phase) % period == 0) {
            return true;
        }
        if (world.workday(d - 1)) {
            return false;
        }
    }
    return false;
}

}  // namespace

void comply(const Today& today, const TestingDay& testing, State& next) {
    const World& world = today.world;
    const Parameters& p = today.p;
    const double fade = -math::expm1(-1 / p.compliance_tau);
    constexpr int cluster = 2;  // confirmed cases of one agency on one day
    for (AgencyId a : world.agencies.ids()) {
        bool any = false;
        for (UnitId u : world.agencies[a].units) {
            any = any || inspected(today, u);
        }
        for (UnitId u : world.agencies[a].units) {
            double& c = next.compliance[u];
            c -= fade * (c - p.compliance_floor);
            double gain = 0;
            if (any) {
                gain = p.inspection_gain * (inspected(today, u) ? 1 : p.inspection_spill);
            }
            if (testing.confirmed[a] >= cluster) {
                gain = std::max(gain, p.cluster_gain);
            }
            c += gain * std::max(0.0, p.compliance_max - c);
        }
    }
}

}  // namespace piket
