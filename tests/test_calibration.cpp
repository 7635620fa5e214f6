// Tables of outbreaks, what they leave of the plausible ranges, and runs that carry it.
#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "calibration/likelihood.hpp"
#include "piket/calibration.hpp"
#include "piket/ensemble.hpp"
#include "program.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::program;
using namespace piket::worlds;
using Catch::Contains;

namespace {

const std::string built_in = PIKET_SOURCE_DIR "/scenarios/calibration/outbreaks.csv";
const std::string headings =
    "case,group,data,infected,exposed,detected_from,index_patients,room,volume_m3,ach_per_h,flow_m3_h,hours,days,"
    "speaking,near_hours,near_distance_m,near_share,mark,source\n";
const std::string bus = "bus,,outbreak,23,67,,,,50,1.25,,1.667,,0.2,,,,verified,a paper\n";
const std::string contacts = "contacts,,unselected,10,400,,40,,120,2,,3,,0.3,,,,assumed,\n";

OutbreakTable table_of(const std::string& rows) {
    Loaded<OutbreakTable> loaded = parse_outbreaks(headings + rows, "own.csv");
    for (const Problem& problem : loaded.problems) {
        FAIL_CHECK(problem.text());
    }
    REQUIRE(loaded);
    return *loaded.value;
}

void check_fault(const std::string& rows, int line, const std::string& column, const std::string& message) {
    CAPTURE(rows);
    const Loaded<OutbreakTable> loaded = parse_outbreaks(headings + rows, "own.csv");
    CHECK_FALSE(loaded.value);
    std::string all;
    bool found = false;
    for (const Problem& p : loaded.problems) {
        all += p.text() + "\n";
        found = found || (p.file == "own.csv" && p.line == line && p.key == column &&
                          p.message.find(message) != std::string::npos);
    }
    CAPTURE(all);
    CHECK(found);
}

Calibration small(const OutbreakTable& table, int threads = 1, int draws = 200, uint64_t seed = 1) {
    return calibrate(table, {seed, draws, threads, {}, {}});
}

double median(const Calibration& c, std::string_view key) {
    return std::ranges::find_if(c.numbers, [&](const CalibratedNumber& n) { return n.parameter->key == key; })
        ->posterior.q50;
}

}  // namespace

TEST_CASE("the table of outbreaks that comes with the program is whole", "[calibration]") {
    const Loaded<OutbreakTable> loaded = load_outbreaks(built_in);
    REQUIRE(loaded);
    CHECK(loaded.problems.empty());
    const auto sums = [&](const std::string& id) {
        const Outbreak& o = *std::ranges::find(loaded.value->cases, id, &Outbreak::id);
        std::pair<int, int> sum;
        for (const OutbreakGroup& g : o.groups) {
            sum.first += g.infected;
            sum.second += g.exposed;
        }
        return sum;
    };
    CHECK(sums("skagit-choir") == std::pair(52, 60));
    CHECK(sums("guangzhou-restaurant") == std::pair(5, 79));
    CHECK(sums("ningbo-bus") == std::pair(23, 67));
    CHECK(sums("hunan-coach") == std::pair(7, 46));
    CHECK(sums("webasto-close") == std::pair(11, 217));
    CHECK(sums("china-trains") == std::pair(234, 72093));
    for (const Outbreak& o : loaded.value->cases) {
        CAPTURE(o.id);
        CHECK_FALSE(o.source.empty());
    }
    CHECK(std::ranges::count(loaded.value->cases, true, &Outbreak::selected) == 4);
}

