// What the ensemble and the lived days say of A against B, as sentences and as charts: for the tab of the answers and
// for the exported picture.
#pragma once

#include "game/charts.hpp"
#include "game/game.hpp"

namespace piket::render {

std::string key_of(Series series);
std::string series_name(const Ui& ui, Series series);
// A mean from the first day on, of requests or of visitors; the others count.
bool is_mean(Series series);
std::string unit_of(const Ui& ui, Series series);
int decimals_for(double value);
std::string with_sign(const Ui& ui, double value, int decimals);

// False while the futures are of a policy that is no longer shown, or compared at another day.
bool answers(const Game& game, const EnsembleView& view);
// What stands in place of an answer where there is none; empty: there is one.
std::string why_unanswered(const Ui& ui, const Game& game, const EnsembleView& view);
// Whether the futures are enough for a verdict.
bool can_judge(const EnsembleView& view);
// Whether the difference is too small a share of what A has to be one.
bool goes_unnoticed(const EnsembleView& view, Series series);
// "B is better in k of n futures, worse in m", or how many there are while that says little.
std::string verdict(const Ui& ui, const EnsembleView& view, Series series);
int ties(const EnsembleView& view, Series series);
// "28 Apr": the day after which A and B are compared.
std::string horizon_date(const Ui& ui, const Game& game, const EnsembleView& view);
std::string from_futures(const Ui& ui, const EnsembleView& view);

// Of the world on screen, as it is or as the office knows it; NaN where it was not lived or is not known.
double lived_value(const Game& game, Side side, Series series, Day day);
FanChart fans_of(const Ui& ui, const Game& game, const EnsembleView& view, Series series);
Forest difference_row(const Ui& ui, const EnsembleView& view, Series series);
std::vector<Bar> setting_rows(const Ui& ui, const EnsembleView& view);
std::string office_name(const Ui& ui, const Game& game, const std::string& entry);  // in A or in B
// Where queues change most, and how; empty where nobody would notice, or the futures are too few.
std::string most_changed_queue(const Ui& ui, const Game& game, const EnsembleView& view);
Level queue_row(const Ui& ui, const Game& game, const EnsembleView& view, const QueueChange& change);
void fan_legend(Ui& ui, bool known_only);

}  // namespace piket::render
