// Frontiers and reports: which policies no other beats, against the definition; and pages that stand on their own and
// say what the files say.
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "program.hpp"
#include "xml.hpp"

using namespace piket::program;
using Catch::Contains;
using nlohmann::json;

namespace {

std::string plan_in(const Folder& folder, const std::string& more = "", const std::string& top = "") {
    return folder.write("plan.toml", "format = 1\ntitle = \"Uji <1> & 2\"\nscenario = \"" + tiny +
                                         "\"\nreplicates = 12\nseed = 7\noutcomes = [\"infections_servants\"]\n" + top +
                                         "[set]\n\"emission.quanta_per_h\" = 60\n"
                                         "[[axis]]\nkey = \"wfo.share\"\nvalues = [0, 0.3, 0.6, 1]\n"
                                         "[[axis]]\nid = \"counter\"\n[[axis.step]]\nid = \"half\"\n"
                                         "set = { \"counter.open\" = 0.5 }\n[[axis.step]]\nid = \"full\"\n"
                                         "set = { \"counter.open\" = 1 }\n" +
                                         more);
}

std::string store_in(const Folder& folder, const std::string& more = "", const std::string& top = "") {
    const std::string store = folder / "r.sqlite";
    const Result swept = piket_with("sweep " + plan_in(folder, more, top) + " --out " + store);
    INFO(swept.err);
    REQUIRE(swept.status == 0);
    return store;
}

// Means of a column at the last day, by point.
std::vector<double> means(const Folder& folder, const std::string& store, const std::string& column) {
    REQUIRE(piket_with("export " + store + " --csv " + (folder / "csv")).status == 0);
    const std::vector<std::string> rows = lines(read(folder / "csv/runs.csv"));
    const std::vector<std::string> head = split(rows.front(), ',');
    const auto place = [&](const std::string& name) {
        return static_cast<size_t>(std::ranges::find(head, name) - head.begin());
    };
    std::vector<double> sums;
    for (size_t i = 1; i < rows.size(); ++i) {
        const std::vector<std::string> cells = split(rows[i], ',');
        if (cells[place("day")] == "42") {
            const auto point = static_cast<size_t>(std::stoi(cells[place("point")]));
            sums.resize(std::max(sums.size(), point + 1));
            sums[point] += std::stod(cells[place(column)]) / 12;
        }
    }
    return sums;
}

// By the definition: nobody is at least as good in both and better in one.
size_t count_best(const std::vector<double>& x, const std::vector<double>& y, bool fewer_y) {
    size_t best = 0;
    for (size_t i = 0; i < x.size(); ++i) {
        bool beaten = false;
        for (size_t j = 0; j < x.size(); ++j) {
            const double dx = x[i] - x[j], dy = fewer_y ? y[i] - y[j] : y[j] - y[i];
            beaten = beaten || (dx >= -1e-9 && dy >= -1e-9 && (dx > 1e-9 || dy > 1e-9));
        }
        best += beaten ? 0 : 1;
    }
    return best;
}

size_t marked(const std::string& table) {
    return static_cast<size_t>(
        std::ranges::count_if(lines(table), [](const std::string& line) { return line.starts_with("  *"); }));
}

std::string compared_in(const Folder& folder) {
    const std::string home = folder.scenario(
        "home.toml",
        "title = { id = \"<Semua> & di rumah\", en = \"<All> & at home\" }\n[[rule]]\nmeasure = \"wfo.share\"\n"
        "value = 0\nsource = \"head\"\n");
    const Result compared = piket_with("compare " + tiny + " " + home +
                                       " --replicates 25 --set emission.quanta_per_h=60 --out " + (folder / "out"));
    INFO(compared.err);
    REQUIRE(compared.status == 0);
    return folder / "out";
}

void check_alone(const std::string& page) {
    CHECK(fault_of_xml(page) == "");
    for (const char* outside : {"src=", "href", "url(", "@import", "<script", "<link", "<img", "file:"}) {
        INFO(outside);
        CHECK(page.find(outside) == std::string::npos);
    }
    const std::regex address("[a-z]+://[^\"]*");
    for (std::sregex_iterator i(page.begin(), page.end(), address), end; i != end; ++i) {
        const std::string name = i->str();  // names of languages, which nobody fetches
        CHECK((name == "http://www.w3.org/1999/xhtml" || name == "http://www.w3.org/2000/svg"));
    }
}

// The numbers of the page as machines read them, and as people do.
std::map<std::string, std::pair<double, std::string>> numbers(const std::string& page) {
    std::map<std::string, std::pair<double, std::string>> all;
    const std::regex data("<data value=\"([^\"]*)\" title=\"([^\"]*)\">([^<]*)</data>");
    for (std::sregex_iterator i(page.begin(), page.end(), data), end; i != end; ++i) {
        all[(*i)[2]] = {std::stod((*i)[1]), (*i)[3]};
    }
    return all;
}

struct Label {
    double left, top, right, bottom;
    std::string words;
};

// Labels of points: bold, or of their size; a letter is at least 0.4 em wide.
std::vector<Label> labels(const std::string& svg) {
    std::vector<Label> all;
    const std::regex text(
        "<text x=\"([^\"]*)\" y=\"([^\"]*)\" font-size=\"(12.5|11.5)\" fill=\"[^\"]*\" "
        "text-anchor=\"start\"( font-weight=\"bold\")?>([^<]*)</text>");
    for (std::sregex_iterator i(svg.begin(), svg.end(), text), end; i != end; ++i) {
        const double x = std::stod((*i)[1]), y = std::stod((*i)[2]), size = std::stod((*i)[3]);
        if (size < 12 || (*i)[4].matched) {
            all.push_back({x, y - 0.7 * size, x + 0.4 * size * static_cast<double>((*i)[5].length()), y, (*i)[5]});
        }
    }
    return all;
}

}  // namespace

