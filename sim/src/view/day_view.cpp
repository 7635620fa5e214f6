// One day, looked at without living it: the phases before exposure are pure functions of the evening.
#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "day/day.hpp"
#include "day/infectiousness.hpp"
#include "day/outside.hpp"
#include "day/personal_day.hpp"
#include "piket/view.hpp"
#include "policy/effects/air.hpp"
#include "policy/effects/rooms.hpp"
#include "policy/effects/workplace.hpp"
#include "run/peek.hpp"

namespace piket {

static_assert(doing_count == mode_count && static_cast<int>(Doing::dead) == static_cast<int>(Mode::dead));
static_assert(static_cast<int>(Deed::roll_call) == static_cast<int>(Activity::roll_call));

struct DayView::Impl {
    explicit Impl(const Simulation& midnight)
        : simulation(midnight.fork()),
          inner(Peek::at(simulation)),
          input{*inner.world, inner.parameters, inner.household_hazard, inner.rules,
                inner.luck,   *inner.workers,   inner.options.reference},
          today(set_the_scene(input, policy, work, inner.state, profile)) {
        const World& world = *inner.world;
        for (BuildingId b : world.buildings.ids()) {
            work.canteens.seat(today, work.roster, b);
        }
        first_stay.push_back(0);
        StayList list;
        for (PersonId p : world.servant_ids()) {
            piket::stays_of(today, work.roster, work.agenda, work.canteens, p, list);
            for (const Stay& stay : list) {
                stays.push_back({stay.room.value, stay.when.from, stay.when.to, static_cast<Deed>(stay.activity),
                                 place_at_table(p, stay)});
            }
            first_stay.push_back(static_cast<uint32_t>(stays.size()));
        }
        for (HallId hall : world.halls.ids()) {
            visitors.push_back(people_in_queue(today, work.roster, work.visitors, hall));
        }
    }

    uint16_t place_at_table(PersonId p, const Stay& stay) const {
        if (stay.activity != Activity::meeting) {
            return 0;
        }
        const std::vector<PersonId>& seated = work.agenda.meetings[work.agenda.of[p][stay.slot]].seated;
        return static_cast<uint16_t>(std::ranges::find(seated, p) - seated.begin());
    }

    Scene scene() { return {work.infectious, work.roster, work.agenda, work.canteens, work.visitors, work.air}; }

    double fresh(RoomId id) const {
        const Room& room = inner.world->rooms[id];
        const Agency& agency = inner.world->agencies[inner.world->buildings[room.building].agency];
        const Levers& levers = today.levers(room.unit.valid() ? room.unit : agency.units.first);
        return effect::fresh_air(levers, today.p, room.type, room.ach);
    }

