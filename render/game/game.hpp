// What is on screen: which moment, how fast time runs, what is looked at. Panels read it and change it; the runner does
// the rest.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "office/office_view.hpp"
#include "runner/runner.hpp"

namespace piket::render {

// Which worlds are on screen.
enum class Split : uint8_t { both, only_a, only_b };

// The tab of the panel at the right.
enum class Tab : uint8_t { outcome, person, room, unit, why };

struct CardsState;  // cards.hpp
struct LessonPlay;  // workshop/lesson_play.hpp

struct Game {
    explicit Game(std::unique_ptr<Runner> r) : runner(std::move(r)), day(runner->first_day()), furthest(day) {}

    std::unique_ptr<Runner> runner;
    Day day;                                 // on screen
    Day furthest;                            // the latest that was on screen
    double second = 9.0 * seconds_per_hour;  // of that day; when there is something to see
    bool playing = false;
    int speed = 2;  // index into speeds

    Split split = Split::both;
    Side editing = Side::b;  // whose policy the cards show and change
    Shown shown;             // overlay, known or true
    Tab tab = Tab::outcome;
    Series series = Series::infected;

    // Inspected; `nobody`: nothing. All three are indices of the place of `inspected`: inspect() turns to the other.
    Side inspected = Side::b;
    uint32_t person = nobody, room = nobody, unit = nobody;

    // The days on screen, null while they are lived.
    std::shared_ptr<const DayOfWorld> today(Side side) const { return days[static_cast<size_t>(side)]; }
    std::shared_ptr<const DayOfWorld> days[2];

    void go_to(Day to, double at) {
        day = std::clamp(to, runner->first_day(), runner->last_day());
        second = std::clamp(at, 0.0, static_cast<double>(seconds_per_day - 1));
    }
    // Jump to a moment and a place: links of the inspectors.
    std::optional<std::pair<Side, uint32_t>> look_at_person, look_at_room;
    std::optional<uint32_t> look_at_building;  // of B's place
    bool look_at_all = false;                  // both worlds whole

    // A card that is being dragged to a lane of the timeline, and what it says.
    struct Carried {
        Change change;
        std::string label;
    };
    std::optional<Carried> carried;

    std::shared_ptr<CardsState> cards;   // which card is open and the like; made when the cards are first drawn
    std::shared_ptr<LessonPlay> lesson;  // null: the window is free
    bool lesson_over = false;            // somebody wants to leave it
    std::string files;                   // folder of sessions and exports
};

// Simulated seconds per second of the clock on the wall: from a minute to a day per second, and as fast as days come.
inline constexpr double speeds[] = {60, 300, 900, 3600, 4 * 3600.0, 24 * 3600.0, 96 * 3600.0};
inline constexpr int speed_count = 7;

// ---- the two places: nobody where the other has no such person, unit or room -------------------------------------

uint32_t same_person(const Place& from, uint32_t person, const Place& to);
uint32_t same_unit(const Place& from, uint32_t unit, const Place& to);
uint32_t same_room(const Place& from, uint32_t room, const Place& to);
// The other world is inspected from now on, and in it the same person, unit and room.
void inspect(Game& game, Side side);

// ---- panels, each drawn into its place --------------------------------------------------------------------------

void draw_cards(Ui& ui, Rect place, Game& game);     // cards.cpp: measures as cards, circulars as presets
void draw_side(Ui& ui, Rect place, Game& game);      // side.cpp: outcome, person, room, unit, why
void draw_timeline(Ui& ui, Rect place, Game& game);  // timeline_panel.cpp

}  // namespace piket::render
