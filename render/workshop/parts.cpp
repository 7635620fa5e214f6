#include "workshop/parts.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "game/cards.hpp"
#include "game/chart_parts.hpp"
#include "widgets/imgui.hpp"

namespace piket::render {

Box::Box(Ui& ui, Color ground, Color stripe, float pad)
    : ui_(ui), ground_(ground), stripe_(stripe), pad_(std::round(ui.px(pad))) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    at_ = {at.x, at.y, ImGui::GetContentRegionAvail().x, 0};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.ChannelsSplit(2);  // the ground goes below, but its height is known last
    list.ChannelsSetCurrent(1);
    ImGui::SetCursorScreenPos({at_.x + pad_, at_.y + std::round(0.6F * pad_)});
    ImGui::BeginGroup();
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + inner());
}

Box::~Box() {
    ImGui::PopTextWrapPos();
    ImGui::EndGroup();
    const float bottom = ImGui::GetItemRectMax().y + std::round(0.6F * pad_), rounding = ui_.px(7);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.ChannelsSetCurrent(0);
    list.AddRectFilled({at_.x, at_.y}, {at_.right(), bottom}, to_imgui(ground_), rounding);
    if (stripe_.a > 0) {
        list.AddRectFilled({at_.x, at_.y}, {at_.x + ui_.px(4), bottom}, to_imgui(stripe_), rounding,
                           ImDrawFlags_RoundCornersLeft);
    }
    list.ChannelsMerge();
    ImGui::SetCursorScreenPos({at_.x, at_.y});
    ImGui::Dummy({at_.w, bottom - at_.y});
}

float Box::inner() const {
    return at_.w - 2 * pad_;
}

void wrapped(const std::string& words, Color color) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(color));
    ImGui::TextUnformatted(words.c_str());
    ImGui::PopStyleColor();
}

void strong(Ui& ui, const std::string& words, Color color) {
    ImGui::PushFont(ui.look.font(Face::semibold));
    ImGui::PushTextWrapPos(0);
    wrapped(words, color);
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
}

void heading(Ui& ui, const std::string& words) {
    gap(ui, 6);
    strong(ui, words);
}

bool choice_row(Ui& ui, const std::string& id, const std::string& words, const char* icon, Color icon_color,
                bool open) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, pad = ui.px(10), slot = ui.px(26);
    const float room = width - slot - 2 * pad;
    const ImVec2 size = ImGui::CalcTextSize(words.c_str(), nullptr, false, room);
    const float height = std::round(size.y + 2 * ui.px(7)), rounding = ui.px(7);
    const bool clicked = ImGui::InvisibleButton(id.c_str(), {width, height}) && open;
    Item& item = ui.items.record(words + "###" + id, size.x <= room + 1);
    item.enabled = open;
    const bool hovered = open && ImGui::IsItemHovered();
    list().AddRectFilled(at, {at.x + width, at.y + height}, to_imgui(hovered ? palette::hovered : palette::card),
                         rounding);
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
        list().AddRect(at, {at.x + width, at.y + height}, to_imgui(palette::a), rounding, 0, ui.px(2));
    }
    list().AddText({at.x + pad, at.y + ui.px(7)}, to_imgui(icon_color), icon);
    list().AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x + pad + slot, at.y + ui.px(7)},
                   to_imgui(palette::text), words.c_str(), nullptr, room);
    if (hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    return clicked;
}

