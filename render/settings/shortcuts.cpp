#include "settings/shortcuts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace piket::render {

namespace {

using Key = sf::Keyboard::Key;

// Letters, digits and F-keys are named by rule.
constexpr std::array<std::pair<Key, std::string_view>, 31> names = {{
    {Key::Space, "Space"},
    {Key::Enter, "Enter"},
    {Key::Escape, "Escape"},
    {Key::Tab, "Tab"},
    {Key::Backspace, "Backspace"},
    {Key::Delete, "Delete"},
    {Key::Insert, "Insert"},
    {Key::Home, "Home"},
    {Key::End, "End"},
    {Key::PageUp, "PageUp"},
    {Key::PageDown, "PageDown"},
    {Key::Left, "Left"},
    {Key::Right, "Right"},
    {Key::Up, "Up"},
    {Key::Down, "Down"},
    {Key::LBracket, "["},
    {Key::RBracket, "]"},
    {Key::Semicolon, ";"},
    {Key::Comma, ","},
    {Key::Period, "."},
    {Key::Quote, "'"},
    {Key::Slash, "/"},
    {Key::Backslash, "\\"},
    {Key::Tilde, "`"},
    {Key::Equal, "="},
    {Key::Hyphen, "-"},
    {Key::Add, "Num+"},
    {Key::Subtract, "Num-"},
    {Key::Multiply, "Num*"},
    {Key::Divide, "Num/"},
    {Key::Pause, "Pause"},
}};

std::string name_of(Key key) {
    if (key >= Key::A && key <= Key::Z) {
        return {static_cast<char>('A' + (key - Key::A))};
    }
    if (key >= Key::Num0 && key <= Key::Num9) {
        return {static_cast<char>('0' + (key - Key::Num0))};
    }
    if (key >= Key::Numpad0 && key <= Key::Numpad9) {
        return "Num" + std::to_string(key - Key::Numpad0);
    }
    if (key >= Key::F1 && key <= Key::F15) {
        return "F" + std::to_string(key - Key::F1 + 1);
    }
    const auto* found = std::ranges::find(names, key, &std::pair<Key, std::string_view>::first);
    return found == names.end() ? "" : std::string(found->second);
}

Key key_of(std::string_view name) {
    for (int key = 0; key < Key::KeyCount; ++key) {
        if (!name.empty() && name_of(static_cast<Key>(key)) == name) {
            return static_cast<Key>(key);
        }
    }
    return Key::Unknown;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    return true;
}

}  // namespace

std::optional<Chord> parse_chord(std::string_view text) {
    Chord chord;
    chord.ctrl = take(text, "Ctrl+");
    chord.alt = take(text, "Alt+");
    chord.shift = take(text, "Shift+");
    chord.key = key_of(text);
    return chord.valid() ? std::optional(chord) : std::nullopt;
}

std::string to_text(const Chord& chord) {
    if (!chord.valid()) {
        return "";
    }
    return std::string(chord.ctrl ? "Ctrl+" : "") + (chord.alt ? "Alt+" : "") + (chord.shift ? "Shift+" : "") +
           name_of(chord.key);
}

void Shortcuts::add(std::string action, std::string_view standard, Topic topic) {
    const Chord chord = parse_chord(standard).value_or(Chord{});
    shortcuts_.push_back({std::move(action), chord, chord, topic});
    Shortcut& added = shortcuts_.back();
    for (const auto& [name, text] : wanted_) {
        if (name == added.action && (text.empty() || parse_chord(text))) {
            added.chord = parse_chord(text).value_or(Chord{});
        }
    }
}

bool Shortcuts::bind(std::string_view action, const Chord& chord) {
    const std::string_view owner = action_of(chord);
    if (chord.valid() && !owner.empty() && owner != action) {
        return false;
    }
    for (Shortcut& shortcut : shortcuts_) {
        if (shortcut.action == action) {
            shortcut.chord = chord;
        }
    }
    std::erase_if(wanted_, [action](const auto& pair) { return pair.first == action; });
    return true;
}

void Shortcuts::take(std::string_view action, const Chord& chord, bool swapped) {
    const Chord before = chord_of(action);
    for (Shortcut& shortcut : shortcuts_) {
        if (shortcut.chord == chord && shortcut.action != action) {
            shortcut.chord = swapped ? before : Chord{};
        }
    }
    bind(action, chord);
}

void Shortcuts::reset() {
    wanted_.clear();
    for (Shortcut& shortcut : shortcuts_) {
        shortcut.chord = shortcut.standard;
    }
}

std::string_view Shortcuts::action_of(const Chord& chord) const {
    if (!chord.valid()) {
        return {};
    }
    const auto found = std::ranges::find(shortcuts_, chord, &Shortcut::chord);
    return found == shortcuts_.end() ? std::string_view{} : found->action;
}

Chord Shortcuts::chord_of(std::string_view action) const {
    const auto found = std::ranges::find(shortcuts_, action, &Shortcut::action);
    return found == shortcuts_.end() ? Chord{} : found->chord;
}

bool Shortcuts::is_changed(std::string_view action) const {
    const auto found = std::ranges::find(shortcuts_, action, &Shortcut::action);
    return found != shortcuts_.end() && found->chord != found->standard;
}

std::string Shortcuts::text_of(std::string_view action) const {
    return to_text(chord_of(action));
}

std::vector<Shortcuts::Conflict> Shortcuts::conflicts() const {
    std::vector<Conflict> found;
    for (size_t i = 0; i < shortcuts_.size(); ++i) {
        for (size_t j = i + 1; j < shortcuts_.size(); ++j) {
            if (shortcuts_[i].chord.valid() && shortcuts_[i].chord == shortcuts_[j].chord) {
                found.push_back({shortcuts_[i].action, shortcuts_[j].action, shortcuts_[i].chord});
            }
        }
    }
    return found;
}

Shortcuts::Bindings Shortcuts::changed() const {
    Bindings bindings;
    for (const Shortcut& shortcut : shortcuts_) {
        if (shortcut.chord != shortcut.standard) {
            bindings.emplace_back(shortcut.action, to_text(shortcut.chord));
        }
    }
    for (const auto& binding : wanted_) {  // of actions that this version does not have
        if (std::ranges::find(shortcuts_, binding.first, &Shortcut::action) == shortcuts_.end()) {
            bindings.push_back(binding);
        }
    }
    return bindings;
}

void Shortcuts::restore(Bindings bindings) {
    wanted_ = std::move(bindings);
}

}  // namespace piket::render
