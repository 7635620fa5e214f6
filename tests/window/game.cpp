// The whole screen: on a stage, where every widget can be asked for, and once for real, as somebody would play.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "game/cards.hpp"
#include "game/decisions.hpp"
#include "piket/session.hpp"
#include "played.hpp"

using namespace piket;
using namespace piket::render;
using piket::program::Folder;

TEST_CASE("Time runs, steps and stops, and keys choose what is shown") {
    Played p;
    Game& game = p.screen.game();
    const Day start = game.runner->first_day();
    CHECK(game.day == start);
    const double before = game.second;
    p.user.key("Space");
    p.user.frame(5);
    CHECK(game.playing);
    CHECK(game.second > before);
    p.user.click("bar", "play");
    CHECK_FALSE(game.playing);
    p.user.key(".");
    p.wait();
    CHECK(game.day == start + 1);
    p.user.key(",");
    p.user.key(",");
    CHECK(game.day == start);  // not before the first
    const int speed = game.speed;
    p.user.key("]");
    CHECK(game.speed == speed + 1);
    p.user.key("4");
    CHECK(game.shown.overlay == Overlay::risk);
    p.user.key("K");
    CHECK(game.shown.known_only);
    p.user.click("known", "true");
    CHECK_FALSE(game.shown.known_only);
    p.user.click("known", "true");  // two states with a name each: what is chosen stays
    CHECK_FALSE(game.shown.known_only);
    p.user.key("Tab");
    CHECK(game.split == Split::only_a);
    CHECK(p.screen.viewport(Side::b).w == 0);
    p.user.click("bar", "split B");
    CHECK(game.split == Split::only_b);
    p.user.click("bar", "split A | B");
    CHECK(p.screen.viewport(Side::a).w > 0);
    CHECK(p.screen.viewport(Side::a).right() <= p.screen.viewport(Side::b).x);
}

