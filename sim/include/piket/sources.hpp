// Where the numbers of measures come from, for readers of Indonesian.
#pragma once

#include <string_view>

namespace piket {

// The Indonesian of a `source` of the table of measures; as it is where there is none.
std::string_view source_in_indonesian(std::string_view source);

}  // namespace piket
