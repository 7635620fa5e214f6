#include "look/look.hpp"

#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "look/icons.hpp"
#include "look/palette.hpp"

namespace piket::render {

namespace {

struct Cut {
    float size;
    bool bold;
};
constexpr std::array<Cut, faces> cuts = {{{15, false}, {17, false}, {17, true}, {22, true}, {32, true}}};

// What Indonesian, English and formulas may need; the font leaves out what it does not have.
constexpr ImWchar letters[] = {0x0020, 0x017F, 0x0390, 0x03CE, 0x2010, 0x2044, 0x2070, 0x2099,
                               0x20AC, 0x20AC, 0x2190, 0x21BB, 0x2200, 0x2265, 0x2318, 0x2318,
                               0x25A0, 0x25FF, 0x2605, 0x2605, 0x2713, 0x2717, 0};

// Only the icons that have a name: a few dozen glyphs a face instead of hundreds.
ImVector<ImWchar> icon_ranges() {
    ImFontGlyphRangesBuilder builder;
#define PIKET_ICON(name, text) builder.AddText(text);
    PIKET_ICONS(PIKET_ICON)
#undef PIKET_ICON
    ImVector<ImWchar> ranges;
    builder.BuildRanges(&ranges);
    return ranges;
}

ImVec4 to_imgui(Color c, float opacity = 1) {
    return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255,
            static_cast<float>(c.a) / 255 * opacity};
}

void set_style(float scale) {
    ImGuiStyle style;
    style.WindowPadding = {16, 14};
    style.FramePadding = {12, 7};
    style.ItemSpacing = {8, 8};
    style.ItemInnerSpacing = {8, 6};
    style.CellPadding = {8, 6};
    style.ScrollbarSize = 10;
    style.GrabMinSize = 14;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 0;
    style.WindowRounding = 0;
    style.ChildRounding = 10;
    style.FrameRounding = 7;
    style.PopupRounding = 10;
    style.ScrollbarRounding = 5;
    style.GrabRounding = 7;
    style.TabRounding = 7;
    style.DisabledAlpha = 1;  // disabled things have colours of their own, which can still be read
    style.WindowMenuButtonPosition = ImGuiDir_None;
    style.ScaleAllSizes(scale);

    const auto set = [&style](ImGuiCol which, Color color, float opacity = 1) {
        style.Colors[which] = to_imgui(color, opacity);
    };
    set(ImGuiCol_Text, palette::text);
    set(ImGuiCol_TextDisabled, palette::disabled);
    set(ImGuiCol_WindowBg, palette::panel);
    set(ImGuiCol_ChildBg, palette::panel, 0);
    set(ImGuiCol_PopupBg, palette::card);
    set(ImGuiCol_Border, palette::line);
    set(ImGuiCol_FrameBg, palette::card);
    set(ImGuiCol_FrameBgHovered, palette::hovered);
    set(ImGuiCol_FrameBgActive, palette::pressed);
    set(ImGuiCol_ScrollbarBg, palette::panel, 0);
    set(ImGuiCol_ScrollbarGrab, palette::line);
    set(ImGuiCol_ScrollbarGrabHovered, palette::pressed);
    set(ImGuiCol_ScrollbarGrabActive, palette::disabled);
    set(ImGuiCol_CheckMark, palette::text);
    set(ImGuiCol_SliderGrab, palette::a);
    set(ImGuiCol_SliderGrabActive, palette::text);
    set(ImGuiCol_Button, palette::card);
    set(ImGuiCol_ButtonHovered, palette::hovered);
    set(ImGuiCol_ButtonActive, palette::pressed);
    set(ImGuiCol_Header, palette::hovered);
    set(ImGuiCol_HeaderHovered, palette::hovered);
    set(ImGuiCol_HeaderActive, palette::pressed);
    set(ImGuiCol_Separator, palette::line);
    set(ImGuiCol_TableHeaderBg, palette::card);
    set(ImGuiCol_TableBorderStrong, palette::line);
    set(ImGuiCol_TableBorderLight, palette::line, 0.6F);
    set(ImGuiCol_TableRowBg, palette::panel, 0);
    set(ImGuiCol_TableRowBgAlt, palette::card, 0.45F);
    set(ImGuiCol_TextSelectedBg, palette::chosen);
    set(ImGuiCol_NavHighlight, palette::a);
    set(ImGuiCol_ModalWindowDimBg, palette::ground, 0.7F);
    ImGui::GetStyle() = style;
}

}  // namespace

void Look::set_scale(float scale) {
    // Whole steps, so that no two scales look alike.
    scale = std::round(std::clamp(scale, least_scale, most_scale) / scale_step) * scale_step;
    wanted_ = std::clamp(scale, least_scale, most_scale);
}

bool Look::apply() {
    if (applied_ == wanted_) {
        return false;
    }
    applied_ = wanted_;
    set_style(applied_);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    const ImVector<ImWchar> icons = icon_ranges();
    for (size_t i = 0; i < faces; ++i) {
        const float size = std::round(cuts[i].size * applied_);
        fonts_[i] =
            atlas.AddFontFromFileTTF((cuts[i].bold ? files_.semibold : files_.regular).c_str(), size, nullptr, letters);
        ImFontConfig merge;
        merge.MergeMode = true;
        merge.GlyphMinAdvanceX = size * 1.15F;  // icons of one width line up
        merge.GlyphOffset.y = 0;
        if (fonts_[i] == nullptr ||
            atlas.AddFontFromFileTTF(files_.icons.c_str(), size * 0.95F, &merge, icons.Data) == nullptr) {
            throw std::runtime_error("a font cannot be read: " + files_.regular + " or " + files_.icons);
        }
    }
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
    Picture picture(width, height);
    std::memcpy(static_cast<void*>(picture.pixels.data()), pixels, picture.pixels.size() * sizeof(Color));
    glyphs_ = std::make_shared<Texture>(std::move(picture));
    ImGui::GetIO().FontDefault = font(Face::regular);
    return true;
}

Typeface Look::typeface(Face face) const {
    return {font(face), glyphs_, font(face)->FontSize};
}

bool Look::has_glyph(char32_t character) const {
    return character <= 0xFFFF && fonts_[0]->FindGlyphNoFallback(static_cast<ImWchar>(character)) != nullptr;
}

}  // namespace piket::render
