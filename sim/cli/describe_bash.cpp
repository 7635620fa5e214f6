// What bash completes: commands, options, and values by the name that --help gives them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "describe.hpp"
#include "piket/measures.hpp"
#include "piket/parameters.hpp"
#include "quantities.hpp"

namespace piket::cli {

namespace {

struct Values {
    std::string_view name, kind;  // as --help writes it; as the script below knows it
};
// Names that are not here stand for numbers and words that nobody can guess.
constexpr std::array values = {
    Values{"SCENARIO", "toml"},     Values{"PLAN", "toml"},        Values{"CASE", "toml"},
    Values{"OTHER", "toml"},        Values{"TABLE", "csv"},        Values{"SESSION", "json"},
    Values{"FILE", "file"},         Values{"[FILE]", "file"},      Values{"[FILE|all]", "file_or_all"},
    Values{"SHARD", "file"},        Values{"RESULTS", "file"},     Values{"DIR", "folder"},
    Values{"KEY", "measure"},       Values{"KEY=VALUE", "change"}, Values{"RANGE", "change"},
    Values{"OUTCOME", "outcome"},   Values{"OUTCOME=X", "bound"},  Values{"LANG", "language"},
    Values{"CIRCULAR", "circular"},
};

std::string_view kind_of(const CLI::Option& option) {
    const std::string name = option.get_type_name();
    const auto* const found = std::ranges::find(values, name, &Values::name);
    return found == values.end() ? "nothing" : found->kind;
}

std::string names_of(const CLI::App& command) {
    std::string names;
    for (const CLI::Option* option : options_of(command)) {
        for (const std::string& name : option->get_snames()) {
            names += " -" + name;
        }
        for (const std::string& name : option->get_lnames()) {
            names += " --" + name;
        }
    }
    return names.substr(1);
}

// One line of a case for each option of the command that takes a value.
std::string cases_of(const CLI::App& command) {
    std::string text;
    for (const CLI::Option* option : options_of(command)) {
        if (!takes_value(*option)) {
            continue;
        }
        std::string patterns;
        for (const std::string& name : option->get_snames()) {
            patterns += fmt::format("'{} -{}' | ", command.get_name(), name);
        }
        for (const std::string& name : option->get_lnames()) {
            patterns += fmt::format("'{} --{}' | ", command.get_name(), name);
        }
        patterns.resize(patterns.size() - 3);
        text += fmt::format("        {}) kind='{}' ;;\n", patterns, kind_of(*option));
    }
    return text;
}

template <class Rows>
std::string keys_of(const Rows& rows, std::string_view after = "") {
    std::string text;
    for (const auto& row : rows) {
        text += fmt::format("{}{}{}", text.empty() ? "" : " ", row.key, after);
    }
    return text;
}

constexpr std::string_view helpers = R"bash(# bash completion for piket, written by: piket describe bash

_piket_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

# Files whose names end so, and folders that may hold some.
_piket_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <({
        compgen -f -X "!*$1" -- "$2"
        compgen -d -- "$2"
    } | sort -u)
}

_piket_values() {
    local cur=$2
    case $1 in
        toml | csv | json) _piket_files ".$1" "$cur" ;;
        file) _piket_files '' "$cur" ;;
        file_or_all)
            _piket_files '' "$cur"
            [[ all != "$cur"* ]] || COMPREPLY+=(all)
            ;;
        folder)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            ;;
        change | bound)
            compopt -o nospace 2>/dev/null
            if [[ $1 == change ]]; then
                _piket_words "$piket_changes" "$cur"
            else
                _piket_words "$piket_bounds" "$cur"
            fi
            ;;
        measure) _piket_words "$piket_measures" "$cur" ;;
        outcome) _piket_words "$piket_outcomes" "$cur" ;;
        language) _piket_words 'en id' "$cur" ;;
        circular) _piket_words "$("${COMP_WORDS[0]}" circular 2>/dev/null | cut -d ' ' -f 1)" "$cur" ;;
    esac
}
)bash";

constexpr std::string_view beginning = R"bash(
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        _piket_words "$commands" "$cur"
        return
    fi
    # Bash takes = for a word of its own, in --lang=id and in wfo.share=0.5.
    if [[ $cur == '=' ]]; then
        cur=''
        [[ $before == -* ]] || return
    elif [[ $before == '=' ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
        [[ $before == -* ]] || return
    fi
)bash";

}  // namespace

std::string bash_completion(const CLI::App& program) {
    std::string commands = names_of(program), after_option, options, positionals;
    for (const CLI::App* command : commands_of(program)) {
        commands += " " + command->get_name();
        after_option += cases_of(*command);
        options += fmt::format("        {}) options='{}' ;;\n", command->get_name(), names_of(*command));
        if (const auto files = positionals_of(*command); !files.empty()) {
            positionals += fmt::format("            {}) kind='{}' ;;\n", command->get_name(), kind_of(*files.front()));
        }
    }
    std::string text(helpers);
    text += "\n_piket() {\n    local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}";
    text += " command=${COMP_WORDS[1]} kind='' options=''\n";
    text += fmt::format("    local commands='{}'\n", commands);
    text += fmt::format("    local piket_measures='{}'\n", keys_of(measures()));
    text += fmt::format("    local piket_outcomes='{}'\n", keys_of(all_quantities()));
    text += fmt::format("    local piket_bounds='{}'\n", keys_of(all_quantities(), "="));
    text += fmt::format("    local piket_changes='{} {}'\n", keys_of(measures(), "="), keys_of(parameters(), "="));
    text += std::string(beginning) + "    case \"$command $before\" in\n" + after_option + "    esac\n";
    text += "    case $command in\n" + options + "    esac\n";
    text +=
        "    if [[ $kind != '' && ($cur != -* || $kind == nothing) ]]; then\n        _piket_values \"$kind\" \"$cur\"\n"
        "    elif [[ $cur == -* ]]; then\n        _piket_words \"$options\" \"$cur\"\n    else\n"
        "        case $command in\n" +
        positionals + "        esac\n        _piket_values \"$kind\" \"$cur\"\n    fi\n}\n\ncomplete -F _piket piket\n";
    return text;
}

}  // namespace piket::cli
