#include "base/parallel.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <optional>

namespace piket {

namespace {

constexpr int most_threads = 256;

template <class F>
struct AtEnd {
    explicit AtEnd(F f) : run(f) {}
    ~AtEnd() { run(); }
    AtEnd(const AtEnd&) = delete;
    AtEnd& operator=(const AtEnd&) = delete;
    F run;
};

}  // namespace

struct Workers::Arena {
    explicit Arena(int count) : threads(count), arena(count) {
        if (count > tbb::info::default_concurrency()) {
            beyond_cores.emplace(tbb::global_control::max_allowed_parallelism, most_threads);
        }
    }

    int threads;
    // oneTBB starts no more threads than there are cores unless the process allows it while such an object lives.
    std::optional<tbb::global_control> beyond_cores;
    tbb::task_arena arena;
};

Workers::Workers(int threads)
    : arena_(
          std::make_unique<Arena>(threads > 0 ? std::min(threads, most_threads) : tbb::info::default_concurrency())) {}

Workers::~Workers() = default;
Workers::Workers(Workers&&) noexcept = default;
Workers& Workers::operator=(Workers&&) noexcept = default;

int Workers::threads() const {
    return arena_->threads;
}

void Workers::each(size_t n, size_t grain, const std::function<void(size_t)>& body) const {
    blocks(n, grain, [&body](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) {
            body(i);
        }
    });
}

void Workers::blocks(size_t n, size_t grain, const std::function<void(size_t, size_t)>& body) const {
    if (n == 0) {
        return;
    }
    grain = std::max<size_t>(grain, 1);
    if (n <= grain || threads() == 1) {
        body(0, n);
        return;
    }
    // oneTBB orders the caller before every block and every block before the return, thrown or not; these say so to the
    // thread sanitizer, which cannot see into Debian's library.
    std::atomic<int> begun = 0, done = 0;
    begun.store(1, std::memory_order_release);
    const AtEnd await([&] { done.load(std::memory_order_acquire); });
    // A range longer than its grain size is halved: 2 grain - 1 keeps the halves at grain or more.
    const tbb::blocked_range<size_t> range(0, n, 2 * grain - 1);
    arena_->arena.execute([&] {
        // A thread that waits for a loop inside a loop helps only with that one, so that no other turn of the outer
        // loop runs in the middle of the one that waits.
        tbb::this_task_arena::isolate([&] {
            tbb::parallel_for(range, [&](const tbb::blocked_range<size_t>& block) {
                begun.load(std::memory_order_acquire);
                const AtEnd announce([&] { done.fetch_add(1, std::memory_order_release); });
                body(block.begin(), block.end());
            });
        });
    });
}

}  // namespace piket
