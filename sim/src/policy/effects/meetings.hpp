// Effects of the measures about meetings and events: whether they are held, who sits in the room, for how long; and
// what a meeting by video costs.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"
#include "piket/time.hpp"

namespace piket::effect {

// u in (0, 1) is the meeting's own: a larger share keeps all the meetings of a smaller one.
inline bool meeting_is_held(const Levers& l, double u) {
    return l.meeting_held >= 1 || u < l.meeting_held;
}

// The share of those invited who sit in the room; the invited person's own unit and the host both have a say.
inline double in_person(const Levers& l) {
    return l.meeting_ban >= 1 ? 0 : l.meeting_in_person;
}

inline double most_in_meeting(const Levers& l) {
    return l.meeting_size;
}

inline Seconds meeting_length(const Levers& l, double usual_minutes) {
    return static_cast<Seconds>(60 * std::min(usual_minutes, l.meeting_minutes));
}

inline bool events_allowed(const Levers& l) {
    return l.event_ban < 1;
}

// Days by which what was to be decided is late, when this share of those invited joined by video.
inline double decision_delay(const Parameters& p, double by_video) {
    return p.meeting_video_delay * by_video;
}

}  // namespace piket::effect
