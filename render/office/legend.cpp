#include "office/legend.hpp"

#include <array>
#include <cmath>

#include "look/palette.hpp"
#include "office/labels.hpp"
#include "office/people.hpp"
#include "office/signs.hpp"

namespace piket::render {

namespace {

struct Entry {
    enum class Sign : uint8_t { badge, arrow, hatch, block };
    std::string text;
    Sign sign = Sign::block;
    Color color = Color::Transparent;
    Badge badge = Badge::none;
};

struct Legend {
    std::string title;
    std::optional<Ramp> ramp;
    std::array<std::string, 3> ticks;  // of the ramp: its ends and its middle
    std::vector<Entry> entries;
};

Legend states(const Words& words, bool known_only) {
    const auto state = [&](const char* name, Badge badge) {
        return Entry{words(std::string("office.state.") + name), Entry::Sign::badge, {}, badge};
    };
    if (known_only) {
        return {words("office.legend.known"), {}, {}, {state("known", Badge::symptomatic)}};
    }
    return {words("office.legend.people"),
            {},
            {},
            {state("latent", Badge::latent), state("infectious", Badge::infectious),
             state("symptomatic", Badge::symptomatic), state("recovered", Badge::recovered)}};
}

// What numbers on the cards of the board are.
Legend cards(const Words& words, bool known_only) {
    return {words("office.legend.board"),
            {},
            {},
            {known_only ? Entry{words("office.legend.known_so_far"), Entry::Sign::badge, {}, Badge::symptomatic}
                        : Entry{words("office.legend.infected_so_far"), Entry::Sign::badge, {}, Badge::infectious},
             {words("office.legend.closed"), Entry::Sign::hatch, faded(palette::warning, 0.6F)}}};
}

Legend legend_of(const Words& words, const Shown& shown, bool overview) {
    const auto number = [&](float x, int decimals) { return words.number(static_cast<double>(x), decimals); };
    const std::array<std::string, 3> percents = {words.percent(0), words.percent(0.5), words.percent(1)};
    const bool about_people = shown.overlay == Overlay::people || shown.overlay == Overlay::traces;
    if (overview && (about_people || shown.overlay == Overlay::service)) {
        return cards(words, shown.known_only);
    }
    switch (shown.overlay) {
        case Overlay::people:
            break;
        case Overlay::air:
            return {words("office.legend.air"),
                    Ramp::heat,
                    {number(least_quanta, 4), number(std::sqrt(least_quanta * most_quanta), 3), number(most_quanta, 1)},
                    {}};
        case Overlay::co2:
            return {words("office.legend.co2"),
                    Ramp::heat,
                    {number(fresh_ppm, 0), number((fresh_ppm + stale_ppm) / 2, 0), "≥ " + number(stale_ppm, 0)},
                    {}};
        case Overlay::risk: {
            const auto percent = [&](float x, int decimals) { return words.percent(static_cast<double>(x), decimals); };
            return {words("office.legend.risk"),
                    Ramp::heat,
                    {percent(least_risk, 3), percent(std::sqrt(least_risk * most_risk), 2), percent(most_risk, 0)},
                    {}};
        }
        case Overlay::traces:
            return {words("office.legend.traces"),
                    {},
                    {},
                    {{words("office.trace.today"), Entry::Sign::arrow, palette::bad},
                     {words("office.trace.before"), Entry::Sign::arrow, faded(palette::warning, 0.7F)}}};
        case Overlay::service:
            return {words("office.legend.service"),
                    {},
                    {},
                    {{words("office.counter.staffed"), Entry::Sign::block, palette::good},
                     {words("office.counter.closed"), Entry::Sign::block, closed_counter}}};
        case Overlay::occupancy:
            return {words("office.legend.occupancy"),
                    Ramp::heat,
                    percents,
                    {{words("office.over_cap"), Entry::Sign::hatch, faded(palette::text, 0.55F)}}};
        case Overlay::compliance:
            return {words("office.legend.compliance"), Ramp::cool, percents, {}};
    }
    return states(words, shown.known_only);
}

void draw_sign(Mesh& m, const Entry& entry, Rect box, float px) {
    const Point left{box.x, box.centre().y}, right{box.right(), box.centre().y};
    switch (entry.sign) {
        case Entry::Sign::badge:
            draw_badge(m, entry.badge, box.centre(), box.w);
            return;
        case Entry::Sign::arrow: {
            m.line(left, right, 2 * px, entry.color);
            const std::array<Point, 3> head = {right, Point{right.x - 5 * px, right.y - 4 * px},
                                               Point{right.x - 5 * px, right.y + 4 * px}};
            m.polygon(head, entry.color);
            return;
        }
        case Entry::Sign::hatch:
            hatch(m, box, 4 * px, 1.4F * px, entry.color);
            m.outline(box, 0, 2 * px, palette::warning);
            return;
        case Entry::Sign::block:
            m.rounded(box, 3 * px, entry.color);
            return;
    }
}

void draw_ramp(Canvas& canvas, const Typeface& face, Rect bar, Ramp kind, const std::array<std::string, 3>& ticks) {
    constexpr int parts = 48;
    Mesh& m = canvas.mesh();
    for (int i = 0; i < parts; ++i) {
        const float a = static_cast<float>(i) / parts, b = static_cast<float>(i + 1) / parts;
        const Color from = ramp(kind, a), to = ramp(kind, b);
        m.gradient({bar.x + a * bar.w, bar.y, (b - a) * bar.w, bar.h}, from, to, to, from);
    }
    constexpr Align aligned[] = {Align::left, Align::centre, Align::right};
    for (size_t i = 0; i < ticks.size(); ++i) {
        const auto share = static_cast<float>(i) / 2;
        const Color ground = ramp(kind, share), dark = rgb(0x14161C);
        const Color ink = contrast(ground, dark) > contrast(ground, Color::White) ? dark : Color::White;
        const float margin = 0.3F * face.size * (1 - 2 * share);
        canvas.text(face, {bar.x + share * bar.w + margin, bar.centre().y}, ticks[i], ink, aligned[i]);
    }
}

}  // namespace

float legend_height(const Ui& ui) {
    return std::round(ui.look.typeface(Face::small).size + ui.px(12));
}

void draw_legend(Canvas& canvas, const Ui& ui, Rect strip, const Shown& shown, bool overview) {
    const Typeface small = ui.look.typeface(Face::small);
    const Legend legend = legend_of(ui.words, shown, overview);
    const float gap = std::round(ui.px(16)), icon = std::round(ui.px(13)), to_text = std::round(ui.px(6));
    const float bar_width = std::round(ui.px(190)), y = strip.centre().y, end = strip.right() - to_text;
    float needed = legend.ramp ? bar_width + gap : 0;
    for (const Entry& entry : legend.entries) {
        needed += icon + to_text + measure(small, entry.text).x + gap;
    }
    canvas.look_through({});
    float x = strip.x + std::round(ui.px(10));
    if (const std::string title = shortened(small, legend.title, end - x - needed); !title.empty()) {
        canvas.text(small, {x, y}, title, palette::muted);
        x += std::round(measure(small, title).x) + gap;
    }
    if (legend.ramp && x + bar_width <= end) {
        const float height = std::round(small.size * 1.25F);
        draw_ramp(canvas, small, {x, std::round(y - height / 2), bar_width, height}, *legend.ramp, legend.ticks);
        x += bar_width + gap;
    }
    for (const Entry& entry : legend.entries) {
        const std::string text = shortened(small, entry.text, end - x - icon - to_text);
        if (text.empty()) {
            break;
        }
        draw_sign(canvas.mesh(), entry, {x, std::round(y - icon / 2), icon, icon}, ui.px(1));
        canvas.text(small, {x + icon + to_text, y}, text, palette::text);
        x += icon + to_text + measure(small, text).x + gap;
    }
}

}  // namespace piket::render
