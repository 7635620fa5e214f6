#include "piket/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <tuple>

#include "scenario/measures/air.hpp"
#include "scenario/measures/entrance.hpp"
#include "scenario/measures/health.hpp"
#include "scenario/measures/home.hpp"
#include "scenario/measures/meetings.hpp"
#include "scenario/measures/protection.hpp"
#include "scenario/measures/rooms.hpp"
#include "scenario/measures/roster.hpp"
#include "scenario/measures/service.hpp"
#include "scenario/measures/supervision.hpp"
#include "scenario/measures/travel.hpp"
#include "scenario/measures/vaccination.hpp"
#include "scenario/measures/workplace.hpp"

namespace piket {
namespace {

using enum MeasureType;

// Caps combine by min, floors and protections by max, and neutral is the end of the range that yields to every other
// value. Some levers need a word more:
// - inspection.interval, closure.cases and their like are stronger the smaller they are. So they combine by min, and
//   what stands for "never" is their largest value, lever_never, not 0.
// - closure.days and mask.type do nothing alone, so their weakest value that means something is neutral: no mask is no
//   choice, since that is what a mandate of 0 says.
// - roster.scheme has no natural order. The later scheme of the list wins: what counts is that the answer does not
//   depend on which rule is read first.
// - sick.stay_home begins at 0.3, not 0: some people stayed at home when ill before anyone told them to, and no rule
//   makes them come.
template <class Row, class... Rows>
consteval auto joined(const Rows&... rows) {
    std::array<Row, (std::tuple_size_v<Rows> + ...)> all{};
    size_t next = 0;
    (((void)std::copy(rows.begin(), rows.end(), all.begin() + static_cast<ptrdiff_t>(next)), next += rows.size()), ...);
    return all;
}

constexpr auto table = joined<Measure>(rows::workplace, rows::roster, rows::meetings, rows::travel, rows::rooms,
                                       rows::air, rows::protection, rows::entrance, rows::supervision, rows::service,
                                       rows::home, rows::health, rows::vaccination);

consteval bool each_lever_once() {
    for (size_t i = 0; i < table.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            if (table[i].lever == table[j].lever || table[i].key == table[j].key) {
                return false;
            }
        }
    }
    return table.size() * sizeof(double) == sizeof(Levers);
}
static_assert(each_lever_once(), "every field of Levers has exactly one row");

constexpr auto orders = joined<Order>(
    rows::workplace_orders, rows::roster_orders, rows::meetings_orders, rows::travel_orders, rows::rooms_orders,
    rows::air_orders, rows::protection_orders, rows::entrance_orders, rows::supervision_orders, rows::service_orders,
    rows::home_orders, rows::health_orders, rows::vaccination_orders);

consteval bool each_ordered() {
    for (size_t i = 0; i < table.size(); ++i) {
        const auto sentences = [](std::string_view text) { return 1 + std::ranges::count(text, '|'); };
        const auto wanted = table[i].type == choice ? static_cast<ptrdiff_t>(table[i].choices.size()) : 1;
        if (orders[i].key != table[i].key || sentences(orders[i].id) != wanted || sentences(orders[i].en) != wanted) {
            return false;
        }
    }
    return orders.size() == table.size();
}
static_assert(each_ordered(), "each measure has its sentences, in the order of the rows");

std::optional<double> parse_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<double> parse_flag(std::string_view text) {
    if (text == "yes" || text == "true" || text == "1") {
        return 1;
    }
    return text == "no" || text == "false" || text == "0" ? std::optional(0.0) : std::nullopt;
}

}  // namespace

std::span<const Measure> measures() {
    return table;
}

std::optional<MeasureId> find_measure(std::string_view key) {
    const auto row = std::ranges::find(table, key, &Measure::key);
    return row == table.end() ? std::nullopt : std::optional(MeasureId{static_cast<uint32_t>(row - table.begin())});
}

const Measure& measure(MeasureId id) {
    return table[id.value];
}

const Order& order(MeasureId id) {
    return orders[id.value];
}

Levers neutral_levers() {
    Levers levers;
    for (const Measure& row : table) {
        levers.*row.lever = row.neutral;
    }
    return levers;
}

std::string format_value(const Measure& measure, double value) {
    switch (measure.type) {
        case flag:
            return value != 0 ? "yes" : "no";
        case choice: {
            const auto index = static_cast<size_t>(value);
            return index < measure.choices.size() ? std::string(measure.choices[index]) : fmt::format("{}", value);
        }
        default:
            return fmt::format("{}", value);
    }
}

std::optional<double> parse_value(const Measure& measure, std::string_view text) {
    if (measure.type == flag) {
        return parse_flag(text);
    }
    std::optional<double> value;
    if (measure.type == choice) {
        const auto found = std::ranges::find(measure.choices, text);
        value = found == measure.choices.end() ? std::nullopt : std::optional<double>(found - measure.choices.begin());
    } else {
        value = parse_number(text);
    }
    const bool fits = value && *value >= measure.low && *value <= measure.high &&
                      (measure.type != count || *value == std::floor(*value));
    return fits ? value : std::nullopt;
}

}  // namespace piket
