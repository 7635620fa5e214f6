#include "pages/svg/where.hpp"

#include <algorithm>

namespace piket::pages::svg {

namespace {

constexpr Font label_font{13, colour::ink, Anchor::end}, value_font{11, colour::faint_ink};
constexpr double gap = 9, axis_height = 46, between = 8;

}  // namespace

std::string draw(const WhereChart& chart, Language language) {
    const double block = chart.bar * static_cast<double>(chart.alternatives.size()) + gap;
    std::vector<LegendEntry> entries;
    for (size_t i = 0; i < chart.alternatives.size(); ++i) {
        entries.push_back({colours[i], chart.alternatives[i]});
    }
    const double side = chart.words.width - 2 * margin;
    Document measure(0, 0, "");  // the legend may need more than one row
    const double key = legend(measure, entries, 0, side, 0) + between;
    Frame frame(chart.words, key + block * static_cast<double>(chart.rows.size()) + axis_height, language);
    Document& document = frame.document;
    legend(document, entries, frame.left, frame.left + side, frame.top);
    double high = 0, names = 0;
    for (const WhereRow& row : chart.rows) {
        names = std::max(names, text_width(row.label, label_font));
        for (const WhereRow::Value& value : row.values) {
            high = std::max(high, value.high);
        }
    }
    const double top = frame.top + key, bottom = frame.bottom - axis_height, left = frame.left + names + 14;
    const Scale x = nice_scale(0, high, left, frame.right - 46);
    horizontal_axis(document, x, top, bottom, chart.axis, language);
    double y = top + gap / 2;
    for (const WhereRow& row : chart.rows) {
        document.text(left - 12, y + (block - gap) / 2 + 4.5, row.label, label_font);
        for (size_t i = 0; i < row.values.size(); ++i) {
            const WhereRow::Value& value = row.values[i];
            document.rect(x(0), y, x(value.mean) - x(0), chart.bar - 1, colours[i]);
            const double middle = y + (chart.bar - 1) / 2;
            document.line(x(std::max(0.0, value.low)), middle, x(value.high), middle, colour::ink, 1.2);
            document.text(x(value.high) + 6, middle + 4, number(value.mean, decimals_for(value.mean), language),
                          value_font);
            y += chart.bar;
        }
        y += gap;
    }
    return frame.text();
}

}  // namespace piket::pages::svg
