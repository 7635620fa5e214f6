// Means, quantiles and paired differences, against values worked out by hand.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "piket/ensemble.hpp"

using namespace piket;

TEST_CASE("a summary has the mean, its standard error and quantiles of type 7") {
    const Summary s = summarise({4, 1, 3, 2});
    CHECK(s.mean == 2.5);
    CHECK(s.standard_error == Approx(std::sqrt(5.0 / 3) / 2));  // n - 1 in the variance
    CHECK(s.q05 == Approx(1.15));                               // 0.15 of the way from the first to the second
    CHECK(s.q25 == Approx(1.75));
    CHECK(s.q50 == Approx(2.5));
    CHECK(s.q75 == Approx(3.25));
    CHECK(s.q95 == Approx(3.85));
    CHECK(summarise({7, 7, 7}).standard_error == 0);
}

TEST_CASE("a difference is that of pairs, with its interval, its correlation and what pairing won") {
    const std::vector<double> a = {1, 2, 3, 4}, b = {2, 2, 5, 5};
    const Difference d = compare(a, b, true);
    const double error = std::sqrt(2.0 / 3) / 2;  // of 1, 0, 2, 1
    CHECK(d.summary.mean == 1);
    CHECK(d.summary.standard_error == Approx(error));
    CHECK(d.mean_low == Approx(1 - 1.64485 * error).epsilon(1e-5));
    CHECK(d.mean_high == Approx(1 + 1.64485 * error).epsilon(1e-5));
    CHECK(d.summary.q95 == Approx(1.85));
    CHECK(d.better == Approx(0.125));  // one tie, which counts half
    CHECK(compare(a, b, false).better == Approx(0.875));
    CHECK(d.correlation == Approx(2 / std::sqrt(5.0)));  // covariance 2, variances 5/3 and 3
    CHECK(d.narrower == Approx(std::sqrt(7.0)));         // variances of the means: 7/6 apart, 1/6 paired
    CHECK(d.clear());
    const Difference back = compare(b, a, true);
    CHECK(back.summary.mean == -1);
    CHECK(back.mean_high == Approx(-d.mean_low));
    CHECK(back.clear());
    CHECK_FALSE(compare(std::vector<double>{1, 2}, std::vector<double>{2, 1}, true).clear());
}

TEST_CASE("one future tells no interval, equal ones a narrow one") {
    const std::vector<double> none, one = {3}, other = {5};
    const Difference d = compare(one, other, true);
    CHECK(d.summary.mean == 2);
    CHECK(std::isinf(d.summary.standard_error));
    CHECK_FALSE(d.bounded());
    CHECK_FALSE(d.clear());
    CHECK(d.narrower == 1);
    CHECK(d.correlation == 0);
    CHECK_FALSE(compare(none, none, true).clear());
    const Difference equal = compare(std::vector<double>{3, 4}, std::vector<double>{3, 4}, true);
    CHECK(equal.bounded());
    CHECK(equal.mean_high == equal.mean_low);
    CHECK(equal.better == 0.5);
    CHECK_FALSE(equal.clear());
}
