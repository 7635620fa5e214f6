// The parts of the page of a debrief, in the order in which they stand on it.
#pragma once

#include <string>

#include "piket/debrief.hpp"

namespace piket::pages {

// What each course came to, in the episode's own luck and under many others.
std::string outcomes_part(const Debrief& debrief);
// Where on the frontier of infections and waiting each stands; and what was true beside what was reported.
std::string charts_part(const Debrief& debrief);
// Where people were infected.
std::string places_part(const Debrief& debrief);
// What each team decided and why, what it predicted, what came.
std::string decisions_part(const Debrief& debrief);
std::string assumptions_part(const Debrief& debrief);
std::string history_part(const Debrief& debrief);

}  // namespace piket::pages
