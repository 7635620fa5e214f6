// Cards: every measure can be found, opened, enacted and lifted from them, in both languages.
#include <cstdlib>

#include "game/decisions.hpp"
#include "table.hpp"

using namespace piket;
using namespace piket::render;

TEST_CASE("Every measure has a card that opens, and what is enacted there is in force tomorrow") {
    Table table;
    table.unfold_all();
    const size_t before = table.game.runner->commands(Side::b).size();
    for (uint32_t i = 0; i < measures().size(); ++i) {
        const MeasureId id{i};
        const Measure& m = measure(id);
        const std::string key(m.key);
        INFO(key);
        table.click(key);
        REQUIRE(table.user.item("cards", key).chosen);
        if (m.type == MeasureType::flag) {
            table.click(m, "yes");
        } else if (m.type == MeasureType::choice) {
            table.click(m, std::string(m.choices[static_cast<size_t>(m.high)]));
        } else {
            // Away from where it stands, which is a firm value or what is in force.
            table.click(m, "value");
        }
        const double wanted = table.game.cards->value;
        CHECK(wanted >= m.low);
        CHECK(wanted <= m.high);
        if (m.type == MeasureType::number || m.type == MeasureType::count || m.type == MeasureType::share) {
            CHECK(table.value(key + ".value") == value_text(table.stage.ui().words, m, wanted));
        }
        table.click(m, "enact");
        REQUIRE_FALSE(table.refused());
        REQUIRE(enacted(table, id) == wanted);
        CHECK(table.levers(m, table.game.day + 1) == std::set{wanted});
        CHECK(wanted != m.neutral);
        CHECK(table.value(key + ".tonight").find("from tomorrow, Thu 19 Mar 2020") != std::string::npos);
        table.click("undo");
        table.wait();
        CHECK(table.game.runner->commands(Side::b).size() == before);
        table.click(key);
        CHECK_FALSE(table.user.item("cards", key).chosen);
    }
}

TEST_CASE("What is in force comes first, and can be lifted") {
    Table table;
    CHECK(table.value("wfo.share") == "50%\nin 1 of 2 units; in the others 100%");
    CHECK(table.value("trip.allowed") == "0%");
    CHECK(table.user.item("cards", "trip.allowed").rect.bottom() < table.user.item("cards", "group.workplace").rect.y);
    CHECK_FALSE(table.user.shows("cards", "mask.mandate"));
    table.click("wfo.share");
    table.click("wfo.share.lift");
    CHECK_THAT(table.value("wfo.share.tonight"), Catch::Contains("lifted"));
    CHECK_FALSE(table.user.item("cards", "wfo.share.lift").enabled);
    CHECK(table.levers(by_key("wfo.share"), table.game.day + 1) == std::set{1.0});
    // The other side goes its own way.
    CHECK(table.game.runner->commands(Side::a).empty());
    table.click("wfo.share");
    CHECK_THAT(table.value("wfo.share"), Catch::Contains("lifted"));
    table.game.day = table.game.day + 1;
    table.wait();
    CHECK_FALSE(table.user.item("cards", "group.workplace").rect.y <
                table.user.item("cards", "trip.allowed").rect.bottom());
    CHECK_FALSE(table.user.shows("cards", "wfo.share.lift"));
    table.unfold_all();
    CHECK(table.value("wfo.share").empty());
}

TEST_CASE("Undo and redo of the last change, whichever side made it") {
    Table table;
    CHECK_FALSE(table.user.item("cards", "undo").enabled);
    table.click("wfo.share");
    table.click("wfo.share.value");
    table.click("wfo.share.enact");
    const auto changed = table.game.runner->commands(Side::b).size();
    CHECK(changed > 0);
    CHECK(table.user.item("cards", "undo").enabled);
    CHECK_FALSE(table.user.item("cards", "redo").enabled);
    table.click("side.a");
    CHECK(table.game.editing == Side::a);
    table.click("trip.allowed");
    table.click("trip.allowed.value");
    table.click("trip.allowed.enact");
    CHECK_FALSE(table.game.runner->commands(Side::a).empty());
    table.click("side.b");
    table.click("undo");
    CHECK(table.game.runner->commands(Side::a).empty());
    CHECK(table.game.runner->commands(Side::b).size() == changed);
    CHECK(table.game.editing == Side::a);
    CHECK(table.stage.ui().notice().starts_with("Undone in A: " +
                                                label_of(measure(*find_measure("trip.allowed")), Language::en)));
    table.click("undo");
    CHECK(table.game.editing == Side::b);
    CHECK(table.game.runner->commands(Side::b).empty());
    CHECK_FALSE(table.user.shows("cards", "wfo.share.tonight"));
    table.click("redo");
    CHECK(table.game.runner->commands(Side::b).size() == changed);
    table.click("wfo.share");
    CHECK_THAT(table.value("wfo.share.tonight"), Catch::Contains("from tomorrow"));
}

