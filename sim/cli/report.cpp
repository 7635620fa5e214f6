#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "quantities.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

struct Group {
    Text title;
    std::vector<Quantity> quantities;
};

std::vector<Group> groups() {
    using enum Outcome;
    const auto of = [](std::initializer_list<Outcome> outcomes) {
        std::vector<Quantity> quantities;
        for (Outcome o : outcomes) {
            quantities.push_back(quantity(o));
        }
        return quantities;
    };
    std::vector<Group> all = {
        {{"Tertular", "People infected"}, of({infections_servants, at_work, infections_family, infections_public})},
        {{"Di mana ASN dan keluarga tertular", "Where servants and families were infected"},
         of({from_town, from_household, from_commute, from_trip, from_office, from_meeting, from_counter, from_canteen,
             from_prayer, from_corridor, from_talk, from_roll_call, from_school})},
        {{"Sakit dan terdeteksi", "Illness and detection"},
         of({confirmed, hospitalised, deaths, tests, test_cost, zone, ppkm_level})},
        {{"Pekerjaan", "Work"},
         of({on_site, at_home, outings, trips_made, on_trip, days_sick, days_quarantine, meeting_hours, inspections,
             compliance, co2})},
        {{"Pelayanan", "Service"},
         of({requests, served_counter, served_dropoff, served_online, backlog, waiting_days, queue_minutes,
             turned_away})},
    };
    std::vector<Quantity>& service = all.back().quantities;
    service.insert(service.begin() + 4, served_share());
    return all;
}

std::string plural(uint64_t n, std::string_view one, std::string_view many, std::string_view id, Language language) {
    return fmt::format("{} {}", count(n, language), say(language, n == 1 ? one : many, id));
}

std::string weekday(Day day, Language language) {
    constexpr std::string_view en[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    constexpr std::string_view id[] = {"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"};
    return say(language, en[day.weekday()], id[day.weekday()]);
}

constexpr int most_decimals = 2;

// Enough decimals that the standard error shows two digits, if that is not too many.
int decimals_of_mean(double standard_error) {
    return std::clamp(1 - static_cast<int>(std::floor(std::log10(standard_error))), 0, most_decimals);
}

bool vanishes(double value) {
    return std::fabs(value) < 0.5 * std::pow(10, -most_decimals);
}

std::vector<std::string> cells(const Quantity& q, std::span<const double> values, Language language) {
    const Summary s = summarise({values.begin(), values.end()});
    const double median = shown(q, s.q50), low = shown(q, s.q05), high = shown(q, s.q95);
    const int decimals = decimals_of_values(q, std::max(std::fabs(low), std::fabs(high)));
    const double mean = shown(q, s.mean), error = shown(q, s.standard_error);
    const bool told = std::isfinite(error);
    const int fine = vanishes(error) || !told ? decimals : std::max(decimals_of_mean(error), decimals);
    return {"  " + label(q, language), number(median, decimals, language),
            number(low, decimals, language) + " – " + number(high, decimals, language), number(mean, fine, language),
            vanishes(error) ? ""
            : !told         ? "–"
                            : "± " + number(error, fine, language)};
}

bool nothing_to_show(const Quantity& q, std::span<const double> values) {
    return std::ranges::all_of(values, [&](double v) { return vanishes(shown(q, v)); });
}

}  // namespace

std::string size_in_words(const World& world, Language language) {
    const WorldSize size = size_of(world);
    return fmt::format(
        "{} {} {} {} {} {} {}", plural(size.servants, "civil servant", "civil servants", "ASN", language),
        say(language, "and", "dan"),
        plural(size.people - size.servants, "family member", "family members", "anggota keluarga", language),
        say(language, "in", "dalam"), plural(size.units, "unit", "units", "unit kerja", language),
        say(language, "of", "pada"), plural(size.agencies, "agency", "agencies", "perangkat daerah", language));
}

std::string horizon_in_words(const Scenario& scenario, int days, Language language) {
    return horizon_in_words(scenario.start, days, language);
}

std::string horizon_in_words(Day start, int days, Language language) {
    const Day last = start + (days - 1);
    return fmt::format("{} ({} {})", say(language, "day ", "hari ke-") + std::to_string(days), weekday(last, language),
                       to_date(last));
}

std::string days_in_words(const Scenario& s, Language language) {
    return fmt::format("{} {} {} {}", plural(static_cast<uint64_t>(s.days), "day", "days", "hari", language),
                       say(language, "from", "mulai"), weekday(s.start, language), to_date(s.start));
}

std::string futures_in_words(size_t futures, uint64_t seed, Language language) {
    return fmt::format("{}{} {}", plural(futures, "future", "futures", "masa depan", language),
                       say(language, " (replicates) that differ in luck alone, from seed",
                           " (ulangan) yang hanya berbeda nasib, dari benih"),
                       seed);
}

std::string heading(const World& world, Language language) {
    const Scenario& s = scenario_of(world);
    std::string text = wrapped(say(language, s.title), 0);
    if (const std::string& briefing = say(language, s.briefing); !briefing.empty()) {
        text += wrapped(briefing, 0);
    }
    text += "\n";
    return text + wrapped(size_in_words(world, language), 2) + wrapped(days_in_words(s, language), 2) +
           wrapped(futures_in_words(static_cast<size_t>(s.replicates), s.seed, language), 2);
}

std::string caution(Language language) {
    return say(language, "Scenario, not forecast.", "Skenario, bukan ramalan.") + "\n";
}

std::string outcome_tables(const Scenario& scenario, std::span<const Replicate> replicates, Language language) {
    using enum Table::Align;
    std::string text;
    const std::vector<int> horizons = horizons_of(scenario);
    for (size_t h = 0; h < horizons.size(); ++h) {
        Table table({left, right, right, right, left});
        table.row({say(language, "By ", "Sampai ") + horizon_in_words(scenario, horizons[h], language), "median",
                   say(language, "90 % of futures", "90 % masa depan"), say(language, "mean", "rata-rata"),
                   say(language, "± std. error", "± galat baku")});
        std::string none;
        for (const Group& group : groups()) {
            bool titled = false;
            for (const Quantity& q : group.quantities) {
                const std::vector<double> values = values_at(replicates, h, q);
                if (nothing_to_show(q, values)) {
                    none += (none.empty() ? "" : "; ") + say(language, q.label);
                    continue;
                }
                if (!titled) {
                    table.line();
                    table.line(say(language, group.title));
                    titled = true;
                }
                table.row(cells(q, values, language));
            }
        }
        text += "\n" + table.text();
        if (!none.empty()) {
            text += "\n" +
                    wrapped(say(language,
                                "Zero or next to it in every future: ", "Nol atau hampir nol di semua masa depan: ") +
                                none + ".",
                            2);
        }
    }
    return text;
}

}  // namespace piket::cli
