// Keys and what they do. Every action has a name, which the catalogue explains as "action.NAME" and the settings bind.
#pragma once

#include <SFML/Window/Keyboard.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piket::render {

struct Chord {
    sf::Keyboard::Key key = sf::Keyboard::Unknown;
    bool ctrl = false, shift = false, alt = false;

    bool valid() const { return key != sf::Keyboard::Unknown; }
    bool operator==(const Chord&) const = default;
};

// "Ctrl+Shift+Z", "Space", "F1", "["; nothing if the text is no chord.
std::optional<Chord> parse_chord(std::string_view text);
std::string to_text(const Chord& chord);

// What people do with it: the sections of the help.
enum class Topic { time, view, policy, files, lesson, window };
inline constexpr int topics = 6;

struct Shortcut {
    std::string action;
    Chord chord;     // invalid: on no key
    Chord standard;  // what it is unless the user chose another
    Topic topic;
};

class Shortcuts {
   public:
    // Declares an action, with its usual key; a key that the settings gave before wins.
    void add(std::string action, std::string_view standard, Topic topic = Topic::window);
    // False, and nothing is changed, if another action has the chord.
    bool bind(std::string_view action, const Chord& chord);
    // Takes the chord from whoever has it, who is left on no key or, if swapped, gets what this action had.
    void take(std::string_view action, const Chord& chord, bool swapped = false);
    void reset();

    // Empty if the chord does nothing.
    std::string_view action_of(const Chord& chord) const;
    Chord chord_of(std::string_view action) const;
    bool is_changed(std::string_view action) const;
    // As it is shown beside a button; empty if on no key.
    std::string text_of(std::string_view action) const;
    const std::vector<Shortcut>& all() const { return shortcuts_; }  // in the order in which they were declared

    struct Conflict {
        std::string first, second;
        Chord chord;
    };
    std::vector<Conflict> conflicts() const;

    // What differs from the usual keys, for the settings, and back again: pairs of action and text.
    using Bindings = std::vector<std::pair<std::string, std::string>>;
    Bindings changed() const;
    void restore(Bindings bindings);

   private:
    std::vector<Shortcut> shortcuts_;
    Bindings wanted_;  // of the settings: may name actions that are declared later, or by another version
};

}  // namespace piket::render
