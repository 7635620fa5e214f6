#include "piket/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/check.hpp"
#include "day/day.hpp"
#include "run/peek.hpp"

namespace piket {

std::shared_ptr<const World> make_world(Scenario scenario) {
    return std::make_shared<const World>(std::move(scenario));
}

const Scenario& scenario_of(const World& world) {
    return world.scenario;
}

WorldSize size_of(const World& w) {
    const size_t person = sizeof(Who) + 2 * sizeof(uint8_t) + sizeof(HouseholdId) + sizeof(double) + sizeof(Health) +
                          sizeof(Away) + sizeof(Immunity) + sizeof(float) * w.scenario.strains.size();
    const size_t servant = sizeof(Job) + sizeof(Range<PersonId>) + sizeof(Errand) + sizeof(Day);
    return {w.servants,         w.people(),     w.units.size(), w.agencies.size(),
            w.buildings.size(), w.rooms.size(), w.halls.size(), person * w.people() + servant * w.servants};
}

uint32_t paired_people(const World& a, const World& b) {
    std::unordered_set<uint64_t> in_a;
    for (const Who& who : a.who) {
        in_a.insert(who.value);
    }
    uint32_t both = 0;
    for (const Who& who : b.who) {
        both += in_a.count(who.value) > 0 ? 1 : 0;
    }
    return both;
}

Simulation::Simulation(std::shared_ptr<const World> world, const RunOptions& options)
    : impl_(std::make_unique<Impl>(std::move(world), options)) {}
Simulation::Simulation(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

namespace {

// Solved anew only where it would be another: that takes a millisecond a strain.
Column<StrainId, double> household_hazard_of(const World& world, const Parameters& p) {
    const Parameters& scenario = world.scenario.parameters;
    const bool same =
        p.emission_sigma == scenario.emission_sigma && p.emission_asymptomatic == scenario.emission_asymptomatic;
    return same ? world.household_hazard : household_hazards(world.scenario, p);
}

}  // namespace

Simulation::Impl::Impl(std::shared_ptr<const World> w, const RunOptions& o)
    : world(std::move(w)),
      parameters(o.parameters ? *o.parameters : world->scenario.parameters),
      household_hazard(household_hazard_of(*world, parameters)),
      options(o),
      luck(make_luck(o.seed, o.replicate)),
      workers(std::make_shared<Workers>(o.threads)),
      rules(world->scenario.rules),
      plan(plan_record(*world)),
      state(first_evening(*world, parameters, household_hazard, luck, o.prevalence_at)) {}

Simulation Simulation::fork() const {
    auto copy = std::make_unique<Impl>(*impl_);
    copy->work = {};  // it may point into itself
    return Simulation(std::move(copy));
}

Day Simulation::day() const {
    return impl_->state.day;
}

bool Simulation::over() const {
    const Scenario& s = impl_->world->scenario;
    return impl_->state.day - s.start >= s.days;
}

void Simulation::step() {
    Impl& i = *impl_;
    check(!over(), "step() after the last day");
    const DayInput input{*i.world, i.parameters, i.household_hazard, i.rules, i.luck, *i.workers, i.options.reference};
    i.records.emplace_back();
    live(input, i.plan, i.policy, i.work, i.state, i.records.back(), i.profile);
}

namespace {

// From its own day on, and not before it is posted.
Day first_day_of(const Rule& rule, Day midnight) {
    return std::max(rule.from, midnight);
}

}  // namespace

Problems check_command(const Command& command, const World& world, Day midnight, std::span<const Command> log) {
    Problems problems;
    const auto wrong = [&](std::string key, std::string value, std::string message) {
        problems.push_back({"command", 0, std::move(key), std::move(value), std::move(message), false});
    };
    if (command.kind == Command::Kind::lift) {
        if (command.target >= log.size() || log[command.target].kind != Command::Kind::enact) {
            wrong("target", std::to_string(command.target), "names no command that enacts a rule");
        }
        return problems;
    }
    const Rule& rule = command.rule;
    if (!rule.measure.valid() || rule.measure.value >= measures().size()) {
        wrong("measure", std::to_string(rule.measure.value), "names no measure");
        return problems;
    }
    if (std::ranges::none_of(world.units.ids(), [&](UnitId unit) { return covers(rule.scope, world, unit); })) {
        wrong("scope", rule.scope.path, "covers no unit");
    }
    if (command.kind == Command::Kind::repeal) {
        return problems;
    }
    const Measure& m = measure(rule.measure);
    if (!(rule.value >= m.low && rule.value <= m.high)) {
        wrong(std::string(m.key), fmt::format("{}", rule.value), fmt::format("allowed is {} to {}", m.low, m.high));
    }
    if (rule.review >= world.scenario.reviews.size()) {
        wrong("review", std::to_string(rule.review), "names no review of the scenario");
    }
    if (const Day from = first_day_of(rule, midnight); rule.until < from) {
        wrong("until", to_date(rule.until), "lies before the rule begins, " + to_date(from));
    }
    return problems;
}

Problems Simulation::post(Command command) {
    Impl& i = *impl_;
    command.posted = i.state.day;
    Problems problems = check_command(command, *i.world, i.state.day, i.log);
    if (!problems.empty()) {
        return problems;
    }
    uint32_t enacted = 0;
    switch (command.kind) {
        case Command::Kind::lift: {
            Rule& rule = i.rules[i.rule_of[command.target]];
            rule.until = std::min(rule.until, i.state.day - 1);
            break;
        }
        case Command::Kind::repeal:
            for (Rule& known : i.rules) {
                if (known.measure != command.rule.measure) {
                    continue;
                }
                if (command.rule.scope == Scope{}) {
                    known.until = std::min(known.until, std::max(known.from, i.state.day) - 1);
                } else {
                    known.except.push_back(command.rule.scope);
                }
            }
            break;
        case Command::Kind::enact: {
            enacted = static_cast<uint32_t>(i.rules.size());
            Rule& rule = i.rules.emplace_back(command.rule);
            rule.except.clear();
            rule.source = RuleSource::command;
            rule.from = first_day_of(rule, i.state.day);
            break;
        }
    }
    i.policy = {};
    i.rule_of.push_back(enacted);
    i.log.push_back(std::move(command));
    return problems;
}

const std::vector<Command>& Simulation::log() const {
    return impl_->log;
}

uint64_t Simulation::hash() const {
    return state_hash(impl_->state);
}

std::vector<std::pair<std::string, uint64_t>> Simulation::array_hashes() const {
    std::vector<std::pair<std::string, uint64_t>> hashes;
    for (const ArrayHash& array : piket::array_hashes(impl_->state)) {
        hashes.emplace_back(array.name, array.hash);
    }
    return hashes;
}

const std::vector<std::string>& Simulation::rows() const {
    return impl_->plan.rows;
}

size_t Simulation::days_lived() const {
    return impl_->records.size();
}

namespace {

OutcomeValues values_of(const Tally& tally) {
    OutcomeValues values{};
    for (const OutcomeRow& outcome : outcomes()) {
        at(values, outcome.outcome) = tally.value(outcome.outcome);
    }
    return values;
}

Tally everybody(const DayRecord& record) {
    Tally sum;
    for (const Tally& row : record.rows) {
        sum += row;
    }
    return sum;
}

}  // namespace

OutcomeValues Simulation::values(size_t day, size_t row) const {
    return values_of(impl_->records[day].rows[row]);
}

const std::vector<Queued>& Simulation::queued(size_t day) const {
    return impl_->records[day].halls;
}

OutcomeValues Simulation::total_on(size_t day) const {
    return values_of(everybody(impl_->records[day]));
}

OutcomeValues Simulation::total(size_t days) const {
    const size_t n = std::min(days, impl_->records.size());
    Tally sum, last;
    for (size_t d = 0; d < n; ++d) {
        last = everybody(impl_->records[d]);
        sum += last;
    }
    OutcomeValues values = values_of(sum);
    const OutcomeValues at_end = values_of(last);
    for (const OutcomeRow& outcome : outcomes()) {
        if (outcome.over == Over::last) {
            at(values, outcome.outcome) = at(at_end, outcome.outcome);
        } else if (outcome.over == Over::mean && outcome.across == Across::sum && n > 0) {
            at(values, outcome.outcome) /= static_cast<double>(n);
        }
    }
    return values;
}

std::vector<InfectionRow> Simulation::infections() const {
    const World& world = *impl_->world;
    std::vector<InfectionRow> rows;
    for (const Episode& e : impl_->state.episodes) {
        InfectionRow row;
        row.person = world.who[e.person].value;
        row.servant = world.is_servant(e.person);
        row.unit = world.units[world.unit(e.person)].path;
        row.age = world.age[e.person];
        row.day = e.day;
        row.second = e.second;
        row.setting = e.setting;
        if (e.room.valid()) {
            const Room& room = world.rooms[e.room];
            row.room = world.agencies[world.buildings[room.building].agency].path + "/" + room.id;
        }
        row.by = e.setting == Setting::seed ? "before"
                 : e.source.hall.valid()    ? "visitor"
                 : !e.source.episode.valid()
                     ? "town"
                     : fmt::format("{:016x}", world.who[impl_->state.episodes[e.source.episode].person].value);
        row.generation = e.generation;
        row.strain = world.scenario.strains[e.strain.value].id;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ReportRow> Simulation::reports() const {
    std::vector<ReportRow> rows;
    for (const Report& report : impl_->state.observed.confirmed) {
        rows.push_back({report.day, impl_->world->units[report.unit].path});
    }
    return rows;
}

uint32_t Simulation::infected_ever() const {
    return impl_->state.episodes.size();
}

Simulation::Profile Simulation::profile() const {
    const DayProfile& p = impl_->profile;
    Profile out{{}, p.infectious, p.on_site, p.stays, p.hot_rooms, p.exposed, p.infections, p.days};
    for (int i = 0; i < phase_count; ++i) {
        out.phases.push_back({name(static_cast<Phase>(i)), p.seconds[static_cast<size_t>(i)]});
    }
    return out;
}

size_t Simulation::state_bytes() const {
    const State& s = impl_->state;
    size_t bytes = sizeof s;
    bytes += s.reserve.size() * (sizeof(double) + sizeof(Health) + sizeof(Away) + sizeof(Immunity));
    bytes += s.susceptibility.size() * s.reserve.size() * sizeof(float);
    bytes += s.errand.size() * (sizeof(Errand) + sizeof(Day)) + s.episodes.size() * sizeof(Episode);
    return bytes;
}

}  // namespace piket
