// The debrief: a function of the sessions alone, the same at any number of threads and from files as from memory, with
// numbers that other ways of counting give too; and its page.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <string>

#include "lessons.hpp"
#include "piket/debrief.hpp"
#include "piket/pages.hpp"
#include "program.hpp"
#include "xml.hpp"

using namespace piket;
using namespace piket::lessons;
using Catch::Contains;

namespace {

DebriefOptions few(int threads = 1) {
    DebriefOptions options;
    options.futures = 12;
    options.assumption_futures = 4;
    options.threads = threads;
    return options;
}

const std::vector<std::string> names = {"a.json", "b.json"};

std::vector<Session> two_teams() {
    return {played("Loket <dulu>", 0.5, {0, 4}), played("Rumah & kantor", 0, {2, 3})};
}

// Made once: it is looked at by several cases.
const Debrief& debrief() {
    static const Debrief made = [] {
        Loaded<Debrief> loaded = make_debrief(two_teams(), few());
        for (const Problem& problem : loaded.problems) {
            UNSCOPED_INFO(problem.text());
        }
        REQUIRE(loaded);
        return std::move(*loaded.value);
    }();
    return made;
}

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

std::string fault(std::vector<Session> sessions) {
    const Loaded<Debrief> loaded = make_debrief(std::move(sessions), few());
    CHECK_FALSE(loaded);
    return loaded.problems.empty() ? "" : loaded.problems.front().text();
}

}  // namespace

TEST_CASE("A debrief has nothing, the teams and the government of then, each as it would be lived alone") {
    const Debrief& d = debrief();
    REQUIRE(d.courses.size() == 4);
    CHECK(d.courses[0].kind == EpisodeCourse::Kind::nothing);
    CHECK(d.courses[3].kind == EpisodeCourse::Kind::government);
    CHECK(d.courses[2].team == "Rumah & kantor");
    CHECK(record_of(d, d.courses[2])->team == "Rumah & kantor");
    CHECK(record_of(d, d.courses[0]) == nullptr);
    Simulation alone(make_world(scenario()), {.seed = 1, .replicate = 0});
    REQUIRE(live_until(alone, log_of(d.sessions[1], 1), scenario().start + 29));
    CHECK(d.courses[2].hash == alone.hash());
    CHECK(d.courses[0].hash != d.courses[1].hash);
    CHECK(d.courses[1].hash != d.courses[2].hash);
}

TEST_CASE("The numbers of a course agree with each other") {
    const Debrief& d = debrief();
    double all = 0;
    for (const EpisodeCourse& course : d.courses) {
        const double infected = at(course.own, Outcome::infections_servants);
        all += infected;
        CHECK(sum(course.infected_by_day) == infected);
        CHECK(std::accumulate(course.settings.begin(), course.settings.end(), 0.0) == infected);
        int rooms = 0;
        for (const RoomCount& room : course.rooms) {
            rooms += room.infections;
            CHECK_THAT(room.name.id, Contains(", "));
            CHECK_THAT(room.name.id, !Contains("/"));
        }
        CHECK(rooms <= infected);
        CHECK(std::ranges::is_sorted(course.rooms, std::greater{}, &RoomCount::infections));
        REQUIRE(course.fortnights.size() == 2);
        double fortnights = course.infected_by_day.front();
        int known = 0;
        for (const FortnightResult& f : course.fortnights) {
            fortnights += f.infected;
            known += f.known.reported;
            CHECK(f.judged[0].truth == f.infected);
            CHECK(f.judged[0].futures.low <= f.judged[0].median);
            CHECK(f.judged[0].median <= f.judged[0].futures.high);
            CHECK(f.judged[0].score_of_futures == interval_score(f.judged[0].futures, f.infected));
        }
        CHECK(fortnights == infected);
        CHECK(known <= sum(course.reported_by_day));
    }
    CHECK(all > 0);
    const Judged& second = d.courses[2].fortnights[0].judged[0];
    CHECK(second.sealed.low == 2);
    CHECK(second.score == interval_score({2, 3}, second.truth));
    CHECK(second.hit == (2 <= second.truth && second.truth <= 3));
    CHECK(d.courses[2].saved.summary.mean == Approx(d.courses[2].infections.mean - d.courses[0].infections.mean));
    CHECK(d.courses[2].infections.mean <= d.courses[0].infections.mean);  // nobody comes to the office
    CHECK(d.courses[0].saved.summary.mean == 0);
    CHECK(d.courses[1].letters[0].size() == 2);
    CHECK(std::ranges::count(d.courses, false, &EpisodeCourse::dominated) >= 1);
}

