// The open card: for whom and where a dose is, what cannot be enacted and why, and that nothing moves under the mouse.
#include <algorithm>

#include "table.hpp"

using namespace piket;
using namespace piket::render;

TEST_CASE("The cards of A change A") {
    Table table;
    table.click("side.a");
    table.click("trip.allowed");
    table.click("trip.allowed.lift");
    CHECK(table.game.runner->commands(Side::a).size() == 1);
    CHECK(table.game.runner->commands(Side::b).empty());
}

TEST_CASE("A dose that was set for A is not that of B, and waits for A") {
    Table table;
    const Measure& m = by_key("wfo.share");
    table.click("wfo.share");
    const double usual = table.game.cards->value;
    table.click("side.a");
    const double of_a = 0.2;
    REQUIRE(of_a != usual);
    table.game.cards->value = of_a;
    table.click(m, "enact");
    table.click("side.b");
    CHECK(table.game.cards->value == usual);
    CHECK(table.value("wfo.share.value") == value_text(table.stage.ui().words, m, usual));
    table.game.cards->value = 0.35;
    table.click("side.a");
    CHECK(table.game.cards->value == of_a);
    table.click("side.b");
    CHECK(table.game.cards->value == 0.35);
    // Opened anew it begins anew.
    table.click("wfo.share");
    table.click("wfo.share");
    CHECK(table.game.cards->value == usual);
}

TEST_CASE("A measure for one agency alone") {
    Table table(Language::en, 1, {270, 9000}, "tangsel-2020.toml");
    table.unfold_all();
    table.click("ventilation.added");
    const auto place = table.game.runner->place(Side::b);
    const PlaceAgency& agency = place->agencies[2];
    table.click("ventilation.added.scope");
    table.user.click("choice", agency.path);
    table.click("ventilation.added.enact");
    const Measure& m = by_key("ventilation.added");
    const double wanted = table.game.cards->value;
    const auto tomorrow = table.day(table.game.day + 1);
    for (uint32_t u = 0; u < place->units.size(); ++u) {
        CHECK(tomorrow->frame.units[u].levers.*m.lever == (place->units[u].agency == 2 ? wanted : m.neutral));
    }
    CHECK_THAT(table.value("ventilation.added.tonight"), Catch::Contains(agency.name.en));
}

TEST_CASE("Lifted in one agency, a measure goes on elsewhere") {
    Table table(Language::en, 1, {270, 9000}, "tangsel-2020.toml");
    table.unfold_all();
    const Measure& m = by_key("ventilation.added");
    table.click("ventilation.added");
    table.click("ventilation.added.enact");
    const double everywhere = table.game.cards->value;
    table.game.day = table.game.day + 1;
    table.wait();
    const auto place = table.game.runner->place(Side::b);
    table.click("ventilation.added.scope");
    table.user.click("choice", place->agencies[2].path);
    table.click("ventilation.added.lift");
    REQUIRE(table.stage.ui().notice() == "");
    CHECK_THAT(table.value("ventilation.added.tonight"),
               Catch::Contains("lifted\n" + place->agencies[2].name.en) &&
                   Catch::Contains("elsewhere it stays: " + value_text(table.stage.ui().words, m, everywhere)));
    CHECK_FALSE(table.user.item("cards", "ventilation.added.lift").enabled);
    const auto tomorrow = table.day(table.game.day + 1);
    for (uint32_t u = 0; u < place->units.size(); ++u) {
        CHECK(tomorrow->frame.units[u].levers.*m.lever == (place->units[u].agency == 2 ? m.neutral : everywhere));
    }
    // Another dose there takes the place of what was in force, stricter or not.
    table.game.cards->value = everywhere / 2;
    table.click("ventilation.added.enact");
    CHECK(table.levers(m, table.game.day + 1) == std::set{everywhere / 2, everywhere});
}

TEST_CASE("What is so already cannot be enacted, and the button says why") {
    Table table;
    table.unfold_all();
    table.click("ventilation.added");
    const auto branches = [&] { return table.game.runner->session().branches.size(); };
    const auto can = [&] {
        table.user.frame(2);
        return table.user.item("cards", "ventilation.added.enact").enabled;
    };
    const double firm = table.game.cards->value;
    CHECK(can());
    table.game.cards->value = by_key("ventilation.added").neutral;  // as it is
    CHECK_FALSE(can());
    table.game.cards->value = firm;
    table.click("ventilation.added.enact");
    const size_t before = branches();
    CHECK_FALSE(can());
    table.click("ventilation.added.enact");
    CHECK(branches() == before);
    table.game.cards->value = firm / 2;
    CHECK(can());
    table.game.cards->value = firm;
    table.game.day = table.game.day + 1;
    table.wait();
    CHECK_FALSE(can());
    table.game.cards->value = firm / 2;
    CHECK(can());
    // What the scenario lets run out can be prolonged with the same value: trips are forbidden until a date.
    table.click("trip.allowed");
    table.user.frame(2);
    const auto& rules = table.game.runner->scenario(Side::b).rules;
    const bool ends = std::ranges::any_of(rules, [&](const Rule& rule) {
        return rule.measure == *find_measure("trip.allowed") && rule.until < table.game.runner->last_day();
    });
    CHECK(table.user.item("cards", "trip.allowed.enact").enabled == ends);
}

