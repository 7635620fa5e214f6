// Offices written as the text of a scenario, for people to read and change.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "piket/offices.hpp"

namespace piket {
namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') {
            out += ' ';
        } else {
            out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
        }
    }
    return out + '"';
}

std::string quoted(const Text& text) {
    return text.id == text.en ? quoted(text.id)
                              : fmt::format("{{ id = {}, en = {} }}", quoted(text.id), quoted(text.en));
}

// "key = value", with a remark where its column begins.
std::string entry(const char* key, const std::string& value, const char* remark = nullptr) {
    const std::string text = fmt::format("{} = {}", key, value);
    return remark ? fmt::format("{:<33} # {}\n", text, remark) : text + '\n';
}
template <class Number>
requires std::is_arithmetic_v<Number> std::string entry(const char* key, Number value, const char* remark = nullptr) {
    return entry(key, fmt::format("{}", value), remark);
}

std::string room_text(const RoomSpec& room, const char* table, const char* remark = nullptr) {
    std::string text = fmt::format("\n[[{}]]\n", table) + entry("id", quoted(room.id), remark) +
                       entry("type", quoted(name(room.type))) + entry("seats", room.seats);
    text += room.area > 0 ? entry("area", room.area, "m2") : "";
    return text;
}

std::string unit_text(const UnitSpec& unit) {
    std::string text =
        "\n[[government.agency.unit]]\n" + entry("id", quoted(unit.id)) + entry("name", quoted(unit.name));
    text += unit.function != Function::administration ? entry("function", quoted(name(unit.function))) : "";
    text += entry("staff", unit.staff);
    const auto& o = unit.officials;
    if (o[0] + o[1] + o[2] + o[3] > 0) {
        text +=
            entry("officials", fmt::format("[{}, {}, {}, {}]", o[0], o[1], o[2], o[3]), "by level, among the staff");
    }
    for (const RoomSpec& room : unit.rooms) {
        text += room_text(room, "government.agency.unit.room");
    }
    return text;
}

std::string agency_text(const AgencySpec& agency) {
    const int staff = std::accumulate(agency.units.begin(), agency.units.end(), 0,
                                      [](int sum, const UnitSpec& unit) { return sum + unit.staff; });
    std::string text = fmt::format("\n# {} people in {} unit{}\n[[government.agency]]\n", staff, agency.units.size(),
                                   agency.units.size() == 1 ? "" : "s") +
                       entry("id", quoted(agency.id)) + entry("name", quoted(agency.name)) +
                       entry("kind", quoted(name(agency.kind)));
    const ServiceSpec& s = agency.service;
    if (s.counters > 0 || s.counter_per_day > 0) {
        text +=
            entry("counters", s.counters) + entry("counter_per_day", s.counter_per_day, "requests on a working day");
    }
    if (s.online_per_day > 0) {
        text += entry("online_per_day", s.online_per_day);
    }
    for (const UnitSpec& unit : agency.units) {
        text += unit_text(unit);
    }
    for (const RoomSpec& room : agency.rooms) {
        text += room_text(room, "government.agency.room", "shared by all units; not in the table but assumed");
    }
    return text;
}

}  // namespace

std::string to_toml(const GovernmentSpec& government) {
    std::string text = "[[government]]\n" +
                       entry("id", quoted(government.id), "rules say \"id of government/agency/unit\"") +
                       entry("name", quoted(government.name));
    for (const AgencySpec& agency : government.agencies) {
        text += agency_text(agency);
    }
    return text;
}

std::string starter_toml(const GovernmentSpec& government, const std::string& extends) {
    std::string text = entry("format", 1);
    if (!extends.empty()) {
        text += entry("extends", quoted(extends), "the offices");
    }
    return text + entry("title", quoted(government.name)) +
           R"(
[run]
start = 2020-03-16                # the first day, a Monday
days = 42                         # how many days are simulated

[initial]                         # who is infected on the first day:
infected = 1                      # so many civil servants

# A policy: take the # away to have at most half of the staff at the office. More are listed by `piket measures`.
# [[rule]]
# measure = "wfo.share"
# value = 0.5
)";
}

}  // namespace piket
