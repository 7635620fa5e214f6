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

// Infections along, waiting up: who stands below and left of another is better in both.
void draw_frontier(Ui& ui, const Debrief& debrief) {
    heading(ui, ui.words("reveal.frontier"));
    ImGui::PushFont(ui.look.font(Face::small));
    double most_x = 0, most_y = 0, least_x = 1e300, least_y = 1e300;
    for (const EpisodeCourse& course : debrief.courses) {
        most_x = std::max(most_x, course.infections.q95);
        least_x = std::min(least_x, course.infections.q05);
        most_y = std::max(most_y, course.waiting.q95);
        least_y = std::min(least_y, course.waiting.q05);
    }
    const Ticks across = nice_ticks(least_x, most_x, 4), up = nice_ticks(least_y, most_y, 4);
    const Area place = area(ui, "frontier", std::round(ui.px(210)));
    float wide = 0;
    for (int i = 0; i <= up.count; ++i) {
        wide = std::max(wide, text_width(tick_text(ui, up.at(i), up.decimals)));
    }
    const float line = ImGui::GetFontSize();
    const Rect plot{place.rect.x + wide + ui.px(8), place.rect.y + 1.4F * line, place.rect.w - wide - ui.px(14),
                    place.rect.h - 4.2F * line};
    put_text({place.rect.x, place.rect.y}, ui.words("reveal.waiting_axis"), palette::muted);
    const std::string below = ui.words("reveal.infected_axis");
    put_text({plot.right() - text_width(below), plot.bottom() + 1.5F * line}, below, palette::muted);
    const Scale x{across.first, across.last(), plot.x, plot.right()}, y{up.first, up.last(), plot.bottom(), plot.y};
    for (int i = 0; i <= up.count; ++i) {
        list().AddLine({plot.x, y(up.at(i))}, {plot.right(), y(up.at(i))}, to_imgui(palette::line));
        const std::string text = tick_text(ui, up.at(i), up.decimals);
        put_text({plot.x - ui.px(8) - text_width(text), y(up.at(i)) - line / 2}, text, palette::muted);
    }
    for (int i = 0; i <= across.count; ++i) {
        const std::string text = tick_text(ui, across.at(i), across.decimals);
        const float at = x(across.at(i));
        put_text(
            {std::clamp(at - text_width(text) / 2, plot.x, plot.right() - text_width(text)), plot.bottom() + ui.px(4)},
            text, palette::muted);
    }
    for (size_t i = 0; i < debrief.courses.size(); ++i) {
        const EpisodeCourse& course = debrief.courses[i];
        const Color color = course_color(debrief, i);
        const ImVec2 at{x(course.infections.mean), y(course.waiting.mean)};
        list().AddLine({x(course.infections.q05), at.y}, {x(course.infections.q95), at.y}, to_imgui(faded(color, 0.5F)),
                       ui.px(1.4F));
        list().AddLine({at.x, y(course.waiting.q05)}, {at.x, y(course.waiting.q95)}, to_imgui(faded(color, 0.5F)),
                       ui.px(1.4F));
        const float r = ui.px(5.5F);
        switch (course.kind) {  // a shape besides the colour
            case EpisodeCourse::Kind::nothing:
                list().AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r}, to_imgui(color));
                break;
            case EpisodeCourse::Kind::team:
                list().AddCircleFilled(at, r * 1.15F, to_imgui(color));
                break;
            case EpisodeCourse::Kind::government:
                list().AddTriangleFilled({at.x, at.y - r * 1.3F}, {at.x - r * 1.2F, at.y + r},
                                         {at.x + r * 1.2F, at.y + r}, to_imgui(color));
                break;
        }
        const std::string name = shortened(course_name(ui, course), plot.w * 0.5F);
        const bool left = at.x + ui.px(12) + text_width(name) > plot.right();
        put_text({left ? at.x - ui.px(12) - text_width(name) : at.x + ui.px(12), at.y - line - ui.px(2)}, name, color);
    }
    ImGui::PopFont();
    muted(ui, ui.words("reveal.frontier_help"));
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
                                    : icon::square,
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
