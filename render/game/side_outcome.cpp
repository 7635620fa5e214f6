// Is B better than A, by how much, how sure is that, and at what price?
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/comparison.hpp"
#include "game/decisions.hpp"
#include "game/side.hpp"
#include "widgets/imgui.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

constexpr int least_to_tell = 5;  // futures: of fewer a mean says nothing

void draw_chart(Ui& ui, Game& game, const EnsembleView& view) {
    const Runner& runner = *game.runner;
    const FanChart chart = fans_of(ui, game, view, game.series);
    if (const auto asked = fan_chart(ui, "chart", chart)) {
        const int day = static_cast<int>(*asked);
        game.go_to(runner.first_day() + day, (*asked - day) * seconds_per_day);
    }
}

void say(Ui& ui, const std::string& said) {
    text(ui, said, palette::warning);
    ui.items.record("###settling").value = said;
}

void draw_verdict(Ui& ui, const Game& game, const EnsembleView& view, Series series) {
    ImGui::PushFont(ui.look.font(Face::small));
    text(ui, series_name(ui, series), palette::muted);
    ImGui::PopFont();
    ImGui::PushFont(ui.look.font(Face::semibold));
    const std::string said = verdict(ui, view, series);
    text(ui, said);
    const int same = ties(view, series);
    const std::string by =
        ui.words(same > 0 ? "side.outcome.by_ties" : "side.outcome.by", fmt::arg("series", series_name(ui, series)),
                 fmt::arg("ties", ui.words.number(same)));
    const auto record = [&](const std::string& id) {
        Item& item = ui.items.record("###" + id);
        item.value = said;
        const bool closed = series == Series::queue && open_in_one(view.queues) > 0;
        explain(ui, item,
                (closed ? ui.words("side.tip.closed") : ui.words("side.tip.better") + "\n" + by) + "\n" +
                    from_futures(ui, view));
    };
    record("answer-" + key_of(series));
    if (series == compared_by(game.series)) {
        record("better");
    }
    ImGui::PopFont();
}

// A verdict, and how much that is.
void draw_answer(Ui& ui, const Game& game, const EnsembleView& view, Series series) {
    draw_verdict(ui, game, view, series);
    // Of a queue before closed doors: who was sent away.
    const Series told = series == Series::queue && open_in_one(view.queues) > 0 ? Series::turned_away : series;
    const Forest row = difference_row(ui, view, told);
    const std::string unit = is_mean(told) ? "" : " " + unit_of(ui, told);
    const auto& [a, b] = view.means[static_cast<size_t>(told)];
    const auto mean = [&](double value) { return ui.words.number(value, decimals_for(std::max(a, b))); };
    const std::string said = (told == series ? "" : series_name(ui, told) + ": ") +
                             ui.words("side.outcome.on_average", fmt::arg("a", mean(a)), fmt::arg("b", mean(b)),
                                      fmt::arg("difference", row.text + unit));
    text(ui, said, row.color == palette::muted ? palette::text : row.color);
    Item& item = ui.items.record("###mean-" + key_of(series));
    item.value = said;
    explain(ui, item, row.tip);
}

// Both questions together and above all else, whatever the chart shows: who is infected, and how long citizens queue.
void draw_answers(Ui& ui, const Game& game, const EnsembleView& view) {
    if (const std::string unanswered = why_unanswered(ui, game, view); !unanswered.empty()) {
        say(ui, unanswered);
        return;
    }
    if (!can_judge(view)) {
        say(ui, verdict(ui, view, Series::infected));
        return;
    }
    if (const auto end = end_of_rules(game, Side::b); end && *end < game.runner->first_day() + (view.horizon - 1)) {
        const std::string after = ui.words("side.outcome.after_rules", fmt::arg("date", short_date(ui, *end)));
        muted(ui, after);
        ui.items.record("###after-rules").value = after;
    }
    draw_answer(ui, game, view, Series::infected);
    gap(ui, 4);
    draw_answer(ui, game, view, Series::queue);
    if (const std::string most = most_changed_queue(ui, game, view); !most.empty()) {
        text(ui, most);
        Item& item = ui.items.record("###most-changed-queue");
        item.value = most;
        explain(ui, item, ui.words("side.tip.most_changed") + "\n" + from_futures(ui, view));
    }
    if (!view.settled) {
        say(ui, ui.words("side.outcome.settling", fmt::arg("n", ui.words.number(view.paired)),
                         fmt::arg("wanted", ui.words.number(view.wanted))));
    }
}

