#include "pages/svg/difference.hpp"

#include <algorithm>
#include <cmath>

namespace piket::pages::svg {

namespace {

constexpr Font label_font{13, colour::ink, Anchor::end}, note_font{12, colour::ink, Anchor::end};
constexpr double row_height = 25, head = 44, axis_height = 48, most = 100;

double widest(const DifferenceChart& chart, std::string DifferenceRow::*text, const Font& font) {
    double width = 0;
    for (const DifferenceRow& row : chart.rows) {
        width = std::max(width, text_width(row.*text, font));
    }
    return width;
}

// As wide on both sides, so that nothing looks larger than it is.
double reach(const DifferenceChart& chart) {
    double farthest = 5;
    for (const DifferenceRow& row : chart.rows) {
        farthest = std::max({farthest, std::fabs(row.low), std::fabs(row.high)});
    }
    return std::min(farthest, most);
}

// A triangle that says "and beyond".
void arrow(Document& document, double x, double y, double towards, std::string_view fill) {
    document.path({{x, y - 5}, {x + 8 * towards, y}, {x, y + 5}}, "none", 0, fill);
}

void draw_row(Document& document, const Scale& x, const DifferenceRow& row, double y) {
    const bool clear = row.low > 0 || row.high < 0;
    const std::string_view fill = !clear ? colour::grey : row.gain > 0 ? colour::blue : colour::red;
    const auto within = [&](double value) { return std::clamp(value, x.low, x.high); };
    document.line(x(within(row.low)), y, x(within(row.high)), y, fill, 3);
    if (row.gain > x.high) {
        arrow(document, x.to - 8, y, 1, fill);
    } else if (row.gain < x.low) {
        arrow(document, x.from + 8, y, -1, fill);
    } else {
        document.circle(x(row.gain), y, 5, fill, colour::paper);
    }
}

}  // namespace

std::string draw(const DifferenceChart& chart, Language language) {
    Frame frame(chart.words, head + row_height * static_cast<double>(chart.rows.size()) + axis_height, language);
    Document& document = frame.document;
    const double top = frame.top + head, bottom = frame.bottom - axis_height;
    const double notes =
        std::max(widest(chart, &DifferenceRow::note, note_font), text_width(chart.notes, note_font)) + 16;
    const double left = frame.left + widest(chart, &DifferenceRow::label, label_font) + 14;
    Scale x = nice_scale(-reach(chart), reach(chart), left, frame.right - notes);
    const double side = std::max(-x.low, x.high);
    x.low = -side;
    x.high = side;
    horizontal_axis(document, x, top, bottom, chart.axis, language);
    const Font side_font{13, colour::red, Anchor::end, true};
    Font better_font = side_font;
    better_font.fill = colour::blue;
    better_font.anchor = Anchor::start;
    document.text(x(0) - 10, top - 10, "◄ " + chart.worse, side_font);
    document.text(x(0) + 10, top - 10, chart.better + " ►", better_font);
    document.text(frame.right, top - 10 - 18, chart.notes, {12, colour::faint_ink, Anchor::end});
    double y = top - row_height / 2;
    for (const DifferenceRow& row : chart.rows) {
        y += row_height;
        document.text(left - 12, y + 4.5, row.label, label_font);
        draw_row(document, x, row, y);
        document.text(frame.right, y + 4.5, row.note, note_font);
    }
    return frame.text();
}

}  // namespace piket::pages::svg
