#include "frontiers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>

#include "base/random.hpp"
#include "failure.hpp"
#include "scenario/suggest.hpp"

namespace piket::cli {

namespace {

constexpr uint64_t resamples = 1000;

// Whether its steps are policies: they change measures and nothing else.
bool is_policy(const SweepAxis& axis) {
    return std::ranges::all_of(axis.steps, [](const SweepStep& step) {
        return !step.seed &&
               std::ranges::all_of(step.set, [](const Override& o) { return find_measure(o.key).has_value(); });
    });
}

// [axis]: the step at which it is held, if it is.
std::vector<std::optional<size_t>> held_steps(const SweepPlan& plan, const std::vector<std::string>& at) {
    std::vector<std::optional<size_t>> held(plan.axes.size());
    for (const std::string& text : at) {
        const size_t equals = text.find('=');
        if (equals == std::string::npos) {
            throw Failure(fmt::format("piket: --at {}: write it as axis=step", text), exit_usage);
        }
        std::vector<std::string_view> known;
        std::ranges::transform(plan.axes, std::back_inserter(known), &SweepAxis::id);
        const auto axis = std::ranges::find(plan.axes, text.substr(0, equals), &SweepAxis::id);
        if (axis == plan.axes.end()) {
            throw Failure(fmt::format("piket: --at {}: the plan has no such axis; allowed: {}", text, listed(known)));
        }
        const auto step = std::ranges::find(axis->steps, text.substr(equals + 1), &SweepStep::id);
        if (step == axis->steps.end()) {
            known.clear();
            std::ranges::transform(axis->steps, std::back_inserter(known), &SweepStep::id);
            throw Failure(fmt::format("piket: --at {}: the axis has no such step; allowed: {}", text, listed(known)));
        }
        held[static_cast<size_t>(axis - plan.axes.begin())] = static_cast<size_t>(step - axis->steps.begin());
    }
    return held;
}

// Steps that are words stand for themselves, numbers need the name of their axis.
std::string step_title(const SweepAxis& axis, const SweepStep& step, std::string Text::*language) {
    std::string title = step.title.*language;
    if (!title.empty() && title.find_first_of("0123456789") == 0) {
        std::string name = axis.title.*language;
        if (const auto id = find_measure(name)) {
            const Measure& m = measure(*id);
            name = language == &Text::id ? m.label_id : m.label_en;
        }
        title = name + " " + title;
    }
    return title;
}

using Future = std::vector<size_t>;  // steps of the circumstances, replicate
using Runs = std::map<Future, const OutcomeValues*>;

struct Group {
    Text title;
    std::vector<Override> set;
    Runs runs;
    bool refers = false;  // the plan's reference
};

std::vector<Group> groups_of(const SweepSource& source, const std::vector<std::optional<size_t>>& held) {
    const SweepPlan& plan = source.plan;
    std::map<std::vector<size_t>, Group> groups;
    for (size_t p = 0; p < plan.points(); ++p) {
        const std::vector<size_t> steps = steps_of(plan, p);
        std::vector<size_t> policy, circumstances;
        std::vector<Override> set;
        Text title;
        bool wanted = true, refers = plan.reference.has_value();
        for (size_t a = 0; a < steps.size(); ++a) {
            const SweepAxis& axis = plan.axes[a];
            const SweepStep& step = axis.steps[steps[a]];
            wanted = wanted && (!held[a] || *held[a] == steps[a]);
            refers = refers && (a != plan.reference->axis || steps[a] == plan.reference->step);
            if (held[a]) {
                continue;
            }
            (is_policy(axis) ? policy : circumstances).push_back(steps[a]);
            if (is_policy(axis)) {
                set.insert(set.end(), step.set.begin(), step.set.end());
                for (std::string Text::*language : {&Text::id, &Text::en}) {
                    title.*language +=
                        (title.id.empty() || (title.*language).empty() ? "" : ", ") + step_title(axis, step, language);
                }
            }
        }
        if (!wanted) {
            continue;
        }
        Group& group = groups[policy];
        group.title = title;
        group.set = set;
        group.refers = group.refers || refers;
        for (const Replicate& run : source.runs[p]) {
            circumstances.push_back(run.replicate);
            group.runs[circumstances] = &run.horizons.back();
            circumstances.pop_back();
        }
    }
    std::vector<Group> all;
    for (auto& [unused, group] : groups) {
        all.push_back(std::move(group));
    }
    return all;
}

std::vector<Future> common_futures(const std::vector<Group>& groups) {
    std::vector<Future> futures;
    for (const auto& [future, unused] : groups.front().runs) {
        if (std::ranges::all_of(groups, [&](const Group& g) { return g.runs.contains(future); })) {
            futures.push_back(future);
        }
    }
    return futures;
}

// Futures are drawn again, the same for all policies, since they are common; counts how often each is not dominated.
void resample(Frontier& f, uint64_t seed) {
    const Luck luck = make_luck(seed, 0);
    const Who root = child(Who{}, "frontier");
    const auto n = static_cast<double>(f.futures);
    std::vector<double> x(f.policies.size()), y(f.policies.size());
    for (uint64_t s = 0; s < resamples; ++s) {
        std::ranges::fill(x, 0);
        std::ranges::fill(y, 0);
        const Who who = child(root, s);
        for (size_t i = 0; i < f.futures; ++i) {
            const double u = uniform(luck, who, Day{static_cast<int32_t>(i)}, Purpose::bootstrap);
            const auto future = static_cast<size_t>(u * n);
            for (size_t p = 0; p < f.policies.size(); ++p) {
                x[p] += f.policies[p].infections[future];
                y[p] += f.policies[p].service[future];
            }
        }
        const std::vector<bool> best = not_dominated(x, y, f.infections.fewer_is_better, f.service.fewer_is_better);
        for (size_t p = 0; p < best.size(); ++p) {
            f.policies[p].share += best[p] ? 1.0 / resamples : 0;
        }
    }
}

void judge(Frontier& f, uint64_t seed) {
    std::vector<double> x, y;
    for (Policy& p : f.policies) {
        p.x = summarise(p.infections);
        p.y = summarise(p.service);
        // Sums in the order of futures, as resampling makes them: equal policies stay equal.
        x.push_back(std::accumulate(p.infections.begin(), p.infections.end(), 0.0));
        y.push_back(std::accumulate(p.service.begin(), p.service.end(), 0.0));
    }
    const std::vector<bool> best = not_dominated(x, y, f.infections.fewer_is_better, f.service.fewer_is_better);
    for (size_t p = 0; p < best.size(); ++p) {
        f.policies[p].best = best[p];
    }
    resample(f, seed);
}

}  // namespace

std::vector<bool> not_dominated(const std::vector<double>& x, const std::vector<double>& y, bool fewer_x,
                                bool fewer_y) {
    const auto worse = [&](size_t i) { return fewer_x ? x[i] : -x[i]; };
    const auto slow = [&](size_t i) { return fewer_y ? y[i] : -y[i]; };
    std::vector<size_t> order(x.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::sort(
        order, [&](size_t a, size_t b) { return worse(a) != worse(b) ? worse(a) < worse(b) : slow(a) < slow(b); });
    std::vector<bool> best(x.size());
    for (size_t i = 0, least = 0; i < order.size(); ++i) {
        const size_t here = order[i], there = order[least];  // least: the best in y so far
        const bool equal = worse(here) == worse(there) && slow(here) == slow(there);
        best[here] = i == 0 || equal || slow(here) < slow(there);
        least = slow(here) < slow(there) ? i : least;
    }
    return best;
}

Quantity quantity_called(const std::string& option, const std::string& key) {
    const std::vector<Quantity> all = all_quantities();
    std::vector<std::string_view> known;
    for (const Quantity& q : all) {
        if (q.key == key) {
            return q;
        }
        known.push_back(q.key);
    }
    const std::string suggestion = did_you_mean(key, known);
    throw Failure(fmt::format("piket: {} {}: is no outcome{}", option, key,
                              suggestion.empty() ? "; piket sensitivity --help lists them" : suggestion),
                  exit_usage);
}

Frontier frontier_of(const SweepSource& source, const Quantity& infections, const Quantity& service,
                     const std::vector<std::string>& at) {
    const SweepPlan& plan = source.plan;
    const std::vector<std::optional<size_t>> held = held_steps(plan, at);
    Frontier f{infections, service, {}, 0, 0, {}, {}, 0};
    size_t policies = 0;
    for (size_t a = 0; a < plan.axes.size(); ++a) {
        const SweepAxis& axis = plan.axes[a];
        if (held[a]) {
            f.held.push_back(axis.id + ": " + axis.steps[*held[a]].id);
        } else if (is_policy(axis)) {
            ++policies;
        } else {
            f.averaged.push_back(axis.title);
        }
    }
    if (policies == 0) {
        throw Failure(
            fmt::format("{}: no axis changes measures alone, so there are no policies to choose from", plan.file));
    }
    std::vector<Group> groups = groups_of(source, held);
    f.empty = std::erase_if(groups, [](const Group& g) { return g.runs.empty(); });
    const std::vector<Future> futures = groups.empty() ? std::vector<Future>{} : common_futures(groups);
    if (futures.size() < 2) {
        throw Failure(
            fmt::format("{}: {} futures that all policies share, of which a frontier needs two; run piket "
                        "sweep again to finish, or with more --replicates",
                        plan.file, futures.size()));
    }
    f.futures = futures.size();
    for (const Group& group : groups) {
        Policy policy{group.title, {}, {}, {}, group.set, {}, {}, false, 0};
        for (const Future& future : futures) {
            policy.runs.push_back(group.runs.at(future));
            policy.infections.push_back(infections.of(*group.runs.at(future)));
            policy.service.push_back(service.of(*group.runs.at(future)));
        }
        f.policies.push_back(std::move(policy));
    }
    judge(f, plan.seed);
    std::vector<size_t> order(f.policies.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::stable_sort(
        order, {}, [&](size_t p) { return infections.fewer_is_better ? f.policies[p].x.mean : -f.policies[p].x.mean; });
    std::vector<Policy> sorted;
    f.reference = order.size() - 1;
    bool found = false;
    for (size_t i = 0; i < order.size(); ++i) {
        sorted.push_back(std::move(f.policies[order[i]]));
        if (groups[order[i]].refers && !found) {
            f.reference = i;
            found = true;
        }
    }
    f.policies = std::move(sorted);
    return f;
}

}  // namespace piket::cli