    Simulation simulation;  // its own, so that the caller's may live on
    Peek::Impl& inner;
    DayInput input;
    Policy policy;
    Workspace work;
    DayProfile profile;
    Today today;
    std::vector<uint32_t> first_stay;
    std::vector<StayToday> stays;
    std::vector<std::vector<InfectiousVisitor>> visitors;  // by hall
};

namespace {

// Of the whole illness's infectiousness, what has to fall on a day for somebody to be shown as infectious.
constexpr double shown_as_infectious = 0.02;

// In the morning. Infectious until well again, once the share of the day has been large enough.
Condition condition_of(const Today& today, PersonId p, const Episode* episode) {
    const Health health = today.evening.health[p];
    if (health == Health::dead) {
        return Condition::dead;
    }
    if (episode == nullptr) {
        return health == Health::recovered ? Condition::recovered : Condition::susceptible;
    }
    if (episode->onset <= today.day && today.day < episode->end) {
        return Condition::symptomatic;
    }
    const StrainSpec& strain = today.world.scenario.strains[episode->strain.value];
    const double age = today.day - episode->day + 0.5;
    const double share = episode->kernel * generation_density(strain, std::max(age, 0.25));
    return share >= shown_as_infectious || age > strain.generation_mean ? Condition::infectious : Condition::latent;
}

std::vector<PersonToday> people_of(const Today& today, const Workspace& work) {
    const World& world = today.world;
    std::vector<const Episode*> ill(world.people(), nullptr);
    for (EpisodeId id : today.evening.active) {
        ill[today.evening.episodes[id].person.value] = &today.evening.episodes[id];
    }
    std::vector<PersonToday> people(world.people());
    for (PersonId p{0}; p.value < world.people(); ++p.value) {
        PersonToday& out = people[p.value];
        const Away& away = today.evening.away[p];
        const Mode mode = world.is_servant(p)       ? work.roster.mode[p]
                          : away.until >= today.day ? away.mode
                                                    : Mode::off_duty;
        out.doing = static_cast<Doing>(mode);
        out.condition = condition_of(today, p, ill[p.value]);
        out.known = mode == Mode::isolating || mode == Mode::facility || mode == Mode::hospital;
        out.doses = today.evening.immunity[p].doses;
        if (world.is_servant(p)) {
            out.counter = work.roster.counter[p];
            out.canteen_seat = present(mode) ? work.canteens.seat_of(p) : no_seat;
            out.roams = mode == Mode::home && goes_out(today, p);
            const Wearing wears = wearing(today, p);
            out.mask_desk = wears.own_room;
            out.mask_shared = wears.shared;
            out.mask_counter = wears.counter;
        }
    }
    return people;
}

HallToday plain(const Workspace& work, HallId id, const std::vector<InfectiousVisitor>& people) {
    const HallDay& day = work.visitors.halls[id];
    HallToday out{work.roster.staffed[id], day.arrivals, day.served, day.turned_away, day.dropped_off, day.online,
                  day.waited_minutes,      {},           {}};
    for (const InfectiousVisitor& v : people) {
        out.visitors.push_back({v.arrive, v.called, v.leave, v.counter, v.output > 0, v.masked});
    }
    return out;
}

UnitToday plain(const Today& today, UnitId u) {
    const Levers& levers = today.levers(u);
    const Unit& unit = today.world.units[u];
    const double cap = effect::cap_on_attendance(levers);
    const size_t places = effect::works_as_always(levers) ? unit.staff.size() : effect::places(cap, unit.staff.size());
    return {levers,
            cap,
            static_cast<int>(places),
            today.evening.compliance[u],
            today.evening.closed_until[unit.agency] >= today.day,
            is_inspected(today, u)};
}

Backlog backlog_of(const Today& today, const Queue& morning, const Queue* evening, double per_day) {
    const double asked = today.workday ? per_day * today.demand : 0;
    return {morning.waiting, evening != nullptr ? evening->waiting : morning.waiting, asked > 0 ? asked : per_day};
}

void tell_backlogs(const Today& today, const State& morning, const State* evening, DayFrame& out) {
    for (HallId h : today.world.halls.ids()) {
        out.halls[h.value].backlog =
            backlog_of(today, morning.counter_queue[h], evening != nullptr ? &evening->counter_queue[h] : nullptr,
                       today.world.halls[h].per_day);
    }
    for (AgencyId a : today.world.agencies.ids()) {
        out.online.push_back(backlog_of(today, morning.online_queue[a],
                                        evening != nullptr ? &evening->online_queue[a] : nullptr,
                                        today.world.agencies[a].online_per_day));
    }
}

// Infectiousness of the strains together: quanta are quanta.
void sample_air(const World& world, const AirField& air, DayFrame& out) {
    out.air_of.assign(world.rooms.size(), nobody);
    for (const HotGroup& hot : air.hot) {
        for (RoomId room : world.air_groups[hot.group].rooms) {
            std::vector<float> samples(air_samples, 0.0F);
            for (const AirDay& day : hot.days) {
                for (int i = 0; i < air_samples; ++i) {
                    samples[static_cast<size_t>(i)] += static_cast<float>(
                        day.concentration(world.rooms[room].air_index, static_cast<Seconds>(i) * air_step));
                }
            }
            out.air_of[room.value] = static_cast<uint32_t>(out.quanta.size());
            out.quanta.push_back(std::move(samples));
        }
    }
}

std::vector<InfectionToday> infections_of(const State& after, Day day) {
    std::vector<InfectionToday> infections;
    for (uint32_t i = after.episodes.size(); i-- > 0 && after.episodes[EpisodeId{i}].day == day;) {
        const Episode& e = after.episodes[EpisodeId{i}];
        InfectionToday out;
        out.person = e.person.value;
        out.second = e.second;
        out.setting = e.setting;
        out.room = e.room.valid() ? e.room.value : nobody;
        out.by_visitor = e.source.hall.valid();
        if (e.source.episode.valid()) {
            out.source = after.episodes[e.source.episode].person.value;
        }
        infections.push_back(out);
    }
    std::ranges::sort(infections, [](const InfectionToday& a, const InfectionToday& b) {
        return a.second != b.second ? a.second < b.second : a.person < b.person;
    });
    return infections;
}

}  // namespace

DayView::DayView(const Simulation& midnight) {
    check(!midnight.over(), "no day follows the last");
    impl_ = std::make_unique<Impl>(midnight);
}
DayView::~DayView() = default;
DayView::DayView(DayView&&) noexcept = default;
DayView& DayView::operator=(DayView&&) noexcept = default;

DayFrame DayView::frame(const Simulation* after) const {
    const Impl& i = *impl_;
    const World& world = *i.inner.world;
    DayFrame out;
    out.day = i.today.day;
    out.workday = i.today.workday;
    out.work = i.today.work;
    out.lunch = i.today.lunch;
    out.counter = world.scenario.hours.counter;
    out.alert = i.today.alert;
    out.town_prevalence = i.today.prevalence;
    out.people = people_of(i.today, i.work);
    out.first_stay = i.first_stay;
    out.stays = i.stays;
    for (HallId hall : world.halls.ids()) {
        out.halls.push_back(plain(i.work, hall, i.visitors[hall.value]));
    }
    for (UnitId u : world.units.ids()) {
        out.units.push_back(plain(i.today, u));
    }
    for (const Room& room : world.rooms) {
        const UnitId owner =
            room.unit.valid() ? room.unit : world.agencies[world.buildings[room.building].agency].units.first;
        out.seats.push_back(
            room.seats == 0 ? 0 : effect::seats_in_use(i.today.levers(owner), room.type, room.seats, room.area()));
    }
    sample_air(world, i.work.air, out);
    const State* evening = after != nullptr ? &Peek::at(*after).state : nullptr;
    if (evening != nullptr) {
        check(evening->day == out.day + 1, "frame() wants the simulation one day later");
        out.infections = infections_of(*evening, out.day);
    }
    tell_backlogs(i.today, i.inner.state, evening, out);
    return out;
}

std::vector<DoseItem> DayView::doses(uint32_t person) const {
    Impl& i = *impl_;
    const PersonId p{person};
    std::vector<Item> items;
    itemise_day(i.today, i.scene(), Outside(i.today), p, items);
    std::vector<DoseItem> out;
    for (const Item& item : items) {
        const double susceptible = static_cast<double>(i.today.evening.susceptibility[item.strain][p]);
        if (susceptible <= 0) {
            continue;
        }
        DoseItem dose{item.setting, item.room.valid() ? item.room.value : nobody, item.when, item.hazard, nobody};
        if (item.source.episode.valid()) {
            dose.source = i.today.evening.episodes[item.source.episode].person.value;
        }
        out.push_back(dose);
    }
    return out;
}

double DayView::fresh_air(uint32_t room) const {
    return impl_->fresh(RoomId{room});
}

double DayView::risk_per_hour(double quanta_per_m3) const {
    return quanta_per_m3 * impl_->today.p.breath_seated;
}

std::vector<double> DayView::co2(uint32_t room, std::span<const Seconds> at) const {
    const Impl& i = *impl_;
    const World& world = *i.inner.world;
    const Parameters& p = i.today.p;
    const AirGroup& group = world.air_groups[world.rooms[RoomId{room}].air_group];
    const size_t n = group.rooms.size();
    std::vector<double> volume, fresh;
    std::vector<int> index_of(world.rooms.size(), -1);
    for (RoomId r : group.rooms) {
        index_of[r.value] = world.rooms[r].air_index;
        volume.push_back(world.rooms[r].volume);
        fresh.push_back(i.fresh(r));
    }
    std::vector<AirSource> sources;
    for (const StayToday& stay : i.stays) {
        if (index_of[stay.room] >= 0) {
            const double exhaled = p.co2_exhaled * breath(p, static_cast<Activity>(stay.deed));
            sources.push_back({index_of[stay.room], {stay.from, stay.to}, exhaled});
        }
    }
    for (HallId hall : world.halls.ids()) {
        const int index = index_of[world.halls[hall].room.value];
        for (const InfectiousVisitor& v : i.visitors[hall.value]) {
            if (index >= 0 && v.leave > v.arrive) {
                sources.push_back({index, {v.arrive, v.leave}, p.co2_exhaled * p.breath_standing});
            }
        }
    }
    const AirRegime regime = n == 1 ? AirRegime(volume[0], fresh[0]) : AirRegime(volume, fresh, group.flow);
    const RegimeChange change{0, &regime};
    const std::vector<double> clean(n, 0.0);
    const AirDay day(std::span(&change, 1), sources, clean);
    std::vector<double> ppm;
    for (Seconds t : at) {
        ppm.push_back(p.co2_background + 1e6 * day.concentration(world.rooms[RoomId{room}].air_index, t));
    }
    return ppm;
}

// ---- frames -----------------------------------------------------------------------------------------------------

std::span<const StayToday> DayFrame::stays_of(uint32_t servant) const {
    return {stays.data() + first_stay[servant], first_stay[servant + 1] - first_stay[servant]};
}

const StayToday* DayFrame::stay_at(uint32_t servant, Seconds t) const {
    const std::span<const StayToday> all = stays_of(servant);
    const auto after = std::ranges::upper_bound(all, t, {}, &StayToday::from);
    if (after == all.begin() || (after - 1)->to <= t) {
        return nullptr;
    }
    return &*(after - 1);
}

float DayFrame::quanta_at(uint32_t room, Seconds t) const {
    if (air_of[room] == nobody) {
        return 0;
    }
    const std::vector<float>& samples = quanta[air_of[room]];
    const auto i = static_cast<size_t>(std::clamp(t, 0, seconds_per_day - 1) / air_step);
    const float part = static_cast<float>(t % air_step) / static_cast<float>(air_step);
    return samples[i] + part * (samples[i + 1] - samples[i]);
}

}  // namespace piket
