#include "piket/session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "run/session_json.hpp"
#include "scenario/document.hpp"
#include "scenario/loading.hpp"
#include "scenario/names.hpp"

namespace piket {

namespace {

constexpr std::string_view kinds[] = {"enact", "lift", "repeal"};
constexpr int format_of_sessions = 1;

}  // namespace

std::vector<Command> log_of(const Session& session, uint32_t branch) {
    std::vector<Command> log;
    Day before = never;
    for (int b = static_cast<int>(branch); b >= 0; b = session.branches[static_cast<size_t>(b)].parent) {
        const Branch& own = session.branches[static_cast<size_t>(b)];
        std::vector<Command> part;
        for (const Command& command : own.commands) {
            if (command.posted < before) {
                part.push_back(command);
            }
        }
        log.insert(log.begin(), part.begin(), part.end());
        before = std::min(before, own.fork);
    }
    return log;
}

Problems check_commands(const Session& session, uint32_t branch, const World& world) {
    const Scenario& scenario = scenario_of(world);
    const Branch& own = session.branches[branch];
    Problems problems;
    if (own.fork < scenario.start || own.fork > scenario.start + scenario.days) {
        problems.push_back({"", 0, "fork", to_date(own.fork), "lies outside the run of " + scenario.file, false});
    }
    const std::vector<Command> log = log_of(session, branch);
    for (size_t i = log.size() - own.commands.size(); i < log.size(); ++i) {
        for (Problem& problem : check_command(log[i], world, log[i].posted, std::span(log).first(i))) {
            problems.push_back(std::move(problem));
        }
    }
    for (Problem& problem : problems) {
        problem.file = fmt::format("branch {}{}{}", branch, problem.file.empty() ? "" : ": ", problem.file);
    }
    return problems;
}

bool live_until(Simulation& simulation, std::span<const Command> log, Day until, const std::function<bool()>& stop) {
    size_t next = simulation.log().size();
    while (true) {
        for (; next < log.size() && log[next].posted <= simulation.day(); ++next) {
            if (any_error(simulation.post(log[next]))) {
                return false;
            }
        }
        if (simulation.over() || simulation.day() >= until || (stop && stop())) {
            return true;
        }
        simulation.step();
    }
}

Loaded<std::vector<Scenario>> scenarios_of(const Session& session) {
    Loaded<std::vector<Scenario>> all;
    std::vector<Scenario> scenarios;
    for (const SessionScenario& wanted : session.scenarios) {
        Loaded<Scenario> one =
            session.texts.empty() ? load_scenario(wanted.file) : load_scenario_from(session.texts, wanted.file);
        if (one && one->digest != wanted.digest) {
            one.problems.push_back(
                {wanted.file, 0, "", "",
                 fmt::format("is not what it was when this session was played ({:016x}, now {:016x})", wanted.digest,
                             one->digest),
                 false});
        }
        std::ranges::move(one.problems, std::back_inserter(all.problems));
        if (one) {
            scenarios.push_back(std::move(*one.value));
        }
    }
    if (!any_error(all.problems)) {
        all.value = std::move(scenarios);
    }
    return all;
}

Problems check_day(const Session& session, const Scenario& scenario, const std::string& name) {
    const Day last = scenario.start + (scenario.days - 1);
    if (scenario.start <= session.day && session.day <= last) {
        return {};
    }
    return {{name, 0, "day", to_date(session.day),
             fmt::format("lies outside the run, {} to {}", to_date(scenario.start), to_date(last)), false}};
}

// ---- files ------------------------------------------------------------------------------------------------------

namespace {

Json in_json(const Scope& scope) {
    Json json = Json::object();
    if (!scope.path.empty()) {
        json["scope"] = scope.path;
    }
    if (scope.functions != 0) {
        json["functions"] = scope.functions;
    }
    if (scope.sectors != 0) {
        json["sectors"] = scope.sectors;
    }
    return json;
}

Json in_json(const Command& command) {
    Json json = {{"posted", to_date(command.posted)}, {"kind", std::string(kinds[static_cast<size_t>(command.kind)])}};
    if (command.kind == Command::Kind::lift) {
        json["target"] = command.target;
        return json;
    }
    const Measure& m = measure(command.rule.measure);
    json["measure"] = std::string(m.key);
    const Rule& rule = command.rule;
    if (command.kind == Command::Kind::repeal) {
        json.update(in_json(rule.scope));
        return json;
    }
    json["value"] = format_value(m, rule.value);
    json.update(in_json(rule.scope));
    if (rule.from != Day{}) {
        json["from"] = to_date(rule.from);
    }
    if (rule.until != never) {
        json["until"] = to_date(rule.until);
    }
    return json;
}

class SessionReader : JsonReader {
   public:
    using JsonReader::JsonReader;

