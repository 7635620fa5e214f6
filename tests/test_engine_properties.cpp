// What holds on every day of every world: people are in one place at a time, everything adds up, and each infection has
// a source that was there.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

constexpr Seconds between_buildings = 15 * 60;
constexpr float rounding = 1e-9F;

// Lives through small random worlds and looks at each of their days.
bool on_any_day(const std::string& what, const std::function<void(const LivedDay&)>& look) {
    return rc::check(what, [&] {
        for (const char* part : {" 1", " 2", " 3"}) {
            const ScenarioText scenario = any_scenario(what + part);
            Simulation simulation = begin(scenario.world(), static_cast<uint64_t>(*rc::gen::inRange(1, 1000)));
            while (!simulation.over()) {
                const LivedDay day(simulation);
                RC_LOG() << what << part << ", " << to_date(day.today.day) << "\n";
                look(day);
            }
        }
    });
}

bool near(double a, double b) {
    return std::fabs(a - b) <= 1e-9 * (1 + std::fabs(a) + std::fabs(b));
}

BuildingId building_of(const World& world, PersonId servant) {
    return world.agencies[world.units[world.jobs[servant].unit].agency].building;
}

// The largest number of intervals that hold at one time.
int most_at_once(const std::vector<Interval>& intervals) {
    std::map<Seconds, int> change;
    for (const Interval& i : intervals) {
        ++change[i.from];
        --change[i.to];
    }
    int now = 0, most = 0;
    for (const auto& [t, by] : change) {
        now += by;
        most = std::max(most, now);
    }
    return most;
}

bool is_in(const StayList& stays, RoomId room, Seconds t) {
    return std::any_of(stays.begin(), stays.end(), [&](const Stay& s) {
        return s.room == room && s.when.from <= t && t <= s.when.to;  // the last second of an item is its end
    });
}

double open_seconds(const LivedDay& day) {
    const Interval counter = day.world.scenario.hours.counter;
    return counter.length() - overlap(counter, day.today.lunch).length();
}

}  // namespace

TEST_CASE("everybody on site is in exactly one place from entering to leaving", "[engine]") {
    const bool held = on_any_day("one place at a time", [](const LivedDay& day) {
        for (PersonId p : day.world.servant_ids()) {
            const StayList stays = day.stays(p);
            if (!present(day.scene.roster.mode[p])) {
                RC_ASSERT(stays.size() == 0U);
                continue;
            }
            RC_ASSERT(day.today.workday);
            RC_ASSERT(stays.size() > 0U);
            const RoomId lobby = day.world.buildings[building_of(day.world, p)].lobby;
            RC_ASSERT(stays.begin()->room == lobby);
            RC_ASSERT((stays.end() - 1)->room == lobby);
            RC_ASSERT(stays.begin()->when.from >= 0);
            RC_ASSERT((stays.end() - 1)->when.to <= seconds_per_day);
            for (const Stay* s = stays.begin(); s != stays.end(); ++s) {
                RC_ASSERT(s->when.from < s->when.to);
                if (s == stays.begin()) {
                    continue;
                }
                const Stay& before = *(s - 1);
                const bool same_building = day.world.rooms[before.room].building == day.world.rooms[s->room].building;
                RC_ASSERT(s->when.from - before.when.to == (same_building ? 0 : between_buildings));
            }
        }
    });
    CHECK(held);
}

TEST_CASE("stays are in rooms where the activity belongs", "[engine]") {
    const bool held = on_any_day("rooms and activities", [](const LivedDay& day) {
        const World& world = day.world;
        for (PersonId p : world.servant_ids()) {
            const Agency& agency = world.agencies[world.units[world.jobs[p].unit].agency];
            const Building& home = world.buildings[agency.building];
            for (const Stay& s : day.stays(p)) {
                const Room& room = world.rooms[s.room];
                RC_ASSERT(world.buildings[room.building].rooms.contains(s.room));
                switch (s.activity) {
                    case Activity::walking:
                        RC_ASSERT((room.type == RoomType::corridor || room.type == RoomType::lift));
                        break;
                    case Activity::entering:
                        RC_ASSERT(s.room == world.buildings[room.building].lobby);
                        break;
                    case Activity::desk:
                        break;  // at the desk, or waiting where the next thing is
                    case Activity::meeting: {
                        const MeetingId id = day.scene.agenda.of[p][s.slot];
                        RC_ASSERT(id.valid());
                        const Meeting& meeting = day.scene.agenda.meetings[id];
                        RC_ASSERT(s.room == meeting.room);
                        RC_ASSERT(s.when.to <= meeting.when.to);
                        break;
                    }
                    case Activity::meal:
                        RC_ASSERT(s.room ==
                                  (day.scene.canteens.seat_of(p) == no_seat ? world.jobs[p].room : home.canteen));
                        break;
                    case Activity::prayer:
                        RC_ASSERT(s.room == home.prayer);
                        break;
                    case Activity::roll_call:
                        RC_ASSERT(day.scene.agenda.roll_call[world.units[world.jobs[p].unit].agency]);
                        RC_ASSERT(s.room == home.yard);
                        RC_ASSERT(s.when.to <= roll_call_time(day.today).to);
                        break;
                    case Activity::counter:
                        RC_ASSERT(day.scene.roster.counter[p] > 0);
                        RC_ASSERT(s.room == world.halls[agency.hall].room);
                        break;
                }
            }
        }
    });
    CHECK(held);
}

