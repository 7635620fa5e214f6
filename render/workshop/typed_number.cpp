// Numbers as people type them, whose decimal mark is a comma in one language and a point in the other.
#include <algorithm>
#include <charconv>
#include <string_view>

#include "workshop/episode.hpp"

namespace piket::render {

namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; });
}

// "1.000" or "12.345.678", with this mark between the threes.
bool by_threes(std::string_view text, char mark) {
    const size_t first = text.find(mark);
    if (first == std::string_view::npos || first > 3 || !all_digits(text.substr(0, first)) || text[0] == '0') {
        return false;
    }
    for (size_t at = first; at < text.size(); at += 4) {
        if (text[at] != mark || text.size() < at + 4 || !all_digits(text.substr(at + 1, 3))) {
            return false;
        }
    }
    return true;
}

std::string without(std::string text, char mark) {
    std::erase(text, mark);
    return text;
}

std::optional<double> value_of(std::string_view digits) {
    double value = 0;
    const auto [rest, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    return error == std::errc{} ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<double> typed_number(const std::string& text) {
    const std::string bare = without(text, ' ');
    if (all_digits(bare)) {
        return value_of(bare);
    }
    const size_t last = std::min(bare.find_last_of(".,"), bare.size());
    const char mark = last < bare.size() ? bare[last] : '.', other = mark == '.' ? ',' : '.';
    if (by_threes(bare, mark)) {
        return value_of(without(bare, mark));
    }
    // It is the mark of the decimals. One or two of them, lest "1.0000" is taken for one by whom ten thousand is meant.
    const std::string whole = bare.substr(0, last), decimals = bare.substr(std::min(last + 1, bare.size()));
    const bool short_enough = decimals.size() <= 2 || whole == "0";
    if (!all_digits(decimals) || !short_enough || !(all_digits(whole) || by_threes(whole, other))) {
        return std::nullopt;
    }
    return value_of(without(whole, other) + "." + decimals);
}

std::optional<SealedRange> typed_range(const std::array<std::string, 2>& typed) {
    const auto low = typed_number(typed[0]), high = typed_number(typed[1]);
    return low && high && *low <= *high ? std::optional(SealedRange{*low, *high}) : std::nullopt;
}

}  // namespace piket::render