void table(Ui& ui, const std::vector<std::string>& head, const std::vector<Row>& rows) {
    ImGui::PushFont(ui.look.font(Face::small));
    const float whole = ImGui::GetContentRegionAvail().x, space = ui.px(14), line = ImGui::GetFontSize();
    std::vector<float> widths(head.size(), 0);
    for (size_t c = 1; c < head.size(); ++c) {
        widths[c] = text_width(head[c]);
        for (const Row& row : rows) {
            widths[c] = std::max(widths[c], c < row.cells.size() ? text_width(row.cells[c]) : 0);
        }
    }
    float numbers = 0;
    for (const float width : widths) {
        numbers += width > 0 ? width + space : 0;
    }
    const float first = std::max(whole * 0.25F, whole - numbers);
    const auto draw = [&](const std::vector<std::string>& cells, Color color, Color others, Color last) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const ImVec2 name = ImGui::CalcTextSize(cells[0].c_str(), nullptr, false, first);
        const float height = std::max(line, name.y);
        list().AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, to_imgui(color), cells[0].c_str(), nullptr, first);
        float x = at.x + whole;
        bool fits = name.x <= first + 1 && numbers <= whole - first + 1;
        for (size_t c = cells.size(); c-- > 1;) {
            put_text({x - text_width(cells[c]), at.y}, cells[c], c + 1 == cells.size() ? last : others);
            x -= widths[c] + space;
        }
        ImGui::Dummy({whole, height + ui.px(1)});
        return fits;
    };
    if (!head.empty() && std::ranges::any_of(head, [](const std::string& h) { return !h.empty(); })) {
        draw(head, palette::muted, palette::muted, palette::muted);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        list().AddLine({at.x, at.y - ui.px(2)}, {at.x + whole, at.y - ui.px(2)}, to_imgui(palette::line));
    }
    for (const Row& row : rows) {
        const bool fits = draw(row.cells, row.color, palette::text, row.last);
        Item& item = ui.items.record(row.cells[0] + "###" + row.id, fits);
        for (size_t c = 1; c < row.cells.size(); ++c) {
            item.value += (c > 1 ? "|" : "") + row.cells[c];
        }
    }
    ImGui::PopFont();
}

void form_label(Ui& ui, const std::string& words) {
    gap(ui, 1);
    ImGui::PushFont(ui.look.font(Face::small));
    text(ui, words, palette::muted);
    ImGui::PopFont();
}

uint32_t room_of_path(const Place& place, std::string_view path) {
    for (uint32_t i = 0; i < place.rooms.size(); ++i) {
        const PlaceRoom& room = place.rooms[i];
        if (place.agencies[place.buildings[room.building].agency].path + "/" + room.id == path) {
            return i;
        }
    }
    return nobody;
}

std::string agency_named(const Ui& ui, const Game& game, std::string_view path) {
    for (const PlaceAgency& agency : game.runner->place(Side::b)->agencies) {
        if (agency.path == path) {
            return in_language(agency.name, ui.words.language());
        }
    }
    return std::string(path);
}

std::string filled(std::string text, const std::string& agency) {
    constexpr std::string_view field = "{agency}";
    for (size_t at = text.find(field); at != std::string::npos; at = text.find(field, at + agency.size())) {
        text.replace(at, field.size(), agency);
    }
    return text;
}

std::vector<double> summed_up(const std::vector<double>& by_day) {
    std::vector<double> sums(by_day.size());
    std::partial_sum(by_day.begin(), by_day.end(), sums.begin());
    return sums;
}

