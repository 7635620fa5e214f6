// Standard output and standard error.
#pragma once

#include <string_view>

namespace piket::cli {

// Writes to standard output and makes sure that it arrived: a full disk is a Failure, not a silent loss.
void print(std::string_view text);

// One line on standard error.
void complain(std::string_view line);

bool stderr_is_terminal();

}  // namespace piket::cli
