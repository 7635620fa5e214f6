#include <atomic>
#include <bit>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "piket/problem.hpp"
#include "piket/time.hpp"

using namespace piket;

namespace {

uint64_t hash_of_text(std::string_view s) {
    Hash hash;
    hash.text(s);
    return hash.value();
}

template <class T>
uint64_t hash_of(const T& v) {
    Hash hash;
    hash.plain(v);
    return hash.value();
}

}  // namespace

TEST_CASE("hashes have the same bits on every machine", "[hash][golden]") {
    CHECK(Hash{}.value() == 0);
    CHECK(mix(1) == 0x5692161d100b05e5);
    CHECK(hash_of_text("") == 0xe220a8397b1dcdaf);
    CHECK(hash_of_text("piket") == 0x8d7caceefea6b417);
    CHECK(hash_of_text("Dinas Pendidikan") == 0x6ffbcf7f3e89eda2);
    CHECK(hash_of_text("Badan Kepegawaian") == 0x8f49cb408a598e95);
    CHECK(hash_of(0.1) == 0x9d5ee38606198e05);
    CHECK(hash_of(uint16_t{513}) == 0xb60902ac1eb7714d);
}

TEST_CASE("a hash sees every bit, the order and the length", "[hash]") {
    std::set<uint64_t> seen;
    size_t made = 0;
    const auto look = [&](uint64_t value) {
        seen.insert(value);
        ++made;
    };
    const std::string text = "Dinas Kependudukan";
    for (size_t length = 0; length <= text.size(); ++length) {
        look(hash_of_text(text.substr(0, length)));
    }
    for (size_t i = 0; i < text.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string other = text;
            other[i] = static_cast<char>(other[i] ^ (1 << bit));
            look(hash_of_text(other));
        }
    }
    look(hash_of_text(std::string_view("a\0", 2)));
    look(hash_of_text("a"));
    look(hash_of(0.0));
    look(hash_of(-0.0));
    look(hash_of(1.0));
    look(hash_of(1.0f));
    look(hash_of(uint32_t{7}));
    look(hash_of(uint64_t{7}));
    look(hash_of(Day{7} + 1));
    look(hash_of(clock(8)));
    CHECK(seen.size() == made);

    Hash ab, ba, joined;
    ab.word(1), ab.word(2);
    ba.word(2), ba.word(1);
    CHECK(ab.value() != ba.value());
    ab.text("un"), ab.text("it");
    joined.word(1), joined.word(2), joined.text("unit"), joined.text("");
    CHECK(ab.value() != joined.value());
    Hash none, zero, two_zeros;
    zero.word(0);
    two_zeros.word(0), two_zeros.word(0);
    CHECK(none.value() != zero.value());
    CHECK(zero.value() != two_zeros.value());
}

TEST_CASE("a change of one bit changes about half of the hash", "[hash]") {
    int changed = 0, flips = 0;
    for (uint64_t i = 0; i < 500; ++i) {
        for (int bit = 0; bit < 64; ++bit, ++flips) {
            changed += std::popcount(hash_of(i) ^ hash_of(i ^ uint64_t{1} << bit));
        }
    }
    CHECK(static_cast<double>(changed) / flips == Approx(32).epsilon(0.01));
}

