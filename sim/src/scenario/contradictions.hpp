// Rules that do not go together: two that speak of the same people and days (a fault), and demands of which one makes
// the other idle or that the people there are cannot meet (warnings). Both places are named.
#pragma once

#include "piket/scenario.hpp"
#include "scenario/reader.hpp"

namespace piket {

void check_overlaps(Reader& root, const std::vector<Rule>& rules);  // of one source; also of a circular alone
void check_contradictions(Reader& root, const Scenario& scenario);  // all of them

}  // namespace piket
