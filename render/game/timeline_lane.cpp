// A lane of the timeline: infections day by day with the ensemble's ahead, what the administration did and came to know
// as signs at its foot, and changes of policy pinned where they begin.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "game/comparison.hpp"
#include "game/decisions.hpp"
#include "game/timeline_parts.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

constexpr size_t units_named = 3;  // in a hint

std::vector<Summary> fan_of(const Game& game, Side side) {
    const auto view = game.runner->ensemble();
    const bool current = (side == Side::a ? view->branch_a : view->branch_b) == game.runner->branch(side);
    return current && futures_shown(game)
               ? view->fans[static_cast<size_t>(Series::new_infected)][static_cast<size_t>(side)].days
               : std::vector<Summary>{};
}

// Where the most important stand first: they take the room.
struct Sign {
    Happening::Kind kind;
    const char* icon;
    const char* words;
    Color color;
};
const std::array<Sign, happening_count> signs = {{
    {Happening::Kind::cases, icon::medical, "timeline.event.cases", palette::bad},
    {Happening::Kind::closure, icon::lock, "timeline.event.closure", palette::warning},
    {Happening::Kind::inspection, icon::eye, "timeline.event.inspection", palette::good},
    {Happening::Kind::roll_call, icon::people, "timeline.event.roll_call", palette::text},
    {Happening::Kind::trip, icon::trip, "timeline.event.trip", palette::muted},
}};

class LanePainter {
   public:
    LanePainter(Ui& ui, const Game& game, ImDrawList& list, const Axis& axis, Lane& lane)
        : ui_(ui),
          game_(game),
          list_(list),
          axis_(axis),
          lane_(lane),
          r_(lane.place),
          color_(lane.side == Side::a ? palette::a : palette::b) {
        for (int d = 0; d < axis.days; ++d) {
            summaries_.push_back(game.runner->summary(lane.side, axis.first + d));
        }
    }

    void draw(double highest) {
        list_.AddRectFilled({r_.x, r_.y}, {r_.right(), r_.bottom()}, to_imgui(palette::card), ui_.px(4));
        free_days();
        if (!numbers_hidden(game_)) {
            bars(highest);
        }
        ImGui::PushFont(ui_.look.font(Face::small));
        rules();
        pins();
        events();
        ImGui::PopFont();
    }

   private:
    const Scenario& scenario() const { return game_.runner->scenario(lane_.side); }

    void free_days() {
        for (int d = 0; d < axis_.days; ++d) {
            const bool holiday = !holiday_name(scenario(), axis_.first + d).empty();
            if (holiday || (axis_.first + d).weekday() >= 5) {
                list_.AddRectFilled({axis_.x(d), r_.y}, {axis_.x(d + 1), r_.bottom()},
                                    to_imgui(faded(holiday ? palette::special : palette::ground, 0.35F)));
            }
        }
    }

    void bars(double highest) {
        const float bottom = r_.bottom() - ui_.px(2), height = r_.h - ui_.px(16);
        const std::vector<Summary> fan = fan_of(game_, lane_.side);
        const auto bar = [&](int d, double value, float opacity) {
            const float h = static_cast<float>(value / highest) * height;
            if (h > 0.5F) {
                list_.AddRectFilled({axis_.x(d) + 1, bottom - h}, {axis_.x(d + 1) - 1, bottom},
                                    to_imgui(faded(color_, opacity)));
            }
        };
        for (int d = 0; d < axis_.days; ++d) {
            const auto& summary = summaries_[static_cast<size_t>(d)];
            if (axis_.first + d < game_.day && summary) {
                bar(d, lived_value(game_, lane_.side, Series::new_infected, axis_.first + d), 0.9F);
            } else if (static_cast<size_t>(d) < fan.size()) {
                bar(d, fan[static_cast<size_t>(d)].q75, 0.25F);
                bar(d, fan[static_cast<size_t>(d)].q50, 0.35F);
            }
        }
    }

    // "Cases found: 3" and where; empty: nothing of that kind.
    std::string told(const DaySummary& summary, const Sign& sign) const {
        const Place& place = *game_.runner->place(lane_.side);
        std::vector<std::string> units;
        int people = 0;
        for (const Happening& h : summary.happenings) {
            if (h.kind == sign.kind) {
                const PlaceUnit& unit = place.units[h.unit];
                const Language language = ui_.words.language();
                people += h.people;
                units.push_back(in_language(place.agencies[unit.agency].name, language) + ", " +
                                in_language(unit.name, language) +
                                (h.people > 0 ? fmt::format(" ({})", h.people) : ""));
            }
        }
        if (units.empty()) {
            return "";
        }
        const int64_t n = people > 0 ? people : std::ssize(units);
        std::string lines = ui_.words.count(sign.words, n);
        for (size_t u = 0; u < std::min(units_named, units.size()); ++u) {
            lines += "\n  " + units[u];
        }
        if (units.size() > units_named) {
            lines += "\n  " + ui_.words.count("timeline.more_units", static_cast<int64_t>(units.size() - units_named));
        }
        return lines;
    }

