// Reads one table of a document by key and type. Every fault is collected with its place, nothing throws; keys that
// nobody asked for are faults too.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/document.hpp"
#include "scenario/names.hpp"

namespace piket {

// What a number may be, both ends included.
struct Bounds {
    double low, high;
    std::string_view unit = "";
};

class Reader {
   public:
    Reader(const Node& table, std::string path, Problems& problems);

    // Each of these reads one key. True: it was there and well formed, and `out` has its value. False: it was absent,
    // or the fault has been noted; `out` is as before.
    bool number(std::string_view key, double& out, Bounds bounds);
    bool numbers(std::string_view key, std::vector<double>& out, Bounds bounds);
    bool whole(std::string_view key, int& out, Bounds bounds);
    bool wholes(std::string_view key, std::vector<int>& out, Bounds bounds);
    bool seed(std::string_view key, uint64_t& out);
    bool flag(std::string_view key, bool& out);
    bool word(std::string_view key, std::string& out);
    bool words(std::string_view key, std::vector<std::string>& out);
    bool id(std::string_view key, std::string& out);  // letters, digits, - and _
    bool text(std::string_view key, Text& out);       // { id = "...", en = "..." }, or one string for both
    bool date(std::string_view key, Day& out);
    bool interval(std::string_view key, Interval& out);  // ["07:30", "16:00"]
    // Of one day, to the second: "10:30", or hours such as 10.5. A list of intervals, or one alone.
    bool time(std::string_view key, Seconds& out);
    bool times(std::string_view key, std::vector<Seconds>& out);
    bool intervals(std::string_view key, std::vector<Interval>& out);

    template <class E>
    bool choice(std::string_view key, E& out) {
        const int index = choice_index(key, names_of<E>());
        if (index >= 0) {
            out = static_cast<E>(index);
        }
        return index >= 0;
    }

    // The raw value, for those who read it themselves.
    const Node* node(std::string_view key);

    // read(Reader&) for the table under `key`, or for each table of the list under `key`.
    template <class F>
    void section(std::string_view key, F read) {
        if (const Node* table = child_table(key)) {
            Reader reader(*table, path_of(key), problems_);
            read(reader);
            reader.finish();
        }
    }
    template <class F>
    void each(std::string_view key, F read) {
        for (auto& [table, path] : child_tables(key)) {
            Reader reader(*table, std::move(path), problems_);
            read(reader);
            reader.finish();
        }
    }

    // Notes a fault for each key that is not there.
    void require(std::initializer_list<std::string_view> keys);
    // Notes a fault unless a list stands there that is not empty.
    void require_some(std::string_view key);
    bool has(std::string_view key) const { return table_.find(key) != nullptr; }
    // A fault at the value of `key`, or at the table itself if it has none or `key` is empty.
    void fault(std::string_view key, std::string message);
    void warn(std::string_view key, std::string message);
    void fault_in(const std::string& file, int line, std::string_view key, std::string message);
    void warn_in(const std::string& file, int line, std::string_view key, std::string message);
    // Notes a fault for each key that nobody has asked for.
    void finish();

    const std::string& file() const { return *table_.file; }
    int line() const { return table_.line; }
    const std::string& path() const { return path_; }

   private:
    std::string path_of(std::string_view key) const;
    void fault_at(const Node& node, std::string path, std::string message);
    int choice_index(std::string_view key, std::span<const std::string_view> words);
    const Node* child_table(std::string_view key);
    std::vector<std::pair<const Node*, std::string>> child_tables(std::string_view key);
    template <class T>
    const T* typed(std::string_view key, std::string_view demand);
    template <class T, class F>
    bool list(std::string_view key, std::vector<T>& out, std::string_view demand, F read_element);
    bool read_number(const Node& node, const std::string& path, double& out, Bounds bounds);
    bool read_whole(const Node& node, const std::string& path, int& out, Bounds bounds);
    bool read_time(const Node& node, const std::string& path, Seconds& out);
    bool read_interval(const Node& node, const std::string& path, Interval& out);

    const Node& table_;
    std::string path_;
    Problems& problems_;
    std::vector<std::string_view> asked_;
};

// 1 to 64 letters, digits, - and _
inline constexpr size_t longest_id = 64;
bool is_id(std::string_view text);

// "must lie between 0 and 20 1/h"
std::string allowed(Bounds bounds);

}  // namespace piket
