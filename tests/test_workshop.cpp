// What teams see, sign and are judged by: only what the administration knows, letters that say what was ordered, and a
// score by its definition.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "lessons.hpp"
#include "piket/session.hpp"
#include "piket/workshop.hpp"
#include "scenario/orders.hpp"

using namespace piket;
using namespace piket::lessons;
using Catch::Contains;

namespace {

Simulation lived(const Scenario& scenario, const std::vector<Command>& log = {}, uint64_t seed = 1) {
    Simulation simulation(make_world(scenario), {.seed = seed});
    REQUIRE(live_until(simulation, log, never));
    return simulation;
}

std::vector<OutcomeValues> days_of(const Simulation& simulation) {
    std::vector<OutcomeValues> days;
    for (size_t d = 0; d < simulation.days_lived(); ++d) {
        days.push_back(simulation.total_on(d));
    }
    return days;
}

bool same(const Situation& a, const Situation& b) {
    return a.reported == b.reported && a.reported_before == b.reported_before && a.agencies == b.agencies &&
           a.on_site == b.on_site && a.at_home == b.at_home && a.away == b.away && a.served == b.served &&
           a.backlog == b.backlog && a.waiting_days == b.waiting_days && a.queue_minutes == b.queue_minutes &&
           a.turned_away == b.turned_away && a.complaints == b.complaints;
}

}  // namespace

TEST_CASE("The interval score is the width, and ten times the distance of a truth outside") {
    CHECK(interval_score({2, 8}, 5) == 6);
    CHECK(interval_score({2, 8}, 2) == 6);
    CHECK(interval_score({2, 8}, 11) == Approx(6 + 10 * 3));
    CHECK(interval_score({2, 8}, 0.5) == Approx(6 + 10 * 1.5));
    CHECK(interval_score({4, 4}, 4) == 0);
}

TEST_CASE("Fortnights follow each other without a gap and end with the episode or the run") {
    Lesson lesson = good();
    Scenario s = scenario();
    CHECK(decision_day(lesson, s, 0) == s.start);
    const Period first = fortnight_of(lesson, s, 0), second = fortnight_of(lesson, s, 1);
    CHECK(first.from == s.start + 1);
    CHECK(first.until == decision_day(lesson, s, 1));
    CHECK(second.from == first.until + 1);
    CHECK(second.until == s.start + 28);
    s.days = 28;
    CHECK(fortnight_of(lesson, s, 1).until == s.start + 27);
    CHECK(known_at(lesson, s, 0).until == s.start);
    CHECK(known_at(lesson, s, 1).from == first.from);
}

TEST_CASE("A situation counts what was reported and served, on the days asked for") {
    const Lesson lesson = good();
    Scenario s = scenario();
    s.holidays = {{s.start + 2, "libur"}};
    std::vector<OutcomeValues> days(6);  // Monday to Saturday
    for (size_t d = 0; d < days.size(); ++d) {
        at(days[d], Outcome::on_site) = d == 2 || d == 5 ? 0 : 10;
        at(days[d], Outcome::at_home) = 2;
        at(days[d], Outcome::requests) = d == 2 || d == 5 ? 0 : 100;
        at(days[d], Outcome::served_counter) = 30;
        at(days[d], Outcome::backlog) = 50.0 * static_cast<double>(d);
        at(days[d], Outcome::turned_away) = 5;
        at(days[d], Outcome::infections_servants) = 99;  // nobody sees them
    }
    const std::vector<ReportRow> reports = {{s.start, "kota/layanan/loket"},
                                            {s.start + 3, "kota/layanan/loket"},
                                            {s.start + 4, "kota/lain/unit"},
                                            {s.start + 5, "kota/lain/unit"},
                                            {s.start + 6, "kota/lain/unit"}};
    const Situation known = situation_of(lesson, s, days, reports, s.start + 1, s.start + 5);
    CHECK(known.reported == 3);
    CHECK(known.reported_before == 1);
    REQUIRE(known.agencies.size() == 2);
    CHECK(known.agencies[0] == std::pair<std::string, int>("kota/lain", 2));
    CHECK(known.working_days == 3);
    CHECK(known.on_site == 10);  // the holiday and Saturday do not count
    CHECK(known.served == 150);
    CHECK(known.backlog == 250);
    CHECK(known.waiting_days == Approx((50 + 100 + 150 + 200 + 250) / 300.0));
    CHECK(known.turned_away == 25);
    CHECK(situation_of(lesson, s, days, reports, s.start + 2, s.start + 2).working_days == 0);
    CHECK(known.complaints == 18);  // a tenth of 25 turned away and of 250 - 100 who wait too long, rounded
}

