// Where frames are shown: a Window, or a Stage for tests and exported pictures.
#pragma once

#include <string>

#include "canvas/canvas.hpp"
#include "platform/ui.hpp"

namespace piket::render {

class Frontend {
   public:
    virtual ~Frontend() = default;

    virtual Ui& ui() = 0;
    virtual bool open() const = 0;
    virtual void close() = 0;
    virtual Point size() const = 0;  // pixels
    // Takes events and starts a frame. Returns the seconds since the last one.
    virtual double begin() = 0;
    // Shows the world with the panels that were drawn since begin().
    virtual void end(Canvas world) = 0;
    // What the last frame looks like. In a window: what it looked like when shown.
    virtual Picture picture() = 0;
    // Writes the frame that was shown last as a PNG, in the background where that helps.
    virtual void save_picture(const std::string& png) = 0;

   protected:
    // The grounds of panels belong to the world's picture: see Ui::grounds.
    static void add_grounds(Canvas& world, const Ui& ui);
};

}  // namespace piket::render
