#include <algorithm>
#include <bit>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "base/math.hpp"

using namespace piket;

namespace {

// long double has 11 bits more than double: enough to see a hundredth of an ulp.
using Long = long double;
static_assert(std::numeric_limits<Long>::digits >= 64);

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double tiny = std::numeric_limits<double>::denorm_min();

// Test points: even, or even in their logarithm, between two ends.
class Points {
   public:
    explicit Points(uint64_t seed) : bits_(seed) {}
    double unit() { return (static_cast<double>(bits_() >> 12) + 0.5) * 0x1p-52; }
    double even(double low, double high) { return low + (high - low) * unit(); }
    double logarithmic(double low, double high) { return std::exp(even(std::log(low), std::log(high))); }

   private:
    std::mt19937_64 bits_;
};

// How far `got` is off, in units of the last place of the exact value; infinitely far if it is no number.
double ulps(double got, Long exact) {
    int exponent = 0;
    std::frexp(static_cast<double>(exact), &exponent);
    const double ulp = std::ldexp(1.0, std::max(exponent - 53, -1074));
    const double error = std::fabs(static_cast<double>((got - exact) / ulp));
    return error >= 0 ? error : infinity;
}

struct Worst {
    double error = 0, at = 0;
};

template <class Next, class Ours, class Reference>
Worst worst_ulps(int count, Next next, Ours ours, Reference reference) {
    Worst worst;
    for (int i = 0; i < count; ++i) {
        const double x = next();
        const double error = ulps(ours(x), reference(x));
        if (error > worst.error) {
            worst = {error, x};
        }
    }
    return worst;
}

// A macro, so that a failure names its line and the point.
#define REQUIRE_ULPS(limit, count, next, ours, reference)                                                     \
    do {                                                                                                      \
        const Worst worst = worst_ulps(                                                                       \
            count, [&] { return next; }, [](double x) { return ours; }, [&](double x) { return reference; }); \
        INFO("worst at " << std::hexfloat << worst.at << std::defaultfloat << " = " << worst.at);             \
        REQUIRE(worst.error <= (limit));                                                                      \
    } while (false)

constexpr int many = 200'000;

// Sum of (-x)^n / (n + 2)!
Long phi2_series(double x) {
    Long term = 0.5L, sum = 0;
    for (int n = 0; n < 60; ++n) {
        sum += term;
        term *= -Long{x} / (n + 3);
    }
    return sum;
}

uint64_t bits(double x) {
    return std::bit_cast<uint64_t>(x);
}

bool is_nan(double x) {
    return x != x;
}

}  // namespace

TEST_CASE("exp is within its bound over the whole range of doubles", "[math]") {
    Points points(1);
    REQUIRE_ULPS(0.6, many, points.even(-0.4, 0.4), math::exp(x), std::exp(Long{x}));
    REQUIRE_ULPS(0.6, many, points.even(-708, 709.78), math::exp(x), std::exp(Long{x}));
    REQUIRE_ULPS(0.6, many, points.even(-700, -680), math::exp(x), std::exp(Long{x}));
    REQUIRE_ULPS(0.6, many, points.even(680, 709.78), math::exp(x), std::exp(Long{x}));
    REQUIRE_ULPS(0.6, many, points.logarithmic(1e-300, 1), math::exp(x), std::exp(Long{x}));
    REQUIRE_ULPS(0.6, many, -points.logarithmic(1e-300, 1), math::exp(x), std::exp(Long{x}));
    REQUIRE_ULPS(1.0, many, points.even(-745.13, -708), math::exp(x), std::exp(Long{x}));
}

