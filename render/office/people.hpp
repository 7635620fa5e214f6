// Small figures as sprites, so that thousands are one draw call: civil servants in the uniform of the weekday, visitors
// in plain clothes, and the marks of their health, told apart by shape as well as by colour.
#pragma once

#include <map>
#include <utility>

#include "canvas/canvas.hpp"
#include "office/figures.hpp"

namespace piket::render {

// As civil servants wear it: khaki on Monday and Tuesday, a white shirt on Wednesday, batik on Thursday and Friday.
enum class Uniform : uint8_t { khaki, white, batik };
Uniform uniform_on(Day day);

// Nothing is shown for susceptible people.
enum class Badge : uint8_t { none, latent, infectious, symptomatic, recovered };
Badge badge_of(const PersonToday& person, bool known_only);
Color color_of(Badge mark);

// Looks that a person keeps: hair, hijab, skin.
inline constexpr int looks = 10;
int look_of(const PlacePerson& person);

class PeopleSheets {
   public:
    struct Sheet {
        TextureHandle texture;
        float unit = 0;  // pixels of the texture per height of a person
    };
    // The sheet that suits people of this height on screen.
    const Sheet& sheet(Uniform uniform, float height_in_pixels);

    // Parts of a sheet, in its pixels. A figure's box is 1 wide and 1.2 high, in heights of a person; its feet are at
    // (0.5, 1.1).
    static Rect figure(const Sheet& sheet, Figure::Kind kind, int look, bool masked, Facing facing);
    static Rect mark(const Sheet& sheet, Badge mark);
    // Far out: a dot instead of a figure.
    static Rect dot(const Sheet& sheet, Figure::Kind kind);

   private:
    std::map<std::pair<Uniform, int>, Sheet> sheets_;
};

// A mark drawn large, for legends and lists; `size` is its height.
void draw_badge(Mesh& mesh, Badge mark, Point centre, float size);

}  // namespace piket::render