TEST_CASE("what is wrong with a table of outbreaks is said with line and column", "[calibration]") {
    check_fault("bus,,outbreak,70,67,,,,50,1.25,,1.667,,,,,,,\n", 2, "infected", "not be more than the 67 exposed");
    check_fault("bus,,outbrake,3,67,,,,50,1.25,,1.667,,,,,,,\n", 2, "data", "did you mean");
    check_fault("bus,,,3,67,,,,50,1.25,,1.667,,,,,,,\n", 2, "data", "is missing");
    check_fault("bus,,outbreak,3,67,,,,50,2..1,,1.667,,,,,,,\n", 2, "ach_per_h", "lower number first");
    check_fault("bus,,outbreak,3,67,,,,50,much,,1.667,,,,,,,\n", 2, "ach_per_h", "must be a number");
    check_fault("bus,,outbreak,3,67,,,,0,1.25,,1.667,,,,,,,\n", 2, "volume_m3", "must lie between 1 and 100000 m3");
    check_fault("bus,,outbreak,3,67,,4,,50,1.25,,1.667,,,,,,,\n", 2, "index_patients", "unselected only");
    check_fault("bus,,unselected,3,67,2,,,50,1.25,,1.667,,,,,,,\n", 2, "detected_from", "outbreak only");
    check_fault("bus,,outbreak,3,67,,,,50,1.25,,1,,,2,,,,\n", 2, "near_hours", "not be longer than hours");
    check_fault(bus + contacts + bus, 4, "case", "stand together");
    check_fault(bus + "bus,rear,,1,10,,,,,,,1,,0.5,,,,,\n", 3, "speaking", "first row only");
    check_fault(bus + "bus,rear,,1,10,,,other,50,1,,1,,,,,,,\n", 3, "flow_m3_h", "is missing");
    check_fault(bus + "bus,,,1,10,,,,,,,1,,,,,,,\n", 3, "group", "stands twice");
    check_fault("", 1, "", "has headings but no rows");
    CHECK_FALSE(parse_outbreaks("case,infectd\n", "own.csv"));
}

TEST_CASE("log gamma and the beta-binomial agree with Boost", "[calibration]") {
    for (const double x : {1e-3, 0.5, 1.5, 3.0, 11.9, 12.0, 70.5, 1e4, 1e6}) {
        CAPTURE(x);
        CHECK(log_gamma(x) == Approx(boost::math::lgamma(x)).epsilon(1e-13).margin(1e-13));
    }
    for (const int k : {0, 3, 17, 40}) {
        CAPTURE(k);
        CHECK(std::exp(log_beta_binomial(k, 40, 0.2, 0)) ==
              Approx(boost::math::pdf(boost::math::binomial(40, 0.2), k)).epsilon(1e-10));
        const double size = 1 / 0.15 - 1, a = 0.2 * size, b = 0.8 * size;
        const double exact = boost::math::binomial_coefficient<double>(40, static_cast<unsigned>(k)) *
                             boost::math::beta(k + a, 40 - k + b) / boost::math::beta(a, b);
        CHECK(std::exp(log_beta_binomial(k, 40, 0.2, 0.15)) == Approx(exact).epsilon(1e-10));
    }
    const double p1 = 1 - std::exp(-0.3), p2 = 1 - std::exp(-0.05);
    const boost::math::binomial one(5, p1), two(8, p2);
    double below = 0;
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; i + j < 3; ++j) {
            below += boost::math::pdf(one, i) * boost::math::pdf(two, j);
        }
    }
    CHECK(at_least(3, {5, 8}, {0.3, 0.05}) == Approx(1 - below).epsilon(1e-12));
    CHECK(at_least(1, {5}, {1e5}) == 1);
}

TEST_CASE("emission over people and days has mean one and the spread asked for", "[calibration]") {
    for (const double sigma : {1.0, 1.6, 2.0}) {
        CAPTURE(sigma);
        const EmissionLaw several = emission_law(sigma, false, "wild"), one = emission_law(sigma, true, "wild");
        double mean = 0, square = 0, mean_of_a_day = 0, day_square = 0;
        for (size_t i = 0; i < several.factor.size(); ++i) {
            mean += several.weight[i] * several.factor[i];
            square += several.weight[i] * several.factor[i] * several.factor[i];
            mean_of_a_day += one.weight[i] * one.factor[i];
            day_square += one.weight[i] * one.factor[i] * one.factor[i];
        }
        CHECK(mean == Approx(1).epsilon(1e-3));
        CHECK(mean_of_a_day == Approx(0.97).margin(0.02));  // some of the output falls after the tenth day
        CHECK(square == Approx(std::exp(sigma * sigma)).epsilon(0.02));
        CHECK(day_square > 1.2 * square);
    }
}

