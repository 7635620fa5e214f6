// What a run counts. One table describes every outcome, as one describes every measure.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace piket {

// Where a person was infected.
enum class Setting : uint8_t {
    seed,  // infected before the first day
    town,  // outside work and home
    household,
    commute,
    trip,
    office,  // air of an office room
    meeting,
    counter,  // air of a counter hall, or face to face across a counter
    canteen,
    prayer,
    corridor,   // corridors, lobby and lift
    talk,       // face to face with a colleague
    roll_call,  // in the yard
    school,     // children
};
inline constexpr int setting_count = 14;
std::string_view name(Setting);

enum class Outcome : uint8_t {
    infections_servants,
    infections_family,
    infections_public,  // visitors infected at counters
    at_work,            // servants infected at work: office, meeting, counter, canteen, prayer, corridor, talk
    from_town,
    from_household,
    from_commute,
    from_trip,
    from_office,
    from_meeting,
    from_counter,
    from_canteen,
    from_prayer,
    from_corridor,
    from_talk,
    from_roll_call,
    from_school,
    confirmed,     // positive results that arrived today
    hospitalised,  // people in hospital
    deaths,
    days_sick,  // servants away: sick, in hospital, isolating
    days_quarantine,
    on_site,  // servants
    at_home,  // working from home
    on_trip,
    meeting_hours,   // person-hours in meeting rooms
    decision_delay,  // mean days by which a planned meeting's decision is late
    gate_minutes,    // mean wait and check at the entrance, per person who comes
    requests,        // that reached the agencies: counter and online
    served_counter,
    served_online,
    served_dropoff,
    backlog,        // requests waiting at the end of the day
    waiting_days,   // mean days that a request waits (Little's law)
    queue_minutes,  // mean wait within the day of those who came to a counter
    turned_away,
    compliance,
    co2,  // ppm at noon, mean over office rooms in use
    tests,
    test_cost,        // rupiah
    doses,            // of vaccine
    variant_pending,  // people whose positive sample is being sequenced
    reinfections,     // infections of people who had been infected before, also counted above
    inspections,      // of units
    trips_made,       // servants who leave on a trip
    outings,          // days on which somebody roams who works from home
    zone,             // colour in force, 0 green ... 3 red
    ppkm_level,       // in force, 1..4
};
inline constexpr int outcome_count = 48;

enum class Across : uint8_t { sum, mean };      // over units
enum class Over : uint8_t { sum, mean, last };  // over days

struct OutcomeRow {
    Outcome outcome;
    std::string_view key, unit;
    Across across;
    Over over;
    bool fewer_is_better;
    std::string_view label_id, label_en;
};

std::span<const OutcomeRow> outcomes();
const OutcomeRow& row(Outcome outcome);

using OutcomeValues = std::array<double, outcome_count>;

inline double& at(OutcomeValues& values, Outcome o) {
    return values[static_cast<size_t>(o)];
}
inline double at(const OutcomeValues& values, Outcome o) {
    return values[static_cast<size_t>(o)];
}

// At the counters of one hall on one day, or of several and on several together.
struct Queued {
    double arrivals = 0;        // visitors who came in
    double waited_minutes = 0;  // of all of them
    double turned_away = 0;     // visits: at the door, or from the queue when the counters closed

    Queued& operator+=(const Queued& other);
    double mean_minutes() const { return arrivals > 0 ? waited_minutes / arrivals : 0; }
};

}  // namespace piket
