// What lies in a folder, in the order of names. A folder that cannot be read, or that goes away while it is (a stick
// that is pulled out), has no more than was read of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace piket::render {

inline constexpr size_t most_files = 200;  // looked into, of one folder

std::vector<std::string> files_in(const std::string& folder, std::string_view ending);
std::vector<std::string> folders_in(const std::string& folder);

// Where sticks are mounted, below the name of who is logged in.
inline const std::vector<std::string> mounts = {"/media", "/run/media"};
// Folders in which sessions may lie: this one first, then sticks.
std::vector<std::string> folders_of_sessions(const std::string& own, const std::vector<std::string>& roots = mounts);

}  // namespace piket::render
