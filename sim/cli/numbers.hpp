// Numbers, words, charts and pages, as the commands call them.
#pragma once

#include "pages/numbers.hpp"

namespace piket::pages::svg {}
namespace piket::pages::html {}

namespace piket::cli {

using pages::Language, pages::say, pages::number, pages::count, pages::decimals_for, pages::exactly;
namespace svg = pages::svg;
namespace html = pages::html;

}  // namespace piket::cli
