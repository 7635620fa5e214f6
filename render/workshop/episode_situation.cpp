// What the administration knows on the evening of a decision.
#include <fmt/format.h>
#include <imgui.h>

#include <cmath>

#include "widgets/widgets.hpp"
#include "workshop/episode.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"

namespace piket::render {

namespace {

constexpr size_t most_agencies = 4;

// "+3", "−0.4"; empty where there is nothing to compare with.
std::string change(const Ui& ui, double now, const std::optional<double>& before, int decimals) {
    if (!before) {
        return "";
    }
    const double step = now - *before;
    const std::string size = ui.words.number(std::abs(step), decimals);
    if (size == ui.words.number(0, decimals)) {
        return "=";
    }
    return (step > 0 ? "+" : "−") + size;
}

}  // namespace

void draw_situation(Ui& ui, Game& game, LessonPlay& play) {
    const EpisodePlay& episode = play.episode;
    if (!episode.situation) {
        text(ui, ui.words("side.loading"), palette::muted);
        return;
    }
    const Situation& now = *episode.situation;
    const auto before = [&](auto field) {
        return episode.before && episode.before->working_days > 0
                   ? std::optional<double>(static_cast<double>((*episode.before).*field))
                   : std::nullopt;
    };
    const int days = now.until - now.from + 1;
    muted(ui, ui.words.count(days == 1 ? "situation.day" : "situation.days", days,
                             fmt::arg("date", ui.words.date(now.until))));
    if (!covered(ui, game)) {
        std::vector<Row> rows;
        const auto row = [&](const char* key, double value, const std::optional<double>& past, int decimals) {
            rows.push_back({std::string("situation.") + key,
                            {ui.words(std::string("situation.") + key), ui.words.number(value, decimals),
                             change(ui, value, past, decimals)}});
        };
        const bool compares = days > 1 && now.from - days >= game.runner->first_day();
        row("reported", now.reported, compares ? std::optional<double>(now.reported_before) : std::nullopt, 0);
        if (now.working_days > 0) {
            row("on_site", now.on_site, before(&Situation::on_site), 0);
            row("at_home", now.at_home, before(&Situation::at_home), 0);
            row("away", now.away, before(&Situation::away), 0);
            row("served", now.served, before(&Situation::served), 0);
            row("backlog", now.backlog, before(&Situation::backlog), 0);
            row("waiting_days", now.waiting_days, before(&Situation::waiting_days), 2);
            row("queue_minutes", now.queue_minutes, before(&Situation::queue_minutes), 0);
            row("turned_away", now.turned_away, before(&Situation::turned_away), 0);
            row("complaints", now.complaints, before(&Situation::complaints), 0);
        }
        table(ui, {"", "", episode.before || compares ? ui.words("situation.change") : ""}, rows);
        if (now.working_days == 0) {
            muted(ui, ui.words("situation.no_working_day"));
            ui.items.record("###no_working_day");
        }
        if (!now.agencies.empty()) {
            heading(ui, ui.words("situation.where"));
            std::vector<Row> where;
            for (size_t i = 0; i < std::min(most_agencies, now.agencies.size()); ++i) {
                where.push_back(
                    {"agency." + now.agencies[i].first,
                     {agency_named(ui, game, now.agencies[i].first), ui.words.number(now.agencies[i].second)}});
            }
            table(ui, {"", ""}, where);
            if (now.agencies.size() > most_agencies) {
                muted(ui, ui.words("side.more", fmt::arg("n", ui.words.number(static_cast<double>(now.agencies.size() -
                                                                                                  most_agencies)))));
            }
        }
    }
    gap(ui, 2);
    muted(ui, ui.words("situation.known"));
    if (game.day != evening_of(game, play)) {
        if (button(ui, ui.words("situation.evening") + "###evening")) {
            game.go_to(evening_of(game, play), evening_hour);
        }
    }
}

}  // namespace piket::render
