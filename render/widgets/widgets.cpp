// What is pressed: buttons, chips, boxes, cards, keys.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "widgets/imgui.hpp"
#include "widgets/press.hpp"

namespace piket::render {

using namespace parts;

bool button(Ui& ui, const std::string& label, const ButtonStyle& style) {
    const ImVec2 padding = ImGui::GetStyle().FramePadding;
    const float natural = text_size(shown(label)).x + 2 * padding.x;
    const ImVec2 size{std::round(width_of(ui, style.width, natural)), ImGui::GetFrameHeight()};
    return press_text(ui, label, shown(label), size, style, ImGui::GetStyle().FrameRounding);
}

bool icon_button(Ui& ui, const char* icon, const std::string& label, const ButtonStyle& style) {
    const float side = ImGui::GetFrameHeight();
    const std::string name(shown(label));
    ButtonStyle with_tip = style;
    if (with_tip.tip[0] == '\0') {
        with_tip.tip = name.c_str();
    }
    return press_text(ui, label, icon, {std::round(std::max(side * 1.15F, width_of(ui, style.width, 0))), side},
                      with_tip, ImGui::GetStyle().FrameRounding);
}

void menu(Ui& ui, const std::string& label, const char* id, const std::function<void()>& draw) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool open = ImGui::IsPopupOpen(id);
    if (icon_button(ui, "…", label, {.chosen = open})) {
        ImGui::OpenPopup(id);
    }
    ImGui::SetNextWindowPos({at.x, at.y + ImGui::GetFrameHeight() + ui.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(12)});
    ImGui::PushStyleColor(ImGuiCol_PopupBg, to_imgui(palette::panel));  // buttons stand out from it
    if (ImGui::BeginPopup(id)) {
        const size_t first = ui.items.all().size();
        draw();
        ui.items.name_window(first, id);
        ImGui::EndPopup();
    }
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

bool small_icon_button(Ui& ui, const char* icon, const std::string& label) {
    ImGui::PushFont(ui.look.font(Face::small));
    const std::string name(shown(label));
    const float side = std::round(ImGui::GetFontSize() + ui.px(8));
    const bool clicked = press_text(ui, label, icon, {side, side}, {.kind = Kind::quiet, .tip = name.c_str()},
                                    ImGui::GetStyle().FrameRounding);
    ImGui::PopFont();
    return clicked;
}

bool chip(Ui& ui, const std::string& label, bool& on) {
    ImGui::PushFont(ui.look.font(Face::small));
    const float height = ImGui::GetFontSize() + ui.px(11);
    const std::string_view text = shown(label);
    const bool clicked = press_text(ui, label, text, {std::round(text_size(text).x + ui.px(24)), std::round(height)},
                                    {.chosen = on}, height / 2);
    ImGui::PopFont();
    on = on != clicked;
    return clicked;
}

bool checkbox(Ui& ui, const std::string& label, bool& on, bool enabled) {
    const std::string_view text = shown(label);
    const float side = std::round(ui.px(20)), space = ui.px(10);
    const ImVec2 wide = text_size(text), at = ImGui::GetCursorScreenPos();
    const ImVec2 size{side + space + wide.x, std::max(side, ImGui::GetFrameHeight())};
    const Press p = press(ui, label, size, enabled);
    Item& item = ui.items.record(label, size.x <= ImGui::GetContentRegionMax().x + 0.5F);
    item.enabled = enabled;
    on = on != (p.clicked && enabled);
    item.chosen = on;
    const ImVec2 box{at.x, at.y + std::round((size.y - side) / 2)};
    const bool filled = on && enabled;
    fill(box, {side, side}, filled ? palette::chosen : p.hovered ? palette::hovered : palette::card, ui.px(5));
    if (!filled) {
        ImGui::GetWindowDrawList()->AddRect(box, {box.x + side, box.y + side}, to_imgui(palette::disabled), ui.px(5), 0,
                                            ui.px(1.2F));
    }
    if (on) {
        const ImVec2 tick[] = {{box.x + side * 0.25F, box.y + side * 0.52F},
                               {box.x + side * 0.43F, box.y + side * 0.7F},
                               {box.x + side * 0.76F, box.y + side * 0.3F}};
        ImGui::GetWindowDrawList()->AddPolyline(tick, 3, to_imgui(enabled ? Color::White : palette::disabled), 0,
                                                ui.px(2.2F));
    }
    draw_text({at.x + side + space, at.y + std::round((size.y - wide.y) / 2)}, text,
              enabled ? palette::text : palette::disabled);
    return p.clicked && enabled;
}

bool card(Ui& ui, const std::string& title, const std::string& second, const CardStyle& style) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float rounding = ui.px(9), padding = ui.px(14), gap_between = ui.px(4);
    ImFont* const strong = ui.look.font(Face::semibold);
    ImFont* const weak = ui.look.font(Face::small);
    const ImVec2 size{std::round(width_of(ui, style.width, ui.px(220))),
                      std::round(2 * padding + strong->FontSize + gap_between + weak->FontSize)};
    const Press p = press(ui, title, size, style.enabled);
    const Color ground = p.held ? palette::pressed : p.hovered ? palette::hovered : palette::card;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImVec2 end{at.x + size.x, at.y + size.y};
    fill(at, size, ground, rounding);
    if (style.accent.a > 0) {
        draw.AddRectFilled(at, {at.x + ui.px(5), end.y}, to_imgui(style.accent), rounding,
                           ImDrawFlags_RoundCornersLeft);
    }
    if (style.chosen) {
        draw.AddRect(at, end, to_imgui(palette::a), rounding, 0, ui.px(2));
    }
    float x = at.x + padding + ui.px(4);
    if (style.icon[0] != '\0') {
        ImGui::PushFont(ui.look.font(Face::large));
        const ImVec2 icon = text_size(style.icon);
        const float slot = ui.px(28);
        draw_text({x + std::round((slot - icon.x) / 2), at.y + std::round((size.y - icon.y) / 2)}, style.icon,
                  style.enabled ? palette::text : palette::disabled);
        ImGui::PopFont();
        x += slot + ui.px(12);
    }
    const float room = end.x - padding - x;
    ImGui::PushFont(strong);
    bool fits = text_size(shown(title)).x <= room;
    draw_text({x, at.y + padding}, shortened(shown(title), room), style.enabled ? palette::text : palette::disabled);
    ImGui::PopFont();
    ImGui::PushFont(weak);
    fits = fits && text_size(second).x <= room;
    draw_text({x, at.y + padding + strong->FontSize + gap_between}, shortened(second, room),
              style.enabled ? palette::muted : palette::disabled);
    ImGui::PopFont();
    Item& item = ui.items.record(title, fits);
    item.enabled = style.enabled;
    item.chosen = style.chosen;
    item.value = second;
    return p.clicked && style.enabled;
}

