// Asserts our own mistakes; the user's mistakes are Problems.
#pragma once

#include <stdexcept>

namespace piket {

struct BrokenInvariant : std::logic_error {
    using std::logic_error::logic_error;
};

// Always on: these stand where a wrong answer would otherwise leave the house.
inline void check(bool holds, const char* what) {
    if (!holds) [[unlikely]] {
        throw BrokenInvariant(what);
    }
}

}  // namespace piket
