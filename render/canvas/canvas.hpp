// What is drawn in one frame behind the panels: an ordered list of meshes, each under a view and a clip. Knows neither
// window nor display; sfml.hpp draws it with one call per layer, raster.hpp without any graphics card.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "canvas/mesh.hpp"

struct ImFont;

namespace piket::render {

// A font of ImGui together with the texture that holds its glyphs.
struct Typeface {
    const ImFont* font = nullptr;
    TextureHandle glyphs;
    float size = 0;  // pixels
};

Point measure(const Typeface& face, std::string_view text);

// From units of the world (metres, say) to pixels.
struct View {
    float scale = 1;
    Point offset;

    Point to_screen(Point p) const { return {p.x * scale + offset.x, p.y * scale + offset.y}; }
    Rect to_screen(Rect r) const { return {r.x * scale + offset.x, r.y * scale + offset.y, r.w * scale, r.h * scale}; }
    Point to_world(Point p) const { return {(p.x - offset.x) / scale, (p.y - offset.y) / scale}; }
    bool operator==(const View&) const = default;
};

enum class Align { left, centre, right };

class Canvas {
   public:
    explicit Canvas(Point size) : size_(size) {}

    Point size() const { return size_; }
    Color background = Color::Black;

    // All that follows is drawn under this view, inside this clip (pixels).
    void look_through(const View& view);
    const View& view() const { return view_; }
    void clip(Rect pixels);
    void no_clip();

    // The mesh that grows now. Do not keep the reference beyond the next call of the canvas.
    Mesh& mesh();
    // The same for what is large and has no round parts: see Mesh::plain.
    Mesh& plain();
    // A mesh kept by the caller from frame to frame, in units of the view.
    void draw(std::shared_ptr<const Mesh> kept);
    // A whole texture, or a part of it (in its pixels), to a place in units of the view. Thousands of sprites of one
    // texture in a row are one draw call: bake what is drawn often (see rasterise) instead of drawing its shapes.
    void image(const TextureHandle& texture, Rect to, Color tint = Color::White);
    void sprite(const TextureHandle& texture, Rect to, Rect from, Color tint = Color::White);
    // `at` (in units of the view) is the middle of the line's height; the text itself is always set in pixels.
    void text(const Typeface& face, Point at, std::string_view text, Color color, Align align = Align::left);

    struct Layer {
        std::shared_ptr<const Mesh> kept;  // or else:
        Mesh own;
        View view;
        std::optional<Rect> clip;

        const Mesh& mesh() const { return kept ? *kept : own; }
    };
    const std::vector<Layer>& layers() const { return layers_; }

   private:
    Mesh& open(const TextureHandle& texture, const View& view, bool plain = false);

    Point size_;
    View view_;
    std::optional<Rect> clip_;
    std::vector<Layer> layers_;
};

}  // namespace piket::render
