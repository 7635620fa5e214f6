#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "air/air.hpp"
#include "base/check.hpp"

using namespace piket;

namespace {

using Numbers = std::vector<double>;
using Sources = std::vector<AirSource>;
using Changes = std::vector<RegimeChange>;

bool close(double a, double b, double scale, double tolerance) {
    const bool holds = std::abs(a - b) <= tolerance * std::abs(scale);
    if (!holds) {
        UNSCOPED_INFO("off by " << (a - b) / scale << " of the scale " << scale);
    }
    return holds;
}
bool close(double a, double b, double tolerance) {
    return close(a, b, b, tolerance);
}

// What an AirRegime is made of, kept readable for the reference below.
struct Group {
    Numbers volume, removal, flow;

    int rooms() const { return static_cast<int>(volume.size()); }
    AirRegime regime() const { return {volume, removal, flow}; }
    void connect(int r, int s, double q) {
        flow[r * rooms() + s] += q;
        flow[s * rooms() + r] += q;
    }
};

Group group(Numbers volume, Numbers removal) {
    const size_t n = volume.size();
    return {std::move(volume), std::move(removal), Numbers(n * n, 0.0)};
}

struct GroupChange {
    Seconds from;
    Group group;
};

// The same day by brute force, sharing no idea with the code under test: the Taylor series of the ODE itself, in long
// double, in steps no longer than the fastest rate, from each second at which anything changes or is asked to the next.
class Reference {
   public:
    Reference(std::vector<GroupChange> regimes, Sources sources, const Numbers& start)
        : regimes_(std::move(regimes)), sources_(std::move(sources)), start_(start) {}

    struct State {
        std::vector<long double> c, integral;
    };
    // The state at each of the ascending times.
    std::vector<State> at(const std::vector<Seconds>& asked) const {
        std::vector<Seconds> stops = asked;
        for (const AirSource& s : sources_) {
            stops.push_back(s.when.from);
            stops.push_back(s.when.to);
        }
        for (const GroupChange& g : regimes_) {
            stops.push_back(g.from);
        }
        std::sort(stops.begin(), stops.end());
        State state{{start_.begin(), start_.end()}, std::vector<long double>(start_.size(), 0.0L)};
        std::vector<State> answers;
        Seconds now = 0;
        size_t next = 0;
        for (const Seconds stop : stops) {
            if (stop > now && stop <= seconds_per_day) {
                advance(state, now, stop);
                now = stop;
            }
            for (; next < asked.size() && asked[next] == now; ++next) {
                answers.push_back(state);
            }
        }
        return answers;
    }

   private:
    void advance(State& state, Seconds from, Seconds to) const {
        const Group* g = nullptr;
        for (const GroupChange& change : regimes_) {
            g = change.from <= from ? &change.group : g;
        }
        const int n = g->rooms();
        std::vector<long double> emission(n, 0.0L);
        for (const AirSource& s : sources_) {
            if (s.when.from <= from && from < s.when.to) {
                emission[s.room] += s.rate;
            }
        }
        long double fastest = 0;
        for (int r = 0; r < n; ++r) {
            long double out = g->removal[r];
            for (int s = 0; s < n; ++s) {
                out += 2 * static_cast<long double>(g->flow[r * n + s]) / g->volume[r];
            }
            fastest = std::max(fastest, out);
        }
        const long double length = (to - from) / 3600.0L;
        const int steps = 1 + static_cast<int>(fastest * length);
        const long double h = length / steps;
        std::vector<long double> term(n), slope(n);
        for (int step = 0; step < steps; ++step) {
            term = state.c;  // h^k / k! times the kth derivative
            for (int k = 1; k <= 25; ++k) {
                for (int r = 0; r < n; ++r) {
                    slope[r] = (k == 1 ? emission[r] / g->volume[r] : 0.0L) - g->removal[r] * term[r];
                    for (int s = 0; s < n; ++s) {
                        slope[r] += g->flow[r * n + s] * (term[s] - term[r]) / g->volume[r];
                    }
                }
                for (int r = 0; r < n; ++r) {
                    state.integral[r] += term[r] * h / k;
                    term[r] = slope[r] * h / k;
                    state.c[r] += term[r];
                }
            }
        }
    }

    std::vector<GroupChange> regimes_;
    Sources sources_;
    Numbers start_;
};

// Test cases drawn with the engine's raw bits, which the standard fixes: the same everywhere.
class Dice {
   public:
    explicit Dice(uint64_t seed) : bits_(seed) {}
    double uniform(double low, double high) {
        return low + (high - low) * (static_cast<double>(bits_() >> 11) * 0x1p-53);
    }
    int below(int n) { return static_cast<int>(bits_() % static_cast<uint64_t>(n)); }
    bool chance(double p) { return uniform(0, 1) < p; }
    template <class T>
    void shuffle(std::vector<T>& items) {
        for (size_t i = items.size(); i > 1; --i) {
            std::swap(items[i - 1], items[bits_() % i]);
        }
    }

   private:
    std::mt19937_64 bits_;
};

Group random_group(Dice& dice, const Numbers& volume) {
    const int n = static_cast<int>(volume.size());
    Group g = group(volume, Numbers(n));
    for (double& k : g.removal) {
        k = dice.chance(0.1) ? 0 : dice.uniform(0.1, 12);
    }
    for (int r = 0; r < n; ++r) {
        for (int s = 0; s < r; ++s) {
            if (dice.chance(0.5)) {
                g.connect(r, s, dice.uniform(5, 300));
            }
        }
    }
    return g;
}

// Times on a coarse grid, so that sources overlap, touch, begin and end together, have no length, meet regime changes.
AirSource random_source(Dice& dice, int rooms) {
    const Seconds from = dice.below(97) * 900;
    const Seconds to = std::min(from + dice.below(20) * 900, seconds_per_day);
    return {dice.below(rooms), {from, to}, dice.chance(0.1) ? 0 : dice.uniform(0.01, 60)};
}

struct RandomDay {
    std::vector<GroupChange> groups;
    std::vector<AirRegime> regimes;
    Changes changes;
    Sources sources;
    Numbers start;

