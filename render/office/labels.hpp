// Lines of text that keep off each other: whoever comes first stays, the others are shortened or left out.
#pragma once

#include <string>
#include <vector>

#include "canvas/canvas.hpp"

namespace piket::render {

class Labels {
   public:
    // All in pixels; nothing sticks out of `clip`.
    Labels(Canvas& canvas, Rect clip) : canvas_(canvas), clip_(clip) {}

    struct Style {
        Color color = Color::White;
        Color ground = Color::Transparent;  // of a pill behind the text
        Align align = Align::centre;
        bool keep_whole = false;  // drop rather than end with "…"
        bool tight = false;       // a small pill
    };
    // The first of `texts` that fits into `area`, at the middle of its height. False: none did.
    bool put(const Typeface& face, const std::vector<std::string>& texts, Rect area, const Style& style);
    // Nothing may be written there.
    void keep_free(Rect area) { taken_.push_back(area); }

    // All that were put since: the pills, then the texts, which is two draw calls.
    void draw();

    const std::vector<Rect>& placed() const { return placed_; }

   private:
    bool free(Rect r) const;

    struct Waiting {
        Typeface face;
        Rect box;
        float pad;
        std::string text;
        Style style;
    };

    Canvas& canvas_;
    std::vector<Waiting> waiting_;
    Rect clip_;
    std::vector<Rect> taken_, placed_;
};

// "Dinas Kependudukan…": as many whole letters as fit, or nothing if they would be fewer than four.
std::string shortened(const Typeface& face, const std::string& text, float width);

}  // namespace piket::render
