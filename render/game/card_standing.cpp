// How measures stand: what is in force on the day on screen, and what was decided for tonight.
#include <algorithm>

#include "game/cards.hpp"

namespace piket::render {

namespace {

std::optional<uint32_t> agency_of(const Place& place, const Scope& scope) {
    for (uint32_t a = 0; a < place.agencies.size(); ++a) {
        if (scope == Scope{.path = place.agencies[a].path}) {
            return a;
        }
    }
    return std::nullopt;
}

// Widened so that it takes the value in.
void widen(std::optional<Span>& span, double value) {
    span = span ? Span{std::min(span->least, value), std::max(span->most, value)} : Span{value, value};
}

void look_at_tonight(CardsState& cards, const Game& game) {
    const Place& place = *game.runner->place(game.editing);
    for (const Command& command : game.runner->commands(game.editing)) {
        if (command.posted != game.day + 1 || command.kind == Command::Kind::lift) {
            continue;
        }
        const Scope& scope = command.rule.scope;
        std::vector<Tonight>& tonight = cards.standings[command.rule.measure.value].tonight;
        if (command.kind == Command::Kind::repeal) {
            tonight.push_back({std::nullopt, scope, agency_of(place, scope)});
        } else if (!tonight.empty() && !tonight.back().value && tonight.back().scope == scope) {
            tonight.back().value = command.rule.value;
        } else {
            tonight.push_back({command.rule.value, scope, agency_of(place, scope)});
        }
    }
}

// What goes on where tonight brings nothing: known where all that it brings is of single agencies.
void look_elsewhere(CardsState& cards, const Place& place, const DayFrame& frame) {
    for (uint32_t i = 0; i < measures().size(); ++i) {
        Standing& standing = cards.standings[i];
        const bool somewhere = !standing.tonight.empty() && std::ranges::all_of(standing.tonight, [](const Tonight& t) {
            return t.agency.has_value();
        });
        for (uint32_t u = 0; somewhere && u < frame.units.size(); ++u) {
            const bool touched = std::ranges::any_of(
                standing.tonight, [&](const Tonight& t) { return *t.agency == place.units[u].agency; });
            if (!touched) {
                widen(standing.elsewhere, frame.units[u].levers.*measures()[i].lever);
            }
        }
    }
}

}  // namespace

Standing standing_on(const DayFrame& frame, MeasureId id) {
    const Measure& m = measure(id);
    Standing standing;
    standing.all_units = static_cast<int>(frame.units.size());
    std::optional<Span> in_force;
    for (const UnitToday& unit : frame.units) {
        const double value = unit.levers.*m.lever;
        if (value != m.neutral) {
            widen(in_force, value);
            ++standing.units;
        }
    }
    standing.today = in_force.value_or(Span{m.neutral, m.neutral});
    return standing;
}

std::vector<MeasureId> in_force_on(const DayFrame& frame) {
    std::vector<MeasureId> all;
    for (uint32_t i = 0; i < measures().size(); ++i) {
        if (standing_on(frame, MeasureId{i}).in_force()) {
            all.push_back(MeasureId{i});
        }
    }
    return all;
}

void look(CardsState& cards, Game& game) {
    if (cards.standings.empty()) {
        cards.standings.resize(measures().size());
    }
    const auto today = game.today(game.editing);
    const std::tuple of(game.editing, game.runner->branch(game.editing), game.day);
    // While a day is lived, what was known stays; but never the other side's.
    const bool other_side = std::get<Side>(cards.seen_of) != game.editing;
    if (today == cards.seen && of == cards.seen_of) {
        return;
    }
    if (today) {
        for (uint32_t i = 0; i < measures().size(); ++i) {
            cards.standings[i] = standing_on(today->frame, MeasureId{i});
        }
    } else if (other_side) {
        cards.standings.assign(measures().size(), {});
    }
    for (Standing& standing : cards.standings) {
        standing.tonight.clear();
        standing.elsewhere.reset();
    }
    look_at_tonight(cards, game);
    if (today) {
        look_elsewhere(cards, *game.runner->place(game.editing), today->frame);
    }
    cards.seen = today;
    cards.seen_of = of;
}

std::string today_text(const Words& words, const Standing& now, MeasureId id) {
    if (!now.in_force()) {
        return "";
    }
    std::string line = span_text(words, measure(id), now.today);
    if (now.units < now.all_units) {
        line += "\n" + words("cards.units", fmt::arg("n", words.number(now.units)),
                             fmt::arg("all", words.number(now.all_units)),
                             fmt::arg("rest", value_text(words, measure(id), measure(id).neutral)));
    }
    return line;
}

std::string tonight_text(const Words& words, const Game& game, MeasureId id) {
    const Measure& m = measure(id);
    const Standing& now = game.cards->standing(id);
    if (now.tonight.empty()) {
        return "";
    }
    std::string lines;
    std::optional<Span> rest;  // everywhere, or by a circular for some kinds of units
    for (const Tonight& t : now.tonight) {
        if (t.agency) {
            const PlaceAgency& agency = game.runner->place(game.editing)->agencies[*t.agency];
            lines += "→ " + (t.value ? value_text(words, m, *t.value) : words("cards.lifted")) + "\n" +
                     in_language(agency.name, words.language()) + "\n";
        } else if (t.value) {
            widen(rest, *t.value);
        }
    }
    if (rest) {
        lines = "→ " + span_text(words, m, *rest) + "\n" + lines;
    } else if (std::ranges::any_of(now.tonight, [](const Tonight& t) { return !t.agency; })) {
        lines = "→ " + words("cards.lifted") + "\n" + lines;
    }
    if (now.elsewhere && (now.in_force() || now.elsewhere->least != m.neutral)) {
        lines += words("cards.elsewhere", fmt::arg("value", span_text(words, m, *now.elsewhere))) + "\n";
    }
    return lines + words("cards.from_tomorrow", fmt::arg("date", words.date(game.day + 1)));
}

}  // namespace piket::render
