// What part of the plane is seen, and how large. One camera serves several viewports: both look at the same point.
#pragma once

#include <vector>

#include "canvas/canvas.hpp"

namespace piket::render {

class Camera {
   public:
    // Nothing outside of `world` is ever in the middle; `least` (pixels per metre) is found from it.
    void set_world(Rect world, Point viewport);

    View view(Rect viewport) const;
    float scale() const { return now_.scale; }
    Point centre() const { return now_.centre; }
    bool moving() const;

    // `mouse` in pixels. The point under it stays where it is.
    void zoom_about(Rect viewport, Point mouse, float steps);
    void zoom(float steps) { zoom_to(goal_.scale * factor(steps), goal_.centre); }
    void drag(Point pixels);  // follows at once
    void fit(Rect world, Rect viewport, float margin = 24);
    void look_at(Point world);  // keeps the scale
    void look_at(Point world, float scale) { zoom_to(scale, world); }

    // After `seconds`; without motion the goal is there at once.
    void advance(double seconds, bool reduced_motion);

   private:
    struct Pose {
        Point centre;
        float scale = 8;
    };
    static float factor(float steps);
    void zoom_to(float scale, Point centre);
    Pose clamped(Pose pose) const;

    Pose now_, goal_;
    Rect world_{0, 0, 1, 1};
    float least_ = 0.1F;
};

}  // namespace piket::render
