// What the screen writes and reads: sessions, which replay without the window, and the comparison as table and picture.
#include <SFML/Graphics/Image.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "look/palette.hpp"
#include "piket/session.hpp"
#include "piket/version.hpp"
#include "played.hpp"

using namespace piket;
using namespace piket::render;
namespace fs = std::filesystem;
using piket::program::read;
using piket::program::Result;

TEST_CASE("What is saved replays without the window, and is loaded again") {
    Played p;
    Game& game = p.screen.game();
    game.go_to(game.runner->first_day() + 3, 10 * 3600.0);
    p.wait();
    CHECK(game.runner->change(Side::b, game.day, {{*find_measure("wfo.share"), 0.2, {}}}).empty());
    game.go_to(game.day + 5, 11 * 3600.0);
    p.wait();
    p.user.key("F5");
    const std::string file = p.folder / "piket-session.json";
    const Session session = *load_session(file).value;
    CHECK(session.day == game.day);
    Simulation simulation(make_world(*load_scenario(tiny).value), {.seed = session.seed});
    CHECK(live_until(simulation, log_of(session, session.b), session.day));
    const Result replayed = piket::program::piket_with("replay " + file);
    CHECK(replayed.out.find(fmt::format("{:016x}", simulation.hash())) != std::string::npos);
    const auto shown = p.screen.game().today(Side::b)->summary->today;
    game.go_to(game.runner->first_day(), 0);
    p.user.key("F9");
    p.wait();
    CHECK(p.screen.game().day == session.day);
    CHECK(p.screen.game().today(Side::b)->summary->today == shown);
}

TEST_CASE("A session of another time is refused with the line of replay, and what is on screen stays") {
    Played p;
    p.user.key("F5");
    const std::string file = p.folder / "piket-session.json";
    Session session = *load_session(file).value;
    session.day = *parse_date("2099-03-20");
    std::ofstream(file) << to_json(session);
    const Result replayed = piket::program::piket_with("replay " + file);
    CHECK(replayed.status != 0);
    p.user.key(".");
    p.wait();
    const Day before = p.screen.game().day;
    p.user.key("F9");
    CHECK(p.screen.game().day == before);
    const std::string line = file + ": day = 2099-03-20: lies outside the run, 2020-03-18 to 2020-04-28";
    CHECK(p.stage.ui().notice() == "Sesi tidak dapat dimuat: " + line);
    p.shell.settings().language = Language::en;
    std::ofstream(file) << "{}";
    p.user.frame(2);
    p.user.key("F9");
    CHECK_THAT(p.stage.ui().notice(), Catch::StartsWith("The session cannot be loaded: " + file + ": piket_session"));
    CHECK_THAT(replayed.err, Catch::Contains(line));
}

TEST_CASE("Enacted in the past, the days after it are lived anew, and replay as they were shown") {
    Played p;
    Game& game = p.screen.game();
    const Day start = game.runner->first_day();
    const auto shown = [&](int day) {
        game.go_to(start + day, 10 * 3600.0);
        p.wait();
        return game.today(Side::b)->summary->so_far;
    };
    shown(8);
    CHECK(game.runner->change(Side::b, start + 8, {{*find_measure("mask.mandate"), 1.0, {}}}).empty());
    const OutcomeValues before = shown(14), early = shown(3);
    CHECK(game.runner->change(Side::b, start + 3, {{*find_measure("counter.open"), 0.0, {}}}).empty());
    const OutcomeValues after = shown(14);
    CHECK(at(after, Outcome::served_counter) < at(before, Outcome::served_counter));
    CHECK(shown(3) == early);
    shown(14);
    p.user.key("F5");
    const Session session = *load_session(p.folder / "piket-session.json").value;
    CHECK(session.branches.size() == 3);
    // What was decided on the evening of the eighth day is no part of this future.
    const std::vector<Command> log = log_of(session, session.b);
    CHECK(std::ranges::all_of(log, [&](const Command& c) { return c.posted == start + 4; }));
    Simulation simulation(make_world(std::move(scenarios_of(session).value->front())), {.seed = session.seed});
    CHECK(live_until(simulation, log, session.day));
    const Result replayed = piket::program::piket_with("replay " + (p.folder / "piket-session.json"));
    CHECK(replayed.out.find(fmt::format("B {} {:016x}", to_date(session.day), simulation.hash())) != std::string::npos);
    simulation.step();
    CHECK(simulation.total(15) == after);
    // Undone, the other future is as it was.
    game.runner->undo(Side::b);
    CHECK(shown(14) == before);
}

