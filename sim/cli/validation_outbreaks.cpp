// Outbreaks and contact studies against what the built-in calibration makes of them.
#include <fmt/format.h>

#include <algorithm>

#include "calibrations.hpp"
#include "failure.hpp"
#include "numbers.hpp"
#include "piket/calibration.hpp"
#include "piket/ensemble.hpp"
#include "validation.hpp"

namespace piket::cli {

namespace {

Check counted(std::string group, std::string what, const OutbreakPrediction& p) {
    return {std::move(group),
            std::move(what),
            fmt::format("{}", p.infected),
            fmt::format("{} ({} to {})", p.q50, p.q05, p.q95),
            false,
            p.q05 <= p.infected && p.infected <= p.q95};
}

Outbreak case_named(const OutbreakTable& table, std::string_view id) {
    const auto found = std::ranges::find(table.cases, id, &Outbreak::id);
    if (found == table.cases.end()) {
        throw Failure(fmt::format("{}: has no case {}", table.file, id));
    }
    return *found;
}

// ---- who was where: near and far ----

OutbreakGroup part(const OutbreakGroup& like, std::string id, int exposed, int infected) {
    OutbreakGroup g = like;
    g.id = std::move(id);
    g.exposed = exposed;
    g.infected = infected;
    return g;
}

// bsc_outbreaks of indoor-epidemic-random-walk at 67e13e4, R1, T1 and T2 (verified).
std::vector<Check> check_splits(const OutbreakTable& table, const Calibration& calibration, int threads) {
    std::vector<Check> checks;
    const auto split = [&](const Outbreak& o, size_t groups, const std::string& where) {
        int infected = 0, exposed = 0;
        for (const OutbreakGroup& g : o.groups) {
            infected += g.infected;
            exposed += g.exposed;
        }
        const OutbreakPrediction p = predict_split(o, calibration, groups, threads);
        checks.push_back(
            counted(o.id, fmt::format("of {} infected, {} ({} of {})", infected, where, p.exposed, exposed), p));
    };
    split(case_named(table, "guangzhou-restaurant"), 2, "at the tables beside");
    Outbreak bus = case_named(table, "ningbo-bus"), coach = case_named(table, "hunan-coach");
    const OutbreakGroup seat = bus.groups.front(), place = coach.groups.front();
    bus.groups = {part(seat, "rows 5 to 11", 33, 14), part(seat, "others", 34, 9)};
    split(bus, 1, "in rows 5 to 11");
    coach.groups = {part(place, "rear", 19, 3), part(place, "others", 27, 4)};
    split(coach, 1, "in the rear");
    return checks;
}

// ---- trains: by distance ----

// The same source, T4 (Hu et al. 2021): share of the contacts infected. Geometry and what of the breath arrives are
// assumed: side by side; further along the row; from behind over a seat back; beyond, room air alone.
struct SeatRow {
    const char* where;
    double observed;
    Between near_distance, near_share;
};
constexpr SeatRow seats[] = {
    {"adjacent seat", 0.035, {0.5, 0.9}, {0.1, 0.3}}, {"same row, further", 0, {1, 2.5}, {0.1, 0.3}},
    {"1 row away", 0.0014, {0.8, 1.2}, {0, 0.1}},     {"2 rows away", 0.0018, {1, 1}, {0, 0}},
    {"3 rows away", 0.0008, {1, 1}, {0, 0}},
};
// Of the same row, with the adjacent seats, 1.5 %. The 72,093 contacts spread over five seats across and three rows
// each way make 4 of 34 for the row (derived); 2,605 of them adjacent (recalled).
constexpr double same_row = 0.015, in_the_row = 72093.0 * 4 / 34, beside = 2605;

std::string percent(double share) {
    return fmt::format("{:.2g} %", 100 * share);
}

Check shares(std::string what, double observed, const std::vector<double>& model, bool ratio = false) {
    const Summary s = summarise(model);
    const auto text = [&](double x) { return ratio ? fmt::format("{:.2g}", x) : percent(x); };
    return {"china-trains", std::move(what),
            text(observed), fmt::format("{} ({} to {})", text(s.q50), text(s.q05), text(s.q95)),
            false,          s.q05 <= observed && observed <= s.q95};
}

std::vector<Check> check_train_rows(const OutbreakTable& table, const Calibration& calibration, int threads) {
    Outbreak train = case_named(table, "china-trains");
    const OutbreakGroup like = train.groups.back();
    train.groups.clear();
    for (const SeatRow& row : seats) {
        OutbreakGroup g = part(like, row.where, 1000, 0);
        g.near_distance = row.near_distance;
        g.near_share = row.near_share;
        train.groups.push_back(std::move(g));
    }
    const auto rates = attack_rates(train, calibration, threads);
    std::vector<std::vector<double>> by_seat(std::size(seats));
    std::vector<double> row, contrast;
    for (const std::vector<double>& draw : rates) {
        for (size_t i = 0; i < by_seat.size(); ++i) {
            by_seat[i].push_back(draw[i]);
        }
        row.push_back((beside * draw[0] + (in_the_row - beside) * draw[1]) / in_the_row);
        contrast.push_back(draw[0] / draw[3]);
    }
    std::vector<Check> checks;
    for (size_t i = 0; i < std::size(seats); ++i) {
        checks.push_back(
            i == 1 ? shares("same row, share infected", same_row, row)
                   : shares(fmt::format("{}, share infected", seats[i].where), seats[i].observed, by_seat[i]));
    }
    checks.push_back(shares("adjacent seat over 2 rows away", 0.035 / 0.0018, contrast, true));
    return checks;
}

}  // namespace

std::vector<Check> check_outbreaks(int threads) {
    const Loaded<OutbreakTable> table = load_outbreaks(built_in_calibration("outbreaks.csv"));
    const Loaded<Calibration> calibration = load_calibration(built_in_calibration("posterior.toml"));
    if (!table || !calibration) {
        throw Failure((table ? calibration.problems : table.problems).front().text());
    }
    std::vector<Check> checks;
    for (const Outbreak& o : table.value->cases) {
        for (const OutbreakPrediction& p : predict(o, *calibration.value, threads)) {
            checks.push_back(counted(o.id,
                                     fmt::format("{}infected of {}{}", p.group.empty() ? "" : p.group + ", ", p.exposed,
                                                 o.selected ? fmt::format(" (if {} or more)", o.detected_from) : ""),
                                     p));
        }
    }
    for (const std::vector<Check>& more : {check_splits(*table.value, *calibration.value, threads),
                                           check_train_rows(*table.value, *calibration.value, threads)}) {
        checks.insert(checks.end(), more.begin(), more.end());
    }
    return checks;
}

}  // namespace piket::cli
