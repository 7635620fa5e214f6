#include "report_compared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "pages/svg/fan.hpp"
#include "report.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& j, Language language) {
    return j.at(language == Language::id ? "id" : "en").get<std::string>();
}

std::string label_of(const Json& j, Language language) {
    return j.at(language == Language::id ? "label_id" : "label_en").get<std::string>();
}

// ---- what differs ----

std::string in_force(const Json& rule, Day start, Language language) {
    std::string text = rule.at("value");
    const std::string scope = rule.at("scope");
    if (!scope.empty()) {
        text += " [" + scope + "]";
    } else if (rule.at("everywhere") == false) {
        text += say(language, " [some units]", " [sebagian unit]");
    }
    const auto day = [&](const char* key) {
        return rule.at(key).is_null() ? std::optional<Day>{} : parse_date(rule.at(key).get<std::string>());
    };
    if (const auto from = day("from"); from && *from > start) {
        text += say(language, " from ", " mulai ") + svg::short_date(*from, language);
    }
    if (const auto until = day("until")) {
        text += say(language, " until ", " sampai ") + svg::short_date(*until, language);
    }
    return text;
}

struct Side {
    std::map<std::string, std::vector<std::string>> values;  // by key
};

void collect_rules(const Json& alternative, Side& side, std::map<std::string, Changed>& rows,
                   std::vector<std::string>& order, Language language) {
    const Day start = parse_date(alternative.at("start").get<std::string>()).value_or(Day{0});
    for (const Json& rule : alternative.value("rules", Json::array())) {
        const std::string key = rule.at("key"), value = in_force(rule, start, language);
        std::vector<std::string>& values = side.values[key];
        if (std::ranges::find(values, value) == values.end()) {
            values.push_back(value);
        }
        if (!rows.contains(key)) {
            order.push_back(key);
            rows[key] = {key,
                         label_of(rule, language),
                         "",
                         "",
                         mark_named(rule.at("mark").get<std::string>()),
                         rule.at("weak").get<bool>()};
        }
    }
}

void collect_parameters(const Json& alternative, Side& side, std::map<std::string, Changed>& rows,
                        std::vector<std::string>& order, Language language) {
    for (const Json& p : alternative.value("parameters", Json::array())) {
        const std::string key = p.at("key"), unit = p.at("unit");
        side.values[key].push_back(fmt::format("{:g}{}{}", p.at("value").get<double>(), unit.empty() ? "" : " ", unit));
        if (!rows.contains(key)) {
            order.push_back(key);
            rows[key] = {key, label_of(p, language), "", "", mark_named(p.at("mark").get<std::string>()), false};
        }
    }
}

std::string joined(const std::vector<std::string>& values, Language language) {
    constexpr size_t most = 2;
    std::string text;
    for (size_t i = 0; i < values.size() && i < most; ++i) {
        text += (i > 0 ? "; " : "") + values[i];
    }
    return values.size() > most
               ? text + fmt::format(fmt::runtime(say(language, "; {} more", "; {} lagi")), values.size() - most)
               : text;
}

// Settings in which the two differ first, then numbers of the model that both move away from their default.
std::vector<Changed> changed_between(const Json& a, const Json& b, Language language) {
    Side left, right;
    std::map<std::string, Changed> rows;
    std::vector<std::string> order, numbers;
    collect_rules(b, right, rows, order, language);
    collect_rules(a, left, rows, order, language);
    collect_parameters(b, right, rows, numbers, language);
    collect_parameters(a, left, rows, numbers, language);
    std::vector<Changed> all, same;
    order.insert(order.end(), numbers.begin(), numbers.end());
    for (const std::string& key : order) {
        Changed& row = rows[key];
        row.a = joined(left.values[key], language);
        row.b = joined(right.values[key], language);
        if (left.values[key] != right.values[key]) {
            all.push_back(row);
        } else if (std::ranges::find(numbers, key) != numbers.end()) {
            same.push_back(row);
        }
    }
    all.insert(all.end(), same.begin(), same.end());
    return all;
}

// ---- names ----

struct Names {
    std::string subject, a, b;
};

// Titles without what both begin with; where they are equal, what differs names them.
Names names_of(const Json& a, const Json& b, const std::vector<Changed>& changed, Language language) {
    const std::string first = text_of(a.at("title"), language), second = text_of(b.at("title"), language);
    if (first == second) {
        std::string settings;
        for (const Changed& c : changed) {
            if (c.a != c.b) {
                settings += (settings.empty() ? "" : ", ") + c.key + " = " + (c.b.empty() ? "–" : c.b);
            }
        }
        return {first, say(language, "as the file has it", "seperti dalam berkas"),
                settings.empty() ? say(language, "the same", "sama") : settings};
    }
    const auto [left, unused] = std::ranges::mismatch(first, second);
    const std::string common(first.begin(), left);
    const size_t colon = common.rfind(": ");
    if (colon == std::string::npos) {
        return {first + " / " + second, first, second};
    }
    return {common.substr(0, colon), first.substr(colon + 2), second.substr(colon + 2)};
}

// ---- the rest ----

std::string fan(const Compared& compared, const Pair& pair, Day start, std::vector<Summary> DailyCourse::*course,
                const std::string& title, const std::string& axis, Language language) {
    svg::FanChart chart;
    chart.words.title = title;
    chart.words.width = 450;
    chart.words.alone = false;
    chart.axis = axis;
    chart.first = start;
    chart.body = 210;
    for (const std::string& letter : {pair.a, pair.b}) {
        chart.series.push_back({letter, compared.courses.at(letter).*course});
    }
    return draw(chart, language);
}

