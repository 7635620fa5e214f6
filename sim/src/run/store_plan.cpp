// A sweep's plan as the store keeps it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "piket/store.hpp"

namespace piket {

namespace {

using Json = nlohmann::ordered_json;

Json in_json(const Text& text) {
    return {{"id", text.id}, {"en", text.en}};
}

Json in_json(const std::vector<Override>& set) {
    Json list = Json::array();
    for (const Override& change : set) {
        list.push_back({{"key", change.key}, {"value", change.value}});
    }
    return list;
}

Text text_of(const Json& json) {
    return {json.at("id").get<std::string>(), json.at("en").get<std::string>()};
}

std::vector<Override> set_of(const Json& json) {
    std::vector<Override> set;
    for (const Json& change : json) {
        set.push_back({change.at("key").get<std::string>(), change.at("value").get<std::string>()});
    }
    return set;
}

Json in_json(const SweepStep& step) {
    Json json = {{"id", step.id}, {"title", in_json(step.title)}, {"set", in_json(step.set)}};
    if (step.seed) {
        json["seed"] = *step.seed;
    }
    return json;
}

SweepStep step_of(const Json& json) {
    SweepStep step{json.at("id").get<std::string>(), text_of(json.at("title")), set_of(json.at("set"))};
    if (json.contains("seed")) {
        step.seed = json.at("seed").get<uint64_t>();
    }
    return step;
}

SweepPlan read_plan(const Json& json) {
    SweepPlan plan;
    plan.file = json.at("file").get<std::string>();
    plan.title = text_of(json.at("title"));
    plan.note = text_of(json.at("note"));
    plan.scenario = json.at("scenario").get<std::string>();
    plan.scenario_title = text_of(json.at("scenario_title"));
    plan.scenario_digest = json.at("scenario_digest").get<uint64_t>();
    plan.start = Day{json.at("start").get<int>()};
    plan.horizons = json.at("horizons").get<std::vector<int>>();
    plan.seed = json.at("seed").get<uint64_t>();
    plan.replicates = json.at("replicates").get<int>();
    plan.set = set_of(json.at("set"));
    for (const Json& axis : json.at("axes")) {
        SweepAxis next{axis.at("id").get<std::string>(), text_of(axis.at("title")), {}};
        for (const Json& step : axis.at("steps")) {
            next.steps.push_back(step_of(step));
        }
        plan.axes.push_back(std::move(next));
    }
    for (const Json& key : json.at("outcomes")) {
        const auto known = std::ranges::find(outcomes(), key.get<std::string>(), &OutcomeRow::key);
        if (known != outcomes().end()) {
            plan.outcomes.push_back(known->outcome);
        }
    }
    if (json.contains("reference")) {
        plan.reference = {json.at("reference").at("axis").get<size_t>(), json.at("reference").at("step").get<size_t>()};
    }
    return plan;
}

}  // namespace

std::string to_json(const SweepPlan& plan) {
    Json axes = Json::array();
    for (const SweepAxis& axis : plan.axes) {
        Json steps = Json::array();
        for (const SweepStep& step : axis.steps) {
            steps.push_back(in_json(step));
        }
        axes.push_back({{"id", axis.id}, {"title", in_json(axis.title)}, {"steps", std::move(steps)}});
    }
    Json outcomes = Json::array();
    for (const Outcome outcome : plan.outcomes) {
        outcomes.push_back(row(outcome).key);
    }
    Json json = {{"file", plan.file},
                 {"title", in_json(plan.title)},
                 {"note", in_json(plan.note)},
                 {"scenario", plan.scenario},
                 {"scenario_title", in_json(plan.scenario_title)},
                 {"scenario_digest", plan.scenario_digest},
                 {"start", plan.start.value},
                 {"horizons", plan.horizons},
                 {"seed", plan.seed},
                 {"replicates", plan.replicates},
                 {"set", in_json(plan.set)},
                 {"axes", std::move(axes)},
                 {"outcomes", std::move(outcomes)}};
    if (plan.reference) {
        json["reference"] = {{"axis", plan.reference->axis}, {"step", plan.reference->step}};
    }
    // A path need not be UTF-8; that is no reason to lose a run.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

SweepPlan plan_from_json(const std::string& text) {
    try {
        return read_plan(Json::parse(text));
    } catch (const nlohmann::json::exception&) {
        throw std::runtime_error("holds no plan that this program understands");
    }
}

}  // namespace piket
