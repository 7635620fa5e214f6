// Files of sessions as the window writes them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "piket/session.hpp"

namespace piket::render {

// `folder`/`name`-n with the first n from `n` on of which none of these endings is taken.
std::filesystem::path free_name(const std::filesystem::path& folder, const std::string& name, int n,
                                const std::vector<const char*>& endings);
// Whole or not at all, and on the disk when it returns; what was there before stays beside it, numbered, unless `over`
// says that it is an older state of the same. False if it could not be written.
bool write_session(const Session& session, const std::filesystem::path& file, bool over);

}  // namespace piket::render