TEST_CASE("An open card stays where it is, and a second click hits no other") {
    Table table(Language::en, 1, {264, 900}, "tangsel-2020.toml");
    table.game.cards->unfolded = {"workplace"};
    table.user.frame(2);
    table.click("wfo.share");
    table.user.frame(4);
    const auto places = [&] {
        std::vector<float> all;
        for (const char* part : {"", ".value", ".enact", ".lift"}) {
            all.push_back(table.user.item("cards", std::string("wfo.share") + part).rect.y);
        }
        return all;
    };
    const std::vector<float> before = places();
    const Point where = table.user.item("cards", "wfo.share.enact").rect.centre();
    table.user.click(where);
    CHECK_FALSE(table.game.runner->commands(Side::b).empty());
    CHECK(places() == before);
    const size_t branches = table.game.runner->session().branches.size();
    table.user.click(where);
    CHECK(table.game.runner->session().branches.size() == branches);
    table.click("wfo.share.lift");
    CHECK(places() == before);
    // Closed, it goes to its section; what comes up below the mouse stays shut.
    table.click("undo");
    table.click("wfo.share.enact");
    const Point head = table.user.item("cards", "wfo.share").rect.centre();
    table.user.click(head);
    CHECK(table.game.cards->open.empty());
    const std::set<std::string, std::less<>> unfolded = table.game.cards->unfolded;
    CHECK(table.user.item("cards", "wfo.share").rect.y < before[0]);
    table.user.click(head);
    CHECK(table.game.cards->open.empty());
    CHECK(table.game.cards->unfolded == unfolded);
    // Aimed anew, any card opens.
    table.click("wfo.share");
    CHECK(table.game.cards->open == "wfo.share");
}

TEST_CASE("What the engine refuses is said, and the editor stays") {
    Table table;
    table.click("wfo.share");
    table.game.cards->value = 7;
    table.click("wfo.share.enact");
    CHECK_THAT(table.stage.ui().notice(), Catch::Contains("wfo.share"));
    CHECK(table.user.shows("cards", "wfo.share.enact"));
    CHECK(table.game.runner->commands(Side::b).empty());
}

TEST_CASE("The last evening changes nothing any more") {
    Table table;
    table.click("wfo.share");
    table.game.day = table.game.runner->last_day();
    table.wait();
    if (table.game.cards->open.empty()) {
        table.click("wfo.share");
    }
    CHECK_FALSE(table.user.item("cards", "wfo.share.enact").enabled);
}

TEST_CASE("A dose that the slider has no place for is told as it is, and stays until the handle moves") {
    Table table;
    const Measure& m = by_key("vaccination.elderly");
    REQUIRE(table.game.runner->change(Side::b, table.game.day, {{*find_measure(m.key), 0.005, {}}}).empty());
    table.user.frame(2);
    table.click(std::string(m.key));
    CHECK(table.value(std::string(m.key) + ".value") == "0.5%");
    const Rect slider = table.user.item("cards", std::string(m.key) + ".value").rect;
    table.user.drag({slider.x + 0.3F * slider.w, slider.centre().y}, {slider.x + 0.5F * slider.w, slider.centre().y});
    const std::string moved = table.value(std::string(m.key) + ".value");
    table.click(m, "enact");
    const auto value = enacted(table, *find_measure(m.key));
    REQUIRE(value);
    CHECK(value_text(table.stage.ui().words, m, *value) == moved);
    CHECK(*value > 0.1);
}

TEST_CASE("A share is told with the decimals that it has") {
    const Words en = test_words(Language::en), id = test_words(Language::id);
    const Measure& m = by_key("wfo.share");
    CHECK(value_text(en, m, 0.025) == "2.5%");
    CHECK(value_text(id, m, 0.025) == "2,5\u00A0%");
    CHECK(value_text(en, m, 0.5) == "50%");
    CHECK(value_text(en, m, 0.3) == "30%");
    CHECK(value_text(en, m, 0.0025) == "0.25%");
    CHECK(value_text(en, m, 0.48731) == "48.7%");
}
