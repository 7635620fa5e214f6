// Numbers that people type.
#include <catch2/catch.hpp>

#include "workshop/episode.hpp"

using namespace piket::render;

TEST_CASE("A thousand is a thousand however it is typed, and what could be two numbers is none") {
    const std::pair<const char*, double> numbers[] = {{"0", 0},
                                                      {"7", 7},
                                                      {"1000", 1000},
                                                      {"1.000", 1000},
                                                      {"1,000", 1000},
                                                      {"12.345", 12345},
                                                      {"1 000", 1000},
                                                      {"1.234.567", 1234567},
                                                      {"1,234,567", 1234567},
                                                      {"2,5", 2.5},
                                                      {"2.5", 2.5},
                                                      {"0,25", 0.25},
                                                      {"0.125", 0.125},
                                                      {"1.000,5", 1000.5},
                                                      {"1,000.75", 1000.75},
                                                      {"12.345,25", 12345.25},
                                                      {" 12 ", 12},
                                                      {"1234,5", 1234.5}};
    for (const auto& [text, value] : numbers) {
        INFO(text);
        REQUIRE(typed_number(text));
        CHECK(*typed_number(text) == value);
    }
    for (const char* text :
         {"",         " ",           ".",     ",",      "5.",     ".5",       "1e9",     "-1",       "+1",
          "0x10",     "nan",         "inf",   "1.0000", "1,0000", "1234.567", "012.345", "1.00.000", "1.000.00",
          "1,000,00", "1.000,000.5", "1,2,3", "1.2,3",  "12a",    "1..000",   "2,5 hari"}) {
        INFO(text);
        CHECK_FALSE(typed_number(text));
    }
    CHECK(typed_range({"1.000", "1,500"})->high == 1500);
    CHECK_FALSE(typed_range({"1.000", "2"}));
}
