#include "runner/runner.hpp"

#include <algorithm>
#include <stdexcept>

namespace piket::render {

namespace {

std::string lines_of(const Problems& problems) {
    std::string lines;
    for (const Problem& problem : problems) {
        lines += (lines.empty() ? "" : "\n") + problem.text();
    }
    return lines;
}

// What was loaded, or an exception with a line per problem.
template <class T>
T accepted(Loaded<T> loaded) {
    if (!loaded) {
        throw std::runtime_error(lines_of(loaded.problems));
    }
    return std::move(*loaded.value);
}

}  // namespace

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
    const std::string& file_a = session_.scenarios.front().file;
    const std::string& file_b = session_.scenarios.back().file;
    const Scenario& b = scenario_of(*worlds_.back());
    if (b.start != first_day() || b.start + (b.days - 1) != last_day()) {
        throw std::runtime_error(file_b + ": runs other days than " + file_a + "; A and B need the same days");
    }
    for (const auto& world : worlds_) {
        auto place = std::make_shared<const Place>(place_of(*world));
        places_.push_back(!places_.empty() && *places_.front() == *place ? places_.front() : std::move(place));
    }
    paired_ = piket::paired_people(*worlds_.front(), *worlds_.back());
    if (paired_ == 0) {
        throw std::runtime_error(file_b + ": shares nobody with " + file_a +
                                 ": these are two places, not two policies");
    }
    for (const Side side : both_sides) {
        const std::vector<uint32_t>& steps = session_.steps[static_cast<size_t>(side)];
        History& own = history(side);
        own.branches = steps.empty() ? std::vector{branch(side)} : steps;
        own.at = static_cast<size_t>(std::ranges::find(own.branches, branch(side)) - own.branches.begin());
    }
    const OnScreen now = on_screen();
    for (const uint32_t branch : now.reach) {
        const Problems problems = check_commands(session_, branch, *worlds_[session_.branches[branch].scenario]);
        if (any_error(problems)) {
            throw std::runtime_error(lines_of(problems));
        }
    }
    horizon_ = horizons().back();
    days_ = std::make_unique<Days>(worlds_, places_, now);
    futures_ = std::make_unique<Futures>(worlds_, now, options_.ensemble_threads, options_.replicates);
}

std::vector<int> Runner::horizons() const {
    return horizons_of(scenario_of(*worlds_.front()));  // as the futures, whichever scenario A has
}

void Runner::compare_at(int horizon) {
    if (!std::ranges::count(horizons(), horizon)) {
        throw std::invalid_argument("no day to compare at");
    }
    horizon_ = horizon;
    futures_->compare_at(horizon);
}

Session Runner::tree() const {
    Session tree;
    tree.seed = session_.seed;
    tree.replicate = session_.replicate;
    tree.branches = session_.branches;
    tree.a = session_.a;
    tree.b = session_.b;
    return tree;
}

OnScreen Runner::on_screen() const {
    OnScreen shown{std::make_shared<const Session>(tree()), {}};
    for (const Side side : both_sides) {
        for (const uint32_t branch : history(side).branches) {
            for (int b = static_cast<int>(branch); b >= 0; b = session_.branches[static_cast<size_t>(b)].parent) {
                shown.reach.insert(static_cast<uint32_t>(b));
            }
        }
    }
    return shown;
}

void Runner::show() {
    const OnScreen now = on_screen();
    days_->show(now);
    futures_->show(now);
}

const Scenario& Runner::scenario(Side side) const {
    return scenario_of(*worlds_[world_of(side)]);
}

std::vector<Command> Runner::commands(Side side) const {
    return log_of(session_, branch(side));
}

Day Runner::first_day() const {
    return scenario_of(*worlds_.front()).start;
}

Day Runner::last_day() const {
    return first_day() + (scenario_of(*worlds_.front()).days - 1);
}

Session Runner::session() const {
    Session session = session_;
    session.steps = {history_[0].branches, history_[1].branches};
    return session;
}

Runner::Load Runner::load() const {
    return {futures_->of_last_minute(), days_->kept()};
}

std::string Runner::failure() const {
    const std::string of_days = days_->failure();
    return of_days.empty() ? futures_->failure() : of_days;
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
    const uint32_t current = branch(side);
    const Branch& now = session_.branches[current];
    Branch next;
    next.scenario = now.scenario;
    next.fork = tonight;
    if (now.fork == tonight && now.parent >= 0) {  // the same evening: beside the branch, with all it did
        next.parent = now.parent;
        next.commands = now.commands;
    } else {
        next.parent = static_cast<int>(current);
    }
    decide(next.commands);
    Session trial = tree();
    trial.branches.push_back(next);
    const auto made = static_cast<uint32_t>(trial.branches.size() - 1);
    Problems problems = check_commands(trial, made, *worlds_[next.scenario]);
    if (any_error(problems)) {
        return problems;
    }
    session_.branches.push_back(std::move(next));
    History& own = history(side);
    own.branches.resize(own.at + 1);
    own.branches.push_back(made);
    own.at = own.branches.size() - 1;
    branch_of(side) = made;
    show();
    return {};
}

bool Runner::can_step(Side side, int by) const {
    const History& own = history(side);
    return by < 0 ? own.at > 0 : own.at + 1 < own.branches.size();
}

void Runner::step(Side side, int by) {
    if (can_step(side, by)) {
        History& own = history(side);
        own.at = by < 0 ? own.at - 1 : own.at + 1;
        branch_of(side) = own.branches[own.at];
        show();
    }
}

// Branches of both sides are numbered as they are made.
std::optional<Side> Runner::last_changed() const {
    std::optional<std::pair<uint32_t, Side>> last;
    for (const Side side : both_sides) {
        const History& own = history(side);
        if (can_undo(side) && (!last || own.branches[own.at] > last->first)) {
            last = {own.branches[own.at], side};
        }
    }
    return last ? std::optional(last->second) : std::nullopt;
}

std::optional<Side> Runner::next_redone() const {
    std::optional<std::pair<uint32_t, Side>> next;
    for (const Side side : both_sides) {
        const History& own = history(side);
        if (can_redo(side) && (!next || own.branches[own.at + 1] < next->first)) {
            next = {own.branches[own.at + 1], side};
        }
    }
    return next ? std::optional(next->second) : std::nullopt;
}

void Runner::settle(Side side) {
    history(side) = {{branch(side)}, 0};
    show();
}

void Runner::keep(const WorkshopRecord& record, const Texts& texts) {
    session_.workshop = record;
    session_.texts.insert(texts.begin(), texts.end());
}

}  // namespace piket::render
