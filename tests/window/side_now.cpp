// The panel at the right tells what has happened by the clock, in numbers that add up, and claims no more than it
// knows.
#include <imgui.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <thread>

#include "driver.hpp"
#include "game/comparison.hpp"
#include "game/side.hpp"

using namespace piket;
using namespace piket::render;

namespace {

// The small office with more virus, and with more people at its counters than they can serve.
std::string busy() {
    const auto file = std::filesystem::temp_directory_path() / "piket-side-busy.toml";
    std::ofstream(file) << "format = 1\nextends = \"" PIKET_SOURCE_DIR
                           "/scenarios/tiny.toml\"\n[initial]\ninfected = 3\n"
                           "[parameters]\n\"emission.quanta_per_h\" = 80.0\n"
                           "[[government]]\nid = \"kota\"\n[[government.agency]]\nid = \"layanan\"\n"
                           "counter_per_day = 150\n";
    return file.string();
}

struct Desk {
    Desk()
        : stage(test_words(Language::en), find_fonts(), {1280, 700}),
          game(std::make_unique<Runner>(busy(), "", RunnerOptions{.ensemble_threads = 0})) {}

    void tick(Ui& ui) {
        for (const Side side : both_sides) {
            game.days[static_cast<size_t>(side)] = game.runner->day(side, game.day);
        }
        draw_side(ui, {1280 - ui.px(380), 0, ui.px(380), high}, game);
    }
    void live(Day until) {
        for (Day day = game.runner->first_day(); day <= until; ++day) {
            game.go_to(day, clock(10));
            for (int i = 0; i < 6000 && !(game.today(Side::a) && game.today(Side::a)->frame.day == day &&
                                          game.today(Side::b) && game.today(Side::b)->frame.day == day);
                 ++i) {
                user.frame();
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        }
        user.frame(2);
        REQUIRE(game.today(Side::b));
    }
    std::string value(const std::string& id) { return user.item("side", id).value; }
    bool has(const std::string& id) { return stage.ui().items.find("side", id) != nullptr; }
    void open(Tab tab) {
        game.tab = tab;
        user.frame(2);
    }

    float high = 700;
    Stage stage;
    Game game;
    Driver user = Driver::of_panel(stage, [this](Ui& ui) { tick(ui); });
};

int number(const std::string& text) {
    return std::stoi(text);
}

}  // namespace

TEST_CASE("An infection is told from its second on, and not before") {
    Desk desk;
    Game& game = desk.game;
    desk.live(game.runner->first_day() + 14);
    const std::vector<Infection> all = infections_of(game, Side::b);
    const auto found =
        std::ranges::find_if(all, [](const Infection& i) { return i.what.source != nobody && i.what.second > 60; });
    REQUIRE(found != all.end());
    const Infection infection = *found;
    const auto told = [&](double second) {
        game.go_to(infection.day, second);
        desk.user.frame(2);
        return std::ranges::any_of(infections_of(game, Side::b), [&](const Infection& i) {
            return i.day == infection.day && i.what.person == infection.what.person;
        });
    };
    game.person = infection.what.person;
    desk.open(Tab::person);
    const std::string none = desk.stage.ui().words("side.person.not_infected");
    CHECK_FALSE(told(infection.what.second - 1));
    CHECK(desk.value("infected-by") == none);
    CHECK(told(infection.what.second));
    CHECK(desk.value("infected-by") != none);
}

TEST_CASE("Service adds up, and the queue is that of one visitor") {
    Desk desk;
    Game& game = desk.game;
    desk.live(game.runner->first_day() + 1);
    const auto day = game.today(Side::b);
    const HallToday& hall = day->frame.halls.front();
    REQUIRE(hall.served > 1);
    REQUIRE(hall.turned_away > 1);
    game.unit = game.runner->place(Side::b)->halls.front().unit;
    desk.open(Tab::unit);
    CHECK(number(desk.value("arrivals")) == std::lround(hall.arrivals));
    CHECK(number(desk.value("served")) + number(desk.value("left-queue")) == number(desk.value("arrivals")));
    CHECK(std::abs(number(desk.value("left-queue")) + number(desk.value("turned-away")) - hall.turned_away) <= 1.5);
    const double mean = at(day->summary->today, Outcome::queue_minutes);
    CHECK(hall.waited_minutes / hall.arrivals == Approx(mean));
    CHECK(number(desk.value("queue-b")) == std::lround(mean));
    // What the day comes to is not said as if it had been.
    const auto heading = [&](const char* key) { return desk.value("service") == desk.stage.ui().words(key); };
    CHECK(heading("side.unit.service_ahead"));
    game.go_to(game.day, clock(17));
    desk.user.frame(2);
    CHECK_FALSE(heading("side.unit.service_ahead"));
    CHECK(heading("side.unit.service"));
}

TEST_CASE("Where somebody is now is said as the map has it, in both worlds") {
    Desk desk;
    Game& game = desk.game;
    Day day = game.runner->first_day();
    while (game.person == nobody) {
        REQUIRE(day < game.runner->first_day() + 14);
        desk.live(day);
        const auto today = game.today(Side::b);
        for (uint32_t p = 0; p < game.runner->place(Side::b)->servants; ++p) {
            if (today->frame.workday && today->frame.people[p].roams) {
                game.person = p;
            }
        }
        ++day;
    }
    desk.open(Tab::person);
    const Words& words = desk.stage.ui().words;
    for (const char* id : {"where", "where-there"}) {
        CHECK(desk.value(id) == words("office.elsewhere.town"));
    }
    game.go_to(game.day, clock(20));
    desk.user.frame(2);
    for (const char* id : {"where", "where-there"}) {
        CHECK(desk.value(id) == words("office.elsewhere.home"));
    }
}

TEST_CASE("Windows that are open already gain nothing") {
    Desk desk;
    Game& game = desk.game;
    REQUIRE(game.runner->change(Side::b, game.day, {{*find_measure("ventilation.windows"), 1.0, {}}}).empty());
    desk.live(game.runner->first_day() + 1);
    game.room = game.runner->place(Side::b)->people.front().room;
    desk.open(Tab::room);
    CHECK(desk.value("if-windows") == desk.stage.ui().words("side.room.already_open"));
    CHECK_FALSE(desk.has("if-both"));
    CHECK_FALSE(desk.has("expected-windows"));
    game.inspected = Side::a;
    desk.user.frame(2);
    CHECK(desk.value("if-windows") != desk.stage.ui().words("side.room.already_open"));
    CHECK(std::stod(desk.value("expected-windows")) < std::stod(desk.value("expected-now")));
}

TEST_CASE("The tabs stay when their content is scrolled") {
    Desk desk;
    Game& game = desk.game;
    desk.live(game.runner->first_day() + 1);
    game.unit = 0;
    desk.open(Tab::unit);
    const Rect tabs = desk.user.item("side", "outcome").rect;
    const float name = desk.user.item("side", "name").rect.y;
    desk.high = 300;
    desk.user.frame(2);
    desk.user.scroll({1280 - 100, 200}, -2);
    CHECK((!desk.user.shows("side", "name") || desk.user.item("side", "name").rect.y < name));
    CHECK(desk.user.item("side", "outcome").rect == tabs);
    desk.user.check_that_all_fits();
}

TEST_CASE("There is no verdict on a few futures, and what nobody would notice is neither good nor bad") {
    Desk desk;
    const Ui& ui = desk.stage.ui();
    EnsembleView view;
    view.wanted = 200;
    view.horizon = 1;
    view.paired = 1;
    view.pairs.resize(1);
    view.pairs[0].fill(-1);
    view.better.fill(1);
    CHECK(verdict(ui, view, Series::infected) == "Counting: 1 future");
    view.paired = 20;
    view.pairs.resize(20, view.pairs[0]);
    view.better.fill(20);
    CHECK(verdict(ui, view, Series::infected) == "B is better in 20 of 20 futures, worse in 0");

    const auto served = static_cast<size_t>(Series::served);
    Difference& d = view.differences[served];
    d.summary.mean = -50.4;
    d.mean_low = -53.7;
    d.mean_high = -47.1;
    const auto row = [&](double all) {
        view.means[served][0] = all;
        return difference_row(ui, view, Series::served);
    };
    CHECK(row(182757).text == "−50  [−54; −47] (−0.03%)");
    CHECK(row(182757).color == palette::muted);
    CHECK(row(1000).color == palette::bad);
    CHECK(row(1000).text == "−50  [−54; −47] (−5.0%)");
    view.paired = 19;
    CHECK(row(1000).color == palette::muted);
}

TEST_CASE("A queue's change is told office by office, and closed counters are no short queue") {
    Desk desk;
    Ui& ui = desk.stage.ui();
    EnsembleView view;
    view.wanted = view.paired = 200;
    view.horizon = 14;
    view.pairs.resize(200);
    for (auto& pair : view.pairs) {
        pair.fill(-7);
    }
    view.better.fill(200);
    QueueChange change{"kota/layanan", {7.04, 34.2}, {300, 280}, {0, 1240}, {}, 199, 1};
    change.longer.summary.mean = 27.16;
    change.longer.summary.standard_error = 1;
    change.longer.mean_low = 25.5;
    change.longer.mean_high = 28.8;
    const auto row = [&] { return queue_row(ui, desk.game, view, change); };
    const auto most = [&] {
        view.queues = {change};
        return most_changed_queue(ui, desk.game, view);
    };
    CHECK(row().label == "Service Agency");
    CHECK(row().text == "7.0 → 34 min");
    CHECK(row().second == "+27.2 min [+25.5; +28.8], longer in 199 of 200");
    CHECK(row().color == palette::bad);
    CHECK(row().tip.find("turned away: 0 → 1,240") != std::string::npos);
    CHECK(most() == "Changes most at Service Agency:\n7.0 → 34 min");
    CHECK(horizon_date(ui, desk.game, view) == "31 Mar");
    view.paired = 3;
    CHECK(most().empty());
    CHECK(row().color == palette::muted);
    view.paired = 200;

    Difference& all = view.differences[static_cast<size_t>(Series::queue)];
    all.summary.mean = all.mean_low = all.mean_high = -7;
    change.arrivals[1] = 20;  // of 300: next to nobody
    change.minutes[1] = 0;
    change.longer.summary.mean = -7;
    change.longer.mean_low = change.longer.mean_high = -7;
    CHECK(row().text == "7.0 min → closed");
    CHECK(row().second == "Visits turned away: 0 → 1,240");
    CHECK(row().color == palette::muted);
    CHECK(most() == "Changes most at Service Agency:\n7.0 min → closed");
    CHECK(verdict(ui, view, Series::queue) == "Kinds of office that one of the worlds keeps closed: 1 of 1");
    CHECK(difference_row(ui, view, Series::queue).color == palette::muted);

    change.arrivals = {0, 0};
    CHECK(row().text == "closed → closed");
    CHECK(most().empty());

    change.arrivals = {300, 280};
    CHECK(row().second == "−7.0 min [−7.0; −7.0], shorter in 1 of 200");
    CHECK(row().color == palette::good);
    view.queues = {change};
    CHECK(verdict(ui, view, Series::queue) == "B is better in 200 of 200 futures, worse in 0");
    CHECK(difference_row(ui, view, Series::queue).color == palette::good);

    change.longer.summary.mean = -0.3;  // nobody notices
    CHECK(most().empty());
    change.longer.summary.mean = -3;  // and this may be chance
    change.longer.mean_high = 1;
    CHECK(most().empty());
}
