// The run itself: its dates and seeds, office hours, holidays, the model's parameters.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "scenario/extends.hpp"
#include "scenario/sections.hpp"
#include "scenario/suggest.hpp"

namespace piket {
namespace {

constexpr Bounds run_days{1, 3650, "d"};

// On the command line.
bool shortened_on_purpose(Reader& run) {
    const Node* days = run.node("days");
    return days != nullptr && !days->label.empty();
}

void check_horizons(Reader& run, Scenario& scenario) {
    std::vector<int>& horizons = scenario.horizons;
    if (std::ranges::adjacent_find(horizons, std::greater_equal()) != horizons.end()) {
        run.fault("horizons", "must ascend");
    }
    const bool dropped = std::erase_if(horizons, [&](int day) { return day > scenario.days; }) > 0;
    if (dropped && !shortened_on_purpose(run)) {
        run.warn("horizons", fmt::format("the run has {} days: later horizons are left out", scenario.days));
    }
    if (horizons.empty()) {
        horizons = {scenario.days};
    }
}

struct Holidays {
    Scenario& scenario;
    std::map<Day, std::string> places;

    void read(Reader& from, std::string_view key) {
        from.each(key, [&](Reader& holiday) {
            Day day;
            std::string name;
            holiday.require({"date", "name"});
            const bool dated = holiday.date("date", day), named = holiday.word("name", name);
            if (dated && named) {
                add(holiday, day, std::move(name));
            }
        });
    }

    void add(Reader& holiday, Day day, std::string name) {
        const auto [first, fresh] = places.emplace(day, place_of(holiday));
        if (fresh) {
            scenario.holidays.emplace_back(day, std::move(name));
        } else {
            holiday.fault("date", fmt::format("is a holiday already, see {}", first->second));
        }
    }
};

void read_holiday_file(Reader& calendar, Holidays& holidays, const Files& files, Problems& problems) {
    std::string name, why;
    if (!calendar.word("file", name)) {
        return;
    }
    const std::string path = resolved(name, *calendar.node("file")->file);
    const std::optional<std::string> text = read_text(path, why, files);
    if (!text) {
        calendar.fault("file", fmt::format("{}: {}", path, why));
        return;
    }
    const std::optional<Node> root = parse_document(*text, path, problems);
    if (root && check_format(*root, problems)) {
        Reader reader(*root, "", problems);
        reader.node("format");
        holidays.read(reader, "holiday");
        reader.finish();
    }
}

void check_hours(Reader& reader, const HoursSpec& hours) {
    const auto within = [&](std::string_view key, Interval inner, std::string_view outer_key, Interval outer) {
        if (inner.from < outer.from || inner.to > outer.to) {
            reader.fault(key, fmt::format("must lie within the working hours that hours.{} gives", outer_key));
        }
    };
    within("lunch", hours.lunch, "day", hours.day);
    within("friday_lunch", hours.friday_lunch, "friday", hours.friday);
    within("counter", hours.counter, "day", hours.day);
    constexpr Seconds quarter = 15 * 60;  // the queue at a counter is counted by these
    for (const auto& [key, interval] : {std::pair("counter", hours.counter), std::pair("lunch", hours.lunch),
                                        std::pair("friday_lunch", hours.friday_lunch)}) {
        if (interval.from % quarter != 0 || interval.to % quarter != 0) {
            reader.fault(key, "must begin and end on a quarter of an hour");
        }
    }
}

}  // namespace

void read_run(Reader& root, Scenario& scenario) {
    root.require({"run"});
    root.section("run", [&](Reader& run) {
        run.require({"start"});
        const Day earliest = civil(1990, 1, 1), latest = civil(2100, 12, 31);
        if (run.date("start", scenario.start) && (scenario.start < earliest || latest < scenario.start)) {
            run.fault("start", "must lie between 1990-01-01 and 2100-12-31");
        }
        run.whole("days", scenario.days, run_days);
        run.seed("seed", scenario.seed);
        run.seed("world_seed", scenario.world_seed);
        run.whole("replicates", scenario.replicates, {1, 1'000'000});
        run.wholes("horizons", scenario.horizons, run_days);
        if (run.date("evaluation", scenario.evaluation) && scenario.evaluation < scenario.start) {
            run.fault("evaluation", "lies before the start of the run");
        } else if (run.has("evaluation") && scenario.evaluation - scenario.start >= scenario.days &&
                   !shortened_on_purpose(run)) {
            run.warn("evaluation", "lies after the end of the run");
        }
        check_horizons(run, scenario);
    });
}

void read_record(Reader& root, Scenario& scenario) {
    root.section("record", [&](Reader& record) { record.choice("by", scenario.record); });
}

void read_hours(Reader& root, Scenario& scenario) {
    root.section("hours", [&](Reader& reader) {
        HoursSpec& hours = scenario.hours;
        reader.interval("day", hours.day);
        reader.interval("lunch", hours.lunch);
        reader.interval("friday", hours.friday);
        reader.interval("friday_lunch", hours.friday_lunch);
        reader.interval("counter", hours.counter);
        check_hours(reader, hours);
    });
}

void read_calendar(Reader& root, Scenario& scenario, const Files& files, Problems& problems) {
    root.section("calendar", [&](Reader& calendar) {
        Holidays holidays{scenario, {}};
        read_holiday_file(calendar, holidays, files, problems);
        holidays.read(calendar, "holidays");
        std::ranges::sort(scenario.holidays);
    });
}

void read_experiment(Reader& root, Scenario& scenario) {
    root.section("experiment", [&](Reader& reader) {
        ExperimentSpec& experiment = scenario.experiment;
        reader.flag("secondary", experiment.secondary);
        reader.flag("isolation", experiment.isolation);
        reader.flag("apply", experiment.apply);
        reader.flag("frozen_clock", experiment.frozen_clock);
        reader.flag("feed", experiment.feed);
    });
}

void read_parameters(Reader& root, Scenario& scenario) {
    scenario.parameters = default_parameters();
    root.section("parameters", [&](Reader& reader) {
        for (const Parameter& row : parameters()) {
            reader.number(row.key, scenario.parameters.*row.field, {row.low, row.high, row.unit});
        }
    });
}

std::string place_of(const Reader& reader) {
    return fmt::format("{}:{}", reader.file(), reader.line());
}

void check_shares(Reader& root, std::string_view key, double sum) {
    constexpr double tolerance = 1e-6;  // shares are written in decimals
    if (std::fabs(sum - 1) > tolerance) {
        root.fault(key, fmt::format("the shares of all {}s must add up to 1; they add up to {:.6g}", key, sum));
    }
}

}  // namespace piket
