// The record of a workshop in the file of a session.
#include <cmath>

#include "run/session_json.hpp"

namespace piket {

namespace {

constexpr const char* predicted[predicted_count] = {"infections", "waiting"};

}  // namespace

WorkshopRecord WorkshopReader::read(const Json& json) {
    WorkshopRecord record;
    if (!json.is_object()) {
        fault("workshop", json.dump(), "must be a table");
        return record;
    }
    record.lesson = word(json, "lesson");
    record.digest = hex(word(json, "digest"));
    record.team = word(json, "team");
    for (const Json& one : list(json, "fortnights")) {
        record.fortnights.push_back(read_fortnight(one));
        const size_t n = record.fortnights.size();
        if (n > 1 && record.fortnights[n - 1].decided <= record.fortnights[n - 2].decided) {
            fault("decided", to_date(record.fortnights[n - 1].decided), "must come after the fortnight before");
        }
    }
    if (json.contains("draft")) {
        record.draft = read_draft(json["draft"]);
    }
    return record;
}

Fortnight WorkshopReader::read_fortnight(const Json& json) {
    Fortnight fortnight;
    if (!json.is_object()) {
        fault("fortnights", json.dump(), "must be a list of tables");
        return fortnight;
    }
    fortnight.decided = date(json, "decided");
    fortnight.reasons = word(json, "reasons");
    fortnight.answers = read_answers(json);
    if (!json.contains("sealed") || !json["sealed"].is_object()) {
        fault("sealed", "", "must be a table");
    } else {
        for (size_t i = 0; i < predicted_count; ++i) {
            fortnight.sealed[i] = read_range(json["sealed"], predicted[i]);
        }
    }
    fortnight.leans_on = read_words(json, "leans_on");
    return fortnight;
}

Draft WorkshopReader::read_draft(const Json& json) {
    Draft draft;
    if (!json.is_object()) {
        fault("draft", json.dump(), "must be a table");
        return draft;
    }
    draft.answers = read_answers(json);
    draft.reasons = word(json, "reasons");
    draft.leans_on = read_words(json, "leans_on");
    const Json ranges = json.contains("ranges") ? json["ranges"] : Json();
    for (size_t i = 0; i < predicted_count; ++i) {
        const std::vector<std::string> typed = read_words(ranges, predicted[i]);
        if (typed.size() == 2) {
            draft.ranges[i] = {typed[0], typed[1]};
        } else {
            fault(std::string("ranges.") + predicted[i], "", "must be two texts");
        }
    }
    return draft;
}

std::vector<RequestAnswer> WorkshopReader::read_answers(const Json& json) {
    std::vector<RequestAnswer> answers;
    for (const Json& one : list(json, "answers")) {
        answers.push_back(read_answer(one));
    }
    return answers;
}

std::vector<std::string> WorkshopReader::read_words(const Json& json, const char* key) {
    std::vector<std::string> words;
    for (const Json& one : list(json, key)) {
        if (one.is_string()) {
            words.push_back(one.get<std::string>());
        } else {
            fault(key, one.dump(), "must be a list of texts");
        }
    }
    return words;
}

SealedRange WorkshopReader::read_range(const Json& json, const char* key) {
    const bool pair = json.contains(key) && json[key].is_array() && json[key].size() == 2 && json[key][0].is_number() &&
                      json[key][1].is_number();
    const SealedRange range =
        pair ? SealedRange{json[key][0].get<double>(), json[key][1].get<double>()} : SealedRange{};
    if (!pair || !(0 <= range.low && range.low <= range.high && std::isfinite(range.high))) {
        fault(std::string("sealed.") + key, json.contains(key) ? json[key].dump() : "",
              "must be two numbers from 0, the lower one first");
        return {};
    }
    return range;
}

RequestAnswer WorkshopReader::read_answer(const Json& json) {
    RequestAnswer answer;
    answer.request = word(json, "request");
    const auto choice = number<uint32_t>(json, "choice");
    constexpr uint32_t most = 100;
    if (choice > most) {
        fault("choice", std::to_string(choice), "names no choice");
    } else {
        answer.choice = static_cast<int>(choice);
    }
    if (json.is_object() && json.contains("agency")) {
        answer.agency = word(json, "agency");
    }
    return answer;
}

namespace {

Json in_json(const std::vector<RequestAnswer>& all) {
    Json answers = Json::array();
    for (const RequestAnswer& answer : all) {
        Json one = {{"request", answer.request}, {"choice", answer.choice}};
        if (!answer.agency.empty()) {
            one["agency"] = answer.agency;
        }
        answers.push_back(std::move(one));
    }
    return answers;
}

Json in_json(const Draft& draft) {
    Json ranges = Json::object();
    for (size_t i = 0; i < predicted_count; ++i) {
        ranges[predicted[i]] = draft.ranges[i];
    }
    return {{"answers", in_json(draft.answers)},
            {"reasons", draft.reasons},
            {"ranges", std::move(ranges)},
            {"leans_on", draft.leans_on}};
}

}  // namespace

Json in_json(const WorkshopRecord& record) {
    Json fortnights = Json::array();
    for (const Fortnight& f : record.fortnights) {
        Json sealed = Json::object();
        for (size_t i = 0; i < predicted_count; ++i) {
            sealed[predicted[i]] = Json::array({f.sealed[i].low, f.sealed[i].high});
        }
        fortnights.push_back({{"decided", to_date(f.decided)},
                              {"answers", in_json(f.answers)},
                              {"reasons", f.reasons},
                              {"sealed", std::move(sealed)},
                              {"leans_on", f.leans_on}});
    }
    Json json = {{"lesson", record.lesson},
                 {"digest", fmt::format("{:016x}", record.digest)},
                 {"team", record.team},
                 {"fortnights", std::move(fortnights)}};
    if (record.draft) {
        json["draft"] = in_json(*record.draft);
    }
    return json;
}

}  // namespace piket
