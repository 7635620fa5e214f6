#include "look/fonts.hpp"

#include <filesystem>
#include <stdexcept>

namespace piket::render {

namespace {

std::string find(const std::vector<std::string>& roots, const std::vector<const char*>& names, const char* font,
                 const char* package) {
    for (const std::string& root : roots) {
        for (const char* name : names) {
            const std::filesystem::path path = std::filesystem::path(root) / name;
            std::error_code ignored;
            if (std::filesystem::is_regular_file(path, ignored)) {
                return path;
            }
        }
    }
    std::string searched;
    for (const std::string& root : roots) {
        searched += (searched.empty() ? "" : ", ") + root;
    }
    throw std::runtime_error(std::string("the font ") + font + " is missing: install the package " + package +
                             " (looked in " + searched + ")");
}

}  // namespace

FontFiles find_fonts(const std::vector<std::string>& roots) {
    return {
        find(roots, {"opentype/inter/Inter-Regular.otf", "truetype/inter/Inter-Regular.ttf"}, "Inter", "fonts-inter"),
        find(roots, {"opentype/inter/Inter-SemiBold.otf", "truetype/inter/Inter-SemiBold.ttf"}, "Inter", "fonts-inter"),
        find(roots, {"truetype/font-awesome/fontawesome-webfont.ttf", "opentype/font-awesome/FontAwesome.otf"},
             "Font Awesome 4.7", "fonts-font-awesome"),
    };
}

}  // namespace piket::render