float key_width(Ui& ui, std::string_view words) {
    ImGui::PushFont(ui.look.font(Face::small));
    const float width = std::round(std::max(text_size(words).x + ui.px(14), ui.px(26)));
    ImGui::PopFont();
    return width;
}

bool focus_last_item() {
    if ((ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) == 0) {
        return false;
    }
    ImGui::SetFocusID(ImGui::GetItemID(), ImGui::GetCurrentWindow());
    ImGui::GetCurrentContext()->NavDisableHighlight = false;
    return true;
}

bool key_button(Ui& ui, const std::string& label, Color color, const char* words_of_tip) {
    const std::string_view words = shown(label);
    ImGui::PushFont(ui.look.font(Face::small));
    const ImVec2 wide = text_size(words), at = ImGui::GetCursorScreenPos();
    const ImVec2 size{key_width(ui, words), std::round(wide.y + ui.px(8))};
    const Press p = press(ui, label, size, true);
    ui.items.record(label).value = words;
    const float sunk = p.held ? std::round(ui.px(1)) : 0;
    fill({at.x, at.y + ui.px(2)}, size, palette::ground, ui.px(5));
    fill({at.x, at.y + sunk}, size, p.hovered ? palette::pressed : palette::hovered, ui.px(5));
    draw_text({at.x + std::round((size.x - wide.x) / 2), at.y + sunk + std::round((size.y - wide.y) / 2)}, words,
              color);
    ImGui::PopFont();
    if (words_of_tip[0] != '\0') {
        tip(ui, words_of_tip);
    }
    return p.clicked;
}

}  // namespace piket::render
