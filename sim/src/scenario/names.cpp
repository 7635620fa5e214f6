#include "scenario/names.hpp"

#include <iterator>

namespace piket {
namespace {

constexpr std::string_view functions[] = {"leadership", "administration", "counter", "field", "health"};
constexpr std::string_view room_types[] = {"office", "meeting",  "hall", "canteen", "prayer",
                                           "lobby",  "corridor", "yard", "lift"};
constexpr std::string_view agency_kinds[] = {"secretariat", "dinas",     "badan",    "kecamatan",
                                             "kelurahan",   "puskesmas", "hospital", "custom"};
constexpr std::string_view rule_sources[] = {"scenario", "circular", "head", "command"};
constexpr std::string_view sectors[] = {"nonessential", "essential", "critical"};
constexpr std::string_view regions[] = {"java_bali", "outside"};
constexpr std::string_view zones[] = {"green", "yellow", "orange", "red"};
constexpr std::string_view town_models[] = {"reported", "renewal"};
constexpr std::string_view marks[] = {"verified", "recalled", "derived", "assumed"};
constexpr std::string_view roles[] = {"input", "outcome"};
constexpr std::string_view observed_quantities[] = {"confirmed_servants", "agencies_with_cases", "town_new_cases",
                                                    "town_in_hospital", "town_isolating"};
constexpr std::string_view vaccines[] = {"sinovac", "az", "pfizer", "moderna"};
constexpr std::string_view vaccine_groups[] = {"servants", "health", "elderly", "adults", "teenagers", "children"};
constexpr std::string_view controls[] = {"time", "timeline", "cards", "circulars", "worlds", "truth", "place", "files"};
constexpr std::string_view lesson_overlays[] = {"people", "air",     "co2",       "risk",
                                                "traces", "service", "occupancy", "compliance"};
constexpr std::string_view lesson_figures[] = {"outcome", "person", "room", "unit", "why"};
constexpr std::string_view step_kinds[] = {"text",
                                           "episode",
                                           "reveal_truth",
                                           "reveal_where",
                                           "reveal_teams",
                                           "reveal_predictions",
                                           "reveal_assumptions",
                                           "reveal_history"};
static_assert(std::size(controls) == control_count && std::size(lesson_overlays) == lesson_overlay_count &&
              std::size(lesson_figures) == lesson_figure_count);
constexpr std::string_view record_by[] = {"automatic", "government", "agency", "unit"};

}  // namespace

template <>
std::span<const std::string_view> names_of<Function>() {
    return functions;
}
template <>
std::span<const std::string_view> names_of<RoomType>() {
    return room_types;
}
template <>
std::span<const std::string_view> names_of<AgencyKind>() {
    return agency_kinds;
}
template <>
std::span<const std::string_view> names_of<RuleSource>() {
    return rule_sources;
}
template <>
std::span<const std::string_view> names_of<Mark>() {
    return marks;
}
template <>
std::span<const std::string_view> names_of<ObservedFigure::Role>() {
    return roles;
}
template <>
std::span<const std::string_view> names_of<ObservedFigure::Quantity>() {
    return observed_quantities;
}
template <>
std::span<const std::string_view> names_of<RecordBy>() {
    return record_by;
}
template <>
std::span<const std::string_view> names_of<Vaccine>() {
    return vaccines;
}
template <>
std::span<const std::string_view> names_of<VaccineGroup>() {
    return vaccine_groups;
}

template <>
std::span<const std::string_view> names_of<Sector>() {
    return sectors;
}
template <>
std::span<const std::string_view> names_of<Region>() {
    return regions;
}
template <>
std::span<const std::string_view> names_of<ZoneColour>() {
    return zones;
}
template <>
std::span<const std::string_view> names_of<TownModel>() {
    return town_models;
}
template <>
std::span<const std::string_view> names_of<Control>() {
    return controls;
}
template <>
std::span<const std::string_view> names_of<LessonOverlay>() {
    return lesson_overlays;
}
template <>
std::span<const std::string_view> names_of<LessonFigure>() {
    return lesson_figures;
}
template <>
std::span<const std::string_view> names_of<StepKind>() {
    return step_kinds;
}

std::string_view name(Function function) {
    return functions[static_cast<size_t>(function)];
}
std::string_view name(RoomType type) {
    return room_types[static_cast<size_t>(type)];
}
std::string_view name(AgencyKind kind) {
    return agency_kinds[static_cast<size_t>(kind)];
}
std::string_view name(Mark mark) {
    return marks[static_cast<size_t>(mark)];
}
std::string_view name(Sector sector) {
    return sectors[static_cast<size_t>(sector)];
}
std::string_view name(Region region) {
    return regions[static_cast<size_t>(region)];
}
std::string_view name(ZoneColour zone) {
    return zones[static_cast<size_t>(zone)];
}
std::string_view name(Control control) {
    return controls[static_cast<size_t>(control)];
}
std::string_view name(LessonOverlay overlay) {
    return lesson_overlays[static_cast<size_t>(overlay)];
}
std::string_view name(LessonFigure figure) {
    return lesson_figures[static_cast<size_t>(figure)];
}
std::string_view name(StepKind kind) {
    return step_kinds[static_cast<size_t>(kind)];
}

}  // namespace piket
