#include "workshop/letter_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "piket/workshop.hpp"
#include "scenario/scope.hpp"
#include "world/world.hpp"

namespace piket {

namespace {

constexpr const char* months[2][12] = {{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
                                        "September", "Oktober", "November", "Desember"},
                                       {"January", "February", "March", "April", "May", "June", "July", "August",
                                        "September", "October", "November", "December"}};
constexpr const char* functions[2][5] = {{"pimpinan", "administrasi", "loket", "lapangan", "kesehatan"},
                                         {"leadership", "administration", "counters", "the field", "health"}};
constexpr const char* sectors[2][3] = {{"nonesensial", "esensial", "kritikal"},
                                       {"nonessential", "essential", "critical"}};

constexpr size_t most_names = 3;

bool whole_pattern(std::string_view pattern) {
    return pattern.empty() || pattern.find_first_not_of('*') == std::string_view::npos;
}

void add(std::vector<std::string>& names, std::string name) {
    if (std::ranges::find(names, name) == names.end()) {
        names.push_back(std::move(name));
    }
}

}  // namespace

std::string LetterWords::date(Day day) const {
    const std::string iso = to_date(day);  // "2020-03-18"
    if (iso.size() != 10) {
        return iso;
    }
    const int month = std::atoi(iso.substr(5, 2).c_str());
    return fmt::format("{} {} {}", std::atoi(iso.substr(8, 2).c_str()), months[indonesian_ ? 0 : 1][month - 1],
                       iso.substr(0, 4));
}

std::string LetterWords::number(double value, int decimals) const {
    std::string plain = fmt::format("{:.{}f}", value, decimals);
    const size_t point = std::min(plain.find('.'), plain.size());
    if (point < plain.size() && indonesian_) {
        plain[point] = ',';
    }
    for (size_t at = point; at > 3; at -= 3) {
        plain.insert(at - 3, indonesian_ ? "." : ",");
    }
    return plain;
}

std::string LetterWords::government(const Scenario& scenario) const {
    std::vector<std::string> names;
    for (const GovernmentSpec& one : scenario.governments) {
        names.push_back(name(one.name));
    }
    return joined(names);
}

std::string LetterWords::joined(const std::vector<std::string>& names) const {
    std::string text;
    for (size_t i = 0; i < names.size(); ++i) {
        text += i == 0                 ? ""
                : i + 1 < names.size() ? ", "
                : names.size() == 2    ? (indonesian_ ? " dan " : " and ")
                                       : (indonesian_ ? ", dan " : " and ");
        text += names[i];
    }
    return text;
}

std::string LetterWords::agencies(std::string_view government, std::string_view pattern) const {
    std::vector<std::string> names;
    for (const GovernmentSpec& g : scenario_.governments) {
        if (!part_matches(government, g.id)) {
            continue;
        }
        for (const AgencySpec& agency : g.agencies) {
            int matching = 0, last = 0;
            for (int i = 1; i <= agency.count; ++i) {
                if (part_matches(pattern, agency.count > 1 ? fmt::format("{}-{}", agency.id, i) : agency.id)) {
                    ++matching;
                    last = i;
                }
            }
            if (matching == 1) {
                add(names, agency.count > 1 ? fmt::format("{} {}", name(agency.name), last) : name(agency.name));
            } else if (matching > 1) {
                add(names, (indonesian_ ? "semua " : "all of ") + name(agency.name));
            }
        }
    }
    if (names.size() > most_names) {
        return fmt::format(fmt::runtime(indonesian_ ? "{} perangkat daerah" : "{} agencies"), names.size());
    }
    return joined(names);
}

std::string LetterWords::units(const std::string& path) const {
    std::vector<std::string> names;
    const std::vector<std::string_view> parts = parts_of(path);
    for (const GovernmentSpec& g : scenario_.governments) {
        for (const AgencySpec& agency : g.agencies) {
            const std::string id = agency.count > 1 ? agency.id + "-1" : agency.id;
            for (const UnitSpec& unit : organise(agency)) {
                const bool there =
                    part_matches(parts[0], g.id) && part_matches(parts[2], unit.id) &&
                    (part_matches(parts[1], id) || (agency.count > 1 && parts[1].starts_with(agency.id)));
                if (there) {
                    add(names, name(unit.name));
                }
            }
        }
    }
    return names.size() > most_names
               ? fmt::format(fmt::runtime(indonesian_ ? "{} unit kerja" : "{} units"), names.size())
               : joined(names);
}

std::string LetterWords::whom(const Scope& scope) const {
    const std::vector<std::string_view> parts = parts_of(scope.path);
    const bool all_agencies = parts.size() < 2 || whole_pattern(parts[1]);
    std::string text;
    if (all_agencies) {
        text = indonesian_ ? "semua perangkat daerah" : "all agencies";
        if (!parts.empty() && !whole_pattern(parts[0]) && scenario_.governments.size() > 1) {
            std::vector<std::string> names;
            for (const GovernmentSpec& g : scenario_.governments) {
                if (part_matches(parts[0], g.id)) {
                    names.push_back(name(g.name));
                }
            }
            text += (indonesian_ ? " " : " of ") + joined(names);
        }
    } else {
        text = agencies(parts[0], parts[1]);
    }
    if (parts.size() > 2 && !whole_pattern(parts[2])) {
        text = units(scope.path) + (indonesian_ ? " pada " : " of ") + text;
    }
    const auto among = [&](uint32_t bits, const auto& words, size_t count) {
        std::vector<std::string> names;
        for (size_t i = 0; i < count; ++i) {
            if (bits >> i & 1U) {
                names.emplace_back(words[indonesian_ ? 0 : 1][i]);
            }
        }
        return joined(names);
    };
    if (scope.functions != 0) {
        text += fmt::format(fmt::runtime(indonesian_ ? " (unit {})" : " (units of {})"),
                            among(scope.functions, functions, std::size(functions[0])));
    }
    if (scope.sectors != 0) {
        text += fmt::format(fmt::runtime(indonesian_ ? " (sektor {})" : " ({} sector)"),
                            among(scope.sectors, sectors, std::size(sectors[0])));
    }
    return text;
}

std::string whom(const Scenario& scenario, const Scope& scope, bool indonesian) {
    return LetterWords(scenario, indonesian).whom(scope);
}

}  // namespace piket
