#include "scenario/scope.hpp"

#include <algorithm>

namespace piket {

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const size_t slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return parts;
}

// A * first takes nothing; where the rest then fails, the last * takes one letter more.
bool part_matches(std::string_view pattern, std::string_view id) {
    constexpr size_t none = std::string_view::npos;
    size_t p = 0, i = 0, star = none, taken = 0;
    while (i < id.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = i;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == id[i])) {
            ++p;
            ++i;
        } else if (star != none) {
            p = star + 1;
            i = ++taken;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == none;
}

bool path_matches(std::string_view pattern, std::string_view path) {
    const std::vector<std::string_view> patterns = parts_of(pattern), ids = parts_of(path);
    return patterns.size() <= ids.size() && std::equal(patterns.begin(), patterns.end(), ids.begin(), part_matches);
}

ScopeLevel level_of(std::string_view pattern) {
    return pattern.empty() ? ScopeLevel::everywhere
                           : static_cast<ScopeLevel>(1 + std::min<ptrdiff_t>(2, std::ranges::count(pattern, '/')));
}

bool covers(const Scope& scope, std::string_view unit_path, Function function) {
    const bool any_function = scope.functions == 0;
    return (any_function || (scope.functions >> static_cast<unsigned>(function) & 1U)) &&
           path_matches(scope.path, unit_path);
}

}  // namespace piket
