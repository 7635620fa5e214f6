// Circulars as presets: what their button enacts.
#include <filesystem>
#include <fstream>

#include "../program.hpp"
#include "game/decisions.hpp"
#include "table.hpp"

using namespace piket;
using namespace piket::render;

TEST_CASE("A circular is enacted as far as it holds today") {
    Table table;
    table.click("kmk-328-2020");
    const auto circular = load_circular(PIKET_SOURCE_DIR "/scenarios/circulars/kmk-328-2020.toml");
    REQUIRE(circular);
    table.click("kmk-328-2020.enact");
    REQUIRE(table.stage.ui().notice() == "");
    CHECK(table.game.runner->commands(Side::b).size() == circular.value->rules.size());
    CHECK(table.levers(by_key("mask.mandate"), table.game.day + 1) == std::set{1.0});
    CHECK(table.levers(by_key("wfo.share"), table.game.day + 1) == std::set{0.5, 1.0});  // stays in force
    table.click("undo");

    // By zone: the day is yellow, as declared, and only that class of caps is taken.
    table.click("se-67-2020");
    table.click("se-67-2020.enact");
    const auto zones = load_circular(PIKET_SOURCE_DIR "/scenarios/circulars/se-67-2020.toml");
    const Alert& today = table.game.today(Side::b)->frame.alert;
    REQUIRE(today.zone == ZoneColour::yellow);
    size_t hold = 0;
    for (const Rule& rule : zones.value->rules) {
        hold += rule.when.allow(today) && rule.when.allow(Region::java_bali) ? 1 : 0;
    }
    CHECK(hold < zones.value->rules.size());
    CHECK(table.game.runner->commands(Side::b).size() == hold);
}

TEST_CASE("Every circular opens, and the engine takes what its button posts") {
    Table table(Language::id);
    REQUIRE(table.game.cards->circulars.size() == 12);
    for (const Circular& circular : table.game.cards->circulars) {
        INFO(circular.id);
        table.click(circular.id);
        if (table.user.item("cards", circular.id + ".enact").enabled) {
            table.click(circular.id + ".enact");
            CHECK_FALSE(table.refused());
            CHECK_FALSE(table.game.runner->commands(Side::b).empty());
            table.click("undo");
        }
        table.click(circular.id);
    }
}

TEST_CASE("A second press enacts nothing again, and undoing the first brings the button back") {
    Table table;
    table.click("kmk-328-2020");
    table.click("kmk-328-2020.enact");
    const size_t commands = table.game.runner->commands(Side::b).size();
    const Item done = table.user.item("cards", "kmk-328-2020.enact");
    CHECK_FALSE(done.enabled);
    CHECK(done.label == table.stage.ui().words("cards.circular_in_force"));
    // On later days too, and the other world's button is its own.
    table.game.go_to(table.game.day + 3, table.game.second);
    table.wait();
    CHECK_FALSE(table.user.item("cards", "kmk-328-2020.enact").enabled);
    table.click("side.a");
    CHECK(table.user.item("cards", "kmk-328-2020.enact").enabled);
    table.click("side.b");
    CHECK(table.game.runner->commands(Side::b).size() == commands);
    table.click("undo");
    CHECK(table.game.runner->commands(Side::b).empty());
    CHECK(table.user.item("cards", "kmk-328-2020.enact").enabled);
}

TEST_CASE("Of a circular that was lifted in part, the rest is enacted anew") {
    Table table;
    table.click("kmk-328-2020");
    table.click("kmk-328-2020.enact");
    const size_t before = table.game.runner->commands(Side::b).size();
    const MeasureId mask = *find_measure("mask.mandate");
    REQUIRE(table.game.runner->change(Side::b, table.game.day + 1, {{mask, std::nullopt, {}}}).empty());
    table.game.go_to(table.game.day + 1, table.game.second);
    table.wait();
    REQUIRE(table.user.item("cards", "kmk-328-2020.enact").enabled);
    table.click("kmk-328-2020.enact");
    const std::vector<Command> log = table.game.runner->commands(Side::b);
    CHECK(log.size() < 2 * before);
    CHECK(log.back().rule.measure == mask);
}

