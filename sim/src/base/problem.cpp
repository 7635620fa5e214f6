#include "piket/problem.hpp"

#include <algorithm>

namespace piket {

std::string Problem::text() const {
    std::string text = file;
    if (line > 0) {
        text += ':' + std::to_string(line);
    }
    const auto part = [&](const std::string& s) {
        if (!s.empty()) {
            text += text.empty() ? s : ": " + s;
        }
    };
    part(warning ? "warning" : "");
    part(key.empty() || value.empty() ? key : key + " = " + value);
    part(message);
    return text;
}

bool any_error(const Problems& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return !p.warning; });
}

}  // namespace piket
