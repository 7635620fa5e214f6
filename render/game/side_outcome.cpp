// Is B better than A, by how much, how sure is that, and at what price?
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "game/side.hpp"
#include "widgets/imgui.hpp"

namespace piket::render {

namespace {

const char* key_of(Series series) {
    constexpr std::array<const char*, series_count> keys = {"infected", "servants", "new_infected", "public_infected",
                                                            "absent",   "served",   "waiting",      "backlog"};
    return keys[static_cast<size_t>(series)];
}

std::string series_name(const Ui& ui, Series series) {
    return ui.words(std::string("side.series.") + key_of(series));
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

// The daily count says nothing on the last day; over the whole run it is the sum.
Series compared_by(Series series) {
    return series == Series::new_infected ? Series::infected : series;
}

void draw_chart(Ui& ui, Game& game, const EnsembleView& view) {
    const Runner& runner = *game.runner;
    FanChart chart;
    chart.start = runner.first_day();
    chart.days = runner.last_day() - runner.first_day() + 1;
    chart.now = game.day - runner.first_day() + game.second / seconds_per_day;
    for (const Side side : both_sides) {
        const auto s = static_cast<size_t>(side);
        const uint32_t of = side == Side::a ? view.branch_a : view.branch_b;
        // Futures of a branch that is no longer shown would answer a question nobody asks.
        chart.fans[s] = of == runner.branch(side) ? &view.fans[static_cast<size_t>(game.series)][s].days : nullptr;
        for (Day day = runner.first_day(); day <= runner.last_day(); ++day) {
            const auto summary = runner.summary(side, day);
            chart.lived[s].push_back(summary ? value_of(game.series, summary->today, summary->so_far)
                                             : std::numeric_limits<double>::quiet_NaN());
        }
    }
    if (const auto asked = fan_chart(ui, "chart", chart)) {
        const int day = static_cast<int>(*asked);
        game.go_to(runner.first_day() + day, (*asked - day) * seconds_per_day);
    }
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

void draw_legend(Ui& ui) {
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
    legend_entry(ui, ui.words("side.outcome.legend_lived"), stroke(palette::text, 1.3F), false);
    ImGui::PopFont();
}

void draw_verdict(Ui& ui, const Game& game, const EnsembleView& view) {
    const bool anew = view.branch_a != game.runner->branch(Side::a) || view.branch_b != game.runner->branch(Side::b);
    const auto record = [&ui](const char* id, const std::string& said) {
        ui.items.record(std::string("###") + id).value = said;
    };
    if (anew || view.paired == 0) {
        const std::string said = ui.words(anew ? "side.outcome.anew" : "side.outcome.none_yet");
        text(ui, said, palette::warning);
        record("settling", said);
        return;
    }
    const auto s = static_cast<size_t>(compared_by(game.series));
    const auto ties = std::ranges::count_if(view.pairs, [s](const auto& pair) { return pair[s] == 0; });
    const std::string said =
        ties == view.paired
            ? ui.words("side.outcome.same", fmt::arg("n", ui.words.number(view.paired)))
            : ui.words("side.outcome.better", fmt::arg("k", ui.words.number(view.better[s])),
                       fmt::arg("n", ui.words.number(view.paired)),
                       fmt::arg("worse", ui.words.number(static_cast<double>(view.paired - ties - view.better[s]))));
    ImGui::PushFont(ui.look.font(Face::semibold));
    text(ui, said);
    record("better", said);
    ImGui::PopFont();
    const std::string by = series_name(ui, compared_by(game.series));
    muted(ui, ui.words(ties > 0 ? "side.outcome.by_ties" : "side.outcome.by", fmt::arg("series", by),
                       fmt::arg("ties", ui.words.number(static_cast<double>(ties)))));
    if (!view.settled) {
        const std::string still = ui.words("side.outcome.settling", fmt::arg("n", ui.words.number(view.paired)),
                                           fmt::arg("wanted", ui.words.number(view.wanted)));
        text(ui, still, palette::warning);
        record("settling", still);
    }
}

// Fewer futures than this colour no difference good or bad: their interval is itself a guess.
constexpr int least_to_judge = 10;

void draw_differences(Ui& ui, const EnsembleView& view) {
    section(ui, ui.words("side.outcome.differences"));
    muted(ui, ui.words("side.outcome.differences_help"));
    gap(ui, 2);
    for (const Series series : {Series::infected, Series::waiting, Series::served, Series::absent}) {
        const Difference& d = view.differences[static_cast<size_t>(series)];
        const bool fewer = fewer_is_better(series);
        const bool below = d.mean_high<0, above = d.mean_low> 0;
        Forest row;
        row.label = series_name(ui, series);
        row.id = std::string("difference-") + key_of(series);
        row.mean = d.summary.mean;
        row.low = d.mean_low;
        row.high = d.mean_high;
        row.widest_low = d.summary.q05;
        row.widest_high = d.summary.q95;
        const bool enough = view.paired >= least_to_judge;
        row.color = enough && (below || above) ? (below == fewer ? palette::good : palette::bad) : palette::muted;
        const int shown = decimals_for(row.mean);
        row.text =
            ui.words("side.outcome.interval", fmt::arg("mean", with_sign(ui, row.mean, shown)),
                     fmt::arg("low", with_sign(ui, row.low, shown)), fmt::arg("high", with_sign(ui, row.high, shown)));
        forest(ui, row);
    }
}

void draw_balance(Ui& ui, const EnsembleView& view) {
    section(ui, ui.words("side.outcome.balance"));
    // "12 fewer", "12 more" or "no different".
    const auto part = [&](Series series, const char* key) {
        const double mean = view.differences[static_cast<size_t>(series)].summary.mean;
        const int decimals = decimals_for(mean);
        const std::string n = ui.words.number(std::abs(mean), decimals);
        const bool same = n == ui.words.number(0, decimals);
        return ui.words(std::string("side.balance.") + key +
                            (same       ? "_same"
                             : mean < 0 ? "_less"
                                        : "_more"),
                        fmt::arg("n", n));
    };
    const auto line = [&](const char* icon, const char* id, const std::string& said) {
        ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(to_imgui(palette::muted)), "%s", icon);
        ImGui::SameLine(ui.px(40));
        text(ui, said);
        ui.items.record(std::string("###") + id).value = said;
    };
    line(icon::risk, "saved", part(Series::infected, "infected"));
    line(icon::service, "cost",
         ui.words("side.balance.service", fmt::arg("waiting", part(Series::waiting, "waiting")),
                  fmt::arg("served", part(Series::served, "served"))));
    line(icon::bed, "absent", part(Series::absent, "absent"));
}

void draw_settings(Ui& ui, const EnsembleView& view) {
    section(ui, ui.words("side.outcome.where"));
    muted(ui, ui.words("side.outcome.where_help"));
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
    for (const int s : order) {
        const auto& [a, b] = view.settings[static_cast<size_t>(s)];
        const auto setting = static_cast<Setting>(s);
        const int decimals = std::max(a, b) >= 20 ? 0 : 1;
        all.push_back({setting_name(ui, setting),
                       "setting-" + std::string(piket::name(setting)),
                       {{a, palette::a}, {b, palette::b}},
                       ui.words.number(a, decimals) + " | " + ui.words.number(b, decimals)});
    }
    bars(ui, all);
}

}  // namespace

void draw_outcome(Ui& ui, Game& game) {
    const auto view = game.runner->ensemble();
    std::vector<std::string> names;
    for (int s = 0; s < series_count; ++s) {
        names.push_back(series_name(ui, static_cast<Series>(s)));
    }
    int chosen = static_cast<int>(game.series);
    choice(ui, "series", names, chosen);
    game.series = static_cast<Series>(chosen);
    draw_chart(ui, game, *view);
    draw_legend(ui);
    gap(ui, 4);
    draw_verdict(ui, game, *view);
    if (view->paired > 0) {
        draw_differences(ui, *view);
        draw_balance(ui, *view);
        const Series series = compared_by(game.series);
        section(ui, ui.words("side.outcome.pairs", fmt::arg("series", series_name(ui, series))));
        Histogram chart;
        for (const auto& pair : view->pairs) {
            chart.values.push_back(pair[static_cast<size_t>(series)]);
        }
        const bool fewer = fewer_is_better(series);
        chart.below = fewer ? palette::good : palette::bad;
        chart.above = fewer ? palette::bad : palette::good;
        histogram(ui, "pairs", chart);
        draw_settings(ui, *view);
    }
    gap(ui, 6);
    muted(ui, ui.words("side.outcome.fixed"));
    ui.items.record("###fixed").value = ui.words("side.outcome.fixed");
}

}  // namespace piket::render
