// The words by which scenarios and lessons name the choices of their enums, in the order of their values.
#pragma once

#include <span>
#include <string_view>

#include "piket/lesson.hpp"
#include "piket/scenario.hpp"

namespace piket {

template <class E>
std::span<const std::string_view> names_of();

template <>
std::span<const std::string_view> names_of<Function>();
template <>
std::span<const std::string_view> names_of<RoomType>();
template <>
std::span<const std::string_view> names_of<AgencyKind>();
template <>
std::span<const std::string_view> names_of<RuleSource>();
template <>
std::span<const std::string_view> names_of<Mark>();
template <>
std::span<const std::string_view> names_of<ObservedFigure::Role>();
template <>
std::span<const std::string_view> names_of<ObservedFigure::Quantity>();
template <>
std::span<const std::string_view> names_of<RecordBy>();
template <>
std::span<const std::string_view> names_of<Vaccine>();
template <>
std::span<const std::string_view> names_of<VaccineGroup>();
template <>
std::span<const std::string_view> names_of<Sector>();
template <>
std::span<const std::string_view> names_of<Region>();
template <>
std::span<const std::string_view> names_of<ZoneColour>();
template <>
std::span<const std::string_view> names_of<TownModel>();
template <>
std::span<const std::string_view> names_of<Control>();
template <>
std::span<const std::string_view> names_of<LessonOverlay>();
template <>
std::span<const std::string_view> names_of<LessonFigure>();
template <>
std::span<const std::string_view> names_of<StepKind>();

}  // namespace piket
