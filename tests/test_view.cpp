// What the window looks at equals what the engine does; and a session lives again to the same state.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "piket/session.hpp"
#include "piket/view.hpp"
#include "program.hpp"

using namespace piket;
using namespace piket::program;
using Catch::Contains;

namespace {

struct Shown {
    std::shared_ptr<const World> world;
    Place place;
};

Shown shown(const std::string& file, const std::vector<Override>& set = {}) {
    Loaded<Scenario> scenario = load_scenario(file, set);
    REQUIRE(scenario);
    const auto world = make_world(std::move(*scenario.value));
    return {world, place_of(*world)};
}

Command enact(const char* key, double value, Day posted) {
    Command command;
    command.posted = posted;
    command.rule.measure = *find_measure(key);
    command.rule.value = value;
    return command;
}

Command repeal(const char* key, Day posted) {
    Command command;
    command.kind = Command::Kind::repeal;
    command.posted = posted;
    command.rule.measure = *find_measure(key);
    return command;
}

const std::string tangsel = scenarios + "tangsel-2020.toml";

}  // namespace

TEST_CASE("looking at a day changes nothing, and shows what living it does") {
    const Shown tangsel_world = shown(tangsel, {{"emission.quanta_per_h", "60"}, {"initial.infected", "60"}});
    const Place& place = tangsel_world.place;
    Simulation simulation(tangsel_world.world, {});
    Simulation blind(tangsel_world.world, {});
    size_t infections = 0;
    double on_site = 0, counted = 0;
    for (int d = 0; d < 8; ++d) {
        const DayView view(simulation);
        Simulation after = simulation.fork();
        after.step();
        const DayFrame frame = view.frame(&after);
        infections += frame.infections.size();
        on_site += at(after.total_on(static_cast<size_t>(d)), Outcome::on_site);
        for (uint32_t p = 0; p < place.servants; ++p) {
            const auto stays = frame.stays_of(p);
            counted += at_office(frame.people[p].doing) ? 1 : 0;
            CHECK(at_office(frame.people[p].doing) == !stays.empty());
            for (const StayToday& stay : stays) {
                const Seconds middle = (stay.from + stay.to) / 2;
                const StayToday* at = frame.stay_at(p, middle);
                REQUIRE(at != nullptr);
                CHECK(at->room == stay.room);
            }
        }
        // Whoever is infected in a room of an office is there at that second.
        for (const InfectionToday& infection : frame.infections) {
            if (infection.room != nobody && infection.person < place.servants) {
                const auto stays = frame.stays_of(infection.person);
                CHECK(std::ranges::any_of(stays, [&](const StayToday& stay) {
                    return stay.room == infection.room && stay.from <= infection.second && infection.second <= stay.to;
                }));
                CHECK(frame.people[infection.person].condition == Condition::susceptible);
            }
        }
        simulation.step();
        blind.step();
        CHECK(simulation.hash() == blind.hash());
        CHECK(after.hash() == blind.hash());
    }
    CHECK(infections > 20);
    CHECK(counted == on_site);
}

TEST_CASE("the air shown is breathed, and people are behind the CO2") {
    const Shown w = shown(tangsel, {{"emission.quanta_per_h", "60"}, {"initial.infected", "60"}});
    Simulation simulation(w.world, {});
    simulation.step();
    simulation.step();
    const DayView view(simulation);
    const DayFrame frame = view.frame(nullptr);
    REQUIRE(frame.workday);
    REQUIRE_FALSE(frame.quanta.empty());
    uint32_t met = 0;
    for (uint32_t p = 0; p < w.place.servants; ++p) {
        double hazard = 0;
        for (const DoseItem& item : view.doses(p)) {
            hazard += item.room != nobody ? item.hazard : 0;
        }
        met += hazard > 0 ? 1 : 0;
        if (hazard > 0) {
            CHECK(at_office(frame.people[p].doing));
        }
    }
    CHECK(met > 100);
    const Seconds times[] = {clock(3), clock(10)};
    uint32_t room = nobody;
    for (const StayToday& stay : frame.stays) {
        if (stay.deed == Deed::desk && w.place.rooms[stay.room].seats >= 8) {
            room = stay.room;
            break;
        }
    }
    REQUIRE(room != nobody);
    const std::vector<double> ppm = view.co2(room, times);
    CHECK(ppm[0] == Approx(420).margin(30));
    CHECK(ppm[1] > 700);
    // The steady state of those who sit there at ten, from below.
    int people = 0;
    for (uint32_t p = 0; p < w.place.servants; ++p) {
        const StayToday* stay = frame.stay_at(p, clock(10));
        people += stay != nullptr && stay->room == room ? 1 : 0;
    }
    const PlaceRoom& r = w.place.rooms[room];
    const Parameters p = default_parameters();
    const double steady =
        p.co2_background + 1e6 * p.co2_exhaled * p.breath_seated * people / (r.volume * view.fresh_air(room));
    CHECK(ppm[1] < steady * 1.1);
    CHECK(ppm[1] > 0.5 * steady);
}

