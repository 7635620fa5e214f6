#include "game/charts.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "game/chart_parts.hpp"
#include "widgets/imgui.hpp"

namespace piket::render {

namespace {

// Between two lines over the same x. One strip: quads of their own would show their seams.
void band(const std::vector<ImVec2>& low, const std::vector<ImVec2>& high, Color color) {
    const auto n = static_cast<int>(low.size());
    if (n < 2) {
        return;
    }
    ImDrawList& draw = list();
    const ImVec2 uv = ImGui::GetFontTexUvWhitePixel();
    const ImU32 tone = to_imgui(color);
    draw.PrimReserve(6 * (n - 1), 2 * n);
    const unsigned base = draw._VtxCurrentIdx;
    for (int i = 0; i < n; ++i) {
        draw.PrimWriteVtx(low[static_cast<size_t>(i)], uv, tone);
        draw.PrimWriteVtx(high[static_cast<size_t>(i)], uv, tone);
    }
    for (int i = 0; i + 1 < n; ++i) {
        const auto at = base + 2 * static_cast<unsigned>(i);
        for (const unsigned corner : {at, at + 1, at + 2, at + 1, at + 3, at + 2}) {
            draw.PrimWriteIdx(static_cast<ImDrawIdx>(corner));
        }
    }
}

void polyline(const std::vector<ImVec2>& points, Color color, float thickness) {
    if (points.size() > 1) {
        list().AddPolyline(points.data(), static_cast<int>(points.size()), to_imgui(color), 0, thickness);
    }
}

// Lines and numbers of a y axis; gives the room that the plot has.
Rect with_y_axis(const Ui& ui, Rect all, const Ticks& ticks) {
    float wide = 0;
    for (int i = 0; i <= ticks.count; ++i) {
        wide = std::max(wide, text_width(tick_text(ui, ticks.at(i), ticks.decimals)));
    }
    const float left = std::round(wide + ui.px(8)), line = ImGui::GetFontSize();
    const Rect plot{all.x + left, all.y + std::round(line / 2), all.w - left - ui.px(4),
                    all.h - std::round(line * 2.1F)};
    for (int i = 0; i <= ticks.count; ++i) {
        const float y = std::round(plot.bottom() - plot.h * static_cast<float>(i) / static_cast<float>(ticks.count));
        list().AddLine({plot.x, y}, {plot.right(), y}, to_imgui(palette::line));
        const std::string text = tick_text(ui, ticks.at(i), ticks.decimals);
        put_text({plot.x - ui.px(8) - text_width(text), y - line / 2}, text, palette::muted);
    }
    return plot;
}

void cursor(const Ui& ui, Rect plot, float x) {
    list().AddLine({x, plot.y - ui.px(3)}, {x, plot.bottom()}, to_imgui(palette::cursor), ui.px(1.6F));
    list().AddTriangleFilled({x - ui.px(4.5F), plot.y - ui.px(6)}, {x + ui.px(4.5F), plot.y - ui.px(6)},
                             {x, plot.y + ui.px(1)}, to_imgui(palette::cursor));
}

}  // namespace

std::string tick_text(const Ui& ui, double value, int decimals) {
    return std::abs(value) >= 10000 ? ui.words.compact(value) : ui.words.number(value, decimals);
}

void read_out(const Ui& ui, const std::vector<std::pair<std::string, Color>>& lines) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(7)});
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(ui.px(320));
    for (const auto& [line, color] : lines) {
        if (!line.empty()) {
            ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(color));
            ImGui::TextUnformatted(line.c_str());
            ImGui::PopStyleColor();
        }
    }
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

Ticks nice_ticks(double low, double high, int count) {
    if (!(high > low)) {
        high = low + 1;
    }
    const double rough = (high - low) / std::max(1, count);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (nice * power >= rough * 0.999) {
            step = nice * power;
            break;
        }
    }
    Ticks ticks;
    ticks.step = step;
    ticks.first = std::floor(low / step + 1e-9) * step;
    ticks.count = std::max(1, static_cast<int>(std::ceil((high - ticks.first) / step - 1e-9)));
    ticks.decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    return ticks;
}

Area area(Ui& ui, const std::string& id, float height, const std::string& value, const std::string& tip) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    Area out;
    out.clicked = ImGui::InvisibleButton(id.c_str(), {width, std::max(1.0F, height)});
    out.hovered = ImGui::IsItemHovered();
    // The button of the mouse too: with the keyboard there is no place within. Where it was let go counts as well, for
    // a quick hand moves and lets go within one frame.
    out.held = (ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) ||
               (ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left));
    out.rect = {at.x, at.y, width, height};
    Item& item = ui.items.record(id);
    item.value = value;
    item.tip = tip;
    return out;
}

