#include "runner/runner.hpp"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace piket::render {

namespace {

constexpr size_t most_days_kept = 24;  // frames; summaries are kept of all
constexpr size_t most_stories = 8;
constexpr size_t most_co2 = 8;  // today and tomorrow of both worlds, and as many that were left just now
constexpr int least_to_settle = 30;
constexpr auto between_looks = std::chrono::milliseconds(150);  // each goes over all futures, which takes its time
constexpr double narrow = 0.15;                                 // half width of the interval, relative to what A has

double all_infected(const OutcomeValues& v) {
    return at(v, Outcome::infections_servants) + at(v, Outcome::infections_family) + at(v, Outcome::infections_public);
}

Outcome origin_of(int setting) {
    constexpr std::array<Outcome, setting_count> origins = {
        Outcome::infections_servants,  // seeds are not counted anywhere
        Outcome::from_town,           Outcome::from_household, Outcome::from_commute, Outcome::from_trip,
        Outcome::from_office,         Outcome::from_meeting,   Outcome::from_counter, Outcome::from_canteen,
        Outcome::from_prayer,         Outcome::from_corridor,  Outcome::from_talk,    Outcome::from_roll_call,
        Outcome::from_school};
    return origins[static_cast<size_t>(setting)];
}

// What was loaded, or an exception with a line per problem.
template <class T>
T accepted(Loaded<T> loaded) {
    if (!loaded) {
        std::string lines;
        for (const Problem& problem : loaded.problems) {
            lines += (lines.empty() ? "" : "\n") + problem.text();
        }
        throw std::runtime_error(lines);
    }
    return std::move(*loaded.value);
}

// This thread alone runs where a core is idle, so that the window, which draws on all of them, does not stutter.
void give_way() {
    const sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
}

}  // namespace

double value_of(Series series, const OutcomeValues& today, const OutcomeValues& so_far) {
    switch (series) {
        case Series::infected:
            return all_infected(so_far);
        case Series::servants:
            return at(so_far, Outcome::infections_servants);
        case Series::new_infected:
            return all_infected(today);
        case Series::public_infected:
            return at(so_far, Outcome::infections_public);
        case Series::absent:
            return at(so_far, Outcome::days_sick) + at(so_far, Outcome::days_quarantine);
        case Series::served:
            return at(so_far, Outcome::served_counter) + at(so_far, Outcome::served_online) +
                   at(so_far, Outcome::served_dropoff);
        case Series::waiting:
            return at(so_far, Outcome::waiting_days);
        case Series::backlog:
            return at(today, Outcome::backlog);
    }
    return 0;
}

bool fewer_is_better(Series series) {
    return series != Series::served;
}

Runner::Runner(const std::string& scenario_a, const std::string& scenario_b, RunnerOptions options) {
    std::vector<std::string> files = {scenario_a};
    if (!scenario_b.empty() && scenario_b != scenario_a) {
        files.push_back(scenario_b);
    }
    for (const std::string& file : files) {
        Scenario scenario = accepted(load_scenario(file, {}, &session_.texts));
        session_.scenarios.push_back({file, scenario.digest});
        if (worlds_.empty()) {
            session_.seed = scenario.seed;
            session_.day = scenario.start;
        } else if (scenario.start != first_day() || scenario.days != scenario_of(*worlds_.front()).days) {
            throw std::runtime_error(file + ": runs other days than " + scenario_a + "; A and B need the same days");
        }
        worlds_.push_back(make_world(std::move(scenario)));
    }
    for (uint32_t i = 0; i < worlds_.size(); ++i) {
        Branch root;
        root.scenario = i;
        root.fork = session_.day;
        session_.branches.push_back(root);
    }
    session_.b = static_cast<uint32_t>(worlds_.size() - 1);
    start(options);
}

Runner::Runner(const Session& session, RunnerOptions options) : session_(session) {
    for (Scenario& scenario : accepted(scenarios_of(session))) {
        worlds_.push_back(make_world(std::move(scenario)));
    }
    start(options);
}

