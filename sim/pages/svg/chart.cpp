#include "pages/svg/chart.hpp"

#include <algorithm>

namespace piket::pages::svg {

namespace {

constexpr Font title_font{20, colour::ink, Anchor::start, true}, subtitle_font{13.5, colour::ink},
    foot_font{11, colour::faint_ink};
constexpr double title_line = 26, subtitle_line = 18.5, foot_line = 15;

// Within a page a title is one heading among others.
Font title_of(const Words& words) {
    return words.alone ? title_font : Font{15, colour::ink, Anchor::start, true};
}

double side_of(const Words& words) {
    return words.alone ? margin : 4;
}

struct Broken {
    std::vector<std::string> title, subtitle, foot;

    Broken(const Words& words, Language language) {
        const double width = words.width - 2 * side_of(words);
        title = broken(words.title, title_of(words), width);
        if (!words.subtitle.empty()) {
            subtitle = broken(words.subtitle, subtitle_font, width);
        }
        if (words.alone) {
            foot = broken(words.command, foot_font, width);
            foot.push_back(std::string("piket " PIKET_VERSION) +
                           say(language, " · A scenario, not a forecast.", " · Skenario, bukan ramalan."));
        }
    }

    double above(const Words& words) const {
        return side_of(words) + title_line * static_cast<double>(title.size()) +
               subtitle_line * static_cast<double>(subtitle.size()) + 14;
    }
    double below() const { return foot.empty() ? 4 : 12 + foot_line * static_cast<double>(foot.size()) + margin / 2; }
};

}  // namespace

Frame::Frame(const Words& words, double body, Language language) : document(0, 0, "") {
    const Broken lines(words, language);
    alone_ = words.alone;
    left = side_of(words);
    right = words.width - left;
    document = Document(words.width, lines.above(words) + body + lines.below(), words.title);
    double y = left - 4;
    for (const std::string& line : lines.title) {
        document.text(left, y += title_line - 6, line, title_of(words));
        y += 6;
    }
    for (const std::string& line : lines.subtitle) {
        document.text(left, y += subtitle_line, line, subtitle_font);
    }
    top = lines.above(words);
    bottom = top + body;
    y = bottom + 12;
    for (const std::string& line : lines.foot) {
        document.text(left, y += foot_line, line, foot_font);
    }
}

void horizontal_axis(Document& document, const Scale& scale, double top, double bottom, std::string_view label,
                     Language language) {
    const Ticks ticks = nice_ticks(scale.low, scale.high);
    for (const double tick : ticks.at) {
        const double x = scale(tick);
        document.line(x, top, x, bottom, tick == 0 ? colour::faint_ink : colour::grid);
        document.text(x, bottom + 17, number(tick, ticks.decimals, language), {12, colour::faint_ink, Anchor::middle});
    }
    document.text((scale.from + scale.to) / 2, bottom + 37, label, {12.5, colour::ink, Anchor::middle});
}

void vertical_axis(Document& document, const Scale& scale, double left, double right, std::string_view label,
                   Language language) {
    const Ticks ticks = nice_ticks(scale.low, scale.high);
    for (const double tick : ticks.at) {
        const double y = scale(tick);
        document.line(left, y, right, y, tick == 0 ? colour::faint_ink : colour::grid);
        document.text(left - 7, y + 4, number(tick, ticks.decimals, language), {12, colour::faint_ink, Anchor::end});
    }
    document.text(left, std::min(scale.from, scale.to) - 10, label, {12.5, colour::ink});
}

std::string short_date(Day day, Language language) {
    constexpr std::string_view en[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::string_view id[] = {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                                       "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
    const std::string iso = to_date(day);  // 2020-03-18
    const auto month = static_cast<size_t>(std::stoi(iso.substr(5, 2))) - 1;
    return std::to_string(std::stoi(iso.substr(8, 2))) + " " + say(language, en[month], id[month]);
}

void date_axis(Document& document, const Scale& scale, Day first, double top, double bottom, Language language) {
    constexpr double least = 52;  // between two dates
    const double day = scale(scale.low + 1) - scale(scale.low);
    const auto days = static_cast<int>(scale.high - scale.low);
    int step = 1;
    for (const int weeks : {7, 14, 28, 56, 91, 182, 364, 728}) {
        step = step * day >= least ? step : weeks;
    }
    for (int d = 0; d <= days; d += step) {
        const double x = scale(scale.low + d);
        document.line(x, bottom, x, bottom + 5, colour::faint_ink);
        document.line(x, top, x, bottom, colour::grid);
        document.text(x, bottom + 19, short_date(first + d, language), {12, colour::faint_ink, Anchor::middle});
    }
}

double legend(Document& document, const std::vector<LegendEntry>& entries, double left, double right, double y) {
    constexpr double square = 12, row = 20;
    constexpr Font font{12.5};
    double x = left, height = row;
    for (const LegendEntry& entry : entries) {
        const double width = square + 7 + text_width(entry.words, font) + 18;
        if (x > left && x + width > right) {
            x = left;
            height += row;
        }
        document.rect(x, y + height - row, square, square, entry.fill);
        document.text(x + square + 7, y + height - row + square - 1.5, entry.words, font);
        x += width;
    }
    return height;
}

}  // namespace piket::pages::svg
