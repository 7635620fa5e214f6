// Queues office by office, at one horizon.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "comparison.hpp"
#include "piket/view.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

constexpr size_t name_width = 34;

std::string minutes(const QueueChange& change, size_t side, Language language) {
    const double mean = change.minutes[side];
    return change.open(side) ? number(mean, decimals_for(mean), language) : say(language, "closed", "tutup");
}

// Office by office: what A has, then the minutes and the difference of each other.
std::string queues_of(const Comparison& c, std::span<const Alternative> others, size_t horizon, Language language) {
    using enum Table::Align;
    std::vector<Table::Align> columns = {left, right};
    std::vector<std::string> head = {say(language, "Mean minutes in the queue", "Rata-rata menit antre"),
                                     c.first().letter};
    std::vector<std::vector<QueueChange>> changes;
    for (const Alternative& other : others) {
        columns.insert(columns.end(), {right, left});
        head.insert(head.end(), {other.letter, fmt::format("{} − {}", other.letter, c.first().letter) + ", 90 %"});
        changes.push_back(queue_changes(c, other, horizon));
    }
    Table table(std::move(columns));
    table.row(std::move(head));
    const Place place = place_of(*c.first().world);
    bool any = false;
    for (const QueueChange& of_first : changes.front()) {
        std::vector<std::string> cells = {"", minutes(of_first, 0, language)};
        bool noticed = false;
        for (const std::vector<QueueChange>& changes_of_one : changes) {
            const auto change = std::ranges::find(changes_of_one, of_first.entry, &QueueChange::entry);
            const Difference& d = change->longer;
            noticed = noticed || change->noticed();
            cells.push_back(minutes(*change, 1, language));
            const bool interval = change->open_in_both() && d.bounded() && !narrow(d.mean_low, d.mean_high);
            cells.push_back(interval ? number(d.mean_low, 1, language) + say(language, " to ", " s.d. ") +
                                           number(d.mean_high, 1, language)
                                     : "");
        }
        if (!noticed) {
            continue;
        }
        any = true;
        const Text name = office_name(place, of_first.entry);
        const std::vector<std::string> lines =
            lines_of(name.en.empty() && name.id.empty() ? of_first.entry : say(language, name), name_width);
        cells.front() = lines.front();
        table.row(cells);
        for (const std::string& line : std::span(lines).subspan(1)) {
            table.row({"  " + line});
        }
    }
    return any ? table.text() : "";
}

}  // namespace

std::vector<QueueChange> queue_changes(const Comparison& c, const Alternative& other, size_t horizon) {
    std::vector<PairOfQueues> pairs;
    for (size_t r = 0; r < c.first().replicates.size(); ++r) {
        pairs.push_back({&c.first().replicates[r].queued[horizon], &other.replicates[r].queued[horizon]});
    }
    return compare_queues(pairs);
}

std::string queues(const Comparison& c, size_t horizon, Language language) {
    std::string text;
    std::span<const Alternative> others = std::span(c.alternatives).subspan(1);
    while (!others.empty()) {
        const size_t here = std::min(others_per_table, others.size());
        const std::string table = queues_of(c, others.first(here), horizon, language);
        text += (text.empty() || table.empty() ? "" : "\n") + table;
        others = others.subspan(here);
    }
    return text;
}

}  // namespace piket::cli
