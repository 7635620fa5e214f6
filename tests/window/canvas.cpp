// Shapes and the rasteriser. The window draws the same: see real.cpp.
#include <catch2/catch.hpp>
#include <cmath>

#include "canvas/raster.hpp"

using namespace piket::render;

namespace {

const Color palette_orange = rgb(0xE69F00);

Picture drawn(const Mesh& mesh, int side = 64, const View& view = {}) {
    Picture picture(side, side, Color::Black);
    rasterise(mesh, view, picture);
    return picture;
}

// Sum of the red channel in whole pixels: the area of a white shape on black.
double area(const Picture& picture) {
    double sum = 0;
    for (const Color& c : picture.pixels) {
        sum += c.r / 255.0;
    }
    return sum;
}

}  // namespace

TEST_CASE("A rectangle on whole pixels fills exactly these") {
    Mesh mesh;
    mesh.rect({10, 20, 5, 7}, Color::Red);
    const Picture picture = drawn(mesh);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            const bool inside = x >= 10 && x < 15 && y >= 20 && y < 27;
            REQUIRE(picture.at(x, y) == (inside ? Color::Red : Color::Black));
        }
    }
}

TEST_CASE("Triangles that share an edge neither overlap nor leave a gap") {
    // Half transparent: a pixel drawn twice is brighter, one left out is black.
    Mesh mesh;
    const Point corners[] = {{3.3F, 2.1F}, {60.7F, 9.6F}, {51.2F, 61.4F}, {5.5F, 50.9F}};
    const Point middle(31.7F, 29.3F);
    for (size_t i = 0; i < 4; ++i) {
        const Color half(255, 255, 255, 128);
        mesh.triangle(middle, corners[i], corners[(i + 1) % 4], half, half, half);
    }
    for (const Color& c : drawn(mesh).pixels) {
        REQUIRE((c.r == 0 || c.r == 128));
    }
    CHECK(area(drawn(mesh)) / (128 / 255.0) == Approx(2626).epsilon(0.01));
}

TEST_CASE("Shapes have the area that they should, at any size and zoom") {
    for (const float r : {1.3F, 2.7F, 5.0F, 9.5F, 17.0F, 29.0F}) {
        INFO(r);
        Mesh disc, large, ring, ellipse;
        disc.circle({32, 32}, r, Color::White);
        CHECK(area(drawn(disc)) == Approx(pi * r * r).epsilon(0.04).margin(0.5));
        ring.ring({32, 32}, r + 1, 2, Color::White);
        CHECK(area(drawn(ring)) == Approx(pi * 4 * r).epsilon(0.06));
        ellipse.ellipse({32, 32}, r, r / 2, Color::White);
        CHECK(area(drawn(ellipse)) == Approx(pi * r * r / 2).epsilon(0.07).margin(0.5));
        large.pixel = 0.1F;  // drawn ten times as large in units of its own
        large.circle({3.2F, 3.2F}, r / 10, Color::White);
        CHECK(area(drawn(large, 64, {10, {0, 0}})) == Approx(pi * r * r).epsilon(0.04).margin(0.5));
    }
    Mesh huge;
    huge.circle({128, 128}, 100, Color::White);  // beyond the discs of the atlas
    CHECK(area(drawn(huge, 256)) == Approx(pi * 10000).epsilon(0.005));
    Mesh rounded, frame, line;
    rounded.rounded({8, 8, 48, 40}, 10, Color::White);
    CHECK(area(drawn(rounded)) == Approx(48 * 40 - (4 - pi) * 100).epsilon(0.005));
    frame.outline({8, 8, 48, 40}, 0, 2, Color::White);
    CHECK(area(drawn(frame)) == Approx(48 * 40 - 44 * 36).epsilon(0.03));
    line.line({5, 10}, {59, 47}, 3, Color::White);
    CHECK(area(drawn(line)) == Approx(3 * std::hypot(54.0, 37.0)).epsilon(0.02));
}

TEST_CASE("Edges of shapes are soft, hairlines are faint") {
    Mesh disc;
    disc.circle({32, 32}, 12.3F, Color::White);
    int grey = 0;
    for (const Color& c : drawn(disc).pixels) {
        grey += c.r > 20 && c.r < 235;
    }
    CHECK(grey > 40);
    Mesh thin, thick;
    thin.line({4, 32.5F}, {60, 32.5F}, 0.25F, Color::White);
    thick.line({4, 32.5F}, {60, 32.5F}, 1, Color::White);
    CHECK(area(drawn(thin)) == Approx(area(drawn(thick)) / 4).epsilon(0.05));
}

