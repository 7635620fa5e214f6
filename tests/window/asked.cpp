// What was asked for: the latest wish is answered first, the latest answers are kept.
#include "runner/asked.hpp"

#include <catch2/catch.hpp>
#include <memory>

using namespace piket::render;

TEST_CASE("what was asked for last is answered first, what is prepared last, and old wishes are forgotten") {
    Asked<int, int> asked(4, 3);
    CHECK_FALSE(asked.next());
    CHECK(asked.ask(1) == nullptr);
    CHECK(asked.ask(2) == nullptr);
    asked.prepare(9);
    CHECK(asked.next() == 2);
    CHECK(asked.ask(1) == nullptr);  // asked again
    CHECK(asked.next() == 1);
    asked.prepare(8);  // there is no room for it
    CHECK_FALSE(asked.wished(8));
    asked.ask(3);  // the oldest, which was prepared, gives way
    CHECK_FALSE(asked.wished(9));
    asked.answer(3, std::make_shared<const int>(30));
    CHECK(asked.next() == 1);
    CHECK(*asked.ask(3) == 30);
    CHECK(asked.next() == 1);
    asked.prepare(3);  // known already
    CHECK_FALSE(asked.wished(3));
    asked.forget_wishes();
    CHECK_FALSE(asked.next());
    CHECK(*asked.find(3) == 30);
}

TEST_CASE("the answers that were looked at last are kept") {
    Asked<int, int> asked(3, 3);
    for (int key = 1; key <= 3; ++key) {
        asked.answer(key, std::make_shared<const int>(key));
    }
    CHECK(asked.find(1));
    asked.answer(4, std::make_shared<const int>(4));
    CHECK(asked.answers() == 3);
    CHECK(asked.find(1));
    CHECK_FALSE(asked.find(2));
    CHECK(asked.find(3));
    CHECK(asked.find(4));
}
