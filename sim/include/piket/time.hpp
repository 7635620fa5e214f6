// Days are integers, times within a day are integer seconds: nothing in the day is stepped.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piket {

// A civil day, counted from 1970-01-01. The default is a day before all others ("never began").
struct Day {
    int32_t value = INT32_MIN;

    constexpr auto operator<=>(const Day&) const = default;
    constexpr Day operator+(int32_t days) const { return {value + days}; }
    constexpr Day operator-(int32_t days) const { return {value - days}; }
    constexpr int32_t operator-(Day other) const { return value - other.value; }
    constexpr Day& operator++() {
        ++value;
        return *this;
    }
    // 0 = Monday ... 6 = Sunday (1970-01-01 was a Thursday).
    constexpr int weekday() const { return (value % 7 + 10) % 7; }
};

inline constexpr Day never{INT32_MAX};

// Proleptic Gregorian, years 0 to 9999; BrokenInvariant if there is no such date.
Day civil(int year, int month, int day);
// "2020-03-18", or nothing if the text is no such date.
std::optional<Day> parse_date(std::string_view iso);
std::string to_date(Day day);  // "never" for never, "day N" beyond those years

// Seconds since midnight of the civil day, 0 ... 86400.
using Seconds = int32_t;

inline constexpr Seconds seconds_per_hour = 3600;
inline constexpr Seconds seconds_per_day = 86400;

constexpr Seconds clock(int hour, int minute = 0, int second = 0) {
    return hour * 3600 + minute * 60 + second;
}
constexpr double hours(Seconds seconds) {
    return seconds / 3600.0;
}

struct Interval {
    Seconds from = 0, to = 0;  // half open
    constexpr Seconds length() const { return to > from ? to - from : 0; }
    constexpr bool contains(Seconds t) const { return from <= t && t < to; }
    constexpr bool operator==(const Interval&) const = default;
};

constexpr Interval overlap(Interval a, Interval b) {
    return {a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
}

}  // namespace piket
