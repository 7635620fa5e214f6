// The whole campus where plots are too small to read: a card for each building, in a grid that fills the viewport, so
// that the same building has the same place in both worlds.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "office/overlays.hpp"

namespace piket::render {

// How a building does at one instant.
struct Tally {
    int staff = 0, present = 0;  // of its own, at any office
    int cases = 0;               // of its own so far: infected, or known to be
    int units = 0, closed = 0, inspected = 0;
};
Tally tally_of(const Place& place, uint32_t building, const DayFrame& frame, const Census& census, const Shown& shown);

// Names from the longest to the shortest: "Puskesmas Benda Baru", "PUS-12", "PUS 12", "P 12".
std::vector<std::string> names_of(const PlaceAgency& agency, Language language);

class Board {
   public:
    Board(const Layout& layout, const Overlays& overlays, const Ui& ui)
        : layout_(layout), overlays_(overlays), ui_(ui) {}

    // In pixels, by government and then as the plots lie.
    struct Grid {
        std::vector<std::pair<uint32_t, Rect>> cards;     // buildings
        std::vector<std::pair<uint32_t, Rect>> headings;  // governments, if there are several
    };
    Grid grid(Rect area) const;
    uint32_t building_at(Rect area, Point mouse) const;  // nobody: none

    // Returns where something was written.
    std::vector<Rect> draw(Canvas& canvas, Rect area, const DayFrame& frame, const Census& census, double second,
                           const Shown& shown) const;

    // What a card says in full, and more: lines for whoever points at it.
    std::string hint(uint32_t building, const DayFrame& frame, const Census& census, double second,
                     const Shown& shown) const;

   private:
    std::optional<Reading> worst(uint32_t building, const DayFrame& frame, const Census& census, double second,
                                 const Shown& shown) const;
    bool is_low(Rect card) const;
    void draw_ground(Mesh& m, Rect card, const Tally& tally, const std::optional<Reading>& reading) const;

    const Layout& layout_;
    const Overlays& overlays_;
    const Ui& ui_;
};

}  // namespace piket::render
