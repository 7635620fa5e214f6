#include <algorithm>
#include <bit>
#include <boost/math/distributions/poisson.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "base/check.hpp"
#include "base/math.hpp"
#include "base/random.hpp"

using namespace piket;

namespace {

constexpr Day some_day{18'300};
constexpr Who somebody{0x0123456789abcdef};

using Words = std::tuple<uint32_t, uint32_t, uint32_t, uint32_t>;

Words words(const Draw& d) {
    return {d.word[0], d.word[1], d.word[2], d.word[3]};
}

Words draw_with_counter(const uint32_t (&counter)[4], uint32_t key0, uint32_t key1) {
    return words(draw(Luck{{key0, key1}}, Who{uint64_t{counter[1]} << 32 | counter[0]},
                      Day{static_cast<int32_t>(counter[2])}, static_cast<Purpose>(counter[3] & 0xffff),
                      static_cast<uint16_t>(counter[3] >> 16)));
}

}  // namespace

TEST_CASE("draw is Philox4x32-10: the known answers of Random123", "[random][golden]") {
    CHECK(draw_with_counter({0, 0, 0, 0}, 0, 0) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(draw_with_counter({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, 0xffffffff, 0xffffffff) ==
          Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(draw_with_counter({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0) ==
          Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("whatever names a draw changes it", "[random]") {
    const Luck luck = make_luck(1, 0);
    std::set<Words> seen;
    size_t drawn = 0;
    const auto look = [&](const Draw& d) {
        seen.insert(words(d));
        ++drawn;
    };
    look(draw(luck, somebody, some_day, Purpose::mask, 0));
    look(draw(luck, somebody, some_day, Purpose::lunch, 0));
    look(draw(luck, somebody, some_day, Purpose::trip, 0));
    look(draw(luck, somebody, some_day, Purpose::mask, 1));
    look(draw(luck, somebody, some_day, Purpose::mask, 65535));
    look(draw(luck, somebody, some_day + 1, Purpose::mask, 0));
    look(draw(luck, somebody, Day{-1}, Purpose::mask, 0));
    look(draw(luck, Who{somebody.value + 1}, some_day, Purpose::mask, 0));
    look(draw(luck, Who{somebody.value ^ uint64_t{1} << 63}, some_day, Purpose::mask, 0));
    look(draw(make_luck(2, 0), somebody, some_day, Purpose::mask, 0));
    look(draw(make_luck(1, 1), somebody, some_day, Purpose::mask, 0));
    look(draw(make_luck(0, 1), somebody, some_day, Purpose::mask, 0));
    CHECK(seen.size() == drawn);
    CHECK(words(draw(luck, somebody, some_day, Purpose::mask, 0)) ==
          words(draw(make_luck(1, 0), somebody, some_day, Purpose::mask)));
}

TEST_CASE("seeds and replicates that are near to each other have keys of their own", "[random]") {
    std::set<std::pair<uint32_t, uint32_t>> keys;
    for (uint64_t seed = 0; seed < 100; ++seed) {
        for (uint64_t replicate = 0; replicate < 100; ++replicate) {
            const Luck luck = make_luck(seed, replicate);
            keys.emplace(luck.key[0], luck.key[1]);
        }
    }
    CHECK(keys.size() == 100 * 100);
}

TEST_CASE("people made from different paths are different", "[random]") {
    std::set<uint64_t> seen;
    size_t made = 0;
    const auto look = [&](Who who) {
        seen.insert(who.value);
        ++made;
    };
    const Who root{};
    look(root);
    for (uint64_t i = 0; i < 200; ++i) {
        look(child(root, i));
        look(child(child(root, "unit"), i));
        look(child(child(root, i), "unit"));
        for (uint64_t j = i + 1; j < 200; ++j) {
            look(pair(child(root, i), child(root, j)));
        }
        for (uint64_t j = 0; j < 20; ++j) {
            look(child(child(root, i), j));
        }
    }
    look(child(root, ""));
    look(child(root, "u"));
    look(child(root, "unit"));
    look(child(root, std::string_view("unit\0", 5)));
    look(child(child(root, "un"), "it"));
    look(child(root, "a longer name"));
    look(child(root, "a longer namf"));
    CHECK(seen.size() == made);
}

TEST_CASE("a pair does not depend on who is named first", "[random]") {
    const Who a = child(Who{}, 1), b = child(Who{}, 2), c = child(Who{}, 3);
    CHECK(pair(a, b) == pair(b, a));
    CHECK_FALSE(pair(a, b) == pair(a, c));
    CHECK_FALSE(pair(a, a) == pair(b, b));
}

TEST_CASE("ids and keys have the same bits with every compiler and option", "[random][golden]") {
    CHECK(child(somebody, "unit").value == 0x023a05b3ff01ba1e);
    CHECK(child(somebody, "Dinas Pendidikan").value == 0x99d4479b3c6ffff1);
    CHECK(child(somebody, 7).value == 0x8ae12d49840a1044);
    CHECK(pair(Who{9}, somebody).value == 0xf9df6f6e968471c8);
    const Luck luck = make_luck(2020, 3);
    CHECK(luck.key[0] == 0x434a4fda);
    CHECK(luck.key[1] == 0x6819f2a5);
    CHECK(words(draw(luck, somebody, some_day, Purpose::mask, 5)) ==
          Words{0x195dfc2f, 0xd0e2fd48, 0xd90cb41f, 0xa1223a54});
    CHECK(std::bit_cast<uint64_t>(uniform(luck, somebody, some_day, Purpose::mask, 5)) == 0x3fea1c5fa9032bbf);
    CHECK(std::bit_cast<uint64_t>(exponential(luck, somebody, some_day, Purpose::mask, 5)) == 0x3fca0889ae8d6564);
}

TEST_CASE("uniform stays inside (0, 1) at its ends", "[random]") {
    constexpr uint32_t ones = 0xffffffff;
    CHECK(Draw{{0, 0, 0, 0}}.uniform(0) == 0x1p-53);
    CHECK(Draw{{ones, ones, 0, 0}}.uniform(0) == 1 - 0x1p-53);
    CHECK(Draw{{0, 0, ones, ones}}.uniform(0) == 0x1p-53);
    CHECK(Draw{{0, 0, ones, ones}}.uniform(1) == 1 - 0x1p-53);
    CHECK(Draw{{0, 0x80000000, 0, 0}}.uniform(0) == 0.5 + 0x1p-53);
    CHECK(Draw{{0, 0, 0, 0x40000000}}.uniform(1) == 0.25 + 0x1p-53);
    CHECK(Draw{{0x1000, 0, 0, 0}}.uniform(0) == 3 * 0x1p-53);
}

TEST_CASE("uniform is uniform, and its two halves are independent", "[random]") {
    const Luck luck = make_luck(7, 3);
    constexpr int n = 1'000'000, cells = 64;
    double sum[2] = {0, 0}, squares[2] = {0, 0}, products = 0;
    std::vector<int> count(cells);
    for (int i = 0; i < n; ++i) {
        const Draw d = draw(luck, Who{static_cast<uint64_t>(i)}, some_day, Purpose::known_answer);
        for (int half = 0; half < 2; ++half) {
            const double u = d.uniform(half);
            REQUIRE((u > 0 && u < 1));
            sum[half] += u;
            squares[half] += u * u;
        }
        products += d.uniform(0) * d.uniform(1);
        ++count[static_cast<size_t>(d.uniform() * cells)];
    }
    const double standard_error = std::sqrt(1 / 12.0 / n);
    for (int half = 0; half < 2; ++half) {
        const double mean = sum[half] / n;
        CHECK(std::fabs(mean - 0.5) < 4 * standard_error);
        CHECK(squares[half] / n - mean * mean == Approx(1 / 12.0).epsilon(0.005));
    }
    CHECK(std::fabs(products / n - sum[0] / n * sum[1] / n) < 4 / 12.0 / std::sqrt(n));
    double chi_squared = 0;
    for (const int c : count) {
        const double expected = static_cast<double>(n) / cells;
        chi_squared += (c - expected) * (c - expected) / expected;
    }
    CHECK(chi_squared < 63 + 4 * std::sqrt(2 * 63.0));
    CHECK(chi_squared > 63 - 4 * std::sqrt(2 * 63.0));
}

TEST_CASE("exponential and normal invert the uniform of the same name", "[random]") {
    const Luck luck = make_luck(11, 0);
    constexpr int n = 200'000;
    double exponential_sum = 0, normal_sum = 0, normal_squares = 0;
    for (int i = 0; i < n; ++i) {
        const Who who{static_cast<uint64_t>(i)};
        const uint16_t index = static_cast<uint16_t>(i % 5);
        const double u = uniform(luck, who, some_day, Purpose::threshold, index);
        const double e = exponential(luck, who, some_day, Purpose::threshold, index);
        const double z = normal(luck, who, some_day, Purpose::threshold, index);
        REQUIRE(e == -math::log(u));
        REQUIRE(z == math::normal_quantile(u));
        exponential_sum += e;
        normal_sum += z;
        normal_squares += z * z;
    }
    CHECK(std::fabs(exponential_sum / n - 1) < 4 / std::sqrt(n));
    CHECK(std::fabs(normal_sum / n) < 4 / std::sqrt(n));
    CHECK(std::fabs(normal_squares / n - 1) < 4 * std::sqrt(2.0 / n));
}

TEST_CASE("poisson_quantile inverts Boost's distribution function", "[random]") {
    std::mt19937_64 bits(5);
    const auto unit = [&] { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; };
    const auto agrees = [](double mean, double u) {
        const boost::math::poisson_distribution<long double> reference(mean);
        const uint32_t k = poisson_quantile(mean, u);
        // P(X <= k) > u >= P(X < k), each compared in the tail in which it is small.
        constexpr long double slack = 1e-12L;
        const long double v = 1 - static_cast<long double>(u);
        const bool reached =
            u < 0.5 ? cdf(reference, k) > u * (1 - slack) : cdf(complement(reference, k)) < v * (1 + slack);
        const bool first = k == 0 || (u < 0.5 ? cdf(reference, k - 1) <= u * (1 + slack)
                                              : cdf(complement(reference, k - 1)) >= v * (1 - slack));
        return reached && first;
    };
    for (const double mean : {1e-300, 1e-9,  0.01,  0.3,   1.0,   2.5,   7.0,   30.0,   49.9,     50.1,
                              99.0,   101.0, 145.0, 250.0, 400.0, 700.0, 745.0, 5000.0, 123456.0, 1e6}) {
        for (int i = 0; i < 200; ++i) {
            const double u = unit();
            INFO("mean " << mean << ", u " << u);
            REQUIRE(agrees(mean, u));
            REQUIRE(agrees(mean, u * 1e-9));
            REQUIRE(agrees(mean, 1 - u * 1e-9));
        }
        for (const double u : {0x1p-53, 1 - 0x1p-53, 0.5}) {
            INFO("mean " << mean << ", u " << u);
            REQUIRE(agrees(mean, u));
        }
    }
}

TEST_CASE("poisson_quantile steps up where Boost's distribution function says", "[random]") {
    for (const double mean : {0.01, 1.0, 7.0, 49.0, 145.0, 700.0, 5000.0}) {
        const boost::math::poisson_distribution<long double> reference(mean);
        for (const double at : {1e-12, 0.01, 0.3, 0.7, 0.99, 1 - 1e-12}) {
            const uint32_t k = poisson_quantile(mean, at);
            // The least probability with an answer above k, in the tail in which it has more bits.
            const bool upper = cdf(reference, k) > 0.5L;
            double below = 0x1p-53, above = 0.5 + 0x1p-53;
            while (std::nextafter(below, 1) < above) {
                const double middle = below + (above - below) / 2;
                const bool past = poisson_quantile(mean, upper ? 1 - middle : middle) > k;
                (past == upper ? below : above) = middle;
            }
            const long double exact = upper ? cdf(complement(reference, k)) : cdf(reference, k);
            INFO("mean " << mean << ", k " << k);
            CHECK(std::fabs(above - exact) < 1e-12L * exact + (upper ? 0x1p-53L : 0));
        }
    }
}

TEST_CASE("poisson_quantile never falls when the mean or the probability grows", "[random]") {
    std::mt19937_64 bits(6);
    const auto unit = [&] { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; };
    for (int i = 0; i < 3000; ++i) {
        const double u = unit(), v = unit();
        const double a = std::exp(std::log(1e-3) + std::log(1e7) * unit()) / 4;
        const double b = a * (1 + unit() * (i % 2 == 0 ? 1 : 1e-3));
        REQUIRE(poisson_quantile(a, std::min(u, v)) <= poisson_quantile(a, std::max(u, v)));
        REQUIRE(poisson_quantile(a, u) <= poisson_quantile(b, u));
    }
    // Also in the last bit, on both sides of the probability at which the answer changes.
    for (int i = 0; i < 300; ++i) {
        const double mean = 400 * unit() * unit();
        double low = 0x1p-53, high = 1 - 0x1p-53;
        const uint32_t k = poisson_quantile(mean, unit());
        while (std::nextafter(low, 1) < high) {
            const double middle = low + (high - low) / 2;
            (poisson_quantile(mean, middle) <= k ? low : high) = middle;
        }
        double u = low;
        for (int step = 0; step < 4; ++step, u = std::nextafter(u, 0)) {
            double m = mean;
            for (int back = 0; back < 8; ++back) {
                m = std::nextafter(m, 0);
            }
            uint32_t last = poisson_quantile(m, u);
            REQUIRE(last <= poisson_quantile(m, std::nextafter(u, 1)));
            for (int forth = 0; forth < 16; ++forth) {
                m = std::nextafter(m, 1e6);
                const uint32_t next = poisson_quantile(m, u);
                REQUIRE(last <= next);
                last = next;
            }
        }
    }
}

TEST_CASE("poisson_quantile has the mean and the variance of the distribution", "[random]") {
    constexpr int cells = 20'000;
    for (const double mean : {0.2, 4.0, 60.0}) {
        double sum = 0, squares = 0;
        for (int i = 0; i < cells; ++i) {
            const double k = poisson_quantile(mean, (i + 0.5) / cells);
            sum += k;
            squares += k * k;
        }
        CHECK(sum / cells == Approx(mean).epsilon(1e-3));
        CHECK(squares / cells - sum / cells * sum / cells == Approx(mean).epsilon(5e-3));
    }
}

TEST_CASE("poisson_quantile refuses what is no mean and no probability", "[random]") {
    CHECK(poisson_quantile(0, 0.999) == 0);
    CHECK_THROWS_AS(poisson_quantile(-1e-9, 0.5), BrokenInvariant);
    CHECK_THROWS_AS(poisson_quantile(1.1e6, 0.5), BrokenInvariant);
    CHECK_THROWS_AS(poisson_quantile(std::numeric_limits<double>::quiet_NaN(), 0.5), BrokenInvariant);
    CHECK_THROWS_AS(poisson_quantile(1, 0), BrokenInvariant);
    CHECK_THROWS_AS(poisson_quantile(1, 1), BrokenInvariant);
}
