#pragma once

#include <cstdint>

namespace piket::render {

enum class Language : uint8_t { id, en };

}  // namespace piket::render
