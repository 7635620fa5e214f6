#include "sensitivities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assumptions.hpp"
#include "pages/svg/bars.hpp"
#include "report.hpp"
#include "results.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;
using enum FactorKind;

constexpr double wide = 0.3;          // an interval of a total index that says little
constexpr double small_share = 0.02;  // of the variance: not worth a sentence

std::string key_of(const SensitivityFactor& f) {
    switch (f.kind) {
        case parameter:
            return std::string(f.spread.parameter->key);
        case posterior:
            return "calibration";
        case prevalence:
            return "initial.prevalence";
        case others:
            return "others";
        default:
            return "chance";
    }
}

std::string label_of(const Found& found, const SensitivityFactor& f, Language language) {
    const std::string members = count(f.members, language);
    switch (f.kind) {
        case parameter:
            return say(language, f.spread.parameter->label_en, f.spread.parameter->label_id);
        case posterior:
            return fmt::format(fmt::runtime(say(language, "The {} calibrated numbers, drawn together",
                                                "{} angka hasil kalibrasi, diundi bersama")),
                               members);
        case prevalence:
            return say(language, "Town's infected share at the start", "Bagian warga kota yang terinfeksi pada awal");
        case others:
            return fmt::format(fmt::runtime(say(language, "The other {} assumptions, varied together",
                                                "{} asumsi lainnya, digeser bersama")),
                               members);
        default:
            return found.options.futures == 1
                       ? say(language, "Chance: who meets and infects whom",
                             "Kebetulan: siapa bertemu dan menulari siapa")
                       : fmt::format(fmt::runtime(say(language, "Chance left in the mean of {} futures",
                                                      "Kebetulan yang tersisa dalam rata-rata {} masa depan")),
                                     found.options.futures);
    }
}

bool is_assumption(const SensitivityFactor& f) {
    return f.kind != others && f.kind != chance;
}

// Whether its values are in an order, so that there can be more of it.
bool has_direction(const SensitivityFactor& f) {
    return f.kind == parameter || f.kind == prevalence;
}

std::string figure(double x, Language language) {
    std::string text = fmt::format("{:.3g}", x);
    if (text.find('e') != std::string::npos && std::fabs(x) < 1e6 && std::fabs(x) >= 1e-6) {
        text = fmt::format("{:.6f}", x);
        text.erase(text.find_last_not_of('0') + 1);
        text.erase(text.find_last_not_of('.') + 1);
    }
    if (language == Language::id) {
        std::ranges::replace(text, '.', ',');
    }
    return text;
}

std::string range_of(const SensitivityFactor& f, Language language) {
    if (!has_direction(f)) {
        return "";
    }
    const std::string_view unit = f.kind == prevalence ? "share" : f.spread.parameter->unit;
    const double times = unit == "share" ? 100 : 1;
    const bool bare = unit.empty() || unit == "factor" || unit == "ln";
    return fmt::format("{} – {}{}", figure(times * f.spread.low, language), figure(times * f.spread.high, language),
                       bare              ? ""
                       : unit == "share" ? " %"
                                         : " " + std::string(unit));
}

std::string mark_of(const SensitivityFactor& f, Language language) {
    return f.kind == parameter    ? std::string(in_words(f.spread.parameter->mark, language))
           : f.kind == prevalence ? say(language, "the scenario's range", "rentang dari skenario")
                                  : "";
}

std::string interval(const Estimate& e, Language language) {
    return number(e.low, 2, language) + " – " + number(e.high, 2, language);
}

// Over its range; empty where the interval leaves open which way it goes.
std::string effect_of(const Found& found, const SensitivityFactor& f, Language language) {
    const Estimate& slope = f.indices.slope;
    if (!has_direction(f)) {
        return "";
    }
    if (slope.low <= 0 && slope.high >= 0) {
        return say(language, "unclear", "tak jelas");
    }
    const double value = shown(found.outcome, slope.value);
    return (value > 0 ? "+" : "") + number(value, decimals_for(value), language);
}

