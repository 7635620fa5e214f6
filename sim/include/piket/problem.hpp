// What is wrong with a piece of input, said so that its author can mend it at once.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace piket {

// One fault in a file or on the command line. Line 0: the fault has no line.
struct Problem {
    std::string file;
    int line = 0;
    std::string key;      // dotted path, for instance "agency.dukcapil.counters"
    std::string value;    // as it was written
    std::string message;  // what is wrong and what is allowed
    bool warning = false;

    // "file:line: key = value: message" without the parts that are empty; "warning: " before the key of a warning.
    std::string text() const;
};

using Problems = std::vector<Problem>;

bool any_error(const Problems& problems);

// Either a value, perhaps with warnings, or every problem that stood in its way.
template <class T>
struct Loaded {
    std::optional<T> value;
    Problems problems;

    explicit operator bool() const { return value.has_value(); }
    T& operator*() { return *value; }
    T* operator->() { return &*value; }
};

}  // namespace piket
