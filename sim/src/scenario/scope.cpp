#include "scenario/scope.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace piket {

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const size_t slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return parts;
}

// A * first takes nothing; where the rest then fails, the last * takes one letter more.
bool part_matches(std::string_view pattern, std::string_view id) {
    constexpr size_t none = std::string_view::npos;
    size_t p = 0, i = 0, star = none, taken = 0;
    while (i < id.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = i;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == id[i])) {
            ++p;
            ++i;
        } else if (star != none) {
            p = star + 1;
            i = ++taken;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == none;
}

bool path_matches(std::string_view pattern, std::string_view path) {
    const std::vector<std::string_view> patterns = parts_of(pattern), ids = parts_of(path);
    return patterns.size() <= ids.size() && std::equal(patterns.begin(), patterns.end(), ids.begin(), part_matches);
}

ScopeLevel level_of(std::string_view pattern) {
    return pattern.empty() ? ScopeLevel::everywhere
                           : static_cast<ScopeLevel>(1 + std::min<ptrdiff_t>(2, std::ranges::count(pattern, '/')));
}

namespace {

bool agency_matches(const std::vector<std::string_view>& parts, const AgencySpec& agency) {
    const auto unit_matches = [&](const UnitSpec& unit) { return part_matches(parts[2], unit.id); };
    // Units that are made from a head count have no name yet.
    if (parts.size() > 2 && agency.kind == AgencyKind::custom && std::ranges::none_of(agency.units, unit_matches)) {
        return false;
    }
    bool matches = agency.count == 1 && part_matches(parts[1], agency.id);
    for (int i = 1; agency.count > 1 && i <= agency.count && !matches; ++i) {
        matches = part_matches(parts[1], fmt::format("{}-{}", agency.id, i));
    }
    return matches;
}

}  // namespace

bool points_somewhere(const std::string& pattern, const Scenario& scenario) {
    const std::vector<std::string_view> parts = parts_of(pattern);
    return parts.empty() || std::ranges::any_of(scenario.governments, [&](const GovernmentSpec& government) {
               return part_matches(parts[0], government.id) &&
                      (parts.size() == 1 || std::ranges::any_of(government.agencies, [&](const AgencySpec& agency) {
                           return agency_matches(parts, agency);
                       }));
           });
}

bool covers(const Scope& scope, std::string_view unit_path, Function function, Sector sector) {
    const auto among = [](uint32_t bits, unsigned index) { return bits == 0 || (bits >> index & 1U) != 0; };
    return among(scope.functions, static_cast<unsigned>(function)) &&
           among(scope.sectors, static_cast<unsigned>(sector)) && path_matches(scope.path, unit_path);
}

bool may_meet(const Scope& a, const Scope& b) {
    const auto apart = [](uint32_t x, uint32_t y) { return x != 0 && y != 0 && (x & y) == 0; };
    if (apart(a.functions, b.functions) || apart(a.sectors, b.sectors)) {
        return false;
    }
    const std::vector<std::string_view> ours = parts_of(a.path), theirs = parts_of(b.path);
    for (size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i) {
        if (!part_matches(ours[i], theirs[i]) && !part_matches(theirs[i], ours[i])) {
            return false;
        }
    }
    return true;
}

int specificity(const Scope& scope) {
    const bool wild = scope.path.find_first_of("*?") != std::string::npos;
    return static_cast<int>(parts_of(scope.path).size()) * 8 + (scope.functions != 0 ? 4 : 0) +
           (scope.sectors != 0 ? 2 : 0) + (!scope.path.empty() && !wild ? 1 : 0);
}

Sector sector_of(const AgencySpec& agency, const UnitSpec& unit) {
    const Sector usual = unit.function == Function::health    ? Sector::critical
                         : unit.function == Function::counter ? Sector::essential
                                                              : Sector::nonessential;
    return unit.sector.value_or(agency.sector.value_or(usual));
}

}  // namespace piket
