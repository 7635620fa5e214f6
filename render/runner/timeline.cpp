#include "runner/timeline.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <stdexcept>

namespace piket::render {

namespace {

constexpr size_t budget_of_midnights = size_t{256} << 20U;  // bytes, about, for all that A and B come from
constexpr int latest_midnights = 3;                         // from which people go on

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

uint32_t owner_of(const Session& session, uint32_t branch, Day day) {
    while (session.branches[branch].parent >= 0 && day < session.branches[branch].fork) {
        branch = static_cast<uint32_t>(session.branches[branch].parent);
    }
    return branch;
}

Timeline::Timeline(Worlds worlds, Places places, Told told)
    : worlds_(std::move(worlds)), places_(std::move(places)), told_(std::move(told)) {
    size_t bytes = 1;
    int days = 1;
    for (const auto& world : worlds_) {
        const WorldSize size = size_of(*world);
        days = std::max(days, scenario_of(*world).days);
        // People, and the record of the days until then: half of them on average.
        const size_t rows = Simulation(world, {}).rows().size();
        const size_t record = rows * 2 * sizeof(OutcomeValues) * static_cast<size_t>(days) / 2;
        bytes = std::max(bytes, size.bytes + size.people * size_t{120} + record);
    }
    stride_ = 1 + static_cast<int>(2 * bytes * static_cast<size_t>(days) / budget_of_midnights);
}

void Timeline::keep_only(const OnScreen& shown) {
    if (shown.session == kept_for_) {
        return;
    }
    kept_for_ = shown.session;
    const Session& session = *shown.session;
    std::map<uint32_t, Day> needed;  // the last midnight of each branch that A or B comes from
    for (const uint32_t side : {session.a, session.b}) {
        Day until = never;
        for (int b = static_cast<int>(side); b >= 0;) {
            const Branch& branch = session.branches[static_cast<size_t>(b)];
            const auto known = needed.emplace(static_cast<uint32_t>(b), until).first;
            known->second = std::max(known->second, until);
            until = std::min(until, branch.fork);
            b = branch.parent;
        }
    }
    std::erase_if(lanes_, [&](const auto& known) { return !shown.reach.contains(known.first); });
    for (auto& [branch, lane] : lanes_) {
        const auto until = needed.find(branch);
        const bool idle = until == needed.end();
        auto latest = std::ssize(lane.midnights) - latest_midnights;
        for (auto m = lane.midnights.begin(); m != lane.midnights.end(); --latest) {
            const bool spare = idle || m->first > until->second;
            m = spare && latest > 0 ? lane.midnights.erase(m) : std::next(m);
        }
    }
}

void Timeline::keep(Lane& lane, Simulation simulation) {
    const Day day = simulation.day();
    lane.midnights.insert_or_assign(day, std::make_shared<const Simulation>(std::move(simulation)));
    for (auto m = lane.midnights.begin(); m != lane.midnights.end();) {
        const bool kept = stride_ == 1 || m->first.value % stride_ == 0 || day - m->first < latest_midnights ||
                          m == lane.midnights.begin();
        m = kept ? std::next(m) : lane.midnights.erase(m);
    }
}

Simulation Timeline::last_known(const Session& session, uint32_t branch, Day day) const {
    for (int b = static_cast<int>(branch); b >= 0;) {
        const Branch& own = session.branches[static_cast<size_t>(b)];
        const auto lane = lanes_.find(static_cast<uint32_t>(b));
        if (lane != lanes_.end()) {
            const auto after = lane->second.midnights.upper_bound(day);
            if (after != lane->second.midnights.begin()) {
                return std::prev(after)->second->fork();
            }
        }
        day = std::min(day, own.fork);
        b = own.parent;
    }
    const RunOptions options{.seed = session.seed, .replicate = session.replicate, .threads = 1};
    return {worlds_[session.branches[branch].scenario], options};
}

std::optional<Simulation> Timeline::at_midnight(const Session& session, uint32_t branch, Day day, const Stop& stop) {
    const std::vector<Command> log = log_of(session, branch);
    Simulation simulation = last_known(session, branch, day);
    const auto post = [&] {
        if (!live_until(simulation, log, simulation.day())) {
            throw std::logic_error("a command that was taken once is refused");
        }
    };
    for (post(); simulation.day() < day; post()) {
        if (stop()) {
            return std::nullopt;
        }
        Simulation next = simulation.fork();
        next.step();
        if (!summary(session, branch, simulation.day())) {
            summarise_day(session, branch, next, DayView(simulation).frame(&next));
        }
        keep(lanes_[owner_of(session, branch, simulation.day())], next.fork());
        simulation = std::move(next);
    }
    return stop() ? std::nullopt : std::optional(std::move(simulation));
}

std::shared_ptr<const DaySummary> Timeline::summary(const Session& session, uint32_t branch, Day day) const {
    const auto lane = lanes_.find(owner_of(session, branch, day));
    if (lane == lanes_.end()) {
        return nullptr;
    }
    const auto known = lane->second.summaries.find(day);
    return known == lane->second.summaries.end() ? nullptr : known->second;
}

std::shared_ptr<const DaySummary> Timeline::summarise_day(const Session& session, uint32_t branch,
                                                          const Simulation& after, const DayFrame& frame) {
    if (auto known = summary(session, branch, frame.day)) {
        return known;
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
    const Place& place = *places_[session.branches[branch].scenario];
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
    tell_happenings(place, frame, summary(session, branch, frame.day - 1).get(), out);
    const uint32_t owner = owner_of(session, branch, frame.day);
    auto told = std::make_shared<const DaySummary>(std::move(out));
    lanes_[owner].summaries[frame.day] = told;
    told_(owner, told);
    return told;
}

std::shared_ptr<const DayOfWorld> Timeline::day(const Session& session, uint32_t branch, Day day, const Stop& stop) {
    const uint32_t scenario = session.branches[branch].scenario;
    const std::optional<Simulation> midnight = at_midnight(session, branch, day, stop);
    if (!midnight) {
        return nullptr;
    }
    const DayView view(*midnight);
    Simulation after = midnight->fork();
    after.step();
    auto out = std::make_shared<DayOfWorld>();
    out->phases = times_of_day(*midnight, after);
    const auto began = std::chrono::steady_clock::now();
    out->frame = view.frame(&after);
    out->summary = summarise_day(session, branch, after, out->frame);
    keep(lanes_[owner_of(session, branch, day)], std::move(after));
    for (uint32_t room = 0; room < places_[scenario]->rooms.size(); ++room) {
        out->fresh_air.push_back(static_cast<float>(view.fresh_air(room)));
    }
    out->breath = static_cast<float>(view.risk_per_hour(1));
    out->phases.push_back({telling, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count()});
    return out;
}

std::shared_ptr<const PersonStory> Timeline::story(const Session& session, uint32_t branch, Day day, uint32_t person,
                                                   const Stop& stop) {
    const std::optional<Simulation> midnight = at_midnight(session, branch, day, stop);
    if (!midnight) {
        return nullptr;
    }
    return std::make_shared<const PersonStory>(PersonStory{person, day, DayView(*midnight).doses(person)});
}

std::shared_ptr<const Co2OfDay> Timeline::co2(const Session& session, uint32_t branch, const DayFrame& frame,
                                              const Stop& stop) {
    const uint32_t scenario = session.branches[branch].scenario;
    const Place& place = *places_[scenario];
    const std::optional<Simulation> midnight = at_midnight(session, branch, frame.day, stop);
    if (!midnight) {
        return nullptr;
    }
    const DayView view(*midnight);
    std::vector<uint8_t> used(place.rooms.size(), 0);
    for (const StayToday& stay : frame.stays) {
        used[stay.room] = 1;
    }
    std::vector<Seconds> times(co2_samples);
    for (int i = 0; i < co2_samples; ++i) {
        times[static_cast<size_t>(i)] = i * co2_step;
    }
    auto out = std::make_shared<Co2OfDay>();
    out->rooms.resize(place.rooms.size());
    for (uint32_t room = 0; room < place.rooms.size(); ++room) {
        if (stop()) {
            return nullptr;
        }
        if (used[room] != 0 && place.rooms[room].type != RoomType::yard) {
            const std::vector<double> ppm = view.co2(room, times);
            out->rooms[room].assign(ppm.begin(), ppm.end());
        }
    }
    out->background = static_cast<float>(scenario_of(*worlds_[scenario]).parameters.co2_background);
    return out;
}

}  // namespace piket::render
