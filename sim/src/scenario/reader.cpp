#include "scenario/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenario/suggest.hpp"

namespace piket {
namespace {

constexpr size_t most_suggestions = 200;  // a file with more faults is no scenario, and suggestions take time
constexpr std::string_view id_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

// "HH:MM" or "HH:MM:SS", up to 24:00.
std::optional<Seconds> parse_clock(std::string_view text) {
    if (text.size() != 5 && text.size() != 8) {
        return std::nullopt;
    }
    int part[3] = {0, 0, 0};
    for (size_t i = 0; i < text.size(); ++i) {
        const bool colon = i % 3 == 2;
        if (colon ? text[i] != ':' : text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        if (!colon) {
            part[i / 3] = 10 * part[i / 3] + (text[i] - '0');
        }
    }
    const Seconds seconds = clock(part[0], part[1], part[2]);
    return part[1] < 60 && part[2] < 60 && seconds <= seconds_per_day ? std::optional(seconds) : std::nullopt;
}

std::optional<Seconds> time_of(const Node& node) {
    if (const auto* time = node.as<Node::TimeOfDay>()) {
        return time->seconds;
    }
    const auto* text = node.as<std::string>();
    return text ? parse_clock(*text) : std::nullopt;
}

}  // namespace

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= longest_id && text.find_first_not_of(id_letters) == std::string::npos;
}

std::string allowed(Bounds bounds) {
    const bool bare = bounds.unit.empty() || bounds.unit == "share" || bounds.unit == "factor";
    return fmt::format("must lie between {} and {}{}{}", bounds.low, bounds.high, bare ? "" : " ",
                       bare ? "" : bounds.unit);
}

Reader::Reader(const Node& table, std::string path, Problems& problems)
    : table_(table), path_(std::move(path)), problems_(problems) {}

std::string Reader::path_of(std::string_view key) const {
    return fmt::format("{}{}{}", path_, path_.empty() || key.empty() ? "" : ".", key);
}

void Reader::fault_at(const Node& node, std::string path, std::string message) {
    problems_.push_back(problem_at(node, std::move(path), std::move(message)));
}

void Reader::fault(std::string_view key, std::string message) {
    const Node* node = table_.find(key);
    fault_at(node ? *node : table_, path_of(key), std::move(message));
}

void Reader::warn(std::string_view key, std::string message) {
    fault(key, std::move(message));
    problems_.back().warning = true;
}

void Reader::require(std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        if (!has(key)) {
            fault(key, "is missing");
        }
    }
}

void Reader::require_some(std::string_view key) {
    const Node* found = table_.find(key);
    const auto* elements = found ? found->as<Node::List>() : nullptr;
    if (!found || (elements && elements->empty())) {
        fault(key, fmt::format("is missing: there must be at least one [[{}]]", key));
    }
}

void Reader::fault_in(const std::string& file, int line, std::string_view key, std::string message) {
    problems_.push_back({.file = file, .line = line, .key = path_of(key), .value = "", .message = std::move(message)});
}

void Reader::warn_in(const std::string& file, int line, std::string_view key, std::string message) {
    fault_in(file, line, key, std::move(message));
    problems_.back().warning = true;
}

void Reader::finish() {
    for (const auto& [key, node] : *table_.as<Node::Table>()) {
        if (std::ranges::find(asked_, key) == asked_.end()) {
            const bool worth_it = problems_.size() < most_suggestions;
            fault_at(node, path_of(key), "is not a key of this table" + (worth_it ? did_you_mean(key, asked_) : ""));
        }
    }
}

const Node* Reader::node(std::string_view key) {
    asked_.push_back(key);
    return table_.find(key);
}

bool Reader::read_number(const Node& node, const std::string& path, double& out, Bounds bounds) {
    const auto* whole = node.as<int64_t>();
    const auto* real = node.as<double>();
    if (!whole && !real) {
        fault_at(node, path, "must be a number; it " + allowed(bounds));
        return false;
    }
    const double value = whole ? static_cast<double>(*whole) : *real;
    if (!(value >= bounds.low && value <= bounds.high)) {  // so that not-a-number fails too
        fault_at(node, path, allowed(bounds));
        return false;
    }
    out = value;
    return true;
}