    RandomDay(Dice& dice, int rooms) {
        Numbers volume(rooms);
        for (double& v : volume) {
            v = dice.uniform(20, 500);
        }
        for (const Seconds from : {0, clock(7, 30), clock(12), clock(18, 0, 17)}) {
            if (from == 0 || dice.chance(0.5)) {
                groups.push_back({from, random_group(dice, volume)});
            }
        }
        for (const GroupChange& g : groups) {
            regimes.push_back(g.group.regime());
        }
        for (size_t i = 0; i < groups.size(); ++i) {
            changes.push_back({groups[i].from, &regimes[i]});
        }
        for (int i = dice.below(12); i > 0; --i) {
            sources.push_back(random_source(dice, rooms));
        }
        for (int r = 0; r < rooms; ++r) {
            start.push_back(dice.chance(0.5) ? 0 : dice.uniform(0, 0.3));
        }
    }
    RandomDay(const RandomDay&) = delete;  // changes point into regimes
    AirDay day() const { return {changes, sources, start}; }
};

AirDay alone(double volume, double removal, const Sources& sources, double start = 0) {
    const AirRegime regime(volume, removal);
    return {std::array{RegimeChange{0, &regime}}, sources, std::array{start}};
}

}  // namespace

TEST_CASE("A room alone rises to its steady state and decays from it as Gammaitoni and Nucci have it", "[air]") {
    const double volume = 120, k = 1.43, q = 10, steady = q / (k * volume);
    const AirDay day = alone(volume, k, {{0, {clock(8), clock(16)}, q}});
    CHECK(day.breaks() == 3);
    CHECK(day.concentration(0, clock(7, 59, 59)) == 0);
    CHECK(day.integral(0, 0, clock(8)) == 0);
    for (const Seconds t : {clock(8), clock(8, 0, 1), clock(9, 17), clock(12), clock(16)}) {
        const double h = hours(t - clock(8));
        CHECK(close(day.concentration(0, t), -steady * std::expm1(-k * h), steady, 1e-15));
        CHECK(close(day.integral(0, clock(8), t), steady * (h + std::expm1(-k * h) / k), 8 * steady, 1e-15));
    }
    const double peak = -steady * std::expm1(-k * 8);
    for (const Seconds t : {clock(16, 0, 1), clock(17), clock(23, 59, 59), seconds_per_day}) {
        const double h = hours(t - clock(16));
        CHECK(close(day.concentration(0, t), peak * std::exp(-k * h), 1e-14));
        CHECK(close(day.integral(0, clock(16), t), -peak / k * std::expm1(-k * h), 8 * steady, 1e-15));
    }
    const AirDay long_on = alone(volume, k, {{0, {0, seconds_per_day}, q}});
    CHECK(close(long_on.concentration(0, seconds_per_day), steady, 1e-14));
}

TEST_CASE("A room that nothing ventilates keeps what it got", "[air]") {
    const AirDay day = alone(50, 0, {{0, {clock(8), clock(10)}, 5}}, 0.1);
    CHECK(close(day.concentration(0, clock(9)), 0.2, 1e-15));
    CHECK(close(day.concentration(0, seconds_per_day), 0.3, 1e-15));
    CHECK(close(day.integral(0, 0, clock(8)), 0.8, 1e-15));
    CHECK(close(day.integral(0, clock(8), clock(10)), 0.4, 1e-14));
    CHECK(close(day.integral(0, clock(10), clock(20)), 3.0, 1e-14));

    Group g = group({50, 150}, {0, 0});
    g.connect(0, 1, 400);
    const AirRegime both = g.regime();
    CHECK(both.rate(0) >= 0);
    CHECK(both.rate(0) < 1e-13);
    const AirDay mixed(Changes{{0, &both}}, Sources{{0, {clock(8), clock(10)}, 5}}, Numbers{0, 0});
    CHECK(close(mixed.concentration(0, seconds_per_day), 0.05, 1e-12));
    CHECK(close(mixed.concentration(1, seconds_per_day), 0.05, 1e-12));

    const AirRegime sealed = group({50, 150}, {0, 0}).regime();
    const AirDay still(Changes{{0, &sealed}}, Sources{{1, {clock(8), clock(10)}, 15}}, Numbers{0.1, 0});
    CHECK(close(still.concentration(0, seconds_per_day), 0.1, 1e-15));
    CHECK(close(still.concentration(1, seconds_per_day), 0.2, 1e-15));
}

TEST_CASE("A loss so small that formulas with 1 - e^-x would cancel loses no digit", "[air]") {
    // To second order in k: C = q/V h (1 - k h/2), integral = q/V h^2/2 (1 - k h/3).
    const double k = 1e-9, slope = 10.0 / 80;
    const AirDay day = alone(80, k, {{0, {clock(6), clock(8)}, 10}});
    CHECK(close(day.concentration(0, clock(8)), slope * 2 * (1 - k), 1e-15));
    CHECK(close(day.integral(0, clock(6), clock(8)), slope * 2 * (1 - k * 2 / 3), 1e-15));
    CHECK(close(day.integral(0, clock(6), clock(6, 0, 1)), slope / 2 / 3600 / 3600, 1e-12));
}

