// Effects of the measures that protect people who meet: masks, screens, distance, hygiene.
#pragma once

#include <algorithm>

#include "piket/measures.hpp"
#include "piket/parameters.hpp"

namespace piket::effect {

inline bool masks_required(const Levers& l) {
    return l.mask_mandate > 0 && l.mask_type > 0;
}

// How likely somebody of this compliance wears a mask where nothing speaks against it.
inline double mask_wearing(const Levers& l, double compliance) {
    return masks_required(l) ? l.mask_mandate * compliance : 0;
}

struct Filter {
    double out = 0, in = 0;  // shares held back
};

inline Filter mask_filter(const Levers& l, const Parameters& p) {
    switch (static_cast<MaskType>(l.mask_type)) {
        case MaskType::none:
            return {};
        case MaskType::cloth:
            return {p.mask_cloth_out, p.mask_cloth_in};
        case MaskType::surgical:
            return {p.mask_surgical_out, p.mask_surgical_in};
        case MaskType::kn95:
            return {p.mask_kn95_out, p.mask_kn95_in};
    }
    return {};
}

// What passes between the two sides of a counter.
inline double screen_pass(const Levers& l, const Parameters& p) {
    return l.screen >= 1 ? p.screen_pass : 1;
}

// Distance of people who talk, who would stand so far apart of themselves, m.
inline double talking_distance(const Levers& l, double usual) {
    return std::max(usual, l.spacing);
}

// What hygiene leaves of a close contact: hands washed, surfaces cleaned. Small, as the evidence is.
inline double hygiene(const Levers& l, const Parameters& p) {
    return (l.handwashing >= 1 ? 1 - p.handwashing_effect : 1) * (l.cleaning >= 1 ? 1 - p.cleaning_effect : 1);
}

// How much slower a counter serves under the protocol.
inline double protocol_pace(const Levers& l, const Parameters& p, double compliance) {
    return 1 - p.protocol_slowdown * l.mask_mandate * compliance;
}

}  // namespace piket::effect
