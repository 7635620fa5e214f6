// Everything random is keyed: a draw is a pure function of who, day, purpose and index under one key, so the order of
// work, the number of threads and the presence of others shift nothing. Philox4x32-10 (Salmon et al. 2011, Random123):
// counter = who (64 bits), day (32), purpose (16), index (16); key = hash(seed, replicate).
#pragma once

#include <Random123/philox.h>

#include <cstdint>
#include <string_view>

#include "piket/time.hpp"

namespace piket {

// Fixed hash of an immutable id path (unit/ordinal, household/ordinal, hall/day/visitor), apart from any label.
struct Who {
    uint64_t value = 0;
    constexpr bool operator==(const Who&) const = default;
};

Who child(Who parent, std::string_view name);
Who child(Who parent, uint64_t ordinal);
Who pair(Who a, Who b);  // the same for (a, b) and (b, a)

// Numbers are never reused: a retired purpose keeps its line. Gaps leave room within a group.
enum class Purpose : uint16_t {
    known_answer = 0,  // tests only
    // people and plans, drawn under the world's luck
    age = 1,
    sex = 2,
    spouse = 3,
    children = 4,
    grandparent = 5,
    member_age = 6,
    commute = 8,
    temperament = 9,
    comorbidity = 10,
    // the replicate
    initial_prevalence = 20,
    initially_infected = 21,
    infected_before = 22,
    // a person's day
    roster_rank = 30,
    absence = 31,
    arrival = 32,
    lunch = 34,
    mask = 36,
    trip = 37,
    gate = 39,
    lift = 40,
    head = 41,
    // meetings, talks
    meeting_held = 50,
    meeting_time = 51,
    meeting_member = 52,
    talk = 53,
    talk_shape = 54,
    // visitors
    visitor_gap = 60,
    visitor_shape = 61,
    visitor_infected = 62,
    demand = 63,
    // infection and illness
    threshold = 70,
    source = 71,
    emission = 73,
    course = 74,
    incubation = 75,
    clock = 76,
    // testing
    seek_test = 80,
    sample = 81,
    result = 82,
    obey = 83,
    traced = 84,
    // behaviour
    inspection = 90,
    // immunity, doses and tests of the well
    antibodies = 110,
    recovered_before = 111,
    vaccinated_before = 112,
    campaign = 113,
    antigen = 114,
    screening = 115,
    dropout = 116,
    contact_test = 117,
    sequencing = 118,
    trip_test = 119,
    destination = 130,
    delegate = 131,
    delegation_meeting = 132,
    delegation_person = 133,
    outing = 134,
    school = 135,
    // what is not known for sure
    prior = 150,          // of a draw of the calibration
    circumstance = 151,   // of an outbreak
    posterior = 152,      // which draw a replicate takes
    plausible = 153,      // within its range, of a parameter that was not calibrated
    digital_shift = 154,  // of a coordinate of Sobol points
    bootstrap = 155,
    permutation = 156,
    stratum = 157,  // of a Latin hypercube
    within_stratum = 158,
};

// The key of all draws of one run. Two worlds with equal luck share every draw that they both make.
struct Luck {
    uint32_t key[2] = {0, 0};
};

Luck make_luck(uint64_t seed, uint64_t replicate);

struct Draw {
    uint32_t word[4];

    // Uniform in (0, 1), i = 0 or 1: the middle of one of 2^52 equal cells, so never exactly 0 or 1.
    double uniform(int i = 0) const {
        const uint64_t bits = (uint64_t{word[2 * i + 1]} << 32 | word[2 * i]) >> 12;
        return (static_cast<double>(static_cast<int64_t>(bits)) + 0.5) * 0x1p-52;
    }
};

// Of draws that hold for good, whatever the day.
inline constexpr Day without_day{0};

inline Draw draw(const Luck& luck, Who who, Day day, Purpose purpose, uint16_t index = 0) {
    const philox4x32_ctr_t counter = {{static_cast<uint32_t>(who.value), static_cast<uint32_t>(who.value >> 32),
                                       static_cast<uint32_t>(day.value),
                                       static_cast<uint32_t>(purpose) | uint32_t{index} << 16}};
    const philox4x32_ctr_t out = philox4x32_R(10, counter, {{luck.key[0], luck.key[1]}});
    return {{out.v[0], out.v[1], out.v[2], out.v[3]}};
}

inline double uniform(const Luck& luck, Who who, Day day, Purpose purpose, uint16_t index = 0) {
    return draw(luck, who, day, purpose, index).uniform();
}

// Exp(1) and N(0, 1) by inversion of one uniform: monotone, so couplings survive.
double exponential(const Luck& luck, Who who, Day day, Purpose purpose, uint16_t index = 0);
double normal(const Luck& luck, Who who, Day day, Purpose purpose, uint16_t index = 0);

// Smallest k with P(Poisson(mean) <= k) > u: non-decreasing in mean and in u, also where rounding decides. Mean in
// [0, 1e6], u in (0, 1); else BrokenInvariant.
uint32_t poisson_quantile(double mean, double u);

}  // namespace piket
