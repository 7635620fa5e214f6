// The episode in the lesson's panel: the team's name, the pages of a decision, and the two weeks that follow.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "game/cards.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/episode.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"

namespace piket::render {

namespace {

constexpr const char* page_names[episode_page_count] = {"situation", "requests", "circular", "prediction", "seal"};
constexpr size_t longest_name = 40;

void draw_naming(Ui& ui, Game& game, LessonPlay& play) {
    EpisodePlay& episode = play.episode;
    form_label(ui, ui.words("episode.team"));
    text_field(ui, "###team", episode.team, ui.words("episode.team_hint"));
    if (episode.team.size() > longest_name) {
        size_t end = longest_name;
        while (end > 0 && (static_cast<unsigned char>(episode.team[end]) & 0xC0U) == 0x80U) {  // no half letter
            --end;
        }
        episode.team.resize(end);
    }
    const bool some = std::ranges::any_of(episode.team, [](char c) { return c != ' '; });
    gap(ui, 2);
    if (button(ui, ui.words("episode.begin") + "###begin", {.kind = Kind::primary, .enabled = some, .width = -1})) {
        play.record.team = episode.team;
        game.runner->keep(play.record, play.texts);
    }
}

// "Decision 2 of 3 · evening of Tue 31 Mar 2020".
void draw_where(Ui& ui, const Game& game, const LessonPlay& play) {
    strong(ui, ui.words("episode.decision", fmt::arg("n", fortnight_now(play) + 1),
                        fmt::arg("of", play.lesson.episode->fortnights),
                        fmt::arg("date", ui.words.date(evening_of(game, play)))));
    ui.items.record("###decision").value = std::to_string(fortnight_now(play) + 1);
}

bool page_done(const EpisodePlay& episode, EpisodePage page) {
    switch (page) {
        case EpisodePage::requests:
            return std::ranges::find(episode.answers, -1) == episode.answers.end();
        case EpisodePage::prediction:
            return std::ranges::all_of(episode.ranges, [](const auto& r) { return typed_range(r).has_value(); });
        case EpisodePage::situation:
        case EpisodePage::circular:
        case EpisodePage::seal:
            break;
    }
    return true;
}

void draw_page_tabs(Ui& ui, EpisodePlay& episode) {
    std::vector<std::string> labels;
    for (int i = 0; i < episode_page_count; ++i) {
        labels.push_back(ui.words(std::string("episode.page.") + page_names[i]) + "###page." + page_names[i]);
    }
    int page = static_cast<int>(episode.page);
    ImGui::PushFont(ui.look.font(Face::small));
    tabs(ui, "pages", labels, page);
    ImGui::PopFont();
    episode.page = static_cast<EpisodePage>(page);
    gap(ui, 2);
}

void draw_request(Ui& ui, const Game& game, LessonPlay& play, size_t i) {
    EpisodePlay& episode = play.episode;
    const DueRequest& due = episode.due[i];
    const Request& request = play.lesson.episode->requests[due.request];
    const Language language = ui.words.language();
    const std::string agency = due.agency.empty() ? "" : agency_named(ui, game, due.agency);
    strong(ui, filled(in_language(request.title, language), agency));
    text(ui, filled(in_language(request.text, language), agency));
    ui.items.record("###request." + request.id).value = std::to_string(episode.answers[i]);
    for (int c = 0; c < static_cast<int>(request.choices.size()); ++c) {
        const std::string label = filled(in_language(request.choices[static_cast<size_t>(c)].label, language), agency);
        if (choice_row(ui, fmt::format("answer.{}.{}", request.id, c), label,
                       episode.answers[i] == c ? icon::disc : icon::ring,
                       episode.answers[i] == c ? palette::a : palette::muted, true)) {
            episode.answers[i] = c;
        }
    }
    gap(ui, 6);
}

void draw_requests(Ui& ui, const Game& game, LessonPlay& play) {
    if (play.episode.due.empty()) {
        text(ui, ui.words("episode.no_requests"), palette::muted);
    }
    for (size_t i = 0; i < play.episode.due.size(); ++i) {
        draw_request(ui, game, play, i);
    }
}

void draw_next_page(Ui& ui, EpisodePlay& episode) {
    if (episode.page == EpisodePage::seal) {
        return;
    }
    gap(ui, 4);
    const int next = static_cast<int>(episode.page) + 1;
    const std::string label =
        fmt::format("{}  {}###next_page", ui.words(std::string("episode.to.") + page_names[next]), icon::right);
    if (button(ui, label, {.kind = page_done(episode, episode.page) ? Kind::primary : Kind::plain, .width = -1})) {
        episode.page = static_cast<EpisodePage>(next);
    }
}

// What comes in while two weeks go by.
void draw_running(Ui& ui, Game& game, const LessonPlay& play) {
    const int n = fortnight_now(play);
    const Period period = fortnight_of(play.lesson, game.runner->scenario(Side::b), n);
    const int days = period.until - period.from + 1;
    const int day = std::clamp(game.day - period.from + 1, 0, days);
    strong(ui, ui.words("episode.running", fmt::arg("n", n + 1), fmt::arg("of", play.lesson.episode->fortnights)));
    meter(ui, ui.words("episode.day_of", fmt::arg("day", day), fmt::arg("days", days)), static_cast<double>(day) / days,
          palette::a);
    ui.items.record("###running").value = std::to_string(day);
    gap(ui, 2);
    int reported = 0, backlog = 0;
    for (Day d = period.from; d < game.day; ++d) {
        if (const auto summary = game.runner->summary(Side::b, d)) {
            reported += static_cast<int>(summary->reported.size());
            backlog = static_cast<int>(std::lround(at(summary->today, Outcome::backlog)));
        }
    }
    if (!covered(ui, game, 60)) {
        table(ui, {"", ""},
              {{"running.reported", {ui.words("situation.reported"), ui.words.number(reported)}},
               {"running.backlog", {ui.words("situation.backlog"), ui.words.number(backlog)}}});
    }
    gap(ui, 4);
    text(ui, ui.words("episode.sealed_now"), palette::muted);
    if (game.playing && game.speed + 1 < speed_count) {
        if (button(ui, fmt::format("{}  {}###hurry", icon::faster, ui.words("episode.hurry")))) {
            game.speed = speed_count - 1;
        }
    } else if (!game.playing && button(ui, fmt::format("{}  {}###go_on", icon::play, ui.words("episode.go_on")))) {
        game.playing = true;
    }
}

}  // namespace

void draw_episode(Ui& ui, Game& game, LessonPlay& play) {
    EpisodePlay& episode = play.episode;
    if (!named(play)) {
        draw_naming(ui, game, play);
        return;
    }
    if (episode.running) {
        draw_running(ui, game, play);
        return;
    }
    if (episode_over(play)) {
        strong(ui, ui.words("episode.over"));
        text(ui, ui.words("episode.over_help"));
        ui.items.record("###episode_over");
        if (!play.saved_as.empty()) {
            muted(ui, ui.words("game.saved", fmt::arg("file", play.saved_as)));
        }
        return;
    }
    draw_where(ui, game, play);
    draw_page_tabs(ui, episode);
    switch (episode.page) {
        case EpisodePage::situation:
            draw_situation(ui, game, play);
            break;
        case EpisodePage::requests:
            draw_requests(ui, game, play);
            break;
        case EpisodePage::circular:
            draw_letter_page(ui, game, play);
            break;
        case EpisodePage::prediction:
            draw_prediction_page(ui, game, play);
            break;
        case EpisodePage::seal:
            draw_seal_page(ui, game, play);
            break;
    }
    draw_next_page(ui, episode);
}

}  // namespace piket::render
