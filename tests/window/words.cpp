// The catalogues, and numbers and dates in both languages.
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "driver.hpp"
#include "piket/parameters.hpp"

using namespace piket::render;
using Catch::Contains;

namespace {

std::string read(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string problems(const char* id, const char* en) {
    try {
        Words::parse(id, en);
    } catch (const BadCatalogue& bad) {
        return bad.what();
    }
    return "";
}

}  // namespace

TEST_CASE("Both catalogues load, with the same keys") {
    const Words words = test_words();
    const Catalogue &id = words.catalogue(Language::id), &en = words.catalogue(Language::en);
    REQUIRE(id.size() > 30);
    CHECK(id.size() == en.size());
    for (const auto& [key, text] : id) {
        INFO(key);
        CHECK(en.contains(key));
        CHECK_FALSE(text.empty());
    }
}

TEST_CASE("A key or a field that one language lacks is an error at load, as is what is no catalogue") {
    CHECK(problems("a = 'x'\nb = 'y'", "a = 'x'\nb = 'y'").empty());
    CHECK(problems("a = 'x'", "a = 'x'\nb = 'y'") == "id.toml: b: is missing, en.toml has it");
    CHECK(problems("a = 'x'\nb.c = 'y'", "a = 'x'") == "en.toml: b.c: is missing, id.toml has it");
    CHECK_THAT(problems("a = '{n} orang'", "a = '{m} people'"), Contains("has other fields in braces"));
    CHECK_THAT(problems("a = '{} orang'", "a = '{} people'"), Contains("fields have names"));
    CHECK_THAT(problems("a = '{n orang'", "a = '{n people'"), Contains("without }"));
    CHECK_THAT(problems("a = 1", "a = 1"), Contains("is no text"));
    CHECK_THAT(problems("a = ", "a = 'x'"), Contains("id.toml:1:"));
    CHECK_THROWS_AS(Words::load("/nowhere"), BadCatalogue);
}

TEST_CASE("The language can be switched while running; fields are filled in") {
    Words words = Words::parse("hi = 'Halo {name}'\np = {one = '{n} orang', other = '{n} orang'}",
                               "hi = 'Hello {name}'\np = {one = '{n} person', other = '{n} people'}", Language::id);
    CHECK(words("hi", fmt::arg("name", "Siti")) == "Halo Siti");
    words.speak(Language::en);
    CHECK(words("hi", fmt::arg("name", "Siti")) == "Hello Siti");
    CHECK(words.count("p", 1) == "1 person");
    CHECK(words.count("p", 0) == "0 people");
    CHECK(words.count("p", 12345) == "12,345 people");
    CHECK(words.counted("p", "1.0") == "1.0 people");
    CHECK(words.missing().empty());
    // Slips show up, and end nothing.
    CHECK(words("nothing") == "nothing");
    CHECK(words("hi", fmt::arg("other", 1)) == "Hello {name}");
    CHECK(words.missing().size() == 2);
}

TEST_CASE("Numbers, shares, dates and times") {
    Words words = test_words(Language::id);
    CHECK(words.number(1234.5, 1) == "1.234,5");
    CHECK(words.number(1234567) == "1.234.567");
    CHECK(words.number(-412) == "−412");
    CHECK(words.number(-0.04, 1) == "0,0");
    CHECK(words.number(999.96, 1) == "1.000,0");
    CHECK(words.number(100) == "100");
    CHECK(words.percent(0.125, 1) == "12,5 %");
    CHECK(words.percent(0.0004, 1) == "< 0,1 %");
    CHECK(words.percent(0, 1) == "0,0 %");
    CHECK(words.compact(38e6) == "38 jt");
    CHECK(words.compact(1250) == "1,2 rb");
    CHECK(words.compact(-1500) == "−1,5 rb");
    CHECK(words.compact(999.4) == "999");
    CHECK(words.compact(999'960) == "1 jt");
    CHECK(words.date(piket::civil(2021, 10, 12)) == "Sel 12 Okt 2021");
    CHECK(words.date(piket::civil(2020, 3, 1)) == "Min 1 Mar 2020");
    CHECK(words.time(piket::clock(7, 5)) == "07.05");
    words.speak(Language::en);
    CHECK(words.number(1234.5, 1) == "1,234.5");
    CHECK(words.percent(0.125, 1) == "12.5%");
    CHECK(words.percent(0.004) == "< 1%");
    CHECK(words.compact(38e6) == "38M");
    CHECK(words.date(piket::civil(2021, 10, 12)) == "Tue 12 Oct 2021");
    CHECK(words.time(piket::clock(23, 59)) == "23:59");
    CHECK(words.missing().empty());
}

TEST_CASE("What is counted in English has a form for one") {
    const Words words = test_words();
    const Catalogue& en = words.catalogue(Language::en);
    // A number, at most two words more, and a plural: "{n} people", "{n} positive results".
    const std::regex counted("\\{[a-z_]+\\}(?: [a-z-]+){0,2}? (people|[a-z-]+s)(?![a-z])");
    const std::set<std::string> no_plurals = {"is", "was", "less", "this", "as", "has", "its", "fares", "ms", "leaves"};
    const std::set<std::string> never_one = {"cards.units", "game.in_units"};  // a part of several
    size_t found = 0;
    for (const auto& [key, text] : en) {
        std::smatch match;
        if (never_one.contains(key) || !std::regex_search(text, match, counted) || no_plurals.contains(match[1])) {
            continue;
        }
        INFO(key << ": " << text);
        ++found;
        CHECK(key.ends_with(".other"));
        CHECK(en.contains(key.substr(0, key.rfind('.')) + ".one"));
    }
    CHECK(found > 20);
    // And one is not said like many.
    for (const auto& [key, text] : en) {
        if (key.ends_with(".one")) {
            std::smatch match;
            INFO(key << ": " << text);
            const bool plural = std::regex_search(text, match, counted) && !no_plurals.contains(match[1]);
            CHECK_FALSE(plural);
        }
    }
}

TEST_CASE("Every character of every text has its glyph") {
    Stage stage(test_words(), find_fonts());
    stage.begin();
    stage.end(Canvas(stage.size()));
    const Look& look = stage.ui().look;
    REQUIRE(look.has_glyph(U'A'));
    REQUIRE_FALSE(look.has_glyph(U'한'));
    const auto check = [&look](const std::string& where, const std::string& utf8) {
        const std::basic_string<sf::Uint32> letters = sf::String::fromUtf8(utf8.begin(), utf8.end()).toUtf32();
        for (const sf::Uint32 letter : letters) {
            INFO(where << ": " << utf8 << ": U+" << std::hex << letter);
            CHECK((letter == '\n' || look.has_glyph(letter)));
        }
    };
    for (const Language language : {Language::id, Language::en}) {
        for (const auto& [key, text] : stage.ui().words.catalogue(language)) {
            check(key, text);
        }
    }
    check("signs that the program puts in", "−–…×±≥≤≈→←↑↓∞•·₂²³°½Δµ§“”‘’€");
}

TEST_CASE("Labels of assumptions and figures do without terms of the field; a tip explains the one that is there") {
    const auto known_to_few = [](std::string_view text) {
        return text.find("uanta") != std::string_view::npos || text.find("semeja") != std::string_view::npos;
    };
    for (const piket::Parameter& parameter : piket::parameters()) {
        INFO(parameter.key);
        CHECK_FALSE(known_to_few(parameter.label_id));
        CHECK_FALSE(known_to_few(parameter.label_en));
    }
    const Words words = test_words();
    for (const Language language : {Language::id, Language::en}) {
        for (const auto& [key, text] : words.catalogue(language)) {
            INFO(key);
            CHECK(known_to_few(text) == (key == "side.tip.quanta"));
        }
    }
}

TEST_CASE("Every key that the program asks for is in the catalogue") {
    const Words words = test_words();
    // words("key" and words.count("key"; keys that are put together in the program end in a point.
    const std::regex call("words(?:\\(|\\.count\\(|\\.counted\\()\\s*\"([^\"]+)\"");
    size_t found = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(PIKET_SOURCE_DIR "/render")) {
        if (entry.path().extension() != ".cpp") {
            continue;
        }
        const std::string text = read(entry.path());
        for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it) {
            const std::string key = (*it)[1];
            INFO(entry.path() << ": " << key);
            const auto& catalogue = words.catalogue(Language::id);
            const auto next = catalogue.lower_bound(key);
            REQUIRE(next != catalogue.end());
            CHECK((next->first == key || (key.ends_with(".") && next->first.starts_with(key)) ||
                   next->first.starts_with(key + ".o")));
            ++found;
        }
    }
    CHECK(found > 8);
}
