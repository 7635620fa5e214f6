#include "table.hpp"

#include <algorithm>

namespace piket::cli {

namespace {

constexpr std::string_view gap = "  ";

std::string without_trailing_spaces(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

}  // namespace

size_t width(std::string_view utf8) {
    return static_cast<size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::string padded(std::string_view text, size_t to, bool right) {
    const std::string fill(to > width(text) ? to - width(text) : 0, ' ');
    return right ? fill + std::string(text) : std::string(text) + fill;
}

size_t widest_line(std::string_view text) {
    size_t widest = 0;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        widest = std::max(widest, width(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return widest;
}

std::vector<std::string> lines_of(std::string_view text, size_t to) {
    std::vector<std::string> lines(1);
    constexpr std::string_view spaces = " \t\r\n";
    while (!text.empty()) {
        size_t space = text.find_first_of(spaces);
        if (space != std::string_view::npos && text.substr(space + 1).starts_with('%')) {
            space = text.find_first_of(spaces, space + 1);  // "90 %" stays together
        }
        const std::string_view word = text.substr(0, space);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        std::string& line = lines.back();
        if (line.empty()) {
            line = word;
        } else if (word.empty()) {
            continue;
        } else if (width(line) + 1 + width(word) <= to) {
            line += ' ';
            line += word;
        } else {
            lines.emplace_back(word);
        }
    }
    return lines;
}

std::string wrapped(std::string_view text, size_t indent, size_t to) {
    std::string out;
    for (const std::string& line : lines_of(text, to - indent)) {
        out += std::string(indent, ' ') + line + '\n';
    }
    return out;
}

void Table::row(std::vector<std::string> cells) {
    cells.resize(columns_.size());
    rows_.push_back({false, std::move(cells)});
}

void Table::line(std::string text) {
    rows_.push_back({true, {std::move(text)}});
}

std::string Table::text() const {
    std::vector<size_t> widths(columns_.size(), 0);
    for (const Row& row : rows_) {
        for (size_t c = 0; !row.across && c < columns_.size(); ++c) {
            widths[c] = std::max(widths[c], width(row.cells[c]));
        }
    }
    std::string out;
    for (const Row& row : rows_) {
        std::string line;
        for (size_t c = 0; c < row.cells.size(); ++c) {
            line += c == 0 ? "" : gap;
            line += row.across ? row.cells[c] : padded(row.cells[c], widths[c], columns_[c] == Align::right);
        }
        out += without_trailing_spaces(std::move(line)) + '\n';
    }
    return out;
}

}  // namespace piket::cli
