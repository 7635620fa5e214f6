#include "workshop/gate.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

// What these overlays show is in no office: the model alone knows it.
constexpr bool secret(Overlay overlay) {
    return overlay == Overlay::air || overlay == Overlay::risk || overlay == Overlay::traces;
}

constexpr bool secret(Tab tab) {
    return tab == Tab::outcome || tab == Tab::why;
}

bool in_episode(const LessonPlay& play) {
    return play.kind() == StepKind::episode;
}

// What is read before it leads up to its first evening.
bool before_episode(const LessonPlay& play) {
    const auto& steps = play.lesson.steps;
    const auto episode = std::ranges::find(steps, StepKind::episode, &LessonStep::kind) - steps.begin();
    return static_cast<std::ptrdiff_t>(play.step) < episode;
}

// The futures tell what a team is to guess, until all is guessed.
bool still_guessing(const LessonPlay& play) {
    return play.lesson.episode && (!episode_over(play) || before_episode(play) || in_episode(play));
}

bool bit(uint32_t bits, int i) {
    return (bits >> static_cast<uint32_t>(i) & 1U) != 0;
}

const std::array<std::pair<std::string_view, Control>, 16> controls_of_actions = {{
    {"play", Control::time},
    {"step", Control::time},
    {"back", Control::time},
    {"slower", Control::time},
    {"faster", Control::time},
    {"swap", Control::worlds},
    {"known", Control::truth},
    {"undo", Control::cards},
    {"redo", Control::cards},
    {"fold_cards", Control::cards},
    {"fit", Control::place},
    {"zoom_in", Control::place},
    {"zoom_out", Control::place},
    {"save", Control::files},
    {"load", Control::files},
    {"export", Control::files},
}};

constexpr const char* overlay_actions[overlay_count] = {"overlay_people",    "overlay_air",       "overlay_co2",
                                                        "overlay_risk",      "overlay_traces",    "overlay_service",
                                                        "overlay_occupancy", "overlay_compliance"};

// In the episode the team's page says what can be done.
bool shown_in_episode(const Game& game, const LessonPlay& play, Control control) {
    const EpisodePlay& episode = play.episode;
    const bool reading = named(play) && !episode.running && !episode_over(play);
    switch (control) {
        case Control::truth:
        case Control::worlds:
            return false;
        case Control::time:  // to look back
            return episode.running || episode_over(play) || (reading && episode.page == EpisodePage::situation);
        case Control::timeline:
            return !episode.running && (episode_over(play) || (reading && episode.page == EpisodePage::situation));
        case Control::cards:
        case Control::circulars:
            return reading && episode.page == EpisodePage::circular && deciding(game, play) &&
                   (control == Control::cards || bit(play.now().controls, static_cast<int>(control)));
        case Control::files:
            return true;
        case Control::place:
            break;
    }
    return true;
}

}  // namespace

bool shown(const Game& game, Control control) {
    if (!game.lesson) {
        return true;
    }
    const LessonPlay& play = *game.lesson;
    if (in_episode(play)) {
        return shown_in_episode(game, play, control);
    }
    // A team's decisions are made; what it saved it may carry away.
    if (play.reveals() && (control == Control::cards || control == Control::circulars)) {
        return false;
    }
    return (play.reveals() && (control == Control::files || control == Control::place)) ||
           bit(play.now().controls, static_cast<int>(control));
}

bool shown(const Game& game, Overlay overlay) {
    if (!game.lesson || overlay == Overlay::people) {
        return true;
    }
    const LessonPlay& play = *game.lesson;
    return bit(play.now().overlays, static_cast<int>(overlay)) && !(in_episode(play) && secret(overlay));
}

bool shown(const Game& game, Tab tab) {
    if (!game.lesson) {
        return true;
    }
    const LessonPlay& play = *game.lesson;
    return bit(play.now().figures, static_cast<int>(tab)) && !(in_episode(play) && secret(tab));
}

bool any_figure(const Game& game) {
    for (int tab = 0; tab < lesson_figure_count; ++tab) {
        if (shown(game, static_cast<Tab>(tab))) {
            return true;
        }
    }
    return false;
}

bool any_overlay(const Game& game) {
    for (int i = 1; i < overlay_count; ++i) {
        if (shown(game, static_cast<Overlay>(i))) {
            return true;
        }
    }
    return false;
}

bool shown(const Game& game, MeasureId measure) {
    if (!game.lesson) {
        return true;
    }
    const LessonPlay& play = *game.lesson;
    if (in_episode(play) && play.lesson.episode) {
        const std::vector<MeasureId>& some = play.lesson.episode->measures;
        return some.empty() || std::ranges::find(some, measure) != some.end();
    }
    const std::vector<MeasureId>& some = play.now().measures;
    return play.now().all_measures || std::ranges::find(some, measure) != some.end();
}

bool allowed(const Game& game, std::string_view action) {
    if (!game.lesson || is_presenters(action)) {
        return true;
    }
    const LessonPlay& play = *game.lesson;
    if (play.presenter.locked) {
        return false;
    }
    if (action == "export" && still_guessing(play)) {
        return false;
    }
    const auto* const known =
        std::ranges::find(controls_of_actions, action, &std::pair<std::string_view, Control>::first);
    if (known != controls_of_actions.end()) {
        const bool pace = action == "slower" || action == "faster" || action == "play";
        const bool jumps = known->second == Control::time && !pace;
        return shown(game, known->second) && !(jumps && play.kind() == StepKind::episode && play.episode.running);
    }
    for (int i = 0; i < overlay_count; ++i) {
        if (action == overlay_actions[i]) {
            return shown(game, static_cast<Overlay>(i));
        }
    }
    if (action == "why") {
        return shown(game, Tab::why);
    }
    if (action == "follow") {
        return shown(game, Tab::person);
    }
    return action != "fold_side";  // the lesson stands there
}

Day latest_day(const Game& game) {
    const Day last = game.runner->last_day();
    if (!game.lesson || !game.lesson->lesson.episode) {
        return last;
    }
    const LessonPlay& play = *game.lesson;
    return in_episode(play)       ? std::min(last, last_to_see(game, play))
           : before_episode(play) ? game.runner->first_day()
                                  : last;
}

bool shown(const Game& game, Side side) {
    return shown(game, Control::worlds) || game.split == Split::both ||
           (game.split == Split::only_a) == (side == Side::a);
}

bool numbers_hidden(const Game& game) {
    return game.lesson && game.lesson->presenter.numbers_hidden;
}

bool futures_shown(const Game& game) {
    return !numbers_hidden(game) && shown(game, Tab::outcome);
}

}  // namespace piket::render
