// What every chart has: a title, what it is about, and at the foot where it comes from and what it is not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "numbers.hpp"
#include "svg/document.hpp"
#include "svg/scale.hpp"

namespace piket::cli::svg {

inline constexpr double page = 900, margin = 24;

struct Words {
    std::string title;
    std::string subtitle;  // one or two sentences
    std::string command;   // that made it
};

// Draws the words and says where the space between them lies; the page is as high as they and `body` need.
class Frame {
   public:
    Frame(const Words& words, double body, Language language);

    Document document;
    double left = margin, right = page - margin, top = 0, bottom = 0;  // of the body
};

// Ticks, their numbers below the body, and faint lines through it.
void horizontal_axis(Document& document, const Scale& scale, double top, double bottom, std::string_view label,
                     Language language);

struct LegendEntry {
    std::string_view fill;
    std::string words;
};
// In one row, or more if they need it; returns the height.
double legend(Document& document, const std::vector<LegendEntry>& entries, double left, double right, double y);

}  // namespace piket::cli::svg
