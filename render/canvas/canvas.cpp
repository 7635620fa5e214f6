#include "canvas/canvas.hpp"

#include <imgui.h>

#include <cmath>

namespace piket::render {

void Canvas::look_through(const View& view) {
    view_ = view;
}

void Canvas::clip(Rect pixels) {
    clip_ = pixels;
}

void Canvas::no_clip() {
    clip_.reset();
}

// Layers that agree in everything are one.
Mesh& Canvas::open(const TextureHandle& texture, const View& view, bool plain) {
    if (layers_.empty() || layers_.back().kept || layers_.back().own.texture != texture ||
        layers_.back().own.plain != plain || layers_.back().view != view || layers_.back().clip != clip_) {
        layers_.push_back({nullptr, {}, view, clip_});
        layers_.back().own.texture = texture;
        layers_.back().own.plain = plain;
        layers_.back().own.pixel = 1 / view.scale;
    }
    return layers_.back().own;
}

Mesh& Canvas::mesh() {
    return open(nullptr, view_);
}

Mesh& Canvas::plain() {
    return open(nullptr, view_, true);
}

void Canvas::draw(std::shared_ptr<const Mesh> kept) {
    layers_.push_back({std::move(kept), {}, view_, clip_});
}

void Canvas::image(const TextureHandle& texture, Rect to, Color tint) {
    const Picture& picture = texture->picture();
    sprite(texture, to, {0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height)}, tint);
}

void Canvas::sprite(const TextureHandle& texture, Rect to, Rect from, Color tint) {
    open(texture, view_).quad(to, from, tint);
}

Point measure(const Typeface& face, std::string_view text) {
    const ImVec2 size = face.font->CalcTextSizeA(face.size, 1e9F, 0, text.data(), text.data() + text.size());
    return {size.x, size.y};
}

void Canvas::text(const Typeface& face, Point at, std::string_view text, Color color, Align align) {
    at = view_.to_screen(at);
    const float width = align == Align::left ? 0 : measure(face, text).x;
    float x = std::round(at.x - (align == Align::centre ? width / 2 : align == Align::right ? width : 0));
    const float y = std::round(at.y - face.size / 2), scale = face.size / face.font->FontSize;
    const Picture& picture = face.glyphs->picture();
    const auto w = static_cast<float>(picture.width), h = static_cast<float>(picture.height);
    Mesh& mesh = open(face.glyphs, View{});
    for (size_t i = 0; i < text.size();) {
        // Our texts are valid UTF-8 of two or three bytes at most; other bytes show as the sign for a missing glyph.
        const auto byte = [&](size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
        unsigned c = byte(i);
        if (c >= 0xE0U && c < 0xF0U) {
            c = (c & 0xFU) << 12U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU);
            i += 3;
        } else if (c >= 0xC0U && c < 0xE0U) {
            c = (c & 0x1FU) << 6U | (byte(i + 1) & 0x3FU);
            i += 2;
        } else {
            i += 1;
        }
        const ImFontGlyph* glyph = face.font->FindGlyph(static_cast<ImWchar>(c));
        if (glyph == nullptr) {
            continue;
        }
        if (glyph->Visible != 0) {
            mesh.quad({x + glyph->X0 * scale, y + glyph->Y0 * scale, (glyph->X1 - glyph->X0) * scale,
                       (glyph->Y1 - glyph->Y0) * scale},
                      {glyph->U0 * w, glyph->V0 * h, (glyph->U1 - glyph->U0) * w, (glyph->V1 - glyph->V0) * h}, color);
        }
        x += glyph->AdvanceX * scale;
    }
}

}  // namespace piket::render