    std::optional<Session> read(std::string_view text) {
        const Json json = Json::parse(text, nullptr, false);
        if (json.is_discarded() || !json.is_object()) {
            fault("", "", "is no session: not valid JSON");
            return std::nullopt;
        }
        if (!json.contains("piket_session") || json["piket_session"] != format_of_sessions) {
            fault("piket_session", json.contains("piket_session") ? json["piket_session"].dump() : "",
                  fmt::format("must be {}: this is no session file, or one of another version", format_of_sessions));
            return std::nullopt;
        }
        Session session;
        session.seed = number<uint64_t>(json, "seed");
        session.replicate = number<uint64_t>(json, "replicate");
        session.day = date(json, "day");
        session.second = static_cast<Seconds>(std::min<uint64_t>(number<uint64_t>(json, "second"), seconds_per_day));
        for (const Json& one : list(json, "scenarios")) {
            session.scenarios.push_back({word(one, "file"), hex(word(one, "digest"))});
        }
        read_texts(json, session.texts);
        for (const Json& one : list(json, "branches")) {
            read_branch(one, session);
        }
        session.a = shown(json, "a", session);
        session.b = shown(json, "b", session);
        read_steps(json, "steps_a", session.a, session, session.steps[0]);
        read_steps(json, "steps_b", session.b, session, session.steps[1]);
        if (json.contains("workshop")) {
            session.workshop = WorkshopReader(*this).read(json["workshop"]);
        }
        if (session.scenarios.empty() || session.branches.empty()) {
            fault("branches", "", "a session has at least one scenario and one branch");
        }
        return session;
    }

   private:
    uint32_t shown(const Json& json, const char* key, const Session& session) {
        const auto index = number<uint32_t>(json, key);
        if (index >= session.branches.size() && !session.branches.empty()) {
            fault(key, std::to_string(index), "names no branch");
        }
        return index;
    }

    // Missing in files of older programs.
    void read_steps(const Json& json, const char* key, uint32_t shown, const Session& session,
                    std::vector<uint32_t>& steps) {
        if (!json.contains(key)) {
            return;
        }
        for (const Json& one : list(json, key)) {
            const bool names = one.is_number_unsigned() && one.get<uint64_t>() < session.branches.size();
            if (!names || shown >= session.branches.size() ||
                session.branches[one.get<uint32_t>()].scenario != session.branches[shown].scenario) {
                fault(key, one.dump(), "names no branch of this scenario");
                return;
            }
            steps.push_back(one.get<uint32_t>());
        }
        if (std::ranges::find(steps, shown) == steps.end()) {
            fault(key, json[key].dump(), fmt::format("must have {}, the branch shown, among them", shown));
        }
    }

    // Each is checked as any file is when its scenario is read.
    void read_texts(const Json& json, Texts& texts) {
        if (!json.contains("texts")) {
            return;
        }
        if (!json["texts"].is_object()) {
            fault("texts", "", "must be a table of texts by file");
            return;
        }
        for (const auto& [file, text] : json["texts"].items()) {
            if (text.is_string()) {
                texts[file] = text.get<std::string>();
            } else {
                fault("texts." + file, "", "must be a text");
            }
        }
    }

    void read_branch(const Json& json, Session& session) {
        Branch branch;
        branch.fork = date(json, "fork");
        branch.scenario = number<uint32_t>(json, "scenario");
        if (json.is_object() && json.contains("parent")) {
            branch.parent = static_cast<int>(number<uint32_t>(json, "parent"));
            if (branch.parent >= static_cast<int>(session.branches.size())) {
                fault("parent", std::to_string(branch.parent), "must be an earlier branch");
                branch.parent = -1;
            }
        }
        if (branch.scenario >= session.scenarios.size()) {
            fault("scenario", std::to_string(branch.scenario), "names no scenario of this session");
        }
        if (json.is_object()) {
            for (const Json& one : list(json, "commands")) {
                branch.commands.push_back(read_command(one));
            }
        }
        check_order(branch);
        if (branch.parent >= 0 && session.branches[static_cast<size_t>(branch.parent)].scenario != branch.scenario) {
            fault("scenario", std::to_string(branch.scenario), "must be that of the parent");
        }
        session.branches.push_back(std::move(branch));
    }

