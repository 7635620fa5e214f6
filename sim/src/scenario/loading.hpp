// What loading has in common for every kind of file.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "piket/problem.hpp"

namespace piket {

// File by file in the order of the first fault, each from the top down, as a reader would meet them.
void sort_by_place(Problems& problems);

// read(problems) gives the value as far as it could be read; it counts unless there was an error. Bad input is no
// exception; what is left here is a machine out of memory or a file system that fails.
template <class T, class Read>
Loaded<T> load(const std::string& file, Read read) {
    Loaded<T> loaded;
    try {
        std::optional<T> value = read(loaded.problems);
        if (!any_error(loaded.problems)) {
            loaded.value = std::move(value);
        }
        sort_by_place(loaded.problems);
    } catch (const std::exception& error) {
        loaded.value.reset();
        loaded.problems.push_back({.file = file, .line = 0, .key = "", .value = "", .message = error.what()});
    }
    return loaded;
}

}  // namespace piket
