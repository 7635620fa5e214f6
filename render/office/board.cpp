#include "office/board.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "look/icons.hpp"
#include "look/palette.hpp"
#include "office/labels.hpp"
#include "office/queues.hpp"
#include "words/measure_words.hpp"

namespace piket::render {

namespace {

// Of a card, at scale 1, pixels: room for a name and a line below it.
constexpr float wanted_width = 100, wanted_height = 40, gap = 4;

int columns_for(int cards, Rect area) {
    int best = 1;
    float most = 0;
    for (int columns = 1; columns <= cards; ++columns) {
        const int rows = (cards + columns - 1) / columns;
        const float shape = std::min(area.w / static_cast<float>(columns) / wanted_width,
                                     area.h / static_cast<float>(rows) / wanted_height);
        if (shape > most) {
            most = shape;
            best = columns;
        }
    }
    return best;
}

// The name over two lines, if both fit.
std::vector<std::string> broken(const Typeface& face, const std::string& name, float width) {
    for (size_t at = name.rfind(' '); at != std::string::npos && at > 0; at = name.rfind(' ', at - 1)) {
        if (measure(face, name.substr(0, at)).x <= width && measure(face, name.substr(at + 1)).x <= width) {
            return {name.substr(0, at), name.substr(at + 1)};
        }
    }
    return {};
}

}  // namespace

Tally tally_of(const Place& place, uint32_t building, const DayFrame& frame, const Census& census, const Shown& shown) {
    const PlaceAgency& agency = place.agencies[place.buildings[building].agency];
    Tally out;
    for (uint32_t u = agency.first_unit; u < agency.last_unit; ++u) {
        out.staff += static_cast<int>(place.units[u].last_person - place.units[u].first_person);
        out.present += census.of_unit[u];
        out.cases += u < shown.cases.size() ? shown.cases[u] : 0;
        ++out.units;
        out.closed += frame.units[u].closed ? 1 : 0;
        out.inspected += frame.units[u].inspected ? 1 : 0;
    }
    return out;
}

std::vector<std::string> names_of(const PlaceAgency& agency, Language language) {
    std::string code = agency.path.substr(agency.path.rfind('/') + 1);
    std::ranges::transform(code, code.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::vector<std::string> names = {in_language(agency.name, language), code};
    const size_t dash = code.rfind('-');
    if (dash != std::string::npos && dash + 1 < code.size() &&
        std::isdigit(static_cast<unsigned char>(code[dash + 1])) != 0) {
        names.push_back(code.substr(0, std::min<size_t>(dash, 3)) + " " + code.substr(dash + 1));
        names.push_back(code.substr(0, 1) + " " + code.substr(dash + 1));
    }
    return names;
}

Board::Grid Board::grid(Rect area) const {
    const Place& place = layout_.place();
    std::vector<std::vector<uint32_t>> of(place.governments.size());
    for (uint32_t b = 0; b < place.buildings.size(); ++b) {
        of[place.agencies[place.buildings[b].agency].government].push_back(b);
    }
    const auto lies_before = [&](uint32_t a, uint32_t b) {
        const Rect x = layout_.plot(a), y = layout_.plot(b);
        return x.y != y.y ? x.y < y.y : x.x < y.x;
    };
    const bool several = of.size() > 1;
    const float heading = several ? std::round(ui_.look.typeface(Face::semibold).size * 1.4F) : 0;
    area.h -= heading * static_cast<float>(of.size());
    const int columns = columns_for(static_cast<int>(place.buildings.size()), area);
    int rows = 0;
    for (const auto& buildings : of) {
        rows += (static_cast<int>(buildings.size()) + columns - 1) / columns;
    }
    const float w = std::floor(area.w / static_cast<float>(columns)),
                h = std::min(std::floor(area.h / static_cast<float>(std::max(1, rows))), 2.5F * ui_.px(wanted_height));
    const float margin = std::round(ui_.px(gap) / 2);
    Grid out;
    float y = area.y;
    for (uint32_t g = 0; g < of.size(); ++g) {
        std::ranges::sort(of[g], lies_before);
        if (several) {
            out.headings.emplace_back(g, Rect{area.x + margin, y, area.w - 2 * margin, heading});
            y += heading;
        }
        for (size_t i = 0; i < of[g].size(); ++i) {
            const auto column = static_cast<float>(i % static_cast<size_t>(columns)),
                       row = static_cast<float>(i / static_cast<size_t>(columns));
            out.cards.emplace_back(of[g][i], Rect{area.x + column * w, y + row * h, w, h}.grown(-margin));
        }
        y += h * static_cast<float>((static_cast<int>(of[g].size()) + columns - 1) / columns);
    }
    return out;
}

uint32_t Board::building_at(Rect area, Point mouse) const {
    for (const auto& [building, card] : grid(area).cards) {
        if (card.contains(mouse)) {
            return building;
        }
    }
    return nobody;
}

// The room that stands highest on the scale of the overlay; of compliance lowest.
std::optional<Reading> Board::worst(uint32_t building, const DayFrame& frame, const Census& census, double second,
                                    const Shown& shown) const {
    const PlaceBuilding& b = layout_.place().buildings[building];
    if (shown.overlay == Overlay::service) {
        return b.hall == nobody ? std::nullopt
                                : std::optional(Reading{.color = palette::good,
                                                        .text = waiting_line(ui_.words, frame.halls[b.hall], second)});
    }
    const float sign = shown.overlay == Overlay::compliance ? -1.0F : 1.0F;
    std::optional<Reading> out;
    for (uint32_t r = b.first_room; r < b.last_room; ++r) {
        const auto reading = overlays_.reading(r, frame, census, second, shown);
        if (reading && reading->share && (!out || sign * *reading->share > sign * *out->share)) {
            out = reading;
        }
    }
    return out;
}

// Where a line and a bar below it do not both fit.
bool Board::is_low(Rect card) const {
    return card.h < ui_.look.typeface(Face::small).size + ui_.px(9);
}

// How many are present as a bar along the lower edge, or as that share of a low card.
void Board::draw_ground(Mesh& m, Rect card, const Tally& s, const std::optional<Reading>& reading) const {
    const float radius = ui_.px(4), bar = std::round(ui_.px(3));
    m.rounded(card, radius, palette::card);
    if (reading && reading->share) {  // nothing else may look like the scale of the legend
        m.rounded(card, radius, faded(reading->color, 0.3F));
    }
    if (reading) {
        m.rounded({card.x, card.y, std::round(ui_.px(6)), card.h}, radius, reading->color, top_left | bottom_left);
    }
    if (s.staff > 0 && !(reading && reading->share)) {
        const float share = std::min(1.0F, static_cast<float>(s.present) / static_cast<float>(s.staff));
        if (is_low(card)) {
            m.rounded({card.x, card.y, std::round(card.w * share), card.h}, radius, palette::pressed);
        } else {
            const Rect whole{card.x + radius, card.bottom() - 2 * bar, card.w - 2 * radius, bar};
            m.rect(whole, palette::line);
            m.rect({whole.x, whole.y, std::round(whole.w * share), bar}, palette::muted);
        }
    }
    if (s.closed > 0) {
        hatch(m, card, ui_.px(8), ui_.px(1.5F), faded(palette::warning, 0.25F));
        m.outline(card, radius, ui_.px(2), palette::warning);
    }
}

std::vector<Rect> Board::draw(Canvas& canvas, Rect area, const DayFrame& frame, const Census& census, double second,
                              const Shown& shown) const {
    const Place& place = layout_.place();
    const Words& words = ui_.words;
    const Typeface small = ui_.look.typeface(Face::small), bold = ui_.look.typeface(Face::semibold);
    const Grid cards = grid(area);
    Labels labels(canvas, area);
    canvas.look_through({});
    for (const auto& [government, rect] : cards.headings) {
        labels.put(bold, {in_language(place.governments[government], words.language())}, rect,
                   {.color = palette::text, .align = Align::left});
    }
    const float line = small.size + 3, bar = std::round(ui_.px(6));
    for (const auto& [building, card] : cards.cards) {
        const Tally s = tally_of(place, building, frame, census, shown);
        const auto reading = worst(building, frame, census, second, shown);
        draw_ground(canvas.mesh(), card, s, reading);

        const float pad = std::min(std::round(ui_.px(8)), std::floor(0.07F * card.w));
        const Rect inside{card.x + pad, card.y, card.w - 2 * pad, card.h - (is_low(card) ? 0 : bar)};
        const int lines = static_cast<int>((inside.h - 2) / line);
        std::vector<std::string> names = names_of(place.agencies[place.buildings[building].agency], words.language());
        constexpr size_t telling = 14;  // letters of a cut name
        const std::string whole = names.front(), code = names[1];
        const std::string shortest = names.size() > 2 ? names.back() : code.substr(0, 3);
        for (const size_t letters : {size_t{5}, size_t{4}, size_t{3}}) {  // rather than no name at all
            names.push_back(code.substr(0, letters));
        }
        std::vector<std::string> title = {whole};
        if (measure(small, whole).x > inside.w) {
            title = lines > 2 ? broken(small, whole, inside.w) : std::vector<std::string>{};
            if (const std::string cut = shortened(small, whole, inside.w); cut.size() >= telling) {
                names.front() = cut;
            }
        }
        const int needed = std::max(1, static_cast<int>(title.size()));
        const std::string cases =
            s.cases > 0 ? (shown.known_only ? "■ " : "▲ ") + std::to_string(s.cases) : std::string();
        const Color tone = shown.known_only ? color_of(Badge::symptomatic) : palette::bad;
        if (lines < 2 && !cases.empty()) {
            // Infections before the end of the name, which is also under the mouse; without their sign rather than not.
            const float middle = std::round(inside.y + (inside.h - line) / 2);
            for (const std::string& number : {cases, std::to_string(s.cases)}) {
                const float rest = inside.w - measure(small, number).x - 0.4F * small.size;
                if (measure(small, shortest).x <= rest) {
                    labels.put(small, {number}, {inside.x, middle, inside.w, line},
                               {.color = tone, .align = Align::right, .keep_whole = true});
                    if (const std::string cut = shortened(small, whole, rest); cut.size() >= telling) {
                        names.insert(names.begin() + 1, cut);
                    }
                    break;
                }
            }
        }
        // What the second line says stands in the first where there is but one.
        const int below = std::min(2, lines - needed);
        const float top =
            inside.y + std::round((inside.h - line * static_cast<float>(needed + std::max(0, below))) / 2);
        const auto strip = [&](int i) { return Rect{inside.x, top + static_cast<float>(i) * line, inside.w, line}; };
        const auto put = [&](const std::vector<std::string>& texts, int i, Color color, Align align) {
            if (i >= needed + std::max(0, below)) {
                i = needed - 1;
            }
            labels.put(small, texts, strip(i), {.color = color, .align = align, .keep_whole = true});
        };
        if (title.size() == 2) {
            put({title[0]}, 0, palette::text, Align::left);
            put({title[1]}, 1, palette::text, Align::left);
        } else {
            put(names, 0, palette::text, Align::left);
        }
        if (s.closed > 0) {
            const std::string some = words("office.board.units_closed", fmt::arg("n", s.closed));
            put({s.closed == s.units ? words("office.board.closed") : some, icon::lock}, needed, palette::warning,
                Align::right);
        } else if (s.inspected > 0) {
            put({words("office.board.inspected"), icon::search}, needed, palette::warning, Align::right);
        }
        if (s.cases > 0 && lines >= 2) {
            const char* key = shown.known_only ? "office.board.known" : "office.board.infected";
            if (below >= 2) {
                put({words(key, fmt::arg("n", s.cases)), cases}, needed + 1, tone, Align::right);
            } else {  // beside those who are present
                put({cases}, needed, tone, Align::right);
            }
        }
        const std::string brief = fmt::format("{}/{}", s.present, s.staff);
        put({words("office.board.present", fmt::arg("n", s.present), fmt::arg("all", s.staff)), brief}, needed,
            palette::muted, Align::left);
        if (reading) {
            put({reading->text, reading->brief}, needed + 1, palette::muted, Align::left);
        }
    }
    labels.draw();
    return labels.placed();
}

std::string Board::hint(uint32_t building, const DayFrame& frame, const Census& census, double second,
                        const Shown& shown) const {
    const Words& words = ui_.words;
    const Place& place = layout_.place();
    const Tally s = tally_of(place, building, frame, census, shown);
    std::string lines = names_of(place.agencies[place.buildings[building].agency], words.language()).front();
    const auto add = [&lines](const std::string& line) { lines += line.empty() ? "" : "\n" + line; };
    add(words("office.board.present", fmt::arg("n", s.present), fmt::arg("all", s.staff)));
    add(words(shown.known_only ? "office.board.known" : "office.board.infected", fmt::arg("n", s.cases)));
    if (s.closed > 0) {
        add(s.closed == s.units ? words("office.board.closed")
                                : words("office.board.units_closed", fmt::arg("n", s.closed)));
    }
    add(s.inspected > 0 ? words("office.board.inspected") : "");
    const auto reading = worst(building, frame, census, second, shown);
    add(reading ? reading->text : "");
    return lines;
}

}  // namespace piket::render
