// "Did you mean ...?" for words that are not among those allowed.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace piket {

// "; did you mean "staff"?" if a candidate is close enough to be a slip of the pen, else empty.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

// "a", "b" or "c"
std::string listed(std::span<const std::string_view> words);

}  // namespace piket
