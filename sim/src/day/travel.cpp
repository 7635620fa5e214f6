#include "day/travel.hpp"

#include <algorithm>

#include "day/infectiousness.hpp"
#include "scenario/scope.hpp"

namespace piket {

size_t destinations(const Scenario& scenario) {
    return std::max<size_t>(1, scenario.destinations.size());
}

double prevalence_at(const Today& today, size_t destination) {
    const std::vector<DestinationSpec>& all = today.world.scenario.destinations;
    return all.empty() ? today.p.trip_prevalence : all[destination].prevalence;
}

int32_t days_at(const Today& today, size_t destination) {
    const std::vector<DestinationSpec>& all = today.world.scenario.destinations;
    return std::max(1, all.empty() ? static_cast<int32_t>(today.p.trip_days) : all[destination].days);
}

uint16_t draw_destination(const Today& today, PersonId servant, Day over) {
    const std::vector<DestinationSpec>& all = today.world.scenario.destinations;
    if (all.size() < 2) {
        return 0;
    }
    double u = uniform(today.luck, today.world.who[servant], over, Purpose::destination);
    uint16_t chosen = 0;
    for (uint16_t i = 0; i < all.size(); ++i) {
        if (all[i].share > 0) {
            chosen = i;
            if (u < all[i].share) {
                break;
            }
            u -= all[i].share;
        }
    }
    return chosen;
}

Day last_day(const Today& today, const DelegationSpec& d) {
    return d.date + ((d.days > 0 ? d.days : days_at(today, d.destination)) - 1);
}

double people_at_meeting(const Today& today, const DelegationSpec& d) {
    return d.meeting_people > 0 ? d.meeting_people : today.p.trip_meeting_people;
}

// A keyed unit-rate process in the expected number: a higher prevalence only adds people.
double infectious_at_meeting(const Today& today, const DelegationSpec& d, StrainId strain) {
    const Parameters& p = today.p;
    const Scenario& scenario = today.world.scenario;
    const Who meeting = child(child(Who{0}, "delegation"), scenario.destinations[d.destination].id);
    const double expected = std::max(0.0, people_at_meeting(today, d) - 1) *
                            std::min(1.0, today.prevalence * p.town_present * prevalence_at(today, d.destination));
    double output = 0, mark = 0;
    for (uint16_t j = 0; j < 0xffff; ++j) {
        mark += exponential(today.luck, meeting, d.date, Purpose::delegation_meeting, j);
        if (mark > expected) {
            break;
        }
        const Draw person = draw(today.luck, meeting, d.date, Purpose::delegation_person, j);
        if (strain_from_outside(scenario, person.uniform(1)) == strain) {
            output += emission_factor(p, person.uniform(0));
        }
    }
    return output;
}

namespace {

// Whom an agency sends: officials first, from the top, and by a keyed draw among equals.
std::vector<PersonId> delegates(const Today& today, const DelegationSpec& d, const Agency& agency) {
    constexpr int without_post = 5;
    std::vector<std::tuple<int, double, PersonId>> ranks;
    for (PersonId p : agency.staff) {
        const int level = today.world.jobs[p].level;
        ranks.emplace_back(level > 0 ? level : without_post,
                           uniform(today.luck, today.world.who[p], d.date, Purpose::delegate), p);
    }
    std::sort(ranks.begin(), ranks.end());
    ranks.resize(std::min(ranks.size(), static_cast<size_t>(d.people)));
    std::vector<PersonId> chosen;
    for (const auto& [level, draw, person] : ranks) {
        chosen.push_back(person);
    }
    return chosen;
}

bool is_sent(const DelegationSpec& d, const Agency& agency) {
    return std::any_of(d.agencies.begin(), d.agencies.end(),
                       [&](const std::string& pattern) { return path_matches(pattern, agency.path); });
}

}  // namespace

// The trip stands in place of the next errand of one's own. Who is away on that day already does not go, nor anybody in
// their place: who else is sent must not depend on who is ill.
void send_delegations(const Today& today, State& next, Day tomorrow) {
    const Scenario& scenario = today.world.scenario;
    for (size_t i = 0; i < scenario.delegations.size(); ++i) {
        const DelegationSpec& d = scenario.delegations[i];
        if (d.date != tomorrow) {
            continue;
        }
        const auto place = static_cast<uint16_t>(destinations(scenario) + i);
        for (const Agency& agency : today.world.agencies) {
            if (!is_sent(d, agency)) {
                continue;
            }
            for (PersonId p : delegates(today, d, agency)) {
                Errand& errand = next.errand[p];
                const bool under_way = errand.from < tomorrow && tomorrow < errand.from + errand.days;
                const bool sent_already =
                    errand.from == tomorrow && errand.mode == Mode::trip && errand.place >= destinations(scenario);
                if (!under_way && !sent_already) {
                    errand = {tomorrow, last_day(today, d) - tomorrow + 1, Mode::trip, place};
                }
            }
        }
    }
}

}  // namespace piket
