#include "words/words.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace piket::render {

namespace {

void gather(const toml::node& node, const std::string& key, Catalogue& into, std::string& problems,
            const std::string& file) {
    if (const toml::table* table = node.as_table()) {
        for (const auto& [name, child] : *table) {
            gather(child, (key.empty() ? "" : key + ".") + std::string(name.str()), into, problems, file);
        }
    } else if (const toml::array* list = node.as_array()) {
        for (size_t i = 0; i < list->size(); ++i) {
            gather(*list->get(i), key + "." + std::to_string(i), into, problems, file);
        }
    } else if (const auto* text = node.as_string()) {
        into.emplace(key, text->get());
    } else {
        problems += fmt::format("{}:{}: {}: is no text\n", file, node.source().begin.line, key);
    }
}

Catalogue catalogue_of(std::string_view text, const std::string& file, std::string& problems) {
    Catalogue catalogue;
    try {
        gather(toml::parse(text, file), "", catalogue, problems, file);
    } catch (const toml::parse_error& error) {
        problems += fmt::format("{}:{}: {}\n", file, error.source().begin.line, error.description());
    }
    return catalogue;
}

// The fields of a text, "{n}" and the like, in order of name.
std::set<std::string> fields(std::string_view text, std::string& problem) {
    std::set<std::string> found;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '}' && i + 1 < text.size() && text[i + 1] == '}') {
            ++i;
        } else if (text[i] == '}') {
            problem = "has a } without {";
        } else if (text[i] == '{' && i + 1 < text.size() && text[i + 1] == '{') {
            ++i;
        } else if (text[i] == '{') {
            const size_t end = text.find('}', i);
            if (end == std::string_view::npos) {
                problem = "has a { without }";
                break;
            }
            const std::string_view name = text.substr(i + 1, end - i - 1);
            if (name.empty() || !std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; })) {
                problem = fmt::format("has the field \"{}\"; fields have names of small letters", name);
            }
            found.emplace(name);
            i = end;
        }
    }
    return found;
}

void compare(const Catalogue& one, const Catalogue& other, const char* file, const char* other_file,
             std::string& problems) {
    for (const auto& [key, text] : one) {
        std::string problem;
        const std::set<std::string> wanted = fields(text, problem);
        if (!problem.empty()) {
            problems += fmt::format("{}: {}: {}\n", file, key, problem);
            continue;
        }
        const auto found = other.find(key);
        if (found == other.end()) {
            problems += fmt::format("{}: {}: is missing, {} has it\n", other_file, key, file);
        } else if (fields(found->second, problem) != wanted && problem.empty()) {
            problems += fmt::format("{}: {}: has other fields in braces than {}\n", file, key, other_file);
        }
    }
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        throw BadCatalogue(path + ": cannot be read");
    }
    return text.str();
}

// Digits in groups of three.
std::string grouped(std::string digits, char separator) {
    for (auto at = static_cast<ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<size_t>(at), 1, separator);
    }
    return digits;
}

}  // namespace

Words::Words(Catalogue id, Catalogue en, Language language)
    : catalogues_{std::move(id), std::move(en)}, language_(language) {}

Words Words::parse(std::string_view id, std::string_view en, Language language) {
    std::string problems;
    Catalogue indonesian = catalogue_of(id, "id.toml", problems), english = catalogue_of(en, "en.toml", problems);
    if (problems.empty()) {
        compare(indonesian, english, "id.toml", "en.toml", problems);
        compare(english, indonesian, "en.toml", "id.toml", problems);
    }
    if (!problems.empty()) {
        problems.pop_back();
        throw BadCatalogue(problems);
    }
    return {std::move(indonesian), std::move(english), language};
}

Words Words::load(const std::string& folder, Language language) {
    return parse(read(folder + "/id.toml"), read(folder + "/en.toml"), language);
}

const std::string& Words::operator()(std::string_view key) const {
    const Catalogue& catalogue = catalogues_[static_cast<size_t>(language_)];
    const auto found = catalogue.find(key);
    return found != catalogue.end() ? found->second : *missing_.emplace(key).first;
}

std::string Words::fill(std::string_view key, fmt::format_args args) const {
    const std::string& text = (*this)(key);
    try {
        return fmt::vformat(text, args);
    } catch (const fmt::format_error&) {  // a field that the caller does not give: a slip, but no reason to end
        missing_.emplace(key);
        return text;
    }
}

std::string Words::number(double value, int decimals) const {
    if (!std::isfinite(value)) {
        return std::isnan(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    const bool id = language_ == Language::id;
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    const size_t point = std::min(digits.find('.'), digits.size());
    std::string text = grouped(digits.substr(0, point), id ? '.' : ',');
    if (point < digits.size()) {
        text += (id ? ',' : '.') + digits.substr(point + 1);
    }
    return (value < 0 && !zero ? "−" : "") + text;
}

std::string Words::percent(double share, int decimals) const {
    const char* sign = language_ == Language::id ? " %" : "%";
    const std::string said = number(share * 100, decimals);
    if (share > 0 && said == number(0, decimals)) {  // little is not nothing
        return "< " + number(std::pow(10, -decimals), decimals) + sign;
    }
    return said + sign;
}

std::string Words::compact(double value) const {
    constexpr std::array<double, 4> steps = {1e3, 1e6, 1e9, 1e12};
    size_t step = 0;
    // 999,950 would be "1,000k".
    while (step < steps.size() && std::abs(value) >= steps[step] * (step == 0 ? 1 : 0.99995)) {
        ++step;
    }
    if (step == 0) {
        return number(value);
    }
    const double mantissa = value / steps[step - 1];
    const bool whole = std::abs(mantissa) >= 100 || std::abs(mantissa - std::round(mantissa)) < 0.05;
    return number(mantissa, whole ? 0 : 1) + (*this)("number.steps." + std::to_string(step - 1));
}

std::string Words::date(Day day) const {
    const std::string iso = to_date(day);
    if (iso.size() != 10 || iso[4] != '-') {
        return iso;
    }
    const int month = std::stoi(iso.substr(5, 2));
    return fmt::format("{} {} {} {}", (*this)("date.days." + std::to_string(day.weekday())), std::stoi(iso.substr(8)),
                       (*this)("date.months." + std::to_string(month - 1)), iso.substr(0, 4));
}

std::string Words::time(Seconds of_day) const {
    return fmt::format("{:02}{}{:02}", of_day / 3600, language_ == Language::id ? '.' : ':', of_day / 60 % 60);
}

}  // namespace piket::render