TEST_CASE("an outbreak counts given that it was noticed, integrated over emission", "[calibration]") {
    const OutbreakTable table = table_of(bus);
    const Outbreak& o = table.cases.front();
    const double sigma = 1.6, dose = 0.02;
    // The same by adaptive quadrature and Boost's laws, for contact over several days (X alone).
    const boost::math::lognormal x(-sigma * sigma / 2, sigma);
    const auto mean = [&](auto f) {
        const auto g = [&](double z) {
            return f(1 - std::exp(-dose * std::exp(sigma * z - sigma * sigma / 2))) * std::exp(-z * z / 2) /
                   std::sqrt(2 * M_PI);
        };
        return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(g, -9, 9, 15, 1e-10);
    };
    const double seen = mean([](double p) { return boost::math::pdf(boost::math::binomial(67, p), 23); });
    const double noticed =
        mean([](double p) { return boost::math::cdf(boost::math::complement(boost::math::binomial(67, p), 1)); });
    const EmissionLaw law = emission_law(sigma, false, "wild");
    CHECK(log_likelihood(o, {{1, {dose}}}, law) == Approx(std::log(seen / noticed)).margin(0.01));
    // Mean over circumstances, not of logarithms.
    const double a = log_likelihood(o, {{1, {dose}}}, law), b = log_likelihood(o, {{1, {10 * dose}}}, law);
    CHECK(log_likelihood(o, {{1, {dose}}, {1, {10 * dose}}}, law) ==
          Approx(std::log((std::exp(a) + std::exp(b)) / 2)).epsilon(1e-9));
}

TEST_CASE("contacts of one index patient vary together, as simulated", "[calibration]") {
    const OutbreakTable table = table_of(contacts);
    const EmissionLaw law = emission_law(1.6, false, "wild");
    const double dose = 0.03;
    double mean = 0, square = 0;
    for (size_t i = 0; i < law.factor.size(); ++i) {
        const double p = 1 - std::exp(-law.factor[i] * dose);
        mean += law.weight[i] * p;
        square += law.weight[i] * p * p;
    }
    // 40 patients with ten contacts each.
    const double variance = 400 * mean * (1 - mean) + 40 * 90 * (square - mean * mean);
    double m = 0, v = 0;
    Outbreak o = table.cases.front();
    for (int k = 0; k <= 400; ++k) {
        o.groups.front().infected = k;
        const double p = std::exp(log_likelihood(o, {{1, {dose}}}, law));
        m += p * k;
        v += p * k * k;
    }
    CHECK(m == Approx(400 * mean).epsilon(1e-6));
    CHECK(v - m * m == Approx(variance).epsilon(1e-6));
    CHECK(variance > 2 * 400 * mean * (1 - mean) * 0.7);
}

TEST_CASE("doses of a case are those of the model of rooms", "[calibration]") {
    const OutbreakTable table = table_of("office,,unselected,1,5,,5,,120,0.5,,8,,1,,,,,\n");
    Parameters p = default_parameters();
    p.quanta_per_h = 10;
    p.air_decay = 0.63;
    p.air_deposition = 0.3;
    p.breath_seated = 0.5;  // the table's cell is empty: the default holds, not this
    const auto at = circumstances(table.cases.front(), p, 16, make_luck(1, 0), 0);
    REQUIRE(at.size() == 1);  // nothing is open
    // Wells-Riley in its transient form, 50-digit arithmetic: dose 0.21272455777 at 0.5 m3/h.
    CHECK(at[0].dose[0] == Approx(0.21272455777 * default_parameters().breath_seated / 0.5).epsilon(1e-9));

    const OutbreakTable open = table_of("office,,unselected,1,5,,5,,60..240,0.5,,8,,1,,,,,\n");
    const auto spread = circumstances(open.cases.front(), p, 16, make_luck(1, 0), 0);
    REQUIRE(spread.size() == 16);
    std::vector<double> volumes;
    for (const Circumstances& c : spread) {
        volumes.push_back(120 * at[0].dose[0] / c.dose[0]);
    }
    std::ranges::sort(volumes);
    for (size_t i = 0; i < 16; ++i) {  // one in each sixteenth of the logarithm
        CHECK(std::log(volumes[i] / 60) / std::log(4.0) == Approx((static_cast<double>(i) + 0.5) / 16).margin(0.0313));
    }
}

