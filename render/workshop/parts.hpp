// What the pages of a lesson are put together from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "game/game.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

// A box of its own ground, as high as what is in it. Boxes do not stand in each other.
class Box {
   public:
    Box(Ui& ui, Color ground, Color stripe = Color::Transparent, float pad = 14);
    ~Box();
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;
    float inner() const;  // width of what is in it, px

   private:
    Ui& ui_;
    Color ground_, stripe_;
    Rect at_;  // of the box; its height is known last
    float pad_;
};

// Wrapped where the box or panel says.
void wrapped(const std::string& words, Color color = palette::text);
void heading(Ui& ui, const std::string& words);  // of a part, wrapped
void strong(Ui& ui, const std::string& words, Color color = palette::text);

// One of several answers: an icon and words of several lines, the whole of it a button while it is open.
bool choice_row(Ui& ui, const std::string& id, const std::string& words, const char* icon, Color icon_color, bool open);

// A table whose first column is words and the others numbers, aligned to the right. Where the last columns have no
// room, the items of its rows do not fit.
struct Row {
    std::string id;
    std::vector<std::string> cells;
    Color color = palette::text;  // of the first cell
    Color last = palette::muted;  // of the last
};
void table(Ui& ui, const std::vector<std::string>& head, const std::vector<Row>& rows);

// A field of a form with its words over it.
void form_label(Ui& ui, const std::string& words);
uint32_t room_of_path(const Place& place, std::string_view path);  // "government/agency/room"; nobody: none
std::string agency_named(const Ui& ui, const Game& game, std::string_view path);
// "{agency}" of a text filled in.
std::string filled(std::string text, const std::string& agency);

// A line over days, of one of several courses.
struct DayLine {
    std::string name;
    Color color;
    std::vector<double> values;  // by day from the start
    bool dashed = false;
};
struct DayLines {
    std::vector<DayLine> lines;
    Day start;
    std::vector<Day> marks;  // evenings of decisions
    std::string unit;
    float height = 190;  // at 100 %
};
void day_lines(Ui& ui, const std::string& id, const DayLines& chart);
std::vector<double> summed_up(const std::vector<double>& by_day);  // from the start up to each day

}  // namespace piket::render
