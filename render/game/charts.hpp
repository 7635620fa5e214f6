// Small charts drawn with ImGui's draw lists. Each records itself in ui.items with what it shows as its value, so that
// tests read numbers instead of pixels.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "piket/ensemble.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

// Round numbers from `low` to `high`, both inside the first and the last, in about `count` steps.
struct Ticks {
    double first = 0, step = 1;
    int count = 0;     // of steps
    int decimals = 0;  // that tell them apart
    double at(int i) const { return first + step * i; }
    double last() const { return at(count); }
};
Ticks nice_ticks(double low, double high, int count);

// A place that answers to the mouse; `id` is all that a test sees of it.
struct Area {
    Rect rect;
    bool hovered = false, held = false, clicked = false;
};
Area area(Ui& ui, const std::string& id, float height, const std::string& value = {}, const std::string& tip = {});

// What a figure is, its unit and where it comes from: of the last item, which was just recorded, when the mouse rests
// on it. Says nothing if `words` is empty.
void explain(Ui& ui, Item& item, const std::string& words);

// A text at a place of a draw list, in the face that is pushed. False if it is wider than `width`: then it ends in "…".
bool put_text(Point at, const std::string& text, Color color, float width = 1e9F);
float text_width(const std::string& text);

// ---- days on x --------------------------------------------------------------------------------------------------

struct FanChart {
    std::array<const std::vector<Summary>*, 2> fans = {nullptr, nullptr};  // A, B; null or empty: not known yet
    std::array<std::vector<double>, 2> lived;                              // the world on screen; NaN: not lived
    int days = 1;
    double now = 0;  // cursor, in days from the start; negative: none
    Day start;
    double factor = 1;  // from the values to what is shown
    std::string unit;   // of what is shown
    std::string tip;
    float height = 188;  // at 100 %
};
// The day from the start to which somebody clicked or dragged, a whole one and a part.
std::optional<double> fan_chart(Ui& ui, const std::string& id, const FanChart& chart);

// ---- hours on x -------------------------------------------------------------------------------------------------

struct Curve {
    std::vector<std::pair<Seconds, double>> points;
    Color color;
    double now = 0;         // second on screen
    Interval hours;         // shown
    double reference = -1;  // a level to compare with; negative: none
    int decimals = 0;
    std::string tip;
};
std::optional<double> day_curve(Ui& ui, const std::string& id, const Curve& curve);

// ---- one number each --------------------------------------------------------------------------------------------

// Bars under each other on one scale, of A and of B or of one world alone.
struct Bar {
    std::string label, id;
    std::vector<std::pair<double, Color>> values;
    std::string text;  // at the right; may be empty
    std::string tip = {};
};
// `full`: the value that fills the width; 0: the largest.
void bars(Ui& ui, const std::vector<Bar>& all, double full = 0);

// What A and B come to, under each other on one scale below their name, and how they differ.
struct Level {
    std::string label, id;
    std::string text;  // at the right
    std::array<double, 2> values = {};
    std::string second;  // below
    Color color;         // of it
    std::string tip = {};
};
// The row that was clicked. `lead`: rows look as if they led somewhere.
std::optional<size_t> levels(Ui& ui, const std::vector<Level>& all, bool lead = false);

// A difference as forest plots show one: thin where most futures lie, thick where the mean lies, a dot at the mean.
struct Forest {
    std::string label, id, text;
    double mean = 0, low = 0, high = 0;      // of the mean
    double widest_low = 0, widest_high = 0;  // of futures
    double least_scale = 0;                  // to either side of zero, so that little looks little
    Color color;
    std::string tip = {};
};
void forest(Ui& ui, const Forest& row);

// How often which difference came out; below and above zero in two colours.
struct Histogram {
    std::vector<double> values;
    Color below, above;
    double factor = 1;  // from the values to what is shown
    std::string tip = {};
};
void histogram(Ui& ui, const std::string& id, const Histogram& chart);

}  // namespace piket::render
