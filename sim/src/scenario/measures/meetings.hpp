// Rows of the table of measures: who sits together. Effects: policy/effects/meetings.hpp.
#pragma once

#include "scenario/measures/common.hpp"

namespace piket::rows {

// clang-format off
inline constexpr auto meetings = std::to_array<Measure>({
    {"meeting.in_person", &Levers::meeting_in_person, min, share, "share", 0, 1, 1, 0.1, unit, {}, "meetings", "", false,
     tangsel, verified,
     "Rapat tatap muka", "Meetings in person",
     "Batas atas bagian undangan yang duduk di ruang rapat; yang lain ikut lewat video.",
     "The largest share of those invited who sit in the meeting room; the others join by video."},
    {"meeting.ban", &Levers::meeting_ban, max, flag, "flag", 0, 1, 0, 1, unit, {}, "meetings", "", false,
     tangsel, verified,
     "Larangan rapat tatap muka", "Ban on meetings in person",
     "Semua rapat diadakan lewat video; sebagian peserta tetap duduk berdua di depan satu layar.",
     "All meetings are held by video; some of those who attend still sit in pairs before one screen."},
    {"meeting.held", &Levers::meeting_held, min, share, "share", 0, 1, 1, 0.3, unit, {}, "meetings", "", false,
     by_definition, assumed,
     "Rapat yang diadakan", "Meetings that are held",
     "Batas atas bagian rapat terencana yang tetap diadakan, tatap muka atau lewat video; sisanya ditiadakan dan keputusannya menunggu.",
     "The largest share of planned meetings that is held at all, in person or by video; the others are dropped and their decisions wait."},
    {"meeting.size", &Levers::meeting_size, min, count, "persons", 1, 500, 500, 5, unit, {}, "meetings", "", false,
     "no meeting of this model reaches 500 people, so 500 is no cap: assumed", assumed,
     "Peserta rapat paling banyak", "Largest meeting",
     "Jumlah orang paling banyak di satu ruang rapat; selebihnya ikut lewat video.",
     "The most people who may sit in one meeting room; the others join by video."},
    {"meeting.minutes", &Levers::meeting_minutes, min, number, "min", 5, 480, 480, 30, unit, {}, "meetings", "", false,
     "480 min is a working day and so no cap: assumed", assumed,
     "Lama rapat paling panjang", "Longest meeting",
     "Rapat paling lama berlangsung sekian menit.",
     "A meeting lasts no longer than so many minutes."},
    {"event.ban", &Levers::event_ban, max, flag, "flag", 0, 1, 0, 1, agency, {}, "meetings", "", false,
     tangsel, verified,
     "Larangan apel dan acara", "Ban on events",
     "Apel, upacara, dan rapat lintas perangkat daerah ditiadakan.",
     "There are no roll calls, ceremonies or meetings across agencies."},
});
inline constexpr auto meetings_orders = std::to_array<Order>({
    {"meeting.in_person",
     "Rapat dihadiri langsung oleh paling banyak {dose} undangan; yang lain mengikuti lewat video",
     "At most {dose} of those invited to a meeting sit in the room; the others join by video"},
    {"meeting.ban",
     "Rapat tatap muka dilarang dan diganti dengan rapat lewat video",
     "Meetings in person are banned and held by video instead"},
    {"meeting.held",
     "Rapat yang diadakan paling banyak {dose} dari yang direncanakan",
     "At most {dose} of planned meetings are held"},
    {"meeting.size",
     "Rapat dihadiri paling banyak {dose} orang di satu ruangan",
     "At most {dose} person{s} sit in one meeting room"},
    {"meeting.minutes",
     "Rapat berlangsung paling lama {dose} menit",
     "A meeting lasts {dose} minute{s} at most"},
    {"event.ban",
     "Apel, upacara, dan rapat lintas perangkat daerah ditiadakan",
     "Roll calls, ceremonies and meetings across agencies are not held"},
});
// clang-format on

}  // namespace piket::rows