TEST_CASE("Wells-Riley answers agree with 50-digit arithmetic", "[air]") {
    // Computed with mpmath from C(t) = Css + (C0 - Css) e^(-lambda t); steady columns: concentration Css throughout.
    struct Row {
        const char* name;
        WellsRiley room;
        WellsRileyAnswer answer;
    };
    const Row rows[] = {
        {"W1, the classic steady limit",
         {120, 2, 0, 0, 0, 10, 1, 0.5, 8, 0, 0, 0},
         {2, 0.041666666666666666667, 0.041666661977701053364, 0.039062500293060350831, 0.15625000117224140333,
          0.14465467369524866853, 0.16666666666666666667, 0.15351827510938592596}},
        {"W2, an office of 120 m3 with split air conditioning",
         {120, 0.5, 0.63, 0.3, 0, 10, 1, 0.5, 8, 0, 0, 0},
         {1.43, 0.058275058275058275058, 0.058274431439183977198, 0.053181139442961773555, 0.21272455777184709422,
          0.19162123179680130368, 0.23310023310023310023, 0.20792582250509950911}},
        {"W4, W2 with surgical masks, 0.5 out and 0.3 in",
         {120, 0.5, 0.63, 0.3, 0, 10, 1, 0.5, 8, 0.5, 0.3, 0},
         {1.43, 0.029137529137529137529, 0.029137215719591988599, 0.026590569721480886777, 0.074453595220146482977,
          0.071749451678106424332, 0.081585081585081585082, 0.078345709290028844571}},
        {"W6, a meeting of an hour in 75 m3",
         {75, 0.5, 0.63, 0.3, 0, 30, 1, 0.5, 1, 0, 0, 0},
         {1.43, 0.27972027972027972028, 0.21278072105069803370, 0.13092257269181955685, 0.065461286345909778426,
          0.063364693366983092867, 0.13986013986013986014, 0.13052016753370951839}},
        {"W9, air left over and nobody infected",
         {120, 0.5, 0.63, 0.3, 0, 10, 0, 0.5, 2, 0, 0, 0.1},
         {1.43, 0, 0.0057268760265467351443, 0.032962630759948694005, 0.032962630759948694005, 0.032425283554702900406,
          0, 0}},
        {"W12, a loss too small for formulas that cancel",
         {500, 0.001, 0, 0, 0, 5, 1, 0.3, 0.25, 0, 0, 0},
         {0.001, 10, 0.0024996875260400391439, 0.0012498958398434244927, 0.000093742187988256836955,
          0.000093737794326643980888, 0.75, 0.52763344725898529286}},
    };
    constexpr double WellsRileyAnswer::*columns[] = {
        &WellsRileyAnswer::removal,     &WellsRileyAnswer::steady,
        &WellsRileyAnswer::end,         &WellsRileyAnswer::average,
        &WellsRileyAnswer::dose,        &WellsRileyAnswer::probability,
        &WellsRileyAnswer::steady_dose, &WellsRileyAnswer::steady_probability};
    for (const Row& row : rows) {
        const WellsRileyAnswer answer = solve(row.room);
        for (size_t i = 0; i < std::size(columns); ++i) {
            INFO(row.name << ", column " << i);
            CHECK(close(answer.*columns[i], row.answer.*columns[i], 1e-14));
        }
    }
}

TEST_CASE("Each loss and each filter of Wells-Riley counts, and its limits are numbers", "[air]") {
    WellsRiley room{100, 1, 2, 4, 8, 6, 2, 0.5, 3, 0.25, 0.5, 0.2};
    const WellsRileyAnswer answer = solve(room);
    CHECK(answer.removal == 15);
    CHECK(close(answer.steady, 2 * 6 * 0.75 / 1500, 1e-15));
    const double integral = answer.steady * 3 - (0.2 - answer.steady) * std::expm1(-45.0) / 15;
    CHECK(close(answer.dose, 0.25 * integral, 1e-14));
    CHECK(close(answer.average, integral / 3, 1e-14));

    room.duration_h = 0;
    CHECK(solve(room).end == 0.2);
    CHECK(solve(room).average == 0.2);
    CHECK(solve(room).dose == 0);
    CHECK(solve(room).probability == 0);

    const WellsRileyAnswer sealed = solve({100, 0, 0, 0, 0, 6, 1, 0.5, 3, 0, 0, 0.2});
    CHECK(close(sealed.end, 0.2 + 0.18, 1e-15));
    CHECK(close(sealed.average, 0.2 + 0.09, 1e-15));
    CHECK(sealed.steady == std::numeric_limits<double>::infinity());
    CHECK(sealed.steady_probability == 1);
    const WellsRileyAnswer nobody = solve({100, 0, 0, 0, 0, 6, 0, 0.5, 3, 0, 0, 0.2});
    CHECK(nobody.steady == 0);
    CHECK(close(nobody.end, 0.2, 1e-15));
}

TEST_CASE("Wells-Riley and the air of a day are the same physics", "[air]") {
    const WellsRileyAnswer answer = solve({75, 0.5, 0.63, 0.3, 0, 30, 2, 0.5, 1.5, 0.4, 0, 0.05});
    const AirDay day = alone(75, 1.43, {{0, {0, clock(1, 30)}, 36}}, 0.05);
    CHECK(close(day.concentration(0, clock(1, 30)), answer.end, 1e-14));
    CHECK(close(day.integral(0, 0, clock(1, 30)), answer.average * 1.5, 1e-14));
}

