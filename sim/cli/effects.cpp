#include "effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "comparison.hpp"
#include "failure.hpp"
#include "progress.hpp"
#include "quantities.hpp"
#include "report.hpp"
#include "results.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int usual_replicates = 40;

// The measures without which one does nothing, from the outermost; and itself.
std::vector<const Measure*> chain_of(const Measure& m) {
    std::vector<const Measure*> chain;
    for (const Measure* next = &m; next != nullptr;
         next = next->needs.empty() ? nullptr : &measure(*find_measure(next->needs))) {
        chain.insert(chain.begin(), next);
    }
    return chain;
}

std::string setting(const Measure& m) {
    return fmt::format("{}={}", m.key, format_value(m, m.firm));
}

struct Effect {
    const Measure* measure = nullptr;
    std::string beside;                  // measures that are firm on both sides
    double infections = 0, waiting = 0;  // of the side without it, means
    bool already = false;                // the scenario has it, and the dose changes nothing
    Difference infected, waits, decisions;
};

// Runs one side; sides that are asked for twice are run once.
class Sides {
   public:
    Sides(const EffectsRequest& request, int total) : request_(request), total_(total) {}

    const std::vector<Replicate>& of(const std::vector<std::string>& set) {
        const std::string key = fmt::format("{}", fmt::join(set, " "));
        if (const auto known = sides_.find(key); known != sides_.end()) {
            return known->second;
        }
        Options options = request_.options;
        options.set.insert(options.set.end(), set.begin(), set.end());
        Scenario scenario = accept_quietly(options);
        if (sides_.empty()) {
            for (const Rule& rule : scenario.rules) {
                spoken_of_.insert(rule.measure);
            }
        }
        const uint64_t seed = scenario.seed;
        const int replicates = scenario.replicates;
        const std::shared_ptr<const World> world = make_world(std::move(scenario));
        EnsembleOptions ensemble{seed, replicates, request_.options.threads, {}, {}};
        std::vector<Replicate> side = std::move(run_ensemble({&world, 1}, ensemble).front());
        for (Replicate& r : side) {
            r.days = {};  // only the sums are looked at
        }
        ++done_;
        progress_(done_, std::max(done_, total_));
        return sides_.emplace(key, std::move(side)).first->second;
    }

    // Whether the scenario itself has a rule for a measure; known once a side has run.
    bool speaks_of(const Measure& m) const { return spoken_of_.contains(*find_measure(m.key)); }

   private:
    // Warnings about rules that stand beside each other were said once.
    Scenario accept_quietly(const Options& options) {
        if (sides_.empty()) {
            return load(request_.scenario, options);
        }
        Loaded<Scenario> loaded = load_quietly(request_.scenario, options);
        std::erase_if(loaded.problems, [](const Problem& problem) { return problem.warning; });
        return accept(std::move(loaded));
    }

    const EffectsRequest& request_;
    int total_;
    int done_ = 0;
    Progress progress_;
    std::map<std::string, std::vector<Replicate>> sides_;
    std::set<MeasureId> spoken_of_;
};

std::vector<Effect> effects_of(const EffectsRequest& request) {
    Sides sides(request, static_cast<int>(measures().size()) + 1);
    const Quantity infections = infected(), waiting = quantity(Outcome::waiting_days),
                   delay = quantity(Outcome::decision_delay);
    std::vector<Effect> effects;
    for (const Measure& m : measures()) {
        std::vector<std::string> set;
        std::vector<std::string> names;
        for (const Measure* link : chain_of(m)) {
            if (link != &m) {
                set.push_back(setting(*link));
                names.push_back(setting(*link));
            }
        }
        const std::vector<Replicate>& without = sides.of(set);
        set.push_back(setting(m));
        const std::vector<Replicate>& with = sides.of(set);
        const size_t last = without.front().horizons.size() - 1;
        Effect e;
        e.measure = &m;
        e.beside = fmt::format("{}", fmt::join(names, " "));
        const auto a = values_at(without, last, infections), b = values_at(with, last, infections);
        const auto c = values_at(without, last, waiting), d = values_at(with, last, waiting);
        e.infections = summarise(a).mean;
        e.waiting = summarise(c).mean;
        e.infected = compare(a, b, true);
        e.waits = compare(c, d, true);
        e.decisions = compare(values_at(without, last, delay), values_at(with, last, delay), true);
        const auto same = [&](const Replicate& x, const Replicate& y) { return x.horizons == y.horizons; };
        e.already = sides.speaks_of(m) && std::equal(without.begin(), without.end(), with.begin(), same);
        effects.push_back(std::move(e));
    }
    return effects;
}

std::string change(double value, int decimals, Language language) {
    const std::string text = number(value, decimals, language);
    const bool zero = text.find_first_not_of("0.,") == std::string::npos;
    return (value > 0 && !zero ? "+" : "") + text;
}

