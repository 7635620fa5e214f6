// Which sessions lie there, and which of them can stand beside the one that is played here.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "piket/session.hpp"
#include "workshop/folders.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

namespace fs = std::filesystem;

bool same_decision(const Fortnight& one, const Fortnight& other) {
    const auto same = [](SealedRange a, SealedRange b) { return a.low == b.low && a.high == b.high; };
    return one.decided == other.decided && one.answers == other.answers && one.reasons == other.reasons &&
           one.leans_on == other.leans_on && std::ranges::equal(one.sealed, other.sealed, same);
}

// One is a copy or an older state of the other. A name alone does not tell: many a team is called "Tim 1".
bool same_team(const WorkshopRecord& one, const WorkshopRecord& other) {
    const size_t n = std::min(one.fortnights.size(), other.fortnights.size());
    return one.digest == other.digest && one.team == other.team &&
           std::equal(one.fortnights.begin(), one.fortnights.begin() + static_cast<std::ptrdiff_t>(n),
                      other.fortnights.begin(), same_decision);
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

class Search {
   public:
    Search(const Ui& ui, const Game& game, LessonPlay& play)
        : ui_(ui), play_(play), teams_(play.reveal->teams), own_(game.runner->session()) {}

    void look_into(const std::string& file) {
        const bool known = std::ranges::find(teams_, file, &TeamFile::file) != teams_.end();
        if (known || file == play_.saved_as) {
            return;
        }
        Loaded<Session> session = load_session(file);
        if (!session) {  // a team wonders where it is
            const std::string problem = session.problems.empty() ? file : session.problems.front().text();
            const std::string name = fs::path(file).filename().string();
            teams_.push_back({file, name, ui_.words("teams.damaged", fmt::arg("problem", problem)), {}, false});
        } else if (session.value->workshop) {
            take(file, std::move(*session.value));
        }
    }

   private:
    void take(const std::string& file, Session session) {
        const auto is_same = [&](const TeamFile& team) {
            return team.refused.empty() && same_team(*team.session.workshop, *session.workshop);
        };
        if (same_team(play_.record, *session.workshop) || std::ranges::any_of(teams_, is_same)) {
            return;
        }
        std::string refused = refusal(ui_, play_, own_, session);
        std::string name = refused.empty() ? another_name(session.workshop->team) : session.workshop->team;
        teams_.push_back({file, std::move(name), std::move(refused), std::move(session), false});
    }

    // "Tim 1 (2)" where there is a "Tim 1" already.
    std::string another_name(const std::string& name) const {
        const auto is_there = [&](const std::string& one) {
            return one == play_.record.team || std::ranges::any_of(teams_, [&](const TeamFile& team) {
                       return team.refused.empty() && team.team == one;
                   });
        };
        std::string free = name;
        for (int n = 2; is_there(free); ++n) {
            free = fmt::format("{} ({})", name, n);
        }
        return free;
    }

    const Ui& ui_;
    const LessonPlay& play_;
    std::vector<TeamFile>& teams_;
    Session own_;
};

}  // namespace

void search_teams(const Ui& ui, const Game& game, LessonPlay& play, const std::vector<std::string>& folders) {
    std::erase_if(play.reveal->teams, [](const TeamFile& team) { return !team.taken; });
    Search search(ui, game, play);
    for (const std::string& folder : folders) {
        for (const std::string& file : files_in(folder, ".json")) {
            search.look_into(file);
        }
    }
    play.reveal->searched = true;
}

}  // namespace piket::render
