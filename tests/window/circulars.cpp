// Circulars as presets: what their button enacts.
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
