#include "game/card_widgets.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "widgets/imgui.hpp"

namespace piket::render {

namespace {

std::string_view shown(std::string_view label) {
    return label.substr(0, label.find("##"));
}

ImVec2 wrapped_size(ImFont* font, std::string_view text, float width) {
    ImGui::PushFont(font);
    const ImVec2 size =
        text.empty() ? ImVec2{0, 0} : ImGui::CalcTextSize(text.data(), text.data() + text.size(), false, width);
    ImGui::PopFont();
    return size;
}

void draw_wrapped(ImFont* font, ImVec2 at, std::string_view text, Color color, float width) {
    if (!text.empty()) {
        ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, to_imgui(color), text.data(),
                                            text.data() + text.size(), width);
    }
}

// The ring round what the keyboard has reached: InvisibleButton draws none.
void draw_ring(Ui& ui, const Rect& place) {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (g.NavId == ImGui::GetItemID() && !g.NavDisableHighlight) {
        ImGui::GetWindowDrawList()->AddRect({place.x, place.y}, {place.right(), place.bottom()}, to_imgui(palette::a),
                                            ui.px(8), 0, ui.px(2));
    }
}

void draw_chevron(Ui& ui, bool open, float right, float middle) {
    const char* sign = open ? icon::up : icon::down;
    ImFont* font = ui.look.font(Face::small);
    const float size = std::round(font->FontSize * 0.8F);
    const ImVec2 wide = font->CalcTextSizeA(size, FLT_MAX, 0, sign);
    ImGui::GetWindowDrawList()->AddText(font, size, {std::round(right - wide.x), std::round(middle - wide.y / 2)},
                                        to_imgui(palette::muted), sign);
}

}  // namespace

FoldCard::FoldCard(Ui& ui, const std::string& label, std::string_view second, const Style& style)
    : ui_(ui), style_(style) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.ChannelsSplit(2);  // the ground goes below, but its height is known last
    draw.ChannelsSetCurrent(1);
    ImGui::PushID(label.c_str());
    ImGui::BeginGroup();

    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, padding = ui.px(10), between = ui.px(3);
    const bool has_icon = style.icon[0] != '\0';
    const float left = padding + ui.px(4) + (has_icon ? ui.px(28) : 0), room = width - left - padding - ui.px(16);
    ImFont* const strong = ui.look.font(Face::regular);
    ImFont* const weak = ui.look.font(Face::small);
    const std::string_view title = shown(label);
    const ImVec2 first = wrapped_size(strong, title, room), next = wrapped_size(weak, second, room);
    const float height =
        std::round(2 * padding + first.y + (second.empty() ? 0 : between + next.y) - (second.empty() ? 0 : ui.px(1)));
    head_ = {at.x, at.y, width, height};

    clicked_ = ImGui::InvisibleButton(label.c_str(), {std::max(width, 1.0F), height});
    hovered_ = ImGui::IsItemHovered();
    const float far = ui.px(6);
    const bool moved = ImGui::GetIO().MouseDragMaxDistanceSqr[0] > far * far;
    dragged_ = ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left) && moved;
    clicked_ = clicked_ && !(moved && ImGui::IsMouseReleased(ImGuiMouseButton_Left));
    if (hovered_) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    draw_ring(ui, head_);
    Item& item = ui.items.record(label, first.x <= room + 1 && next.x <= room + 1);
    item.chosen = style.open;
    item.value = second;

    if (has_icon) {
        ImFont* const face = ui.look.font(Face::regular);
        const ImVec2 wide = face->CalcTextSizeA(face->FontSize, FLT_MAX, 0, style.icon);
        draw.AddText(face, face->FontSize,
                     {std::round(at.x + padding + ui.px(4) + (ui.px(20) - wide.x) / 2), at.y + padding},
                     to_imgui(style.accent.a > 0 ? style.accent : palette::muted), style.icon);
    }
    draw_wrapped(strong, {at.x + left, at.y + padding}, title, palette::text, room);
    draw_wrapped(weak, {at.x + left, at.y + padding + first.y + between}, second, style.second, room);
    draw_chevron(ui, style.open, at.x + width - padding, at.y + height / 2);

    // What follows keeps clear of the card's edges. Widgets ask ImGui for the room there is, so it is told less.
    ImGuiWindow& window = *ImGui::GetCurrentWindow();
    right_work_ = window.WorkRect.Max.x;
    right_content_ = window.ContentRegionRect.Max.x;
    window.WorkRect.Max.x = at.x + width - padding;
    window.ContentRegionRect.Max.x = at.x + width - padding;
    ImGui::Indent(padding + ui.px(4));
}

