#include "runner/timeline.hpp"

#include <algorithm>
#include <chrono>

namespace piket::render {

namespace {

constexpr size_t budget_of_midnights = size_t{256} << 20U;  // bytes, about, for two branches

Day first_day(const World& world) {
    return scenario_of(world).start;
}
Day last_day(const World& world) {
    return scenario_of(world).start + scenario_of(world).days;
}

// Adds one happening per unit that has people in it.
void tell(std::vector<Happening>& all, Happening::Kind kind, const std::vector<int>& people_of_unit) {
    for (uint32_t unit = 0; unit < people_of_unit.size(); ++unit) {
        if (people_of_unit[unit] > 0) {
            all.push_back({kind, unit, people_of_unit[unit]});
        }
    }
}

// `before`: the day before; null on the first.
void tell_happenings(const Place& place, const DayFrame& frame, const DaySummary* before, DaySummary& out) {
    const size_t units = place.units.size();
    std::vector<int> reported(units), leaving(units), standing(units);
    for (const uint32_t unit : out.reported) {
        ++reported[unit];
    }
    for (uint32_t p = 0; p < out.doing.size(); ++p) {
        const uint32_t unit = place.people[p].unit;
        const bool away = before && before->doing[p] == Doing::trip;
        leaving[unit] += out.doing[p] == Doing::trip && !away ? 1 : 0;
        const auto stays = frame.stays_of(p);
        const auto parade = [](const StayToday& stay) { return stay.deed == Deed::roll_call; };
        standing[unit] += std::ranges::any_of(stays, parade) ? 1 : 0;
    }
    tell(out.happenings, Happening::Kind::cases, reported);
    for (uint32_t unit = 0; unit < units; ++unit) {
        if (frame.units[unit].inspected) {
            out.happenings.push_back({Happening::Kind::inspection, unit, 0});
        }
    }
    for (const uint32_t unit : out.closed) {
        if (!before || std::ranges::find(before->closed, unit) == before->closed.end()) {
            out.happenings.push_back({Happening::Kind::closure, unit, 0});
        }
    }
    tell(out.happenings, Happening::Kind::trip, leaving);
    tell(out.happenings, Happening::Kind::roll_call, standing);
}

// What one day took, of what all days until then took.
std::vector<Simulation::PhaseTime> times_of_day(const Simulation& before, const Simulation& after) {
    std::vector<Simulation::PhaseTime> times = after.profile().phases;
    const std::vector<Simulation::PhaseTime> until = before.profile().phases;
    for (size_t i = 0; i < times.size(); ++i) {
        times[i].seconds -= until[i].seconds;
    }
    return times;
}

bool stopped(const std::function<bool()>& stop) {
    return stop && stop();
}

}  // namespace

float Co2OfDay::at(uint32_t room, Seconds t) const {
    if (!known(room)) {
        return background;
    }
    const std::vector<float>& samples = rooms[room];
    const Seconds clipped = std::clamp(t, 0, seconds_per_day - 1);
    const auto i = static_cast<size_t>(clipped / co2_step);
    const float part = static_cast<float>(clipped % co2_step) / static_cast<float>(co2_step);
    return samples[i] + part * (samples[i + 1] - samples[i]);
}

Timeline::Timeline(std::vector<std::shared_ptr<const World>> worlds, uint64_t seed, uint64_t replicate)
    : worlds_(std::move(worlds)), seed_(seed), replicate_(replicate) {
    size_t bytes = 1;
    int days = 1;
    for (const auto& world : worlds_) {
        places_.push_back(place_of(*world));
        const WorldSize size = size_of(*world);
        bytes = std::max(bytes, size.bytes + size.people * size_t{120});
        days = std::max(days, scenario_of(*world).days);
    }
    stride_ = 1 + static_cast<int>(2 * bytes * static_cast<size_t>(days) / budget_of_midnights);
}

Timeline::Lane& Timeline::lane(const Session& session, uint32_t branch) {
    const auto known = lanes_.find(branch);
    if (known != lanes_.end()) {
        return known->second;
    }
    Lane fresh;
    const Branch& own = session.branches[branch];
    if (own.parent >= 0) {
        const Lane& parent = lane(session, static_cast<uint32_t>(own.parent));
        const Day start = first_day(*worlds_[own.scenario]);
        const auto shared = static_cast<size_t>(std::max(0, own.fork - start));
        fresh.summaries.assign(
            parent.summaries.begin(),
            parent.summaries.begin() + static_cast<ptrdiff_t>(std::min(shared, parent.summaries.size())));
        fresh.midnights.insert(parent.midnights.begin(), parent.midnights.upper_bound(own.fork));
    }
    return lanes_.emplace(branch, std::move(fresh)).first->second;
}

void Timeline::keep(Lane& lane, Simulation simulation) {
    const Day day = simulation.day();
    lane.midnights.insert_or_assign(day, std::make_shared<const Simulation>(std::move(simulation)));
    // Thinned, but for the last few, from which people go on.
    const int behind = 3;
    for (auto m = lane.midnights.begin(); m != lane.midnights.end();) {
        const bool kept =
            stride_ == 1 || m->first.value % stride_ == 0 || day - m->first < behind || m == lane.midnights.begin();
        m = kept ? std::next(m) : lane.midnights.erase(m);
    }
}

Simulation Timeline::at_midnight(const Session& session, uint32_t branch, Day day, const std::function<bool()>& stop) {
    Lane& own = lane(session, branch);
    const std::vector<Command> log = log_of(session, branch);
    auto after = own.midnights.upper_bound(day);
    const uint32_t world = session.branches[branch].scenario;
    Simulation simulation = after == own.midnights.begin()
                                ? Simulation(worlds_[world], {.seed = seed_, .replicate = replicate_, .threads = 1})
                                : std::prev(after)->second->fork();
    while (simulation.day() < day && !stopped(stop)) {
        live_until(simulation, log, simulation.day());
        const DayView view(simulation);
        Simulation next = simulation.fork();
        next.step();
        summarise_day(own, world, next, view.frame(&next));
        keep(own, next.fork());
        simulation = std::move(next);
    }
    live_until(simulation, log, simulation.day());  // posts what is posted at this midnight
    return simulation;
}

void Timeline::summarise_day(Lane& lane, uint32_t world, const Simulation& after, const DayFrame& frame) {
    const auto index = static_cast<size_t>(frame.day - first_day(*worlds_.front()));
    if (lane.summaries.size() <= index) {
        lane.summaries.resize(index + 1);
    }
    if (lane.summaries[index]) {
        return;
    }
    DaySummary out;
    const size_t d = after.days_lived() - 1;
    out.day = frame.day;
    out.today = after.total_on(d);
    out.so_far = after.total(d + 1);
    for (size_t row = 0; row < after.rows().size(); ++row) {
        out.rows.push_back(after.values(d, row));
    }
    const size_t servants = frame.first_stay.size() - 1;
    for (size_t p = 0; p < servants; ++p) {
        out.doing.push_back(frame.people[p].doing);
    }
    out.infections = frame.infections;
    const Place& place = places_[world];
    const std::vector<ReportRow> reports = after.reports();
    for (auto r = reports.rbegin(); r != reports.rend() && r->day >= frame.day; ++r) {
        if (r->day == frame.day) {
            out.reported.push_back(place.unit_of(r->unit));
        }
    }
    for (uint32_t unit = 0; unit < frame.units.size(); ++unit) {
        if (frame.units[unit].closed) {
            out.closed.push_back(unit);
        }
    }
    tell_happenings(place, frame, index > 0 ? lane.summaries[index - 1].get() : nullptr, out);
    lane.summaries[index] = std::make_shared<const DaySummary>(std::move(out));
}

std::shared_ptr<const DayOfWorld> Timeline::day(const Session& session, uint32_t branch, Day day,
                                                const std::function<bool()>& stop) {
    const World& world = *worlds_[session.branches[branch].scenario];
    if (day < first_day(world) || day >= last_day(world)) {
        return nullptr;
    }
    const Simulation midnight = at_midnight(session, branch, day, stop);
    if (midnight.day() != day || stopped(stop)) {
        return nullptr;
    }
    const DayView view(midnight);
    Simulation after = midnight.fork();
    after.step();
    auto out = std::make_shared<DayOfWorld>();
    out->phases = times_of_day(midnight, after);
    const auto began = std::chrono::steady_clock::now();
    out->frame = view.frame(&after);
    Lane& own = lane(session, branch);
    summarise_day(own, session.branches[branch].scenario, after, out->frame);
    out->summary = own.summaries[static_cast<size_t>(day - first_day(world))];
    keep(own, std::move(after));
    const size_t rooms = places_[session.branches[branch].scenario].rooms.size();
    for (uint32_t room = 0; room < rooms; ++room) {
        out->fresh_air.push_back(static_cast<float>(view.fresh_air(room)));
    }
    out->breath = static_cast<float>(view.risk_per_hour(1));
    out->phases.push_back({telling, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count()});
    return out;
}

std::shared_ptr<const DaySummary> Timeline::summary(uint32_t branch, Day day) const {
    const auto known = lanes_.find(branch);
    if (known == lanes_.end() || worlds_.empty()) {
        return nullptr;
    }
    const auto index = day - first_day(*worlds_.front());
    const auto& all = known->second.summaries;
    return index >= 0 && static_cast<size_t>(index) < all.size() ? all[static_cast<size_t>(index)] : nullptr;
}

PersonStory Timeline::story(const Session& session, uint32_t branch, Day day, uint32_t person) {
    const Simulation midnight = at_midnight(session, branch, day, {});
    return {person, day, DayView(midnight).doses(person)};
}

Co2OfDay Timeline::co2(const Session& session, uint32_t branch, const DayFrame& frame) {
    const uint32_t world = session.branches[branch].scenario;
    const Place& place = places_[world];
    const DayView view(at_midnight(session, branch, frame.day, {}));
    std::vector<uint8_t> used(place.rooms.size(), 0);
    for (const StayToday& stay : frame.stays) {
        used[stay.room] = 1;
    }
    std::vector<Seconds> times(co2_samples);
    for (int i = 0; i < co2_samples; ++i) {
        times[static_cast<size_t>(i)] = i * co2_step;
    }
    Co2OfDay out;
    out.rooms.resize(place.rooms.size());
    for (uint32_t room = 0; room < place.rooms.size(); ++room) {
        if (used[room] != 0 && place.rooms[room].type != RoomType::yard) {
            const std::vector<double> ppm = view.co2(room, times);
            out.rooms[room].assign(ppm.begin(), ppm.end());
        }
    }
    out.background = static_cast<float>(scenario_of(*worlds_[world]).parameters.co2_background);
    return out;
}

Problems Timeline::check(const Session& session, uint32_t branch, Day day, std::span<const Command> commands) {
    Simulation trial = at_midnight(session, branch, day, {});
    Problems problems;
    for (const Command& command : commands) {
        for (Problem& problem : trial.post(command)) {
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

}  // namespace piket::render