TEST_CASE("contact studies with more infections ask for more quanta", "[calibration]") {
    const auto asked = [](int infected) {
        return median(small(table_of("c,,unselected," + std::to_string(infected) + ",2000,,200,,120,2,,3,,0.3,,,,,\n")),
                      "emission.quanta_per_h");
    };
    const double few = asked(6), many = asked(80);
    CHECK(few < 6);
    CHECK(many > 1.5 * few);
}

TEST_CASE("a calibration is the same for any number of threads, and reads back as it was written", "[calibration]") {
    const OutbreakTable table = *load_outbreaks(built_in).value;
    const Calibration c = small(table, 1, 60);
    const std::string text = to_toml(c);
    CHECK(to_toml(small(table, 3, 60)) == text);
    CHECK(to_toml(small(table, 1, 60, 2)) != text);
    Loaded<Calibration> back = parse_calibration(text, "c.toml");
    for (const Problem& problem : back.problems) {
        FAIL_CHECK(problem.text());
    }
    REQUIRE(back);
    CHECK(to_toml(*back.value) == text);
    CHECK(back->digest() == c.digest());
    CHECK(c.effective_draws() >= 1);
    CHECK(c.effective_draws() <= 60);
}

TEST_CASE("what is wrong with a calibration file is said", "[calibration]") {
    const std::string text = to_toml(small(table_of(bus), 1, 20));
    const auto fault = [&](const std::string& from, const std::string& to, const std::string& message) {
        std::string changed = text;
        REQUIRE(changed.find(from) != std::string::npos);
        changed.replace(changed.find(from), from.size(), to);
        const Loaded<Calibration> loaded = parse_calibration(changed, "c.toml");
        CHECK_FALSE(loaded.value);
        std::string all;
        for (const Problem& problem : loaded.problems) {
            all += problem.text() + "\n";
        }
        CHECK_THAT(all, Contains(message));
    };
    fault("\"emission.sigma\"", "\"emission.sigmo\"", "did you mean \"emission.sigma\"");
    fault("\"emission.sigma\"", "\"room.height\"", "made once for all replicates");
    fault("\"emission.sigma\"", "\"air.decay\"", "stands twice");
    fault("weight = [", "weight = [0.5, ", "must sum to 1");
    fault("kind = \"calibration\"\n", "", "kind");
    fault("[[number]]", "[[numbre]]", "numbre");
}

TEST_CASE("a wider prior lets the mean go where the cases want it", "[calibration]") {
    const OutbreakTable table = table_of("c,,unselected,400,2000,,200,,120,2,,3,,0.3,,,,,\n");
    std::string why;
    const std::optional<PriorRange> wide = parse_prior("emission.quanta_per_h=1:400", why);
    REQUIRE(wide);
    CHECK(why.empty());
    const Calibration a = small(table), b = calibrate(table, {1, 200, 1, {}, {*wide}});
    CHECK(median(a, "emission.quanta_per_h") < 20);
    CHECK(median(b, "emission.quanta_per_h") > 30);
    const CalibratedNumber& n = b.numbers.front();
    CHECK((n.low == 1 && n.high == 400));
    CHECK(n.before().q50 == Approx(20));  // evenly in the logarithm
    CHECK((b.numbers[1].low == a.numbers[1].low && b.numbers[1].high == a.numbers[1].high));
    CHECK(parse_calibration(to_toml(b), "b.toml").value->numbers.front().high == 400);
}

TEST_CASE("a prior that cannot be is refused", "[calibration][program]") {
    const auto refused = [](const std::string& text, const std::string& message) {
        CAPTURE(text);
        std::string why;
        CHECK_FALSE(parse_prior(text, why));
        CHECK_THAT(why, Contains(message));
    };
    refused("emission.quanta_per_h", "KEY=LOW:HIGH");
    refused("emission.quanta_per_h=3", "KEY=LOW:HIGH");
    refused("emission.quanta_per_hour=1:100", "did you mean");
    refused("trip.staff=0:1", "is not drawn by calibration");
    refused("emission.quanta_per_h=a:100", "two numbers");
    refused("emission.quanta_per_h=1:nan", "two numbers");
    refused("emission.quanta_per_h=1:2:3", "two numbers");
    refused("emission.quanta_per_h=100:1", "lower number first");
    refused("emission.quanta_per_h=0:100", "above 0");
    refused("emission.quanta_per_h=1:5000", "between 0 and 1000 quanta/h");
    const auto twice = piket_with("calibrate --prior emission.sigma=1:2 --prior emission.sigma=1:3");
    CHECK(twice.status == 2);
    CHECK_THAT(twice.err, Contains("second prior"));
    const auto wrong = piket_with("calibrate --prior emission.sigma=2:1");
    CHECK(wrong.status == 2);
    CHECK_THAT(wrong.err, Contains("--prior emission.sigma=2:1: must give the lower number first"));
}

