// People as they are drawn: figures, or dots far out, the marks of their health, and rings around some.
#pragma once

#include <span>
#include <vector>

#include "office/people.hpp"
#include "platform/ui.hpp"

namespace piket::render {

// What is pointed out. People are indices of Place::people.
struct Marks {
    std::vector<uint32_t> fates;  // whose fate differs between the worlds: a ring each
    Color fate_color = Color::White;
    uint32_t selected = nobody;  // a person
    uint32_t room = nobody;      // selected
};

// The box in which somebody is drawn, in the plane, at so many pixels per metre.
Rect body(const Figure& figure, float scale);

// Families are drawn once they are large enough to be told apart.
bool shows_families(float cell, float scale);

class Crowd {
   public:
    Crowd(const Ui& ui, const Place& place) : ui_(ui), place_(place) {}

    // Figures from the back to the front; the canvas looks through the view already.
    void draw_people(Canvas& canvas, std::span<const Figure> figures, Day day);
    void draw_marks(Canvas& canvas, std::span<const Figure> figures, const DayFrame& frame, bool known_only);
    void draw_rings(Canvas& canvas, std::span<const Figure> figures, const Marks& marks) const;

   private:
    const PeopleSheets::Sheet& sheet(Uniform uniform, float scale);
    int look(const Figure& figure) const;

    const Ui& ui_;
    const Place& place_;
    PeopleSheets sheets_;
};

}  // namespace piket::render
