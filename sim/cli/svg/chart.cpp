#include "svg/chart.hpp"

namespace piket::cli::svg {

namespace {

constexpr Font title_font{20, colour::ink, Anchor::start, true}, subtitle_font{13.5, colour::ink},
    foot_font{11, colour::faint_ink};
constexpr double title_line = 26, subtitle_line = 18.5, foot_line = 15;

struct Broken {
    std::vector<std::string> title, subtitle, foot;

    Broken(const Words& words, Language language)
        : title(broken(words.title, title_font, page - 2 * margin)),
          subtitle(broken(words.subtitle, subtitle_font, page - 2 * margin)),
          foot(broken(words.command, foot_font, page - 2 * margin)) {
        foot.push_back(std::string("piket " PIKET_VERSION) +
                       say(language, " · A scenario, not a forecast.", " · Skenario, bukan ramalan."));
    }

    double above() const {
        return margin + title_line * static_cast<double>(title.size()) +
               subtitle_line * static_cast<double>(subtitle.size()) + 14;
    }
    double below() const { return 12 + foot_line * static_cast<double>(foot.size()) + margin / 2; }
};

}  // namespace

Frame::Frame(const Words& words, double body, Language language) : document(0, 0, "") {
    const Broken lines(words, language);
    document = Document(page, lines.above() + body + lines.below(), words.title);
    double y = margin - 4;
    for (const std::string& line : lines.title) {
        document.text(margin, y += title_line - 6, line, title_font);
        y += 6;
    }
    for (const std::string& line : lines.subtitle) {
        document.text(margin, y += subtitle_line, line, subtitle_font);
    }
    top = lines.above();
    bottom = top + body;
    y = bottom + 12;
    for (const std::string& line : lines.foot) {
        document.text(margin, y += foot_line, line, foot_font);
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

}  // namespace piket::cli::svg
