// Files that come with the program under scenarios/calibration.
#pragma once

#include <string>

namespace piket::cli {

// "scenarios/tiny.toml" and its like, here or beside the program; a Failure if it is in neither place.
std::string built_in_file(const std::string& path);

// Its path, here or beside the program; a Failure if it is in neither place.
std::string built_in_calibration(const std::string& name);

}  // namespace piket::cli
