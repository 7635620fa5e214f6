// What is said of who waits: people in a hall, and requests that are not dealt with yet.
#pragma once

#include <string>

#include "piket/view.hpp"
#include "words/words.hpp"

namespace piket::render {

// "12 waiting · 9 min": how long so far, on average.
std::string waiting_line(const Words& words, const HallToday& hall, double second);
// Those left over in the morning until the counters close, then those of the evening. Empty: none.
std::string backlog_line(const Words& words, const DayFrame& frame, const Backlog& backlog, double second);

}  // namespace piket::render
