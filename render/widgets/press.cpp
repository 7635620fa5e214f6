#include "widgets/press.hpp"

#include <imgui_internal.h>

#include <algorithm>

#include "widgets/imgui.hpp"

namespace piket::render::parts {

namespace {

Color ground_of(const ButtonStyle& style, const Press& p) {
    const bool filled = style.chosen || style.kind == Kind::primary;
    if (!style.enabled) {
        return style.kind == Kind::quiet && !filled ? Color::Transparent : palette::card;
    }
    if (filled) {
        return p.held      ? mixed(palette::chosen, palette::ground, 0.2F)
               : p.hovered ? palette::chosen_hovered
                           : palette::chosen;
    }
    if (p.held) {
        return palette::pressed;
    }
    if (p.hovered) {
        return palette::hovered;
    }
    return style.kind == Kind::quiet ? Color::Transparent : palette::card;
}

}  // namespace

std::string_view shown(std::string_view label) {
    return label.substr(0, label.find("##"));
}

ImVec2 text_size(std::string_view text) {
    return ImGui::CalcTextSize(text.data(), text.data() + text.size());
}

void draw_text(ImVec2 at, std::string_view text, Color color) {
    ImGui::GetWindowDrawList()->AddText(at, to_imgui(color), text.data(), text.data() + text.size());
}

Press press(Ui& ui, const std::string& label, ImVec2 size, bool enabled) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (!enabled) {
        ImGui::BeginDisabled();
    }
    Press result{};
    result.clicked = ImGui::InvisibleButton(label.c_str(), {std::max(size.x, 1.0F), std::max(size.y, 1.0F)});
    result.hovered = enabled && ImGui::IsItemHovered();
    result.held = enabled && ImGui::IsItemActive();
    if (!enabled) {
        ImGui::EndDisabled();
    }
    if (result.hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    // InvisibleButton draws no ring round what the keyboard has reached.
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (g.NavId == ImGui::GetItemID() && !g.NavDisableHighlight && enabled) {
        const float r = ui.px(2);
        ImGui::GetWindowDrawList()->AddRect({at.x - r, at.y - r}, {at.x + size.x + r, at.y + size.y + r},
                                            to_imgui(palette::a), ImGui::GetStyle().FrameRounding + r, 0, ui.px(2));
    }
    return result;
}

void fill(ImVec2 at, ImVec2 size, Color color, float rounding) {
    if (color.a > 0) {
        ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + size.x, at.y + size.y}, to_imgui(color), rounding);
    }
}

bool press_text(Ui& ui, const std::string& label, std::string_view text, ImVec2 size, const ButtonStyle& style,
                float rounding) {
    const ImVec2 at = ImGui::GetCursorScreenPos(), wide = text_size(text);
    const float padding =
        std::min(ImGui::GetStyle().FramePadding.x, std::max(0.0F, (size.x - ImGui::GetFontSize()) / 2));
    const Press p = press(ui, label, size, style.enabled);
    Item& item = ui.items.record(label, wide.x <= size.x - padding + 0.5F);
    item.enabled = style.enabled;
    item.chosen = style.chosen;
    fill(at, size, ground_of(style, p), rounding);
    const std::string drawn = shortened(text, size.x - padding);
    draw_text({at.x + std::round((size.x - text_size(drawn).x) / 2), at.y + std::round((size.y - wide.y) / 2)}, drawn,
              !style.enabled                                ? palette::disabled
              : style.chosen || style.kind == Kind::primary ? Color::White
                                                            : palette::text);
    if (style.tip[0] != '\0') {
        tip(ui, style.tip);
    }
    return p.clicked && style.enabled;
}

float width_of(const Ui& ui, float wanted, float natural) {
    return wanted < 0 ? ImGui::GetContentRegionAvail().x : wanted > 0 ? ui.px(wanted) : natural;
}

}  // namespace piket::render::parts
