// Which assumptions move an answer: indices against closed forms, scenarios with a factor that matters and one that
// cannot, statements from runs made anyway, and the picture.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <set>

#include "base/random.hpp"
#include "nlohmann/json.hpp"
#include "piket/sensitivity.hpp"
#include "program.hpp"
#include "worlds.hpp"
#include "xml.hpp"

using namespace piket;
using namespace piket::worlds;
using namespace piket::program;
using Catch::Contains;
using nlohmann::json;

namespace {

std::vector<FactorIndices> indices(const PointModel& model, Design design) {
    return indices_of(run_design(design, model, 2), 1);
}

Design each_alone(size_t k, size_t rows) {
    Design design{.coordinates = k, .factors = {}, .rows = rows, .seed = 3};
    for (size_t i = 0; i < k; ++i) {
        design.factors.push_back({i});
    }
    return design;
}

bool holds(const Estimate& e, double truth) {
    return e.low <= truth && truth <= e.high;
}

// A lively office of one day's walk: enough infections that what drives them is seen with few points.
ScenarioText lively_office() {
    ScenarioText text = busy_office();
    text.days = 14;
    text.prevalence_low = 0.02;
    text.prevalence_high = 0.2;
    return text;
}

SensitivityOptions few_points() {
    SensitivityOptions options;
    options.outcome = [](const OutcomeValues& v) { return at(v, Outcome::infections_servants); };
    options.samples = 64;
    options.screening = 8;
    options.factors = 4;
    options.threads = 2;
    return options;
}

const SensitivityFactor* find(const std::vector<SensitivityFactor>& factors, std::string_view key) {
    const auto found = std::ranges::find_if(factors, [&](const SensitivityFactor& f) {
        return f.kind == FactorKind::parameter && f.spread.parameter->key == key;
    });
    return found == factors.end() ? nullptr : &*found;
}

const SensitivityFactor& kind(const Sensitivity& s, FactorKind k) {
    const auto found = std::ranges::find(s.factors, k, &SensitivityFactor::kind);
    REQUIRE(found != s.factors.end());
    return *found;
}

}  // namespace

// ---- the method ----

TEST_CASE("Sobol points are a net: every coordinate meets every cell once", "[sensitivity]") {
    constexpr size_t n = 256, k = 300;
    const auto points = sobol_points(n, k, 7);
    for (size_t c = 0; c < k; ++c) {
        std::set<size_t> cells;
        for (const auto& p : points) {
            REQUIRE((p[c] > 0 && p[c] < 1));
            cells.insert(static_cast<size_t>(p[c] * n));
        }
        CHECK(cells.size() == n);
    }
    CHECK(sobol_points(n, k, 7) == points);
    CHECK(sobol_points(n, k, 8) != points);
}

TEST_CASE("Ishigami's function has the indices of its closed form", "[sensitivity]") {
    constexpr double a = 7, b = 0.1, pi = std::numbers::pi;
    const auto f = [](std::span<const double> u) {
        const auto x = [&](size_t i) { return pi * (2 * u[i] - 1); };
        return 1000 + std::sin(x(0)) + a * std::pow(std::sin(x(1)), 2) + b * std::pow(x(2), 4) * std::sin(x(0));
    };
    const double v1 = 0.5 * std::pow(1 + b * std::pow(pi, 4) / 5, 2), v2 = a * a / 8,
                 v13 = b * b * std::pow(pi, 8) * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    const double first[] = {v1 / v, v2 / v, 0}, total[] = {(v1 + v13) / v, v2 / v, v13 / v};
    const auto found = indices(f, each_alone(3, 4096));
    for (size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        CHECK(found[i].first.value == Approx(first[i]).margin(0.01));
        CHECK(found[i].total.value == Approx(total[i]).margin(0.01));
        CHECK(holds(found[i].first, first[i]));
        CHECK(holds(found[i].total, total[i]));
        CHECK(found[i].total.high - found[i].total.low < 0.08);
        CHECK(found[i].first.high - found[i].first.low < 0.08);  // though the mean is large beside the spread
    }
}

