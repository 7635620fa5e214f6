#include "policy/policy.hpp"

#include <algorithm>
#include <array>

#include "scenario/scope.hpp"

namespace piket {

namespace {

constexpr int source_count = 4;

bool in_force(const World& world, const Rule& rule, std::span<const Alert> alerts, Day day) {
    return rule.from <= day && day <= rule.until && rule.when.allow(world.scenario.town.region) &&
           rule.when.allow(alerts[rule.review]);
}

bool speaks_for(const Rule& rule, const World& world, UnitId unit) {
    return covers(rule.scope, world, unit) &&
           std::ranges::none_of(rule.except, [&](const Scope& scope) { return covers(scope, world, unit); });
}

double combine(Combine how, double a, double b) {
    return how == Combine::min ? std::min(a, b) : std::max(a, b);
}

// The winner of each source among the rules that cover the unit, or -1.
std::array<int, source_count> winners(const World& world, std::span<const Rule> rules, std::span<const uint32_t> active,
                                      UnitId unit, MeasureId measure) {
    std::array<int, source_count> best;
    best.fill(-1);
    for (uint32_t i : active) {
        const Rule& rule = rules[i];
        if (rule.measure != measure || !speaks_for(rule, world, unit)) {
            continue;
        }
        int& b = best[static_cast<size_t>(rule.source)];
        if (b < 0 || specificity(rule.scope) >= specificity(rules[static_cast<size_t>(b)].scope)) {
            b = static_cast<int>(i);
        }
    }
    return best;
}

double resolve(const Measure& m, std::span<const Rule> rules, const std::array<int, source_count>& best) {
    double value = m.neutral;
    for (int b : best) {
        if (b >= 0) {
            value = combine(m.combine, value, rules[static_cast<size_t>(b)].value);
        }
    }
    return value;
}

}  // namespace

void decide(const World& world, std::span<const Rule> rules, std::span<const Alert> alerts, Day day, Policy& policy) {
    std::vector<uint32_t> active;
    for (uint32_t i = 0; i < rules.size(); ++i) {
        if (in_force(world, rules[i], alerts, day)) {
            active.push_back(i);
        }
    }
    if (!policy.levers.empty() && active == policy.in_force) {
        return;
    }
    policy.in_force = std::move(active);
    policy.levers.assign(world.units.size(), neutral_levers());
    std::vector<MeasureId> touched;
    for (uint32_t i : policy.in_force) {
        touched.push_back(rules[i].measure);
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (UnitId unit : world.units.ids()) {
        for (MeasureId id : touched) {
            const Measure& m = measure(id);
            policy.levers[unit].*m.lever = resolve(m, rules, winners(world, rules, policy.in_force, unit, id));
        }
    }
}

std::vector<Link> explain(const World& world, std::span<const Rule> rules, std::span<const Alert> alerts, Day day,
                          UnitId unit, MeasureId id, double& value) {
    std::vector<uint32_t> active;
    std::vector<Link> chain;
    for (uint32_t i = 0; i < rules.size(); ++i) {
        if (in_force(world, rules[i], alerts, day) && rules[i].measure == id && speaks_for(rules[i], world, unit)) {
            active.push_back(i);
            chain.push_back({i});
        }
    }
    const auto best = winners(world, rules, active, unit, id);
    for (Link& link : chain) {
        link.decides = best[static_cast<size_t>(rules[link.rule].source)] == static_cast<int>(link.rule);
    }
    value = resolve(measure(id), rules, best);
    return chain;
}

}  // namespace piket
