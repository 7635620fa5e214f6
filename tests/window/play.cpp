// piket play and the window's program, where there is no display.
#include "../program.hpp"

using namespace piket::program;
using Catch::Contains;

TEST_CASE("Without a display the window says so in one line and has a status of its own") {
    for (const char* display : {"env -u DISPLAY ", "env DISPLAY= ", "env DISPLAY=:9876 ", "env DISPLAY=nonsense "}) {
        const Result result = shell(std::string(display) + PIKET_WINDOW_BINARY);
        INFO(display << result.err);
        CHECK(result.status == 3);
        CHECK(result.out.empty());
        CHECK(result.err == "piket-window: there is no display here; \"piket play\" then compares in the terminal\n");
        const Result called = shell(std::string(display) + PIKET_WINDOW_BINARY " --fallback");
        CHECK(called.status == 3);
        CHECK(called.err.empty());
    }
}

TEST_CASE("The window refuses what it does not know") {
    for (const char* arguments : {"--bogus", "--frames", "--frames many", "--frames 0", "--futures", "--futures -1",
                                  "--size 12", "--size 0x5", "--size 5x5x", "--files", "--files /nowhere", "a b c"}) {
        const Result result = shell(std::string(PIKET_WINDOW_BINARY " ") + arguments);
        INFO(arguments);
        CHECK(result.status == 2);
        CHECK_THAT(result.err, Contains("piket-window: ") && Contains("usage: "));
    }
    CHECK(shell(PIKET_WINDOW_BINARY " --help").status == 0);
}

TEST_CASE("Without a display, play compares in the terminal") {
    const std::string scenarios = tiny + " " + tiny + " ";
    const Result played = piket_with("play " + scenarios), compared = piket_with("compare " + scenarios);
    CHECK(played.status == 0);
    CHECK(played.out == compared.out);
    CHECK_THAT(played.err, Contains("piket: there is no display for the window; comparing in the terminal instead\n"));
    const Result alone = piket_with("play " + tiny);
    CHECK(alone.status == 0);
    CHECK(alone.out == compared.out);
    CHECK(piket_with("play nowhere.toml").status == 1);
    // A lesson has nothing to compare.
    const Folder folder;
    const std::string lesson = folder.write("lesson.toml", "format = 1\n[[step]]\n");
    const Result taught = piket_with("play " + lesson);
    CHECK(taught.status == 1);
    CHECK(taught.out.empty());
    CHECK_THAT(taught.err, Contains("there is no display for the window, and " + lesson + " is played there"));
    CHECK(piket_with("play " + tiny + " " + scenarios).status == 2);
}

TEST_CASE("play looks for the window beside itself, and passes on what was given and what came back") {
    const Folder folder;
    // As it is installed, so that it finds the scenarios that come with it.
    std::filesystem::create_directories(folder / "bin");
    std::filesystem::create_directories(folder / "share/piket");
    std::filesystem::create_directory_symlink(scenarios, folder / "share/piket/scenarios");
    const std::string copy = folder / "bin/piket";
    std::filesystem::copy_file(PIKET_BINARY, copy);
    const Result none = shell(copy + " play " + tiny);
    CHECK(none.status == 0);
    CHECK_THAT(none.err, Contains("piket: the window was not built here; comparing in the terminal instead\n"));

    const std::string window = folder.write("bin/piket-window", "#!/bin/sh\necho \"[$1] [$2] [$3]\"\nexit 7\n");
    std::filesystem::permissions(window, std::filesystem::perms::owner_all);
    const Result shown = shell(copy + " play a.toml 'b c.toml'");
    CHECK(shown.status == 7);
    CHECK(shown.out == "[--fallback] [a.toml] [b c.toml]\n");
    CHECK(shown.err.empty());
    const Result standard = shell("cd / && " + copy + " play");
    CHECK_THAT(standard.out, Contains("/scenarios/tangsel-2020.toml] [") && Contains("/tangsel-2020-wfh-piket.toml]"));

    folder.write("bin/piket-window", "#!/bin/sh\nkill -SEGV $$\n");
    const Result crashed = shell("cd / && " + copy + " play");
    CHECK(crashed.status == 139);
    CHECK(crashed.err == "piket: the window was ended by signal 11\n");
}
