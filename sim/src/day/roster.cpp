// Who works where today. Quotas are filled by keyed ranks that do not depend on the quota, so a smaller quota is a
// subset of a larger one.
#include "policy/effects/roster.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "day/day.hpp"
#include "policy/effects/entrance.hpp"
#include "policy/effects/rooms.hpp"
#include "policy/effects/service.hpp"
#include "policy/effects/travel.hpp"
#include "policy/effects/workplace.hpp"

namespace piket {

namespace {

// Where somebody stands in the queue for a place in the office: first those whose turn the scheme says it is, then by
// a keyed draw: new every day, the same for good, or new every week, as the scheme has it.
struct Rank {
    bool on_turn = true;
    int preference = 0;  // smaller first
    double draw = 0;
    PersonId person;
    bool operator<(const Rank& other) const {
        if (on_turn != other.on_turn) {
            return on_turn;
        }
        if (preference != other.preference) {
            return preference < other.preference;
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
                       : scheme == RosterScheme::fixed_people ? without_day
                                                              : monday;
    Rank rank;
    rank.person = person;
    rank.draw = uniform(today.luck, who, period, Purpose::roster_rank);
    // A person's own phase: with few people in a unit, alternating ordinals keep teams even.
    const auto team = static_cast<int32_t>(ordinal % 2);
    const auto own_phase = [&](int32_t cycle) {
        return static_cast<int32_t>(uniform(today.luck, who, without_day, Purpose::roster_rank, 1) * cycle);
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
    if (errand.mode == Mode::trip) {
        const double u = uniform(today.luck, today.world.who[person], errand.from, Purpose::trip);
        return effect::trip_is_made(today.levers(person), u) ? Mode::trip : Mode::on_site;
    }
    return errand.mode;
}

bool vaccinated(const Today& today, PersonId p) {
    return today.evening.immunity[p].doses >= 2;
}

bool vulnerable(const World& world, PersonId p) {
    return world.age[p] >= effect::vulnerable_age || world.comorbid[p] != 0;
}

// Fills the places of one unit.
class UnitRoster {
   public:
    UnitRoster(const Today& today, UnitId id, bool cases, Roster& out)
        : today_(today), world_(today.world), id_(id), unit_(world_.units[id]), levers_(today.levers(id)), out_(out) {
        const Who agency = world_.agencies[unit_.agency].who;
        share_ = effect::office_share(levers_, uniform(today.luck, agency, without_day, Purpose::head), cases);
    }

    void fill() {
        const bool closed = today_.evening.closed_until[unit_.agency] >= today_.day;
        const bool as_always = effect::works_as_always(levers_);
        const bool selects =
            !as_always && (share_ < 1 || !effect::admits_everybody(levers_) || effect::limits_rooms(levers_));
        for (PersonId p : unit_.staff) {
            const Away& away = today_.evening.away[p];
            Mode mode = away.until >= today_.day ? away.mode : errand_or_office(today_, p);
            if (mode == Mode::on_site && !today_.workday) {
                mode = Mode::off_duty;
            } else if (mode == Mode::on_site && closed) {
                mode = Mode::home;
            }
            out_.mode[p] = mode;
            out_.setting_out[id_] += mode == Mode::trip && today_.evening.errand[p].from == today_.day ? 1 : 0;
            if (mode == Mode::on_site && selects) {
                enqueue(p);
            }
        }
        if (selects) {
            seat_queue();
        }
        if (!as_always && effect::limits_rooms(levers_)) {
            clear_full_rooms();
        }
    }

   private:
    // At home until there is a place; officials who must attend have one.
    void enqueue(PersonId p) {
        out_.mode[p] = Mode::home;
        if (!effect::admitted(levers_, vaccinated(today_, p), own_compliance(today_, p))) {
            return;
        }
        if (effect::must_attend(levers_, world_.jobs[p].level)) {
            out_.mode[p] = Mode::on_site;
            ++seated_;
        } else {
            queue_.push_back(rank(p));
        }
    }

    Rank rank(PersonId p) const {
        Rank r = rank_of(today_, p, effect::scheme(levers_), p.value - unit_.staff.first.value);
        r.preference = effect::preference(levers_, vaccinated(today_, p), vulnerable(world_, p));
        return r;
    }

    void seat_queue() {
        const size_t quota = effect::places(share_, unit_.staff.size());
        const Agency& agency = world_.agencies[unit_.agency];
        const bool serves = agency.hall.valid() && world_.halls[agency.hall].unit == id_;
        size_t duty = serves ? effect::counters_on_duty(levers_, world_.halls[agency.hall].counters) : 0;
        std::sort(queue_.begin(), queue_.end());
        for (const Rank& r : queue_) {
            if (duty > 0) {  // duty covers the counters, whoever's turn it is
                out_.mode[r.person] = Mode::piket;
                --duty;
                ++seated_;
            } else if (seated_ < quota && (r.on_turn || share_ >= 1)) {
                out_.mode[r.person] = Mode::on_site;
                ++seated_;
            }
        }
    }

    // More people than an office may hold: officials stay, then duty officers, then those of the first ranks.
    void clear_full_rooms() {
        std::vector<std::pair<RoomId, Rank>> sitting;
        for (PersonId p : unit_.staff) {
            if (present(out_.mode[p])) {
                Rank r = rank(p);
                r.on_turn = true;
                r.preference = effect::must_attend(levers_, world_.jobs[p].level) ? -2
                               : out_.mode[p] == Mode::piket                      ? -1
                                                                                  : r.preference;
                sitting.emplace_back(world_.jobs[p].room, r);
            }
        }
        std::sort(sitting.begin(), sitting.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first < b.first : a.second < b.second;
        });
        int in_room = 0;
        for (size_t i = 0; i < sitting.size(); ++i) {
            const auto& [room_id, r] = sitting[i];
            in_room = i > 0 && sitting[i - 1].first == room_id ? in_room + 1 : 1;
            const Room& room = world_.rooms[room_id];
            // A hall has its officers behind the counters, whatever the visitors' seats.
            const int seats = room.type == RoomType::hall
                                  ? room.seats
                                  : effect::seats_in_use(levers_, room.type, room.seats, room.area());
            if (in_room > seats) {
                out_.mode[r.person] = Mode::home;
            }
        }
    }

    const Today& today_;
    const World& world_;
    UnitId id_;
    const Unit& unit_;
    const Levers& levers_;
    Roster& out_;
    double share_ = 1;
    size_t seated_ = 0;
    std::vector<Rank> queue_;
};

// The entrance: fever and the questionnaire stop some of the ill, and a few of the well, who go home for the day.
void pass_gate(const Today& today, const InfectiousList& infectious, PersonId p, Roster& out) {
    const Levers& levers = today.levers(p);
    if (!effect::gate_is_kept(levers) || !present(out.mode[p]) || !today.world.scenario.experiment.isolation) {
        return;
    }
    const uint32_t i = infectious.of[p];
    const effect::Condition condition = i == EpisodeId::none               ? effect::Condition::well
                                        : infectious.people[i].symptomatic ? effect::Condition::symptomatic
                                                                           : effect::Condition::presymptomatic;
    const Who who = today.world.who[p];
    const Draw lasting = draw(today.luck, who, without_day, Purpose::gate);
    const effect::GateLuck luck{lasting.uniform(0), lasting.uniform(1),
                                uniform(today.luck, who, today.day, Purpose::gate)};
    if (effect::is_stopped(levers, today.p, condition, luck)) {
        out.mode[p] = Mode::sick;
    }
}

// Behind the counters: staff of the hall's unit, piket first, in keyed order; nobody when no counter may open.
void staff_counters(const Today& today, HallId hall_id, Roster& out) {
    const Hall& hall = today.world.halls[hall_id];
    const int open = effect::counters_open(today.levers(hall.unit), hall.counters);
    std::vector<Rank> queue;
    for (PersonId p : today.world.units[hall.unit].staff) {
        if (present(out.mode[p])) {
            queue.push_back({out.mode[p] == Mode::piket, 0,
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

// Agencies in which a case became known within the last fortnight.
Column<AgencyId, uint8_t> agencies_with_cases(const Today& today) {
    constexpr int window = 14;
    Column<AgencyId, uint8_t> cases(today.world.agencies.size(), 0);
    const std::vector<Report>& reports = today.evening.observed.confirmed;
    for (auto r = reports.rbegin(); r != reports.rend() && today.day - r->day <= window; ++r) {
        cases[r->agency] = 1;
    }
    return cases;
}

}  // namespace

void make_roster(const Today& today, const InfectiousList& infectious, Roster& out) {
    const World& world = today.world;
    out.mode.resize(world.servants);
    out.counter.assign(world.servants, 0);
    out.staffed.assign(world.halls.size(), 0);
    out.on_site.assign(world.agencies.size(), 0);
    out.setting_out.assign(world.units.size(), 0);
    const Column<AgencyId, uint8_t> cases = agencies_with_cases(today);
    today.workers.blocks(world.units.size(), 256, [&](size_t first, size_t last) {
        for (size_t u = first; u < last; ++u) {
            const UnitId unit{static_cast<uint32_t>(u)};
            UnitRoster(today, unit, cases[world.units[unit].agency] != 0, out).fill();
            for (PersonId p : world.units[unit].staff) {
                pass_gate(today, infectious, p, out);
            }
        }
    });
    for (AgencyId a : world.agencies.ids()) {
        for (PersonId p : world.agencies[a].staff) {
            out.on_site[a] += present(out.mode[p]) ? 1 : 0;
        }
    }
    if (today.workday) {
        for (HallId hall : world.halls.ids()) {
            staff_counters(today, hall, out);
        }
    }
}

}  // namespace piket
