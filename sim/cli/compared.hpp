// The folder that piket compare --out wrote, read again.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "pair.hpp"
#include "piket/time.hpp"

namespace piket::cli {

// Day by day, over futures.
struct DailyCourse {
    std::vector<Summary> infected;  // civil servants, up to and with this day
    std::vector<Summary> backlog;   // requests that wait at the end of the day
};

struct Compared {
    std::string folder;
    nlohmann::ordered_json summary;
    std::map<std::string, DailyCourse> courses;  // by letter
    size_t futures = 0;

    const nlohmann::ordered_json& alternative(const std::string& letter) const;
    const nlohmann::ordered_json& difference(const std::string& letter) const;
};

// A Failure if it is no such folder, or its files do not belong together.
Compared read_compared(const std::string& folder);

// The first alternative and the one called so, at the last horizon.
Pair pair_of(const Compared& compared, const std::string& letter, Language language);

}  // namespace piket::cli
