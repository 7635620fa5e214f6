// What a scenario decides: the rules for its measures, and the numbers of the model that it sets for itself.
#pragma once

#include <nlohmann/json.hpp>

#include "piket/scenario.hpp"

namespace piket::cli {

// Each rule: measure, value as a person writes it, where, when, by whom, and the mark of the measure's numbers.
nlohmann::ordered_json rules_in_json(const Scenario& scenario);
// Parameters that are not at their default.
nlohmann::ordered_json parameters_in_json(const Scenario& scenario);

}  // namespace piket::cli
