// Inter and Font Awesome 4.7 from Debian's packages, found at run time.
#pragma once

#include <string>
#include <vector>

namespace piket::render {

struct FontFiles {
    std::string regular, semibold, icons;
};

// Throws std::runtime_error that names what is missing and the package that has it. `roots` are searched in turn.
FontFiles find_fonts(const std::vector<std::string>& roots = {"/usr/share/fonts", "/usr/local/share/fonts"});

}  // namespace piket::render
