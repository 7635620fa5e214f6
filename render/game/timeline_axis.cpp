// The axis of the timeline. Labels give way to each other, so that they never touch, whatever the width, the size of
// type and the language.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "game/timeline_parts.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

namespace {

struct Date {
    int year, month, day;
};

Date date_of(Day day) {
    const std::string iso = to_date(day);
    return {std::stoi(iso.substr(0, 4)), std::stoi(iso.substr(5, 2)), std::stoi(iso.substr(8))};
}

// One row of labels. A label that would touch another is not drawn.
class Row {
   public:
    Row(Ui& ui, ImDrawList& list, const Axis& axis, float y) : ui_(ui), list_(list), axis_(axis), y_(y) {}

    float free_from(float x) const {
        for (const auto& [from, to] : taken_) {
            if (from <= x && x < to) {
                return 0;
            }
        }
        float end = axis_.right;
        for (const auto& [from, to] : taken_) {
            end = from > x ? std::min(end, from - space()) : end;
        }
        return end - x;
    }
    bool label(const std::string& id, float x, const std::string& text, Color color) {
        const ImVec2 size = ImGui::CalcTextSize(text.c_str());
        if (size.x > free_from(x)) {
            return false;
        }
        list_.AddText({std::round(x), y_}, to_imgui(color), text.c_str());
        taken_.emplace_back(x, x + size.x + space());
        Item& item = ui_.items.record(text + "###" + id);
        item.rect = {x, y_, size.x, size.y};
        return true;
    }

   private:
    float space() const { return ui_.px(8); }

    Ui& ui_;
    ImDrawList& list_;
    const Axis& axis_;
    float y_;
    std::vector<std::pair<float, float>> taken_;
};

// "Mon 23", or "23" where there is less room, or every so many days; whole weeks are told by their Mondays.
void draw_days(Ui& ui, const Axis& axis, Row& row) {
    const auto name = [&](Day d, bool weekday) {
        const std::string number = std::to_string(date_of(d).day);
        return weekday ? ui.words(fmt::format("date.days.{}", d.weekday())) + " " + number : number;
    };
    float widest = 0;
    for (int d = 0; d < 7; ++d) {
        widest = std::max(widest, ImGui::CalcTextSize((name(axis.first + d, true) + "0").c_str()).x);
    }
    const float room = axis.day_width(), number = ImGui::CalcTextSize("00").x + ui.px(9);
    const bool weekday = room > widest + ui.px(9);
    int step = 1;
    for (const int longer : {2, 7, 14, 28, 56}) {
        step = room * static_cast<float>(step) < number ? longer : step;
    }
    const int begin = step < 7 ? 0 : (7 - axis.first.weekday()) % 7;
    for (int d = begin; d < axis.days; d += step) {
        row.label("day." + to_date(axis.first + d), axis.x(d), name(axis.first + d, weekday), palette::muted);
    }
}

void draw_months(Ui& ui, const Axis& axis, Row& row) {
    // From the last, so that a month of which there is little to see gives way to the next.
    for (int d = axis.days - 1; d >= 0; --d) {
        const Date date = date_of(axis.first + d);
        if (d == 0 || date.day == 1) {
            const std::string month = ui.words(fmt::format("date.months.{}", date.month - 1));
            const std::string id = "month." + to_date(axis.first + d).substr(0, 7);
            if (!row.label(id, axis.x(d), fmt::format("{} {}", month, date.year), palette::text)) {
                row.label(id, axis.x(d), month, palette::text);
            }
        }
    }
}

void draw_holidays(const Axis& axis, const Scenario& scenario, Row& row) {
    for (int d = 0; d < axis.days; ++d) {
        const std::string name = holiday_name(scenario, axis.first + d);
        if (name.empty() || (d > 0 && holiday_name(scenario, axis.first + (d - 1)) == name)) {
            continue;
        }
        row.label("holiday." + to_date(axis.first + d), axis.x(d), name, palette::special);
    }
}

}  // namespace

std::string holiday_name(const Scenario& scenario, Day day) {
    const auto known = std::ranges::lower_bound(scenario.holidays, day, {}, &std::pair<Day, std::string>::first);
    return known != scenario.holidays.end() && known->first == day ? known->second : "";
}

float axis_height(const Ui& ui) {
    return 2 * (ui.look.font(Face::small)->FontSize + ui.px(2));
}

void draw_axis(Ui& ui, ImDrawList& list, const Axis& axis, const Scenario& scenario, float top) {
    ImGui::PushFont(ui.look.font(Face::small));
    Row days(ui, list, axis, top), months(ui, list, axis, top + axis_height(ui) / 2);
    draw_days(ui, axis, days);
    draw_months(ui, axis, months);
    draw_holidays(axis, scenario, months);
    ImGui::PopFont();
}

}  // namespace piket::render
