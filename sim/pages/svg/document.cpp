#include "pages/svg/document.hpp"

#include <fmt/format.h>

#include <cmath>

namespace piket::pages::svg {

namespace {

// A tenth of a pixel is as fine as anybody sees.
std::string place(double x) {
    return fmt::format("{}", std::round(x * 10) / 10 + 0.0);
}

std::string_view name(Anchor anchor) {
    return anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
}

// In ems, as DejaVu Sans has them: the widest of the common sans-serif fonts.
double width_of(char c) {
    constexpr std::string_view thinnest = "iljI.,;:'|!()[] ", thin = "tfr", thick = "mwMW%@";
    if (thinnest.find(c) != std::string_view::npos) {
        return 0.36;
    }
    if (thin.find(c) != std::string_view::npos) {
        return 0.41;
    }
    return thick.find(c) != std::string_view::npos ? 0.98 : c >= 'A' && c <= 'Z' ? 0.76 : 0.635;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\n':
            case '\t':
                out += ' ';
                break;
            default:
                out += static_cast<unsigned char>(c) < 0x20U ? "" : std::string(1, c);
        }
    }
    return out;
}

double text_width(std::string_view text, const Font& font) {
    double ems = 0;
    for (const char c : text) {
        const bool follows = (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;  // a later byte of one letter
        ems += follows ? 0 : width_of(c);
    }
    return ems * font.size * (font.bold ? 1.08 : 1);
}

std::vector<std::string> broken(std::string_view text, const Font& font, double width) {
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty()) {
        const size_t space = std::min(text.find(' '), text.size());
        const std::string word(text.substr(0, space));
        text.remove_prefix(std::min(space + 1, text.size()));
        const std::string longer = line.empty() ? word : line + " " + word;
        if (!line.empty() && text_width(longer, font) > width) {
            lines.push_back(line);
            line = word;
        } else {
            line = longer;
        }
    }
    lines.push_back(line);
    return lines;
}

Document::Document(double width, double height, std::string_view title)
    : width_(width), height_(height), title_(title) {}

void Document::text(double x, double y, std::string_view words, const Font& font) {
    body_ += fmt::format(R"(<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="{}"{}>{}</text>)"
                         "\n",
                         place(x), place(y), place(font.size), font.fill, name(font.anchor),
                         font.bold ? R"( font-weight="bold")" : "", escaped(words));
}

void Document::rect(double x, double y, double width, double height, std::string_view fill, double opacity) {
    body_ += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>)"
                         "\n",
                         place(x), place(y), place(std::max(0.0, width)), place(std::max(0.0, height)), fill,
                         opacity < 1 ? fmt::format(R"( fill-opacity="{}")", opacity) : "");
}

void Document::line(double x1, double y1, double x2, double y2, std::string_view stroke, double thickness) {
    body_ += fmt::format(R"(<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>)"
                         "\n",
                         place(x1), place(y1), place(x2), place(y2), stroke, thickness);
}

void Document::circle(double x, double y, double radius, std::string_view fill, std::string_view stroke) {
    body_ += fmt::format(R"(<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}"/>)"
                         "\n",
                         place(x), place(y), place(radius), fill, stroke);
}

void Document::path(const std::vector<Point>& points, std::string_view stroke, double thickness, std::string_view fill,
                    double opacity) {
    std::string d;
    for (const Point& p : points) {
        d += fmt::format("{}{} {}", d.empty() ? "M" : " L", place(p.x), place(p.y));
    }
    body_ += fmt::format(R"(<path d="{}{}" stroke="{}" stroke-width="{}" stroke-linejoin="round" fill="{}"{}/>)"
                         "\n",
                         d, fill == "none" ? "" : " Z", stroke, thickness, fill,
                         opacity < 1 ? fmt::format(R"( fill-opacity="{}")", opacity) : "");
}

std::string Document::xml() const {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element();
}

std::string Document::element() const {
    return fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" font-family="Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif">
<title>{2}</title>
<rect x="0" y="0" width="{0}" height="{1}" fill="{3}"/>
{4}</svg>
)",
        place(width_), place(height_), escaped(title_), colour::paper, body_);
}

}  // namespace piket::pages::svg
