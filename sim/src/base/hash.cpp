#include "base/hash.hpp"

#include <bit>

namespace piket {

void Hash::text(std::string_view s) {
    bytes(s.data(), s.size());
}

// The length goes in first: the last word is filled up with zeros, and texts that follow each other must not run
// together.
void Hash::bytes(const void* data, size_t size) {
    static_assert(std::endian::native == std::endian::little, "elsewhere the words must be turned");
    word(size);
    const char* at = static_cast<const char*>(data);
    for (; size >= sizeof(uint64_t); at += sizeof(uint64_t), size -= sizeof(uint64_t)) {
        uint64_t w;
        std::memcpy(&w, at, sizeof w);
        word(w);
    }
    if (size > 0) {
        uint64_t w = 0;
        std::memcpy(&w, at, size);
        word(w);
    }
}

}  // namespace piket
