// The infection outside the offices and at the start: town, strains, who is infected on the first day.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "scenario/sections.hpp"
#include "scenario/strains.hpp"
#include "scenario/suggest.hpp"

namespace piket {
namespace {

// A list of tables that each hold from a date on, one later than the other.
template <class F>
void read_dated(Reader& town, std::string_view key, std::string_view date, F read_entry) {
    Day last;
    town.each(key, [&](Reader& entry) {
        Day from;
        entry.require({date});
        if (entry.date(date, from) && from <= last) {
            entry.fault(date, fmt::format("must be later than the date before it, {}", to_date(last)));
        }
        last = std::max(last, from);
        read_entry(entry, from);
    });
}

// One number each.
void read_series(Reader& town, std::string_view key, std::string_view date, std::string_view number, Bounds bounds,
                 std::vector<std::pair<Day, double>>& series) {
    read_dated(town, key, date, [&](Reader& entry, Day from) {
        double value = 0;
        entry.require({number});
        entry.number(number, value, bounds);
        series.emplace_back(from, value);
    });
}

void read_reproduction(Reader& town, TownSpec& spec) {
    read_series(town, "reproduction", "from", "r", {0, 20, "persons"}, spec.reproduction);
    if (spec.model == TownModel::renewal && !town.has("reproduction")) {
        town.fault("model", "needs at least one [[town.reproduction]] with from and r");
    } else if (spec.model == TownModel::reported && town.has("reproduction")) {
        town.warn("reproduction", R"(does nothing unless model = "renewal")");
    }
}

void read_declared(Reader& town, std::vector<DeclaredSpec>& declared) {
    read_dated(town, "declared", "from", [&](Reader& entry, Day from) {
        DeclaredSpec spec;
        spec.from = from;
        if (entry.date("until", spec.until) && spec.until < from) {
            entry.fault("until", fmt::format("lies before {}, when it begins", to_date(from)));
        }
        ZoneColour zone{};
        int level = 0;
        if (entry.choice("zone", zone)) {
            spec.zone = zone;
        }
        if (entry.whole("level", level, {1, level_count})) {
            spec.level = static_cast<uint8_t>(level);
        }
        if (!entry.has("zone") && !entry.has("level")) {
            entry.fault("", "declares neither a zone nor a level");
        }
        if (!declared.empty() && declared.back().until != never && from <= declared.back().until) {
            entry.fault("from", fmt::format("lies within the days declared before it, which end on {}",
                                            to_date(declared.back().until)));
        }
        declared.push_back(spec);
    });
}

void read_vaccination(Reader& town, std::vector<CoverageSpec>& vaccination) {
    read_dated(town, "vaccination", "from", [&](Reader& entry, Day from) {
        CoverageSpec spec;
        spec.from = from;
        entry.require({"total", "elderly"});
        entry.number("total", spec.total, {0, 1, "share"});
        entry.number("elderly", spec.elderly, {0, 1, "share"});
        vaccination.push_back(spec);
    });
}

// The strain of this id from the built-in table, or a fault.
bool start_from_built_in(Reader& reader, StrainSpec& strain) {
    reader.require({"id"});
    const StrainRow* row = read_strain_id(reader, "id");
    if (row != nullptr) {
        strain = spec_of(*row);
    }
    return row != nullptr;
}

void read_strain_values(Reader& reader, StrainSpec& strain) {
    reader.number("share", strain.share, {0, 1, "share"});
    reader.number("transmissibility", strain.transmissibility, {0, 20, "factor"});
    reader.number("generation_mean", strain.generation_mean, {0.5, 30, "d"});
    reader.number("generation_sd", strain.generation_sd, {0.1, 30, "d"});
    reader.number("incubation_mean", strain.incubation_mean, {0.5, 30, "d"});
    reader.number("incubation_sd", strain.incubation_sd, {0.1, 30, "d"});
    reader.number("severity", strain.severity, {0, 20, "factor"});
    reader.number("household_sar", strain.household_sar, {0, 0.95, "share"});
}

void read_prevalence(Reader& reader, InitialSpec& initial) {
    std::vector<double> range;
    if (!reader.numbers("prevalence", range, {0, 1, "share"})) {
        return;
    }
    if (range.size() != 2 || range[0] > range[1]) {
        reader.fault("prevalence", "must be two shares, the lower one first, such as [0.0002, 0.002]");
    } else if (range[0] == 0 && range[1] > 0) {
        reader.fault("prevalence", "is drawn evenly on a logarithmic scale, so its lower end must be above 0");
    } else {
        initial.prevalence_low = range[0];
        initial.prevalence_high = range[1];
    }
}

}  // namespace

const StrainRow* read_strain_id(Reader& reader, std::string_view key) {
    std::string id;
    if (!reader.word(key, id)) {
        return nullptr;
    }
    if (const StrainRow* row = find_strain(id)) {
        return row;
    }
    std::vector<std::string_view> known;
    for (const StrainRow& row : built_in_strains()) {
        known.push_back(row.id);
    }
    reader.fault(key, fmt::format("is no known strain: {}{}", listed(known), did_you_mean(id, known)));
    return nullptr;
}

void read_town(Reader& root, Scenario& scenario) {
    root.section("town", [&](Reader& reader) {
        reader.require({"name", "population"});
        reader.text("name", scenario.town.name);
        reader.number("population", scenario.town.population, {1, 1e9, "persons"});
        read_series(reader, "reported", "date", "per_100k", {0, 100'000, "per 100,000 and day"},
                    scenario.town.reported);
        read_series(reader, "lab_delay", "from", "median_days", {0.01, 30, "d"}, scenario.town.lab_delay);
        reader.choice("region", scenario.town.region);
        reader.choice("model", scenario.town.model);
        reader.number("susceptible", scenario.town.susceptible, {0, 1, "share"});
        reader.whole("review_days", scenario.town.review_days, {1, 365, "d"});
        read_reproduction(reader, scenario.town);
        read_vaccination(reader, scenario.town.vaccination);
        read_declared(reader, scenario.town.declared);
        scenario.reviews = {scenario.town.review_days};
    });
}

void read_strains(Reader& root, Scenario& scenario) {
    std::set<std::string> ids;
    double shares = 0;
    root.each("strain", [&](Reader& reader) {
        StrainSpec strain;
        if (!start_from_built_in(reader, strain)) {
            shares = std::nan("");
        } else if (!ids.insert(strain.id).second) {
            reader.fault("id", "stands for two strains");
        }
        read_strain_values(reader, strain);
        shares += strain.share;
        scenario.strains.push_back(std::move(strain));
    });
    if (scenario.strains.empty()) {
        scenario.strains.push_back(spec_of(*find_strain("wild")));
    } else {
        check_shares(root, "strain", shares);
    }
}

void read_initial(Reader& root, Scenario& scenario) {
    root.require({"initial"});
    root.section("initial", [&](Reader& reader) {
        read_prevalence(reader, scenario.initial);
        const double people = civil_servants(scenario);
        if (reader.whole("infected", scenario.initial.infected, {0, 1e8, "persons"}) &&
            scenario.initial.infected > people) {
            reader.fault("infected", fmt::format("is more than the {} civil servants there are", people));
        }
        if (reader.has("prevalence") == reader.has("infected")) {
            reader.fault(reader.has("infected") ? "infected" : "prevalence",
                         "exactly one of prevalence and infected must be given");
        }
    });
}

}  // namespace piket