void Runner::start(RunnerOptions options) {
    options_ = options;
    for (const auto& world : worlds_) {
        places_.push_back(std::make_shared<const Place>(place_of(*world)));
    }
    paired_ = piket::paired_people(*worlds_.front(), *worlds_.back());
    if (paired_ == 0) {
        throw std::runtime_error(session_.scenarios.back().file + ": shares nobody with " +
                                 session_.scenarios.front().file + ": these are two places, not two policies");
    }
    for (const Side side : both_sides) {
        const auto s = static_cast<size_t>(side);
        const uint32_t shown = side == Side::a ? session_.a : session_.b;
        History& history = history_[s];
        history.branches = session_.steps[s].empty() ? std::vector{shown} : session_.steps[s];
        history.at = static_cast<size_t>(std::ranges::find(history.branches, shown) - history.branches.begin());
    }
    timeline_ = std::make_unique<Timeline>(worlds_, session_.seed, session_.replicate);
    auto empty = std::make_shared<EnsembleView>();
    empty->wanted = options_.replicates;
    empty->branch_a = session_.a;
    empty->branch_b = session_.b;
    view_ = std::move(empty);
    threads_.emplace_back([this](const std::stop_token& stop) { live(stop); });
    for (int i = 0; i < options_.ensemble_threads; ++i) {
        threads_.emplace_back([this](const std::stop_token& stop) {
            give_way();
            pthread_setname_np(pthread_self(), ensemble_thread);
            gather_futures(stop);
        });
    }
}

Runner::~Runner() {
    for (std::jthread& thread : threads_) {
        thread.request_stop();
    }
    ++shown_;
    wake_.notify_all();
}

const Scenario& Runner::scenario(Side side) const {
    return scenario_of(*worlds_[world_of(side)]);
}

uint32_t Runner::world_of(Side side) const {
    const std::lock_guard lock(mutex_);
    return session_.branches[side == Side::a ? session_.a : session_.b].scenario;
}

uint32_t Runner::branch(Side side) const {
    const std::lock_guard lock(mutex_);
    return side == Side::a ? session_.a : session_.b;
}

std::vector<Command> Runner::commands(Side side) const {
    const std::lock_guard lock(mutex_);
    return log_of(session_, side == Side::a ? session_.a : session_.b);
}

Day Runner::first_day() const {
    return scenario_of(*worlds_.front()).start;
}

Day Runner::last_day() const {
    const Scenario& scenario = scenario_of(*worlds_.front());
    return scenario.start + (scenario.days - 1);
}

Session Runner::session() const {
    const std::lock_guard lock(mutex_);
    Session session = session_;
    session.steps = {history_[0].branches, history_[1].branches};
    return session;
}

// ---- days -------------------------------------------------------------------------------------------------------

std::shared_ptr<const DayOfWorld> Runner::day(Side side, Day day) {
    const std::lock_guard lock(mutex_);
    const std::pair key(side == Side::a ? session_.a : session_.b, day);
    const auto known = days_.find(key);
    if (known != days_.end()) {
        std::erase(used_, key);
        used_.push_back(key);
    }
    const auto wish = [&](Day wanted) {
        const std::pair next(key.first, wanted);
        if (wanted <= scenario_of(*worlds_.front()).start + (scenario_of(*worlds_.front()).days - 1) &&
            !days_.contains(next) && std::ranges::find(wanted_, next) == wanted_.end()) {
            wanted_.push_back(next);
            wake_.notify_all();
        }
    };
    wish(day);
    wish(day + 1);
    return known == days_.end() ? nullptr : known->second;
}

std::shared_ptr<const DaySummary> Runner::summary(Side side, Day day) const {
    const std::lock_guard lock(mutex_);
    const auto known = summaries_.find({side == Side::a ? session_.a : session_.b, day});
    return known == summaries_.end() ? nullptr : known->second;
}

std::shared_ptr<const PersonStory> Runner::story(Side side, Day day, uint32_t person) {
    const std::lock_guard lock(mutex_);
    const std::tuple wanted(side == Side::a ? session_.a : session_.b, day, person);
    const auto known = std::ranges::find(stories_, wanted, [](const auto& s) { return s.first; });
    if (known != stories_.end()) {
        return known->second;
    }
    if (std::ranges::find(wanted_stories_, wanted) == wanted_stories_.end()) {
        wanted_stories_.push_back(wanted);
        if (wanted_stories_.size() > most_stories) {  // nobody waits for the oldest any more
            wanted_stories_.erase(wanted_stories_.begin());
        }
    }
    wake_.notify_all();
    return nullptr;
}