TEST_CASE("A circular that ends ends where it was enacted, and says so; one whose end lies behind does not end") {
    Table table;
    const auto circular = load_circular(PIKET_SOURCE_DIR "/scenarios/circulars/se-19-2020.toml");
    REQUIRE(circular);
    const Day tomorrow = table.game.day + 1;
    REQUIRE(circular.value->until > tomorrow);
    table.click("se-19-2020");
    const Words& words = table.stage.ui().words;
    CHECK_THAT(table.value("se-19-2020.dates"),
               Catch::EndsWith(words("cards.circular_until", fmt::arg("until", words.date(circular.value->until)))));
    table.click("se-19-2020.enact");
    REQUIRE_FALSE(table.game.runner->commands(Side::b).empty());
    for (const Command& command : table.game.runner->commands(Side::b)) {
        CHECK(command.rule.until == circular.value->until);
        CHECK(command.rule.from == tomorrow);
    }
}

TEST_CASE("A circular that begins after the run says so, and promises no date that the run does not reach") {
    for (const Language language : {Language::id, Language::en}) {
        Table table(language);
        const Words& words = table.stage.ui().words;
        for (const Circular& circular : table.game.cards->circulars) {
            INFO(circular.id);
            table.click(circular.id);
            const bool later = circular.from > table.game.runner->last_day();
            const std::string told = table.value(circular.id + ".dates");
            CHECK((told.find(words("cards.circular_later")) != std::string::npos) == later);
            if (later && circular.until != never) {  // among its own dates alone
                CHECK(told.rfind(words.date(circular.until)) == told.find(words.date(circular.until)));
            }
            table.click(circular.id);
        }
    }
}

TEST_CASE("What a decision is told of: for whom, and until when") {
    Table table;
    Rule strict, loose;
    strict.measure = loose.measure = *find_measure("wfo.share");
    strict.scope.sectors = 1U << static_cast<unsigned>(Sector::nonessential);
    loose.scope.sectors = 1U << static_cast<unsigned>(Sector::essential);
    strict.value = 0.25;
    loose.value = 0.75;
    strict.from = loose.from = table.game.day + 1;
    strict.until = *parse_date("2020-03-31");
    REQUIRE(table.game.runner->order(Side::b, table.game.day, {strict, loose}).empty());
    const std::vector<Decision> all = decisions_of(table.game.runner->commands(Side::b));
    REQUIRE(all.size() == 2);
    const Ui& ui = table.stage.ui();
    const std::string first = decision_text(ui, table.game, Side::b, all[0]);
    CHECK_THAT(first, Catch::Contains("25% · all agencies (nonessential sector) · until 31 Mar"));
    CHECK_THAT(decision_text(ui, table.game, Side::b, all[1]),
               Catch::EndsWith("75% · all agencies (essential sector)"));
}

TEST_CASE("A circular that cannot be read is told of, beside those that can") {
    namespace fs = std::filesystem;
    const piket::program::Folder own;
    fs::create_directory(own / "circulars");
    const fs::path scenarios = PIKET_SOURCE_DIR "/scenarios";
    fs::copy_file(scenarios / "circulars/kmk-328-2020.toml", own / "circulars/kmk-328-2020.toml");
    std::ofstream(own / "circulars/broken.toml") << "format = 1\nid = 3\n";
    std::ofstream(own / "here.toml") << "format = 1\nextends = \"" << (scenarios / "tiny.toml").string() << "\"\n";
    Table table(Language::en, 1, {270, 9000}, fs::relative(own / "here.toml", scenarios).string());
    CHECK(table.game.cards->circulars.size() == 1);
    CHECK_THAT(table.value("unreadable-0"), Catch::Contains("broken.toml"));
}
