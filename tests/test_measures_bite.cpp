// Every lever bites: each row of the table of measures, at its firm value against its neutral one, moves what it is
// there to move, in the right direction, by more than four standard errors over paired futures of a small world with
// planted cases. And none leaves a trace when it is neutral, not yet in force, or lifted.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <regex>

#include "policy/policy.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::worlds;

namespace {

// ---- what may be moved ------------------------------------------------------------------------------------------

using Quantity = std::function<double(const LivedDay&)>;  // of one day; summed over the days of a trial

double total_hazard(const LivedDay& day) {
    double sum = 0;
    for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
        sum += day.hazard(p);
    }
    return sum;
}

Quantity hazard_of(Setting setting) {
    return [setting](const LivedDay& day) {
        double sum = 0;
        for (PersonId p{0}; p.value < day.world.people(); ++p.value) {
            for (const Item& item : day.items(p)) {
                sum += item.setting == setting ? item.hazard : 0;
            }
            for (const Item& item : day.items_outside(p)) {
                sum += item.setting == setting ? item.hazard : 0;
            }
        }
        return sum;
    };
}

double public_dose(const LivedDay& day) {
    double sum = 0;
    for (HallId h : day.world.halls.ids()) {
        sum += day.exposure.public_dose[h];
    }
    return sum;
}

Quantity people_in(std::function<bool(const LivedDay&, PersonId)> which) {
    return [which = std::move(which)](const LivedDay& day) {
        double n = 0;
        for (PersonId p : day.world.servant_ids()) {
            n += which(day, p) ? 1 : 0;
        }
        return n;
    };
}

Quantity in_mode(Mode mode) {
    return people_in([mode](const LivedDay& day, PersonId p) { return day.scene.roster.mode[p] == mode; });
}

bool comes(const LivedDay& day, PersonId p) {
    return present(day.scene.roster.mode[p]);
}
const Quantity on_site = people_in(comes);

Quantity stays_where(std::function<bool(const LivedDay&, const Stay&)> which) {
    return people_in([which = std::move(which)](const LivedDay& day, PersonId p) {
        const StayList stays = day.stays(p);
        return std::any_of(stays.begin(), stays.end(), [&](const Stay& s) { return which(day, s); });
    });
}

Quantity stays_in(RoomType type) {
    return stays_where([type](const LivedDay& day, const Stay& s) { return day.world.rooms[s.room].type == type; });
}

Quantity outcome(Outcome o) {
    return [o](const LivedDay& day) {
        Tally sum;
        for (const Tally& row : day.record.rows) {
            sum += row;
        }
        return sum.value(o);
    };
}

// ---- trials -----------------------------------------------------------------------------------------------------

// Two agencies of four floors, with counters, meetings, canteen, families; nobody away for other reasons.
ScenarioText office() {
    ScenarioText s;
    AgencyText agency;
    agency.id = "dinas";
    agency.kind = "dinas";
    agency.staff = 130;
    agency.counters = 4;
    agency.counter_per_day = 120;
    agency.online_per_day = 40;
    agency.in_person_share = 0.3;
    s.agencies = {agency};
    agency.id = "badan";
    agency.kind = "badan";
    agency.staff = 40;
    agency.counters = 0;
    agency.counter_per_day = 0;
    s.agencies.push_back(agency);
    for (const char* none : {"absence.leave_days_year", "absence.other_sickness"}) {
        s.parameter(none, 0);
    }
    s.parameter("room.office_area", 3);  // as crowded as many are, so that seats can be too near
    s.reported = {{"2020-03-01", 20}};
    return s;
}

constexpr int cases = 12;

// Steady cases all over the office, without symptoms; the office goes on as if nothing were.
void plant_silent(Simulation& simulation) {
    for (uint32_t i = 0; i < cases; ++i) {
        plant_steady(simulation, PersonId{i * 14});
    }
}

void plant_at_counters(Simulation& simulation) {
    const World& world = *Peek::at(simulation).world;
    for (PersonId p : world.units[world.halls[HallId{0}].unit].staff) {
        plant_steady(simulation, p);
    }
}

// Symptoms begin tomorrow.
void plant_ill(Simulation& simulation) {
    for (uint32_t i = 0; i < 3 * cases; ++i) {
        Episode& e = plant_steady(simulation, PersonId{i * 4});
        e.course = Course::mild;
        e.onset = simulation.day() + 1;
    }
}

// Ill since yesterday, and at work all the same.
void plant_at_work(Simulation& simulation) {
    plant_ill(simulation);
    for (Episode& e : Peek::at(simulation).state.episodes) {
        e.onset = simulation.day() - 1;
    }
}

void report_cases(Simulation& simulation) {
    Inside& at = Peek::at(simulation);
    at.state.observed.confirmed.push_back({simulation.day() - 1, AgencyId{0}, UnitId{0}});
}