std::shared_ptr<const Co2OfDay> Runner::co2(Side side, Day day) {
    const std::lock_guard lock(mutex_);
    const uint32_t branch = side == Side::a ? session_.a : session_.b;
    std::shared_ptr<const Co2OfDay> today;
    for (const std::pair<uint32_t, Day>& wanted : {std::pair(branch, day), std::pair(branch, day + 1)}) {
        const auto known = std::ranges::find(co2_, wanted, [](const auto& c) { return c.first; });
        if (known != co2_.end()) {
            today = wanted.second == day ? known->second : today;
        } else if (days_.contains(wanted) && std::ranges::find(wanted_co2_, wanted) == wanted_co2_.end()) {
            wanted_co2_.push_back(wanted);
            wake_.notify_all();
        }
    }
    return today;
}

void Runner::live(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::optional<std::pair<uint32_t, Day>> next, co2_of;
        std::shared_ptr<const DayOfWorld> day_of_co2;
        std::optional<std::tuple<uint32_t, Day, uint32_t>> story;
        Session session;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, stop,
                       [&] { return !wanted_.empty() || !wanted_stories_.empty() || !wanted_co2_.empty(); });
            if (stop.stop_requested()) {
                return;
            }
            // What is no longer shown is no longer wanted; the earliest day first.
            const auto gone = [&](const auto& w) { return w.first != session_.a && w.first != session_.b; };
            std::erase_if(wanted_, gone);
            std::erase_if(wanted_co2_, [&](const auto& w) { return gone(w) || !days_.contains(w); });
            const auto first = std::ranges::min_element(wanted_, {}, [](const auto& w) { return w.second; });
            if (first != wanted_.end()) {
                next = *first;
            }
            if (!wanted_stories_.empty()) {
                story = wanted_stories_.front();
                wanted_stories_.erase(wanted_stories_.begin());
            }
            const auto earliest = std::ranges::min_element(wanted_co2_, {}, [](const auto& w) { return w.second; });
            if (earliest != wanted_co2_.end()) {
                co2_of = *earliest;
                day_of_co2 = days_.at(*earliest);
            }
            session = session_;
        }
        if (co2_of) {
            const std::lock_guard alone(timeline_mutex_);
            auto told = std::make_shared<const Co2OfDay>(timeline_->co2(session, co2_of->first, day_of_co2->frame));
            const std::lock_guard lock(mutex_);
            std::erase(wanted_co2_, *co2_of);
            co2_.emplace_back(*co2_of, std::move(told));
            while (co2_.size() > most_co2) {
                co2_.erase(co2_.begin());
            }
        }
        if (story) {
            const std::lock_guard alone(timeline_mutex_);
            const auto& [branch, day, person] = *story;
            auto told = std::make_shared<const PersonStory>(timeline_->story(session, branch, day, person));
            const std::lock_guard lock(mutex_);
            stories_.emplace_back(*story, std::move(told));
            if (stories_.size() > most_stories) {
                stories_.erase(stories_.begin());
            }
        }
        if (next) {
            const std::lock_guard alone(timeline_mutex_);
            const uint64_t shown = shown_;
            const auto changed = [&] { return shown_ != shown || stop.stop_requested(); };
            auto lived = timeline_->day(session, next->first, next->second, changed);
            const std::lock_guard lock(mutex_);
            if (lived || shown_ == shown) {
                std::erase(wanted_, *next);
            }
            if (lived) {
                days_[*next] = lived;
                used_.push_back(*next);
                while (used_.size() > most_days_kept) {
                    days_.erase(used_.front());
                    used_.erase(used_.begin());
                }
            }
            for (Day d = first_day(); d <= next->second; ++d) {
                if (auto summary = timeline_->summary(next->first, d)) {
                    summaries_[{next->first, d}] = std::move(summary);
                }
            }
        }
    }
}

// ---- changes ----------------------------------------------------------------------------------------------------

