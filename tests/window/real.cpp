// The real window, on a display of its own (Xvfb): it shows what a Stage shows, and answers to mouse and keyboard.
#include <SFML/Graphics/Image.hpp>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "../program.hpp"
#include "demo.hpp"
#include "driver.hpp"
#include "piket/session.hpp"
#include "platform/window.hpp"
#include "shell/empty.hpp"

using namespace piket::render;
using piket::program::Folder;
using piket::program::names_in;
using piket::program::piket_with;
using piket::program::read;
using piket::program::Result;
using piket::program::shell;

namespace {

// Edges, where a graphics card may round otherwise.
constexpr int tolerance = 12;
constexpr double most_differing = 0.0005;

bool can_test() {
    for (const char* program : {"xvfb-run", "xdotool", "import"}) {
        if (shell(std::string("command -v ") + program).status != 0) {
            std::cout << "SKIPPED: " << program << " is not installed, so the real window is not tested\n";
            return false;
        }
    }
    return true;
}

Result on_a_display(const std::string& command, const std::string& size = "1280x720") {
    return shell("timeout 60 xvfb-run -a -s '-screen 0 " + size + "x24' " + command);
}

Picture read_picture(const std::string& png) {
    sf::Image image;
    INFO(png);
    REQUIRE(image.loadFromFile(png));
    Picture picture(static_cast<int>(image.getSize().x), static_cast<int>(image.getSize().y));
    std::memcpy(static_cast<void*>(picture.pixels.data()), image.getPixelsPtr(), picture.pixels.size() * sizeof(Color));
    return picture;
}

}  // namespace

TEST_CASE("What the window shows, on the display that it finds", "[.display]") {
    REQUIRE(display_available());
    Settings settings;
    settings.language = Language::en;
    Window window("Piket", test_words(), find_fonts(), {1280, 720});
    Stage stage(test_words(), find_fonts(), {1280, 720});
    Demo in_window, on_stage;
    Shell first(window, in_window, {settings, ""}, "", ""), second(stage, on_stage, {settings, ""}, "", "");
    for (const float scale : {1.0F, 1.5F, 1.0F}) {
        first.settings().scale = second.settings().scale = scale;
        for (int i = 0; i < 4; ++i) {
            first.tick();
            second.tick();
        }
        const Picture shown = window.picture(), wanted = stage.picture();
        if (const char* folder = std::getenv("PIKET_PICTURES")) {
            shown.save(fmt::format("{}/window-{}.png", folder, scale * 100));
            wanted.save(fmt::format("{}/stage-{}.png", folder, scale * 100));
        }
        INFO("at " << scale);
        CHECK(difference(shown, wanted, tolerance) < most_differing);
    }
    CHECK(window.software());
    CHECK(window.frame_times().median() > 0);
}

TEST_CASE("How long frames of the demonstration screen take, on the display that it finds", "[.speed]") {
    for (const auto& [width, height] : {std::pair{1280.0F, 720.0F}, {1920.0F, 1080.0F}}) {
        Window window("Piket", test_words(), find_fonts(), {width, height});
        Demo demo;
        demo.agents = 2500;  // on each side
        demo.playing = true;
        Shell shell(window, demo, {}, "", "");
        window.limit_frames(false);
        for (int i = 0; i < 240; ++i) {
            shell.tick();
        }
        std::cout << fmt::format("{}x{}: median {:.1f} ms, p95 {:.1f} ms, {}\n", width, height,
                                 window.frame_times().median(), window.frame_times().p95(), window.renderer());
    }
}

TEST_CASE("The window shows the same picture as the rasteriser") {
    if (can_test()) {
        const Result result = on_a_display("/proc/" + std::to_string(getpid()) + "/exe '[display]'");
        INFO(result.out << result.err);
        CHECK(result.status == 0);
        CHECK(result.out.find("All tests passed") != std::string::npos);
    }
}