TEST_CASE("a frontier marks the policies that no other beats, by its definition") {
    const Folder folder;
    const std::string store = store_in(folder);
    const std::vector<double> infected = means(folder, store, "infections_servants");
    const Result table = piket_with("frontier " + store);
    INFO(table.err << table.out);
    REQUIRE(table.status == 0);
    check_width(table.out);
    CHECK(marked(table.out) == count_best(infected, means(folder, store, "waiting_days"), true));
    CHECK(marked(table.out) > 0);
    CHECK_THAT(table.out, Contains("8 policies under the same 12 futures") && Contains("Scenario, not forecast."));

    // More of it is better: the direction is that of the outcome.
    const Result served = piket_with("frontier " + store + " --service served_counter");
    CHECK(marked(served.out) == count_best(infected, means(folder, store, "served_counter"), false));

    // A plan that is run says the same as what was stored of it, on any number of threads.
    const Result direct = piket_with("frontier " + (folder / "plan.toml") + " --threads 1");
    CHECK(direct.out == table.out);
}

TEST_CASE("the picture of a frontier stands alone and its labels do not touch") {
    const Folder folder;
    const Result drawn = piket_with("frontier " + plan_in(folder) + " --lang id --svg " + (folder / "f.svg"));
    INFO(drawn.err);
    REQUIRE(drawn.status == 0);
    const std::string svg = read(folder / "f.svg");
    CHECK(fault_of_xml(svg) == "");
    CHECK_THAT(svg, Contains("Uji &lt;1&gt; &amp; 2") && Contains("piket frontier") &&
                        Contains("Skenario, bukan ramalan.") && Contains("lebih sedikit lebih baik"));
    const std::vector<Label> all = labels(svg);
    CHECK(all.size() >= 3);
    for (size_t i = 0; i < all.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            INFO(all[i].words << " | " << all[j].words);
            CHECK_FALSE((all[i].left < all[j].right && all[j].left < all[i].right && all[i].top < all[j].bottom &&
                         all[j].top < all[i].bottom));
        }
    }
}

