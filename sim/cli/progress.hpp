// A bar on standard error while replicates are simulated; nothing if that is no terminal.
#pragma once

#include <chrono>
#include <string_view>

namespace piket::cli {

class Progress {
   public:
    explicit Progress(std::string_view unit = "");  // with a unit, such as "runs", the rate is shown too
    ~Progress();                                    // wipes the bar
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void operator()(int done, int of);

   private:
    using Clock = std::chrono::steady_clock;

    std::string_view unit_;
    bool shown_;
    bool drawn_ = false;
    Clock::time_point begin_, last_;
};

}  // namespace piket::cli
