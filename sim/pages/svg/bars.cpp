#include "pages/svg/bars.hpp"

#include <algorithm>

namespace piket::pages::svg {

namespace {

constexpr Font label_font{13, colour::ink, Anchor::end}, small_font{10.5, colour::faint_ink, Anchor::end},
    note_font{12, colour::ink, Anchor::end};
constexpr double label_width = 310, label_line = 16, small_line = 13, bar_height = 20, gap = 12;
constexpr double head = 22, axis_height = 48;
constexpr double pale = 0.45;

struct Row {
    std::vector<std::string> label;
    double height;
};

std::vector<Row> rows_of(const std::vector<Bar>& bars) {
    std::vector<Row> rows;
    for (const Bar& bar : bars) {
        std::vector<std::string> lines = broken(bar.label, label_font, label_width);
        const double words = label_line * static_cast<double>(lines.size()) + (bar.small.empty() ? 0 : small_line);
        rows.push_back({std::move(lines), std::max(words, bar_height) + gap});
    }
    return rows;
}

double width_of_notes(const BarChart& chart) {
    double width = text_width(chart.notes, note_font);
    for (const Bar& bar : chart.bars) {
        width = std::max(width, text_width(bar.note, note_font));
    }
    return width > 0 ? width + 16 : 0;
}

Scale scale_of(const BarChart& chart, double from, double to) {
    double low = 0, high = 0;
    for (const Bar& bar : chart.bars) {
        low = std::min({low, bar.value, bar.low.value_or(0), bar.part.value_or(0)});
        high = std::max({high, bar.value, bar.high.value_or(0), bar.part.value_or(0)});
    }
    return nice_scale(low, chart.high.value_or(high), from, to);
}

void whisker(Document& document, const Scale& x, const Bar& bar, double y) {
    if (!bar.low || !bar.high) {
        return;
    }
    constexpr double half = 4;
    document.line(x(*bar.low), y, x(*bar.high), y, colour::ink, 1.4);
    for (const double end : {*bar.low, *bar.high}) {
        document.line(x(end), y - half, x(end), y + half, colour::ink, 1.4);
    }
}

}  // namespace

std::string draw(const BarChart& chart, Language language) {
    const std::vector<Row> rows = rows_of(chart.bars);
    double height = 0;
    for (const Row& row : rows) {
        height += row.height;
    }
    std::vector<LegendEntry> entries;
    const auto entry = [&](std::string_view fill, const std::string& words) {
        if (!words.empty()) {
            entries.push_back({fill, words});
        }
    };
    entry(colour::blue, chart.part_of);
    entry(chart.part_of.empty() ? colour::blue : colour::sky, chart.whole);
    entry(colour::grey, chart.others);
    const double key = entries.empty() ? 0 : 30;
    Frame frame(chart.words, key + head + height + axis_height, language);
    Document& document = frame.document;
    const double plot_left = frame.left + label_width + 12, plot_right = frame.right - width_of_notes(chart) - 8;
    if (!entries.empty()) {
        legend(document, entries, frame.left, frame.right, frame.top);
    }
    const double top = frame.top + key + head, bottom = top + height;
    const Scale x = scale_of(chart, plot_left, plot_right);
    horizontal_axis(document, x, top, bottom, chart.axis, language);
    document.text(frame.right, top - 7, chart.notes, {12, colour::faint_ink, Anchor::end});

    double y = top;
    for (size_t i = 0; i < rows.size(); ++i) {
        const Bar& bar = chart.bars[i];
        const double middle = y + rows[i].height / 2;
        const double words =
            label_line * static_cast<double>(rows[i].label.size()) + (bar.small.empty() ? 0 : small_line);
        double line = middle - words / 2 - 3.5;
        for (const std::string& part : rows[i].label) {
            document.text(plot_left - 12, line += label_line, part, label_font);
        }
        if (!bar.small.empty()) {
            document.text(plot_left - 12, line + small_line, bar.small, small_font);
        }
        const auto block = [&](double value, std::string_view fill, double opacity) {
            document.rect(std::min(x(0), x(value)), middle - bar_height / 2, std::abs(x(value) - x(0)), bar_height,
                          fill, opacity);
        };
        const bool split = bar.part.has_value();
        block(bar.value, bar.muted ? colour::grey : split ? colour::sky : colour::blue, bar.muted && split ? pale : 1);
        if (split) {
            block(*bar.part, bar.muted ? colour::grey : colour::blue, 1);
        }
        whisker(document, x, bar, middle);
        document.text(frame.right, middle + 4.5, bar.note, note_font);
        y += rows[i].height;
    }
    return frame.text();
}

}  // namespace piket::pages::svg