void day_lines(Ui& ui, const std::string& id, const DayLines& chart) {
    ImGui::PushFont(ui.look.font(Face::small));
    double most = 1;
    size_t days = 2;
    for (const DayLine& one : chart.lines) {
        days = std::max(days, one.values.size());
        for (const double value : one.values) {
            most = std::max(most, value);
        }
    }
    const Ticks ticks = nice_ticks(0, most, 4);
    const Area place = area(ui, id, std::round(ui.px(chart.height)));
    float wide = 0;
    for (int i = 0; i <= ticks.count; ++i) {
        wide = std::max(wide, text_width(tick_text(ui, ticks.at(i), ticks.decimals)));
    }
    const float line = ImGui::GetFontSize(), left = std::round(wide + ui.px(8));
    const Rect plot{place.rect.x + left, place.rect.y + line * 1.4F, place.rect.w - left - ui.px(4),
                    place.rect.h - line * 3};
    put_text({place.rect.x, place.rect.y}, chart.unit, palette::muted);
    const Scale y{0, ticks.last(), plot.bottom(), plot.y};
    const Scale x{0, static_cast<double>(days - 1), plot.x, plot.right()};
    for (int i = 0; i <= ticks.count; ++i) {
        const float at = std::round(y(ticks.at(i)));
        list().AddLine({plot.x, at}, {plot.right(), at}, to_imgui(palette::line));
        const std::string text = tick_text(ui, ticks.at(i), ticks.decimals);
        put_text({plot.x - ui.px(8) - text_width(text), at - line / 2}, text, palette::muted);
    }
    float free = plot.x - ui.px(20);
    for (const Day mark : chart.marks) {
        const float at = x(mark - chart.start);
        list().AddLine({at, plot.y}, {at, plot.bottom()}, to_imgui(faded(palette::cursor, 0.6F)), ui.px(1.2F));
        const std::string date = ui.words.date(mark);
        const size_t from = date.find(' ') + 1;
        const std::string text = date.substr(from, date.rfind(' ') - from);
        const float from_x = std::clamp(at - text_width(text) / 2, plot.x, plot.right() - text_width(text));
        if (from_x > free) {
            put_text({from_x, plot.bottom() + ui.px(5)}, text, palette::muted);
            free = from_x + text_width(text) + ui.px(6);
        }
    }
    for (const DayLine& one : chart.lines) {
        std::vector<ImVec2> points;
        for (size_t d = 0; d < one.values.size(); ++d) {
            points.push_back({x(static_cast<double>(d)), y(one.values[d])});
        }
        const ImU32 color = to_imgui(one.color);
        if (!one.dashed) {
            list().AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, ui.px(2.4F));
            continue;
        }
        for (size_t d = 0; d + 1 < points.size(); ++d) {  // a gap in every day tells it apart without its colour
            const ImVec2 a = points[d], b = points[d + 1];
            list().AddLine(a, {a.x + 0.6F * (b.x - a.x), a.y + 0.6F * (b.y - a.y)}, color, ui.px(2.4F));
        }
    }
    if (place.hovered) {
        const auto day = static_cast<size_t>(std::lround(x.back(ImGui::GetIO().MousePos.x)));
        std::vector<std::pair<std::string, Color>> lines = {
            {ui.words.date(chart.start + static_cast<int>(day)), palette::text}};
        for (const DayLine& one : chart.lines) {
            if (day < one.values.size()) {
                lines.emplace_back(one.name + ": " + ui.words.number(one.values[day]), one.color);
            }
        }
        read_out(ui, lines);
    }
    for (const DayLine& one : chart.lines) {  // the legend
        const std::string name = shortened(one.name, ImGui::GetContentRegionAvail().x - ui.px(34));
        const float needed = text_width(name) + ui.px(38);
        if (&one != &chart.lines.front()) {
            ImGui::SameLine(0, ui.px(14));
            if (ImGui::GetContentRegionAvail().x < needed) {
                ImGui::NewLine();
            }
        }
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float middle = at.y + line / 2;
        list().AddLine({at.x, middle}, {at.x + ui.px(one.dashed ? 8.0F : 22.0F), middle}, to_imgui(one.color),
                       ui.px(2.4F));
        if (one.dashed) {
            list().AddLine({at.x + ui.px(13), middle}, {at.x + ui.px(21), middle}, to_imgui(one.color), ui.px(2.4F));
        }
        put_text({at.x + ui.px(28), at.y}, name, palette::text);
        ImGui::Dummy({ui.px(28) + text_width(name), line});
        ui.items.record(one.name + "###" + id + "-line").value =
            one.values.empty() ? "" : ui.words.number(one.values.back());
    }
    ImGui::PopFont();
}

}  // namespace piket::render
