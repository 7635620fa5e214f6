// Measures and texts of a scenario as the window says them.
#pragma once

#include <string>

#include "piket/measures.hpp"
#include "words/words.hpp"

namespace piket::render {

const std::string& in_language(const Text& text, Language language);
std::string label_of(const Measure& measure, Language language);
// As a card says it: "50 %", "never", "two teams, by week", "2 m". With as many decimals as the value has.
std::string value_text(const Words& words, const Measure& measure, double value);

struct Span {
    double least = 0, most = 0;
};
std::string span_text(const Words& words, const Measure& measure, const Span& span);

// For searching: without capitals.
std::string lower(std::string_view text);

}  // namespace piket::render