TEST_CASE("no canteen seats more people at a time than it has seats", "[engine]") {
    const bool held = on_any_day("canteens", [](const LivedDay& day) {
        const World& world = day.world;
        for (const Building& building : world.buildings) {
            std::vector<Interval> meals;
            std::set<uint16_t> seats;
            for (PersonId p : world.agencies[building.agency].staff) {
                const uint16_t seat = day.scene.canteens.seat_of(p);
                if (seat != no_seat) {
                    RC_ASSERT(seats.insert(seat).second);
                    RC_ASSERT(seat < sittings * world.rooms[building.canteen].seats);
                }
                for (const Stay& s : day.stays(p)) {
                    if (s.activity == Activity::meal && s.room == building.canteen) {
                        meals.push_back(s.when);
                    }
                }
            }
            RC_ASSERT((meals.empty() || most_at_once(meals) <= world.rooms[building.canteen].seats));
        }
    });
    CHECK(held);
}

TEST_CASE("meetings fit their rooms and their caps, and nobody is in two at once", "[engine]") {
    const bool held = on_any_day("meetings", [](const LivedDay& day) {
        const World& world = day.world;
        const Agenda& agenda = day.scene.agenda;
        double largest = 0, longest = 0;
        for (UnitId u : world.units.ids()) {
            largest = std::max(largest, day.today.levers(u).meeting_size);
            longest = std::max(longest, day.today.levers(u).meeting_minutes);
        }
        RC_ASSERT((day.today.workday || agenda.meetings.empty()));
        std::map<RoomId, std::vector<Interval>> booked;
        std::map<PersonId, std::vector<Interval>> busy;
        for (MeetingId id : agenda.meetings.ids()) {
            const Meeting& meeting = agenda.meetings[id];
            if (world.rooms[meeting.room].type == RoomType::meeting) {
                RC_ASSERT(meeting.seated.size() >= 2U);
                RC_ASSERT(meeting.seated.size() <= static_cast<size_t>(world.rooms[meeting.room].seats));
                RC_ASSERT(static_cast<double>(meeting.seated.size()) <= largest);
                booked[meeting.room].push_back(meeting.when);
            } else {  // two before one screen, in the office of one of them
                RC_ASSERT(meeting.seated.size() == 2U);
                RC_ASSERT((world.jobs[meeting.seated[0]].room == meeting.room));
            }
            RC_ASSERT(meeting.when.length() > 0);
            RC_ASSERT(meeting.when.length() <= 60 * longest);
            for (PersonId p : meeting.seated) {
                busy[p].push_back(meeting.when);
                RC_ASSERT(present(day.scene.roster.mode[p]));
                RC_ASSERT(day.scene.roster.counter[p] == 0);
                RC_ASSERT(std::count(agenda.of[p].begin(), agenda.of[p].end(), id) == 1);
            }
        }
        for (const auto& [room, times] : booked) {
            RC_ASSERT(most_at_once(times) == 1);
        }
        for (const auto& [person, times] : busy) {
            RC_ASSERT(most_at_once(times) == 1);
        }
        for (PersonId p : world.servant_ids()) {
            const auto mine =
                std::count_if(agenda.of[p].begin(), agenda.of[p].end(), [](MeetingId m) { return m.valid(); });
            RC_ASSERT(static_cast<size_t>(mine) == busy[p].size());
        }
    });
    CHECK(held);
}

