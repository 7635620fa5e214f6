#include "base/random.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/math.hpp"

namespace piket {

namespace {

// What a hash stands for goes in first, so that ids and keys of different kinds that are made of the same words differ.
enum class Kind : uint64_t { named_child = 1, numbered_child = 2, pair = 3, luck = 4 };

Hash hash_of(Kind kind, uint64_t first) {
    Hash hash;
    hash.word(static_cast<uint64_t>(kind));
    hash.word(first);
    return hash;
}

}  // namespace

Who child(Who parent, std::string_view name) {
    Hash hash = hash_of(Kind::named_child, parent.value);
    hash.text(name);
    return {hash.value()};
}

Who child(Who parent, uint64_t ordinal) {
    Hash hash = hash_of(Kind::numbered_child, parent.value);
    hash.word(ordinal);
    return {hash.value()};
}

Who pair(Who a, Who b) {
    Hash hash = hash_of(Kind::pair, std::min(a.value, b.value));
    hash.word(std::max(a.value, b.value));
    return {hash.value()};
}

Luck make_luck(uint64_t seed, uint64_t replicate) {
    Hash hash = hash_of(Kind::luck, seed);
    hash.word(replicate);
    return {{static_cast<uint32_t>(hash.value()), static_cast<uint32_t>(hash.value() >> 32)}};
}

double exponential(const Luck& luck, Who who, Day day, Purpose purpose, uint16_t index) {
    return -math::log(uniform(luck, who, day, purpose, index));
}

double normal(const Luck& luck, Who who, Day day, Purpose purpose, uint16_t index) {
    return math::normal_quantile(uniform(luck, who, day, purpose, index));
}

// With p_k = P(X = k), let
//     below(k) = P(X <= k) / p_k = 1 + k/m below(k - 1)
//     above(k) = P(X > k) / p_k  = m/(k + 1) (1 + above(k + 1)).
// P(X <= k) > u says above(k) < (1 - u)/u below(k). Neither side has a difference or an exponential in it: each step is
// monotone in m, in u and in k, and rounding keeps that order, so the answer is monotone as computed, not just in
// theory. The sums begin 10 standard deviations away from the mean (and 25 more above), where nothing is left to add;
// these ends are themselves non-decreasing in m, each to the side on which what they leave out keeps the order.
uint32_t poisson_quantile(double mean, double u) {
    check(mean >= 0 && mean <= 1e6, "the mean of a Poisson variable is in [0, 1e6]");
    check(u > 0 && u < 1, "a probability to invert is in (0, 1)");
    const double sd = math::sqrt(mean);
    const uint32_t first = sd > 10 ? static_cast<uint32_t>(sd * (sd - 10)) : 0;
    const uint32_t last = static_cast<uint32_t>(sd * (sd + 10)) + 25;

    std::array<double, 512> few;  // enough for a mean of 400
    std::vector<double> many;
    double* above = few.data();
    if (last - first >= few.size()) {
        many.resize(last - first + 1);
        above = many.data();
    }
    above[last - first] = 0;
    for (uint32_t k = last; k-- > first;) {
        above[k - first] = mean / (k + 1) * (1 + above[k + 1 - first]);
    }

    const double odds = (1 - u) / u;
    double below = 1;
    uint32_t k = first;
    while (!(above[k - first] < odds * below)) {
        ++k;
        below = 1 + k / mean * below;
    }
    return k;
}

}  // namespace piket
