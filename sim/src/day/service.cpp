// What the public gets: served at the counter, at the entrance and online; what waits is carried to tomorrow.
#include <algorithm>

#include "day/day.hpp"

namespace piket {

namespace {

double online_capacity(const Today& today, const Roster& roster, const Agency& agency) {
    double working = 0;
    for (PersonId p : agency.staff) {
        const Mode mode = roster.mode[p];
        if (present(mode)) {
            working += roster.counter[p] != 0 ? 0 : 1;
        } else if (mode == Mode::home) {
            working += today.p.wfh_productivity;
        }
    }
    const double counters = agency.hall.valid() ? today.world.halls[agency.hall].counters : 0;
    const double usual = std::max(1.0, static_cast<double>(agency.staff.size()) - counters);
    return agency.online_per_day / today.p.online_utilisation * working / usual;
}

void carry(Queue& queue, double requests, double done) {
    queue.waiting = std::max(0.0, queue.waiting + requests - done);
    queue.requests += requests;
    queue.waited += queue.waiting;
}

}  // namespace

void serve(const Today& today, const Roster& roster, const Visitors& visitors, State& next, ServiceDay& out) {
    const World& world = today.world;
    for (HallId h : world.halls.ids()) {
        const HallDay& day = visitors.halls[h];
        carry(next.counter_queue[h], today.workday ? world.halls[h].per_day * today.demand : 0,
              day.served + day.dropped_off + day.online);
    }
    out.online_requests.assign(world.agencies.size(), 0.0);
    out.online_served.assign(world.agencies.size(), 0.0);
    for (AgencyId a : world.agencies.ids()) {
        const Agency& agency = world.agencies[a];
        if (today.workday && agency.online_per_day > 0) {
            out.online_requests[a] = agency.online_per_day * today.demand;
            out.online_served[a] =
                std::min(next.online_queue[a].waiting + out.online_requests[a], online_capacity(today, roster, agency));
        }
        carry(next.online_queue[a], out.online_requests[a], out.online_served[a]);
        next.observed.backlog[a] =
            next.online_queue[a].waiting + (agency.hall.valid() ? next.counter_queue[agency.hall].waiting : 0);
    }
}

}  // namespace piket