TEST_CASE("counters have one officer each, no more than may open", "[engine]") {
    const bool held = on_any_day("counters", [](const LivedDay& day) {
        const Roster& roster = day.scene.roster;
        std::map<HallId, std::set<int>> taken;
        for (PersonId p : day.world.servant_ids()) {
            if (roster.counter[p] > 0) {
                const HallId hall = day.world.agencies[day.world.units[day.world.jobs[p].unit].agency].hall;
                RC_ASSERT(hall.valid());
                RC_ASSERT(day.world.halls[hall].unit == day.world.jobs[p].unit);
                RC_ASSERT(present(roster.mode[p]));
                RC_ASSERT(taken[hall].insert(roster.counter[p]).second);
            }
        }
        for (HallId hall : day.world.halls.ids()) {
            RC_ASSERT(static_cast<int>(taken[hall].size()) == roster.staffed[hall]);
            RC_ASSERT((taken[hall].empty() || *taken[hall].rbegin() == roster.staffed[hall]));
            const double open = day.today.levers(day.world.halls[hall].unit).counter_open;
            RC_ASSERT(roster.staffed[hall] <= open * day.world.halls[hall].counters + 1e-6);
        }
    });
    CHECK(held);
}

TEST_CASE("every civil servant is counted once in every row and in all", "[engine]") {
    const bool held = on_any_day("modes add up", [](const LivedDay& day) {
        const World& world = day.world;
        const RecordPlan plan = plan_record(world);
        std::vector<std::array<double, mode_count>> modes(plan.rows.size());
        for (PersonId p : world.servant_ids()) {
            modes[plan.row_of[world.jobs[p].unit]][static_cast<size_t>(day.scene.roster.mode[p])] += 1;
        }
        double all = 0;
        for (size_t row = 0; row < modes.size(); ++row) {
            const auto n = [&](Mode m) { return modes[row][static_cast<size_t>(m)]; };
            const auto told = [&](Outcome o) { return day.record.rows[row].value(o); };
            RC_ASSERT(told(Outcome::on_site) == n(Mode::on_site) + n(Mode::piket));
            RC_ASSERT(told(Outcome::at_home) == n(Mode::home));
            const double ill = n(Mode::sick) + n(Mode::isolating) + n(Mode::facility) + n(Mode::hospital);
            const double working = day.today.workday ? 1 : 0;  // only working days are lost
            RC_ASSERT(told(Outcome::on_trip) == working * n(Mode::trip));
            RC_ASSERT(told(Outcome::days_sick) == working * ill);
            RC_ASSERT(told(Outcome::days_quarantine) == working * n(Mode::quarantined));
            all += told(Outcome::on_site) + told(Outcome::at_home) + n(Mode::trip) + ill + n(Mode::quarantined) +
                   n(Mode::leave) + n(Mode::off_duty) + n(Mode::dead);
        }
        RC_ASSERT(all == world.servants);
    });
    CHECK(held);
}

TEST_CASE("rows add up to the total, and infections by setting to infections", "[engine]") {
    const bool held = rc::check("totals", [] {
        const ScenarioText scenario = any_scenario("totals");
        const auto world = scenario.world();
        Simulation simulation = begin(world);
        const uint32_t seeds = simulation.infected_ever();
        OutcomeValues over_days{};
        while (!simulation.over()) {
            simulation.step();
            const size_t day = simulation.days_lived() - 1;
            const OutcomeValues total = simulation.total_on(day);
            for (const OutcomeRow& outcome : outcomes()) {
                if (outcome.across == Across::sum) {
                    double sum = 0;
                    for (size_t row = 0; row < simulation.rows().size(); ++row) {
                        sum += at(simulation.values(day, row), outcome.outcome);
                    }
                    RC_ASSERT(near(sum, at(total, outcome.outcome)));
                    at(over_days, outcome.outcome) += sum;
                }
                RC_ASSERT(at(total, outcome.outcome) >= 0);
            }
            const auto n = [&](Outcome o) { return at(total, o); };
            double by_setting = 0;
            for (Outcome o : {Outcome::from_town, Outcome::from_household, Outcome::from_commute, Outcome::from_trip,
                              Outcome::from_office, Outcome::from_meeting, Outcome::from_counter, Outcome::from_canteen,
                              Outcome::from_prayer, Outcome::from_corridor, Outcome::from_talk, Outcome::from_roll_call,
                              Outcome::from_school}) {
                by_setting += n(o);
            }
            RC_ASSERT(by_setting == n(Outcome::infections_servants) + n(Outcome::infections_family));
            RC_ASSERT(n(Outcome::at_work) <= n(Outcome::infections_servants));
        }
        const auto everybody = simulation.infections();
        if (world->scenario.experiment.apply) {
            RC_ASSERT(everybody.size() - seeds ==
                      at(over_days, Outcome::infections_servants) + at(over_days, Outcome::infections_family));
        } else {
            RC_ASSERT(everybody.size() == seeds);
        }
        const OutcomeValues total = simulation.total(simulation.days_lived());
        for (const OutcomeRow& outcome : outcomes()) {
            if (outcome.across == Across::sum && outcome.over == Over::sum) {
                RC_ASSERT(near(at(total, outcome.outcome), at(over_days, outcome.outcome)));
            }
        }
    });
    CHECK(held);
}

