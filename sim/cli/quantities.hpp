// What tables show: outcomes, and numbers made of several.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "numbers.hpp"
#include "piket/ensemble.hpp"
#include "piket/outcomes.hpp"

namespace piket::cli {

struct Quantity {
    std::string_view key, unit;
    Text label;
    bool fewer_is_better;
    std::function<double(const OutcomeValues&)> of;
};

Quantity quantity(Outcome outcome);
Quantity infected();      // civil servants, families and visitors
Quantity served();        // requests, whichever way
Quantity served_share();  // of the requests received

// Every outcome, then what is made of them.
std::vector<Quantity> all_quantities();

// The one that is called so, or a Failure that names the option.
Quantity quantity_called(std::string_view option, std::string_view key);

// Label with the unit in which values of this quantity are shown.
std::string label(const Quantity& quantity, Language language);
// Values as they are shown, in that unit.
double shown(const Quantity& quantity, double value);
int decimals_of_values(const Quantity& quantity, double magnitude);

// The quantity at one horizon, future by future.
std::vector<double> values_at(std::span<const Replicate> replicates, size_t horizon, const Quantity& quantity);

}  // namespace piket::cli
