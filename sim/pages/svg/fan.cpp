#include "pages/svg/fan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace piket::pages::svg {

namespace {

constexpr Font label_font{13, colour::ink, Anchor::start, true};
constexpr double head = 24, axis_height = 26, key_height = 26, label_line = 16, most_label = 0.3;

double width_of_numbers(const Scale& y, Language language) {
    const Ticks ticks = nice_ticks(y.low, y.high);
    double width = 0;
    for (const double tick : ticks.at) {
        width = std::max(width, text_width(number(tick, ticks.decimals, language), {12}));
    }
    return width + 10;
}

struct Plot {
    Document& document;
    Scale x, y;

    void band(const std::vector<Summary>& days, double Summary::*low, double Summary::*high, std::string_view fill,
              double opacity) const {
        std::vector<Document::Point> outline;
        for (size_t d = 0; d < days.size(); ++d) {
            outline.push_back({x(static_cast<double>(d)), y(days[d].*high)});
        }
        for (size_t d = days.size(); d-- > 0;) {
            outline.push_back({x(static_cast<double>(d)), y(days[d].*low)});
        }
        document.path(outline, "none", 0, fill, opacity);
    }

    void median(const std::vector<Summary>& days, std::string_view stroke) const {
        std::vector<Document::Point> line;
        for (size_t d = 0; d < days.size(); ++d) {
            line.push_back({x(static_cast<double>(d)), y(days[d].q50)});
        }
        document.path(line, stroke, 2.4);
    }
};

// Beside the ends of the medians, moved apart where they would touch.
void label_ends(const FanChart& chart, const Plot& plot, const std::vector<std::vector<std::string>>& labels,
                double top, double bottom) {
    std::vector<size_t> order(labels.size());
    std::iota(order.begin(), order.end(), size_t{0});
    const auto end = [&](size_t i) { return plot.y(chart.series[i].days.back().q50); };
    std::ranges::stable_sort(order, {}, end);
    const auto height = [&](size_t i) { return label_line * static_cast<double>(labels[i].size()); };
    std::vector<double> at(labels.size());
    double next = top;
    for (const size_t i : order) {
        at[i] = std::max(next, end(i) - height(i) / 2);
        next = at[i] + height(i) + 3;
    }
    double last = bottom;  // and back up, should they have left the plot
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        at[*i] = std::min(at[*i], last - height(*i));
        last = at[*i] - 3;
    }
    for (size_t i = 0; i < labels.size(); ++i) {
        double y = at[i] - 3.5;
        Font font = label_font;
        font.fill = colours[i];
        for (const std::string& line : labels[i]) {
            plot.document.text(plot.x.to + 8, y += label_line, line, font);
        }
    }
}

// What the shades mean, drawn in grey since it holds for all colours.
void key(Document& document, double left, double y, Language language) {
    const Font font{12, colour::faint_ink};
    double x = left;
    const auto entry = [&](double opacity, const std::string& words) {
        document.rect(x, y, 18, 12, colour::ink, opacity);
        document.text(x + 24, y + 10.5, words, font);
        x += 24 + text_width(words, font) + 12;
    };
    document.line(x, y + 6, x + 18, y + 6, colour::ink, 2.4);
    document.text(x + 24, y + 10.5, "median", font);
    x += 24 + text_width("median", font) + 12;
    entry(0.42, say(language, "half of the futures", "separuh masa depan"));
    entry(0.18, "90 %");
}

}  // namespace

std::string draw(const FanChart& chart, Language language) {
    Frame frame(chart.words, key_height + head + chart.body + axis_height, language);
    double high = 0, wide = 0;
    size_t days = 1;
    std::vector<std::vector<std::string>> labels;
    for (const FanSeries& series : chart.series) {
        labels.push_back(broken(series.label, label_font, most_label * (frame.right - frame.left)));
        for (const std::string& line : labels.back()) {
            wide = std::max(wide, text_width(line, label_font));
        }
        days = std::max(days, series.days.size());
        for (const Summary& day : series.days) {
            high = std::max(high, day.q95);
        }
    }
    const double top = frame.top + key_height + head, bottom = top + chart.body;
    const Scale y = nice_scale(0, high, bottom, top);
    const double left = frame.left + width_of_numbers(y, language);
    const Scale x{0, static_cast<double>(std::max<size_t>(days, 2) - 1), left, frame.right - wide - 10};
    key(frame.document, frame.left, frame.top, language);
    date_axis(frame.document, x, chart.first, top, bottom, language);
    vertical_axis(frame.document, y, left, x.to, chart.axis, language);
    const Plot plot{frame.document, x, y};
    for (size_t i = 0; i < chart.series.size(); ++i) {
        plot.band(chart.series[i].days, &Summary::q05, &Summary::q95, colours[i], 0.18);
        plot.band(chart.series[i].days, &Summary::q25, &Summary::q75, colours[i], 0.3);
    }
    for (size_t i = 0; i < chart.series.size(); ++i) {
        plot.median(chart.series[i].days, colours[i]);
    }
    label_ends(chart, plot, labels, top, bottom);
    return frame.text();
}

}  // namespace piket::pages::svg
