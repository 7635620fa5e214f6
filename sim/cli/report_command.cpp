// piket report: a result as a page to print, two sides of A4.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.hpp"
#include "failure.hpp"
#include "one_file.hpp"
#include "report_compared.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Request {
    std::string result, out, alternative = "B";
    std::vector<std::string> at;
    Options options;
};

ReportContent content(const Request& request) {
    const Language language = request.options.language;
    if (is_store(request.result)) {
        const SweepSource source = from_store(request.result);
        const Frontier frontier =
            frontier_of(source, quantity(Outcome::infections_servants), quantity(Outcome::waiting_days), request.at);
        ReportContent found = content_of(frontier, source, request.result, language);
        for (const std::string& at : request.at) {
            found.commands.back() += " --at " + quoted(at);
        }
        return found;
    }
    if (!request.at.empty()) {
        throw Failure(fmt::format("piket: --at: {} is no store of a sweep, so it has no axes", request.result),
                      exit_usage);
    }
    const Compared compared = read_compared(request.result);
    try {
        return content_of(compared, request.alternative, language);
    } catch (const nlohmann::json::exception& error) {
        throw Failure(
            fmt::format("{}/summary.json: lacks what piket compare writes ({}); it may be damaged, or of "
                        "another version",
                        request.result, error.what()));
    }
}

int report(const Request& request) {
    const std::string page = page_of(content(request), request.options.language);
    if (request.out.empty()) {
        print(page);
        return exit_fine;
    }
    OneFile file("--out", request.out);
    file.write(page);
    print(say(request.options.language, "Written: ", "Ditulis: ") + request.out + "\n");
    return exit_fine;
}

}  // namespace

void add_report(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("report", "Make a page of a result, to read or print: two sides of A4");
    const auto r = std::make_shared<Request>();
    command.add_option("result", r->result, "The folder that compare --out wrote, or the file that sweep --out wrote")
        ->required()
        ->type_name("RESULT");
    command.add_option("--out", r->out, "Write the page into this file, not to standard output")
        ->type_name("FILE.html");
    command.add_option("--alternative", r->alternative, "Of a comparison: the one that stands beside the first (B)")
        ->type_name("LETTER");
    command.add_option("--at", r->at, "Of a sweep: hold an axis at one of its steps, as in piket frontier")
        ->type_name("AXIS=STEP")
        ->take_all()
        ->allow_extra_args(false);
    add_language(command, r->options);
    command.footer(
        "Examples:\n  piket compare scenarios/tangsel-2020.toml scenarios/tangsel-2020-wfh-piket.toml --out results\n"
        "  piket report results --lang id --out report.html");
    command.callback([r, &action] { action = [r] { return report(*r); }; });
}

}  // namespace piket::cli
