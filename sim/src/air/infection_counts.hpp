// How many of several groups of people are infected, when each person of a group is with the group's probability.
#pragma once

#include <span>
#include <vector>

namespace piket {

// The law of the sum over groups, mixed over possibilities. Above 200 people in several groups they are pooled at their
// mean probability, which widens the law a little.
class InfectionCounts {
   public:
    explicit InfectionCounts(std::vector<int> people);

    // probability[g] in [0, 1]; weights sum to 1 over all calls.
    void add(double weight, std::span<const double> probability);

    double none() const { return law_[0]; }
    const std::vector<double>& law() const { return law_; }
    int quantile(double q) const;  // smallest k with P(at most k) >= q

   private:
    void add_group(int people, double probability);

    std::vector<int> people_;
    int total_ = 0;
    std::vector<double> law_;                 // of k = 0 ... total
    std::vector<double> sum_, next_, group_;  // scratch: law of the groups so far, from `lowest_` on
    int lowest_ = 0;
};

}  // namespace piket