TEST_CASE("dates are counted from 1970 and know their weekday", "[time]") {
    CHECK(civil(1970, 1, 1) == Day{0});
    CHECK(civil(1970, 1, 1).weekday() == 3);
    CHECK(civil(1969, 12, 31) == Day{-1});
    CHECK(civil(1969, 12, 31).weekday() == 2);
    CHECK(civil(2020, 3, 18) == Day{18'339});
    CHECK(civil(2020, 3, 18).weekday() == 2);  // a Wednesday
    CHECK(civil(2000, 2, 29) + 1 == civil(2000, 3, 1));
    CHECK(civil(1900, 2, 28) + 1 == civil(1900, 3, 1));
    CHECK(civil(2020, 12, 31) + 1 == civil(2021, 1, 1));
    CHECK(civil(0, 1, 1) == Day{-719'528});
    CHECK(civil(9999, 12, 31) == Day{2'932'896});
    CHECK_THROWS_AS(civil(2021, 2, 29), BrokenInvariant);
    CHECK_THROWS_AS(civil(2021, 13, 1), BrokenInvariant);
    CHECK_THROWS_AS(civil(10'000, 1, 1), BrokenInvariant);
    CHECK(Day{}.weekday() >= 0);
    CHECK(never.weekday() >= 0);
    CHECK((Day{} < civil(0, 1, 1) && civil(9999, 12, 31) < never));
}

TEST_CASE("every day of four hundred years survives its text, and weekdays follow each other", "[time]") {
    const Day first = civil(1800, 1, 1), last = civil(2200, 12, 31);
    for (Day day = first; day < last; ++day) {
        REQUIRE(parse_date(to_date(day)) == day);
        REQUIRE((day + 1).weekday() == (day.weekday() + 1) % 7);
        REQUIRE(to_date(day) < to_date(day + 1));
    }
}

TEST_CASE("a date is read only if it is one", "[time]") {
    CHECK(parse_date("2020-02-29") == civil(2020, 2, 29));
    CHECK(parse_date("2000-02-29") == civil(2000, 2, 29));
    CHECK(parse_date("0000-01-01") == civil(0, 1, 1));
    CHECK(parse_date("9999-12-31") == civil(9999, 12, 31));
    for (const char* text :
         {"",           "2020",        "2020-3-18",       "2020-03-1",  "20-03-2018",  "2020/03/18",  "2020/03-18",
          "2020-03/18", "2020-0:-01",  "2020-1/-01",      "20:0-01-01", "2020-03-18 ", " 2020-03-18", "2020-03-018",
          "2021-02-29", "1900-02-29",  "2020-02-30",      "2020-04-31", "2020-00-10",  "2020-13-01",  "2020-01-00",
          "2020-01-32", "-020-01-01",  "+020-01-01",      "2020-+1-01", "2020--1-01",  "2020-01- 1",  "2020-0a-01",
          "20200-1-01", "2020-01-1\n", "2020-03-18T00:00"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text).has_value());
    }
    CHECK_FALSE(parse_date(std::string_view("2020-01-0\0", 10)).has_value());
}

TEST_CASE("days beyond the calendar still have a text", "[time]") {
    CHECK(to_date(civil(2020, 3, 18)) == "2020-03-18");
    CHECK(to_date(civil(7, 3, 8)) == "0007-03-08");
    CHECK(to_date(never) == "never");
    CHECK(to_date(civil(0, 1, 1) - 1) == "day -719529");
    CHECK(to_date(civil(9999, 12, 31) + 1) == "day 2932897");
    CHECK(to_date(Day{}) == "day -2147483648");
}

TEST_CASE("intervals are half open and overlap where both hold", "[time]") {
    const Interval morning{clock(8), clock(12)}, late{clock(11, 30), clock(13, 0, 30)};
    CHECK(overlap(morning, late) == Interval{clock(11, 30), clock(12)});
    CHECK(overlap(morning, late).length() == 1800);
    CHECK(overlap(morning, Interval{clock(12), clock(13)}).length() == 0);
    CHECK(overlap(morning, Interval{clock(14), clock(15)}).length() == 0);
    CHECK(morning.contains(clock(8)));
    CHECK_FALSE(morning.contains(clock(12)));
    CHECK(hours(late.length()) == Approx(1.5 + 30 / 3600.0));
}

TEST_CASE("a problem says where it is, what was written and what is wrong", "[problem]") {
    CHECK(Problem{"a.toml", 12, "agency.dukcapil.counters", "-3", "must be in 1 ... 40"}.text() ==
          "a.toml:12: agency.dukcapil.counters = -3: must be in 1 ... 40");
    CHECK(Problem{"a.toml", 0, "", "", "cannot be opened"}.text() == "a.toml: cannot be opened");
    CHECK(Problem{"a.toml", 3, "seed", "", "is missing"}.text() == "a.toml:3: seed: is missing");
    CHECK(Problem{"", 0, "--days", "x", "is not a number"}.text() == "--days = x: is not a number");
    CHECK(Problem{"", 0, "", "", "no scenario given"}.text() == "no scenario given");
    CHECK(Problem{"a.toml", 3, "mask", "2", "is more than anyone does", true}.text() ==
          "a.toml:3: warning: mask = 2: is more than anyone does");
}

TEST_CASE("warnings are no errors", "[problem]") {
    const Problem warning{"", 0, "", "", "hm", true}, error{"", 0, "", "", "no", false};
    CHECK_FALSE(any_error({}));
    CHECK_FALSE(any_error({warning, warning}));
    CHECK(any_error({warning, error}));
}

TEST_CASE("a parallel loop visits each index once", "[parallel]") {
    for (const int threads : {1, 2, 4, 8}) {
        const Workers workers(threads);
        REQUIRE(workers.threads() == threads);
        for (const size_t n : {0, 1, 2, 7, 100, 10'001}) {
            for (const size_t grain : {0, 1, 3, 64, 10'000, 1'000'000}) {
                INFO(threads << " threads, " << n << " indices, grain " << grain);
                std::vector<std::atomic<int>> visits(n), covered(n);
                workers.each(n, grain, [&](size_t i) { ++visits[i]; });
                std::atomic<size_t> smallest = n;
                workers.blocks(n, grain, [&](size_t begin, size_t end) {
                    for (size_t i = begin; i < end; ++i) {
                        ++covered[i];
                    }
                    size_t size = end - begin, least = smallest;
                    while (size < least && !smallest.compare_exchange_weak(least, size)) {
                    }
                });
                bool once = true;
                for (size_t i = 0; i < n; ++i) {
                    once = once && visits[i] == 1 && covered[i] == 1;
                }
                REQUIRE(once);
                REQUIRE(smallest >= std::min(n, grain));
            }
        }
    }
}

TEST_CASE("a loop has as many threads as it was promised, even more than there are cores", "[parallel]") {
    for (const int threads : {2, 4, 8}) {
        const Workers workers(threads);
        std::mutex mutex;
        std::set<std::thread::id> seen;
        // Each waits until all are there, so the loop ends at once only if it really has that many.
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        workers.each(static_cast<size_t>(threads), 1, [&](size_t) {
            for (;;) {
                {
                    const std::lock_guard lock(mutex);
                    seen.insert(std::this_thread::get_id());
                    if (seen.size() == static_cast<size_t>(threads)) {
                        return;
                    }
                }
                if (std::chrono::steady_clock::now() > deadline) {
                    return;
                }
                std::this_thread::yield();
            }
        });
        CHECK(seen.size() == static_cast<size_t>(threads));
    }
}

TEST_CASE("what fits in one grain runs on the caller, in order", "[parallel]") {
    for (const int threads : {1, 4}) {
        const Workers workers(threads);
        const size_t grain = threads == 1 ? 1 : 100;
        std::vector<size_t> order;
        bool here = true;
        const std::thread::id caller = std::this_thread::get_id();
        workers.each(100, grain, [&](size_t i) {
            here = here && std::this_thread::get_id() == caller;
            if (here) {
                order.push_back(i);
            }
        });
        std::vector<size_t> expected(100);
        std::iota(expected.begin(), expected.end(), size_t{0});
        CHECK(here);
        CHECK(order == expected);
    }
}

TEST_CASE("loops nest, and nothing else runs inside a turn that waits", "[parallel]") {
    for (const int threads : {1, 2, 4, 8}) {
        const Workers workers(threads);
        constexpr size_t rows = 60, columns = 300;
        std::vector<std::atomic<int>> visits(rows * columns);
        std::atomic<bool> interrupted = false;
        workers.each(rows, 1, [&](size_t row) {
            thread_local bool in_a_turn = false;
            if (in_a_turn) {
                interrupted = true;
            }
            in_a_turn = true;
            workers.each(columns, 1, [&](size_t column) {
                ++visits[row * columns + column];
                std::this_thread::yield();
            });
            in_a_turn = false;
        });
        bool once = true;
        for (const auto& v : visits) {
            once = once && v == 1;
        }
        CHECK(once);
        CHECK_FALSE(interrupted);
    }
}

TEST_CASE("an exception in a loop comes back to the caller, and the workers live on", "[parallel]") {
    for (const int threads : {1, 2, 4, 8}) {
        const Workers workers(threads);
        const auto fail_at = [&](size_t n, size_t grain) {
            workers.each(n, grain, [](size_t i) {
                if (i == 70) {
                    throw std::runtime_error("seventy");
                }
            });
        };
        CHECK_THROWS_WITH(fail_at(100, 1), "seventy");
        CHECK_THROWS_WITH(fail_at(100, 1000), "seventy");
        CHECK_THROWS_WITH(workers.each(4, 1, [&](size_t) { fail_at(100, 1); }), "seventy");
        std::atomic<int> visits = 0;
        workers.each(100, 1, [&](size_t) { ++visits; });
        CHECK(visits == 100);
    }
}

TEST_CASE("workers default to one per core, can be moved, and side by side do not disturb each other", "[parallel]") {
    Workers workers;
    CHECK(workers.threads() >= 1);
    CHECK(workers.threads() <= static_cast<int>(std::thread::hardware_concurrency()));
    Workers moved(std::move(workers));
    Workers four(4), eight(8);
    moved = std::move(four);
    CHECK(moved.threads() == 4);
    std::atomic<int> visits = 0;
    moved.each(50, 1, [&](size_t) { eight.each(50, 1, [&](size_t) { ++visits; }); });
    CHECK(visits == 2500);
}
