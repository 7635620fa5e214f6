// What a session keeps of a lesson: a team's episode with all that it decided, sealed or not. A lesson in which nothing
// is decided leaves no trace.
#pragma once

#include "game/game.hpp"
#include "piket/session.hpp"

namespace piket::render {

// As it would be saved now.
Session session_of(const Game& game);
// After such a session was opened: a fortnight in the midst of which it was saved goes on, and what was typed is there.
void resume_episode(const Game& game, LessonPlay& play);

// What a team would lose; while it stays the same nothing is to be written.
struct Kept {
    size_t fortnights = 0;
    bool over = false;
    uint32_t branch = 0;  // what was ordered
    Draft draft;
    bool operator==(const Kept&) const = default;
};
Kept to_keep(const Game& game, const LessonPlay& play);

}  // namespace piket::render
