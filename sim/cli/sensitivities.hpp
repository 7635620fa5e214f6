// What a sensitivity analysis found, in words, as JSON and as a picture.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "numbers.hpp"
#include "piket/sensitivity.hpp"
#include "quantities.hpp"

namespace piket::cli {

struct Found {
    std::vector<std::shared_ptr<const World>> worlds;
    Quantity outcome;
    SensitivityOptions options;
    std::string command;
    Sensitivity result;
};

std::string in_words(const Found& found, Language language);
nlohmann::ordered_json in_json(const Found& found);
std::string picture(const Found& found, Language language);

}  // namespace piket::cli
