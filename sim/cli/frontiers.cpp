#include "frontiers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

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
using Held = std::vector<std::optional<size_t>>;

Held held_steps(const SweepPlan& plan, const std::vector<std::string>& at) {
    Held held(plan.axes.size());
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

using Future = std::pair<uint64_t, uint64_t>;  // seed, replicate

struct Group {
    Text title;
    std::vector<Override> set;
    std::map<Future, Lived> futures;
    bool refers = false;  // the plan's reference
};

bool is_circumstance(const SweepAxis& axis) {
    const bool is_luck = axis.steps.front().seed.has_value();
    return !is_policy(axis) && !is_luck;
}

bool wanted(const std::vector<size_t>& steps, const Held& held) {
    for (size_t a = 0; a < steps.size(); ++a) {
        if (held[a] && *held[a] != steps[a]) {
            return false;
        }
    }
    return true;
}

std::vector<Group> groups_of(const SweepSource& source, const Held& held) {
    const SweepPlan& plan = source.plan;
    const auto& reference = plan.reference;
    // Where the reference is a circumstance, or held, it tells no policy from the others.
    const bool one_refers = reference && is_policy(plan.axes[reference->axis]) && !held[reference->axis];
    std::map<std::vector<size_t>, Group> groups;
    for (size_t p = 0; p < plan.points(); ++p) {
        const std::vector<size_t> steps = steps_of(plan, p);
        if (!wanted(steps, held)) {
            continue;
        }
        std::vector<size_t> policy;
        std::vector<Override> set;
        Text title;
        for (size_t a = 0; a < steps.size(); ++a) {
            const SweepAxis& axis = plan.axes[a];
            const SweepStep& step = axis.steps[steps[a]];
            if (held[a] || !is_policy(axis)) {
                continue;
            }
            policy.push_back(steps[a]);
            set.insert(set.end(), step.set.begin(), step.set.end());
            for (std::string Text::*language : {&Text::id, &Text::en}) {
                title.*language +=
                    (title.id.empty() || (title.*language).empty() ? "" : ", ") + step_title(axis, step, language);
            }
        }
        Group& group = groups[policy];
        group.title = title;
        group.set = set;
        group.refers = one_refers && steps[reference->axis] == reference->step;
        for (const Replicate& run : source.runs[p]) {
            group.futures[{seed_of(plan, p), run.replicate}].push_back(&run.horizons.back());
        }
    }
    std::vector<Group> all;
    for (auto& [unused, group] : groups) {
        all.push_back(std::move(group));
    }
    return all;
}

// A future counts if it was lived through in all circumstances; else a mean would be over those that came first.
void keep_whole(std::vector<Group>& groups, const SweepPlan& plan, const Held& held) {
    size_t circumstances = 1;
    for (size_t a = 0; a < plan.axes.size(); ++a) {
        circumstances *= held[a] || !is_circumstance(plan.axes[a]) ? 1 : plan.axes[a].steps.size();
    }
    for (Group& group : groups) {
        std::erase_if(group.futures, [&](const auto& future) { return future.second.size() < circumstances; });
    }
}

std::vector<Future> common_futures(const std::vector<Group>& groups) {
    std::vector<Future> futures;
    for (const auto& [future, unused] : groups.front().futures) {
        if (std::ranges::all_of(groups, [&](const Group& g) { return g.futures.contains(future); })) {
            futures.push_back(future);
        }
    }
    return futures;
}

// " (no runs yet at town=high)"
std::string without_runs(const SweepSource& source, const Held& held) {
    const SweepPlan& plan = source.plan;
    std::vector<std::vector<size_t>> runs;  // [axis][step]
    for (const SweepAxis& axis : plan.axes) {
        runs.emplace_back(axis.steps.size());
    }
    for (size_t p = 0; p < plan.points(); ++p) {
        const std::vector<size_t> steps = steps_of(plan, p);
        for (size_t a = 0; a < steps.size() && wanted(steps, held); ++a) {
            runs[a][steps[a]] += source.runs[p].size();
        }
    }
    std::string text;
    for (size_t a = 0; a < plan.axes.size(); ++a) {
        for (size_t s = 0; s < plan.axes[a].steps.size(); ++s) {
            if (runs[a][s] == 0 && (!held[a] || *held[a] == s)) {
                text += fmt::format("{}{}={}", text.empty() ? " (no runs yet at " : ", ", plan.axes[a].id,
                                    plan.axes[a].steps[s].id);
            }
        }
    }
    return text.empty() ? "" : text + ")";
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

double mean_in(const Lived& future, const Quantity& quantity) {
    double sum = 0;
    for (const OutcomeValues* values : future) {
        sum += quantity.of(*values);
    }
    return sum / static_cast<double>(future.size());
}

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

Frontier frontier_of(const SweepSource& source, const Quantity& infections, const Quantity& service,
                     const std::vector<std::string>& at) {
    const SweepPlan& plan = source.plan;
    const Held held = held_steps(plan, at);
    Frontier f{infections, service, {}, 0, 0, {}, {}, 0};
    size_t policies = 0;
    for (size_t a = 0; a < plan.axes.size(); ++a) {
        const SweepAxis& axis = plan.axes[a];
        if (held[a]) {
            f.held.push_back(axis.id + ": " + axis.steps[*held[a]].id);
        } else if (is_policy(axis)) {
            ++policies;
        } else if (is_circumstance(axis)) {
            f.averaged.push_back(axis.title);
        }
    }
    if (policies == 0) {
        throw Failure(
            fmt::format("{}: no axis changes measures alone, so there are no policies to choose from", plan.file));
    }
    std::vector<Group> groups = groups_of(source, held);
    keep_whole(groups, plan, held);
    f.empty = std::erase_if(groups, [](const Group& g) { return g.futures.empty(); });
    const std::vector<Future> futures = groups.empty() ? std::vector<Future>{} : common_futures(groups);
    if (futures.size() < 2) {
        throw Failure(
            fmt::format("{}: {} futures that all policies share in all circumstances{}, of which a frontier needs two; "
                        "run piket sweep again to finish, or with more --replicates",
                        plan.file, futures.size(), without_runs(source, held)));
    }
    f.futures = futures.size();
    for (const Group& group : groups) {
        Policy policy{group.title, {}, {}, {}, group.set, {}, {}, false, 0};
        for (const Future& future : futures) {
            const Lived& lived = group.futures.at(future);
            policy.infections.push_back(mean_in(lived, infections));
            policy.service.push_back(mean_in(lived, service));
            policy.futures.push_back(lived);
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