namespace {

// Adds to what was decided this evening.
void decide(const Change& change, Day tonight, std::vector<Command>& commands) {
    Command command;
    command.posted = tonight;
    command.rule.measure = change.measure;
    command.rule.scope = change.scope;
    if (!change.on_top) {
        std::erase_if(commands, [&](const Command& c) {  // a second thought of the same evening
            return c.kind != Command::Kind::lift && c.rule.measure == change.measure &&
                   (change.scope == Scope{} || c.rule.scope == change.scope);
        });
        command.kind = Command::Kind::repeal;
        commands.push_back(command);
    }
    if (change.value) {
        command.kind = Command::Kind::enact;
        command.rule.value = *change.value;
        command.rule.from = tonight;
        command.rule.source = RuleSource::command;
        commands.push_back(command);
    }
}

}  // namespace

Problems Runner::change(Side side, Day today, const std::vector<Change>& changes) {
    const Day tonight = today + 1;
    return fork(side, tonight, [&](std::vector<Command>& commands) {
        for (const Change& change : changes) {
            decide(change, tonight, commands);
        }
    });
}

Problems Runner::order(Side side, Day today, const std::vector<Rule>& rules) {
    const Day tonight = today + 1;
    return fork(side, tonight, [&](std::vector<Command>& commands) {
        for (const Rule& rule : rules) {
            Command command;
            command.posted = tonight;
            command.rule = rule;
            command.rule.source = RuleSource::command;
            commands.push_back(std::move(command));
        }
    });
}

Problems Runner::fork(Side side, Day tonight, const std::function<void(std::vector<Command>&)>& decide) {
    Session session = this->session();
    const uint32_t current = side == Side::a ? session.a : session.b;
    Branch next;
    next.scenario = session.branches[current].scenario;
    next.fork = tonight;
    const Branch& shown = session.branches[current];
    if (shown.fork == tonight && shown.parent >= 0) {  // the same evening: beside the branch, with all it did
        next.parent = shown.parent;
        next.commands = shown.commands;
    } else {
        next.parent = static_cast<int>(current);
    }
    decide(next.commands);
    session.branches.push_back(next);
    const auto made = static_cast<uint32_t>(session.branches.size() - 1);
    ++shown_;  // whatever is being lived may wait
    {
        const std::lock_guard alone(timeline_mutex_);
        const uint32_t parent = static_cast<uint32_t>(next.parent);
        Problems problems = timeline_->check(session, parent, tonight, next.commands);
        if (any_error(problems)) {
            return problems;
        }
    }
    const std::lock_guard lock(mutex_);
    session_.branches.push_back(next);
    History& history = history_[static_cast<size_t>(side)];
    history.branches.resize(history.at + 1);
    history.branches.push_back(made);
    history.at = history.branches.size() - 1;
    (side == Side::a ? session_.a : session_.b) = made;
    for (Day d = first_day(); d < tonight; ++d) {
        const auto known = summaries_.find({current, d});
        if (known != summaries_.end()) {
            summaries_[{made, d}] = known->second;
        }
        const auto frame = days_.find({current, d});
        if (frame != days_.end()) {
            days_[{made, d}] = frame->second;
            used_.emplace_back(made, d);
        }
        const auto air = std::ranges::find(co2_, std::pair(current, d), [](const auto& c) { return c.first; });
        if (air != co2_.end()) {
            co2_.push_back({{made, d}, air->second});
        }
    }
    look_anew();
    return {};
}

// With the mutex held: other branches are shown.
void Runner::look_anew() {
    view_stale_ = true;
    next_look_ = {};
    wake_.notify_all();
}

bool Runner::can_undo(Side side) const {
    const std::lock_guard lock(mutex_);
    return history_[static_cast<size_t>(side)].at > 0;
}

bool Runner::can_redo(Side side) const {
    const std::lock_guard lock(mutex_);
    const History& history = history_[static_cast<size_t>(side)];
    return history.at + 1 < history.branches.size();
}

