// Dates, numbers and names of offices as a letter writes them.
#pragma once

#include <string>

#include "piket/scenario.hpp"

namespace piket {

class LetterWords {
   public:
    LetterWords(const Scenario& scenario, bool indonesian) : scenario_(scenario), indonesian_(indonesian) {}

    std::string date(Day day) const;  // "18 Maret 2020", "18 March 2020"
    std::string number(double value, int decimals) const;
    std::string government(const Scenario& scenario) const;
    // For whom a rule is, by the names that the offices have.
    std::string whom(const Scope& scope) const;

   private:
    std::string name(const Text& text) const { return indonesian_ ? text.id : text.en; }
    std::string joined(const std::vector<std::string>& names) const;
    std::string agencies(std::string_view government, std::string_view pattern) const;
    std::string units(const std::string& path) const;

    const Scenario& scenario_;
    bool indonesian_;
};

}  // namespace piket
