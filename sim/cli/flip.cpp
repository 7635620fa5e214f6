#include "flip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "piket/sensitivity.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

constexpr size_t most_assumptions = 5;
constexpr int screening_rows = 8;
constexpr int places = 5;    // of a range, its ends among them
constexpr int halvings = 4;  // of the stretch in which the sign changes

using Worlds = std::vector<std::shared_ptr<const World>>;

// The difference with one assumption held at a value.
struct Place {
    double value = 0;
    Difference difference;
    bool clear() const { return difference.mean_low > 0 || difference.mean_high < 0; }
    bool positive() const { return difference.summary.mean > 0; }
};

class Scan {
   public:
    Scan(Worlds worlds, const Comparison& c, const Quantity& q, const Options& options)
        : worlds_(std::move(worlds)), comparison_(c), quantity_(q), options_(options) {}

    Difference difference_at(EnsembleOptions ensemble) const {
        ensemble.seed = comparison_.seed;
        ensemble.replicates = static_cast<int>(comparison_.first().replicates.size());
        ensemble.threads = options_.threads;
        const auto runs = run_ensemble(worlds_, ensemble);
        const size_t last = horizons_of(comparison_.scenario()).size() - 1;
        return compare(values_at(runs[0], last, quantity_), values_at(runs[1], last, quantity_),
                       quantity_.fewer_is_better);
    }

    Place at(const Parameter& parameter, double value) const {
        EnsembleOptions ensemble;
        ensemble.held = {{&parameter, value}};
        return {value, difference_at(ensemble)};
    }

    // From one end of the plausible range to the other, and closer to where the sign changes. Ascending.
    std::vector<Place> over(const Spread& spread, const std::function<void()>& done) const {
        const Parameter& parameter = *spread.parameter;
        std::vector<Place> all;
        for (int i = 0; i < places; ++i) {
            const double part = static_cast<double>(i) / (places - 1);
            const double value = i == 0 ? spread.low : i == places - 1 ? spread.high : spread.at(part);
            all.push_back(at(parameter, value));
            done();
        }
        const auto turn = [&] {
            return std::ranges::adjacent_find(
                all, [](const Place& a, const Place& b) { return a.positive() != b.positive(); });
        };
        for (int i = 0; i < halvings && turn() != all.end(); ++i) {
            const auto here = turn();
            all.insert(here + 1, at(parameter, (here->value + (here + 1)->value) / 2));
            done();
        }
        return all;
    }

   private:
    Worlds worlds_;
    const Comparison& comparison_;
    const Quantity& quantity_;
    const Options& options_;
};

// The open assumptions that move the difference most, strongest first. With the same luck on both sides of each step,
// chance hides little.
std::vector<Spread> movers(const Worlds& worlds, const Comparison& c, const Quantity& q, const Options& options) {
    Progress progress;
    SensitivityOptions screening;
    screening.outcome = q.of;
    screening.screening = screening_rows;
    screening.samples = 2;  // no indices are wanted
    screening.factors = 1;
    screening.seed = c.seed;
    screening.threads = options.threads;
    screening.progress = std::ref(progress);
    const Sensitivity found = sensitivity(worlds, screening);
    std::vector<SensitivityFactor> factors = found.factors;
    factors.insert(factors.end(), found.left.begin(), found.left.end());
    std::erase_if(factors, [](const SensitivityFactor& f) {
        return f.kind != FactorKind::parameter || f.screened <= 0 || f.spread.parameter == nullptr;
    });
    std::ranges::stable_sort(factors, std::greater{}, &SensitivityFactor::screened);
    std::vector<Spread> spreads;
    for (size_t i = 0; i < std::min(most_assumptions, factors.size()); ++i) {
        spreads.push_back(factors[i].spread);
    }
    return spreads;
}

std::string value_in_words(const Parameter& p, double value, Language language) {
    const bool plain = p.unit.empty() || p.unit == "factor" || p.unit == "share";
    return number(value, decimals_for(value), language) + (plain ? "" : " " + std::string(p.unit));
}

// "emission.quanta_per_h (Quanta emitted ...), 1 to 30: above 24 quanta/h A would be better."
std::string told(const Parameter& p, const std::vector<Place>& places_of, const Quantity& q, const Alternative& other,
                 Language language) {
    const std::string who =
        fmt::format("{} ({}), {} {} {}: ", p.key, say(language, p.label_en, p.label_id),
                    value_in_words(p, places_of.front().value, language), say(language, "to", "s.d."),
                    value_in_words(p, places_of.back().value, language));
    const auto better = [&](const Place& place) {
        return place.positive() == q.fewer_is_better ? std::string("A") : other.letter;
    };
    const auto turn = std::ranges::adjacent_find(
        places_of, [](const Place& a, const Place& b) { return a.positive() != b.positive(); });
    if (turn == places_of.end()) {
        const bool sure = std::ranges::all_of(places_of, &Place::clear);
        return who +
               fmt::format(
                   fmt::runtime(say(language, "{} stays the better over the whole range{}.",
                                    "{} tetap lebih baik di seluruh rentang{}.")),
                   better(places_of.front()),
                   sure ? "" : say(language, ", though not clearly everywhere", ", meski tidak di semua tempat jelas"));
    }
    const Place &below = *turn, &above = *(turn + 1);
    const double span = above.difference.summary.mean - below.difference.summary.mean;
    const double tip = below.value - below.difference.summary.mean / span * (above.value - below.value);
    const bool sure = places_of.front().clear() && places_of.back().clear();
    return who + fmt::format(fmt::runtime(say(language, "below {} {} is the better, above it {}{}.",
                                              "di bawah {} {} lebih baik, di atasnya {}{}.")),
                             value_in_words(p, tip, language), better(below), better(above),
                             sure ? ""
                                  : say(language, "; at an end of the range the difference is within chance",
                                        "; di salah satu ujung rentang selisihnya masih dalam kebetulan"));
}

}  // namespace

std::string flips_in_words(const Comparison& c, const Quantity& q, const Options& options) {
    const Language language = options.language;
    std::string text;
    for (size_t i = 1; i < c.alternatives.size(); ++i) {
        const Alternative& other = c.alternatives[i];
        const Worlds worlds = {c.first().world, other.world};
        const std::vector<Spread> spreads = movers(worlds, c, q, options);
        text += wrapped(fmt::format(fmt::runtime(say(language, "What would turn {} against A in {}:",
                                                     "Apa yang membalikkan {} terhadap A dalam {}:")),
                                    other.letter, say(language, q.label)),
                        0);
        if (spreads.empty()) {
            text += wrapped(say(language, "No open assumption moves the difference.",
                                "Tidak ada asumsi terbuka yang menggerakkan selisih."),
                            2);
            continue;
        }
        const Scan scan(worlds, c, q, options);
        Progress progress;
        int done = 0;
        const int of = static_cast<int>(spreads.size()) * (places + halvings);
        for (const Spread& spread : spreads) {
            const std::vector<Place> over = scan.over(spread, [&] { progress(++done, of); });
            text += wrapped(told(*spread.parameter, over, q, other, language), 2);
        }
    }
    return text + "\n";
}

}  // namespace piket::cli
