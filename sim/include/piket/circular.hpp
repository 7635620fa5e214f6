// A circular of the national government as data: what it demands, where and since when, and how far that may be
// trusted.
#pragma once

#include <string>
#include <vector>

#include "piket/problem.hpp"
#include "piket/scenario.hpp"

namespace piket {

struct Circular {
    std::string id;
    Text title, note;
    std::string issuer, number, source;
    Mark mark = Mark::assumed;
    Day from, until = never;  // both included
    std::vector<Rule> rules;  // within these dates; of source circular
    std::string file;
    int line = 0;                       // of the table that has the dates
    int from_line = 0, until_line = 0;  // where they stand; 0: nowhere
};

// Reads a circular. Problems name file, line, key, value and what is allowed.
Loaded<Circular> load_circular(const std::string& path);
Loaded<Circular> parse_circular(std::string_view toml, const std::string& name);

}  // namespace piket
