#include "sweep_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "quantities.hpp"
#include "report.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

constexpr size_t most_rows = 500;

class Report {
   public:
    Report(const SweepPlan& plan, const RunsOfPoint& runs, Language language) : plan_(plan), language_(language) {
        for (size_t p = 0; p < plan.points(); ++p) {
            results_.push_back(runs(p));
        }
    }

    std::string text() const {
        std::string text = say(language_, plan_.title) + "\n\n";
        text += fmt::format("  {}\n", points_in_words());
        if (plan_.reference && !many()) {
            text += fmt::format("  {}\n",
                                fmt::format(fmt::runtime(say(language_,
                                                             "Differences: from \"{}\", future by future; 90 % "
                                                             "interval of their mean; ties count half",
                                                             "Selisih: terhadap \"{}\", masa depan demi masa depan; "
                                                             "selang 90 % rata-ratanya; seri dihitung setengah")),
                                            reference_title()));
        }
        for (const Outcome outcome : plan_.outcomes) {
            text += "\n" + (many() ? spread_of(quantity(outcome)) : table_of(quantity(outcome)));
        }
        if (many()) {
            text +=
                "\n" + wrapped(say(language_, "So many points are better read from a file: see --csv and piket export.",
                                   "Titik sebanyak ini lebih baik dibaca dari berkas: lihat --csv dan piket export."),
                               2);
        }
        return text + "\n" + caution(language_);
    }

   private:
    // More than anybody reads.
    bool many() const { return plan_.points() > most_rows; }

    std::string points_in_words() const {
        const std::string text = fmt::format(
            fmt::runtime(say(language_, "{} points, {} futures each", "{} titik, masing-masing {} masa depan")),
            plan_.points(), plan_.replicates);
        const bool seeds =
            std::ranges::any_of(plan_.axes, [](const SweepAxis& axis) { return axis.steps.front().seed.has_value(); });
        return seeds ? text : text + fmt::format("{} {}", say(language_, " from seed", " dari benih"), plan_.seed);
    }

    // Means of the points from the least to the largest.
    std::string spread_of(const Quantity& q) const {
        std::vector<double> means;
        for (const std::vector<Replicate>& runs : results_) {
            if (!runs.empty()) {
                means.push_back(summarise(last_values(runs, q)).mean);
            }
        }
        using enum Table::Align;
        Table table({left, right, right, right, right, right});
        table.row({heading_of(q), say(language_, "least", "terkecil"), "5 %", "median", "95 %",
                   say(language_, "largest", "terbesar")});
        std::ranges::sort(means);
        const Summary s = summarise(means);
        const int digits = decimals_for(shown(q, s.mean));
        const auto show = [&](double value) { return number(shown(q, value), digits, language_); };
        if (!means.empty()) {
            table.row({say(language_, "  means of the points", "  rata-rata tiap titik"), show(means.front()),
                       show(s.q05), show(s.q50), show(s.q95), show(means.back())});
        }
        return table.text();
    }

    static std::vector<double> last_values(std::span<const Replicate> runs, const Quantity& q) {
        std::vector<double> values;
        for (const Replicate& run : runs) {
            values.push_back(q.of(run.horizons.back()));
        }
        return values;
    }

    std::string heading_of(const Quantity& q) const {
        return fmt::format("{}, {}", label(q, language_),
                           days_vary(plan_) ? say(language_, "at the end", "pada akhirnya")
                                            : horizon_in_words(plan_.start, plan_.horizons.back(), language_));
    }

    std::string reference_title() const {
        return say(language_, plan_.axes[plan_.reference->axis].steps[plan_.reference->step].title);
    }

    // The axis down a block of rows: that of the reference, else the last.
    size_t rows_axis() const { return plan_.reference ? plan_.reference->axis : plan_.axes.size() - 1; }