    // Thin bars from the first to the last day of what the scenario itself orders, as many rows as it takes.
    void rules() {
        const std::vector<RuleSpan> spans = rule_spans(ui_, game_, lane_.side);
        std::vector<Day> row_ends;
        std::vector<size_t> row_of;
        for (const RuleSpan& span : spans) {
            const auto free = std::ranges::find_if(row_ends, [&](Day end) { return end < span.from; });
            row_of.push_back(static_cast<size_t>(free - row_ends.begin()));
            if (free == row_ends.end()) {
                row_ends.push_back(span.until);
            } else {
                *free = span.until;
            }
        }
        const auto rows = static_cast<float>(std::max<size_t>(1, row_ends.size()));
        const float each = std::min(ui_.px(5), r_.h * 0.4F / rows), thick = std::max(1.5F, each - ui_.px(2));
        rules_end_ = spans.empty() ? r_.y : r_.y + ui_.px(1) + each * rows;
        for (size_t i = 0; i < spans.size(); ++i) {
            const RuleSpan& span = spans[i];
            const float left = axis_.x(span.from - axis_.first), right = axis_.x(span.until - axis_.first + 1);
            const Rect bar{left, r_.y + ui_.px(1) + each * static_cast<float>(row_of[i]), right - left, thick};
            list_.AddRectFilled({bar.x, bar.y}, {bar.right(), bar.bottom()},
                                to_imgui(faded(color_, span.conditional ? 0.45F : 0.95F)), ui_.px(1.5F));
            std::string hint = ui_.words("timeline.span", fmt::arg("from", ui_.words.date(span.from)),
                                         fmt::arg("until", ui_.words.date(span.until)));
            hint += span.conditional ? "\n" + ui_.words("timeline.conditional") : "";
            for (const std::string& line : span.lines) {
                hint += "\n" + line;
            }
            Item& item = ui_.items.record(fmt::format("{}.rules.{}", lane_.side == Side::a ? "a" : "b", i));
            item.rect = bar;
            item.value = hint;
            lane_.rules.push_back({bar.grown(ui_.px(1)), span.from, std::move(hint)});
        }
    }

    // People leave on nearly every day: worth a sign are a delegation, and days on which more leave than on nine of
    // ten; on a holiday none.
    std::vector<bool> days_of_trips() const {
        std::vector<int> leaving(static_cast<size_t>(axis_.days), 0), lived;
        for (int d = 0; d < axis_.days && axis_.first + d <= game_.furthest; ++d) {
            if (const auto& summary = summaries_[static_cast<size_t>(d)]) {
                for (const Happening& h : summary->happenings) {
                    leaving[static_cast<size_t>(d)] += h.kind == Happening::Kind::trip ? h.people : 0;
                }
                lived.push_back(leaving[static_cast<size_t>(d)]);
            }
        }
        std::ranges::sort(lived);
        const int usual = lived.empty() ? 0 : lived[(lived.size() - 1) * 9 / 10];
        std::vector<bool> out;
        for (int d = 0; d < axis_.days; ++d) {
            const Day day = axis_.first + d;
            const bool sent = std::ranges::any_of(scenario().delegations,
                                                  [&](const DelegationSpec& spec) { return spec.date == day; });
            out.push_back((sent || leaving[static_cast<size_t>(d)] > usual) && holiday_name(scenario(), day).empty());
        }
        return out;
    }

    // Of the signs at the foot; 0: there is no room for them.
    float events_height() const {
        const float size = ImGui::GetFontSize();
        return r_.h < 1.5F * size ? 0 : size + ui_.px(4);
    }

