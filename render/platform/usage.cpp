#include "platform/usage.hpp"

#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace piket::render {

namespace {

// The fields of a stat file from the third on (proc(5)): the second, the name, may contain blanks.
std::vector<std::string> fields_of(const std::filesystem::path& stat) {
    std::string line;
    std::getline(std::ifstream(stat), line);
    const size_t name_end = line.rfind(')');
    std::istringstream rest(name_end == std::string::npos ? "" : line.substr(name_end + 1));
    std::vector<std::string> fields;
    for (std::string field; rest >> field;) {
        fields.push_back(field);
    }
    return fields;
}

double ticks(const std::vector<std::string>& fields, size_t number) {  // as proc(5) counts
    return number - 3 < fields.size() ? std::stod(fields[number - 3]) / static_cast<double>(sysconf(_SC_CLK_TCK)) : 0;
}

}  // namespace

size_t resident_bytes() {
    size_t whole = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> whole >> resident;
    return resident * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

double cpu_seconds(std::string_view thread_name) {
    double seconds = 0;
    std::error_code error;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", error)) {
        std::string name;
        std::getline(std::ifstream(task.path() / "comm"), name);
        if (name == thread_name) {
            const std::vector<std::string> fields = fields_of(task.path() / "stat");
            seconds += ticks(fields, 14) + ticks(fields, 15);
        }
    }
    return seconds;
}

double seconds_since_start() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec) -
           ticks(fields_of("/proc/self/stat"), 22);
}

}  // namespace piket::render
