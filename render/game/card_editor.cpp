// The open part of a measure's card: what value, where, from tonight on.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/card_widgets.hpp"
#include "game/cards.hpp"
#include "piket/sources.hpp"

namespace piket::render {

namespace {

// Counts that people use, where a straight scale would have no room for the small ones.
constexpr double usual[] = {1,  2,  3,  4,  5,  6,  7,  8,   9,   10,  12,  14,  15,  20,  21,  25,  28,  30,
                            35, 40, 45, 50, 60, 75, 90, 100, 120, 150, 180, 200, 240, 300, 360, 400, 480, 500};

// From where a slider's handle is to a value that a person would say, and back.
class Dial {
   public:
    explicit Dial(const Measure& m) {
        if (m.type != MeasureType::share && m.low > 0 && m.high >= 50 * m.low) {
            ladder_.assign(std::begin(usual), std::end(usual));
            ladder_.insert(ladder_.end(), {m.low, m.high, m.firm, m.neutral});
            std::erase_if(ladder_, [&](double v) { return v < m.low || v > m.high; });
            std::ranges::sort(ladder_);
            ladder_.erase(std::ranges::unique(ladder_).begin(), ladder_.end());
            most_ = static_cast<double>(ladder_.size() - 1);
            return;
        }
        least_ = m.low;
        most_ = m.high;
        step_ = step_of(m);
    }
    double least() const { return least_; }
    double most() const { return most_; }
    double value(double handle) const {
        if (!ladder_.empty()) {
            return ladder_[static_cast<size_t>(std::clamp(std::round(handle), 0.0, most_))];
        }
        // Six decimals: 0.3, not 0.30000000000000004, which is another lever.
        return std::clamp(std::round(std::round(handle / step_) * step_ * 1e6) / 1e6, least_, most_);
    }
    double handle(double value) const {
        if (ladder_.empty()) {
            return value;
        }
        return static_cast<double>(std::ranges::lower_bound(ladder_, value) - ladder_.begin());
    }

   private:
    static double step_of(const Measure& m) {
        if (m.type == MeasureType::share) {
            const double steps = m.firm * 20;  // some shares are of every day, and small
            return std::abs(steps - std::round(steps)) < 1e-9 ? 0.05 : 0.01;
        }
        // 1, 2 or 5 times a power of ten, for some 40 places of the handle.
        const double rough = (m.high - m.low) / 40, power = std::pow(10.0, std::floor(std::log10(rough)));
        double step = power;
        for (const double factor : {2.0, 5.0, 10.0}) {
            if (step < rough * 0.999) {
                step = power * factor;
            }
        }
        return m.type == MeasureType::count ? std::max(1.0, std::round(step)) : step;
    }

