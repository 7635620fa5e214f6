// A TOML document as a tree in which every value knows where it was written, so that a problem can still say so after
// one document has been merged into another. document.cpp alone knows the TOML library.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "piket/problem.hpp"
#include "piket/scenario.hpp"
#include "piket/time.hpp"

namespace piket {

struct Node {
    struct Entry;
    using List = std::vector<Node>;
    using Table = std::vector<Entry>;  // by key, each once

    struct TimeOfDay {
        Seconds seconds;
    };

    // monostate: a kind of value that no key of a scenario takes, such as a date with a time.
    std::variant<std::monostate, bool, int64_t, double, std::string, Day, TimeOfDay, List, Table> value;
    std::string written;                      // as it stands in the file; empty for tables
    std::shared_ptr<const std::string> file;  // never null
    int line = 0;
    std::string label;  // for a value that stands in no file: the key under which its author knows it

    template <class T>
    const T* as() const {
        return std::get_if<T>(&value);
    }
    template <class T>
    T* as() {
        return std::get_if<T>(&value);
    }

    // The value under `key`, if this is a table that has it.
    const Node* find(std::string_view key) const;
    Node* find(std::string_view key);
    // Only for tables: replaces or adds.
    void set(std::string_view key, Node node);
    void erase(std::string_view key);
};

struct Node::Entry {
    std::string key;
    Node node;
};

Problem problem_at(const Node& node, std::string key, std::string message);

inline constexpr size_t largest_document = size_t{8} << 20;  // bytes

// First line that does not hold valid UTF-8, or 0.
int line_of_bad_utf8(std::string_view text);

// Nothing if the text is no TOML; the problems then say why. `name` stands for the file.
std::optional<Node> parse_document(std::string_view text, const std::string& name, Problems& problems);

// Where files are read from.
struct Files {
    const Texts* only = nullptr;  // these, and none of the disk
    Texts* read = nullptr;        // takes what was read
};

// The text of a regular file of at most largest_document bytes. Otherwise nothing, and `why` says why not.
std::optional<std::string> read_text(const std::string& path, std::string& why, const Files& files = {});
// The same, for a file whose own problem that is.
std::optional<std::string> read_text(const std::string& path, Problems& problems, const Files& files = {});

}  // namespace piket
