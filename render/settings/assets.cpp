#include "settings/assets.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace piket::render {

Assets find_assets() {
    namespace fs = std::filesystem;
    struct Place {
        fs::path language, scenarios;
    };
    std::vector<Place> places;
    if (const char* chosen = std::getenv("PIKET_ASSETS"); chosen != nullptr && chosen[0] != '\0') {
        places.push_back({fs::path(chosen) / "language", fs::path(chosen) / "scenarios"});
    } else {
        std::error_code error;
        const fs::path binary = fs::read_symlink("/proc/self/exe", error);
        if (!error) {
            const fs::path share = binary.parent_path().parent_path() / "share/piket";
            places.push_back({share / "language", share / "scenarios"});
        }
        places.push_back({PIKET_SOURCE_DIR "/assets/language", PIKET_SOURCE_DIR "/scenarios"});
        places.push_back({PIKET_INSTALLED_SHARE "/language", PIKET_INSTALLED_SHARE "/scenarios"});
    }
    std::string looked;
    for (const Place& place : places) {
        std::error_code error;
        if (fs::exists(place.language / "id.toml", error)) {
            return {place.language, place.scenarios};
        }
        looked += (looked.empty() ? "" : ", ") + place.language.string();
    }
    throw std::runtime_error("the language catalogues are missing (looked in " + looked + ")");
}

std::string full_path(const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path path = fs::absolute(folder, error).lexically_normal();
    if (error) {
        return folder;
    }
    return path.has_filename() || path == path.root_path() ? path : path.parent_path();
}

}  // namespace piket::render
