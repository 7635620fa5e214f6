#include "runner/futures.hpp"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <stdexcept>

namespace piket::render {

namespace {

constexpr auto between_looks = std::chrono::milliseconds(150);  // each goes over all futures, which takes its time
constexpr auto load_window = std::chrono::minutes(1);

// This thread alone runs where a core is idle, so that the window, which draws on several, does not stutter.
void give_way() {
    const sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
}

}  // namespace

Futures::Futures(Worlds worlds, OnScreen shown, int threads, int wanted)
    : worlds_(std::move(worlds)),
      wanted_(wanted),
      on_screen_(std::move(shown)),
      horizon_(scenario_of(*worlds_.front()).days) {
    EnsembleView nothing = look_at({}, {}, wanted_, horizon_);
    nothing.branch_a = on_screen_.session->a;
    nothing.branch_b = on_screen_.session->b;
    view_ = std::make_shared<const EnsembleView>(std::move(nothing));
    for (int i = 0; i < threads; ++i) {
        threads_.emplace_back([this](const std::stop_token& stop) {
            give_way();
            pthread_setname_np(pthread_self(), ensemble_thread);
            try {
                work(stop);
            } catch (const std::exception& error) {
                const std::lock_guard lock(mutex_);
                failure_ = error.what();
            }
        });
    }
}

Futures::~Futures() {
    for (std::jthread& thread : threads_) {
        thread.request_stop();
    }
}

void Futures::show(OnScreen shown) {
    const std::lock_guard lock(mutex_);
    on_screen_ = std::move(shown);
    std::erase_if(futures_, [&](const auto& known) { return !on_screen_.reach.contains(known.first); });
    std::erase_if(started_, [&](const auto& known) { return !on_screen_.reach.contains(known.first); });
    view_stale_ = true;
    next_look_ = {};
    wake_.notify_all();
}

void Futures::set_running(bool running) {
    const std::lock_guard lock(mutex_);
    running_ = running;
    wake_.notify_all();
}

void Futures::compare_at(int horizon) {
    const std::lock_guard lock(mutex_);
    horizon_ = horizon;
    view_stale_ = true;
    next_look_ = {};
    wake_.notify_all();
}

std::shared_ptr<const EnsembleView> Futures::view() const {
    const std::lock_guard lock(mutex_);
    return view_;
}

int Futures::of_last_minute() const {
    const auto since = std::chrono::steady_clock::now() - load_window;
    const std::lock_guard lock(mutex_);
    return static_cast<int>(std::ranges::count_if(finished_, [&](const auto& when) { return when > since; }));
}

std::string Futures::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

bool Futures::is_shown(uint32_t branch) const {
    return branch == on_screen_.session->a || branch == on_screen_.session->b;
}

std::optional<uint32_t> Futures::behind() const {
    if (!running_) {
        return std::nullopt;
    }
    const auto started = [&](uint32_t branch) {
        const auto known = started_.find(branch);
        return known == started_.end() ? 0 : known->second;
    };
    const Session& session = *on_screen_.session;
    const uint32_t branch = started(session.a) <= started(session.b) ? session.a : session.b;
    return started(branch) < static_cast<uint64_t>(wanted_) ? std::optional(branch) : std::nullopt;
}

bool Futures::look_is_due() const {
    return view_stale_ && (std::chrono::steady_clock::now() >= next_look_ || !behind());
}

void Futures::work(const std::stop_token& stop) {
    while (true) {
        Task task;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, stop, [&] { return view_stale_ || behind(); });
            if (stop.stop_requested()) {
                return;
            }
            if (look_is_due()) {
                look(lock);
                continue;
            }
            task.branch = *behind();
            task.number = started_[task.branch]++;
            task.session = on_screen_.session;
        }
        live(task, stop);
    }
}

// Takes a while, and the window wants the lock.
void Futures::look(std::unique_lock<std::mutex>& lock) {
    view_stale_ = false;
    next_look_ = std::chrono::steady_clock::now() + between_looks;
    const uint64_t number = ++looks_;
    const uint32_t a = on_screen_.session->a, b = on_screen_.session->b;
    const int horizon = horizon_;
    const FuturesByNumber of_a = futures_[a], of_b = futures_[b];
    lock.unlock();
    auto view = std::make_shared<EnsembleView>(look_at(of_a, of_b, wanted_, horizon));
    view->branch_a = a;
    view->branch_b = b;
    lock.lock();
    if (number > look_shown_) {
        look_shown_ = number;
        view_ = std::move(view);
    }
}

void Futures::live(const Task& task, const std::stop_token& stop) {
    const Session& session = *task.session;
    const std::shared_ptr<const World>& world = worlds_[session.branches[task.branch].scenario];
    // 1, 2, 3 ... without the one on screen, as a debrief counts them.
    const bool beyond = session.replicate != 0 && task.number + 1 >= session.replicate;
    const uint64_t replicate = task.number + 1 + (beyond ? 1 : 0);
    const RunOptions options{.seed = session.seed, .replicate = replicate, .threads = 1};
    Simulation simulation(world, options);
    const auto given_up = [&] {
        const std::lock_guard lock(mutex_);
        return stop.stop_requested() || !is_shown(task.branch);
    };
    if (!live_until(simulation, log_of(session, task.branch), never, given_up)) {
        throw std::logic_error("a command that was taken once is refused in a future");
    }
    const auto now = std::chrono::steady_clock::now();
    if (!simulation.over()) {
        const std::lock_guard lock(mutex_);
        const auto started = started_.find(task.branch);
        if (started != started_.end()) {
            started->second = std::min(started->second, task.number);  // again when it is shown again
        }
        return;
    }
    auto future = std::make_shared<const Future>(future_of(simulation, horizons_of(scenario_of(*worlds_.front()))));
    const std::lock_guard lock(mutex_);
    if (!on_screen_.reach.contains(task.branch)) {
        return;
    }
    futures_[task.branch][task.number] = std::move(future);
    finished_.push_back(now);
    while (now - finished_.front() > load_window) {
        finished_.pop_front();
    }
    view_stale_ = true;
}

}  // namespace piket::render