FoldCard::~FoldCard() {
    ImGui::Unindent(ui_.px(10) + ui_.px(4));
    ImGuiWindow& window = *ImGui::GetCurrentWindow();
    window.WorkRect.Max.x = right_work_;
    window.ContentRegionRect.Max.x = right_content_;
    if (style_.open) {
        ImGui::Dummy({0, ui_.px(3)});
    }
    ImGui::EndGroup();
    const ImVec2 to{head_.right(), std::max(ImGui::GetItemRectMax().y, head_.bottom())};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.ChannelsSetCurrent(0);
    const float rounding = ui_.px(8);
    // Buttons and chips are of the card's own colour, so what is open lies deeper.
    draw.AddRectFilled({head_.x, head_.y}, to, to_imgui(mixed(palette::panel, palette::ground, 0.6F)), rounding);
    draw.AddRectFilled({head_.x, head_.y}, {head_.right(), head_.bottom()},
                       to_imgui(hovered_ ? palette::hovered : palette::card), rounding,
                       style_.open ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersAll);
    if (style_.accent.a > 0) {
        draw.AddRectFilled({head_.x, head_.y}, {head_.x + ui_.px(4), to.y}, to_imgui(style_.accent), rounding,
                           ImDrawFlags_RoundCornersLeft);
    }
    if (style_.open) {
        draw.AddRect({head_.x, head_.y}, to, to_imgui(faded(palette::a, 0.6F)), rounding, 0, ui_.px(1.2F));
    }
    draw.ChannelsMerge();
    ImGui::PopID();
}

void fade_below(const Ui& ui) {
    const float left = ImGui::GetScrollMaxY() - ImGui::GetScrollY();
    if (left < 1) {
        return;
    }
    const ImRect inside = ImGui::GetCurrentWindow()->InnerRect;
    const float height = std::min(ui.px(36), 2 * left);
    const ImU32 none = to_imgui(faded(palette::panel, 0)), full = to_imgui(palette::panel);
    ImGui::GetWindowDrawList()->AddRectFilledMultiColor({inside.Min.x, inside.Max.y - height}, inside.Max, none, none,
                                                        full, full);
}

bool fold_heading(Ui& ui, const char* icon, const std::string& label, int count, bool open) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImFont* const strong = ui.look.font(Face::semibold);
    ImFont* const weak = ui.look.font(Face::small);
    const std::string_view title = shown(label);
    const float height = std::round(strong->FontSize + ui.px(14)), left = ui.px(30), middle = at.y + height / 2;
    const bool clicked = ImGui::InvisibleButton(label.c_str(), {std::max(width, 1.0F), height});
    const bool hovered = ImGui::IsItemHovered();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        draw.AddRectFilled(at, {at.x + width, at.y + height}, to_imgui(palette::card), ui.px(8));
    }
    draw_ring(ui, {at.x, at.y, width, height});
    const ImVec2 wide = wrapped_size(strong, title, -1);
    const std::string number = ui.words.number(count);
    const ImVec2 number_size = wrapped_size(weak, number, -1);
    Item& item = ui.items.record(label, left + wide.x + number_size.x + ui.px(34) <= width);
    item.chosen = open;
    item.value = number;
    const ImVec2 sign = strong->CalcTextSizeA(strong->FontSize, FLT_MAX, 0, icon);
    draw.AddText(strong, strong->FontSize,
                 {std::round(at.x + ui.px(4) + (ui.px(20) - sign.x) / 2), std::round(middle - sign.y / 2)},
                 to_imgui(palette::muted), icon);
    draw_wrapped(strong, {at.x + left, std::round(middle - wide.y / 2)}, title, palette::text, 0);
    draw_wrapped(weak, {at.x + width - ui.px(26) - number_size.x, std::round(middle - number_size.y / 2)}, number,
                 palette::muted, 0);
    draw_chevron(ui, open, at.x + width - ui.px(8), middle);
    return clicked;
}

void badge(Ui& ui, std::string_view words, Color color) {
    ImFont* const font = ui.look.font(Face::small);
    const ImVec2 wide = wrapped_size(font, words, -1), at = ImGui::GetCursorScreenPos();
    const ImVec2 size{std::round(wide.x + ui.px(26)), std::round(wide.y + ui.px(6))};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRectFilled(at, {at.x + size.x, at.y + size.y}, to_imgui(faded(color, 0.16F)), size.y / 2);
    draw.AddCircleFilled({at.x + ui.px(11), at.y + size.y / 2}, ui.px(3.5F), to_imgui(color));
    draw_wrapped(font, {at.x + ui.px(18), std::round(at.y + (size.y - wide.y) / 2)}, words, palette::text, 0);
    ImGui::Dummy(size);
}

void sign_line(Ui& ui, const char* icon, std::string_view words, Color color, Color sign) {
    ImGui::PushFont(ui.look.font(Face::small));
    const ImVec2 at = ImGui::GetCursorScreenPos(), wide = ImGui::CalcTextSize(icon);
    ImGui::GetWindowDrawList()->AddText({std::round(at.x + (ui.px(16) - wide.x) / 2), at.y}, to_imgui(sign), icon);
    ImGui::Indent(ui.px(22));
    text(ui, words, color);
    ImGui::Unindent(ui.px(22));
    ImGui::PopFont();
}

bool flowing_chip(Ui& ui, const std::string& label, bool chosen, bool first) {
    const float width = wrapped_size(ui.look.font(Face::small), shown(label), -1).x + ui.px(24), space = ui.px(6);
    if (!first) {
        const float right = ImGui::GetItemRectMax().x + space + width;
        if (right <= ImGui::GetCurrentWindow()->WorkRect.Max.x) {
            ImGui::SameLine(0, space);
        }
    }
    bool on = chosen;
    return chip(ui, label, on);
}

}  // namespace piket::render
