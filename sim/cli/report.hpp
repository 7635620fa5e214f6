// What a run found, as tables for the terminal.
#pragma once

#include <span>
#include <string>

#include "numbers.hpp"
#include "piket/ensemble.hpp"

namespace piket::cli {

// "11 civil servants and 23 family members in 2 units of 1 agency"
std::string size_in_words(const World& world, Language language);

std::string days_in_words(const Scenario& scenario, Language language);
std::string futures_in_words(size_t futures, uint64_t seed, Language language);

// Title, people, dates, number of futures.
std::string heading(const World& world, Language language);

// "day 14 (Tuesday 2020-03-31)": the last day that is summed.
std::string horizon_in_words(Day start, int days, Language language);
std::string horizon_in_words(const Scenario& scenario, int days, Language language);

// Said under every table, lest anyone takes it for more than it is.
std::string caution(Language language);

// Outcomes in groups, one table for each horizon.
std::string outcome_tables(const Scenario& scenario, std::span<const Replicate> replicates, Language language);

}  // namespace piket::cli
