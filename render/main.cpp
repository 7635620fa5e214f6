// The window. Its only words on standard error are about what keeps it from opening.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "game/screen.hpp"
#include "platform/usage.hpp"
#include "platform/window.hpp"
#include "settings/assets.hpp"
#include "shell/empty.hpp"
#include "shell/shell.hpp"

namespace {

using namespace piket::render;

constexpr long most_in_an_option = 1000000;
constexpr int exit_fine = 0, exit_failed = 1, exit_usage = 2, exit_no_display = 3;

constexpr const char* usage =
    "usage: piket-window [--size WxH] [--frames N] [--pictures FOLDER] [--files FOLDER]\n"
    "                    [SCENARIO [B-SCENARIO] | LESSON | SESSION]\n"
    "  --size WxH         in pixels; else as it was left\n"
    "  --frames N         draw N frames as fast as possible, print what they took, end\n"
    "  --whole            with --frames: all buildings on screen\n"
    "  --paced            with --frames: at the usual pace, while time runs as fast as it can\n"
    "  --futures N        how many of each world are lived in the end; else 200\n"
    "  --no-ensemble      look at the one future on screen alone\n"
    "  --pictures FOLDER  where F12 leaves pictures; else ~/Pictures, or the home, or here\n"
    "  --files FOLDER     where F5 saves sessions and Ctrl+E leaves comparisons; else here, or the home where nothing\n"
    "                     can be written here\n";

struct Request {
    std::vector<std::string> scenarios;
    long frames = 0, futures = RunnerOptions{}.replicates;
    int width = 0, height = 0;
    std::string pictures, files;
    bool ensemble = true, paced = false, whole = false;
    bool fallback = false;  // whoever called goes on without a display, and says so
    bool empty = false;     // no scenario: the frame of the window alone, for its tests
};

// A number above 0, or std::invalid_argument.
long number(const std::string& option, const std::string& text) {
    long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value <= 0 || value > most_in_an_option) {
        throw std::invalid_argument(fmt::format("{} needs a number from 1 to {}", option, most_in_an_option));
    }
    return value;
}

// Throws std::invalid_argument.
Request parse(const std::vector<std::string>& arguments) {
    Request request;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const bool takes_value = arguments[i] == "--frames" || arguments[i] == "--futures" ||
                                 arguments[i] == "--pictures" || arguments[i] == "--files" || arguments[i] == "--size";
        if (takes_value && i + 1 == arguments.size()) {
            throw std::invalid_argument(arguments[i] + " needs a value");
        }
        if (arguments[i] == "--frames") {
            request.frames = number(arguments[i], arguments[i + 1]);
            ++i;
        } else if (arguments[i] == "--futures") {
            request.futures = number(arguments[i], arguments[i + 1]);
            ++i;
        } else if (arguments[i] == "--size") {
            char rest = 0;
            if (std::sscanf(arguments[++i].c_str(), "%5dx%5d%c", &request.width, &request.height, &rest) != 2 ||
                request.width <= 0 || request.height <= 0) {
                throw std::invalid_argument("--size needs for instance 1280x720");
            }
        } else if (arguments[i] == "--pictures") {
            request.pictures = arguments[++i];
        } else if (arguments[i] == "--files") {
            request.files = arguments[++i];
            if (!std::filesystem::is_directory(request.files)) {
                throw std::invalid_argument("--files needs a folder; " + request.files + " is none");
            }
        } else if (arguments[i] == "--empty") {
            request.empty = true;
        } else if (arguments[i] == "--fallback") {
            request.fallback = true;
        } else if (arguments[i] == "--no-ensemble") {
            request.ensemble = false;
        } else if (arguments[i] == "--paced") {
            request.paced = true;
        } else if (arguments[i] == "--whole") {
            request.whole = true;
        } else if (arguments[i].starts_with("-")) {
            throw std::invalid_argument("unknown option " + arguments[i]);
        } else {
            request.scenarios.push_back(arguments[i]);
        }
    }
    if (request.scenarios.size() > 2) {
        throw std::invalid_argument("more than two scenarios");
    }
    return request;
}

std::string folder_for_pictures(const std::string& chosen) {
    if (!chosen.empty()) {
        return chosen;
    }
    const char* home = std::getenv("HOME");
    std::error_code error;
    for (const std::string& folder :
         {std::string(home == nullptr ? "" : home) + "/Pictures", std::string(home == nullptr ? "" : home)}) {
        if (home != nullptr && std::filesystem::is_directory(folder, error)) {
            return folder;
        }
    }
    return ".";
}

std::string folder_for_files(const std::string& chosen) {
    const char* home = std::getenv("HOME");
    return !chosen.empty() ? chosen : home == nullptr || access(".", W_OK) == 0 ? "." : home;
}

// A lesson or a session is opened by the screen, once it has a shell to say what is wrong with it.
bool is_session(const std::string& file) {
    return file.ends_with(".json");
}

bool opens_later(const Request& request) {
    return request.scenarios.size() == 1 &&
           (is_session(request.scenarios[0]) || piket::is_lesson(request.scenarios[0]));
}

std::string lines_of(const piket::Problems& problems) {
    std::string lines;
    for (const piket::Problem& problem : problems) {
        lines += (lines.empty() ? "" : "\n") + problem.text();
    }
    return lines;
}

