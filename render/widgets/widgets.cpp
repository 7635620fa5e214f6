#include "widgets/widgets.hpp"

#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "widgets/imgui.hpp"

namespace piket::render {

namespace {

std::string_view shown(std::string_view label) {
    return label.substr(0, label.find("##"));
}

ImVec2 text_size(std::string_view text, bool wrap = false, float width = 0) {
    return ImGui::CalcTextSize(text.data(), text.data() + text.size(), false, wrap ? width : -1.0F);
}

void draw_text(ImVec2 at, std::string_view text, Color color) {
    ImGui::GetWindowDrawList()->AddText(at, to_imgui(color), text.data(), text.data() + text.size());
}

// A text that has too little room ends in "…".
std::string shortened(std::string_view text, float width) {
    if (text_size(text).x <= width) {
        return std::string(text);
    }
    std::string shorter(text);
    while (!shorter.empty() && text_size(shorter + "…").x > width) {
        do {
            shorter.pop_back();
        } while (!shorter.empty() && (static_cast<unsigned char>(shorter.back()) & 0xC0U) == 0x80U);
        // The lead byte of the last letter may be all that is left of it.
        if (!shorter.empty() && static_cast<unsigned char>(shorter.back()) >= 0xC0U) {
            shorter.pop_back();
        }
    }
    return shorter + "…";
}

struct Press {
    bool clicked, hovered, held;
};

// A place that can be pressed, with mouse or keyboard. Disabled ones still show their tip.
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

}  // namespace

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

bool slider(Ui& ui, const std::string& label, double& value, double least, double most,
            const std::function<std::string(double)>& format, bool enabled) {
    const float width = ImGui::GetContentRegionAvail().x, line = ImGui::GetTextLineHeight();
    const float knob = std::round(ui.px(8)), height = line + ui.px(4) + 2 * knob;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Press p = press(ui, label, {width, height}, enabled);
    const double before = value;
    const float from = at.x + knob, to = at.x + width - knob;
    // Where the button was let go counts too: a quick hand moves and lets go within one frame.
    const bool let_go = enabled && ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    if (to > from && ((p.held && ImGui::IsMouseDown(ImGuiMouseButton_Left)) || let_go)) {
        const float share = std::clamp((ImGui::GetIO().MousePos.x - from) / (to - from), 0.0F, 1.0F);
        value = least + (most - least) * static_cast<double>(share);
    }
    // Plus and minus move the slider that the keyboard has reached; ImGui keeps the arrows for itself.
    if (enabled && ImGui::GetCurrentContext()->NavId == ImGui::GetItemID() && !ui.input().typing) {
        for (const Chord& chord : ui.input().pressed) {
            const bool more = chord.key == sf::Keyboard::Equal || chord.key == sf::Keyboard::Add;
            const bool less = chord.key == sf::Keyboard::Hyphen || chord.key == sf::Keyboard::Subtract;
            if ((more || less) && !chord.ctrl) {
                value = std::clamp(value + (most - least) * (more ? 0.05 : -0.05), least, most);
            }
        }
    }
    const std::string text = format(value);
    const std::string_view name = shown(label);
    Item& item = ui.items.record(label, text_size(name).x + text_size(text).x + ui.px(12) <= width);
    item.enabled = enabled;
    item.value = text;
    // The track only, so that a test which clicks in the middle of it sets the middle.
    item.rect = overlap(item.rect, {from, at.y + height - 2 * knob, to - from, 2 * knob});

    draw_text(at, name, enabled ? palette::text : palette::disabled);
    draw_text({at.x + width - text_size(text).x, at.y}, text, enabled ? palette::text : palette::disabled);
    const float y = at.y + height - knob, thick = std::round(ui.px(5));
    const float share = most > least ? static_cast<float>((value - least) / (most - least)) : 0;
    const float x = from + (to - from) * std::clamp(share, 0.0F, 1.0F);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    fill({at.x, y - thick / 2}, {width, thick}, palette::card, thick / 2);
    fill({at.x, y - thick / 2}, {x - at.x, thick}, enabled ? palette::chosen : palette::line, thick / 2);
    if (p.hovered || p.held) {
        draw.AddCircleFilled({x, y}, knob * 1.45F, to_imgui(faded(palette::a, 0.25F)));
    }
    draw.AddCircleFilled({x, y}, knob, to_imgui(enabled ? palette::a : palette::disabled));
    return value != before;
}

bool text_field(Ui& ui, const std::string& label, std::string& text, const std::string& hint) {
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    const std::string hidden = "##" + label;
    const bool changed = ImGui::InputTextWithHint(hidden.c_str(), hint.c_str(), &text);
    ui.items.record(label).value = text;
    return changed;
}

bool tabs(Ui& ui, const std::string& id, const std::vector<std::string>& labels, int& chosen) {
    const int before = chosen;
    ImGui::PushID(id.c_str());
    const float space = ui.px(4), height = ImGui::GetFrameHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, inner = width - 2 * space;
    fill(at, {width, height + 2 * space}, palette::ground, ImGui::GetStyle().FrameRounding + space);
    const float each = std::floor(inner / static_cast<float>(std::max<size_t>(labels.size(), 1)));
    for (size_t i = 0; i < labels.size(); ++i) {
        ImGui::SetCursorScreenPos({at.x + space + each * static_cast<float>(i), at.y + space});
        const bool on = static_cast<int>(i) == chosen;
        if (press_text(ui, labels[i], shown(labels[i]), {each, height}, {.kind = Kind::quiet, .chosen = on},
                       ImGui::GetStyle().FrameRounding)) {
            chosen = static_cast<int>(i);
        }
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, height + 2 * space});
    ImGui::PopID();
    return chosen != before;
}

