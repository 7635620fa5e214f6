#include "pages/svg/panels.hpp"

#include <algorithm>

namespace piket::pages::svg {

namespace {

constexpr double key_height = 26, gap = 16, label_height = 18, axis_height = 18, number_width = 34;
constexpr Font label_font{12.5, colour::ink, Anchor::start, true};

std::vector<Document::Point> points_of(const std::vector<double>& values, const Scale& x, const Scale& y) {
    std::vector<Document::Point> points;
    for (size_t i = 0; i < values.size(); ++i) {
        points.push_back({x(static_cast<double>(i)), y(values[i])});
    }
    return points;
}

void draw_panel(Document& document, const Panel& panel, Day first, const Scale& x, const Scale& y, Language language) {
    document.text(x.from, y.to - 6, panel.label, label_font);
    for (const double tick : nice_ticks(y.low, y.high, 3).at) {
        document.line(x.from, y(tick), x.to, y(tick), tick == 0 ? colour::faint_ink : colour::grid);
        document.text(x.from - 5, y(tick) + 4, number(tick, 0, language), {11, colour::faint_ink, Anchor::end});
    }
    std::vector<Document::Point> area = points_of(panel.so, x, y);
    if (!area.empty()) {
        area.push_back({area.back().x, y(0)});
        area.insert(area.begin(), {area.front().x, y(0)});
        document.path(area, "none", 0, colour::sky, 0.6);
    }
    document.path(points_of(panel.known, x, y), colour::red, 2);
    const auto last = static_cast<int>(x.high);
    document.text(x.from, y.from + 14, short_date(first, language), {11, colour::faint_ink});
    document.text(x.to, y.from + 14, short_date(first + last, language), {11, colour::faint_ink, Anchor::end});
}

}  // namespace

std::string draw(const PanelChart& chart, Language language) {
    Frame frame(chart.words, key_height + chart.body, language);
    legend(frame.document, {{colour::sky, chart.so}, {colour::red, chart.known}}, frame.left, frame.right, frame.top);
    double high = 1;
    size_t days = 2;
    for (const Panel& panel : chart.panels) {
        for (const std::vector<double>* values : {&panel.so, &panel.known}) {
            days = std::max(days, values->size());
            high = values->empty() ? high : std::max(high, std::ranges::max(*values));
        }
    }
    const size_t across = std::max<size_t>(1, chart.across), rows = (chart.panels.size() + across - 1) / across;
    const double width =
        (frame.right - frame.left - gap * static_cast<double>(across - 1)) / static_cast<double>(across);
    const double height = chart.body / static_cast<double>(std::max<size_t>(1, rows));
    for (size_t i = 0; i < chart.panels.size(); ++i) {
        const double left = frame.left + static_cast<double>(i % across) * (width + gap);
        const double top = frame.top + key_height + static_cast<double>(i / across) * height;
        const Scale x{0, static_cast<double>(days - 1), left + number_width, left + width};
        const Scale y = nice_scale(0, high, top + height - axis_height, top + label_height + 4, 3);
        draw_panel(frame.document, chart.panels[i], chart.first, x, y, language);
    }
    return frame.text();
}

}  // namespace piket::pages::svg