TEST_CASE("exp at the edges", "[math]") {
    CHECK(math::exp(0.0) == 1);
    CHECK(math::exp(-0.0) == 1);
    CHECK(math::exp(tiny) == 1);
    CHECK(math::exp(0x1p-54) == 1);
    CHECK(math::exp(infinity) == infinity);
    CHECK(math::exp(-infinity) == 0);
    CHECK(is_nan(math::exp(not_a_number)));
    CHECK(math::exp(0x1.62e42fefa39efp9) < infinity);  // the largest argument with a finite result
    CHECK(math::exp(std::nextafter(0x1.62e42fefa39efp9, 1000)) == infinity);
    CHECK(math::exp(1e300) == infinity);
    CHECK(math::exp(-745.13) == tiny);
    CHECK(math::exp(-745.14) == 0);
    CHECK(math::exp(-1e300) == 0);
    // Where one way of computing hands over to the other.
    CHECK(ulps(math::exp(690.0), std::exp(Long{690})) <= 0.6);
    CHECK(ulps(math::exp(std::nextafter(690.0, 0)), std::exp(Long{std::nextafter(690.0, 0)})) <= 0.6);
    CHECK(ulps(math::exp(-690.0), std::exp(Long{-690})) <= 0.6);
}

TEST_CASE("exp is within its bound where the table changes its row", "[math]") {
    double worst = 0;
    for (int k = -20'000; k <= 20'000; ++k) {
        double x = (k + 0.5) * 0x1.62e42fefa39efp-8;
        x = std::nextafter(std::nextafter(x, -infinity), -infinity);
        for (int i = 0; i < 5; ++i, x = std::nextafter(x, infinity)) {
            worst = std::max(worst, ulps(math::exp(x), std::exp(Long{x})));
        }
    }
    CHECK(worst <= 0.6);
}

TEST_CASE("expm1 is within its bound, also near 0", "[math]") {
    Points points(2);
    REQUIRE_ULPS(2.5, many, points.logarithmic(1e-310, 1), math::expm1(x), std::expm1(Long{x}));
    REQUIRE_ULPS(2.5, many, -points.logarithmic(1e-310, 1), math::expm1(x), std::expm1(Long{x}));
    REQUIRE_ULPS(2.5, many, points.even(0.0025, 0.0035), math::expm1(x), std::expm1(Long{x}));
    REQUIRE_ULPS(2.5, many, points.even(-0.0035, -0.0025), math::expm1(x), std::expm1(Long{x}));
    REQUIRE_ULPS(2.5, many, points.even(-1, 1), math::expm1(x), std::expm1(Long{x}));
    REQUIRE_ULPS(2.5, many, points.even(-800, 709.78), math::expm1(x), std::expm1(Long{x}));
    CHECK(math::expm1(0.0) == 0);
    CHECK(math::expm1(tiny) == tiny);
    CHECK(math::expm1(-infinity) == -1);
    CHECK(math::expm1(infinity) == infinity);
    CHECK(math::expm1(710.0) == infinity);
    CHECK(is_nan(math::expm1(not_a_number)));
}

TEST_CASE("log is within its bound, also near 1 and for the smallest doubles", "[math]") {
    Points points(3);
    REQUIRE_ULPS(1.0, many, points.even(0.5, 2), math::log(x), std::log(Long{x}));
    REQUIRE_ULPS(1.0, many, points.even(0.7, 0.72), math::log(x), std::log(Long{x}));
    REQUIRE_ULPS(1.0, many, points.even(1.40, 1.42), math::log(x), std::log(Long{x}));
    REQUIRE_ULPS(1.0, many, 1 + points.logarithmic(1e-15, 0.1), math::log(x), std::log(Long{x}));
    REQUIRE_ULPS(1.0, many, 1 - points.logarithmic(1e-15, 0.1), math::log(x), std::log(Long{x}));
    REQUIRE_ULPS(1.0, many, points.logarithmic(1e-307, 1e308), math::log(x), std::log(Long{x}));
    REQUIRE_ULPS(1.0, many, points.logarithmic(1e-320, 1e-300), math::log(x), std::log(Long{x}));
}

