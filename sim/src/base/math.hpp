// Our own elementary functions. libm picks other code on other processors (its FMA variants of exp, log and pow differ
// in the last bit), so nothing that reaches state may call it. Only + - * / sqrt, which IEEE 754 rounds exactly; the
// build must not contract (-ffp-contract=off), reassociate or change the rounding. 1 ulp is one unit in the last place
// of the exact result; the bounds below are tested.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace piket::math {

double log(double x);            // within 1 ulp; -inf at 0, NaN below
double log1p(double x);          // within 1 ulp, also near 0; -inf at -1, NaN below
double pow(double x, double y);  // x > 0; relative error below 1e-13 for |y log x| < 100

// Quantile of the standard normal, p in (0, 1) (Wichura 1988, AS 241), relative error below 1e-14.
double normal_quantile(double p);

// Quantile of a lognormal given by its mean and standard deviation (both > 0), not those of its logarithm.
double lognormal_quantile(double mean, double sd, double p);

namespace detail {

// 2^(j/128) = scale (1 + tail): the double nearest to it and what that leaves.
struct PowerOfTwo {
    double scale, tail;
};
extern const std::array<PowerOfTwo, 128> powers_of_two;

// e^x 2^binades = scale (1 + rest), scale near it and |rest| < 0.0028. For |x| < near_limit and no binades all of it
// stays among the normal doubles.
struct ExpParts {
    double scale, rest;
};
inline constexpr double near_limit = 690;

// x = k ln2/128 + r with integer k and |r| <= ln2/256. The part of k below 128 looks its power of two up, the part
// above is the exponent, and r is small enough for the Taylor polynomial of degree 5 (what it leaves out is 6e-19).
inline ExpParts exp_parts(double x, int64_t binades = 0) {
    constexpr double shift = 0x1.8p52;                 // adding it rounds to an integer, in the low bits
    constexpr double ln2_128_high = 0x1.62e42fef8p-8;  // few enough bits that k times this is exact
    constexpr double ln2_128_low = 0x1.1cf79abc9e3b4p-43;
    const double shifted = x * 0x1.71547652b82fep7 + shift;
    const double k = shifted - shift;
    const int64_t index = std::bit_cast<int64_t>(shifted);
    const double r = (x - k * ln2_128_high) - k * ln2_128_low;
    const PowerOfTwo& power = powers_of_two[index & 127];
    const double scale = std::bit_cast<double>(std::bit_cast<int64_t>(power.scale) + (((index >> 7) + binades) << 52));
    const double r2 = r * r;
    const double curve = (0.5 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
    return {scale, power.tail + (r + r2 * curve)};
}

double exp_far(double x);
double expm1_far(double x);

}  // namespace detail

// Within 0.6 ulp, below the smallest normal double within 1; 0 below -745.14, +inf above 709.79.
inline double exp(double x) {
    if (!(__builtin_fabs(x) < detail::near_limit)) [[unlikely]] {
        return detail::exp_far(x);
    }
    const detail::ExpParts e = detail::exp_parts(x);
    return e.scale + e.scale * e.rest;
}

// Within 2.5 ulp. Near 0 the scale is exactly 1 and drops out; elsewhere it is far enough from 1 that little cancels.
inline double expm1(double x) {
    if (!(__builtin_fabs(x) < detail::near_limit)) [[unlikely]] {
        return detail::expm1_far(x);
    }
    const detail::ExpParts e = detail::exp_parts(x);
    return (e.scale - 1) + e.scale * e.rest;
}

inline double sqrt(double x) {
    return __builtin_sqrt(x);
}

// phi1(x) = (1 - e^-x) / x and phi2(x) = (x - 1 + e^-x) / x^2 for x >= 0, exact at 0 (1 and 1/2): the integrals of a
// linear decay, without cancellation. Within 4 and 3 ulp.
inline double phi1(double x) {
    if (x < 0x1p-54) [[unlikely]] {
        return 1;
    }
    const detail::ExpParts e = detail::exp_parts(x < 64 ? -x : -64.0);  // beyond, 1 - e^-x is 1
    return ((1 - e.scale) - e.scale * e.rest) / x;
}

double phi2(double x);

}  // namespace piket::math
