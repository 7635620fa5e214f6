// The files of results: daily.csv and infections.csv grow as futures finish, summary.json comes at the end.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "files.hpp"
#include "piket/ensemble.hpp"

namespace piket::cli {

class Results {
   public:
    // With names of alternatives, every row begins with one.
    Results(const std::string& folder, std::vector<std::string> alternatives = {});

    void add(size_t alternative, uint64_t replicate, const Simulation& simulation);
    void finish(const nlohmann::ordered_json& summary);

   private:
    std::string first_cells(size_t alternative, uint64_t replicate) const;

    std::vector<std::string> alternatives_;
    ResultFolder folder_;
    ResultFile &daily_, &infections_, &summary_;
};

// What a summary says about the program and the command that made it.
nlohmann::ordered_json origin(const std::string& command);
// ... about one scenario and its world; how often it was run the command knows
nlohmann::ordered_json scenario_in_json(const World& world);
// ... about each outcome: unit, labels
nlohmann::ordered_json quantities_in_json();
// ... about each outcome at each horizon: quantiles over futures, mean and standard error.
nlohmann::ordered_json horizons_in_json(const Scenario& scenario, std::span<const Replicate> replicates);

// ... about the parameters that differ from future to future, null if none do
nlohmann::ordered_json in_json(const Uncertainty& uncertainty);
nlohmann::ordered_json in_json(const Summary& summary);
nlohmann::ordered_json in_json(const Difference& difference);

}  // namespace piket::cli
