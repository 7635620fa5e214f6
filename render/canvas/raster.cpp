#include "canvas/raster.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace piket::render {

namespace {

struct Corner {
    Point at;  // pixels
    Point uv;  // pixels of the texture
    Color color;
};

struct Box {
    int left, top, right, bottom;  // half open
};

// Positions are rounded to 1/256 pixel, as graphics cards do, so that edges are decided in whole numbers.
constexpr int64_t one = 256;

int64_t fixed(float x) {
    return static_cast<int64_t>(std::lround(std::clamp(x, -1e6F, 1e6F) * one));
}

int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

// A value that changes linearly over the triangle.
struct Plane {
    double at_origin = 0, dx = 0, dy = 0;

    double operator()(double x, double y) const { return at_origin + dx * x + dy * y; }
};

Plane plane(const std::array<Corner, 3>& t, double area, double a, double b, double c) {
    const double x0 = t[0].at.x, y0 = t[0].at.y;
    const double x1 = t[1].at.x - x0, y1 = t[1].at.y - y0, x2 = t[2].at.x - x0, y2 = t[2].at.y - y0;
    Plane p;
    p.dx = ((b - a) * y2 - (c - a) * y1) / area;
    p.dy = ((c - a) * x1 - (b - a) * x2) / area;
    p.at_origin = a - p.dx * x0 - p.dy * y0;
    return p;
}

struct Sample {
    float r, g, b, a;  // 0 to 255
};

Sample sample(const Texture& texture, float u, float v) {
    const Picture& p = texture.picture();
    const auto texel = [&p](int x, int y) {
        return p.at(std::clamp(x, 0, p.width - 1), std::clamp(y, 0, p.height - 1));
    };
    if (!texture.smooth()) {
        const Color c = texel(static_cast<int>(std::floor(u)), static_cast<int>(std::floor(v)));
        return {static_cast<float>(c.r), static_cast<float>(c.g), static_cast<float>(c.b), static_cast<float>(c.a)};
    }
    u -= 0.5F;
    v -= 0.5F;
    const float left = std::floor(u), top = std::floor(v), s = u - left, t = v - top;
    const int x = static_cast<int>(left), y = static_cast<int>(top);
    const Color a = texel(x, y), b = texel(x + 1, y), c = texel(x, y + 1), d = texel(x + 1, y + 1);
    const auto mix = [s, t](uint8_t p00, uint8_t p10, uint8_t p01, uint8_t p11) {
        const float upper = static_cast<float>(p00) * (1 - s) + static_cast<float>(p10) * s;
        const float lower = static_cast<float>(p01) * (1 - s) + static_cast<float>(p11) * s;
        return upper * (1 - t) + lower * t;
    };
    return {mix(a.r, b.r, c.r, d.r), mix(a.g, b.g, c.g, d.g), mix(a.b, b.b, c.b, d.b), mix(a.a, b.a, c.a, d.a)};
}

void blend(Color& under, float r, float g, float b, float alpha) {
    float share = alpha, opacity = 1;
    if (under.a != 255) {  // something that is baked onto nothing keeps its own colour at its edges
        opacity = alpha + static_cast<float>(under.a) / 255 * (1 - alpha);
        share = opacity > 0 ? alpha / opacity : 0;
    }
    const auto mix = [share](float over, uint8_t below) {
        return static_cast<uint8_t>(over * share + static_cast<float>(below) * (1 - share) + 0.5F);
    };
    under = {mix(r, under.r), mix(g, under.g), mix(b, under.b), static_cast<uint8_t>(255 * opacity + 0.5F)};
}

void fill(std::array<Corner, 3> t, const Texture& texture, const Box& box, Picture& into) {
    std::array<int64_t, 3> xs{}, ys{};
    for (size_t i = 0; i < 3; ++i) {
        xs[i] = fixed(t[i].at.x);
        ys[i] = fixed(t[i].at.y);
    }
    int64_t area = (xs[1] - xs[0]) * (ys[2] - ys[0]) - (xs[2] - xs[0]) * (ys[1] - ys[0]);
    if (area == 0) {
        return;
    }
    if (area < 0) {
        std::swap(t[1], t[2]);
        std::swap(xs[1], xs[2]);
        std::swap(ys[1], ys[2]);
        area = -area;
    }
    const double float_area = static_cast<double>(t[1].at.x - t[0].at.x) * (t[2].at.y - t[0].at.y) -
                              static_cast<double>(t[2].at.x - t[0].at.x) * (t[1].at.y - t[0].at.y);
    if (float_area <= 0) {
        return;
    }
    const auto of = [&](auto value) { return plane(t, float_area, value(t[0]), value(t[1]), value(t[2])); };
    const Plane u = of([](const Corner&c) { return c.uv.x; }), v = of([](const Corner&c) { return c.uv.y; });
    const Plane r = of([](const Corner&c) { return c.color.r; }), g = of([](const Corner&c) { return c.color.g; });
    const Plane b = of([](const Corner&c) { return c.color.b; }), a = of([](const Corner&c) { return c.color.a; });
    const bool one_texel = t[0].uv == t[1].uv && t[0].uv == t[2].uv;
    const bool one_color = t[0].color == t[1].color && t[0].color == t[2].color;
    const Sample still = one_texel ? sample(texture, t[0].uv.x, t[0].uv.y) : Sample{};

    const int first = std::max<int>(box.top, static_cast<int>(floor_div(*std::ranges::min_element(ys), one)));
    const int last = std::min<int>(box.bottom, static_cast<int>(floor_div(*std::ranges::max_element(ys), one)) + 1);
    for (int y = first; y < last; ++y) {
        // Pixels whose centre is right of all edges, in whole numbers; centres on an edge belong to the left or top
        // one.
        const int64_t cy = y * one + one / 2;
        int64_t from = box.left, to = box.right;
        for (size_t i = 0; i < 3; ++i) {
            const size_t j = (i + 1) % 3;
            const int64_t dx = xs[j] - xs[i], dy = ys[j] - ys[i];
            const bool owns = dy < 0 || (dy == 0 && dx > 0);
            // inside(x) = at_zero - dy * one * x
            const int64_t at_zero = dx * (cy - ys[i]) - dy * (one / 2 - xs[i]) - (owns ? 0 : 1);
            const int64_t slope = dy * one;
            if (slope == 0) {
                if (at_zero < 0) {
                    to = from;
                }
            } else if (slope > 0) {
                to = std::min(to, floor_div(at_zero, slope) + 1);
            } else {
                from = std::max(from, -floor_div(at_zero, -slope));
            }
        }
        Color* row = &into.pixels[static_cast<size_t>(y) * into.width];
        const double py = y + 0.5;
        for (int64_t x = from; x < to; ++x) {
            const double px = static_cast<double>(x) + 0.5;
            const Sample s =
                one_texel ? still : sample(texture, static_cast<float>(u(px, py)), static_cast<float>(v(px, py)));
            if (one_color) {
                const Color c = t[0].color;
                blend(row[x], s.r * static_cast<float>(c.r) / 255, s.g * static_cast<float>(c.g) / 255,
                      s.b * static_cast<float>(c.b) / 255, s.a * static_cast<float>(c.a) / (255 * 255));
            } else {
                const auto shade = [&](const Plane& p) {
                    return std::clamp(static_cast<float>(p(px, py)), 0.0F, 255.0F);
                };
                blend(row[x], s.r * shade(r) / 255, s.g * shade(g) / 255, s.b * shade(b) / 255,
                      s.a * shade(a) / (255 * 255));
            }
        }
    }
}

Box whole(const Picture& picture) {
    return {0, 0, picture.width, picture.height};
}

Box clipped(const Picture& picture, float left, float top, float right, float bottom) {
    const auto in = [](float x, int most) { return std::clamp(static_cast<int>(std::lround(x)), 0, most); };
    return {in(left, picture.width), in(top, picture.height), in(right, picture.width), in(bottom, picture.height)};
}

void fill(const Mesh& mesh, const View& view, const Box& box, Picture& into) {
    const Texture& texture = mesh.texture ? *mesh.texture : *shapes();
    for (size_t i = 0; i + 2 < mesh.vertices.size(); i += 3) {
        std::array<Corner, 3> t;
        for (size_t k = 0; k < 3; ++k) {
            const sf::Vertex& vertex = mesh.vertices[i + k];
            t[k] = {view.to_screen(vertex.position), vertex.texCoords, vertex.color};
        }
        fill(t, texture, box, into);
    }
}

}  // namespace

