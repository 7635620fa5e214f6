// What a report says of a comparison, and of a sweep.
#pragma once

#include <string>

#include "compared.hpp"
#include "frontiers.hpp"
#include "report_page.hpp"

namespace piket::cli {

ReportContent content_of(const Compared& compared, const std::string& letter, Language language);

// Of the policy on the frontier that comes nearest to the best in both against the reference; `path` is where the runs
// are.
ReportContent content_of(const Frontier& frontier, const SweepSource& source, const std::string& path,
                         Language language);

}  // namespace piket::cli
