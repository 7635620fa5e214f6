// A picture as text: SVG 1.1 on a white ground that needs no font, style sheet or script from elsewhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace piket::pages::svg {

// Told apart by people who are colour-blind too (Okabe and Ito).
namespace colour {
inline constexpr std::string_view blue = "#0072B2", red = "#D55E00", sky = "#56B4E9", orange = "#E69F00",
                                  green = "#009E73", grey = "#999999";
inline constexpr std::string_view ink = "#222222", faint_ink = "#666666", grid = "#dddddd", paper = "#ffffff";
}  // namespace colour

enum class Anchor { start, middle, end };

struct Font {
    double size = 13;
    std::string_view fill = colour::ink;
    Anchor anchor = Anchor::start;
    bool bold = false;
};

// Letters that XML keeps for itself are written as it wants, and what it forbids is left out.
std::string escaped(std::string_view text);

// Roughly, and rather too wide: which font draws it is not known here.
double text_width(std::string_view text, const Font& font);
// Broken between words so that no line is wider, unless a single word is.
std::vector<std::string> broken(std::string_view text, const Font& font, double width);

class Document {
   public:
    Document(double width, double height, std::string_view title);  // title: what a screen reader says

    void text(double x, double y, std::string_view words, const Font& font = {});
    void rect(double x, double y, double width, double height, std::string_view fill, double opacity = 1);
    void line(double x1, double y1, double x2, double y2, std::string_view stroke, double thickness = 1);
    void circle(double x, double y, double radius, std::string_view fill, std::string_view stroke = "none");
    // A run of points, joined; closed and filled if `fill` is given.
    struct Point {
        double x, y;
    };
    void path(const std::vector<Point>& points, std::string_view stroke, double thickness = 1.5,
              std::string_view fill = "none", double opacity = 1);

    std::string xml() const;
    std::string element() const;  // without the declaration, to stand within a page

   private:
    std::string body_;
    double width_, height_;
    std::string title_;
};

}  // namespace piket::pages::svg