bool choice(Ui& ui, const std::string& label, const std::vector<std::string>& options, int& chosen) {
    const int before = chosen;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    const std::string hidden = "##" + label;
    const auto current = static_cast<size_t>(std::clamp(chosen, 0, std::max(0, static_cast<int>(options.size()) - 1)));
    const std::string_view whole = options.empty() ? "" : shown(options[current]);
    const float arrow = ImGui::GetFrameHeight(), room = ImGui::GetContentRegionAvail().x - arrow;
    const std::string preview = shortened(whole, room - 2 * ImGui::GetStyle().FramePadding.x);
    const bool open = ImGui::BeginCombo(hidden.c_str(), preview.c_str());
    ui.items.record(label).value = preview;
    if (!open && preview != whole) {
        tip(ui, whole);
    }
    if (open) {
        for (size_t i = 0; i < options.size(); ++i) {
            if (ImGui::Selectable(options[i].c_str(), i == current)) {
                chosen = static_cast<int>(i);
            }
            Item& item = ui.items.record(options[i]);
            item.chosen = i == current;
            item.window = "choice";  // ImGui's own name of the list is none to rely on
        }
        ImGui::EndCombo();
    }
    return chosen != before;
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

void title(Ui& ui, std::string_view words) {
    ImGui::PushFont(ui.look.font(Face::large));
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
    ImGui::PopFont();
}

void section(Ui& ui, std::string_view words) {
    gap(ui, 6);
    ImGui::PushFont(ui.look.font(Face::semibold));
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
    ImGui::PopFont();
}

void text(Ui&, std::string_view words, Color color) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(color));
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
}

void muted(Ui& ui, std::string_view words) {
    ImGui::PushFont(ui.look.font(Face::small));
    text(ui, words, palette::muted);
    ImGui::PopFont();
}

void meter(Ui& ui, std::string_view label, double share, Color color, std::string_view second) {
    text(ui, label);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = std::round(ui.px(9));
    fill(at, {width, height}, palette::card, height / 2);
    const float filled = width * static_cast<float>(std::clamp(share, 0.0, 1.0));
    if (filled > 0) {
        fill(at, {std::max(filled, height), height}, color, height / 2);
    }
    ImGui::Dummy({width, height});
    if (!second.empty()) {
        muted(ui, second);
    }
}

void gap(Ui& ui, float height) {
    ImGui::Dummy({0, ui.px(height)});
}

void tip(Ui& ui, std::string_view words) {
    // Not at once: tips that follow the mouse everywhere hide what is below.
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled) ||
        ImGui::GetCurrentContext()->HoveredIdTimer < 0.4F) {
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(7)});
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(ui.px(320));
    ImGui::PushFont(ui.look.font(Face::small));
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
    ImGui::PopFont();
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

float key_cap_width(Ui& ui, std::string_view words) {
    ImGui::PushFont(ui.look.font(Face::small));
    const float width = std::round(std::max(text_size(words).x + ui.px(14), ui.px(26)));
    ImGui::PopFont();
    return width;
}

void key_cap(Ui& ui, std::string_view words) {
    ImGui::PushFont(ui.look.font(Face::small));
    const ImVec2 wide = text_size(words), at = ImGui::GetCursorScreenPos();
    const ImVec2 size{key_cap_width(ui, words), std::round(wide.y + ui.px(8))};
    fill({at.x, at.y + ui.px(2)}, size, palette::ground, ui.px(5));
    fill(at, size, palette::hovered, ui.px(5));
    draw_text({at.x + std::round((size.x - wide.x) / 2), at.y + std::round((size.y - wide.y) / 2)}, words,
              palette::text);
    ImGui::Dummy({size.x, size.y + ui.px(2)});
    ImGui::PopFont();
}

Panel::Panel(Ui& ui, const char* id, Rect place) : Panel(ui, id, place, Style{}) {}

Panel::Panel(Ui& ui, const char* id, Rect place, const Style& style) {
    ImGui::SetNextWindowPos({place.x, place.y});
    ImGui::SetNextWindowSize({place.w, place.h});
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
    if (style.scrolls) {
        flags &= ~ImGuiWindowFlags_NoScrollbar;
    } else {
        flags |= ImGuiWindowFlags_NoScrollWithMouse;
    }
    if (!style.ground || !style.floats) {
        flags |= ImGuiWindowFlags_NoBackground;
    }
    if (style.ground && !style.floats) {
        ui.grounds.push_back(place);
    }
    if (!style.floats) {
        flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, style.floats ? ui.px(14) : 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, style.floats && style.ground ? 1.0F : 0.0F);
    if (!style.padded) {
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    }
    ImGui::Begin(id, nullptr, flags);
    ImGui::PopStyleVar(style.padded ? 2 : 3);
    if (style.floats) {
        // In front of the panels wherever somebody clicked last. Not by focus, which would let go of pressed buttons.
        ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    }
}

Panel::~Panel() {
    ImGui::End();
}

}  // namespace piket::render