void vaccinate_every_second(Simulation& simulation) {
    Inside& at = Peek::at(simulation);
    for (uint32_t p = 0; p < at.world->servants; p += 2) {
        at.state.immunity[PersonId{p}].doses = 2;
        at.state.immunity[PersonId{p}].dose = simulation.day() - 300;
    }
}

void nothing(Simulation&) {}

struct Bite {
    const char* key;
    int sign;  // of the change
    Quantity quantity;
    int days = 1;
    std::function<void(Simulation&)> prepare = nothing;
    std::function<void(ScenarioText&)> world = [](ScenarioText&) {};
};

void add_trips(ScenarioText& s) {
    s.parameter("trip.official", 3).parameter("trip.staff", 3).parameter("trip.days", 1);
}
void test_everybody(ScenarioText& s) {
    s.parameter("test.sampling_delay", 0).parameter("test.lab_delay_median", 1).parameter("test.lab_delay_sigma", 0);
}
void ride(ScenarioText& s) {
    s.parameter("commute.public", 1);
}

const std::vector<Bite>& bites() {
    static const auto office_air = [](const LivedDay& day) {
        return hazard_of(Setting::office)(day) + hazard_of(Setting::meeting)(day) + hazard_of(Setting::counter)(day);
    };
    static const auto distinct_on_site = [](const LivedDay& day) {  // who comes on the last day, but not on the first
        static thread_local std::vector<uint8_t> seen;
        if (day.today.day == day.world.scenario.start) {
            seen.assign(day.world.servants, 0);
        }
        double fresh = 0;
        for (PersonId p : day.world.servant_ids()) {
            if (comes(day, p) && !seen[p.value]) {
                seen[p.value] = 1;
                ++fresh;
            }
        }
        return fresh;
    };
    static const auto vaccinated_here =
        people_in([](const LivedDay& day, PersonId p) { return comes(day, p) && day.evening.immunity[p].doses >= 2; });
    static const auto vulnerable_here = people_in([](const LivedDay& day, PersonId p) {
        return comes(day, p) && (day.world.age[p] >= 50 || day.world.comorbid[p]);
    });
    static const auto in_by_eight = people_in([](const LivedDay& day, PersonId p) {
        const StayList stays = day.stays(p);
        return stays.size() > 0 && stays.begin()->when.from < clock(7, 50);
    });
    static const auto staffed = [](const LivedDay& day) {
        double n = 0;
        for (HallId h : day.world.halls.ids()) {
            n += day.scene.roster.staffed[h];
        }
        return n;
    };
    static const auto stopped = people_in([](const LivedDay& day, PersonId p) {
        return day.scene.roster.mode[p] == Mode::sick && day.evening.health[p] == Health::infected;
    });
    static const auto visitors_inside = [](const LivedDay& day) {
        double sum = 0;
        for (const HallDay& h : day.scene.visitors.halls) {
            for (float inside : h.inside) {
                sum += static_cast<double>(inside);
            }
        }
        return sum;
    };
    static const auto home_hazard = hazard_of(Setting::household);
    static const std::vector<Bite> table = {
        {"wfo.share", -1, on_site},
        {"wfo.must_attend_levels", 1, on_site},
        {"wfo.exempt", 1, on_site},
        {"wfo.head_variation", -1, on_site, 1, nothing, [](ScenarioText& s) { s.agencies[1].count = 4; }},
        {"wfo.head_reaction", -1, on_site, 1, report_cases},
        {"wfo.vaccinated_only", -1, on_site, 1, vaccinate_every_second},
        {"wfo.protocol_floor", -1, on_site},
        {"hours.stagger", -1, in_by_eight},
        {"roster.scheme", -1, distinct_on_site, 5},
        {"roster.vaccinated_first", 1, vaccinated_here, 1, vaccinate_every_second},
        {"roster.vulnerable_last", -1, vulnerable_here},
        {"piket.counters", 1, staffed},
        {"meeting.in_person", -1, outcome(Outcome::meeting_hours), 3},
        {"meeting.ban", -1, outcome(Outcome::meeting_hours), 3},
        {"meeting.held", -1, outcome(Outcome::meeting_hours), 5},
        {"meeting.size", -1, outcome(Outcome::meeting_hours), 3},
        {"meeting.minutes", -1, outcome(Outcome::meeting_hours), 3},
        {"event.ban", -1, stays_in(RoomType::yard)},
        {"trip.allowed", -1, in_mode(Mode::trip), 5, nothing, add_trips},
        {"trip.quarantine_days", 1, in_mode(Mode::quarantined), 8, nothing, add_trips},
        {"trip.test_return", 1, outcome(Outcome::tests), 8, nothing, add_trips},
        {"transport.capacity", -1, hazard_of(Setting::commute), 1, nothing, ride},
        {"room.occupancy", -1, on_site},
        {"distance.seats", -1, on_site},
        {"canteen.capacity", -1, stays_in(RoomType::canteen)},
        {"prayer.capacity", -1, stays_in(RoomType::prayer)},
        {"lift.capacity", -1, stays_in(RoomType::lift), 1, nothing,
         [](ScenarioText& s) { s.parameter("room.office_area", 15); }},
        {"ventilation.added", -1, total_hazard, 1, plant_silent},
        {"ventilation.windows", -1, office_air, 1, plant_silent},
        {"ventilation.exhaust", -1, office_air, 1, plant_silent},
        {"air.hepa", -1, office_air, 1, plant_silent},
        {"air.ac_filter", -1, office_air, 1, plant_silent},
        {"mask.mandate", -1, office_air, 1, plant_silent},
        {"mask.type", -1, office_air, 1, plant_silent},
        {"counter.screen", -1, public_dose, 2, plant_at_counters},
        {"distance.spacing", -1, hazard_of(Setting::talk), 2, plant_silent},
        {"hygiene.handwashing", -1, total_hazard, 1, plant_silent},
        {"hygiene.cleaning", -1, total_hazard, 1, plant_silent},
        {"gate.thermogun", 1, stopped, 1, plant_at_work},
        {"gate.self_assessment", 1, stopped, 1, plant_at_work},
        {"inspection.interval", 1, outcome(Outcome::compliance), 8},
        {"inspection.by", 1, outcome(Outcome::compliance), 8},
        {"inspection.announced", -1, outcome(Outcome::compliance), 10},
        {"inspection.sanction", 1, outcome(Outcome::compliance), 10},
        {"leader.example", 1, outcome(Outcome::compliance), 5},
        {"counter.open", -1, staffed},
        {"counter.quota", -1, outcome(Outcome::served_counter)},
        {"dropoff.share", -1, visitors_inside},
        {"service.online_shift", -1, visitors_inside},
        {"home.supervision", -1, hazard_of(Setting::town)},
        {"school.in_person", -1, hazard_of(Setting::school)},
        {"sick.stay_home", -1, on_site, 4, plant_ill},
        {"test.symptomatic", 1, outcome(Outcome::tests), 5, plant_ill, test_everybody},
        {"test.antigen", 1, outcome(Outcome::confirmed), 4, plant_ill,
         [](ScenarioText& s) { test_everybody(s), s.parameter("test.lab_delay_median", 6); }},
        {"test.screening_interval", 1, outcome(Outcome::tests), 3},
        {"trace.contacts", 1, in_mode(Mode::quarantined), 6, plant_ill,
         [](ScenarioText& s) { test_everybody(s), s.rule("quarantine.days", "14"); }},
        {"test.contacts", 1, outcome(Outcome::tests), 6, plant_ill,
         [](ScenarioText& s) { test_everybody(s), s.rule("quarantine.days", "14"); }},
        {"quarantine.days", 1, in_mode(Mode::quarantined), 6, plant_ill, test_everybody},
        {"isolation.facility", -1, home_hazard, 6, plant_ill, test_everybody},
        {"closure.cases", -1, on_site, 6, plant_ill, test_everybody},
        {"closure.days", -1, on_site, 10, plant_ill, test_everybody},
        {"vaccination.staff", 1, outcome(Outcome::doses), 2},
        {"vaccination.elderly", 1, outcome(Outcome::doses), 2},
        {"vaccination.adults", 1, outcome(Outcome::doses), 2},
        {"vaccination.children", 1, outcome(Outcome::doses), 2},
        {"vaccination.booster", 1, outcome(Outcome::doses), 2, vaccinate_every_second},
    };
    return table;
}

