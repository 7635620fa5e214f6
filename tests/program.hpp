// The headless program as the tests run it: in a shell, with files in a folder that is gone afterwards.
#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace piket::program {

namespace fs = std::filesystem;

inline const std::string scenarios = PIKET_SOURCE_DIR "/scenarios/";
inline const std::string tiny = scenarios + "tiny.toml";

inline std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

inline std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, at);) {
        parts.push_back(part);
    }
    return parts;
}

inline std::vector<std::string> lines(const std::string& text) {
    return split(text, '\n');
}

// In which `passage` stands first.
inline int line_of(const std::string& text, const std::string& passage) {
    const size_t at = text.find(passage);
    INFO(passage);
    REQUIRE(at != std::string::npos);
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(at), '\n'));
}

inline std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

// A folder of its own for each test, gone afterwards.
class Folder {
   public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "piket-test-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()));
        path_ = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::string& path() const { return path_; }
    std::string operator/(const std::string& name) const { return (fs::path(path_) / name).string(); }

    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(*this / name, std::ios::binary) << text;
        return *this / name;
    }
    // Another scenario made from the tiny one.
    std::string scenario(const std::string& name, const std::string& more) const {
        return write(name, "format = 1\nextends = \"" + tiny + "\"\n" + more);
    }

   private:
    std::string path_;
};

struct Result {
    int status = -1;
    std::string out, err;
};

inline Result shell(const std::string& command) {
    const Folder folder;
    const int status =
        std::system(("( " + command + " ) >" + (folder / "out") + " 2>" + (folder / "err") + " </dev/null").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(folder / "out"), read(folder / "err")};
}

inline Result piket_with(const std::string& arguments) {
    return shell(PIKET_BINARY " " + arguments);
}

inline size_t letters(const std::string& utf8) {
    return static_cast<size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

inline void check_width(const std::string& text) {
    for (const std::string& line : lines(text)) {
        INFO(line);
        CHECK(letters(line) <= 100);
    }
}

}  // namespace piket::program
