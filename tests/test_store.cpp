// The store of a sweep: nothing that had finished is lost, nothing is mixed, and shards put together are the whole.
#include <SQLiteCpp/SQLiteCpp.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>
#include <thread>

#include "piket/store.hpp"
#include "program.hpp"

using namespace piket;
using namespace piket::program;
using Catch::Contains;

namespace {

std::string plan_in(const Folder& folder, const std::string& more = "replicates = 5\n") {
    return folder.write("plan.toml", "format = 1\ntitle = \"Uji\"\nscenario = \"" + tiny +
                                         "\"\nseed = 7\noutcomes = [\"infections_servants\"]\n" + more +
                                         "[set]\n\"run.days\" = 30\n"
                                         "[[axis]]\nkey = \"emission.quanta_per_h\"\nvalues = [8, 64]\n"
                                         "[[axis]]\nkey = \"wfo.share\"\nvalues = [0.5, 1]\n");
}

std::string runs_in(const Folder& folder, const std::string& store) {
    const Result exported = piket_with("export " + folder / store + " --csv " + folder / (store + ".csv"));
    INFO(exported.err);
    REQUIRE(exported.status == 0);
    return read(fs::path(folder / (store + ".csv")) / "runs.csv");
}

std::string sweep(const Folder& folder, const std::string& store, const std::string& more = "") {
    return "sweep " + (folder / "plan.toml") + " --out " + (folder / store) + " " + more;
}

// A process of its own.
pid_t started(const std::vector<std::string>& arguments) {
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> argv;
        for (const std::string& argument : arguments) {
            argv.push_back(const_cast<char*>(argument.c_str()));
        }
        argv.push_back(nullptr);
        freopen("/dev/null", "w", stdout);
        freopen("/dev/null", "w", stderr);
        execv(PIKET_BINARY, argv.data());
        _exit(127);
    }
    return child;
}

