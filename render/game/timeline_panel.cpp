// The timeline: days from left to right, a lane per world with what happened, commands pinned where they begin, the
// cursor, and the ensemble's fans as ghosts ahead of it. Click or drag to scrub.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "game/game.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

namespace {

struct Axis {
    float left, right;
    Day first;
    int days;

    float x(double day_index) const { return left + (right - left) * static_cast<float>(day_index / days); }
    double index(float at) const { return static_cast<double>((at - left) / (right - left)) * days; }
};

// Days between labels, so that they do not touch.
int label_step(const Axis& axis, float label_width) {
    for (const int step : {1, 2, 7, 14, 28, 56, 112}) {
        if (axis.x(step) - axis.x(0) > label_width * 1.4F) {
            return step;
        }
    }
    return 224;
}

class Lanes {
   public:
    Lanes(Ui& ui, Game& game, ImDrawList& list, const Axis& axis) : ui_(ui), game_(game), list_(list), axis_(axis) {
        const auto view = game.runner->ensemble();
        for (const Side side : both_sides) {
            const bool current = (side == Side::a ? view->branch_a : view->branch_b) == game.runner->branch(side);
            if (current) {
                fans_[static_cast<size_t>(side)] =
                    view->fans[static_cast<size_t>(Series::new_infected)][static_cast<size_t>(side)].days;
            }
            for (Day d = game.runner->first_day(); d <= game.runner->last_day(); ++d) {
                if (const auto summary = game.runner->summary(side, d)) {
                    highest_ = std::max(highest_, value_of(Series::new_infected, summary->today, summary->so_far));
                }
            }
            for (const Summary& day : fans_[static_cast<size_t>(side)]) {
                highest_ = std::max(highest_, day.q75);
            }
        }
    }

    void lane(Side side, Rect r) {
        const Color color = side == Side::a ? palette::a : palette::b;
        list_.AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, to_imgui(palette::card), ui_.px(4));
        for (int d = 0; d < axis_.days; ++d) {
            if ((axis_.first + d).weekday() >= 5) {
                list_.AddRectFilled({axis_.x(d), r.y}, {axis_.x(d + 1), r.bottom()},
                                    to_imgui(faded(palette::ground, 0.35F)));
            }
        }
        const float bottom = r.bottom() - ui_.px(2), height = r.h - ui_.px(16);
        const auto bar = [&](int d, double value, float opacity) {
            const float h = static_cast<float>(value / highest_) * height;
            if (h > 0.5F) {
                list_.AddRectFilled({axis_.x(d) + 1, bottom - h}, {axis_.x(d + 1) - 1, bottom},
                                    to_imgui(faded(color, opacity)));
            }
        };
        for (int d = 0; d < axis_.days; ++d) {
            const auto& fan = fans_[static_cast<size_t>(side)];
            const auto summary = game_.runner->summary(side, axis_.first + d);
            if (axis_.first + d < game_.day && summary) {
                bar(d, value_of(Series::new_infected, summary->today, summary->so_far), 0.9F);
            } else if (static_cast<size_t>(d) < fan.size()) {
                bar(d, fan[static_cast<size_t>(d)].q75, 0.25F);
                bar(d, fan[static_cast<size_t>(d)].q50, 0.35F);
            }
        }
        events(side, r, color);
        pins(side, r, color);
    }

   private:
    // What the administration came to know: a mark per day with a confirmed case.
    void events(Side side, Rect r, Color color) {
        for (int d = 0; d < axis_.days && axis_.first + d < game_.day; ++d) {
            const auto summary = game_.runner->summary(side, axis_.first + d);
            if (summary && !summary->reported.empty()) {
                const ImVec2 at{axis_.x(d + 0.5), r.bottom() - ui_.px(6)};
                list_.AddCircleFilled(at, ui_.px(3), to_imgui(palette::ground));
                list_.AddCircle(at, ui_.px(3), to_imgui(palette::text), 12, ui_.px(1.2F));
                if (ImGui::IsMouseHoveringRect({axis_.x(d), r.y}, {axis_.x(d + 1), r.bottom()})) {
                    hint_ = ui_.words.count("timeline.reported", static_cast<int64_t>(summary->reported.size()),
                                            fmt::arg("date", ui_.words.date(axis_.first + d)));
                }
            }
        }
        (void)color;
    }