    std::vector<double> ladder_;
    double least_ = 0, most_ = 1, step_ = 1;
};

std::string id_of(const Measure& m, std::string_view part) {
    return fmt::format("###{}.{}", m.key, part);
}

void draw_control(Ui& ui, CardsState& cards, const Measure& m) {
    const Words& words = ui.words;
    if (m.type == MeasureType::flag) {
        if (flowing_chip(ui, words("cards.yes") + id_of(m, "yes"), cards.value != 0, true)) {
            cards.value = 1;
        }
        if (flowing_chip(ui, words("cards.no") + id_of(m, "no"), cards.value == 0, false)) {
            cards.value = 0;
        }
    } else if (m.type == MeasureType::choice) {
        bool first = true;
        for (size_t i = 0; i < m.choices.size(); ++i) {
            const auto value = static_cast<double>(i);
            if (value < m.low || value > m.high) {
                continue;
            }
            const std::string label = words(fmt::format("choice.{}", m.choices[i])) + id_of(m, m.choices[i]);
            if (flowing_chip(ui, label, cards.value == value, first)) {
                cards.value = value;
            }
            first = false;
        }
    } else {
        const Dial dial(m);
        // A value that the dial has no place for stays until the handle moves.
        const double rests = cards.handle, value = cards.value;
        if (slider(ui, words("cards.value") + id_of(m, "value"), cards.handle, dial.least(), dial.most(),
                   [&](double handle) { return value_text(words, m, handle == rests ? value : dial.value(handle)); })) {
            cards.value = dial.value(cards.handle);
        }
    }
}

void draw_scope(Ui& ui, CardsState& cards, const Place& place, const Measure& m) {
    if (m.narrowest < ScopeLevel::agency) {
        muted(ui, ui.words("cards.only_everywhere"));
        return;
    }
    std::vector<std::string> options = {ui.words("cards.everywhere") + id_of(m, "everywhere")};
    for (const PlaceAgency& agency : place.agencies) {
        options.push_back(in_language(agency.name, ui.words.language()) + "###" + agency.path);
    }
    choice(ui, id_of(m, "scope"), options, cards.where);
}

Color color_of(Mark mark) {
    switch (mark) {
        case Mark::verified:
            return palette::good;
        case Mark::derived:
            return palette::a;
        case Mark::recalled:
            return palette::warning;
        case Mark::assumed:
            break;
    }
    return palette::special;
}

void draw_needs(Ui& ui, const CardsState& cards, const Measure& m) {
    const auto needed = find_measure(m.needs);
    if (!needed) {
        return;
    }
    const Standing& now = cards.standing(*needed);
    const bool there = now.changes() ? now.tonight.back().value.has_value() : now.in_force();
    const std::string line = ui.words(there ? "cards.needs_met" : "cards.needs",
                                      fmt::arg("measure", label_of(measure(*needed), ui.words.language())));
    const Color color = there ? palette::good : palette::bad;
    sign_line(ui, there ? icon::check : icon::warning, line, color, color);
}

// What was decided last for tonight that reaches into the scope; null: nothing.
const Tonight* decided(const Standing& now, const Scope& scope) {
    const Tonight* last = nullptr;
    for (const Tonight& t : now.tonight) {
        const bool apart = t.agency && scope != Scope{} && t.scope != scope;
        last = apart ? last : &t;
    }
    return last;
}

// Values in force today inside a scope that is everywhere or an agency. Empty: the day is not there yet.
std::vector<double> in_force_in(const Game& game, MeasureId id, const Scope& scope) {
    std::vector<double> values;
    const auto today = game.today(game.editing);
    const Place& place = *game.runner->place(game.editing);
    const bool there = today && today->frame.day == game.day;
    for (uint32_t u = 0; there && u < today->frame.units.size(); ++u) {
        if (scope == Scope{} || place.agencies[place.units[u].agency].path == scope.path) {
            values.push_back(today->frame.units[u].levers.*measure(id).lever);
        }
    }
    return values;
}

// Whether what is in force in the scope goes on by itself: rules of the scenario may begin, end, or hang on the alert.
bool lasts(const Game& game, MeasureId id, const Scope& scope) {
    for (const Command& command : game.runner->commands(game.editing)) {
        const bool there = command.rule.scope == Scope{} || command.rule.scope == scope;
        if (command.kind == Command::Kind::repeal && command.rule.measure == id && there &&
            command.posted <= game.day) {
            return true;
        }
    }
    return std::ranges::none_of(game.runner->scenario(game.editing).rules, [&](const Rule& rule) {
        return rule.measure == id && rule.until >= game.day &&
               (rule.from > game.day || rule.until < game.runner->last_day() || rule.when.watch());
    });
}

bool can_lift(const Game& game, MeasureId id, const Scope& scope) {
    const Standing& now = game.cards->standing(id);
    if (const Tonight* last = decided(now, scope)) {
        // Lifted in an agency is not yet lifted everywhere.
        return last->value || (last->scope != scope && last->scope != Scope{});
    }
    return std::ranges::any_of(in_force_in(game, id, scope), [&](double v) { return v != measure(id).neutral; });
}

void draw_tonight(Ui& ui, const Game& game, const Measure& m, MeasureId id) {
    const std::string lines = tonight_text(ui.words, game, id);
    if (lines.empty()) {
        return;
    }
    ImGui::BeginGroup();
    sign_line(ui, icon::calendar, lines, palette::cursor, palette::cursor);
    ImGui::EndGroup();
    ui.items.record(std::string(m.key) + ".tonight").value = lines;
}

}  // namespace

std::string why_idle(const Words& words, const Game& game, const Change& change) {
    if (const Tonight* last = decided(game.cards->standing(change.measure), change.scope)) {
        const bool same = last->scope == change.scope && last->value == change.value;
        return same ? words("cards.decided") : "";
    }
    const std::vector<double> values = in_force_in(game, change.measure, change.scope);
    const bool same = !values.empty() && std::ranges::all_of(values, [&](double v) { return v == change.value; });
    return same && lasts(game, change.measure, change.scope) ? words("cards.already") : "";
}

double usual_dose(const CardsState& cards, MeasureId id) {
    const Measure& m = measure(id);
    const Standing& now = cards.standing(id);
    const bool decided = now.changes() && now.tonight.back().value;
    return decided                       ? *now.tonight.back().value
           : !now.in_force()             ? m.firm
           : now.today.least < m.neutral ? now.today.least
                                         : now.today.most;
}

void open_editor(Game& game, MeasureId id) {
    CardsState& cards = *game.cards;
    cards.open = measure(id).key;
    cards.where = 0;
    cards.follow = 3;
    cards.anchor = 0;
    cards.value = usual_dose(cards, id);
    cards.handle = Dial(measure(id)).handle(cards.value);
    cards.set_aside.reset();
}

void turn_editor(Game& game, MeasureId id) {
    CardsState& cards = *game.cards;
    const std::optional<CardsState::Draft> own = cards.set_aside;
    const CardsState::Draft other{cards.value, cards.handle, cards.where};
    open_editor(game, id);
    if (own) {
        cards.value = own->value;
        cards.handle = own->handle;
        cards.where = own->where;
    }
    cards.set_aside = other;
}

Scope scope_of(const CardsState& cards, const Place& place) {
    const auto agency = static_cast<size_t>(cards.where) - 1;  // 0: everywhere
    return agency < place.agencies.size() ? Scope{.path = place.agencies[agency].path} : Scope{};
}

void edit_measure(Ui& ui, Game& game, MeasureId id) {
    const Measure& m = measure(id);
    CardsState& cards = *game.cards;
    const auto place = game.runner->place(game.editing);
    const Words& words = ui.words;
    muted(ui, words.language() == Language::id ? m.help_id : m.help_en);
    draw_needs(ui, cards, m);
    draw_control(ui, cards, m);
    cards.where = std::clamp(cards.where, 0, static_cast<int>(place->agencies.size()));
    draw_scope(ui, cards, *place, m);
    const Scope scope = scope_of(cards, *place);
    const std::string no_evening = evening_left(game) ? "" : words("cards.last_day");
    const std::string idle = no_evening.empty() ? why_idle(words, game, {id, cards.value, scope}) : no_evening;
    if (button(ui, words("cards.enact") + id_of(m, "enact"),
               {.kind = Kind::primary, .enabled = idle.empty(), .width = -1, .tip = idle.c_str()}) &&
        meant(cards, m.key)) {
        post(ui, game, {{id, cards.value, scope}});
    }
    // Always there, so that nothing moves when there is something to lift.
    const std::string nothing =
        !no_evening.empty() || can_lift(game, id, scope) ? no_evening : words("cards.nothing_to_lift");
    if (button(ui, words("cards.lift") + id_of(m, "lift"),
               {.enabled = nothing.empty(), .width = -1, .tip = nothing.c_str()}) &&
        meant(cards, m.key)) {
        post(ui, game, {{id, std::nullopt, scope}});
    }
    draw_tonight(ui, game, m, id);
    badge(ui, words(fmt::format("cards.mark.{}", name(m.mark))), color_of(m.mark));
    if (m.weak) {
        badge(ui, words("cards.weak"), palette::bad);
    }
    const bool indonesian = words.language() == Language::id;
    muted(ui, words("cards.source", fmt::arg("source", indonesian ? source_in_indonesian(m.source) : m.source)));
}

}  // namespace piket::render