TEST_CASE("an inert factor has no index, a pure interaction only a total one", "[sensitivity]") {
    const auto f = [](std::span<const double> u) { return (u[0] - 0.5) * (u[1] - 0.5) + 0 * u[2]; };
    const auto found = indices(f, each_alone(3, 1024));
    for (size_t i = 0; i < 2; ++i) {
        CHECK(found[i].first.value == Approx(0).margin(0.02));
        CHECK(found[i].total.value == Approx(1).margin(0.03));
    }
    CHECK(found[2].first.value == 0);
    CHECK(found[2].total.value == 0);

    // Moved together, what two do in interplay is their own.
    const auto both = indices(f, {.coordinates = 3, .factors = {{0, 1}, {2}}, .rows = 1024, .seed = 3});
    CHECK(both[0].first.value == Approx(1).margin(0.03));
    CHECK(both[1].total.value == 0);
}

TEST_CASE("slopes and elementary effects are those of a linear model", "[sensitivity]") {
    const auto f = [](std::span<const double> u) { return 4 * u[0] - 3 * u[1] + 0.5 * u[3]; };
    const auto found = indices(f, each_alone(4, 128));
    CHECK(found[0].slope.value == Approx(4).margin(1e-9));
    CHECK(found[1].slope.value == Approx(-3).margin(1e-9));
    CHECK(found[2].slope.value == 0);
    const std::vector<size_t> of = {3, 1, 2};
    const auto effects = elementary_effects(of, 4, 8, 1, f, 2);
    CHECK(effects[0] == Approx(0.5));
    CHECK(effects[1] == Approx(3));
    CHECK(effects[2] == 0);
}

TEST_CASE("intervals hold the truth about as often as they say", "[sensitivity]") {
    const auto f = [](std::span<const double> u) { return 2 * u[0] + u[1]; };
    int held = 0;
    constexpr int tries = 60;
    for (uint64_t seed = 1; seed <= tries; ++seed) {
        Design design = each_alone(2, 64);
        design.seed = seed;
        held += holds(indices_of(run_design(design, f, 1), seed)[0].total, 0.8) ? 1 : 0;
    }
    CHECK(held > 0.75 * tries);
}

// ---- scenarios ----

TEST_CASE("in a lively office emission and the town matter, and what cannot matter does not", "[sensitivity]") {
    ScenarioText text = lively_office();
    text.parameter("emission.quanta_per_h", 8.5);  // set, so known
    const std::vector<std::shared_ptr<const World>> known = {text.world()};
    CHECK(find(open_factors(known, nullptr), "emission.quanta_per_h") == nullptr);

    const std::vector<std::shared_ptr<const World>> worlds = {lively_office().world()};
    const Sensitivity s = sensitivity(worlds, few_points());
    const SensitivityFactor* emission = find(s.factors, "emission.quanta_per_h");
    REQUIRE(emission != nullptr);
    CHECK(emission->indices.slope.low > 0);
    for (const SensitivityFactor& f : s.factors) {
        if (f.kind == FactorKind::parameter) {
            CAPTURE(f.spread.parameter->key);
            CHECK(f.indices.total.value <= emission->indices.total.value);
        }
    }
    CHECK(kind(s, FactorKind::prevalence).indices.slope.low > 0);
    const SensitivityFactor* gate = find(s.left, "gate.check_seconds");  // nobody is checked at this entrance
    REQUIRE(gate != nullptr);
    CHECK(gate->screened == 0);
    CHECK(kind(s, FactorKind::others).members == s.left.size());
    CHECK(s.left.size() + 4 == s.screened);
    CHECK(s.factors.size() == 6);
    CHECK(s.simulations == 8 * (s.screened + 1) + 64 * 8);
}

TEST_CASE("the same indices for any number of threads", "[sensitivity]") {
    const std::vector<std::shared_ptr<const World>> worlds = {lively_office().world()};
    SensitivityOptions options = few_points();
    options.samples = 8;
    options.screening = 2;
    options.horizon = 6;
    const auto run = [&](int threads, uint64_t seed) {
        options.threads = threads;
        options.seed = seed;
        const Sensitivity s = sensitivity(worlds, options);
        std::vector<double> all = {s.outcome.mean, s.variance};
        for (const SensitivityFactor& f : s.factors) {
            all.insert(all.end(), {f.screened, f.indices.first.value, f.indices.first.low, f.indices.total.high,
                                   f.indices.slope.value});
        }
        return all;
    };
    const auto one = run(1, 1);
    CHECK(run(2, 1) == one);
    CHECK(run(2, 2) != one);
}

