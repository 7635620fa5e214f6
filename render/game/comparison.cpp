#include "game/comparison.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "game/decisions.hpp"
#include "game/side.hpp"
#include "widgets/imgui.hpp"

namespace piket::render {

namespace {

// Fewer futures than this give no verdict and colour no difference good or bad: their interval is itself a guess.
constexpr int least_to_judge = 20;
// Less than this share of what A has is no difference that anybody would notice.
constexpr double noticed = 0.0005, widest_unnoticed = 0.01;

double mean_of_a(const EnsembleView& view, Series series) {
    return view.means[static_cast<size_t>(series)][0];
}

// What the office counts itself: results that came from the laboratory, absence and service.
double reported(Series series, const DaySummary& day) {
    switch (series) {
        case Series::infected:
        case Series::servants:
            return at(day.so_far, Outcome::confirmed);
        case Series::new_infected:
            return at(day.today, Outcome::confirmed);
        case Series::public_infected:  // nobody tests visitors
            return std::numeric_limits<double>::quiet_NaN();
        case Series::absent:
        case Series::served:
        case Series::waiting:
        case Series::backlog:
        case Series::queue:
        case Series::turned_away:
        case Series::queue_today:
            break;
    }
    return value_of(series, day.today, day.so_far);
}

// One entry of a legend; goes on in the same line while there is room.
void legend_entry(Ui& ui, const std::string& label, const std::function<void(ImDrawList&, Rect)>& sign, bool first) {
    const float wide = ui.px(26) + text_width(label);
    if (!first) {
        ImGui::SameLine(0, ui.px(14));
        if (ImGui::GetContentRegionAvail().x < wide) {
            ImGui::NewLine();
        }
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetFontSize();
    sign(*ImGui::GetWindowDrawList(), {at.x, at.y, ui.px(20), line});
    put_text({at.x + ui.px(26), at.y}, label, palette::muted);
    ImGui::Dummy({wide, line});
    ui.items.record(label);
}

}  // namespace

std::string key_of(Series series) {
    constexpr std::array<const char*, series_count> keys = {
        "infected", "servants", "new_infected", "public_infected", "absent",     "served",
        "waiting",  "backlog",  "queue",        "turned_away",     "queue_today"};
    return keys[static_cast<size_t>(series)];
}

std::string series_name(const Ui& ui, Series series) {
    return ui.words("side.series." + key_of(series));
}

bool is_mean(Series series) {
    return series == Series::waiting || series == Series::queue;
}

std::string unit_of(const Ui& ui, Series series) {
    return ui.words("side.series_unit." + key_of(series));
}

int decimals_for(double value) {
    const double size = std::abs(value);
    return size >= 100 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
}

std::string with_sign(const Ui& ui, double value, int decimals) {
    const std::string text = ui.words.number(value, decimals);
    const bool is_zero = ui.words.number(std::abs(value), decimals) == ui.words.number(0, decimals);
    return value > 0 && !is_zero ? "+" + text : text;
}

bool answers(const Game& game, const EnsembleView& view) {
    return view.branch_a == game.runner->branch(Side::a) && view.branch_b == game.runner->branch(Side::b) &&
           view.horizon == game.runner->horizon();
}

std::string why_unanswered(const Ui& ui, const Game& game, const EnsembleView& view) {
    if (game.runner->options().ensemble_threads == 0) {
        return ui.words("side.outcome.off");
    }
    if (!answers(game, view)) {
        return ui.words(view.horizon == game.runner->horizon() ? "side.outcome.anew" : "side.outcome.other_day");
    }
    return view.paired == 0 ? ui.words("side.outcome.none_yet") : "";
}

int ties(const EnsembleView& view, Series series) {
    const auto s = static_cast<size_t>(series);
    return static_cast<int>(std::ranges::count_if(view.pairs, [s](const auto& pair) { return pair[s] == 0; }));
}

bool can_judge(const EnsembleView& view) {
    return view.paired >= std::min(least_to_judge, view.wanted);
}

bool goes_unnoticed(const EnsembleView& view, Series series) {
    const double mean = view.differences[static_cast<size_t>(series)].summary.mean;
    return std::abs(mean) < noticed * std::abs(mean_of_a(view, series));
}

std::string verdict(const Ui& ui, const EnsembleView& view, Series series) {
    if (!can_judge(view)) {
        return ui.words.count("side.outcome.counting", view.paired);
    }
    if (const int closed = open_in_one(view.queues); series == Series::queue && closed > 0) {
        const std::string all = ui.words.number(static_cast<double>(view.queues.size()));
        return ui.words("side.queues.closed_at", fmt::arg("n", ui.words.number(closed)), fmt::arg("all", all));
    }
    const int same = ties(view, series), better = view.better[static_cast<size_t>(series)];
    if (same == view.paired) {
        return ui.words.count("side.outcome.same", view.paired);
    }
    const std::string k = ui.words.number(better), worse = ui.words.number(view.paired - same - better);
    return ui.words.count("side.outcome.better", view.paired, fmt::arg("k", k), fmt::arg("worse", worse));
}

std::string horizon_date(const Ui& ui, const Game& game, const EnsembleView& view) {
    return short_date(ui, game.runner->first_day() + (view.horizon - 1));
}

std::string from_futures(const Ui& ui, const EnsembleView& view) {
    return ui.words.count("side.source.futures", view.paired);
}

double lived_value(const Game& game, Side side, Series series, Day day) {
    const auto summary = game.runner->summary(side, day);
    if (!summary) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return game.shown.known_only ? reported(series, *summary) : value_of(series, summary->today, summary->so_far);
}

FanChart fans_of(const Ui& ui, const Game& game, const EnsembleView& view, Series series) {
    const Runner& runner = *game.runner;
    FanChart chart;
    chart.start = runner.first_day();
    chart.days = runner.last_day() - runner.first_day() + 1;
    chart.now = game.day - runner.first_day() + game.second / seconds_per_day;
    double largest = 0;
    for (const Side side : both_sides) {
        const auto s = static_cast<size_t>(side);
        const uint32_t of = side == Side::a ? view.branch_a : view.branch_b;
        // Futures of a branch that is no longer shown would answer a question nobody asks.
        chart.fans[s] = of == runner.branch(side) ? &view.fans[static_cast<size_t>(series)][s].days : nullptr;
        for (Day day = runner.first_day(); day <= runner.last_day(); ++day) {
            const auto summary = runner.summary(side, day);
            const bool as_before =
                series == Series::queue_today && day > runner.first_day() && summary && is_day_off(summary->today);
            chart.lived[s].push_back(as_before ? chart.lived[s].back() : lived_value(game, side, series, day));
            const double value = chart.lived[s].back();
            largest = std::isfinite(value) ? std::max(largest, value) : largest;
        }
        for (size_t d = 0; chart.fans[s] != nullptr && d < chart.fans[s]->size(); ++d) {
            largest = std::max(largest, (*chart.fans[s])[d].q95);
        }
    }
    const std::string unit = unit_of(ui, series);
    chart.unit = is_mean(series) ? ui.words("side.series_unit.mean_since", fmt::arg("unit", unit),
                                            fmt::arg("date", short_date(ui, runner.first_day())))
                                 : unit;
    chart.tip = ui.words("side.series_tip." + key_of(series)) + "\n" +
                ui.words("side.source.fan", fmt::arg("a", ui.words.number(view.done_a)),
                         fmt::arg("b", ui.words.number(view.done_b)));
    return chart;
}

Forest difference_row(const Ui& ui, const EnsembleView& view, Series series) {
    const Difference& d = view.differences[static_cast<size_t>(series)];
    const bool fewer = fewer_is_better(series);
    const bool below = d.mean_high < 0;
    Forest row;
    row.label = series_name(ui, series);
    row.id = "difference-" + key_of(series);
    row.mean = d.summary.mean;
    // One future has no interval: only its own difference is drawn.
    row.low = d.bounded() ? d.mean_low : d.summary.mean;
    row.high = d.bounded() ? d.mean_high : d.summary.mean;
    row.widest_low = d.summary.q05;
    row.widest_high = d.summary.q95;
    const bool uneven = series == Series::queue && open_in_one(view.queues) > 0;
    const bool enough = can_judge(view) && !goes_unnoticed(view, series) && !uneven;
    row.color = enough && d.clear() ? (below == fewer ? palette::good : palette::bad) : palette::muted;
    const std::string unit = unit_of(ui, series);
    // Of requests there are so many that the share alone says whether it is much.
    const double all = mean_of_a(view, series);
    const bool of_many = series == Series::served && all > 0;
    const int shown = of_many && std::abs(row.mean) >= 10 ? 0 : decimals_for(row.mean);
    const auto number = [&](double value) { return with_sign(ui, value, shown); };
    const auto end = [&](double value) { return d.bounded() ? number(value) : "–"; };
    row.text = ui.words("side.outcome.interval", fmt::arg("mean", number(row.mean)), fmt::arg("low", end(row.low)),
                        fmt::arg("high", end(row.high)));
    row.text += is_mean(series) ? " " + unit : "";
    if (of_many) {
        const double share = row.mean / all;
        const std::string part = ui.words.percent(std::abs(share), std::abs(share) < 0.01 ? 2 : 1);
        const char* sign = share == 0 || part.front() == '<' ? "" : share > 0 ? "+" : "−";
        row.text += fmt::format(" ({}{})", sign, part);
        row.least_scale = widest_unnoticed * all;
    }
    row.tip = ui.words("side.tip.difference", fmt::arg("unit", unit)) + "\n" +
              ui.words("side.series_tip." + key_of(series)) + "\n" + from_futures(ui, view);
    return row;
}

std::vector<Bar> setting_rows(const Ui& ui, const EnsembleView& view) {
    std::vector<int> order;
    for (int s = 1; s < setting_count; ++s) {
        const auto& [a, b] = view.settings[static_cast<size_t>(s)];
        if (a + b > 0.005) {
            order.push_back(s);
        }
    }
    std::ranges::stable_sort(order, std::greater{}, [&view](int s) {
        return view.settings[static_cast<size_t>(s)][0] + view.settings[static_cast<size_t>(s)][1];
    });
    std::vector<Bar> all;
    const std::string tip = ui.words("side.tip.settings") + "\n" + from_futures(ui, view);
    for (const int s : order) {
        const auto& [a, b] = view.settings[static_cast<size_t>(s)];
        const auto setting = static_cast<Setting>(s);
        const int decimals = std::max(a, b) >= 20 ? 0 : 1;
        all.push_back({setting_name(ui, setting),
                       "setting-" + std::string(piket::name(setting)),
                       {{a, palette::a}, {b, palette::b}},
                       ui.words.number(a, decimals) + " | " + ui.words.number(b, decimals),
                       tip});
    }
    return all;
}

void fan_legend(Ui& ui, bool known_only) {
    ImGui::PushFont(ui.look.font(Face::small));
    const auto stroke = [&ui](Color color, float thick) {
        return [&ui, color, thick](ImDrawList& draw, Rect r) {
            draw.AddLine({r.x, r.centre().y}, {r.right(), r.centre().y}, to_imgui(color), ui.px(thick));
        };
    };
    legend_entry(ui, ui.words("side.outcome.legend_a"), stroke(palette::a, 3), true);
    legend_entry(ui, ui.words("side.outcome.legend_b"), stroke(palette::b, 3), false);
    legend_entry(
        ui, ui.words("side.outcome.legend_band"),
        [](ImDrawList& draw, Rect r) {
            const float step = r.h / 4;
            draw.AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, to_imgui(faded(palette::text, 0.18F)));
            draw.AddRectFilled({r.x, r.y + step}, {r.right(), r.bottom() - step},
                               to_imgui(faded(palette::text, 0.28F)));
        },
        false);
    legend_entry(ui, ui.words(known_only ? "side.outcome.legend_reported" : "side.outcome.legend_lived"),
                 stroke(palette::text, 1.3F), false);
    ImGui::PopFont();
}

}  // namespace piket::render