TEST_CASE("log at the edges", "[math]") {
    CHECK(math::log(1.0) == 0);
    CHECK(math::log(0.0) == -infinity);
    CHECK(math::log(-0.0) == -infinity);
    CHECK(math::log(infinity) == infinity);
    CHECK(is_nan(math::log(-1.0)));
    CHECK(is_nan(math::log(-infinity)));
    CHECK(is_nan(math::log(not_a_number)));
    CHECK(math::log(tiny) == std::log(tiny));
    for (int k = -1022; k <= 1023; ++k) {
        REQUIRE(ulps(math::log(std::ldexp(1.0, k)), k * 0.693147180559945309417232121458176568L) <= 1);
    }
}

TEST_CASE("log1p is within its bound, also near 0", "[math]") {
    Points points(4);
    REQUIRE_ULPS(1.0, many, points.even(-1, 3), math::log1p(x), std::log1p(Long{x}));
    REQUIRE_ULPS(1.0, many, points.logarithmic(1e-310, 1), math::log1p(x), std::log1p(Long{x}));
    REQUIRE_ULPS(1.0, many, -points.logarithmic(1e-310, 1), math::log1p(x), std::log1p(Long{x}));
    REQUIRE_ULPS(1.0, many, points.logarithmic(1, 1e308), math::log1p(x), std::log1p(Long{x}));
    REQUIRE_ULPS(1.0, many, points.logarithmic(1e-16, 1e-14), math::log1p(x), std::log1p(Long{x}));
    REQUIRE_ULPS(1.0, many, points.logarithmic(1e-16, 1e-10) - 1, math::log1p(x), std::log1p(Long{x}));
    CHECK(math::log1p(0.0) == 0);
    CHECK(math::log1p(tiny) == tiny);
    CHECK(math::log1p(-1.0) == -infinity);
    CHECK(math::log1p(infinity) == infinity);
    CHECK(is_nan(math::log1p(-1.5)));
    CHECK(is_nan(math::log1p(not_a_number)));
}

TEST_CASE("pow is within its bound", "[math]") {
    Points points(5);
    Long worst = 0;
    for (int i = 0; i < many; ++i) {
        const double x = points.logarithmic(1e-300, 1e300);
        const double y = points.even(-100, 100) / std::log(x);
        if (std::fabs(y) < 1e9) {
            const Long exact = std::pow(Long{x}, Long{y});
            worst = std::max(worst, std::fabs(math::pow(x, y) - exact) / exact);
        }
    }
    CHECK(worst < 1e-13L);
    CHECK(math::pow(3.7, 0.0) == 1);
    CHECK(math::pow(1.0, 1e300) == 1);
    CHECK(math::pow(10.0, 400.0) == infinity);
    CHECK(math::pow(10.0, -400.0) == 0);
}

TEST_CASE("sqrt is the correctly rounded root", "[math]") {
    Points points(6);
    REQUIRE_ULPS(0.5 + 1e-3, many, points.logarithmic(1e-320, 1e308), math::sqrt(x), std::sqrt(Long{x}));
    CHECK(math::sqrt(0.0) == 0);
    CHECK(math::sqrt(4.0) == 2);
    CHECK(is_nan(math::sqrt(-1.0)));
}

TEST_CASE("phi1 and phi2 are within their bounds from 0 to infinity", "[math]") {
    Points points(7);
    REQUIRE_ULPS(4.0, many, points.even(0, 3), math::phi1(x), -std::expm1(-Long{x}) / x);
    REQUIRE_ULPS(4.0, many, points.even(0.0025, 0.0035), math::phi1(x), -std::expm1(-Long{x}) / x);
    REQUIRE_ULPS(4.0, many, points.logarithmic(1e-310, 1e300), math::phi1(x), -std::expm1(-Long{x}) / x);
    REQUIRE_ULPS(3.0, many, points.logarithmic(1e-310, 1), math::phi2(x), phi2_series(x));
    REQUIRE_ULPS(3.0, many, points.even(0, 1), math::phi2(x), phi2_series(x));
    REQUIRE_ULPS(3.0, many, points.even(1, 3), math::phi2(x), (x + std::expm1(-Long{x})) / x / x);
    REQUIRE_ULPS(3.0, many, points.logarithmic(1, 1e300), math::phi2(x), (x + std::expm1(-Long{x})) / x / x);
}

