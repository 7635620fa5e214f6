#include "office/figure_shapes.hpp"

#include <array>
#include <cmath>

#include "look/palette.hpp"

namespace piket::render {

namespace {

struct LookColors {
    Color skin, hair;
    bool hijab, cap;
};

constexpr uint32_t skins[] = {0xE3B48F, 0xC98F66, 0xB67B52};

LookColors colors(int look) {
    switch (look) {
        case 0:
            return {rgb(skins[0]), rgb(0x26211F), false, false};
        case 1:
            return {rgb(skins[1]), rgb(0x1F1B1A), false, false};
        case 2:
            return {rgb(skins[2]), rgb(0x2C2422), false, false};
        case 3:
            return {rgb(skins[1]), rgb(0x17181C), false, true};
        case 4:
            return {rgb(skins[0]), rgb(0x8B8B8D), false, false};  // men of age
        case 5:
            return {rgb(skins[0]), rgb(0xE6D9C2), true, false};
        case 6:
            return {rgb(skins[1]), rgb(0x7C3148), true, false};
        case 7:
            return {rgb(skins[2]), rgb(0x2F5D62), true, false};
        case 8:
            return {rgb(skins[0]), rgb(0x4A4E69), true, false};
        default:
            return {rgb(skins[1]), rgb(0x2A1F1B), false, false};  // long hair
    }
}

struct Clothes {
    Color shirt, trousers;
    bool pattern;
    Color second;
};

Clothes uniform(Uniform u, int look) {
    switch (u) {
        case Uniform::khaki:
            return {rgb(0xB59A5B), rgb(0x8F7640), false, {}};
        case Uniform::white:
            return {rgb(0xFAFAF7), rgb(0x2B3040), false, {}};
        case Uniform::batik:
            break;
    }
    return look % 2 == 0 ? Clothes{rgb(0x2D4A7A), rgb(0x23262F), true, rgb(0xE0B65C)}
                         : Clothes{rgb(0x7A4229), rgb(0x2B2420), true, rgb(0xEBCB8B)};
}

Clothes plain(int look) {
    constexpr uint32_t shirts[] = {0xA94A5B, 0x4F8F86, 0x8C6BB1, 0xC9783F, 0x5C7F3F,
                                   0xB8557F, 0x3F7CAC, 0x9C8A2E, 0x6D5A8F, 0xBF6060};
    return {rgb(shirts[static_cast<size_t>(look)]), rgb(0x3B3F4A), false, {}};
}

Color darker(Color c, float share) {
    return mixed(c, rgb(0x0B0D12), share);
}

// One figure while it is drawn, part by part from the feet to the head.
class Shape {
   public:
    Shape(Mesh& mesh, const Clothes& clothes, const LookColors& look, bool long_hair, Facing facing)
        : m_(mesh),
          clothes_(clothes),
          look_(look),
          long_hair_(long_hair),
          side_(facing == Facing::left || facing == Facing::right),
          back_(facing == Facing::up),
          to_(facing == Facing::left ? -1.0F : 1.0F),
          face_{head.x + (side_ ? to_ * 0.055F : 0), head.y} {}

    void legs() {
        const float leg = side_ ? 0.17F : 0.14F;
        m_.ellipse({0.5F, 1.09F}, 0.27F, 0.085F, Color(10, 12, 18, 70));  // the shadow
        m_.rounded({0.5F - leg - (side_ ? -0.04F : 0.02F), 0.8F, leg, 0.3F}, 0.05F, darker(clothes_.trousers, 0.1F));
        m_.rounded({0.5F + (side_ ? -0.1F : 0.02F), 0.8F, leg, 0.3F}, 0.05F, clothes_.trousers);
    }

    void body() {
        const float half = side_ ? 0.19F : 0.25F;
        const Color line = faded(darker(clothes_.shirt, 0.62F), 0.95F);
        m_.rounded({0.5F - half - 0.025F, 0.465F, 2 * half + 0.05F, 0.46F}, 0.19F, line);
        m_.rounded({0.5F - half, 0.49F, 2 * half, 0.41F}, 0.17F, clothes_.shirt);
        if (clothes_.pattern) {
            pattern(half);
        } else if (!side_ && !back_) {
            m_.line({0.5F, 0.56F}, {0.5F, 0.88F}, 0.025F, darker(clothes_.shirt, 0.22F));
        }
        if (side_) {
            m_.rounded({0.5F - 0.065F, 0.56F, 0.13F, 0.3F}, 0.06F, darker(clothes_.shirt, 0.16F));
            return;
        }
        for (const float arm : {0.5F - half + 0.08F, 0.5F + half - 0.08F}) {
            m_.line({arm, 0.64F}, {arm, 0.88F}, 0.025F, darker(clothes_.shirt, 0.25F));
        }
    }

