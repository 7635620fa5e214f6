#include "compared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "failure.hpp"
#include "report.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

Json read_summary(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw Failure(
            fmt::format("{}: cannot be read; give the folder that piket compare --out wrote, or a file of "
                        "piket sweep --out",
                        path));
    }
    Json summary = Json::parse(file, nullptr, false);
    if (summary.is_discarded()) {
        throw Failure(fmt::format("{}: is no JSON; it may be damaged", path));
    }
    if (!summary.is_object() || !summary.contains("alternatives") || !summary.contains("differences")) {
        throw Failure(fmt::format("{}: compares nothing; a report needs what piket compare --out wrote", path));
    }
    return summary;
}

// One line of a CSV file.
void split(std::string_view line, std::vector<std::string>& cells) {
    cells.clear();
    cells.emplace_back();
    bool quoted = false;
    for (size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') {
            const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == '"';
            quoted = doubled ? quoted : !quoted;
            i += doubled ? 1 : 0;
            if (doubled) {
                cells.back() += '"';
            }
        } else if (line[i] == ',' && !quoted) {
            cells.emplace_back();
        } else if (line[i] != '\r') {
            cells.back() += line[i];
        }
    }
}

// daily.csv, row by row; every fault names its line.
class DailyFile {
   public:
    explicit DailyFile(const std::string& path) : path_(path), file_(path, std::ios::binary) {
        if (!file_ || !next()) {
            throw Failure(fmt::format("{}: cannot be read; the fans of a report are drawn from it", path_));
        }
        head_ = cells_;
    }

    bool next() {
        std::string line;
        if (!std::getline(file_, line)) {
            return false;
        }
        split(line, cells_);
        ++line_;
        if (!head_.empty() && cells_.size() != head_.size()) {
            fail(fmt::format("has {} columns, the first line has {}", cells_.size(), head_.size()));
        }
        return true;
    }

    size_t column(std::string_view name) const {
        const auto found = std::ranges::find(head_, name);
        if (found == head_.end()) {
            throw Failure(fmt::format("{}:1: has no column \"{}\"; is it of another program?", path_, name));
        }
        return static_cast<size_t>(found - head_.begin());
    }
    const std::string& text(size_t column) const { return cells_[column]; }
    double number(size_t column) const {
        const std::string& text = cells_[column];
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
            fail(fmt::format("{} = {}: must be a number", head_[column], text));
        }
        return value;
    }
    size_t whole(size_t column, size_t most) const {
        const double value = number(column);
        if (value < 0 || value != std::floor(value) || value > static_cast<double>(most)) {
            fail(fmt::format("{} = {}: must be a whole number from 0 to {}", head_[column], cells_[column], most));
        }
        return static_cast<size_t>(value);
    }

   private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Failure(fmt::format("{}:{}: {}", path_, line_, what));
    }

    std::string path_;
    std::ifstream file_;
    std::vector<std::string> head_, cells_;
    size_t line_ = 0;
};

// [day][replicate], summed over units.
using Values = std::vector<std::vector<double>>;

double& at(Values& values, size_t day, size_t replicate) {
    values.resize(std::max(values.size(), day + 1));
    values[day].resize(std::max(values[day].size(), replicate + 1));
    return values[day][replicate];
}

std::vector<Summary> summaries(Values values, bool summed) {
    std::vector<Summary> all;
    for (size_t d = 0; d < values.size(); ++d) {
        for (size_t r = 0; summed && d > 0 && r < values[d].size(); ++r) {
            values[d][r] += r < values[d - 1].size() ? values[d - 1][r] : 0;
        }
        all.push_back(summarise(values[d]));
    }
    return all;
}

void read_daily(const std::string& path, Compared& compared) {
    DailyFile file(path);
    const size_t alternative = file.column("alternative"), replicate = file.column("replicate"),
                 day = file.column("day"), infected = file.column("infections_servants"),
                 backlog = file.column("backlog");
    constexpr size_t most = 10'000'000;
    std::map<std::string, std::pair<Values, Values>> all;
    while (file.next()) {
        auto& [infections, waiting] = all[file.text(alternative)];
        const size_t d = file.whole(day, most), r = file.whole(replicate, most);
        at(infections, d > 0 ? d - 1 : 0, r) += file.number(infected);
        at(waiting, d > 0 ? d - 1 : 0, r) += file.number(backlog);
        compared.futures = std::max(compared.futures, r + 1);
    }
    for (auto& [letter, values] : all) {
        compared.courses[letter] = {summaries(std::move(values.first), true),
                                    summaries(std::move(values.second), false)};
    }
}

