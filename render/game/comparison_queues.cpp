// The queues office by office, in words and as bars.
#include <algorithm>
#include <cmath>

#include "game/comparison.hpp"
#include "words/measure_words.hpp"

namespace piket::render {

namespace {

// "7.1 → 34 min"; of closed counters that they are: nobody queues there, which is no short queue.
std::string minutes_text(const Ui& ui, const QueueChange& change) {
    const auto minutes = [&](size_t side) {
        return ui.words.number(change.minutes[side], change.minutes[side] < 9.5 ? 1 : 0);
    };
    const auto with_unit = [&](const std::string& n) { return ui.words("side.queues.minutes", fmt::arg("n", n)); };
    if (change.open_in_both()) {
        return with_unit(minutes(0) + " → " + minutes(1));
    }
    const auto text = [&](size_t side) {
        return change.open(side) ? with_unit(minutes(side)) : ui.words("side.queues.closed");
    };
    return text(0) + " → " + text(1);
}

// "+27.2 min [+25.5; +28.8], longer in 199 of 200"
std::string difference_text(const Ui& ui, const EnsembleView& view, const QueueChange& change) {
    const Difference& d = change.longer;
    if (change.longer_in == 0 && change.shorter_in == 0) {
        return ui.words("side.queues.same");
    }
    const int decimals = std::max(1, decimals_for(d.summary.mean) - 1);
    const auto number = [&](double value) { return with_sign(ui, value, decimals); };
    const bool longer = d.summary.mean > 0;
    const std::string mean = number(d.summary.mean), k = ui.words.number(longer ? change.longer_in : change.shorter_in),
                      n = ui.words.number(view.paired), low = d.bounded() ? number(d.mean_low) : "–",
                      high = d.bounded() ? number(d.mean_high) : "–";
    return ui.words(longer ? "side.queues.longer" : "side.queues.shorter", fmt::arg("mean", mean), fmt::arg("low", low),
                    fmt::arg("high", high), fmt::arg("k", k), fmt::arg("n", n));
}

}  // namespace

std::string office_name(const Ui& ui, const Game& game, const std::string& entry) {
    for (const Side side : both_sides) {
        const Text name = piket::office_name(*game.runner->place(side), entry);
        if (!name.en.empty() || !name.id.empty()) {
            return in_language(name, ui.words.language());
        }
    }
    return entry;
}

std::string most_changed_queue(const Ui& ui, const Game& game, const EnsembleView& view) {
    if (!can_judge(view) || view.queues.empty() || !view.queues.front().noticed()) {
        return {};
    }
    const QueueChange& most = view.queues.front();
    return ui.words("side.queues.most", fmt::arg("office", office_name(ui, game, most.entry)),
                    fmt::arg("minutes", minutes_text(ui, most)));
}

Level queue_row(const Ui& ui, const Game& game, const EnsembleView& view, const QueueChange& change) {
    const std::string refused =
        ui.words("side.queues.turned_away", fmt::arg("a", ui.words.number(change.turned_away[0])),
                 fmt::arg("b", ui.words.number(change.turned_away[1])));
    const bool judged = can_judge(view) && change.noticed();
    Level row;
    row.label = office_name(ui, game, change.entry);
    row.id = "queue-" + change.entry;
    row.text = minutes_text(ui, change);
    row.values = change.minutes;
    row.second = change.open_in_both() ? difference_text(ui, view, change) : refused;
    row.color = !judged || change.open_in_one()  ? palette::muted
                : change.longer.summary.mean < 0 ? palette::good
                                                 : palette::bad;
    row.tip = row.label + "\n" + refused + "\n" + ui.words("side.tip.office_queue") + "\n" + from_futures(ui, view);
    return row;
}

}  // namespace piket::render
