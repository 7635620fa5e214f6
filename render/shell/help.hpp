// F1: what every key does and how to change it, and the settings.
#pragma once

#include <optional>
#include <string>

#include "platform/ui.hpp"
#include "settings/settings.hpp"

namespace piket::render {

class Help {
   public:
    // What the settings say about the machine; neither changes while the window is open.
    struct Facts {
        std::string settings_file, pictures, files;
    };
    Help(Settings& settings, Shortcuts& shortcuts, Facts facts)
        : settings_(settings), shortcuts_(shortcuts), facts_(std::move(facts)) {}

    bool open() const { return open_; }
    void show(bool open);
    // A key that went down while this is open. True if it is no shortcut now: it was bound, or it closed something.
    bool take(const Chord& chord);
    void draw(Ui& ui, Point size);

   private:
    struct Clash {
        std::string action, owner;
        Chord chord;
    };

    void wish(const std::string& action, const Chord& chord);
    void draw_head(Ui& ui, float width);
    void draw_keys(Ui& ui);
    float draw_topic(Ui& ui, Topic topic, Point at, float width);
    float draw_row(Ui& ui, const Shortcut& shortcut, Point at, float width);
    float draw_clash(Ui& ui, Point at, float width);
    void draw_settings(Ui& ui);

    Settings& settings_;
    Shortcuts& shortcuts_;
    Facts facts_;
    bool open_ = false, opened_ = false;  // opened just now
    int tab_ = 0;                         // keys, settings
    std::string catching_;                // the action that the next key is for
    bool unusable_ = false;               // the last key cannot be a shortcut
    std::string focus_;                   // the action whose key the keyboard goes back to
    std::optional<Clash> clash_;          // that somebody must decide
    bool clash_is_new_ = false;           // the keyboard goes to its buttons
};

}  // namespace piket::render
