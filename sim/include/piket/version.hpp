// Which program this is.
#pragma once

#include <string_view>

namespace piket {

inline constexpr std::string_view program_version = PIKET_VERSION;
// Of the text of the engine, 16 hexadecimal digits: two programs with the same digest give the same results.
std::string_view program_digest();

}  // namespace piket
