// The axes of a sweep's plan: lists, ranges, named steps, seeds, and samples of several keys at once.
#pragma once

#include "piket/sweep.hpp"
#include "scenario/reader.hpp"

namespace piket {

// { "wfo.share" = 0.5 }, and without the quotation marks.
void read_settings(Reader& reader, std::string_view key, std::vector<Override>& out);
void read_axis(Reader& reader, SweepPlan& plan);
void read_seeds(Reader& root, SweepPlan& plan);
void read_sample(Reader& reader, SweepPlan& plan);

}  // namespace piket
