// The rim of a building: a cell for each household of its people, and blocks for those of them who are neither at home
// nor at the office.
#pragma once

#include <array>
#include <vector>

#include "office/layout.hpp"

namespace piket::render {

enum class Elsewhere : uint8_t { home, town, trip, leave, sick, quarantine, isolation, facility, hospital };
inline constexpr size_t elsewhere_count = 9;
const char* key_of(Elsewhere where);  // of its name: office.elsewhere.*

// Where somebody is all day who is not at the office.
Elsewhere elsewhere(Doing doing);
// The same at one moment: in town while others work, if they go out.
Elsewhere elsewhere_at(const DayFrame& frame, uint32_t person, double second);

class Homes {
   public:
    Homes(const Layout& layout, const DayFrame& frame);

    struct Block {
        Elsewhere where;
        Rect heading, cells;
    };
    const std::vector<Block>& blocks(uint32_t building) const { return rims_[building].blocks; }

    // A cell, m: as high as a civil servant in it may be drawn. Homes are wider, for the family.
    float cell(uint32_t building) const { return rims_[building].cell; }
    Rect household(uint32_t servant) const;
    // Feet of whoever is drawn there.
    Point at_home(uint32_t servant) const;
    Point away(uint32_t servant) const { return away_[servant]; }  // in the block of where they are today
    // Of a family: where, and how high they may be drawn.
    struct Place {
        Point at;
        float height;
    };
    Place at_family(uint32_t person) const;
    // Members of a servant's household besides themselves.
    const std::vector<uint32_t>& family(uint32_t servant) const { return families_[servant]; }

   private:
    struct Rim {
        float cell = 0;
        std::vector<Block> blocks;
    };
    using People = std::array<std::vector<uint32_t>, elsewhere_count>;
    People people_of(const DayFrame& frame, uint32_t building) const;
    void arrange(uint32_t building, const People& people);

    const Layout& layout_;
    std::vector<Rim> rims_;
    std::vector<Point> home_, away_;  // by servant: corner of the household's cell; feet elsewhere
    std::vector<uint32_t> building_;  // by servant
    std::vector<std::vector<uint32_t>> families_;
};

}  // namespace piket::render
