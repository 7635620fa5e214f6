// Sliders, fields of text, tabs and lists.
#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "widgets/imgui.hpp"
#include "widgets/press.hpp"

namespace piket::render {

using namespace parts;

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
    bool changed = ImGui::InputTextWithHint(hidden.c_str(), hint.c_str(), &text);
    // ImGui would bring back what stood there before; people expect an empty field.
    if (ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) {
        changed = changed || !text.empty();
        text.clear();
    }
    ui.items.record(label).value = text;
    return changed;
}

namespace {

// ImGui does not wrap: where a line is too long, its last space that has room becomes the end of it.
int wrap(ImGuiInputTextCallbackData* data) {
    const float room = *static_cast<const float*>(data->UserData);
    for (char *line = data->Buf, *end = data->Buf + data->BufTextLen; line < end;) {
        char* const stop = std::find(line, end, '\n');
        char* last = nullptr;
        for (char* c = line; c < stop && ImGui::CalcTextSize(line, stop).x > room; ++c) {
            if (*c == ' ' && (last == nullptr || ImGui::CalcTextSize(line, c).x <= room)) {
                last = c;
            }
        }
        if (last != nullptr) {
            *last = '\n';
            data->BufDirty = true;
            line = last + 1;
        } else {
            line = stop + 1;
        }
    }
    return 0;
}

}  // namespace

bool text_area(Ui& ui, const std::string& label, std::string& text, int lines, size_t most) {
    const float height = ImGui::GetTextLineHeight() * static_cast<float>(lines) + 2 * ImGui::GetStyle().FramePadding.y;
    const float width = ImGui::GetContentRegionAvail().x;
    float room = width - 2 * ImGui::GetStyle().FramePadding.x - ImGui::GetStyle().ScrollbarSize;
    const std::string hidden = "##" + label;
    const std::string before = text;
    ImGui::InputTextMultiline(hidden.c_str(), &text, {width, height}, ImGuiInputTextFlags_CallbackEdit, wrap, &room);
    if (text.size() > most) {
        text.resize(most);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) != 0) {  // no half letter
            text.pop_back();
        }
    }
    ui.items.record(label).value = text;
    return text != before;
}

bool number_field(Ui& ui, const std::string& label, std::string& text, float width) {
    ImGui::SetNextItemWidth(std::round(ui.px(width)));
    const std::string hidden = "##" + label;
    const std::string before = text;
    ImGui::InputText(hidden.c_str(), &text);
    ui.items.record(label).value = text;
    return text != before;
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
    const float room = ImGui::CalcItemWidth() - ImGui::GetFrameHeight() - 2 * ImGui::GetStyle().FramePadding.x;
    const std::string preview = shortened(whole, room);
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

}  // namespace piket::render
