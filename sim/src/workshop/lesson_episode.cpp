// The episode of a lesson: its fortnights, what circulars may say, and what comes up.
#include <fmt/format.h>

#include <algorithm>

#include "piket/calibration.hpp"
#include "scenario/scope.hpp"
#include "scenario/sections.hpp"
#include "scenario/suggest.hpp"
#include "workshop/lesson_parts.hpp"

namespace piket {

namespace {

constexpr std::string_view of_cluster = "{agency}";
constexpr int most_fortnights = 6, longest_fortnight = 28;
constexpr size_t most_choices = 4;

// One with a plausible range, so that it can be asked what it does.
void read_assumptions(Reader& reader, std::vector<std::string>& out) {
    reader.words("assumptions", out);
    for (const std::string& key : out) {
        const Parameter* parameter = find_parameter(key);
        if (!parameter) {
            std::vector<std::string_view> known;
            for (const Parameter& p : parameters()) {
                known.push_back(p.key);
            }
            reader.fault("assumptions", fmt::format("\"{}\" is no parameter{}", key, did_you_mean(key, known)));
        } else if (parameter->plausible_low >= parameter->plausible_high) {
            reader.fault("assumptions", fmt::format("\"{}\" has no plausible range to try", key));
        } else if (!varies_by_replicate(*parameter)) {
            reader.fault("assumptions",
                         fmt::format("\"{}\" shapes the people or the offices, which stay the same", key));
        } else if (std::ranges::count(out, key) > 1 && &key == &*std::ranges::find(out, key)) {
            reader.fault("assumptions", fmt::format("\"{}\" is named twice", key));
        }
    }
}

void read_rule(Reader& reader, const Request& request, const World* world, ChoiceRule& out) {
    constexpr int most_days = 365;
    Rule rule;
    const bool scoped = read_demand(reader, rule);
    reader.whole("days", out.days, {1, most_days, "d"});
    for (const char* key : {"zones", "levels", "region", "cite", "mark"}) {
        if (reader.has(key)) {
            reader.fault(key,
                         "is for the rules of scenarios; a choice's rule has measure, value, scope, functions, "
                         "sectors and days");
        }
    }
    out.measure = rule.measure;
    out.value = rule.value;
    out.scope = rule.scope;
    if (!scoped) {
        return;
    }
    if (rule.scope.path == of_cluster) {
        if (request.reported_in_agency == 0) {
            reader.fault("scope", "there is no cluster: the request does not ask for reported_in_agency");
        } else if (rule.measure.valid() && measure(rule.measure).narrowest < ScopeLevel::agency) {
            reader.fault("scope", fmt::format("points to one agency, but {} holds for whole governments",
                                              measure(rule.measure).key));
        }
    } else if (world && !points_somewhere(rule.scope.path, world->scenario)) {
        reader.fault("scope", "matches no unit of the lesson's scenario");
    }
}

void check_cluster_named(Reader& reader, const Request& request) {
    const auto names_it = [](const Text& text) {
        return text.id.find(of_cluster) != std::string::npos || text.en.find(of_cluster) != std::string::npos;
    };
    for (const auto& [key, text] : {std::pair("title", &request.title), std::pair("text", &request.text)}) {
        if (request.reported_in_agency == 0 && names_it(*text)) {
            reader.fault(key, "speaks of {agency}, but the request does not ask for reported_in_agency");
        }
    }
}

void read_request(Reader& reader, LessonEpisode& episode, const World* world) {
    Request request;
    request.line = reader.line();
    reader.require({"id", "title", "text", "choice"});
    if (reader.id("id", request.id)) {
        const auto same = std::ranges::find(episode.requests, request.id, &Request::id);
        if (same != episode.requests.end()) {
            reader.fault("id", fmt::format("is that of another request, in line {}", same->line));
        }
    }
    read_both(reader, "title", request.title, longest::title);
    read_both(reader, "text", request.text, longest::text);
    reader.whole("fortnight", request.fortnight, {1, static_cast<double>(episode.fortnights)});
    reader.whole("reported_in_agency", request.reported_in_agency, {1, 10'000, "persons"});
    reader.number("waiting_days", request.waiting_days, {0, 1000, "d"});
    reader.whole("complaints", request.complaints, {1, 1'000'000});
    read_measures(reader, "unless", request.unless);
    if (request.fortnight == 0 && request.reported_in_agency == 0 && request.waiting_days <= 0 &&
        request.complaints == 0) {
        reader.fault("", "comes up for no reason: it needs fortnight, reported_in_agency, waiting_days or complaints");
    }
    check_cluster_named(reader, request);
    reader.each("choice", [&](Reader& choice) {
        Request::Choice& one = request.choices.emplace_back();
        choice.require({"label"});
        read_both(choice, "label", one.label, longest::choice);
        choice.each("rule", [&](Reader& rule) { read_rule(rule, request, world, one.rules.emplace_back()); });
    });
    if (reader.has("choice") && (request.choices.size() < 2 || request.choices.size() > most_choices)) {
        reader.fault("choice",
                     fmt::format("there are {}; there must be 2 to {}", request.choices.size(), most_choices));
    }
    episode.requests.push_back(std::move(request));
}

}  // namespace

void read_episode(Reader& root, Lesson& lesson, const World* world, const Files& files, Problems& problems) {
    root.section("episode", [&](Reader& reader) {
        LessonEpisode& episode = lesson.episode.emplace();
        reader.whole("fortnights", episode.fortnights, {1, most_fortnights});
        reader.whole("days", episode.days, {1, longest_fortnight, "d"});
        if (world && episode.fortnights * episode.days > world->scenario.days) {
            reader.fault("fortnights", fmt::format("{} of {} days are more than the {} days of the run",
                                                   episode.fortnights, episode.days, world->scenario.days));
        }
        read_measures(reader, "measures", episode.measures);
        read_assumptions(reader, episode.assumptions);
        reader.number("complaints", episode.complaints, {0, 1, "share"});
        read_world(reader, "government", episode.government, world, files, problems);
        read_both(reader, "did", episode.did, longest::history);
        read_both(reader, "known", episode.known, longest::history);
        read_both(reader, "source", episode.source, longest::source);
        if (reader.has("did") || reader.has("known")) {
            reader.require({"did", "known", "source"});
        }
        reader.each("request", [&](Reader& request) { read_request(request, episode, world); });
    });
}

}  // namespace piket
