#include "workshop/debrief_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace piket {

namespace {

std::string team_of(const Session& session) {
    return session.workshop ? session.workshop->team : "";
}

const SessionScenario& played_in(const Session& session) {
    return session.scenarios.at(session.branches.at(session.b).scenario);
}

}  // namespace

Problem about(const Session& session, std::string key, std::string value, std::string message) {
    return {.file = team_of(session).empty() ? "session" : fmt::format("session of {}", team_of(session)),
            .line = 0,
            .key = std::move(key),
            .value = std::move(value),
            .message = std::move(message)};
}

void check_sessions(const std::vector<Session>& sessions, Problems& problems) {
    const Session& first = sessions.front();
    for (const Session& s : sessions) {
        if (!s.workshop) {
            problems.push_back(about(s, "workshop", "", "is missing: no episode of a lesson was played in it"));
            continue;
        }
        if (!first.workshop) {
            continue;
        }
        const auto same = [&](bool is, std::string key, std::string value, std::string_view what) {
            if (!is) {
                problems.push_back(about(s, std::move(key), std::move(value),
                                         fmt::format("is not {} of {}'s session; only teams that played the same can "
                                                     "stand side by side",
                                                     what, team_of(first))));
            }
        };
        same(s.workshop->digest == first.workshop->digest, "workshop.lesson", s.workshop->lesson, "the lesson");
        same(played_in(s).digest == played_in(first).digest, "scenarios", played_in(s).file, "the scenario");
        same(s.seed == first.seed, "seed", std::to_string(s.seed), "the seed");
        same(s.replicate == first.replicate, "replicate", std::to_string(s.replicate), "the luck");
    }
}

void check_played(const Session& session, const Lesson& lesson, const Scenario& scenario, Problems& problems) {
    const std::vector<Fortnight>& fortnights = session.workshop->fortnights;
    const auto wanted = static_cast<size_t>(lesson.episode->fortnights);
    if (fortnights.size() != wanted) {
        problems.push_back(about(session, "fortnights", std::to_string(fortnights.size()),
                                 fmt::format("the episode has {}: it was not played to its end", wanted)));
        return;
    }
    for (size_t n = 0; n < wanted; ++n) {
        const Day decided = decision_day(lesson, scenario, static_cast<int>(n));
        if (fortnights[n].decided != decided) {
            problems.push_back(about(session, "decided", to_date(fortnights[n].decided),
                                     fmt::format("fortnight {} is decided on {}", n + 1, to_date(decided))));
        }
    }
}

std::optional<Lesson> lesson_of(const Session& session, Problems& problems) {
    const WorkshopRecord& record = *session.workshop;
    Loaded<Lesson> lesson = session.texts.contains(record.lesson) ? load_lesson_from(session.texts, record.lesson)
                                                                  : load_lesson(record.lesson);
    std::ranges::move(lesson.problems, std::back_inserter(problems));
    if (lesson && lesson->digest != record.digest) {
        problems.push_back(about(session, "workshop.lesson", record.lesson,
                                 fmt::format("is not what it was when this session was played ({:016x}, now {:016x})",
                                             record.digest, lesson->digest)));
    }
    if (lesson && !lesson->episode) {
        problems.push_back(about(session, "workshop.lesson", record.lesson, "has no episode"));
    }
    return any_error(problems) ? std::nullopt : std::move(lesson.value);
}

}  // namespace piket