    void check_order(const Branch& branch) {
        Day before = branch.fork;
        for (const Command& command : branch.commands) {
            if (command.posted < before) {
                fault("posted", to_date(command.posted),
                      "must not lie before the fork or the command before, " + to_date(before));
                return;
            }
            before = command.posted;
        }
    }

    Scope read_scope(const Json& json) {
        Scope scope;
        if (json.contains("scope")) {
            scope.path = word(json, "scope");
        }
        if (json.contains("functions")) {
            scope.functions = number<uint32_t>(json, "functions");
        }
        if (json.contains("sectors")) {
            scope.sectors = number<uint32_t>(json, "sectors");
        }
        return scope;
    }

    Command read_command(const Json& json) {
        Command command;
        command.posted = date(json, "posted");
        const std::string kind = word(json, "kind");
        const auto known = std::ranges::find(kinds, kind);
        if (known == std::end(kinds)) {
            fault("kind", kind, "must be enact, lift or repeal");
            return command;
        }
        command.kind = static_cast<Command::Kind>(known - std::begin(kinds));
        if (command.kind == Command::Kind::lift) {
            command.target = number<uint32_t>(json, "target");
            return command;
        }
        const std::string key = word(json, "measure");
        const std::optional<MeasureId> id = find_measure(key);
        if (!id) {
            fault("measure", key, "names no measure");
            return command;
        }
        command.rule.measure = *id;
        command.rule.scope = read_scope(json);
        if (command.kind == Command::Kind::repeal) {
            return command;
        }
        const std::string text = word(json, "value");
        const std::optional<double> value = parse_value(measure(*id), text);
        if (!value) {
            fault(key, text, fmt::format("must lie between {} and {}", measure(*id).low, measure(*id).high));
        }
        command.rule.value = value.value_or(measure(*id).neutral);
        if (json.contains("from")) {
            command.rule.from = date(json, "from");
        }
        if (json.contains("until")) {
            command.rule.until = date(json, "until");
        }
        return command;
    }
};

}  // namespace

std::string to_json(const Session& session) {
    Json json = {{"piket_session", format_of_sessions},
                 {"program", "piket " PIKET_VERSION},
                 {"seed", session.seed},
                 {"replicate", session.replicate},
                 {"day", to_date(session.day)},
                 {"second", session.second},
                 {"a", session.a},
                 {"b", session.b},
                 {"scenarios", Json::array()},
                 {"branches", Json::array()}};
    for (const auto& [key, steps] : {std::pair("steps_a", session.steps[0]), std::pair("steps_b", session.steps[1])}) {
        if (!steps.empty()) {
            json[key] = steps;
        }
    }
    for (const SessionScenario& scenario : session.scenarios) {
        json["scenarios"].push_back({{"file", scenario.file}, {"digest", fmt::format("{:016x}", scenario.digest)}});
    }
    for (const Branch& branch : session.branches) {
        Json one = {{"fork", to_date(branch.fork)}, {"scenario", branch.scenario}, {"commands", Json::array()}};
        if (branch.parent >= 0) {
            one["parent"] = branch.parent;
        }
        for (const Command& command : branch.commands) {
            one["commands"].push_back(in_json(command));
        }
        json["branches"].push_back(std::move(one));
    }
    if (session.workshop) {
        json["workshop"] = in_json(*session.workshop);
    }
    if (!session.texts.empty()) {
        json["texts"] = session.texts;
    }
    // Names of files may be in any encoding; texts are UTF-8, else they would not have loaded.
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Loaded<Session> load_session(const std::string& path) {
    return load<Session>(path, [&](Problems& problems) {
        const std::optional<std::string> text = read_text(path, problems);
        return text ? SessionReader(path, problems).read(*text) : std::nullopt;
    });
}

Loaded<Session> parse_session(std::string_view json, const std::string& name) {
    return load<Session>(name, [&](Problems& problems) { return SessionReader(name, problems).read(json); });
}

}  // namespace piket