bool Reader::read_whole(const Node& node, const std::string& path, int& out, Bounds bounds) {
    double value = 0;
    if (!read_number(node, path, value, bounds)) {
        return false;
    }
    if (value != std::floor(value)) {
        fault_at(node, path, "must be a whole number");
        return false;
    }
    out = static_cast<int>(value);
    return true;
}

bool Reader::number(std::string_view key, double& out, Bounds bounds) {
    const Node* value = node(key);
    return value && read_number(*value, path_of(key), out, bounds);
}

bool Reader::whole(std::string_view key, int& out, Bounds bounds) {
    const Node* value = node(key);
    return value && read_whole(*value, path_of(key), out, bounds);
}

template <class T>
const T* Reader::typed(std::string_view key, std::string_view demand) {
    const Node* value = node(key);
    const T* found = value ? value->as<T>() : nullptr;
    if (value && !found) {
        fault(key, std::string(demand));
    }
    return found;
}

template <class T, class F>
bool Reader::list(std::string_view key, std::vector<T>& out, std::string_view demand, F read_element) {
    const auto* elements = typed<Node::List>(key, demand);
    if (!elements) {
        return false;
    }
    std::vector<T> values(elements->size());
    bool good = true;
    for (size_t i = 0; i < values.size(); ++i) {
        good &= read_element((*elements)[i], values[i]);
    }
    if (good) {
        out = std::move(values);
    }
    return good;
}

bool Reader::numbers(std::string_view key, std::vector<double>& out, Bounds bounds) {
    return list(key, out, "must be a list of numbers",
                [&](const Node& node, double& value) { return read_number(node, path_of(key), value, bounds); });
}

bool Reader::wholes(std::string_view key, std::vector<int>& out, Bounds bounds) {
    return list(key, out, "must be a list of whole numbers",
                [&](const Node& node, int& value) { return read_whole(node, path_of(key), value, bounds); });
}

bool Reader::words(std::string_view key, std::vector<std::string>& out) {
    constexpr const char* demand = "must be a list of strings";
    return list(key, out, demand, [&](const Node& node, std::string& value) {
        const auto* text = node.as<std::string>();
        if (!text) {
            fault_at(node, path_of(key), demand);
            return false;
        }
        value = *text;
        return true;
    });
}

bool Reader::seed(std::string_view key, uint64_t& out) {
    constexpr const char* demand = "must be a whole number, 0 or more";
    const auto* whole = typed<int64_t>(key, demand);
    if (!whole) {
        return false;
    }
    if (*whole < 0) {
        fault(key, demand);
        return false;
    }
    out = static_cast<uint64_t>(*whole);
    return true;
}

bool Reader::flag(std::string_view key, bool& out) {
    const auto* truth = typed<bool>(key, "must be true or false");
    if (truth) {
        out = *truth;
    }
    return truth;
}

bool Reader::word(std::string_view key, std::string& out) {
    const auto* text = typed<std::string>(key, "must be a string");
    if (text) {
        out = *text;
    }
    return text;
}

bool Reader::id(std::string_view key, std::string& out) {
    std::string value;
    if (!word(key, value)) {
        return false;
    }
    if (!is_id(value)) {
        fault(key, "must be 1 to 64 letters, digits, - or _");
        return false;
    }
    out = std::move(value);
    return true;
}

bool Reader::text(std::string_view key, Text& out) {
    const Node* value = node(key);
    if (!value) {
        return false;
    }
    if (const auto* both = value->as<std::string>()) {
        out = {*both, *both};
        return true;
    }
    if (!value->as<Node::Table>()) {
        fault(key, R"(must be a string or { id = "...", en = "..." })");
        return false;
    }
    Text text;
    bool good = false;
    section(key, [&](Reader& languages) {
        languages.require({"id", "en"});
        const bool id = languages.word("id", text.id), en = languages.word("en", text.en);
        good = id && en;
    });
    if (good) {
        out = std::move(text);
    }
    return good;
}

bool Reader::date(std::string_view key, Day& out) {
    const Node* value = node(key);
    if (!value) {
        return false;
    }
    std::optional<Day> day;
    if (const auto* written = value->as<std::string>()) {
        day = parse_date(*written);
    } else if (const auto* typed = value->as<Day>()) {
        day = *typed;
    }
    if (!day) {
        fault(key, "must be a date such as 2020-03-18");
        return false;
    }
    out = *day;
    return true;
}

