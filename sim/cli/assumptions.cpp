#include "assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "table.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string direction(double correlation, Language language) {
    return correlation > 0 ? say(language, "more of it raises that", "makin besar, makin banyak")
                           : say(language, "more of it lowers that", "makin besar, makin sedikit");
}

}  // namespace

std::string_view in_words(Mark mark, Language language) {
    if (language == Language::en) {
        return name(mark);
    }
    return mark == Mark::verified   ? "terverifikasi"
           : mark == Mark::recalled ? "dari ingatan"
           : mark == Mark::derived  ? "diturunkan"
                                    : "asumsi";
}

Inputs inputs_of(std::span<const std::shared_ptr<const World>> worlds, const Uncertainty& uncertainty, uint64_t seed,
                 std::span<const Replicate> replicates) {
    Inputs inputs;
    if (!uncertainty.calibration) {
        return inputs;
    }
    // A scenario that sets a parameter keeps it; then another tells what was drawn.
    std::vector<std::vector<Parameters>> drawn;
    for (const auto& world : worlds) {
        drawn.emplace_back();
        for (const Replicate& r : replicates) {
            drawn.back().push_back(drawn_parameters(scenario_of(*world), uncertainty, seed, r.replicate));
        }
    }
    for (const Parameter& p : parameters()) {
        for (const std::vector<Parameters>& of : drawn) {
            std::vector<double> values;
            for (const Parameters& one : of) {
                values.push_back(one.*p.field);
            }
            if (std::ranges::adjacent_find(values, std::not_equal_to{}) != values.end()) {
                inputs.inputs.push_back({std::string(p.key), {std::string(p.label_id), std::string(p.label_en)}});
                inputs.values.push_back(std::move(values));
                break;
            }
        }
    }
    std::vector<double> prevalence;
    for (const Replicate& r : replicates) {
        prevalence.push_back(r.prevalence);
    }
    if (std::ranges::adjacent_find(prevalence, std::not_equal_to{}) != prevalence.end() &&
        scenario_of(*worlds.front()).initial.infected < 0) {
        inputs.inputs.push_back(
            {"initial.prevalence",
             {"Bagian warga kota yang terinfeksi pada awal", "Town's infected share at the start"}});
        inputs.values.push_back(std::move(prevalence));
    }
    return inputs;
}

Statement statement(const Inputs& inputs, std::span<const double> output, uint64_t seed) {
    return {associations(inputs.values, output, seed), output.size()};
}

std::string in_words(const Statement& s, const Inputs& inputs, const std::string& of, Language language) {
    const std::string futures = count(s.futures, language), varied = count(s.found.inputs, language);
    if (s.found.found.empty()) {
        return wrapped(
            fmt::format(fmt::runtime(say(language,
                                         "Assumptions: of the {} that differ from future to future, none stands out "
                                         "from chance with {} futures in {}.",
                                         "Asumsi: dari {} yang berbeda antar masa depan, tidak ada yang menonjol dari "
                                         "kebetulan dengan {} masa depan dalam {}.")),
                        varied, futures, of),
            0);
    }
    std::string list;
    for (const Association& a : s.found.found) {
        const Inputs::Input& input = inputs.inputs[a.input];
        list += fmt::format("{}{} ({}; {}; {})", list.empty() ? "" : ", ", say(language, input.label), input.key,
                            direction(a.correlation, language), number(a.share(), 2, language));
    }
    return wrapped(
        fmt::format(
            fmt::runtime(say(language,
                             "Assumptions that move {} most, of the {} that differ from future to future: {}. The "
                             "number is the squared rank correlation; in {} futures chance alone seldom passes {}.",
                             "Asumsi yang paling menggeser {}, dari {} yang berbeda antar masa depan: {}. Angkanya "
                             "kuadrat korelasi peringkat; dalam {} masa depan kebetulan saja jarang melewati {}.")),
            of, varied, list, futures, number(s.found.threshold, 2, language)),
        0);
}

std::string held_fixed(const std::string& command, Language language) {
    return wrapped(
        fmt::format(fmt::runtime(say(language, "Assumptions were held fixed; which of them matter most shows: {}",
                                     "Asumsi dibuat tetap; mana yang paling berpengaruh ditunjukkan: {}")),
                    command),
        0);
}

Json in_json(const Statement& s, const Inputs& inputs, std::string_view outcome, int day) {
    Json strongest = Json::array();
    for (const Association& a : s.found.found) {
        const Inputs::Input& input = inputs.inputs[a.input];
        strongest.push_back({{"key", input.key},
                             {"label_id", input.label.id},
                             {"label_en", input.label.en},
                             {"rank_correlation", a.correlation},
                             {"squared", a.share()}});
    }
    return {{"held_fixed", false},
            {"outcome", outcome},
            {"day", day},
            {"inputs", s.found.inputs},
            {"futures", s.futures},
            {"threshold", s.found.threshold},
            {"strongest", std::move(strongest)}};
}

Json held_fixed_in_json(const std::string& command) {
    return {{"held_fixed", true}, {"shown_by", command}};
}

}  // namespace piket::cli
