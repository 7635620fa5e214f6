// Where official trips lead, and who is sent together.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenario/scope.hpp"
#include "scenario/sections.hpp"
#include "scenario/suggest.hpp"

namespace piket {
namespace {

constexpr size_t most_destinations = 1000, most_delegations = 10'000;
constexpr Bounds trip_days{1, 60, "d"};

DestinationSpec read_destination(Reader& reader, const Parameters& p) {
    DestinationSpec destination;
    destination.prevalence = p.trip_prevalence;
    destination.days = static_cast<int>(p.trip_days);
    reader.require({"id", "share"});
    reader.id("id", destination.id);
    destination.name = {destination.id, destination.id};
    reader.text("name", destination.name);
    reader.number("share", destination.share, {0, 1, "share"});
    reader.number("prevalence", destination.prevalence, {0, 100, "factor"});
    reader.whole("days", destination.days, trip_days);
    return destination;
}

void read_agencies(Reader& reader, const Scenario& scenario, std::vector<std::string>& patterns) {
    if (!reader.words("agencies", patterns)) {
        return;
    }
    if (patterns.empty()) {
        reader.fault("agencies", "names nobody who is sent");
    }
    for (const std::string& pattern : patterns) {
        if (pattern.empty() || level_of(pattern) > ScopeLevel::agency) {
            reader.fault("agencies", fmt::format(R"("{}" must look like "government/agency")", pattern));
        } else if (!points_somewhere(pattern, scenario)) {
            reader.fault("agencies", fmt::format("\"{}\" matches no agency of this scenario", pattern));
        }
    }
}

void read_destination_of(Reader& reader, const Scenario& scenario, uint32_t& index) {
    std::string id;
    if (!reader.word("destination", id)) {
        return;
    }
    const auto found = std::ranges::find(scenario.destinations, id, &DestinationSpec::id);
    if (found != scenario.destinations.end()) {
        index = static_cast<uint32_t>(found - scenario.destinations.begin());
        return;
    }
    std::vector<std::string_view> known;
    for (const DestinationSpec& destination : scenario.destinations) {
        known.push_back(destination.id);
    }
    reader.fault("destination", known.empty() ? "there is no [[destination]] in this scenario"
                                              : fmt::format("is no id of a [[destination]]: {}{}", listed(known),
                                                            did_you_mean(id, known)));
}

}  // namespace

void read_destinations(Reader& root, Scenario& scenario) {
    double shares = 0;
    root.each("destination", [&](Reader& reader) {
        DestinationSpec destination = read_destination(reader, scenario.parameters);
        if (!destination.id.empty() && std::ranges::find(scenario.destinations, destination.id, &DestinationSpec::id) !=
                                           scenario.destinations.end()) {
            reader.fault("id", "stands for two destinations");
        }
        shares += reader.has("share") ? destination.share : std::nan("");
        scenario.destinations.push_back(std::move(destination));
    });
    if (scenario.destinations.size() > most_destinations) {
        root.fault("destination", fmt::format("there are more than {} destinations", most_destinations));
    } else if (!scenario.destinations.empty()) {
        check_shares(root, "destination", shares);
    }
}

void read_delegations(Reader& root, Scenario& scenario) {
    root.each("delegation", [&](Reader& reader) {
        DelegationSpec delegation;
        delegation.line = reader.line();
        reader.require({"date", "destination", "agencies"});
        const bool dated = reader.date("date", delegation.date);
        read_destination_of(reader, scenario, delegation.destination);
        read_agencies(reader, scenario, delegation.agencies);
        reader.whole("people", delegation.people, {1, 1000, "persons"});
        reader.whole("days", delegation.days, trip_days);
        reader.whole("meeting_people", delegation.meeting_people, {1, 2000, "persons"});
        reader.number("meeting_hours", delegation.meeting_hours, {0.1, 12, "h"});
        if (dated && scenario.start != Day{} &&
            (delegation.date < scenario.start || delegation.date >= scenario.start + scenario.days)) {
            reader.warn("date", "lies outside the run, so nobody travels");
        }
        scenario.delegations.push_back(std::move(delegation));
    });
    if (scenario.delegations.size() > most_delegations) {
        root.fault("delegation", fmt::format("there are more than {} delegations", most_delegations));
    }
}

}  // namespace piket