std::string outcome_name(const Found& found, Language language) {
    const std::string name = label(found.outcome, language);
    return found.worlds.size() == 1
               ? name
               : fmt::format(fmt::runtime(say(language, "{}: difference B - A", "{}: selisih B - A")), name);
}

std::string percent(double share, Language language) {
    return number(100 * std::min(share, 1.0), 0, language) + " %";  // estimates may pass 1, shares do not
}

// Assumptions whose intervals overlap that of the largest, itself counted.
size_t unsettled(const Sensitivity& s) {
    const SensitivityFactor* largest = nullptr;
    size_t overlapping = 0;
    for (const SensitivityFactor& f : s.factors) {
        if (is_assumption(f)) {
            largest = largest == nullptr ? &f : largest;
            overlapping += f.indices.total.high >= largest->indices.total.low ? 1 : 0;
        }
    }
    return overlapping;
}

bool too_wide(const Sensitivity& s) {
    return std::ranges::any_of(s.factors, [](const SensitivityFactor& f) {
        return is_assumption(f) && f.indices.total.high - f.indices.total.low > wide;
    });
}

std::string warning(const Found& found, Language language) {
    constexpr size_t few = 3;
    const size_t open = unsettled(found.result);
    const int n = found.options.samples;
    if (too_wide(found.result) || open > few) {
        return wrapped(fmt::format(fmt::runtime(say(
                                       language,
                                       "N = {} is too small to rank these: intervals are wide or overlap. --samples {} "
                                       "narrows them.",
                                       "N = {} terlalu kecil untuk mengurutkannya: selangnya lebar atau bertumpuk. "
                                       "--samples {} mempersempitnya.")),
                                   n, 4 * n),
                       0);
    }
    return open <= 1 ? ""
                     : wrapped(fmt::format(fmt::runtime(say(language,
                                                            "Which of the first {} assumptions matters most is not "
                                                            "settled by N = {}: their intervals overlap.",
                                                            "Mana dari {} asumsi teratas yang paling berpengaruh belum "
                                                            "pasti dengan N = {}: selangnya bertumpuk.")),
                                           open, n),
                               0);
}

std::string direction_of(const Found& found, const SensitivityFactor& f, Language language) {
    const Estimate& slope = f.indices.slope;
    if (!has_direction(f) || (slope.low <= 0 && slope.high >= 0)) {
        return "";
    }
    const std::string what = found.worlds.size() > 1 ? "B - A" : say(language, "the outcome", "hasilnya");
    return fmt::format(
        fmt::runtime(slope.value > 0 ? say(language, "; more of it raises {}", "; makin besar, {} naik")
                                     : say(language, "; more of it lowers {}", "; makin besar, {} turun")),
        what);
}

// Two or three sentences: the assumptions, the rest, chance.
std::string plain_words(const Found& found, Language language) {
    std::string list, rest, luck;
    size_t named = 0;
    constexpr size_t most_named = 3;
    for (const SensitivityFactor& f : found.result.factors) {
        const double total = f.indices.total.value;
        if (f.kind == chance) {
            luck = fmt::format(
                fmt::runtime(say(language,
                                 "{} of the variance would stay if every assumption were known: that is chance.",
                                 "{} dari ragam tetap ada sekalipun semua asumsi diketahui: itulah kebetulan.")),
                percent(total, language));
        } else if (f.kind == others) {
            rest = fmt::format(fmt::runtime(say(language, " The other {} together: {}.", " {} lainnya bersama: {}.")),
                               count(f.members, language), percent(total, language));
        } else if (named < most_named && total >= small_share) {
            ++named;
            list += fmt::format("{}{} ({}{})", list.empty() ? "" : ", ", label_of(found, f, language),
                                percent(total, language), direction_of(found, f, language));
        }
    }
    const std::string first =
        list.empty() ? say(language, "None of the assumptions moves this outcome noticeably.",
                           "Tidak ada asumsi yang nyata menggeser hasil ini.")
                     : fmt::format(fmt::runtime(say(language,
                                                    "What moves this outcome most: {}; the share is of the variance in "
                                                    "which it has a part.",
                                                    "Yang paling menggeser hasil ini: {}; bagiannya adalah dari ragam "
                                                    "yang melibatkannya.")),
                                   list);
    return wrapped(first + rest + " " + luck, 0);
}

