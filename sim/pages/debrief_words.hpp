// Words of a debrief: each in Indonesian and, after it, in English. Numbers are written as in Indonesian.
#pragma once

#include <string>
#include <string_view>

#include "pages/html.hpp"
#include "piket/debrief.hpp"

namespace piket::pages {

inline constexpr Language written = Language::id;

// "Keputusan / Decisions", the English in a lighter hand; both are escaped here.
std::string both(std::string_view id, std::string_view en);
inline std::string both(const Text& text) {
    return both(text.id, text.en);
}
std::string heading(std::string_view id, std::string_view en);

// "Tanpa tindakan / Nothing done", or the name of the team; not escaped.
Text name_of(const EpisodeCourse& course);
// Shorter, for columns and charts.
std::string short_name(const EpisodeCourse& course);
Text name_of(Setting setting);

std::string date_in_words(Day day);
std::string range(double low, double high, int decimals);
// At most so many letters, cut between words, with an ellipsis.
std::string cut(std::string_view text, size_t letters);
// The shortest text for a number, with a decimal comma.
std::string plainly(double value);
// "50 %", "two teams weekly", "14 d"; empty for what is simply ordered.
std::string dose_of(const Rule& rule);

}  // namespace piket::pages
