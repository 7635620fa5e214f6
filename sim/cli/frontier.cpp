// piket frontier: the policies of a sweep that no other beats in infections and in service.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "failure.hpp"
#include "frontiers.hpp"
#include "one_file.hpp"
#include "options.hpp"
#include "report.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Request {
    std::string sweep, infections, service, svg;
    std::vector<std::string> at;
    Options options;
};

std::string typed(const Request& r) {
    std::string text = fmt::format("piket frontier {}", quoted(r.sweep));
    const Request usual{
        {}, std::string(row(Outcome::infections_servants).key), std::string(row(Outcome::waiting_days).key), {}, {},
        {}};
    text += r.infections == usual.infections ? "" : " --infections " + r.infections;
    text += r.service == usual.service ? "" : " --service " + r.service;
    for (const std::string& at : r.at) {
        text += " --at " + quoted(at);
    }
    return text + typed(r.options);
}

int frontier(const Request& request) {
    const Quantity infections = quantity_called("--infections", request.infections);
    const Quantity service = quantity_called("--service", request.service);
    std::optional<OneFile> drawing;
    if (!request.svg.empty()) {
        drawing.emplace("--svg", request.svg);
    }
    const SweepSource source = sweep_source(request.sweep, request.options);
    const Frontier found = frontier_of(source, infections, service, request.at);
    const Language language = request.options.language;
    if (drawing) {
        drawing->write(picture(found, source, typed(request), language));
    }
    print(in_words(found, source, language) +
          (request.svg.empty() ? "" : "\n" + say(language, "Written: ", "Ditulis: ") + request.svg + "\n") + "\n" +
          caution(language));
    return exit_fine;
}

}  // namespace

void add_frontier(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("frontier", "Mark the policies of a sweep that no other beats");
    const auto r = std::make_shared<Request>();
    r->infections = row(Outcome::infections_servants).key;
    r->service = row(Outcome::waiting_days).key;
    command.add_option("sweep", r->sweep, "What sweep --out wrote; or a plan (TOML), which is then run and not kept")
        ->required()
        ->type_name("RESULTS|PLAN");
    command.add_option("--infections", r->infections, "The one outcome (infections_servants)")->type_name("KEY");
    command.add_option("--service", r->service, "The other (waiting_days)")->type_name("KEY");
    command
        .add_option("--at", r->at,
                    "Hold an axis at one of its steps; axes that change no policy are averaged otherwise")
        ->type_name("AXIS=STEP")
        ->take_all()
        ->allow_extra_args(false);
    command.add_option("--svg", r->svg, "Draw the frontier into this file")->type_name("FILE");
    add_replicates(command, r->options);
    add_threads(command, r->options);
    add_language(command, r->options);
    command.footer(
        "Examples:\n  piket frontier scenarios/sweeps/tangsel-wfo.toml --svg frontier.svg\n"
        "  piket frontier rosters.sqlite --at r=r2 --service on_site");
    command.callback([r, &action] { action = [r] { return frontier(*r); }; });
}

}  // namespace piket::cli
