// A scenario may extend another: its own values over those of the other, as one document.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/document.hpp"

namespace piket {

// The document with all that it extends merged in, as far as it could be read. Tables merge key by key; lists of tables
// with an id merge entry by entry, circulars by their file; rules are added to the other's, unless `rules = "replace"`
// drops its rules and circulars; other values replace.
// Checks `format`, `extends` and `rules`, and brings [parameters] to the form "group.name" = value.
std::optional<Node> merged_document(std::string_view text, const std::string& name, Problems& problems);
std::optional<Node> merged_document(const std::string& path, const Files& files, Problems& problems);

// What `format` must say in every file; notes the fault otherwise. False if the file is of another format.
bool check_format(const Node& root, Problems& problems);

// A path written in `file`, seen from where the program runs.
std::string resolved(const std::string& path, const std::string& file);

}  // namespace piket