TEST_CASE("A measure that is enacted in place of another is one decision") {
    Table table;
    const Day start = table.game.runner->first_day();
    const MeasureId share = *find_measure("wfo.share"), masks = *find_measure("mask.mandate");
    CHECK(table.game.runner->change(Side::b, start + 4, {{share, 0.2, {}}}).empty());
    REQUIRE(table.game.runner->commands(Side::b).size() == 2);
    CHECK(count_decisions(table.game.runner->commands(Side::b), start) == 1);
    CHECK(post(table.stage.ui(), table.game, {{masks, 1.0, {}}}));
    CHECK(table.stage.ui().notice().starts_with("1 later decision is"));
    CHECK(table.game.runner->change(Side::b, start + 4, {{share, 0.2, {}}, {masks, std::nullopt, {}}}).empty());
    CHECK(count_decisions(table.game.runner->commands(Side::b), start + 2) == 2);
}

TEST_CASE("Esc empties the field of the search, whatever stood there before") {
    Table table;
    table.click("search");
    table.user.type("mask");
    table.user.key("Enter");
    CHECK(table.value("search") == "mask");
    table.click("search");
    table.user.key("Ctrl+A");
    table.user.type("air");
    table.user.key("Escape");
    CHECK(table.value("search").empty());
}

TEST_CASE("The search narrows by label and by key, in the language spoken") {
    for (const auto& [language, words] : {std::pair{Language::en, "masks"}, {Language::id, "masker"}}) {
        Table table(language);
        table.unfold_all();
        const int all = table.cards();
        CHECK(all == static_cast<int>(measures().size()));
        table.game.cards->search = "HEPA";
        table.user.frame(2);
        CHECK(table.cards() == 1);
        table.game.cards->search = "mask.ty";
        table.user.frame(2);
        CHECK(table.cards() == 1);
        CHECK(table.user.shows("cards", "mask.type"));
        for (const auto& [said, key] : {std::pair{"WFH", "wfo.share"},
                                        {"sidak", "inspection.interval"},
                                        {"ventilasi", "ventilation.windows"},
                                        {"antre", "counter.quota"}}) {
            table.game.cards->search = said;
            table.user.frame(2);
            INFO(said);
            CHECK(table.cards() > 0);
            CHECK(table.user.shows("cards", key));
        }
        table.game.cards->search = "se-58";
        table.user.frame(2);
        CHECK(table.cards() == 0);
        CHECK(table.user.shows("cards", "se-58-2020"));
        table.game.cards->search = "";
        table.user.frame(2);
        table.click("search");
        table.user.type(language == Language::en ? "mask m" : words);
        CHECK(table.cards() < 5);
        CHECK(table.user.shows("cards", "mask.mandate"));
        CHECK_FALSE(table.user.shows("cards", "wfo.share"));
    }
}

TEST_CASE("The cards change language and go on") {
    Table table;
    table.click("trip.allowed");
    const std::string english = table.user.item("cards", "trip.allowed").label;
    table.stage.ui().words.speak(Language::id);
    table.user.frame(2);
    CHECK(table.user.item("cards", "trip.allowed").label != english);
    table.click("trip.allowed.value");
    table.click("trip.allowed.enact");
    CHECK(enacted(table, *find_measure("trip.allowed")) == 0.5);
    CHECK_THAT(table.value("trip.allowed.tonight"), Catch::Contains("mulai besok, Kam 19 Mar 2020"));
}

TEST_CASE("All of the cards fits in both languages and sizes") {
    for (const Language language : {Language::id, Language::en}) {
        for (const float scale : {1.0F, 1.5F}) {
            Table table(language, scale, {400, 12000});
            table.unfold_all();
            table.user.check_that_all_fits();
            for (const Measure& m : measures()) {
                table.game.cards->open = "";
                open_editor(table.game, *find_measure(m.key));
                table.user.frame(2);
                INFO(m.key);
                CHECK(table.user.shows("cards", std::string(m.key) + ".enact"));
                table.user.check_that_all_fits();
            }
            for (const Circular& circular : table.game.cards->circulars) {
                table.game.cards->open = circular.id;
                table.user.frame(2);
                table.user.check_that_all_fits();
            }
            CHECK(table.stage.ui().words.missing().empty());
        }
    }
}

TEST_CASE("Pictures of the cards", "[.pictures]") {
    const char* folder = std::getenv("PIKET_PICTURES");
    REQUIRE(folder != nullptr);
    for (const Language language : {Language::id, Language::en}) {
        const std::string name = language == Language::id ? "id" : "en";
        Table table(language, 1, {1280, 720}, "tangsel-2020.toml");
        const auto shot = [&](const std::string& what) {
            table.user.point_at({900, 400});
            CHECK(table.stage.picture().save(std::string(folder) + "/cards-" + what + "-" + name + ".png"));
        };
        shot("start");
        table.game.cards->search = "mask";
        open_editor(table.game, *find_measure("mask.type"));
        shot("search");
        table.game.cards->search = "";
        table.game.cards->unfolded = {"workplace"};
        open_editor(table.game, *find_measure("wfo.share"));
        table.user.frame(2);
        shot("share");
        table.click("wfo.share.enact");
        table.wait();
        shot("enacted");
        open_editor(table.game, *find_measure("roster.scheme"));
        table.game.cards->search = "roster.scheme";
        shot("roster");
        table.game.cards->search = "inspection.interval";
        open_editor(table.game, *find_measure("inspection.interval"));
        shot("inspection");
        table.game.cards->search = "328";
        table.game.cards->open = "kmk-328-2020";
        shot("circular");
        table.game.cards->search = "67/2020";
        table.game.cards->open = "se-67-2020";
        shot("zones");
    }
}