TEST_CASE("Assumptions are tried at both ends of their plausible ranges, and it is told who leaned on them") {
    const Debrief& d = debrief();
    REQUIRE(d.assumptions.size() == 2);
    const auto talks = std::ranges::find(d.assumptions, "talk.compensation", &AssumptionEffect::key);
    REQUIRE(talks != d.assumptions.end());
    CHECK(talks->leaned_on == std::vector<size_t>{1, 2});
    CHECK(talks->low < talks->high);
    const auto quanta = std::ranges::find(d.assumptions, "emission.quanta_per_h", &AssumptionEffect::key);
    CHECK(quanta->usual == 40);  // as the scenario has it
    CHECK(quanta->leaned_on.empty());
    CHECK(quanta->saved[0] != quanta->saved[2]);
}

TEST_CASE("A debrief is the same twice, at any number of threads, and from files") {
    const std::string page = debrief_page(debrief(), names);
    Loaded<Debrief> threads = make_debrief(two_teams(), few(3));
    REQUIRE(threads);
    CHECK(debrief_page(*threads, names) == page);
    std::vector<Session> read;
    for (const Session& session : two_teams()) {
        read.push_back(*parse_session(to_json(session), "a.json"));
    }
    Loaded<Debrief> from_files = make_debrief(std::move(read), few());
    REQUIRE(from_files);
    CHECK(debrief_page(*from_files, names) == page);
    CHECK(debrief_page(debrief(), {"/media/stick/a.json", "../b.json"}) == page);  // wherever the files lie
}

TEST_CASE("Sessions that cannot stand side by side are told apart") {
    const Session a = played("A", 0.5, {0, 4});
    Session b = played("B", 0.5, {0, 4});
    CHECK_THAT(fault({}), Contains("at least one session"));
    b.workshop.reset();
    CHECK_THAT(fault({a, b}), Contains("workshop: is missing"));
    b = played("B", 0.5, {0, 4}, 2);
    CHECK_THAT(fault({a, b}), Contains("session of B: seed = 2: is not the seed of A's session"));
    b = played("B", 0.5, {0, 4});
    b.workshop->digest ^= 1;
    CHECK_THAT(fault({a, b}), Contains("is not the lesson"));
    b = played("B", 0.5, {0, 4});
    b.scenarios[0].digest ^= 1;
    CHECK_THAT(fault({a, b}), Contains("is not the scenario"));
    b = played("B", 0.5, {0, 4});
    b.workshop->fortnights.pop_back();
    CHECK_THAT(fault({a, b}), Contains("session of B: fortnights = 1: the episode has 2"));
    b = played("B", 0.5, {0, 4});
    b.workshop->fortnights[1].decided = b.workshop->fortnights[1].decided + 1;
    CHECK_THAT(fault({b}), Contains("fortnight 2 is decided on 2020-03-30"));
    b = played("B", 0.5, {0, 4});
    b.texts[file] += "# another\n";
    CHECK_THAT(fault({b}), Contains("is not what it was"));
}

TEST_CASE("A debrief can be stopped") {
    DebriefOptions options = few();
    int asked = 0;
    options.progress = [&asked](int done, int of) {
        CHECK(done <= of);
        return ++asked < 3;
    };
    const Loaded<Debrief> stopped = make_debrief(two_teams(), options);
    CHECK_FALSE(stopped);
    CHECK(asked == 3);
    CHECK_THAT(stopped.problems.front().text(), Contains("stopped"));
}

TEST_CASE("The page is one file that says what the debrief does, in both languages") {
    const std::string page = debrief_page(debrief(), names);
    CHECK(program::fault_of_xml(page).empty());
    for (const char* words : {"Keputusan", "Decisions", "Loket &lt;dulu&gt;", "Rumah &amp; kantor",
                              "&lt;tetap&gt; buka &amp; ", "Skenario, bukan ramalan", "A scenario, not a forecast",
                              "piket debrief a.json b.json --futures 12", "invented for tests", "Tidak berangkat",
                              "Persentase pegawai di kantor", "Share of staff at the office", "Work from home."}) {
        CHECK_THAT(page, Contains(words));
    }
    CHECK_THAT(page, !Contains("Berangkat"));  // the choice that nobody took
    for (const char* foreign : {"<script", "<link", "src=", "href="}) {
        CHECK_THAT(page, !Contains(foreign));
    }
}

TEST_CASE("What another dose takes the place of is not told as ended, and what ends is") {
    const auto page_of = [](const char* repealed) {
        std::vector<Session> sessions = two_teams();
        Branch& own = sessions.front().branches[1];
        Command repeal = own.commands.front();
        repeal.kind = Command::Kind::repeal;
        repeal.rule.measure = *find_measure(repealed);
        own.commands.insert(own.commands.begin(), repeal);
        const Loaded<Debrief> made = make_debrief(sessions, few());
        REQUIRE(made);
        return debrief_page(*made.value, names);
    };
    CHECK_THAT(page_of("wfo.share"), !Contains("dicabut"));
    CHECK_THAT(page_of("mask.mandate"), Contains("Kewajiban masker dicabut"));
    CHECK_THAT(page_of("mask.mandate"), Contains("50\u00a0%"));
}