    void pins(Side side, Rect r, Color color) {
        std::map<Day, std::vector<std::string>> by_day;
        std::map<Day, std::vector<MeasureId>> lifted;
        const bool indonesian = ui_.words.language() == Language::id;
        for (const Command& command : game_.runner->commands(side)) {
            if (command.kind == Command::Kind::enact) {
                const Measure& m = measure(command.rule.measure);
                const bool share = m.type == MeasureType::share;
                by_day[command.posted].push_back(
                    fmt::format("{}: {}", indonesian ? m.label_id : m.label_en,
                                share ? ui_.words.percent(command.rule.value) : format_value(m, command.rule.value)));
            } else if (command.kind == Command::Kind::repeal) {
                lifted[command.posted].push_back(command.rule.measure);
            }
        }
        // What is lifted and not enacted anew the same evening.
        for (const auto& [day, ids] : lifted) {
            for (const MeasureId id : ids) {
                const bool anew = std::ranges::any_of(game_.runner->commands(side), [&](const Command& c) {
                    return c.kind == Command::Kind::enact && c.posted == day && c.rule.measure == id;
                });
                if (!anew) {
                    const Measure& m = measure(id);
                    by_day[day].push_back(
                        fmt::format("{}: {}", indonesian ? m.label_id : m.label_en, ui_.words("timeline.lifted")));
                }
            }
        }
        float free = r.x;
        for (const auto& [day, lines] : by_day) {
            const float x = axis_.x(day - axis_.first);
            list_.AddLine({x, r.y}, {x, r.bottom()}, to_imgui(color), ui_.px(1.5F));
            std::string text = lines.front();
            if (lines.size() > 1) {
                text += fmt::format(" +{}", lines.size() - 1);
            }
            const ImVec2 size = ImGui::CalcTextSize(text.c_str());
            const float left = std::min(x, r.right() - size.x - ui_.px(10));
            if (left >= free && left >= r.x) {
                list_.AddRectFilled({left, r.y}, {left + size.x + ui_.px(10), r.y + size.y + ui_.px(2)},
                                    to_imgui(color), ui_.px(3));
                list_.AddText({left + ui_.px(5), r.y + ui_.px(1)}, to_imgui(palette::ground), text.c_str());
                free = left + size.x + ui_.px(14);
            } else {
                list_.AddTriangleFilled({x, r.y + ui_.px(8)}, {x - ui_.px(5), r.y}, {x + ui_.px(5), r.y},
                                        to_imgui(color));
            }
            if (std::abs(ImGui::GetMousePos().x - x) < ui_.px(6) &&
                r.contains({ImGui::GetMousePos().x, ImGui::GetMousePos().y})) {
                hint_ = ui_.words.date(day);
                for (const std::string& line : lines) {
                    hint_ += "\n" + line;
                }
            }
        }
    }

   public:
    std::string hint_;

   private:
    Ui& ui_;
    Game& game_;
    ImDrawList& list_;
    const Axis& axis_;
    double highest_ = 1;
    std::vector<Summary> fans_[2];
};

}  // namespace

void draw_timeline(Ui& ui, Rect place, Game& game) {
    const Panel panel(ui, "timeline", place, {.scrolls = false});
    const Runner& runner = *game.runner;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetContentRegionAvail().y;
    const float names = ui.px(70), labels = ImGui::GetFontSize() + ui.px(4);
    const Axis axis{at.x + names, at.x + width, runner.first_day(), runner.last_day() - runner.first_day() + 1};
    const float lane_height = (height - labels - ui.px(10)) / 2;

    // Weekends and holidays stand back; the first of a label's step is named.
    const int step = label_step(axis, ImGui::CalcTextSize(ui.words.date(axis.first).c_str()).x);
    Lanes lanes(ui, game, list, axis);
    for (const Side side : both_sides) {
        const float y = at.y + (side == Side::a ? 0 : lane_height + ui.px(6));
        const Rect lane{axis.left, y, axis.right - axis.left, lane_height};
        list.AddText({at.x, y + (lane_height - ImGui::GetFontSize()) / 2},
                     to_imgui(side == Side::a ? palette::a : palette::b),
                     ui.words(side == Side::a ? "timeline.a" : "timeline.b").c_str());
        lanes.lane(side, lane);
    }
    const float below = at.y + 2 * lane_height + ui.px(10);
    for (int d = 0; d < axis.days; d += step) {
        const std::string text = ui.words.date(axis.first + d);
        if (axis.x(d) + ImGui::CalcTextSize(text.c_str()).x <= axis.right) {
            list.AddText({axis.x(d), below}, to_imgui(palette::muted), text.c_str());
        }
    }
    const double now = game.day - axis.first + game.second / seconds_per_day;
    const float x = axis.x(now);
    list.AddLine({x, at.y - ui.px(3)}, {x, below}, to_imgui(palette::cursor), ui.px(2));
    list.AddTriangleFilled({x - ui.px(5), at.y - ui.px(5)}, {x + ui.px(5), at.y - ui.px(5)}, {x, at.y + ui.px(3)},
                           to_imgui(palette::cursor));

    ImGui::SetCursorScreenPos({axis.left, at.y});
    ImGui::InvisibleButton("scrub", {axis.right - axis.left, std::max(1.0F, 2 * lane_height)});
    ui.items.record("scrub");
    if (ImGui::IsItemActive()) {
        const double to = std::clamp(axis.index(ImGui::GetMousePos().x), 0.0, axis.days - 1e-6);
        const double day = std::floor(to);
        // Where a day is narrower than a finger, a click means its working hours.
        const bool coarse = axis.x(1) - axis.x(0) < ui.px(40);
        game.go_to(axis.first + static_cast<int>(day), coarse ? 10.0 * seconds_per_hour : (to - day) * seconds_per_day);
    }
    if (ImGui::IsItemHovered()) {
        const auto day = static_cast<int>(std::clamp(axis.index(ImGui::GetMousePos().x), 0.0, axis.days - 1e-6));
        tip(ui, lanes.hint_.empty() ? ui.words.date(axis.first + day) : lanes.hint_);
    }
}

}  // namespace piket::render
