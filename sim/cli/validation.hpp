// What the model is held against as a whole.
#pragma once

#include <string>
#include <vector>

namespace piket::cli {

// A line of the table. Tolerances are relative. reference: an answer that the model has to reach, so missing it is a
// failure; else something observed in the world, inside the model's 90 % interval or not.
struct Check {
    std::string group, what;  // case, quantity
    std::string expected, model;
    bool reference = false, fine = false;
};

std::vector<Check> check_rooms();                 // room air against published answers and closed forms
std::vector<Check> check_growth();                // growth rates by the engine's generation-time kernel
std::vector<Check> check_course(int threads);     // households, intervals, individual differences: runs of the engine
std::vector<Check> check_outbreaks(int threads);  // the cases of the built-in calibration
std::vector<Check> check_scenarios(int threads);  // published figures of the scenarios (validate.cpp)

std::string validation_text(const std::vector<Check>& checks);
std::string validation_markdown(const std::vector<Check>& checks);

}  // namespace piket::cli
