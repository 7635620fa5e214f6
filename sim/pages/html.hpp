// A page as text that is HTML and XML at once, without anything from elsewhere: no script, font, style sheet or
// picture.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pages/numbers.hpp"

namespace piket::pages::html {

std::string escaped(std::string_view text);

// All below take text that is escaped already.
std::string element(std::string_view name, std::string_view inside, std::string_view of_class = "");
std::string list(const std::vector<std::string>& items);
std::string table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);
// A number as people read it, and as machines do: `what` tells which it is.
std::string data(std::string_view what, double value, std::string_view words);

// For A4 paper; `more` is added to the style.
std::string page(std::string_view title, std::string_view body, Language language, std::string_view more = "");

}  // namespace piket::pages::html
