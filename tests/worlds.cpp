#include "worlds.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <algorithm>
#include <stdexcept>

#include "day/outside.hpp"
#include "piket/outcomes.hpp"

namespace piket::worlds {

// ---- scenarios as text ------------------------------------------------------------------------------------------

namespace {

void write(std::string& out, const std::string& table, const RoomText& room) {
    out += fmt::format("[[{}.room]]\nid = \"{}\"\ntype = \"{}\"\nseats = {}\n", table, room.id, room.type, room.seats);
    if (room.ach >= 0) {
        out += fmt::format("ach = {}\n", room.ach);
    }
}

void write(std::string& out, const UnitText& unit) {
    const std::string table = "government.agency.unit";
    out += fmt::format("[[{}]]\nid = \"{}\"\nstaff = {}\nofficials = [{}]\nfunction = \"{}\"\n", table, unit.id,
                       unit.staff, fmt::join(unit.officials, ", "), unit.function);
    for (const RoomText& room : unit.rooms) {
        write(out, table, room);
    }
}

void write(std::string& out, const AgencyText& agency) {
    const std::string table = "government.agency";
    out += fmt::format("[[{}]]\nid = \"{}\"\nkind = \"{}\"\ncount = {}\n", table, agency.id, agency.kind, agency.count);
    if (agency.kind != "custom") {
        out += fmt::format("staff = {}\n", agency.staff);
    }
    if (agency.counters > 0) {
        out += fmt::format("counters = {}\ncounter_per_day = {}\nin_person_share = {}\nminutes = {}\n", agency.counters,
                           agency.counter_per_day, agency.in_person_share, agency.minutes);
    }
    out += fmt::format("online_per_day = {}\n", agency.online_per_day);
    for (const UnitText& unit : agency.units) {
        write(out, unit);
    }
    for (const RoomText& room : agency.rooms) {
        write(out, table, room);
    }
    for (const LinkText& link : agency.links) {
        out += fmt::format("[[{}.link]]\nbetween = [\"{}\", \"{}\"]\nflow = {}\n", table, link.a, link.b, link.flow);
    }
}

// Numbers, true and false stand as they are; any other value is a word.
std::string toml_value(const std::string& value) {
    const bool bare =
        value == "true" || value == "false" || value.find_first_not_of("0123456789.-+e") == std::string::npos;
    return bare ? value : '"' + value + '"';
}

void write(std::string& out, const DestinationText& d) {
    out += fmt::format("[[destination]]\nid = \"{}\"\nshare = {}\n", d.id, d.share);
    out += d.prevalence >= 0 ? fmt::format("prevalence = {}\n", d.prevalence) : "";
    out += d.days > 0 ? fmt::format("days = {}\n", d.days) : "";
}

void write(std::string& out, const DelegationText& d) {
    out += fmt::format("[[delegation]]\ndate = {}\ndestination = \"{}\"\nagencies = [\"{}\"]\npeople = {}\n", d.date,
                       d.destination, fmt::join(d.agencies, "\", \""), d.people);
    out += d.days > 0 ? fmt::format("days = {}\n", d.days) : "";
    out += d.meeting_people > 0 ? fmt::format("meeting_people = {}\n", d.meeting_people) : "";
    out += d.meeting_hours > 0 ? fmt::format("meeting_hours = {}\n", d.meeting_hours) : "";
}

void write(std::string& out, const RuleText& rule) {
    out += fmt::format("[[rule]]\nmeasure = \"{}\"\nvalue = {}\nsource = \"{}\"\n", rule.measure,
                       toml_value(rule.value), rule.source);
    if (!rule.scope.empty()) {
        out += fmt::format("scope = \"{}\"\n", rule.scope);
    }
    if (!rule.functions.empty()) {
        out += fmt::format("functions = [\"{}\"]\n", fmt::join(rule.functions, "\", \""));
    }
    if (!rule.from.empty()) {
        out += fmt::format("from = {}\n", rule.from);
    }
    if (!rule.until.empty()) {
        out += fmt::format("until = {}\n", rule.until);
    }
}

}  // namespace

ScenarioText& ScenarioText::rule(std::string measure, std::string value, std::string scope) {
    RuleText r;
    r.measure = std::move(measure);
    r.value = std::move(value);
    r.scope = std::move(scope);
    rules.push_back(std::move(r));
    return *this;
}

ScenarioText& ScenarioText::parameter(std::string key, double value) {
    std::erase_if(parameters, [&](const auto& p) { return p.first == key; });
    parameters.emplace_back(std::move(key), value);
    return *this;
}

ScenarioText& ScenarioText::switched(std::string name, bool on) {
    experiment.emplace_back(std::move(name), on);
    return *this;
}

std::string ScenarioText::text() const {
    std::string out = fmt::format(
        "format = 1\ntitle = \"Uji\"\n[run]\nstart = {}\ndays = {}\nworld_seed = {}\n[record]\nby = \"{}\"\n", start,
        days, world_seed, record);
    if (!hours.empty()) {
        out += "[hours]\n";
        for (const auto& [key, ends] : hours) {
            out += fmt::format("{} = [\"{}\", \"{}\"]\n", key, ends[0], ends[1]);
        }
    }
    if (!holidays.empty()) {
        out += "[calendar]\nholidays = [\n";
        for (const std::string& day : holidays) {
            out += fmt::format("  {{ date = {}, name = \"libur\" }},\n", day);
        }
        out += "]\n";
    }
    if (!reported.empty()) {
        out += "[town]\nname = \"Kota\"\npopulation = 100_000\n";
        for (const auto& [day, per_100k] : reported) {
            out += fmt::format("[[town.reported]]\ndate = {}\nper_100k = {}\n", day, per_100k);
        }
    }
    out += prevalence_high > 0 ? fmt::format("[initial]\nprevalence = [{}, {}]\n", prevalence_low, prevalence_high)
                               : fmt::format("[initial]\ninfected = {}\n", infected);
    for (const StrainText& strain : strains) {
        out += fmt::format("[[strain]]\nid = \"{}\"\nshare = {}\n", strain.id, strain.share);
        for (const auto& [key, value] : strain.numbers) {
            out += fmt::format("{} = {}\n", key, value);
        }
    }
    out += "[[government]]\nid = \"kota\"\n";
    for (const AgencyText& agency : agencies) {
        write(out, agency);
    }
    for (const DestinationText& destination : destinations) {
        write(out, destination);
    }
    for (const DelegationText& delegation : delegations) {
        write(out, delegation);
    }
    for (const RuleText& r : rules) {
        write(out, r);
    }
    out += "[parameters]\n";
    for (const auto& [key, value] : parameters) {
        out += fmt::format("\"{}\" = {}\n", key, value);
    }
    out += "[experiment]\n";
    for (const auto& [key, on] : experiment) {
        out += fmt::format("{} = {}\n", key, on);
    }
    return out + more;
}

namespace {

std::shared_ptr<const World> make(Loaded<Scenario> loaded) {
    if (!loaded) {
        std::string all;
        for (const Problem& problem : loaded.problems) {
            all += problem.text() + "\n";
        }
        throw std::logic_error(all);
    }
    return make_world(std::move(*loaded));
}

}  // namespace

std::shared_ptr<const World> ScenarioText::world() const {
    return world_of(text());
}

std::shared_ptr<const World> world_of(const std::string& text, const std::vector<Override>& overrides) {
    return make(parse_scenario(text, "office.toml", overrides));
}

std::shared_ptr<const World> load_world(const std::string& file, const std::vector<Override>& overrides) {
    return make(load_scenario(PIKET_SOURCE_DIR "/scenarios/" + file, overrides));
}

ScenarioText one_room(int staff) {
    ScenarioText s;
    AgencyText agency;
    agency.id = "dinas";
    agency.units.push_back({"admin", staff, {}, "administration", {{"kantor", "office", staff, 1}}});
    s.agencies.push_back(agency);
    for (const char* none : {"meeting.official", "meeting.staff", "meeting.across", "trip.official", "trip.staff",
                             "absence.leave_days_year", "absence.other_sickness", "commute.public"}) {
        s.parameter(none, 0);
    }
    return s;
}

ScenarioText tested_office(int staff, double delay) {
    ScenarioText s = one_room(staff);
    s.days = 20;
    s.strains = {{"wild", 1, {{"household_sar", 0}}}};
    s.parameter("emission.quanta_per_h", 0).parameter("test.sampling_delay", 0);
    s.parameter("test.lab_delay_median", std::max(0.01, delay)).parameter("test.lab_delay_sigma", 0);
    s.parameter("test.isolation_obeyed", 1).parameter("trace.dropout", 0);
    s.rule("test.symptomatic", "1");
    return s;
}

ScenarioText busy_office() {
    ScenarioText s;
    AgencyText agency;
    agency.id = "layanan";
    agency.counters = 2;
    agency.counter_per_day = 40;
    agency.online_per_day = 20;
    agency.units.push_back(
        {"sekretariat", 9, {1, 2, 0, 0}, "administration", {{"kantor", "office", 6, -1}, {"arsip", "office", 3, 0.5}}});
    agency.units.push_back(
        {"loket", 7, {0, 0, 1, 0}, "counter", {{"belakang", "office", 7, -1}, {"aula", "hall", 10, -1}}});
    agency.rooms = {{"rapat", "meeting", 8, -1}, {"kantin", "canteen", 5, -1}, {"musala", "prayer", 6, -1}};
    agency.links = {{"kantor", "arsip", 60}, {"kantor", "rapat", 20}};
    AgencyText neighbour;
    neighbour.id = "badan";
    neighbour.kind = "badan";
    neighbour.staff = 30;
    s.agencies = {agency, neighbour};
    return s;
}

// ---- any scenario -----------------------------------------------------------------------------------------------

namespace {

using rc::gen::element;

// What the engine does not stand yet; true keeps it out of the worlds that are drawn.
constexpr bool halls_of_counter_units_only = true;  // a hall listed by a unit that does not serve, or a second hall

int whole(int low, int high) {  // both included
    return *rc::gen::inRange(low, high + 1);
}

bool chance(int percent) {
    return *rc::gen::inRange(0, 100) >= 100 - percent;  // shrinks to false
}

double between(double low, double high) {
    return low + (high - low) * (*rc::gen::inRange(0, 1001) / 1000.0);
}

std::string day_of_run(int from, int to) {
    return to_date(*parse_date("2020-03-16") + whole(from, to));
}

std::vector<RoomText> offices(const std::string& unit, int staff) {
    std::vector<RoomText> rooms;
    for (int i = 0, n = whole(1, 3); i < n; ++i) {
        rooms.push_back(
            {fmt::format("{}-r{}", unit, i), "office", whole(1, staff + 1), chance(30) ? between(0, 4) : -1});
    }
    return rooms;
}

AgencyText custom_agency(const std::string& id) {
    AgencyText agency;
    agency.id = id;
    bool serves = false;
    for (int i = 0, n = whole(1, 3); i < n; ++i) {
        UnitText unit;
        unit.id = fmt::format("u{}", i);
        unit.staff = whole(1, 9);
        int posts = unit.staff;
        for (int& officials : unit.officials) {
            officials = chance(40) ? whole(0, std::min(posts, 2)) : 0;
            posts -= officials;
        }
        unit.function = *element<std::string>("administration", "counter", "field", "health", "leadership");
        if (chance(60)) {
            unit.rooms = offices(unit.id, unit.staff);
            const bool has_hall = chance(unit.function == "counter" ? 60 : 15);
            if (has_hall && (!halls_of_counter_units_only || (unit.function == "counter" && !serves))) {
                unit.rooms.push_back({unit.id + "-hall", "hall", whole(1, 8), -1});
            }
            if (chance(10)) {
                unit.rooms.push_back({unit.id + "-meet", "meeting", whole(2, 8), -1});
            }
        }
        serves = serves || unit.function == "counter";
        agency.units.push_back(unit);
    }
    if (serves && chance(80)) {
        agency.counters = whole(1, 4);
        agency.counter_per_day = whole(0, 80);
        agency.in_person_share = between(0, 1);
        agency.minutes = between(2, 30);
    }
    for (const char* type : {"meeting", "canteen", "prayer", "meeting", "lobby"}) {
        if (chance(50)) {
            agency.rooms.push_back(
                {fmt::format("s{}", agency.rooms.size()), type, whole(1, 6), chance(30) ? between(0, 8) : -1});
        }
    }
    std::vector<std::string> listed;
    for (const UnitText& unit : agency.units) {
        for (const RoomText& room : unit.rooms) {
            listed.push_back(room.id);
        }
    }
    for (const RoomText& room : agency.rooms) {
        listed.push_back(room.id);
    }
    for (size_t i = 1; i < std::min<size_t>(listed.size(), 8); ++i) {
        if (chance(30)) {
            agency.links.push_back({listed[i - 1], listed[i], between(1, 300)});
        }
    }
    return agency;
}

AgencyText any_agency(const std::string& id) {
    AgencyText agency;
    if (chance(50)) {
        agency = custom_agency(id);
    } else {
        agency.id = id;
        agency.kind =
            *element<std::string>("dinas", "badan", "secretariat", "kecamatan", "kelurahan", "puskesmas", "hospital");
        agency.staff = whole(10, 40);
        agency.count = chance(20) ? 2 : 1;
        if (chance(50)) {
            agency.counters = whole(1, 3);
            agency.counter_per_day = whole(0, 60);
            agency.in_person_share = between(0, 1);
        }
    }
    agency.online_per_day = chance(50) ? whole(0, 50) : 0;
    return agency;
}

std::string value_of(const Measure& m) {
    switch (m.type) {
        case MeasureType::flag:
            return chance(80) ? "true" : "false";
        case MeasureType::choice:
            return std::string(
                m.choices[static_cast<size_t>(whole(static_cast<int>(m.low), static_cast<int>(m.high)))]);
        case MeasureType::count:
            return fmt::format("{}", whole(static_cast<int>(m.low), static_cast<int>(std::min(m.high, m.low + 30))));
        case MeasureType::share:
        case MeasureType::number:
            return fmt::format("{}", between(m.low, m.high));
    }
    return "0";
}

// Some worlds fight an epidemic: much is tested and traced, results come soon, and many fall gravely ill.
void add_rules(ScenarioText& s, bool fights) {
    for (const Measure& m : measures()) {
        const bool common = m.key == "wfo.share" || m.key == "mask.mandate" || m.key == "roster.scheme";
        const int percent = fights && (m.group == "health" || m.group == "closure") ? 85 : common ? 50 : 15;
        for (int i = 0; i < 2 && chance(percent); ++i) {  // the second with another scope
            RuleText r;
            r.measure = std::string(m.key);
            r.value = value_of(m);
            r.scope = i == 0 ? "" : m.narrowest >= ScopeLevel::agency ? "kota/a0*" : "kota";
            if (i == 0 && chance(20)) {
                r.functions = {"counter", "administration"};
            }
            if (chance(40)) {
                r.from = day_of_run(0, 6);
            }
            if (chance(30)) {
                r.until = day_of_run(7, 14);
            }
            r.source = *element<std::string>("scenario", "circular", "head");
            s.rules.push_back(r);
        }
    }
}

void add_parameters(ScenarioText& s, bool fights) {
    s.parameter("emission.quanta_per_h", *element(8.0, 50.0, 300.0));
    if (chance(70)) {  // something is going on in so small a world
        s.parameter("meeting.staff", between(0, 5)).parameter("meeting.across", between(0, 5));
        s.parameter("talk.per_day", between(0, 20));
    }
    if (fights) {
        s.parameter("test.sampling_delay", between(0, 2)).parameter("test.lab_delay_median", between(0.01, 2));
        s.parameter("illness.onset_to_severe_mean", between(0.1, 3)).parameter("illness.mild_recovery_mean", 3);
        s.parameter("illness.critical_to_death_mean", between(0.1, 3));
    }
    const std::span<const Parameter> all = parameters();
    for (int i = 0, n = whole(0, 6); i < n; ++i) {
        const Parameter& p = all[static_cast<size_t>(whole(0, static_cast<int>(all.size()) - 1))];
        s.parameter(std::string(p.key),
                    chance(80) ? between(p.plausible_low, p.plausible_high) : *element(p.low, p.high));
    }
}

void add_infection(ScenarioText& s, bool fights) {
    if (chance(50)) {
        s.prevalence_low = 0.001;
        s.prevalence_high = between(0.01, 0.3);
    } else {
        s.infected = chance(90) ? 1 : 0;
    }
    if (chance(60)) {
        s.reported.emplace_back("2020-03-10", between(0, 20));
        s.reported.emplace_back("2020-03-20", between(0, 50));
    }
    StrainText old_strain, new_strain;
    old_strain.id = *element<std::string>("wild", "alpha");
    new_strain.id = *element<std::string>("delta", "omicron_ba1");
    if (fights) {
        old_strain.numbers = {{"severity", between(0, 20)}, {"incubation_mean", between(0.5, 5)}};
    }
    if (chance(40)) {
        old_strain.share = between(0, 1);
        new_strain.share = 1 - old_strain.share;
        s.strains = {old_strain, new_strain};
    } else {
        s.strains = {old_strain};
    }
}

void add_immunity(ScenarioText& s) {
    for (int i = 0, n = whole(0, 3); i < n; ++i) {
        const int doses = whole(1, 3);
        s.more += fmt::format(
            "[[vaccinated]]\ngroup = \"{}\"\nvaccine = \"{}\"\ndoses = {}\ncoverage = {}\ndate = {}\nspread = {}\n{}",
            *element<std::string>("servants", "health", "elderly", "adults", "teenagers", "children"),
            *element<std::string>("sinovac", "az", "pfizer", "moderna"), doses, between(0, 0.33), day_of_run(-200, -1),
            whole(0, 40), doses == 3 ? "booster = \"pfizer\"\n" : "");
    }
    for (int i = 0, n = whole(0, 2); i < n; ++i) {
        s.more += fmt::format("[[recovered]]\nshare = {}\nstrain = \"{}\"\nfrom = {}\nuntil = {}\n", between(0, 1),
                              *element<std::string>("wild", "delta"), day_of_run(-300, -100), day_of_run(-99, -1));
    }
}

void add_hours(ScenarioText& s) {
    const auto times = [](int from, int to) { return whole(from * 4, to * 4) * 15; };
    const auto at = [](int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); };
    const int open = times(6, 9), close = times(14, 18);
    const int lunch = times(11, 13), end = lunch + whole(1, 4) * 15;
    const int first = open + times(0, 1), last = std::min(close, first + whole(2, 30) * 15);
    const int friday = times(13, 17);
    s.hours = {{"day", {at(open), at(close)}},
               {"lunch", {at(lunch), at(end)}},
               {"friday", {at(open), at(std::max(friday, end))}},
               {"friday_lunch", {at(lunch), at(end)}},
               {"counter", {at(first), at(last)}}};
}

void add_travel(ScenarioText& s) {
    const double share = between(0, 1);
    s.destinations = {{"jakarta", share, between(0, 10), whole(1, 4)}, {"provinsi", 1 - share, -1, 0}};
    for (int i = 0, n = whole(0, 2); i < n; ++i) {
        s.delegations.push_back({day_of_run(0, 6),
                                 i == 0 ? "jakarta" : "provinsi",
                                 {chance(50) ? "kota/a0*" : "kota"},
                                 whole(1, 3),
                                 whole(0, 3),
                                 whole(0, 40),
                                 0});
    }
}

ScenarioText draw_scenario() {
    ScenarioText s;
    s.days = whole(3, 12);
    s.world_seed = static_cast<uint64_t>(whole(1, 1000));
    s.record = *element<std::string>("government", "agency", "unit", "automatic");
    for (int i = 0, n = whole(1, 3); i < n; ++i) {
        s.agencies.push_back(any_agency(fmt::format("a{}", i)));
    }
    if (chance(30)) {
        add_hours(s);
    }
    if (chance(20)) {
        s.holidays = {day_of_run(1, 10)};
    }
    const bool fights = chance(40);
    s.days += fights ? 6 : 0;
    if (chance(40)) {
        add_travel(s);
    }
    add_infection(s, fights);
    add_rules(s, fights);
    add_parameters(s, fights);
    if (chance(40)) {
        add_immunity(s);
    }
    for (const char* name : {"secondary", "isolation", "apply"}) {
        if (chance(10)) {
            s.switched(name, false);
        }
    }
    if (chance(10)) {
        s.switched("frozen_clock", true);
    }
    return s;
}

}  // namespace

