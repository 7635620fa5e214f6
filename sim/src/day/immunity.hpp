// What protects people: neutralising antibodies after Covasim (Kerr et al. 2021, Cohen et al. 2022). An infection or a
// dose sets or raises the peak that they reach three weeks later; then they wane. What they do depends on how well what
// somebody has met resembles the strain that comes.
#pragma once

#include "day/day.hpp"

namespace piket {

struct Protection {
    double infection = 0;  // against infection
    double symptoms = 0;   // against symptoms, once infected
    double severe = 0;     // against severe illness, once there are symptoms
};

// The share of their peak that antibodies have so many days after the event: 1 on day 21.
double antibody_curve(const Parameters& p, int32_t days);

// Antibodies on a day, before it is asked against what; 1 is what a mild infection gives the median person, over
// immunity.natural.
double antibodies(const Parameters& p, const Immunity& immunity, Day day);

// The same against a strain, by its lineage; and what that protects from.
double antibodies_against(const Parameters& p, const Immunity& immunity, int lineage, Day day);
Protection protection(double antibodies);

// Susceptibility without antibodies, relative, by age (Covasim).
float naive_susceptibility(uint8_t age);

// Writes what somebody's antibodies leave of the susceptibility to each strain on a day. Nothing is done while they are
// infected, or dead.
void renew_susceptibility(const Today& today, State& state, PersonId person, Day day);

// Asymptomatic, mild or severe, by age and the strain's severity; u in (0, 1) are the person's own.
Course course_at(uint8_t age, double severity, const Protection& protection, double u_symptoms, double u_severe);

// What the events do to somebody's immunity; the susceptibility stays as it is.
void meet_strain(const Today& today, Immunity& immunity, PersonId person, int lineage, Course course, Day day);
void take_dose(const Today& today, Immunity& immunity, PersonId person, Vaccine vaccine, Day day);
Vaccine first_vaccine(const Immunity& immunity);  // of somebody who had a dose

// Doses and infections before the first day, as the scenario has them.
void draw_past(const Today& today, State& state);

}  // namespace piket
