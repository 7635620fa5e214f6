// The panel at the right: what it says is what the runner knows, and what is clicked leads there.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <set>

#include "bench.hpp"

using namespace piket;
using namespace piket::render;

namespace {

// The same office with more people on leave, so that some are over a weekend.
std::string on_leave() {
    const auto file = std::filesystem::temp_directory_path() / "piket-side-leave.toml";
    std::ofstream(file) << "format = 1\nextends = \"" << tiny
                        << "\"\n[parameters]\n\"absence.leave_days_year\" = 100.0\n";
    return file.string();
}

constexpr std::array<Tab, 5> all_tabs = {Tab::outcome, Tab::person, Tab::room, Tab::unit, Tab::why};

// Somebody who was infected by a person whom the run knows.
std::optional<Infection> passed_on(const Game& game, Side side) {
    for (const Infection& infection : infections_of(game, side)) {
        if (infection.what.source != nobody) {
            return infection;
        }
    }
    return {};
}

}  // namespace

TEST_CASE("Every tab opens with nothing chosen, and says what to click") {
    Bench bench;
    for (const Tab tab : all_tabs) {
        bench.open(tab);
        CHECK(bench.game.tab == tab);
        const bool has_empty = tab != Tab::outcome && tab != Tab::why;
        CHECK(bench.shows("empty") == has_empty);
    }
    CHECK(bench.stage.ui().words.missing().empty());
}

TEST_CASE("Every tab opens with something chosen, while days are lived and after") {
    for (const Language language : {Language::id, Language::en}) {
        for (const float scale : {1.0F, 1.5F}) {
            Bench bench(0, language, scale);
            bench.game.person = 3;
            bench.game.room = bench.game.runner->place(Side::b)->people[3].room;
            bench.game.unit = 1;
            for (int lived = 0; lived < 2; ++lived) {
                for (const Tab tab : all_tabs) {
                    bench.open(tab);
                    INFO(static_cast<int>(language) << " " << scale << " " << static_cast<int>(tab));
                    bench.user.check_that_all_fits();
                }
                bench.live(bench.game.runner->first_day() + 9);
            }
            CHECK(bench.stage.ui().words.missing().empty());
        }
    }
}

TEST_CASE("As the office knows: no text names whom the truth names") {
    Bench bench(0, Language::en, 1, 20, contagious());
    bench.live(bench.game.runner->last_day());
    const auto found = passed_on(bench.game, Side::b);
    REQUIRE(found);
    Game& game = bench.game;
    const auto place = game.runner->place(Side::b);
    const std::string source = person_name(bench.stage.ui(), *place, found->what.source);
    const auto named = [&] {
        return std::ranges::any_of(bench.stage.ui().items.all(), [&](const Item& item) {
            return item.window == "side" && (item.label + item.value).find(source) != std::string::npos;
        });
    };
    game.person = found->what.person;
    game.room = place->people[game.person].room;
    game.unit = place->people[game.person].unit;
    for (const Tab tab : {Tab::person, Tab::why}) {
        bench.open(tab);
        CHECK(named());  // the truth
    }
    game.shown.known_only = true;
    bench.user.frame(2);
    const std::vector<std::string> truths = {"source", "passed-", "chain",  "dose",   "condition", "fate",
                                             "infec",  "cluster", "lived-", "quanta", "risk"};
    for (const Tab tab : all_tabs) {
        bench.open(tab);
        INFO(static_cast<int>(tab));
        CHECK(bench.shows("known-note"));
        if (tab != Tab::room) {  // where people sit together everybody sees
            CHECK_FALSE(named());
        }
        for (const Item& item : bench.stage.ui().items.all()) {
            INFO(item.id << ": " << item.value);
            const bool is_truth = std::ranges::any_of(truths, [&](const auto& id) { return item.id.starts_with(id); });
            CHECK_FALSE((is_truth && item.id != "fate-doing"));
            CHECK(item.value.find("in truth") == std::string::npos);
        }
        bench.user.check_that_all_fits();
    }
    CHECK(bench.stage.ui().words.missing().empty());
    bench.open(Tab::person);
    bench.user.click("side", "show-truth");
    CHECK_FALSE(game.shown.known_only);
    CHECK(named());
}

