// What people decided, evening by evening: commands as somebody would tell them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "game/game.hpp"

namespace piket::render {

// One measure as it stands from an evening on, somewhere; without a value nothing of it is in force there any more.
struct Decision {
    Day posted;
    MeasureId measure;
    std::optional<double> value;
    Scope scope;
    Day until = never;  // its last day
    bool operator==(const Decision&) const = default;
};
// Enacting takes back what was in force before, which goes without saying.
std::vector<Decision> decisions_of(const std::vector<Command>& log);
// Decisions about one measure on one evening are one, however many places they name.
int count_decisions(const std::vector<Command>& log, Day from);
// "Mask mandate: 85% · Health agency · until 31 Mar".
std::string decision_text(const Ui& ui, const Game& game, Side side, const Decision& decision);

// Takes back the last change, whichever side made it, or makes it again; shows that side, and says what it was.
void undo_last(Ui& ui, Game& game);
void redo_next(Ui& ui, Game& game);

// ---- rules of the scenario --------------------------------------------------------------------------------------

// Rules that begin and end together, as far as no command has taken them back.
struct RuleSpan {
    Day from, until;  // both included, within the run
    bool conditional = false;
    std::vector<std::string> lines;  // a measure each
};
// What holds in both worlds all the time is left out: it tells them apart nowhere.
std::vector<RuleSpan> rule_spans(const Ui& ui, const Game& game, Side side);
// The one last day of all rules that this side's scenario has beyond the other's, as far as no command took their
// place; none if they end on several, or not within the run.
std::optional<Day> end_of_rules(const Game& game, Side side);
// Up to which day to compare if nobody says another: while the rules of B hold, or the whole run.
int usual_horizon(const Game& game);
// "31 Mar".
std::string short_date(const Ui& ui, Day day);

}  // namespace piket::render
