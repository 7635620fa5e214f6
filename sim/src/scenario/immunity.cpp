// What people have met before the first day: doses and infections; and what later campaigns give.
#include <fmt/format.h>

#include <array>

#include "scenario/sections.hpp"
#include "scenario/strains.hpp"

namespace piket {
namespace {

constexpr double share_tolerance = 1e-9;  // of a sum of shares written in decimals

void check_before_start(Reader& reader, std::string_view key, Day day, const Scenario& scenario) {
    if (scenario.start != Day{} && day >= scenario.start) {
        reader.fault(key, fmt::format("must lie before the first day, {}", to_date(scenario.start)));
    }
}

void read_vaccinated(Reader& root, Scenario& scenario) {
    std::array<double, 6> covered{};  // by group
    root.each("vaccinated", [&](Reader& reader) {
        VaccinatedSpec spec;
        reader.require({"group", "vaccine", "coverage", "date"});
        const bool grouped = reader.choice("group", spec.group);
        reader.choice("vaccine", spec.vaccine);
        reader.whole("doses", spec.doses, {1, 3, "doses"});
        if (reader.number("coverage", spec.coverage, {0, 1, "share"}) && grouped) {
            double& sum = covered[static_cast<size_t>(spec.group)];
            sum += spec.coverage;
            if (sum > 1 + share_tolerance) {
                reader.fault("coverage", fmt::format("and those of the same group before it add up to {:.6g}, but a "
                                                     "group has 1 in all",
                                                     sum));
            }
        }
        if (reader.date("date", spec.date)) {
            check_before_start(reader, "date", spec.date, scenario);
        }
        reader.whole("spread", spec.spread, {0, 365, "d"});
        if (reader.choice("booster", spec.booster) && spec.doses != 3) {
            reader.fault("booster", "is the vaccine of the third dose, so doses must be 3");
        } else if (spec.doses == 3) {
            reader.require({"booster"});
        }
        scenario.vaccinated.push_back(spec);
    });
}

void read_recovered(Reader& root, Scenario& scenario) {
    root.each("recovered", [&](Reader& reader) {
        RecoveredSpec spec;
        reader.require({"share", "strain", "from", "until"});
        reader.number("share", spec.share, {0, 1, "share"});
        if (const StrainRow* strain = read_strain_id(reader, "strain")) {
            spec.lineage = spec_of(*strain).lineage;
        }
        const bool begins = reader.date("from", spec.from), ends = reader.date("until", spec.until);
        if (ends) {
            check_before_start(reader, "until", spec.until, scenario);
        }
        if (begins && ends && spec.until < spec.from) {
            reader.fault("until", fmt::format("lies before {}, when it begins", to_date(spec.from)));
        }
        scenario.recovered.push_back(spec);
    });
}

}  // namespace

void read_immunity(Reader& root, Scenario& scenario) {
    read_vaccinated(root, scenario);
    read_recovered(root, scenario);
    root.section("vaccine", [&](Reader& reader) {
        reader.choice("campaign", scenario.campaign.vaccine);
        reader.choice("booster", scenario.campaign.booster);
    });
}

}  // namespace piket