TEST_CASE("phi1 and phi2 at the edges", "[math]") {
    CHECK(math::phi1(0.0) == 1);
    CHECK(math::phi1(tiny) == 1);
    CHECK(math::phi1(0x1p-54) == 1);
    CHECK(math::phi1(infinity) == 0);
    CHECK(is_nan(math::phi1(not_a_number)));
    CHECK(math::phi2(0.0) == 0.5);
    CHECK(math::phi2(tiny) == 0.5);
    CHECK(math::phi2(infinity) == 0);
    CHECK(is_nan(math::phi2(not_a_number)));
}

TEST_CASE("normal_quantile agrees with Boost into the far tails", "[math]") {
    const boost::math::normal_distribution<Long> standard;
    const auto worst = [&](auto next) {
        Long worst_error = 0;
        for (int i = 0; i < 20'000; ++i) {
            const double p = next();
            const Long exact = quantile(standard, Long{p});
            worst_error = std::max(worst_error, std::fabs((math::normal_quantile(p) - exact) / exact));
        }
        return worst_error;
    };
    Points points(8);
    CHECK(worst([&] { return points.unit(); }) < 1e-14L);
    CHECK(worst([&] { return points.logarithmic(1e-300, 1); }) < 1e-14L);
    CHECK(worst([&] { return 1 - points.logarithmic(1e-15, 0.5); }) < 1e-14L);
    CHECK(worst([&] { return 0.5 + points.logarithmic(1e-12, 0.4); }) < 1e-14L);
    CHECK(math::normal_quantile(0.5) == 0);
    for (int i = 0; i < 1000; ++i) {
        const double p = points.unit();
        REQUIRE(math::normal_quantile(1 - p) == -math::normal_quantile(1 - (1 - p)));
    }
}

TEST_CASE("log and normal_quantile never fall from one uniform draw to the next", "[math]") {
    constexpr double step = 0x1p-52;  // between neighbouring draws
    Points points(9);
    const auto climbs_at = [&](double p) {
        p = (std::floor(p / step) + 0.5) * step;
        bool climbs = true;
        for (int i = 0; i < 20; ++i, p += step) {
            climbs = climbs && math::normal_quantile(p) < math::normal_quantile(p + step) &&
                     math::log(p) < math::log(p + step);
        }
        return climbs;
    };
    const double far = std::exp(-25.0);  // where r = sqrt(-log p) is 5
    for (const double seam : {0.075, 0.925, far, 1 - far, 0.5, std::sqrt(0.5)}) {
        for (int i = -5; i <= 5; ++i) {
            REQUIRE(climbs_at(seam + i * 10 * step));
        }
    }
    for (int i = 0; i < 20'000; ++i) {
        REQUIRE(climbs_at(points.even(0.001, 0.999)));
    }
}

TEST_CASE("lognormal_quantile has the mean and the standard deviation that it is given", "[math]") {
    Points points(10);
    double worst = 0;
    for (int i = 0; i < 2000; ++i) {
        const double mean = points.logarithmic(1e-3, 1e3), sd = mean * points.logarithmic(1e-2, 5), p = points.unit();
        const Long variance = std::log1p((Long{sd} / mean) * (Long{sd} / mean));
        const boost::math::lognormal_distribution<Long> reference(std::log(Long{mean}) - variance / 2,
                                                                  std::sqrt(variance));
        const Long exact = quantile(reference, Long{p});
        worst = std::max(worst, static_cast<double>(std::fabs(math::lognormal_quantile(mean, sd, p) - exact) / exact));
    }
    CHECK(worst < 1e-13);

    double sum = 0, squares = 0;
    constexpr int cells = 1'000'000;
    for (int i = 0; i < cells; ++i) {
        const double x = math::lognormal_quantile(3, 1.2, (i + 0.5) / cells);
        sum += x;
        squares += x * x;
    }
    const double mean = sum / cells;
    CHECK(mean == Approx(3).epsilon(1e-5));
    CHECK(std::sqrt(squares / cells - mean * mean) == Approx(1.2).epsilon(1e-3));
}

