#include "one_file.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "failure.hpp"

namespace piket::cli {

namespace fs = std::filesystem;

namespace {

fs::path folder_of(const std::string& option, const fs::path& path) {
    if (!path.has_filename()) {
        throw Failure(fmt::format("piket: {} {}: is a folder, not a file", option, path.string()));
    }
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

}  // namespace

OneFile::OneFile(const std::string& option, const std::string& path)
    : folder_(folder_of(option, path)), file_(folder_.open(fs::path(path).filename().string())) {}

void OneFile::write(std::string_view text) {
    file_.write(text);
    folder_.commit();
}

}  // namespace piket::cli
