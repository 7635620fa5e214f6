#include "interrupt.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>

#include "base/check.hpp"

namespace piket::cli {

namespace {

// A signal handler may touch little else than lock-free atomics, so these are global and of fixed size.
constexpr size_t most_paths = 16;
std::array<std::atomic<const char*>, most_paths> doomed{};
std::atomic<bool> wait{false};
std::atomic<int> waiting{0};
std::atomic<bool> stoppable{false};
std::atomic<int> stop_signal{0};
static_assert(std::atomic<const char*>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void end_by(int signal_number) {
    for (const auto& path : doomed) {  // files before the folder that holds them
        if (const char* p = path.load()) {
            unlink(p);
        }
    }
    for (const auto& path : doomed) {
        if (const char* p = path.load()) {
            rmdir(p);
        }
    }
    if (isatty(STDERR_FILENO) == 1) {  // not on the line of a progress bar
        [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, "\n", 1);
    }
    std::signal(signal_number, SIG_DFL);
    raise(signal_number);
}

extern "C" void on_signal(int signal_number) {
    if (wait.load()) {
        waiting.store(signal_number);
    } else if (int none = 0; stoppable.load() && stop_signal.compare_exchange_strong(none, signal_number)) {
        return;
    } else {
        end_by(signal_number);
    }
}

}  // namespace

void handle_signals() {
    for (int signal_number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
        struct sigaction before {};
        sigaction(signal_number, nullptr, &before);
        if (before.sa_handler != SIG_IGN) {
            std::signal(signal_number, on_signal);
        }
    }
    std::signal(SIGXFSZ, SIG_IGN);
}

void remove_when_interrupted(const std::string& path) {
    for (auto& slot : doomed) {
        const char* empty = nullptr;
        if (slot.compare_exchange_strong(empty, path.c_str())) {
            return;
        }
    }
    check(false, "too many paths to remove when interrupted");
}

void forget(const std::string& path) {
    for (auto& slot : doomed) {
        const char* mine = path.c_str();
        slot.compare_exchange_strong(mine, nullptr);
    }
}

Uninterrupted::Uninterrupted() {
    wait.store(true);
}

Uninterrupted::~Uninterrupted() {
    wait.store(false);
    if (const int signal_number = waiting.exchange(0)) {
        end_by(signal_number);
    }
}

StopRequest::StopRequest() {
    stop_signal.store(0);
    stoppable.store(true);
}

StopRequest::~StopRequest() {
    stoppable.store(false);
}

bool StopRequest::made() {
    return stop_signal.load() != 0;
}

int StopRequest::status() {
    constexpr int ended_by_signal = 128;
    return ended_by_signal + stop_signal.load();
}

}  // namespace piket::cli
