// A program outside the tree: two scenarios with the same people and the same luck, and how their infections differ.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "piket/ensemble.hpp"

namespace {

std::shared_ptr<const piket::World> world_of(const std::string& path) {
    piket::Loaded<piket::Scenario> scenario = piket::load_scenario(path);
    for (const piket::Problem& problem : scenario.problems) {
        std::fprintf(stderr, "%s\n", problem.text().c_str());
    }
    return scenario ? piket::make_world(*scenario) : nullptr;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: paired A.toml B.toml\n");
        return 2;
    }
    const std::vector<std::shared_ptr<const piket::World>> worlds = {world_of(argv[1]), world_of(argv[2])};
    if (!worlds[0] || !worlds[1]) {
        return 1;
    }
    piket::EnsembleOptions options;
    options.replicates = 40;
    const auto futures = piket::run_ensemble(worlds, options);
    std::vector<double> infected[2];
    for (size_t side = 0; side < 2; ++side) {
        for (const piket::Replicate& r : futures[side]) {
            infected[side].push_back(at(r.horizons.back(), piket::Outcome::infections_servants));
        }
    }
    const piket::Difference d = piket::compare(infected[0], infected[1], true);
    std::printf(
        "%u people in both; B minus A: %.2f civil servants infected (90 %% interval of the mean %.2f to %.2f)\n",
        piket::paired_people(*worlds[0], *worlds[1]), d.summary.mean, d.mean_low, d.mean_high);
}
