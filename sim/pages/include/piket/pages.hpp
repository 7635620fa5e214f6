// Pages to print that the command line and the window both make.
#pragma once

#include <string>
#include <vector>

#include "piket/debrief.hpp"

namespace piket {

// A debrief on two sides of A4, in Indonesian and English: one file, HTML and XML at once, that needs nothing from
// elsewhere. `files`: those of the sessions, for the command that makes it again; the same debrief and the same files
// give the same bytes.
std::string debrief_page(const Debrief& debrief, const std::vector<std::string>& files);

}  // namespace piket
