// Options that several commands share, and the scenarios that they name.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "numbers.hpp"
#include "piket/calibration.hpp"
#include "piket/simulation.hpp"

namespace CLI {
class App;
}

namespace piket::cli {

// What the command line changes about a scenario, and how it is run.
struct Options {
    std::optional<int64_t> days, replicates;
    std::optional<uint64_t> seed;
    std::vector<std::string> set;  // "key=value"
    int threads = 0;
    std::optional<std::string> uncertain;  // empty: the built-in calibration; "all", or a file
    std::string out;
    Language language = Language::en;
};

void add_scenario(CLI::App& command, std::string& path);
void add_days_and_seed(CLI::App& command, Options& options);
void add_replicates(CLI::App& command, Options& options);
void add_set(CLI::App& command, Options& options);
void add_threads(CLI::App& command, Options& options);
void add_uncertain(CLI::App& command, Options& options);
void add_out(CLI::App& command, Options& options);
void add_language(CLI::App& command, Options& options);

// Loads and changes a scenario, and accepts it.
Scenario load(const std::string& path, const Options& options);
Loaded<Scenario> load_quietly(const std::string& path, const Options& options);  // says nothing

// Makes a scenario one that can be paired with the first: days that differ cannot, which is a Failure. Luck, futures
// and horizons are those of the first.
void align(Scenario& scenario, const Scenario& first);

// Warnings go to standard error, errors become a Failure.
void accept(const Problems& problems);
template <class T>
T accept(Loaded<T> loaded) {
    accept(loaded.problems);
    return std::move(*loaded);
}

// What --uncertain asks for: loads the calibration and tells on standard error what the scenario keeps for itself.
Uncertainty uncertainty_of(const Options& options, const Scenario& scenario);
// One line about it, empty without --uncertain.
std::string uncertainty_in_words(const Uncertainty& uncertainty, Language language);

// The options that decide the result, as they would be typed: neither threads nor where files go.
std::string typed(const Options& options);
std::string quoted(const std::string& word);  // as a shell wants it

}  // namespace piket::cli
