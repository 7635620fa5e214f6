#include <fmt/format.h>

#include <algorithm>

#include "piket/scenario.hpp"
#include "scenario/contradictions.hpp"
#include "scenario/extends.hpp"
#include "scenario/loading.hpp"
#include "scenario/overrides.hpp"
#include "scenario/sections.hpp"

namespace piket {
namespace {

Scenario read_scenario(const Node& document, const Files& files, Problems& problems) {
    Scenario scenario;
    Reader root(document, "", problems);
    for (const char* key : {"format", "extends", "rules"}) {
        root.node(key);  // read before the merge
    }
    root.require({"title"});
    root.text("title", scenario.title);
    root.text("briefing", scenario.briefing);
    read_run(root, scenario);
    read_record(root, scenario);
    read_hours(root, scenario);
    read_calendar(root, scenario, files, problems);
    read_experiment(root, scenario);
    read_parameters(root, scenario);
    read_fitted(root, scenario);
    read_town(root, scenario);
    read_strains(root, scenario);
    read_immunity(root, scenario);
    read_governments(root, scenario);
    read_initial(root, scenario);
    read_observed(root, scenario);
    read_destinations(root, scenario);
    read_delegations(root, scenario);
    read_rules(root, scenario);
    read_circulars(root, scenario, files, problems);
    check_contradictions(root, scenario);
    root.finish();
    return scenario;
}

std::optional<Scenario> read_scenario(std::optional<Node> document, const std::string& name,
                                      const std::vector<Override>& overrides, const Files& files, Problems& problems) {
    if (!document) {
        return std::nullopt;
    }
    apply_overrides(*document, overrides, problems);
    Scenario scenario = read_scenario(*document, files, problems);
    scenario.file = name;
    if (!any_error(problems)) {
        scenario.digest = digest_of(scenario);
    }
    return scenario;
}

}  // namespace

void sort_by_place(Problems& problems) {
    std::vector<std::string> files;
    for (const Problem& problem : problems) {
        if (std::ranges::find(files, problem.file) == files.end()) {
            files.push_back(problem.file);
        }
    }
    std::ranges::stable_sort(problems, {}, [&](const Problem& problem) {
        return std::pair(std::ranges::find(files, problem.file) - files.begin(), problem.line);
    });
}

Loaded<Scenario> load_scenario(const std::string& path, const std::vector<Override>& overrides, Texts* read) {
    const Files files{.read = read};
    return load<Scenario>(path, [&](Problems& problems) {
        return read_scenario(merged_document(path, files, problems), path, overrides, files, problems);
    });
}

Loaded<Scenario> load_scenario_from(const Texts& texts, const std::string& path) {
    const Files files{.only = &texts};
    return load<Scenario>(path, [&](Problems& problems) {
        return read_scenario(merged_document(path, files, problems), path, {}, files, problems);
    });
}

Loaded<Scenario> parse_scenario(std::string_view toml, const std::string& name,
                                const std::vector<Override>& overrides) {
    return load<Scenario>(name, [&](Problems& problems) {
        return read_scenario(merged_document(toml, name, problems), name, overrides, {}, problems);
    });
}

}  // namespace piket