void enact(ScenarioText& s, const Measure& m, double value) {
    std::erase_if(s.rules, [&](const RuleText& r) { return r.measure == m.key; });
    s.rule(std::string(m.key), format_value(m, value));
}

// The measures without which it does nothing are firm in both worlds.
void enact_needs(ScenarioText& s, const Measure& m) {
    if (!m.needs.empty()) {
        const Measure& other = measure(*find_measure(m.needs));
        enact_needs(s, other);
        enact(s, other, other.firm);
    }
}

double lived(const std::shared_ptr<const World>& world, const Bite& bite, uint64_t seed) {
    Simulation simulation = begin(world, seed);
    bite.prepare(simulation);
    double sum = 0;
    for (int d = 0; d < bite.days; ++d) {
        const LivedDay day(simulation);
        sum += bite.quantity(day);
    }
    return sum;
}

std::string flag_as_written(std::string value) {
    return value == "yes" ? "true" : value == "no" ? "false" : value;
}

}  // namespace

TEST_CASE("every measure has a trial of what it is there to move", "[measures]") {
    for (const Measure& m : measures()) {
        CAPTURE(m.key);
        CHECK(std::count_if(bites().begin(), bites().end(), [&](const Bite& b) { return b.key == m.key; }) == 1);
        CHECK(m.firm != m.neutral);
        CHECK((m.needs.empty() || find_measure(m.needs)));
    }
}

