#include "sweep_source.hpp"

#include <fmt/format.h>

#include <fstream>
#include <functional>

#include "failure.hpp"
#include "piket/store.hpp"
#include "piket/version.hpp"
#include "progress.hpp"

namespace piket::cli {

namespace {

SweepSource run_plan(const std::string& path, const Options& options) {
    SweepSource source{plan_from(path, options), {}, std::string(program_version), std::string(program_digest()), 0};
    try {
        Progress progress("runs");
        source.runs = run_sweep(source.plan, {options.threads, std::ref(progress), {}});
    } catch (const SweepError& error) {
        throw Failure(fmt::format("piket: {}", error.what()));
    }
    source.done = source.plan.points() * static_cast<size_t>(source.plan.replicates);
    return source;
}

}  // namespace

SweepPlan plan_from(const std::string& path, const Options& options) {
    SweepPlan plan = accept(load_sweep(path));
    if (const std::optional<int64_t>& replicates = options.replicates) {
        if (*replicates < 1 || *replicates > most_sweep_replicates) {
            throw Failure(
                fmt::format("piket: --replicates {}: must lie between 1 and {}", *replicates, most_sweep_replicates),
                exit_usage);
        }
        plan.replicates = static_cast<int>(*replicates);
    }
    return plan;
}

bool is_store(const std::string& path) {
    constexpr std::string_view magic = "SQLite format 3";
    std::string head(magic.size(), ' ');
    std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
    return head == magic;
}

SweepSource from_store(const std::string& path) {
    try {
        const Store store = Store::read(path);
        SweepSource source{store.plan(), {}, store.version(), store.program(), store.runs()};
        for (size_t p = 0; p < source.plan.points(); ++p) {
            source.runs.emplace_back();
            for (SweepResult& result : store.runs_at(p)) {
                source.runs.back().push_back(std::move(result.outcomes));
                source.runs.back().back().replicate = result.run.replicate;
            }
        }
        return source;
    } catch (const StoreError& error) {
        throw Failure(fmt::format("piket: {}", error.what()));
    }
}

SweepSource sweep_source(const std::string& path, const Options& options) {
    if (!is_store(path)) {
        return run_plan(path, options);
    }
    if (options.replicates) {
        throw Failure(
            fmt::format("piket: --replicates: {} is a store, which has its runs; piket sweep adds more", path),
            exit_usage);
    }
    return from_store(path);
}

}  // namespace piket::cli