    void skull() {
        const Color hair_line = darker(look_.hair, 0.45F);
        if (look_.hijab) {
            m_.ellipse({head.x, head.y + 0.13F}, 0.255F, 0.21F, hair_line);
            m_.circle(head, radius + 0.055F, hair_line);
            m_.ellipse({head.x, head.y + 0.13F}, 0.23F, 0.185F, look_.hair);
            m_.circle(head, radius + 0.03F, look_.hair);
            return;
        }
        if (long_hair_) {
            m_.rounded({head.x - radius - 0.04F, head.y - 0.08F, 2 * radius + 0.08F, 0.36F}, 0.1F, look_.hair);
        }
        m_.circle(head, radius + 0.025F, darker(look_.skin, 0.6F));
        m_.circle(head, radius, look_.skin);
    }

    void face() {
        if (back_) {
            if (!look_.hijab) {
                m_.circle({head.x, head.y - 0.01F}, radius + 0.02F, look_.hair);
            }
            return;
        }
        if (look_.hijab) {
            m_.ellipse({face_.x, face_.y + 0.01F}, side_ ? 0.125F : 0.15F, 0.155F, look_.skin);
        } else {
            hair();
        }
        const Color dark = rgb(0x2B2320);
        const float eye = face_.y + 0.03F;
        if (side_) {
            m_.circle({face_.x + to_ * 0.06F, eye}, 0.022F, dark);
        } else {
            m_.circle({face_.x - 0.07F, eye}, 0.022F, dark);
            m_.circle({face_.x + 0.07F, eye}, 0.022F, dark);
        }
    }

    void mask() {
        const Color cloth = rgb(0xD9F1FA);
        if (back_) {  // its strings
            m_.line({head.x - radius, head.y + 0.06F}, {head.x + radius, head.y + 0.06F}, 0.028F, cloth);
            return;
        }
        const float w = side_ ? 0.17F : 0.25F;
        const Rect mask{face_.x - w / 2 + (side_ ? to_ * 0.05F : 0), face_.y + 0.055F, w, 0.125F};
        m_.rounded(mask.grown(0.014F), 0.055F, rgb(0x4E7C97));
        m_.rounded(mask, 0.045F, cloth);
    }

    void cap() {
        if (look_.cap) {
            m_.rounded({head.x - 0.19F, head.y - 0.24F, 0.38F, 0.17F}, 0.05F, rgb(0x15171C));
        }
    }

   private:
    static constexpr float radius = 0.2F;  // of the head
    inline static const Point head{0.5F, 0.31F};

    // Diamonds in two rows.
    void pattern(float half) {
        for (int i = 0; i < 6; ++i) {
            const Point c{0.5F + (static_cast<float>(i % 3) - 1) * half * 0.62F + (i >= 3 ? 0.05F : 0),
                          0.62F + (i >= 3 ? 0.16F : 0.0F)};
            const std::array<Point, 4> diamond = {Point{c.x, c.y - 0.055F}, Point{c.x + 0.045F, c.y},
                                                  Point{c.x, c.y + 0.055F}, Point{c.x - 0.045F, c.y}};
            m_.polygon(diamond, clothes_.second);
        }
    }

    // The upper part of the head; seen from the side, more of it behind.
    void hair() {
        const bool right = to_ > 0;
        const float from = !side_ ? 1.04F * pi : right ? 0.86F * pi : 1.1F * pi;
        const float until = !side_ ? 1.96F * pi : right ? 1.9F * pi : 2.14F * pi;
        std::array<Point, 17> edge;
        for (size_t i = 0; i < edge.size(); ++i) {
            const float t = from + (until - from) * static_cast<float>(i) / 16;
            edge[i] = {head.x + (radius + 0.025F) * std::cos(t), head.y + (radius + 0.025F) * std::sin(t)};
        }
        m_.polygon(edge, look_.hair);
    }

    Mesh& m_;
    const Clothes& clothes_;
    const LookColors& look_;
    bool long_hair_, side_, back_;
    float to_;  // where the nose points, seen from the side
    Point face_;
};

}  // namespace

void draw_figure(Mesh& mesh, std::optional<Uniform> worn, int look, bool masked, Facing facing) {
    const Clothes clothes = worn ? uniform(*worn, look) : plain(look);
    const LookColors own = colors(look);
    Shape shape(mesh, clothes, own, look == looks - 1, facing);
    shape.legs();
    shape.body();
    shape.skull();
    shape.face();
    if (masked) {
        shape.mask();
    }
    shape.cap();
}

}  // namespace piket::render
