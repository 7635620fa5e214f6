#include "workshop/episode.hpp"

#include <algorithm>
#include <utility>

#include "game/cards.hpp"
#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

constexpr int usual_pace = 5;  // index into speeds: two weeks in a quarter of a minute

const Scenario& scenario_of(const Game& game) {
    return game.runner->scenario(Side::b);
}

int fortnights_of(const LessonPlay& play) {
    return play.lesson.episode ? play.lesson.episode->fortnights : 0;
}

// Once the days up to the evening are lived.
void read_situation(const Game& game, LessonPlay& play) {
    const Runner& runner = *game.runner;
    const Day until = evening_of(game, play);
    const auto today = game.today(Side::b);
    if (!today || today->frame.day != until) {
        return;
    }
    std::vector<OutcomeValues> days;
    std::vector<ReportRow> reports;
    const Place& place = *runner.place(Side::b);
    for (Day d = runner.first_day(); d <= until; ++d) {
        const auto summary = runner.summary(Side::b, d);
        if (!summary) {
            return;
        }
        days.push_back(summary->today);
        for (const uint32_t unit : summary->reported) {
            reports.push_back({d, place.units[unit].path});
        }
    }
    const auto of = [&](Period period) {
        return situation_of(play.lesson, scenario_of(game), days, reports, period.from, period.until);
    };
    EpisodePlay& episode = play.episode;
    const int n = fortnight_now(play);
    episode.situation = of(known_at(play.lesson, scenario_of(game), n));
    if (n >= 2) {
        episode.before = of(known_at(play.lesson, scenario_of(game), n - 1));
    }
    episode.due = due_requests(play.lesson, play.record, *episode.situation, in_force_on(today->frame));
    episode.answers.assign(episode.due.size(), -1);
    for (size_t i = 0; i < episode.due.size(); ++i) {
        const DueRequest& due = episode.due[i];
        const Request& request = play.lesson.episode->requests[due.request];
        for (const RequestAnswer& kept : episode.answered) {
            if (kept.request == request.id && kept.agency == due.agency && kept.choice < std::ssize(request.choices)) {
                episode.answers[i] = kept.choice;
            }
        }
    }
}

void forget_draft(EpisodePlay& episode) {
    const std::string team = episode.team;
    const bool both = episode.both_languages;
    episode = {};
    episode.team = team;
    episode.both_languages = both;
}

}  // namespace

bool named(const LessonPlay& play) {
    return !play.record.team.empty();
}

bool episode_over(const LessonPlay& play) {
    return !play.episode.running && std::ssize(play.record.fortnights) >= fortnights_of(play);
}

int fortnight_now(const LessonPlay& play) {
    return static_cast<int>(play.record.fortnights.size()) - (play.episode.running ? 1 : 0);
}

Day evening_of(const Game& game, const LessonPlay& play) {
    const int n = static_cast<int>(play.record.fortnights.size());
    return n < fortnights_of(play) ? decision_day(play.lesson, scenario_of(game), n)
                                   : fortnight_of(play.lesson, scenario_of(game), n - 1).until;
}

Day last_to_see(const Game& game, const LessonPlay& play) {
    return play.episode.running ? fortnight_of(play.lesson, scenario_of(game), fortnight_now(play)).until
                                : evening_of(game, play);
}

bool deciding(const Game& game, const LessonPlay& play) {
    return !play.episode.running && !episode_over(play) && game.day == evening_of(game, play);
}

void begin_episode(Game& game, LessonPlay& play) {
    EpisodePlay& episode = play.episode;
    if (!named(play)) {  // what somebody tried out before is no decision
        for (const Side side : both_sides) {
            while (game.runner->can_undo(side)) {
                game.runner->undo(side);
            }
            game.runner->settle(side);
        }
    }
    game.playing = false;
    if (!episode.running) {
        game.go_to(evening_of(game, play), evening_hour);
    } else if (const auto left = std::exchange(episode.left, std::nullopt)) {
        game.go_to(left->first, left->second);
    }
}

void leave_episode(const Game& game, LessonPlay& play) {
    if (play.episode.running) {
        play.episode.left = {game.day, game.second};
    }
}

