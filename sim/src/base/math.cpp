#include "base/math.hpp"

#include <cstddef>
#include <limits>

namespace piket::math {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// c0 + c1 x + c2 x^2 + ...
double polynomial(double, double c0) {
    return c0;
}
template <class... Rest>
double polynomial(double x, double c0, Rest... rest) {
    return c0 + x * polynomial(x, rest...);
}

// An unevaluated sum of two doubles, about 106 bits (Dekker 1971). Only the compiler computes with it.
struct Twofold {
    double high, low;
};

constexpr Twofold sum(double a, double b) {  // exact for |a| >= |b|
    const double s = a + b;
    return {s, b - (s - a)};
}

constexpr Twofold product(double a, double b) {  // exact
    const double split_a = a * 0x1.0000002p27, split_b = b * 0x1.0000002p27;
    const double a_high = split_a - (split_a - a), b_high = split_b - (split_b - b);
    const double a_low = a - a_high, b_low = b - b_high;
    const double p = a * b;
    return {p, ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

constexpr Twofold operator*(Twofold a, Twofold b) {
    const Twofold p = product(a.high, b.high);
    return sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

constexpr Twofold operator/(Twofold a, double n) {
    const double q = a.high / n;
    const Twofold back = product(q, n);
    return sum(q, ((a.high - back.high) - back.low + a.low) / n);
}

constexpr Twofold one_plus(Twofold a) {  // 0 <= a <= 1
    const Twofold s = sum(1, a.high);
    return sum(s.high, s.low + a.low);
}

constexpr Twofold ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

constexpr detail::PowerOfTwo power_of_two(int j) {
    const Twofold x = ln2 * Twofold{j / 128.0, 0};
    Twofold e = {1, 0};
    for (int n = 28; n >= 1; --n) {
        e = one_plus(x * e / n);
    }
    return {e.high, e.low / e.high};
}

}  // namespace

namespace detail {

constinit const std::array<PowerOfTwo, 128> powers_of_two = [] {
    std::array<PowerOfTwo, 128> powers{};
    for (int j = 0; j < 128; ++j) {
        powers[static_cast<size_t>(j)] = power_of_two(j);
    }
    return powers;
}();

// Where the scale would leave the normal doubles: computed 128 binades nearer to 1, then moved there in one rounding.
double exp_far(double x) {
    if (!(x < 709.79)) {
        return x + infinity;  // or not a number
    }
    if (x < -745.14) {
        return 0;
    }
    const ExpParts e = exp_parts(x, x > 0 ? -128 : 128);
    return (e.scale + e.scale * e.rest) * (x > 0 ? 0x1p128 : 0x1p-128);
}

double expm1_far(double x) {
    return x < 0 ? -1 : exp_far(x);
}

}  // namespace detail

namespace {

// k ln2 + log(1 + f) + correction for 1 + f in [sqrt(1/2), sqrt(2)]. With s = f / (2 + f),
//     log(1 + f) = 2 atanh(s) = 2 s + s R(s^2) = f - (f^2/2 - s (f^2/2 + R)),
// where f is exact and what is taken from it small. R is the Taylor series; what it leaves out is below 1e-18 |f|.
double log_sum(double k, double f, double correction) {
    constexpr double ln2_high = 0x1.62e42feep-1;  // few enough bits that k times this is exact
    constexpr double ln2_low = 0x1.a39ef35793c76p-33;
    const double s = f / (2 + f);
    const double z = s * s;
    const double z2 = z * z;
    const double odd = z * polynomial(z2, 2.0 / 3, 2.0 / 7, 2.0 / 11, 2.0 / 15, 2.0 / 19);
    const double even = z2 * polynomial(z2, 2.0 / 5, 2.0 / 9, 2.0 / 13, 2.0 / 17, 2.0 / 21);
    const double half_square = 0.5 * f * f;
    const double low = s * (half_square + (odd + even)) + (k * ln2_low + correction);
    return k * ln2_high + (f - (half_square - low));
}

struct Split {
    double k, fraction;
};

// x = 2^k fraction, fraction in [sqrt(1/2), sqrt(2)), for normal positive x.
Split split(double x) {
    constexpr int64_t root_half = 0x3fe6a09e667f3bcd;
    const int64_t bits = std::bit_cast<int64_t>(x);
    const int64_t k = (bits - root_half) >> 52;
    return {static_cast<double>(k), std::bit_cast<double>(bits - (k << 52))};
}

constexpr double least_normal = std::numeric_limits<double>::min();

}  // namespace

double log(double x) {
    double binades = 0;
    if (!(x >= least_normal && x < infinity)) [[unlikely]] {
        if (x == 0) {
            return -infinity;
        }
        if (!(x > 0)) {
            return not_a_number;
        }
        if (x == infinity) {
            return x;
        }
        x *= 0x1p54;
        binades = -54;
    }
    const Split part = split(x);
    return log_sum(part.k + binades, part.fraction - 1, 0);
}

// log(1 + x) = log(u) + (1 + x - u) / u with u the rounded 1 + x. What rounding lost is exact for u below 2^53, and
// nothing beyond.
double log1p(double x) {
    if (!(x > -1 && x < infinity)) [[unlikely]] {
        return x == -1 ? -infinity : x == infinity ? x : not_a_number;
    }
    const double u = 1 + x;
    const double lost = x - (u - 1);
    const Split part = split(u);
    return log_sum(part.k, part.fraction - 1, lost / u);
}

double pow(double x, double y) {
    return exp(y * log(x));
}

// Below 1, where the direct formula would cancel, the Taylor series: sum of (-x)^n / (n + 2)!, to degree 16.
double phi2(double x) {
    if (x < 1) {
        const double x2 = x * x;
        const double even = polynomial(x2, 1.0 / 2, 1.0 / 24, 1.0 / 720, 1.0 / 40320, 1.0 / 3628800, 1.0 / 479001600,
                                       1.0 / 87178291200, 1.0 / 20922789888000, 1.0 / 6402373705728000);
        const double odd = polynomial(x2, 1.0 / 6, 1.0 / 120, 1.0 / 5040, 1.0 / 362880, 1.0 / 39916800,
                                      1.0 / 6227020800, 1.0 / 1307674368000, 1.0 / 355687428096000);
        return even - x * odd;
    }
    if (x < 64) {
        return (x + expm1(-x)) / x / x;
    }
    return (1 - 1 / x) / x;
}

// Rational functions: of q^2 for |q| <= 0.425 around the median, of r = sqrt(-log p) in the tails, one to r = 5 and one
// beyond.
double normal_quantile(double p) {
    const double q = p - 0.5;
    if (__builtin_fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q *
               polynomial(r, 3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
                          1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                          3.3430575583588128105e+4, 2.5090809287301226727e+3) /
               polynomial(r, 1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
                          2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
                          5.2264952788528545610e+3);
    }
    const double r = sqrt(-log(q < 0 ? p : 1 - p));
    double size;
    if (r <= 5) {
        const double t = r - 1.6;
        size = polynomial(t, 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                          3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                          2.27238449892691845833e-2, 7.74545014278341407640e-4) /
               polynomial(t, 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
                          1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                          1.05075007164441684324e-9);
    } else {
        const double t = r - 5;
        size = polynomial(t, 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
                          2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                          2.71155556874348757815e-5, 2.01033439929228813265e-7) /
               polynomial(t, 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                          7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                          2.04426310338993978564e-15);
    }
    return q < 0 ? -size : size;
}

// If log X is N(mu, sigma^2), then (sd/mean)^2 = e^(sigma^2) - 1 and mean = e^(mu + sigma^2/2).
double lognormal_quantile(double mean, double sd, double p) {
    const double variation = sd / mean;
    const double variance = log1p(variation * variation);
    return mean * exp(sqrt(variance) * normal_quantile(p) - variance / 2);
}

}  // namespace piket::math
