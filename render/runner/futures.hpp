// The ensemble behind the two worlds on screen: their futures under other luck, lived on threads that give way to the
// window.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "runner/ensemble_view.hpp"
#include "runner/on_screen.hpp"

namespace piket::render {

// The name of these threads, as the system shows them.
inline constexpr const char* ensemble_thread = "piket-futures";

class Futures {
   public:
    // `wanted`: futures of each world, in the end. Without threads there never are any.
    Futures(Worlds worlds, OnScreen shown, int threads, int wanted);
    ~Futures();

    // From now on. What is being lived for branches that are not shown any more is given up.
    void show(OnScreen shown);
    void set_running(bool running);  // pauses; what is known stays
    void compare_at(int horizon);    // days from the start; at first all of the run

    std::shared_ptr<const EnsembleView> view() const;
    int of_last_minute() const;
    std::string failure() const;  // of the thread that failed last; empty: none has

   private:
    struct Task {
        uint32_t branch = 0;
        uint64_t number = 0;
        std::shared_ptr<const Session> session;
    };

    void work(const std::stop_token& stop);
    std::optional<uint32_t> behind() const;  // which branch lacks futures most
    bool look_is_due() const;
    void look(std::unique_lock<std::mutex>& lock);
    void live(const Task& task, const std::stop_token& stop);
    bool is_shown(uint32_t branch) const;

    const Worlds worlds_;
    const int wanted_;

    mutable std::mutex mutex_;  // everything below
    std::condition_variable_any wake_;
    OnScreen on_screen_;
    bool running_ = true;
    int horizon_;
    std::map<uint32_t, FuturesByNumber> futures_;  // by branch
    std::map<uint32_t, uint64_t> started_;         // by branch
    std::shared_ptr<const EnsembleView> view_;
    bool view_stale_ = false;
    std::chrono::steady_clock::time_point next_look_;  // while futures come in, the view is not renewed before
    uint64_t looks_ = 0, look_shown_ = 0;              // a slow look never takes the place of a later one
    std::deque<std::chrono::steady_clock::time_point> finished_;  // those of the last minute
    std::string failure_;
    std::vector<std::jthread> threads_;  // last: they end first
};

}  // namespace piket::render
