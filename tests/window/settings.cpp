// What is remembered, and keys.
#include "settings/settings.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "../program.hpp"

using namespace piket::render;
using Catch::Contains;
using piket::program::Folder;
using piket::program::names_in;
using piket::program::read;

namespace {

Settings some_settings() {
    Settings settings;
    settings.language = Language::en;
    settings.scale = 1.5F;
    settings.width = 1600;
    settings.height = 900;
    settings.folded = {"details", "timeline"};
    settings.shortcuts = {{"help", "Ctrl+H"}, {"quit", ""}};
    return settings;
}

}  // namespace

TEST_CASE("Settings come back as they were saved") {
    const Folder folder;
    const std::string file = folder / "a/b/window.toml";
    CHECK(load_settings(file).settings == Settings{});
    CHECK(load_settings(file).warning.empty());
    REQUIRE(save_settings(some_settings(), file));
    CHECK(load_settings(file).settings == some_settings());
    CHECK(load_settings(file).warning.empty());
    CHECK(names_in(folder / "a/b") == std::vector<std::string>{"window.toml"});  // nothing half written beside it
}

TEST_CASE("A damaged file gives the defaults and a warning, and is kept") {
    const Folder folder;
    const char* damaged = GENERATE("language = \"en", "scale = \"large\"", "width = true", "[[", "\x01\xff");
    INFO(damaged);
    const std::string file = folder.write("window.toml", damaged);
    const LoadedSettings loaded = load_settings(file);
    CHECK(loaded.settings == Settings{});
    CHECK_THAT(loaded.warning, Contains("is damaged") && Contains("window.toml.damaged"));
    CHECK(loaded.warning.find('\n') == std::string::npos);
    CHECK(read(folder / "window.toml.damaged") == damaged);
    CHECK(load_settings(file).warning.empty());  // once
}

TEST_CASE("Values that no window can have are brought into range") {
    const Folder folder;
    const std::string file =
        folder.write("window.toml", "scale = 70.0\nwidth = -5\nheight = 99999999999\nnew_key = 3\n");
    const Settings settings = load_settings(file).settings;
    CHECK(settings.scale == 2);
    CHECK(settings.width == 640);
    CHECK(settings.height == 16384);
}

TEST_CASE("A place that cannot be written is told, and what was there stays") {
    const Folder folder;
    const std::string file = folder.write("file", "not a folder");
    CHECK_FALSE(save_settings({}, file + "/window.toml"));
    CHECK(read(file) == "not a folder");
}

TEST_CASE("Settings are where XDG says") {
    const char* home = std::getenv("HOME");
    const std::string before = home == nullptr ? "" : home;
    setenv("HOME", "/some/home", 1);
    unsetenv("XDG_CONFIG_HOME");
    CHECK(settings_file() == "/some/home/.config/piket/window.toml");
    setenv("XDG_CONFIG_HOME", "/config", 1);
    CHECK(settings_file() == "/config/piket/window.toml");
    setenv("XDG_CONFIG_HOME", "relative", 1);  // the specification says to ignore it
    CHECK(settings_file() == "/some/home/.config/piket/window.toml");
    unsetenv("HOME");
    CHECK(settings_file().empty());
    unsetenv("XDG_CONFIG_HOME");
    if (home != nullptr) {
        setenv("HOME", before.c_str(), 1);
    }
}

TEST_CASE("Chords are read as they are written") {
    for (const char* text : {"Space", "F1", "F12", "Ctrl+Z", "Ctrl+Alt+Shift+Delete", "[", "]", ".", "7",
                             "Ctrl+=", "Ctrl+-", "Num5", "Num+", "Tab", "Shift+Tab"}) {
        const auto chord = parse_chord(text);
        REQUIRE(chord);
        CHECK(to_text(*chord) == text);
    }
    for (const char* text : {"", "Ctrl+", "Hyper+X", "F99", "a", "ZZ"}) {
        CHECK_FALSE(parse_chord(text));
    }
    CHECK(to_text(Chord{}).empty());
}

TEST_CASE("Keys can be bound anew; one key never does two things") {
    Shortcuts shortcuts;
    shortcuts.add("play", "Space");
    shortcuts.add("step", ".");
    CHECK(shortcuts.action_of(*parse_chord("Space")) == "play");
    CHECK(shortcuts.action_of(*parse_chord("Ctrl+Space")).empty());
    CHECK_FALSE(shortcuts.bind("step", *parse_chord("Space")));
    CHECK(shortcuts.text_of("step") == ".");
    CHECK(shortcuts.bind("step", *parse_chord("S")));
    CHECK(shortcuts.action_of(*parse_chord(".")).empty());
    CHECK(shortcuts.action_of(*parse_chord("S")) == "step");
    CHECK(shortcuts.bind("play", Chord{}));
    CHECK(shortcuts.action_of(Chord{}).empty());
    CHECK(shortcuts.changed() == Shortcuts::Bindings{{"play", ""}, {"step", "S"}});
    CHECK(shortcuts.conflicts().empty());
    shortcuts.reset();
    CHECK(shortcuts.text_of("play") == "Space");
    CHECK(shortcuts.changed().empty());
}

TEST_CASE("Keys of the settings win, conflicts are told, unknown actions are kept for another version") {
    Shortcuts shortcuts;
    shortcuts.restore({{"future", "F7"}, {"step", "Space"}, {"stop", "nonsense"}});
    shortcuts.add("play", "Space");
    shortcuts.add("step", ".");
    shortcuts.add("stop", "X");
    CHECK(shortcuts.text_of("step") == "Space");
    CHECK(shortcuts.text_of("stop") == "X");
    const auto conflicts = shortcuts.conflicts();
    REQUIRE(conflicts.size() == 1);
    CHECK(conflicts[0].first == "play");
    CHECK(conflicts[0].second == "step");
    CHECK(shortcuts.changed() == Shortcuts::Bindings{{"step", "Space"}, {"future", "F7"}});
}