TEST_CASE("hazards are sums of positive items, and only people without items meet none", "[engine]") {
    const bool held = on_any_day("items", [](const LivedDay& day) {
        const World& world = day.world;
        const std::set<PersonId> crossed(day.exposure.crossed.begin(), day.exposure.crossed.end());
        for (PersonId p{0}; p.value < world.people(); ++p.value) {
            double sum = 0;
            for (const Item& item : day.items(p)) {
                RC_ASSERT((std::isfinite(item.hazard) && item.hazard > 0));
                RC_ASSERT((item.when.from >= 0 && item.when.from < item.when.to && item.when.to <= seconds_per_day));
                RC_ASSERT((item.setting != Setting::seed && item.setting != Setting::town));
                RC_ASSERT((item.by_air || !item.source.outside()));
                sum += item.hazard;
            }
            RC_ASSERT(sum == day.exposure.met[p]);
            for (const Item& item : day.items_outside(p)) {
                RC_ASSERT((std::isfinite(item.hazard) && item.hazard >= 0));
            }
            RC_ASSERT(std::isfinite(day.next.reserve[p]));
            if (!crossed.contains(p)) {
                RC_ASSERT(near(day.evening.reserve[p] - day.hazard(p), day.next.reserve[p]));
            }
        }
        for (double dose : day.exposure.public_dose) {
            RC_ASSERT((std::isfinite(dose) && dose >= 0));
        }
    });
    CHECK(held);
}

TEST_CASE("who is susceptible has a threshold left, and nobody else is susceptible", "[engine]") {
    const bool held = on_any_day("health", [](const LivedDay& day) {
        const State& state = day.next;
        std::vector<int> running(day.world.people(), 0);
        for (EpisodeId id : state.active) {
            ++running[state.episodes[id].person.value];
        }
        std::vector<EpisodeId> last(day.world.people());
        for (EpisodeId id : state.episodes.ids()) {
            last[state.episodes[id].person.value] = id;
        }
        RC_ASSERT(std::is_sorted(state.active.begin(), state.active.end(), [&](EpisodeId a, EpisodeId b) {
            return state.episodes[a].person < state.episodes[b].person;
        }));
        for (PersonId p : state.health.ids()) {
            const bool susceptible = state.health[p] == Health::susceptible || state.health[p] == Health::recovered;
            for (const auto& strain : state.susceptibility) {
                RC_ASSERT((susceptible || strain[p] == 0));
                RC_ASSERT((state.health[p] != Health::susceptible || strain[p] > 0));
            }
            if (susceptible) {
                RC_ASSERT(state.reserve[p] > 0);
            }
            RC_ASSERT(running[p.value] == (state.health[p] == Health::infected ? 1 : 0));
            RC_ASSERT((!last[p.value].valid() || state.health[p] != Health::susceptible));
            if (last[p.value].valid() && running[p.value] == 0) {
                const Episode& e = state.episodes[last[p.value]];
                RC_ASSERT(e.end <= state.day);
                RC_ASSERT((state.health[p] == Health::dead) == (e.course == Course::fatal));
            }
            if (state.health[p] == Health::dead) {
                RC_ASSERT((state.away[p].mode == Mode::dead && state.away[p].until == never));
            }
        }
    });
    CHECK(held);
}

TEST_CASE("courses of illness are in order", "[engine]") {
    const bool held = on_any_day("courses", [](const LivedDay& day) {
        for (const Episode& e : day.infected) {
            RC_ASSERT(e.day == day.today.day);
            RC_ASSERT((e.second >= 0 && e.second < seconds_per_day));
            RC_ASSERT(e.end > e.day);
            RC_ASSERT((e.onset == never) == (e.course == Course::asymptomatic));
            RC_ASSERT((e.onset == never || e.onset > e.day));
            RC_ASSERT((e.hospital != never) == (e.course > Course::mild));
            RC_ASSERT((e.hospital == never || (e.onset <= e.hospital && e.hospital < e.end)));
            RC_ASSERT((std::isfinite(e.emission) && e.emission >= 0));
            RC_ASSERT((std::isfinite(e.kernel) && e.kernel > 0));
        }
    });
    CHECK(held);
}

