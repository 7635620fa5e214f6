#include "workshop/keeping.hpp"

#include <utility>

#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

Draft draft_as_typed(const LessonPlay& play) {
    const EpisodePlay& episode = play.episode;
    Draft draft;
    draft.answers = episode.situation ? answers_of(play) : episode.answered;
    draft.reasons = episode.reasons;
    draft.ranges = episode.ranges;
    draft.leans_on.assign(episode.leans_on.begin(), episode.leans_on.end());
    return draft;
}

// The moment at which the episode goes on, whatever was looked at meanwhile: the day tells whether the last fortnight
// is being lived.
std::pair<Day, double> moment_of(const Game& game, const LessonPlay& play) {
    if (!play.episode.running) {
        return {evening_of(game, play), evening_hour};
    }
    return play.episode.left.value_or(std::pair{game.day, game.second});
}

}  // namespace

Session session_of(const Game& game) {
    Session session = game.runner->session();
    session.workshop.reset();  // the runner remembers a lesson that was left
    std::pair moment{game.day, game.second};
    if (game.lesson && named(*game.lesson)) {
        const LessonPlay& play = *game.lesson;
        moment = moment_of(game, play);
        session.workshop = play.record;
        if (Draft draft = draft_as_typed(play); draft != Draft{}) {
            session.workshop->draft = std::move(draft);
        }
    }
    session.day = moment.first;
    session.second = static_cast<Seconds>(moment.second);
    return session;
}

void resume_episode(const Game& game, LessonPlay& play) {
    EpisodePlay& episode = play.episode;
    if (const auto sealed = static_cast<int>(play.record.fortnights.size()); sealed > 0) {
        const Period last = fortnight_of(play.lesson, game.runner->scenario(Side::b), sealed - 1);
        episode.running = last.from - 1 <= game.day && game.day < last.until;
        if (episode.running) {
            episode.left = {game.day, game.second};
        }
    }
    if (std::optional<Draft> draft = std::exchange(play.record.draft, std::nullopt); draft && !episode.running) {
        episode.answered = std::move(draft->answers);
        episode.reasons = std::move(draft->reasons);
        episode.ranges = std::move(draft->ranges);
        episode.leans_on = {draft->leans_on.begin(), draft->leans_on.end()};
    }
}

Kept to_keep(const Game& game, const LessonPlay& play) {
    return {play.record.fortnights.size(), episode_over(play), game.runner->branch(Side::b), draft_as_typed(play)};
}

}  // namespace piket::render
