#include "words/measure_words.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace piket::render {

namespace {

// A number stays on one line with its unit.
std::string unbroken(const std::string& text) {
    std::string all;
    for (const char c : text) {
        all += c == ' ' ? std::string("\u00A0") : std::string(1, c);
    }
    return all;
}

// How many the value has, up to a limit.
int decimals_of(double value, int most) {
    int decimals = 0;
    for (double v = value; decimals < most && std::abs(v - std::round(v)) > 1e-6; v *= 10) {
        ++decimals;
    }
    return decimals;
}

// Of every day some shares are small; of large ones nobody says more than a tenth of a percent.
std::string share_text(const Words& words, double share) {
    return words.percent(share, decimals_of(100 * share, share < 0.01 ? 2 : 1));
}

}  // namespace

const std::string& in_language(const Text& text, Language language) {
    return language == Language::id ? text.id : text.en;
}

std::string label_of(const Measure& measure, Language language) {
    return std::string(language == Language::id ? measure.label_id : measure.label_en);
}

std::string value_text(const Words& words, const Measure& measure, double value) {
    switch (measure.type) {
        case MeasureType::share:
            return unbroken(share_text(words, value));
        case MeasureType::flag:
            return words(value != 0 ? "cards.yes" : "cards.no");
        case MeasureType::choice:
            return words(fmt::format("choice.{}", measure.choices[static_cast<size_t>(value)]));
        case MeasureType::number:
        case MeasureType::count:
            break;
    }
    if (value >= lever_never && measure.high >= lever_never) {
        return words("cards.never");
    }
    // "1/h" is no key of a table.
    std::string unit(measure.unit);
    std::ranges::replace(unit, '/', '_');
    return unbroken(words.counted(fmt::format("cards.unit.{}", unit), words.number(value, decimals_of(value, 2))));
}

std::string span_text(const Words& words, const Measure& measure, const Span& span) {
    const std::string least = value_text(words, measure, span.least);
    return span.least == span.most ? least
                                   : words("cards.range", fmt::arg("least", least),
                                           fmt::arg("most", value_text(words, measure, span.most)));
}

std::string lower(std::string_view text) {
    std::string all(text);
    std::ranges::transform(all, all.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return all;
}

}  // namespace piket::render
