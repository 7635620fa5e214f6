// Which work units a rule is for. A unit has the path "government/agency/unit". A pattern has one to three parts, each
// with * for any letters and ? for one; a pattern of fewer parts holds for all that lies below. Empty: everywhere.
#pragma once

#include <string_view>
#include <vector>

#include "piket/scenario.hpp"

namespace piket {

std::vector<std::string_view> parts_of(std::string_view path);

// One part against one id.
bool part_matches(std::string_view pattern, std::string_view id);

bool path_matches(std::string_view pattern, std::string_view path);

// How narrow a pattern is, by the number of its parts.
ScopeLevel level_of(std::string_view pattern);

// Whether anything in the offices of the scenario matches.
bool points_somewhere(const std::string& pattern, const Scenario& scenario);

// That of the unit, else of its agency, else by function.
Sector sector_of(const AgencySpec& agency, const UnitSpec& unit);

// Path, function and sector together.
bool covers(const Scope& scope, std::string_view unit_path, Function function, Sector sector);

// Whether some unit may be covered by both: patterns are compared as they are written, so * against * is yes.
bool may_meet(const Scope& a, const Scope& b);

// How narrow a scope is: parts of its path count most, then functions, then sectors, then having no wildcard.
int specificity(const Scope& scope);

}  // namespace piket
