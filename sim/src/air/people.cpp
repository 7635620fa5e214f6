#include "air/people.hpp"

#include "base/check.hpp"
#include "base/math.hpp"
#include "piket/parameters.hpp"

namespace piket {

namespace {

// CAiMIRA v4.19, data registry (verified): rate in m3/h, and mu and sigma of its ln over people.
struct ActivityRow {
    double rate, mu, sigma;
};
constexpr ActivityRow activities[] = {{0.51, -0.68721217, 0.10498338},
                                      {0.57, -0.57423776, 0.09373162},
                                      {1.25, 0.21380243, 0.09435378},
                                      {1.78, 0.55177133, 0.18946162},
                                      {3.30, 1.16446657, 0.21744555}};

// Physical model, CAiMIRA v4.19 (verified): point values of its expert application, uniform range over people. By
// MaskType; outward, surgical and KN95 go by diameter.
struct MaskRow {
    double inward;
    Extent inward_range;
    double outward;
    Extent outward_range;
};
constexpr MaskRow masks[] = {{0, {0, 0}, 0, {0, 0}},
                             {0.225, {0.05, 0.40}, 0.35, {0.20, 0.50}},
                             {0.5, {0.25, 0.80}, 0, {0, 0}},
                             {0.865, {0.83, 0.91}, 0, {0, 0}}};

const ActivityRow& row(const Breathing& b) {
    return activities[static_cast<size_t>(b.activity)];
}
const MaskRow& row(const WornMask& m) {
    return masks[static_cast<size_t>(m.type)];
}

bool varied(const RoomCase& c) {
    return c.model == RoomModel::physical && c.virus.distribution;
}

// What the epidemic engine takes too (piket parameters, mask.*).
double quanta_mask(MaskType type, bool outward) {
    const Parameters p = default_parameters();
    switch (type) {
        case MaskType::none:
            return 0;
        case MaskType::cloth:
            return outward ? p.mask_cloth_out : p.mask_cloth_in;
        case MaskType::surgical:
            return outward ? p.mask_surgical_out : p.mask_surgical_in;
        case MaskType::kn95:
            return outward ? p.mask_kn95_out : p.mask_kn95_in;
    }
    throw BrokenInvariant("no such mask");
}

}  // namespace

double breathing_sigma(const RoomCase& c, const Breathing& breathing) {
    return varied(c) && !breathing.rate ? row(breathing).sigma : 0;
}

double breathing_rate(const RoomCase& c, const Breathing& breathing) {
    if (breathing.rate) {
        return *breathing.rate;
    }
    const ActivityRow& activity = row(breathing);
    return varied(c) ? math::exp(activity.mu + activity.sigma * activity.sigma / 2) : activity.rate;
}

double mask_inward(const RoomCase& c, const WornMask& mask) {
    if (mask.filtered) {
        return *mask.filtered;
    }
    if (c.model == RoomModel::quanta) {
        return quanta_mask(mask.type, false);
    }
    const MaskRow& m = row(mask);
    return varied(c) ? (m.inward_range.low + m.inward_range.high) / 2 : m.inward;
}

bool mask_by_diameter(const RoomCase& c, const WornMask& mask) {
    return c.model == RoomModel::physical && !mask.filtered &&
           (mask.type == MaskType::surgical || mask.type == MaskType::kn95);
}

double mask_outward(const RoomCase& c, const WornMask& mask) {
    check(!mask_by_diameter(c, mask), "this mask has no single efficiency");
    return mask.filtered                  ? *mask.filtered
           : c.model == RoomModel::quanta ? quanta_mask(mask.type, true)
                                          : row(mask).outward;
}

Extent cloth_outward(const RoomCase& c, const WornMask& mask) {
    return varied(c) && !mask.filtered ? row(mask).outward_range : Extent{0, 0};
}

Modes behind_mask(const RoomCase& c, const WornMask& mask, const Modes& clean, const Modes& masked) {
    const bool by_diameter = mask_by_diameter(c, mask);
    const double pass = by_diameter ? 0 : 1 - mask_outward(c, mask);
    Modes out;
    for (size_t k = 0; k < out.size(); ++k) {
        out[k] = mask.share * (by_diameter ? masked[k] : pass * clean[k]) + (1 - mask.share) * clean[k];
    }
    return out;
}

Variety inhalation(const RoomCase& c, const ExposedGroup& group) {
    const Extent range = varied(c) && !group.mask.filtered ? row(group.mask).inward_range : Extent{0, 0};
    const double inward = mask_inward(c, group.mask);
    const Variety filtered = range.low < range.high ? uniform_variety(range.low, range.high) : Variety{{inward, 1}};
    Variety passing;
    for (const Weighted& f : filtered) {
        passing.push_back({1 - f.value, f.weight * group.mask.share});
    }
    passing.push_back({1, 1 - group.mask.share});
    std::erase_if(passing, [](const Weighted& w) { return w.weight == 0; });
    return product(lognormal_variety(breathing_sigma(c, group.breathing)), passing);
}

// Gauss-Hermite with three nodes: sigma is at most 0.22 here.
Variety lognormal_variety(double sigma) {
    if (sigma == 0) {
        return {{1, 1}};
    }
    const double z = math::sqrt(3), mean = -sigma * sigma / 2;
    return {{math::exp(mean - sigma * z), 1.0 / 6}, {math::exp(mean), 2.0 / 3}, {math::exp(mean + sigma * z), 1.0 / 6}};
}

// Gauss-Legendre with three nodes.
Variety uniform_variety(double low, double high) {
    const double middle = (low + high) / 2, reach = (high - low) / 2 * math::sqrt(0.6);
    return {{middle - reach, 5.0 / 18}, {middle, 8.0 / 18}, {middle + reach, 5.0 / 18}};
}

Variety product(const Variety& a, const Variety& b) {
    Variety all;
    for (const Weighted& x : a) {
        for (const Weighted& y : b) {
            all.push_back({x.value * y.value, x.weight * y.weight});
        }
    }
    return all;
}

}  // namespace piket
