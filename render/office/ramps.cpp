#include "office/ramps.hpp"

#include <algorithm>
#include <array>

namespace piket::render {

Color ramp(Ramp kind, float share) {
    static const std::array<Color, 7> heat = {rgb(0xF5EBD7), rgb(0xF8CF9B), rgb(0xF4A26C), rgb(0xE0715F),
                                              rgb(0xB64668), rgb(0x7F2F6B), rgb(0x461E57)};
    static const std::array<Color, 7> cool = {rgb(0x26355D), rgb(0x3B5079), rgb(0x5B6C82), rgb(0x7C8A86),
                                              rgb(0xA3A97F), rgb(0xCFCA72), rgb(0xF6EE72)};
    const auto& stops = kind == Ramp::heat ? heat : cool;
    const float at = std::clamp(share, 0.0F, 1.0F) * static_cast<float>(stops.size() - 1);
    const size_t i = std::min(static_cast<size_t>(at), stops.size() - 2);
    return mixed(stops[i], stops[i + 1], at - static_cast<float>(i));
}

}  // namespace piket::render
