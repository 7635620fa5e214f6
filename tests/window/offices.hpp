// Worlds for the tests of the office, through the engine's public headers alone, and made once.
#pragma once

#include <memory>
#include <string>

#include "piket/view.hpp"

namespace piket::render {

struct TestOffice {
    std::shared_ptr<const World> world;
    std::shared_ptr<const Place> place;
};

// Of a file in scenarios/.
const TestOffice& test_office(const std::string& file);
// A frame with its infections after so many days.
std::shared_ptr<const DayFrame> test_frame(const TestOffice& office, int days, uint64_t seed = 1);

}  // namespace piket::render
