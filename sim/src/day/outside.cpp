#include "day/outside.hpp"

#include <algorithm>

namespace piket {

namespace {

constexpr size_t modes = 11;

// Quanta inhaled in `hours` beside one infectious person of mean emission, air in steady state (Wells-Riley).
double dose_beside_one(const Parameters& p, double voice, double transmissibility, double volume, double ach,
                       double duration) {
    const double lambda = ach + p.air_decay + p.air_deposition;
    return p.quanta_per_h * transmissibility * voice / (lambda * volume) * p.breath_seated * duration;
}

}  // namespace

Outside::Outside(const Today& today)
    : day_(today.day), strains_(today.world.scenario.strains.size()), table_(modes * 4 * strains_) {
    const Parameters& p = today.p;
    const double daily = today.town_hazard;
    for (size_t s = 0; s < strains_; ++s) {
        const StrainSpec& strain = today.world.scenario.strains[s];
        const double infectious = today.prevalence * p.town_present * strain.share;
        const double bus = infectious * std::max(0.0, p.commute_passengers - 1) *
                           dose_beside_one(p, p.voice_breathing, strain.transmissibility, p.commute_volume,
                                           p.commute_ach, 2 * p.commute_minutes / 60);
        const double room = p.trip_meeting_people * p.meeting_area * p.room_height;
        const double away =
            infectious * p.trip_prevalence * std::max(0.0, p.trip_meeting_people - 1) *
            dose_beside_one(p, p.voice_meeting, strain.transmissibility, room, p.ach_meeting, p.trip_meeting_hours);
        for (size_t m = 0; m < modes; ++m) {
            const Mode mode = static_cast<Mode>(m);
            for (int who = 0; who < 4; ++who) {
                const bool roams = (who & 2) != 0, rides = (who & 1) != 0;
                OutsideHazard& h = table_[index(mode, roams, rides) + s];
                h.town = daily * strain.share;
                switch (mode) {
                    case Mode::home:
                        h.town *= roams ? p.outing_factor : 1;
                        break;
                    case Mode::trip:
                        h.town *= p.trip_prevalence;
                        h.trip = today.workday ? away : 0;
                        break;
                    case Mode::sick:
                    case Mode::quarantined:
                    case Mode::isolating:
                        h.town *= p.isolation_town_factor;
                        break;
                    case Mode::hospital:
                    case Mode::dead:
                        h.town = 0;
                        break;
                    case Mode::on_site:
                    case Mode::piket:
                        h.commute = rides ? bus : 0;
                        break;
                    default:
                        break;
                }
                h.total = h.town + h.commute + h.trip;
            }
        }
    }
}

}  // namespace piket
