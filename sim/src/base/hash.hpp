// A 64-bit hash that is ours, so that a state hash means the same on every machine and in every year.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace piket {

constexpr uint64_t mix(uint64_t x) {  // finaliser of splitmix64 (Steele, Lea, Flood 2014)
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

class Hash {
   public:
    void word(uint64_t w) { value_ = mix(value_ + 0x9e3779b97f4a7c15ULL + mix(w)); }
    void text(std::string_view s);

    // For types without padding: equal values, equal bytes (but 0.0 and -0.0 differ).
    template <class T>
    void plain(const T& v) {
        static_assert(std::has_unique_object_representations_v<T> || std::is_same_v<T, float> ||
                      std::is_same_v<T, double>);
        bytes(&v, sizeof v);
    }
    void bytes(const void* data, size_t size);

    uint64_t value() const { return value_; }

   private:
    uint64_t value_ = 0;
};

}  // namespace piket