TEST_CASE("Saving again keeps what was saved before; loading keeps how one looks at it") {
    Played p;
    Game& game = p.screen.game();
    p.user.key("F5");
    CHECK(p.stage.ui().notice().find(p.folder / "piket-session.json") != std::string::npos);
    const std::string first = read(p.folder / "piket-session.json");
    game.go_to(game.runner->first_day() + 2, 10 * 3600.0);
    p.wait();
    p.user.key("F5");
    game.go_to(game.runner->first_day() + 4, 10 * 3600.0);
    p.wait();
    p.user.key("F5");
    CHECK(read(p.folder / "piket-session-1.json") == first);
    CHECK(load_session(p.folder / "piket-session-2.json").value->day == game.runner->first_day() + 2);

    game.speed = 5;
    game.tab = Tab::unit;
    game.unit = 1;
    game.person = 3;
    game.split = Split::only_b;
    game.shown.known_only = true;
    game.shown.overlay = Overlay::co2;
    p.screen.act("zoom_in");
    p.user.frame(150);  // until the notice is gone
    const Point centre = p.screen.viewport(Side::b).centre();
    const auto seen = [&] { return p.stage.picture().at(static_cast<int>(centre.x), static_cast<int>(centre.y)); };
    const Color before = seen();
    const Picture whole = p.stage.picture();
    p.user.key("F9");
    p.wait();
    p.user.frame(150);  // until the notice is gone
    CHECK(game.day == game.runner->first_day() + 4);
    CHECK(game.speed == 5);
    CHECK(game.tab == Tab::unit);
    CHECK(game.unit == 1);
    CHECK(game.person == 3);
    CHECK(game.split == Split::only_b);
    CHECK(game.shown.known_only);
    CHECK(game.shown.overlay == Overlay::co2);
    CHECK(seen() == before);
    CHECK(difference(p.stage.picture(), whole, 8) < 0.01);  // the camera too
}

TEST_CASE("The help says where sessions, comparisons and pictures go, from the root on") {
    const std::string folder = fs::current_path().string();
    Stage stage(test_words(Language::en), find_fonts());
    GameScreen screen(std::make_unique<Runner>(tiny, "", RunnerOptions{0, 20}), ".");
    LoadedSettings english;
    english.settings.language = Language::en;
    Shell shell(stage, screen, english, "", "./pictures/.");
    Driver user(stage, [&] { shell.tick(); });
    user.key("F1");
    user.click("help", "settings");
    CHECK(user.item("help", "files").value == "Sessions and comparisons: " + folder);
    CHECK(user.item("help", "pictures").value == "Pictures: " + folder + "/pictures");
}

TEST_CASE("No table is written of what futures of another policy say") {
    Played p(tiny, "", {1, 20});
    Game& game = p.screen.game();
    p.futures();
    game.runner->set_ensemble_running(false);
    CHECK(game.runner->change(Side::b, game.day, {{*find_measure("wfo.share"), 0.2, {}}}).empty());
    p.user.key("Ctrl+E");
    const Words& words = p.stage.ui().words;
    const bool anew = p.stage.ui().notice().starts_with(words("side.outcome.anew"));
    CHECK((anew || p.stage.ui().notice().starts_with(words("side.outcome.none_yet"))));
    CHECK_FALSE(fs::exists(p.folder / "piket-comparison.csv"));
}

TEST_CASE("The comparison is written as a table and as a picture, and nothing is overwritten") {
    Played p(tiny, "", {1, 20});
    Game& game = p.screen.game();
    CHECK(game.runner->change(Side::b, game.day, {{*find_measure("wfo.share"), 0.2, {}}}).empty());
    p.futures();
    p.user.key("Ctrl+E");
    CHECK(p.stage.ui().notice().find(p.folder / "piket-comparison.csv") != std::string::npos);
    const std::string table = read(p.folder / "piket-comparison.csv");
    p.shell.settings().language = Language::id;
    p.user.frame(2);
    p.user.key("Ctrl+E");
    CHECK(read(p.folder / "piket-comparison.csv") == table);
    CHECK(read(p.folder / "piket-comparison-1.csv") == table);
    p.user.frame(2);
    // Every value has a unit, six digits that count, and is no crumb of rounding.
    const std::set<std::string> units = {"unit", "people", "servant-days", "requests", "days", "minutes", "visits"};
    for (const std::string& line : piket::program::lines(table)) {
        CHECK(units.contains(piket::program::split(line, ',').at(1)));
        const std::vector<std::string> fields = piket::program::split(line, ',');
        for (size_t i = 0; i < 11; ++i) {
            CHECK(fields.at(i).size() <= 17);
            CHECK(fields.at(i).find("e-1") == std::string::npos);
        }
    }
    // Whoever has the table alone can find the futures again.
    const Session session = game.runner->session();
    const std::string origin = fmt::format("{},{},{:016x},", session.seed, tiny, session.scenarios[0].digest);
    const std::string program = fmt::format(",{},{}", program_version, program_digest());
    CHECK_THAT(piket::program::lines(table).at(1), Catch::EndsWith("," + origin + "0" + program));
    CHECK_THAT(piket::program::lines(table).back(), Catch::EndsWith("," + origin + "2" + program));
    const auto of = [&](const std::string& name) {
        sf::Image image;
        for (int i = 0; i < 400 && (read(p.folder / name).empty() || !image.loadFromFile(p.folder / name)); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return image;
    };
    for (const char* name : {"piket-comparison.png", "piket-comparison-1.png"}) {
        const sf::Image image = of(name);
        CHECK(image.getSize() == sf::Vector2u(1600, 900));
        std::set<uint32_t> colors;
        for (unsigned y = 0; y < image.getSize().y; y += 3) {
            for (unsigned x = 0; x < image.getSize().x; x += 3) {
                colors.insert(image.getPixel(x, y).toInteger());
            }
        }
        CHECK(colors.size() > 100);
        CHECK(colors.contains(palette::a.toInteger()));
        CHECK(colors.contains(palette::b.toInteger()));
    }
    CHECK(p.stage.ui().words.missing().empty());
}
