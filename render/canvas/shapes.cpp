#include "canvas/shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "canvas/mesh.hpp"

namespace piket::render {

namespace {

// Steps of at most 4:3, so that a scaled disc keeps an edge of about one pixel.
constexpr std::array<float, 15> radii = {1, 1.5, 2, 3, 4, 6, 8, 11, 14, 18, 24, 32, 42, 52, 64};
constexpr float largest_stretch = 1.15F;
constexpr int atlas_width = 512, atlas_height = 256, blot_radius = 32;

struct Atlas {
    std::array<Disc, radii.size()> discs{};
    Rect blot_place;
    TextureHandle texture;
};

// Coverage of a pixel by a disc, by counting a grid of points within it: exact enough also for the smallest.
float coverage(float x, float y, float radius) {
    constexpr int grid = 8;
    int inside = 0;
    for (int i = 0; i < grid * grid; ++i) {
        const float dx = x + (static_cast<float>(i % grid) + 0.5F) / grid;
        const float dy = y + (static_cast<float>(i / grid) + 0.5F) / grid;
        inside += dx * dx + dy * dy < radius * radius;
    }
    return static_cast<float>(inside) / (grid * grid);
}

// Smooth and of bounded support; no exp, whose bits differ between machines.
float softness(float distance) {
    const float t = std::clamp(1 - distance, 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

template <class Opacity>
void paint(Picture& picture, Rect place, Opacity opacity) {
    for (int y = static_cast<int>(place.y); y < static_cast<int>(place.bottom()); ++y) {
        for (int x = static_cast<int>(place.x); x < static_cast<int>(place.right()); ++x) {
            const float dx = static_cast<float>(x) - place.centre().x, dy = static_cast<float>(y) - place.centre().y;
            picture.at(x, y).a = static_cast<uint8_t>(opacity(dx, dy) * 255 + 0.5F);
        }
    }
}

Atlas make_atlas() {
    Atlas atlas;
    Picture picture(atlas_width, atlas_height, Color(255, 255, 255, 0));
    paint(picture, {0, 0, 8, 8}, [](float, float) { return 1.0F; });
    atlas.blot_place = {16, 0, 2 * blot_radius, 2 * blot_radius};
    paint(picture, atlas.blot_place, [](float dx, float dy) {
        return softness(std::sqrt((dx + 0.5F) * (dx + 0.5F) + (dy + 0.5F) * (dy + 0.5F)) / blot_radius);
    });
    float x = atlas.blot_place.right() + 8, y = 0, shelf = atlas.blot_place.h;
    for (size_t i = 0; i < radii.size(); ++i) {
        const float side = 2 * (std::ceil(radii[i]) + 1);
        if (x + side > atlas_width) {
            x = 0;
            y += shelf + 2;
            shelf = 0;
        }
        shelf = std::max(shelf, side);
        atlas.discs[i] = {radii[i], {x, y, side, side}};
        paint(picture, atlas.discs[i].place, [r = radii[i]](float dx, float dy) { return coverage(dx, dy, r); });
        x += side + 2;
    }
    atlas.texture = std::make_shared<Texture>(std::move(picture));
    return atlas;
}

const Atlas& atlas() {
    static const Atlas made = make_atlas();
    return made;
}

}  // namespace

const TextureHandle& shapes() {
    return atlas().texture;
}

const Disc* disc_for(float radius) {
    const auto& discs = atlas().discs;
    const auto* found =
        std::ranges::find_if(discs, [radius](const Disc& disc) { return disc.radius * largest_stretch >= radius; });
    return found == discs.end() ? nullptr : &*found;
}

Point white_spot() {
    return {4, 4};
}

Rect blot() {
    return atlas().blot_place;
}

}  // namespace piket::render
