// Rank correlations of what differed between runs with what came out, and how large chance alone makes them.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.hpp"
#include "base/random.hpp"
#include "piket/sensitivity.hpp"

namespace piket {
namespace {

constexpr uint64_t shuffles = 400;
constexpr double level = 0.95;

// Ranks, those of equal values averaged, scaled to mean 0 and sum of squares 1; empty if all values are equal.
std::vector<double> standard_ranks(std::span<const double> values) {
    const size_t n = values.size();
    std::vector<size_t> order(n);
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::sort(order,
                      [&](size_t a, size_t b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
    std::vector<double> ranks(n);
    for (size_t from = 0; from < n;) {
        size_t to = from + 1;
        while (to < n && values[order[to]] == values[order[from]]) {
            ++to;
        }
        for (size_t i = from; i < to; ++i) {
            ranks[order[i]] = (static_cast<double>(from + to) - static_cast<double>(n)) / 2;
        }
        from = to;
    }
    double squares = 0;
    for (const double r : ranks) {
        squares += r * r;
    }
    if (!(squares > 0)) {
        return {};
    }
    for (double& r : ranks) {
        r /= std::sqrt(squares);
    }
    return ranks;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace

Associations associations(std::span<const std::vector<double>> inputs, std::span<const double> output, uint64_t seed,
                          size_t most) {
    Associations result;
    std::vector<std::pair<size_t, std::vector<double>>> varied;
    for (size_t i = 0; i < inputs.size(); ++i) {
        check(inputs[i].size() == output.size(), "one value of each input for each run");
        if (std::vector<double> ranks = standard_ranks(inputs[i]); !ranks.empty()) {
            varied.emplace_back(i, std::move(ranks));
        }
    }
    result.inputs = varied.size();
    std::vector<double> y = standard_ranks(output);
    if (y.empty() || varied.empty()) {
        return result;
    }
    for (const auto& [input, ranks] : varied) {
        result.found.push_back({input, product(ranks, y)});
    }
    // The largest of all inputs under shuffled outputs, so that many inputs do not make one of them look like much.
    const Luck luck = make_luck(seed, 0);
    std::vector<double> largest;
    for (uint64_t s = 0; s < shuffles; ++s) {
        const Who who = child(child(Who{}, "associations"), s);
        for (size_t i = y.size(); i-- > 1;) {
            const double u = uniform(luck, who, Day{static_cast<int32_t>(i)}, Purpose::permutation);
            std::swap(y[i], y[static_cast<size_t>(u * static_cast<double>(i + 1))]);
        }
        double most_here = 0;
        for (const auto& [input, ranks] : varied) {
            const double r = product(ranks, y);
            most_here = std::max(most_here, r * r);
        }
        largest.push_back(most_here);
    }
    std::ranges::sort(largest);
    result.threshold = largest[static_cast<size_t>(level * static_cast<double>(shuffles))];
    std::erase_if(result.found, [&](const Association& a) { return a.share() <= result.threshold; });
    std::ranges::stable_sort(result.found,
                             [](const Association& a, const Association& b) { return a.share() > b.share(); });
    result.found.resize(std::min(result.found.size(), most));
    return result;
}

}  // namespace piket