TEST_CASE("Two rooms that exchange 30 m3/h reach the reference answer R1", "[air]") {
    Group g = group({120, 75}, {1.43, 1.43});
    g.connect(0, 1, 30);
    const AirRegime regime = g.regime();
    const AirDay day(Changes{{0, &regime}}, Sources{{0, {0, seconds_per_day}, 10}}, Numbers{0, 0});
    CHECK(close(day.concentration(0, clock(8)), 0.0512704578806, 1e-11));
    CHECK(close(day.concentration(1, clock(8)), 0.0112063576938, 1e-11));
    CHECK(close(day.integral(0, 0, clock(8)), 0.377680699521, 1e-11));
    CHECK(close(day.integral(1, 0, clock(8)), 0.0764294656364, 1e-11));
    CHECK(close(day.concentration(0, seconds_per_day), 0.0512708445401, 1e-11));
    CHECK(close(day.concentration(1, seconds_per_day), 0.011206741976, 1e-11));
}

TEST_CASE("Two rooms on one air handling unit with a filter reach the reference answer R4", "[air]") {
    // 300 and 200 m3/h; 1.43 1/h is what each room loses besides the unit.
    Group g = group({120, 75}, {1.43, 1.43});
    add_air_handling(Numbers{300, 200}, 0.3, g.volume, g.flow, g.removal);
    const AirRegime regime = g.regime();
    const AirDay day(Changes{{0, &regime}}, Sources{{0, {0, seconds_per_day}, 10}}, Numbers{0, 0});
    CHECK(close(day.concentration(0, clock(8)), 0.0314944338707, 1e-11));
    CHECK(close(day.concentration(1, clock(8)), 0.0105294820202, 1e-11));
    CHECK(close(day.integral(0, 0, clock(8)), 0.239221157768, 1e-11));
    CHECK(close(day.integral(1, 0, clock(8)), 0.0768352879641, 1e-11));
    CHECK(close(day.concentration(0, seconds_per_day), 0.0314944344164, 1e-11));
    CHECK(close(day.concentration(1, seconds_per_day), 0.0105294825511, 1e-11));
}

TEST_CASE("Air handling supplies the filtered mean of what it draws and adds to what is there", "[air]") {
    const Numbers volume = {100, 60, 240}, supply = {300, 0, 500}, c = {0.4, 0.1, 0.02};
    const double eta = 0.35;
    Group g = group(volume, {1, 2, 3});
    g.connect(0, 1, 30);
    add_air_handling(supply, eta, g.volume, g.flow, g.removal);
    const double supplied = (1 - eta) * (300 * 0.4 + 500 * 0.02) / 800;
    const double door = 30 * (c[0] - c[1]);
    const double expected[] = {(300 * (supplied - c[0]) - door) / 100 - c[0], door / 60 - 2 * c[1],
                               500 * (supplied - c[2]) / 240 - 3 * c[2]};
    for (int r = 0; r < 3; ++r) {
        double slope = -g.removal[r] * c[r];
        for (int s = 0; s < 3; ++s) {
            slope += g.flow[r * 3 + s] * (c[s] - c[r]) / volume[r];
        }
        CHECK(close(slope, expected[r], 1e-14));
        CHECK(g.flow[r * 3 + r] == 0);
    }
    CHECK(g.flow[0 * 3 + 2] == g.flow[2 * 3 + 0]);

    Group off = group(volume, {1, 2, 3});
    add_air_handling(Numbers{0, 0, 0}, eta, off.volume, off.flow, off.removal);
    CHECK(off.removal == Numbers{1, 2, 3});
    CHECK(off.flow == Numbers(9, 0.0));
    CHECK_THROWS_AS(add_air_handling(supply, 1.1, off.volume, off.flow, off.removal), BrokenInvariant);
}

TEST_CASE("Two rooms and a door agree with Runge-Kutta in steps of a second", "[air]") {
    Group g = group({90, 40}, {1.1, 3.7});
    g.connect(0, 1, 120);
    const AirRegime regime = g.regime();
    const AirDay day(Changes{{0, &regime}}, Sources{{1, {clock(1), clock(3)}, 25}}, Numbers{0.2, 0});
    using Vector = std::array<double, 4>;  // two concentrations, two integrals
    const auto slope = [](const Vector& y, double q) {
        const double door = 120 * (y[1] - y[0]);
        return Vector{door / 90 - 1.1 * y[0], (q - door) / 40 - 3.7 * y[1], y[0], y[1]};
    };
    const auto moved = [](Vector y, const Vector& v, double h) {
        for (int i = 0; i < 4; ++i) {
            y[i] += h * v[i];
        }
        return y;
    };
    Vector y = {0.2, 0, 0, 0};
    const double h = 1.0 / 3600;
    for (Seconds t = 0; t < clock(5); ++t) {
        const double q = clock(1) <= t && t < clock(3) ? 25 : 0;
        const Vector a = slope(y, q), b = slope(moved(y, a, h / 2), q), c = slope(moved(y, b, h / 2), q),
                     d = slope(moved(y, c, h), q);
        for (int i = 0; i < 4; ++i) {
            y[i] += h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
        }
        if ((t + 1) % clock(0, 30) == 0) {
            INFO("at " << t + 1 << " s");
            for (int r = 0; r < 2; ++r) {
                CHECK(close(day.concentration(r, t + 1), y[r], 1e-10));
                CHECK(close(day.integral(r, 0, t + 1), y[2 + r], 1e-10));
            }
        }
    }
}

