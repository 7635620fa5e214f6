#include "scenario/contradictions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "scenario/scope.hpp"

namespace piket {
namespace {

std::string place(const Rule& rule) {
    return fmt::format("{}:{}", rule.file, rule.line);
}

bool same_days(const Rule& a, const Rule& b) {
    return a.from <= b.until && b.from <= a.until && a.when.meet(b.when);
}

auto subject(const Rule& rule) {
    return std::tie(rule.source, rule.measure, rule.scope.path, rule.scope.functions, rule.scope.sectors);
}

bool none(double value) {
    return value <= 0;
}
bool some(double value) {
    return value > 0;
}
bool on(double value) {
    return value >= 1;
}
bool below_all(double value) {
    return value < 1;
}
bool any(double) {
    return true;
}
bool limited(double value) {
    return value < lever_never;
}

// A demand that leaves another with nothing to act on.
struct Clash {
    std::string_view strong;
    bool (*strong_if)(double);
    std::string_view idle;
    bool (*idle_if)(double);
    std::string_view why;
    bool same_scope = false;  // else it is enough that some unit is in both
};
constexpr Clash clashes[] = {
    {"meeting.ban", on, "meeting.in_person", some, "the ban wins, so nobody sits in a meeting room"},
    {"meeting.ban", on, "meeting.size", any, "the ban wins, so no meeting has a room to fill"},
    {"meeting.ban", on, "meeting.minutes", any, "the ban wins, so no meeting in a room is shortened"},
    {"wfo.exempt", on, "wfo.share", below_all, "exempt units have no cap on attendance", true},
    {"trip.allowed", none, "trip.quarantine_days", some, "nobody returns from a trip"},
    {"trip.allowed", none, "trip.test_return", some, "nobody returns from a trip"},
    {"counter.open", none, "piket.counters", some, "duty officers come in for counters that stay closed"},
    {"counter.open", none, "counter.quota", limited, "no counter receives anybody"},
};

// Whether a narrower rule of the same source takes the strong one back for those of whom the idle one speaks.
bool taken_back(const std::vector<Rule>& rules, const Rule& strong, const Rule& idle, const Clash& clash) {
    return std::ranges::any_of(rules, [&](const Rule& rule) {
        return rule.measure == strong.measure && rule.source == strong.source && !clash.strong_if(rule.value) &&
               specificity(rule.scope) > specificity(strong.scope) && same_days(rule, idle) &&
               may_meet(rule.scope, idle.scope);
    });
}

void check_clash(Reader& root, const std::vector<Rule>& rules, const Clash& clash) {
    std::vector<const Rule*> strong, idle;
    for (const Rule& rule : rules) {
        const std::string_view key = measure(rule.measure).key;
        if (key == clash.strong && clash.strong_if(rule.value)) {
            strong.push_back(&rule);
        } else if (key == clash.idle && clash.idle_if(rule.value)) {
            idle.push_back(&rule);
        }
    }
    for (const Rule* b : idle) {
        const auto a = std::ranges::find_if(strong, [&](const Rule* rule) {
            return same_days(*rule, *b) &&
                   (clash.same_scope ? rule->scope == b->scope : may_meet(rule->scope, b->scope)) &&
                   !taken_back(rules, *rule, *b, clash);
        });
        if (a != strong.end()) {
            root.warn_in(
                b->file, b->line, "rule",
                fmt::format("{} does nothing beside {} in {}: {}", clash.idle, clash.strong, place(**a), clash.why));
        }
    }
}

// Counters and the people behind them, for agencies whose units are listed; those made from a head count get enough.
struct CounterUnit {
    std::string path, place;
    Function function = Function::counter;
    Sector sector = Sector::essential;
    int staff = 0, counters = 0;
};

std::vector<CounterUnit> counter_units(const Scenario& scenario) {
    std::vector<CounterUnit> all;
    for (const GovernmentSpec& government : scenario.governments) {
        for (const AgencySpec& agency : government.agencies) {
            if (agency.kind != AgencyKind::custom || agency.service.counters == 0) {
                continue;
            }
            const auto unit = std::ranges::find(agency.units, Function::counter, &UnitSpec::function);
            if (unit == agency.units.end()) {
                continue;  // a fault of its own
            }
            const std::string id = agency.count > 1 ? agency.id + "-1" : agency.id;  // all of them are alike
            all.push_back({government.id + "/" + id + "/" + unit->id, fmt::format("{}:{}", agency.file, unit->line),
                           Function::counter, sector_of(agency, *unit), unit->staff, agency.service.counters});
        }
    }
    return all;
}

bool covers(const Rule& rule, const CounterUnit& unit) {
    return covers(rule.scope, unit.path, unit.function, unit.sector);
}

// The value of a measure for a unit while `beside` holds, by the strongest rule that does too; else neutral.
double value_beside(const std::vector<Rule>& rules, const Rule& beside, const CounterUnit& unit, std::string_view key) {
    const Measure& m = measure(*find_measure(key));
    double value = m.neutral;
    for (const Rule& rule : rules) {
        if (measure(rule.measure).key == key && covers(rule, unit) && same_days(rule, beside)) {
            value = m.combine == Combine::min ? std::min(value, rule.value) : std::max(value, rule.value);
        }
    }
    return value;
}

// Whether the rule counts for the unit: no narrower one of its source speaks of the same days.
bool counts_for(const std::vector<Rule>& rules, const Rule& rule, const CounterUnit& unit) {
    return covers(rule, unit) && std::ranges::none_of(rules, [&](const Rule& other) {
               return other.measure == rule.measure && other.source == rule.source && covers(other, unit) &&
                      specificity(other.scope) > specificity(rule.scope) && same_days(other, rule);
           });
}

// What a rule does to the counters of a unit, if they cannot all be staffed. A cap of 0 closes them on purpose; of more
// counters than people the agency speaks itself.
struct Shortage {
    int closed = 0;
    std::string message;
};

Shortage shortage_of(const std::vector<Rule>& rules, const Rule& rule, const CounterUnit& unit) {
    const std::string_view key = measure(rule.measure).key;
    const int people = static_cast<int>(std::ceil(rule.value * unit.staff - 1e-9));
    const bool few = key == "piket.counters"
                         ? rule.value * unit.counters > unit.staff
                         : key == "wfo.share" && people > 0 && people < unit.counters && unit.counters <= unit.staff;
    if (!few || !counts_for(rules, rule, unit)) {
        return {};
    }
    if (key == "piket.counters") {
        const int wanted = static_cast<int>(std::ceil(rule.value * unit.counters - 1e-9));
        return {
            wanted - unit.staff,
            fmt::format("asks for duty officers at {} counters of {}, which has {} people (see {}), so {} stay closed",
                        wanted, unit.path, unit.staff, unit.place, wanted - unit.staff)};
    }
    if (none(value_beside(rules, rule, unit, "piket.counters")) &&
        none(value_beside(rules, rule, unit, "wfo.exempt"))) {
        const int open = static_cast<int>(value_beside(rules, rule, unit, "counter.open") * unit.counters + 1e-9);
        return {open - people,
                fmt::format("leaves {} of {} people for {} counters of {} (see {}), so {} stay closed; piket.counters "
                            "would keep them staffed",
                            people, unit.staff, open, unit.path, unit.place, open - people)};
    }
    return {};
}

// One warning for a rule, at the unit that loses most; of the rules of one circular, for the one that takes most.
void check_counters(Reader& root, const Scenario& scenario, const std::vector<Rule>& rules) {
    const std::vector<CounterUnit> units = counter_units(scenario);
    std::map<std::string, std::pair<const Rule*, Shortage>> worst;
    for (const Rule& rule : rules) {
        Shortage shortage;
        for (const CounterUnit& unit : units) {
            Shortage here = shortage_of(rules, rule, unit);
            shortage = here.closed > shortage.closed ? std::move(here) : shortage;
        }
        const bool of_circular =
            std::ranges::find(scenario.circulars, rule.file, &CircularUse::file) != scenario.circulars.end();
        auto& entry = worst[of_circular ? rule.file : place(rule)];
        if (shortage.closed > entry.second.closed) {
            entry = {&rule, std::move(shortage)};
        }
    }
    for (const auto& [where, entry] : worst) {
        if (entry.first) {
            root.warn_in(entry.first->file, entry.first->line, "rule", entry.second.message);
        }
    }
}

// "Vaccinated only" where nobody is leaves the offices empty, which few mean.
void check_vaccination(Reader& root, const Scenario& scenario, const std::vector<Rule>& rules) {
    const auto sets = [](const Rule& rule, std::string_view key) {
        return measure(rule.measure).key == key && some(rule.value);
    };
    const bool some_are = std::ranges::any_of(scenario.vaccinated, [](const auto& v) { return some(v.coverage); });
    const bool campaign = std::ranges::any_of(rules, [&](const Rule& r) { return sets(r, "vaccination.staff"); });
    const auto demand = std::ranges::find_if(rules, [&](const Rule& r) { return sets(r, "wfo.vaccinated_only"); });
    if (demand != rules.end() && !some_are && !campaign) {
        root.warn_in(demand->file, demand->line, "rule",
                     "lets vaccinated staff in alone, but nobody is vaccinated: say who is under [[vaccinated]], or "
                     "start a campaign with vaccination.staff");
    }
}

}  // namespace

void check_overlaps(Reader& root, const std::vector<Rule>& all) {
    std::vector<Rule> rules = all;
    std::erase_if(rules, [](const Rule& rule) { return !rule.measure.valid(); });
    std::ranges::stable_sort(rules, [](const Rule& a, const Rule& b) {
        return std::tuple_cat(subject(a), std::tie(a.from)) < std::tuple_cat(subject(b), std::tie(b.from));
    });
    size_t first = 0;  // of those with the same subject
    for (size_t i = 0; i < rules.size(); ++i) {
        first = subject(rules[first]) == subject(rules[i]) ? first : i;
        const Rule& rule = rules[i];
        for (size_t k = first; k < i; ++k) {
            const Rule& earlier = rules[k];
            if (same_days(earlier, rule)) {
                root.fault_in(rule.file, rule.line, "rule",
                              fmt::format("speaks of {} for the same people and days as the rule in {}, from the same "
                                          "source; end one before the other begins{}",
                                          measure(rule.measure).key, place(earlier),
                                          rule.file == earlier.file ? "" : R"(, or write rules = "replace")"));
                break;
            }
        }
    }
}

void check_contradictions(Reader& root, const Scenario& scenario) {
    check_overlaps(root, scenario.rules);
    std::vector<Rule> here = scenario.rules;  // those of the other region never hold
    std::erase_if(here,
                  [&](const Rule& rule) { return !rule.measure.valid() || !rule.when.allow(scenario.town.region); });
    for (const Clash& clash : clashes) {
        check_clash(root, here, clash);
    }
    check_vaccination(root, scenario, here);
    check_counters(root, scenario, here);
}

}  // namespace piket