TEST_CASE("The truth never reaches a situation") {
    const Lesson lesson = good();
    const Scenario s = scenario();
    const Simulation simulation = lived(s);
    std::vector<OutcomeValues> days = days_of(simulation);
    REQUIRE(at(simulation.total(29), Outcome::infections_servants) > 0);
    const Situation known = situation_of(lesson, s, days, simulation.reports(), s.start + 1, s.start + 14);
    for (OutcomeValues& day : days) {  // other infections, in other places, and nobody reports them
        for (const Outcome hidden :
             {Outcome::infections_servants, Outcome::infections_family, Outcome::infections_public, Outcome::at_work,
              Outcome::from_office, Outcome::from_talk, Outcome::from_town, Outcome::reinfections,
              Outcome::compliance}) {
            at(day, hidden) += 7;
        }
    }
    CHECK(same(known, situation_of(lesson, s, days, simulation.reports(), s.start + 1, s.start + 14)));
}

TEST_CASE("Requests come up once, when their conditions are so, unless they are moot") {
    const Lesson lesson = good();
    WorkshopRecord record;
    Situation quiet, cluster;
    cluster.agencies = {{"kota/layanan", 2}};
    const auto ids = [&](const Situation& s, std::span<const MeasureId> in_force = {}) {
        std::vector<std::string> due;
        for (const DueRequest& d : due_requests(lesson, record, s, in_force)) {
            due.push_back(lesson.episode->requests[d.request].id);
        }
        return due;
    };
    CHECK(ids(quiet) == std::vector<std::string>{"jakarta"});
    const std::vector<MeasureId> banned = {*find_measure("trip.allowed")};
    CHECK(ids(quiet, banned).empty());
    CHECK(ids(cluster) == std::vector<std::string>{"jakarta", "klaster"});
    CHECK(due_requests(lesson, record, cluster, {})[1].agency == "kota/layanan");
    record.fortnights.emplace_back().answers = {{"klaster", 0, "kota/layanan"}};
    CHECK(ids(cluster).empty());  // the one was answered, the other's fortnight is over
}

TEST_CASE("A choice orders its rules from the midnight after the decision, for the agency of the cluster") {
    const Lesson lesson = good();
    const Day decided = scenario().start;
    const std::vector<Rule> trips = rules_of(lesson.episode->requests[0], 1, "", decided);
    REQUIRE(trips.size() == 1);
    CHECK(trips[0].from == decided + 1);
    CHECK(trips[0].until == decided + 14);
    CHECK(rules_of(lesson.episode->requests[0], 0, "", decided).empty());
    CHECK(rules_of(lesson.episode->requests[0], 5, "", decided).empty());
    const std::vector<Rule> closed = rules_of(lesson.episode->requests[1], 0, "kota/layanan", decided);
    REQUIRE(closed.size() == 1);
    CHECK(closed[0].scope.path == "kota/layanan");
    CHECK(closed[0].until == never);
}

TEST_CASE("What a choice orders changes the run, and a choice that orders nothing does not") {
    const Lesson lesson = good();
    const Scenario s = scenario();
    const auto hash_with = [&](int choice) {
        std::vector<Command> log;
        for (const Rule& rule : rules_of(lesson.episode->requests[1], choice, "kota/layanan", s.start)) {
            Command command;
            command.posted = s.start + 1;
            command.rule = rule;
            log.push_back(command);
        }
        return lived(s, log).hash();
    };
    CHECK(hash_with(1) == lived(s).hash());
    CHECK(hash_with(0) != lived(s).hash());
}

