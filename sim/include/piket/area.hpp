// The area around the offices as its administration sees it: colour of the zone, level of restrictions; and the
// conditions that rules attach to them.
#pragma once

#include <cstdint>
#include <string_view>

#include "piket/time.hpp"

namespace piket {

// How much the public needs what a unit does; circulars cap the three apart.
enum class Sector : uint8_t { nonessential, essential, critical };
enum class Region : uint8_t { java_bali, outside };
enum class ZoneColour : uint8_t { green, yellow, orange, red };

inline constexpr int sector_count = 3, region_count = 2, zone_count = 4, level_count = 4;

std::string_view name(Sector);
std::string_view name(Region);
std::string_view name(ZoneColour);

// What is in force: it follows what is observed at reviews, or what was declared.
struct Alert {
    ZoneColour zone = ZoneColour::green;
    uint8_t level = 1;  // PPKM, 1..4
    Day zone_since, level_since;
    bool zone_declared = false, level_declared = false;  // by the scenario, not computed
    bool operator==(const Alert&) const = default;
};

// When a rule holds; each part that is 0 asks for nothing.
struct Conditions {
    uint8_t zones = 0;    // bit per ZoneColour
    uint8_t levels = 0;   // bit per level, level 1 is bit 0
    uint8_t regions = 0;  // bit per Region

    bool operator==(const Conditions&) const = default;
    bool watch() const { return zones != 0 || levels != 0; }  // whether they may change from day to day
    bool allow(Region region) const { return regions == 0 || (regions >> static_cast<unsigned>(region) & 1U) != 0; }
    bool allow(const Alert& alert) const {
        return (zones == 0 || (zones >> static_cast<unsigned>(alert.zone) & 1U) != 0) &&
               (levels == 0 || (levels >> (alert.level - 1U) & 1U) != 0);
    }
    // Whether both can hold on one day.
    bool meet(const Conditions& other) const {
        const auto apart = [](uint8_t a, uint8_t b) { return a != 0 && b != 0 && (a & b) == 0; };
        return !apart(zones, other.zones) && !apart(levels, other.levels) && !apart(regions, other.regions);
    }
};

}  // namespace piket
