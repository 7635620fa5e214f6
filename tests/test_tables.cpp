// The tables of measures, parameters and strains: complete, consistent, and with the numbers that their sources give.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"
#include "piket/scenario.hpp"
#include "piket/sources.hpp"
#include "scenario/strains.hpp"

using namespace piket;

namespace {

bool is_key(std::string_view key) {
    const bool letters = std::ranges::all_of(
        key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_'; });
    return letters && std::ranges::count(key, '.') == 1 && key.front() != '.' && key.back() != '.';
}

// A label stands in a table or beside a slider; a help is one or two sentences.
void check_label(std::string_view label) {
    CHECK(label.size() >= 3);
    CHECK(label.size() <= 60);
    CHECK(std::isupper(static_cast<unsigned char>(label.front())));
    CHECK(label.back() != '.');
}

void check_source(Mark mark, std::string_view source) {
    CHECK_FALSE(source.empty());
    if (mark == Mark::assumed) {
        CHECK(source.find("assumed") != std::string_view::npos);
    }
    if (mark == Mark::recalled) {
        CHECK(source.find("recalled") != std::string_view::npos);
    }
}

double combined(Combine how, double a, double b) {
    return how == Combine::min ? std::min(a, b) : std::max(a, b);
}

}  // namespace

TEST_CASE("every measure has a key, labels, help and a source", "[tables]") {
    for (const Measure& m : measures()) {
        CAPTURE(m.key);
        CHECK(is_key(m.key));
        check_label(m.label_id);
        check_label(m.label_en);
        CHECK(m.label_id != m.label_en);
        CHECK(m.help_id.back() == '.');
        CHECK(m.help_en.back() == '.');
        CHECK(m.help_id != m.help_en);
        CHECK_FALSE(m.group.empty());
        CHECK_FALSE(m.unit.empty());
        check_source(m.mark, m.source);
    }
}

TEST_CASE("neutral is the value of a measure that yields to every other", "[tables]") {
    for (const Measure& m : measures()) {
        CAPTURE(m.key);
        CHECK(m.low < m.high);
        for (const double other : {m.low, (m.low + m.high) / 2, m.high}) {
            CHECK(combined(m.combine, m.neutral, other) == other);
        }
    }
}

TEST_CASE("a type of measure has the range that belongs to it", "[tables]") {
    for (const Measure& m : measures()) {
        CAPTURE(m.key);
        CHECK(m.choices.empty() == (m.type != MeasureType::choice));
        switch (m.type) {
            case MeasureType::choice:
                CHECK(m.high + 1 == static_cast<double>(m.choices.size()));
                CHECK(m.unit == "choice");
                break;
            case MeasureType::flag:
                CHECK((m.low == 0 && m.high == 1));
                CHECK(m.unit == "flag");
                break;
            case MeasureType::share:
                CHECK((m.low >= 0 && m.high == 1));
                CHECK(m.unit == "share");
                break;
            case MeasureType::count:
                CHECK(m.low == std::floor(m.low));
                CHECK(m.high == std::floor(m.high));
                CHECK(m.neutral == std::floor(m.neutral));
                break;
            case MeasureType::number:
                break;
        }
    }
    CHECK(measure(*find_measure("roster.scheme")).choices[static_cast<size_t>(RosterScheme::four_ten)] == "four_ten");
    CHECK(measure(*find_measure("roster.scheme")).choices[static_cast<size_t>(RosterScheme::two_teams_weekly)] ==
          "two_teams_weekly");
    CHECK(measure(*find_measure("mask.type")).choices[static_cast<size_t>(MaskType::kn95)] == "kn95");
}

TEST_CASE("a measure is found by its key and moves its own lever", "[tables]") {
    CHECK(measure(*find_measure("wfo.share")).lever == &Levers::wfo_share);
    CHECK(measure(*find_measure("inspection.interval")).lever == &Levers::inspection_interval);
    CHECK_FALSE(find_measure("wfo"));
    CHECK_FALSE(find_measure(""));
    for (const Measure& m : measures()) {
        CHECK(&measure(*find_measure(m.key)) == &m);
    }
}

TEST_CASE("the neutral world is the one before the pandemic", "[tables]") {
    const Levers levers = neutral_levers();
    CHECK(levers.wfo_share == 1);
    CHECK(levers.counter_open == 1);
    CHECK(levers.trip_allowed == 1);
    CHECK(levers.mask_mandate == 0);
    CHECK(levers.stay_home_sick == 0.3);
    CHECK(levers.test_symptomatic == 0);
    CHECK(levers.closure_cases == lever_never);
    CHECK(levers.inspection_interval == lever_never);
    for (const Measure& m : measures()) {
        CHECK(levers.*m.lever == m.neutral);
    }
}

TEST_CASE("a value of a measure is read as it is written", "[tables]") {
    for (const Measure& m : measures()) {
        CAPTURE(m.key);
        for (const double value : {m.low, m.high, m.neutral}) {
            CHECK(parse_value(m, format_value(m, value)) == value);
        }
        for (const char* nonsense : {"", " ", "nan", "inf", "-1", "1e9", "0.5x", "maybe", "0x1"}) {
            CAPTURE(nonsense);
            CHECK_FALSE(parse_value(m, nonsense));
        }
    }
    const auto written = [](const char* key, double value) { return format_value(measure(*find_measure(key)), value); };
    CHECK(written("wfo.share", 0.5) == "0.5");
    CHECK(written("event.ban", 1) == "yes");
    CHECK(written("roster.scheme", 3) == "two_teams_weekly");
    const auto read = [](const char* key, const char* text) { return parse_value(measure(*find_measure(key)), text); };
    CHECK(read("event.ban", "true") == 1.0);
    CHECK(read("roster.scheme", "four_ten") == 6.0);
    CHECK_FALSE(read("mask.type", "none"));       // below the range: a mandate of 0 says that
    CHECK_FALSE(read("quarantine.days", "2.5"));  // a count
    CHECK(read("ventilation.added", "2.5") == 2.5);
}

TEST_CASE("every parameter has a key, a label and a source", "[tables]") {
    const std::set<std::string_view> groups = {
        "air",       "room",    "emission",   "voice", "breathing", "mask",    "talk",     "lunch",  "meeting",
        "household", "town",    "commute",    "trip",  "visitor",   "absence", "illness",  "test",   "gate",
        "trace",     "service", "compliance", "co2",   "demand",    "school",  "immunity", "vaccine"};
    for (const Parameter& p : parameters()) {
        CAPTURE(p.key);
        CHECK(is_key(p.key));
        CHECK(groups.contains(p.key.substr(0, p.key.find('.'))));
        check_label(p.label_id);
        check_label(p.label_en);
        CHECK(p.label_id != p.label_en);
        CHECK_FALSE(p.unit.empty());
        check_source(p.mark, p.source);
        CHECK(find_parameter(p.key) == &p);
    }
    CHECK(find_parameter("emission") == nullptr);
}

TEST_CASE("a parameter's default lies in its plausible range, and that in the allowed one", "[tables]") {
    for (const Parameter& p : parameters()) {
        CAPTURE(p.key);
        CHECK(p.low < p.high);
        CHECK(p.low <= p.plausible_low);
        CHECK(p.plausible_low <= p.value);
        CHECK(p.value <= p.plausible_high);
        CHECK(p.plausible_high <= p.high);
        if (p.unit == "share") {
            CHECK(p.low >= 0);
            CHECK(p.high <= 1);
        }
    }
}

TEST_CASE("parameters have the numbers of their sources", "[tables]") {
    struct Row {
        double value, low, high;
    };
    const std::map<std::string_view, Row> expected = {
        {"air.decay", {1, 0.3, 2.1}},
        {"air.deposition", {0.4, 0.24, 0.7}},
        {"room.ach_office", {1, 0.5, 2}},
        {"room.ach_meeting", {0.5, 0.2, 1}},
        {"emission.quanta_per_h", {8, 3, 20}},
        {"emission.sigma", {1.6, 1, 2}},
        {"emission.asymptomatic", {0.5, 0.33, 1}},
        {"mask.surgical_out", {0.65, 0.5, 0.82}},
        {"mask.surgical_in", {0.4, 0.3, 0.5}},
        {"mask.kn95_in", {0.87, 0.6, 0.91}},
        {"talk.compensation", {0.5, 0, 1}},
        {"talk.screen_pass", {0.3, 0.1, 0.7}},
        {"household.isolation_factor", {0.3, 0.1, 0.6}},
        {"household.home_factor", {1.5, 1, 1.5}},
        {"town.ascertainment", {15, 8, 47}},
        {"town.outing_share", {0.3, 0.1, 0.6}},
        {"commute.public", {0.08, 0.02, 0.3}},
        {"absence.other_sickness", {0.002, 0.002, 0.002}},
        {"illness.onset_to_severe_mean", {6.6, 5.14, 6.6}},
        {"illness.critical_to_death_sd", {4.8, 4.8, 8.79}},
        {"test.lab_delay_median", {3, 1, 5}},
        {"test.pcr_specificity", {0.999, 0.995, 1}},
        {"gate.fever", {0.2, 0.1, 0.35}},
        {"service.minutes_per_applicant", {10, 5, 20}},
        {"service.wfh_productivity", {0.85, 0.6, 1.1}},
        {"compliance.tau", {75, 45, 150}},
        {"compliance.floor", {0.45, 0.3, 0.6}},
        {"compliance.cluster_gain", {0.4, 0.1, 0.7}},
    };
    for (const auto& [key, row] : expected) {
        CAPTURE(key);
        const Parameter* p = find_parameter(key);
        REQUIRE(p);
        CHECK(p->value == row.value);
        CHECK(p->plausible_low == row.low);
        CHECK(p->plausible_high == row.high);
    }
    // A meal is nine parts speaking, one part breathing.
    CHECK(find_parameter("voice.meal")->value ==
          Approx(0.9 + 0.1 * find_parameter("voice.breathing")->value).epsilon(1e-3));
}

TEST_CASE("a key names the field that it is about", "[tables]") {
    CHECK(find_parameter("emission.quanta_per_h")->field == &Parameters::quanta_per_h);
    CHECK(find_parameter("mask.cloth_in")->field == &Parameters::mask_cloth_in);
    CHECK(find_parameter("mask.cloth_out")->field == &Parameters::mask_cloth_out);
    CHECK(find_parameter("compliance.max")->field == &Parameters::compliance_max);
    const Parameters values = default_parameters();
    for (const Parameter& p : parameters()) {
        CHECK(values.*p.field == p.value);
    }
}

TEST_CASE("the built-in strains have the numbers of their sources", "[tables]") {
    struct Row {
        double transmissibility, generation_mean, generation_sd, incubation_mean, incubation_sd, severity, sar;
    };
    const std::map<std::string_view, Row> expected = {{"wild", {1, 5.5, 2.14, 5.42, 2.7, 1, 0.189}},
                                                      {"alpha", {1.67, 5.5, 2.14, 5, 2.5, 1.64, 0.364}},
                                                      {"delta", {2.2, 3.8, 2, 4.1, 2.3, 3.2, 0.297}},
                                                      {"omicron_ba1", {3, 3, 1.6, 3.5, 1.8, 1.3, 0.427}}};
    REQUIRE(built_in_strains().size() == expected.size());
    for (const StrainRow& row : built_in_strains()) {
        CAPTURE(row.id);
        const StrainSpec s = spec_of(row);
        const Row& e = expected.at(row.id);
        CHECK(s.id == row.id);
        CHECK(s.share == 1);
        CHECK(s.transmissibility == e.transmissibility);
        CHECK(s.generation_mean == e.generation_mean);
        CHECK(s.generation_sd == e.generation_sd);
        CHECK(s.incubation_mean == e.incubation_mean);
        CHECK(s.incubation_sd == e.incubation_sd);
        CHECK(s.severity == e.severity);
        CHECK(s.household_sar == e.sar);
        for (const Sourced& value : {row.transmissibility, row.generation_mean, row.generation_sd, row.incubation_mean,
                                     row.incubation_sd, row.severity, row.household_sar}) {
            CHECK_FALSE(value.source.empty());
        }
    }
    CHECK(find_strain("beta") == nullptr);
}

TEST_CASE("the choices of a scenario are named in the order of their values", "[tables]") {
    CHECK(name(Function::leadership) == "leadership");
    CHECK(name(Function::health) == "health");
    CHECK(name(RoomType::office) == "office");
    CHECK(name(RoomType::corridor) == "corridor");
    CHECK(name(AgencyKind::secretariat) == "secretariat");
    CHECK(name(AgencyKind::kelurahan) == "kelurahan");
    CHECK(name(AgencyKind::custom) == "custom");
    CHECK(name(Mark::verified) == "verified");
    CHECK(name(Mark::assumed) == "assumed");
}

TEST_CASE("Who reads Indonesian is told in Indonesian where the numbers of a measure come from") {
    for (const Measure& m : measures()) {
        INFO(m.key << ": " << m.source);
        CHECK(source_in_indonesian(m.source) != m.source);
    }
    CHECK(source_in_indonesian("a source that nobody translated") == "a source that nobody translated");
}
