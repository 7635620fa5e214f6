// The main loop and what is always on screen: top bar, help, notices. What the window is about is a Screen.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "platform/frames.hpp"
#include "platform/frontend.hpp"
#include "settings/settings.hpp"
#include "shell/help.hpp"

namespace piket::render {

class Shell;

class Screen {
   public:
    virtual ~Screen() = default;
    // Once, before the first frame: declare shortcuts here.
    virtual void enter(Shell&) {}
    virtual void update(double seconds) = 0;
    virtual void draw_world(Canvas& canvas) = 0;
    virtual void draw_panels(Ui& ui) = 0;
    // In the top bar, left of the shell's own buttons.
    virtual void draw_bar(Ui&) {}
    // A shortcut that the shell does not know. True if it was used.
    virtual bool act(std::string_view) { return false; }
    // The folder in which it keeps files; empty: it keeps none.
    virtual std::string folder() const { return {}; }
    // Once, after the last frame: what should not be lost is kept here.
    virtual void leave() {}
    // False: this action is not for now, neither by key nor by button.
    virtual bool allows(std::string_view) const { return true; }
    // Where a notice covers nothing that is read; `below_bar` is all there is.
    virtual Rect room_for_notice(Rect below_bar) const { return below_bar; }
    // The mouse where no panel is. Look at went_down, down, moved, wheel.
    virtual void point(const Input&) {}
};

class Shell {
   public:
    // `settings_file` empty: nothing is kept. `pictures` is the folder for F12.
    Shell(Frontend& frontend, Screen& screen, LoadedSettings settings, std::string settings_file,
          const std::string& pictures);

    // One frame.
    void tick();
    // Until the window is closed; then keeps the settings.
    void run();
    void keep_settings();

    Ui& ui() { return frontend_.ui(); }
    Frontend& frontend() { return frontend_; }
    Settings& settings() { return settings_; }
    Shortcuts& shortcuts() { return shortcuts_; }
    float own_width() const;  // of the shell's buttons at the right end of the bar, in pixels
    const FrameCosts& costs() const { return costs_; }
    Rect below_bar() const;  // what is left of the window, in pixels

    bool folded(const std::string& panel) const { return settings_.folded.contains(panel); }
    void fold(const std::string& panel, bool folded);

    // Larger type than that of the settings, which stay as they are; 0: no longer.
    void enlarge(float scale) { enlarged_ = scale; }
    bool enlarged() const { return enlarged_ > 0; }
    float scale() const { return enlarged() ? enlarged_ : settings_.scale; }  // as it is seen

    void act(std::string_view action);

   private:
    void change_scale(float step);
    void draw_help();
    void press(const Chord& chord);
    void draw_bar();
    void draw_notice();
    void take_picture();

    Frontend& frontend_;
    Screen& screen_;
    Settings settings_, kept_;
    std::string settings_file_, pictures_;
    Shortcuts shortcuts_;
    FrameCosts costs_;
    Help help_;
    float enlarged_ = 0;
    bool picture_wanted_ = false;
};

}  // namespace piket::render