ScenarioText any_scenario(std::string_view property) {
    // RapidCheck hands the same numbers to every property; how many are thrown away first makes the difference.
    Hash hash;
    hash.text(property);
    const auto skipped = static_cast<int>(hash.value() % 97);
    const auto scenario = rc::gen::exec([skipped] {
        for (int i = 0; i < skipped; ++i) {
            *rc::gen::just(i);
        }
        return draw_scenario();
    });
    return *rc::gen::resize(rc::kNominalSize, scenario);  // all of each range, also in the first cases
}

void showValue(const ScenarioText& scenario, std::ostream& out) {
    out << scenario.text();
}

// ---- simulations ------------------------------------------------------------------------------------------------

Simulation begin(const std::shared_ptr<const World>& world, uint64_t seed, int threads, bool reference) {
    return Simulation(world, {seed, 0, threads, reference});
}

PersonId find_person(const World& world, Who who) {
    const auto found = std::find(world.who.begin(), world.who.end(), who);
    return found == world.who.end() ? PersonId{} : PersonId{static_cast<uint32_t>(found - world.who.begin())};
}

namespace {

std::string difference_now(const Simulation& a, const Simulation& b) {
    const auto of_a = a.array_hashes(), of_b = b.array_hashes();
    for (size_t i = 0; i < of_a.size(); ++i) {
        if (of_a[i] != of_b[i]) {
            return of_a[i].first;
        }
    }
    if (a.days_lived() > 0 && a.days_lived() == b.days_lived()) {
        const size_t today = a.days_lived() - 1;
        for (size_t row = 0; row < a.rows().size(); ++row) {
            const OutcomeValues x = a.values(today, row), y = b.values(today, row);
            for (const OutcomeRow& outcome : outcomes()) {
                if (!(at(x, outcome.outcome) == at(y, outcome.outcome))) {
                    return fmt::format("record of {}, {}: {} and {}", a.rows()[row], outcome.key,
                                       at(x, outcome.outcome), at(y, outcome.outcome));
                }
            }
        }
    }
    return {};
}

}  // namespace