TEST_CASE("Random days of one to eight rooms agree with the Taylor series in long double", "[air]") {
    Dice dice(20200302);
    for (int trial = 0; trial < 64; ++trial) {
        const int rooms = 1 + trial % max_coupled_rooms;
        const RandomDay random(dice, rooms);
        const AirDay day = random.day();
        std::vector<Seconds> asked = {0, clock(12), seconds_per_day};
        for (int i = 0; i < 12; ++i) {
            asked.push_back(dice.below(seconds_per_day));
        }
        asked.push_back(asked.back() + 1);
        std::sort(asked.begin(), asked.end());
        const auto truth = Reference(random.groups, random.sources, random.start).at(asked);
        REQUIRE(truth.size() == asked.size());
        long double highest = 0, longest = 0;
        for (const auto& state : truth) {
            highest = std::max(highest, *std::max_element(state.c.begin(), state.c.end()));
            longest = std::max(longest, *std::max_element(state.integral.begin(), state.integral.end()));
        }
        for (int r = 0; r < rooms; ++r) {
            for (size_t i = 0; i < asked.size(); ++i) {
                INFO("trial " << trial << ", room " << r << " of " << rooms << ", at " << asked[i] << " s");
                CHECK(close(day.concentration(r, asked[i]), static_cast<double>(truth[i].c[r]),
                            static_cast<double>(highest), 1e-13));
                for (size_t j = 0; j <= i; ++j) {
                    const long double integral = truth[i].integral[r] - truth[j].integral[r];
                    CHECK(close(day.integral(r, asked[j], asked[i]), static_cast<double>(integral),
                                static_cast<double>(longest), 1e-13));
                }
            }
        }
    }
}

TEST_CASE("What is emitted is removed or still there", "[air]") {
    Dice dice(7);
    for (int trial = 0; trial < 40; ++trial) {
        const int rooms = 1 + trial % max_coupled_rooms;
        const RandomDay random(dice, rooms);
        const AirDay day = random.day();
        double balance = 0, brought = 0;
        for (int r = 0; r < rooms; ++r) {
            const double volume = random.groups[0].group.volume[r];
            brought += volume * random.start[r];
            balance += volume * day.concentration(r, seconds_per_day);
            for (size_t i = 0; i < random.groups.size(); ++i) {
                const Seconds to = i + 1 < random.groups.size() ? random.groups[i + 1].from : seconds_per_day;
                balance += volume * random.groups[i].group.removal[r] * day.integral(r, random.groups[i].from, to);
            }
        }
        for (const AirSource& source : random.sources) {
            brought += source.rate * hours(source.when.length());
        }
        INFO("trial " << trial);
        CHECK(close(balance, brought, 1e-12));
    }
}

TEST_CASE("The air of all sources is the sum of the air of each", "[air]") {
    Dice dice(11);
    for (const int rooms : {1, 2, 5, 8}) {
        const RandomDay random(dice, rooms);
        const AirDay all = random.day();
        std::vector<AirDay> parts = {{random.changes, Sources{}, random.start}};
        for (const AirSource& source : random.sources) {
            parts.emplace_back(random.changes, std::span(&source, 1), Numbers(rooms, 0.0));
        }
        for (int i = 0; i < 200; ++i) {
            const int room = dice.below(rooms);
            const Seconds a = dice.below(seconds_per_day + 1), b = dice.below(seconds_per_day + 1);
            double integral = 0, concentration = 0;
            for (const AirDay& part : parts) {
                integral += part.integral(room, std::min(a, b), std::max(a, b));
                concentration += part.concentration(room, a);
            }
            CHECK(close(all.integral(room, std::min(a, b), std::max(a, b)), integral,
                        all.integral(room, 0, seconds_per_day), 1e-13));
            CHECK(close(all.concentration(room, a), concentration, concentration + 1e-3, 1e-13));
        }
    }
}

TEST_CASE("A source that has ended leaves no trace of rounding", "[air]") {
    // Added and subtracted, 1e17 would swallow the whisper that began in its time; after eleven hours at 60 1/h none of
    // the air of then is left.
    const AirSource shout{0, {0, clock(1)}, 1e17}, whisper{0, {clock(0, 30), clock(13)}, 1};
    const AirDay both = alone(100, 60, {shout, whisper});
    const AirDay quiet = alone(100, 60, {whisper});
    CHECK(both.concentration(0, clock(12)) == quiet.concentration(0, clock(12)));
    CHECK(close(both.concentration(0, clock(12)), 1.0 / 6000, 1e-15));
}

TEST_CASE("The order of sources matters to no more than rounding", "[air]") {
    Dice dice(13);
    for (const int rooms : {1, 4}) {
        RandomDay random(dice, rooms);
        for (int i = 0; i < 60; ++i) {
            random.sources.push_back(random_source(dice, rooms));
        }
        const AirDay given = random.day();
        dice.shuffle(random.sources);
        const AirDay shuffled = random.day();
        for (int r = 0; r < rooms; ++r) {
            for (Seconds t = 0; t <= seconds_per_day; t += 617) {
                CHECK(close(given.concentration(r, t), shuffled.concentration(r, t), 1e-13));
                CHECK(close(given.integral(r, 0, t), shuffled.integral(r, 0, t), 1e-13));
            }
        }
    }
}

