// Effects of vaccination campaigns: who is given a dose today.
#pragma once

#include "piket/measures.hpp"

namespace piket::effect {

// Share of each group, among those who still wait for it, that is given a dose today.
struct DosesToday {
    double staff = 0, elderly = 0, adults = 0, children = 0, booster = 0;
    bool any() const { return staff > 0 || elderly > 0 || adults > 0 || children > 0 || booster > 0; }
};

inline DosesToday doses_today(const Levers& l) {
    return {l.vaccinate_staff, l.vaccinate_elderly, l.vaccinate_adults, l.vaccinate_children, l.vaccinate_booster};
}

// The share that holds for somebody who has had so many doses; 0: nothing is offered.
inline double offered(const DosesToday& today, bool servant, int age, int doses) {
    if (doses >= 2) {
        return doses == 2 && age >= 18 ? today.booster : 0;
    }
    return servant ? today.staff : age >= 60 ? today.elderly : age >= 12 ? today.adults : age >= 6 ? today.children : 0;
}

}  // namespace piket::effect
