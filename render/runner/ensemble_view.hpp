// What charts show of one future, and what is known of many.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "piket/ensemble.hpp"
#include "piket/queues.hpp"
#include "piket/simulation.hpp"

namespace piket::render {

// What charts show, day by day.
enum class Series : uint8_t {
    infected,         // servants, families and visitors, from the start
    servants,         // civil servants, from the start
    new_infected,     // of the day
    public_infected,  // visitors, from the start
    absent,           // servant-days lost to sickness and quarantine, from the start
    served,           // requests, from the start
    waiting,          // days from a request until it is served, mean from the start
    backlog,          // requests waiting at the end of the day
    queue,            // minutes in the queue of those who came to a counter, mean from the start
    turned_away,      // visits refused at the counters, from the start
    queue_today,      // minutes in the queue of those who came on the day; on days off, as on the last working day
};
inline constexpr int series_count = 11;
// What is counted day by day says nothing on the last day: compared is the whole run. Others are their own.
Series compared_by(Series series);
bool is_day_off(const OutcomeValues& today);  // nobody asks for anything
double value_of(Series series, const OutcomeValues& today, const OutcomeValues& so_far);
bool fewer_is_better(Series series);

using BySetting = std::array<double, setting_count>;  // people infected there

// Of one future, everybody.
struct Future {
    std::vector<std::array<double, series_count>> days;  // [day][series]
    std::vector<BySetting> settings;                     // [day], infected from the start
    std::map<int, ByEntry<Queued>> queued;               // by horizon, from the start
};
using FuturesByNumber = std::map<uint64_t, std::shared_ptr<const Future>>;
// Of a simulation that is over; `horizons`: after how many days it may be looked at.
Future future_of(const Simulation& simulation, const std::vector<int>& horizons);

struct Fan {
    std::vector<Summary> days;  // one per day of the run
};

// What the ensemble knows by now. Immutable.
struct EnsembleView {
    uint32_t branch_a = 0, branch_b = 0;
    int horizon = 0;  // days from the start after which A and B are compared
    int done_a = 0, done_b = 0, paired = 0, wanted = 0;
    bool settled = false;                               // the difference in infections is known narrowly enough
    std::array<std::array<Fan, 2>, series_count> fans;  // [series][side]
    std::array<Difference, series_count> differences;   // b - a at the horizon
    std::array<std::array<double, 2>, series_count> means = {};  // at the horizon, of paired futures: [series][side]
    std::array<int, series_count> better = {};                   // futures of `paired` in which B is better
    std::vector<std::array<double, series_count>> pairs;         // differences, future by future
    // By where people were infected, means over paired futures: [setting][side].
    std::array<std::array<double, 2>, setting_count> settings = {};
    std::vector<QueueChange> queues;  // what changes most first
};

// All but the branches. `wanted`: futures of each side in the end.
EnsembleView look_at(const FuturesByNumber& of_a, const FuturesByNumber& of_b, int wanted, int horizon);

}  // namespace piket::render
