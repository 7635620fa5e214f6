// How files of sessions are read and written: what every part of one has in common, and the record of a workshop.
#pragma once

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "piket/problem.hpp"
#include "piket/time.hpp"
#include "piket/workshop.hpp"

namespace piket {

using Json = nlohmann::ordered_json;

// Reads one file; each fault is noted with its key.
class JsonReader {
   public:
    JsonReader(const std::string& name, Problems& problems) : name_(name), problems_(problems) {}

   protected:
    void fault(std::string key, std::string value, std::string message) {
        problems_.push_back({name_, 0, std::move(key), std::move(value), std::move(message), false});
    }

    template <class T>
    T number(const Json& json, const char* key) {
        if (!json.is_object() || !json.contains(key) || !json[key].is_number_unsigned()) {
            fault(key, json.is_object() && json.contains(key) ? json[key].dump() : "", "must be a whole number from 0");
            return {};
        }
        return json[key].get<T>();
    }
    std::string word(const Json& json, const char* key) {
        if (!json.is_object() || !json.contains(key) || !json[key].is_string()) {
            fault(key, json.is_object() && json.contains(key) ? json[key].dump() : "", "must be a text");
            return {};
        }
        return json[key].get<std::string>();
    }
    Json list(const Json& json, const char* key) {
        if (!json.contains(key) || !json[key].is_array()) {
            fault(key, "", "must be a list");
            return Json::array();
        }
        return json[key];
    }
    Day date(const Json& json, const char* key) {
        const std::string text = word(json, key);
        const std::optional<Day> day = parse_date(text);
        if (!day && !text.empty()) {
            fault(key, text, "must be a date such as 2020-03-18");
        }
        return day.value_or(Day{});
    }
    uint64_t hex(const std::string& text) {
        uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
        if (error != std::errc() || end != text.data() + text.size()) {
            fault("digest", text, "must be a hexadecimal number");
        }
        return value;
    }

   private:
    const std::string& name_;
    Problems& problems_;
};

class WorkshopReader : JsonReader {
   public:
    explicit WorkshopReader(const JsonReader& session) : JsonReader(session) {}

    WorkshopRecord read(const Json& json);

   private:
    Fortnight read_fortnight(const Json& json);
    SealedRange read_range(const Json& json, const char* key);
    RequestAnswer read_answer(const Json& json);
    Draft read_draft(const Json& json);
    std::vector<RequestAnswer> read_answers(const Json& json);
    std::vector<std::string> read_words(const Json& json, const char* key);
};

Json in_json(const WorkshopRecord& record);

}  // namespace piket
