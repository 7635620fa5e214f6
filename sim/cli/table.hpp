// Text in columns for a terminal, at most `page_width` letters wide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace piket::cli {

inline constexpr size_t page_width = 100;

// Letters, not bytes.
size_t width(std::string_view utf8);
std::string padded(std::string_view text, size_t to, bool right = false);

size_t widest_line(std::string_view text);

// Broken between words; every line begins with `indent` spaces.
std::string wrapped(std::string_view text, size_t indent, size_t to = page_width);
std::vector<std::string> lines_of(std::string_view text, size_t to);

class Table {
   public:
    enum class Align { left, right };

    explicit Table(std::vector<Align> columns) : columns_(std::move(columns)) {}

    void row(std::vector<std::string> cells);  // fewer than columns: the rest are empty
    void line(std::string text = "");          // across all columns; does not widen any
    std::string text() const;

   private:
    struct Row {
        bool across;
        std::vector<std::string> cells;
    };

    std::vector<Align> columns_;
    std::vector<Row> rows_;
};

}  // namespace piket::cli
