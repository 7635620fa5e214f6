#include "settings/settings.hpp"

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace piket::render {

namespace {

namespace fs = std::filesystem;

constexpr int least_width = 640, least_height = 400, most_pixels = 16384;

// Throws if the file is no TOML or if a key has the wrong type: both mean that it was not us who wrote it last.
template <class T>
T get(const toml::table& table, std::string_view key, T otherwise) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
        return otherwise;
    }
    const auto value = node->value<T>();
    if (!value || node->is_boolean()) {  // toml++ takes true for 1
        throw std::runtime_error(std::string(key) + " has the wrong type");
    }
    return *value;
}

bool get_switch(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node != nullptr && !node->is_boolean()) {
        throw std::runtime_error(std::string(key) + " has the wrong type");
    }
    return node != nullptr && **node->as_boolean();
}

Settings parse(const std::string& text) {
    const toml::table table = toml::parse(text);
    Settings settings;
    settings.language = get<std::string>(table, "language", "id") == "en" ? Language::en : Language::id;
    settings.scale = static_cast<float>(std::clamp(get(table, "scale", 1.0), 1.0, 2.0));
    const auto pixels = [&table](std::string_view key, int otherwise, int least) {
        return static_cast<int>(std::clamp<int64_t>(get<int64_t>(table, key, otherwise), least, most_pixels));
    };
    settings.width = pixels("width", settings.width, least_width);
    settings.height = pixels("height", settings.height, least_height);
    settings.reduced_motion = get_switch(table, "reduced_motion");
    settings.developer = get_switch(table, "developer");
    if (const toml::array* folded = table["folded"].as_array()) {
        for (const toml::node& node : *folded) {
            settings.folded.insert(node.value_or(std::string()));
        }
    }
    if (const toml::table* shortcuts = table["shortcuts"].as_table()) {
        for (const auto& [action, chord] : *shortcuts) {
            settings.shortcuts.emplace_back(std::string(action.str()), chord.value_or(std::string()));
        }
    }
    std::ranges::sort(settings.shortcuts);
    return settings;
}

std::string print(const Settings& settings) {
    toml::array folded;
    for (const std::string& panel : settings.folded) {
        folded.push_back(panel);
    }
    toml::table shortcuts;
    for (const auto& [action, chord] : settings.shortcuts) {
        shortcuts.insert_or_assign(action, chord);
    }
    const toml::table table{{
        {"language", settings.language == Language::en ? "en" : "id"},
        {"scale", std::round(static_cast<double>(settings.scale) * 100) / 100},
        {"width", settings.width},
        {"height", settings.height},
        {"reduced_motion", settings.reduced_motion},
        {"developer", settings.developer},
        {"folded", std::move(folded)},
        {"shortcuts", std::move(shortcuts)},
    }};
    std::ostringstream text;
    text << "# What the window of Piket remembers. Without this file it starts as new.\n" << table << '\n';
    return text.str();
}

}  // namespace

std::string settings_file() {
    if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder != nullptr && folder[0] == '/') {
        return std::string(folder) + "/piket/window.toml";
    }
    const char* home = std::getenv("HOME");
    return home != nullptr && home[0] == '/' ? std::string(home) + "/.config/piket/window.toml" : "";
}

LoadedSettings load_settings(const std::string& file) {
    std::error_code error;
    if (file.empty() || !fs::exists(file, error)) {
        return {};
    }
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) {
        return {{}, file + ": cannot be read, so the window starts as new"};
    }
    try {
        return {parse(text.str()), ""};
    } catch (const std::exception&) {
        const std::string aside = file + ".damaged";
        fs::rename(file, aside, error);
        return {{}, file + ": is damaged, so the window starts as new" + (error ? "" : "; kept as " + aside)};
    }
}

bool save_settings(const Settings& settings, const std::string& file) {
    std::error_code error;
    fs::create_directories(fs::path(file).parent_path(), error);
    // A name of this process's own: two windows that end at the same time must not mix.
    const std::string fresh = file + "." + std::to_string(getpid());
    std::ofstream stream(fresh, std::ios::binary);
    stream << print(settings);
    stream.close();
    if (stream) {
        fs::rename(fresh, file, error);
    }
    if (!stream || error) {
        fs::remove(fresh, error);
        return false;
    }
    return true;
}

}  // namespace piket::render
