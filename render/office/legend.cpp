#include "office/legend.hpp"

#include <array>
#include <cmath>
#include <span>

#include "look/palette.hpp"
#include "office/people.hpp"
#include "office/signs.hpp"

namespace piket::render {

namespace {

constexpr float one_line = 480;  // a narrower strip has two; at scale 1, pixels

struct Entry {
    enum class Sign : uint8_t { badge, arrow, hatch, block, ring };
    std::string text;
    Sign sign = Sign::block;
    Color color = Color::Transparent;
    Badge badge = Badge::none;
};

struct Legend {
    std::string title;  // what stands after its comma can best be missed
    std::optional<Ramp> ramp;
    std::array<std::string, 3> ticks;  // of the ramp: its ends, and its middle, which may be empty
    std::vector<Entry> entries;
    std::optional<Entry> apart{};  // at the end of the first line
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
                    {{words("office.counter.staffed"), Entry::Sign::block, counter_color(true)},
                     {words("office.counter.closed"), Entry::Sign::block, counter_color(false)}}};
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
        case Entry::Sign::ring:
            m.ring(box.centre(), 6 * px, 2 * px, entry.color);
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
        if (ticks[i].empty()) {
            continue;
        }
        const auto share = static_cast<float>(i) / 2;
        const Color ground = ramp(kind, share), dark = rgb(0x14161C);
        const Color ink = contrast(ground, dark) > contrast(ground, Color::White) ? dark : Color::White;
        const float margin = 0.3F * face.size * (1 - 2 * share);
        canvas.text(face, {bar.x + share * bar.w + margin, bar.centre().y}, ticks[i], ink, aligned[i]);
    }
}

// How much of each is said; 0: all of it.
struct Fold {
    int title, ticks, apart;
};
constexpr std::array<Fold, 6> folds = {{{0, 0, 0}, {0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {1, 1, 2}, {2, 1, 2}}};

Legend folded(const Words& words, Legend legend, std::optional<int64_t> fates, const Fold& fold) {
    if (fold.title > 0) {  // signs with words can do without a title, a scale hardly
        legend.title = fold.title == 1 && legend.ramp ? legend.title.substr(0, legend.title.find(',')) : "";
    }
    if (fold.ticks > 0) {
        legend.ticks[1].clear();
    }
    if (fates) {
        const std::string text = fold.apart == 0   ? words.count("game.fates", *fates)
                                 : fold.apart == 1 ? words.count("game.fates_brief", *fates)
                                                   : words.number(static_cast<double>(*fates));
        legend.apart = {text, Entry::Sign::ring, palette::good};
    }
    return legend;
}

float line_height(const Ui& ui) {
    return std::round(ui.look.typeface(Face::small).size + ui.px(8));
}

// Parts of these widths from left to right, on the next line where there is one. Those that have no room, and all after
// them, are left out.
std::vector<Rect> flow(std::span<const float> widths, Rect strip, float line, float gap, float apart) {
    std::vector<Rect> places;
    float x = strip.x, y = strip.y, right = strip.right() - apart;
    for (const float width : widths) {
        if (x + width > right && x > strip.x && y + 2 * line <= strip.bottom()) {
            x = strip.x;
            y += line;
            right = strip.right();
        }
        if (x + width > right) {
            break;
        }
        places.push_back({x, y, width, line});
        x += width + gap;
    }
    return places;
}

// False, and nothing is drawn, if not all of it has room, unless what has is wanted.
bool draw_folded(Canvas& canvas, const Ui& ui, Rect strip, const Legend& legend, bool parts) {
    const Typeface small = ui.look.typeface(Face::small);
    const float gap = std::round(ui.px(16)), icon = std::round(ui.px(13)), to_text = std::round(ui.px(6));
    const auto width_of = [&](const Entry& entry) { return icon + to_text + std::ceil(measure(small, entry.text).x); };
    const auto draw_entry = [&](const Entry& entry, Rect at) {
        const float y = at.centre().y;
        draw_sign(canvas.mesh(), entry, {at.x, std::round(y - icon / 2), icon, icon}, ui.px(1));
        canvas.text(small, {at.x + icon + to_text, y}, entry.text, palette::text);
    };
    std::vector<float> widths;
    if (!legend.title.empty()) {
        widths.push_back(std::ceil(measure(small, legend.title).x));
    }
    if (legend.ramp) {
        const float ends = measure(small, legend.ticks[0]).x + measure(small, legend.ticks[2]).x + 3 * small.size;
        widths.push_back(std::round(legend.ticks[1].empty() ? ends : std::max(ui.px(190), ends)));
    }
    for (const Entry& entry : legend.entries) {
        widths.push_back(width_of(entry));
    }
    const float line = line_height(ui), lines = std::max(1.0F, std::floor(strip.h / line));
    const float apart = legend.apart ? width_of(*legend.apart) : 0;
    const Rect inside{strip.x + std::round(ui.px(10)), strip.y + std::round((strip.h - lines * line) / 2),
                      strip.w - std::round(ui.px(10)) - to_text, lines * line};
    const std::vector<Rect> places = flow(widths, inside, line, gap, apart > 0 ? apart + gap : 0);
    const bool whole = places.size() == widths.size() && apart <= inside.w;
    if (!whole && !parts) {
        return false;
    }
    if (legend.apart && apart <= inside.w) {
        draw_entry(*legend.apart, {inside.right() - apart, inside.y, apart, line});
    }
    auto place = places.begin();
    if (!legend.title.empty() && place != places.end()) {
        canvas.text(small, {place->x, place->centre().y}, legend.title, palette::muted);
        ++place;
    }
    if (legend.ramp && place != places.end()) {
        const float height = std::round(small.size * 1.25F);
        draw_ramp(canvas, small, {place->x, std::round(place->centre().y - height / 2), place->w, height}, *legend.ramp,
                  legend.ticks);
        ++place;
    }
    for (auto entry = legend.entries.begin(); place != places.end(); ++entry, ++place) {
        draw_entry(*entry, *place);
    }
    return whole;
}

}  // namespace

float legend_height(const Ui& ui, float width) {
    return line_height(ui) * (width < ui.px(one_line) ? 2 : 1) + std::round(ui.px(4));
}

bool draw_legend(Canvas& canvas, const Ui& ui, Rect strip, const Shown& shown, bool overview,
                 std::optional<int64_t> fates) {
    const Legend legend = legend_of(ui.words, shown, overview);
    canvas.look_through({});
    for (const Fold& fold : folds) {
        if (draw_folded(canvas, ui, strip, folded(ui.words, legend, fates, fold), false)) {
            return true;
        }
    }
    return draw_folded(canvas, ui, strip, folded(ui.words, legend, {}, folds.back()), true);
}

}  // namespace piket::render
