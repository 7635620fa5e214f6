// Compliance fades towards its floor and follows that of colleagues; inspections and clusters bring part of it back
// (science of it: mostly assumed).
#include <algorithm>

#include "base/math.hpp"
#include "day/day.hpp"
#include "policy/effects/supervision.hpp"

namespace piket {

namespace {

// The strongest visit that a unit of the agency has today.
effect::Lift strongest_visit(const Today& today, const Agency& agency) {
    effect::Lift strongest;
    for (UnitId u : agency.units) {
        if (is_inspected(today, u)) {
            const effect::Lift visit = effect::inspection(today.levers(u), today.p);
            strongest = visit.gain > strongest.gain ? visit : strongest;
        }
    }
    return strongest;
}

// Each unit moves by the same part of its distance to the mean of all staff, which so stays where it is.
void follow_colleagues(const World& world, const Agency& agency, double part, Column<UnitId, double>& compliance) {
    double mean = 0;
    for (UnitId u : agency.units) {
        mean += compliance[u] * world.units[u].staff.size();
    }
    mean /= agency.staff.size();
    for (UnitId u : agency.units) {
        compliance[u] += part * (mean - compliance[u]);
    }
}

}  // namespace

// Every agency has its own phase, so that inspectors do not come everywhere on one day. What falls on a day off is made
// up for on the next working day.
bool is_inspected(const Today& today, UnitId unit) {
    const World& world = today.world;
    const Levers& levers = today.levers(unit);
    if (!today.workday || !effect::is_inspected(levers)) {
        return false;
    }
    const int32_t period = effect::inspection_period(levers);
    const Who agency = world.agencies[world.units[unit].agency].who;
    const auto phase = static_cast<int32_t>(uniform(today.luck, agency, without_day, Purpose::inspection) * period);
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

void comply(const Today& today, const TestingDay& testing, State& next) {
    const World& world = today.world;
    const Parameters& p = today.p;
    const double fade = -math::expm1(-1 / p.compliance_tau);
    const double pass = -math::expm1(-1 / p.passing_tau);
    const double follow = -math::expm1(-p.peer_effect);
    constexpr int cluster = 2;  // confirmed cases of one agency on one day
    for (AgencyId a : world.agencies.ids()) {
        const Agency& agency = world.agencies[a];
        for (UnitId u : agency.units) {
            const double lasting = next.compliance[u] - next.passing[u];
            const double passed = pass * next.passing[u];
            next.compliance[u] -= fade * (lasting - effect::compliance_floor(today.levers(u), p)) + passed;
            next.passing[u] -= passed;
        }
        follow_colleagues(world, agency, follow, next.compliance);
        follow_colleagues(world, agency, follow, next.passing);
        const effect::Lift visit = strongest_visit(today, agency);
        for (UnitId u : agency.units) {
            effect::Lift lift = is_inspected(today, u) ? effect::inspection(today.levers(u), p)
                                                       : effect::Lift{visit.gain * p.inspection_spill, visit.passing};
            if (testing.confirmed[a] >= cluster && p.cluster_gain >= lift.gain) {
                lift = {p.cluster_gain, 0};
            }
            const double gained = lift.gain * std::max(0.0, p.compliance_max - next.compliance[u]);
            next.compliance[u] += gained;
            next.passing[u] += lift.passing * gained;
        }
    }
}

}  // namespace piket
