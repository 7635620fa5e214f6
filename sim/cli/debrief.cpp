// piket debrief: what teams decided in an episode of a workshop, beside what was true and beside each other, to print.
#include "piket/debrief.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "failure.hpp"
#include "one_file.hpp"
#include "options.hpp"
#include "piket/pages.hpp"
#include "progress.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Asked {
    std::vector<std::string> sessions;
    std::string out = "debrief.html";
    int futures = 100, threads = 0;
};

int debrief(const Asked& asked) {
    OneFile file("--out", asked.out);
    std::vector<Session> sessions;
    for (const std::string& path : asked.sessions) {
        sessions.push_back(accept(load_session(path)));
    }
    if (!stderr_is_terminal()) {  // where no bar is drawn
        complain(fmt::format("piket: trying {} futures for {} session{}; this takes a while", asked.futures,
                             sessions.size(), sessions.size() == 1 ? "" : "s"));
    }
    Progress progress;
    DebriefOptions options;
    options.futures = asked.futures;
    options.threads = asked.threads;
    options.progress = [&progress](int done, int of) {
        progress(done, of);
        return true;
    };
    const Debrief debrief = accept(make_debrief(std::move(sessions), options));
    file.write(debrief_page(debrief, asked.sessions));
    print(asked.out + "\n");
    return exit_fine;
}

}  // namespace

void add_debrief(CLI::App& program, Action& action) {
    CLI::App& command =
        *program.add_subcommand("debrief", "The debrief of a workshop: teams' sessions side by side, to print");
    const auto asked = std::make_shared<Asked>();
    command.add_option("sessions", asked->sessions, "Files that the window saved, one for each team")
        ->required()
        ->type_name("SESSION");
    command.add_option("--out", asked->out, "Write the page to this file instead of debrief.html")->type_name("FILE");
    command.add_option("--futures", asked->futures, "Try so many other lucks; without this option 100")
        ->type_name("N")
        ->check(CLI::Range(1, 100'000).description(""));
    command.add_option("--threads", asked->threads, "Use so many processor cores; 0: all. The result is the same")
        ->type_name("T")
        ->check(CLI::Range(0, 256).description(""));
    command.footer(
        "Two sides of A4 in Indonesian and English. All sessions must be of one lesson and one luck.\n\n"
        "Example:\n  piket debrief team-a.json team-b.json --out debrief.html");
    command.callback([asked, &action] { action = [asked] { return debrief(*asked); }; });
}

}  // namespace piket::cli
