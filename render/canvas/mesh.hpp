// Coloured triangles, and helpers that append shapes with soft edges to them. No display is needed to make a mesh.
#pragma once

#include <SFML/Graphics/Vertex.hpp>
#include <span>
#include <vector>

#include "canvas/picture.hpp"

namespace piket::render {

enum Corners : unsigned {
    no_corners = 0,
    top_left = 1,
    top_right = 2,
    bottom_right = 4,
    bottom_left = 8,
    all_corners = 15
};

// White, discs of many sizes and a soft blot, drawn once. Discs cost two triangles that way.
const TextureHandle& shapes();

// Without a texture of its own a mesh draws from shapes(), so that all of the shapes below are one draw call. Only
// quad() belongs in a mesh with a texture.
class Mesh {
   public:
    std::vector<sf::Vertex> vertices;  // three make a triangle; texture coordinates are in pixels of the texture
    TextureHandle texture;
    // Nothing is sampled: several times cheaper for large areas where there is no graphics card. Only for rect,
    // gradient, polygon and lines.
    bool plain = false;
    float pixel = 1;  // length of a pixel of the screen in units of this mesh: edges are as soft as one pixel

    bool empty() const { return vertices.empty(); }

    void rect(Rect r, Color color);  // edges are hard: put it on whole pixels
    void gradient(Rect r, Color top_left, Color top_right, Color bottom_right, Color bottom_left);
    void rounded(Rect r, float radius, Color color, unsigned corners = all_corners);
    // A frame whose outer edge is r.
    void outline(Rect r, float radius, float thickness, Color color, unsigned corners = all_corners);
    // What falls below something raised: as large as r, fading out over `blur` outside and inside.
    void shadow(Rect r, float blur, Color color);
    void circle(Point centre, float radius, Color color);
    void ellipse(Point centre, float rx, float ry, Color color);
    void ring(Point centre, float radius, float thickness, Color color);  // outer radius
    void line(Point a, Point b, float thickness, Color color);
    void polyline(std::span<const Point> points, float thickness, Color color, bool closed = false);
    // Convex, in either sense of turning.
    void polygon(std::span<const Point> points, Color color);
    // A part of the texture, in its pixels.
    void quad(Rect to, Rect from, Color tint = Color::White);
    // The same, turned and skewed: corners clockwise from top left.
    void quad(const Point (&to)[4], Rect from, Color tint = Color::White);

    void triangle(Point a, Point b, Point c, Color ca, Color cb, Color cc);

   private:
    void strip(Point a0, Point a1, Point b0, Point b1, Color ca0, Color ca1, Color cb0, Color cb1);
};

}  // namespace piket::render
