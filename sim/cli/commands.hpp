// The commands of the program. Each adds itself and its options; the one that the user chose leaves what is to be done.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace piket::cli {

using Action = std::function<int()>;  // returns the exit status

void add_run(CLI::App& program, Action& action);
void add_compare(CLI::App& program, Action& action);
void add_limit(CLI::App& program, Action& action);
void add_sweep(CLI::App& program, Action& action);
void add_slurm(CLI::App& program, Action& action);
void add_merge(CLI::App& program, Action& action);
void add_frontier(CLI::App& program, Action& action);
void add_report(CLI::App& program, Action& action);
void add_export(CLI::App& program, Action& action);
void add_check(CLI::App& program, Action& action);
void add_office(CLI::App& program, Action& action);
void add_hash(CLI::App& program, Action& action);
void add_replay(CLI::App& program, Action& action);
void add_debrief(CLI::App& program, Action& action);
void add_explain(CLI::App& program, Action& action);
void add_measures(CLI::App& program, Action& action);
void add_parameters(CLI::App& program, Action& action);
void add_validate(CLI::App& program, Action& action);
void add_calibrate(CLI::App& program, Action& action);
void add_room(CLI::App& program, Action& action);
void add_circular(CLI::App& program, Action& action);
void add_play(CLI::App& program, Action& action);
void add_sensitivity(CLI::App& program, Action& action);
void add_bench(CLI::App& program, Action& action);
void add_describe(CLI::App& program, Action& action);  // last: it tells what the others are

}  // namespace piket::cli