std::string interval(const Difference& d, int decimals, Language language) {
    if (!d.bounded()) {
        return "–";
    }
    return change(d.mean_low, decimals, language) + " – " + change(d.mean_high, decimals, language);
}

int decimals_of(const Difference& d) {
    const double size = d.bounded() ? std::max(std::fabs(d.mean_low), std::fabs(d.mean_high)) : d.summary.mean;
    return std::min(2, decimals_for(size));
}

std::string text_of(const Scenario& scenario, const std::vector<Effect>& effects, Language language) {
    using enum Table::Align;
    Table table({left, right, right, right, right, right});
    table.row({say(language, "measure=dose", "kebijakan=dosis"), say(language, "infections", "tertular"), "90 %",
               say(language, "waiting, days", "menunggu, hari"), "90 %", say(language, "decisions", "keputusan")});
    std::string_view group;
    for (const Effect& e : effects) {
        if (e.measure->group != group) {
            group = e.measure->group;
            table.line();
            table.line(std::string(group));
        }
        const int i = decimals_of(e.infected);
        constexpr int w = 2;
        const std::string name =
            "  " + setting(*e.measure) + (e.measure->weak ? " *" : "") + (e.beside.empty() ? "" : " °");
        if (e.already) {
            table.row({name, "–", "", "–"});
            continue;
        }
        table.row({name, change(e.infected.summary.mean, i, language), interval(e.infected, i, language),
                   change(e.waits.summary.mean, w, language), interval(e.waits, w, language),
                   change(e.decisions.summary.mean, w, language)});
    }
    const Effect& first = effects.front();
    std::string text = say(language, scenario.title) + "\n\n";
    text += wrapped(
        fmt::format(
            fmt::runtime(say(language,
                             "Each measure by itself, everywhere, from the first day to the last of {} days, against "
                             "the scenario as it is: {} infected (civil servants, families, visitors) and {} days of "
                             "waiting per request.",
                             "Setiap kebijakan sendiri-sendiri, di semua kantor, dari hari pertama sampai hari ke-{}, "
                             "dibanding skenario apa adanya: {} orang tertular (ASN, keluarga, pengunjung) dan {} "
                             "hari menunggu per permohonan.")),
            scenario.days, number(first.infections, 1, language), number(first.waiting, 2, language)),
        0);
    text += "\n";
    text += table.text() + "\n";
    text += say(language,
                "Mean difference and its 90 % interval over futures with the same people and the same luck;\n"
                "waiting per request and the delay of a meeting's decision in days.\n"
                "* the evidence for this measure is weak.\n"
                "– the scenario has it already.\n"
                "° a measure that does nothing alone; both sides have besides:\n",
                "Selisih rata-rata dan selang 90 %-nya, dengan orang dan nasib yang sama; waktu tunggu per\n"
                "permohonan dan penundaan keputusan rapat dalam hari.\n"
                "* bukti untuk kebijakan ini lemah.\n"
                "– sudah berlaku dalam skenario.\n"
                "° tidak berpengaruh sendirian; kedua sisi juga memakai:\n");
    for (const Effect& e : effects) {
        if (!e.beside.empty()) {
            text += wrapped(fmt::format("{}: {}", e.measure->key, e.beside), 2);
        }
    }
    return text + "\n" + caution(language);
}

Json json_of(const EffectsRequest& request, const std::vector<Effect>& effects) {
    Json json = origin("piket measures --effects " + quoted(request.scenario) + typed(request.options));
    json["effects"] = Json::array();
    for (const Effect& e : effects) {
        json["effects"].push_back({{"measure", e.measure->key},
                                   {"dose", e.measure->firm},
                                   {"dose_text", format_value(*e.measure, e.measure->firm)},
                                   {"weak_evidence", e.measure->weak},
                                   {"already_so", e.already},
                                   {"beside", e.beside},
                                   {"infections_without", e.infections},
                                   {"waiting_days_without", e.waiting},
                                   {"infections", in_json(e.infected)},
                                   {"waiting_days", in_json(e.waits)},
                                   {"decision_delay", in_json(e.decisions)}});
    }
    return json;
}

}  // namespace

int show_effects(const EffectsRequest& request) {
    EffectsRequest filled = request;
    if (!filled.options.replicates) {
        filled.options.replicates = usual_replicates;
    }
    const std::vector<Effect> effects = effects_of(filled);
    if (request.json) {
        print(json_of(filled, effects).dump(2) + "\n");
    } else {
        Loaded<Scenario> loaded = load_quietly(filled.scenario, filled.options);
        print(text_of(*loaded.value, effects, filled.options.language));
    }
    return exit_fine;
}

}  // namespace piket::cli
