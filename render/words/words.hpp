// What the window says, in Indonesian and English: assets/language/id.toml and en.toml. Also numbers and dates.
#pragma once

#include <fmt/format.h>

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "piket/time.hpp"
#include "words/language.hpp"

namespace piket::render {

// The catalogues cannot be used: what() has a line per problem.
struct BadCatalogue : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One language: "top.help" -> text. Lists become "date.days.0", plurals "people.one" and "people.other".
using Catalogue = std::map<std::string, std::string, std::less<>>;

class Words {
   public:
    // Reads id.toml and en.toml. Both must have the same keys with the same fields in braces, or BadCatalogue.
    static Words load(const std::string& folder, Language language = Language::id);
    static Words parse(std::string_view id, std::string_view en, Language language = Language::id);

    Language language() const { return language_; }
    void speak(Language language) { language_ = language; }

    // The text itself. A key that no catalogue has is shown as it is and kept in missing(), which tests look at.
    const std::string& operator()(std::string_view key) const;
    // With fields: words("day", fmt::arg("day", 34), fmt::arg("days", 120)).
    template <class... Args>
    std::string operator()(std::string_view key, Args&&... args) const {
        return fill(key, fmt::make_format_args(args...));
    }
    // "1 person", "1,200 people": `key`.one or `key`.other with the number as {n}, and further fields.
    template <class... Args>
    std::string count(std::string_view key, int64_t n, Args&&... more) const {
        return counted(key, number(static_cast<double>(n)), more...);
    }
    // The same for a number that is said already: "1" takes the one form, "1.0" the other.
    template <class... Args>
    std::string counted(std::string_view key, const std::string& n, Args&&... more) const {
        const auto field = fmt::arg("n", n);
        return fill(std::string(key) + (n == "1" ? ".one" : ".other"), fmt::make_format_args(field, more...));
    }

    std::string number(double value, int decimals = 0) const;   // 1.234,5 and 1,234.5
    std::string percent(double share, int decimals = 0) const;  // 12,5 % and 12.5%; "< 0,1 %" where 0 would be said
    std::string compact(double value) const;                    // 1,2 rb, 38 jt and 1.2k, 38M
    std::string date(Day day) const;                            // Sel 12 Okt 2021 and Tue 12 Oct 2021
    std::string time(Seconds of_day) const;                     // 10.40 and 10:40

    const Catalogue& catalogue(Language language) const { return catalogues_[static_cast<size_t>(language)]; }
    const std::set<std::string, std::less<>>& missing() const { return missing_; }

   private:
    Words(Catalogue id, Catalogue en, Language language);
    std::string fill(std::string_view key, fmt::format_args args) const;

    Catalogue catalogues_[2];
    Language language_;
    mutable std::set<std::string, std::less<>> missing_;
};

}  // namespace piket::render
