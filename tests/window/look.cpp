// Fonts, sizes and colours.
#include "look/look.hpp"

#include <imgui.h>

#include "driver.hpp"
#include "look/icons.hpp"
#include "look/palette.hpp"

using namespace piket::render;
using Catch::Contains;

TEST_CASE("A missing font is named, with the package that has it") {
    try {
        find_fonts({"/nowhere"});
        FAIL("fonts found");
    } catch (const std::runtime_error& error) {
        CHECK_THAT(error.what(), Contains("Inter") && Contains("fonts-inter") && Contains("/nowhere"));
    }
}

TEST_CASE("Every icon exists, in every size") {
    Stage stage(test_words(), find_fonts());
    stage.begin();
    stage.end(Canvas(stage.size()));
    size_t count = 0;
    for (int face = 0; face < faces; ++face) {
#define PIKET_ICON(name, text)                                                                                       \
    {                                                                                                                \
        INFO(#name);                                                                                                 \
        const std::basic_string<sf::Uint32> letter = sf::String::fromUtf8(text, text + std::strlen(text)).toUtf32(); \
        REQUIRE(letter.size() == 1);                                                                                 \
        CHECK(stage.ui().look.font(static_cast<Face>(face))->FindGlyphNoFallback(static_cast<ImWchar>(letter[0])) != \
              nullptr);                                                                                              \
        ++count;                                                                                                     \
    }
        PIKET_ICONS(PIKET_ICON)
#undef PIKET_ICON
    }
    CHECK(count > 100);
}

TEST_CASE("Text can be read: contrast of at least 4.5") {
    using namespace palette;
    for (const Color& on : {ground, panel, card}) {
        CHECK(contrast(text, on) >= 7);
        CHECK(contrast(muted, on) >= 4.5);
        CHECK(contrast(disabled, on) >= 4.5);
        for (const Color& colour : {a, b, good, warning, bad, special, cursor}) {
            CHECK(contrast(colour, on) >= 4.5);
        }
    }
    CHECK(contrast(text, hovered) >= 4.5);
    CHECK(contrast(text, pressed) >= 4.5);
    CHECK(contrast(Color::White, chosen) >= 4.5);
    CHECK(contrast(Color::White, Color::Black) == Approx(21));
}

TEST_CASE("The scale changes between frames, from 100 to 200 %, and everything grows with it") {
    Stage stage(test_words(), find_fonts());
    const auto frame = [&] {
        stage.begin();
        stage.end(Canvas(stage.size()));
    };
    frame();
    const float line = stage.ui().look.font(Face::regular)->FontSize, padding = ImGui::GetStyle().FramePadding.x;
    const float indent = ImGui::GetStyle().IndentSpacing;  // a value that nobody sets here
    const TextureHandle before = stage.ui().look.glyphs();
    stage.ui().look.set_scale(2);
    CHECK(stage.ui().look.font(Face::regular)->FontSize == line);  // not within a frame
    frame();
    CHECK(stage.ui().look.font(Face::regular)->FontSize == 2 * line);
    CHECK(ImGui::GetStyle().FramePadding.x == 2 * padding);
    CHECK(stage.ui().px(10) == 20);
    CHECK(stage.ui().look.glyphs() != before);
    stage.ui().look.set_scale(7);
    CHECK(stage.ui().look.scale() == 2);
    stage.ui().look.set_scale(1);
    frame();
    CHECK(ImGui::GetStyle().IndentSpacing == indent);
    CHECK(ImGui::GetStyle().FramePadding.x == padding);  // no rounding left over
}
