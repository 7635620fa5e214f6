// Evenings on which policy changed, as labels that begin on their day. Where several come close together they give way
// to each other: first to another row, then to fewer words, to a bare count, and at last into the label before them.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/timeline_parts.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

namespace {

struct Pin {
    Day day;
    float x;
    std::string first, hint;
    size_t decisions;

    std::string count() const { return std::to_string(decisions); }
    std::string suffix() const { return decisions > 1 ? fmt::format(" +{}", decisions - 1) : ""; }
};

class Pins {
   public:
    Pins(const Ui& ui, Rect room)
        : room_(room), pad_(ui.px(5)), gap_(ui.px(4)), least_words_(ui.px(56)), row_height_(pin_height(ui)) {}

    void add(Pin pin) {
        pin.x = std::max(room_.x, std::min(pin.x, room_.right() - width(pin.count())));
        Row* const row = row_for(pin);
        if (row == nullptr) {
            Pin& before = pins_.back();
            before.hint += "\n" + pin.hint;
            before.decisions += pin.decisions;
            return;
        }
        row->push_back(pins_.size());
        pins_.push_back(std::move(pin));
    }

    struct Label {
        const Pin* pin;
        Rect place;
        std::string text;
    };
    std::vector<Label> labels() const {
        std::vector<Label> all;
        for (size_t r = 0; r < rows_.size(); ++r) {
            float free = room_.x;
            for (size_t i = 0; i < rows_[r].size(); ++i) {
                const Pin& pin = pins_[rows_[r][i]];
                const bool last = i + 1 == rows_[r].size();
                const float end = last ? room_.right() : pins_[rows_[r][i + 1]].x - gap_;
                const std::string text = fitting(pin, end - (last ? free : pin.x));
                // At the end of the run a label may begin before its day.
                const float x = last ? std::min(pin.x, end - width(text)) : pin.x;
                const float y = room_.y + static_cast<float>(r) * row_height_;
                all.push_back({&pin, {x, y, width(text), row_height_ - 1}, text});
                free = all.back().place.right() + gap_;
            }
        }
        return all;
    }

   private:
    using Row = std::vector<size_t>;  // pins from left to right

    float width(const std::string& text) const { return std::ceil(ImGui::CalcTextSize(text.c_str()).x) + 2 * pad_; }
    size_t rows_that_fit() const { return static_cast<size_t>(std::max(1.0F, std::floor(room_.h / row_height_))); }
    float begin_of_last(const Row& row) const { return pins_[row.back()].x; }

    // The first in which nothing is in the way, else the one whose last label keeps the most room; none: not even a
    // count has room beside it.
    Row* row_for(const Pin& pin) {
        const auto free = std::ranges::find_if(rows_, [&](const Row& row) {
            const Pin& last = pins_[row.back()];
            return last.x + width(last.first + last.suffix()) + gap_ <= pin.x;
        });
        if (free != rows_.end()) {
            return &*free;
        }
        if (rows_.size() < rows_that_fit()) {
            return &rows_.emplace_back();
        }
        const auto roomy = std::ranges::min_element(rows_, {}, [&](const Row& row) { return begin_of_last(row); });
        const bool fits = begin_of_last(*roomy) + width(pins_[roomy->back()].count()) + gap_ <= pin.x;
        return fits ? &*roomy : nullptr;
    }

    std::string fitting(const Pin& pin, float room) const {
        const std::string whole = pin.first + pin.suffix();
        if (width(whole) <= room) {
            return whole;
        }
        const float words = room - width(pin.suffix());
        return words < least_words_ ? pin.count() : shortened(pin.first, words) + pin.suffix();
    }

    Rect room_;
    float pad_, gap_, least_words_, row_height_;
    std::vector<Pin> pins_;
    std::vector<Row> rows_;
};

}  // namespace

float pin_height(const Ui& ui) {
    return ImGui::GetFontSize() + ui.px(3);
}

std::vector<LaneSign> draw_pins(Ui& ui, ImDrawList& list, const Axis& axis, Rect room, Color color,
                                const std::map<Day, std::vector<std::string>>& evenings) {
    Pins pins(ui, room);
    for (const auto& [day, lines] : evenings) {
        std::string hint = ui.words.date(day);
        for (const std::string& line : lines) {
            hint += "\n" + line;
        }
        pins.add({day, axis.x(day - axis.first), lines.front(), hint, lines.size()});
    }
    std::vector<LaneSign> signs;
    for (const Pins::Label& label : pins.labels()) {
        const Rect& r = label.place;
        list.AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, to_imgui(color), ui.px(3));
        list.AddText({std::round(r.x + ui.px(5)), std::round(r.y + (r.h - ImGui::GetFontSize()) / 2)},
                     to_imgui(palette::ground), label.text.c_str());
        signs.push_back({r, label.pin->day, label.pin->hint});
    }
    return signs;
}

}  // namespace piket::render
