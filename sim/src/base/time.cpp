#include "piket/time.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/check.hpp"

namespace piket {

namespace {

constexpr std::optional<Day> day_of(int year, int month, int day) {
    if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return Day{static_cast<int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

// The number that digits spell, or -1.
int number(std::string_view digits) {
    int value = 0;
    for (char c : digits) {
        if (c < '0' || c > '9') {
            return -1;
        }
        value = 10 * value + (c - '0');
    }
    return value;
}

}  // namespace

Day civil(int year, int month, int day) {
    const std::optional<Day> date = day_of(year, month, day);
    check(date.has_value(), "no such date");
    return *date;
}

std::optional<Day> parse_date(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') {
        return std::nullopt;
    }
    return day_of(number(iso.substr(0, 4)), number(iso.substr(5, 2)), number(iso.substr(8, 2)));
}

std::string to_date(Day day) {
    constexpr Day first = *day_of(0, 1, 1), last = *day_of(9999, 12, 31);
    if (day == never) {
        return "never";
    }
    if (day < first || last < day) {
        return fmt::format("day {}", day.value);
    }
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.value}}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace piket
