// Numbers and words as people of either language read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "piket/measures.hpp"

namespace piket::pages {

enum class Language : uint8_t { en, id };

inline std::string say(Language language, std::string_view en, std::string_view id) {
    return std::string(language == Language::id ? id : en);
}
inline std::string say(Language language, const Text& text) {
    return language == Language::id ? text.id : text.en;
}

// Thousands apart, a decimal comma in Indonesian, never "-0".
std::string number(double value, int decimals, Language language);
std::string count(uint64_t value, Language language);

// How many decimals tell values of this size apart without pretending more than is known.
int decimals_for(double magnitude);

// The shortest text that reads back as the same number: for files.
std::string exactly(double value);

}  // namespace piket::pages
