// The same weeks under other circulars: the teams' beside each other, beside nothing, and beside the government's.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/cards.hpp"
#include "game/chart_parts.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/folders.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

std::string interval(const Ui& ui, double mean, double low, double high, int decimals) {
    return ui.words("side.outcome.interval", fmt::arg("mean", ui.words.number(mean, decimals)),
                    fmt::arg("low", ui.words.number(low, decimals)), fmt::arg("high", ui.words.number(high, decimals)));
}

// Infections of each course, and how many fewer than under nothing.
void draw_table(Ui& ui, const Debrief& debrief) {
    std::vector<Row> rows;
    for (size_t i = 0; i < debrief.courses.size(); ++i) {
        const EpisodeCourse& course = debrief.courses[i];
        const bool nothing = course.kind == EpisodeCourse::Kind::nothing;
        rows.push_back(
            {fmt::format("course.{}", i),
             {course_name(ui, course), ui.words.number(course.infections.mean),
              nothing ? ""
                      : interval(ui, -course.saved.summary.mean, -course.saved.mean_high, -course.saved.mean_low, 0),
              ui.words.number(course.waiting.mean, 2)},
             course_color(debrief, i),
             palette::text});
    }
    table(ui, {"", ui.words("reveal.infected"), ui.words("reveal.against_nothing"), ui.words("reveal.waiting")}, rows);
    muted(ui, ui.words.count("reveal.over_futures", debrief.futures));
}

}  // namespace

void draw_files(Ui& ui, Game& game, LessonPlay& play) {
    Reveal& reveal = *play.reveal;
    heading(ui, ui.words("teams.others"));
    if (button(ui, fmt::format("{}  {}###search_teams", icon::search, ui.words("teams.search")))) {
        search_teams(ui, game, play, folders_of_sessions(game.files));
    }
    if (reveal.searched && reveal.teams.empty()) {
        muted(ui, ui.words("teams.none", fmt::arg("folder", game.files)));
    }
    bool changed = false;
    for (size_t i = 0; i < reveal.teams.size(); ++i) {
        TeamFile& team = reveal.teams[i];
        const bool fits = team.refused.empty();
        const std::string words = fits ? team.team : team.team + ": " + team.refused;
        if (choice_row(ui, fmt::format("team.{}", i), words,
                       !fits        ? icon::close
                       : team.taken ? icon::check
                                    : icon::ring,
                       team.taken ? palette::good : palette::muted, fits)) {
            team.taken = !team.taken;
            changed = true;
        }
    }
    if (changed) {
        make_debrief_anew(game, play);
    }
}

void draw_teams(Ui& ui, const Debrief& debrief) {
    draw_table(ui, debrief);
    heading(ui, ui.words("reveal.same_luck"));
    DayLines chart;
    chart.start = debrief.scenario.start;
    chart.unit = ui.words("reveal.servants_so_far");
    chart.height = 170;
    chart.marks = evenings_of(debrief);
    for (size_t i = 0; i < debrief.courses.size(); ++i) {
        const EpisodeCourse& course = debrief.courses[i];
        chart.lines.push_back({course_name(ui, course), course_color(debrief, i), summed_up(course.infected_by_day),
                               course.kind != EpisodeCourse::Kind::team});
    }
    day_lines(ui, "courses", chart);
    draw_frontier(ui, debrief);
}

void draw_history(Ui& ui, const Debrief& debrief) {
    const Language language = ui.words.language();
    const LessonEpisode& episode = *debrief.lesson.episode;
    const auto part = [&](const char* key, const std::string& words) {
        if (!words.empty()) {
            heading(ui, ui.words(key));
            text(ui, words);
            ui.items.record(std::string("###") + key).value = words;
        }
    };
    part("reveal.did", in_language(episode.did, language));
    part("reveal.what_is_known", in_language(episode.known, language));
    if (!in_language(episode.source, language).empty()) {
        muted(ui, ui.words("cards.source", fmt::arg("source", in_language(episode.source, language))));
    }
    const auto government = std::ranges::find(debrief.courses, EpisodeCourse::Kind::government, &EpisodeCourse::kind);
    if (government != debrief.courses.end()) {
        heading(ui, ui.words("reveal.in_the_model"));
        draw_table(ui, debrief);
    }
    gap(ui, 2);
    muted(ui, ui.words("side.outcome.fixed"));
}

}  // namespace piket::render
