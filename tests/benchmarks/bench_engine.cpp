// The engine at full size and its innermost pieces. `piket bench` prints the same worlds with what was simulated.
//     build/release/tests/piket_benchmarks
#include <benchmark/benchmark.h>

#include <array>

#include "air/air.hpp"
#include "base/math.hpp"
#include "base/random.hpp"
#include "bench_worlds.hpp"
#include "piket/simulation.hpp"

namespace {

using namespace piket;

// Person-days per second of the city, steady prevalence (per mille of a percent as the argument: 5 = 0.05 %).
void city(benchmark::State& state) {
    const auto world = make_world(cli::city(static_cast<double>(state.range(0)) * 1e-4));
    const auto people = static_cast<double>(size_of(*world).people);
    double lived = 0;
    for (auto _ : state) {
        state.PauseTiming();
        Simulation simulation(world, {1, 0, static_cast<int>(state.range(1)), false});
        state.ResumeTiming();
        while (!simulation.over()) {
            simulation.step();
        }
        lived += people * static_cast<double>(simulation.days_lived());
    }
    state.counters["person-days"] = benchmark::Counter(lived, benchmark::Counter::kIsRate);
}
BENCHMARK(city)
    ->ArgNames({"per_10000", "threads"})
    ->Args({5, 1})
    ->Args({50, 1})
    ->Args({200, 1})
    ->Args({1000, 1})
    ->Args({200, 0})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// One replicate of the office over 90 days; extinct ones included.
void office(benchmark::State& state) {
    const auto world = make_world(cli::office());
    uint64_t replicate = 0;
    for (auto _ : state) {
        Simulation simulation(world, {1, replicate++, 1, false});
        while (!simulation.over()) {
            simulation.step();
        }
        benchmark::DoNotOptimize(simulation.hash());
    }
}
BENCHMARK(office)->Unit(benchmark::kMillisecond);

void exponential_function(benchmark::State& state) {
    double x = 0;
    for (auto _ : state) {
        x = math::exp(-x - 0.5);
        benchmark::DoNotOptimize(x);
    }
}
BENCHMARK(exponential_function);

void keyed_draw(benchmark::State& state) {
    const Luck luck = make_luck(1, 0);
    uint64_t who = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(uniform(luck, Who{++who}, Day{18000}, Purpose::known_answer));
    }
}
BENCHMARK(keyed_draw);

// The air of one room with so many sources, and one person's question to it.
void room_air(benchmark::State& state) {
    const AirRegime regime(180, 2.4);
    const RegimeChange change{0, &regime};
    std::vector<AirSource> sources;
    for (int i = 0; i < state.range(0); ++i) {
        sources.push_back({0, {clock(8) + 60 * i, clock(16) - 60 * i}, 1.0 + i});
    }
    const double start = 0;
    AirDay day;
    for (auto _ : state) {
        day.assign(std::span(&change, 1), sources, std::span(&start, 1));
        benchmark::DoNotOptimize(day.integral(0, clock(9), clock(11)));
    }
}
BENCHMARK(room_air)->Arg(1)->Arg(10)->Arg(50);

}  // namespace