TEST_CASE("elementary functions have the same bits with every compiler and option", "[math][golden]") {
    CHECK(bits(math::exp(1.0)) == 0x4005bf0a8b145769);
    CHECK(bits(math::exp(-0.7)) == 0x3fdfc80db9dd5542);
    CHECK(bits(math::exp(0.0035)) == 0x3ff00e5c722edbe2);
    CHECK(bits(math::exp(42.125)) == 0x43bb59e3bc357a0d);
    CHECK(bits(math::exp(-700.3)) == 0x00c9a5615b10648a);
    CHECK(bits(math::exp(-740.0)) == 0x0000000000000055);
    CHECK(bits(math::exp(705.5)) == 0x7f8c45e11e24d6e6);
    CHECK(bits(math::expm1(1.0)) == 0x3ffb7e151628aed3);
    CHECK(bits(math::expm1(-0.001)) == 0xbf50603521cac48c);
    CHECK(bits(math::expm1(0.0035)) == 0x3f6cb8e45db7c356);
    CHECK(bits(math::expm1(-30.0)) == 0xbfeffffffffffcb5);
    CHECK(bits(math::log(0.1)) == 0xc0026bb1bbb55515);
    CHECK(bits(math::log(0.9999)) == 0xbf1a3738d2cf1cc2);
    CHECK(bits(math::log(3.0)) == 0x3ff193ea7aad030a);
    CHECK(bits(math::log(1e-310)) == 0xc0864e69394d9508);
    CHECK(bits(math::log(7.5e+200)) == 0x407ce882c03e7265);
    CHECK(bits(math::log1p(0.1)) == 0x3fb8663f793c46c7);
    CHECK(bits(math::log1p(-1e-05)) == 0xbee4f8bc681e6006);
    CHECK(bits(math::log1p(-0.9)) == 0xc0026bb1bbb55516);
    CHECK(bits(math::log1p(10000000000.0)) == 0x4037069e2aa3184e);
    CHECK(bits(math::sqrt(2.0)) == 0x3ff6a09e667f3bcd);
    CHECK(bits(math::sqrt(0.1)) == 0x3fd43d136248490f);
    CHECK(bits(math::phi1(1e-05)) == 0x3feffff583a785f5);
    CHECK(bits(math::phi1(0.3)) == 0x3feba563f4c9b7f0);
    CHECK(bits(math::phi1(2.5)) == 0x3fd77fa5d3244dfc);
    CHECK(bits(math::phi1(100.0)) == 0x3f847ae147ae147b);
    CHECK(bits(math::phi2(1e-05)) == 0x3fdffff9026f4ce8);
    CHECK(bits(math::phi2(0.3)) == 0x3fdd06baf569e06c);
    CHECK(bits(math::phi2(2.5)) == 0x3fd033574524ad9b);
    CHECK(bits(math::phi2(100.0)) == 0x3f84467381d7dbf4);
    CHECK(bits(math::normal_quantile(0.3)) == 0xbfe0c7e39582c5fa);
    CHECK(bits(math::normal_quantile(0.01)) == 0xc0029c5c4630ff0e);
    CHECK(bits(math::normal_quantile(0.975)) == 0x3fff5c0331eeff82);
    CHECK(bits(math::normal_quantile(1e-20)) == 0xc022865170b43a4b);
    CHECK(bits(math::pow(1.7, 2.3)) == 0x400b1c0c46dcb4ea);
    CHECK(bits(math::pow(250.0, -0.75)) == 0x3f9049824db8bdc4);
    CHECK(bits(math::lognormal_quantile(5.0, 2.0, 0.8)) == 0x4019ae63a639e0e8);
}