TEST_CASE("A turn as sharp as can be does not shoot off") {
    Mesh mesh;
    const Point points[] = {{10, 30}, {50, 32}, {10, 34}};
    mesh.polyline(points, 4, Color::White);
    for (const sf::Vertex& v : mesh.vertices) {
        CHECK(v.position.x < 62);
    }
}

TEST_CASE("Texture, clip, view and order") {
    Picture chess(2, 2);
    chess.at(0, 0) = chess.at(1, 1) = Color::White;
    chess.at(1, 0) = chess.at(0, 1) = Color::Blue;
    const auto hard = std::make_shared<Texture>(chess, false), smooth = std::make_shared<Texture>(chess, true);
    Canvas canvas({64, 64});
    canvas.background = Color::Green;
    canvas.image(hard, {0, 0, 32, 32});
    canvas.image(smooth, {32, 0, 32, 32});
    canvas.clip({0, 40, 10, 10});
    canvas.mesh().rect({0, 32, 64, 32}, Color::Red);
    canvas.no_clip();
    canvas.look_through({2, {20, 40}});
    canvas.mesh().rect({0, 0, 5, 5}, Color::Yellow);
    Picture picture(64, 64);
    rasterise(canvas, picture);
    CHECK(picture.at(15, 15) == Color::White);
    CHECK(picture.at(16, 15) == Color::Blue);
    CHECK(picture.at(48, 16).r > 100);  // in between
    CHECK(picture.at(48, 16).r < 155);
    CHECK(picture.at(5, 39) == Color::Green);
    CHECK(picture.at(9, 45) == Color::Red);
    CHECK(picture.at(10, 45) == Color::Green);
    CHECK(picture.at(20, 40) == Color::Yellow);
    CHECK(picture.at(29, 49) == Color::Yellow);
    CHECK(picture.at(30, 49) == Color::Green);
}

TEST_CASE("What can be one draw call is one, and a kept mesh is drawn where it was put") {
    Canvas canvas({64, 64});
    for (int i = 0; i < 10; ++i) {
        canvas.mesh().circle({5, 5}, 3, Color::White);
        canvas.mesh().line({1, 1}, {9, 9}, 1, Color::White);
    }
    CHECK(canvas.layers().size() == 1);
    auto kept = std::make_shared<Mesh>();
    kept->rect({0, 0, 8, 8}, Color::Red);
    canvas.look_through({1, {20, 0}});
    canvas.draw(kept);
    canvas.look_through({1, {40, 0}});
    canvas.draw(kept);
    Picture picture(64, 64);
    rasterise(canvas, picture);
    CHECK(picture.at(20, 4) == Color::Red);
    CHECK(picture.at(40, 4) == Color::Red);
    CHECK(picture.at(30, 4) == Color::Black);
}

TEST_CASE("Things far outside and empty ones are no trouble") {
    Mesh mesh;
    mesh.rect({-1e7F, -1e7F, 2e7F, 2e7F}, Color::Red);
    mesh.circle({-500, 9000}, 40, Color::White);
    mesh.circle({5, 5}, 0, Color::White);
    mesh.rounded({5, 5, 0, 10}, 3, Color::White);
    mesh.polyline({}, 3, Color::White);
    mesh.rect({std::nanf(""), 0, 5, 5}, Color::White);
    CHECK(drawn(mesh).at(63, 0) == Color::Red);
}

TEST_CASE("What is baked onto nothing looks on any ground as if drawn there") {
    Mesh mesh;
    mesh.circle({16.3F, 15.8F}, 9.7F, palette_orange);
    mesh.circle({20, 20}, 5, Color(255, 255, 255, 90));
    Picture baked(32, 32), direct(32, 32, Color::White), through(32, 32, Color::White);
    rasterise(mesh, {}, baked);
    rasterise(mesh, {}, direct);
    Mesh copy;
    copy.texture = std::make_shared<Texture>(baked, false);
    copy.quad({0, 0, 32, 32}, {0, 0, 32, 32});
    rasterise(copy, {}, through);
    CHECK(difference(direct, through, 3) == 0);
}