TEST_CASE("At top speed the days go by to the last") {
    Played p;
    Game& game = p.screen.game();
    game.speed = speed_count - 1;
    p.user.key("Space");
    for (int i = 0; i < 3000 && game.playing; ++i) {
        p.user.frame(1);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    CHECK(game.day == game.runner->last_day());
    CHECK_FALSE(game.playing);
}

TEST_CASE("People whose fate differs are marked in both worlds") {
    Played p(PIKET_SOURCE_DIR "/scenarios/tangsel-2020.toml", PIKET_SOURCE_DIR "/scenarios/tangsel-2020-wfh.toml");
    Game& game = p.screen.game();
    const Runner& runner = *game.runner;
    game.go_to(runner.first_day() + 10, 12 * 3600.0);
    p.wait();
    p.user.frame(1);
    std::set<uint32_t> a, b;
    for (Day d = runner.first_day(); d <= game.day; ++d) {
        for (const auto& [side, set] : {std::pair(Side::a, &a), std::pair(Side::b, &b)}) {
            for (const InfectionToday& infection : runner.summary(side, d)->infections) {
                if (d < game.day || infection.second <= 12 * 3600) {
                    set->insert(infection.person);  // both have the same people in the same order
                }
            }
        }
    }
    std::vector<uint32_t> differing;
    std::ranges::set_symmetric_difference(a, b, std::back_inserter(differing));
    CHECK_FALSE(differing.empty());
    CHECK(p.screen.fates(Side::a) == differing);
    CHECK(p.screen.fates(Side::b) == differing);
}

TEST_CASE("The developer's panel comes and goes with its key, and tells every phase of the day on screen") {
    Played p;
    CHECK_FALSE(p.user.shows("developer", "phase air"));
    p.user.key("F4");
    p.user.check_that_all_fits();
    for (const Simulation::PhaseTime& time : p.screen.game().today(Side::a)->phases) {
        const std::string name =
            time.phase == telling ? p.stage.ui().words("developer.telling") : std::string(time.phase);
        CHECK(p.user.item("developer", "phase " + name).value == p.stage.ui().words.number(1000 * time.seconds, 1));
    }
    CHECK(p.user.shows("developer", "phase Σ"));
    CHECK(p.screen.game().today(Side::a)->phases.size() > 10);
    CHECK(p.shell.costs().all.count() > 0);
    p.user.key("F4");
    CHECK_FALSE(p.user.shows("developer", "phase air"));
}

TEST_CASE("The key that shows everything shows all buildings, and the list says so") {
    Played p;
    CHECK(p.user.item("agency", "agency").value != "Semua gedung");
    p.user.key("Home");
    p.user.frame(60);
    CHECK(p.user.item("agency", "agency").value == "Semua gedung");
}

TEST_CASE("Who points at a building's card is told all of it") {
    Played p(PIKET_SOURCE_DIR "/scenarios/tangsel-2020.toml");
    p.shell.settings().language = Language::en;
    Game& game = p.screen.game();
    game.go_to(game.runner->first_day() + 5, 10 * 3600.0);
    p.wait();
    p.user.key("Home");
    p.user.frame(60);
    const Place& place = *game.runner->place(Side::b);
    const auto told = [&] {
        const auto& all = p.stage.ui().items.all();
        return std::ranges::find(all, "card-hint", &Item::id)->value;
    };
    const Point middle = p.screen.viewport(Side::b).centre();
    for (float x = 0; x < 60 && told().empty(); x += 4) {  // between cards nothing is told
        p.user.point_at({middle.x + x, middle.y + x});
    }
    const std::string first = told();
    const auto named = std::ranges::find_if(
        place.agencies, [&](const PlaceAgency& agency) { return first.starts_with(agency.name.en + "\n"); });
    INFO(first);
    REQUIRE(named != place.agencies.end());
    int staff = 0;
    for (uint32_t u = named->first_unit; u < named->last_unit; ++u) {
        staff += static_cast<int>(place.units[u].last_person - place.units[u].first_person);
    }
    CHECK_THAT(first, Catch::Contains(fmt::format(" of {} in", staff)) && Catch::Contains(" infected"));
    game.shown.known_only = true;
    p.user.frame(2);
    CHECK_THAT(told(), Catch::Contains("cases: ") && !Catch::Contains("infected"));
    p.user.point_at(p.user.item("cards", "search").rect.centre());
    CHECK(told().empty());
}

TEST_CASE("Rules of the scenario lie on the lanes as long as they hold, and the world says when they end") {
    const Folder own;
    const std::string masks = own / "masks.toml";
    std::ofstream(masks) << "format = 1\nextends = \"" << tiny << "\"\n[[rule]]\nmeasure = \"mask.mandate\"\n"
                         << "value = 0.7\nuntil = 2020-03-31\n";
    Played p(tiny, masks);
    Game& game = p.screen.game();
    const auto rules = [&](const std::string& side, const std::string& label) {
        for (const Item& item : p.stage.ui().items.all()) {
            if (item.id.starts_with(side + ".rules.") && item.value.find(label) != std::string::npos) {
                return item.rect;
            }
        }
        return Rect{};
    };
    const std::string label = label_of(measure(*find_measure("mask.mandate")), p.stage.ui().words.language());
    const Rect lane = p.user.item("timeline", "lane.b").rect;
    CHECK(rules("a", label).w == 0);
    CHECK(rules("b", label).x == Approx(lane.x));
    CHECK(rules("b", label).right() == Approx(lane.x + lane.w * 14 / 42));
    const auto world = [&](const std::string& id) {
        const auto& all = p.stage.ui().items.all();
        return std::ranges::find(all, id, &Item::id)->value;
    };
    const Words& words = p.stage.ui().words;
    const auto said = [&](const char* key) { return words(key, fmt::arg("date", "31 Mar")); };
    CHECK(world("world-b").ends_with(said("game.rules_until")));
    CHECK(world("world-a").find("31 Mar") == std::string::npos);
    game.go_to(*parse_date("2020-04-01"), 10 * 3600.0);
    p.wait();
    CHECK(world("notes-b") == said("game.rules_ended"));
    CHECK(world("notes-a").empty());
    // Taken back before, they end before.
    CHECK(
        game.runner->change(Side::b, game.runner->first_day() + 6, {{*find_measure("mask.mandate"), 0.0, {}}}).empty());
    p.user.frame(2);
    CHECK(rules("b", label).right() == Approx(lane.x + lane.w * 7 / 42));
}

TEST_CASE("The title of a world counts the measures in force there, those of cards too, and lists them") {
    Played p;
    p.shell.settings().language = Language::en;
    p.user.frame(2);
    Game& game = p.screen.game();
    const auto world = [&](const std::string& id) {
        const auto& all = p.stage.ui().items.all();
        return *std::ranges::find(all, id, &Item::id);
    };
    const auto said = [&](Side side) {
        return p.stage.ui().words.count("game.in_force", std::ssize(in_force_on(game.today(side)->frame)));
    };
    const std::string before = said(Side::b);
    CHECK_THAT(world("world-a").value, Catch::Contains(before));
    CHECK(game.runner->change(Side::b, game.day, {{*find_measure("mask.mandate"), 1.0, {}}}).empty());
    game.go_to(game.day + 1, game.second);
    p.wait();
    p.user.frame(2);
    CHECK(said(Side::b) != said(Side::a));
    CHECK_THAT(world("world-b").value, Catch::Contains(said(Side::b)));
    CHECK_THAT(world("world-b").tip,
               Catch::Contains(label_of(measure(*find_measure("mask.mandate")), Language::en) + ": 100%"));
    // What holds for some units alone says so.
    CHECK_THAT(world("world-a").tip, Catch::Contains(": 50% (in 1 of 2 units)"));
    CHECK_THAT(world("world-a").tip, !Catch::Contains(label_of(measure(*find_measure("mask.mandate")), Language::en)));
}

TEST_CASE("The title of a world leaves out whole what it has no room for") {
    Played p(PIKET_SOURCE_DIR "/scenarios/tangsel-2020.toml",
             PIKET_SOURCE_DIR "/scenarios/tangsel-2020-wfh-piket.toml");
    for (const Language language : {Language::id, Language::en}) {
        for (const float scale : {1.0F, 1.2F, 1.5F}) {
            p.shell.settings().language = language;
            p.shell.settings().scale = scale;
            p.user.frame(3);
            const auto& all = p.stage.ui().items.all();
            CHECK_THAT(std::ranges::find(all, "world-b", &Item::id)->value, !Catch::Contains("…"));
        }
    }
}

TEST_CASE("At first the worlds are compared while the rules of B hold") {
    const std::string towns = PIKET_SOURCE_DIR "/scenarios/tangsel-2020";
    Played p(towns + ".toml", towns + "-wfh-piket.toml");
    CHECK(p.screen.game().runner->horizon() == 14);
    REQUIRE(p.screen.open_scenarios(tiny, tiny));
    CHECK(p.screen.game().runner->horizon() == 42);
    p.wait();
    p.user.key("F5");
    p.screen.game().runner->compare_at(14);
    p.user.key("F9");
    p.wait();
    CHECK(p.screen.game().runner->horizon() == 14);
}

TEST_CASE("A card that replaces one of the scenario's rules leaves the end of the others on the world") {
    const Folder own;
    const std::string both = own / "both.toml";
    std::ofstream(both) << "format = 1\nextends = \"" << tiny << "\"\n";
    for (const char* measure : {"mask.mandate", "ventilation.added"}) {
        std::ofstream(both, std::ios::app)
            << "[[rule]]\nmeasure = \"" << measure << "\"\nvalue = 0.7\nuntil = 2020-03-31\n";
    }
    Played p(tiny, both);
    Game& game = p.screen.game();
    const auto end = [&] { return end_of_rules(game, Side::b); };
    REQUIRE(end() == parse_date("2020-03-31"));
    const Day start = game.runner->first_day();
    CHECK(game.runner->change(Side::b, start + 2, {{*find_measure("mask.mandate"), 1.0, {}}}).empty());
    CHECK(end() == parse_date("2020-03-31"));
    // With all of them replaced, that is where they ended.
    CHECK(game.runner->change(Side::b, start + 2, {{*find_measure("ventilation.added"), 2.0, {}}}).empty());
    CHECK(end() == start + 2);
}

TEST_CASE("Both answers are seen at once at the smallest size of the window, in both languages") {
    Played p(tiny, "", {1, 20});
    Game& game = p.screen.game();
    CHECK(game.runner->change(Side::b, game.day, {{*find_measure("wfo.share"), 0.2, {}}}).empty());
    p.futures();
    for (const Language language : {Language::id, Language::en}) {
        p.shell.settings().language = language;
        p.user.frame(3);
        CHECK(p.user.shows("side", "answer-infected"));
        CHECK(p.user.shows("side", "answer-queue"));
    }
}

TEST_CASE("At the largest type the building is still seen whole, and there is a way to the others") {
    Played p;
    p.shell.settings().reduced_motion = true;
    p.user.frame(8);
    p.shell.settings().scale = 2;
    p.user.frame(12);
    CHECK(p.user.shows("agency", "agency"));
    const Picture fitted = p.stage.picture();
    p.user.click("agency", "agency");
    p.user.click("choice", p.screen.game().runner->place(Side::a)->agencies[0].name.id);
    p.user.point_at({4, 300}, 12);
    const Picture visited = p.stage.picture();
    CHECK(difference(fitted, visited, 8) < 0.02);
    // Whoever looked elsewhere is left there.
    p.user.key("=");
    p.user.frame(12);
    const Picture closer = p.stage.picture();
    CHECK(difference(visited, closer, 8) > 0.03);
    p.stage.resize({1280, 700});
    p.user.frame(8);
    p.stage.resize({1280, 720});
    p.user.frame(12);
    CHECK(difference(p.stage.picture(), closer, 8) < 0.02);
}

TEST_CASE("A notice covers neither the dates of the timeline nor the titles of the worlds") {
    Played p;
    p.stage.ui().notify("One line\nand another");
    p.user.frame(1);
    const auto of = [&](const std::string& id) {
        const auto& all = p.stage.ui().items.all();
        return std::ranges::find(all, id, &Item::id)->rect;
    };
    const Rect notice = of("notice");
    CHECK(notice.h > 0);
    CHECK(notice.bottom() < p.user.item("timeline", "lane.a").rect.y - 40);
    CHECK(notice.y >= of("world-a").bottom());
    // Nor the answers: a line that is too long for the world is broken.
    p.stage.ui().notify("A file at /" + std::string(150, 'x') + " with a name as long as this");
    p.user.frame(1);
    const Rect world_b = p.screen.viewport(Side::b);
    CHECK(of("notice").x >= p.screen.viewport(Side::a).x);
    CHECK(of("notice").right() <= world_b.right());
}

TEST_CASE("What nobody measures the office does not see") {
    Played p;
    const auto says = [&] {
        const auto& all = p.stage.ui().items.all();
        return !std::ranges::find(all, "notes-a", &Item::id)->value.empty();
    };
    for (const auto& [overlay, hidden] : {std::pair{Overlay::people, false},
                                          {Overlay::air, true},
                                          {Overlay::co2, false},
                                          {Overlay::risk, true},
                                          {Overlay::traces, true},
                                          {Overlay::occupancy, false}}) {
        p.screen.game().shown.overlay = overlay;
        for (const bool known : {false, true}) {
            p.screen.game().shown.known_only = known;
            p.user.frame(2);
            INFO(static_cast<int>(overlay) << " " << known);
            CHECK(says() == (known && hidden));
        }
    }
}

TEST_CASE("Where there is room for one panel, the one that is asked for is there") {
    Played p;
    p.shell.settings().scale = 1.5F;
    p.user.frame(3);
    CHECK(p.user.shows("side_folded", "unfold"));  // folds by itself
    p.user.click("side_folded", "unfold");
    CHECK(p.user.shows("cards_folded", "unfold"));
    CHECK_FALSE(p.user.shows("side_folded", "unfold"));
    p.user.key("F2");
    CHECK(p.user.shows("side_folded", "unfold"));
    CHECK_FALSE(p.user.shows("cards_folded", "unfold"));
}

TEST_CASE("What has no room in the bar is in its menu, and works from there") {
    Played p;
    const auto in_bar = [&](const std::string& id) { return p.user.shows("bar", id); };
    for (const Language language : {Language::id, Language::en}) {
        for (const float scale : {1.0F, 1.2F, 1.5F, 2.0F}) {
            p.shell.settings().language = language;
            p.shell.settings().scale = scale;
            p.user.frame(3);
            INFO(static_cast<int>(language) << " at " << scale);
            // The shell's buttons keep their place.
            CHECK(p.user.item("bar", "help").rect.right() <= 1280 - p.stage.ui().px(12) + 1);
            std::vector<std::string> missing;
            for (const char* id :
                 {"slower", "faster", "split A", "split A | B", "split B", "fold_cards", "fold_side"}) {
                if (!in_bar(id)) {
                    missing.emplace_back(id);
                }
            }
            CHECK(in_bar("more") == (scale > 1));
            CHECK(missing.empty() == (scale < 1.5F));
            if (!missing.empty()) {
                p.user.click("bar", "more");
                for (const std::string& id : missing) {
                    CHECK(p.user.shows("more", id));
                }
                p.user.check_that_all_fits();
                p.user.key("Escape");
                CHECK_FALSE(p.user.shows("more", missing.front()));
            }
        }
    }
    p.user.click("bar", "more");
    const int speed = p.screen.game().speed;
    p.user.click("more", "faster");
    CHECK(p.screen.game().speed == speed + 1);
    p.user.click("more", "fold_cards");
    CHECK(p.shell.folded("cards"));
}

TEST_CASE("Everything on the screen has room, in both languages and larger type") {
    Played p;
    p.check_in_every_look();
}