bool Reader::interval(std::string_view key, Interval& out) {
    const Node* value = node(key);
    if (!value) {
        return false;
    }
    const auto* ends = value->as<Node::List>();
    const auto from = ends && ends->size() == 2 ? time_of((*ends)[0]) : std::nullopt;
    const auto to = from ? time_of((*ends)[1]) : std::nullopt;
    if (!to) {
        fault(key, R"(must be two times of the day such as ["07:30", "16:00"])");
        return false;
    }
    if (*from >= *to) {
        fault(key, "must end later than it begins");
        return false;
    }
    out = {*from, *to};
    return true;
}

bool Reader::read_time(const Node& node, const std::string& path, Seconds& out) {
    const auto* whole = node.as<int64_t>();
    const auto* real = node.as<double>();
    if (!whole && !real) {
        const std::optional<Seconds> seconds = time_of(node);
        if (!seconds) {
            fault_at(node, path, R"(must be a time of the day such as "10:30", or hours such as 10.5)");
            return false;
        }
        out = *seconds;
        return true;
    }
    double h = 0;
    if (!read_number(node, path, h, {0, 24, "h"})) {
        return false;
    }
    const double seconds = h * seconds_per_hour, nearest = std::floor(seconds + 0.5);
    out = static_cast<Seconds>(nearest);
    if (std::fabs(seconds - nearest) > 1e-6) {
        fault_at(node, path, fmt::format("is taken to the second: {} s after midnight", out));
        problems_.back().warning = true;
    }
    return true;
}

bool Reader::read_interval(const Node& node, const std::string& path, Interval& out) {
    const auto* ends = node.as<Node::List>();
    if (!ends || ends->size() != 2) {
        fault_at(node, path, R"(must be two times of the day such as ["07:30", "16:00"] or [7.5, 16])");
        return false;
    }
    Interval value;
    const bool from = read_time((*ends)[0], path, value.from), to = read_time((*ends)[1], path, value.to);
    if (from && to && value.from >= value.to) {
        fault_at(node, path, "must end later than it begins");
        return false;
    }
    out = from && to ? value : out;
    return from && to;
}

bool Reader::time(std::string_view key, Seconds& out) {
    const Node* value = node(key);
    return value && read_time(*value, path_of(key), out);
}

bool Reader::times(std::string_view key, std::vector<Seconds>& out) {
    return list(key, out, "must be a list of times",
                [&](const Node& node, Seconds& value) { return read_time(node, path_of(key), value); });
}

bool Reader::intervals(std::string_view key, std::vector<Interval>& out) {
    const Node* value = node(key);
    const auto* elements = value ? value->as<Node::List>() : nullptr;
    if (elements && elements->size() == 2 && !(*elements)[0].as<Node::List>()) {
        Interval alone;
        const bool good = read_interval(*value, path_of(key), alone);
        out = good ? std::vector<Interval>{alone} : out;
        return good;
    }
    return list(key, out, R"(must be a list such as [["08:00", "12:00"], ["13:00", "16:00"]])",
                [&](const Node& node, Interval& one) { return read_interval(node, path_of(key), one); });
}

int Reader::choice_index(std::string_view key, std::span<const std::string_view> words) {
    std::string value;
    if (!word(key, value)) {
        return -1;
    }
    const auto found = std::ranges::find(words, value);
    if (found == words.end()) {
        fault(key, fmt::format("must be {}{}", listed(words), did_you_mean(value, words)));
        return -1;
    }
    return static_cast<int>(found - words.begin());
}

const Node* Reader::child_table(std::string_view key) {
    return typed<Node::Table>(key, "must be a table") ? table_.find(key) : nullptr;
}

std::vector<std::pair<const Node*, std::string>> Reader::child_tables(std::string_view key) {
    std::vector<std::pair<const Node*, std::string>> tables;
    const auto* elements = typed<Node::List>(key, fmt::format("must be a list of tables, each begun with [[{}]]", key));
    for (size_t i = 0; elements && i < elements->size(); ++i) {
        const Node& element = (*elements)[i];
        const Node* id = element.find("id");
        const auto* label = id ? id->as<std::string>() : nullptr;
        std::string path = label && is_id(*label) ? fmt::format("{}.{}", path_of(key), *label)
                                                  : fmt::format("{}[{}]", path_of(key), i + 1);
        if (element.as<Node::Table>()) {
            tables.emplace_back(&element, std::move(path));
        } else {
            fault_at(element, std::move(path), "must be a table");
        }
    }
    return tables;
}

}  // namespace piket