TEST_CASE("Every figure tells its unit and where it comes from") {
    Bench bench(1, Language::en, 1, 20, contagious());
    bench.live(bench.game.runner->last_day());
    bench.futures();
    const auto found = passed_on(bench.game, Side::b);
    REQUIRE(found);
    Game& game = bench.game;
    const auto place = game.runner->place(Side::b);
    game.person = found->what.person;
    game.room = place->people[game.person].room;
    game.unit = place->halls.front().unit;
    // Sentences and links, which are no figures.
    const std::vector<std::string> others = {"series", "name",  "settling", "fixed",  "known-note", "infec",
                                             "fate",   "chain", "roster-c", "stay-",  "occupant-",  "passed-",
                                             "source", "twin",  "cluster-", "report", "chart-read", "service"};
    for (const bool known : {false, true}) {
        game.shown.known_only = known;
        for (const Tab tab : all_tabs) {
            bench.open(tab);
            bench.wait_for([&] { return !bench.shows("loading"); });
            size_t figures = 0;
            for (const Item& item : bench.stage.ui().items.all()) {
                const bool other = item.id != "fate-doing" && item.id != "infections-a" && item.id != "infections-b" &&
                                   std::ranges::any_of(others, [&](const auto& id) { return item.id.starts_with(id); });
                if (item.window == "side" && !item.value.empty() && !other) {
                    INFO(static_cast<int>(tab) << " " << item.id << ": " << item.value);
                    CHECK(item.tip.find("Source: ") != std::string::npos);
                    ++figures;
                }
            }
            INFO(static_cast<int>(tab));
            CHECK((figures > 0 || (known && tab == Tab::why)));
        }
    }
    // And it is shown when the mouse rests there.
    game.shown.known_only = false;
    bench.open(Tab::room);
    bench.user.point_at(bench.user.item("side", "size").rect.centre(), 20);
    CHECK(bench.stage.ui().items.find("side", "size")->tip.find("Seats") != std::string::npos);
    CHECK(ImGui::FindWindowByName("##Tooltip_00") != nullptr);
}

TEST_CASE("Links jump to who, where and when") {
    Bench bench(0, Language::en, 1, 20, contagious());
    bench.live(bench.game.runner->last_day());
    const auto found = passed_on(bench.game, Side::b);
    REQUIRE(found);
    const auto place = bench.game.runner->place(Side::b);
    bench.game.person = found->what.person;
    bench.open(Tab::person);
    CHECK(bench.value("name") == person_name(bench.stage.ui(), *place, found->what.person));
    bench.see("source");
    bench.game.go_to(bench.game.runner->last_day(), 60);  // another moment than that of the infection
    REQUIRE(bench.game.day != found->day);
    bench.user.click("side", "source");
    CHECK(bench.game.person == found->what.source);
    CHECK(bench.game.day == found->day);
    CHECK(static_cast<Seconds>(bench.game.second) == found->what.second);
    REQUIRE(bench.game.look_at_person);
    CHECK(bench.game.look_at_person->second == found->what.source);
    // And back: the source went on to infect that person.
    bench.see("passed-0");
    bench.user.click("side", "passed-0");
    CHECK(bench.game.person != found->what.source);

    bench.open(Tab::why);
    bench.game.person = found->what.person;
    bench.user.frame(2);
    CHECK((bench.shows("chain-seed")));
    CHECK(bench.shows("chain-1"));
    bench.user.click("side", "chain-1");
    CHECK(bench.game.person != nobody);
}

TEST_CASE("The other world has the same person") {
    Bench bench;
    bench.live(bench.game.runner->first_day() + 2);
    bench.game.person = 4;
    bench.game.unit = 1;
    bench.open(Tab::person);
    bench.user.click("side", "world-a");
    CHECK(bench.game.inspected == Side::a);
    CHECK(bench.game.person == 4);
    CHECK(bench.game.unit == 1);
    bench.see("twin");
    bench.user.click("side", "twin");
    CHECK(bench.game.inspected == Side::b);
    CHECK(bench.game.person == 4);
}

TEST_CASE("A room tells who is in it, its air, and what windows would do") {
    Bench bench;
    bench.live(bench.game.runner->first_day() + 1);
    const auto day = bench.game.today(Side::b);
    const auto place = bench.game.runner->place(Side::b);
    uint32_t person = nobody;
    for (uint32_t p = 0; p < place->servants && person == nobody; ++p) {
        if (const StayToday* stay = day->frame.stay_at(p, clock(10)); stay != nullptr) {
            person = p;
            bench.game.room = stay->room;
        }
    }
    REQUIRE(person != nobody);
    bench.open(Tab::room);
    const Words& words = bench.stage.ui().words;
    // Asked for by the panel, and what the engine says of that day.
    bench.wait_for([&] { return bench.value("co2") != "…"; });
    Simulation midnight(make_world(*load_scenario(tiny).value), {.seed = bench.game.runner->session().seed});
    midnight.step();
    const Seconds ten = clock(10);
    CHECK(bench.value("co2") ==
          words("office.ppm",
                fmt::arg("n", words.number(DayView(midnight).co2(bench.game.room, std::span(&ten, 1)).front()))));
    const auto percent = [&](const char* id) { return std::stod(bench.value(id)); };
    CHECK(percent("if-windows") < percent("if-now"));
    CHECK(percent("if-masks") < percent("if-now"));
    CHECK(percent("if-both") < percent("if-windows"));
    CHECK(percent("if-both") < percent("if-masks"));
    int here = 0;
    for (uint32_t p = 0; p < place->servants; ++p) {
        const StayToday* stay = day->frame.stay_at(p, clock(10));
        here += stay != nullptr && stay->room == bench.game.room ? 1 : 0;
    }
    bench.see("occupant-" + std::to_string(here - 1));
    CHECK_FALSE(bench.shows("occupant-" + std::to_string(here)));
    bench.user.click("side", "occupant-0");
    CHECK(bench.game.person == person);
    CHECK(bench.game.tab == Tab::person);
    bench.see("to-unit");
    bench.user.click("side", "to-unit");
    CHECK(bench.game.unit == place->people[person].unit);
}

