// A user who has a list of what is on screen instead of eyes: finds widgets by window and label, and acts through the
// same events as mouse and keyboard do.
#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <string>

#include "platform/stage.hpp"
#include "settings/assets.hpp"
#include "settings/shortcuts.hpp"

namespace piket::render {

inline Words test_words(Language language = Language::en) {
    return Words::load(PIKET_SOURCE_DIR "/assets/language", language);
}

class Driver {
   public:
    // `frame` shows one frame on the stage, for instance [&] { shell.tick(); }.
    Driver(Stage& stage, std::function<void()> frame) : stage_(stage), frame_(std::move(frame)) { this->frame(2); }

    // A panel alone.
    static Driver of_panel(Stage& stage, std::function<void(Ui&)> draw) {
        return {stage, [&stage, draw = std::move(draw)] {
                    stage.begin();
                    draw(stage.ui());
                    stage.end(Canvas(stage.size()));
                }};
    }

    void frame(int count = 1) {
        for (int i = 0; i < count; ++i) {
            frame_();
        }
    }
    // Until nothing is waiting, and one frame more, in which what was done shows.
    void settle() {
        do {
            frame_();
        } while (!stage_.ui().events.empty());
        frame(2);
    }

    bool shows(const std::string& window, const std::string& label) const {
        const Item* item = stage_.ui().items.find(window, label);
        return item != nullptr && item->visible();
    }
    // What was drawn there in the last frame; fails if it was not.
    Item item(const std::string& window, const std::string& label) const {
        INFO("\"" << label << "\" in \"" << window << "\"; there is:" << names());
        const Item* found = stage_.ui().items.find(window, label);
        REQUIRE(found != nullptr);
        return *found;
    }

    void click(const std::string& window, const std::string& label) {
        const Item target = item(window, label);
        INFO(label << " cannot be seen");
        REQUIRE(target.visible());
        click(target.rect.centre());
    }
    void click(Point at) {
        move(at);
        button(sf::Event::MouseButtonPressed, at);
        button(sf::Event::MouseButtonReleased, at);
        settle();
    }
    // From one place to another with the left button held, in a few steps.
    void drag(Point from, Point to) {
        move(from);
        button(sf::Event::MouseButtonPressed, from);
        for (int i = 1; i <= 4; ++i) {
            const float share = static_cast<float>(i) / 4;
            move({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
        }
        button(sf::Event::MouseButtonReleased, to);
        settle();
    }
    void move(Point to) {
        sf::Event event{};
        event.type = sf::Event::MouseMoved;
        event.mouseMove = {static_cast<int>(to.x), static_cast<int>(to.y)};
        stage_.ui().events.push(event);
    }
    void point_at(Point to, int frames = 2) {
        move(to);
        settle();
        frame(frames);
    }
    void scroll(Point at, float steps) {
        move(at);
        sf::Event event{};
        event.type = sf::Event::MouseWheelScrolled;
        event.mouseWheelScroll = {sf::Mouse::VerticalWheel, steps, static_cast<int>(at.x), static_cast<int>(at.y)};
        stage_.ui().events.push(event);
        settle();
    }
    // Presses and releases, for instance "Ctrl+A" or "F1".
    void key(const std::string& text) {
        const auto chord = parse_chord(text);
        INFO(text);
        REQUIRE(chord);
        press(*chord);
        settle();
    }
    // As a keyboard does: all keys of the text in a burst, with what they type.
    void type(const std::string& utf8) {
        const std::basic_string<sf::Uint32> letters = sf::String::fromUtf8(utf8.begin(), utf8.end()).toUtf32();
        for (const sf::Uint32 letter : letters) {
            const std::string name =
                letter == ' ' ? "Space" : std::string(1, static_cast<char>(std::toupper(static_cast<int>(letter))));
            const auto chord = letter < 128 ? parse_chord(name) : std::nullopt;
            const sf::Keyboard::Key key = chord ? chord->key : sf::Keyboard::Unknown;
            push_key(sf::Event::KeyPressed, key);
            sf::Event event{};
            event.type = sf::Event::TextEntered;
            event.text.unicode = letter;
            stage_.ui().events.push(event);
            push_key(sf::Event::KeyReleased, key);
        }
        settle();
    }

    // The parts, for bursts without a frame in between.
    void press(const Chord& chord) {
        const auto with = [&](bool wanted, sf::Keyboard::Key key, sf::Event::EventType type) {
            if (wanted) {
                push_key(type, key);
            }
        };
        with(chord.ctrl, sf::Keyboard::LControl, sf::Event::KeyPressed);
        with(chord.alt, sf::Keyboard::LAlt, sf::Event::KeyPressed);
        with(chord.shift, sf::Keyboard::LShift, sf::Event::KeyPressed);
        push_key(sf::Event::KeyPressed, chord.key);
        push_key(sf::Event::KeyReleased, chord.key);
        with(chord.shift, sf::Keyboard::LShift, sf::Event::KeyReleased);
        with(chord.alt, sf::Keyboard::LAlt, sf::Event::KeyReleased);
        with(chord.ctrl, sf::Keyboard::LControl, sf::Event::KeyReleased);
    }
    void button(sf::Event::EventType type, Point at, sf::Mouse::Button which = sf::Mouse::Left) {
        sf::Event event{};
        event.type = type;
        event.mouseButton = {which, static_cast<int>(at.x), static_cast<int>(at.y)};
        stage_.ui().events.push(event);
    }

    // Everything that can be seen has room for its text.
    void check_that_all_fits() const {
        for (const Item& item : stage_.ui().items.all()) {
            INFO(item.window << ": " << item.label);
            CHECK(item.fits);
        }
    }

   private:
    std::string names() const {
        std::string all;
        for (const Item& item : stage_.ui().items.all()) {
            all += "\n  " + item.window + ": " + item.label + (item.id == item.label ? "" : " ### " + item.id);
        }
        return all;
    }
    void push_key(sf::Event::EventType type, sf::Keyboard::Key key) {
        sf::Event event{};
        event.type = type;
        event.key.code = key;
        stage_.ui().events.push(event);
    }

    Stage& stage_;
    std::function<void()> frame_;
};

}  // namespace piket::render
