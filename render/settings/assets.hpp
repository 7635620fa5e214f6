// Where the files are that belong to the program.
#pragma once

#include <string>

namespace piket::render {

// The folder with language/ and, beside it, scenarios/: $PIKET_ASSETS, else PREFIX/share/piket of a binary in
// PREFIX/bin, else the source tree it was built from. Throws std::runtime_error that says where it looked.
struct Assets {
    std::string language;   // folder of catalogues
    std::string scenarios;  // folder of scenarios
};
Assets find_assets();

// From the root on, as people are told where something lies.
std::string full_path(const std::string& folder);

}  // namespace piket::render
