#include "piket/sweep.hpp"

#include <atomic>
#include <mutex>

#include "base/hash.hpp"
#include "base/parallel.hpp"

namespace piket {

size_t SweepPlan::points() const {
    size_t n = 1;
    for (const SweepAxis& axis : axes) {
        n *= axis.steps.size();
    }
    return n;
}

std::vector<size_t> steps_of(const SweepPlan& plan, size_t point) {
    std::vector<size_t> steps(plan.axes.size());
    for (size_t a = plan.axes.size(); a-- > 0;) {
        steps[a] = point % plan.axes[a].steps.size();
        point /= plan.axes[a].steps.size();
    }
    return steps;
}

size_t point_of(const SweepPlan& plan, std::span<const size_t> steps) {
    size_t point = 0;
    for (size_t a = 0; a < plan.axes.size(); ++a) {
        point = point * plan.axes[a].steps.size() + steps[a];
    }
    return point;
}

std::vector<Override> settings_of(const SweepPlan& plan, size_t point) {
    std::vector<Override> settings = plan.set;
    const std::vector<size_t> steps = steps_of(plan, point);
    for (size_t a = 0; a < steps.size(); ++a) {
        const std::vector<Override>& more = plan.axes[a].steps[steps[a]].set;
        settings.insert(settings.end(), more.begin(), more.end());
    }
    return settings;
}

uint64_t seed_of(const SweepPlan& plan, size_t point) {
    uint64_t seed = plan.seed;
    const std::vector<size_t> steps = steps_of(plan, point);
    for (size_t a = 0; a < steps.size(); ++a) {
        seed = plan.axes[a].steps[steps[a]].seed.value_or(seed);
    }
    return seed;
}

namespace {

void add(Hash& hash, const std::string& text) {
    hash.word(text.size());
    hash.text(text);
}

void add(Hash& hash, const std::vector<Override>& set) {
    hash.word(set.size());
    for (const Override& change : set) {
        add(hash, change.key);
        add(hash, change.value);
    }
}

}  // namespace

uint64_t digest_of(const SweepPlan& plan) {
    Hash hash;
    hash.word(plan.scenario_digest);
    hash.word(plan.seed);
    add(hash, plan.set);
    hash.word(plan.axes.size());
    for (const SweepAxis& axis : plan.axes) {
        add(hash, axis.id);
        hash.word(axis.steps.size());
        for (const SweepStep& step : axis.steps) {
            add(hash, step.id);
            add(hash, step.set);
            hash.word(step.seed.has_value());
            hash.word(step.seed.value_or(0));
        }
    }
    return hash.value();
}

std::vector<SweepRun> runs_of(const SweepPlan& plan) {
    return shard_of(plan, 0, 1);
}

std::vector<SweepRun> shard_of(const SweepPlan& plan, size_t index, size_t of) {
    const auto replicates = static_cast<size_t>(plan.replicates);
    std::vector<SweepRun> runs;
    for (size_t i = index; i < plan.points() * replicates; i += of) {
        runs.push_back({i / replicates, i % replicates});
    }
    return runs;
}

namespace {

// Somebody may edit the scenario while a long sweep runs: half of it would then be about another place. What the point
// was read from is therefore read once more, without its settings, and held against what the plan was made for.
Scenario scenario_at(const SweepPlan& plan, size_t point) {
    Texts files;
    Loaded<Scenario> loaded = load_scenario(plan.scenario, settings_of(plan, point), &files);
    if (!loaded) {
        throw SweepError(loaded.problems.front().text());
    }
    Loaded<Scenario> as_it_is = load_scenario_from(files, plan.scenario);
    if (!as_it_is || as_it_is->digest != plan.scenario_digest) {
        throw SweepError(plan.scenario +
                         ": has changed since the plan was read; put it back as it was and go on, or begin anew");
    }
    return std::move(*loaded.value);
}

// The world of a point: made by whoever needs it first, dropped after its last run, so that memory does not grow with
// the number of points.
class PointWorld {
   public:
    void expect_one_more() { ++runs_left_; }

    std::shared_ptr<const World> get(const SweepPlan& plan, size_t point) {
        const std::lock_guard lock(mutex_);
        if (!world_) {
            world_ = make_world(scenario_at(plan, point));
        }
        return world_;
    }

    void done() {
        const std::lock_guard lock(mutex_);
        if (--runs_left_ == 0) {
            world_.reset();
        }
    }

   private:
    std::mutex mutex_;
    std::shared_ptr<const World> world_;
    int runs_left_ = 0;
};

}  // namespace

void run_sweep(const SweepPlan& plan, std::span<const SweepRun> runs, const SweepOptions& options,
               const std::function<void(SweepResult)>& finished) {
    std::vector<PointWorld> worlds(plan.points());
    for (const SweepRun& run : runs) {
        worlds[run.point].expect_one_more();
    }
    const auto stopped = [&] { return options.stop && options.stop(); };
    std::atomic<size_t> next{0};
    std::mutex mutex;
    int done = 0;
    Workers(options.threads).each(runs.size(), 1, [&](size_t) {
        const SweepRun& run = runs[next.fetch_add(1)];  // in their order, whatever block a thread was given
        if (stopped()) {
            return;
        }
        SweepResult result;
        {
            const std::shared_ptr<const World> world = worlds[run.point].get(plan, run.point);
            result.run = run;
            result.seed = seed_of(plan, run.point);
            result.days = horizons_of(scenario_of(*world));
            Simulation simulation(world, {.seed = result.seed, .replicate = run.replicate});
            while (!simulation.over()) {
                if (stopped()) {
                    return;
                }
                simulation.step();
            }
            result.hash = simulation.hash();
            result.outcomes = gather(simulation, run.replicate);
            result.outcomes.days = {};
        }
        worlds[run.point].done();
        const std::lock_guard lock(mutex);
        finished(std::move(result));
        if (options.progress) {
            options.progress(++done, static_cast<int>(runs.size()));
        }
    });
}

std::vector<std::vector<Replicate>> run_sweep(const SweepPlan& plan, const SweepOptions& options) {
    std::vector<std::vector<Replicate>> results(plan.points(),
                                                std::vector<Replicate>(static_cast<size_t>(plan.replicates)));
    run_sweep(plan, runs_of(plan), options, [&](SweepResult result) {
        results[result.run.point][result.run.replicate] = std::move(result.outcomes);
    });
    return results;
}

}  // namespace piket
