// Colours for numbers. Both ramps change evenly in lightness, so they read the same for the colour-blind and in grey.
#pragma once

#include "canvas/picture.hpp"

namespace piket::render {

enum class Ramp : uint8_t {
    heat,  // little: as light as a floor; much: dark violet
    cool,  // little: dark blue; much: yellow
};
Color ramp(Ramp kind, float share);  // 0 to 1

}  // namespace piket::render
