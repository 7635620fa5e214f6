#include "results.hpp"

#include <fmt/format.h>

#include <cmath>

#include "numbers.hpp"
#include "piket/version.hpp"
#include "quantities.hpp"
#include "settings.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string hex(uint64_t value) {
    return fmt::format("{:016x}", value);
}

std::string time_of_day(Seconds t) {
    return fmt::format("{:02}:{:02}:{:02}", t / 3600, t / 60 % 60, t % 60);
}

}  // namespace

Results::Results(const std::string& folder, std::vector<std::string> alternatives)
    : alternatives_(std::move(alternatives)),
      folder_(folder),
      daily_(folder_.open("daily.csv")),
      infections_(folder_.open("infections.csv")),
      summary_(folder_.open("summary.json")) {
    const std::string first = alternatives_.empty() ? "replicate" : "alternative,replicate";
    daily_.write(first + ",day,date,unit");
    for (const OutcomeRow& outcome : outcomes()) {
        daily_.write(fmt::format(",{}", outcome.key));
    }
    daily_.write("\n");
    infections_.write(first + ",person,servant,unit,age,day,date,time,setting,room,by,generation,strain\n");
}

std::string Results::first_cells(size_t alternative, uint64_t replicate) const {
    return alternatives_.empty() ? fmt::format("{}", replicate)
                                 : fmt::format("{},{}", cell(alternatives_[alternative]), replicate);
}

void Results::add(size_t alternative, uint64_t replicate, const Simulation& simulation) {
    const std::string first = first_cells(alternative, replicate);
    const Day start = simulation.day() - static_cast<int32_t>(simulation.days_lived());
    const std::vector<std::string>& rows = simulation.rows();
    for (size_t d = 0; d < simulation.days_lived(); ++d) {
        const std::string when = fmt::format("{},{},{},", first, d + 1, to_date(start + static_cast<int32_t>(d)));
        for (size_t r = 0; r < rows.size(); ++r) {
            std::string line = when + cell(rows[r]);
            for (const double value : simulation.values(d, r)) {
                line += ',' + exactly(value);
            }
            daily_.write(line + '\n');
        }
    }
    for (const InfectionRow& i : simulation.infections()) {
        infections_.write(fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\n", first, hex(i.person),
                                      i.servant ? 1 : 0, cell(i.unit), i.age, i.day - start + 1, to_date(i.day),
                                      time_of_day(i.second), name(i.setting), cell(i.room), i.by, i.generation,
                                      cell(i.strain)));
    }
}

void Results::finish(const Json& summary) {
    // A path need not be UTF-8; that is no reason to lose a run.
    summary_.write(summary.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    folder_.commit();
}

Json origin(const std::string& command) {
    return {
        {"program", "piket"}, {"version", program_version}, {"program_digest", program_digest()}, {"command", command}};
}

Json scenario_in_json(const World& world) {
    const Scenario& s = scenario_of(world);
    const WorldSize size = size_of(world);
    return {{"scenario", s.file},
            {"title", {{"id", s.title.id}, {"en", s.title.en}}},
            {"digest", hex(s.digest)},
            {"seed", s.seed},
            {"world_seed", s.world_seed},
            {"start", to_date(s.start)},
            {"days", s.days},
            {"horizons", horizons_of(s)},
            {"world",
             {{"servants", size.servants},
              {"families", size.people - size.servants},
              {"units", size.units},
              {"agencies", size.agencies},
              {"buildings", size.buildings},
              {"rooms", size.rooms},
              {"counter_halls", size.halls}}},
            {"rules", rules_in_json(s)},
            {"parameters", parameters_in_json(s)}};
}

Json quantities_in_json() {
    Json all = Json::array();
    for (const Quantity& q : all_quantities()) {
        all.push_back({{"key", q.key},
                       {"unit", q.unit},
                       {"label_id", q.label.id},
                       {"label_en", q.label.en},
                       {"fewer_is_better", q.fewer_is_better}});
    }
    return all;
}

nlohmann::ordered_json in_json(const Uncertainty& u) {
    if (!u.calibration) {
        return nullptr;
    }
    nlohmann::ordered_json numbers = nlohmann::ordered_json::array();
    for (const CalibratedNumber& n : u.calibration->numbers) {
        numbers.push_back(n.parameter->key);
    }
    return {{"calibration", u.calibration->file},
            {"digest", fmt::format("{:016x}", u.calibration->digest())},
            {"effective_draws", u.calibration->effective_draws()},
            {"parameters", std::move(numbers)},
            {"plausible_ranges", u.ranges}};
}

Json in_json(const Summary& s) {
    return {{"mean", s.mean}, {"standard_error", s.standard_error},
            {"q05", s.q05},   {"q25", s.q25},
            {"q50", s.q50},   {"q75", s.q75},
            {"q95", s.q95}};
}

Json in_json(const Difference& d) {
    Json json = in_json(d.summary);
    json.update({{"mean_low", d.mean_low},
                 {"mean_high", d.mean_high},
                 {"better", d.better},
                 {"correlation", d.correlation},
                 {"narrower", d.narrower}});
    return json;
}

Json horizons_in_json(const Scenario& scenario, std::span<const Replicate> replicates) {
    Json all = Json::array();
    const std::vector<int> horizons = horizons_of(scenario);
    for (size_t h = 0; h < horizons.size(); ++h) {
        Json values;
        for (const Quantity& q : all_quantities()) {
            values[std::string(q.key)] = in_json(summarise(values_at(replicates, h, q)));
        }
        all.push_back({{"day", horizons[h]},
                       {"date", to_date(scenario.start + (horizons[h] - 1))},
                       {"outcomes", std::move(values)}});
    }
    return all;
}

}  // namespace piket::cli
