#include "pages/numbers.hpp"

#include <fmt/format.h>

#include <cmath>

namespace piket::pages {

std::string number(double value, int decimals, Language language) {
    const char thousands = language == Language::id ? '.' : ',', point = language == Language::id ? ',' : '.';
    const std::string plain = fmt::format("{:.{}f}", std::fabs(value), decimals);
    const size_t whole = plain.find('.') == std::string::npos ? plain.size() : plain.find('.');
    const bool negative = value < 0 && plain.find_first_of("123456789") != std::string::npos;
    std::string out = negative ? "-" : "";
    for (size_t i = 0; i < plain.size(); ++i) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            out += thousands;
        }
        out += plain[i] == '.' ? point : plain[i];
    }
    return out;
}

std::string count(uint64_t value, Language language) {
    return number(static_cast<double>(value), 0, language);
}

int decimals_for(double magnitude) {
    magnitude = std::fabs(magnitude);
    return magnitude >= 100 ? 0 : magnitude >= 1 ? 1 : 2;
}

std::string exactly(double value) {
    return fmt::format("{}", value + 0.0);  // so that -0 is 0
}

}  // namespace piket::pages
