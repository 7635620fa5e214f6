// The simulations behind a debrief: ways through one episode, each lived under any luck.
#pragma once

#include <memory>
#include <vector>

#include "piket/debrief.hpp"

namespace piket {

// What somebody did from the first midnight on, in which world.
struct Way {
    std::shared_ptr<const World> world;
    std::vector<Command> log;
};

// An episode as it was lived.
struct Lived {
    bool refused = false;             // a command was
    uint64_t hash = 0;                // of the state after the last day
    std::vector<OutcomeValues> days;  // of everybody
    OutcomeValues total{};
    std::vector<ReportRow> reports;
    std::vector<InfectionRow> infections;
};

// Up to the evening of `last`.
Lived live(const Way& way, const RunOptions& run, Day last);

// What is kept of a future: civil servants infected and mean days of waiting, by fortnight and over all.
struct Future {
    std::vector<std::array<double, predicted_count>> fortnights;
    std::array<double, predicted_count> all{};
};
Future future_of(const Lived& lived, const Lesson& lesson, const Scenario& scenario);

// "Kantin, BKD" for "kota/bkd/canteen".
Text room_name(const World& world, std::string_view path);

}  // namespace piket
