#include "files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "failure.hpp"
#include "interrupt.hpp"

namespace piket::cli {

namespace fs = std::filesystem;

namespace {

constexpr size_t buffer_size = size_t{1} << 18U;

// The permissions that a file gets which is made in the usual way; mkstemp would keep it to its owner.
constexpr mode_t usual_permissions = 0666;

}  // namespace

std::string cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

ResultFile::ResultFile(const fs::path& folder, const std::string& name)
    : path_(folder / name), temporary_(folder / fmt::format(".{}.{}", name, getpid())) {
    if (std::error_code ignored; fs::is_directory(path_, ignored)) {
        fail(EISDIR);
    }
    remove_when_interrupted(temporary_);
    file_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, usual_permissions);
    if (file_ < 0) {
        const int error = errno;
        forget(temporary_);
        fail(error);
    }
    buffer_.reserve(buffer_size);
}

ResultFile::~ResultFile() {
    if (file_ >= 0) {
        close(file_);
    }
    unlink(temporary_.c_str());
    forget(temporary_);
}

void ResultFile::fail(int error) const {
    throw Failure(fmt::format("piket: cannot write {}: {}", path_.string(), std::strerror(error)));
}

void ResultFile::write(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= buffer_size) {
        flush();
    }
}

void ResultFile::flush() {
    for (std::string_view rest = buffer_; !rest.empty();) {
        const ssize_t taken = ::write(file_, rest.data(), rest.size());
        if (taken > 0) {
            rest.remove_prefix(static_cast<size_t>(taken));
        } else if (taken == 0 || errno != EINTR) {
            fail(taken == 0 ? ENOSPC : errno);
        }
    }
    buffer_.clear();
}

void ResultFile::finish() {
    flush();
    if (fsync(file_) != 0) {
        fail(errno);
    }
    const int closed = close(file_);
    file_ = -1;
    if (closed != 0) {
        fail(errno);
    }
}

ResultFolder::ResultFolder(fs::path folder) : folder_(std::move(folder)) {
    std::error_code error;
    made_ = fs::create_directories(folder_, error);
    std::error_code unseen;
    if (!fs::is_directory(folder_, unseen)) {
        const std::string why = error ? error.message() : std::strerror(ENOTDIR);
        throw Failure(fmt::format("piket: cannot make the folder {}: {}", folder_.string(), why));
    }
    if (made_) {
        remove_when_interrupted(folder_.native());
    }
}

ResultFolder::~ResultFolder() {
    files_.clear();
    if (made_ && !committed_) {
        rmdir(folder_.c_str());
    }
    forget(folder_.native());
}

ResultFile& ResultFolder::open(const std::string& name) {
    return files_.emplace_back(folder_, name);
}

void ResultFolder::commit() {
    for (ResultFile& file : files_) {
        file.finish();
    }
    {
        const Uninterrupted all_of_them;
        for (ResultFile& file : files_) {
            if (std::rename(file.temporary_.c_str(), file.path_.c_str()) != 0) {
                file.fail(errno);
            }
            forget(file.temporary_);
        }
        forget(folder_.native());
        committed_ = true;
    }
    // The names, too, should survive a power failure; a file system that cannot promise it is no reason to fail.
    if (const int folder = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
        fsync(folder);
        close(folder);
    }
}

}  // namespace piket::cli
