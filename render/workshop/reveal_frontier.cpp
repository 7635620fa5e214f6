// Infections along, waiting up: who stands below and left of another is better in both.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "game/chart_parts.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/parts.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

class Frontier {
   public:
    Frontier(Ui& ui, const Debrief& debrief) : ui_(ui), debrief_(debrief), line_(ImGui::GetFontSize()) {
        double most_x = 0, most_y = 0, least_x = 1e300, least_y = 1e300;
        for (const EpisodeCourse& course : debrief.courses) {
            most_x = std::max(most_x, course.infections.q95);
            least_x = std::min(least_x, course.infections.q05);
            most_y = std::max(most_y, course.waiting.q95);
            least_y = std::min(least_y, course.waiting.q05);
        }
        across_ = nice_ticks(least_x, most_x, 4);
        up_ = nice_ticks(least_y, most_y, 4);
        const Rect place = area(ui, "frontier", std::round(ui.px(210))).rect;
        float wide = 0;
        for (int i = 0; i <= up_.count; ++i) {
            wide = std::max(wide, text_width(tick_text(ui, up_.at(i), up_.decimals)));
        }
        put_text({place.x, place.y}, ui.words("reveal.waiting_axis"), palette::muted);
        plot_ = {place.x + wide + ui.px(8), place.y + 1.4F * line_, place.w - wide - ui.px(14), place.h - 4.2F * line_};
        x_ = {across_.first, across_.last(), plot_.x, plot_.right()};
        y_ = {up_.first, up_.last(), plot_.bottom(), plot_.y};
    }

    void draw() {
        draw_axes();
        std::vector<Rect> taken;
        for (size_t i = 0; i < debrief_.courses.size(); ++i) {
            draw_spread(i);
            const Point at = point_of(i);
            taken.push_back(Rect{at.x, at.y, 0, 0}.grown(ui_.px(7)));
        }
        for (size_t i = 0; i < debrief_.courses.size(); ++i) {
            draw_mark(i);
            draw_name(i, taken);
        }
    }

   private:
    Point point_of(size_t course) const {
        const EpisodeCourse& it = debrief_.courses[course];
        return {x_(it.infections.mean), y_(it.waiting.mean)};
    }

    void draw_axes() const {
        const std::string below = ui_.words("reveal.infected_axis");
        put_text({plot_.right() - text_width(below), plot_.bottom() + 1.5F * line_}, below, palette::muted);
        for (int i = 0; i <= up_.count; ++i) {
            const float at = y_(up_.at(i));
            list().AddLine({plot_.x, at}, {plot_.right(), at}, to_imgui(palette::line));
            const std::string text = tick_text(ui_, up_.at(i), up_.decimals);
            put_text({plot_.x - ui_.px(8) - text_width(text), at - line_ / 2}, text, palette::muted);
        }
        for (int i = 0; i <= across_.count; ++i) {
            const std::string text = tick_text(ui_, across_.at(i), across_.decimals);
            const float left = x_(across_.at(i)) - text_width(text) / 2;
            put_text({std::clamp(left, plot_.x, plot_.right() - text_width(text)), plot_.bottom() + ui_.px(4)}, text,
                     palette::muted);
        }
    }

    // Where 90 % of the futures lie.
    void draw_spread(size_t i) const {
        const EpisodeCourse& course = debrief_.courses[i];
        const Point at = point_of(i);
        const ImU32 color = to_imgui(faded(course_color(debrief_, i), 0.5F));
        list().AddLine({x_(course.infections.q05), at.y}, {x_(course.infections.q95), at.y}, color, ui_.px(1.4F));
        list().AddLine({at.x, y_(course.waiting.q05)}, {at.x, y_(course.waiting.q95)}, color, ui_.px(1.4F));
    }

    void draw_mark(size_t i) const {
        const Point at = point_of(i);
        const ImU32 color = to_imgui(course_color(debrief_, i));
        const float r = ui_.px(5.5F);
        switch (debrief_.courses[i].kind) {  // a shape besides the colour
            case EpisodeCourse::Kind::nothing:
                list().AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r}, color);
                break;
            case EpisodeCourse::Kind::team:
                list().AddCircleFilled({at.x, at.y}, r * 1.15F, color);
                break;
            case EpisodeCourse::Kind::government:
                list().AddTriangleFilled({at.x, at.y - r * 1.3F}, {at.x - r * 1.2F, at.y + r},
                                         {at.x + r * 1.2F, at.y + r}, color);
                break;
        }
    }

    void draw_name(size_t i, std::vector<Rect>& taken) {
        const Color color = course_color(debrief_, i);
        const std::string name = shortened(course_name(ui_, debrief_.courses[i]), plot_.w * 0.5F);
        const Point at = point_of(i);
        const Rect on = free_place(at, {text_width(name), line_}, taken);
        taken.push_back(on);
        if (const Point near{std::clamp(at.x, on.x, on.right()), std::clamp(at.y, on.y, on.bottom())};
            std::hypot(near.x - at.x, near.y - at.y) > ui_.px(16)) {
            list().AddLine({at.x, at.y}, {near.x, near.y}, to_imgui(faded(color, 0.6F)), ui_.px(1));
        }
        put_text({on.x, on.y}, name, color);
        ui_.items.record(name + fmt::format("###frontier.{}", i)).rect = on;
    }

    // Right or left of the point, a little above or below it, and farther up the more is in the way.
    Rect free_place(Point at, Point size, const std::vector<Rect>& taken) const {
        const float away = ui_.px(12), step = size.y + ui_.px(2);
        const Rect usual{std::clamp(at.x + away, plot_.x, plot_.right() - size.x), at.y - step, size.x, size.y};
        for (int rows = 0; rows < 12; ++rows) {
            for (const float y : {at.y - step * static_cast<float>(rows + 1), at.y + step * static_cast<float>(rows)}) {
                for (const float x : {at.x + away, at.x - away - size.x}) {
                    const Rect on{x, y, size.x, size.y};
                    const bool inside = x >= plot_.x && on.right() <= plot_.right() && y >= plot_.y - size.y &&
                                        on.bottom() <= plot_.bottom();
                    if (inside && std::ranges::none_of(taken, [&](const Rect& other) {
                            const Rect both = overlap(on, other);
                            return both.w > 0 && both.h > 0;
                        })) {
                        return on;
                    }
                }
            }
        }
        return usual;
    }

    Ui& ui_;
    const Debrief& debrief_;
    float line_;
    Ticks across_, up_;
    Rect plot_;
    Scale x_, y_;
};

}  // namespace

void draw_frontier(Ui& ui, const Debrief& debrief) {
    heading(ui, ui.words("reveal.frontier"));
    ImGui::PushFont(ui.look.font(Face::small));
    Frontier(ui, debrief).draw();
    ImGui::PopFont();
    muted(ui, ui.words("reveal.frontier_help"));
}

}  // namespace piket::render
