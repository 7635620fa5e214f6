// What is only read: titles, meters, tips; and the panel that all stands on.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "widgets/imgui.hpp"
#include "widgets/press.hpp"

namespace piket::render {

using namespace parts;

std::string shortened(std::string_view text, float width) {
    if (parts::text_size(text).x <= width) {
        return std::string(text);
    }
    std::string shorter(text);
    while (!shorter.empty() && parts::text_size(shorter + "…").x > width) {
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
    hint(ui, words);
}

void hint(Ui& ui, std::string_view words) {
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
