#include "platform/frames.hpp"

#include <algorithm>
#include <vector>

namespace piket::render {

void FrameTimes::add(double milliseconds) {
    times_[count_++ % times_.size()] = milliseconds;
}

double FrameTimes::quantile(double share) const {
    std::vector<double> sorted(times_.begin(), times_.begin() + static_cast<ptrdiff_t>(count()));
    if (sorted.empty()) {
        return 0;
    }
    std::ranges::sort(sorted);
    return sorted[std::min(sorted.size() - 1, static_cast<size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace piket::render
