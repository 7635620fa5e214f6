#include "scenario/orders.hpp"

#include <fmt/format.h>

#include <cmath>

namespace piket {

namespace {

// The n-th of the parts of a text between bars.
std::string_view part_of(std::string_view text, size_t n) {
    for (; n > 0; --n) {
        text.remove_prefix(text.find('|') + 1);
    }
    return text.substr(0, text.find('|'));
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

// As people write it: "50 %", "2.5", with a comma in Indonesian.
std::string dose_in_words(const Measure& m, double value, bool indonesian) {
    const bool share = m.type == MeasureType::share;
    std::string text = fmt::format("{}", std::round((share ? value * 100 : value) * 100) / 100);
    if (indonesian) {
        replace(text, ".", ",");
    }
    return text + (share ? " %" : "");
}

}  // namespace

std::string order_of(MeasureId id, double value, bool indonesian) {
    const Measure& m = measure(id);
    std::string text(indonesian ? order(id).id : order(id).en);
    if (m.type == MeasureType::choice) {
        return std::string(part_of(text, static_cast<size_t>(value)));
    }
    if ((m.type == MeasureType::flag && value == 0) || value == lever_never) {
        return "";
    }
    const bool all = m.type == MeasureType::share && value == 1;
    if (const size_t open = text.find('['), close = text.find(']'); open != std::string::npos) {
        text = text.substr(0, open) + (all ? "" : text.substr(open + 1, close - open - 1)) + text.substr(close + 1);
    }
    replace(text, "{dose}", dose_in_words(m, value, indonesian));
    replace(text, "{s}", value == 1 ? "" : "s");
    return text;
}

}  // namespace piket
