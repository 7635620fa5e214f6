#include "day/outside.hpp"

#include <algorithm>

#include "base/math.hpp"
#include "day/travel.hpp"
#include "policy/effects/home.hpp"
#include "policy/effects/travel.hpp"

namespace piket {

namespace {

// Quanta inhaled in `hours` beside one infectious person of mean emission, air in steady state (Wells-Riley).
double dose_beside_one(const Parameters& p, double voice, double transmissibility, double volume, double ach,
                       double duration) {
    const double lambda = ach + p.air_decay + p.air_deposition;
    return p.quanta_per_h * transmissibility * voice / (lambda * volume) * p.breath_seated * duration;
}

double dose_in_meeting(const Parameters& p, double transmissibility, double people, double duration) {
    const double room = people * p.meeting_area * p.room_height;
    return dose_beside_one(p, p.voice_meeting, transmissibility, room, p.ach_meeting, duration);
}

double others(double people) {
    return std::max(0.0, people - 1);
}

}  // namespace

bool goes_out(const Today& today, PersonId servant) {
    return today.world.jobs[servant].roams &&
           effect::goes_out(today.levers(servant),
                            uniform(today.luck, today.world.who[servant], today.day, Purpose::outing));
}

Interval outing_time(const Today& today, PersonId servant) {
    const Draw d = draw(today.luck, today.world.who[servant], today.day, Purpose::outing, 1);
    const Seconds from = clock(9) + static_cast<Seconds>(d.uniform(0) * clock(4));
    return {from, from + clock(2) + static_cast<Seconds>(d.uniform(1) * clock(2))};
}

bool is_at_school(const Today& today, PersonId member) {
    const World& world = today.world;
    return effect::is_at_school(today.levers(world.unit(member)),
                                uniform(today.luck, world.who[member], today.day, Purpose::school));
}

Outside::Outside(const Today& today) : today_(today), strains_(today.world.scenario.strains.size()) {
    const Scenario& scenario = today.world.scenario;
    find_crowds();
    outing_ = mode_count;
    first_ride_ = outing_ + 1;
    first_class_ = first_ride_ + crowds_.size();
    first_trip_ = first_class_ + crowds_.size();
    table_.resize((first_trip_ + destinations(scenario) + scenario.delegations.size()) * strains_);
    for (size_t s = 0; s < strains_; ++s) {
        const double share = scenario.strains[s].share;
        const double daily = today.town_hazard * share;
        const double infectious = today.prevalence * today.p.town_present * share;
        fill_modes(s, daily);
        fill_crowds(s, daily, infectious);
        fill_trips(s, daily, infectious);
    }
    for (OutsideHazard& h : table_) {
        h.total = h.town + h.outing + h.commute + h.trip + h.school;
    }
}

// Few in number, however many units there are: one for each set of rules in force.
void Outside::find_crowds() {
    crowd_of_.resize(today_.world.units.size());
    for (UnitId u : crowd_of_.ids()) {
        const Levers& levers = today_.levers(u);
        const Crowd crowd{effect::passengers(levers, today_.p), effect::pupils_in_class(levers, today_.p)};
        const auto found = std::find(crowds_.begin(), crowds_.end(), crowd);
        crowd_of_[u] = static_cast<uint32_t>(found - crowds_.begin());
        if (found == crowds_.end()) {
            crowds_.push_back(crowd);
        }
    }
}

void Outside::fill_modes(size_t s, double daily) {
    const Parameters& p = today_.p;
    for (size_t m = 0; m < mode_count; ++m) {
        double& town = at(m, s).town;
        town = daily;
        switch (static_cast<Mode>(m)) {
            case Mode::sick:
            case Mode::quarantined:
            case Mode::isolating:
                town *= p.isolation_town_factor;
                break;
            case Mode::facility:
            case Mode::hospital:
            case Mode::dead:
                town = 0;
                break;
            default:
                break;
        }
    }
    OutsideHazard& out = at(outing_, s);
    out.town = daily * std::min(1.0, p.outing_factor);
    out.outing = daily * std::max(0.0, p.outing_factor - 1);
}

void Outside::fill_crowds(size_t s, double daily, double infectious) {
    const Parameters& p = today_.p;
    const double transmissibility = today_.world.scenario.strains[s].transmissibility;
    const double bus = dose_beside_one(p, p.voice_breathing, transmissibility, p.commute_volume, p.commute_ach,
                                       2 * p.commute_minutes / 60);
    const double lesson =
        dose_beside_one(p, p.voice_class, transmissibility, p.school_volume, p.school_ach, p.school_hours);
    for (size_t c = 0; c < crowds_.size(); ++c) {
        OutsideHazard &ride = at(first_ride_ + c, s), &pupil = at(first_class_ + c, s);
        ride.town = pupil.town = daily;
        ride.commute = infectious * others(crowds_[c].passengers) * bus;
        pupil.school = infectious * others(crowds_[c].pupils) * lesson;
    }
}

void Outside::fill_trips(size_t s, double daily, double infectious) {
    const Parameters& p = today_.p;
    const Scenario& scenario = today_.world.scenario;
    const double transmissibility = scenario.strains[s].transmissibility;
    for (size_t place = 0; place < destinations(scenario); ++place) {
        const double prevalence = prevalence_at(today_, place);
        OutsideHazard& h = at(first_trip_ + place, s);
        h.town = daily * prevalence;
        h.trip = today_.workday ? infectious * prevalence * others(p.trip_meeting_people) *
                                      dose_in_meeting(p, transmissibility, p.trip_meeting_people, p.trip_meeting_hours)
                                : 0;
    }
    for (size_t i = 0; i < scenario.delegations.size(); ++i) {
        const DelegationSpec& delegation = scenario.delegations[i];
        if (today_.day < delegation.date || last_day(today_, delegation) < today_.day) {
            continue;
        }
        OutsideHazard& h = at(first_trip_ + destinations(scenario) + i, s);
        h.town = daily * prevalence_at(today_, delegation.destination);
        h.trip = infectious_at_meeting(today_, delegation, StrainId{static_cast<uint32_t>(s)}) *
                 dose_in_meeting(p, transmissibility, people_at_meeting(today_, delegation),
                                 delegation.meeting_hours > 0 ? delegation.meeting_hours : p.trip_meeting_hours);
    }
}

}  // namespace piket
