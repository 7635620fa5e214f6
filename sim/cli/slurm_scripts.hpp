// The scripts that run a sweep on a cluster with Slurm.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace piket::cli {

struct SlurmJobs {
    std::string name;                   // of the job
    std::string program, plan, folder;  // absolute, without line ends, double quotes and backslashes
    int nodes = 1;                      // tasks of the array
    std::optional<int64_t> replicates;
    std::string time, partition;  // may be empty
};

std::string array_script(const SlurmJobs& jobs);
std::string merge_script(const SlurmJobs& jobs);
std::string submit_script(const SlurmJobs& jobs);

}  // namespace piket::cli
