// Colour of the zone and level of restrictions, from what is reported of a town.
#pragma once

#include <span>

#include "day/state.hpp"

namespace piket {

// Reported per 100,000 people and week.
struct WeeklyRates {
    double cases = 0, admissions = 0, deaths = 0;  // of the last seven days
    double smoothed = 0;                           // cases, mean of the last two weeks
};
WeeklyRates weekly_rates(double population, std::span<const TownReport> reports);

ZoneColour zone_of(double smoothed_cases);
int level_of(const WeeklyRates& rates);
// The level that vaccination imposes at least, by the condition of October 2021; 1 before it.
int least_level(const TownSpec& town, Day day);

// What is in force on the first day: what is observed, unless something was declared.
Alert first_alert(const TownSpec& town, std::span<const TownReport> reports, Day day);
// What is in force on `day`. At a review colour and level rise to what is observed and fall by one step at most.
Alert next_alert(const TownSpec& town, std::span<const TownReport> reports, const Alert& before, Day day, bool review);

}  // namespace piket
