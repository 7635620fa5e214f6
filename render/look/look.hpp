// Type, sizes and colours of everything on screen.
#pragma once

#include <array>
#include <cstdint>

#include "canvas/canvas.hpp"
#include "look/fonts.hpp"

struct ImFont;

namespace piket::render {

enum class Face { small, regular, semibold, large, title };
inline constexpr int faces = 5;

inline constexpr float least_scale = 1.0F, most_scale = 2.0F, scale_step = 0.1F;

// Fonts and style of one context of ImGui, which must be current where `apply` is called.
class Look {
   public:
    explicit Look(FontFiles files) : files_(std::move(files)) {}

    // From the next frame on; clamped to 100 to 200 %.
    void set_scale(float scale);
    float scale() const { return wanted_; }
    // Lengths are written down for 100 %.
    float px(float length) const { return length * applied_; }

    // Between frames: builds atlas and style if the scale has changed. True if it did.
    bool apply();
    ImFont* font(Face face) const { return fonts_[static_cast<size_t>(face)]; }
    Typeface typeface(Face face) const;
    const TextureHandle& glyphs() const { return glyphs_; }
    // Does the type have this character?
    bool has_glyph(char32_t character) const;

   private:
    FontFiles files_;
    float wanted_ = 1, applied_ = 0;
    std::array<ImFont*, faces> fonts_{};
    TextureHandle glyphs_;
};

}  // namespace piket::render
