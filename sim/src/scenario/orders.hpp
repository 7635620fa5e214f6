// How a circular orders what a measure is for.
#pragma once

#include <string>
#include <string_view>

#include "piket/measures.hpp"

namespace piket {

// A sentence without its end, Indonesian and English. {dose} stands for the value, {s} for the plural of an English
// noun; what is in [brackets] is left out where the dose is all. A choice has one sentence for each, parted by |.
struct Order {
    std::string_view key, id, en;
};
const Order& order(MeasureId id);

// The sentence for a value. Empty: this value orders nothing, as no flag and no limit do.
std::string order_of(MeasureId id, double value, bool indonesian);

}  // namespace piket