TEST_CASE("The window opens, answers, saves a picture, closes and remembers") {
    if (!can_test()) {
        return;
    }
    const Folder folder;
    // The same screen on a stage says where to click and what to expect.
    Stage stage(test_words(), find_fonts());
    EmptyScreen screen;
    Shell expected(stage, screen, {}, "", "");
    Driver user(stage, [&] { expected.tick(); });
    const auto at = [&](const char* label) {
        const Point centre = user.item("bar", label).rect.centre();
        return fmt::format(" {} {}", std::lround(centre.x), std::lround(centre.y));
    };
    const Result result = on_a_display("bash " PIKET_SOURCE_DIR "/tests/window/xvfb.sh " PIKET_WINDOW_BINARY " " +
                                       folder.path() + at("EN") + at("type_larger"));
    INFO(result.out << result.err);
    REQUIRE(result.status == 0);
    CHECK(result.err.find("Bad") == std::string::npos);  // what X says when a cursor goes before its window

    const auto check = [&](const std::string& name) {
        INFO(name);
        CHECK(difference(read_picture(folder / name), stage.picture(), tolerance) < most_differing);
    };
    user.point_at({640, 500});
    check("start.png");
    user.key("F1");
    check("help.png");
    user.key("F1");
    user.click("bar", "EN");
    user.point_at({640, 500});
    check("english.png");
    user.click("bar", "type_larger");
    const std::vector<std::string> pictures = names_in(folder / "pictures");
    REQUIRE(pictures.size() == 1);
    user.point_at({640, 500});
    check("pictures/" + pictures[0]);

    const Settings kept = load_settings(folder / "config/piket/window.toml").settings;
    CHECK(kept.language == Language::en);
    CHECK(kept.scale == Approx(1.1));
    CHECK(kept.width == 1280);
}

TEST_CASE("On a large display the window stands whole and in the middle") {
    if (can_test()) {
        const Folder folder;
        const Result result = on_a_display("bash -c '" PIKET_WINDOW_BINARY
                                           " & id=$(timeout 10 xdotool search --sync --onlyvisible --name ^Piket$) && "
                                           "xdotool getwindowgeometry --shell $id; kill %1; wait'",
                                           "1920x1080");
        INFO(result.out << result.err);
        CHECK(result.out.find("X=320\nY=180\nWIDTH=1280\nHEIGHT=720") != std::string::npos);
    }
}

TEST_CASE("A display without OpenGL is none") {
    if (can_test()) {
        // Told by the window itself: xvfb-run has a status of its own when its folder resists being removed.
        const Result result =
            shell("timeout 60 xvfb-run -a -s '-screen 0 640x480x24 -extension GLX' bash -c '" PIKET_WINDOW_BINARY
                  "; echo status $?'");
        INFO(result.out << result.err);
        CHECK(result.out.find("status 3") != std::string::npos);
    }
}

TEST_CASE("Somebody plays at a real window") {
    if (!can_test()) {
        return;
    }
    const Folder own;
    const char* kept = std::getenv("PIKET_PICTURES");
    const std::string folder = kept != nullptr ? kept : own.path();
    const Result result = shell("timeout 90 xvfb-run -a -s '-screen 0 1280x720x24' bash " PIKET_SOURCE_DIR
                                "/tests/window/game.sh " PIKET_WINDOW_BINARY " " +
                                folder + " " + piket::program::tiny);
    INFO(result.out << result.err);
    REQUIRE(result.status == 0);
    const piket::Loaded<piket::Session> session = piket::load_session(folder + "/piket-session.json");
    REQUIRE(session);
    CHECK(session.value->day > *piket::parse_date("2020-03-20"));
    CHECK(piket_with("replay " + folder + "/piket-session.json").status == 0);
    CHECK(read(folder + "/piket-comparison.csv").find("infected,people,A,2020-03-18,") != std::string::npos);
    const Settings settings = load_settings(folder + "/config/piket/window.toml").settings;
    CHECK(settings.language == Language::en);
}