std::string introduction(const Found& found, Language language) {
    std::string text;
    char letter = 'A';
    for (const auto& world : found.worlds) {
        const std::string name = found.worlds.size() > 1 ? std::string(1, letter++) + " " : "";
        text += wrapped(name + say(language, scenario_of(*world).title), 0);
    }
    const Scenario& s = scenario_of(*found.worlds.front());
    const Sensitivity& r = found.result;
    const auto shown_number = [&](double x) {
        const double value = shown(found.outcome, x);
        return number(value, decimals_for(value), language);
    };
    text += "\n" + wrapped(size_in_words(*found.worlds.front(), language), 2);
    text += wrapped(fmt::format(fmt::runtime(say(language, "{} ({}) by {}: {} on average, 90 % of points {} to {}",
                                                 "{} ({}) sampai {}: rata-rata {}, 90 % titik {} sampai {}")),
                                outcome_name(found, language), found.outcome.key,
                                horizon_in_words(s, found.options.horizon, language), shown_number(r.outcome.mean),
                                shown_number(r.outcome.q05), shown_number(r.outcome.q95)),
                    2);
    text += wrapped(fmt::format(fmt::runtime(say(language,
                                                 "{} assumptions varied independently, and chance; N = {}, "
                                                 "{} simulations, seed {}",
                                                 "{} asumsi digeser sendiri-sendiri, dan kebetulan; N = {}, {} "
                                                 "simulasi, benih {}")),
                                r.screened, count(static_cast<uint64_t>(found.options.samples), language),
                                count(r.simulations, language), found.options.seed),
                    2);
    return text;
}

std::string explanation(Language language) {
    return wrapped(
        say(language,
            "first: share of the variance that goes, on average, once this is known. total: share that stays while "
            "this alone is unknown, so interplay counts for everybody who takes part, and totals may sum to more than "
            "1. effect: change of the outcome from the low to the high end of the range, on average. Intervals: 90 %, "
            "from resampled rows.",
            "sendiri: bagian ragam yang hilang, rata-rata, begitu hal ini diketahui. total: bagian yang tetap ada "
            "selama hanya hal ini yang tidak diketahui; saling pengaruh dihitung untuk semua yang terlibat, jadi "
            "jumlahnya dapat melebihi 1. efek: perubahan hasil dari ujung bawah ke ujung atas rentang, rata-rata. "
            "Selang: 90 %, dari baris yang diambil ulang."),
        0);
}

Json in_json(const Estimate& e) {
    return {{"value", e.value}, {"low", e.low}, {"high", e.high}};
}

Json in_json(const Found& found, const SensitivityFactor& f, bool measured) {
    constexpr std::string_view kinds[] = {"parameter", "posterior", "prevalence", "others", "chance"};
    Json json = {{"key", key_of(f)},
                 {"kind", kinds[static_cast<size_t>(f.kind)]},
                 {"label_id", label_of(found, f, Language::id)},
                 {"label_en", label_of(found, f, Language::en)}};
    if (f.kind == parameter) {
        json["unit"] = f.spread.parameter->unit;
        json["mark"] = name(f.spread.parameter->mark);
        json["range_mark"] = name(f.spread.parameter->range_mark);
    }
    if (has_direction(f)) {
        json["low"] = f.spread.low;
        json["high"] = f.spread.high;
        json["spread"] = name(f.spread.prior);
    }
    if (f.kind == others || f.kind == posterior) {
        json["members"] = f.members;
    }
    if (is_assumption(f)) {
        json["elementary_effect"] = f.screened;
    }
    if (measured) {
        json["first"] = in_json(f.indices.first);
        json["total"] = in_json(f.indices.total);
        if (has_direction(f)) {
            json["effect"] = in_json(f.indices.slope);
        }
    }
    return json;
}

}  // namespace

