// Cards: every measure can be found, opened, enacted and lifted from them, in both languages.
#include "game/cards.hpp"

#include <chrono>
#include <cstdlib>
#include <set>
#include <thread>

#include "driver.hpp"
#include "game/decisions.hpp"

using namespace piket;
using namespace piket::render;

namespace {

// A panel so tall that nothing has to be scrolled to.
struct Table {
    Stage stage;
    Game game;
    Driver user;

    explicit Table(Language language = Language::en, float scale = 1, Point size = {270, 9000},
                   const std::string& scenario = "tiny.toml")
        : stage(test_words(language), find_fonts(), size),
          game(std::make_unique<Runner>(PIKET_SOURCE_DIR "/scenarios/" + scenario, "",
                                        RunnerOptions{.ensemble_threads = 0})),
          user(driver(scale)) {
        wait();
    }

    Driver driver(float scale) {
        stage.ui().look.set_scale(scale);
        return Driver::of_panel(stage, [this](Ui& ui) {
            draw_cards(ui, {0, 0, ui.px(264), std::min(stage.size().y, 9000.0F)}, game);
        });
    }
    std::shared_ptr<const DayOfWorld> day(Day day) {
        for (int i = 0; i < 6000; ++i) {
            if (auto lived = game.runner->day(game.editing, day)) {
                return lived;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        FAIL("the day " << to_date(day) << " does not come");
        return nullptr;
    }
    // The window does this each frame.
    void wait() {
        for (const Side side : both_sides) {
            const Side before = std::exchange(game.editing, side);
            game.days[static_cast<size_t>(side)] = day(game.day);
            game.editing = before;
        }
        user.frame(2);
    }
    // Whether something else is said than what was undone before.
    bool refused() {
        const std::string& undone = stage.ui().words("cards.undone");
        return !stage.ui().notice().empty() && !stage.ui().notice().starts_with(undone.substr(0, undone.find('{')));
    }
    void unfold_all() {
        for (const Measure& m : measures()) {
            game.cards->unfolded.emplace(m.group);
        }
        user.frame(2);
    }
    void click(const std::string& label) { user.click("cards", label); }
    void click(const Measure& m, const std::string& part) { click(std::string(m.key) + "." + part); }
    std::string value(const std::string& label) { return user.item("cards", label).value; }
    std::set<double> levers(const Measure& m, Day on) {
        std::set<double> values;
        for (const UnitToday& unit : day(on)->frame.units) {
            values.insert(unit.levers.*m.lever);
        }
        return values;
    }
    int cards() {
        int count = 0;
        for (const Measure& m : measures()) {
            count += user.shows("cards", std::string(m.key)) ? 1 : 0;
        }
        return count;
    }
};

std::optional<double> enacted(const Table& table, MeasureId id) {
    std::optional<double> value;
    for (const Command& command : table.game.runner->commands(table.game.editing)) {
        if (command.rule.measure == id && command.posted == table.game.day + 1) {
            value = command.kind == Command::Kind::enact ? std::optional(command.rule.value) : std::nullopt;
        }
    }
    return value;
}

const Measure& by_key(std::string_view key) {
    return measure(*find_measure(key));
}

}  // namespace

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
    table.click(m, "value");
    const double of_a = table.game.cards->value;
    REQUIRE(of_a != usual);
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
