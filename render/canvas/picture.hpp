// Pictures in memory, and pictures as textures. Neither needs a display.
#pragma once

#include <SFML/Graphics/Color.hpp>
#include <SFML/System/Vector2.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace piket::render {

using Color = sf::Color;
using Point = sf::Vector2f;

constexpr float pi = 3.14159265F;

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;

    constexpr float right() const { return x + w; }
    constexpr float bottom() const { return y + h; }
    Point centre() const { return {x + w / 2, y + h / 2}; }
    bool contains(Point p) const { return p.x >= x && p.x < x + w && p.y >= y && p.y < y + h; }
    constexpr Rect grown(float by) const { return {x - by, y - by, w + 2 * by, h + 2 * by}; }
    constexpr bool operator==(const Rect&) const = default;
};

// The part that both share, possibly empty.
Rect overlap(Rect a, Rect b);

// "#56B4E9" as 0x56B4E9.
inline Color rgb(uint32_t hex, uint8_t alpha = 255) {
    return {static_cast<uint8_t>(hex >> 16U), static_cast<uint8_t>(hex >> 8U), static_cast<uint8_t>(hex), alpha};
}
// The same colour, `opacity` (0 to 1) times as opaque.
Color faded(Color color, float opacity);
// From a (0) to b (1).
Color mixed(Color a, Color b, float share);
// Contrast ratio of WCAG 2: 1 to 21; text wants 4.5.
double contrast(Color a, Color b);

// RGBA, straight alpha, rows from the top.
struct Picture {
    int width = 0, height = 0;
    std::vector<Color> pixels;

    Picture() = default;
    Picture(int w, int h, Color fill = Color::Transparent);

    Color& at(int x, int y) { return pixels[static_cast<size_t>(y) * width + x]; }
    Color at(int x, int y) const { return pixels[static_cast<size_t>(y) * width + x]; }
    bool operator==(const Picture&) const = default;

    // False if it cannot be written. Takes some 150 ms for 1280x720.
    bool save(const std::string& png) const;
};

// Share of pixels that differ by more than `tolerance` in some channel; 1 if the sizes differ.
double difference(const Picture& a, const Picture& b, int tolerance);

// A picture to draw with.
class Texture {
   public:
    explicit Texture(Picture picture, bool smooth = true) : picture_(std::move(picture)), smooth_(smooth) {}

    const Picture& picture() const { return picture_; }
    bool smooth() const { return smooth_; }

   private:
    Picture picture_;
    bool smooth_;
};

using TextureHandle = std::shared_ptr<const Texture>;

}  // namespace piket::render
