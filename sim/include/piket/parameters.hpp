// The model's numbers. Each row of the table carries unit, allowed and plausible range, default, source and mark;
// Parameters has no defaults of its own.
#pragma once

#include <span>
#include <string_view>

#include "piket/measures.hpp"

namespace piket {

struct Parameters {
    // air and rooms
    double air_decay, air_deposition;                                                            // 1/h
    double ach_office, ach_meeting, ach_hall, ach_canteen, ach_prayer, ach_corridor, ach_lobby;  // 1/h
    double ach_yard, ach_lift, windows_ach, exhaust_ach, ac_recirculation;                       // 1/h
    double residual_floor, negligible_hazard;                                                    // quanta/m3
    double room_height, office_area, meeting_area, hall_area, canteen_area, prayer_area;         // m, m2 per person
    double co2_background, co2_exhaled;  // ppm, volume share of exhaled air
    // emission and inhalation
    double quanta_per_h, emission_sigma, emission_asymptomatic;
    double voice_breathing, voice_office, voice_meeting, voice_counter, voice_meal, voice_prayer, voice_class;
    double breath_seated, breath_standing, breath_light;  // m3/h
    double mask_cloth_out, mask_cloth_in, mask_surgical_out, mask_surgical_in, mask_kn95_out, mask_kn95_in;
    double mask_in_own_room, mask_in_shared_room;  // wearing relative to compliance
    // talks and tables
    double talks_per_day, talk_minutes, talk_distance, talk_facing, talk_jet, talk_compensation;
    double screen_pass, handwashing_effect, cleaning_effect;
    double lunch_canteen_share, lunch_minutes, lunch_table, lunch_distance, prayer_share, prayer_minutes;
    // meetings
    double meetings_official, meetings_staff, meetings_across, meeting_minutes_mean;
    double meeting_video_pairs, meeting_video_delay, meeting_dropped_delay, roll_call_minutes;
    // households, town, travel
    double household_home_factor, household_isolation_factor;
    double household_spouse, household_children, household_grandparent;
    double ascertainment, infectious_days, town_present, outing_share, outing_factor, isolation_town_factor;
    double report_delay, admission_share, death_share, feed_share;
    double commute_public, commute_car, commute_minutes, commute_passengers, commute_volume, commute_ach;
    double trips_official, trips_staff, trip_days, trip_prevalence, trip_meeting_people, trip_meeting_hours;
    double visitor_morning_share;
    double school_class_size, school_hours, school_volume, school_ach;
    // absence
    double leave_days_year, leave_days, other_sickness, other_sickness_days;
    // illness
    double onset_to_severe_mean, onset_to_severe_sd, severe_to_critical_mean, severe_to_critical_sd;
    double critical_to_death_mean, critical_to_death_sd, mild_recovery_mean, mild_recovery_sd;
    double severe_recovery_mean, severe_recovery_sd, sick_leave_days;
    // immunity
    double antibody_spread, antibody_natural, antibody_reinfection, refractory_days, antibody_half_life,
        antibody_late_half_life;
    double breakthrough_emission, booster_after;
    // testing and tracing
    double sampling_delay, lab_delay_median, lab_delay_sigma, pcr_specificity, isolation_days, isolation_obeyed,
        test_price;
    double antigen_specificity, antigen_price, variant_delay_median, quarantine_dropout;
    double gate_fever, gate_questionnaire, gate_presymptomatic, gate_false_stop;
    double gate_check_seconds, gate_form_seconds, gate_people_per_lane;
    double trace_household, trace_delay;
    // service
    double minutes_per_applicant, protocol_slowdown, wfh_productivity, dropoff_minutes, return_share, tickets,
        online_utilisation, counter_distance;
    double demand_monday, demand_tuesday, demand_wednesday, demand_thursday, demand_friday;
    // compliance
    double compliance_start, compliance_floor, compliance_tau, inspection_gain, inspection_spill, cluster_gain,
        compliance_max, compliance_spread;
    double inspector_head, inspector_secretary, inspector_task_force, announced_effect, announced_passing, passing_tau;
    double peer_effect, sanction_floor, leader_effect;
};

struct Parameter {
    std::string_view key;  // "emission.quanta_per_h"
    double Parameters::*field;
    std::string_view unit;
    double low, high;                      // allowed
    double plausible_low, plausible_high;  // what uncertainty runs over; both equal to the default where none is stated
    double value;                          // default
    Mark mark, range_mark;
    std::string_view source;
    std::string_view label_id, label_en;
};

std::span<const Parameter> parameters();
const Parameter* find_parameter(std::string_view key);
Parameters default_parameters();

}  // namespace piket
