// The worlds of the benchmark, in memory and always the same.
#pragma once

#include <string>

#include "piket/scenario.hpp"

namespace piket::cli {

// 10,000 civil servants with families in some 120 agencies, half with counters; 28 days from a Monday without holidays.
// Everybody is at work, nobody stays away; infectious people and visitors at the given prevalence, which stays, since
// infections are computed and recorded but change nobody.
Scenario city(double prevalence);

// 300 civil servants with families in one agency with counters; three of them infected, 90 days, R about 2.
Scenario office();

// The same office with few infectious people: small enough for the obvious path to finish while one waits.
Scenario quiet_office();

}  // namespace piket::cli
