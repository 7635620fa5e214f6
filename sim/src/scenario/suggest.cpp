#include "scenario/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace piket {
namespace {

constexpr size_t longest_word = 64;  // longer ones are no slips

// Letters to insert, delete, replace or swap with their neighbour (Damerau's distance, restricted).
size_t distance(std::string_view a, std::string_view b) {
    std::vector<size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    std::iota(above.begin(), above.end(), size_t{0});
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
    if (word.size() > longest_word) {
        return "";
    }
    std::string_view best;
    size_t least = 1 + std::max<size_t>(1, word.size() / 3);
    for (const std::string_view candidate : candidates) {
        // The last part of a dotted key counts as that key half written.
        const std::string_view tail = candidate.substr(candidate.rfind('.') + 1);
        const size_t d = word == tail ? 0 : distance(word, candidate);
        if (d < least) {
            least = d;
            best = candidate;
        }
    }
    return best.empty() ? "" : fmt::format("; did you mean \"{}\"?", best);
}

std::string listed(std::span<const std::string_view> words) {
    std::string text;
    for (size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        text += fmt::format("\"{}\"", words[i]);
    }
    return text;
}

}  // namespace piket
