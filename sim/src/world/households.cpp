// Age, sex and commuting of civil servants, and the families they go home to. Composition of the household of a civil
// servant: assumed (spouse, children by the parent's age, a grandparent); ages of civil servants: BKN, December 2021.
#include <algorithm>

#include "base/math.hpp"
#include "world/builder.hpp"

namespace piket {

namespace {

struct AgeClass {
    int from, to;
    double share;
};

// bkn.go.id, central agencies, regional ones "relatively the same"; the first and last class split the rest (assumed).
constexpr AgeClass servant_ages[] = {
    {20, 30, 0.1171}, {30, 40, 0.2414}, {40, 50, 0.3053}, {50, 60, 0.3062}, {60, 65, 0.0300}};
constexpr double female_share = 0.5151;  // BKN, December 2019, as quoted in the press

uint8_t servant_age(double u) {
    for (const AgeClass& c : servant_ages) {
        if (u < c.share) {
            return static_cast<uint8_t>(c.from + static_cast<int>((c.to - c.from) * u / c.share));
        }
        u -= c.share;
    }
    return 64;
}

// Hypertension, diabetes, heart or lung disease, by decade of age (assumed, after the national health survey of 2018:
// hypertension in a third of adults, rising with age; recalled).
uint8_t is_comorbid(int age, double u) {
    constexpr double share[] = {0.02, 0.03, 0.06, 0.12, 0.22, 0.35, 0.5, 0.6, 0.6, 0.6};
    return u < share[std::min(age / 10, 9)] ? 1 : 0;
}

uint8_t clamp_age(double age) {
    return static_cast<uint8_t>(std::clamp(age, 0.0, 99.0));
}

}  // namespace

void WorldBuilder::add_people() {
    const Parameters& p = world.scenario.parameters;
    const Day day{0};
    for (PersonId person : world.servant_ids()) {
        const Who who = world.who[person];
        auto u = [&](Purpose purpose) { return uniform(world.luck, who, day, purpose); };
        world.age.push_back(servant_age(u(Purpose::age)));
        world.female.push_back(u(Purpose::sex) < female_share ? 1 : 0);
        world.comorbid.push_back(is_comorbid(world.age.back(), u(Purpose::comorbidity)));
        const double ride = u(Purpose::commute);
        world.jobs[person].commute = ride < p.commute_public                   ? Commute::public_transport
                                     : ride < p.commute_public + p.commute_car ? Commute::car
                                                                               : Commute::motorcycle;
        world.jobs[person].roams = u(Purpose::temperament) < p.outing_share;
        world.jobs[person].trait = static_cast<float>(uniform(world.luck, who, day, Purpose::temperament, 1));
    }
    const Who family_path = child(Who{0}, "family");
    for (PersonId person : world.servant_ids()) {
        const Who who = world.who[person];
        auto u = [&](Purpose purpose, uint16_t index = 0) { return uniform(world.luck, who, day, purpose, index); };
        auto z = [&](Purpose purpose, uint16_t index = 0) { return normal(world.luck, who, day, purpose, index); };
        const double age = world.age[person];
        const bool female = world.female[person] != 0;
        const PersonId first{world.people()};
        uint64_t ordinal = 0;
        auto add = [&](double member_age, bool member_female) {
            const Who member = child(pair(who, family_path), ordinal++);
            world.who.push_back(member);
            world.age.push_back(clamp_age(member_age));
            world.female.push_back(member_female ? 1 : 0);
            world.comorbid.push_back(
                is_comorbid(world.age.back(), uniform(world.luck, member, day, Purpose::comorbidity)));
            world.family_household_.push_back(HouseholdId{person.value});
        };
        if (u(Purpose::spouse) < p.household_spouse) {
            const double gap = 3.0 * z(Purpose::spouse, 1) + (female ? 3.0 : -3.0);
            add(std::max(19.0, age + gap), !female);
        }
        const int children = static_cast<int>(std::max(0.0, p.household_children + z(Purpose::children) + 0.5));
        for (uint16_t i = 0; i < children; ++i) {
            const double child_age = age - 28.0 + 5.0 * z(Purpose::member_age, i);
            if (child_age >= 0 && child_age < 25) {  // born, and not yet moved out
                add(child_age, u(Purpose::member_age, static_cast<uint16_t>(100 + i)) < 0.5);
            }
        }
        if (u(Purpose::grandparent) < p.household_grandparent) {
            add(age + 27.0 + 4.0 * z(Purpose::grandparent, 1), u(Purpose::grandparent, 2) < 0.6);
        }
        world.families.push_back({first, PersonId{world.people()}});
    }
}

HouseholdId World::household(PersonId p) const {
    return is_servant(p) ? HouseholdId{p.value} : family_household_[PersonId{p.value - servants}];
}

}  // namespace piket
