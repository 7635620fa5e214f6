// Short range: the exhaled jet thins out with distance (Jia et al. 2022, two stages, as CAiMIRA uses it).
#pragma once

#include "base/math.hpp"

namespace piket {

// Factor by which what leaves the mouth is diluted at `distance` m, for an exhalation of `breath` m3/h. At least 1.
inline double jet_dilution(double distance, double breath) {
    constexpr double mouth = 0.02;                            // m, diameter
    constexpr double entrain_jet = 0.18, entrain_puff = 0.2;  // beta_r1, beta_r2
    constexpr double reach = 2.4;                             // beta_x1
    constexpr double exhaling = 2.0;                          // s, half a cycle of 4 s
    constexpr double pi = 3.14159265358979323846;
    const double flow = 2 * breath / 3600;  // m3/s while exhaling
    const double speed = flow / (pi * mouth * mouth / 4);
    const double origin = mouth / (2 * entrain_jet);
    const double start =
        math::sqrt(pi) * mouth * mouth * mouth / (8 * entrain_jet * entrain_jet * reach * reach * flow);
    const double transition = reach * math::sqrt(math::sqrt(flow * speed)) * math::sqrt(exhaling + start) - origin;
    const auto jet = [&](double x) { return 2 * entrain_jet * (x + origin) / mouth; };
    double dilution = jet(distance < transition ? distance : transition);
    if (distance >= transition) {
        const double widening = 1 + entrain_puff * (distance - transition) / (entrain_jet * (transition + origin));
        dilution *= widening * widening * widening;
    }
    return dilution > 1 ? dilution : 1;
}

}  // namespace piket
