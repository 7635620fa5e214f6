// What everybody met today. Those near something infectious get an exact list of items; everybody else one addition.
#include <algorithm>

#include "day/day.hpp"
#include "day/outside.hpp"
#include "day/personal_day.hpp"
#include "policy/effects/protection.hpp"

namespace piket {

namespace {

// Everybody who may be in a hot room, or lives with somebody infectious.
void find_exposed(const Today& today, const Scene& scene, std::vector<PersonId>& out) {
    const World& world = today.world;
    std::vector<uint8_t> marked(world.people(), 0);
    const auto mark_present = [&](PersonId p) {
        if (present(scene.roster.mode[p])) {
            marked[p.value] = 1;
        }
    };
    std::vector<uint8_t> whole_building(world.buildings.size(), 0);
    for (const HotGroup& hot : scene.air.hot) {
        for (RoomId r : world.air_groups[hot.group].rooms) {
            const Room& room = world.rooms[r];
            if (room.type == RoomType::canteen) {
                scene.canteens.seat(today, scene.roster, room.building);
                for (PersonId p : world.agencies[world.buildings[room.building].agency].staff) {
                    if (scene.canteens.seat_of(p) != no_seat) {
                        mark_present(p);
                    }
                }
                continue;
            }
            if (!room.unit.valid()) {
                if (room.type != RoomType::meeting) {
                    whole_building[room.building.value] = 1;
                }
                continue;
            }
            for (PersonId p : world.units[room.unit].staff) {
                if (world.jobs[p].room == r) {
                    mark_present(p);
                }
            }
            const HallId hall = world.agencies[world.units[room.unit].agency].hall;
            if (room.type == RoomType::hall && hall.valid()) {  // its officers may be of another unit
                for (PersonId p : world.units[world.halls[hall].unit].staff) {
                    if (scene.roster.counter[p] != 0) {
                        mark_present(p);
                    }
                }
            }
        }
    }
    for (uint32_t b = 0; b < whole_building.size(); ++b) {
        if (whole_building[b]) {
            for (PersonId p : world.agencies[world.buildings[BuildingId{b}].agency].staff) {
                mark_present(p);
            }
        }
    }
    for (const Meeting& meeting : scene.agenda.meetings) {
        const Room& room = world.rooms[meeting.room];
        if (scene.air.hot_of[room.air_group] >= 0 || whole_building[room.building.value]) {
            for (PersonId p : meeting.seated) {
                mark_present(p);
            }
        }
    }
    for (const Infectious& i : scene.infectious.people) {
        const HouseholdId home = world.household(i.person);
        marked[world.servant_of(home).value] = 1;
        for (PersonId p : world.families[home]) {
            marked[p.value] = 1;
        }
    }
    if (today.reference) {
        std::fill(marked.begin(), marked.end(), 1);
    }
    out.clear();
    for (uint32_t p = 0; p < marked.size(); ++p) {
        if (marked[p]) {
            for (const Column<PersonId, float>& s : today.evening.susceptibility) {
                if (s[PersonId{p}] > 0) {
                    out.push_back(PersonId{p});
                    break;
                }
            }
        }
    }
}

// Expected infections among the visitors of a hall: its air, and infectious officers behind the counters.
double public_dose(const Today& today, const Scene& scene, HallId id) {
    const Hall& hall = today.world.halls[id];
    const HallDay& day = scene.visitors.halls[id];
    const Room& room = today.world.rooms[hall.room];
    const int32_t h = scene.air.hot_of[room.air_group];
    if (h < 0 || day.arrivals <= 0) {
        return 0;
    }
    const HotGroup& group = scene.air.hot[static_cast<size_t>(h)];
    const Levers& levers = today.levers(hall.unit);
    const double masked = effect::mask_wearing(levers, today.evening.compliance[hall.unit]);
    const double pass_in = 1 - masked * today.p.mask_cloth_in;
    double dose = 0;
    for (size_t s = 0; s < group.days.size(); ++s) {
        for (size_t q = 0; q < day.inside.size(); ++q) {
            if (day.inside[q] > 0) {
                const auto from = static_cast<Seconds>(q) * quarter;
                dose += static_cast<double>(day.inside[q]) * today.p.breath_standing * pass_in *
                        group.days[s].integral(room.air_index, from, from + quarter);
            }
        }
    }
    for (uint32_t e = group.first; e < group.last; ++e) {
        const Emitter& emitter = scene.air.emitters[e];
        const DaySource& source = scene.air.sources[emitter.source];
        if (source.person.valid() && emitter.activity == Activity::counter && emitter.air.room == room.air_index) {
            const Interval counter = today.world.scenario.hours.counter;
            const double open = hours(counter.length() - overlap(counter, today.lunch).length());
            const double served = day.served / scene.roster.staffed[id] * hours(emitter.air.when.length()) / open;
            const double screen = effect::screen_pass(levers, today.p);
            dose += served * pass_in * source.wears.passes_out(Activity::counter) * screen * speaking_half_of_a_talk *
                    jet_hazard(today, source, hall.minutes / 60,
                               effect::talking_distance(levers, today.p.counter_distance));
        }
    }
    return dose;
}

}  // namespace

void itemise(const Today& today, const Scene& scene, PersonId person, std::vector<Item>& out) {
    out.clear();
    Listing listing{out};
    PersonalDay<Listing>(today, scene).collect(person, listing);
}

void expose(const Today& today, const Scene& scene, State& next, Exposure& out) {
    const World& world = today.world;
    find_exposed(today, scene, out.exposed);
    scene.canteens.seat_people(today, scene.roster, out.exposed);

    out.met.assign(world.people(), 0.0);
    constexpr size_t block = 64;
    std::vector<uint64_t> stays((out.exposed.size() + block - 1) / block, 0);
    today.workers.each(stays.size(), 1, [&](size_t b) {
        PersonalDay<Total> one(today, scene);
        for (size_t i = b * block; i < std::min(out.exposed.size(), (b + 1) * block); ++i) {
            Total total;
            one.collect(out.exposed[i], total);
            stays[b] += one.stays();
            out.met[out.exposed[i]] = total.sum;
        }
    });
    out.stays = 0;
    for (uint64_t n : stays) {
        out.stays += n;
    }

    // Everybody: one pass at memory speed.
    const Outside outside(today);
    constexpr size_t pass = 4096;
    std::vector<std::vector<PersonId>> crossed((world.people() + pass - 1) / pass);
    std::vector<std::vector<double>> before(crossed.size());
    const StrainId strains{next.susceptibility.size()};
    today.workers.each(crossed.size(), 4, [&](size_t b) {
        const auto end = static_cast<uint32_t>(std::min<size_t>(world.people(), (b + 1) * pass));
        for (PersonId p{static_cast<uint32_t>(b * pass)}; p.value < end; ++p.value) {
            const double reserve = next.reserve[p];
            const OutsideHazard* from_town = outside.of(scene.roster, p);
            double hazard = out.met[p];
            float any = 0;
            for (StrainId s{0}; s < strains; ++s.value) {
                const float susceptible = next.susceptibility[s][p];
                any += susceptible;
                hazard += static_cast<double>(susceptible) * from_town[s.value].total;
            }
            next.reserve[p] = reserve - hazard;
            if (reserve - hazard <= 0 && any > 0) [[unlikely]] {
                crossed[b].push_back(p);
                before[b].push_back(reserve);
            }
        }
    });
    out.crossed.clear();
    out.reserve_before.clear();
    for (size_t b = 0; b < crossed.size(); ++b) {
        out.crossed.insert(out.crossed.end(), crossed[b].begin(), crossed[b].end());
        out.reserve_before.insert(out.reserve_before.end(), before[b].begin(), before[b].end());
    }

    out.public_dose.assign(world.halls.size(), 0.0);
    for (HallId hall : world.halls.ids()) {
        out.public_dose[hall] = public_dose(today, scene, hall);
    }
}

}  // namespace piket
