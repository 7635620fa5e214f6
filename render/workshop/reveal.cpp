#include "workshop/reveal.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "look/palette.hpp"
#include "piket/pages.hpp"
#include "widgets/widgets.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"

namespace piket::render {

namespace fs = std::filesystem;

void ask_for_debrief(Game& game, LessonPlay& play) {
    if (!play.reveal) {
        make_debrief_anew(game, play);
    }
}

void make_debrief_anew(Game& game, LessonPlay& play) {
    auto reveal = std::make_shared<Reveal>();
    std::vector<Session> sessions = {game.runner->session()};
    std::shared_ptr<Reveal> before = std::move(play.reveal);
    if (before) {
        before->stop = true;
        reveal->lived = before->lived;
        reveal->went_there = before->went_there;
        reveal->teams = before->teams;
        reveal->searched = before->searched;
        for (const TeamFile& team : reveal->teams) {
            if (team.taken) {
                sessions.push_back(team.session);
                sessions.back().workshop->team = team.team;
            }
        }
    }
    DebriefOptions options;
    options.futures = reveal_futures;
    Reveal* const its = reveal.get();  // outlives the work, which its future waits for
    options.progress = [its](int done, int of) {
        its->done = done;
        its->of = of;
        return !its->stop;
    };
    // What was being made for fewer teams ends first, on that thread: the window does not wait for it.
    reveal->work =
        std::async(std::launch::async, [sessions = std::move(sessions), options, before = std::move(before)]() mutable {
            before.reset();
            return piket::make_debrief(sessions, options);
        });
    play.reveal = std::move(reveal);
}

void look_after_debrief(LessonPlay& play) {
    if (!play.reveal || !play.reveal->work.valid() ||
        play.reveal->work.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        return;
    }
    Loaded<Debrief> made = play.reveal->work.get();
    if (made) {
        play.reveal->debrief = std::make_shared<const Debrief>(std::move(*made.value));
        return;
    }
    for (const Problem& problem : made.problems) {
        play.reveal->failed += (play.reveal->failed.empty() ? "" : "\n") + problem.text();
    }
}

std::string write_debrief(const Debrief& debrief, const std::vector<std::string>& files, const std::string& folder) {
    std::error_code error;
    const fs::path base = fs::absolute(folder).lexically_normal();
    fs::path file = base / "piket-debrief.html";
    for (int n = 1; fs::exists(file, error); ++n) {
        file = base / fmt::format("piket-debrief-{}.html", n);
    }
    std::ofstream out(file, std::ios::binary);
    out << debrief_page(debrief, files);
    out.close();
    return out ? file.string() : "";
}

const EpisodeCourse* own_course(const Debrief& debrief) {
    const auto own = std::ranges::find(debrief.courses, EpisodeCourse::Kind::team, &EpisodeCourse::kind);
    return own == debrief.courses.end() ? nullptr : &*own;
}

std::string course_name(const Ui& ui, const EpisodeCourse& course) {
    return course.kind == EpisodeCourse::Kind::team      ? course.team
           : course.kind == EpisodeCourse::Kind::nothing ? ui.words("reveal.nothing")
                                                         : ui.words("reveal.government");
}

Color course_color(const Debrief& debrief, size_t course) {
    const EpisodeCourse& it = debrief.courses[course];
    if (it.kind == EpisodeCourse::Kind::nothing) {
        return palette::a;
    }
    if (it.kind == EpisodeCourse::Kind::government) {
        return palette::muted;
    }
    const Color teams[] = {palette::b, palette::good, palette::special, palette::warning, palette::bad, palette::text};
    size_t n = 0;
    for (size_t i = 0; i < course; ++i) {
        n += debrief.courses[i].kind == EpisodeCourse::Kind::team ? 1 : 0;
    }
    return teams[n % std::size(teams)];
}

// ---- the panel ----------------------------------------------------------------------------------------------------

void draw_page_button(Ui& ui, const Game& game, LessonPlay& play) {
    if (!play.reveal || !play.reveal->debrief || numbers_hidden(game)) {
        return;
    }
    Reveal& reveal = *play.reveal;
    gap(ui, 6);
    if (button(ui, fmt::format("{}  {}###write_debrief", icon::document, ui.words("reveal.write")))) {
        std::vector<std::string> files = {play.saved_as};
        for (const TeamFile& team : reveal.teams) {
            if (team.taken) {
                files.push_back(team.file);
            }
        }
        reveal.written = write_debrief(*reveal.debrief, files, game.files);
        ui.notify(reveal.written.empty() ? ui.words("game.save_failed", fmt::arg("file", game.files))
                                         : ui.words("reveal.written", fmt::arg("file", reveal.written)));
    }
    if (!reveal.written.empty()) {
        muted(ui, ui.words("reveal.written", fmt::arg("file", reveal.written)));
    }
}

namespace {

void draw_page(Ui& ui, Game& game, StepKind kind, const Debrief& debrief) {
    switch (kind) {
        case StepKind::reveal_truth:
            draw_truth(ui, debrief);
            break;
        case StepKind::reveal_where:
            draw_where(ui, game, debrief);
            break;
        case StepKind::reveal_teams:
            draw_teams(ui, debrief);
            break;
        case StepKind::reveal_predictions:
            draw_predictions(ui, debrief);
            break;
        case StepKind::reveal_assumptions:
            draw_assumptions(ui, debrief);
            break;
        case StepKind::reveal_history:
            draw_history(ui, debrief);
            break;
        case StepKind::text:
        case StepKind::episode:
            break;
    }
}

}  // namespace

void draw_reveal(Ui& ui, Game& game, LessonPlay& play) {
    ask_for_debrief(game, play);
    Reveal& reveal = *play.reveal;
    gap(ui, 2);
    if (covered(ui, game)) {
        return;
    }
    if (!reveal.lived && episode_over(play)) {
        reveal.lived = lived_debrief(game, play);
    }
    if (reveal.lived && play.kind() == StepKind::reveal_truth) {
        draw_truth(ui, *reveal.lived);
    } else if (reveal.lived && play.kind() == StepKind::reveal_where) {
        draw_where(ui, game, *reveal.lived);
    } else if (!reveal.failed.empty()) {
        text(ui, play.episode.running || !episode_over(play) ? ui.words("reveal.not_over") : reveal.failed,
             palette::warning);
        ui.items.record("###debrief_failed").value = reveal.failed;
    } else if (!reveal.debrief) {
        const int of = reveal.of, done = reveal.done;
        meter(ui, ui.words("reveal.working"), of > 0 ? static_cast<double>(done) / of : 0, palette::a);
        ui.items.record("###debrief_working");
    } else {
        draw_page(ui, game, play.kind(), *reveal.debrief);
    }
    if (play.kind() == StepKind::reveal_teams && episode_over(play)) {
        draw_files(ui, game, play);
    }
}

}  // namespace piket::render
