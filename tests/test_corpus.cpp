// Inputs that once broke a loader, or might: each must load or be refused with problems that can be read, and what
// loads must run. The sanitizer builds replay them too.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "piket/scenario.hpp"
#include "piket/simulation.hpp"

namespace {

std::vector<std::filesystem::path> corpus() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(PIKET_SOURCE_DIR "/tests/corpus")) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("every file of the corpus is loaded or refused with readable problems", "[scenario]") {
    REQUIRE(corpus().size() > 40);
    for (const std::filesystem::path& file : corpus()) {
        INFO(file.filename().string());
        piket::Loaded<piket::Scenario> loaded = piket::load_scenario(file.string());
        CHECK(loaded.value.has_value() != piket::any_error(loaded.problems));
        for (const piket::Problem& problem : loaded.problems) {
            INFO(problem.text());
            CHECK_FALSE(problem.message.empty());
            CHECK_FALSE(problem.file.empty());
            CHECK(problem.text().size() < 2000);
        }
        if (loaded) {
            loaded->days = std::min(loaded->days, 3);
            piket::Simulation simulation(piket::make_world(std::move(*loaded)), {});
            while (!simulation.over()) {
                simulation.step();
            }
            SUCCEED();
        }
    }
}