TEST_CASE("A day made in the memory of another is the same day to the bit", "[air]") {
    Dice dice(17);
    AirDay reused;
    for (const int rooms : {3, 1, 8, 1, 2}) {
        RandomDay random(dice, rooms);
        for (int i = rooms == 1 ? 0 : 100; i > 0; --i) {
            random.sources.push_back(random_source(dice, rooms));
        }
        reused.assign(random.changes, random.sources, random.start);
        const AirDay fresh = random.day();
        CHECK(reused.breaks() == fresh.breaks());
        for (int r = 0; r < rooms; ++r) {
            for (Seconds t = 0; t <= seconds_per_day; t += 941) {
                CHECK(reused.concentration(r, t) == fresh.concentration(r, t));
                CHECK(reused.integral(r, 1234, t) == fresh.integral(r, 1234, t));
            }
        }
    }
}

TEST_CASE("Only what changes the air is a break", "[air]") {
    const AirRegime regime(100, 2), windy(100, 6);
    const auto breaks = [&](const Changes& changes, const Sources& sources) {
        return AirDay(changes, sources, Numbers{0}).breaks();
    };
    const Changes calm = {{0, &regime}};
    CHECK(breaks(calm, {}) == 1);
    CHECK(breaks(calm, {{0, {0, seconds_per_day}, 1}}) == 1);
    CHECK(breaks(calm, {{0, {clock(8), clock(8)}, 1}, {0, {clock(9), clock(8)}, 1}}) == 1);
    CHECK(breaks(calm, {{0, {clock(8), clock(9)}, 0}}) == 1);
    CHECK(breaks(calm, {{0, {clock(8), clock(9)}, 1}, {0, {clock(9), clock(10)}, 1}}) == 4);
    CHECK(breaks(calm, {{0, {clock(8), clock(9)}, 1}, {0, {clock(8), clock(9)}, 1}}) == 3);
    CHECK(breaks({{0, &regime}, {clock(8), &windy}}, {{0, {clock(8), clock(9)}, 1}}) == 3);
    CHECK(breaks({{0, &regime}, {seconds_per_day, &windy}}, {}) == 1);
}

TEST_CASE("Sources that touch are one source, and what lies outside the day is cut off", "[air]") {
    const AirDay one = alone(100, 2, {{0, {clock(8), clock(12)}, 3}});
    const AirDay two = alone(100, 2, {{0, {clock(10), clock(12)}, 3}, {0, {clock(8), clock(10)}, 3}});
    const AirDay none = alone(100, 2, {{0, {clock(8), clock(12)}, 3}, {0, {clock(9), clock(9)}, 1e6}});
    const AirDay full = alone(100, 2, {{0, {0, seconds_per_day}, 3}});
    const AirDay wide = alone(100, 2, {{0, {-500, seconds_per_day + 500}, 3}});
    for (Seconds t = 0; t <= seconds_per_day; t += 1000) {
        CHECK(close(two.concentration(0, t), one.concentration(0, t), 1e-14));
        CHECK(close(two.integral(0, 0, t), one.integral(0, 0, t), 1e-14));
        CHECK(none.integral(0, 0, t) == one.integral(0, 0, t));
    }
    CHECK(wide.breaks() == 1);
    CHECK(wide.concentration(0, seconds_per_day) == full.concentration(0, seconds_per_day));
    CHECK(wide.integral(0, 0, seconds_per_day) == full.integral(0, 0, seconds_per_day));
}

TEST_CASE("Air left at midnight goes on decaying in the next day", "[air]") {
    Group g = group({100, 30}, {0.2, 0.1});
    g.connect(0, 1, 15);
    const AirRegime regime = g.regime();
    const Changes changes = {{0, &regime}};
    const AirDay evening(changes, Sources{{0, {clock(20), seconds_per_day}, 50}}, Numbers{0, 0});
    const Numbers left = {evening.concentration(0, seconds_per_day), evening.concentration(1, seconds_per_day)};
    const AirDay morning(changes, Sources{}, left);
    // The same evening begun 20 hours earlier on the clock.
    const AirDay through(changes, Sources{{0, {0, clock(4)}, 50}}, Numbers{0, 0});
    for (int r = 0; r < 2; ++r) {
        CHECK(left[r] > 0);
        for (const Seconds t : {clock(0), clock(0, 0, 1), clock(3), clock(20)}) {
            CHECK(close(morning.concentration(r, t), through.concentration(r, t + clock(4)), 1e-13));
            CHECK(close(morning.integral(r, 0, t), through.integral(r, clock(4), t + clock(4)), 1, 1e-13));
        }
    }
}

TEST_CASE("A change of ventilation changes the decay from that second on, and a door that shuts parts two rooms",
          "[air]") {
    const AirRegime closed(100, 0.5), open(100, 6);
    const AirDay day(Changes{{0, &closed}, {clock(12), &open}}, Sources{}, Numbers{1});
    CHECK(close(day.concentration(0, clock(12)), std::exp(-6.0), 1e-14));
    CHECK(close(day.concentration(0, clock(13)), std::exp(-12.0), 1e-14));
    CHECK(close(day.integral(0, clock(11), clock(13)),
                (std::exp(-5.5) - std::exp(-6.0)) / 0.5 + (std::exp(-6.0) - std::exp(-12.0)) / 6, 1, 1e-15));

    Group g = group({100, 30}, {1, 0.25});
    const AirRegime shut = g.regime();
    g.connect(0, 1, 40);
    const AirRegime ajar = g.regime();
    const AirDay door(Changes{{0, &ajar}, {clock(6), &shut}}, Sources{{0, {0, clock(6)}, 9}}, Numbers{0, 0});
    for (int r = 0; r < 2; ++r) {
        const double k = r == 0 ? 1 : 0.25, c = door.concentration(r, clock(6));
        CHECK(c > 0.01);
        CHECK(close(door.concentration(r, clock(9)), c * std::exp(-3 * k), 1e-13));
        CHECK(close(door.integral(r, clock(6), clock(9)), -c * std::expm1(-3 * k) / k, 1e-12));
    }
}