TEST_CASE("with one calibration draw and a known town, what is left is chance; futures average it", "[sensitivity]") {
    ScenarioText text = lively_office();
    text.prevalence_low = text.prevalence_high = 0.05;
    auto c = std::make_shared<Calibration>();
    c->weights = {1};
    for (const Parameter& p : parameters()) {
        if (p.plausible_low < p.plausible_high && varies_by_replicate(p)) {
            c->numbers.push_back({&p, Prior::uniform, p.plausible_low, p.plausible_high, {}, {p.value}});
        }
    }
    const std::vector<std::shared_ptr<const World>> worlds = {text.world()};
    SensitivityOptions options = few_points();
    options.calibration = c;
    const Sensitivity s = sensitivity(worlds, options);
    REQUIRE(s.factors.size() == 2);
    CHECK(s.factors[0].kind == FactorKind::chance);
    CHECK(s.factors[0].indices.total.value == Approx(1).margin(0.35));
    CHECK(s.factors[1].kind == FactorKind::posterior);
    CHECK(s.factors[1].members == c->numbers.size());
    CHECK(s.factors[1].indices.total.value == 0);
    options.futures = 4;
    CHECK(sensitivity(worlds, options).variance < 0.5 * s.variance);
}

TEST_CASE("of two equal scenarios nothing moves the difference", "[sensitivity]") {
    const std::vector<std::shared_ptr<const World>> worlds = {lively_office().world(), lively_office().world()};
    SensitivityOptions options = few_points();
    options.samples = 8;
    options.screening = 2;
    CHECK(sensitivity(worlds, options).variance == 0);
    ScenarioText masked = lively_office();
    masked.rule("mask.mandate", "1");
    const std::vector<std::shared_ptr<const World>> policies = {worlds[0], masked.world()};
    const Sensitivity s = sensitivity(policies, options);
    CHECK(s.variance > 0);
    CHECK(s.outcome.mean < 0);
}

// ---- runs made anyway ----

TEST_CASE("a planted cause among many inputs is found, and noise stays unsaid", "[sensitivity]") {
    constexpr size_t n = 80, k = 60;
    int alarms = 0;
    for (uint64_t seed = 1; seed <= 40; ++seed) {
        const Luck luck = make_luck(seed, 0);
        const auto noise = [&](uint64_t who, size_t i) {
            return uniform(luck, Who{who}, Day{static_cast<int32_t>(i)}, Purpose::known_answer);
        };
        std::vector<std::vector<double>> inputs(k + 1, std::vector<double>(n, 4.0));  // the last never differs
        std::vector<double> caused(n), unrelated(n);
        for (size_t i = 0; i < n; ++i) {
            for (size_t f = 0; f < k; ++f) {
                inputs[f][i] = noise(f, i);
            }
            caused[i] = std::floor(8 * (noise(1000, i) - std::exp(1.5 * inputs[17][i])));
            unrelated[i] = std::floor(8 * noise(1000, i));
        }
        const Associations found = associations(inputs, caused, seed);
        CHECK(found.inputs == k);
        REQUIRE_FALSE(found.found.empty());
        CHECK(found.found.front().input == 17);
        CHECK(found.found.front().correlation < -0.7);
        alarms += associations(inputs, unrelated, seed).found.empty() ? 0 : 1;
    }
    CHECK(alarms <= 6);  // 2 of 40 are expected
    const std::vector<std::vector<double>> one = {{1, 2, 3}};
    CHECK(associations(one, std::vector<double>{5, 5, 5}, 1).found.empty());
    CHECK(associations({}, std::vector<double>{1, 2, 3}, 1).found.empty());
}

