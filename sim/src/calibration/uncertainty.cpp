// Parameters of one replicate, where they are not known for sure.
#include <algorithm>
#include <array>

#include "base/math.hpp"
#include "base/random.hpp"
#include "piket/calibration.hpp"

namespace piket {
namespace {

// Read when a scenario is loaded or its world is made, and by nobody later on for everything they stand for.
constexpr std::string_view of_the_world[] = {
    "room.height",        "room.office_area",
    "room.meeting_area",  "room.hall_area",
    "room.canteen_area",  "room.prayer_area",
    "room.ach_office",    "room.ach_meeting",
    "room.ach_hall",      "room.ach_canteen",
    "room.ach_prayer",    "room.ach_corridor",
    "room.ach_lobby",     "room.ach_yard",
    "room.ach_lift",      "household.spouse",
    "household.children", "household.grandparent",
    "commute.public",     "commute.car",
    "town.outing_share",  "service.minutes_per_applicant",
    "trip.days",          "trip.prevalence",
};

// The five weekdays average 1, which separate draws would not keep.
bool one_of_a_set(const Parameter& p) {
    return p.key.starts_with("demand.");
}

}  // namespace

bool varies_by_replicate(const Parameter& parameter) {
    return std::ranges::find(of_the_world, parameter.key) == std::end(of_the_world);
}

double Spread::at(double u) const {
    return prior == Prior::uniform ? low + u * (high - low) : low * math::exp(u * math::log(high / low));
}

Spread plausible_spread(const Parameter& p) {
    const bool even = p.unit == "share" || p.plausible_low <= 0;
    return {&p, even ? Prior::uniform : Prior::log_uniform, p.plausible_low, p.plausible_high};
}

bool is_open_assumption(const Parameter& p) {
    return p.mark == Mark::assumed && p.plausible_low < p.plausible_high && varies_by_replicate(p) && !one_of_a_set(p);
}

bool sets(const Scenario& scenario, const Parameter& p) {
    return scenario.parameters.*p.field != p.value;
}

size_t draw_at(const Calibration& c, double u) {
    size_t draw = 0;
    for (size_t i = 0; i < c.weights.size() && u >= 0; ++i) {
        draw = c.weights[i] > 0 ? i : draw;  // rounding never ends at a draw without weight
        u -= c.weights[i];
    }
    return draw;
}

Parameters drawn_parameters(const Scenario& scenario, const Uncertainty& uncertainty, uint64_t seed,
                            uint64_t replicate) {
    Parameters p = scenario.parameters;
    const Luck luck = make_luck(seed, replicate);
    const Who root = child(Who{}, "uncertainty");
    const Calibration* c = uncertainty.calibration.get();
    const size_t draw = c != nullptr ? draw_at(*c, uniform(luck, root, Day{0}, Purpose::posterior)) : 0;
    for (const Parameter& row : parameters()) {
        if (sets(scenario, row)) {
            continue;
        }
        const CalibratedNumber* number = nullptr;
        for (size_t i = 0; c != nullptr && i < c->numbers.size(); ++i) {
            number = c->numbers[i].parameter == &row ? &c->numbers[i] : number;
        }
        if (number != nullptr) {
            p.*row.field = number->draws[draw];
        } else if (uncertainty.ranges && is_open_assumption(row)) {
            p.*row.field = plausible_spread(row).at(uniform(luck, child(root, row.key), Day{0}, Purpose::plausible));
        }
    }
    return p;
}

}  // namespace piket
