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
constexpr int even_places = 5;  // of a range, its ends among them
constexpr int halvings = 4;     // of the stretch in which the answer changes

using Worlds = std::vector<std::shared_ptr<const World>>;

// The difference with one assumption held at a value.
struct Place {
    double value = 0;
    Difference difference;
    int sign() const { return difference.summary.mean > 0 ? 1 : difference.summary.mean < 0 ? -1 : 0; }
    bool clear() const { return difference.clear(); }
};

// Two places of which one says A and the other B; whatever lies between them says neither.
struct Turn {
    size_t below = 0, above = 0;
};

std::vector<Turn> turns_in(const std::vector<Place>& places) {
    std::vector<Turn> turns;
    std::optional<size_t> last;  // that says anything
    for (size_t i = 0; i < places.size(); ++i) {
        if (places[i].sign() == 0) {
            continue;
        }
        if (last && places[*last].sign() != places[i].sign()) {
            turns.push_back({*last, i});
        }
        last = i;
    }
    return turns;
}

// Before which place a further one tells most: beside the first turn, else where a difference begins or ends.
std::optional<size_t> edge_in(const std::vector<Place>& places) {
    if (const std::vector<Turn> turns = turns_in(places); !turns.empty()) {
        const auto [below, above] = turns.front();
        const double low = places[below + 1].value - places[below].value;
        const double high = places[above].value - places[above - 1].value;
        return low >= high ? below + 1 : above;
    }
    for (size_t i = 1; i < places.size(); ++i) {
        if (places[i - 1].sign() != places[i].sign()) {
            return i;
        }
    }
    return std::nullopt;
}

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

    // From one end of the plausible range to the other, and closer to where the answer changes. Ascending.
    std::vector<Place> over(const Spread& spread, const std::function<void()>& done) const {
        const Parameter& parameter = *spread.parameter;
        std::vector<Place> all;
        for (int i = 0; i < even_places; ++i) {
            const double part = static_cast<double>(i) / (even_places - 1);
            const double value = i == 0 ? spread.low : i == even_places - 1 ? spread.high : spread.at(part);
            all.push_back(at(parameter, value));
            done();
        }
        for (int i = 0; i < halvings; ++i) {
            if (const std::optional<size_t> edge = edge_in(all)) {
                const double middle = (all[*edge - 1].value + all[*edge].value) / 2;
                all.insert(all.begin() + static_cast<ptrdiff_t>(*edge), at(parameter, middle));
            }
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

// Where the mean difference is zero, on a straight line from one side of a turn to the other.
double tip_of(const Place& below, const Place& above) {
    const double span = above.difference.summary.mean - below.difference.summary.mean;
    return below.value - below.difference.summary.mean / span * (above.value - below.value);
}

// "emission.quanta_per_h (Virus emitted ...), 1 to 30: above 24 quanta/h A would be better."
class Words {
   public:
    Words(const Parameter& p, const std::vector<Place>& places_of, const Quantity& q, const Alternative& other,
          Language language)
        : parameter_(p), places_(places_of), quantity_(q), other_(other), language_(language) {}

    std::string text() const {
        const std::vector<Turn> turns = turns_in(places_);
        return fmt::format("{} ({}), {} {} {}: ", parameter_.key,
                           say(language_, parameter_.label_en, parameter_.label_id), value(places_.front().value),
                           say(language_, "to", "s.d."), value(places_.back().value)) +
               (turns.empty()       ? unturned()
                : turns.size() == 1 ? turned(turns.front())
                                    : turned_again(turns)) +
               ".";
    }

   private:
    std::string value(double of) const { return value_in_words(parameter_, of, language_); }
    std::string better(const Place& place) const {
        return (place.sign() > 0) == quantity_.fewer_is_better ? std::string("A") : other_.letter;
    }

    std::string unturned() const {
        const auto says = [](const Place& place) { return place.sign() != 0; };
        const auto first = std::ranges::find_if(places_, says);
        if (first == places_.end()) {
            return say(language_, "no difference over the whole range", "tidak ada selisih di seluruh rentang");
        }
        const auto after = std::find_if(places_.rbegin(), places_.rend(), says).base();
        const bool sure =
            std::ranges::all_of(places_, [&](const Place& place) { return !says(place) || place.clear(); });
        const std::string doubt =
            sure ? "" : say(language_, ", though not clearly everywhere", ", meski tidak di semua tempat jelas");
        if (first == places_.begin() && after == places_.end()) {
            return fmt::format(fmt::runtime(say(language_, "{} stays the better over the whole range{}",
                                                "{} tetap lebih baik di seluruh rentang{}")),
                               better(*first), doubt);
        }
        const std::string best =
            fmt::format(fmt::runtime(say(language_, "elsewhere {} is the better{}", "selebihnya {} lebih baik{}")),
                        better(*first), doubt);
        if (first != places_.begin() && after != places_.end()) {
            return fmt::format(fmt::runtime(say(language_, "no difference below {} and above {}, {}",
                                                "tidak ada selisih di bawah {} dan di atas {}, {}")),
                               value((first - 1)->value), value(after->value), best);
        }
        const bool low = first != places_.begin();
        return fmt::format(
            fmt::runtime(low ? say(language_, "no difference below {}, {}", "tidak ada selisih di bawah {}, {}")
                             : say(language_, "no difference above {}, {}", "tidak ada selisih di atas {}, {}")),
            value(low ? (first - 1)->value : after->value), best);
    }

    std::string turned(const Turn& turn) const {
        const Place &below = places_[turn.below], &above = places_[turn.above];
        const bool sure = places_.front().clear() && places_.back().clear();
        const std::string doubt = sure ? ""
                                       : say(language_, "; at an end of the range the difference is within chance",
                                             "; di salah satu ujung rentang selisihnya masih dalam kebetulan");
        if (turn.above - turn.below > 2) {
            return fmt::format(
                fmt::runtime(say(language_,
                                 "below {} {} is the better, above {} {}, between them there is no difference{}",
                                 "di bawah {} {} lebih baik, di atas {} {}, di antaranya tidak ada selisih{}")),
                value(places_[turn.below + 1].value), better(below), value(places_[turn.above - 1].value),
                better(above), doubt);
        }
        const double tip = turn.above - turn.below == 2 ? places_[turn.below + 1].value : tip_of(below, above);
        return fmt::format(fmt::runtime(say(language_, "below {} {} is the better, above it {}{}",
                                            "di bawah {} {} lebih baik, di atasnya {}{}")),
                           value(tip), better(below), better(above), doubt);
    }

    std::string turned_again(const std::vector<Turn>& turns) const {
        std::string where;
        for (const Turn& turn : turns) {
            where += (where.empty() ? "" : say(language_, " and ", " dan ")) +
                     value(tip_of(places_[turn.below], places_[turn.above]));
        }
        return fmt::format(fmt::runtime(say(language_, "the answer changes sides more than once, near {}",
                                            "jawabannya berganti sisi lebih dari sekali, di sekitar {}")),
                           where);
    }

    const Parameter& parameter_;
    const std::vector<Place>& places_;
    const Quantity& quantity_;
    const Alternative& other_;
    Language language_;
};

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
        const int of = static_cast<int>(spreads.size()) * (even_places + halvings);
        for (const Spread& spread : spreads) {
            const std::vector<Place> over = scan.over(spread, [&] { progress(++done, of); });
            text += wrapped(Words(*spread.parameter, over, q, other, language).text(), 2);
        }
    }
    return text + "\n";
}

}  // namespace piket::cli
