// Offices without drawing anything: a table of the staff, as any personnel section can export it, becomes the
// [[government]] part of a scenario.
#pragma once

#include <string>
#include <string_view>

#include "piket/problem.hpp"
#include "piket/scenario.hpp"

namespace piket {

// Reads a table (CSV with a row of headings, Indonesian or English; comma or semicolon) of agencies, units and head
// counts. Problems name file, line, heading, value and what is allowed. All agencies are of the kind custom.
Loaded<GovernmentSpec> load_staff_table(const std::string& path, const std::string& id, const std::string& name);
// The same from text already in memory; `file` stands for the file in messages.
Loaded<GovernmentSpec> parse_staff_table(std::string_view text, const std::string& file, const std::string& id,
                                         const std::string& name);

// A government as the [[government]] tables of a scenario file.
std::string to_toml(const GovernmentSpec& government);
// The least that a scenario needs besides its offices: title, run, initial. `extends` is the file that has the offices,
// seen from the scenario; empty: they will follow in the same file.
std::string starter_toml(const GovernmentSpec& government, const std::string& extends);

}  // namespace piket