TEST_CASE("Rooms without a door between them are rooms alone", "[air]") {
    const Numbers volume = {30, 75, 500}, removal = {1, 2, 0.5};
    const AirRegime together = group(volume, removal).regime();
    const Sources sources = {{0, {clock(8), clock(9)}, 5}, {2, {clock(8, 30), clock(12)}, 8}};
    const AirDay day(Changes{{0, &together}}, sources, Numbers{0, 0.1, 0});
    for (int r = 0; r < 3; ++r) {
        Sources own;
        for (AirSource s : sources) {
            if (s.room == r) {
                own.push_back({0, s.when, s.rate});
            }
        }
        const AirDay single = alone(volume[r], removal[r], own, r == 1 ? 0.1 : 0);
        for (Seconds t = 0; t <= seconds_per_day; t += 1111) {
            CHECK(close(day.concentration(r, t), single.concentration(0, t), 1e-14));
            CHECK(close(day.integral(r, 0, t), single.integral(0, 0, t), 1e-14));
        }
    }
    const AirRegime one(Numbers{30}, Numbers{1}, Numbers{0});
    CHECK(one.rooms() == 1);
    CHECK(one.volume(0) == 30);
    CHECK(one.rate(0) == 1);
}

TEST_CASE("No mode grows, however the rooms are closed", "[air]") {
    // Closed rooms have a mode that stays, rate 0, which rounding may take for one that grows.
    Dice dice(31);
    for (int trial = 0; trial < 100; ++trial) {
        Numbers volume(2 + trial % 7);
        for (double& v : volume) {
            v = dice.uniform(10, 2000);
        }
        Group g = random_group(dice, volume);
        std::fill(g.removal.begin(), g.removal.end(), 0.0);
        const AirRegime regime = g.regime();
        for (int m = 0; m < regime.rooms(); ++m) {
            REQUIRE(regime.rate(m) >= 0);
        }
        CHECK(regime.rate(0) < 1e-12);
    }
}

TEST_CASE("Modes and rooms are each other's inverse", "[air]") {
    Dice dice(19);
    for (int n = 1; n <= max_coupled_rooms; ++n) {
        Numbers volume(n);
        for (double& v : volume) {
            v = dice.uniform(10, 2000);
        }
        const Group g = random_group(dice, volume);
        const AirRegime regime = g.regime();
        for (int r = 0; r < n; ++r) {
            CHECK(regime.volume(r) == volume[r]);
            for (int s = 0; s < n; ++s) {
                double same = 0;
                for (int m = 0; m < n; ++m) {
                    same += regime.from_mode(r, m) * regime.to_mode(m, s);
                }
                CHECK(close(same, r == s, 20, 1e-14));
            }
        }
    }
}

TEST_CASE("An integral is never negative and grows with its interval, second by second", "[air]") {
    Dice dice(23);
    // Rates at which a night empties the room to nothing: the integral then stands still and must not tremble.
    for (const double k : {0.0, 0.01, 1.43, 30.0, 700.0}) {
        Sources sources;
        for (int i = 0; i < 10; ++i) {
            sources.push_back(random_source(dice, 1));
        }
        const AirDay day = alone(75, k, sources, 0.3);
        const double rounding = 4e-16 * day.integral(0, 0, seconds_per_day);
        const Seconds from = dice.below(clock(8));
        double last = 0;
        int falls = 0;
        for (Seconds t = from; t <= seconds_per_day; ++t) {
            const double now = day.integral(0, from, t);
            falls += now < last - rounding || now < 0;
            last = now;
        }
        INFO("removal " << k);
        CHECK(falls == 0);
        last = day.integral(0, 0, clock(20));
        for (Seconds t = 1; t <= clock(20); ++t) {
            const double now = day.integral(0, t, clock(20));
            falls += now > last + rounding || now < 0;
            last = now;
        }
        CHECK(falls == 0);
        CHECK(last == 0);
        CHECK(day.integral(0, clock(9), clock(9)) == 0);
        CHECK(day.integral(0, clock(10), clock(9)) == 0);
    }
    for (const int rooms : {2, 8}) {
        const RandomDay random(dice, rooms);
        const AirDay day = random.day();
        int negative = 0, falls = 0;
        for (int r = 0; r < rooms; ++r) {
            double last = 0;
            const double rounding = 1e-14 * day.integral(r, 0, seconds_per_day);
            for (Seconds t = 0; t <= seconds_per_day; t += 7) {
                const double now = day.integral(r, 0, t);
                falls += now < last - rounding;
                negative += day.integral(r, t, std::min(t + 7, seconds_per_day)) < 0;
                negative += day.concentration(r, t) < 0;
                last = now;
            }
        }
        CHECK(falls == 0);
        CHECK(negative == 0);
    }
}

TEST_CASE("A short stay in air that has nearly gone loses no digit", "[air]") {
    const double k = 2.5, steady = 1e3 / (k * 75);
    const AirDay day = alone(75, k, {{0, {clock(6), clock(8)}, 1e3}});
    const double peak = -steady * std::expm1(-2 * k);
    for (const Seconds t : {clock(8), clock(12), clock(20)}) {
        for (const Seconds length : {1, 60, 600, clock(2)}) {
            const double integral = -peak * std::exp(-k * hours(t - clock(8))) * std::expm1(-k * hours(length)) / k;
            CHECK(close(day.integral(0, t, t + length), integral, 2e-14));
        }
    }
}

