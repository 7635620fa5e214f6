#include "settings.hpp"

namespace piket::cli {

using Json = nlohmann::ordered_json;

namespace {

std::string_view source_name(RuleSource source) {
    constexpr std::string_view names[] = {"scenario", "circular", "head", "command"};
    return names[static_cast<size_t>(source)];
}

}  // namespace

Json rules_in_json(const Scenario& scenario) {
    Json all = Json::array();
    for (const Rule& rule : scenario.rules) {
        const Measure& m = measure(rule.measure);
        all.push_back({{"key", m.key},
                       {"label_id", m.label_id},
                       {"label_en", m.label_en},
                       {"value", format_value(m, rule.value)},
                       {"scope", rule.scope.path},
                       {"everywhere", rule.scope == Scope{}},
                       {"from", rule.from <= scenario.start ? Json(nullptr) : Json(to_date(rule.from))},
                       {"until", rule.until == never ? Json(nullptr) : Json(to_date(rule.until))},
                       {"source", source_name(rule.source)},
                       {"mark", name(m.mark)},
                       {"weak", m.weak}});
    }
    return all;
}

Json parameters_in_json(const Scenario& scenario) {
    Json all = Json::array();
    for (const Parameter& p : parameters()) {
        if (const double value = scenario.parameters.*p.field; value != p.value) {
            all.push_back({{"key", p.key},
                           {"label_id", p.label_id},
                           {"label_en", p.label_en},
                           {"unit", p.unit},
                           {"value", value},
                           {"default", p.value},
                           {"mark", name(p.mark)}});
        }
    }
    return all;
}

}  // namespace piket::cli
