#include "quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "failure.hpp"
#include "scenario/suggest.hpp"

namespace piket::cli {

namespace {

double all_served(const OutcomeValues& v) {
    return at(v, Outcome::served_counter) + at(v, Outcome::served_online) + at(v, Outcome::served_dropoff);
}

bool is_counted(const Quantity& q) {
    constexpr std::string_view whole[] = {"persons", "person-days", "person-hours", "requests",
                                          "samples", "ppm",         "inspections",  "trips"};
    return std::ranges::find(whole, q.unit) != std::end(whole) && q.key != row(Outcome::hospitalised).key &&
           q.key != row(Outcome::variant_pending).key;
}

}  // namespace

Quantity quantity(Outcome outcome) {
    const OutcomeRow& r = row(outcome);
    return {r.key,
            r.unit,
            {std::string(r.label_id), std::string(r.label_en)},
            r.fewer_is_better,
            [outcome](const OutcomeValues& values) { return at(values, outcome); }};
}

Quantity infected() {
    return {"infected", "persons", {"Orang tertular", "People infected"}, true, [](const OutcomeValues& v) {
                return at(v, Outcome::infections_servants) + at(v, Outcome::infections_family) +
                       at(v, Outcome::infections_public);
            }};
}

Quantity served() {
    return {"served", "requests", {"Permohonan dilayani", "Requests served"}, false, all_served};
}

Quantity served_share() {
    return {"served_share",
            "share",
            {"Bagian yang dilayani", "Share of requests served"},
            false,
            [](const OutcomeValues& v) {
                const double requests = at(v, Outcome::requests);
                return requests > 0 ? all_served(v) / requests : 0;
            }};
}

std::vector<Quantity> all_quantities() {
    std::vector<Quantity> all;
    for (const OutcomeRow& r : outcomes()) {
        all.push_back(quantity(r.outcome));
    }
    all.push_back(infected());
    all.push_back(served());
    all.push_back(served_share());
    return all;
}

Quantity quantity_called(std::string_view option, std::string_view key) {
    std::vector<std::string_view> known;
    for (Quantity& q : all_quantities()) {
        if (q.key == key) {
            return std::move(q);
        }
        known.push_back(q.key);
    }
    const std::string suggestion = did_you_mean(key, known);
    throw Failure(fmt::format("piket: {} {}: is no outcome{}", option, key,
                              suggestion.empty() ? "; piket sensitivity --help lists them" : suggestion),
                  exit_usage);
}

std::string label(const Quantity& q, Language language) {
    const std::string unit = q.unit == "share" ? ", %"
                             : q.unit == "ppm" ? ", ppm"
                             : q.unit == "IDR" ? say(language, ", million rupiah", ", juta rupiah")
                                               : "";
    return say(language, q.label) + unit;
}

double shown(const Quantity& q, double value) {
    return q.unit == "share" ? 100 * value : q.unit == "IDR" ? value / 1e6 : value;
}

int decimals_of_values(const Quantity& q, double magnitude) {
    return is_counted(q) ? 0 : decimals_for(magnitude);
}

std::vector<double> values_at(std::span<const Replicate> replicates, size_t horizon, const Quantity& q) {
    std::vector<double> values;
    for (const Replicate& replicate : replicates) {
        values.push_back(q.of(replicate.horizons[horizon]));
    }
    return values;
}

}  // namespace piket::cli
