#include "canvas/mesh.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "canvas/shapes.hpp"

namespace piket::render {

namespace {

Point operator*(Point p, float by) {
    return {p.x * by, p.y * by};
}

float length(Point p) {
    return std::sqrt(p.x * p.x + p.y * p.y);
}

Color clear(Color color) {
    return {color.r, color.g, color.b, 0};
}

// Points enough for an arc to look round.
int pieces(float radius_in_pixels, float angle) {
    const float whole = std::clamp(6 * std::sqrt(std::max(radius_in_pixels, 1.0F)), 12.0F, 128.0F);
    return std::max(1, static_cast<int>(std::ceil(whole * std::abs(angle) / (2 * pi))));
}

void arc(std::vector<Point>& points, Point centre, float rx, float ry, float from, float to, int count) {
    for (int i = 0; i <= count; ++i) {
        const float t = from + (to - from) * static_cast<float>(i) / static_cast<float>(count);
        points.push_back({centre.x + rx * std::cos(t), centre.y + ry * std::sin(t)});
    }
}

std::vector<Point> round_rect(Rect r, float radius, unsigned corners, float pixel) {
    radius = std::max(0.0F, std::min({radius, r.w / 2, r.h / 2}));
    std::vector<Point> points;
    const int count = pieces(radius / pixel, pi / 2);
    const std::array<Point, 4> at = {Point{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}};
    const std::array<Point, 4> inward = {Point{1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
    for (size_t i = 0; i < 4; ++i) {
        if ((corners >> i & 1U) != 0 && radius > 0) {
            const float from = pi + static_cast<float>(i) * pi / 2;
            arc(points, at[i] + inward[i] * radius, radius, radius, from, from + pi / 2, count);
        } else {
            points.push_back(at[i]);
        }
    }
    return points;
}

float doubled_area(std::span<const Point> points) {
    float sum = 0;
    for (size_t i = 0; i < points.size(); ++i) {
        const Point a = points[i], b = points[(i + 1) % points.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum;
}

Point normal(Point a, Point b) {
    const Point along = b - a;
    const float l = length(along);
    return l > 0 ? Point{along.y / l, -along.x / l} : Point{0, 0};
}

// At each point the way out that moves both adjoining edges by one.
std::vector<Point> miters(std::span<const Point> points, bool closed) {
    const size_t n = points.size();
    std::vector<Point> result(n);
    for (size_t i = 0; i < n; ++i) {
        Point before = i > 0 ? normal(points[i - 1], points[i]) : Point{0, 0};
        Point after = i + 1 < n ? normal(points[i], points[i + 1]) : Point{0, 0};
        if (closed) {
            before = normal(points[(i + n - 1) % n], points[i]);
            after = normal(points[i], points[(i + 1) % n]);
        }
        if (before == Point{0, 0}) {
            before = after;
        }
        if (after == Point{0, 0}) {
            after = before;
        }
        const Point half = (before + after) * 0.5F;
        // Sharp turns are cut rather than drawn as a spike.
        result[i] = half * (1 / std::max(0.3F, half.x * half.x + half.y * half.y));
    }
    return result;
}

}  // namespace

void Mesh::triangle(Point a, Point b, Point c, Color ca, Color cb, Color cc) {
    const Point white = white_spot();
    vertices.emplace_back(a, ca, white);
    vertices.emplace_back(b, cb, white);
    vertices.emplace_back(c, cc, white);
}

// Between two edges a and b, each from 0 to 1.
void Mesh::strip(Point a0, Point a1, Point b0, Point b1, Color ca0, Color ca1, Color cb0, Color cb1) {
    triangle(a0, a1, b1, ca0, ca1, cb1);
    triangle(a0, b1, b0, ca0, cb1, cb0);
}

void Mesh::rect(Rect r, Color color) {
    gradient(r, color, color, color, color);
}

void Mesh::gradient(Rect r, Color a, Color b, Color c, Color d) {
    strip({r.x, r.y}, {r.right(), r.y}, {r.x, r.bottom()}, {r.right(), r.bottom()}, a, b, d, c);
}

void Mesh::polygon(std::span<const Point> points, Color color) {
    if (points.size() < 3) {
        return;
    }
    const float outward = (doubled_area(points) > 0 ? 0.5F : -0.5F) * pixel;
    const std::vector<Point> out = miters(points, true);
    const size_t n = points.size();
    for (size_t i = 0; i < n; ++i) {
        const size_t j = (i + 1) % n;
        const Point in_i = points[i] - out[i] * outward, in_j = points[j] - out[j] * outward;
        if (i > 0 && j > 0) {
            triangle(points[0] - out[0] * outward, in_i, in_j, color, color, color);
        }
        strip(in_i, in_j, points[i] + out[i] * outward, points[j] + out[j] * outward, color, color, clear(color),
              clear(color));
    }
}

void Mesh::rounded(Rect r, float radius, Color color, unsigned corners) {
    if (radius <= 0 || corners == no_corners) {
        rect(r, color);
        return;
    }
    if (r.w > 0 && r.h > 0) {
        polygon(round_rect(r, radius, corners, pixel), color);
    }
}

void Mesh::outline(Rect r, float radius, float thickness, Color color, unsigned corners) {
    const float half = thickness / 2;
    polyline(round_rect(r.grown(-half), radius - half, corners, pixel), thickness, color, true);
}

void Mesh::shadow(Rect r, float blur, Color color) {
    // The blot in nine parts: corners, sides, middle.
    const Rect from = blot(), outer = r.grown(blur);
    const float side = std::min({2 * blur, outer.w / 2, outer.h / 2}), half = from.w / 2;
    const std::array<float, 4> xs = {outer.x, outer.x + side, outer.right() - side, outer.right()};
    const std::array<float, 4> ys = {outer.y, outer.y + side, outer.bottom() - side, outer.bottom()};
    const std::array<float, 4> us = {from.x, from.x + half, from.x + half, from.right()};
    const std::array<float, 4> vs = {from.y, from.y + half, from.y + half, from.bottom()};
    for (size_t i = 0; i < 9; ++i) {
        const size_t x = i % 3, y = i / 3;
        quad({xs[x], ys[y], xs[x + 1] - xs[x], ys[y + 1] - ys[y]}, {us[x], vs[y], us[x + 1] - us[x], vs[y + 1] - vs[y]},
             color);
    }
}

void Mesh::circle(Point centre, float radius, Color color) {
    ellipse(centre, radius, radius, color);
}

void Mesh::ellipse(Point centre, float rx, float ry, Color color) {
    if (rx <= 0 || ry <= 0) {
        return;
    }
    if (const Disc* disc = disc_for(std::max(rx, ry) / pixel)) {
        const float half = disc->place.w / 2 / disc->radius;
        quad({centre.x - rx * half, centre.y - ry * half, 2 * rx * half, 2 * ry * half}, disc->place, color);
        return;
    }
    std::vector<Point> points;
    const int count = pieces(std::max(rx, ry) / pixel, 2 * pi);
    arc(points, centre, rx, ry, 0, 2 * pi, count);
    points.pop_back();
    polygon(points, color);
}

void Mesh::ring(Point centre, float radius, float thickness, Color color) {
    std::vector<Point> points;
    const float middle = radius - thickness / 2;
    arc(points, centre, middle, middle, 0, 2 * pi, pieces(radius / pixel, 2 * pi));
    points.pop_back();
    polyline(points, thickness, color, true);
}

void Mesh::line(Point a, Point b, float thickness, Color color) {
    const std::array<Point, 2> points = {a, b};
    polyline(points, thickness, color);
}

void Mesh::polyline(std::span<const Point> points, float thickness, Color color, bool closed) {
    if (points.size() < 2) {
        return;
    }
    if (thickness < pixel) {  // thinner than a pixel: fainter instead
        color = faded(color, thickness / pixel);
        thickness = pixel;
    }
    const std::vector<Point> sideways = miters(points, closed);
    const float solid = (thickness - pixel) / 2, rim = (thickness + pixel) / 2;
    const Color none = clear(color);
    const size_t n = points.size(), edges = closed ? n : n - 1;
    for (size_t i = 0; i < edges; ++i) {
        const size_t j = (i + 1) % n;
        const auto at = [&](size_t k, float distance) { return points[k] + sideways[k] * distance; };
        strip(at(i, -rim), at(j, -rim), at(i, -solid), at(j, -solid), none, none, color, color);
        if (solid > 0) {
            strip(at(i, -solid), at(j, -solid), at(i, solid), at(j, solid), color, color, color, color);
        }
        strip(at(i, solid), at(j, solid), at(i, rim), at(j, rim), color, color, none, none);
    }
}

void Mesh::quad(Rect to, Rect from, Color tint) {
    quad({{to.x, to.y}, {to.right(), to.y}, {to.right(), to.bottom()}, {to.x, to.bottom()}}, from, tint);
}

void Mesh::quad(const Point (&to)[4], Rect from, Color tint) {
    const std::array<Point, 4> uv = {
        Point{from.x, from.y}, {from.right(), from.y}, {from.right(), from.bottom()}, {from.x, from.bottom()}};
    for (const size_t corner : {0, 1, 2, 0, 2, 3}) {
        vertices.emplace_back(to[corner], tint, uv[corner]);
    }
}

}  // namespace piket::render
