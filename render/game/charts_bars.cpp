// Charts of one number each: bars, differences with their intervals, and how often which difference came out.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/chart_parts.hpp"
#include "widgets/imgui.hpp"

namespace piket::render {

void bars(Ui& ui, const std::vector<Bar>& all, double full) {
    ImGui::PushFont(ui.look.font(Face::small));
    double most = full > 0 ? full : 1e-12;
    float label_w = 0, text_w = 0;
    for (const Bar& bar : all) {
        for (const auto& [value, color] : bar.values) {
            most = full > 0 ? full : std::max(most, value);
        }
        label_w = std::max(label_w, text_width(bar.label));
        text_w = std::max(text_w, text_width(bar.text));
    }
    const float whole = ImGui::GetContentRegionAvail().x, space = ui.px(10);
    label_w = std::min(std::ceil(label_w), whole * 0.45F);
    for (const Bar& bar : all) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float each = std::round(bar.values.size() > 1 ? ui.px(6) : ui.px(9));
        const float inner = each * static_cast<float>(bar.values.size());
        const float height = std::max(ImGui::GetFontSize(), inner + ui.px(2)) + ui.px(4);
        const float line = at.y + (height - ImGui::GetFontSize()) / 2;
        const float from = at.x + label_w + space, room = whole - label_w - text_w - 2 * space;
        const bool fits = put_text({at.x, line}, bar.label, palette::text, label_w);
        float y = at.y + std::round((height - inner) / 2);
        for (const auto& [value, color] : bar.values) {
            const float wide = value > 0 ? std::max(ui.px(1.5F), room * static_cast<float>(value / most)) : 0;
            list().AddRectFilled({from, y}, {from + room, y + each - 1}, to_imgui(faded(palette::card, 0.7F)),
                                 ui.px(2));
            list().AddRectFilled({from, y}, {from + wide, y + each - 1}, to_imgui(color), ui.px(2));
            y += each;
        }
        put_text({at.x + whole - text_width(bar.text), line}, bar.text, palette::muted);
        ImGui::Dummy({whole, height - ImGui::GetStyle().ItemSpacing.y / 2});
        Item& item = ui.items.record(bar.label + "###" + bar.id, fits && room > ui.px(40));
        item.value = bar.text;
        explain(ui, item, bar.tip);
    }
    ImGui::PopFont();
}

std::optional<size_t> levels(Ui& ui, const std::vector<Level>& all, bool lead) {
    ImGui::PushFont(ui.look.font(Face::small));
    double most = 1e-12;
    for (const Level& level : all) {
        most = std::max({most, level.values[0], level.values[1]});
    }
    std::optional<size_t> clicked;
    const float line = ImGui::GetFontSize(), each = std::round(ui.px(6));
    for (size_t i = 0; i < all.size(); ++i) {
        const Level& level = all[i];
        const float height = std::round(2 * line + 2 * each + ui.px(18));
        const Area place = area(ui, level.id, height, level.text + "; " + level.second, level.tip);
        tip(ui, level.tip);
        const Rect r = place.rect;
        if (place.hovered && lead) {
            list().AddRectFilled({r.x - ui.px(4), r.y}, {r.right() + ui.px(4), r.bottom() - ui.px(4)},
                                 to_imgui(faded(palette::card, 0.6F)), ui.px(4));
        }
        const float text_w = text_width(level.text);
        put_text({r.right() - text_w, r.y + ui.px(2)}, level.text, palette::text);
        put_text({r.x, r.y + ui.px(2)}, level.label, palette::text, r.w - text_w - ui.px(12));
        float y = r.y + line + ui.px(6);
        for (size_t side = 0; side < 2; ++side) {
            const float wide = std::max(ui.px(1.5F), r.w * static_cast<float>(level.values[side] / most));
            list().AddRectFilled({r.x, y}, {r.right(), y + each - 1}, to_imgui(faded(palette::card, 0.7F)), ui.px(2));
            list().AddRectFilled({r.x, y}, {r.x + wide, y + each - 1}, to_imgui(side == 0 ? palette::a : palette::b),
                                 ui.px(2));
            y += each;
        }
        put_text({r.x, y + ui.px(2)}, level.second, level.color, r.w);
        if (place.clicked) {
            clicked = i;
        }
    }
    ImGui::PopFont();
    return clicked;
}

