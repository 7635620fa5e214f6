// piket merge: the shards of a sweep put together, as if one process had run it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "commands.hpp"
#include "failure.hpp"
#include "interrupt.hpp"
#include "options.hpp"
#include "piket/store.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

struct Request {
    std::string out;
    std::vector<std::string> shards;
};

void remove_store(const std::string& path) {
    for (const char* part : {"", "-wal", "-shm", "-journal"}) {
        std::error_code ignored;
        std::filesystem::remove(path + part, ignored);
    }
}

struct Merged {
    std::vector<size_t> added;       // by shard
    size_t there = 0, expected = 0;  // runs
};

// All of the shards or nothing.
Merged put_together(const Request& request) {
    const SweepPlan plan = Store::read(request.shards.front()).plan();
    std::error_code ignored;
    const bool is_new = !std::filesystem::exists(request.out, ignored);
    bool made = false;
    const Uninterrupted whole;
    try {
        Store all = Store::write(request.out, plan);
        made = is_new;
        Merged merged;
        for (const std::string& shard : request.shards) {
            merged.added.push_back(all.absorb(shard));
        }
        const std::vector<SweepRun> wanted = runs_of(all.plan());
        merged.expected = wanted.size();
        merged.there = wanted.size() - all.missing(wanted).size();
        all.close();
        return merged;
    } catch (...) {
        if (made) {
            remove_store(request.out);
        }
        throw;
    }
}

int merge(const Request& request) {
    Merged merged;
    try {
        merged = put_together(request);
    } catch (const StoreError& error) {
        throw Failure(fmt::format("piket: {}", error.what()));
    }
    for (size_t i = 0; i < request.shards.size(); ++i) {
        print(fmt::format("{}: {} runs\n", request.shards[i], merged.added[i]));
    }
    print(fmt::format("{}: {} of {} runs\n", request.out, merged.there, merged.expected));
    if (merged.there < merged.expected) {
        complain(
            fmt::format("{}: warning: {} of {} runs are missing; finish the shards and merge them again, or let "
                        "piket sweep --out {} do the rest",
                        request.out, merged.expected - merged.there, merged.expected, quoted(request.out)));
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
