// What every chart has: a title, what it is about, and at the foot where it comes from and what it is not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pages/numbers.hpp"
#include "pages/svg/document.hpp"
#include "pages/svg/scale.hpp"
#include "piket/time.hpp"

namespace piket::pages::svg {

inline constexpr double page = 900, margin = 24;

struct Words {
    std::string title;
    std::string subtitle;  // one or two sentences
    std::string command;   // that made it
    double width = page;
    bool alone = true;  // else part of a page that says at its own foot where it comes from and what it is not
};

// Draws the words and says where the space between them lies; the page is as high as they and `body` need.
class Frame {
   public:
    Frame(const Words& words, double body, Language language);

    Document document;
    double left = margin, right = page - margin, top = 0, bottom = 0;  // of the body

    std::string text() const { return alone_ ? document.xml() : document.element(); }

   private:
    bool alone_ = true;
};

// Ticks, their numbers below the body, and faint lines through it.
void horizontal_axis(Document& document, const Scale& scale, double top, double bottom, std::string_view label,
                     Language language);

// The same at the left; a label above the axis, where it needs no turning of heads.
void vertical_axis(Document& document, const Scale& scale, double left, double right, std::string_view label,
                   Language language);
// Of days from the first to the last, with ticks at dates.
void date_axis(Document& document, const Scale& scale, Day first, double top, double bottom, Language language);
// "18 Mar"
std::string short_date(Day day, Language language);

// Of those that are compared, A first.
inline constexpr std::string_view colours[] = {colour::blue, colour::orange, colour::green, colour::red};

struct LegendEntry {
    std::string_view fill;
    std::string words;
};
// In one row, or more if they need it; returns the height.
double legend(Document& document, const std::vector<LegendEntry>& entries, double left, double right, double y);

}  // namespace piket::pages::svg