TEST_CASE("summaries say which assumptions moved the result, or that none was moved", "[sensitivity][program]") {
    const Folder folder;
    const std::string many = folder.scenario("many.toml", "[initial]\nprevalence = [0.02, 0.3]\n");
    const auto assumptions = [&](const char* out) { return json::parse(read(folder / out + "/summary.json")); };

    const Result plain = piket_with("run " + tiny + " --replicates 3 --days 14 --out " + (folder / "a"));
    CHECK_THAT(plain.out, Contains("Assumptions were held fixed") && Contains("piket sensitivity"));
    CHECK(assumptions("a")["assumptions"]["held_fixed"] == true);
    CHECK_THAT(piket_with("run " + tiny + " --replicates 3 --lang id").out, Contains("Asumsi dibuat tetap"));

    const Result carried =
        piket_with("run " + many + " --replicates 200 --days 14 --uncertain all --out " + (folder / "b"));
    CHECK_THAT(carried.out, Contains("Assumptions that move civil servants infected by day 14"));
    const json said = assumptions("b")["assumptions"];
    CHECK(said["held_fixed"] == false);
    CHECK(said["futures"] == 200);
    REQUIRE(!said["strongest"].empty());
    CHECK(said["strongest"].size() <= 3);
    CHECK(said["strongest"][0]["key"] == "initial.prevalence");
    CHECK(said["strongest"][0]["rank_correlation"] > 0.3);
    check_width(carried.out);

    const Result same =
        piket_with("compare " + tiny + " " + tiny + " --replicates 4 --days 14 --uncertain --out " + (folder / "c"));
    CHECK_THAT(same.out, Contains("none stands out from chance"));
    CHECK(assumptions("c")["differences"][0]["assumptions"]["strongest"].empty());
    const Result fixed = piket_with("compare " + tiny + " " + many + " --replicates 2 --days 14");
    CHECK_THAT(fixed.out, Contains("--against"));
}

// ---- the command ----

TEST_CASE("piket sensitivity prints a table, JSON and a picture", "[sensitivity][program]") {
    const Folder folder;
    const std::string more = folder.scenario(
        "more.toml", "title = \"Kantor <kecil> & \\\"ramai\\\"\"\n[initial]\nprevalence = [0.05, 0.3]\n");
    const std::string few = " --samples 16 --screening 2 --factors 3 --days 14 ";
    const Result table = piket_with("sensitivity " + more + few + "--lang id --svg " + (folder / "bars.svg"));
    INFO(table.err);
    CHECK(table.status == 0);
    CHECK_THAT(table.out, Contains("asumsi lainnya, digeser bersama") && Contains("Kebetulan") &&
                              Contains("Skenario, bukan ramalan") && Contains("terlalu kecil"));
    check_width(table.out);
    const std::string svg = read(folder / "bars.svg");
    CHECK(fault_of_xml(svg) == "");
    CHECK_THAT(svg, Contains("Asumsi mana") && Contains("&lt;kecil&gt; &amp; &quot;ramai&quot;") &&
                        Contains("piket sensitivity") && Contains("Skenario, bukan ramalan."));

    const Result data = piket_with("sensitivity " + more + few + "--json --horizon 7 --outcome backlog --uncertain");
    INFO(data.err);
    REQUIRE(data.status == 0);
    const json j = json::parse(data.out);
    CHECK(j["outcome"] == "backlog");
    CHECK(j["day"] == 7);
    CHECK(std::ranges::any_of(j["factors"], [](const json& f) { return f["key"] == "chance"; }));
    const auto calibrated = [](const json& f) { return f["key"] == "calibration"; };
    CHECK((std::ranges::any_of(j["factors"], calibrated) || std::ranges::any_of(j["varied_together"], calibrated)));

    const Result against = piket_with("sensitivity " + tiny + " --against " + more + few);
    CHECK(against.status == 0);
    CHECK_THAT(against.out, Contains("difference B - A"));
}

TEST_CASE("what piket sensitivity cannot do it says in one line", "[sensitivity][program]") {
    const Folder folder;
    const auto error = [&](const std::string& arguments, int status, const char* message) {
        const Result r = piket_with("sensitivity " + tiny + " " + arguments);
        CAPTURE(arguments, r.err);
        CHECK(r.status == status);
        CHECK(r.out.empty());
        CHECK(lines(r.err).size() == 1);
        CHECK_THAT(r.err, Contains(message));
    };
    error("--outcome infections_servant", 1, "did you mean \"infections_servants\"?");
    error("--samples 100", 1, "power of two, such as 128");
    error("--samples 0", 2, "--samples");
    error("--horizon 43", 1, "after the last of 42 days");
    error("--futures 0", 2, "--futures");
    error("--against no-such-file.toml", 1, "no-such-file.toml");
    error("--svg " + (folder / "no.svg/x/"), 1, "not a file");
    const std::string later = folder.scenario("later.toml", "[run]\nstart = 2020-03-19\n");
    error("--against " + later, 1, "the same days");
}
