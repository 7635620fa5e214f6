// Queues office by office: a mean over all offices hides the hall where people stand in line.
#include <algorithm>
#include <cmath>
#include <span>

#include "comparison.hpp"
#include "piket/view.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

constexpr double noticed_minutes = 0.5;
constexpr double least_arrivals = 0.5;  // fewer visitors in a future are none: the counters are closed
constexpr size_t name_width = 40;

struct Office {
    std::string entry;
    double arrivals = 0;  // mean over futures
    std::vector<double> minutes;
    bool open() const { return arrivals >= least_arrivals; }
};

Office office_of(const Alternative& a, size_t horizon, const std::string& entry) {
    Office office{entry, 0, {}};
    for (const Replicate& replicate : a.replicates) {
        const auto queued = replicate.counters[horizon].find(entry);
        const Queued none;
        const Queued& here = queued == replicate.counters[horizon].end() ? none : queued->second;
        office.arrivals += here.arrivals / static_cast<double>(a.replicates.size());
        office.minutes.push_back(here.mean_minutes());
    }
    return office;
}

std::string minutes(const Office& office, Language language) {
    const double mean = summarise(office.minutes).mean;
    return office.open() ? number(mean, decimals_for(mean), language) : say(language, "closed", "tutup");
}

// Their name, with how many there are.
std::string name_of(const Place& place, const std::string& entry, Language language) {
    const auto first = std::ranges::find(place.agencies, entry, &PlaceAgency::entry);
    const auto alike = std::ranges::count(place.agencies, entry, &PlaceAgency::entry);
    const std::string name = say(language, first->entry_name);
    return alike > 1 ? name + " (" + number(static_cast<double>(alike), 0, language) + ")" : name;
}

}  // namespace

std::string queues(const Comparison& c, size_t horizon, Language language) {
    using enum Table::Align;
    const std::span<const Alternative> others = std::span(c.alternatives).subspan(1);
    std::vector<Table::Align> columns = {left, right};
    std::vector<std::string> head = {say(language, "Mean minutes in the queue", "Rata-rata menit antre"), "A"};
    for (const Alternative& other : others) {
        columns.insert(columns.end(), {right, left});
        const std::string difference = other.letter + " − " + c.first().letter;
        head.insert(head.end(), {other.letter, difference + ", 90 %"});
    }
    Table table(std::move(columns));
    table.row(std::move(head));
    const Place place = place_of(*c.first().world);
    bool any = false;
    for (const auto& [entry, unused] : c.first().replicates.front().counters[horizon]) {
        const Office first = office_of(c.first(), horizon, entry);
        bool noticed = false;
        std::vector<std::string> cells = {"", minutes(first, language)};
        for (const Alternative& other : others) {
            const Office office = office_of(other, horizon, entry);
            const Difference d = compare(first.minutes, office.minutes, true);
            noticed = noticed || first.open() != office.open() || std::fabs(d.summary.mean) >= noticed_minutes;
            cells.push_back(minutes(office, language));
            const bool interval = first.open() && office.open() && d.bounded() && !narrow(d.mean_low, d.mean_high);
            cells.push_back(interval ? number(d.mean_low, 1, language) + say(language, " to ", " s.d. ") +
                                           number(d.mean_high, 1, language)
                                     : "");
        }
        if (!noticed) {
            continue;
        }
        any = true;
        const std::vector<std::string> lines = lines_of(name_of(place, entry, language), name_width);
        cells.front() = lines.front();
        table.row(cells);
        for (const std::string& line : std::span(lines).subspan(1)) {
            table.row({"  " + line});
        }
    }
    return any ? table.text() : "";
}

}  // namespace piket::cli