void rasterise(const Mesh& mesh, const View& view, Picture& into) {
    fill(mesh, view, whole(into), into);
}

void rasterise(const Canvas& canvas, Picture& into) {
    std::ranges::fill(into.pixels, canvas.background);
    for (const Canvas::Layer& layer : canvas.layers()) {
        const Box box = layer.clip
                            ? clipped(into, layer.clip->x, layer.clip->y, layer.clip->right(), layer.clip->bottom())
                            : whole(into);
        fill(layer.mesh(), layer.view, box, into);
    }
}

void rasterise(const ImDrawData& panels, const std::function<const Texture*(void*)>& resolve, Picture& into) {
    for (int n = 0; n < panels.CmdListsCount; ++n) {
        const ImDrawList& list = *panels.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const Texture* texture = command.UserCallback == nullptr ? resolve(command.GetTexID()) : nullptr;
            if (texture == nullptr) {
                continue;
            }
            const ImVec4& clip = command.ClipRect;
            const Box box = clipped(into, clip.x, clip.y, clip.z, clip.w);
            const auto w = static_cast<float>(texture->picture().width),
                       h = static_cast<float>(texture->picture().height);
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                std::array<Corner, 3> t;
                for (unsigned k = 0; k < 3; ++k) {
                    const unsigned index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)];
                    const ImDrawVert& vertex = list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
                    const ImU32 c = vertex.col;
                    t[k] = {{vertex.pos.x, vertex.pos.y},
                            {vertex.uv.x * w, vertex.uv.y * h},
                            Color(static_cast<uint8_t>(c), static_cast<uint8_t>(c >> 8U),
                                  static_cast<uint8_t>(c >> 16U), static_cast<uint8_t>(c >> 24U))};
                }
                fill(t, *texture, box, into);
            }
        }
    }
}

}  // namespace piket::render
