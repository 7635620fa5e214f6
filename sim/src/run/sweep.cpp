#include "piket/sweep.hpp"

#include <atomic>
#include <mutex>
#include <stdexcept>

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

namespace {

// The world of a point: made by whoever needs it first, dropped after its last run, so that memory does not grow with
// the number of points.
class PointWorld {
   public:
    void expect(int runs) { runs_left_ = runs; }

    std::shared_ptr<const World> get(const SweepPlan& plan, size_t point) {
        const std::lock_guard lock(mutex_);
        if (!world_) {
            Loaded<Scenario> loaded = load_scenario(plan.scenario, settings_of(plan, point));
            if (!loaded) {
                throw std::runtime_error(loaded.problems.empty() ? plan.scenario : loaded.problems.front().text());
            }
            world_ = make_world(std::move(*loaded));
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

std::vector<std::vector<Replicate>> run_sweep(const SweepPlan& plan, const SweepOptions& options) {
    const size_t points = plan.points();
    const auto replicates = static_cast<size_t>(plan.replicates);
    std::vector<std::vector<Replicate>> results(points, std::vector<Replicate>(replicates));
    std::vector<PointWorld> worlds(points);
    for (PointWorld& world : worlds) {
        world.expect(plan.replicates);
    }
    const Workers workers(options.threads);
    std::atomic<size_t> next{0};
    std::mutex mutex;
    int done = 0;
    workers.each(points * replicates, 1, [&](size_t) {
        const size_t task = next.fetch_add(1);  // point after point, whatever block a thread was given
        const size_t point = task / replicates, r = task % replicates;
        {
            Simulation simulation(worlds[point].get(plan, point), {.seed = plan.seed, .replicate = r});
            while (!simulation.over()) {
                simulation.step();
            }
            results[point][r] = gather(simulation, r);
            results[point][r].days = {};
        }
        worlds[point].done();
        const std::lock_guard lock(mutex);
        if (options.progress) {
            options.progress(++done, static_cast<int>(points * replicates));
        }
    });
    return results;
}

}  // namespace piket
