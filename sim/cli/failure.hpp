// How a command ends early: with lines for the user and an exit status. Nothing was printed on standard output by then.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "piket/problem.hpp"

namespace piket::cli {

// As in sysexits.h where it has a number for the case.
inline constexpr int exit_fine = 0, exit_user_error = 1, exit_usage = 2, exit_internal = 70;

class Failure : public std::exception {
   public:
    explicit Failure(std::string line, int status = exit_user_error) : lines_{std::move(line)}, status_(status) {}
    explicit Failure(std::vector<std::string> lines, int status = exit_user_error)
        : lines_(std::move(lines)), status_(status) {}

    const std::vector<std::string>& lines() const { return lines_; }
    int status() const { return status_; }
    const char* what() const noexcept override { return lines_.empty() ? "" : lines_.front().c_str(); }

   private:
    std::vector<std::string> lines_;
    int status_;
};

}  // namespace piket::cli
