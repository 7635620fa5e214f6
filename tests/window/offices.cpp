#include "offices.hpp"

#include <map>
#include <stdexcept>

namespace piket::render {

const TestOffice& test_office(const std::string& file) {
    static std::map<std::string, TestOffice> made;
    const auto found = made.find(file);
    if (found != made.end()) {
        return found->second;
    }
    Loaded<Scenario> loaded = load_scenario(PIKET_SOURCE_DIR "/scenarios/" + file);
    if (!loaded.value) {
        throw std::runtime_error(file + " has faults");
    }
    TestOffice office;
    office.world = make_world(std::move(*loaded.value));
    office.place = std::make_shared<Place>(place_of(*office.world));
    return made.emplace(file, std::move(office)).first->second;
}

std::shared_ptr<const DayFrame> test_frame(const TestOffice& office, int days, uint64_t seed) {
    RunOptions options;
    options.seed = seed;
    options.threads = 0;
    Simulation simulation(office.world, options);
    for (int i = 0; i < days; ++i) {
        simulation.step();
    }
    const DayView view(simulation);
    simulation.step();
    return std::make_shared<DayFrame>(view.frame(&simulation));
}

}  // namespace piket::render