// Up to which day both are compared, where the scenario names several.
void draw_horizons(Ui& ui, Game& game) {
    const std::vector<int> horizons = game.runner->horizons();
    if (horizons.size() < 2) {
        return;
    }
    int chosen = static_cast<int>(std::ranges::find(horizons, game.runner->horizon()) - horizons.begin());
    std::vector<std::string> names;
    for (const int days : horizons) {
        const std::string date = short_date(ui, game.runner->first_day() + (days - 1));
        names.push_back(ui.words("side.outcome.up_to", fmt::arg("date", date)) + fmt::format("###horizon-{}", days));
    }
    const float each = ImGui::GetContentRegionAvail().x / static_cast<float>(names.size()) - ui.px(16);
    const bool fit = std::ranges::all_of(
        names, [&](const std::string& name) { return text_width(name.substr(0, name.find("##"))) <= each; });
    if (fit ? tabs(ui, "horizons", names, chosen) : choice(ui, "horizons", names, chosen)) {
        game.runner->compare_at(horizons[static_cast<size_t>(chosen)]);
    }
}

// To the first hall of these offices.
void go_to_hall(Game& game, const std::string& entry) {
    for (const Side side : {Side::b, Side::a}) {
        const auto place = game.runner->place(side);
        for (const PlaceHall& hall : place->halls) {
            if (place->agencies[place->units[hall.unit].agency].entry == entry) {
                inspect(game, side);
                game.room = hall.room;
                game.look_at_room = {side, hall.room};
                game.tab = shown(game, Tab::room) ? Tab::room : game.tab;
                return;
            }
        }
    }
}

// Office by office: a mean over all of them hides the one where people stand in line.
void draw_queues(Ui& ui, Game& game, const EnsembleView& view) {
    if (view.queues.empty()) {
        return;
    }
    section(ui, ui.words("side.queues.title", fmt::arg("date", horizon_date(ui, game, view))));
    muted(ui, ui.words("side.queues.help"));
    gap(ui, 2);
    std::vector<Level> rows;
    for (const QueueChange& change : view.queues) {
        rows.push_back(queue_row(ui, game, view, change));
        rows.back().tip += "\n" + ui.words("side.queues.go");
    }
    if (const auto clicked = levels(ui, rows, true)) {
        go_to_hall(game, view.queues[*clicked].entry);
    }
}

void draw_differences(Ui& ui, const Game& game, const EnsembleView& view) {
    section(ui, ui.words("side.outcome.differences", fmt::arg("date", horizon_date(ui, game, view))));
    muted(ui, ui.words("side.outcome.differences_help"));
    gap(ui, 2);
    for (const Series series :
         {Series::infected, Series::queue, Series::turned_away, Series::waiting, Series::served, Series::absent}) {
        forest(ui, difference_row(ui, view, series));
    }
}

void draw_balance(Ui& ui, const EnsembleView& view) {
    section(ui, ui.words("side.outcome.balance"));
    // "12 fewer", "12 more" or "no different".
    const auto part = [&](Series series, const char* key) {
        const double mean = view.differences[static_cast<size_t>(series)].summary.mean;
        const int decimals = decimals_for(mean);
        if (mean != 0 && goes_unnoticed(view, series)) {
            return ui.words(std::string("side.balance.") + key + "_practically");
        }
        const std::string n = ui.words.number(std::abs(mean), decimals);
        if (n == ui.words.number(0, decimals)) {
            return ui.words(std::string("side.balance.") + key + "_same");
        }
        return ui.words.counted(std::string("side.balance.") + key + (mean < 0 ? "_less" : "_more"), n);
    };
    const auto line = [&](const char* icon, const char* id, const std::string& said) {
        ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(to_imgui(palette::muted)), "%s", icon);
        ImGui::SameLine(ui.px(40));
        text(ui, said);
        Item& item = ui.items.record(std::string("###") + id);
        item.value = said;
        explain(ui, item, ui.words("side.tip.balance") + "\n" + from_futures(ui, view));
    };
    line(icon::risk, "saved", part(Series::infected, "infected"));
    line(icon::service, "cost",
         ui.words("side.balance.service",
                  fmt::arg("queue", open_in_one(view.queues) > 0 ? ui.words("side.balance.queue_closed")
                                                                 : part(Series::queue, "queue")),
                  fmt::arg("turned_away", part(Series::turned_away, "turned_away")),
                  fmt::arg("served", part(Series::served, "served"))));
    line(icon::bed, "absent", part(Series::absent, "absent"));
}