TEST_CASE("every lever bites", "[measures]") {
    const Bite& bite = GENERATE(from_range(bites()));
    const Measure& m = measure(*find_measure(bite.key));
    ScenarioText neutral = office();
    neutral.days = bite.days;
    bite.world(neutral);
    enact_needs(neutral, m);
    ScenarioText firm = neutral;
    enact(firm, m, m.firm);
    for (ScenarioText* s : {&neutral, &firm}) {
        for (RuleText& r : s->rules) {
            r.value = flag_as_written(r.value);
        }
    }
    const auto a = neutral.world(), b = firm.world();
    constexpr int futures = 10;
    double sum = 0, squares = 0, before = 0;
    for (uint64_t seed = 1; seed <= futures; ++seed) {
        const double x = lived(a, bite, seed), difference = lived(b, bite, seed) - x;
        before += x;
        sum += difference;
        squares += difference * difference;
    }
    const double mean = sum / futures;
    const double error = std::sqrt(std::max(0.0, squares / futures - mean * mean) / (futures - 1));
    CAPTURE(bite.key, before / futures, mean, error);
    CHECK(bite.sign * mean > 4 * error);
    CHECK(bite.sign * mean > 0);
}

TEST_CASE("a measure at its neutral value, or outside the days of the run, leaves the neutral run", "[measures]") {
    ScenarioText plain = office();
    plain.days = 6;
    plain.prevalence_low = plain.prevalence_high = 0.05;
    const auto hash = [](const ScenarioText& s) {
        Simulation simulation = begin(s.world());
        while (!simulation.over()) {
            simulation.step();
        }
        return simulation.hash();
    };
    const uint64_t expected = hash(plain);
    ScenarioText neutral = plain, later = plain;
    for (const Measure& m : measures()) {
        enact(neutral, m, m.neutral);
        neutral.rules.back().value = flag_as_written(neutral.rules.back().value);
        enact(later, m, m.firm);
        later.rules.back().value = flag_as_written(later.rules.back().value);
        later.rules.back().from = "2020-06-01";
    }
    CHECK(hash(neutral) == expected);
    CHECK(hash(later) == expected);
}

TEST_CASE("the day after a measure is lifted its lever is neutral to the byte", "[measures]") {
    ScenarioText s = office();
    for (const Measure& m : measures()) {
        enact(s, m, m.firm);
        s.rules.back().value = flag_as_written(s.rules.back().value);
        s.rules.back().until = "2020-03-18";
    }
    Simulation simulation = begin(s.world());
    simulation.step();
    const Levers neutral = neutral_levers();
    for (const Levers& levers : Peek::at(simulation).policy.levers) {
        for (const Measure& m : measures()) {
            CHECK(levers.*m.lever == m.firm);
        }
    }
    for (int d = 0; d < 3; ++d) {
        simulation.step();
    }
    for (const Levers& levers : Peek::at(simulation).policy.levers) {
        CHECK(std::memcmp(&levers, &neutral, sizeof neutral) == 0);
    }
}

// Who wants to know what a measure does finds all of it in one file: a row is read by the effects of its own group
// alone.
TEST_CASE("levers are read by their effects and by nobody else", "[measures]") {
    const std::filesystem::path root = PIKET_SOURCE_DIR "/sim";
    std::map<std::string, std::string> text;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") {
            std::ifstream file(entry.path());
            text[entry.path().lexically_relative(root).string()] = {std::istreambuf_iterator<char>(file), {}};
        }
    }
    REQUIRE(text.size() > 50);
    const std::regex row(R"x(\{"([a-z_.]+)", &Levers::(\w+))x");
    size_t rows = 0;
    for (const auto& [file, content] : text) {
        if (!file.starts_with("src/scenario/measures/")) {
            continue;
        }
        const std::string group = std::filesystem::path(file).stem().string();
        for (std::sregex_iterator i(content.begin(), content.end(), row), end; i != end; ++i) {
            ++rows;
            const std::string field = (*i)[2];
            CAPTURE(field, group);
            CHECK(measure(*find_measure((*i)[1].str())).group == group);
            for (const auto& [reader, source] : text) {
                const bool reads = std::regex_search(source, std::regex("\\bl(evers)?(_|\\(\\w+\\))?"
                                                                        "(\\.|->)" +
                                                                        field + "\\b"));
                if (reader == "src/policy/effects/" + group + ".hpp") {
                    CHECK(reads);
                } else if (reads) {
                    FAIL_CHECK(reader << " reads it too");
                }
            }
        }
    }
    CHECK(rows == measures().size());
}