TEST_CASE("draws that carry next to nothing are not kept", "[calibration]") {
    const OutbreakTable table = *load_outbreaks(built_in).value;
    const Calibration c = small(table, 1, 120);
    CHECK(c.taken == 120);
    CHECK(c.draws() < 110);
    CHECK(c.draws() >= fewest_draws);
    double sum = 0;
    for (const double w : c.weights) {
        CHECK(w > 0);
        sum += w;
    }
    CHECK(sum == Approx(1).epsilon(1e-12));
    for (const CalibratedNumber& n : c.numbers) {
        CHECK(n.draws.size() == c.draws());
    }
    CHECK(parse_calibration(to_toml(c), "c.toml").value->taken == 120);
    // Each draw keeps its own weight: the mean weighs against emission that is too low.
    const CalibratedNumber& quanta = c.numbers.front();
    const size_t heaviest = std::ranges::max_element(c.weights) - c.weights.begin();
    CHECK(quanta.draws[heaviest] > 8);
}

TEST_CASE("the calibration that comes with the program is worth 400 equal draws", "[calibration]") {
    const Loaded<Calibration> c = load_calibration(PIKET_SOURCE_DIR "/scenarios/calibration/posterior.toml");
    REQUIRE(c);
    CHECK(c.value->effective_draws() >= 400);
    CHECK(c.value->table_digest == load_outbreaks(built_in).value->digest);
    for (const CalibratedNumber& n : c.value->numbers) {
        CHECK((n.low == n.parameter->plausible_low && n.high == n.parameter->plausible_high));
    }
}

TEST_CASE("who of the infected sat where is a matter of doses alone", "[calibration]") {
    OutbreakTable table = table_of(bus);
    const Calibration c = small(table, 1, 60);
    Outbreak split = table.cases.front();
    OutbreakGroup near = split.groups.front(), far = near;
    near.exposed = 33;
    near.infected = 14;
    far.id = "far";
    far.exposed = 34;
    far.infected = 9;
    split.groups = {near, far};
    // The same dose for all: 23 of 67 drawn without putting back.
    const boost::math::hypergeometric law(33, 23, 67);
    const OutbreakPrediction p = predict_split(split, c, 1, 1);
    CHECK((p.exposed == 33 && p.infected == 14));
    CHECK(p.q50 == static_cast<int>(boost::math::quantile(law, 0.5)));
    CHECK(std::abs(p.q05 - static_cast<int>(boost::math::quantile(law, 0.05))) <= 1);
    CHECK(std::abs(p.q95 - static_cast<int>(boost::math::quantile(law, 0.95))) <= 1);
    // Beside the index patient more are.
    split.groups[0].near_hours = {1.5, 1.5};
    split.groups[0].near_distance = {0.5, 0.5};
    CHECK(predict_split(split, c, 1, 1).q50 > p.q50 + 3);
    CHECK(predict_split(split, c, 1, 3).q95 == predict_split(split, c, 1, 1).q95);
    const auto rates = attack_rates(split, c, 1);
    REQUIRE(rates.size() == 200);
    for (const std::vector<double>& draw : rates) {
        REQUIRE((draw.size() == 2 && draw[0] > draw[1] && draw[1] > 0 && draw[0] < 1));
    }
    // One draw, doses that differ: by binomial laws over emission.
    Calibration one = c;
    one.weights = {1};
    Parameters p_one = default_parameters();
    for (CalibratedNumber& n : one.numbers) {
        n.draws = {p_one.*n.parameter->field};
    }
    const std::vector<double> dose = circumstances(split, p_one, 1, make_luck(1, 1), 0).front().dose;
    const EmissionLaw emission = emission_law(p_one.emission_sigma, true, "wild");
    std::vector<double> together(24, 0);
    double all = 0;
    for (size_t i = 0; i < emission.factor.size(); ++i) {
        const boost::math::binomial beside(33, -std::expm1(-emission.factor[i] * dose[0]));
        const boost::math::binomial away(34, -std::expm1(-emission.factor[i] * dose[1]));
        for (int k = 0; k <= 23; ++k) {
            const double both = emission.weight[i] * boost::math::pdf(beside, k) * boost::math::pdf(away, 23 - k);
            together[static_cast<size_t>(k)] += both;
            all += both;
        }
    }
    const auto at = [&](double q) {
        double sum = together[0];
        int k = 0;
        while (sum < q * all) {
            sum += together[static_cast<size_t>(++k)];
        }
        return k;
    };
    const OutbreakPrediction differ = predict_split(split, one, 1, 1);
    CHECK((differ.q05 == at(0.05) && differ.q50 == at(0.50) && differ.q95 == at(0.95)));
    split.groups[0].infected = split.groups[1].infected = 0;
    CHECK(predict_split(split, c, 1, 1).q95 == 0);
}

