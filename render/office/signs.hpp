// What is written on the world where it is large enough to be read: names of agencies, floors and rooms, counts, and
// the numbers of an overlay. Nothing lies on anything else.
#pragma once

#include <vector>

#include "office/board.hpp"
#include "office/labels.hpp"
#include "words/measure_words.hpp"

namespace piket::render {

// "Home 76": how many of a building are where they are besides the office.
std::string elsewhere_line(const Words& words, const Census& census, uint32_t building, Elsewhere where);
std::string elsewhere_name(const Words& words, Elsewhere where);
// The heading of a block on the rim, higher where letters of this height (m) need it.
Rect with_letters(Rect heading, float height);

class Signs {
   public:
    Signs(const Layout& layout, const Furniture& furniture, const Overlays& overlays, const Ui& ui)
        : layout_(layout), furniture_(furniture), overlays_(overlays), ui_(ui) {}

    // One world at one instant, through a view.
    struct Scene {
        Rect viewport;
        View view;
        const DayFigures& day;
        const Census& census;
        double second;
        const Shown& shown;
    };
    // Returns where something was written.
    std::vector<Rect> draw(Canvas& canvas, const Scene& scene) const;

   private:
    bool seen(const Scene& s, Rect world) const;
    void put_districts(Labels& labels, const Scene& s) const;
    void put_title(Labels& labels, const Scene& s, uint32_t building) const;
    void put_floors(Labels& labels, const Scene& s, uint32_t building) const;
    void put_elsewhere(Labels& labels, const Scene& s, uint32_t building) const;
    void put_backlog(Labels& labels, const Scene& s, uint32_t room, const std::string& line) const;
    void put_backlogs(Labels& labels, const Scene& s) const;
    void put_counters(Labels& labels, const Scene& s) const;
    void put_room(Labels& labels, const Scene& s, uint32_t room) const;
    std::string name_of(uint32_t room) const;
    Rect strip_of(uint32_t room) const;
    const std::string& text(const Text& text) const { return in_language(text, ui_.words.language()); }

    const Layout& layout_;
    const Furniture& furniture_;
    const Overlays& overlays_;
    const Ui& ui_;
};

}  // namespace piket::render
