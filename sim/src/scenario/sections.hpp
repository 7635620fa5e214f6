// The parts of a scenario file, each read by one function from a table of the document into the Scenario. Whatever is
// wrong is noted in the reader; what was right is filled in all the same, so that one pass finds every fault.
#pragma once

#include "piket/scenario.hpp"
#include "scenario/reader.hpp"

namespace piket {

// run.cpp
void read_run(Reader& root, Scenario& scenario);     // [run]; first, since others look at its dates
void read_record(Reader& root, Scenario& scenario);  // [record]
void read_hours(Reader& root, Scenario& scenario);   // [hours]
void read_calendar(Reader& root, Scenario& scenario, const Files& files, Problems& problems);  // [calendar]
void read_experiment(Reader& root, Scenario& scenario);                                        // [experiment]
void read_parameters(Reader& root, Scenario& scenario);                                        // [parameters]

// town.cpp
void read_town(Reader& root, Scenario& scenario);     // [town]
void read_strains(Reader& root, Scenario& scenario);  // [[strain]]
void read_initial(Reader& root, Scenario& scenario);  // [initial]; after the governments, whose people it counts

// The built-in strain that `key` names; none if it is absent, or after a fault.
const struct StrainRow* read_strain_id(Reader& reader, std::string_view key);

// immunity.cpp; after the run, whose start it looks at
void read_immunity(Reader& root, Scenario& scenario);  // [[vaccinated]], [[recovered]], [vaccine]

// offices.cpp
void read_governments(Reader& root, Scenario& scenario);  // [[government]]

double civil_servants(const Scenario& scenario);  // not a number if a head count is amiss

// travel.cpp
void read_destinations(Reader& root, Scenario& scenario);  // [[destination]]; after the parameters
void read_delegations(Reader& root, Scenario& scenario);   // [[delegation]]; after destinations and governments

// rules.cpp
void read_rules(Reader& root, Scenario& scenario);  // [[rule]]; after the governments, which scopes point to
// What rules of scenarios and of circulars have in common. True: a scope was given and is well formed.
bool read_demand(Reader& reader, Rule& rule);
std::optional<MeasureId> read_measure(Reader& reader);                 // key "measure"
void read_value(Reader& reader, const Measure& measure, double& out);  // key "value"
// A list of keys of measures.
void read_measures(Reader& reader, std::string_view key, std::vector<MeasureId>& out);

// circular.cpp
// [[circular]]; after the rules
void read_circulars(Reader& root, Scenario& scenario, const Files& files, Problems& problems);

// observed.cpp
void read_fitted(Reader& root, Scenario& scenario);    // [[fitted]]; after the parameters
void read_observed(Reader& root, Scenario& scenario);  // [[observed]]; after the governments

// digest.cpp
uint64_t digest_of(const Scenario& scenario);

// "office.toml:12"
std::string place_of(const Reader& reader);

// Notes a fault unless the shares of the list under `key` sum to 1. Not a number: one is missing, which was said.
void check_shares(Reader& root, std::string_view key, double sum);

}  // namespace piket