TEST_CASE("The roster shows what each day's summary says") {
    const std::string file = on_leave();
    Bench bench(0, Language::en, 1, 20, file);
    bench.live(bench.game.runner->first_day() + 12);  // a Monday
    bench.game.unit = 0;
    bench.open(Tab::unit);
    const Day start = bench.game.day - bench.game.day.weekday() - 7;
    const auto place = bench.game.runner->place(Side::b);
    const std::string cells = bench.value("roster-cells");
    const auto summary = bench.game.runner->summary(Side::b, bench.game.day);
    REQUIRE(summary);
    // Letters of one day: office O, on duty D, home H. A dot takes two bytes, so days are told apart by letters.
    std::string wanted;
    int leave_on_free_days = 0;
    for (uint32_t p = place->units[0].first_person; p < place->units[0].last_person; ++p) {
        wanted += p > 0 ? "|" : "";
        for (int d = 0; d < 14; ++d) {
            const auto of_day = bench.game.runner->summary(Side::b, start + d);
            const auto& holidays = bench.game.runner->scenario(Side::b).holidays;
            const bool free = (start + d).weekday() >= 5 ||
                              std::ranges::any_of(holidays, [&](const auto& h) { return h.first == start + d; });
            Doing doing = of_day ? of_day->doing[p] : Doing::off_duty;
            if (free && doing == Doing::leave) {  // nobody is missed then
                ++leave_on_free_days;
                doing = Doing::off_duty;
            }
            wanted += !of_day                    ? "?"
                      : doing == Doing::off_duty ? "·"
                      : doing == Doing::on_site  ? "O"
                      : doing == Doing::piket    ? "D"
                      : doing == Doing::home     ? "H"
                      : doing == Doing::trip     ? "T"
                      : doing == Doing::leave    ? "L"
                      : doing == Doing::sick     ? "S"
                                                 : "I";
        }
    }
    CHECK(cells == wanted);
    CHECK(leave_on_free_days > 0);
    CHECK(wanted.find('L') != std::string::npos);
    int here = 0;
    for (uint32_t p = place->units[0].first_person; p < place->units[0].last_person; ++p) {
        here += at_office(summary->doing[p]) ? 1 : 0;
    }
    CHECK(bench.value("on-site") == std::to_string(here));

    const Rect roster = bench.user.item("side", "roster").rect;
    bench.user.click({roster.centre().x, roster.bottom() - 6});
    CHECK(bench.game.person == place->units[0].last_person - 1);
    CHECK(bench.game.tab == Tab::person);
}

TEST_CASE("The panel speaks the other language at once") {
    Bench bench(0, Language::id);
    CHECK(bench.shows("Hasil"));
    bench.stage.ui().words.speak(Language::en);
    bench.user.frame(2);
    CHECK(bench.shows("Result"));
    CHECK_FALSE(bench.shows("Hasil"));
}

TEST_CASE("Of a room without windows nobody is told what open ones would do") {
    Bench bench;
    bench.live(bench.game.runner->first_day() + 1);
    const auto place = bench.game.runner->place(Side::b);
    std::set<RoomType> seen;
    for (uint32_t room = 0; room < place->rooms.size(); ++room) {
        const RoomType type = place->rooms[room].type;
        if (!seen.insert(type).second || type == RoomType::yard || type == RoomType::lift) {
            continue;
        }
        INFO(name(type));
        bench.game.room = room;
        bench.open(Tab::room);
        const bool windows = type == RoomType::office || type == RoomType::meeting || type == RoomType::hall;
        CHECK(bench.shows("if-windows") == windows);
        CHECK(bench.shows("if-now"));
        CHECK(bench.shows("if-masks"));
    }
    CHECK(seen.contains(RoomType::corridor));
    CHECK(bench.stage.ui().words.missing().empty());
}