TEST_CASE("every infection names a source that was infectious then and there", "[engine]") {
    const bool held = on_any_day("sources", [](const LivedDay& day) {
        const World& world = day.world;
        const auto infectious_today = [&](EpisodeId id) {
            const PersonId p = day.evening.episodes[id].person;
            const uint32_t i = day.scene.infectious.of[p];
            return i != EpisodeId::none && day.scene.infectious.people[i].episode == id;
        };
        for (const Episode& e : day.infected) {
            RC_ASSERT((day.evening.health[e.person] == Health::susceptible ||
                       day.evening.health[e.person] == Health::recovered));
            const bool out = e.setting == Setting::town || e.setting == Setting::commute ||
                             e.setting == Setting::trip || e.setting == Setting::school;
            RC_ASSERT(e.setting != Setting::seed);
            RC_ASSERT(e.source.outside() == out);
            RC_ASSERT(e.room.valid() == (!out && e.setting != Setting::household));
            RC_ASSERT(!(e.source.episode.valid() && e.source.hall.valid()));
            const bool by_person = e.source.episode.valid();
            RC_ASSERT(e.generation == (by_person ? day.evening.episodes[e.source.episode].generation + 1 : 0));
            if (out) {
                continue;
            }
            if (by_person) {
                const Episode& theirs = day.evening.episodes[e.source.episode];
                RC_ASSERT(theirs.person != e.person);
                RC_ASSERT(theirs.strain == e.strain);
                RC_ASSERT((theirs.day < e.day || world.scenario.experiment.frozen_clock));
                if (e.setting == Setting::household) {
                    RC_ASSERT(infectious_today(e.source.episode));
                    RC_ASSERT(world.household(theirs.person) == world.household(e.person));
                    continue;
                }
            }
            RC_ASSERT(is_in(day.stays(e.person), e.room, e.second));
            if (e.setting == Setting::talk) {
                RC_ASSERT((by_person && infectious_today(e.source.episode)));
                RC_ASSERT(is_in(day.stays(day.evening.episodes[e.source.episode].person), e.room, e.second));
                continue;
            }
            // In the air that the room shares: left since yesterday, or breathed out today by then.
            const uint32_t air = world.rooms[e.room].air_group;
            bool was_there = std::any_of(day.evening.air.begin(), day.evening.air.end(), [&](const Residue& r) {
                return r.source == e.source && r.strain == e.strain && world.rooms[r.room].air_group == air;
            });
            if (by_person && infectious_today(e.source.episode)) {
                for (const Stay& s : day.stays(day.evening.episodes[e.source.episode].person)) {
                    was_there = was_there || (world.rooms[s.room].air_group == air && s.when.from <= e.second);
                }
            }
            for (const InfectiousVisitor& v : day.scene.visitors.infectious) {
                was_there =
                    was_there || (e.source.day == e.day && v.hall == e.source.hall && v.ordinal == e.source.visitor &&
                                  v.strain == e.strain && world.rooms[world.halls[v.hall].room].air_group == air &&
                                  v.arrive <= e.second);
            }
            RC_ASSERT(was_there);
        }
    });
    CHECK(held);
}

TEST_CASE("the air of single sources adds up to the air of the room", "[engine]") {
    const bool held = on_any_day("superposition", [](const LivedDay& day) {
        for (const HotGroup& hot : day.scene.air.hot) {
            for (size_t s = 0; s < hot.strains.size(); ++s) {
                std::vector<AirDay> parts;
                for (const Source& source : sources_of(day.scene.air, hot, hot.strains[s])) {
                    parts.push_back(air_of_source(day.world, day.scene.air, hot, hot.strains[s], source));
                }
                for (int room = 0; room < hot.regime->rooms(); ++room) {
                    for (Seconds from : {0, clock(8), clock(11, 30), clock(13)}) {
                        for (Seconds to : {clock(13), clock(17), seconds_per_day}) {
                            double sum = 0, concentration = 0;
                            for (const AirDay& part : parts) {
                                const double integral = part.integral(room, from, to);
                                RC_ASSERT(integral >= 0);
                                sum += integral;
                                concentration += part.concentration(room, to);
                            }
                            RC_ASSERT(near(sum, hot.days[s].integral(room, from, to)));
                            RC_ASSERT(near(concentration, hot.days[s].concentration(room, to)));
                        }
                    }
                }
            }
        }
    });
    CHECK(held);
}