TEST_CASE("The air at the end of a row of nearly closed doors is not negative", "[air]") {
    // What gets through is below the rounding of the modes.
    Dice dice(37);
    for (const double gap : {1e-2, 1e-8, 1e-10}) {
        for (int trial = 0; trial < 20; ++trial) {
            Group g = group(Numbers(max_coupled_rooms), Numbers(max_coupled_rooms));
            for (int r = 0; r < max_coupled_rooms; ++r) {
                g.volume[r] = dice.uniform(10, 1000);
                g.removal[r] = dice.uniform(0.1, 30);
                if (r > 0) {
                    g.connect(r - 1, r, gap * dice.uniform(0.5, 2));
                }
            }
            const AirRegime regime = g.regime();
            const AirDay day(Changes{{0, &regime}},
                             Sources{{0, {clock(8), clock(9)}, 1e3}, {0, {clock(10), clock(11)}, 1}},
                             Numbers(max_coupled_rooms, 0.0));
            int negative = 0;
            for (Seconds t = 0; t < seconds_per_day; t += 100) {
                for (int r = 0; r < max_coupled_rooms; ++r) {
                    negative += day.concentration(r, t) < 0;
                    for (const Seconds to : {t + 1, clock(9), clock(10), clock(12), seconds_per_day}) {
                        negative += day.integral(r, t, to) < 0;
                    }
                }
            }
            INFO("gap " << gap);
            CHECK(negative == 0);
        }
    }
}

TEST_CASE("The time of a dose is the first second in which it is reached", "[air]") {
    Dice dice(29);
    for (const int rooms : {1, 1, 3}) {
        const RandomDay random(dice, rooms);
        const AirDay day = random.day();
        for (int i = 0; i < 300; ++i) {
            const int room = dice.below(rooms);
            const Seconds a = dice.below(seconds_per_day), b = a + 1 + dice.below(seconds_per_day - a);
            const double target = day.integral(room, a, b) * dice.uniform(0.001, 0.999);
            const Seconds t = day.time_of(room, a, b, target);
            REQUIRE(a <= t);
            REQUIRE(t <= b);
            CHECK(day.integral(room, a, t) >= target);
            CHECK((t == a || target == 0 || day.integral(room, a, t - 1) < target));
        }
    }
    const AirDay day = alone(100, 0, {}, 1);
    CHECK(day.time_of(0, clock(8), clock(12), 1) == clock(9));
    CHECK(day.time_of(0, clock(8), clock(12), 0) == clock(8));
    CHECK(day.time_of(0, clock(8), clock(12), 4) == clock(12));
    CHECK(day.time_of(0, clock(8), clock(12), 5) == clock(12));
    CHECK(day.time_of(0, clock(8), clock(8), 5) == clock(8));
}

TEST_CASE("Air that makes no sense is refused", "[air]") {
    CHECK_THROWS_AS(AirRegime(0, 1), BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(10, -1), BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(10, std::nan("")), BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(Numbers{}, Numbers{}, Numbers{}), BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(Numbers(9, 10), Numbers(9, 1), Numbers(81, 0)), BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(Numbers{10, 20}, Numbers{1}, Numbers(4, 0)), BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(Numbers{10, 20}, Numbers{1, 1}, Numbers{0, 5, 6, 0}), BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(Numbers{10, 20}, Numbers{1, 1}, Numbers{0, 5, std::nextafter(5.0, 6.0), 0}),
                    BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(Numbers{10, 20}, Numbers{1, 1}, Numbers{0, -5, -5, 0}), BrokenInvariant);
    CHECK_THROWS_AS(AirRegime(Numbers{10, 20}, Numbers{1, 1}, Numbers{1, 5, 5, 0}), BrokenInvariant);
    const AirRegime one(10, 1), two = group({10, 20}, {1, 1}).regime();
    CHECK_THROWS_AS(AirDay({}, {}, Numbers{0}), BrokenInvariant);
    CHECK_THROWS_AS(AirDay(Changes{{clock(8), &one}}, {}, Numbers{0}), BrokenInvariant);
    CHECK_THROWS_AS(AirDay(Changes{{0, &one}, {0, &one}}, {}, Numbers{0}), BrokenInvariant);
    CHECK_THROWS_AS(AirDay(Changes{{0, &one}, {clock(8), &two}}, {}, Numbers{0}), BrokenInvariant);
    CHECK_THROWS_AS(AirDay(Changes{{0, &one}}, {}, Numbers{0, 0}), BrokenInvariant);
    CHECK_THROWS_AS(AirDay(Changes{{0, &one}}, {}, Numbers{-1}), BrokenInvariant);
    CHECK_THROWS_AS(AirDay(Changes{{0, &one}}, Sources{{1, {0, 1}, 1}}, Numbers{0}), BrokenInvariant);
    CHECK_THROWS_AS(AirDay(Changes{{0, &one}}, Sources{{0, {0, 1}, -1}}, Numbers{0}), BrokenInvariant);
    const AirDay day = alone(10, 1, {});
    CHECK_THROWS_AS(day.concentration(1, 0), BrokenInvariant);
    CHECK_THROWS_AS(day.concentration(0, seconds_per_day + 1), BrokenInvariant);
    CHECK_THROWS_AS(day.integral(0, -1, 5), BrokenInvariant);
    CHECK_THROWS_AS(AirDay().concentration(0, 0), BrokenInvariant);
}