TEST_CASE("visitors on screen are those who were counted") {
    const Shown w = shown(tangsel);
    Simulation simulation(w.world, {});
    const DayView view(simulation);
    const DayFrame frame = view.frame(nullptr);
    double arrivals = 0;
    for (const HallToday& hall : frame.halls) {
        CHECK(static_cast<double>(hall.visitors.size()) == Approx(hall.arrivals).margin(0.51));
        arrivals += hall.arrivals;
        for (const VisitorToday& v : hall.visitors) {
            CHECK(v.arrive <= v.called);
            CHECK(v.called <= v.leave);
            CHECK(v.counter <= hall.staffed);
        }
    }
    CHECK(arrivals > 50);
}

TEST_CASE("the backlog on screen is the one that was counted, and what is left over waits in the morning") {
    const Shown w = shown(scenarios + "tangsel-2020-wfh-piket.toml");
    Simulation simulation(w.world, {});
    double most = 0, online = 0;
    std::vector<double> last(w.place.halls.size(), 0.0);
    for (size_t d = 0; d < 30; ++d) {
        const DayView view(simulation);
        Simulation after = simulation.fork();
        after.step();
        const DayFrame frame = view.frame(&after), early = view.frame(nullptr);
        double sum = 0;
        REQUIRE(frame.online.size() == w.place.agencies.size());
        for (size_t h = 0; h < frame.halls.size(); ++h) {
            const Backlog& b = frame.halls[h].backlog;
            CHECK(b.morning == last[h]);
            CHECK(b.per_day > 0);
            CHECK(early.halls[h].backlog.evening == b.morning);
            last[h] = b.evening;
            sum += b.evening;
            most = std::max(most, b.evening);
        }
        for (const Backlog& b : frame.online) {
            sum += b.evening;
            online += b.evening;
        }
        CHECK(sum == Approx(at(after.total_on(d), Outcome::backlog)).epsilon(1e-12));
        simulation = std::move(after);
    }
    CHECK(most > 10);
    CHECK(online > 0);
}

TEST_CASE("what each hall's queue comes to makes the mean of all") {
    const Shown w = shown(scenarios + "tangsel-2020-wfh-piket.toml");
    Simulation simulation(w.world, {});
    Queued so_far;
    for (size_t d = 0; d < 14; ++d) {
        simulation.step();
        REQUIRE(simulation.queued(d).size() == w.place.halls.size());
        Queued today;
        for (const Queued& hall : simulation.queued(d)) {
            today += hall;
        }
        so_far += today;
        CHECK(today.mean_minutes() == Approx(at(simulation.total_on(d), Outcome::queue_minutes)).margin(1e-12));
        CHECK(today.turned_away == Approx(at(simulation.total_on(d), Outcome::turned_away)).margin(1e-12));
    }
    CHECK(so_far.arrivals > 1000);
    CHECK(so_far.mean_minutes() == Approx(at(simulation.total(14), Outcome::queue_minutes)));
}

TEST_CASE("the places of a unit and the seats of a room are as many as the rules in force leave") {
    const auto frame_with = [](const char* key, double value) {
        const Shown w = shown(tangsel);
        Simulation simulation(w.world, {});
        REQUIRE(simulation.post(enact(key, value, simulation.day())).empty());
        return std::pair(w.place, DayView(simulation).frame(nullptr));
    };
    const auto [place, capped] = frame_with("wfo.share", 0.3);
    const auto [same, thinned] = frame_with("room.occupancy", 0.5);
    for (size_t u = 0; u < place.units.size(); ++u) {
        const int staff = static_cast<int>(place.units[u].last_person - place.units[u].first_person);
        CHECK(capped.units[u].places == (capped.units[u].levers.exempt >= 1 ? staff : (3 * staff + 9) / 10));
        CHECK(thinned.units[u].places == staff);
    }
    for (size_t r = 0; r < place.rooms.size(); ++r) {
        const int seats = place.rooms[r].seats;
        CHECK(capped.seats[r] == seats);
        CHECK(thinned.seats[r] == (seats == 0 ? 0 : std::max(1, seats / 2)));
    }
}

