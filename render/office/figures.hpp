// Where everybody is drawn at one instant of a day: on the seat that their stay names, on the way between two, or,
// for those who are elsewhere, at home or in a block beside their building.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "office/furniture.hpp"
#include "office/homes.hpp"
#include "office/routes.hpp"

namespace piket::render {

struct Figure {
    enum class Kind : uint8_t { servant, visitor, family };
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
    float step = 0;      // metres walked, for the gait
    float tallest = 10;  // m: as high as there is room for
};

// Everything about one day that does not change with the second.
class DayFigures {
   public:
    DayFigures(const Layout& layout, const Furniture& furniture, std::shared_ptr<const DayFrame> frame);

    // Appends all but families; by `second`, which need not be whole.
    void all_at(double second, std::vector<Figure>& out) const;
    void visitors_at(double second, std::vector<Figure>& out) const;
    // Families who are at home, of a building.
    void families_of(uint32_t building, std::vector<Figure>& out) const;
    // Nothing for the dead, and of families for those who are not at home.
    bool at(uint32_t person, double second, Figure& out) const;

    const DayFrame& frame() const { return *frame_; }
    const std::shared_ptr<const DayFrame>& shared() const { return frame_; }

    const Homes& homes() const { return homes_; }

   private:
    bool walking_at(uint32_t person, size_t stay, double second, Figure& out) const;
    void not_at_work(uint32_t person, double second, Figure& out) const;
    bool between_buildings(uint32_t person, double second, Figure& out) const;
    void passes_door(uint32_t person, size_t stay, double second, Figure& out) const;
    void take_seats();
    std::optional<uint32_t> own_place(uint32_t person, const StayToday& stay) const;
    void seat_visitors();
    uint32_t building_of(uint32_t person) const;

    const Layout& layout_;
    const Furniture& furniture_;
    Routes routes_;
    std::shared_ptr<const DayFrame> frame_;
    Homes homes_;
    std::vector<Seat> seats_;                                 // by stay
    std::vector<std::vector<std::array<Seat, 2>>> visitors_;  // by hall: waiting, at the counter
};

}  // namespace piket::render