const Json& last_of(const Json& array) {
    return array.at(array.empty() ? 0 : array.size() - 1);  // at() complains where there is none
}

// Both files tell of the same runs.
void check_together(const Compared& compared) {
    for (const Json& a : compared.summary.at("alternatives")) {
        const std::string letter = a.at("alternative");
        const double told = last_of(a.at("results")).at("outcomes").at("infections_servants").at("mean");
        const auto course = compared.courses.find(letter);
        const size_t days = a.at("days");
        constexpr double slack = 1e-6;
        if (course == compared.courses.end() || course->second.infected.size() != days ||
            std::fabs(course->second.infected.back().mean - told) > slack * (1 + std::fabs(told))) {
            throw Failure(
                fmt::format("{0}: daily.csv and summary.json do not tell of the same runs (alternative {1}); "
                            "run piket compare --out {0} again",
                            compared.folder, letter));
        }
    }
}

const Json& called(const Json& all, const std::string& letter, const std::string& folder) {
    std::string known;
    for (const Json& one : all) {
        if (one.at("alternative") == letter) {
            return one;
        }
        known += (known.empty() ? "" : ", ") + one.at("alternative").get<std::string>();
    }
    throw Failure(
        fmt::format("{}: has no alternative {} to compare with the first; allowed: {}", folder, letter, known));
}

Summary summary_of(const Json& j) {
    return {j.at("mean"), j.at("standard_error"), j.at("q05"), j.at("q25"), j.at("q50"), j.at("q75"), j.at("q95")};
}

Difference difference_of(const Json& j) {
    Difference d;
    d.summary = summary_of(j);
    d.better = j.at("better");
    d.mean_low = j.at("mean_low");
    d.mean_high = j.at("mean_high");
    d.correlation = j.at("correlation");
    d.narrower = j.at("narrower");
    return d;
}

}  // namespace

const Json& Compared::alternative(const std::string& letter) const {
    return called(summary.at("alternatives"), letter, folder);
}

const Json& Compared::difference(const std::string& letter) const {
    return called(summary.at("differences"), letter, folder);
}

Compared read_compared(const std::string& folder) {
    const std::filesystem::path path(folder);
    const std::string file = (path / "summary.json").string();
    Compared compared{folder, read_summary(file), {}, 0};
    read_daily((path / "daily.csv").string(), compared);
    if (compared.futures < 2) {
        throw Failure(
            fmt::format("{}: tells of one future; a report says how sure a difference is, which takes two: run piket "
                        "compare with more --replicates",
                        folder));
    }
    try {
        check_together(compared);
    } catch (const Json::exception&) {
        throw Failure(
            fmt::format("{}: lacks what piket compare writes; it may be damaged, or of another version", file));
    }
    return compared;
}

Pair pair_of(const Compared& compared, const std::string& letter, Language language) {
    const Json& first = compared.summary.at("alternatives").at(0);
    const Json &difference = compared.difference(letter), &other = compared.alternative(letter);
    Pair pair;
    pair.a = first.at("alternative");
    pair.b = letter;
    pair.futures = compared.futures;
    const int days = first.at("days");
    pair.until = fmt::format("{}{}", say(language, "day ", "hari ke-"), days);
    const std::string start = first.at("start");
    pair.day = horizon_in_words(parse_date(start).value_or(Day{0}), days, language);
    for (const Quantity& q : all_quantities()) {
        const std::string key(q.key);
        const auto last = [&](const Json& of) -> const Json& {
            return last_of(of.at("results")).at("outcomes").at(key);
        };
        pair.outcomes[key] = {summary_of(last(first)), summary_of(last(other)), difference_of(last(difference))};
    }
    return pair;
}

}  // namespace piket::cli
