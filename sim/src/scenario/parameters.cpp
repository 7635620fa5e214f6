#include "piket/parameters.hpp"

#include <algorithm>
#include <array>

namespace piket {
namespace {

using P = Parameters;

constexpr Mark V = Mark::verified, R = Mark::recalled, D = Mark::derived, A = Mark::assumed;

constexpr std::string_view assumed = "assumed";
constexpr std::string_view caimira = "CAiMIRA v4.19.0, data registry";
constexpr std::string_view caimira_breath = "CAiMIRA v4.19.0, data registry; range: 5 to 95 % of its lognormal";
constexpr std::string_view covasim = "Covasim, parameters.py";
constexpr std::string_view both_models = "Covasim, parameters.py; range up to the value of OpenABM-Covid19";
constexpr std::string_view openabm = "OpenABM-Covid19, baseline parameters";

// Each row: key, field, unit; allowed low and high; plausible low and high; default; mark of the default, mark of the
// plausible range; source; label in Indonesian, in English. A plausible range of no width: none is stated.
// clang-format off
constexpr auto table = std::to_array<Parameter>({
    // air and rooms
    {"air.decay", &P::air_decay, "1/h", 0, 10, 0.3, 2.1, 1.0, A, A,
     "assumed, between 0.62 of the Jimenez/Peng estimator and 2.09 of CAiMIRA at 26 C and 60 % humidity",
     "Laju virus di udara menjadi tidak aktif", "Inactivation of virus in air"},
    {"air.deposition", &P::air_deposition, "1/h", 0, 10, 0.24, 0.7, 0.4, D, D,
     "dose-weighted settling over the aerosol bins: 0.09 breathing to 0.69 speaking",
     "Laju partikel mengendap", "Deposition of particles"},
    {"air.residual_floor", &P::residual_floor, "quanta/m3", 0, 0.01, 1e-6, 1e-6, 1e-6, A, A,
     "numerical: a dose of less than 1e-5 over a day, assumed",
     "Konsentrasi yang dianggap nol", "Concentration taken as none"},
    {"air.negligible", &P::negligible_hazard, "hazard", 0, 0.01, 0, 1e-4, 2e-5, A, A,
     "assumed: a thousandth of a day beside one infectious colleague; of somebody who stayed all day",
     "Bahaya udara harian yang diabaikan", "Hazard of a day in a room's air that is neglected"},
    {"room.ach_office", &P::ach_office, "1/h", 0.05, 50, 0.5, 2, 1.0, A, A,
     "assumed: split air conditioning with door traffic; no measurement in Indonesian offices was found",
     "Pergantian udara ruang kerja", "Air changes of an office room"},
    {"room.ach_meeting", &P::ach_meeting, "1/h", 0.05, 50, 0.2, 1, 0.5, A, A,
     "assumed: split air conditioning, door closed",
     "Pergantian udara ruang rapat", "Air changes of a meeting room"},
    {"room.ach_hall", &P::ach_hall, "1/h", 0.05, 50, 1, 10, 3, A, A,
     "assumed, between an air-conditioned room with door traffic (1) and an open hall (10)",
     "Pergantian udara ruang loket", "Air changes of a counter hall"},
    {"room.ach_canteen", &P::ach_canteen, "1/h", 0.05, 50, 3, 15, 6, A, A, "assumed: open on two sides, or fans",
     "Pergantian udara kantin", "Air changes of a canteen"},
    {"room.ach_prayer", &P::ach_prayer, "1/h", 0.05, 50, 1.5, 6, 3, A, A, "assumed: open windows without fan",
     "Pergantian udara musala", "Air changes of a prayer room"},
    {"room.ach_corridor", &P::ach_corridor, "1/h", 0.05, 50, 1.5, 6, 3, A, A, "assumed, as for open windows",
     "Pergantian udara selasar", "Air changes of a corridor"},
    {"room.ach_lobby", &P::ach_lobby, "1/h", 0.05, 50, 3, 15, 6, A, A, "assumed: doors that stand open",
     "Pergantian udara lobi", "Air changes of a lobby"},
    {"room.height", &P::room_height, "m", 2, 12, 2.7, 3.5, 3, A, A, assumed, "Tinggi ruangan", "Height of rooms"},
    {"room.office_area", &P::office_area, "m2", 1, 50, 2.2, 10, 6, A, A,
     "assumed; a standard of 2.2 m2 per person is recalled (Permendagri 7/2006)",
     "Luas ruang kerja per orang", "Office area per person"},
    {"room.meeting_area", &P::meeting_area, "m2", 0.5, 20, 1.2, 3, 2, A, A, assumed,
     "Luas ruang rapat per kursi", "Meeting room area per seat"},
    {"room.hall_area", &P::hall_area, "m2", 0.5, 20, 2, 6, 3, A, A, "assumed, a little more than in a meeting room",
     "Luas ruang loket per tempat", "Counter hall area per place"},
    {"room.canteen_area", &P::canteen_area, "m2", 0.5, 20, 1.2, 3, 2, A, A, "assumed, as in a meeting room",
     "Luas kantin per kursi", "Canteen area per seat"},
    {"room.prayer_area", &P::prayer_area, "m2", 0.5, 20, 0.8, 2, 1.2, A, A, "assumed: a prayer mat and a way past it",
     "Luas musala per orang", "Prayer room area per person"},
    {"co2.background", &P::co2_background, "ppm", 350, 1000, 440.44, 440.44, 440.44, V, V, caimira,
     "CO2 di udara luar", "CO2 of outdoor air"},
    {"co2.exhaled", &P::co2_exhaled, "share", 0.01, 0.1, 0.042, 0.042, 0.042, V, V, caimira,
     "Bagian CO2 dalam napas", "CO2 in exhaled air"},

    // emission and inhalation
    {"emission.quanta_per_h", &P::quanta_per_h, "quanta/h", 0, 1000, 3, 20, 8, A, A,
     "assumed start value for the wild strain, speaking, mean over 10 infectious days; to be calibrated",
     "Quanta yang dilepaskan saat berbicara", "Quanta emitted while speaking"},
    {"emission.sigma", &P::emission_sigma, "ln", 0, 4, 1, 2, 1.6, A, A,
     "assumed; OpenABM-Covid19 has 1.04, Covasim a gamma with k = 0.45",
     "Perbedaan antarorang dalam melepaskan virus", "Spread of emission between people"},
    {"emission.asymptomatic", &P::emission_asymptomatic, "factor", 0, 1, 0.33, 1, 0.5, A, V,
     "assumed, between OpenABM-Covid19 (0.33) and Covasim (1)",
     "Pelepasan virus tanpa gejala", "Emission without symptoms"},
    {"voice.breathing", &P::voice_breathing, "factor", 0, 10, 0.0211, 0.074, 0.0211, D, D,
     "CAiMIRA emission weighted by deposition, relative to speaking; upper end: medians of Buonanno 2020",
     "Bernapas dibanding berbicara", "Breathing relative to speaking"},
    {"voice.office", &P::voice_office, "factor", 0, 10, 0.347, 0.383, 0.347, D, D,
     "CAiMIRA office mixture, speaking 1 : breathing 2; upper end: the same of Buonanno's medians",
     "Bekerja di ruangan dibanding berbicara", "Office work relative to speaking"},
    {"voice.meeting", &P::voice_meeting, "factor", 0, 10, 0.347, 1, 0.347, D, V,
     "CAiMIRA large meeting, speaking 1 : breathing 2; upper end: its small meeting, all speaking",
     "Rapat dibanding berbicara", "Meeting relative to speaking"},
    {"voice.counter", &P::voice_counter, "factor", 0, 10, 0.347, 0.5, 0.347, A, A,
     "assumed as in an office; up to half the time speaking",
     "Melayani di loket dibanding berbicara", "Counter service relative to speaking"},
    {"voice.meal", &P::voice_meal, "factor", 0, 10, 0.347, 0.902, 0.902, D, A,
     "CAiMIRA restaurant, speaking 9 : breathing 1; lower end assumed",
     "Makan bersama dibanding berbicara", "Meal relative to speaking"},
    {"voice.prayer", &P::voice_prayer, "factor", 0, 10, 0.0211, 0.347, 0.1, A, A,
     "assumed: mostly breathing, some murmur",
     "Salat dibanding berbicara", "Prayer relative to speaking"},
    {"breathing.seated", &P::breath_seated, "m3/h", 0.1, 5, 0.423, 0.598, 0.51, V, D, caimira_breath,
     "Udara yang dihirup saat duduk", "Air inhaled while seated"},
    {"breathing.standing", &P::breath_standing, "m3/h", 0.1, 5, 0.483, 0.657, 0.57, V, D, caimira_breath,
     "Udara yang dihirup saat berdiri", "Air inhaled while standing"},
    {"breathing.light", &P::breath_light, "m3/h", 0.1, 5, 1.06, 1.45, 1.25, V, D, caimira_breath,
     "Udara yang dihirup saat bergerak ringan", "Air inhaled in light activity"},
    {"mask.cloth_out", &P::mask_cloth_out, "share", 0, 1, 0.2, 0.5, 0.35, V, V, caimira,
     "Masker kain menahan keluar", "Cloth mask, filtered outward"},
    {"mask.cloth_in", &P::mask_cloth_in, "share", 0, 1, 0.05, 0.4, 0.225, V, V, caimira,
     "Masker kain menahan masuk", "Cloth mask, filtered inward"},
    {"mask.surgical_out", &P::mask_surgical_out, "share", 0, 1, 0.5, 0.82, 0.65, A, V,
     "assumed, between 0.5 of the Jimenez/Peng estimator and 0.82 of CAiMIRA",
     "Masker bedah menahan keluar", "Surgical mask, filtered outward"},
    {"mask.surgical_in", &P::mask_surgical_in, "share", 0, 1, 0.3, 0.5, 0.4, A, V,
     "assumed, between 0.3 of the Jimenez/Peng estimator and 0.5 of CAiMIRA",
     "Masker bedah menahan masuk", "Surgical mask, filtered inward"},
    {"mask.kn95_out", &P::mask_kn95_out, "share", 0, 1, 0.6, 0.82, 0.82, V, A,
     "CAiMIRA v4.19.0, data registry; lower end: loosely worn, assumed",
     "Masker KN95 menahan keluar", "KN95 mask, filtered outward"},
    {"mask.kn95_in", &P::mask_kn95_in, "share", 0, 1, 0.6, 0.91, 0.87, V, A,
     "CAiMIRA v4.19.0, data registry; lower end: loosely worn, assumed",
     "Masker KN95 menahan masuk", "KN95 mask, filtered inward"},
    {"mask.in_own_room", &P::mask_in_own_room, "factor", 0, 1, 0.3, 0.8, 0.6, A, A,
     "assumed; colleagues who know each other take masks off (VOI 9688)",
     "Pemakaian di ruang sendiri dibanding kepatuhan", "Wearing in one's own room, relative to compliance"},
    {"mask.in_shared_room", &P::mask_in_shared_room, "factor", 0, 1, 0.7, 1, 0.9, A, A, "assumed: corridors, meetings",
     "Pemakaian di ruang bersama dibanding kepatuhan", "Wearing in shared rooms, relative to compliance"},

    // talks and tables
    {"talk.per_day", &P::talks_per_day, "1/d", 0, 50, 2, 4, 3, A, A, "assumed: close talks per person and day",
     "Percakapan dekat per orang per hari", "Close talks per person and day"},
    {"talk.minutes", &P::talk_minutes, "min", 0, 120, 5, 15, 10, A, A, assumed,
     "Lama satu percakapan", "Length of a talk"},
    {"talk.distance", &P::talk_distance, "m", 0.3, 5, 0.5, 2, 1, V, V,
     "CAiMIRA conversation distances: 0.5 to 2.0 m, mean about 1.0",
     "Jarak berbicara", "Distance between people who talk"},
    {"talk.facing", &P::talk_facing, "factor", 0, 1, 0.3, 1, 1, A, A, "assumed: 1 face to face, 0.3 side by side",
     "Arah muka saat berbicara", "Facing while talking"},
    {"talk.jet", &P::talk_jet, "factor", 0, 10, 2.13, 2.98, 2.98, D, D,
     "large particles in the jet relative to long range, from CAiMIRA: 2.13 breathing, 2.98 speaking",
     "Partikel besar pada jarak dekat", "Large particles at short range"},
    {"talk.compensation", &P::talk_compensation, "share", 0, 1, 0, 1, 0.5, A, A,
     "assumed: 0, talks fall with the number present; 1, those present talk as much as ever",
     "Percakapan di kantor setengah kosong", "Talking as before in a half-empty room"},
    {"talk.screen_pass", &P::screen_pass, "factor", 0, 1, 0.1, 0.7, 0.3, A, A, assumed,
     "Bagian yang menembus sekat", "What passes a screen"},
    {"talk.handwashing_effect", &P::handwashing_effect, "share", 0, 1, 0, 0.14, 0, A, R,
     "assumed: surfaces infect nobody (PMC8164346); upper end: Cochrane review of hand hygiene 2023, recalled",
     "Penurunan bahaya kontak dekat oleh cuci tangan", "Close-contact hazard removed by washing hands"},
    {"lunch.canteen_share", &P::lunch_canteen_share, "share", 0, 1, 0.2, 0.8, 0.5, A, A, assumed,
     "Bagian yang makan di kantin", "Share who eat in the canteen"},
    {"lunch.minutes", &P::lunch_minutes, "min", 5, 120, 30, 60, 45, A, A, assumed, "Lama makan", "Length of the meal"},
    {"lunch.table", &P::lunch_table, "persons", 1, 20, 2, 6, 4, A, A, "assumed: groups of 2 to 6",
     "Orang semeja", "People at a table"},
    {"lunch.distance", &P::lunch_distance, "m", 0.3, 5, 0.6, 1.2, 1, A, A, assumed,
     "Jarak di meja makan", "Distance at the table"},
    {"lunch.prayer_share", &P::prayer_share, "share", 0, 1, 0.2, 0.8, 0.5, A, A, assumed,
     "Bagian yang salat di musala kantor", "Share who pray in the office prayer room"},
    {"lunch.prayer_minutes", &P::prayer_minutes, "min", 1, 60, 5, 15, 10, A, A, assumed,
     "Lama di musala", "Time in the prayer room"},
    {"meeting.official", &P::meetings_official, "1/week", 0, 20, 1, 4, 2, A, A, "assumed: 8 to 30 persons each",
     "Rapat per pejabat per minggu", "Meetings per official and week"},
    {"meeting.staff", &P::meetings_staff, "1/week", 0, 20, 0.3, 1.5, 0.7, A, A, "assumed: 6 to 15 persons each",
     "Rapat per pelaksana per minggu", "Meetings per staff member and week"},
    {"meeting.across", &P::meetings_across, "1/week", 0, 20, 0, 3, 1, A, A,
     "assumed: per head of agency, with people of other agencies",
     "Rapat lintas perangkat daerah per kepala per minggu", "Meetings across agencies per head and week"},
    {"meeting.minutes_mean", &P::meeting_minutes_mean, "min", 5, 480, 60, 120, 90, A, A, assumed,
     "Lama rapat", "Length of a meeting"},

    // households, town, travel
    {"household.home_factor", &P::household_home_factor, "factor", 1, 5, 1, 1.5, 1.5, V, A,
     "OpenABM-Covid19: household transmission during lockdown; lower end assumed",
     "Penularan di rumah saat bekerja dari rumah", "Household transmission while at home all day"},
    {"household.isolation_factor", &P::household_isolation_factor, "factor", 0, 1, 0.1, 0.6, 0.3, V, A,
     "Covasim, parameters.py: isolation at home; upper end: its quarantine at home",
     "Penularan di rumah saat isolasi", "Household transmission during isolation"},
    {"household.spouse", &P::household_spouse, "share", 0, 1, 0.75, 0.95, 0.85, A, A, assumed,
     "Pegawai yang berpasangan", "Civil servants with a spouse at home"},
    {"household.children", &P::household_children, "persons", 0, 10, 1, 3, 2, A, A, assumed,
     "Anak per keluarga", "Children per family"},
    {"household.grandparent", &P::household_grandparent, "share", 0, 1, 0.1, 0.35, 0.2, A, A, assumed,
     "Keluarga dengan kakek atau nenek", "Families with a grandparent"},
    {"town.ascertainment", &P::ascertainment, "factor", 1, 200, 8, 47, 15, D, D,
     "antibodies in 86.6 % of people in December 2021 against reported cases; lower: Jakarta, March 2021",
     "Infeksi per kasus yang dilaporkan", "Infections per reported case"},
    {"town.infectious_days", &P::infectious_days, "d", 1, 60, 7, 14, 10, A, A, assumed,
     "Lama seseorang menular", "Days that a person of the town is infectious"},
    {"town.present", &P::town_present, "share", 0, 1, 0.5, 0.9, 0.7, A, A, "assumed: infectious and not isolating",
     "Bagian yang tetap beraktivitas", "Share of the infectious who go about"},
    {"town.outing_share", &P::outing_share, "share", 0, 1, 0.1, 0.6, 0.3, A, A,
     "assumed; some 30 % of staff told BKN that they did no work at home",
     "Pegawai WFH yang bepergian", "Staff working from home who go out"},
    {"town.outing_factor", &P::outing_factor, "factor", 0, 10, 1, 2.5, 1.5, A, A, assumed,
     "Kontak di luar saat bepergian", "Contacts in town while out"},
    {"town.isolation_factor", &P::isolation_town_factor, "factor", 0, 1, 0.05, 0.2, 0.1, V, A,
     "Covasim, parameters.py: isolation; upper end: its quarantine",
     "Kontak di luar saat isolasi", "Contacts in town during isolation"},
    {"commute.public", &P::commute_public, "share", 0, 1, 0.02, 0.3, 0.08, A, A, assumed,
     "Pegawai yang naik kendaraan umum", "Staff who come by public transport"},
    {"commute.minutes", &P::commute_minutes, "min", 0, 240, 20, 90, 45, A, A, assumed,
     "Lama di kendaraan umum", "Time in public transport, each way"},
    {"commute.passengers", &P::commute_passengers, "persons", 0, 200, 10, 40, 20, A, A, assumed,
     "Penumpang dalam satu kendaraan", "Passengers in a vehicle"},
    {"commute.volume", &P::commute_volume, "m3", 1, 500, 10, 45, 20, A, A,
     "assumed: a minibus; upper end: the bus of CAiMIRA", "Isi kabin kendaraan", "Volume of a vehicle"},
    {"commute.ach", &P::commute_ach, "1/h", 0.1, 100, 3, 30, 10, A, A, assumed,
     "Pergantian udara kendaraan", "Air changes of a vehicle"},
    {"trip.official", &P::trips_official, "1/week", 0, 5, 0.05, 0.75, 0.25, A, A, "assumed: about one a month",
     "Perjalanan dinas per pejabat per minggu", "Trips per official and week"},
    {"trip.staff", &P::trips_staff, "1/week", 0, 5, 0.01, 0.15, 0.05, A, A, "assumed: about two a year",
     "Perjalanan dinas per pelaksana per minggu", "Trips per staff member and week"},
    {"trip.days", &P::trip_days, "d", 1, 30, 1, 4, 2, A, A, assumed, "Lama perjalanan dinas", "Length of a trip"},
    {"trip.prevalence", &P::trip_prevalence, "factor", 0, 100, 1, 10, 3, A, A, "assumed: relative to the town at home",
     "Penularan di tempat tujuan dibanding di rumah", "Prevalence at the destination relative to home"},
    {"trip.meeting_people", &P::trip_meeting_people, "persons", 1, 500, 8, 30, 20, A, A, "assumed, as at home",
     "Peserta pertemuan di tempat tujuan", "People at a meeting away"},
    {"trip.meeting_hours", &P::trip_meeting_hours, "h", 0, 12, 2, 8, 4, A, A, assumed,
     "Jam pertemuan per hari di tempat tujuan", "Hours of meetings per day away"},
    {"visitor.morning_share", &P::visitor_morning_share, "share", 0, 1, 0.5, 0.75, 0.6, A, A, "assumed: before 11.00",
     "Warga yang datang sebelum pukul 11.00", "Visitors who come before 11.00"},

    // absence
    {"absence.leave_days_year", &P::leave_days_year, "d/year", 0, 100, 6, 18, 12, R, A,
     "annual leave of civil servants, 12 working days (PP 11/2017), recalled",
     "Hari cuti per tahun", "Days of leave per year"},
    {"absence.leave_days", &P::leave_days, "d", 1, 30, 1, 6, 3, A, A, assumed, "Lama satu cuti", "Length of a leave"},
    {"absence.other_sickness", &P::other_sickness, "1/d", 0, 0.1, 0.002, 0.002, 0.002, V, V, openabm,
     "Gejala karena penyakit lain, per orang per hari", "Onset of other illness, per person and day"},
    {"absence.other_sickness_days", &P::other_sickness_days, "d", 1, 30, 1, 5, 3, A, A, assumed,
     "Lama sakit lain", "Length of another illness"},

    // illness
    {"illness.onset_to_severe_mean", &P::onset_to_severe_mean, "d", 0.1, 60, 5.14, 6.6, 6.6, V, V,
     "Covasim, parameters.py; lower end: onset to hospital in OpenABM-Covid19",
     "Gejala sampai berat, rata-rata", "Onset to severe, mean"},
    {"illness.onset_to_severe_sd", &P::onset_to_severe_sd, "d", 0.1, 60, 4.9, 4.9, 4.9, V, V, covasim,
     "Gejala sampai berat, simpangan baku", "Onset to severe, standard deviation"},
    {"illness.severe_to_critical_mean", &P::severe_to_critical_mean, "d", 0.1, 60, 1.5, 2.27, 1.5, V, V, both_models,
     "Berat sampai kritis, rata-rata", "Severe to critical, mean"},
    {"illness.severe_to_critical_sd", &P::severe_to_critical_sd, "d", 0.1, 60, 2, 2.27, 2, V, V, both_models,
     "Berat sampai kritis, simpangan baku", "Severe to critical, standard deviation"},
    {"illness.critical_to_death_mean", &P::critical_to_death_mean, "d", 0.1, 60, 10.7, 11.74, 10.7, V, V, both_models,
     "Kritis sampai meninggal, rata-rata", "Critical to death, mean"},
    {"illness.critical_to_death_sd", &P::critical_to_death_sd, "d", 0.1, 60, 4.8, 8.79, 4.8, V, V, both_models,
     "Kritis sampai meninggal, simpangan baku", "Critical to death, standard deviation"},
    {"illness.mild_recovery_mean", &P::mild_recovery_mean, "d", 0.1, 60, 8, 12, 8, V, V, both_models,
     "Sembuh dari sakit ringan, rata-rata", "Recovery from mild illness, mean"},
    {"illness.mild_recovery_sd", &P::mild_recovery_sd, "d", 0.1, 60, 2, 5, 2, V, V, both_models,
     "Sembuh dari sakit ringan, simpangan baku", "Recovery from mild illness, standard deviation"},
    {"illness.severe_recovery_mean", &P::severe_recovery_mean, "d", 0.1, 90, 18.1, 18.8, 18.1, V, V, both_models,
     "Sembuh dari sakit berat, rata-rata", "Recovery from severe illness, mean"},
    {"illness.severe_recovery_sd", &P::severe_recovery_sd, "d", 0.1, 90, 6.3, 12.21, 6.3, V, V, both_models,
     "Sembuh dari sakit berat, simpangan baku", "Recovery from severe illness, standard deviation"},
    {"illness.sick_leave_days", &P::sick_leave_days, "d", 0, 60, 3, 10, 5, A, A, assumed,
     "Lama tinggal di rumah saat bergejala", "Days at home with symptoms"},

    // testing and tracing
    {"test.sampling_delay", &P::sampling_delay, "d", 0, 14, 1, 2, 1.5, A, A, assumed,
     "Gejala sampai pengambilan sampel", "Onset to sample"},
    {"test.lab_delay_median", &P::lab_delay_median, "d", 0.01, 30, 1, 5, 3, A, A,
     "assumed for cities in 2020; where the laboratory is far, up to 10 days (Kompas, 10 February 2021)",
     "Sampel sampai hasil, median", "Sample to result, median"},
    {"test.lab_delay_sigma", &P::lab_delay_sigma, "ln", 0, 2, 0.3, 0.8, 0.5, A, A, assumed,
     "Sampel sampai hasil, sebaran", "Sample to result, spread"},
    {"test.pcr_specificity", &P::pcr_specificity, "share", 0.5, 1, 0.995, 1, 0.999, V, A, openabm,
     "Spesifisitas PCR", "Specificity of PCR"},
    {"test.price", &P::test_price, "IDR", 0, 10000000, 275000, 900000, 900000, R, R,
     "price ceilings for PCR from October 2020 (900,000) to October 2021 (275,000), recalled", "Harga satu tes PCR",
     "Price of one PCR test"},
    {"test.isolation_days", &P::isolation_days, "d", 0, 60, 7, 14, 10, A, A, "assumed, after KMK 413/2020",
     "Lama isolasi", "Days of isolation"},
    {"test.isolation_obeyed", &P::isolation_obeyed, "share", 0, 1, 0.5, 0.95, 0.9, V, A,
     "OpenABM-Covid19: compliance with quarantine; range assumed",
     "Kepatuhan isolasi", "Share who keep to isolation"},
    {"gate.fever", &P::gate_fever, "share", 0, 1, 0.1, 0.35, 0.2, R, R,
     "Mitra 2020: about 19 % of cases have a fever, recalled",
     "Orang bergejala yang terdeteksi suhunya", "People with symptoms found by temperature"},
    {"gate.questionnaire", &P::gate_questionnaire, "share", 0, 1, 0.3, 0.8, 0.5, A, A, assumed,
     "Orang bergejala yang mengaku saat ditanya", "People with symptoms who say so when asked"},
    {"gate.false_stop", &P::gate_false_stop, "share", 0, 1, 0.002, 0.03, 0.01, A, A, "assumed: hot climate, walkers",
     "Orang sehat yang tertahan di pintu masuk", "Healthy people stopped at the entrance"},
    {"trace.household", &P::trace_household, "share", 0, 1, 1, 1, 1, V, V, openabm,
     "Anggota keluarga yang terlacak", "Household members traced"},
    {"trace.delay", &P::trace_delay, "d", 0, 14, 1, 4, 1, V, A, "OpenABM-Covid19, baseline parameters; range assumed",
     "Hasil sampai kontak dihubungi", "Result to contact"},

    // service
    {"service.minutes_per_applicant", &P::minutes_per_applicant, "min", 0.5, 240, 5, 20, 10, A, A, assumed,
     "Lama pelayanan per pemohon", "Service time per applicant"},
    {"service.protocol_slowdown", &P::protocol_slowdown, "share", 0, 0.9, 0, 0.2, 0.1, A, A,
     "assumed, times compliance",
     "Perlambatan karena protokol", "Slow-down by the health protocol"},
    {"service.wfh_productivity", &P::wfh_productivity, "factor", 0, 2, 0.6, 1.1, 0.85, A, A,
     "assumed; surveys of BKN 2020; recalled: Gibbs 2021 -8 to -19 %, Bloom 2015 +13 %, Morikawa 2020 0.6 to 0.7",
     "Produktivitas bekerja dari rumah", "Productivity when working from home"},
    {"service.dropoff_minutes", &P::dropoff_minutes, "min", 0.5, 60, 1, 5, 3, A, A, assumed,
     "Lama menyerahkan berkas", "Time to hand over a file"},
    {"service.return_share", &P::return_share, "1/d", 0, 1, 0.05, 0.5, 0.2, A, A,
     "assumed: who was not served tries again about once a week",
     "Pemohon tertunda yang datang lagi tiap hari kerja", "Waiting applicants who come again each working day"},
    {"service.tickets", &P::tickets, "factor", 0.5, 3, 1, 1.3, 1.1, A, A,
     "assumed: queue numbers are handed out a little beyond what can be served", "Nomor antrean per kapasitas harian",
     "Queue numbers handed out per capacity of a day"},
    {"service.utilisation", &P::online_utilisation, "share", 0.1, 1, 0.7, 1, 0.9, A, A,
     "assumed: ordinary leave and illness leave little to spare",
     "Beban kerja daring pada kehadiran penuh", "Workload of online service at full attendance"},
    {"service.counter_distance", &P::counter_distance, "m", 0.3, 3, 0.7, 1.5, 1, A, A,
     "assumed: across a desk; KMK 328/2020 asks for 1 m", "Jarak petugas dan pengunjung", "Distance across a counter"},

    // compliance
    {"compliance.start", &P::compliance_start, "share", 0, 1, 0.58, 0.92, 0.8, A, V,
     "assumed; range: observed in November and reported by people in September 2020 (Satgas, BPS)",
     "Kepatuhan pada awalnya", "Compliance at the start"},
    {"compliance.floor", &P::compliance_floor, "share", 0, 1, 0.3, 0.6, 0.45, A, A, assumed,
     "Kepatuhan paling rendah", "Lowest compliance"},
    {"compliance.tau", &P::compliance_tau, "d", 1, 1000, 45, 150, 75, D, D,
     "fall of mask wearing, September to November 2020 (Satgas): 54 to 87 d by the floor taken",
     "Lama kepatuhan mengendur", "Time in which compliance wanes"},
    {"compliance.inspection_gain", &P::inspection_gain, "share", 0, 1, 0.2, 0.8, 0.5, A, A,
     "assumed: part of the gap that an inspection closes; no measurement was found",
     "Kenaikan kepatuhan oleh inspeksi", "Compliance regained by an inspection"},
    {"compliance.inspection_spill", &P::inspection_spill, "factor", 0, 1, 0.2, 0.8, 0.5, A, A,
     "assumed: in other rooms of the agency", "Pengaruh inspeksi di ruangan lain", "Effect of an inspection next door"},
    {"compliance.cluster_gain", &P::cluster_gain, "share", 0, 1, 0.1, 0.7, 0.4, A, A,
     "assumed: after a confirmed cluster in the own agency",
     "Kenaikan kepatuhan setelah ada klaster", "Compliance regained after a cluster"},
    {"compliance.max", &P::compliance_max, "share", 0, 1, 0.95, 0.95, 0.95, A, A, assumed,
     "Kepatuhan paling tinggi", "Highest compliance"},
});
// clang-format on

consteval bool each_field_once() {
    for (size_t i = 0; i < table.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            if (table[i].field == table[j].field || table[i].key == table[j].key) {
                return false;
            }
        }
    }
    return table.size() * sizeof(double) == sizeof(Parameters);
}
static_assert(each_field_once(), "every field of Parameters has exactly one row");

}  // namespace

std::span<const Parameter> parameters() {
    return table;
}

const Parameter* find_parameter(std::string_view key) {
    const auto row = std::ranges::find(table, key, &Parameter::key);
    return row == table.end() ? nullptr : &*row;
}

Parameters default_parameters() {
    Parameters values;
    for (const Parameter& row : table) {
        values.*row.field = row.value;
    }
    return values;
}

}  // namespace piket
