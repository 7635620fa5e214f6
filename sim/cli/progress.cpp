#include "progress.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "terminal.hpp"

namespace piket::cli {

namespace {

constexpr int cells = 40;
constexpr std::chrono::milliseconds between_two_drawings{100};

std::string duration(double seconds) {
    const auto s = static_cast<int64_t>(seconds + 0.5);
    return s < 60     ? fmt::format("{} s", s)
           : s < 3600 ? fmt::format("{} min {:02} s", s / 60, s % 60)
                      : fmt::format("{} h {:02} min", s / 3600, s / 60 % 60);
}

}  // namespace

Progress::Progress(std::string_view unit)
    : unit_(unit), shown_(stderr_is_terminal()), begin_(Clock::now()), last_(begin_) {
    if (shown_) {
        (*this)(0, 1);
    }
}

Progress::~Progress() {
    if (drawn_) {
        fmt::print(stderr, "\r\033[K");
        std::fflush(stderr);
    }
}

void Progress::operator()(int done, int of) {
    const Clock::time_point now = Clock::now();
    if (!shown_ || (drawn_ && done < of && now - last_ < between_two_drawings)) {
        return;
    }
    const double share = of > 0 ? static_cast<double>(done) / of : 0;
    const double spent = std::chrono::duration<double>(now - begin_).count();
    const auto full = static_cast<int>(share * cells);
    const std::string left = done > 0 ? ", " + duration(spent / share - spent) + " left" : "";
    const std::string rate = unit_.empty() || done == 0 || spent <= 0
                                 ? ""
                                 : fmt::format(" ({} of {}, {:.3g} {}/s)", done, of, done / spent, unit_);
    fmt::print(stderr, "\r\033[K[{:#<{}}{:.<{}}] {:.0f} %{}{}", "", full, "", cells - full, share * 100, rate, left);
    std::fflush(stderr);
    last_ = now;
    drawn_ = true;
}

}  // namespace piket::cli
