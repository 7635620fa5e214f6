// Two alternatives side by side as a report tells of them, wherever their numbers come from.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "numbers.hpp"
#include "piket/ensemble.hpp"
#include "quantities.hpp"

namespace piket::cli {

struct Pair {
    std::string a, b;            // letters
    std::string a_name, b_name;  // in the language of the report
    size_t futures = 0;
    std::string until;  // "day 42": the last that outcomes are summed over
    std::string day;    // the same with its date

    struct Numbers {
        Summary a, b;
        Difference difference;  // b - a
    };
    std::map<std::string, Numbers, std::less<>> outcomes;

    const Numbers& of(const Quantity& quantity) const { return outcomes.at(std::string(quantity.key)); }
};

// XHTML: one sentence on infections with its interval and in how many futures b does better, one half on waiting.
std::string answer(const Pair& pair, Language language);

// Pictures for a page.
std::string difference_chart(const Pair& pair, Language language);
std::string where_chart(const Pair& pair, Language language);

}  // namespace piket::cli
