#include "piket/queues.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace piket {

namespace {

constexpr double noticed_minutes = 0.5;
constexpr double anybody = 0.5;         // visitors in a future
constexpr double next_to_nobody = 0.1;  // share of what the other lets in

Queued of(const ByEntry<Queued>& all, const std::string& entry) {
    const auto found = all.find(entry);
    return found == all.end() ? Queued{} : found->second;
}

}  // namespace

Text office_name(const Place& place, std::string_view entry) {
    const auto first = std::ranges::find(place.agencies, entry, &PlaceAgency::entry);
    if (first == place.agencies.end()) {
        return {};
    }
    Text name = first->entry_name;
    if (const auto alike = std::ranges::count(place.agencies, entry, &PlaceAgency::entry); alike > 1) {
        const std::string number = " (" + std::to_string(alike) + ")";
        name.id += number;
        name.en += number;
    }
    return name;
}

bool QueueChange::open(size_t side) const {
    return arrivals[side] >= std::max(anybody, next_to_nobody * arrivals[1 - side]);
}

bool QueueChange::noticed() const {
    return open_in_one() || (open_in_both() && longer.clear() && std::fabs(longer.summary.mean) >= noticed_minutes);
}

std::vector<QueueChange> compare_queues(std::span<const PairOfQueues> pairs) {
    std::vector<QueueChange> changes;
    if (pairs.empty()) {
        return changes;
    }
    std::set<std::string> entries;
    for (const ByEntry<Queued>* world : pairs.front()) {
        for (const auto& [entry, unused] : *world) {
            entries.insert(entry);
        }
    }
    const auto futures = static_cast<double>(pairs.size());
    for (const std::string& entry : entries) {
        QueueChange change;
        change.entry = entry;
        std::array<std::vector<double>, 2> minutes;
        for (const PairOfQueues& pair : pairs) {
            for (size_t side = 0; side < 2; ++side) {
                const Queued queued = of(*pair[side], entry);
                minutes[side].push_back(queued.mean_minutes());
                change.minutes[side] += queued.mean_minutes() / futures;
                change.arrivals[side] += queued.arrivals / futures;
                change.turned_away[side] += queued.turned_away / futures;
            }
            change.longer_in += minutes[1].back() > minutes[0].back() ? 1 : 0;
            change.shorter_in += minutes[1].back() < minutes[0].back() ? 1 : 0;
        }
        change.longer = compare(minutes[0], minutes[1], true);
        changes.push_back(std::move(change));
    }
    // Who lets nobody in any more changes more than any queue; among those, by whom it concerns.
    std::ranges::stable_sort(changes, std::greater{}, [](const QueueChange& c) {
        const double size =
            c.open_in_one() ? std::fabs(c.arrivals[1] - c.arrivals[0]) : std::fabs(c.longer.summary.mean);
        return std::tuple(c.noticed(), c.open_in_one(), size);
    });
    return changes;
}

int open_in_one(std::span<const QueueChange> changes) {
    return static_cast<int>(std::ranges::count_if(changes, &QueueChange::open_in_one));
}

}  // namespace piket
