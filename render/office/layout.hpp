// Where buildings lie on the plane that the camera looks at: every agency a plot, its floors side by side and above
// each other, the yard before the ground floor, and beside the yard a place for those who are elsewhere; plots along
// streets like a campus. The one place that turns metres of a plan into metres of that plane (y downwards) and back.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "canvas/picture.hpp"
#include "piket/view.hpp"

namespace piket::render {

struct Spot {
    uint32_t building = nobody;
    int floor = 0;
    PlanPoint at;
};

// How a floor is reached: a flight of stairs, before it a landing where there is a lift.
struct Shaft {
    PlanRect flight, landing;  // w = 0: none
    PlanPoint foot;            // where the corridor begins
};

// Whether two places of a floor share more than an edge.
bool overlap(const PlanRect& a, const PlanRect& b);

class Layout {
   public:
    explicit Layout(std::shared_ptr<const Place> place);

    const Place& place() const { return *place_; }

    Point world(uint32_t building, int floor, PlanPoint p) const;
    Rect world(uint32_t building, int floor, const PlanRect& r) const;
    std::optional<Spot> spot(Point world) const;  // on a floor or in a yard

    Rect room(uint32_t room) const { return rooms_[room]; }
    Point door(uint32_t room) const;
    uint32_t room_at(Point world) const;      // nobody: none
    uint32_t building_at(Point world) const;  // its plot

    Rect all() const { return all_; }
    Rect plot(uint32_t building) const { return sites_[building].plot; }
    Rect title(uint32_t building) const { return sites_[building].title; }
    // What counts of a building: its floors, the yard and the place for those elsewhere.
    Rect inner(uint32_t building) const { return sites_[building].inner; }
    Rect rim(uint32_t building) const { return sites_[building].rim; }
    int floors(uint32_t building) const { return static_cast<int>(sites_[building].floors.size()); }
    Rect slab(uint32_t building, int floor) const { return sites_[building].floors[static_cast<size_t>(floor)].slab; }
    // What the rooms of a floor cover; a slab is as large as the largest floor.
    Rect footprint(uint32_t building, int floor) const {
        return sites_[building].floors[static_cast<size_t>(floor)].footprint;
    }
    const Shaft& shaft(uint32_t building, int floor) const {
        return sites_[building].floors[static_cast<size_t>(floor)].shaft;
    }
    // Where one comes in from outside; on the outer wall of the lobby.
    PlanPoint entrance(uint32_t building) const { return sites_[building].entrance; }
    int entrance_floor(uint32_t building) const { return sites_[building].ground; }
    bool entrance_faces_yard(uint32_t building) const { return sites_[building].faces_yard; }

    struct District {
        uint32_t government;
        Rect title;
    };
    const std::vector<District>& districts() const { return districts_; }
    const std::vector<Rect>& streets() const { return streets_; }

   private:
    struct Floor {
        Point origin;  // of the plan, in the plane
        Rect slab, footprint;
        Shaft shaft;
    };
    struct Site {
        Rect plot, title, inner, rim;
        std::vector<Floor> floors;
        int ground = 0;
        PlanPoint entrance;
        bool faces_yard = false;
    };
    Site site_of(uint32_t building) const;
    void find_entrance(uint32_t building, Site& site) const;
    Shaft shaft_of(uint32_t building, int floor) const;
    void move(Site& site, Point by) const;

    std::shared_ptr<const Place> place_;
    std::vector<Site> sites_;
    std::vector<Rect> rooms_;
    std::vector<District> districts_;
    std::vector<Rect> streets_;
    Rect all_;
};

// The corridor, or the lobby, where a floor's stairs are; nobody: the floor has neither.
uint32_t passage_with_stairs(const Place& place, uint32_t building, int floor);

}  // namespace piket::render
