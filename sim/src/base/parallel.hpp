// Parallel loops. The only file that names oneTBB. Each index is its own task and writes only what it owns, so neither
// the number of threads nor the order of work can change a result.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace piket {

// A bounded set of worker threads; loops inside loops share them.
class Workers {
   public:
    explicit Workers(int threads = 0);  // 0: one per core; more than cores if asked, up to 256
    ~Workers();
    Workers(Workers&&) noexcept;
    Workers& operator=(Workers&&) noexcept;

    int threads() const;

    // body(i) for each i in [0, n), in blocks of at least `grain`; serial when n <= grain. An exception comes back, and
    // not all that was left is then done.
    void each(size_t n, size_t grain, const std::function<void(size_t)>& body) const;
    // body(begin, end) over disjoint blocks that cover [0, n). Where it cuts differs from run to run: what is summed
    // over a block must not reach a result.
    void blocks(size_t n, size_t grain, const std::function<void(size_t, size_t)>& body) const;

   private:
    struct Arena;
    std::unique_ptr<Arena> arena_;
};

}  // namespace piket
