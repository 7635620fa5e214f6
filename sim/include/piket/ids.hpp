// Strong ids and the columns that they index. No bare integer names a person or a room.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace piket {

// Index of one thing of a kind within one World. A default-made id names nothing.
template <class Tag>
struct Id {
    static constexpr uint32_t none = std::numeric_limits<uint32_t>::max();
    uint32_t value = none;

    constexpr bool valid() const { return value != none; }
    constexpr auto operator<=>(const Id&) const = default;
};

using GovernmentId = Id<struct GovernmentTag>;
using AgencyId = Id<struct AgencyTag>;  // OPD: one agency of a government
using UnitId = Id<struct UnitTag>;      // work unit within an agency, the scope of a roster
using BuildingId = Id<struct BuildingTag>;
using RoomId = Id<struct RoomTag>;
using HallId = Id<struct HallTag>;  // a service counter hall
using HouseholdId = Id<struct HouseholdTag>;
using PersonId = Id<struct PersonTag>;  // civil servants first, then their families
using StrainId = Id<struct StrainTag>;
using MeetingId = Id<struct MeetingTag>;
using EpisodeId = Id<struct EpisodeTag>;  // one infection of one person

// Half-open range of consecutive ids.
template <class I>
struct Range {
    I first{0}, last{0};

    constexpr uint32_t size() const { return last.value - first.value; }
    constexpr bool empty() const { return first == last; }
    constexpr bool contains(I id) const { return first <= id && id < last; }

    struct Iterator {
        using iterator_category = std::input_iterator_tag;
        using value_type = I;
        using difference_type = std::ptrdiff_t;
        using pointer = const I*;
        using reference = I;

        uint32_t value = 0;
        constexpr I operator*() const { return I{value}; }
        constexpr Iterator& operator++() {
            ++value;
            return *this;
        }
        constexpr Iterator operator++(int) {
            Iterator before = *this;
            ++value;
            return before;
        }
        constexpr bool operator==(const Iterator&) const = default;
    };
    constexpr Iterator begin() const { return {first.value}; }
    constexpr Iterator end() const { return {last.value}; }
};

// A vector that only its own kind of id can index.
template <class I, class T>
class Column {
   public:
    Column() = default;
    explicit Column(size_t size, const T& value = T{}) : rows_(size, value) {}

    T& operator[](I id) { return rows_[id.value]; }
    const T& operator[](I id) const { return rows_[id.value]; }

    uint32_t size() const { return static_cast<uint32_t>(rows_.size()); }
    bool empty() const { return rows_.empty(); }
    Range<I> ids() const { return {I{0}, I{size()}}; }
    I push_back(T row) {
        rows_.push_back(std::move(row));
        return I{size() - 1};
    }
    void assign(size_t size, const T& value) { rows_.assign(size, value); }
    void resize(size_t size) { rows_.resize(size); }
    void reserve(size_t size) { rows_.reserve(size); }
    T& back() { return rows_.back(); }

    auto begin() { return rows_.begin(); }
    auto end() { return rows_.end(); }
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }
    T* data() { return rows_.data(); }
    const T* data() const { return rows_.data(); }

    std::span<const T> slice(Range<I> range) const { return {data() + range.first.value, range.size()}; }

   private:
    std::vector<T> rows_;
};

}  // namespace piket
