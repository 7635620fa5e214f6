// What the window remembers, in $XDG_CONFIG_HOME/piket/window.toml.
#pragma once

#include <set>
#include <string>

#include "settings/shortcuts.hpp"
#include "words/language.hpp"

namespace piket::render {

struct Settings {
    Language language = Language::id;
    float scale = 1;
    int width = 1280, height = 720;
    bool reduced_motion = false;
    bool developer = false;        // the panel of times and memory
    std::set<std::string> folded;  // names of panels that are folded away
    Shortcuts::Bindings shortcuts;

    bool operator==(const Settings&) const = default;
};

std::string settings_file();  // empty if there is no home to keep it in

struct LoadedSettings {
    Settings settings;
    std::string warning;  // one line, or empty
};

// A missing file gives the defaults. So does a damaged one, which is kept beside as FILE.damaged, with a warning.
LoadedSettings load_settings(const std::string& file);
// Whole or not at all. False if it could not be written.
bool save_settings(const Settings& settings, const std::string& file);

}  // namespace piket::render