TEST_CASE("parameters and seeds are circumstances of policies, and can be held") {
    const Folder folder;
    const std::string store =
        store_in(folder,
                 "[[axis]]\nid = \"town\"\n[[axis.step]]\nid = \"low\"\nset = { \"voice.office\" = 1 }\n"
                 "[[axis.step]]\nid = \"high\"\nset = { \"voice.office\" = 4 }\n");
    const Result all = piket_with("frontier " + store);
    INFO(all.err);
    CHECK_THAT(all.out, Contains("8 policies under the same 12 futures") && Contains("\"town\" are") &&
                            Contains("circumstances: each counts alike"));
    const Result one = piket_with("frontier " + store + " --at town=low");
    CHECK_THAT(one.out, Contains("8 policies under the same 12 futures"));
    // A circumstance twice is no more evidence than once: means and intervals are those of the one.
    const Folder doubled, single;
    const Result of_two = piket_with("frontier " + store_in(doubled,
                                                            "[[axis]]\nkey = \"voice.office\"\nvalues = "
                                                            "[2, 2.0000000001]\n"));
    const Result of_one =
        piket_with("frontier " + store_in(single, "[[axis]]\nkey = \"voice.office\"\nvalues = [2]\n"));
    CHECK(of_two.status == 0);
    CHECK(of_two.out == of_one.out);
    // Seeds are lucks of their own.
    const Folder lucky;
    CHECK_THAT(piket_with("frontier " + store_in(lucky, "", "seeds = [1, 2]\n")).out,
               Contains("8 policies under the same 24 futures") && !Contains("circumstances"));
    const auto error = [&](const std::string& arguments, int status, const char* message) {
        const Result r = piket_with(arguments);
        CAPTURE(arguments, r.err);
        CHECK(r.status == status);
        CHECK(r.out.empty());
        CHECK(lines(r.err).size() == 1);
        CHECK_THAT(r.err, Contains(message));
    };
    error("frontier " + store + " --at twn=low", 1, "\"town\"");
    error("frontier " + store + " --at town=lo", 1, "\"low\"");
    error("frontier " + store + " --at town", 2, "axis=step");
    error("frontier " + store + " --at wfo.share=0.3 --at counter=half", 1, "no policies");
    error("frontier " + store + " --service waiting_day", 2, "did you mean \"waiting_days\"?");
    error("frontier " + store + " --replicates 3", 2, "is a store");
    error("frontier no-such-file.toml", 1, "no-such-file.toml");
    CHECK(piket_with("frontier " + store + " --svg " + (folder / "x/")).status == 1);
}

TEST_CASE("a mean over circumstances is of futures that were lived through in all of them") {
    const Folder folder;
    const std::string towns =
        "[[axis]]\nid = \"town\"\n[[axis.step]]\nid = \"low\"\nset = { \"voice.office\" = 1 }\n"
        "[[axis.step]]\nid = \"high\"\nset = { \"voice.office\" = 4 }\n";
    const std::string store = store_in(folder, towns);
    const std::string whole = piket_with("frontier " + store).out;
    const auto leave_out = [&](const std::string& name, const std::string& runs) {
        fs::copy_file(store, folder / name);
        SQLite::Database(folder / name, SQLite::OPEN_READWRITE)
            .exec("DELETE FROM results WHERE " + runs + "; DELETE FROM runs WHERE " + runs);
        return piket_with("frontier " + (folder / name));
    };
    // Points of town "high" are the odd ones: without them nothing is known of the mean.
    const Result none = leave_out("none.sqlite", "point % 2 = 1");
    CHECK(none.status == 1);
    CHECK_THAT(none.err, Contains("no runs yet at town=high"));
    // Of the last policy one circumstance is missing: it is left out, the others are told as before.
    const Result most = leave_out("most.sqlite", "point = 15");
    CHECK(most.status == 0);
    CHECK_THAT(most.out, Contains("7 policies under the same 12 futures") && Contains("1 more policies"));
    const Result some = leave_out("some.sqlite", "point = 3 AND replicate >= 8");
    CHECK_THAT(some.out, Contains("8 policies under the same 8 futures"));
}

