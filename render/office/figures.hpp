// Where everybody is drawn at one instant of a day: on the seat that their stay names, on the way between two, or,
// for those who are elsewhere, in a block beside their building.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "office/furniture.hpp"
#include "office/routes.hpp"

namespace piket::render {

enum class Elsewhere : uint8_t { home, trip, leave, sick, quarantine, isolation, hospital };
inline constexpr size_t elsewhere_count = 7;

struct Figure {
    enum class Kind : uint8_t { servant, visitor };
    enum class Pose : uint8_t { standing, sitting, walking };
    Kind kind = Kind::servant;
    uint32_t person = nobody;  // of visitors: index within the hall
    uint32_t hall = nobody;    // of visitors
    uint32_t building = nobody;
    uint32_t room = nobody;  // nobody: elsewhere
    Point at;                // of the feet, in the plane
    Facing facing = Facing::down;
    Pose pose = Pose::standing;
    bool masked = false;
    Elsewhere where = Elsewhere::home;
    float step = 0;  // metres walked, for the gait
};

// Everything about one day that does not change with the second.
class DayFigures {
   public:
    DayFigures(const Layout& layout, const Furniture& furniture, std::shared_ptr<const DayFrame> frame);

    // Appends; by `second`, which need not be whole.
    void all_at(double second, std::vector<Figure>& out) const;
    void visitors_at(double second, std::vector<Figure>& out) const;
    // Nothing for the dead and for those who are no civil servants.
    bool at(uint32_t person, double second, Figure& out) const;

    const DayFrame& frame() const { return *frame_; }
    const std::shared_ptr<const DayFrame>& shared() const { return frame_; }

    // The block beside a building of those who are elsewhere.
    struct Block {
        Elsewhere where;
        Rect heading, cells;
        int people;
    };
    const std::vector<Block>& blocks(uint32_t building) const { return blocks_[building]; }
    float cell(uint32_t building) const { return cells_[building]; }  // m

   private:
    bool walking_at(uint32_t person, size_t stay, double second, Figure& out) const;
    void take_seats();
    void arrange_blocks();
    uint32_t building_of(uint32_t person) const;

    const Layout& layout_;
    const Furniture& furniture_;
    Routes routes_;
    std::shared_ptr<const DayFrame> frame_;
    std::vector<Seat> seats_;                                 // by stay
    std::vector<Point> home_;                                 // by servant: their cell beside the building
    std::vector<std::vector<std::array<Seat, 2>>> visitors_;  // by hall: waiting, at the counter
    std::vector<std::vector<Block>> blocks_;
    std::vector<float> cells_;
};

Elsewhere elsewhere(Doing doing);

}  // namespace piket::render
