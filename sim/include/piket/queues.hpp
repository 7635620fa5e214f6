// Queues office by office: a mean over all counters hides the hall where people stand in line. Agencies that are alike,
// which means of one entry of the scenario, are told together.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "piket/ensemble.hpp"
#include "piket/view.hpp"

namespace piket {

// "Urban village office (54)": the agencies of this entry, and how many there are if not one. Empty: there are none.
Text office_name(const Place& place, std::string_view entry);

// The counters of agencies that are alike in A (0) and in B (1), over futures that are paired.
struct QueueChange {
    std::string entry;                       // PlaceAgency::entry
    std::array<double, 2> minutes = {};      // in the queue: mean over visitors, then over futures
    std::array<double, 2> arrivals = {};     // visitors who came in, mean over futures
    std::array<double, 2> turned_away = {};  // visits, mean over futures
    Difference longer;                       // minutes, b - a
    int longer_in = 0, shorter_in = 0;       // futures

    // False where next to nobody was let in, compared with the other: no short queue, but none at all.
    bool open(size_t side) const;
    bool open_in_one() const { return open(0) != open(1); }
    bool open_in_both() const { return open(0) && open(1); }
    bool noticed() const;  // by those who queue, beyond chance
};

using PairOfQueues = std::array<const ByEntry<Queued>*, 2>;
// What changes most first. An entry that one of the two does not have is closed there.
std::vector<QueueChange> compare_queues(std::span<const PairOfQueues> pairs);
int open_in_one(std::span<const QueueChange> changes);

}  // namespace piket
