#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/math.hpp"
#include "base/parallel.hpp"
#include "calibration/likelihood.hpp"
#include "scenario/suggest.hpp"

namespace piket {
namespace {

// Those that the built-in cases speak of: how much an infected person emits and how people differ, in speech and in
// silence, what becomes of it in the air, near, and behind the only mask that is common. Everything else enters the
// cases as stated there, or has nothing to do with them.
constexpr auto calibrated = std::to_array<CalibratedRow>({
    {"emission.quanta_per_h", Prior::log_uniform},
    {"emission.sigma", Prior::uniform},
    {"air.decay", Prior::log_uniform},
    {"air.deposition", Prior::log_uniform},
    {"voice.breathing", Prior::log_uniform},
    {"talk.jet", Prior::log_uniform},
    {"mask.surgical_out", Prior::uniform},
    {"mask.surgical_in", Prior::uniform},
});

constexpr int circumstances_per_draw = 16;
constexpr std::string_view prior_names[] = {"uniform", "log-uniform"};
constexpr double dropped = 1e-4;  // of the weight, with the draws that carry least

double quantile_of_prior(const CalibratedNumber& n, double u) {
    return Spread{n.parameter, n.prior, n.low, n.high}.at(u);
}

bool parse(std::string_view text, double& out) {
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, out);
    return error == std::errc() && at == end && std::isfinite(out);
}

// Most draws carry next to nothing, and a file of them would be ten times as long.
void drop_the_lightest(Calibration& c) {
    std::vector<size_t> order(c.weights.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(
        order, [&](size_t a, size_t b) { return c.weights[a] != c.weights[b] ? c.weights[a] < c.weights[b] : a < b; });
    std::vector<bool> keep(order.size(), true);
    double sum = 0;
    for (size_t i = 0; i + fewest_draws < order.size() && sum + c.weights[order[i]] <= dropped; ++i) {
        sum += c.weights[order[i]];
        keep[order[i]] = false;
    }
    const auto thin = [&](std::vector<double>& values) {
        size_t kept = 0;
        for (size_t i = 0; i < keep.size(); ++i) {
            if (keep[i]) {
                values[kept++] = values[i];
            }
        }
        values.resize(kept);
    };
    thin(c.weights);
    for (double& w : c.weights) {
        w /= 1 - sum;
    }
    for (CalibratedNumber& n : c.numbers) {
        thin(n.draws);
    }
}

}  // namespace

std::optional<PriorRange> parse_prior(std::string_view text, std::string& why) {
    const size_t equals = text.find('='), colon = text.find(':', equals == std::string_view::npos ? 0 : equals);
    if (equals == std::string_view::npos || colon == std::string_view::npos) {
        why = "must be KEY=LOW:HIGH, such as emission.quanta_per_h=1:100";
        return std::nullopt;
    }
    const std::string_view key = text.substr(0, equals);
    const auto row = std::ranges::find(calibrated, key, &CalibratedRow::key);
    if (row == calibrated.end()) {
        std::vector<std::string_view> keys;
        std::ranges::transform(calibrated, std::back_inserter(keys), &CalibratedRow::key);
        why = fmt::format("{} is not drawn by calibration; these are: {}{}", key, fmt::join(keys, ", "),
                          did_you_mean(key, keys));
        return std::nullopt;
    }
    PriorRange range{find_parameter(key), 0, 0};
    if (!parse(text.substr(equals + 1, colon - equals - 1), range.low) || !parse(text.substr(colon + 1), range.high)) {
        why = "must give two numbers, LOW:HIGH";
    } else if (!(range.low < range.high)) {
        why = "must give the lower number first";
    } else if (range.low < range.parameter->low || range.high > range.parameter->high) {
        why = fmt::format("must lie between {} and {} {}", range.parameter->low, range.parameter->high,
                          range.parameter->unit);
    } else if (row->prior == Prior::log_uniform && range.low <= 0) {
        why = "must begin above 0: it is spread evenly in the logarithm";
    } else {
        return range;
    }
    return std::nullopt;
}

std::string_view name(Prior prior) {
    return prior_names[static_cast<size_t>(prior)];
}

std::span<const CalibratedRow> calibrated_parameters() {
    return calibrated;
}

Quantiles CalibratedNumber::before() const {
    return {quantile_of_prior(*this, 0.05), quantile_of_prior(*this, 0.5), quantile_of_prior(*this, 0.95)};
}

// The 90 % interval lost a fifth of its length or more, or the median left the middle half of the prior.
bool CalibratedNumber::informed() const {
    const auto scale = [&](double x) { return prior == Prior::uniform ? x : math::log(x); };
    const Quantiles b = before();
    const double width = (scale(posterior.q95) - scale(posterior.q05)) / (scale(b.q95) - scale(b.q05));
    const double place = (scale(posterior.q50) - scale(low)) / (scale(high) - scale(low));
    return width < 0.8 || place < 0.25 || place > 0.75;
}

Quantiles weighted_quantiles(const std::vector<double>& values, const std::vector<double>& weights) {
    std::vector<std::pair<double, double>> sorted;
    for (size_t i = 0; i < values.size(); ++i) {
        sorted.emplace_back(values[i], weights[i]);
    }
    std::ranges::sort(sorted);
    const auto at = [&](double q) {
        double sum = 0;
        for (const auto& [value, weight] : sorted) {
            sum += weight;
            if (sum >= q) {
                return value;
            }
        }
        return sorted.back().first;
    };
    return {at(0.05), at(0.5), at(0.95)};
}

double Calibration::effective_draws() const {
    double squares = 0;
    for (const double w : weights) {
        squares += w * w;
    }
    return squares > 0 ? 1 / squares : 0;
}

uint64_t Calibration::digest() const {
    Hash hash;
    for (const CalibratedNumber& n : numbers) {
        hash.text(n.parameter->key);
        for (const double x : n.draws) {
            hash.plain(x);
        }
    }
    for (const double w : weights) {
        hash.plain(w);
    }
    return hash.value();
}

Calibration calibrate(const OutbreakTable& table, const CalibrationOptions& options) {
    check(options.draws > 0 && !table.cases.empty(), "something to draw and something to hold it against");
    Calibration out;
    out.program = std::string("piket ") + PIKET_VERSION;
    out.table = table.file;
    out.table_digest = table.digest;
    out.seed = options.seed;
    for (const Outbreak& o : table.cases) {
        out.cases.push_back(o.id);
    }
    const auto draws = static_cast<size_t>(options.draws);
    out.taken = options.draws;
    const Luck luck = make_luck(options.seed, 0);
    const Who root = child(Who{}, "calibration");
    for (const CalibratedRow& row : calibrated) {
        const Parameter* parameter = find_parameter(row.key);
        check(parameter != nullptr, "every calibrated number is a parameter");
        CalibratedNumber n{parameter, row.prior, parameter->plausible_low, parameter->plausible_high, {}, {}};
        if (const auto own = std::ranges::find(options.priors, parameter, &PriorRange::parameter);
            own != options.priors.end()) {
            n.low = own->low;
            n.high = own->high;
        }
        const Who who = child(root, row.key);
        // One draw in each of as many strata, in keyed order: each number alone is spread evenly.
        std::vector<std::pair<double, size_t>> ranks(draws);
        for (size_t i = 0; i < draws; ++i) {
            ranks[i] = {uniform(luck, who, Day{static_cast<int32_t>(i)}, Purpose::prior, 0), i};
        }
        std::ranges::sort(ranks);
        n.draws.resize(draws);
        for (size_t i = 0; i < draws; ++i) {
            const double inside = uniform(luck, who, Day{static_cast<int32_t>(i)}, Purpose::prior, 1);
            n.draws[i] =
                quantile_of_prior(n, (static_cast<double>(ranks[i].second) + inside) / static_cast<double>(draws));
        }
        out.numbers.push_back(std::move(n));
    }

    std::vector<double> logs(draws, 0);
    std::mutex mutex;
    int done = 0;
    Workers(options.threads).each(draws, 4, [&](size_t i) {
        Parameters p = default_parameters();
        for (const CalibratedNumber& n : out.numbers) {
            p.*n.parameter->field = n.draws[i];
        }
        for (const Outbreak& o : table.cases) {
            const EmissionLaw law = emission_law(p.emission_sigma, !(o.days.high > 1), o.strain);
            logs[i] +=
                log_likelihood(o, circumstances(o, p, circumstances_per_draw, luck, static_cast<uint32_t>(i)), law);
        }
        if (options.progress) {
            const std::lock_guard lock(mutex);
            options.progress(++done, options.draws);
        }
    });
    const double most = *std::ranges::max_element(logs);
    out.weights.assign(draws, 0);
    if (!(most > -std::numeric_limits<double>::infinity())) {
        return out;  // no draw can give what was observed: effective_draws() is 0
    }
    double total = 0;
    for (size_t i = 0; i < draws; ++i) {
        out.weights[i] = math::exp(logs[i] - most);
        total += out.weights[i];
    }
    for (double& w : out.weights) {
        w /= total;
    }
    drop_the_lightest(out);
    for (CalibratedNumber& n : out.numbers) {
        n.posterior = weighted_quantiles(n.draws, out.weights);
    }
    return out;
}

}  // namespace piket
