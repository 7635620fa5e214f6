// The panel of the cards alone, with a runner behind it.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "driver.hpp"
#include "game/cards.hpp"

namespace piket::render {

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

inline std::optional<double> enacted(const Table& table, MeasureId id) {
    std::optional<double> value;
    for (const Command& command : table.game.runner->commands(table.game.editing)) {
        if (command.rule.measure == id && command.posted == table.game.day + 1) {
            value = command.kind == Command::Kind::enact ? std::optional(command.rule.value) : std::nullopt;
        }
    }
    return value;
}

inline const Measure& by_key(std::string_view key) {
    return measure(*find_measure(key));
}

}  // namespace piket::render