// ---- runs ----

TEST_CASE("a replicate's own parameters give what a world made with them gives", "[uncertainty]") {
    ScenarioText lively = busy_office();
    lively.days = 8;
    lively.prevalence_low = lively.prevalence_high = 0.1;
    lively.parameter("meeting.staff", 3);
    lively.rule("test.symptomatic", "0.8").rule("trace.contacts", "4").rule("mask.mandate", "0.7");
    lively.rule("inspection.interval", "3").rule("gate.thermogun", "0.5").rule("wfo.share", "0.7");
    const std::shared_ptr<const World> world = lively.world();
    int moved = 0;
    for (const Parameter& row : parameters()) {
        if (row.plausible_low == row.plausible_high || !varies_by_replicate(row) || row.key == "meeting.staff") {
            continue;
        }
        CAPTURE(row.key);
        const double value = row.value == row.plausible_high ? row.plausible_low : row.plausible_high;
        Parameters changed = scenario_of(*world).parameters;
        changed.*row.field = value;
        RunOptions options;
        options.parameters = std::make_shared<const Parameters>(changed);
        Simulation one(world, options);
        ScenarioText other = lively;
        other.parameter(std::string(row.key), value);
        Simulation two(other.world(), RunOptions{});
        Simulation plain(world, RunOptions{});
        while (!one.over()) {
            one.step();
            two.step();
            plain.step();
        }
        CHECK(one.hash() == two.hash());
        moved += one.hash() != plain.hash() ? 1 : 0;
    }
    CHECK(moved > 40);
}

TEST_CASE("drawn parameters: by weight, the same for alternatives, and what the scenario sets stays", "[uncertainty]") {
    auto c = std::make_shared<Calibration>();
    c->weights = {0, 0.25, 0, 0.75, 0};
    c->numbers.push_back({find_parameter("emission.quanta_per_h"), Prior::uniform, 3, 20, {}, {3, 5, 7, 11, 13}});
    c->numbers.push_back({find_parameter("emission.sigma"), Prior::uniform, 1, 2, {}, {1.1, 1.2, 1.3, 1.4, 1.5}});
    const Uncertainty uncertainty{c, false};
    const Scenario scenario = scenario_of(*busy_office().world());
    int heavy = 0;
    for (uint64_t r = 0; r < 4000; ++r) {
        const Parameters p = drawn_parameters(scenario, uncertainty, 1, r);
        const bool fourth = p.quanta_per_h == 11;
        REQUIRE((fourth || p.quanta_per_h == 5));
        REQUIRE(p.emission_sigma == (fourth ? 1.4 : 1.2));  // of one draw, together
        REQUIRE(p.air_decay == default_parameters().air_decay);
        heavy += fourth;
    }
    CHECK(heavy == Approx(3000).margin(110));

    Scenario own = scenario;
    own.parameters.quanta_per_h = 9;
    CHECK(drawn_parameters(own, uncertainty, 1, 0).quanta_per_h == 9);
    CHECK(drawn_parameters(own, uncertainty, 1, 0).emission_sigma ==
          drawn_parameters(scenario, uncertainty, 1, 0).emission_sigma);

    const Uncertainty all{c, true};
    int different = 0;
    for (const Parameter& row : parameters()) {
        CAPTURE(row.key);
        const double x = drawn_parameters(scenario, all, 1, 0).*row.field;
        CHECK(x >= std::min(row.plausible_low, scenario.parameters.*row.field));
        CHECK(x <= std::max(row.plausible_high, scenario.parameters.*row.field));
        if (!varies_by_replicate(row) || (row.mark != Mark::assumed && row.key != "emission.sigma")) {
            CHECK(x == scenario.parameters.*row.field);
        }
        different += x != scenario.parameters.*row.field ? 1 : 0;
    }
    CHECK(different > 40);
}

