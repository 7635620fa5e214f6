// How long frames take.
#pragma once

#include <array>
#include <cstddef>

namespace piket::render {

// The last frames' times in milliseconds, waiting for the next frame's turn left out.
class FrameTimes {
   public:
    void add(double milliseconds);
    size_t count() const { return count_ < times_.size() ? count_ : times_.size(); }
    double median() const { return quantile(0.5); }
    double p95() const { return quantile(0.95); }
    double quantile(double share) const;  // 0 without frames

   private:
    std::array<double, 240> times_{};
    size_t count_ = 0;
};

// What of a frame went where, each in milliseconds.
struct FrameCosts {
    FrameTimes all, world, panels, shown;  // the last: handing it to the graphics card, or drawing in its place
};

}  // namespace piket::render