const State& state_of(const Simulation& simulation) {
    return Peek::at(simulation).state;
}

void finish(Simulation& simulation) {
    while (!simulation.over()) {
        simulation.step();
    }
}

double of_run(const Simulation& simulation, Outcome outcome) {
    return at(simulation.total(simulation.days_lived()), outcome);
}

std::string first_difference(Simulation& a, Simulation& b) {
    for (int day = 0;; ++day) {
        if (const std::string where = difference_now(a, b); !where.empty()) {
            return day == 0 ? "before the first day: " + where
                            : fmt::format("day {} ({}): {}", day, to_date(a.day() - 1), where);
        }
        if (a.over() || b.over()) {
            return a.over() && b.over() ? "" : "one has more days than the other";
        }
        a.step();
        b.step();
    }
}

std::string first_difference(Simulation&& a, Simulation&& b) {
    return first_difference(a, b);
}

namespace {

Today day_of(const Inside& lived, const State& evening) {
    const DayInput input{*lived.world, lived.parameters, lived.household_hazard, lived.rules,
                         lived.luck,   *lived.workers,   lived.options.reference};
    return open_day(input, lived.policy, evening);
}

}  // namespace

Episode& plant(Simulation& simulation, PersonId person, int days_ago) {
    Inside& at = Peek::at(simulation);
    const Today today = day_of(at, at.state);
    Episode episode;
    episode.person = person;
    episode.setting = Setting::seed;
    episode.day = at.state.day - days_ago;
    episode.second = clock(12);
    draw_course(today, episode);
    begin_episode(today, at.state, episode);
    return at.state.episodes.back();
}

