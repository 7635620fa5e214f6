// The panel at the right: what it says is what the runner knows, and what is clicked leads there.
#include "game/side.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <thread>

#include "driver.hpp"
#include "game/comparison.hpp"

using namespace piket;
using namespace piket::render;

namespace {

const std::string tiny = PIKET_SOURCE_DIR "/scenarios/tiny.toml";

// The same office with so much virus that many are infected there.
std::string contagious() {
    const auto file = std::filesystem::temp_directory_path() / "piket-side-contagious.toml";
    std::ofstream(file) << "format = 1\nextends = \"" << tiny
                        << "\"\n[initial]\ninfected = 3\n[parameters]\n\"emission.quanta_per_h\" = 80.0\n";
    return file.string();
}

// The same office with more people on leave, so that some are over a weekend.
std::string on_leave() {
    const auto file = std::filesystem::temp_directory_path() / "piket-side-leave.toml";
    std::ofstream(file) << "format = 1\nextends = \"" << tiny << "\"\n[parameters]\n\"absence.leave_days_year\" = 100.0\n";
    return file.string();
}

struct Bench {
    explicit Bench(int threads = 0, Language language = Language::en, float scale = 1, int replicates = 20,
                   const std::string& file = tiny)
        : stage(test_words(language), find_fonts(), {1280, 1080}),
          game(std::make_unique<Runner>(file, file, RunnerOptions{threads, replicates})) {
        stage.ui().look.set_scale(scale);
        user.frame(2);
    }
    // As the screen does: the days on screen are asked for in every frame.
    void tick(Ui& ui) {
        for (const Side side : both_sides) {
            game.days[static_cast<size_t>(side)] = game.runner->day(side, game.day);
        }
        draw_side(ui, {1280 - ui.px(380), 0, ui.px(380), 1080}, game);
    }
    void wait_for(const std::function<bool()>& there) {
        for (int i = 0; i < 3000 && !there(); ++i) {
            user.frame();
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        REQUIRE(there());
        user.frame(2);
    }
    void live(Day until) {
        for (Day day = game.runner->first_day(); day <= until; ++day) {
            wait_for([&] { return game.runner->day(Side::a, day) && game.runner->day(Side::b, day); });
        }
        game.go_to(until, clock(10));
        wait_for([&] { return game.today(Side::a) && game.today(Side::b); });
    }
    void futures() {
        wait_for([&] {
            const auto view = game.runner->ensemble();
            return view->paired == 20 && view->branch_b == game.runner->branch(Side::b);
        });
    }
    std::string value(const std::string& id) const { return user.item("side", id).value; }
    bool shows(const std::string& id) const { return user.shows("side", id); }
    void open(Tab tab) {
        constexpr std::array<const char*, 5> names = {"outcome", "person", "room", "unit", "why"};
        user.click("side", names[static_cast<size_t>(tab)]);
    }
    // Brings an item that is scrolled out of sight into it.
    void see(const std::string& id) {
        for (int i = 0; i < 60 && !shows(id); ++i) {
            user.scroll({1280 - 100, 700}, -2);
        }
        REQUIRE(shows(id));
    }

    Stage stage;
    Game game;
    Driver user = Driver::of_panel(stage, [this](Ui& ui) { tick(ui); });
};

constexpr std::array<Tab, 5> all_tabs = {Tab::outcome, Tab::person, Tab::room, Tab::unit, Tab::why};

// A difference with its interval, to the digits that are shown.
std::string difference_text(const Words& words, const Difference& d, Series series, double of_a) {
    const double mean = d.summary.mean, size = std::abs(mean), share = mean / of_a;
    const bool waits = series == Series::waiting, counts = series == Series::served;
    const bool minutes = waits && std::max({size, std::abs(d.mean_low), std::abs(d.mean_high)}) < 0.1;
    const int decimals = minutes || size >= (counts ? 10 : 100) ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
    const auto number = [&](double days) {
        const double value = minutes ? days * 1440 : days;
        const std::string text = words.number(value, decimals);
        return value > 0 && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
    };
    return number(mean) + "  [" + number(d.mean_low) + "; " + number(d.mean_high) + "]" +
           (minutes  ? " minutes"
            : waits  ? " days"
            : counts ? " (" + words.percent(share, std::abs(share) < 0.01 ? 2 : 1) + ")"
                     : "");
}

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

TEST_CASE("The numbers shown are those of the ensemble") {
    Bench bench(1);
    bench.futures();
    const Words& words = bench.stage.ui().words;
    CHECK(bench.value("better") == words.count("side.outcome.same", 20));
    CHECK(bench.game.runner->change(Side::b, bench.game.day, {{*find_measure("wfo.share"), 0.0, {}}}).empty());
    bench.futures();
    bench.user.frame(2);
    const auto view = bench.game.runner->ensemble();
    CHECK(view->differences[static_cast<size_t>(Series::served)].summary.mean != 0);
    const auto verdict = [&](Series series) {
        const auto i = static_cast<size_t>(series);
        const auto worse = std::ranges::count_if(
            view->pairs, [&](const auto& pair) { return fewer_is_better(series) ? pair[i] > 0 : pair[i] < 0; });
        return fmt::format("B is better in {} of {} futures, worse in {}", view->better[i], view->paired, worse);
    };
    CHECK(bench.value("better") == verdict(Series::infected));
    for (const auto& [series, id] : {std::pair{Series::infected, "difference-infected"},
                                     {Series::waiting, "difference-waiting"},
                                     {Series::served, "difference-served"},
                                     {Series::absent, "difference-absent"}}) {
        const Difference& d = view->differences[static_cast<size_t>(series)];
        INFO(id << " " << d.summary.mean);
        const double of_a = view->fans[static_cast<size_t>(series)][0].days.back().mean;
        CHECK(bench.value(id) == difference_text(words, d, series, of_a));
    }
    CHECK(bench.value("pairs") == "20");
    for (int s = 1; s < setting_count; ++s) {
        const auto& [a, b] = view->settings[static_cast<size_t>(s)];
        if (a + b > 0.005) {
            const int decimals = std::max(a, b) >= 20 ? 0 : 1;
            CHECK(bench.value("setting-" + std::string(name(static_cast<Setting>(s)))) ==
                  words.number(a, decimals) + " | " + words.number(b, decimals));
        }
    }
    CHECK(bench.value("fixed") == "A scenario, not a forecast");
    bench.user.check_that_all_fits();

    bench.user.click("side", "series");
    bench.user.click("choice", "Requests served");
    CHECK(bench.game.series == Series::served);
    CHECK(bench.value("better") == verdict(Series::served));
}

TEST_CASE("A policy that helps is told from one that harms") {
    Bench bench(1);
    const auto closed = find_measure("wfo.share");
    REQUIRE(closed);
    // Nobody at the office: fewer infections and less service.
    REQUIRE(bench.game.runner->change(Side::b, bench.game.day, {{*closed, 0.0, {}}}).empty());
    bench.user.frame(2);
    bench.futures();
    bench.wait_for([&] { return bench.game.runner->ensemble()->branch_b == bench.game.runner->branch(Side::b); });
    const auto view = bench.game.runner->ensemble();
    const Difference& served = view->differences[static_cast<size_t>(Series::served)];
    const Words& words = bench.stage.ui().words;
    REQUIRE(served.summary.mean < 0);
    CHECK(bench.value("difference-served").front() != '+');
    CHECK(bench.value("cost").find("fewer requests served") != std::string::npos);
    CHECK(bench.value("difference-served")
              .find("(−" + words.percent(-served.summary.mean /
                                             view->fans[static_cast<size_t>(Series::served)][0].days.back().mean,
                                         1)) != std::string::npos);
}

TEST_CASE("While the futures are too few, or of another policy, it says so") {
    Bench bench(1);
    bench.game.runner->set_ensemble_running(false);
    const auto measure = find_measure("mask.mandate");
    bench.game.runner->change(Side::b, bench.game.day, {{*measure, 1.0, {}}});
    bench.user.frame(2);
    CHECK(bench.value("settling") == "The policy has changed: counting anew …");
    CHECK_FALSE(bench.shows("better"));

    Bench other(1, Language::en, 1, 100000);
    other.wait_for([&] { return other.game.runner->ensemble()->paired >= 20; });
    if (!other.game.runner->ensemble()->settled) {
        CHECK(other.value("settling").find("of 100,000") != std::string::npos);
    }
}

TEST_CASE("Without futures it says so, and tells the one future's numbers") {
    Bench bench;
    CHECK(bench.value("settling").find("--no-ensemble") != std::string::npos);
    REQUIRE(bench.game.runner->change(Side::b, bench.game.day, {{*find_measure("wfo.share"), 0.0, {}}}).empty());
    bench.live(bench.game.runner->first_day() + 9);
    const auto served = [&](Side side) {
        const auto summary = bench.game.runner->summary(side, bench.game.day);
        return bench.stage.ui().words.number(value_of(Series::served, summary->today, summary->so_far));
    };
    CHECK(served(Side::a) != served(Side::b));
    CHECK(bench.value("one-served") == "A " + served(Side::a) + " · B " + served(Side::b));
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

TEST_CASE("As the office knows: the line of the world on screen counts results that came") {
    Bench bench(0, Language::en, 1, 20, contagious());
    bench.live(bench.game.runner->last_day());
    Game& game = bench.game;
    double came = 0, infected = 0;
    for (Day day = game.runner->first_day(); day <= game.day; ++day) {
        came += static_cast<double>(game.runner->summary(Side::b, day)->reported.size());
        infected += static_cast<double>(game.runner->summary(Side::b, day)->infections.size());
    }
    REQUIRE(came < infected);
    CHECK(lived_value(game, Side::b, Series::infected, game.day) > came);
    game.shown.known_only = true;
    CHECK(lived_value(game, Side::b, Series::infected, game.day) == came);
    CHECK(std::isnan(lived_value(game, Side::b, Series::public_infected, game.day)));
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

TEST_CASE("A small share fills a small part of its bar") {
    Stage stage(test_words(), find_fonts(), {400, 100});
    const Color sign(200, 10, 220);
    Driver user = Driver::of_panel(stage, [&](Ui& ui) {
        const Panel panel(ui, "side", {0, 0, 400, 100});
        bars(ui, {{"Here", "here", {{0.002, sign}}, "0.2%"}}, 1);
    });
    const Picture picture = stage.picture();
    const auto drawn = std::ranges::count(picture.pixels, sign);
    CHECK(drawn > 0);
    CHECK(drawn < 60);
}

TEST_CASE("The chart scrubs, and reads out what lies under the mouse") {
    Bench bench(1);
    bench.futures();
    const Rect chart = bench.user.item("side", "chart").rect;
    bench.user.click({chart.x + chart.w * 0.55F, chart.centre().y});
    const Day middle = bench.game.day;
    CHECK(middle - bench.game.runner->first_day() > 15);
    CHECK(middle - bench.game.runner->first_day() < 27);
    bench.user.drag(chart.centre(), {chart.right() + 200, chart.centre().y});
    CHECK(bench.game.day == bench.game.runner->last_day());
    bench.user.drag(chart.centre(), {chart.x - 100, chart.centre().y});
    CHECK(bench.game.day == bench.game.runner->first_day());

    bench.user.point_at({chart.right() - 6, chart.centre().y});
    const auto view = bench.game.runner->ensemble();
    const Summary& last = view->fans[0][0].days.back();
    const std::string said = bench.value("chart-read-out");
    CHECK(said.find("A: " + bench.stage.ui().words.number(last.q50, last.q95 < 20 ? 1 : 0)) != std::string::npos);
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
            const bool free = (start + d).weekday() >= 5;
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

TEST_CASE("Axes have round numbers that hold all values") {
    for (const auto& [low, high] : {std::pair{0.0, 7.3}, {0.0, 1204.0}, {-412.0, 97.0}, {0.0, 0.0034}, {0.0, 0.0}}) {
        const Ticks ticks = nice_ticks(low, high, 4);
        INFO(low << " " << high);
        CHECK(ticks.first <= low);
        CHECK(ticks.last() >= high);
        CHECK(ticks.count <= 6);
        const double mantissa = ticks.step / std::pow(10, std::floor(std::log10(ticks.step) + 1e-9));
        CHECK((mantissa == Approx(1) || mantissa == Approx(2) || mantissa == Approx(5)));
    }
    CHECK(nice_ticks(0, 0.5, 4).decimals == 1);
    CHECK(nice_ticks(0, 500, 4).decimals == 0);
}