// Branches of both sides are numbered as they are made.
std::optional<Side> Runner::last_changed() const {
    const std::lock_guard lock(mutex_);
    std::optional<std::pair<uint32_t, Side>> last;
    for (const Side side : both_sides) {
        const History& history = history_[static_cast<size_t>(side)];
        if (history.at > 0 && (!last || history.branches[history.at] > last->first)) {
            last = {history.branches[history.at], side};
        }
    }
    return last ? std::optional(last->second) : std::nullopt;
}

std::optional<Side> Runner::next_redone() const {
    const std::lock_guard lock(mutex_);
    std::optional<std::pair<uint32_t, Side>> next;
    for (const Side side : both_sides) {
        const History& history = history_[static_cast<size_t>(side)];
        const size_t to = history.at + 1;
        if (to < history.branches.size() && (!next || history.branches[to] < next->first)) {
            next = {history.branches[to], side};
        }
    }
    return next ? std::optional(next->second) : std::nullopt;
}

void Runner::undo(Side side) {
    const std::lock_guard lock(mutex_);
    History& history = history_[static_cast<size_t>(side)];
    if (history.at > 0) {
        (side == Side::a ? session_.a : session_.b) = history.branches[--history.at];
        ++shown_;
        look_anew();
    }
}

void Runner::redo(Side side) {
    const std::lock_guard lock(mutex_);
    History& history = history_[static_cast<size_t>(side)];
    if (history.at + 1 < history.branches.size()) {
        (side == Side::a ? session_.a : session_.b) = history.branches[++history.at];
        ++shown_;
        look_anew();
    }
}

void Runner::settle(Side side) {
    const std::lock_guard lock(mutex_);
    history_[static_cast<size_t>(side)] = {{side == Side::a ? session_.a : session_.b}, 0};
}

void Runner::keep(const WorkshopRecord& record, const Texts& texts) {
    const std::lock_guard lock(mutex_);
    session_.workshop = record;
    session_.texts.insert(texts.begin(), texts.end());
}

// ---- futures ----------------------------------------------------------------------------------------------------

std::shared_ptr<const EnsembleView> Runner::ensemble() const {
    const std::lock_guard lock(mutex_);
    return view_;
}

Runner::Load Runner::load() const {
    const auto minute_ago = std::chrono::steady_clock::now() - std::chrono::minutes(1);
    const std::lock_guard lock(mutex_);
    return {static_cast<int>(std::ranges::count_if(finished_, [&](const auto& when) { return when > minute_ago; })),
            days_.size()};
}

void Runner::set_ensemble_running(bool running) {
    const std::lock_guard lock(mutex_);
    ensemble_running_ = running;
    wake_.notify_all();
}

void Runner::gather_futures(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        uint32_t branch = 0;
        uint64_t number = 0;
        std::vector<Command> log;
        std::shared_ptr<const World> world;
        {
            std::unique_lock lock(mutex_);
            const auto next = [&]() -> std::optional<uint32_t> {
                if (!ensemble_running_) {
                    return std::nullopt;
                }
                const uint64_t a = started_[session_.a], b = started_[session_.b];
                const uint32_t behind = a <= b ? session_.a : session_.b;
                return std::min(a, b) < static_cast<uint64_t>(options_.replicates) ? std::optional(behind)
                                                                                   : std::nullopt;
            };
            wake_.wait(lock, stop, [&] { return view_stale_ || next().has_value(); });
            if (stop.stop_requested()) {
                return;
            }
            if (view_stale_ && (std::chrono::steady_clock::now() >= next_look_ || !next())) {
                view_stale_ = false;
                next_look_ = std::chrono::steady_clock::now() + between_looks;
                const uint32_t a = session_.a, b = session_.b;
                const Futures of_a = futures_[a], of_b = futures_[b];
                lock.unlock();
                auto view = look_at(of_a, of_b);  // takes a while, and the window wants the lock
                view->branch_a = a;
                view->branch_b = b;
                lock.lock();
                view_ = std::move(view);
                continue;
            }
            branch = *next();
            number = started_[branch]++;
            log = log_of(session_, branch);
            world = worlds_[session_.branches[branch].scenario];
        }
        // Futures other than the one on screen.
        Simulation simulation(world, {.seed = session_.seed, .replicate = number + 1, .threads = 1});
        const auto given_up = [&] {
            const std::lock_guard lock(mutex_);
            return stop.stop_requested() || (branch != session_.a && branch != session_.b);
        };
        live_until(simulation, log, never, given_up);
        if (!simulation.over()) {
            const std::lock_guard lock(mutex_);
            started_[branch] = std::min(started_[branch], number);  // again when it is shown again
            continue;
        }
        // As the engine sums, which weighs: a mean over days is none where some days have more requests than others.
        auto future = std::make_shared<Future>();
        for (size_t d = 0; d < simulation.days_lived(); ++d) {
            future->days.push_back(simulation.total_on(d));
            future->so_far.push_back(simulation.total(d + 1));
        }
        const std::lock_guard lock(mutex_);
        futures_[branch][number] = std::move(future);
        const auto now = std::chrono::steady_clock::now();
        finished_.push_back(now);
        while (now - finished_.front() > std::chrono::minutes(1)) {
            finished_.pop_front();
        }
        view_stale_ = true;
    }
}