void forest(Ui& ui, const Forest& row) {
    ImGui::PushFont(ui.look.font(Face::small));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float whole = ImGui::GetContentRegionAvail().x, line = ImGui::GetFontSize();
    const float height = std::round(line + ui.px(20));
    const float text_w = text_width(row.text);
    const bool fits = put_text({at.x, at.y}, row.label, palette::text, whole - text_w - ui.px(10));
    put_text({at.x + whole - text_w, at.y}, row.text, row.color);
    const double most = std::max({std::abs(row.widest_low), std::abs(row.widest_high), std::abs(row.low),
                                  std::abs(row.high), row.least_scale, 1e-9});
    const Scale x{-most * 1.04, most * 1.04, at.x, at.x + whole};
    const float y = at.y + line + ui.px(10);
    list().AddRectFilled({at.x, y - ui.px(6)}, {at.x + whole, y + ui.px(6)}, to_imgui(faded(palette::card, 0.55F)),
                         ui.px(3));
    list().AddLine({x(0), y - ui.px(8)}, {x(0), y + ui.px(8)}, to_imgui(palette::text), ui.px(1.2F));
    list().AddLine({x(row.widest_low), y}, {x(row.widest_high), y}, to_imgui(faded(row.color, 0.7F)), ui.px(1.4F));
    const float low = std::min(x(row.low), x(row.mean) - ui.px(1)),
                high = std::max(x(row.high), x(row.mean) + ui.px(1));
    list().AddRectFilled({low, y - ui.px(3)}, {high, y + ui.px(3)}, to_imgui(row.color), ui.px(2));
    list().AddCircleFilled({x(row.mean), y}, ui.px(4.5F), to_imgui(palette::ground));
    list().AddCircleFilled({x(row.mean), y}, ui.px(3.2F), to_imgui(palette::text));
    ImGui::Dummy({whole, height});
    Item& item = ui.items.record(row.label + "###" + row.id, fits);
    item.value = row.text;
    explain(ui, item, row.tip);
    ImGui::PopFont();
}

void histogram(Ui& ui, const std::string& id, const Histogram& chart) {
    if (chart.values.empty()) {
        return;
    }
    ImGui::PushFont(ui.look.font(Face::small));
    auto [low, high] = std::ranges::minmax(chart.values);
    low *= chart.factor;
    high *= chart.factor;
    // Zero lies between two bins, so that no bin is both better and worse.
    Ticks bins = nice_ticks(std::min(low, 0.0), std::max(high, 0.0) + 1e-9, 24);
    std::vector<int> counts(static_cast<size_t>(bins.count) + 1, 0);
    for (const double value : chart.values) {
        const auto bin =
            static_cast<size_t>(std::clamp((value * chart.factor - bins.first) / bins.step, 0.0, bins.count + 0.0));
        ++counts[bin];
    }
    const int most = *std::ranges::max_element(counts);
    const Area place = area(ui, id, std::round(ui.px(82)), std::to_string(chart.values.size()), chart.tip);
    const float line = ImGui::GetFontSize();
    const Rect plot{place.rect.x, place.rect.y + ui.px(2), place.rect.w, place.rect.h - line - ui.px(8)};
    const Scale x{bins.first, bins.first + bins.step * static_cast<double>(counts.size()), plot.x, plot.right()};
    list().AddLine({plot.x, plot.bottom()}, {plot.right(), plot.bottom()}, to_imgui(palette::line));
    for (size_t i = 0; i < counts.size(); ++i) {
        const double from = bins.first + bins.step * static_cast<double>(i);
        if (counts[i] == 0) {
            continue;
        }
        const float tall = plot.h * static_cast<float>(counts[i]) / static_cast<float>(most);
        list().AddRectFilled({x(from) + 1, plot.bottom() - tall}, {x(from + bins.step) - 1, plot.bottom()},
                             to_imgui(from < -bins.step / 2 ? chart.below : chart.above), ui.px(1.5F));
        // Futures without any difference stand at the foot of the first bin above zero, but are neither.
        if (std::abs(from) < bins.step / 2) {
            const auto ties = std::ranges::count(chart.values, 0.0);
            const float tied = plot.h * static_cast<float>(ties) / static_cast<float>(most);
            list().AddRectFilled({x(from) + 1, plot.bottom() - tied}, {x(from + bins.step) - 1, plot.bottom()},
                                 to_imgui(palette::disabled), ui.px(1.5F));
        }
    }
    list().AddLine({x(0), plot.y}, {x(0), plot.bottom() + ui.px(4)}, to_imgui(palette::text), ui.px(1.4F));
    const Ticks marks = nice_ticks(bins.first, x.to, 5);
    for (int i = 0; i <= marks.count; ++i) {
        const double value = marks.at(i);
        if (value < x.from - 1e-9 || value > x.to + 1e-9) {
            continue;
        }
        const std::string text = tick_text(ui, std::abs(value) < 1e-12 ? 0 : value, marks.decimals);
        put_text({std::clamp(x(value) - text_width(text) / 2, plot.x, plot.right() - text_width(text)),
                  plot.bottom() + ui.px(4)},
                 text, palette::muted);
    }
    if (place.hovered) {
        const auto bin = static_cast<size_t>((x.back(ImGui::GetIO().MousePos.x) - bins.first) / bins.step);
        if (bin < counts.size()) {
            const double from = bins.first + bins.step * static_cast<double>(bin);
            const std::string least = ui.words.number(from, bins.decimals),
                              largest = ui.words.number(from + bins.step, bins.decimals);
            read_out(
                ui,
                {{ui.words.count("side.outcome.bin", counts[bin], fmt::arg("low", least), fmt::arg("high", largest)),
                  palette::text},
                 {chart.tip, palette::muted}});
        }
    }
    ImGui::PopFont();
}

}  // namespace piket::render