TEST_CASE("a report of a sweep says which policy is the reference, and which stands beside it") {
    const auto page = [](const std::string& more, const std::string& top) {
        const Folder folder;
        const Result made = piket_with("report " + store_in(folder, more, top));
        INFO(made.err);
        REQUIRE(made.status == 0);
        return made.out;
    };
    const std::string nearest = "nearest to the best in both (B) against the reference (A)";
    CHECK_THAT(page("", ""), Contains(nearest));
    CHECK_THAT(page("", "reference = { axis = \"wfo.share\", step = \"1\" }\n"), Contains(nearest));
    // Nobody in the office: nobody has fewer infections, so whoever stands beside it has more.
    const std::string least = page("", "reference = { axis = \"wfo.share\", step = \"0\" }\n");
    CHECK_THAT(least, Contains(nearest));
    CHECK(numbers(least).at("infections_servants.mean").first > 0);
    // The step of a parameter is no policy: A is then the one with most infections, as without a reference.
    const std::string voices = "[[axis]]\nkey = \"voice.office\"\nvalues = [1, 4]\n";
    const auto without = numbers(page(voices, ""));
    CHECK(without.at("infections_servants.mean").first < 0);
    CHECK(numbers(page(voices, "reference = { axis = \"voice.office\", step = \"1\" }\n")) == without);
}

TEST_CASE("where the points end on different days, no day is named for all; commands can be typed again") {
    const Folder folder;
    fs::create_directory(folder / "dua kata");
    const std::string text = read(plan_in(folder, "[[axis]]\nkey = \"run.days\"\nvalues = [20, 30]\n"));
    const std::string plan = folder.write("dua kata/plan.toml", text), store = folder / "dua kata/r.sqlite";
    const Result swept = piket_with("sweep '" + plan + "' --out '" + store + "'");
    INFO(swept.err);
    REQUIRE(swept.status == 0);
    const Result table = piket_with("frontier '" + store + "'");
    CHECK_THAT(table.out, Contains("up to the last day") && !Contains("day 20"));
    const Result made = piket_with("report '" + store + "'");
    CHECK_THAT(made.out, Contains("by the last day") && !Contains("day 20"));
    CHECK_THAT(made.out, Contains("piket report &#39;" + store + "&#39;") || Contains("piket report '" + store + "'"));
}

TEST_CASE("a report of a comparison stands alone, in both languages, and says what summary.json says") {
    const Folder folder;
    const std::string out = compared_in(folder);
    const json summary = json::parse(read(out + "/summary.json"));
    const json& told = summary["differences"][0]["results"].back()["outcomes"];
    for (const std::string language : {"id", "en"}) {
        const Result made = piket_with("report " + out + " --lang " + language + " --out " + (folder / "r.html"));
        INFO(made.err);
        REQUIRE(made.status == 0);
        const std::string page = read(folder / "r.html");
        check_alone(page);
        CHECK(attributes(page, "lang").front() == language);
        for (const char* words : {"Skenario, bukan ramalan.", "Yang tidak kami ketahui"}) {
            CHECK((page.find(words) != std::string::npos) == (language == "id"));
        }
        CHECK_THAT(page, Contains("&lt;") && Contains("emission.quanta_per_h") && Contains("wfo.share") &&
                             Contains("piket compare " + tiny) &&
                             Contains(summary["program_digest"].get<std::string>()) &&
                             Contains(summary["alternatives"][1]["digest"].get<std::string>()) &&
                             Contains("piket sensitivity"));
        const auto found = numbers(page);
        for (const char* key : {"infections_servants.mean", "infections_servants.mean_low",
                                "infections_servants.mean_high", "infections_servants.better", "waiting_days.mean"}) {
            INFO(key);
            REQUIRE(found.contains(key));
            const std::vector<std::string> parts = split(key, '.');
            const double want = told[parts[0]][parts[1]];
            const auto& [value, words] = found.at(key);
            CHECK(value == want);
            std::string shown = words;
            std::ranges::replace(shown, ',', '.');
            if (parts[0] == "infections_servants") {
                CHECK(std::stod(shown) == Approx(parts[1] == "better" ? 25 * want : std::fabs(want)).margin(0.051));
            }
        }
    }
    CHECK(piket_with("report " + out).out == read(folder / "r.html"));  // English, and to standard output
}

