// Alternatives side by side: what each does, how it differs from the first, and what that means in plain words.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "numbers.hpp"
#include "piket/ensemble.hpp"
#include "piket/queues.hpp"
#include "quantities.hpp"

namespace piket::cli {

struct Alternative {
    std::string letter;  // A is what the others are compared with
    Text name;           // the title without what all titles begin with
    std::shared_ptr<const World> world;
    std::vector<Replicate> replicates;
    uint32_t paired = 0;  // people who stand in A too
    std::string changes;  // what --set changed in it; empty: it is a file of its own
};

struct Comparison {
    Text subject;  // what all titles begin with; may be empty
    uint64_t seed = 1;
    std::vector<Alternative> alternatives;

    const Alternative& first() const { return alternatives.front(); }
    const Scenario& scenario() const { return scenario_of(*first().world); }
};

// Letters and short names.
void name_alternatives(Comparison& comparison);
// "A nothing done"
std::string called(const Alternative& alternative, Language language);
// An interval so narrow that it would only tire the eye.
bool narrow(double low, double high);
std::string percent(double share, Language language);  // "12 %"

// What was compared, and how many people could be paired.
std::string introduction(const Comparison& comparison, Language language);
// The main outcomes at one horizon, and each alternative's differences from the first.
std::string table(const Comparison& comparison, size_t horizon, Language language);
// As many as stand beside the first on one page.
inline constexpr size_t others_per_table = 2;
std::vector<QueueChange> queue_changes(const Comparison& comparison, const Alternative& other, size_t horizon);
// The queue of each office whose counters differ at one horizon; empty where nobody would notice in any.
std::string queues(const Comparison& comparison, size_t horizon, Language language);
// What the administration knows on the scenario's day of evaluation, beside what is true; empty if it has none.
std::string evaluation(const Comparison& comparison, Language language);
// Two or three sentences for each alternative against the first, at the last horizon.
std::string plain_words(const Comparison& comparison, Language language);

// Below so many nothing is concluded from the width of an interval.
inline constexpr int least_futures = 40;
// Whether at the last horizon the quantity is zero in every future of every alternative: then all differences are
// equal, and yet nothing is known of how much they vary.
bool nothing_happened(const Comparison& comparison, const Quantity& quantity);
// Whether the interval of the mean difference from the first is at most `width` wide, for all alternatives and at the
// last horizon, and enough futures say so.
bool narrow_enough(const Comparison& comparison, const Quantity& quantity, double width);

// Future by future.
Difference difference(const Comparison& comparison, const Alternative& other, size_t horizon, const Quantity& quantity);

}  // namespace piket::cli
