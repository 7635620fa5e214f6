#include "workshop/debrief_runs.hpp"

#include <algorithm>

namespace piket {

Lived live(const Way& way, const RunOptions& run, Day last) {
    Lived lived;
    Simulation simulation(way.world, run);
    std::vector<Command> log;
    for (const Command& command : way.log) {
        if (command.posted <= last) {
            log.push_back(command);
        }
    }
    lived.refused = !live_until(simulation, log, last + 1);
    lived.hash = simulation.hash();
    for (size_t d = 0; d < simulation.days_lived(); ++d) {
        lived.days.push_back(simulation.total_on(d));
    }
    lived.total = simulation.total(simulation.days_lived());
    lived.reports = simulation.reports();
    lived.infections = simulation.infections();
    return lived;
}

Future future_of(const Lived& lived, const Lesson& lesson, const Scenario& scenario) {
    const auto predicted = [&](Day from, Day until) {
        double infected = 0;
        for (Day day = from; day <= until; ++day) {
            infected += at(lived.days.at(static_cast<size_t>(day - scenario.start)), Outcome::infections_servants);
        }
        return std::array{infected, situation_of(lesson, scenario, lived.days, {}, from, until).waiting_days};
    };
    Future future;
    for (int n = 0; n < lesson.episode->fortnights; ++n) {
        const Period period = fortnight_of(lesson, scenario, n);
        future.fortnights.push_back(predicted(period.from, period.until));
    }
    future.all = predicted(scenario.start, fortnight_of(lesson, scenario, lesson.episode->fortnights - 1).until);
    return future;
}

}  // namespace piket
