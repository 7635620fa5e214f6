// Who works where today. Quotas are filled by keyed ranks that do not depend on the quota, so a smaller quota is a
// subset of a larger one.
#include <algorithm>

#include "base/check.hpp"
#include "day/day.hpp"

namespace piket {

namespace {

// Where somebody stands in the queue for a place in the office: first those whose turn the scheme says it is, then by
// a keyed draw: new every day, the same for good, or new every week, as the scheme has it.
struct Rank {
    bool on_turn = true;
    double draw = 0;
    PersonId person;
    bool operator<(const Rank& other) const {
        if (on_turn != other.on_turn) {
            return on_turn;
        }
        return draw != other.draw ? draw < other.draw : person < other.person;
    }
};

int32_t week_of(Day day) {
    return (day.value + 3) / 7;
}  // weeks begin on Monday

Rank rank_of(const Today& today, PersonId person, RosterScheme scheme, uint32_t ordinal) {
    const Who who = today.world.who[person];
    const Day monday{7 * week_of(today.day) - 3};
    const Day period = scheme == RosterScheme::random_daily   ? today.day
                       : scheme == RosterScheme::fixed_people ? Day{0}
                                                              : monday;
    Rank rank;
    rank.person = person;
    rank.draw = uniform(today.luck, who, period, Purpose::roster_rank);
    // A person's own phase: with few people in a unit, alternating ordinals keep teams even.
    const auto team = static_cast<int32_t>(ordinal % 2);
    const auto own_phase = [&](int32_t cycle) {
        return static_cast<int32_t>(uniform(today.luck, who, Day{0}, Purpose::roster_rank, 1) * cycle);
    };
    const auto modulo = [](int32_t a, int32_t b) { return (a % b + b) % b; };
    switch (scheme) {
        case RosterScheme::random_daily:
        case RosterScheme::fixed_people:
            break;
        case RosterScheme::two_teams_daily:
            rank.on_turn = modulo(today.day.value + team, 2) == 0;
            break;
        case RosterScheme::two_teams_weekly:
            rank.on_turn = modulo(week_of(today.day) + team, 2) == 0;
            break;
        case RosterScheme::on_off_daily:
            rank.on_turn = modulo(today.day.value + own_phase(2), 2) == 0;
            break;
        case RosterScheme::on_off_weekly:
            rank.on_turn = modulo(week_of(today.day) + own_phase(2), 2) == 0;
            break;
        case RosterScheme::four_ten:  // Monday to Thursday of one's own week of two
            rank.on_turn = today.day.weekday() < 4 && modulo(week_of(today.day) + team, 2) == 0;
            break;
    }
    return rank;
}

Mode errand_or_office(const Today& today, PersonId person) {
    const Errand& errand = today.evening.errand[person];
    if (today.day < errand.from || errand.from + (errand.days - 1) < today.day) {
        return Mode::on_site;
    }
    if (errand.mode == Mode::trip) {  // one draw per trip: a larger allowance keeps all the trips of a smaller one
        const double allowed = today.levers(person).trip_allowed;
        const bool goes =
            allowed >= 1 || uniform(today.luck, today.world.who[person], errand.from, Purpose::trip) < allowed;
        return goes ? Mode::trip : Mode::on_site;
    }
    return errand.mode;
}

// Fills the unit's quota; everybody else who is well works from home.
void fill(const Today& today, UnitId unit_id, std::span<const PersonId> available, Roster& out) {
    const Unit& unit = today.world.units[unit_id];
    const Levers& levers = today.levers(unit_id);
    const double exact = levers.wfo_share * unit.staff.size();
    const auto quota =
        static_cast<size_t>(exact) + (exact - static_cast<double>(static_cast<size_t>(exact)) > 1e-9 ? 1 : 0);
    const Agency& agency = today.world.agencies[unit.agency];
    size_t piket = 0;
    if (agency.hall.valid() && today.world.halls[agency.hall].unit == unit_id) {
        const double counters = levers.piket_counters * today.world.halls[agency.hall].counters;
        piket = static_cast<size_t>(counters + 0.999999);
    }
    std::vector<Rank> queue;
    size_t seated = 0;
    for (PersonId p : available) {
        const uint8_t level = today.world.jobs[p].level;
        if (level > 0 && level <= levers.must_attend_levels) {
            out.mode[p] = Mode::on_site;
            ++seated;
        } else {
            out.mode[p] = Mode::home;
            queue.push_back(
                rank_of(today, p, static_cast<RosterScheme>(levers.roster_scheme), p.value - unit.staff.first.value));
        }
    }
    std::sort(queue.begin(), queue.end());
    for (const Rank& rank : queue) {
        if (piket > 0) {  // duty covers the counters, whoever's turn it is
            out.mode[rank.person] = Mode::piket;
            --piket;
            ++seated;
        } else if (seated < quota && rank.on_turn) {
            out.mode[rank.person] = Mode::on_site;
            ++seated;
        }
    }
}

void roster_unit(const Today& today, UnitId unit_id, Roster& out) {
    const Unit& unit = today.world.units[unit_id];
    const Levers& levers = today.levers(unit_id);
    const bool closed = today.evening.closed_until[unit.agency] >= today.day;
    std::vector<PersonId> available;
    for (PersonId p : unit.staff) {
        const Away& away = today.evening.away[p];
        Mode mode = away.until >= today.day ? away.mode : errand_or_office(today, p);
        if (mode == Mode::on_site && !today.workday) {
            mode = Mode::off_duty;
        } else if (mode == Mode::on_site && closed) {
            mode = Mode::home;
        }
        out.mode[p] = mode;
        if (mode == Mode::on_site && levers.exempt < 1 && levers.wfo_share < 1) {
            available.push_back(p);
        }
    }
    if (!available.empty()) {
        fill(today, unit_id, available, out);
    }
}

// The entrance: fever and the questionnaire stop some of the ill, and a few of the well, who go home for the day.
void pass_gate(const Today& today, const InfectiousList& infectious, PersonId p, Roster& out) {
    const double strict = today.levers(p).gate_strictness;
    if (strict <= 0 || !present(out.mode[p]) || !today.world.scenario.experiment.isolation) {
        return;
    }
    const uint32_t i = infectious.of[p];
    const bool ill = i != EpisodeId::none && infectious.people[i].symptomatic;
    const double stop = ill ? 1 - (1 - strict * today.p.gate_fever) * (1 - strict * today.p.gate_questionnaire)
                            : strict * today.p.gate_false_stop;
    if (uniform(today.luck, today.world.who[p], today.day, Purpose::gate) < stop) {
        out.mode[p] = Mode::sick;
    }
}

// Behind the counters: staff of the hall's unit, piket first, in keyed order; nobody when no counter may open.
void staff_counters(const Today& today, HallId hall_id, Roster& out) {
    const Hall& hall = today.world.halls[hall_id];
    const double share = today.levers(hall.unit).counter_open;
    const int open = static_cast<int>(share * hall.counters + 1e-9);
    std::vector<Rank> queue;
    for (PersonId p : today.world.units[hall.unit].staff) {
        if (present(out.mode[p])) {
            queue.push_back({out.mode[p] == Mode::piket,
                             uniform(today.luck, today.world.who[p], today.day, Purpose::roster_rank, 2), p});
        }
    }
    std::sort(queue.begin(), queue.end());
    const int staffed = std::min(open, static_cast<int>(queue.size()));
    for (int i = 0; i < staffed; ++i) {
        out.counter[queue[static_cast<size_t>(i)].person] = static_cast<uint8_t>(i + 1);
    }
    out.staffed[hall_id] = staffed;
}

}  // namespace

void make_roster(const Today& today, const InfectiousList& infectious, Roster& out) {
    const World& world = today.world;
    out.mode.resize(world.servants);
    out.counter.assign(world.servants, 0);
    out.staffed.assign(world.halls.size(), 0);
    today.workers.blocks(world.units.size(), 256, [&](size_t first, size_t last) {
        for (size_t u = first; u < last; ++u) {
            const UnitId unit{static_cast<uint32_t>(u)};
            roster_unit(today, unit, out);
            for (PersonId p : world.units[unit].staff) {
                pass_gate(today, infectious, p, out);
            }
        }
    });
    if (today.workday) {
        for (HallId hall : world.halls.ids()) {
            staff_counters(today, hall, out);
        }
    }
}

}  // namespace piket