Episode& plant_steady(Simulation& simulation, PersonId person, int days_ago, double emission) {
    Episode& episode = plant(simulation, person, days_ago);
    episode.course = Course::asymptomatic;
    episode.onset = episode.hospital = never;
    episode.end = simulation.day() + 10'000;
    episode.emission = emission;
    return episode;
}

Episode& plant_ill(Simulation& simulation, PersonId person, Day onset) {
    Episode& episode = plant_steady(simulation, person);
    episode.onset = onset;
    episode.course = Course::mild;
    return episode;
}

namespace {

const Inside& step(Simulation& simulation) {
    simulation.step();
    return Peek::at(simulation);
}

Scene scene_of(Workspace& work) {
    return {work.infectious, work.roster, work.agenda, work.canteens, work.visitors, work.air};
}

}  // namespace

// `evening` is copied before the step: members are made in the order of their declaration, so lived_ takes no step yet.
LivedDay::LivedDay(Simulation& simulation)
    : lived_(Peek::at(simulation)),
      world(*lived_.world),
      evening(lived_.state),
      next(step(simulation).state),
      today(day_of(lived_, evening)),
      scene(scene_of(Peek::at(simulation).work)),
      exposure(lived_.work.exposure),
      infected(lived_.work.infected),
      testing(lived_.work.testing),
      service(lived_.work.service),
      record(lived_.records.back()) {
    for (BuildingId building : world.buildings.ids()) {
        scene.canteens.seat(today, scene.roster, building);
    }
}

