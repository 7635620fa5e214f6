// piket export: a store of results as tidy tables.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "piket/store.hpp"
#include "sweep_files.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Request {
    std::string store, csv;
};

int export_store(const Request& request) {
    try {
        const Store store = Store::read(request.store);
        ResultFolder folder(request.csv);
        write_runs(folder.open("runs.csv"), store.plan(), [&](size_t point) { return store.runs_at(point); });
        write_points(folder.open("points.csv"), store.plan());
        write_dictionary(folder.open("dictionary.csv"), store.plan());
        folder.commit();
        print(
            fmt::format("{}: {} runs at {} points by piket {} ({}) in runs.csv; points.csv says what each point "
                        "changes, dictionary.csv what the columns mean\n",
                        request.csv, store.runs(), store.plan().points(), store.version(), store.program()));
    } catch (const StoreError& error) {
        throw Failure(fmt::format("piket: {}", error.what()));
    }
    return exit_fine;
}

}  // namespace

void add_export(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("export", "Write the results of a sweep as tidy tables");
    const auto request = std::make_shared<Request>();
    command.add_option("store", request->store, "What sweep --out wrote")->required()->type_name("RESULTS");
    command.add_option("--csv", request->csv, "Folder for runs.csv, points.csv and dictionary.csv")
        ->required()
        ->type_name("DIR");
    command.footer("Example:\n  piket export rosters.sqlite --csv rosters");
    command.callback([request, &action] { action = [request] { return export_store(*request); }; });
}

}  // namespace piket::cli
