// Which policies of a sweep are worth a look: those that no other beats in infections and in service.
#pragma once

#include <string>
#include <vector>

#include "numbers.hpp"
#include "quantities.hpp"
#include "sweep_source.hpp"

namespace piket::cli {

// One future of a policy: its run in each of the circumstances. They belong to the source.
using Lived = std::vector<const OutcomeValues*>;

struct Policy {
    Text title;
    std::vector<double> infections, service;  // future by future, the same for all policies
    std::vector<Lived> futures;               // whole
    std::vector<Override> set;                // what makes it this policy
    Summary x, y;                             // of these
    bool best = false;                        // no other is at least as good in both and better in one
    double share = 0;                         // of resampled futures in which that holds
};

struct Frontier {
    Quantity infections, service;
    std::vector<Policy> policies;   // fewest infections first
    size_t futures = 0;             // that all policies share
    size_t empty = 0;               // policies left out because no future of theirs is whole
    std::vector<Text> averaged;     // circumstances, whose mean is taken within each future
    std::vector<std::string> held;  // "axis: step", as asked
    size_t reference = 0;           // policy that the plan refers to, else the one with most infections
};

// Of the means by the last horizon. `at`: "axis=step" holds an axis at one step. Axes that change more than measures
// are circumstances, not policies: they share the luck of a future, which is then the mean over them. Seeds make more
// futures.
Frontier frontier_of(const SweepSource& source, const Quantity& infections, const Quantity& service,
                     const std::vector<std::string>& at);

// The mean over its circumstances.
double mean_in(const Lived& future, const Quantity& quantity);

// Which of the points no other beats; fewer_x and fewer_y say which way is better.
std::vector<bool> not_dominated(const std::vector<double>& x, const std::vector<double>& y, bool fewer_x, bool fewer_y);

std::string in_words(const Frontier& frontier, const SweepSource& source, Language language);
std::string picture(const Frontier& frontier, const SweepSource& source, const std::string& command, Language language,
                    bool alone = true);

}  // namespace piket::cli