TEST_CASE("piket debrief makes the same page from files, and says what is wrong with them") {
    const program::Folder at;
    std::string paths;
    for (size_t i = 0; i < names.size(); ++i) {
        paths += " " + at.write(names[i], to_json(two_teams()[i]));
    }
    const std::string out = at / "page.html";
    const program::Result made = program::piket_with("debrief" + paths + " --futures 12 --threads 2 --out " + out);
    INFO(made.err);
    REQUIRE(made.status == 0);
    CHECK(made.err == "piket: trying 12 futures for 2 sessions; this takes a while\n");
    DebriefOptions options;
    options.futures = 12;
    options.threads = 1;
    Loaded<Debrief> here = make_debrief(two_teams(), options);
    REQUIRE(here);
    CHECK(program::read(out) == debrief_page(*here, names));

    Session plain = two_teams()[0];
    plain.workshop.reset();
    const program::Result wrong =
        program::piket_with("debrief " + at.write("c.json", to_json(plain)) + " --out " + out);
    CHECK(wrong.status == 1);
    CHECK_THAT(wrong.err, Contains("no episode of a lesson"));
}

TEST_CASE("What is printed is told apart, has names, and says what is left out") {
    Debrief d = debrief();
    const std::string usual = debrief_page(d, names);
    for (const char* words : {"di sini 4", "here over 4", "8 in 10 sealed ranges"}) {
        CHECK_THAT(usual, Contains(words));
    }
    CHECK_THAT(usual, !Contains("dipotong"));
    Judged& waiting = d.courses[1].fortnights[0].judged[1];
    waiting.sealed = {0.05, 0.4};
    waiting.truth = 0.07;
    Judged& infections = d.courses[1].fortnights[0].judged[0];
    infections.sealed = {2.5, 8};
    infections.truth = 3;
    d.sessions[0].workshop->fortnights[0].reasons = std::string(400, 'm') + " lalu " + std::string(400, 'n');
    Command& here =
        d.sessions[0].branches[1].commands.emplace_back(enact(d.scenario.start + 1, "mask.mandate", 1, "kota/*/loket"));
    here.rule.until = d.scenario.start + 9;
    d.courses[1].rooms = {{"kota/layanan/rapat", 3, {"Ruang rapat, Dinas Layanan", "Meeting room, service agency"}}};
    const std::string page = debrief_page(d, names);
    for (const char* words :
         {"0,05–0,40", ">0,07<", "2,5–8,0", ">3,0<", "… (dipotong / cut)", "Loket pada semua perangkat daerah",
          "Counter of all agencies", "Ruang rapat, Dinas Layanan", "Meeting room"}) {
        CHECK_THAT(page, Contains(words));
    }
    CHECK_THAT(page, !Contains("kota/"));
    d.futures = d.assumption_futures;
    CHECK_THAT(debrief_page(d, names), !Contains("here over"));
}

// tests/deep/report.sh prints them.
TEST_CASE("Pages of one team and of six, who type much, for the printer", "[.][pages]") {
    const char* folder_of_pages = std::getenv("PIKET_PAGES");
    REQUIRE(folder_of_pages);
    for (const size_t teams : {1U, 6U}) {
        std::vector<Session> sessions;
        std::vector<std::string> files;
        for (size_t t = 0; t < teams; ++t) {
            Session session = played("Kelompok " + std::to_string(t + 1) + ": pelayanan publik dan kepegawaian",
                                     0.2 * static_cast<double>(t), {0, 4});
            for (Fortnight& f : session.workshop->fortnights) {
                f.reasons = std::string(600, 'm') + " ";
                for (int i = 0; i < 60; ++i) {
                    f.reasons += "loket tetap buka, ";
                }
            }
            for (const char* measure : {"mask.mandate", "piket.counters", "ventilation.windows", "meeting.in_person",
                                        "canteen.capacity", "dropoff.share", "trip.test_return"}) {
                session.branches[1].commands.push_back(enact(scenario().start + 1, measure, 0.5, "kota/layanan/loket"));
            }
            sessions.push_back(std::move(session));
            files.push_back("kelompok-" + std::to_string(t + 1) + ".json");
        }
        Loaded<Debrief> made = make_debrief(std::move(sessions), few(2));
        REQUIRE(made);
        std::ofstream(std::string(folder_of_pages) + "/debrief-" + std::to_string(teams) + ".html")
            << debrief_page(*made, files);
    }
}