void draw_pairs(Ui& ui, const EnsembleView& view, Series series) {
    section(ui, ui.words("side.outcome.pairs", fmt::arg("series", series_name(ui, series))));
    Histogram chart;
    for (const auto& pair : view.pairs) {
        chart.values.push_back(pair[static_cast<size_t>(series)]);
    }
    const bool fewer = fewer_is_better(series);
    chart.below = fewer ? palette::good : palette::bad;
    chart.above = fewer ? palette::bad : palette::good;
    chart.tip = ui.words("side.tip.pairs", fmt::arg("unit", unit_of(ui, series))) + "\n" + from_futures(ui, view);
    histogram(ui, "pairs", chart);
}

// Where no futures are asked for: what the one on screen has come to, and that it is one alone.
void draw_one_future(Ui& ui, const Game& game) {
    const std::string off = ui.words("side.outcome.off");
    text(ui, off, palette::warning);
    ui.items.record("###settling").value = off;
    section(ui, ui.words("side.outcome.one_future", fmt::arg("date", ui.words.date(game.day))));
    muted(ui, ui.words("side.outcome.one_future_help"));
    for (int s = 0; s < series_count; ++s) {
        const auto series = static_cast<Series>(s);
        const double a = lived_value(game, Side::a, series, game.day), b = lived_value(game, Side::b, series, game.day);
        const int decimals = series == Series::waiting                                  ? 2
                             : series == Series::queue || series == Series::queue_today ? 1
                                                                                        : 0;
        const auto number = [&](double value) { return ui.words.number(value, decimals); };
        fact(ui, "one-" + key_of(series), series_name(ui, series) + " (" + unit_of(ui, series) + ")",
             ui.words("side.outcome.one_future_is", fmt::arg("a", number(a)), fmt::arg("b", number(b))), palette::text,
             ui.words("side.series_tip." + key_of(series)) + "\n" +
                 ui.words("side.source.both", fmt::arg("date", ui.words.date(game.day))));
    }
}

}  // namespace

void draw_outcome(Ui& ui, Game& game) {
    const auto view = game.runner->ensemble();
    if (game.shown.known_only) {
        known_note(ui, game, "side.known.outcome");
    }
    const bool off = game.runner->options().ensemble_threads == 0;
    if (!off) {
        draw_horizons(ui, game);
        draw_answers(ui, game, *view);
        gap(ui, 4);
    }
    // Of the queue the chart shows each day: its mean from the first day on hides when it was long.
    std::vector<Series> charted;
    std::vector<std::string> names;
    for (int s = 0; s < series_count; ++s) {
        if (static_cast<Series>(s) != Series::queue) {
            charted.push_back(static_cast<Series>(s));
            names.push_back(series_name(ui, charted.back()));
        }
    }
    auto chosen = static_cast<int>(std::ranges::find(charted, game.series) - charted.begin());
    choice(ui, "series", names, chosen);
    game.series = charted[static_cast<size_t>(chosen)];
    draw_chart(ui, game, *view);
    fan_legend(ui, game.shown.known_only);
    gap(ui, 4);
    if (off) {
        draw_one_future(ui, game);
    }
    if (why_unanswered(ui, game, *view).empty()) {
        const Series series = compared_by(game.series);
        if (series != Series::infected && series != Series::queue && can_judge(*view)) {
            draw_verdict(ui, game, *view, series);
        }
        if (view->paired >= std::min(least_to_tell, view->wanted)) {
            draw_queues(ui, game, *view);
            draw_differences(ui, game, *view);
            draw_balance(ui, *view);
            draw_pairs(ui, *view, compared_by(game.series));
        }
        section(ui, ui.words("side.outcome.where", fmt::arg("date", horizon_date(ui, game, *view))));
        muted(ui, ui.words("side.outcome.where_help"));
        bars(ui, setting_rows(ui, *view));
    }
    gap(ui, 6);
    muted(ui, ui.words("side.outcome.fixed"));
    ui.items.record("###fixed").value = ui.words("side.outcome.fixed");
}

}  // namespace piket::render
