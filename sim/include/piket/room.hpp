// The air of one to eight rooms over part of a day: who breathes out what, who breathes it in, how likely they are
// infected. A case is a file of its own, apart from scenarios; a case that load_room_case() gives is valid.
//
// Two ways to say what an infected person emits (`RoomModel`):
//   quanta    one number per person, infectious doses per hour (Wells-Riley, transient: Gammaitoni and Nucci 1997)
//   physical  virions by diameter, from viral load and voice (CAiMIRA v4.19; short range: Jia et al. 2022)
// Where something is "of the model" its unit is quanta in the one and virions in the other.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "piket/measures.hpp"
#include "piket/problem.hpp"
#include "piket/time.hpp"

namespace piket {

enum class RoomModel : uint8_t { quanta, physical };
enum class SizeResolution : uint8_t { diameters, five_bins };  // of the physical model: quadrature, or five bins
enum class Activity : uint8_t { seated, standing, light, moderate, heavy };

std::string_view name(RoomModel);

// How strongly the three places at which particles arise take part, each relative to breathing or speaking:
// breathing (1, 0, 0), speaking (1, 1, 1), singing and shouting (1, 5, 5), mixtures their mean over time.
struct Expiration {
    double bronchial = 1, laryngeal = 0, oral = 0;
};

// m3/h. An activity brings its rate, and in a case with the distribution of viral loads also how people differ in it.
struct Breathing {
    Activity activity = Activity::seated;
    std::optional<double> rate;  // instead: > 0
};

struct WornMask {
    MaskType type = MaskType::none;  // kn95 stands for FFP2 too
    double share = 1;                // of the group who wear it, 0..1
    std::optional<double> filtered;  // share filtered, instead of what the type filters in this direction
};

// One stretch of time in one room.
struct RoomStay {
    int room = 0;  // index in RoomCase::rooms
    Interval when;
};

struct CaseRoom {
    std::string id;
    double volume = 0;                                    // m3, > 0
    double area = 0, height = 0;                          // m2, m; 0: not known. Air is counted by the volume
    std::vector<std::pair<Seconds, double>> ventilation;  // from when, outdoor air in 1/h; ascending, one at the start
    double temperature = 26, humidity = 0.6;              // degC, share; for the decay of the physical model
    std::optional<double> decay;                          // 1/h, >= 0; none: by temperature and humidity (physical)
    double deposition = 0;                                // 1/h; quanta only, the physical model has it by diameter
    double filtration = 0;                                // 1/h, what filters in the room take beside clean_air
    double clean_air = 0;                                 // m3/h, CADR of air cleaners (HEPA)
    double initial_concentration = 0;                     // at the start, of the model per m3
    double initial_co2 = 440.44;                          // ppm, not below the background
};

// Air exchanged between two rooms, the same both ways, m3/h.
struct RoomExchange {
    int a = 0, b = 0;
    double flow = 0;
};

// Recirculating air handling: draws supply[i] m3/h from rooms[i], mixes, filters the share `filter`, returns as much.
struct AirHandling {
    std::vector<int> rooms;
    std::vector<double> supply;
    double filter = 0;
};

struct InfectedGroup {
    std::string id;
    int count = 1;  // >= 0
    std::vector<RoomStay> stays;
    Breathing breathing;
    Expiration expiration;
    WornMask mask;
    // Per person in this expiration before the mask; quanta only. None: emission.quanta_per_h by expiration and
    // variant.
    std::optional<double> quanta_per_h;
    std::optional<double> viral_load;  // copies/mL, instead of the case's; physical only
};

// Each person of an exposed group stands in the breath of one infected person for a while.
struct CloseContact {
    Interval when;  // within stays of both, in the same room
    int infected = 0;
    double distance = 1;    // m, mouth to mouth
    Expiration expiration;  // of the infected person
    // m3/h, > 0, by the infected and by the exposed person; none: as their groups breathe.
    std::optional<double> exhaled, inhaled;
    double share = 1;  // of the jet that arrives: 1 face to face, less from the side or behind a screen
};

struct ExposedGroup {
    std::string id;
    int count = 1;  // >= 0
    std::vector<RoomStay> stays;
    Breathing breathing;
    WornMask mask;
    double immunity = 0;  // share of the dose that does not count, 0..1
    std::vector<CloseContact> contacts;
    std::optional<int> infected;   // of them, where this happened
    std::optional<double> tracer;  // measured: gas where they sit over gas at the first infected group
};

// What is known of a case that happened; emissions and doses do not read it. The exposed groups that say how many of
// them were infected are held against the model.
struct RoomObservation {
    bool calibrated = false;                            // the case is one of the calibration's
    int detected_from = 2;                              // infected, so that it became known
    std::optional<int> alternative;                     // infected by another count, such as only those tested
    std::optional<double> attack_rate;                  // share infected, as published ...
    std::optional<std::pair<double, double>> interval;  // ... and its 95 % interval
    Mark mark = Mark::assumed;                          // of the counts
    std::string source;
    Text assumed, note;  // which circumstances are not known; what else was seen
};

// Physical model. What is not given follows CAiMIRA's distribution if `distribution` is set:
// log10 of viral load Weibull (shape 3.47, scale 7.01; interpolated as there) cut to 2..10, viable share U(0.01, 0.6),
// ID50 U(10, 100).
struct RoomVirus {
    bool distribution = false;           // of viral loads; then viral_load is unused
    double viral_load = 0;               // copies/mL
    std::optional<double> viable_share;  // infectious virions per copy, 0..1; else 0.305
    std::optional<double> id50;          // virions deposited that infect half; else 55
    double dose_factor = 1;              // of the variant, multiplies id50
    double emission_sigma = 1.6;         // quanta model: emission is lognormal over people, mean 1, this sigma of ln
};

struct RoomCase {
    std::string file;
    Text title;
    RoomModel model = RoomModel::quanta;
    SizeResolution resolution = SizeResolution::diameters;
    bool mask_on_jet = true;   // false: an infected person's mask does not hold the jet back (as in CAiMIRA)
    double evaporation = 0.3;  // diameter in room air relative to that exhaled
    RoomVirus virus;
    Seconds start = 0;            // initial values hold here; nobody is in a room before
    std::vector<Seconds> times;   // asked, ascending, from start
    std::vector<CaseRoom> rooms;  // 1..8
    std::vector<RoomExchange> exchanges;
    std::vector<AirHandling> air_handling;
    std::vector<InfectedGroup> infected;
    std::vector<ExposedGroup> exposed;
    std::optional<RoomObservation> observed;
};

// How the range of new infections was found.
enum class SpreadMethod : uint8_t { fixed, quadrature, draws };
std::string_view name(SpreadMethod);

// Shapes follow the case: one entry per room, per infected group, per exposed group.
// With the distribution of viral loads, concentrations, emissions and doses are means over it, and so is `probability`.
struct RoomAnswer {
    struct At {
        Seconds time;
        double concentration;  // of the model per m3
        double co2;            // ppm
    };
    struct Room {
        std::vector<At> at;  // at RoomCase::times
        double removal = 0;  // 1/h at the end, exchange between rooms apart; physical: without deposition
        double end = 0, average = 0, integral = 0;  // of the model per m3 (h/m3) at the end, over the case
        double steady = 0;    // if what holds just before the end held for ever; infinite if nothing removes
        double co2_peak = 0;  // ppm, at changes of people or ventilation
    };
    struct Infected {
        double emission = 0;  // of the model per hour and person, behind the mask
    };
    struct Exposed {
        double dose = 0, dose_close = 0;  // of the model, mean over the group: in all, and from close contacts
        double probability = 0;           // of infection at the emission that the case states
        double probability_mean = 0;      // mean over how emission differs between people
        // Quantiles of one person's probability, over the emission of the infected and the people of the group.
        double probability_05 = 0, probability_50 = 0, probability_95 = 0;
        double expected = 0;                             // new infections, count times probability_mean
        double steady_dose = 0, steady_probability = 0;  // room air alone, as if always at its steady state
        double tracer =
            0;  // if one was measured: steady gas from the first infected group, there relative to where that group is
    };
    // Of the groups whose count was observed.
    struct Observed {
        int exposed = 0, infected = 0;
        int low = 0, mid = 0, high = 0;  // quantiles 5, 50, 95 % of the model, given that it became known
        bool inside = false;             // low <= infected <= high
        double factor = 0;  // of the stated emission, at which as many are expected; infinite if all are infected
    };
    Seconds end = 0;  // when the last person leaves
    std::vector<Room> rooms;
    std::vector<Infected> infected;
    std::vector<Exposed> exposed;
    // New infections over all exposed groups.
    double stated = 0;               // expected at the emission that the case states
    double expected = 0;             // mean over how emission differs between people
    int low = 0, mid = 0, high = 0;  // quantiles 5, 50, 95 %: emission and chance
    double none = 1;                 // probability that nobody is infected
    std::optional<Observed> observed;
    SpreadMethod method = SpreadMethod::fixed;
    int possibilities = 1;  // nodes of the quadrature, or draws
};

// Pure; throws BrokenInvariant for a case that no loader gives.
RoomAnswer evaluate(const RoomCase& room_case);

// A number that a case file may give.
struct RoomKey {
    std::string_view key, unit;  // "room.volume", "m3"
    double low, high;            // allowed, both ends included
    double value;                // without it; NaN: `source` says what then
    Mark mark;
    std::string_view source;
    std::string_view label_id, label_en;
};
std::span<const RoomKey> room_keys();

// Reads a case; every fault at once, with file, line, key, value and what is allowed.
Loaded<RoomCase> load_room_case(const std::string& path);
Loaded<RoomCase> parse_room_case(std::string_view toml, const std::string& name);

}  // namespace piket
