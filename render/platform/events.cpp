#include "platform/events.hpp"

#include <imgui.h>

#include <algorithm>

namespace piket::render {

namespace {

using Key = sf::Keyboard::Key;

// SFML has -1 for keys that it does not know.
bool known(Key key) {
    return key >= 0 && key < Key::KeyCount;
}

// left, right, middle, as in ImGui; -1 for others.
int button_of(const sf::Event& event) {
    const sf::Mouse::Button button = event.mouseButton.button;
    return button <= sf::Mouse::Middle ? static_cast<int>(button) : -1;
}

// Keys that change a field of text by themselves. ImGui takes a frame's letters before its keys, and of such keys only
// one: letters or another of them must wait, or "delete, then type" would turn into "type, then delete".
bool edits(Key key) {
    switch (key) {
        case Key::Backspace:
        case Key::Delete:
        case Key::Enter:
        case Key::Tab:
        case Key::Escape:
        case Key::Left:
        case Key::Right:
        case Key::Up:
        case Key::Down:
        case Key::Home:
        case Key::End:
            return true;
        default:
            return false;
    }
}

bool modifies(Key key) {
    return key >= Key::LControl && key <= Key::RSystem;
}

}  // namespace

bool EventQueue::must_wait(const sf::Event& event) const {
    switch (event.type) {
        case sf::Event::KeyPressed:
        case sf::Event::KeyReleased: {
            const Key key = event.key.code;
            const bool change = known(key) && held_[key] != (event.type == sf::Event::KeyPressed);
            const bool order_matters = (edits(key) && edited_) || (modifies(key) && changed_.any());
            return change && (changed_[key] || buttons_changed_.any() || order_matters);
        }
        case sf::Event::TextEntered:
            return edited_ || buttons_changed_.any();
        case sf::Event::MouseButtonPressed:
        case sf::Event::MouseButtonReleased: {
            const int button = button_of(event);
            return button >= 0 && (buttons_changed_[static_cast<size_t>(button)] || scrolled_ || changed_.any());
        }
        case sf::Event::MouseMoved:
            return buttons_changed_.any() || scrolled_;  // what was clicked is where the mouse was
        case sf::Event::MouseWheelScrolled:
            return buttons_changed_.any();
        default:
            return false;
    }
}

void EventQueue::let_go(ImGuiIO& io) {
    held_.reset();
    input_.ctrl = input_.shift = input_.alt = false;
    input_.went_up |= input_.down;
    input_.down.reset();
    std::ranges::fill(io.KeysDown, false);
    std::ranges::fill(io.MouseDown, false);
}

void EventQueue::apply(const sf::Event& event, ImGuiIO& io) {
    switch (event.type) {
        case sf::Event::KeyPressed:
        case sf::Event::KeyReleased: {
            const Key key = event.key.code;
            const bool down = event.type == sf::Event::KeyPressed;
            if (!known(key) || held_[key] == down) {
                break;  // a repeat: ImGui makes its own
            }
            held_[key] = down;
            changed_.set(key);
            edited_ = edited_ || (down && (edits(key) || modifies(key)));
            io.KeysDown[key] = down;
            input_.ctrl = held_[Key::LControl] || held_[Key::RControl];
            input_.shift = held_[Key::LShift] || held_[Key::RShift];
            input_.alt = held_[Key::LAlt];
            if (down) {
                input_.pressed.push_back({key, input_.ctrl, input_.shift, input_.alt});
            }
            break;
        }
        case sf::Event::TextEntered:
            if (event.text.unicode >= 32 && event.text.unicode != 127) {
                io.AddInputCharacter(event.text.unicode);
            }
            break;
        case sf::Event::MouseButtonPressed:
        case sf::Event::MouseButtonReleased:
            if (const int button = button_of(event); button >= 0) {
                const auto b = static_cast<size_t>(button);
                const bool down = event.type == sf::Event::MouseButtonPressed;
                if (input_.down[b] == down) {
                    break;
                }
                input_.down[b] = down;
                (down ? input_.went_down : input_.went_up).set(b);
                buttons_changed_.set(b);
            }
            break;
        case sf::Event::MouseMoved: {
            const Point to(static_cast<float>(event.mouseMove.x), static_cast<float>(event.mouseMove.y));
            input_.moved += to - input_.mouse;
            input_.mouse = to;
            break;
        }
        case sf::Event::MouseWheelScrolled:
            (event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel ? io.MouseWheel : io.MouseWheelH) +=
                event.mouseWheelScroll.delta;
            if (event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel) {
                input_.wheel += event.mouseWheelScroll.delta;
            }
            scrolled_ = true;
            break;
        case sf::Event::LostFocus:
            let_go(io);  // the releases go to another window
            break;
        case sf::Event::Closed:
            closed_ = true;
            break;
        default:
            break;
    }
}

void EventQueue::release(ImGuiIO& io) {
    input_.pressed.clear();
    input_.moved = {};
    input_.wheel = 0;
    input_.went_down.reset();
    input_.went_up.reset();
    changed_.reset();
    buttons_changed_.reset();
    edited_ = scrolled_ = false;
    while (!waiting_.empty() && !must_wait(waiting_.front())) {
        apply(waiting_.front(), io);
        waiting_.pop_front();
    }
    io.KeyCtrl = input_.ctrl;
    io.KeyShift = input_.shift;
    io.KeyAlt = input_.alt;
    io.MousePos = {input_.mouse.x, input_.mouse.y};
    for (size_t i = 0; i < 3; ++i) {
        io.MouseDown[i] = input_.down[i];
    }
}

}  // namespace piket::render
