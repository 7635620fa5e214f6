// The commands and their options, as the parser of the command line knows them, told to others.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace piket::cli {

std::string man_page(const CLI::App& program);         // roff, for man
std::string bash_completion(const CLI::App& program);  // a script that bash sources

// In the order in which --help lists them; without hidden ones.
std::vector<const CLI::App*> commands_of(const CLI::App& program);
std::vector<const CLI::Option*> positionals_of(const CLI::App& command);
std::vector<const CLI::Option*> options_of(const CLI::App& command);
bool takes_value(const CLI::Option& option);

}  // namespace piket::cli
