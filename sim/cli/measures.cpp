// piket measures: the table of everything that a policy can change.
#include "piket/measures.hpp"

#include <vector>

#include "effects.hpp"
#include "reference.hpp"

namespace piket::cli {

namespace {

constexpr std::string_view scope_names[] = {"everywhere", "government", "agency", "unit"};
constexpr std::string_view combine_names[] = {"min", "max"};
constexpr std::string_view type_names[] = {"share", "number", "count", "flag", "choice"};

std::string_view scope_of(const Measure& m) {
    return scope_names[static_cast<size_t>(m.narrowest)];
}
std::string_view combine_of(const Measure& m) {
    return combine_names[static_cast<size_t>(m.combine)];
}

std::vector<std::string> choices_of(const Measure& m) {
    std::vector<std::string> choices;
    for (double v = m.low; m.type == MeasureType::choice && v <= m.high; ++v) {
        choices.push_back(format_value(m, v));
    }
    return choices;
}

std::string range_of(const Measure& m) {
    switch (m.type) {
        case MeasureType::choice:
            return fmt::format("{}", fmt::join(choices_of(m), ", "));
        case MeasureType::flag:
            return format_value(m, 0) + " or " + format_value(m, 1);
        case MeasureType::share:
            return fmt::format("share from {} to {}", m.low, m.high);
        default:
            return fmt::format("{} to {} {}", m.low, m.high, m.unit);
    }
}

std::string in_words(const Measure& m) {
    return fmt::format("{}: {} | {}\n", m.key, m.label_en, m.label_id) + wrapped(m.help_en, 4) + wrapped(m.help_id, 4) +
           wrapped(fmt::format("Value: {}; without a rule {}. Narrowest scope: {}. Sources combine by {}.", range_of(m),
                               format_value(m, m.neutral), scope_of(m), combine_of(m)),
                   4) +
           wrapped(cited(m.source, m.mark), 4);
}

Json in_json(const Measure& m) {
    Json json = {{"key", m.key},
                 {"group", m.group},
                 {"type", type_names[static_cast<size_t>(m.type)]},
                 {"unit", m.unit},
                 {"low", m.low},
                 {"high", m.high},
                 {"neutral", m.neutral},
                 {"neutral_text", format_value(m, m.neutral)},
                 {"narrowest_scope", scope_of(m)},
                 {"combine", combine_of(m)},
                 {"source", m.source},
                 {"mark", name(m.mark)},
                 {"label_id", m.label_id},
                 {"label_en", m.label_en},
                 {"help_id", m.help_id},
                 {"help_en", m.help_en}};
    if (m.type == MeasureType::choice) {
        json["choices"] = choices_of(m);
    }
    return json;
}

}  // namespace

void add_measures(CLI::App& program, Action& action) {
    const auto group = [](const Measure& m) { return m.group; };
    const ReferenceCommand reference =
        add_reference<Measure>(program, action, "measures", "List everything that a policy can change",
                               {measures(), group, in_words, in_json});
    CLI::App& command = *reference.command;
    const auto request = std::make_shared<EffectsRequest>();
    CLI::Option* effects = command
                               .add_option("--effects", request->scenario,
                                           "Simulate instead what each measure does to infections and waiting")
                               ->type_name("SCENARIO");
    add_days_and_seed(command, request->options);
    add_replicates(command, request->options);
    add_threads(command, request->options);
    add_set(command, request->options);
    add_language(command, request->options);
    for (const char* name : {"--days", "--seed", "--replicates", "--threads", "--set", "--lang"}) {
        command.get_option(name)->needs(effects);
    }
    command.footer("Examples:\n  piket measures --json\n  piket measures --effects scenarios/tangsel-2020.toml");
    command.callback([=, &action] {
        action = effects->count() == 0 ? reference.print_table : Action([=] {
            request->json = *reference.json;
            return show_effects(*request);
        });
    });
}

}  // namespace piket::cli
