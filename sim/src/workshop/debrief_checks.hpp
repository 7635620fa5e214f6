// Whether sessions can stand side by side, and the lesson that they were played in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "piket/session.hpp"

namespace piket {

Problem about(const Session& session, std::string key, std::string value, std::string message);

// What sessions must have in common with the first, and be by themselves.
void check_sessions(const std::vector<Session>& sessions, Problems& problems);
// Whether every fortnight was played.
void check_played(const Session& session, const Lesson& lesson, const Scenario& scenario, Problems& problems);
// As it was when the session was played, from its texts or else from the disk.
std::optional<Lesson> lesson_of(const Session& session, Problems& problems);

}  // namespace piket
