// Which assumptions moved a result, as far as the futures of an ensemble tell by themselves.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "numbers.hpp"
#include "piket/ensemble.hpp"
#include "piket/sensitivity.hpp"

namespace piket::cli {

std::string_view in_words(Mark mark, Language language);

// What differs between the futures of an ensemble, besides luck.
struct Inputs {
    struct Input {
        std::string key;
        Text label;
    };
    std::vector<Input> inputs;
    std::vector<std::vector<double>> values;  // [input][future]
};
// None without an uncertainty. Of what the worlds themselves set nothing is taken.
Inputs inputs_of(std::span<const std::shared_ptr<const World>> worlds, const Uncertainty& uncertainty, uint64_t seed,
                 std::span<const Replicate> replicates);
inline Inputs inputs_of(const std::shared_ptr<const World>& world, const Uncertainty& uncertainty, uint64_t seed,
                        std::span<const Replicate> replicates) {
    return inputs_of({&world, 1}, uncertainty, seed, replicates);
}

struct Statement {
    Associations found;
    size_t futures = 0;
};
Statement statement(const Inputs& inputs, std::span<const double> output, uint64_t seed);

// "... move civil servants infected by day 42 most: ..."; `of` names the outcome.
std::string in_words(const Statement& statement, const Inputs& inputs, const std::string& of, Language language);
// Where nothing but luck differed; `command` shows what matters.
std::string held_fixed(const std::string& command, Language language);

nlohmann::ordered_json in_json(const Statement& statement, const Inputs& inputs, std::string_view outcome, int day);
nlohmann::ordered_json held_fixed_in_json(const std::string& command);

}  // namespace piket::cli
