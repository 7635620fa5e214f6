// piket parameters: the numbers of the model.
#include "piket/parameters.hpp"

#include "reference.hpp"

namespace piket::cli {

namespace {

std::string in_words(const Parameter& p) {
    const std::string plausible =
        p.plausible_low < p.plausible_high
            ? fmt::format("plausible {} to {} ({}), ", p.plausible_low, p.plausible_high, name(p.range_mark))
            : "";
    return fmt::format("{} = {} {}\n", p.key, p.value, p.unit) +
           wrapped(fmt::format("{} | {}", p.label_en, p.label_id), 4) +
           wrapped(fmt::format("Range: {}allowed {} to {}", plausible, p.low, p.high), 4) +
           wrapped(cited(p.source, p.mark), 4);
}

Json in_json(const Parameter& p) {
    return {{"key", p.key},
            {"unit", p.unit},
            {"default", p.value},
            {"low", p.low},
            {"high", p.high},
            {"plausible_low", p.plausible_low},
            {"plausible_high", p.plausible_high},
            {"mark", name(p.mark)},
            {"range_mark", name(p.range_mark)},
            {"source", p.source},
            {"label_id", p.label_id},
            {"label_en", p.label_en}};
}

}  // namespace

void add_parameters(CLI::App& program, Action& action) {
    const auto group = [](const Parameter& p) { return p.key.substr(0, p.key.find('.')); };
    add_reference<Parameter>(program, action, "parameters", "List the numbers of the model and their sources",
                             {parameters(), group, in_words, in_json});
}

}  // namespace piket::cli