void explain(Ui& ui, Item& item, const std::string& words) {
    if (words.empty()) {
        return;
    }
    item.tip = words;
    // What is no button has no id, and without one ImGui does not count how long the mouse rests.
    ImGuiContext& g = *ImGui::GetCurrentContext();
    if (g.LastItemData.ID == 0 && ImGui::IsItemHovered()) {
        ImGui::SetHoveredID(ImGui::GetID(item.id.c_str()));
    }
    tip(ui, words);
}

float text_width(const std::string& text) {
    return ImGui::CalcTextSize(text.c_str()).x;
}

bool put_text(Point at, const std::string& text, Color color, float width) {
    std::string shown = text;
    const bool fits = text_width(shown) <= width + 0.5F;
    while (!fits && !shown.empty() && text_width(shown + "…") > width) {
        do {  // a whole letter
            shown.pop_back();
        } while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U);
        if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0U) {
            shown.pop_back();
        }
    }
    list().AddText({std::round(at.x), std::round(at.y)}, to_imgui(color), (fits ? shown : shown + "…").c_str());
    return fits;
}

std::optional<double> fan_chart(Ui& ui, const std::string& id, const FanChart& chart) {
    ImGui::PushFont(ui.look.font(Face::small));
    const Area place = area(ui, id, std::round(ui.px(chart.height)), {}, chart.tip);
    double top = 0;
    for (size_t side = 0; side < 2; ++side) {
        if (chart.fans[side] != nullptr) {
            for (const Summary& day : *chart.fans[side]) {
                top = std::max(top, day.q95);
            }
        }
        for (const double value : chart.lived[side]) {
            top = std::isfinite(value) ? std::max(top, value) : top;
        }
    }
    const Ticks y_ticks = nice_ticks(0, top * chart.factor, 4);
    const float head = std::round(ImGui::GetFontSize() * 1.15F);
    put_text({place.rect.x, place.rect.y}, chart.unit, palette::muted);
    const Rect plot = with_y_axis(ui, {place.rect.x, place.rect.y + head, place.rect.w, place.rect.h - head}, y_ticks);
    // Values are those of the evening: the first day's stands at 1.
    const Scale x{0, static_cast<double>(chart.days), plot.x, plot.right()};
    const Scale y{0, y_ticks.last() / chart.factor, plot.bottom(), plot.y};
    const Ticks x_ticks = nice_ticks(0, chart.days, 5);
    for (int i = 0; i <= x_ticks.count && x_ticks.at(i) <= chart.days; ++i) {
        const std::string number = ui.words.number(x_ticks.at(i));
        const std::string text = i == 0 ? ui.words("side.outcome.day", fmt::arg("n", number)) : number;
        const float at = x(x_ticks.at(i));
        list().AddLine({at, plot.bottom()}, {at, plot.bottom() + ui.px(4)}, to_imgui(palette::line));
        put_text({std::min(at - text_width(text) / 2, plot.right() - text_width(text)), plot.bottom() + ui.px(5)}, text,
                 palette::muted);
    }
    list().PushClipRect({plot.x, plot.y - ui.px(8)}, {plot.right() + 1, plot.bottom() + 1}, true);
    for (size_t side = 0; side < 2; ++side) {
        const Color color = side == 0 ? palette::a : palette::b;
        if (chart.fans[side] == nullptr || chart.fans[side]->empty()) {
            continue;
        }
        std::array<std::vector<ImVec2>, 5> lines;
        for (size_t d = 0; d < chart.fans[side]->size(); ++d) {
            const Summary& day = (*chart.fans[side])[d];
            const std::array<double, 5> values = {day.q05, day.q25, day.q50, day.q75, day.q95};
            for (size_t q = 0; q < 5; ++q) {
                lines[q].emplace_back(x(static_cast<double>(d) + 1), y(values[q]));
            }
        }
        band(lines[0], lines[4], faded(color, 0.20F));
        band(lines[1], lines[3], faded(color, 0.26F));
        polyline(lines[2], color, ui.px(2.2F));
    }
    for (size_t side = 0; side < 2; ++side) {
        std::vector<ImVec2> points;
        for (size_t d = 0; d < chart.lived[side].size(); ++d) {
            if (std::isfinite(chart.lived[side][d])) {
                points.emplace_back(x(static_cast<double>(d) + 1), y(chart.lived[side][d]));
            }
        }
        // White at heart, so that it is found on its own band.
        polyline(points, palette::ground, ui.px(3.2F));
        polyline(points, mixed(side == 0 ? palette::a : palette::b, Color::White, 0.55F), ui.px(1.3F));
    }
    list().PopClipRect();
    if (chart.now >= 0) {
        cursor(ui, plot, x(chart.now));
    }

    std::optional<double> asked;
    if (place.held) {
        asked = std::min(x.back(ImGui::GetIO().MousePos.x), static_cast<double>(chart.days) - 1e-6);
    }
    if (place.hovered) {
        const double at = std::min(x.back(ImGui::GetIO().MousePos.x), static_cast<double>(chart.days) - 1e-6);
        const auto d = static_cast<size_t>(at);
        list().AddLine({x(at), plot.y}, {x(at), plot.bottom()}, to_imgui(faded(palette::text, 0.5F)));
        const std::string date = ui.words.date(chart.start + static_cast<int>(d));
        std::vector<std::pair<std::string, Color>> lines = {
            {chart.unit.empty() ? date : date + " · " + chart.unit, palette::text}};
        for (size_t side = 0; side < 2; ++side) {
            if (chart.fans[side] != nullptr && d < chart.fans[side]->size()) {
                const Summary& day = (*chart.fans[side])[d];
                const int decimals = y_ticks.last() < 20 ? 1 : 0;
                lines.emplace_back(ui.words("side.outcome.read_out", fmt::arg("side", side == 0 ? "A" : "B"),
                                            fmt::arg("middle", ui.words.number(day.q50 * chart.factor, decimals)),
                                            fmt::arg("low", ui.words.number(day.q05 * chart.factor, decimals)),
                                            fmt::arg("high", ui.words.number(day.q95 * chart.factor, decimals))),
                                   side == 0 ? palette::a : palette::b);
            }
        }
        if (!chart.tip.empty()) {
            lines.emplace_back(chart.tip, palette::muted);
        }
        read_out(ui, lines);
        std::string all;
        for (const auto& [line, color] : lines) {
            all += (all.empty() ? "" : "\n") + line;
        }
        ui.items.record(id + "-read-out").value = all;
    }
    ImGui::PopFont();
    return asked;
}