std::vector<Item> LivedDay::items(PersonId person) const {
    std::vector<Item> items;
    itemise(today, scene, person, items);
    return items;
}

std::vector<Item> LivedDay::items_outside(PersonId person) const {
    const Outside outside(today);
    const OutsideHazard* of = outside.of(scene.roster, person);
    std::vector<Item> items;
    for (StrainId s{0}; s.value < world.scenario.strains.size(); ++s.value) {
        const OutsideHazard& h = of[s.value];
        const auto susceptibility = static_cast<double>(evening.susceptibility[s][person]);
        for (const auto& [setting, hazard] : {std::pair(Setting::town, h.town), std::pair(Setting::town, h.outing),
                                              std::pair(Setting::commute, h.commute), std::pair(Setting::trip, h.trip),
                                              std::pair(Setting::school, h.school)}) {
            Item item;
            item.setting = setting;
            item.strain = s;
            item.hazard = susceptibility * hazard;
            items.push_back(item);
        }
    }
    return items;
}

StayList LivedDay::stays(PersonId servant) const {
    StayList stays;
    stays_of(today, scene.roster, scene.agenda, scene.canteens, servant, stays);
    return stays;
}

double LivedDay::hazard(PersonId person) const {
    double sum = 0;
    for (const Item& item : items(person)) {
        sum += item.hazard;
    }
    for (const Item& item : items_outside(person)) {
        sum += item.hazard;
    }
    return sum;
}

double LivedDay::hazard_outside(PersonId person, Setting setting) const {
    double sum = 0;
    for (const Item& item : items_outside(person)) {
        sum += item.setting == setting ? item.hazard : 0;
    }
    return sum;
}

double LivedDay::susceptibility(PersonId person) const {
    return static_cast<double>(evening.susceptibility[StrainId{0}][person]);
}

}  // namespace piket::worlds
