// What was published about a place, and the parameters that a scenario sets for itself alone.
#include <fmt/format.h>

#include <algorithm>

#include "scenario/scope.hpp"
#include "scenario/sections.hpp"
#include "scenario/suggest.hpp"

namespace piket {
namespace {

using Role = ObservedFigure::Role;
using Quantity = ObservedFigure::Quantity;

bool is_of_the_town(Quantity q) {
    return q == Quantity::town_new_cases || q == Quantity::town_in_hospital || q == Quantity::town_isolating;
}

// What could not be read keeps its place, so that later faults are found too; a faulty scenario is never returned.
ObservedFigure read_figure(Reader& reader, const Scenario& scenario) {
    ObservedFigure figure;
    figure.file = reader.file();
    figure.line = reader.line();
    figure.since = scenario.start;
    reader.require({"id", "label", "role", "quantity", "value", "date", "source"});
    reader.id("id", figure.id);
    reader.text("label", figure.label);
    const bool has_role = reader.choice("role", figure.role);
    const bool has_quantity = reader.choice("quantity", figure.quantity);
    reader.number("value", figure.value, {0, 1e9, "persons or agencies"});
    reader.word("scope", figure.scope);
    reader.word("source", figure.source);
    reader.choice("mark", figure.mark);
    reader.date("since", figure.since);
    if (!reader.date("date", figure.date)) {
        return figure;
    }
    if (figure.date < figure.since) {
        reader.fault("date", fmt::format("lies before {}, from which on the figure counts", to_date(figure.since)));
    }
    if (has_role && has_quantity && is_of_the_town(figure.quantity) != (figure.role == Role::input)) {
        reader.fault("role", is_of_the_town(figure.quantity)
                                 ? "must be input: a figure of the town goes into the scenario"
                                 : "must be outcome: cases among civil servants are what the model gives");
    }
    return figure;
}

bool covers_somebody(const std::string& scope, const Scenario& scenario) {
    const std::vector<std::string_view> parts = parts_of(scope);
    return parts.empty() || std::ranges::any_of(scenario.governments, [&](const GovernmentSpec& government) {
               return part_matches(parts[0], government.id);
           });
}

}  // namespace

void read_fitted(Reader& root, Scenario& scenario) {
    root.each("fitted", [&](Reader& reader) {
        FittedParameter fitted;
        reader.require({"key", "value", "reason"});
        reader.text("reason", fitted.reason);
        if (!reader.word("key", fitted.key)) {
            reader.node("value");
            return;
        }
        const Parameter* row = find_parameter(fitted.key);
        if (row == nullptr) {
            std::vector<std::string_view> known;
            std::ranges::transform(parameters(), std::back_inserter(known), &Parameter::key);
            reader.fault("key", "is no parameter" + did_you_mean(fitted.key, known));
            reader.node("value");
        } else if (std::ranges::find(scenario.fitted, fitted.key, &FittedParameter::key) != scenario.fitted.end()) {
            reader.fault("key", "is fitted twice");
            reader.node("value");
        } else if (reader.number("value", fitted.value, {row->low, row->high, row->unit})) {
            scenario.parameters.*row->field = fitted.value;
            scenario.fitted.push_back(std::move(fitted));
        }
    });
}

void read_observed(Reader& root, Scenario& scenario) {
    root.each("observed", [&](Reader& reader) {
        ObservedFigure figure = read_figure(reader, scenario);
        if (std::ranges::find(scenario.observed, figure.id, &ObservedFigure::id) != scenario.observed.end()) {
            reader.fault("id", "stands for two figures");
        }
        if (!covers_somebody(figure.scope, scenario)) {
            reader.fault("scope", "matches no government of this scenario");
        }
        const bool too_late =
            figure.role == Role::outcome && scenario.start != Day{} && figure.date >= scenario.start + scenario.days;
        if (too_late) {
            reader.warn("date", fmt::format("lies after the run, which ends on {}, so the figure is left out",
                                            to_date(scenario.start + (scenario.days - 1))));
        } else {
            scenario.observed.push_back(std::move(figure));
        }
    });
}

}  // namespace piket