// What lies below it, so that a mistake in the file ends the program with its line.
std::unique_ptr<Runner> runner_below(const std::string& file, const RunnerOptions& options) {
    if (is_session(file)) {
        const piket::Loaded<piket::Session> session = piket::load_session(file);
        if (!session) {
            throw std::runtime_error(lines_of(session.problems));
        }
        return std::make_unique<Runner>(*session.value, options);
    }
    const piket::Loaded<piket::Lesson> lesson = piket::load_lesson(file);
    if (!lesson) {
        throw std::runtime_error(lines_of(lesson.problems));
    }
    return std::make_unique<Runner>(lesson.value->scenario, lesson.value->against, options);
}

// Nothing done against work from home with a duty roster, unless scenarios are named.
std::unique_ptr<GameScreen> game(const Request& request, const Assets& assets) {
    const std::vector<std::string>& named = request.scenarios;
    RunnerOptions options;
    options.replicates = static_cast<int>(request.futures);
    const auto cores = static_cast<int>(std::thread::hardware_concurrency());
    options.ensemble_threads = request.ensemble ? std::max(1, cores - 1) : 0;  // one is left to the window
    const std::string lessons = assets.scenarios + "/lessons";
    const auto screen_with = [&](std::unique_ptr<Runner> runner) {
        return std::make_unique<GameScreen>(std::move(runner), folder_for_files(request.files), lessons);
    };
    if (opens_later(request)) {
        return screen_with(runner_below(named[0], options));
    }
    const std::string a = named.empty() ? assets.scenarios + "/tangsel-2020.toml" : named[0];
    const std::string b = named.size() > 1 ? named[1]
                          : named.empty()  ? assets.scenarios + "/tangsel-2020-wfh-piket.toml"
                                           : "";
    return screen_with(std::make_unique<Runner>(a, b, options));
}

// Draws frames and prints what they took. Of the office from the first frame on that has people in it.
void measure(const Request& request, Window& window, Shell& shell, GameScreen* played) {
    window.limit_frames(false);
    while (played != nullptr && window.open()) {
        const bool ready = played->ready();
        shell.tick();
        if (ready) {
            std::printf("first frame with people: %.2f s after the start\n", seconds_since_start());
            break;
        }
    }
    if (request.whole) {
        shell.act("fit");
    }
    if (request.paced) {
        window.limit_frames(true);
        shell.act("play");
        while (played != nullptr && played->game().speed + 1 < speed_count) {
            shell.act("faster");
        }
    }
    const double began = seconds_since_start(), used = cpu_seconds(ensemble_thread);
    for (long i = 0; i < request.frames && window.open(); ++i) {
        shell.tick();
    }
    const double wall = seconds_since_start() - began, futures = cpu_seconds(ensemble_thread) - used;
    const FrameTimes& times = window.frame_times();
    std::printf("%.0fx%.0f, %s: median %.1f ms, p95 %.1f ms over %zu frames\n", static_cast<double>(window.size().x),
                static_cast<double>(window.size().y), window.renderer().c_str(), times.median(), times.p95(),
                times.count());
    if (request.ensemble && played != nullptr) {
        std::printf("ensemble: %.0f %% of one core over %.1f s, %d futures in the last minute\n", 100 * futures / wall,
                    wall, played->game().runner->load().futures_of_last_minute);
    }
    std::printf("memory: %.0f MB\n", static_cast<double>(resident_bytes()) / 1e6);
}

// Where the processor draws, half of the cores do: Mesa takes all of them, and the ensemble then waits for it.
// Nothing else reads this variable, and whoever has set it is obeyed.
void share_cores() {
    const unsigned half = std::max(1u, std::thread::hardware_concurrency() / 2);
    setenv("LP_NUM_THREADS", std::to_string(half).c_str(), 0);
}

// Every session that is loaded has threads of its own, and what those free stays with the arena of theirs: with glibc's
// eight arenas per core a window that loads again and again would keep what many sessions took.
void share_memory() {
    mallopt(M_ARENA_MAX, 2);
}

int show(const Request& request) {
    share_cores();
    share_memory();
    const Assets assets = find_assets();
    const std::string file = request.frames > 0 ? "" : settings_file();
    LoadedSettings loaded = load_settings(file);
    Settings& settings = loaded.settings;
    if (request.width > 0) {
        settings.width = request.width;
        settings.height = request.height;
    }
    const Point size(static_cast<float>(settings.width), static_cast<float>(settings.height));
    Window window("Piket", Words::load(assets.language, settings.language), find_fonts(), size);
    const std::unique_ptr<GameScreen> played = request.empty ? nullptr : game(request, assets);
    EmptyScreen empty;
    Screen& screen = played ? static_cast<Screen&>(*played) : empty;
    Shell shell(window, screen, std::move(loaded), file, folder_for_pictures(request.pictures));
    if (played && opens_later(request)) {
        const std::string& named = request.scenarios[0];
        const bool opened = is_session(named) ? played->open_session(named) : played->open_lesson(named);
        if (!opened) {
            throw std::runtime_error(shell.ui().notice());
        }
    }
    if (request.frames == 0) {
        shell.run();
    } else {
        measure(request, window, shell, played.get());
    }
    return exit_fine;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> arguments(argv + 1, argv + argc);
        if (!arguments.empty() && (arguments[0] == "--help" || arguments[0] == "-h")) {
            std::fputs(usage, stdout);
            return exit_fine;
        }
        const Request request = parse(arguments);
        if (!display_available()) {
            if (!request.fallback) {
                std::fputs("piket-window: there is no display here; \"piket play\" then compares in the terminal\n",
                           stderr);
            }
            return exit_no_display;
        }
        return show(request);
    } catch (const std::invalid_argument& error) {
        std::fprintf(stderr, "piket-window: %s\n%s", error.what(), usage);
        return exit_usage;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "piket-window: %s\n", error.what());
    }
    return exit_failed;
}
