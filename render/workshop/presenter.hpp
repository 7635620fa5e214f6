// The presenter's controls: lock, hidden numbers, large type, a clock. They act whatever the lesson shows.
#pragma once

#include <string_view>

#include "game/game.hpp"

namespace piket::render {

class Shell;
struct LessonPlay;

struct Presenter {
    bool open = false;            // the bar is there
    bool locked = false;          // nothing but the presenter's controls answers
    bool numbers_hidden = false;  // charts and counts are covered
    double left = 0;              // s on the clock; below 0: over time
    bool ticking = false;
};

inline constexpr float large_type = 1.5F;

void declare_presenter_keys(Shell& shell);
// True if it is one of the presenter's.
bool is_presenters(std::string_view action);
void act_as_presenter(Shell& shell, Game& game, std::string_view action);
void tick(Presenter& presenter, double seconds);
// What the step may take, in minutes, is on the clock.
void set_clock(Presenter& presenter, int minutes);

// The bar, and what lies over everything else while it is locked.
void draw_presenter(Ui& ui, Shell& shell, Game& game);
float presenter_height(const Ui& ui, const Game& game);  // of the bar at the lower edge; 0: it is not there

}  // namespace piket::render
