#include "game/session_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string_view>

namespace piket::render {

namespace {

namespace fs = std::filesystem;

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t taken = write(file, text.data(), text.size());
        if (taken > 0) {
            text.remove_prefix(static_cast<size_t>(taken));
        } else if (taken == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool write_to_disk(const fs::path& path, std::string_view text) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) {
        return false;
    }
    const bool written = write_all(file, text) && fsync(file) == 0;
    return close(file) == 0 && written;
}

// A name, too, should outlast a power cut; a file system that cannot promise it is no reason to fail.
void settle_names(const fs::path& folder) {
    if (const int at = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); at >= 0) {
        fsync(at);
        close(at);
    }
}

}  // namespace

fs::path free_name(const fs::path& folder, const std::string& name, int n, const std::vector<const char*>& endings) {
    for (;; ++n) {
        const std::string own = n < 1 ? name : name + "-" + std::to_string(n);
        std::error_code error;
        if (std::ranges::none_of(endings,
                                 [&](const char* ending) { return fs::exists(folder / (own + ending), error); })) {
            return folder / own;
        }
    }
}

bool write_session(const Session& session, const fs::path& file, bool over) {
    const fs::path temporary = file.string() + ".part";
    std::error_code error;
    if (!write_to_disk(temporary, to_json(session))) {
        fs::remove(temporary, error);
        return false;
    }
    if (!over && fs::exists(file, error)) {
        fs::rename(file, free_name(file.parent_path(), file.stem().string(), 1, {".json"}).string() + ".json", error);
    }
    if (!error) {
        fs::rename(temporary, file, error);
    }
    settle_names(file.parent_path());
    return !error;
}

}  // namespace piket::render