TEST_CASE("A letter says in both languages what was known and what is ordered") {
    const Session session = played("Tim <A>", 0.25, {0, 5});
    const Lesson lesson = good();
    const Scenario s = scenario();
    std::vector<Command> log = log_of(session, 1);
    Command masks = enact(s.start + 1, "mask.mandate", 1, "kota/layanan/loket");
    masks.rule.until = s.start + 10;
    log.push_back(masks);
    log.push_back(enact(s.start + 15, "trip.allowed", 0));
    Command lift;
    lift.kind = Command::Kind::lift;
    lift.posted = s.start + 15;
    lift.target = 0;
    log.push_back(lift);
    Situation known;
    known.from = s.start;
    known.until = s.start + 13;
    known.working_days = 10;
    known.reported = 3;
    known.agencies = {{"kota/layanan", 3}};
    known.waiting_days = 1.5;

    const Letter id = letter_of(lesson, s, *session.workshop, 0, log, known, true);
    CHECK(id.government == "Pemerintah kota");
    CHECK(id.kind == "SURAT EDARAN");
    CHECK_THAT(id.number, Contains("/SE/2020"));
    CHECK(id.date == "16 Maret 2020");
    CHECK(id.signer == "Tim <A>");
    REQUIRE(id.rules.size() == 2);
    CHECK(id.rules[0] ==
          "Pegawai yang bekerja di kantor paling banyak 25 % dari setiap unit kerja; yang lain bekerja dari rumah, "
          "berlaku "
          "bagi semua perangkat daerah mulai 17 Maret 2020 sampai ada ketentuan lebih lanjut.");
    CHECK(id.rules[1] ==
          "Masker wajib dipakai di lingkungan kantor, berlaku bagi Loket pada Dinas Layanan mulai 17 Maret "
          "2020 sampai dengan 26 Maret 2020.");
    CHECK_THAT(id.considering[0], Contains("3 ASN terkonfirmasi positif") && Contains("Dinas Layanan (3)"));
    CHECK_THAT(id.considering[0], !Contains("sebelumnya"));  // nobody lived the days before
    CHECK_THAT(id.considering[2], Contains("1,5 hari"));
    CHECK_THAT(id.closing[0],
               Contains("berlaku mulai 17 Maret 2020") && Contains("ditinjau kembali pada 30 Maret 2020"));

    CHECK_THAT(id.considering[1], Contains("bekerja di kantor"));
    known.working_days = 0;  // the evening of a holiday on the first day: nobody has worked or waited
    const Letter holiday = letter_of(lesson, s, *session.workshop, 0, log, known, true);
    REQUIRE(holiday.considering.size() == 2);
    CHECK(holiday.considering[0] == id.considering[0]);
    CHECK(holiday.considering[1] == id.considering[3]);

    const Letter en = letter_of(lesson, s, *session.workshop, 1, log, known, false);
    REQUIRE(en.rules.size() == 2);
    CHECK_THAT(en.rules[0],
               Contains("At most 0 % of planned official trips are made, for all agencies from 31 March 2020"));
    CHECK_THAT(en.rules[1],
               Contains("The provision on share of staff at the office no longer applies to all agencies"));

    known.from = s.start + 14;
    known.until = s.start + 27;
    CHECK_THAT(letter_of(lesson, s, *session.workshop, 2, log, known, false).considering[0],
               Contains("in the 14 days up to 12 April 2020, 3 civil") && Contains("against 0 in the 14 days before"));
    known.from = known.until = s.start;
    CHECK_THAT(letter_of(lesson, s, *session.workshop, 0, log, known, false).considering[0],
               Contains("that on 16 March 2020 3 civil servants") && !Contains("before"));

    Command back = lift;  // what is taken back on the same evening was never ordered
    back.posted = s.start + 1;
    const std::vector<Command> undone = {log[0], back};
    const Letter none = letter_of(lesson, s, *session.workshop, 0, undone, known, true);
    REQUIRE(none.rules.size() == 1);
    CHECK_THAT(none.rules[0], Contains("Tidak ada ketentuan baru"));
}

TEST_CASE("Every measure is ordered in a sentence for each of its values") {
    for (uint32_t i = 0; i < measures().size(); ++i) {
        const MeasureId id{i};
        const Measure& m = measure(id);
        std::vector<double> values = {m.low, m.firm};
        for (double v = m.low; m.type == MeasureType::choice && v <= m.high; ++v) {
            values.push_back(v);
        }
        for (const double value : values) {
            for (const bool indonesian : {true, false}) {
                const std::string text = order_of(id, value, indonesian);
                INFO(m.key << " " << value << ": " << text);
                CHECK(text.find_first_of("{}[]|") == std::string::npos);
                CHECK(text.size() != 1);  // "-" stands for a choice that no rule can make
                CHECK((!text.empty() || (m.type == MeasureType::flag && value == 0)));
            }
        }
    }
    const MeasureId masks = *find_measure("mask.mandate");
    CHECK(order_of(masks, 1, false) == "Masks are required at the office");
    CHECK(order_of(masks, 0.5, false) == "Masks are required at the office, with a firmness of 50 %");
    CHECK(order_of(*find_measure("closure.cases"), 1, false) ==
          "An office closes once it has 1 confirmed case within 14 days");
    CHECK(order_of(*find_measure("closure.cases"), lever_never, false).empty());
    CHECK(order_of(*find_measure("distance.seats"), 1.5, true) == "Kursi ditata dengan jarak paling sedikit 1,5 m");
}