// Of the points that no other beats the one nearest to the corner of the best in both, each axis as long as they reach.
size_t nearest_to_the_corner(const std::vector<double>& x, const std::vector<double>& y) {
    std::vector<size_t> best;
    for (size_t p = 0; p < x.size(); ++p) {
        bool beaten = false;
        for (size_t q = 0; q < x.size(); ++q) {
            beaten = beaten || (x[q] <= x[p] && y[q] <= y[p] && (x[q] < x[p] || y[q] < y[p]));
        }
        if (!beaten) {
            best.push_back(p);
        }
    }
    const auto part = [&](const std::vector<double>& of, size_t p) {
        const auto [low, high] = std::ranges::minmax(best, {}, [&](size_t q) { return of[q]; });
        return of[high] > of[low] ? (of[p] - of[low]) / (of[high] - of[low]) : 0;
    };
    return *std::ranges::min_element(best, {}, [&](size_t p) { return std::hypot(part(x, p), part(y, p)); });
}

TEST_CASE("a report of a sweep shows its frontier and the policy on it that suits both ends") {
    const Folder folder;
    const std::string store = store_in(folder);
    const std::vector<double> infected = means(folder, store, "infections_servants");
    const size_t chosen = nearest_to_the_corner(infected, means(folder, store, "waiting_days"));
    for (const std::string language : {"id", "en"}) {
        const Result made = piket_with("report " + store + " --lang " + language);
        INFO(made.err);
        REQUIRE(made.status == 0);
        check_alone(made.out);
        CHECK_THAT(made.out, Contains("Uji &lt;1&gt; &amp; 2") && Contains("piket sweep") && Contains("counter.open"));
        const double most = std::ranges::max(infected);
        CHECK(numbers(made.out).at("infections_servants.mean").first == Approx(infected[chosen] - most).margin(1e-9));
    }
}

TEST_CASE("what a report cannot be made of is said in one line, and nothing is written") {
    const Folder folder;
    const std::string out = compared_in(folder);
    const auto error = [&](const std::string& arguments, int status, const std::string& message) {
        const Result r = piket_with("report " + arguments + " --out " + (folder / "r.html"));
        CAPTURE(arguments, r.err);
        CHECK(r.status == status);
        CHECK(lines(r.err).size() == 1);
        CHECK_THAT(r.err, Contains(message));
        CHECK_FALSE(fs::exists(folder / "r.html"));
    };
    error(folder / "nowhere", 1, "nowhere/summary.json: cannot be read");
    error(out + " --alternative D", 1, "allowed: B");
    error(out + " --at a=b", 2, "no store");
    REQUIRE(piket_with("run " + tiny + " --replicates 2 --out " + (folder / "run")).status == 0);
    error(folder / "run", 1, "compares nothing");

    const std::string summary = read(out + "/summary.json"), daily = read(out + "/daily.csv");
    const auto damage = [&](const std::string& file, const std::string& text, const std::string& message) {
        fs::copy(out, folder / "damaged", fs::copy_options::recursive);
        folder.write("damaged/" + file, text);
        error(folder / "damaged", 1, message);
        fs::remove_all(folder / "damaged");
    };
    damage("summary.json", summary.substr(0, summary.size() / 2), "may be damaged");
    json lacking = json::parse(summary);
    lacking["differences"][0]["results"].back()["outcomes"].erase("waiting_days");
    damage("summary.json", lacking.dump(), "lacks what piket compare writes");
    lacking = json::parse(summary);
    lacking["alternatives"][0]["results"] = json::array();
    damage("summary.json", lacking.dump(), "lacks what piket compare writes");
    damage("daily.csv", "", "daily.csv: cannot be read");
    damage("daily.csv", daily + "A,1\n", "has 2 columns");
    damage("daily.csv", daily.substr(0, daily.rfind("\nB,12,") + 1), "do not tell of the same runs");
}
