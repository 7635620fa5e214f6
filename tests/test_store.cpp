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

// A process of its own, which is sent a signal after a while; its exit status or, negative, what ended it.
int interrupted(const std::vector<std::string>& arguments, int signal_number, std::chrono::milliseconds after) {
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
    std::this_thread::sleep_for(after);
    kill(child, signal_number);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
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
    plan_in(folder, "replicates = 150\n");
    REQUIRE(piket_with(sweep(folder, "whole.sqlite")).status == 0);
    const std::vector<std::string> arguments = {"piket", "sweep", folder / "plan.toml", "--out", folder / "r.sqlite"};
    std::minstd_rand moments(1);
    size_t before = 0;
    for (int i = 0; i < 5; ++i) {
        interrupted(arguments, SIGKILL, std::chrono::milliseconds(20 + moments() % 150));
        if (fs::exists(folder / "r.sqlite") && fs::file_size(folder / "r.sqlite") > 0) {
            const size_t now = Store::read(folder / "r.sqlite").runs();
            CHECK(now >= before);
            before = now;
        }
    }
    const Result rest = piket_with(sweep(folder, "r.sqlite"));
    INFO(rest.err);
    REQUIRE(rest.status == 0);
    CHECK(runs_in(folder, "r.sqlite") == runs_in(folder, "whole.sqlite"));
}

TEST_CASE("an interruption ends a sweep with what it has, and says how to go on") {
    const Folder folder;
    plan_in(folder, "replicates = 4000\n");
    const std::vector<std::string> arguments = {"piket", "sweep", folder / "plan.toml", "--out", folder / "r.sqlite"};
    CHECK(interrupted(arguments, SIGTERM, std::chrono::milliseconds(400)) == 128 + SIGTERM);
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
    }
}
