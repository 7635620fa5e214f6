// The man page, in roff.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "describe.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

constexpr std::string_view written = "2026-11-24";  // the day of the release that is described

// What man would take for its own language, and what it would set in another shape than is typed.
std::string literal(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '\\':
                out += "\\e";
                break;
            case '-':
                out += "\\-";
                break;
            case '\'':
                out += "\\(aq";
                break;
            case '"':
                out += "\\(dq";
                break;
            case '`':
                out += "\\(ga";
                break;
            case '^':
                out += "\\(ha";
                break;
            case '~':
                out += "\\(ti";
                break;
            default:
                out += c;
        }
    }
    return out.starts_with('.') ? "\\&" + out : out;
}

// A passage that man fills; its source, too, is in lines that can be read.
std::string filled(std::string_view text) {
    constexpr size_t wide = 72;  // before escapes
    std::string out;
    for (const std::string& line : lines_of(text, wide)) {
        out += literal(line) + "\n";
    }
    return out;
}

std::string as_typed(std::string_view text) {
    std::istringstream lines{std::string(text)};
    std::string out = ".nf\n";
    for (std::string line; std::getline(lines, line);) {
        out += line.empty() ? ".sp\n" : literal(line) + "\n";
    }
    return out + ".fi\n";
}

std::string in_synopsis(const CLI::Option& positional) {
    const bool many = positional.get_expected_max() > 1;
    const std::string name = "\\fI" + literal(positional.get_type_name()) + "\\fR" + (many ? " ..." : "");
    return positional.get_required() ? name : "[" + name + "]";
}

std::string synopsis(const CLI::App& command) {
    std::string text = ".B piket " + literal(command.get_name()) + "\n";
    for (const CLI::Option* option : options_of(command)) {
        if (option->get_required()) {
            text +=
                fmt::format("\\fB{}\\fR \\fI{}\\fR\n", literal(option->get_name()), literal(option->get_type_name()));
        }
    }
    text += "[\\fIOPTIONS\\fR]\n";
    for (const CLI::Option* positional : positionals_of(command)) {
        text += in_synopsis(*positional) + "\n";
    }
    return text;
}

std::string entry(const CLI::Option& option) {
    std::string text = ".TP\n";
    if (option.get_positional()) {
        text += "\\fI" + literal(option.get_type_name()) + "\\fR";
    } else {
        std::string names = option.get_name(false, true);
        for (size_t at = 0; (at = names.find(',', at)) != std::string::npos; at += 2) {
            names.replace(at, 1, ", ");
        }
        text += "\\fB" + literal(names) + "\\fR";
        text += takes_value(option) ? " \\fI" + literal(option.get_type_name()) + "\\fR" : "";
    }
    std::string help = option.get_description();
    for (const CLI::Option* needed : option.get_needs()) {
        help += ". Only with " + needed->get_name();
    }
    return text + "\n" + filled(help + ".");
}

std::string section(const CLI::App& command) {
    std::string text = fmt::format(".SS {}\n{}.PP\n{}", literal(command.get_name()), synopsis(command),
                                   filled(command.get_description() + "."));
    for (const CLI::Option* positional : positionals_of(command)) {
        text += entry(*positional);
    }
    for (const CLI::Option* option : options_of(command)) {
        if (option->get_name() != "--help") {
            text += entry(*option);
        }
    }
    return command.get_footer().empty() ? text : text + ".PP\n" + as_typed(command.get_footer());
}

constexpr std::string_view ending = R"(.SH EXIT STATUS
.TP
.B 0
All went well.
.TP
.B 1
Something is wrong with a file or a setting, or what was asked does not
hold (\fBhash\fR, \fBvalidate \-\-all\fR).
.TP
.B 2
The command line makes no sense.
.TP
.B 70
A mistake in the program itself, or no memory was left.
.TP
.B 128 and more
Ended by the signal of that number less 128. A sweep that was stopped goes
on when the same command is run again.
.SH FILES
The programs find their files from where they stand, in
.I ../share/piket
beside their own folder:
.TP
.I scenarios
Towns, alternatives to them, plans of sweeps, rooms, circulars and the
built\-in calibration. The examples on this page are written as from the
folder that holds
.IR scenarios ;
.I scenarios/tiny.toml
explains every key.
.TP
.I language
What the window says, in Indonesian and English.
)";

}  // namespace

std::string man_page(const CLI::App& program) {
    std::string text = fmt::format(".TH PIKET 1 {} \"piket {}\" \"User Commands\"\n", written, PIKET_VERSION);
    text +=
        ".SH NAME\npiket \\- infections and service in government offices under duty rosters\n"
        ".SH SYNOPSIS\n.B piket\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIFILES\\fR]\n"
        ".PP\n.B piket\n[\\fICOMMAND\\fR] \\fB\\-\\-help\\fR\n.PP\n.B piket \\-\\-version\n"
        ".SH DESCRIPTION\n" +
        filled(
            "Piket simulates the transmission of an airborne infection in government offices, person by person, and "
            "what each policy costs in service. Alternatives are compared with the same people and the same luck. "
            "It is a laboratory for scenarios, not a forecast.") +
        ".SH COMMANDS\n";
    for (const CLI::App* command : commands_of(program)) {
        text += section(*command);
    }
    return text + std::string(ending) + ".SH EXAMPLES\n" + as_typed(program.get_footer());
}

}  // namespace piket::cli
