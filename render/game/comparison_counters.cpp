// The queues office by office, in words and as bars.
#include <algorithm>
#include <cmath>

#include "game/comparison.hpp"
#include "words/measure_words.hpp"

namespace piket::render {

namespace {

constexpr double least_minutes = 0.5;   // a change that somebody in the queue notices
constexpr double least_arrivals = 0.5;  // fewer visitors in a future are none: the counters are closed

std::string whole(const Ui& ui, double minutes) {
    return ui.words.number(minutes, minutes < 9.5 ? 1 : 0);
}

bool open_in_both(const Counters& counters) {
    return counters.arrivals[0] >= least_arrivals && counters.arrivals[1] >= least_arrivals;
}

// "7.1 → 34 min", or that counters are closed: nobody queues there, which is no short queue.
std::string minutes_text(const Ui& ui, const Counters& counters) {
    const std::string a = whole(ui, counters.minutes[0]), b = whole(ui, counters.minutes[1]);
    if (open_in_both(counters)) {
        return ui.words("side.counters.minutes", fmt::arg("n", a + " → " + b));
    }
    const auto side = [&](size_t s, const std::string& n) {
        return ui.words(counters.arrivals[s] < least_arrivals ? "side.counters.closed" : "side.counters.minutes",
                        fmt::arg("n", n));
    };
    return side(0, a) + " → " + side(1, b);
}

}  // namespace

int closed_in_one(const EnsembleView& view) {
    return static_cast<int>(std::ranges::count_if(view.counters, [](const Counters& counters) {
        return (counters.arrivals[0] < least_arrivals) != (counters.arrivals[1] < least_arrivals);
    }));
}

std::string counters_name(const Ui& ui, const Place& place, const std::string& entry) {
    const auto alike = std::ranges::count(place.agencies, entry, &PlaceAgency::entry);
    const auto first = std::ranges::find(place.agencies, entry, &PlaceAgency::entry);
    if (first == place.agencies.end()) {
        return entry;
    }
    const std::string name = in_language(first->entry_name, ui.words.language());
    return alike > 1 ? fmt::format("{} ({})", name, ui.words.number(static_cast<double>(alike))) : name;
}

std::string most_changed_queue(const Ui& ui, const Game& game, const EnsembleView& view) {
    if (view.counters.empty()) {
        return {};
    }
    const Counters& most = view.counters.front();
    if (open_in_both(most) && std::abs(most.longer.summary.mean) < least_minutes) {
        return {};
    }
    return ui.words("side.counters.most",
                    fmt::arg("office", counters_name(ui, *game.runner->place(Side::a), most.entry)),
                    fmt::arg("minutes", minutes_text(ui, most)));
}

Level counters_row(const Ui& ui, const Game& game, const EnsembleView& view, const Counters& counters) {
    const Difference& d = counters.longer;
    Level row;
    row.label = counters_name(ui, *game.runner->place(Side::a), counters.entry);
    row.id = "counters-" + counters.entry;
    row.text = minutes_text(ui, counters);
    row.values = counters.minutes;
    row.color = palette::muted;
    if (open_in_both(counters)) {
        const int decimals = std::max(1, decimals_for(d.summary.mean) - 1);
        const auto number = [&](double value) { return with_sign(ui, value, decimals); };
        if (d.summary.mean == 0 && d.summary.standard_error == 0) {
            row.second = ui.words("side.counters.same");
        } else if (!d.bounded()) {
            row.second = number(d.summary.mean);
        } else {
            row.second = ui.words("side.counters.sure", fmt::arg("mean", number(d.summary.mean)),
                                  fmt::arg("low", number(d.mean_low)), fmt::arg("high", number(d.mean_high)),
                                  fmt::arg("worse", ui.words.number(counters.worse)),
                                  fmt::arg("n", ui.words.number(view.paired)));
        }
        if (can_judge(view) && d.clear() && std::abs(d.summary.mean) >= least_minutes) {
            row.color = d.summary.mean < 0 ? palette::good : palette::bad;
        }
    }
    const std::string refused =
        ui.words("side.counters.turned_away", fmt::arg("a", ui.words.number(counters.turned_away[0])),
                 fmt::arg("b", ui.words.number(counters.turned_away[1])));
    if (!open_in_both(counters)) {
        row.second = refused;
    }
    row.tip = refused + "\n" + ui.words("side.tip.office_queue") + "\n" + from_futures(ui, view);
    return row;
}

}  // namespace piket::render
