// What the program tells man, bash and Slurm of itself.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "piket/measures.hpp"
#include "piket/outcomes.hpp"
#include "piket/parameters.hpp"
#include "program.hpp"

using namespace piket;
using namespace piket::program;
using Catch::Contains;

namespace {

// What bash offers for the last of these words, as it splits them.
std::vector<std::string> offered(const std::string& words, const std::string& folder = "/") {
    const Result result = shell("cd '" + folder + "' && bash -c 'source <(\"$0\" describe bash); COMP_WORDS=(" + words +
                                "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _piket; "
                                "printf \"%s\\n\" \"${COMPREPLY[@]}\"' " PIKET_BINARY);
    INFO(result.err);
    CHECK(result.err.empty());
    REQUIRE(result.status == 0);
    return result.out == "\n" ? std::vector<std::string>{} : lines(result.out);
}

using Words = std::vector<std::string>;

bool has(const Words& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

// Of the commands that --help lists.
Words commands() {
    const std::string help = piket_with("--help").out;
    Words names;
    bool listed = false;
    for (const std::string& line : lines(help)) {
        listed = line == "Subcommands:" || (listed && !line.empty());
        if (listed && line.starts_with("  ") && line[2] != ' ') {
            names.push_back(line.substr(2, line.find(' ', 2) - 2));
        }
    }
    REQUIRE(names.size() > 15);
    return names;
}

}  // namespace

TEST_CASE("Bash completes commands and options, none that is hidden") {
    Words all = offered("piket \"\"");
    for (const std::string& command : commands()) {
        INFO(command);
        CHECK(has(all, command));
        for (const std::string& option : offered("piket " + command + " -")) {
            INFO(option);
            CHECK_THAT(piket_with(command + " --help").out, Contains(option));
        }
        CHECK(has(offered("piket " + command + " --he"), "--help"));
    }
    CHECK_FALSE(has(all, "describe"));
    CHECK(offered("piket measu") == Words{"measures"});
    CHECK(offered("piket office -").size() == 7);  // short names too
}

TEST_CASE("Bash completes what stands after an option") {
    const Words changes = offered("piket run a.toml --set \"\"");
    CHECK(changes.size() == measures().size() + parameters().size());
    CHECK(has(changes, "emission.quanta_per_h="));
    CHECK(offered("piket run a.toml --set wfo.sha") == Words{"wfo.share="});
    CHECK(offered("piket run a.toml --set wfo.share = 0").empty());
    CHECK(offered("piket run a.toml --set = wfo.sha") == Words{"wfo.share="});
    CHECK(offered("piket explain a.toml --measure \"\"").size() == measures().size());
    CHECK(offered("piket limit a.toml --measure wfo.sha") == Words{"wfo.share"});
    CHECK(offered("piket limit a.toml --below \"\"").size() >= outcomes().size());
    CHECK(offered("piket compare a b --of infections_s") == Words{"infections_servants"});
    CHECK(offered("piket sensitivity a --outcome infections_s") == Words{"infections_servants"});
    CHECK(offered("piket run a.toml --lang \"\"") == Words{"en", "id"});
    CHECK(offered("piket run a.toml --lang =") == Words{"en", "id"});
    CHECK(offered("piket run a.toml --lang = i") == Words{"id"});
    CHECK(offered("piket run a.toml --days \"\"").empty());
    CHECK(offered("piket calibrate -o \"\"", PIKET_SOURCE_DIR) ==
          offered("piket calibrate --output \"\"", PIKET_SOURCE_DIR));
}

TEST_CASE("Bash completes files by what the command reads") {
    const Folder folder;
    for (const char* name : {"a town.toml", "staff.csv", "session.json", "runs.sqlite"}) {
        folder.write(name, "");
    }
    std::filesystem::create_directory(folder / "sub");
    const auto here = [&](const std::string& words) { return offered(words, folder.path()); };
    CHECK(here("piket run \"\"") == Words{"a town.toml", "sub"});
    CHECK(here("piket compare x.toml --days 3 a") == Words{"a town.toml"});
    CHECK(here("piket office \"\"") == Words{"staff.csv", "sub"});
    CHECK(here("piket replay \"\"") == Words{"session.json", "sub"});
    CHECK(here("piket run x --out \"\"") == Words{"sub"});
    CHECK(has(here("piket merge \"\""), "runs.sqlite"));
    CHECK(here("piket run x --uncertain al") == Words{"all"});
    CHECK(here("piket hash x --against \"\"") == Words{"a town.toml", "sub"});
    CHECK(here("piket run x --uncertain --la") == Words{"--lang"});
    CHECK(here("piket measures \"\"").empty());
}

TEST_CASE("The man page has every command and option, and nothing that man takes for its own") {
    const std::string page = piket_with("describe man").out;
    CHECK_THAT(page, Catch::StartsWith(".TH PIKET 1 "));
    CHECK_THAT(page, !Contains("describe"));
    for (const std::string& command : commands()) {
        INFO(command);
        CHECK_THAT(page, Contains("\n.SS " + command + "\n"));
    }
    CHECK_THAT(page, Contains("\\fB\\-\\-set\\fR \\fIKEY=VALUE\\fR\n"));
    CHECK_THAT(page, Contains("\\fB\\-o, \\-\\-output\\fR \\fIFILE\\fR\n"));
    for (const std::string& line : lines(page)) {
        INFO(line);
        CHECK(line.front() != '\'');
        const bool request = line.front() == '.';
        CHECK((!request || line.find_first_of("TSPBIfns") == 1));
        CHECK((request || line.find_first_of("^~`\"") == std::string::npos));
    }
}

TEST_CASE("slurm writes scripts that bash reads, whatever the folder is called") {
    const Folder folder;
    const std::string plan = scenarios + "sweeps/rosters.toml", odd = folder / "it's 5 % \\$HOME";
    const std::string quoted = "\"" + folder.path() + "/it's 5 % \\$HOME\"";
    const Result result = piket_with("slurm " + plan + " --nodes 7 --replicates 9 --time 1-12 --out " + quoted);
    INFO(result.err);
    REQUIRE(result.status == 0);
    const std::string made = folder / "it's 5 % $HOME";
    REQUIRE(names_in(made) == Words{"array.sbatch", "merge.sbatch", "submit.sh"});
    const std::string array = read(made + "/array.sbatch");
    CHECK_THAT(array, Contains("#SBATCH --array=1-7\n") && Contains("#SBATCH --requeue\n") &&
                          Contains("#SBATCH --time=1-12\n") && !Contains("--partition"));
    CHECK_THAT(array, Contains("it's 5 %% $HOME/task-%a.log\"\n"));
    CHECK_THAT(array, Contains("--replicates 9)"));
    for (const char* script : {"array.sbatch", "merge.sbatch", "submit.sh"}) {
        CHECK(shell("bash -n " + quoted + "/" + script).status == 0);
    }
    // What the task would run: whole paths, one word each.
    const std::string probe =
        folder.write("probe", "SLURM_ARRAY_TASK_ID=3\neval \"$(grep -e ^task= -e ^command= " + quoted +
                                  "/array.sbatch)\"\nprintf '%s\\n' \"${command[@]}\"\n");
    const Result words = shell("bash " + probe);
    CHECK(lines(words.out) == Words{std::filesystem::canonical(PIKET_BINARY).string(), "sweep",
                                    std::filesystem::canonical(plan).string(), "--shard", "3/7", "--out",
                                    made + "/shard-3.sqlite", "--replicates", "9"});
}

TEST_CASE("A task that Slurm stops tells the sweep once, and is queued again only when its time was over") {
    const Folder folder;
    const std::string jobs = folder / "jobs";
    REQUIRE(piket_with("slurm " + scenarios + "sweeps/rosters.toml --nodes 2 --out " + jobs).status == 0);
    // In place of the sweep and of Slurm: one that notes the signals it gets, one that notes what it is asked.
    folder.write("sweep", "trap '' TERM\ntrap 'echo hup >>" + (folder / "signals") +
                              "; sleep 0.3; exit 129' HUP\ntouch " + (folder / "ready") +
                              "\nfor ((i = 0; i < 100; ++i)); do sleep 0.1; done\n");
    folder.write("scontrol", "#!/usr/bin/env bash\necho \"$@\" >>" + (folder / "asked") + "\n");
    const auto stopped_by = [&](const std::string& signals) {
        for (const char* old : {"signals", "asked", "ready"}) {
            std::filesystem::remove(folder / old);
        }
        return shell("chmod +x " + (folder / "scontrol") + "; sed 's|^command=.*|command=(bash " + (folder / "sweep") +
                     ")|' " + jobs + "/array.sbatch >" + (folder / "task") + "; PATH=" + folder.path() +
                     ":$PATH SLURM_ARRAY_TASK_ID=1 SLURM_JOB_ID=42 bash " + (folder / "task") + " & until [ -e " +
                     (folder / "ready") + " ]; do sleep 0.05; done; " + signals + " wait $!");
    };
    CHECK(stopped_by("kill -TERM $!; sleep 0.1; kill -TERM $!;").status == 129);
    CHECK(read(folder / "signals") == "hup\n");
    CHECK(read(folder / "asked").empty());
    CHECK(stopped_by("kill -USR1 $!;").status == 129);
    CHECK(read(folder / "signals") == "hup\n");
    CHECK(read(folder / "asked") == "requeue 42\n");
}

TEST_CASE("slurm says what is wrong before it writes anything") {
    const Folder folder;
    const std::string plan = scenarios + "sweeps/rosters.toml", out = folder / "jobs";
    for (const std::string& wrong :
         {std::string("--nodes 0"), std::string("--nodes 1001"), std::string("--nodes 2 --time soon"),
          std::string("--nodes 2 --partition 'a b'"), std::string("--nodes 2 --replicates 0"),
          std::string("--nodes 500 --replicates 1"), std::string("")}) {
        INFO(wrong);
        const Result result = piket_with("slurm " + plan + " --out " + out + " " + wrong);
        CHECK(result.status == 2);
        CHECK(std::ranges::count(result.err, '\n') == 1);
        CHECK_FALSE(std::filesystem::exists(out));
    }
    CHECK(piket_with("slurm none.toml --nodes 2 --out " + out).status == 1);
    CHECK(piket_with("slurm " + plan + " --nodes 2 --out '" + out + "\"'").status == 1);
}
