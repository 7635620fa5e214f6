// Draws buildings: ground, floors, walls, what stands in the rooms, and the light of the hour. What does not change is
// kept as meshes, by building and step of the zoom.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "canvas/canvas.hpp"
#include "office/furniture.hpp"

namespace piket::render {

// How bright and how warm it is.
struct Light {
    Color tint = Color::Transparent;  // over everything
    float night = 0;                  // 0 to 1: rooms without people are dark
};
Light light_at(double second);

// Half a wall as drawn, m: what the floor of a room is smaller than its plan on each side.
float half_wall(float scale);

class Painter {
   public:
    Painter(const Layout& layout, const Furniture& furniture) : layout_(layout), furniture_(furniture) {}

    // In this order. `visible` in the plane; the canvas looks through the view already.
    void draw_ground(Canvas& canvas, Rect visible);
    void draw_floors(Canvas& canvas, Rect visible);
    void draw_furniture(Canvas& canvas, Rect visible);
    // Darkness; `used` by room: who is there keeps the lamps on.
    void draw_light(Canvas& canvas, Rect visible, const Light& light, const std::vector<bool>& used);

   private:
    struct Kept {
        std::shared_ptr<const Mesh> ground, floors, furniture;
    };
    Rect lawn(uint32_t building) const;  // of one with a yard
    std::vector<bool> lit(const std::vector<bool>& used) const;
    const Kept& kept(uint32_t building, float scale);
    std::shared_ptr<const Mesh> ground_of(uint32_t building, float scale) const;
    std::shared_ptr<const Mesh> floors_of(uint32_t building, float scale) const;
    std::shared_ptr<const Mesh> furniture_of(uint32_t building, float scale) const;

    const Layout& layout_;
    const Furniture& furniture_;
    int step_ = -1000;  // of the zoom, for which the meshes are
    std::map<uint32_t, Kept> kept_;
};

}  // namespace piket::render