    std::string table_of(const Quantity& q) const {
        using enum Table::Align;
        Table table({left, right, right, right, right});
        table.row({heading_of(q), say(language_, "mean", "rata-rata"),
                   say(language_, "90 % of futures", "90 % masa depan"),
                   plan_.reference ? say(language_, "difference (90 %)", "selisih (90 %)") : "",
                   plan_.reference ? say(language_, "lower in", "lebih rendah") : ""});
        const size_t axis = rows_axis();
        for (size_t p = 0; p < plan_.points(); ++p) {
            std::vector<size_t> steps = steps_of(plan_, p);
            if (steps[axis] != 0) {
                continue;
            }
            if (plan_.axes.size() > 1) {
                table.line();
                table.line("  " + others_in_words(steps, axis));
            }
            for (steps[axis] = 0; steps[axis] < plan_.axes[axis].steps.size(); ++steps[axis]) {
                table.row(row_of(q, steps));
            }
        }
        return table.text();
    }

    std::string others_in_words(const std::vector<size_t>& steps, size_t except) const {
        std::string words;
        for (size_t a = 0; a < steps.size(); ++a) {
            if (a != except) {
                words += fmt::format("{}{}: {}", words.empty() ? "" : "; ", say(language_, plan_.axes[a].title),
                                     say(language_, plan_.axes[a].steps[steps[a]].title));
            }
        }
        return words;
    }

    std::vector<std::string> row_of(const Quantity& q, std::vector<size_t> steps) const {
        const size_t axis = rows_axis();
        const std::vector<Replicate>& here = results_[point_of(plan_, steps)];
        std::vector<std::string> cells = {"    " + say(language_, plan_.axes[axis].steps[steps[axis]].title)};
        if (here.empty()) {
            cells.emplace_back("–");
            return cells;
        }
        const Summary s = summarise(last_values(here, q));
        const int digits = decimals_for(shown(q, s.mean));
        const auto show = [&](double value) { return number(shown(q, value), digits, language_); };
        const int whole = decimals_of_values(q, shown(q, s.mean));
        const auto one = [&](double value) { return number(shown(q, value), whole, language_); };
        cells.push_back(show(s.mean));
        cells.push_back(here.size() > 1 ? one(s.q05) + " – " + one(s.q95) : "");
        if (plan_.reference && steps[axis] != plan_.reference->step) {
            steps[axis] = plan_.reference->step;
            const auto [a, b] = paired(results_[point_of(plan_, steps)], here, q);
            const Difference d = compare(a, b, true);
            cells.push_back(a.size() > 1
                                ? fmt::format("{} ({} – {})", show(d.summary.mean), show(d.mean_low), show(d.mean_high))
                                : show(d.summary.mean));
            cells.push_back(number(100 * d.better, 0, language_) + " %");
        }
        return cells;
    }

    // Values of the futures that both have.
    static std::pair<std::vector<double>, std::vector<double>> paired(std::span<const Replicate> a,
                                                                      std::span<const Replicate> b, const Quantity& q) {
        std::pair<std::vector<double>, std::vector<double>> values;
        for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
            if (a[i].replicate == b[j].replicate) {
                values.first.push_back(q.of(a[i++].horizons.back()));
                values.second.push_back(q.of(b[j++].horizons.back()));
            } else {
                ++(a[i].replicate < b[j].replicate ? i : j);
            }
        }
        return values;
    }

    const SweepPlan& plan_;
    Language language_;
    std::vector<std::vector<Replicate>> results_;  // [point]
};

}  // namespace

bool days_vary(const SweepPlan& plan) {
    return std::ranges::any_of(plan.axes, [](const SweepAxis& axis) {
        return std::ranges::any_of(axis.steps, [](const SweepStep& step) {
            return std::ranges::any_of(step.set, [](const Override& o) { return o.key == "run.days"; });
        });
    });
}

std::string sweep_report(const SweepPlan& plan, const RunsOfPoint& runs, Language language) {
    return Report(plan, runs, language).text();
}

}  // namespace piket::cli
