// Tables as spreadsheet programs write them: cells apart by comma or semicolon, perhaps in quotes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "piket/problem.hpp"

namespace piket {

struct CsvRow {
    int line = 0;                    // on which it begins
    std::vector<std::string> cells;  // without spaces around; empty ones at the end are left out
};

// All rows that are not empty. Nothing if the text is no such table; the problems then say why.
std::optional<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& file, Problems& problems);

}  // namespace piket
