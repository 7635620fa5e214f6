#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "piket/scenario.hpp"
#include "scenario/contradictions.hpp"
#include "scenario/extends.hpp"
#include "scenario/overrides.hpp"
#include "scenario/sections.hpp"

namespace piket {
namespace {

Scenario read_scenario(const Node& document, Problems& problems) {
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
    read_calendar(root, scenario, problems);
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
    read_circulars(root, scenario, problems);
    check_contradictions(root, scenario);
    root.finish();
    return scenario;
}

// Bad input is no exception; what is left here is a machine out of memory or a file system that fails.
template <class ReadDocument>
Loaded<Scenario> load(const std::string& name, const std::vector<Override>& overrides, ReadDocument read_document) {
    Loaded<Scenario> loaded;
    Problems& problems = loaded.problems;
    try {
        if (std::optional<Node> document = read_document(problems)) {
            apply_overrides(*document, overrides, problems);
            Scenario scenario = read_scenario(*document, problems);
            scenario.file = name;
            if (!any_error(problems)) {
                scenario.digest = digest_of(scenario);
                loaded.value = std::move(scenario);
            }
        }
        sort_by_place(problems);
    } catch (const std::exception& error) {
        loaded.value.reset();
        problems.push_back({.file = name, .line = 0, .key = "", .value = "", .message = error.what()});
    }
    return loaded;
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

Loaded<Scenario> load_scenario(const std::string& path, const std::vector<Override>& overrides) {
    return load(path, overrides, [&](Problems& problems) { return merged_document(path, problems); });
}

Loaded<Scenario> parse_scenario(std::string_view toml, const std::string& name,
                                const std::vector<Override>& overrides) {
    return load(name, overrides, [&](Problems& problems) { return merged_document(toml, name, problems); });
}

}  // namespace piket
