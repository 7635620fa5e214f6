// One row of a table of staff: so many people of one rank in one unit, and perhaps where they sit.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "piket/scenario.hpp"
#include "scenario/csv.hpp"

namespace piket {

enum class Field : uint8_t {
    agency,
    unit,
    staff,
    function,
    rank,
    room,
    seats,
    area,
    counters,
    counter_per_day,
    online_per_day
};
inline constexpr size_t column_count = 11;

// What a person's post says: a level within the agency as it stands, or an echelon, whose level depends on the highest
// of the agency.
enum class Rank : uint8_t { none, level_1, level_2, level_3, level_4, ii_a, ii_b, iii_a, iii_b, iv_a, iv_b };
inline constexpr size_t rank_count = 11;

struct StaffRow {
    int line = 0;
    std::string agency, unit;
    int staff = 0;
    std::optional<Function> function;
    Rank rank = Rank::none;
    std::string room;  // empty: none is named
    std::optional<int> seats, counters;
    std::optional<double> area, counter_per_day, online_per_day;
};

struct StaffTable {
    std::array<std::string, column_count> headings;  // as they are written; empty: there is no such column
    std::vector<StaffRow> rows;
};

inline constexpr size_t most_table_problems = 100;  // a table with more is told so, and mended step by step

// Reads cell by cell what has good headings. Every problem is noted.
StaffTable read_staff_table(const std::vector<CsvRow>& rows, const std::string& file, Problems& problems);

}  // namespace piket
