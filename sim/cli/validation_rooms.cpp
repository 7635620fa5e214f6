// Room air against answers that were computed elsewhere.
#include <fmt/format.h>

#include <cmath>

#include "failure.hpp"
#include "piket/room.hpp"
#include "validation.hpp"

namespace piket::cli {

namespace {

Check close_to(std::string group, std::string what, double expected, double model, double tolerance) {
    return {std::move(group),
            std::move(what),
            fmt::format("{:.6g} ± {:.2g}", expected, tolerance),
            fmt::format("{:.6g}", model),
            true,
            std::abs(model - expected) <= tolerance * std::abs(expected)};
}

RoomAnswer answer_to(const std::string& toml) {
    Loaded<RoomCase> loaded = parse_room_case("format = 1\ntitle = \"t\"\n" + toml, "validation");
    if (!loaded) {
        throw Failure(loaded.problems.front().text());
    }
    return evaluate(*loaded);
}

// CAiMIRA v4.19, its equations by quadrature over the diameter: 10^9 copies/mL, viable share 0.5, ID50 50.
struct CaimiraRow {
    const char* id;
    double load, viable;
    const char* room;  // keys of the room
    const char* who;   // keys of both groups
    const char* infected;
    const char* exposed;
    double dose, probability;
};
constexpr const char* office = "volume = 120\nach = 0.5\n";
constexpr const char* day = "presence = [[8, 12], [13, 16]]\nbreathing = 0.51\n";
constexpr const char* mixed = "expiration = { speaking = 1, breathing = 2 }\n";
constexpr CaimiraRow caimira_rows[] = {
    {"A1 office", 1e9, 0.5, office, day, mixed, "", 12.75447949, 0.1620649018},
    {"A2 surgical", 1e9, 0.5, office, day, "expiration = { speaking = 1, breathing = 2 }\nmask = \"surgical\"\n",
     "mask = \"surgical\"\n", 1.172209115, 0.01611894554},
    {"A3 cloth", 1e9, 0.5, office, day, "expiration = { speaking = 1, breathing = 2 }\nmask = \"cloth\"\n",
     "mask = \"cloth\"\n", 6.425069042, 0.08521880169},
    {"A5 windows", 1e9, 0.5, "volume = 120\nach = 5\n", day, mixed, "", 5.54902994, 0.07404152537},
    {"A7 10 to 14 h", 1e9, 0.5,
     "volume = 120\nventilation = [{ from = 0, ach = 0.5 }, { from = 10, ach = 4 }, { from = 14, ach = 0.5 }]\n", day,
     mixed, "", 9.879395448, 0.1279927161},
    {"A8 meeting", 1e9, 0.5, "volume = 75\nach = 0.5\n", "presence = [9, 10]\nbreathing = 0.51\n",
     "expiration = \"speaking\"\n", "", 6.366326588, 0.08447355232},
    {"A15 low load", 1e8, 0.305, office, day, mixed, "", 0.7780232488, 0.0107277354},
    {"B1 talk", 1e9, 0.5, office, day, mixed,
     "[[exposed.contact]]\nstart = 10\nminutes = 15\ndistance = 1\nexpiration = \"speaking\"\n", 36.16529917,
     0.3942921489},
    {"B2 breath", 1e9, 0.5, office, day, mixed,
     "[[exposed.contact]]\nstart = 10\nminutes = 30\ndistance = 0.854\nexpiration = \"breathing\"\n", 13.87259586,
     0.174953074},
    {"C1 choir", 1e9, 0.5, "volume = 810\nach = 0.7\ntemperature = 19.85\nhumidity = 0.5\n",
     "presence = [0, 2.5]\nbreathing = 1.78\n", "expiration = \"shouting\"\n", "", 137.6004673, 0.8515560035},
};
constexpr double caimira_tolerance = 1e-4;

// Transient Wells-Riley in 50-digit arithmetic.
struct WellsRileyRow {
    const char* id;
    double volume, ach, decay, deposition, quanta, infected, breathing, hours, mask_out, mask_in, initial;
    double dose, probability;
};
constexpr WellsRileyRow wells_riley_rows[] = {
    {"W1", 120, 2, 0, 0, 10, 1, 0.5, 8, 0, 0, 0, 0.15625000117224140, 0.14465467369524867},
    {"W2", 120, 0.5, 0.63, 0.3, 10, 1, 0.5, 8, 0, 0, 0, 0.21272455777184709, 0.19162123179680130},
    {"W4", 120, 0.5, 0.63, 0.3, 10, 1, 0.5, 8, 0.5, 0.3, 0, 0.074453595220146483, 0.071749451678106424},
    {"W6", 75, 0.5, 0.63, 0.3, 30, 1, 0.5, 1, 0, 0, 0, 0.065461286345909778, 0.063364693366983093},
    {"W9", 120, 0.5, 0.63, 0.3, 10, 0, 0.5, 2, 0, 0, 0.1, 0.032962630759948694, 0.032425283554702900},
    {"W12", 500, 0.001, 0, 0, 5, 1, 0.3, 0.25, 0, 0, 0, 9.3742187988256837e-5, 9.3737794326643981e-5},
};
constexpr double exact = 1e-9;

constexpr const char* two_rooms =
    "model = \"quanta\"\n{}[[room]]\nid = \"a\"\nvolume = 120\nach = {}\ndecay = 0.63\ndeposition = 0.3\n"
    "[[room]]\nid = \"b\"\nvolume = 75\nach = {}\ndecay = 0.63\ndeposition = 0.3\n"
    "[[infected]]\nid = \"i\"\nroom = \"a\"\npresence = [0, 8]\nexpiration = \"speaking\"\nquanta_per_h = 10\n";

// Mean over CAiMIRA's own distributions, by its own code with 2,000,000 samples: means to two of their standard errors,
// quantiles (whose errors are not known) to 2 %. "Type I" is the surgical mask.
struct PopulationRow {
    const char* id;
    const char* mask;
    double probability, probability_error, p50, p95, dose, dose_error;
};
constexpr PopulationRow population_rows[] = {
    {"population, no mask", "none", 0.0246938, 6.68535e-05, 0.000154898, 0.136175, 2.02137, 0.00637798},
    {"population, surgical", "surgical", 0.00297675, 1.14219e-05, 1.2732e-05, 0.0121562, 0.176157, 0.000587995},
};
constexpr double quantile_tolerance = 0.02;

// What quanta per hour explain an outbreak, at decay 0.63 and deposition 0.3 1/h: derived from counts and
// circumstances.
struct ImpliedRow {
    const char* id;
    double volume, ach, hours, breathing;
    int infected, exposed;
    double quanta;
};
constexpr ImpliedRow implied_rows[] = {
    {"skagit-choir", 810, 0.7, 2.5, 1.04, 52, 60, 1348.5},
    {"guangzhou-restaurant", 431, 0.67, 1.2, 0.5, 5, 79, 135.27},
    {"guangzhou, tables A to C", 130, 0.67, 1.1, 0.5, 5, 11, 432.86},
    {"ningbo-bus", 50, 1.25, 1.667, 0.5, 23, 67, 75.115},
    {"hunan-coach", 60.42, 4.7, 3.33, 0.5, 7, 46, 35.627},
};
constexpr double implied_tolerance = 2e-4;  // times are whole seconds

std::vector<Check> check_population() {
    std::vector<Check> checks;
    for (const PopulationRow& row : population_rows) {
        const RoomAnswer::Exposed e =
            answer_to(
                fmt::format("model = \"physical\"\n[virus]\nviral_load = \"distribution\"\n[[room]]\nid = \"r\"\n{}"
                            "[[infected]]\nid = \"i\"\npresence = [[8, 12], [13, 16]]\n{}mask = \"{}\"\n"
                            "[[exposed]]\nid = \"e\"\npresence = [[8, 12], [13, 16]]\nmask = \"{}\"\n",
                            office, mixed, row.mask, row.mask))
                .exposed[0];
        const auto add = [&](const char* what, double expected, double model, double tolerance) {
            checks.push_back(close_to(row.id, what, expected, model, tolerance));
        };
        add("probability, mean", row.probability, e.probability_mean, 2 * row.probability_error / row.probability);
        add("dose, mean, virions", row.dose, e.dose, 2 * row.dose_error / row.dose);
        add("probability, median", row.p50, e.probability_50, quantile_tolerance);
        add("probability, 95 %", row.p95, e.probability_95, quantile_tolerance);
    }
    return checks;
}

std::vector<Check> check_implied() {
    std::vector<Check> checks;
    for (const ImpliedRow& row : implied_rows) {
        const RoomAnswer a = answer_to(fmt::format(
            "model = \"quanta\"\n[[room]]\nid = \"r\"\nvolume = {}\nach = {}\ndecay = 0.63\ndeposition = 0.3\n"
            "[[infected]]\nid = \"i\"\npresence = [0, {}]\nexpiration = \"speaking\"\nquanta_per_h = 1\n"
            "[[exposed]]\nid = \"e\"\ncount = {}\npresence = [0, {}]\nbreathing = {}\ninfected = {}\n"
            "[observed]\nmark = \"verified\"\nsource = \"s\"\n",
            row.volume, row.ach, row.hours, row.exposed, row.hours, row.breathing, row.infected));
        checks.push_back(
            close_to(row.id, "quanta/h that explain it", row.quanta, a.observed->factor, implied_tolerance));
    }
    return checks;
}

}  // namespace

std::vector<Check> check_rooms() {
    std::vector<Check> checks;
    for (const CaimiraRow& row : caimira_rows) {
        const RoomAnswer a = answer_to(
            fmt::format("model = \"physical\"\nmask_on_jet = true\n[virus]\nviral_load = {}\nviable_share = {}\n"
                        "infectious_dose = 50\n[[room]]\nid = \"r\"\n{}[[infected]]\nid = \"i\"\n{}{}[[exposed]]\n"
                        "id = \"e\"\n{}{}",
                        row.load, row.viable, row.room, row.who, row.infected, row.who, row.exposed));
        checks.push_back(close_to(fmt::format("CAiMIRA {}", row.id), "dose, virions", row.dose, a.exposed[0].dose,
                                  caimira_tolerance));
        checks.push_back(close_to(fmt::format("CAiMIRA {}", row.id), "probability", row.probability,
                                  a.exposed[0].probability, caimira_tolerance));
    }
    for (const WellsRileyRow& row : wells_riley_rows) {
        const RoomAnswer a = answer_to(fmt::format(
            "model = \"quanta\"\n[[room]]\nid = \"r\"\nvolume = {}\nach = {}\ndecay = {}\ndeposition = {}\n"
            "initial_concentration = {}\n[[infected]]\nid = \"i\"\nexpiration = \"speaking\"\ncount = {}\n"
            "presence = [0, {}]\nquanta_per_h = {}\nmask = \"surgical\"\nmask_out = {}\n[[exposed]]\nid = \"e\"\n"
            "presence = [0, {}]\nbreathing = {}\nmask = \"surgical\"\nmask_in = {}\n",
            row.volume, row.ach, row.decay, row.deposition, row.initial, row.infected, row.hours, row.quanta,
            row.mask_out, row.hours, row.breathing, row.mask_in));
        checks.push_back(
            close_to(fmt::format("Wells-Riley {}", row.id), "dose, quanta", row.dose, a.exposed[0].dose, exact));
        checks.push_back(close_to(fmt::format("Wells-Riley {}", row.id), "probability", row.probability,
                                  a.exposed[0].probability, exact));
    }
    const auto rooms = [&](const char* id, const RoomAnswer& a, double end_a, double end_b, double sum_a,
                           double sum_b) {
        checks.push_back(close_to(id, "room a, quanta/m3", end_a, a.rooms[0].end, exact));
        checks.push_back(close_to(id, "room b, quanta/m3", end_b, a.rooms[1].end, exact));
        checks.push_back(close_to(id, "room a, integral", sum_a, a.rooms[0].integral, exact));
        checks.push_back(close_to(id, "room b, integral", sum_b, a.rooms[1].integral, exact));
    };
    rooms("two rooms, 30 m3/h",
          answer_to(fmt::format(fmt::runtime(two_rooms), "", 0.5, 0.5) +
                    "[[exchange]]\nrooms = [\"a\", \"b\"]\nflow = 30\n"),
          0.0512704578806, 0.0112063576938, 0.377680699521, 0.0764294656364);
    rooms("shared air handling",
          answer_to(fmt::format(fmt::runtime(two_rooms), "", 0.5, 0.5) +
                    "[[air_handling]]\nrooms = [\"a\", \"b\"]\nsupply = [300, 200]\nfilter = 0.3\n"),
          0.0314944338707, 0.0105294820202, 0.239221157768, 0.0768352879641);
    for (const std::vector<Check>& more : {check_population(), check_implied()}) {
        checks.insert(checks.end(), more.begin(), more.end());
    }
    return checks;
}

}  // namespace piket::cli