std::optional<double> day_curve(Ui& ui, const std::string& id, const Curve& curve) {
    ImGui::PushFont(ui.look.font(Face::small));
    double top = curve.reference, low = 1e300;
    for (const auto& [second, value] : curve.points) {
        top = std::max(top, value);
        low = std::min(low, value);
    }
    // Air that is outdoors at best need not be drawn from zero.
    const Ticks y_ticks = nice_ticks(low > 0 && low < 1e299 && low > top / 4 ? low * 0.95 : 0, top, 3);
    const Area place = area(ui, id, std::round(ui.px(104)),
                            curve.points.empty() ? "" : ui.words.number(top, std::max(curve.decimals, 0)), curve.tip);
    const Rect plot = with_y_axis(ui, place.rect, y_ticks);
    const Scale x{static_cast<double>(curve.hours.from), static_cast<double>(curve.hours.to), plot.x, plot.right()};
    const Scale y{y_ticks.first, y_ticks.last(), plot.bottom(), plot.y};
    for (Seconds t = curve.hours.from; t <= curve.hours.to; t += 3 * seconds_per_hour) {
        const std::string text = ui.words.time(t);
        put_text({std::min(x(t) - text_width(text) / 2, plot.right() - text_width(text)), plot.bottom() + ui.px(5)},
                 text, palette::muted);
    }
    std::vector<ImVec2> points, ground;
    for (const auto& [second, value] : curve.points) {
        if (curve.hours.from <= second && second <= curve.hours.to) {
            points.emplace_back(x(second), y(value));
            ground.emplace_back(x(second), plot.bottom());
        }
    }
    band(ground, points, faded(curve.color, 0.18F));
    polyline(points, curve.color, ui.px(2));
    if (curve.reference >= 0) {
        const float at = y(curve.reference);
        for (float dash = plot.x; dash < plot.right(); dash += ui.px(8)) {
            list().AddLine({dash, at}, {std::min(dash + ui.px(4), plot.right()), at}, to_imgui(palette::muted));
        }
    }
    if (curve.hours.from <= curve.now && curve.now <= curve.hours.to) {
        cursor(ui, plot, x(curve.now));
    }
    std::optional<double> asked;
    if (place.held) {
        asked = x.back(ImGui::GetIO().MousePos.x);
    }
    if (place.hovered && !curve.points.empty()) {
        const double at = x.back(ImGui::GetIO().MousePos.x);
        const auto near = std::ranges::min_element(
            curve.points, {}, [at](const auto& p) { return std::abs(static_cast<double>(p.first) - at); });
        read_out(ui, {{ui.words.time(near->first), palette::text},
                      {ui.words.number(near->second, curve.decimals), curve.color},
                      {curve.tip, palette::muted}});
    }
    ImGui::PopFont();
    return asked;
}

}  // namespace piket::render