// Is sent a signal; its exit status or, negative, what ended it.
int ended(pid_t child, int signal_number) {
    kill(child, signal_number);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// Runs in a store that another process may be about to begin.
size_t runs_there(const std::string& store) {
    try {
        return Store::read(store).runs();
    } catch (const StoreError&) {
        return 0;
    }
}

// Waits until the store has more runs than `than`.
void wait_for_more(const std::string& store, size_t than) {
    constexpr int patience = 2'000;
    for (int i = 0; i < patience && runs_there(store) <= than; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

}  // namespace

TEST_CASE("a store holds each run of its plan as the run was") {
    const Folder folder;
    Loaded<SweepPlan> plan = load_sweep(plan_in(folder));
    REQUIRE(plan);
    const auto direct = run_sweep(*plan, {});
    {
        Store store = Store::write(folder / "r.sqlite", *plan);
        run_sweep(*plan, runs_of(*plan), {}, [&](const SweepResult& result) { store.add(result); });
        CHECK(store.missing(runs_of(*plan)).empty());
    }
    CHECK(names_in(folder.path()) == std::vector<std::string>{"plan.toml", "r.sqlite"});  // closed: one plain file
    const Store store = Store::read(folder / "r.sqlite");
    REQUIRE(store.runs() == 20);
    CHECK(digest_of(store.plan()) == digest_of(*plan));
    CHECK(store.plan().outcomes == plan->outcomes);
    for (size_t p = 0; p < plan->points(); ++p) {
        const std::vector<SweepResult> runs = store.runs_at(p);
        REQUIRE(runs.size() == 5);
        for (size_t r = 0; r < runs.size(); ++r) {
            CHECK(runs[r].days == std::vector<int>{14, 30});
            CHECK(runs[r].outcomes.horizons == direct[p][r].horizons);
            CHECK(runs[r].outcomes.prevalence == direct[p][r].prevalence);
            CHECK(runs[r].run.replicate == r);
        }
    }
}

TEST_CASE("a sweep goes on with what is missing, and more replicates join") {
    const Folder folder;
    plan_in(folder);
    REQUIRE(piket_with(sweep(folder, "whole.sqlite", "--replicates 7")).status == 0);
    REQUIRE(piket_with(sweep(folder, "grown.sqlite")).status == 0);
    const Result more = piket_with(sweep(folder, "grown.sqlite", "--replicates 7"));
    CHECK(more.status == 0);
    CHECK_THAT(more.err, Contains("20 of 28 runs are there, 8 are to be done"));
    CHECK(runs_in(folder, "grown.sqlite") == runs_in(folder, "whole.sqlite"));
}

TEST_CASE("shards put together are the whole, row for row") {
    const Folder folder;
    plan_in(folder);
    const Result whole = piket_with(sweep(folder, "whole.sqlite"));
    REQUIRE(whole.status == 0);
    std::string shards;
    for (const std::string i : {"3", "1", "2"}) {
        REQUIRE(piket_with(sweep(folder, "s" + i, "--shard " + i + "/3")).status == 0);
        shards += " " + (folder / ("s" + i));
    }
    const Result merged = piket_with("merge --out " + (folder / "merged.sqlite") + shards);
    INFO(merged.err);
    CHECK(merged.status == 0);
    CHECK_THAT(merged.out, Contains("20 of 20 runs"));
    CHECK(runs_in(folder, "merged.sqlite") == runs_in(folder, "whole.sqlite"));
    // Merged again nothing is there twice, and the sweep finds nothing to do.
    CHECK(piket_with("merge --out " + (folder / "merged.sqlite") + shards).status == 0);
    CHECK(runs_in(folder, "merged.sqlite") == runs_in(folder, "whole.sqlite"));
    const Result again = piket_with(sweep(folder, "merged.sqlite"));
    CHECK_THAT(again.err, Contains("20 of 20 runs are there, 0 are to be done"));
    CHECK(again.out == whole.out);
    CHECK_THAT(piket_with(sweep(folder, "x", "--shard 4/3")).err, Contains("--shard 4/3") && Contains("1 <= i <= n"));
    CHECK_THAT(piket_with("sweep " + (folder / "plan.toml") + " --shard 1/3").err, Contains("--out"));
}

TEST_CASE("no run that had finished is lost when the process is killed") {
    const Folder folder;
    plan_in(folder, "replicates = 300\n");
    REQUIRE(piket_with(sweep(folder, "whole.sqlite")).status == 0);
    const std::vector<std::string> arguments = {"piket", "sweep", folder / "plan.toml", "--out", folder / "r.sqlite"};
    std::minstd_rand moments(1);
    size_t before = 0;
    for (int i = 0; i < 4; ++i) {
        const pid_t child = started(arguments);
        wait_for_more(folder / "r.sqlite", before);
        std::this_thread::sleep_for(std::chrono::milliseconds(moments() % 10));
        CHECK(ended(child, SIGKILL) == -SIGKILL);
        const size_t now = Store::read(folder / "r.sqlite").runs();
        CHECK(now > before);
        before = now;
    }
    CHECK(before < 1'200);
    const Result rest = piket_with(sweep(folder, "r.sqlite"));
    INFO(rest.err);
    REQUIRE(rest.status == 0);
    CHECK(runs_in(folder, "r.sqlite") == runs_in(folder, "whole.sqlite"));
}

TEST_CASE("a store that was barely begun is begun anew") {
    const Folder folder;
    plan_in(folder);
    folder.write("empty.sqlite", "");
    // As journal_mode leaves it before there are tables.
    SQLite::Database(folder / "bare.sqlite", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("PRAGMA journal_mode = WAL");
    for (const std::string name : {"empty.sqlite", "bare.sqlite"}) {
        const Result early = piket_with("export " + (folder / name) + " --csv " + (folder / "x"));
        CHECK(early.status == 1);
        CHECK_THAT(early.err, Contains(name + ": holds no runs yet"));
        const Result anew = piket_with(sweep(folder, name, "--replicates 1"));
        CHECK(anew.status == 0);
        CHECK_THAT(anew.err, Contains("is begun anew"));
        CHECK(Store::read(folder / name).runs() == 4);
    }
    SQLite::Database(folder / "foreign.sqlite", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("PRAGMA application_id = 77");
    const Result foreign = piket_with(sweep(folder, "foreign.sqlite"));
    CHECK(foreign.status == 1);
    CHECK_THAT(foreign.err, Contains("no store of results"));
}

TEST_CASE("runs of a scenario that was changed since are not mixed in, whatever a step takes the place of") {
    const Folder folder;
    const auto scenario = [&](const std::string& share) {
        folder.scenario("s.toml", "[[rule]]\nmeasure = \"wfo.share\"\nvalue = " + share + "\nsource = \"head\"\n");
    };
    scenario("1");
    folder.write(
        "plan.toml",
        "format = 1\ntitle = \"x\"\nscenario = \"s.toml\"\nreplicates = 2\n[set]\nrun.days = 20\n[[axis]]\nid = "
        "\"share\"\n[[axis.step]]\nid = \"half\"\nset = { \"wfo.share\" = 0.5 }\n[[axis.step]]\nid = "
        "\"as_is\"\n");
    REQUIRE(piket_with(sweep(folder, "r.sqlite")).status == 0);
    Loaded<SweepPlan> plan = load_sweep(folder / "plan.toml");
    scenario("0");
    const Result mixed = piket_with(sweep(folder, "r.sqlite", "--replicates 4"));
    CHECK(mixed.status == 1);
    CHECK_THAT(mixed.err, Contains("another plan or scenario"));
    // Nor while a sweep runs.
    CHECK_THROWS_AS(run_sweep(*plan, {}), SweepError);
    scenario("1");
    CHECK(run_sweep(*plan, {}).size() == 2);
}

TEST_CASE("what changes under a sweep ends it with one line that is no internal error") {
    const Folder folder;
    const std::string scenario = folder.scenario("s.toml", "");
    std::string plan = read(plan_in(folder, "replicates = 4000\n"));
    plan.replace(plan.find(tiny), tiny.size(), "s.toml");
    folder.write("plan.toml", plan);
    const std::string command = PIKET_BINARY " " + sweep(folder, "r.sqlite", "--threads 1");
    // The fourth point is loaded long after the plan.
    const Result result =
        shell("( while [ ! -s " + (folder / "r.sqlite") + " ]; do sleep 0.02; done; echo 'briefing = \"other\"' >> " +
              scenario + " ) & " + command + "; status=$?; wait; exit $status");
    INFO(result.err);
    CHECK(result.status == 1);
    CHECK_THAT(result.err, Contains("s.toml: has changed since the plan was read") && !Contains("internal"));
}

TEST_CASE("a plan may lie at a path that is no text") {
    const Folder folder;
    const std::string plan = plan_in(folder);
    fs::rename(plan, folder / "\xff.toml");
    const Result result =
        piket_with("sweep " + (folder / "\xff.toml") + " --replicates 1 --out " + (folder / "r.sqlite"));
    INFO(result.err);
    CHECK(result.status == 0);
    CHECK(Store::read(folder / "r.sqlite").runs() == 4);
}

TEST_CASE("fewer replicates than a store has are told as asked, and the store keeps what it has") {
    const Folder folder;
    plan_in(folder);
    const Result few = piket_with(sweep(folder, "few.sqlite", "--replicates 2 --csv " + (folder / "few.csv")));
    REQUIRE(piket_with(sweep(folder, "r.sqlite")).status == 0);
    const std::string rows = runs_in(folder, "r.sqlite");
    const Result fewer = piket_with(sweep(folder, "r.sqlite", "--replicates 2 --csv " + (folder / "fewer.csv")));
    CHECK(fewer.status == 0);
    CHECK(fewer.out == few.out);
    CHECK(read(folder / "fewer.csv") == read(folder / "few.csv"));
    CHECK(runs_in(folder, "r.sqlite") == rows);
    CHECK(Store::read(folder / "r.sqlite").plan().replicates == 5);
}

TEST_CASE("shards of different length make the longest, and what is missing is told") {
    const Folder folder;
    plan_in(folder);
    REQUIRE(piket_with(sweep(folder, "s1", "--shard 1/2 --replicates 2")).status == 0);
    REQUIRE(piket_with(sweep(folder, "s2", "--shard 2/2 --replicates 5")).status == 0);
    const Result merged = piket_with("merge --out " + (folder / "m") + " " + (folder / "s1") + " " + (folder / "s2"));
    CHECK(merged.status == 0);
    CHECK_THAT(merged.out, Contains("of 20 runs"));
    CHECK_THAT(merged.err, Contains("of 20 runs are missing"));
    CHECK(Store::read(folder / "m").plan().replicates == 5);
    // A reader who goes away does not cut the merge short.
    const Result cut = shell(PIKET_BINARY " merge --out " + (folder / "n") + " " + (folder / "s1") + " " +
                             (folder / "s2") + " >/dev/full");
    CHECK(cut.status != 0);
    CHECK(Store::read(folder / "n").runs() == Store::read(folder / "m").runs());
    // What was there is not taken for a half-made merge.
    folder.write("text", "not a database at all, but text that is long enough to look at");
    CHECK(piket_with("merge --out " + (folder / "text") + " " + (folder / "s1")).status == 1);
    CHECK_THAT(read(folder / "text"), Contains("not a database at all"));
    const Result shard = piket_with(sweep(folder, "s3", "--shard 1/2 --csv " + (folder / "x.csv")));
    CHECK(shard.status == 2);
    CHECK_THAT(shard.err, Contains("--csv and --shard"));
    CHECK_FALSE(fs::exists(folder / "s3"));
    // Found wanting before the runs.
    CHECK(piket_with(sweep(folder, "s4", "--csv /dev/null/x.csv")).status == 1);
    CHECK_FALSE(fs::exists(folder / "s4"));
}

TEST_CASE("an interruption ends a sweep with what it has, and says how to go on") {
    const Folder folder;
    plan_in(folder, "replicates = 4000\n");
    const std::vector<std::string> arguments = {"piket", "sweep", folder / "plan.toml", "--out", folder / "r.sqlite"};
    const pid_t child = started(arguments);
    wait_for_more(folder / "r.sqlite", 0);
    CHECK(ended(child, SIGTERM) == 128 + SIGTERM);
    const size_t there = Store::read(folder / "r.sqlite").runs();
    CHECK(there > 0);
    CHECK(there < 16'000);
    CHECK_FALSE(fs::exists(folder / "r.sqlite-wal"));
    // A second writer waits for nobody.
    Loaded<SweepPlan> plan = load_sweep(folder / "plan.toml");
    const Store held = Store::write(folder / "r.sqlite", *plan);
    const Result second = piket_with(sweep(folder, "r.sqlite"));
    CHECK(second.status == 1);
    CHECK_THAT(second.err, Contains("another process is writing to it"));
    CHECK(Store::read(folder / "r.sqlite").runs() == there);  // readers may
}

TEST_CASE("what a file lets nobody do is told, and nothing that was in it is lost") {
    const Folder folder;
    plan_in(folder);
    REQUIRE(piket_with(sweep(folder, "r.sqlite", "--replicates 2")).status == 0);
    const std::string rows = runs_in(folder, "r.sqlite");
    const auto refused = [&](const std::string& arguments, const std::string& why) {
        const Result result = piket_with(arguments);
        INFO(result.err);
        CHECK(result.status == 1);
        CHECK(lines(result.err).size() == 1);
        CHECK_THAT(result.err, Contains(why));
    };

    SECTION("no room") {
        const Result full = shell("ulimit -f 60; " PIKET_BINARY " " + sweep(folder, "r.sqlite", "--replicates 300"));
        CHECK(full.status == 1);
        CHECK_THAT(full.err, Contains("r.sqlite: cannot be written") && Contains("run the same command again"));
        CHECK(runs_in(folder, "r.sqlite").size() >= rows.size());
        REQUIRE(piket_with(sweep(folder, "r.sqlite", "--replicates 2")).status == 0);
    }
    SECTION("no folder") {
        refused(sweep(folder, "none/r.sqlite"), "none/r.sqlite: cannot be written: No such file or directory");
    }
    SECTION("damage") {
        std::string bytes = read(folder / "r.sqlite");
        REQUIRE(bytes.size() > 12'000);
        refused(sweep(folder, "half.sqlite"), [&] {
            folder.write("half.sqlite", bytes.substr(0, bytes.size() / 2));
            return "is damaged";
        }());
        std::fill(bytes.end() - 8'000, bytes.end(), 'Z');
        folder.write("torn.sqlite", bytes);
        refused(sweep(folder, "torn.sqlite"), "is damaged");
        CHECK(read(folder / "torn.sqlite") == bytes);
        folder.write("text.sqlite", "not a database at all, but text that is long enough to look at");
        refused(sweep(folder, "text.sqlite"), "is no store of results");
        SQLite::Database(folder / "other.sqlite", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("CREATE TABLE t(x)");
        refused(sweep(folder, "other.sqlite"), "no store of results");
    }
    SECTION("another plan") {
        plan_in(folder, "replicates = 2\n[[axis]]\nkey = \"distance.seats\"\nvalues = [1]\n");
        refused(sweep(folder, "r.sqlite"), "another plan or scenario");
    }
    SECTION("another program") {
        SQLite::Database(folder / "r.sqlite", SQLite::OPEN_READWRITE)
            .exec("UPDATE about SET value = '0123456789abcdef' WHERE key = 'program'");
        refused(sweep(folder, "r.sqlite"), "results of two programs are not mixed");
        CHECK(runs_in(folder, "r.sqlite") == rows);  // still read
    }
    SECTION("another layout") {
        SQLite::Database(folder / "r.sqlite", SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 9");
        refused("export " + (folder / "r.sqlite") + " --csv " + (folder / "x"), "has layout 9");
    }
    SECTION("a shard that ended otherwise") {
        fs::copy_file(folder / "r.sqlite", folder / "b.sqlite");
        SQLite::Database(folder / "b.sqlite", SQLite::OPEN_READWRITE)
            .exec("UPDATE runs SET state = '0' WHERE point = 1 AND replicate = 1");
        refused("merge --out " + (folder / "r.sqlite") + " " + (folder / "b.sqlite"),
                "point 1, replicate 1 ended otherwise");
        refused("merge --out " + (folder / "new.sqlite") + " " + (folder / "r.sqlite") + " " + (folder / "b.sqlite"),
                "ended otherwise");
        CHECK_FALSE(fs::exists(folder / "new.sqlite"));
        CHECK(runs_in(folder, "r.sqlite") == rows);
    }
}
