// Designs of points and what their outputs say: nothing here knows what the model is.
#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numeric>

#include "base/check.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "piket/sensitivity.hpp"

namespace piket {
namespace {

constexpr int resamples = 500;

Who root() {
    return child(Who{}, "sensitivity");
}

double mean_of(const std::vector<double>& v) {
    return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

Estimate with_interval(double value, std::vector<double> resampled) {
    const Summary s = summarise(std::move(resampled));
    return {value, s.q05, s.q95};
}

struct Values {
    double first = 0, total = 0, slope = 0;
};

// Over the rows named. The output is taken about the mean of A and B, which first order indices need if the mean is
// large beside the spread.
std::vector<Values> values_of(const DesignOutputs& o, const std::vector<size_t>& rows) {
    const auto n = static_cast<double>(rows.size());
    double mean = 0, variance = 0;
    for (const size_t r : rows) {
        mean += (o.a[r] + o.b[r]) / (2 * n);
    }
    for (const size_t r : rows) {
        variance += ((o.a[r] - mean) * (o.a[r] - mean) + (o.b[r] - mean) * (o.b[r] - mean)) / (2 * n);
    }
    std::vector<Values> values(o.mixed.size());
    for (size_t i = 0; i < o.mixed.size(); ++i) {
        double shared = 0, moved = 0, product = 0, square = 0;
        for (const size_t r : rows) {
            const double change = o.mixed[i][r] - o.a[r], distance = o.distance[i][r];
            shared += (o.b[r] - mean) * change;
            moved += change * change;
            product += change * distance;
            square += distance * distance;
        }
        values[i] = {variance > 0 ? shared / n / variance : 0, variance > 0 ? moved / (2 * n) / variance : 0,
                     square > 0 ? product / square : 0};
    }
    return values;
}

}  // namespace

std::vector<std::vector<double>> sobol_points(size_t n, size_t coordinates, uint64_t seed) {
    std::vector<std::vector<double>> points(n, std::vector<double>(coordinates));
    if (n == 0 || coordinates == 0) {
        return points;
    }
    std::vector<uint64_t> shift(coordinates);
    for (size_t c = 0; c < coordinates; ++c) {
        const Draw d = draw(make_luck(seed, 0), child(root(), c), without_day, Purpose::digital_shift);
        shift[c] = uint64_t{d.word[1]} << 32U | d.word[0];
    }
    boost::random::sobol sequence(coordinates);
    for (size_t p = 0; p < n; ++p) {
        for (size_t c = 0; c < coordinates; ++c) {
            // Boost leaves out the origin, without which 2^m points are no net.
            const uint64_t digits = (p == 0 ? 0 : sequence()) ^ shift[c];
            points[p][c] = (static_cast<double>(digits >> 12U) + 0.5) * 0x1p-52;
        }
    }
    return points;
}

std::vector<std::vector<double>> latin_hypercube(size_t n, size_t coordinates, uint64_t seed) {
    std::vector<std::vector<double>> points(n, std::vector<double>(coordinates));
    const Luck luck = make_luck(seed, 0);
    for (size_t c = 0; c < coordinates; ++c) {
        const Who who = child(root(), c);
        // A keyed rank orders the parts; which point gets which is then the same whatever the machine.
        std::vector<std::pair<double, size_t>> order(n);
        for (size_t p = 0; p < n; ++p) {
            order[p] = {uniform(luck, child(who, p), without_day, Purpose::stratum), p};
        }
        std::ranges::sort(order);
        for (size_t part = 0; part < n; ++part) {
            const size_t p = order[part].second;
            const double within = uniform(luck, child(who, p), without_day, Purpose::within_stratum);
            points[p][c] = (static_cast<double>(part) + within) / static_cast<double>(n);
        }
    }
    return points;
}

DesignOutputs run_design(const Design& design, const PointModel& model, int threads,
                         const std::function<void()>& done) {
    const size_t n = design.rows, k = design.factors.size();
    const std::vector<std::vector<double>> both = sobol_points(n, 2 * design.coordinates, design.seed);
    DesignOutputs out{std::vector<double>(n), std::vector<double>(n), {}, {}};
    out.mixed.assign(k, std::vector<double>(n));
    out.distance.assign(k, std::vector<double>(n));
    const size_t blocks = k + 2;
    Workers(threads).each(n * blocks, 1, [&](size_t task) {
        const size_t row = task / blocks, block = task % blocks;
        const auto b = both[row].begin() + static_cast<ptrdiff_t>(design.coordinates);
        std::vector<double> point(both[row].begin(), b);
        if (block == 0) {
            out.a[row] = model(point);
        } else if (block == 1) {
            out.b[row] = model({b, design.coordinates});
        } else {
            const std::vector<size_t>& moved = design.factors[block - 2];
            for (const size_t c : moved) {
                point[c] = b[static_cast<ptrdiff_t>(c)];
            }
            out.distance[block - 2][row] = moved.empty() ? 0 : point[moved.front()] - both[row][moved.front()];
            out.mixed[block - 2][row] = model(point);
        }
        if (done) {
            done();
        }
    });
    return out;
}

std::vector<FactorIndices> indices_of(const DesignOutputs& outputs, uint64_t seed) {
    const size_t n = outputs.a.size(), k = outputs.mixed.size();
    check(n > 0, "a design has rows");
    std::vector<size_t> rows(n);
    std::iota(rows.begin(), rows.end(), size_t{0});
    const std::vector<Values> plain = values_of(outputs, rows);
    std::vector<std::vector<double>> first(k), total(k), slope(k);
    const Luck luck = make_luck(seed, 0);
    for (uint64_t s = 0; s < resamples; ++s) {
        const Who who = child(root(), s);
        for (size_t i = 0; i < n; ++i) {
            const double u = uniform(luck, who, Day{static_cast<int32_t>(i)}, Purpose::bootstrap);
            rows[i] = static_cast<size_t>(u * static_cast<double>(n));
        }
        const std::vector<Values> again = values_of(outputs, rows);
        for (size_t f = 0; f < k; ++f) {
            first[f].push_back(again[f].first);
            total[f].push_back(again[f].total);
            slope[f].push_back(again[f].slope);
        }
    }
    std::vector<FactorIndices> indices;
    for (size_t f = 0; f < k; ++f) {
        indices.push_back({with_interval(plain[f].first, std::move(first[f])),
                           with_interval(plain[f].total, std::move(total[f])),
                           with_interval(plain[f].slope, std::move(slope[f]))});
    }
    return indices;
}

std::vector<double> elementary_effects(std::span<const size_t> of, size_t coordinates, size_t rows, uint64_t seed,
                                       const PointModel& model, int threads, const std::function<void()>& done) {
    constexpr double step = 0.5;
    const std::vector<std::vector<double>> centres = sobol_points(rows, coordinates, seed);
    const size_t blocks = of.size() + 1;
    std::vector<double> outputs(rows * blocks);
    Workers(threads).each(outputs.size(), 1, [&](size_t task) {
        std::vector<double> point = centres[task / blocks];
        if (const size_t block = task % blocks; block > 0) {
            double& x = point[of[block - 1]];
            x += x < step ? step : -step;
        }
        outputs[task] = model(point);
        if (done) {
            done();
        }
    });
    std::vector<double> effects(of.size());
    for (size_t i = 0; i < of.size(); ++i) {
        std::vector<double> sizes;
        for (size_t row = 0; row < rows; ++row) {
            sizes.push_back(std::fabs(outputs[row * blocks + i + 1] - outputs[row * blocks]) / step);
        }
        effects[i] = rows > 0 ? mean_of(sizes) : 0;
    }
    return effects;
}

}  // namespace piket