TEST_CASE("a repeal ends whoever's rule it is, from that midnight on") {
    const Shown w = shown(scenarios + "tangsel-2020-wfh-piket.toml");
    Simulation simulation(w.world, {});
    simulation.step();
    const auto cap = [](const Simulation& s) { return DayView(s).frame(nullptr).units.front().wfo_share; };
    const double before = cap(simulation);
    CHECK(before < 1);
    Command command = repeal("wfo.share", simulation.day());
    CHECK(simulation.post(command).empty());
    CHECK(cap(simulation) == 1);
    CHECK(simulation.post(enact("wfo.share", 0.7, simulation.day())).empty());
    CHECK(cap(simulation) == 0.7);  // looser than what the scenario had
}

TEST_CASE("a repeal with a scope ends the rules there and nowhere else") {
    const Shown w = shown(scenarios + "tangsel-2020-wfh-piket.toml");
    Simulation simulation(w.world, {});
    simulation.step();
    const auto caps = [&](bool inside) {
        std::set<double> all;
        const DayFrame frame = DayView(simulation).frame(nullptr);
        for (uint32_t u = 0; u < frame.units.size(); ++u) {
            if ((w.place.units[u].agency == 1) == inside) {
                all.insert(frame.units[u].levers.wfo_share);
            }
        }
        return all;
    };
    const std::set<double> before = caps(false);
    REQUIRE(*caps(true).begin() < 1);
    Command command = repeal("wfo.share", simulation.day());
    command.rule.scope.path = w.place.agencies[1].path;
    CHECK(simulation.post(command).empty());
    CHECK(caps(true) == std::set{1.0});
    CHECK(caps(false) == before);
    // What is enacted afterwards holds there too.
    CHECK(simulation.post(enact("wfo.share", 0.7, simulation.day())).empty());
    CHECK(caps(true) == std::set{0.7});
    command.rule.scope.path = "nowhere";
    CHECK_THAT(simulation.post(command).front().text(), Contains("covers no unit"));
}

TEST_CASE("a session is lived again to the same state, by way of its file") {
    const Shown w = shown(tiny);
    const Day start = scenario_of(*w.world).start;
    Session session;
    session.scenarios = {{tiny, scenario_of(*w.world).digest}};
    session.seed = 5;
    session.branches.resize(3);
    session.branches[0].fork = start;
    session.branches[1] = {0, 0, start + 5, {repeal("wfo.share", start + 5), enact("wfo.share", 0.25, start + 5)}};
    // Leaves before the second command of its parent, which it does not inherit.
    session.branches[1].commands.push_back(enact("mask.mandate", 1, start + 9));
    Command in_one = repeal("wfo.share", start + 8);
    in_one.rule.scope.path = w.place.agencies.front().path;
    session.branches[2] = {1, 0, start + 8, {in_one, enact("meeting.ban", 1, start + 8)}};
    session.a = 0;
    session.b = 2;
    session.day = start + 12;
    const std::vector<Command> log = log_of(session, 2);
    REQUIRE(log.size() == 4);
    CHECK(measure(log.back().rule.measure).key == "meeting.ban");

    const Loaded<Session> again = parse_session(to_json(session), "session.json");
    REQUIRE(again);
    CHECK(to_json(*again.value) == to_json(session));
    CHECK(again.value->branches[2].commands.front().rule.scope == in_one.rule.scope);

    Simulation by_hand(w.world, {.seed = 5});
    for (size_t next = 0; by_hand.day() < start + 12; by_hand.step()) {
        for (; next < log.size() && log[next].posted == by_hand.day(); ++next) {
            REQUIRE(by_hand.post(log[next]).empty());
        }
    }
    Simulation replayed(w.world, {.seed = 5});
    CHECK(live_until(replayed, log_of(*again.value, 2), start + 12));
    CHECK(replayed.hash() == by_hand.hash());
    Simulation without(w.world, {.seed = 5});
    live_until(without, log_of(session, 0), start + 12);
    CHECK(without.hash() != by_hand.hash());

    const Folder folder;
    const Result result = piket_with("replay " + folder.write("s.json", to_json(session)));
    CHECK(result.status == 0);
    CHECK_THAT(result.out, Contains(fmt::format("B {} {:016x}\n", to_date(start + 12), by_hand.hash())));
    CHECK_THAT(result.out, Contains(fmt::format("A {} {:016x}\n", to_date(start + 12), without.hash())));
}

