// Events on their way from the window system (or from a test) to ImGui 1.86, which has no queue: a press and its
// release within one frame would be lost. So each frame is given at most one change per key and button, and events that
// follow one that must wait do wait with it.
#pragma once

#include <SFML/Window/Event.hpp>
#include <bitset>
#include <deque>
#include <string>
#include <vector>

#include "canvas/picture.hpp"
#include "settings/shortcuts.hpp"

struct ImGuiIO;

namespace piket::render {

// What happened in one frame, beside what ImGui was told.
struct Input {
    std::vector<Chord> pressed;  // keys that went down, with what was held
    Point mouse{-1, -1};
    Point moved;  // since the last frame
    float wheel = 0;
    std::bitset<3> down, went_down, went_up;  // left, right, middle
    bool ctrl = false, shift = false, alt = false;
    // Over a panel, or with a field of text that wants the keys: not for the world behind. Known after Ui::begin.
    bool mouse_on_panel = false, typing = false;
    bool on_item = false;  // arrows have led to something that space and enter press
};

class EventQueue {
   public:
    void push(const sf::Event& event) { waiting_.push_back(event); }
    bool empty() const { return waiting_.empty(); }

    // Gives ImGui what this frame may have.
    void release(ImGuiIO& io);
    const Input& input() const { return input_; }
    Input& input() { return input_; }

    // Events that are not for ImGui.
    bool closed() const { return closed_; }

   private:
    bool must_wait(const sf::Event& event) const;
    void apply(const sf::Event& event, ImGuiIO& io);
    void let_go(ImGuiIO& io);

    std::deque<sf::Event> waiting_;
    Input input_;
    std::bitset<sf::Keyboard::KeyCount> held_, changed_;
    std::bitset<3> buttons_changed_;
    bool edited_ = false, scrolled_ = false;
    bool closed_ = false;
};

}  // namespace piket::render