std::string assumptions_of(const Json& j, Language language) {
    if (j.at("held_fixed") == true) {
        return say(language, "Assumptions were held fixed. Which of them matter most shows: ",
                   "Asumsi dibuat tetap. Mana yang paling berpengaruh ditunjukkan: ") +
               j.at("shown_by").get<std::string>();
    }
    std::string list;
    for (const Json& one : j.at("strongest")) {
        list += fmt::format("{}{} ({}; {})", list.empty() ? "" : ", ", label_of(one, language),
                            one.at("rank_correlation").get<double>() > 0
                                ? say(language, "more of it raises it", "makin besar, naik")
                                : say(language, "more of it lowers it", "makin besar, turun"),
                            number(one.at("squared").get<double>(), 2, language));
    }
    const auto inputs = j.at("inputs").get<size_t>();
    return list.empty()
               ? fmt::format(fmt::runtime(say(language,
                                              "Of the {} assumptions that differ from future to future none stands out "
                                              "from chance.",
                                              "Dari {} asumsi yang berbeda antar masa depan tidak ada yang menonjol "
                                              "dari kebetulan.")),
                             inputs)
               : fmt::format(fmt::runtime(say(language,
                                              "Of the {} assumptions that differ from future to future these move the "
                                              "difference in infections most: {} (the number is the squared rank "
                                              "correlation).",
                                              "Dari {} asumsi yang berbeda antar masa depan, yang paling menggeser "
                                              "selisih tertular: {} (angkanya kuadrat korelasi peringkat).")),
                             inputs, list);
}

std::string how_sure(const Json& summary, Language language) {
    if (!summary.contains("uncertainty") || summary.at("uncertainty").is_null()) {
        return say(
            language,
            "The interval holds luck alone: every number of the model was held at one value. With --uncertain it "
            "would be wider.",
            "Selang hanya memuat nasib: setiap angka model dibuat tetap. Dengan --uncertain selangnya lebih "
            "lebar.");
    }
    const Json& u = summary.at("uncertainty");
    return fmt::format(
        fmt::runtime(say(language,
                         "The interval holds luck and the numbers drawn from {} ({} of them{}), not whether the model "
                         "has the right form.",
                         "Selang memuat nasib dan angka yang diundi dari {} ({} angka{}), bukan apakah bentuk modelnya "
                         "benar.")),
        u.at("calibration").get<std::string>(), u.at("parameters").size(),
        u.at("plausible_ranges") == true ? say(language, ", others from their ranges", ", lainnya dari rentangnya")
                                         : "");
}

std::vector<std::string> setting_of(const Json& a, const Json& difference, const Pair& pair, Language language) {
    const Json& world = a.at("world");
    return {fmt::format(fmt::runtime(say(language, "{} civil servants, {} family members, {} agencies",
                                         "{} ASN, {} anggota keluarga, {} perangkat daerah")),
                        count(world.at("servants").get<uint64_t>(), language),
                        count(world.at("families").get<uint64_t>(), language),
                        count(world.at("agencies").get<uint64_t>(), language)),
            fmt::format(fmt::runtime(say(language, "from {} to {}", "dari {} sampai {}")),
                        a.at("start").get<std::string>(), pair.day),
            fmt::format(
                fmt::runtime(say(language, "{} futures, {} people the same on both sides with the same luck, seed {}",
                                 "{} masa depan, {} orang sama di kedua sisi dengan nasib yang sama, benih {}")),
                count(pair.futures, language), count(difference.at("paired_people").get<uint64_t>(), language),
                a.at("seed").get<uint64_t>())};
}

}  // namespace

ReportContent content_of(const Compared& compared, const std::string& letter, Language language) {
    ReportContent content;
    content.pair = pair_of(compared, letter, language);
    Pair& pair = content.pair;
    const Json &summary = compared.summary, &a = compared.alternative(pair.a), &b = compared.alternative(letter);
    content.changed = changed_between(a, b, language);
    const Names names = names_of(a, b, content.changed, language);
    pair.a_name = names.a;
    pair.b_name = names.b;
    content.subject = names.subject;
    content.question =
        fmt::format(fmt::runtime(say(language, "What do infections and service become with {} in place of {}, by {}?",
                                     "Menjadi apa penularan dan pelayanan dengan {} sebagai ganti {}, sampai {}?")),
                    pair.b, pair.a, pair.day);
    content.setting = setting_of(a, compared.difference(letter), pair, language);
    const Day start = parse_date(a.at("start").get<std::string>()).value_or(Day{0});
    content.pictures = {fan(compared, pair, start, &DailyCourse::infected,
                            say(language, "Civil servants infected so far", "ASN tertular sampai hari itu"),
                            say(language, "people", "orang"), language),
                        fan(compared, pair, start, &DailyCourse::backlog,
                            say(language, "Requests that wait in the evening", "Permohonan tertunda sore hari"),
                            say(language, "requests", "permohonan"), language)};
    content.assumptions = assumptions_of(compared.difference(letter).at("assumptions"), language);
    content.unknown = {how_sure(summary, language)};
    content.commands = {
        summary.at("command").get<std::string>() + " --out " + quoted(compared.folder),
        fmt::format("piket report {} --lang {}{}", quoted(compared.folder), language == Language::id ? "id" : "en",
                    letter == "B" ? "" : " --alternative " + letter)};
    content.facts = {{"piket", summary.at("version").get<std::string>()},
                     {say(language, "program", "program"), summary.value("program_digest", "?")},
                     {pair.a + " (" + a.at("scenario").get<std::string>() + ")", a.at("digest").get<std::string>()},
                     {pair.b + " (" + b.at("scenario").get<std::string>() + ")", b.at("digest").get<std::string>()}};
    return content;
}

}  // namespace piket::cli