TEST_CASE("a session with its texts replays where its scenarios do not exist") {
    Session session;
    const Folder folder;
    Day start;
    uint64_t hash = 0;
    {
        const Folder gone;
        gone.write("plain.toml", read(tiny));
        gone.write("days.toml", "format = 1\n[[holiday]]\ndate = 2020-03-24\nname = \"A day off\"\n");
        fs::create_directory(gone / "circulars");
        gone.write("circulars/se-36-41-46-2020.toml", read(scenarios + "circulars/se-36-41-46-2020.toml"));
        const std::string own =
            gone.write("own.toml", "format = 1\nextends = \"plain.toml\"\n[calendar]\nfile = \"days.toml\"\n");
        Loaded<Scenario> loaded = load_scenario(own, {}, &session.texts);
        for (const Problem& problem : loaded.problems) {
            UNSCOPED_INFO(problem.text());
        }
        REQUIRE(loaded);
        CHECK(session.texts.size() == 4);
        session.scenarios = {{own, loaded->digest}};
        start = loaded->start;
        Simulation simulation(make_world(std::move(*loaded.value)), {.seed = session.seed});
        live_until(simulation, {}, start + 7);
        hash = simulation.hash();
    }
    session.branches.resize(1);
    session.branches[0].fork = start;
    session.day = start + 7;
    const Result result = piket_with("replay " + folder.write("s.json", to_json(session)));
    CHECK(result.err.find("error") == std::string::npos);
    CHECK_THAT(result.out, Contains(fmt::format("A {} {:016x}\n", to_date(session.day), hash)));

    // Texts are no more trusted than files are, and none of the disk is read beside them.
    const auto refused = [&](auto change) {
        Session worse = session;
        change(worse);
        const Result answer = piket_with("replay " + folder.write("worse.json", to_json(worse)));
        CHECK(answer.status == 1);
        CHECK(answer.out.empty());
        return answer.err;
    };
    const std::string own = session.scenarios[0].file;
    CHECK_THAT(refused([&](Session& s) { s.texts[own] += "\n[run]\ndays = 9\n"; }), Contains("own.toml"));
    CHECK_THAT(refused([&](Session& s) { s.texts[own] += "# nothing\n[record]\nby = \"agency\"\n"; }),
               Contains("is not what it was"));
    CHECK_THAT(refused([&](Session& s) { s.texts.erase(std::prev(s.texts.end())); }), Contains("did not come along"));
    CHECK_THAT(refused([&](Session& s) { s.texts[own] = "format = 1\nextends = \"" + tiny + "\"\n"; }),
               Contains("tiny.toml") && Contains("did not come along"));
}

TEST_CASE("faults of a session file are told") {
    const auto fault = [](const std::string& text) {
        const Loaded<Session> loaded = parse_session(text, "s.json");
        CHECK_FALSE(loaded);
        std::string all;
        for (const Problem& problem : loaded.problems) {
            all += problem.text() + "\n";
        }
        return all;
    };
    CHECK_THAT(fault("{"), Contains("s.json") && Contains("not valid JSON"));
    CHECK_THAT(fault("{}"), Contains("piket_session"));
    CHECK_THAT(fault(R"({"piket_session": 2})"), Contains("piket_session = 2"));
    Session session;
    session.scenarios = {{"x.toml", 1}};
    session.branches.resize(1);
    session.branches[0].fork = session.day = civil(2020, 3, 18);
    session.branches[0].commands = {enact("wfo.share", 0.5, civil(2020, 3, 19))};
    std::string text = to_json(session);
    CHECK(parse_session(text, "s.json"));
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = text;
        const size_t at = changed.find(from);
        REQUIRE(at != std::string::npos);
        return changed.replace(at, from.size(), to);
    };
    CHECK_THAT(fault(with("\"wfo.share\"", "\"wfo.shar\"")), Contains("names no measure"));
    CHECK_THAT(fault(with("\"value\": \"0.5\"", "\"value\": \"7\"")), Contains("wfo.share = 7"));
    CHECK_THAT(fault(with("2020-03-19", "2020-02-30")), Contains("2020-02-30"));
    CHECK_THAT(fault(with("\"b\": 0", "\"b\": 4")), Contains("names no branch"));
    CHECK_THAT(fault(with("\"scenarios\"", "\"texts\": [], \"scenarios\"")), Contains("texts"));
    CHECK_THAT(fault(with("\"scenarios\"", "\"texts\": {\"x.toml\": 3}, \"scenarios\"")), Contains("texts.x.toml"));
    CHECK_THAT(fault(with("enact", "impose")), Contains("enact, lift or repeal"));
}
