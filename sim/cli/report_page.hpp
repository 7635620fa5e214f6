// What a report says, and how it becomes a page.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "numbers.hpp"
#include "pair.hpp"
#include "piket/measures.hpp"

namespace piket::cli {

// A setting in which the two sides differ, or a number of the model that is not at its default.
struct Changed {
    std::string key, label;
    std::string a, b;  // values with the days on which they hold; empty: not set
    Mark mark = Mark::assumed;
    bool weak = false;  // evidence
};

struct ReportContent {
    Pair pair;
    std::string subject, question;
    std::vector<std::string> setting;   // who, when, how many futures
    std::vector<std::string> pictures;  // below the answer, side by side
    std::string wide_picture;           // below them; may be empty
    std::string table;                  // XHTML; may be empty
    std::vector<Changed> changed;
    std::string assumptions;           // what moved the result; may be empty
    std::vector<std::string> unknown;  // sentences on top of those that hold for every report
    std::vector<std::string> commands;
    std::vector<std::pair<std::string, std::string>> facts;  // program, digests
};

std::string page_of(const ReportContent& content, Language language);

// "assumed" and its like, back from a file; assumed if it is none of them.
Mark mark_named(std::string_view name);

}  // namespace piket::cli
