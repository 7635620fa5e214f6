#include "workshop/folders.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace piket::render {

namespace {

namespace fs = std::filesystem;

template <typename Wanted>
std::vector<std::string> entries_of(const std::string& folder, Wanted wanted) {
    std::vector<std::string> found;
    std::error_code error;
    // By hand: in a range-for the step to the next entry throws.
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (wanted(*at)) {
            found.push_back(at->path().string());
        }
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace

std::vector<std::string> files_in(const std::string& folder, std::string_view ending) {
    std::vector<std::string> files =
        entries_of(folder, [&](const fs::directory_entry& entry) { return entry.path().extension() == ending; });
    files.resize(std::min(files.size(), most_files));
    return files;
}

std::vector<std::string> folders_in(const std::string& folder) {
    return entries_of(folder, [](const fs::directory_entry& entry) {
        std::error_code error;
        return entry.is_directory(error);
    });
}

std::vector<std::string> folders_of_sessions(const std::string& own, const std::vector<std::string>& roots) {
    std::vector<std::string> folders = {fs::absolute(own).lexically_normal().string()};
    for (const std::string& root : roots) {
        for (const std::string& user : folders_in(root)) {
            std::ranges::move(folders_in(user), std::back_inserter(folders));
        }
    }
    return folders;
}

}  // namespace piket::render
