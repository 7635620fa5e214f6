// What a panel needs while it draws: words, look, input, and a list of what was drawn for tests.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "look/look.hpp"
#include "platform/events.hpp"
#include "platform/items.hpp"
#include "words/words.hpp"

struct ImGuiContext;
struct ImDrawData;

namespace piket::render {

// Owns a context of ImGui. Window and Stage have one each.
class Ui {
   public:
    Ui(Words words, FontFiles fonts);
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    Words words;
    Look look;
    Items items;
    EventQueue events;
    bool reduced_motion = false;
    // Places of this frame's panels. Their grounds are painted with the world, since ImGui samples its atlas for every
    // pixel, which takes most of a frame where there is no graphics card.
    std::vector<Rect> grounds;

    const Input& input() const { return events.input(); }
    float px(float length) const { return look.px(length); }
    double seconds() const { return seconds_; }  // since the start

    // The next keys are for the program itself, not for what the keyboard has reached on a panel.
    void keep_keys(bool keep) { keep_keys_ = keep; }

    // A line that shows for some seconds.
    void notify(std::string line);
    const std::string& notice() const { return notice_; }  // empty when over

    // For Window and Stage. `scaled` is called when the atlas was built anew.
    void begin(Point size, double seconds, const std::function<void()>& scaled);
    const ImDrawData& end();
    void make_current();
    ImGuiContext* context() const { return context_; }

   private:
    ImGuiContext* context_;
    double seconds_ = 0, notice_until_ = 0;
    bool keep_keys_ = false;
    std::string notice_;
};

}  // namespace piket::render