TEST_CASE("A session keeps a team's record, and one without a record is read as before") {
    const Session session = played("Tim \"A\"", 0.25, {1, 5.5});
    const Loaded<Session> again = parse_session(to_json(session), "a.json");
    REQUIRE(again);
    CHECK(to_json(*again.value) == to_json(session));
    const WorkshopRecord& record = *again.value->workshop;
    CHECK(record.team == "Tim \"A\"");
    CHECK(record.digest == session.workshop->digest);
    REQUIRE(record.fortnights.size() == 2);
    CHECK(record.fortnights[0].sealed[0].high == 5.5);
    CHECK(record.fortnights[0].answers[0].choice == 1);
    CHECK(record.fortnights[1].leans_on == std::vector<std::string>{"talk.compensation"});
    CHECK(record.fortnights[1].decided == session.workshop->fortnights[1].decided);

    Session plain = session;
    plain.workshop.reset();
    CHECK_THAT(to_json(plain), !Contains("\"workshop\""));
    CHECK_FALSE(parse_session(to_json(plain), "a.json").value->workshop);
}

TEST_CASE("A session keeps a decision that is not sealed, and says what is wrong with it") {
    Session session = played("A", 0.25, {1, 5.5});
    CHECK_THAT(to_json(session), !Contains("\"draft\""));
    const Draft draft = {{{"jakarta", 1, ""}, {"klaster", 0, "kota/layanan"}},
                         "Loket\ntetap \"buka\"",
                         {{{"1.000", "12x"}, {"", "2,5"}}},
                         {"talk.compensation"}};
    session.workshop->draft = draft;
    const std::string json = to_json(session);
    const Loaded<Session> again = parse_session(json, "a.json");
    REQUIRE(again);
    REQUIRE(again.value->workshop->draft);
    CHECK(*again.value->workshop->draft == draft);
    CHECK(to_json(*again.value) == json);
    const auto fault = [&](const std::string& what, const std::string& instead) {
        std::string changed = json;
        const size_t at = changed.find(what, changed.find("\"draft\""));
        REQUIRE(at != std::string::npos);
        const Loaded<Session> loaded = parse_session(changed.replace(at, what.size(), instead), "a.json");
        CHECK_FALSE(loaded);
        return loaded.problems.empty() ? "" : loaded.problems.front().text();
    };
    CHECK_THAT(fault("\"12x\"", "12"), Contains("infections") && Contains("list of texts"));
    CHECK_THAT(fault("\"ranges\"", "\"rages\""), Contains("infections"));
    CHECK_THAT(fault("\"klaster\"", "5"), Contains("request"));
}

TEST_CASE("What is wrong with a team's record is named by its key") {
    const std::string json = to_json(played("A", 0.25, {1, 5.5}));
    const auto fault = [&](const std::string& what, const std::string& instead) {
        std::string changed = json;
        const size_t at = changed.find(what);
        REQUIRE(at != std::string::npos);
        const Loaded<Session> loaded = parse_session(changed.replace(at, what.size(), instead), "a.json");
        CHECK_FALSE(loaded);
        return loaded.problems.empty() ? "" : loaded.problems.front().text();
    };
    CHECK_THAT(fault("5.5", "0.5"), Contains("sealed.infections") && Contains("the lower one first"));
    CHECK_THAT(fault("\"team\": \"A\"", "\"team\": 3"), Contains("team = 3: must be a text"));
    CHECK_THAT(fault("\"decided\": \"2020-03-30\"", "\"decided\": \"2020-03-16\""), Contains("must come after"));
    CHECK_THAT(fault("\"choice\": 1", "\"choice\": -1"), Contains("choice = -1"));
    CHECK_THAT(fault("\"reasons\"", "\"resaons\""), Contains("reasons"));
}
