// Where official trips lead, and the meetings away to which agencies send people together.
#pragma once

#include "day/day.hpp"

namespace piket {

// Without a word of the scenario there is one destination, as the parameters have it.
size_t destinations(const Scenario& scenario);
double prevalence_at(const Today&, size_t destination);  // relative to the town at home
int32_t days_at(const Today&, size_t destination);

// Of a trip that is scheduled when the errand before it is over.
uint16_t draw_destination(const Today&, PersonId servant, Day over);

Day last_day(const Today&, const DelegationSpec&);
double people_at_meeting(const Today&, const DelegationSpec&);
// Emission of the strangers at the meeting who have this strain, in units of a mean infectious person. Each is one
// person, the same for all who are sent, so that either nobody of a delegation is in danger or everybody.
double infectious_at_meeting(const Today&, const DelegationSpec&, StrainId);

}  // namespace piket