    // Days that were on screen; each kind takes what room labels and the more important left.
    void events() {
        if (events_height() <= 0) {
            return;
        }
        const float size = ImGui::GetFontSize(), top = r_.bottom() - size - ui_.px(2);
        std::vector<std::pair<float, float>> taken;
        for (const LaneSign& pin : lane_.pins) {
            if (pin.place.bottom() > top) {
                taken.emplace_back(pin.place.x, pin.place.right());
            }
        }
        const std::vector<bool> trips = days_of_trips();
        for (const Sign& sign : signs) {
            for (int d = 0; d < axis_.days && axis_.first + d <= game_.furthest; ++d) {
                const auto& summary = summaries_[static_cast<size_t>(d)];
                const std::string lines = summary ? told(*summary, sign) : "";
                const float x = axis_.x(d + 0.5) - size / 2;
                const bool free =
                    std::ranges::none_of(taken, [&](const auto& t) { return x < t.second && t.first < x + size; });
                if (lines.empty()) {
                    continue;
                }
                const auto same = std::ranges::find(lane_.events, axis_.first + d, &LaneSign::day);
                if (same != lane_.events.end()) {
                    same->hint += "\n" + lines;
                } else if (free && (sign.kind != Happening::Kind::trip || trips[static_cast<size_t>(d)])) {
                    taken.emplace_back(x - ui_.px(1), x + size + ui_.px(1));
                    event(sign, axis_.first + d, {x, top, size, size}, lines);
                }
            }
        }
        for (const LaneSign& sign : lane_.events) {
            Item& item =
                ui_.items.record(fmt::format("{}.event.{}", lane_.side == Side::a ? "a" : "b", to_date(sign.day)));
            item.rect = sign.place;
            item.value = sign.hint;
        }
    }

    void event(const Sign& sign, Day day, Rect place, const std::string& lines) {
        const Point c = place.centre();
        list_.AddCircleFilled({c.x, c.y}, place.w * 0.62F, to_imgui(faded(palette::ground, 0.85F)));
        ImFont* const font = ImGui::GetFont();
        const float size = std::round(place.w * 0.85F);
        const ImVec2 wide = font->CalcTextSizeA(size, FLT_MAX, 0, sign.icon);
        list_.AddText(font, size, {std::round(c.x - wide.x / 2), std::round(c.y - wide.y / 2)}, to_imgui(sign.color),
                      sign.icon);
        lane_.events.push_back({place, day, ui_.words.date(day) + "\n" + lines});
    }

    // What each evening decided, in words.
    std::map<Day, std::vector<std::string>> decisions() const {
        std::map<Day, std::vector<std::string>> by_day;
        for (const Decision& decision : decisions_of(game_.runner->commands(lane_.side))) {
            by_day[decision.posted].push_back(decision_text(ui_, game_, lane_.side, decision));
        }
        return by_day;
    }

    // Between the rules above and the events below, or on the lane where it has no room between them.
    void pins() {
        const std::map<Day, std::vector<std::string>> evenings = decisions();
        for (const auto& [day, lines] : evenings) {
            const float x = axis_.x(day - axis_.first);
            list_.AddLine({x, r_.y}, {x, r_.bottom()}, to_imgui(color_), ui_.px(1.5F));
        }
        const float height = pin_height(ui_);
        const float end = std::max(r_.bottom() - events_height(), r_.y + height);
        const float top = std::max(r_.y, std::min(rules_end_, end - height));
        lane_.pins = draw_pins(ui_, list_, axis_, {r_.x, top, r_.w, end - top}, color_, evenings);
        for (const LaneSign& sign : lane_.pins) {
            Item& item =
                ui_.items.record(fmt::format("{}.pin.{}", lane_.side == Side::a ? "a" : "b", to_date(sign.day)));
            item.rect = sign.place;
            item.value = sign.hint;
        }
    }

    Ui& ui_;
    const Game& game_;
    ImDrawList& list_;
    const Axis& axis_;
    Lane& lane_;
    Rect r_;
    Color color_;
    float rules_end_ = r_.y;
    std::vector<std::shared_ptr<const DaySummary>> summaries_;
};

}  // namespace

double highest_bar(const Game& game) {
    double highest = 1;
    for (const Side side : both_sides) {
        if (!shown(game, side)) {
            continue;
        }
        for (Day d = game.runner->first_day(); d <= game.runner->last_day(); ++d) {
            const double lived = lived_value(game, side, Series::new_infected, d);
            highest = std::isfinite(lived) ? std::max(highest, lived) : highest;
        }
        for (const Summary& day : fan_of(game, side)) {
            highest = std::max(highest, day.q75);
        }
    }
    return highest;
}

void draw_lane(Ui& ui, const Game& game, ImDrawList& list, const Axis& axis, double highest, Lane& lane) {
    LanePainter(ui, game, list, axis, lane).draw(highest);
}

}  // namespace piket::render
