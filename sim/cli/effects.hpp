// What each measure does to infections and to service in one scenario.
#pragma once

#include <string>

#include "options.hpp"

namespace piket::cli {

struct EffectsRequest {
    std::string scenario;
    Options options;
    bool json = false;
};

// Every measure of the table at its firm value against the scenario as it is, with the same people and the same luck.
int show_effects(const EffectsRequest& request);

}  // namespace piket::cli
