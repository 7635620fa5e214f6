#include "air/infection_counts.hpp"

#include <algorithm>
#include <numeric>

#include "base/check.hpp"

namespace piket {

namespace {

constexpr int most_apart = 200;
constexpr double negligible = 1e-17;

// Binomial law where it is not negligible, by the ratio of neighbours from its mode outwards. Returns the lowest k.
int binomial(int n, double p, std::vector<double>& law) {
    const double odds = p / (1 - p);
    const int mode = std::min(static_cast<int>((n + 1) * p), n);
    law.assign(1, 1);
    double total = 1;
    for (int k = mode; k < n; ++k) {
        const double next = law.back() * (n - k) / (k + 1) * odds;
        if (next < negligible) {
            break;
        }
        law.push_back(next);
        total += next;
    }
    std::reverse(law.begin(), law.end());
    int lowest = mode;
    for (; lowest > 0; --lowest) {
        const double next = law.back() * lowest / ((n - lowest + 1) * odds);
        if (next < negligible) {
            break;
        }
        law.push_back(next);
        total += next;
    }
    std::reverse(law.begin(), law.end());
    for (double& value : law) {
        value /= total;
    }
    return lowest;
}

}  // namespace

InfectionCounts::InfectionCounts(std::vector<int> people)
    : people_(std::move(people)), total_(std::accumulate(people_.begin(), people_.end(), 0)) {
    law_.assign(static_cast<size_t>(total_) + 1, 0);
}

void InfectionCounts::add_group(int people, double probability) {
    check(probability >= 0 && probability <= 1, "a probability lies between 0 and 1");
    if (people == 0 || probability == 0) {
        return;
    }
    if (probability == 1) {
        lowest_ += people;
        return;
    }
    lowest_ += binomial(people, probability, group_);
    next_.assign(sum_.size() + group_.size() - 1, 0);
    for (size_t i = 0; i < sum_.size(); ++i) {
        for (size_t j = 0; j < group_.size(); ++j) {
            next_[i + j] += sum_[i] * group_[j];
        }
    }
    sum_.swap(next_);
}

void InfectionCounts::add(double weight, std::span<const double> probability) {
    check(probability.size() == people_.size(), "one probability per group");
    sum_.assign(1, 1);
    lowest_ = 0;
    if (people_.size() > 1 && total_ > most_apart) {
        double expected = 0;
        for (size_t g = 0; g < people_.size(); ++g) {
            expected += people_[g] * probability[g];
        }
        add_group(total_, std::min(expected / total_, 1.0));
    } else {
        for (size_t g = 0; g < people_.size(); ++g) {
            add_group(people_[g], probability[g]);
        }
    }
    for (size_t i = 0; i < sum_.size(); ++i) {
        law_[static_cast<size_t>(lowest_) + i] += weight * sum_[i];
    }
}

int InfectionCounts::quantile(double q) const {
    double sum = 0;
    for (size_t k = 0; k < law_.size(); ++k) {
        sum += law_[k];
        if (sum >= q) {
            return static_cast<int>(k);
        }
    }
    return total_;
}

}  // namespace piket