void tend_episode(Game& game, LessonPlay& play) {
    EpisodePlay& episode = play.episode;
    if (episode.running) {
        if (game.day >= last_to_see(game, play) && game.second >= evening_hour - seconds_per_hour) {
            episode.running = false;
            game.playing = false;
            game.go_to(evening_of(game, play), evening_hour);
        }
        return;
    }
    if (!named(play) || episode_over(play)) {
        return;
    }
    if (episode.page != EpisodePage::situation && game.day != evening_of(game, play)) {
        game.go_to(evening_of(game, play), evening_hour);
    }
    game.playing = game.playing && episode.page == EpisodePage::situation;
    if (!episode.situation) {
        read_situation(game, play);
    }
}

// ---- what is decided ------------------------------------------------------------------------------------------------

double most_of(const Game& game, Predicted what) {
    return what == Predicted::infections ? game.runner->place(Side::b)->servants : 365;
}

std::vector<std::string> missing_for_seal(const Game& game, const LessonPlay& play) {
    const EpisodePlay& episode = play.episode;
    std::vector<std::string> missing;
    if (!episode.situation) {
        missing.emplace_back("episode.missing.days");
    }
    if (std::ranges::find(episode.answers, -1) != episode.answers.end()) {
        missing.emplace_back("episode.missing.requests");
    }
    constexpr std::pair<Predicted, const char*> ranges[] = {{Predicted::infections, "infections"},
                                                            {Predicted::waiting, "waiting"}};
    for (const auto& [what, key] : ranges) {
        const auto range = typed_range(episode.ranges[static_cast<size_t>(what)]);
        if (!range) {
            missing.push_back(std::string("episode.missing.") + key);
        } else if (range->high > most_of(game, what)) {
            missing.push_back(std::string("episode.too_high.") + key);
        }
    }
    return missing;
}

std::vector<RequestAnswer> answers_of(const LessonPlay& play) {
    const EpisodePlay& episode = play.episode;
    std::vector<RequestAnswer> answers;
    for (size_t i = 0; i < episode.due.size(); ++i) {
        if (episode.answers[i] >= 0) {
            const DueRequest& due = episode.due[i];
            answers.push_back({play.lesson.episode->requests[due.request].id, episode.answers[i], due.agency});
        }
    }
    return answers;
}

Fortnight draft_of(const Game& game, const LessonPlay& play) {
    const EpisodePlay& episode = play.episode;
    Fortnight draft;
    draft.decided = evening_of(game, play);
    draft.answers = answers_of(play);
    draft.reasons = episode.reasons;
    std::ranges::replace(draft.reasons, '\n', ' ');  // the field wraps by hand
    for (size_t i = 0; i < draft.sealed.size(); ++i) {
        draft.sealed[i] = typed_range(episode.ranges[i]).value_or(SealedRange{});
    }
    draft.leans_on.assign(episode.leans_on.begin(), episode.leans_on.end());
    return draft;
}

namespace {

std::vector<Rule> rules_of_answers(const Game& game, const LessonPlay& play) {
    const EpisodePlay& episode = play.episode;
    std::vector<Rule> all;
    for (size_t i = 0; i < episode.due.size(); ++i) {
        if (episode.answers[i] >= 0) {
            const DueRequest& due = episode.due[i];
            const std::vector<Rule> rules = rules_of(play.lesson.episode->requests[due.request], episode.answers[i],
                                                     due.agency, evening_of(game, play));
            all.insert(all.end(), rules.begin(), rules.end());
        }
    }
    return all;
}

}  // namespace

std::vector<Command> log_with_answers(const Game& game, const LessonPlay& play) {
    std::vector<Command> log = game.runner->commands(Side::b);
    for (const Rule& rule : rules_of_answers(game, play)) {
        Command command;
        command.posted = evening_of(game, play) + 1;
        command.rule = rule;
        log.push_back(std::move(command));
    }
    return log;
}

Problems seal(Game& game, LessonPlay& play) {
    const std::vector<Rule> rules = rules_of_answers(game, play);
    const Fortnight draft = draft_of(game, play);
    if (!rules.empty()) {
        const Problems problems = game.runner->order(Side::b, draft.decided, rules);
        if (any_error(problems)) {
            return problems;
        }
    }
    play.record.fortnights.push_back(draft);
    game.runner->keep(play.record, play.texts);
    game.runner->settle(Side::b);
    forget_draft(play.episode);
    play.episode.running = true;
    game.go_to(draft.decided, evening_hour);
    game.speed = usual_pace;
    game.playing = true;
    return {};
}

}  // namespace piket::render