std::string in_words(const Found& found, Language language) {
    using enum Table::Align;
    std::string text = introduction(found, language) + "\n";
    const Sensitivity& r = found.result;
    if (!(r.variance > 0)) {
        return text + wrapped(say(language, "The outcome is the same at every point: nothing here moves it.",
                                  "Hasilnya sama di setiap titik: tidak ada yang menggesernya."),
                              0);
    }
    Table table({left, right, right, right, right, right});
    table.row({say(language, "assumption", "asumsi"), say(language, "first", "sendiri"), "90 %", "total", "90 %",
               say(language, "effect", "efek")});
    for (const SensitivityFactor& f : r.factors) {
        std::string range = range_of(f, language);
        range += range.empty() ? "" : "; " + mark_of(f, language);
        table.line(label_of(found, f, language) + (range.empty() ? "" : " (" + range + ")"));
        table.row({"  " + key_of(f), number(f.indices.first.value, 2, language), interval(f.indices.first, language),
                   number(f.indices.total.value, 2, language), interval(f.indices.total, language),
                   effect_of(found, f, language)});
    }
    text += table.text() + "\n" + plain_words(found, language) + warning(found, language) + "\n";
    return text + explanation(language);
}

Json in_json(const Found& found) {
    Json json = origin(found.command);
    json["scenarios"] = Json::array();
    for (const auto& world : found.worlds) {
        json["scenarios"].push_back(scenario_in_json(*world));
    }
    const Sensitivity& r = found.result;
    json["outcome"] = found.outcome.key;
    json["difference"] = found.worlds.size() > 1;
    json["day"] = found.options.horizon;
    json["samples"] = found.options.samples;
    json["screening"] = found.options.screening;
    json["futures"] = found.options.futures;
    json["simulations"] = r.simulations;
    json["distribution"] = in_json(r.outcome);
    json["variance"] = r.variance;
    json["too_small_to_rank"] = !warning(found, Language::en).empty();
    json["factors"] = Json::array();
    for (const SensitivityFactor& f : r.factors) {
        json["factors"].push_back(in_json(found, f, true));
    }
    json["varied_together"] = Json::array();
    for (const SensitivityFactor& f : r.left) {
        json["varied_together"].push_back(in_json(found, f, false));
    }
    return json;
}

std::string picture(const Found& found, Language language) {
    const Sensitivity& r = found.result;
    const Scenario& s = scenario_of(*found.worlds.front());
    svg::BarChart chart;
    chart.words.title =
        say(language, "Which assumptions move the answer most", "Asumsi mana yang paling menggeser jawaban");
    std::string titles = say(language, s.title);
    if (found.worlds.size() > 1) {
        titles = "A: " + titles + ". B: " + say(language, scenario_of(*found.worlds[1]).title);
    }
    chart.words.subtitle =
        fmt::format("{}. {}, {} {}.", titles, outcome_name(found, language), say(language, "by", "sampai"),
                    horizon_in_words(s, found.options.horizon, language));
    chart.words.command = found.command;
    chart.axis = say(language, "Share of the variance", "Bagian dari ragam");
    chart.part_of = say(language, "alone", "sendiri");
    chart.whole =
        say(language, "with its interplay (line: 90 % interval)", "beserta saling pengaruhnya (garis: selang 90 %)");
    chart.others = say(language, "not one assumption: all others, and chance",
                       "bukan satu asumsi: semua yang lain, dan kebetulan");
    chart.notes = say(language, "effect, low → high", "efek, rendah → tinggi");
    double high = 0;
    for (const SensitivityFactor& f : r.factors) {
        const Estimate& total = f.indices.total;
        const std::string range = range_of(f, language);
        chart.bars.push_back({.label = label_of(found, f, language),
                              .small = is_assumption(f) ? key_of(f) + (range.empty() ? "" : ": " + range) : "",
                              .value = total.value,
                              .low = total.low,
                              .high = total.high,
                              .part = std::clamp(f.indices.first.value, 0.0, total.value),
                              .note = effect_of(found, f, language),
                              .muted = !is_assumption(f)});
        high = std::max(high, total.high);
    }
    chart.high = std::max(high, 0.1);
    return draw(chart, language);
}

}  // namespace piket::cli
