// What this process takes from the machine, as Linux tells it.
#pragma once

#include <cstddef>
#include <string_view>

namespace piket::render {

size_t resident_bytes();                           // of memory
double cpu_seconds(std::string_view thread_name);  // of all threads with this name, so far
double seconds_since_start();                      // of the process

}  // namespace piket::render
