// The timeline: what it tells of days that were lived, labels that never touch, and cards that fall on its lanes.
#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include "driver.hpp"
#include "game/cards.hpp"
#include "game/decisions.hpp"
#include "game/timeline_parts.hpp"

using namespace piket;
using namespace piket::render;

namespace {

// Cards and timeline, as they stand on the screen.
struct Desk {
    Stage stage;
    Game game;
    Driver user;

    explicit Desk(const std::string& scenario = "tiny.toml", Language language = Language::en, float scale = 1,
                  Point size = {1280, 3000})
        : stage(test_words(language), find_fonts(), size),
          game(std::make_unique<Runner>(PIKET_SOURCE_DIR "/scenarios/" + scenario, "",
                                        RunnerOptions{.ensemble_threads = 0})),
          user(driver(scale)) {
        wait();
    }
    Driver driver(float scale) {
        stage.ui().look.set_scale(scale);
        return Driver::of_panel(stage, [this](Ui& ui) {
            const float high = ui.px(140), size = stage.size().y;
            draw_cards(ui, {0, 0, ui.px(264), size - high}, game);
            draw_timeline(ui, {0, size - high, stage.size().x, high}, game);
        });
    }
    std::shared_ptr<const DayOfWorld> day(Side side, Day wanted) {
        for (int i = 0; i < 6000; ++i) {
            if (auto lived = game.runner->day(side, wanted)) {
                return lived;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        FAIL("the day does not come");
        return nullptr;
    }
    void wait() {
        for (const Side side : both_sides) {
            game.days[static_cast<size_t>(side)] = day(side, game.day);
        }
        user.frame(2);
    }
    Point on_lane(const std::string& lane, int day_index) {
        const Rect r = user.item("timeline", lane).rect;
        const int days = game.runner->last_day() - game.runner->first_day() + 1;
        return {r.x + r.w * (static_cast<float>(day_index) + 0.5F) / static_cast<float>(days), r.y + r.h / 2};
    }
    void take(const std::string& card) {
        user.move(user.item("cards", card).rect.centre());
        user.button(sf::Event::MouseButtonPressed, user.item("cards", card).rect.centre());
        user.settle();
    }
    void carry_to(Point to) {
        user.move({to.x - 30, to.y - 40});
        user.settle();
        user.move(to);
        user.settle();
    }
    void let_go(Point at) {
        user.button(sf::Event::MouseButtonReleased, at);
        user.settle();
    }
};

}  // namespace

TEST_CASE("The timeline tells what happened on days that were lived, and on no others") {
    Desk desk("tangsel-2020.toml");
    Game& game = desk.game;
    const Day start = game.runner->first_day();
    const auto event = [&](Day d) { return "b.event." + to_date(d); };
    CHECK_FALSE(desk.user.shows("timeline", event(start + 12)));
    game.go_to(start + 20, 10 * 3600.0);
    desk.wait();
    int days_with = 0;
    std::vector<uint8_t> away(game.days[1]->summary->doing.size(), 0);
    for (Day d = start; d <= start + 20; ++d) {
        const auto lived = desk.day(Side::b, d);
        int inspected = 0, leaving = 0, cases = 0;
        for (const UnitToday& unit : lived->frame.units) {
            inspected += unit.inspected ? 1 : 0;
        }
        for (size_t p = 0; p < away.size(); ++p) {
            const bool trip = lived->summary->doing[p] == Doing::trip;
            leaving += trip && away[p] == 0 ? 1 : 0;
            away[p] = trip ? 1 : 0;
        }
        cases = static_cast<int>(lived->summary->reported.size());
        int told[happening_count] = {};
        for (const Happening& h : lived->summary->happenings) {
            told[static_cast<size_t>(h.kind)] += h.people > 0 ? h.people : 1;
        }
        CHECK(told[static_cast<size_t>(Happening::Kind::cases)] == cases);
        CHECK(told[static_cast<size_t>(Happening::Kind::inspection)] == inspected);
        CHECK(told[static_cast<size_t>(Happening::Kind::trip)] == leaving);
        days_with += lived->summary->happenings.empty() ? 0 : 1;
    }
    REQUIRE(days_with > 0);
    // People travel on nearly every day; few of these days have a sign, and none is a holiday.
    int signs = 0;
    for (Day d = start; d <= start + 20; ++d) {
        desk.user.frame(2);
        const Item* item = desk.stage.ui().items.find("timeline", event(d));
        const bool trip = item != nullptr && item->value.substr(item->value.find('\n') + 1).find("trip") <
                                                 item->value.substr(item->value.find('\n') + 1).find('\n');
        CHECK_FALSE((trip && !holiday_name(game.runner->scenario(Side::b), d).empty()));
        signs += trip ? 1 : 0;
    }
    CHECK(signs <= 2);
    // Back in time they stay, and lead to their days.
    game.go_to(start + 1, 10 * 3600.0);
    desk.wait();
    Day last = start;
    for (Day d = start; d <= game.runner->last_day(); ++d) {
        if (desk.user.shows("timeline", event(d))) {
            last = d;
        }
    }
    CHECK(last <= start + 20);
    REQUIRE(last > start + 1);
    desk.user.click("timeline", event(last));
    CHECK(game.day == last);
    CHECK(desk.stage.ui().notice() == "The clock went to " + desk.stage.ui().words.date(last) + ", 10:00");
    CHECK_FALSE(desk.user.item("timeline", event(last)).value.empty());
}

TEST_CASE("Labels of the timeline never touch, and holidays have names") {
    std::set<std::string> kinds;
    for (const std::string scenario : {"tiny.toml", "tangsel-2020.toml", "serang-2022.toml"}) {
        for (const Language language : {Language::id, Language::en}) {
            for (const auto& [scale, width] :
                 {std::pair{1.0F, 1280.0F}, {1.5F, 1280.0F}, {2.0F, 900.0F}, {1.0F, 3840.0F}}) {
                Desk desk(scenario, language, scale, {width, 700});
                std::vector<Item> labels;
                for (const Item& item : desk.stage.ui().items.all()) {
                    const std::string kind = item.id.substr(0, item.id.find('.'));
                    if (item.window == "timeline" && (kind == "day" || kind == "month" || kind == "holiday")) {
                        labels.push_back(item);
                        kinds.insert(kind);
                    }
                }
                INFO(scenario << " at " << scale << " and " << width);
                CHECK(labels.size() >= 3);
                const Rect lane = desk.user.item("timeline", "lane.a").rect;
                for (size_t i = 0; i < labels.size(); ++i) {
                    CHECK(labels[i].rect.right() <= lane.right() + 1);
                    for (size_t k = 0; k < i; ++k) {
                        INFO(labels[i].label << " and " << labels[k].label);
                        const Rect both = overlap(labels[i].rect, labels[k].rect);
                        CHECK((both.w <= 0 || both.h <= 0));
                    }
                }
            }
        }
    }
    CHECK(kinds == std::set<std::string>{"day", "month", "holiday"});
}

TEST_CASE("Labels of decisions never touch, and none is lost") {
    for (const Language language : {Language::id, Language::en}) {
        for (const auto& [scale, width] : {std::pair{1.0F, 1280.0F}, {1.0F, 700.0F}, {2.0F, 1280.0F}}) {
            Desk desk("tiny.toml", language, scale, {width, 700});
            Game& game = desk.game;
            const Day start = game.runner->first_day();
            struct Decided {
                int after;
                const char* measure;
                double value;
            };
            for (const Decided& d : {Decided{2, "mask.mandate", 1},
                                     {3, "wfo.share", 0.2},
                                     {4, "counter.open", 0},
                                     {4, "canteen.capacity", 0.5},
                                     {16, "trip.allowed", 0},
                                     {39, "ventilation.added", 2}}) {
                INFO(d.measure);
                CHECK(game.runner->change(Side::a, start + d.after, {{*find_measure(d.measure), d.value, {}}}).empty());
            }
            game.go_to(start + 20, 10 * 3600.0);
            desk.wait();
            std::vector<Item> pins, events;
            std::string told;
            for (const Item& item : desk.stage.ui().items.all()) {
                if (item.id.starts_with("a.pin.")) {
                    pins.push_back(item);
                    told += item.value + "\n";
                } else if (item.id.starts_with("a.event.")) {
                    events.push_back(item);
                }
            }
            INFO("at " << scale << " and " << width);
            CHECK(pins.size() >= 3);
            const Rect lane = desk.user.item("timeline", "lane.a").rect;
            for (size_t i = 0; i < pins.size(); ++i) {
                CHECK(overlap(pins[i].rect, lane).w == Approx(pins[i].rect.w));
                CHECK(overlap(pins[i].rect, lane).h == Approx(pins[i].rect.h));
                for (size_t k = 0; k < i; ++k) {
                    const Rect both = overlap(pins[i].rect, pins[k].rect);
                    CHECK((both.w <= 0 || both.h <= 0));
                }
                for (const Item& event : events) {
                    const Rect both = overlap(pins[i].rect, event.rect);
                    CHECK((both.w <= 0 || both.h <= 0));
                }
            }
            for (const Decision& decision : decisions_of(game.runner->commands(Side::a))) {
                CHECK_THAT(told, Catch::Contains(decision_text(desk.stage.ui(), game, Side::a, decision)));
            }
        }
    }
}

TEST_CASE("A card that falls on a lane is enacted there from that day on") {
    Desk desk;
    Game& game = desk.game;
    const Day start = game.runner->first_day();
    game.go_to(start + 15, 10 * 3600.0);
    desk.wait();
    const double dose = 0;  // trips are forbidden, as the card says
    const Point target = desk.on_lane("lane.a", 6);
    desk.take("trip.allowed");
    desk.carry_to(target);
    CHECK_THAT(desk.user.item("timeline", "drop").value,
               Catch::Contains("from " + desk.stage.ui().words.date(start + 6)));
    CHECK(game.runner->commands(Side::a).empty());
    // Esc takes it back, wherever it is let go afterwards.
    desk.user.key("Escape");
    CHECK_FALSE(desk.user.shows("timeline", "drop"));
    desk.let_go(target);
    CHECK(game.runner->commands(Side::a).empty());
    CHECK(game.day == start + 15);
    // Beside the lanes nothing happens either, and the card does not open.
    desk.take("trip.allowed");
    desk.carry_to({700, 300});
    desk.let_go({700, 300});
    CHECK(game.runner->commands(Side::a).empty());
    CHECK(game.cards->open.empty());

    desk.take("trip.allowed");
    desk.carry_to(target);
    desk.let_go(target);
    const std::vector<Command> log = game.runner->commands(Side::a);
    REQUIRE(log.size() == 2);
    CHECK(log.back().posted == start + 6);
    CHECK(log.back().rule.value == dose);
    CHECK(game.runner->commands(Side::b).empty());
    CHECK(game.editing == Side::a);
    CHECK(game.day == start + 5);
    CHECK(game.second == 20 * 3600);
    const Words& words = desk.stage.ui().words;
    CHECK(desk.stage.ui().notice() == "In force from " + words.date(start + 6) +
                                          ". The clock went to the evening before: " + words.date(start + 5) +
                                          ", 20:00");
    // The same again is no new branch.
    const size_t branches = game.runner->session().branches.size();
    desk.wait();
    desk.take("trip.allowed");
    desk.carry_to(target);
    desk.let_go(target);
    CHECK(game.runner->session().branches.size() == branches);
}
