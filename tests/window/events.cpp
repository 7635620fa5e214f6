// The queue of events, through ImGui: bursts such as a remote desktop or a test tool makes, all within one frame.
#include <imgui.h>

#include "driver.hpp"
#include "widgets/widgets.hpp"

using namespace piket::render;

namespace {

struct Form {
    Stage stage{test_words(), find_fonts()};
    std::string text;
    int clicks = 0, others = 0;
    Driver user = Driver::of_panel(stage, [this](Ui& ui) {
        const Panel panel(ui, "form", {100, 100, 400, 300});
        text_field(ui, "name", text);
        clicks += button(ui, "Save");
        others += button(ui, "Other");
    });
};

}  // namespace

TEST_CASE("A press and its release in one frame are a click") {
    Form form;
    form.user.click("form", "Save");
    CHECK(form.clicks == 1);
    // Three at once are three.
    const Point at = form.user.item("form", "Save").rect.centre();
    form.user.move(at);
    for (int i = 0; i < 3; ++i) {
        form.user.button(sf::Event::MouseButtonPressed, at);
        form.user.button(sf::Event::MouseButtonReleased, at);
    }
    form.user.settle();
    CHECK(form.clicks == 4);
}

TEST_CASE("A click is where the mouse was, although it has moved on since") {
    Form form;
    const Point save = form.user.item("form", "Save").rect.centre(),
                other = form.user.item("form", "Other").rect.centre();
    form.user.move(save);
    form.user.button(sf::Event::MouseButtonPressed, save);
    form.user.button(sf::Event::MouseButtonReleased, save);
    form.user.move(other);
    form.user.button(sf::Event::MouseButtonPressed, other);
    form.user.button(sf::Event::MouseButtonReleased, other);
    form.user.settle();
    CHECK(form.clicks == 1);
    CHECK(form.others == 1);
}

TEST_CASE("A word typed in a burst arrives whole and in order, doubled letters and accents too") {
    Form form;
    form.user.click("form", "name");
    form.user.type("piket café annas → 25");
    CHECK(form.text == "piket café annas → 25");
}

TEST_CASE("Keys that edit keep their place, also when the next one goes down before they go up") {
    Form form;
    form.user.click("form", "name");
    form.user.type("abcd");
    const auto key = [&](sf::Event::EventType type, sf::Keyboard::Key code) {
        sf::Event event{};
        event.type = type;
        event.key.code = code;
        form.stage.ui().events.push(event);
    };
    key(sf::Event::KeyPressed, sf::Keyboard::Left);
    key(sf::Event::KeyPressed, sf::Keyboard::Backspace);
    sf::Event letter{};
    letter.type = sf::Event::TextEntered;
    letter.text.unicode = 'x';
    form.stage.ui().events.push(letter);
    key(sf::Event::KeyReleased, sf::Keyboard::Left);
    key(sf::Event::KeyReleased, sf::Keyboard::Backspace);
    form.user.settle();
    CHECK(form.text == "abxd");
    // Ctrl goes up before the letter that it was meant for.
    form.user.key("Ctrl+A");
    form.user.key("Ctrl+C");
    form.user.key("End");
    key(sf::Event::KeyPressed, sf::Keyboard::LControl);
    form.user.settle();
    key(sf::Event::KeyPressed, sf::Keyboard::V);
    key(sf::Event::KeyReleased, sf::Keyboard::LControl);
    key(sf::Event::KeyReleased, sf::Keyboard::V);
    form.user.settle();
    CHECK(form.text == "abxdabxd");
}

TEST_CASE("Copy and paste with the keyboard") {
    Form form;
    form.user.click("form", "name");
    form.user.type("ab");
    for (const char* chord : {"Ctrl+A", "Ctrl+C", "End", "Ctrl+V", "Ctrl+V"}) {
        form.user.press(*parse_chord(chord));  // all in one burst
    }
    form.user.settle();
    CHECK(form.text == "ababab");
}

TEST_CASE("A key held down is one press, and an unknown key is none") {
    Form form;
    sf::Event event{};
    event.type = sf::Event::KeyPressed;
    event.key.code = sf::Keyboard::G;
    size_t pressed = 0;
    for (int i = 0; i < 5; ++i) {
        form.stage.ui().events.push(event);
        form.user.frame();
        pressed += form.stage.ui().input().pressed.size();
    }
    CHECK(pressed == 1);
    event.key.code = sf::Keyboard::Unknown;
    form.stage.ui().events.push(event);
    form.user.frame();
    CHECK(form.stage.ui().input().pressed.empty());
}

TEST_CASE("Who goes to another window leaves no key and no button behind") {
    Form form;
    sf::Event event{};
    event.type = sf::Event::KeyPressed;
    event.key.code = sf::Keyboard::LControl;
    form.stage.ui().events.push(event);
    form.user.button(sf::Event::MouseButtonPressed, {5, 5});
    form.user.settle();
    CHECK(form.stage.ui().input().ctrl);
    CHECK(form.stage.ui().input().down.any());
    event.type = sf::Event::LostFocus;
    form.stage.ui().events.push(event);
    form.user.frame();
    CHECK_FALSE(form.stage.ui().input().ctrl);
    CHECK(form.stage.ui().input().down.none());
    CHECK_FALSE(ImGui::GetIO().KeysDown[sf::Keyboard::LControl]);
}

TEST_CASE("Shift, ctrl and alt belong to the key pressed with them") {
    Form form;
    std::vector<std::string> seen;
    for (const char* chord : {"Ctrl+Shift+Z", "Z", "Alt+F4", "Shift+Tab"}) {
        form.user.press(*parse_chord(chord));
    }
    while (!form.stage.ui().events.empty()) {
        form.user.frame();
        for (const Chord& chord : form.stage.ui().input().pressed) {
            if (const std::string text = to_text(chord); !text.empty() && !text.ends_with("+")) {
                seen.push_back(text);
            }
        }
    }
    CHECK(seen == std::vector<std::string>{"Ctrl+Shift+Z", "Z", "Alt+F4", "Shift+Tab"});
}