TEST_CASE("no request is lost or served twice", "[engine]") {
    const bool held = on_any_day("service", [](const LivedDay& day) {
        const World& world = day.world;
        for (HallId h : world.halls.ids()) {
            const Hall& hall = world.halls[h];
            const HallDay& d = day.scene.visitors.halls[h];
            const double requests = day.today.workday ? hall.per_day * day.today.demand : 0;
            const double before = day.evening.counter_queue[h].waiting, after = day.next.counter_queue[h].waiting;
            RC_ASSERT(near(before + requests, d.served + d.dropped_off + d.online + after));
            RC_ASSERT(std::min({d.served, d.dropped_off, d.online, d.arrivals, d.turned_away, d.waited_minutes,
                                after}) >= -rounding);
            RC_ASSERT(d.arrivals + d.dropped_off + d.online <= (before + requests) * (1 + 1e-9));
            RC_ASSERT(d.served <= d.arrivals * (1 + 1e-9));
            const double capacity = day.scene.roster.staffed[h] * open_seconds(day) / 60 / hall.minutes;
            RC_ASSERT(d.served <= capacity * (1 + 1e-9));
            RC_ASSERT(near(day.next.counter_queue[h].requests, day.evening.counter_queue[h].requests + requests));
            RC_ASSERT(near(day.next.counter_queue[h].waited, day.evening.counter_queue[h].waited + after));
            for (size_t q = 0; q < d.inside.size(); ++q) {
                RC_ASSERT(d.inside[q] >= -rounding);
                RC_ASSERT(d.inside[q] <= static_cast<float>(world.rooms[hall.room].seats));
            }
        }
        for (AgencyId a : world.agencies.ids()) {
            const double requests = day.service.online_requests[a], served = day.service.online_served[a];
            const double before = day.evening.online_queue[a].waiting, after = day.next.online_queue[a].waiting;
            RC_ASSERT(requests == (day.today.workday ? world.agencies[a].online_per_day * day.today.demand : 0));
            RC_ASSERT(near(before + requests, served + after));
            RC_ASSERT((served >= 0 && after >= 0));
            const HallId hall = world.agencies[a].hall;
            RC_ASSERT(
                near(day.next.observed.backlog[a], after + (hall.valid() ? day.next.counter_queue[hall].waiting : 0)));
        }
    });
    CHECK(held);
}

TEST_CASE("infectious visitors come while the counters are open and are served at one that is", "[engine]") {
    const bool held = on_any_day("visitors", [](const LivedDay& day) {
        const Interval open = day.world.scenario.hours.counter;
        for (const InfectiousVisitor& v : day.scene.visitors.infectious) {
            RC_ASSERT(day.today.workday);
            RC_ASSERT(open.contains(v.arrive));
            RC_ASSERT((v.arrive <= v.called && v.called <= v.leave && v.leave <= open.to));
            RC_ASSERT((v.counter >= 1 && v.counter <= day.scene.roster.staffed[v.hall]));
            RC_ASSERT((std::isfinite(v.output) && v.output > 0));
        }
    });
    CHECK(held);
}

TEST_CASE("without anything infectious nothing happens for sixty days", "[engine]") {
    const bool held = rc::check("nothing infectious", [] {
        ScenarioText scenario = any_scenario("nothing infectious");
        scenario.days = 60;
        scenario.infected = 0;
        scenario.prevalence_low = scenario.prevalence_high = 0;
        scenario.reported = {{"2020-03-10", 0}};
        RC_LOG() << scenario.text();
        Simulation simulation = begin(scenario.world());
        while (!simulation.over()) {
            simulation.step();
        }
        const Simulation::Profile profile = simulation.profile();
        RC_ASSERT(profile.days == 60U);
        RC_ASSERT(profile.infectious + profile.stays + profile.hot_rooms + profile.exposed + profile.infections == 0U);
        RC_ASSERT(simulation.infected_ever() == 0U);
        RC_ASSERT(at(simulation.total(60), Outcome::infections_public) == 0);
        RC_ASSERT(at(simulation.total(60), Outcome::hospitalised) == 0);
    });
    CHECK(held);
}
