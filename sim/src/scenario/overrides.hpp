// "key=value" from the command line or a sweep, written into the document before it is read, so that a change passes
// the same checks as a file.
#pragma once

#include <vector>

#include "piket/scenario.hpp"
#include "scenario/document.hpp"

namespace piket {

inline constexpr const char* command_line = "command line";

// A measure replaces every rule for it by one that holds everywhere and throughout; other keys replace their value.
void apply_overrides(Node& root, const std::vector<Override>& overrides, Problems& problems);

}  // namespace piket
