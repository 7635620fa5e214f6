#include "piket/workshop.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace piket {

namespace {

constexpr std::string_view of_cluster = "{agency}";

bool workday(const Scenario& scenario, Day day) {
    return day.weekday() < 5 &&
           std::ranges::find(scenario.holidays, day, &std::pair<Day, std::string>::first) == scenario.holidays.end();
}

std::string agency_of(const std::string& unit) {
    return unit.substr(0, unit.find('/', unit.find('/') + 1));
}

void count_reports(std::span<const ReportRow> reports, Situation& s) {
    const Day before = s.from - (s.until - s.from + 1);
    std::map<std::string, int> by_agency;
    for (const ReportRow& report : reports) {
        s.reported_before += before <= report.day && report.day < s.from ? 1 : 0;
        if (s.from <= report.day && report.day <= s.until) {
            ++s.reported;
            ++by_agency[agency_of(report.unit)];
        }
    }
    s.agencies.assign(by_agency.begin(), by_agency.end());
    std::ranges::stable_sort(s.agencies, std::greater{}, &std::pair<std::string, int>::second);
}

}  // namespace

Situation situation_of(const Lesson& lesson, const Scenario& scenario, std::span<const OutcomeValues> days,
                       std::span<const ReportRow> reports, Day from, Day until) {
    using enum Outcome;
    Situation s;
    s.from = from;
    s.until = until;
    count_reports(reports, s);
    int& working = s.working_days;
    double asked = 0, waited = 0, visits = 0, queued = 0;
    for (Day day = from; day <= until; ++day) {
        const int index = day - scenario.start;
        if (index < 0 || index >= static_cast<int>(days.size())) {
            continue;
        }
        const OutcomeValues& values = days[static_cast<size_t>(index)];
        s.served += at(values, served_counter) + at(values, served_online) + at(values, served_dropoff);
        s.backlog = at(values, backlog);
        waited += s.backlog;
        asked += at(values, requests);
        s.turned_away += at(values, turned_away);
        if (!workday(scenario, day)) {
            continue;
        }
        ++working;
        s.on_site += at(values, on_site);
        s.at_home += at(values, at_home);
        s.away += at(values, on_trip) + at(values, days_sick) + at(values, days_quarantine);
        visits += at(values, served_counter);
        queued += at(values, queue_minutes) * at(values, served_counter);
    }
    s.waiting_days = asked > 0 ? waited / asked : 0;  // Little's law, as Outcome::waiting_days over several days
    if (working > 0) {
        s.on_site /= working;
        s.at_home /= working;
        s.away /= working;
        s.queue_minutes = visits > 0 ? queued / visits : 0;
        const double share = lesson.episode ? lesson.episode->complaints : 0;
        const double usual = asked / working;
        const double unhappy = s.turned_away + std::max(0.0, s.backlog - usual);
        s.complaints = static_cast<int>(std::floor(share * unhappy + 0.5));
    }
    return s;
}

Day decision_day(const Lesson& lesson, const Scenario& scenario, int n) {
    return scenario.start + (lesson.episode ? n * lesson.episode->days : 0);
}

Period fortnight_of(const Lesson& lesson, const Scenario& scenario, int n) {
    const Day last = scenario.start + (scenario.days - 1);
    return {decision_day(lesson, scenario, n) + 1, std::min(decision_day(lesson, scenario, n + 1), last)};
}

Period known_at(const Lesson& lesson, const Scenario& scenario, int n) {
    return n > 0 ? fortnight_of(lesson, scenario, n - 1) : Period{scenario.start, scenario.start};
}

std::vector<DueRequest> due_requests(const Lesson& lesson, const WorkshopRecord& record, const Situation& situation,
                                     std::span<const MeasureId> in_force) {
    std::vector<DueRequest> due;
    if (!lesson.episode) {
        return due;
    }
    const int fortnight = static_cast<int>(record.fortnights.size()) + 1;
    const auto answered = [&](const std::string& id) {
        return std::ranges::any_of(record.fortnights, [&](const Fortnight& f) {
            return std::ranges::find(f.answers, id, &RequestAnswer::request) != f.answers.end();
        });
    };
    for (size_t i = 0; i < lesson.episode->requests.size(); ++i) {
        const Request& request = lesson.episode->requests[i];
        const bool moot = std::ranges::any_of(
            request.unless, [&](MeasureId id) { return std::ranges::find(in_force, id) != in_force.end(); });
        const bool cluster =
            request.reported_in_agency == 0 ||
            (!situation.agencies.empty() && situation.agencies.front().second >= request.reported_in_agency);
        if (moot || !cluster || answered(request.id) || (request.fortnight != 0 && request.fortnight != fortnight) ||
            situation.waiting_days < request.waiting_days || situation.complaints < request.complaints) {
            continue;
        }
        due.push_back({i, request.reported_in_agency > 0 ? situation.agencies.front().first : ""});
    }
    return due;
}

std::vector<Rule> rules_of(const Request& request, int choice, const std::string& agency, Day decided) {
    std::vector<Rule> rules;
    if (choice < 0 || choice >= static_cast<int>(request.choices.size())) {
        return rules;
    }
    for (const ChoiceRule& asked : request.choices[static_cast<size_t>(choice)].rules) {
        Rule rule;
        rule.measure = asked.measure;
        rule.value = asked.value;
        rule.scope = asked.scope;
        if (rule.scope.path == of_cluster) {
            rule.scope.path = agency;
        }
        rule.from = decided + 1;
        rule.until = asked.days > 0 ? decided + asked.days : never;
        rule.source = RuleSource::command;
        rules.push_back(std::move(rule));
    }
    return rules;
}

double interval_score(SealedRange sealed, double truth) {
    constexpr double penalty = 2 / (1 - prediction_level);
    const double below = std::max(0.0, sealed.low - truth), above = std::max(0.0, truth - sealed.high);
    return sealed.high - sealed.low + penalty * (below + above);
}

}  // namespace piket
