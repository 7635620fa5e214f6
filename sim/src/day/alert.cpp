#include "day/alert.hpp"

#include <algorithm>

namespace piket {

namespace {

constexpr size_t week = 7;

// Sums over the last days; fewer if fewer are known.
TownReport last_days(std::span<const TownReport> reports, size_t days) {
    TownReport sum;
    for (const TownReport& r : reports.last(std::min(days, reports.size()))) {
        sum.cases += r.cases;
        sum.admissions += r.admissions;
        sum.deaths += r.deaths;
    }
    return sum;
}

// Indicator against the lower ends of levels 2 and 3 and the upper end of level 3 (KMK 4805/2021).
int level_by(double rate, double two, double three, double above) {
    return rate > above ? 4 : rate >= three ? 3 : rate >= two ? 2 : 1;
}

const DeclaredSpec* declared_on(const TownSpec& town, Day day) {
    const DeclaredSpec* last = nullptr;
    for (const DeclaredSpec& d : town.declared) {
        last = d.from <= day ? &d : last;
    }
    return last && day <= last->until ? last : nullptr;
}

struct Sight {
    ZoneColour zone;
    int level;
};

Sight observed(const TownSpec& town, std::span<const TownReport> reports, Day day) {
    const WeeklyRates rates = weekly_rates(town.population, reports);
    return {zone_of(rates.smoothed), std::max(level_of(rates), least_level(town, day))};
}

void set_zone(Alert& alert, ZoneColour zone, Day since, bool declared) {
    if (alert.zone != zone || alert.zone_since == Day{} || (declared && !alert.zone_declared)) {
        alert.zone = zone;
        alert.zone_since = since;
    }
    alert.zone_declared = declared;
}

void set_level(Alert& alert, int level, Day since, bool declared) {
    if (alert.level != level || alert.level_since == Day{} || (declared && !alert.level_declared)) {
        alert.level = static_cast<uint8_t>(level);
        alert.level_since = since;
    }
    alert.level_declared = declared;
}

}  // namespace

WeeklyRates weekly_rates(double population, std::span<const TownReport> reports) {
    if (!(population > 0)) {
        return {};
    }
    const double scale = 1e5 / population;
    const TownReport one = last_days(reports, week);
    const double two_weeks = last_days(reports, 2 * week).cases;
    // Expected numbers are hardly ever 0; less than half a case in two weeks is none.
    return {scale * one.cases, scale * one.admissions, scale * one.deaths, two_weeks < 0.5 ? 0 : scale * two_weeks / 2};
}

ZoneColour zone_of(double smoothed_cases) {
    return smoothed_cases <= 0   ? ZoneColour::green
           : smoothed_cases < 10 ? ZoneColour::yellow
           : smoothed_cases > 60 ? ZoneColour::red
                                 : ZoneColour::orange;
}

int level_of(const WeeklyRates& rates) {
    return std::max(
        {level_by(rates.cases, 20, 50, 150), level_by(rates.admissions, 5, 10, 30), level_by(rates.deaths, 1, 2, 5)});
}

int least_level(const TownSpec& town, Day day) {
    constexpr double total = 0.5, elderly = 0.4;
    const Day condition = civil(2021, 10, 1);  // the month is known, the day assumed
    const CoverageSpec* last = nullptr;
    for (const CoverageSpec& c : town.vaccination) {
        last = c.from <= day ? &c : last;
    }
    return day >= condition && last && (last->total < total || last->elderly < elderly) ? 3 : 1;
}

Alert first_alert(const TownSpec& town, std::span<const TownReport> reports, Day day) {
    const Sight sight = observed(town, reports, day);
    Alert alert;
    set_zone(alert, sight.zone, day, false);
    set_level(alert, sight.level, day, false);
    return next_alert(town, reports, alert, day, false);
}

Alert next_alert(const TownSpec& town, std::span<const TownReport> reports, const Alert& before, Day day, bool review) {
    Alert alert = before;
    const DeclaredSpec* declared = declared_on(town, day);
    const Sight sight = observed(town, reports, day);
    const auto step = [](int now, int seen) { return seen >= now ? seen : now - 1; };
    if (declared && declared->zone) {
        set_zone(alert, *declared->zone, declared->from, true);
    } else {
        const int zone = static_cast<int>(alert.zone);
        set_zone(alert, static_cast<ZoneColour>(review ? step(zone, static_cast<int>(sight.zone)) : zone), day, false);
    }
    if (declared && declared->level) {
        set_level(alert, *declared->level, declared->from, true);
    } else {
        set_level(alert, review ? step(alert.level, sight.level) : alert.level, day, false);
    }
    return alert;
}

}  // namespace piket