TEST_CASE("an ensemble with uncertain parameters is the same for any number of threads and paired", "[uncertainty]") {
    auto c = std::make_shared<Calibration>();
    c->weights = {0.5, 0.5};
    c->numbers.push_back({find_parameter("emission.quanta_per_h"), Prior::uniform, 3, 20, {}, {3, 60}});
    c->numbers.push_back({find_parameter("emission.sigma"), Prior::uniform, 1, 2, {}, {1, 2}});
    ScenarioText text = busy_office();
    text.days = 10;
    text.prevalence_low = text.prevalence_high = 0.1;
    const std::shared_ptr<const World> world = text.world(), twin = text.world();
    const std::vector<std::shared_ptr<const World>> both = {world, twin};
    const auto run = [&](int threads, bool uncertain) {
        EnsembleOptions options{1, 6, threads, {}, {}, {}};
        if (uncertain) {
            options.uncertainty = {c, false};
        }
        std::vector<std::vector<uint64_t>> hashes(2);
        options.finished = [&](size_t a, uint64_t, const Simulation& s) { hashes[a].push_back(s.hash()); };
        run_ensemble(both, options);
        return hashes;
    };
    const auto one = run(1, true);
    CHECK(run(3, true) == one);
    CHECK(one[0] == one[1]);
    CHECK(run(1, false) != one);
    CHECK(run(2, false)[0].size() == 6);
}

TEST_CASE("piket calibrate writes what piket run and compare take", "[calibration][program]") {
    Folder folder;
    folder.write("own.csv", headings + bus + contacts);
    const std::string file = folder / "c.toml";
    const auto made = piket_with("calibrate " + (folder / "own.csv") + " --draws 100 -o " + file);
    CHECK(made.status == 0);
    CHECK_THAT(made.out, Contains("emission.quanta_per_h") && Contains("100 draws") && Contains("Written: " + file));
    const auto plain = piket_with("run " + tiny + " --replicates 3 --days 5");
    const auto carried = piket_with("run " + tiny + " --replicates 3 --days 5 --uncertain " + file);
    CHECK(carried.status == 0);
    CHECK_THAT(carried.out, Contains("Each future has its own parameters"));
    CHECK(plain.out.find("own parameters") == std::string::npos);
    const auto compared = piket_with("compare " + tiny + " " + tiny + " --replicates 2 --days 3 --uncertain all");
    CHECK(compared.status == 0);
    const auto wrong = piket_with("run " + tiny + " --uncertain " + tiny);
    CHECK(wrong.status == 1);
    CHECK_THAT(wrong.err, Contains("is no file of piket calibrate"));
    const auto bad = piket_with("calibrate " + file);
    CHECK(bad.status == 1);
}

TEST_CASE("the model reaches every reference answer, and the table of it stands in the description",
          "[calibration][program][slow]") {
    const auto all = piket_with("validate --all --markdown");
    CHECK(all.status == 0);
    CHECK(all.out.find("MISSED") == std::string::npos);
    const std::string odd = read(PIKET_SOURCE_DIR "/sim/ODD.md");
    int rows = 0;
    for (const std::string& line : lines(all.out)) {
        if (line.starts_with("| ")) {
            CAPTURE(line);  // else: piket validate --all --markdown gives the new table
            CHECK(odd.find(line) != std::string::npos);
            ++rows;
        }
    }
    CHECK(rows > 60);
}