std::shared_ptr<EnsembleView> Runner::look_at(const Futures& of_a, const Futures& of_b) const {
    auto view = std::make_shared<EnsembleView>();
    view->wanted = options_.replicates;
    view->done_a = static_cast<int>(of_a.size());
    view->done_b = static_cast<int>(of_b.size());
    const auto days = static_cast<size_t>(scenario_of(*worlds_.front()).days);
    using Values = std::array<std::vector<double>, series_count>;  // at the last day, by future
    std::map<uint64_t, std::array<double, series_count>> last[2];
    for (const Side side : both_sides) {
        const auto& futures = side == Side::a ? of_a : of_b;
        std::vector<Values> by_day(days);
        for (const auto& [number, future] : futures) {
            const std::vector<OutcomeValues>& sums = future->so_far;
            for (size_t d = 0; d < std::min(days, sums.size()); ++d) {
                for (int s = 0; s < series_count; ++s) {
                    by_day[d][static_cast<size_t>(s)].push_back(
                        value_of(static_cast<Series>(s), future->days[d], sums[d]));
                }
            }
            for (int s = 0; s < series_count; ++s) {
                const bool daily = static_cast<Series>(s) == Series::new_infected;
                last[static_cast<size_t>(side)][number][static_cast<size_t>(s)] =
                    daily ? 0 : value_of(static_cast<Series>(s), future->days.back(), sums.back());
            }
            for (int setting = 1; setting < setting_count; ++setting) {
                view->settings[static_cast<size_t>(setting)][static_cast<size_t>(side)] +=
                    at(sums.back(), origin_of(setting)) / static_cast<double>(futures.size());
            }
        }
        for (int s = 0; s < series_count; ++s) {
            Fan& fan = view->fans[static_cast<size_t>(s)][static_cast<size_t>(side)];
            for (size_t d = 0; d < days && !futures.empty(); ++d) {
                fan.days.push_back(summarise(std::move(by_day[d][static_cast<size_t>(s)])));
            }
        }
    }
    std::array<std::vector<double>, series_count> a, b;
    for (const auto& [number, values] : last[0]) {
        const auto other = last[1].find(number);
        if (other == last[1].end()) {
            continue;
        }
        ++view->paired;
        std::array<double, series_count> pair{};
        for (size_t s = 0; s < series_count; ++s) {
            a[s].push_back(values[s]);
            b[s].push_back(other->second[s]);
            pair[s] = other->second[s] - values[s];
            const bool fewer = fewer_is_better(static_cast<Series>(s));
            view->better[s] += (fewer ? pair[s] < 0 : pair[s] > 0) ? 1 : 0;
        }
        view->pairs.push_back(pair);
    }
    for (size_t s = 0; s < series_count; ++s) {
        view->differences[s] = compare(a[s], b[s], fewer_is_better(static_cast<Series>(s)));
    }
    const Difference& d = view->differences[0];
    const double half = (d.mean_high - d.mean_low) / 2, scale = std::max(1.0, summarise(a[0]).mean);
    view->settled = view->paired >= options_.replicates || (view->paired >= least_to_settle && half < narrow * scale);
    return view;
}

}  // namespace piket::render
