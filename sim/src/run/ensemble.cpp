#include "piket/ensemble.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>

#include "base/parallel.hpp"
#include "base/quantile.hpp"
#include "run/peek.hpp"

namespace piket {

std::vector<int> horizons_of(const Scenario& scenario) {
    std::vector<int> horizons;
    for (int h : scenario.horizons) {
        if (h < scenario.days) {
            horizons.push_back(h);
        }
    }
    horizons.push_back(scenario.days);
    return horizons;
}

ByEntry<Queued> queued_until(const Simulation& simulation, size_t days) {
    const World& world = *Peek::at(simulation).world;
    ByEntry<Queued> queued;
    for (size_t d = 0; d < std::min(days, simulation.days_lived()); ++d) {
        const std::vector<Queued>& halls = simulation.queued(d);
        for (const HallId hall : world.halls.ids()) {
            queued[world.agencies[world.halls[hall].agency].entry] += halls[hall.value];
        }
    }
    return queued;
}

Replicate gather(const Simulation& simulation, uint64_t number) {
    Replicate r;
    r.replicate = number;
    r.prevalence = Peek::at(simulation).state.prevalence;
    for (size_t d = 0; d < simulation.days_lived(); ++d) {
        r.days.push_back(simulation.total_on(d));
    }
    for (int horizon : horizons_of(Peek::at(simulation).world->scenario)) {
        r.horizons.push_back(simulation.total(static_cast<size_t>(horizon)));
        r.queued.push_back(queued_until(simulation, static_cast<size_t>(horizon)));
    }
    return r;
}

namespace {

// Hands finished simulations on in order, whatever the order in which they finish.
class InOrder {
   public:
    explicit InOrder(const EnsembleOptions& options, size_t alternatives)
        : options_(options), alternatives_(alternatives) {}

    void finished(size_t task, int of, Simulation simulation) {
        const std::lock_guard lock(mutex_);
        if (options_.progress) {
            options_.progress(++done_, of);
        }
        if (!options_.finished) {
            return;
        }
        waiting_.emplace(task, std::move(simulation));
        for (auto next = waiting_.find(next_); next != waiting_.end(); next = waiting_.find(next_)) {
            options_.finished(next_ % alternatives_, options_.first + next_ / alternatives_, next->second);
            waiting_.erase(next);
            ++next_;
        }
    }

   private:
    const EnsembleOptions& options_;
    size_t alternatives_;
    std::mutex mutex_;
    int done_ = 0;
    size_t next_ = 0;
    std::map<size_t, Simulation> waiting_;
};

}  // namespace

std::vector<std::vector<Replicate>> run_ensemble(std::span<const std::shared_ptr<const World>> alternatives,
                                                 const EnsembleOptions& options) {
    const auto replicates = static_cast<size_t>(options.replicates);
    std::vector<std::vector<Replicate>> results(alternatives.size(), std::vector<Replicate>(replicates));
    const Workers workers(options.threads);
    const size_t tasks = replicates * alternatives.size();
    InOrder in_order(options, alternatives.size());
    // Fewer simulations than threads: each takes several.
    const int threads = tasks > 0 ? std::max(1, workers.threads() / static_cast<int>(tasks)) : 1;
    // Tasks are taken in their order, whatever block of turns a thread was given: so few that have finished wait for
    // their turn, and memory does not grow with the number of replicates.
    std::atomic<size_t> next{0};
    workers.each(tasks, 1, [&](size_t) {
        const size_t task = next.fetch_add(1);
        const size_t a = task % alternatives.size(), r = task / alternatives.size();
        const uint64_t number = options.first + r;
        RunOptions run{options.seed, number, threads, false};
        if (options.uncertainty.calibration || options.uncertainty.ranges || !options.held.empty()) {
            auto parameters = std::make_shared<Parameters>(
                drawn_parameters(scenario_of(*alternatives[a]), options.uncertainty, options.seed, number));
            for (const auto& [parameter, value] : options.held) {
                (*parameters).*parameter->field = value;
            }
            run.parameters = std::move(parameters);
        }
        Simulation simulation(alternatives[a], run);
        while (!simulation.over()) {
            simulation.step();
        }
        results[a][r] = gather(simulation, number);
        in_order.finished(task, static_cast<int>(tasks), std::move(simulation));
    });
    return results;
}

namespace {

double mean_of(std::span<const double> v) {
    double sum = 0;
    for (double x : v) {
        sum += x;
    }
    return v.empty() ? 0 : sum / static_cast<double>(v.size());
}

double covariance(std::span<const double> a, std::span<const double> b) {
    const double ma = mean_of(a), mb = mean_of(b);
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        sum += (a[i] - ma) * (b[i] - mb);
    }
    return a.size() > 1 ? sum / static_cast<double>(a.size() - 1) : 0;
}

}  // namespace

Summary summarise(std::vector<double> values) {
    Summary s;
    if (values.empty()) {
        return s;
    }
    s.mean = mean_of(values);
    s.standard_error = values.size() < 2 ? std::numeric_limits<double>::infinity()
                                         : std::sqrt(covariance(values, values) / static_cast<double>(values.size()));
    std::sort(values.begin(), values.end());
    s.q05 = quantile(values, 0.05);
    s.q25 = quantile(values, 0.25);
    s.q50 = quantile(values, 0.5);
    s.q75 = quantile(values, 0.75);
    s.q95 = quantile(values, 0.95);
    return s;
}

Difference compare(std::span<const double> a, std::span<const double> b, bool fewer_is_better) {
    Difference d;
    std::vector<double> difference;
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        difference.push_back(b[i] - a[i]);
        const double gain = fewer_is_better ? a[i] - b[i] : b[i] - a[i];
        d.better += gain > 0 ? 1 : gain < 0 ? 0 : 0.5;
    }
    if (difference.empty()) {
        return d;
    }
    const double n = static_cast<double>(difference.size());
    d.better /= n;
    d.summary = summarise(difference);
    constexpr double ninety = 1.6448536269514722;
    d.mean_low = d.summary.mean - ninety * d.summary.standard_error;
    d.mean_high = d.summary.mean + ninety * d.summary.standard_error;
    const double va = covariance(a, a), vb = covariance(b, b);
    d.correlation = va > 0 && vb > 0 ? covariance(a, b) / std::sqrt(va * vb) : 0;
    const double paired = d.summary.standard_error;
    d.narrower = paired > 0 && d.bounded() ? std::sqrt((va + vb) / n) / paired : 1;
    return d;
}

}  // namespace piket
