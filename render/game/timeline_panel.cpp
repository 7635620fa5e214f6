// The timeline: days from left to right, a lane per world, and the cursor. Click or drag to scrub, click an event to
// see its day, let a card fall on a lane to enact it from that day on.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/cards.hpp"
#include "game/side.hpp"
#include "game/timeline_parts.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

const LaneSign* sign_at(const std::vector<LaneSign>& signs, ImVec2 at) {
    const auto found = std::ranges::find_if(signs, [&](const LaneSign& s) { return s.place.contains({at.x, at.y}); });
    return found == signs.end() ? nullptr : &*found;
}

const Lane* lane_at(const std::vector<Lane>& lanes, ImVec2 at) {
    const auto found = std::ranges::find_if(lanes, [&](const Lane& l) { return l.place.contains({at.x, at.y}); });
    return found == lanes.end() ? nullptr : &*found;
}

void draw_cursor(Ui& ui, ImDrawList& list, float x, float top, float bottom) {
    list.AddLine({x, top - ui.px(3)}, {x, bottom}, to_imgui(palette::cursor), ui.px(2));
    list.AddTriangleFilled({x - ui.px(5), top - ui.px(5)}, {x + ui.px(5), top - ui.px(5)}, {x, top + ui.px(3)},
                           to_imgui(palette::cursor));
}

std::string hint_at(const Ui& ui, const Game& game, const Axis& axis, const std::vector<Lane>& lanes, ImVec2 at) {
    for (const Lane& lane : lanes) {
        const LaneSign* event = sign_at(lane.events, at);
        const LaneSign* pin = event ? event : sign_at(lane.pins, at);
        const LaneSign* sign = pin ? pin : sign_at(lane.rules, at);
        if (sign) {
            return sign->hint;
        }
    }
    const Day day = axis.day_at(at.x);
    const std::string name = holiday_name(game.runner->scenario(Side::a), day);
    return ui.words.date(day) +
           (name.empty() ? day.weekday() >= 5 ? "\n" + ui.words("timeline.weekend") : "" : "\n" + name);
}

// The mouse went down on an event, or goes along the days.
void scrub(Ui& ui, Game& game, const Axis& axis, const std::vector<Lane>& lanes) {
    constexpr double morning = 10.0 * seconds_per_hour;
    for (const Lane& lane : lanes) {
        if (const LaneSign* event = sign_at(lane.events, ImGui::GetIO().MouseClickedPos[0])) {
            jump_to(ui, game, event->day, morning);
            return;
        }
    }
    const double to = std::clamp(axis.index(ImGui::GetMousePos().x), 0.0, axis.days - 1e-6);
    // Where a day is narrower than a finger, a click means its working hours.
    const bool coarse = axis.day_width() < ui.px(40);
    game.go_to(axis.first + static_cast<int>(to), coarse ? morning : (to - std::floor(to)) * seconds_per_day);
}

// Enacts what was carried from that day on, in the branch of that lane, and shows the evening before.
void let_fall(Ui& ui, Game& game, Side side, Day day) {
    const Change change = game.carried->change;
    const Day day_before = game.day;
    const double second_before = game.second;
    const Side side_before = game.editing;
    game.editing = side;
    game.go_to(day - 1, 20.0 * seconds_per_hour);
    look(*game.cards, game);
    const std::string idle = why_idle(ui.words, game, change);
    const std::string there = moment(ui, game.day, static_cast<Seconds>(game.second));
    if (!idle.empty()) {
        ui.notify(idle + "\n" + ui.words("timeline.jumped", fmt::arg("moment", there)));
    } else if (!post(ui, game, {change},
                     ui.words("timeline.dropped", fmt::arg("date", ui.words.date(day)), fmt::arg("moment", there)))) {
        game.editing = side_before;
        game.go_to(day_before, second_before);
    }
}

