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

namespace {

namespace fs = std::filesystem;

constexpr size_t most_files = 200;  // looked into, of one folder

bool is_own(const LessonPlay& play, const Session& session) {
    return session.workshop && session.workshop->team == play.record.team;
}

// Why this session cannot stand beside the one that is played here; empty: it can.
std::string refusal(const Ui& ui, const LessonPlay& play, const Session& own, const Session& other) {
    if (other.workshop->digest != play.record.digest) {
        return ui.words("teams.other_lesson");
    }
    if (other.seed != own.seed || other.replicate != own.replicate || other.scenarios.empty() ||
        other.scenarios.front().digest != own.scenarios.front().digest) {
        return ui.words("teams.other_world");
    }
    if (other.workshop->fortnights.size() < static_cast<size_t>(play.lesson.episode->fortnights)) {
        return ui.words("teams.not_over");
    }
    return {};
}

}  // namespace

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

std::vector<std::string> folders_of_sessions(const std::string& own) {
    std::vector<std::string> folders = {fs::absolute(own).lexically_normal().string()};
    std::error_code error;
    for (const char* root : {"/media", "/run/media"}) {  // where sticks are mounted, below the name of who is logged in
        for (const fs::directory_entry& user : fs::directory_iterator(root, error)) {
            std::error_code inner;
            for (const fs::directory_entry& stick : fs::directory_iterator(user.path(), inner)) {
                if (stick.is_directory(inner)) {
                    folders.push_back(stick.path().string());
                }
            }
        }
    }
    return folders;
}

void search_teams(const Ui& ui, const Game& game, LessonPlay& play, const std::vector<std::string>& folders) {
    Reveal& reveal = *play.reveal;
    std::erase_if(reveal.teams, [](const TeamFile& team) { return !team.taken; });
    const Session own = game.runner->session();
    for (const std::string& folder : folders) {
        std::error_code error;
        std::vector<std::string> files;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
            if (entry.path().extension() == ".json" && files.size() < most_files) {
                files.push_back(entry.path().string());
            }
        }
        std::ranges::sort(files);
        for (const std::string& file : files) {
            const bool known = std::ranges::find(reveal.teams, file, &TeamFile::file) != reveal.teams.end();
            if (known || file == play.saved_as) {
                continue;
            }
            Loaded<Session> session = load_session(file);
            if (!session) {  // a team wonders where it is
                TeamFile damaged;
                damaged.file = file;
                damaged.team = fs::path(file).filename().string();
                damaged.refused =
                    ui.words("teams.damaged",
                             fmt::arg("problem", session.problems.empty() ? file : session.problems.front().text()));
                reveal.teams.push_back(std::move(damaged));
                continue;
            }
            if (!session.value->workshop || is_own(play, *session.value)) {
                continue;  // nobody's episode, or an older state of this one
            }
            TeamFile found;
            found.file = file;
            found.team = session.value->workshop->team;
            found.refused = refusal(ui, play, own, *session.value);
            const bool twice = std::ranges::any_of(
                reveal.teams, [&](const TeamFile& team) { return team.refused.empty() && team.team == found.team; });
            if (found.refused.empty() && twice) {
                continue;
            }
            found.session = std::move(*session.value);
            reveal.teams.push_back(std::move(found));
        }
    }
    reveal.searched = true;
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
            draw_truth(ui, game, debrief);
            break;
        case StepKind::reveal_where:
            draw_where(ui, game, debrief);
            break;
        case StepKind::reveal_teams:
            draw_teams(ui, debrief);
            break;
        case StepKind::reveal_predictions:
            draw_predictions(ui, game, debrief);
            break;
        case StepKind::reveal_assumptions:
            draw_assumptions(ui, game, debrief);
            break;
        case StepKind::reveal_history:
            draw_history(ui, game, debrief);
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
        draw_truth(ui, game, *reveal.lived);
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
