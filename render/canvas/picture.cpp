#include "canvas/picture.hpp"

#include <SFML/Graphics/Image.hpp>
#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace piket::render {

Rect overlap(Rect a, Rect b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x),
            std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

Color faded(Color color, float opacity) {
    color.a = static_cast<uint8_t>(std::clamp(static_cast<float>(color.a) * opacity + 0.5F, 0.0F, 255.0F));
    return color;
}

Color mixed(Color a, Color b, float share) {
    const auto mix = [share](uint8_t from, uint8_t to) {
        return static_cast<uint8_t>(static_cast<float>(from) +
                                    (static_cast<float>(to) - static_cast<float>(from)) * share + 0.5F);
    };
    return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), mix(a.a, b.a)};
}

double contrast(Color a, Color b) {
    const auto linear = [](uint8_t channel) {
        const double c = channel / 255.0;
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const auto luminance = [&](Color c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); };
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

Picture::Picture(int w, int h, Color fill) : width(w), height(h), pixels(static_cast<size_t>(w) * h, fill) {}

bool Picture::save(const std::string& png) const {
    static_assert(sizeof(Color) == 4);
    sf::Image image;
    image.create(static_cast<unsigned>(width), static_cast<unsigned>(height),
                 reinterpret_cast<const sf::Uint8*>(pixels.data()));
    return image.saveToFile(png);
}

double difference(const Picture& a, const Picture& b, int tolerance) {
    if (a.width != b.width || a.height != b.height || a.pixels.empty()) {
        return 1;
    }
    size_t differ = 0;
    for (size_t i = 0; i < a.pixels.size(); ++i) {
        const Color p = a.pixels[i], q = b.pixels[i];
        differ += std::abs(p.r - q.r) > tolerance || std::abs(p.g - q.g) > tolerance || std::abs(p.b - q.b) > tolerance;
    }
    return static_cast<double>(differ) / static_cast<double>(a.pixels.size());
}

}  // namespace piket::render
