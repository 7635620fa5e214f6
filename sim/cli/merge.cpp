// piket merge: the shards of a sweep put together, as if one process had run it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "failure.hpp"
#include "interrupt.hpp"
#include "piket/store.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Request {
    std::string out;
    std::vector<std::string> shards;
};

int merge(const Request& request) {
    try {
        const Store first = Store::read(request.shards.front());
        const bool is_new = !std::filesystem::exists(request.out);
        try {
            const Uninterrupted whole;
            Store all = Store::write(request.out, first.plan());
            for (const std::string& shard : request.shards) {
                const size_t added = all.absorb(shard);
                print(fmt::format("{}: {} runs\n", shard, added));
            }
            const std::vector<SweepRun> wanted = runs_of(all.plan());
            const size_t there = wanted.size() - all.missing(wanted).size();
            print(fmt::format("{}: {} of {} runs\n", request.out, there, wanted.size()));
            all.close();
        } catch (const StoreError&) {
            if (is_new) {  // nothing half-merged
                for (const char* part : {"", "-wal", "-shm", "-journal"}) {
                    std::error_code ignored;
                    std::filesystem::remove(request.out + part, ignored);
                }
            }
            throw;
        }
    } catch (const StoreError& error) {
        throw Failure(fmt::format("piket: {}", error.what()));
    }
    return exit_fine;
}

}  // namespace

void add_merge(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("merge", "Put the shards of a sweep together");
    const auto request = std::make_shared<Request>();
    command.add_option("shards", request->shards, "What sweep --shard wrote")->required()->type_name("SHARD");
    command.add_option("--out", request->out, "The whole; may be there already")->required()->type_name("FILE");
    command.footer("Example:\n  piket merge --out rosters.sqlite rosters-*.sqlite");
    command.callback([request, &action] { action = [request] { return merge(*request); }; });
}

}  // namespace piket::cli
