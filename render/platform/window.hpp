// The window itself: SFML for the window system and the world, ImGui's OpenGL 3 backend for the panels.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "platform/frames.hpp"
#include "platform/frontend.hpp"

namespace piket::render {

// Is there an X display with OpenGL that can be reached? SFML would abort if not.
bool display_available();

class Window : public Frontend {
   public:
    // Throws std::runtime_error if OpenGL 3 is missing. Ask display_available() first.
    Window(const std::string& title, Words words, FontFiles fonts, Point size);
    ~Window() override;

    Ui& ui() override;
    bool open() const override;
    void close() override;
    Point size() const override;
    double begin() override;
    void end(Canvas world) override;
    Picture picture() override;
    void save_picture(const std::string& png) override;

    const FrameTimes& frame_times() const;
    std::string renderer() const;  // as OpenGL names it
    bool software() const;         // no graphics card: 30 frames per second are enough
    void limit_frames(bool limit);

   private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace piket::render
