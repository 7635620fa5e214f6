#include "bench_worlds.hpp"

#include <fmt/format.h>

#include "options.hpp"

namespace piket::cli {

namespace {

constexpr const char* frame = R"(
format = 1
title = "{title}"

[run]
start = 2020-02-03
days = {days}
)";

// Nobody is away for reasons of his own, so that the same people are on site every working day.
constexpr const char* all_at_work = R"(
[parameters]
"absence.leave_days_year" = 0
"absence.other_sickness" = 0
"trip.official" = 0
"trip.staff" = 0
"town.present" = 1

[experiment]
isolation = false
apply = false
frozen_clock = true
)";

constexpr const char* city_agencies = R"(
[[government]]
id = "kota"
name = "Kota"

[[government.agency]]
id = "sekretariat-daerah"
kind = "secretariat"
staff = 300

[[government.agency]]
id = "dinas"
kind = "dinas"
count = 12
staff = 140
online_per_day = 50

[[government.agency]]
id = "dinas-pelayanan"
kind = "dinas"
count = 12
staff = 140
counters = 8
counter_per_day = 250
online_per_day = 100

[[government.agency]]
id = "badan"
kind = "badan"
count = 8
staff = 100

[[government.agency]]
id = "kecamatan"
kind = "kecamatan"
count = 7
staff = 60
counters = 4
counter_per_day = 100

[[government.agency]]
id = "kelurahan"
kind = "kelurahan"
count = 54
staff = 30
counters = 2
counter_per_day = 40

[[government.agency]]
id = "puskesmas"
kind = "puskesmas"
count = 29
staff = 80
counters = 4
counter_per_day = 120

[[government.agency]]
id = "rumah-sakit"
kind = "hospital"
staff = 1180
counters = 12
counter_per_day = 400
)";

std::string begin(const char* title, int days) {
    return fmt::format(frame, fmt::arg("title", title), fmt::arg("days", days));
}

std::string one_agency(int staff, int counters, int per_day) {
    return fmt::format(R"(
[[government]]
id = "kota"

[[government.agency]]
id = "dinas"
kind = "dinas"
staff = {}
counters = {}
counter_per_day = {}
)",
                       staff, counters, per_day);
}

std::string with_prevalence(double share) {
    return fmt::format("\n[initial]\nprevalence = [{0}, {0}]\n", share);
}

}  // namespace

Scenario city(double prevalence) {
    return accept(
        parse_scenario(begin("City of the benchmark", 28) + with_prevalence(prevalence) + all_at_work + city_agencies,
                       "benchmark city"));
}

Scenario office() {
    // Emission is chosen so that somebody infected early infects about two others, see the R that is printed.
    constexpr const char* emission = R"(
[parameters]
"emission.quanta_per_h" = 32
)";
    return accept(parse_scenario(
        begin("Office of the benchmark", 90) + "\n[initial]\ninfected = 3\n" + emission + one_agency(300, 6, 150),
        "benchmark office"));
}

Scenario quiet_office() {
    return accept(
        parse_scenario(begin("Quiet office of the benchmark", 42) + with_prevalence(0.005) + one_agency(300, 6, 150),
                       "benchmark quiet office"));
}

}  // namespace piket::cli
