// The results of a sweep in one file, run by run, so that a long one can be stopped, killed, split over machines and
// gone on with. An SQLite database that other tools read as well:
//   about(key, value)                             the plan, the program, as text
//   points(point, one column per axis: its step)  settings(point, key, value)
//   runs(point, replicate, seed, prevalence, state)
//   results(point, replicate, day, one column per outcome: summed up to that day)
//   outcomes(key, unit, label_id, label_en, fewer_is_better)
// A finished run is one transaction, on disk before the next is taken.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "piket/sweep.hpp"

namespace piket {

// Begins with the file's name and says what can be done.
class StoreError : public SweepError {
    using SweepError::SweepError;
};

class Store {
   public:
    // A new file; or one that the same plan and the same program have begun, to go on with. Nobody else can write to it
    // as long as this lives. Of two numbers of replicates it keeps the larger.
    static Store write(const std::string& path, const SweepPlan& plan);
    // As it is, also while another process writes to it.
    static Store read(const std::string& path);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    const std::string& path() const;
    const SweepPlan& plan() const;       // as it was stored; its file and scenario may be gone
    const std::string& version() const;  // of the program that made the runs
    const std::string& program() const;  // its digest

    size_t runs() const;                                                // that are there
    std::vector<SweepRun> missing(std::span<const SweepRun> of) const;  // in their order
    std::vector<SweepResult> runs_at(size_t point) const;               // by replicate

    void add(const SweepResult& result);
    // Takes over what another store of the same plan and program has, all or nothing, and its replicates if they are
    // more. Returns how many runs were new.
    size_t absorb(const std::string& other);
    // Leaves one plain file, which a copy or a folder without write permission does no harm.
    void close();

   private:
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// A plan as it is stored.
std::string to_json(const SweepPlan& plan);
SweepPlan plan_from_json(const std::string& json);  // throws std::runtime_error if it is none

}  // namespace piket
