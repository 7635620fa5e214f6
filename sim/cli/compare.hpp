// The comparison, for other commands than compare.
#pragma once

#include <string>
#include <vector>

#include "options.hpp"

namespace piket::cli {

// Runs the scenarios and prints what compare prints. Returns the exit status.
int compare_scenarios(std::vector<std::string> scenarios, const Options& options);

}  // namespace piket::cli