// A card on its way: the lane below the mouse lights up and says from when.
void draw_carried(Ui& ui, Game& game, const Axis& axis, const std::vector<Lane>& lanes) {
    if (!game.carried) {
        return;
    }
    const ImVec2 at = ImGui::GetMousePos();
    const Lane* const lane = lane_at(lanes, at);
    // The first morning comes before any evening on which something could be decided.
    const Day day = std::max(axis.day_at(at.x), axis.first + 1);
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    std::string label = game.carried->label;
    if (lane) {
        const Rect& r = lane->place;
        const Color color = lane->side == Side::a ? palette::a : palette::b;
        const float x = axis.x(day - axis.first);
        list.AddRectFilled({x, r.y}, {r.right(), r.bottom()}, to_imgui(faded(color, 0.3F)), ui.px(4));
        list.AddRect({r.x, r.y}, {r.right(), r.bottom()}, to_imgui(color), ui.px(4), 0, ui.px(2));
        list.AddLine({x, r.y}, {x, r.bottom()}, to_imgui(palette::cursor), ui.px(2));
        label += "\n" + ui.words("timeline.from", fmt::arg("date", ui.words.date(day)));
        Item& item = ui.items.record("drop");
        item.rect = r;
        item.value = label;
    }
    const ImVec2 size = ImGui::CalcTextSize(label.c_str()), screen = ImGui::GetIO().DisplaySize;
    const float pad = ui.px(8), x = std::min(at.x + ui.px(14), screen.x - size.x - 3 * pad);
    const float y = std::min(at.y - size.y - 2 * pad, screen.y - size.y - 3 * pad);
    list.AddRectFilled({x, y}, {x + size.x + 2 * pad, y + size.y + 2 * pad}, to_imgui(palette::hovered), ui.px(6));
    list.AddText({x + pad, y + pad}, to_imgui(palette::text), label.c_str());
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Left)) {
        if (lane && game.cards) {
            let_fall(ui, game, lane->side, day);
        }
        game.carried.reset();
    }
}

}  // namespace

void draw_timeline(Ui& ui, Rect place, Game& game) {
    const Panel panel(ui, "timeline", place, {.scrolls = false});
    const Runner& runner = *game.runner;
    game.furthest = std::max(game.furthest, game.day);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetContentRegionAvail().y;
    const float names = ImGui::CalcTextSize("A").x + ui.px(14), space = ui.px(4);
    const Axis axis{at.x + names, at.x + width, runner.first_day(), runner.last_day() - runner.first_day() + 1};
    const auto lanes_there = static_cast<float>((shown(game, Side::a) ? 1 : 0) + (shown(game, Side::b) ? 1 : 0));
    const float lane_height = std::max(ui.px(8), (height - axis_height(ui) - lanes_there * space) / lanes_there);
    const float below = at.y + lanes_there * (lane_height + space), highest = static_cast<float>(highest_bar(game));

    std::vector<Lane> lanes;
    for (const Side side : both_sides) {
        if (!shown(game, side)) {
            continue;
        }
        const float y = at.y + (side == Side::a || lanes_there < 2 ? 0 : lane_height + space);
        lanes.push_back({side, {axis.left, y, axis.right - axis.left, lane_height}, {}, {}, {}});
        list.AddText({at.x, y + (lane_height - ImGui::GetFontSize()) / 2},
                     to_imgui(side == Side::a ? palette::a : palette::b),
                     ui.words(side == Side::a ? "timeline.a" : "timeline.b").c_str());
        draw_lane(ui, game, list, axis, highest, lanes.back());
        ui.items.record(side == Side::a ? "lane.a" : "lane.b").rect = lanes.back().place;
    }
    draw_axis(ui, list, axis, runner.scenario(Side::a), below);
    draw_cursor(ui, list, axis.x(game.day - axis.first + game.second / seconds_per_day), at.y, below);

    ImGui::SetCursorScreenPos({axis.left, at.y});
    ImGui::InvisibleButton("scrub", {axis.right - axis.left, std::max(1.0F, height)});
    ui.items.record("scrub");
    if (ImGui::IsItemActive() && shown(game, Control::time)) {
        scrub(ui, game, axis, lanes);
    } else if (ImGui::IsItemHovered()) {
        tip(ui, hint_at(ui, game, axis, lanes, ImGui::GetMousePos()));
    }
    draw_carried(ui, game, axis, lanes);
}

}  // namespace piket::render
