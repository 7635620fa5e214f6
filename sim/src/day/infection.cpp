// Infection by threshold (Sellke 1983): each person carries an Exp(1) threshold per episode of susceptibility; the
// item of the day in which the accumulated hazard crosses it says where, and a keyed draw on the contributions by whom.
#include <algorithm>

#include "base/check.hpp"
#include "day/day.hpp"
#include "day/immunity.hpp"
#include "day/outside.hpp"

namespace piket {

namespace {

void add_outside(const Today& today, const Scene& scene, const Outside& outside, PersonId p, std::vector<Item>& items) {
    const World& world = today.world;
    const bool servant = world.is_servant(p);
    const Mode mode = servant ? scene.roster.mode[p] : Mode::off_duty;
    for (StrainId s{0}; s.value < world.scenario.strains.size(); ++s.value) {
        const double sus = static_cast<double>(today.evening.susceptibility[s][p]);
        const OutsideHazard& h = outside.of(scene.roster, p)[s.value];
        const auto add = [&](Setting setting, Interval when, double hazard) {
            if (hazard > 0) {
                Item item;
                item.setting = setting;
                item.strain = s;
                item.when = when;
                item.hazard = hazard;
                items.push_back(item);
            }
        };
        add(Setting::commute, {today.work.from - 45 * 60, today.work.from - 15 * 60}, sus * h.commute);
        add(Setting::trip, today.work, sus * h.trip);
        const auto school_ends = school_begins + static_cast<Seconds>(today.p.school_hours * clock(1));
        add(Setting::school, {school_begins, school_ends}, sus * h.school);
        if (h.outing > 0) {
            add(Setting::town, outing_time(today, p), sus * h.outing);
        }
        const bool away_all_day = present(mode) || mode == Mode::trip;
        const Seconds free = away_all_day ? clock(17) : h.school > 0 ? std::max(clock(8), school_ends) : clock(8);
        add(Setting::town, {free, clock(21)}, sus * h.town);
    }
}

// The source of an item by air: a keyed draw on what everybody had contributed by the moment of infection.
Source draw_source(const Today& today, const Scene& scene, PersonId p, const Item& item, Seconds moment) {
    const Room& room = today.world.rooms[item.room];
    const HotGroup& hot = scene.air.hot[static_cast<size_t>(scene.air.hot_of[room.air_group])];
    const std::vector<Source> sources = sources_of(scene.air, hot, item.strain);
    std::vector<double> share;
    double sum = 0;
    for (const Source& source : sources) {
        const AirDay day = air_of_source(today.world, scene.air, hot, item.strain, source);
        share.push_back(day.integral(room.air_index, item.when.from, moment));
        sum += share.back();
    }
    double u = uniform(today.luck, today.world.who[p], today.day, Purpose::source) * sum;
    size_t chosen = 0;
    for (size_t i = 0; i < sources.size(); ++i) {
        if (share[i] > 0) {
            chosen = i;
            if (u < share[i]) {
                break;
            }
            u -= share[i];
        }
    }
    return sources[chosen];
}

Seconds instant(const Scene& scene, const World& world, const Item& item, double share) {
    if (!item.by_air) {
        return item.when.from + static_cast<Seconds>(item.when.length() * share);
    }
    const Room& room = world.rooms[item.room];
    const HotGroup& hot = scene.air.hot[static_cast<size_t>(scene.air.hot_of[room.air_group])];
    const size_t s =
        static_cast<size_t>(std::find(hot.strains.begin(), hot.strains.end(), item.strain) - hot.strains.begin());
    const double whole = hot.days[s].integral(room.air_index, item.when.from, item.when.to);
    return hot.days[s].time_of(room.air_index, item.when.from, item.when.to, share * whole);
}

Episode attribute(const Today& today, const Scene& scene, const Outside& outside, PersonId p, double reserve) {
    std::vector<Item> items;
    itemise_day(today, scene, outside, p, items);
    check(!items.empty(), "infection without an item");
    double left = reserve;
    size_t i = 0;
    while (i + 1 < items.size() && left > items[i].hazard) {
        left -= items[i++].hazard;
    }
    const Item& item = items[i];
    Episode episode;
    episode.person = p;
    episode.strain = item.strain;
    episode.setting = item.setting;
    episode.room = item.room;
    episode.day = today.day;
    episode.second =
        std::min(instant(scene, today.world, item, std::clamp(left / item.hazard, 0.0, 1.0)), seconds_per_day - 1);
    episode.source =
        item.by_air ? draw_source(today, scene, p, item, std::max(episode.second, item.when.from + 1)) : item.source;
    if (episode.source.episode.valid()) {
        episode.generation = static_cast<uint16_t>(today.evening.episodes[episode.source.episode].generation + 1);
    }
    draw_course(today, episode);
    return episode;
}

}  // namespace

void itemise_day(const Today& today, const Scene& scene, const Outside& outside, PersonId p, std::vector<Item>& items) {
    itemise(today, scene, p, items);
    add_outside(today, scene, outside, p, items);
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.when.from < b.when.from; });
}

void begin_episode(const Today& today, State& state, const Episode& episode) {
    const EpisodeId id = state.episodes.push_back(episode);
    state.health[episode.person] = Health::infected;
    for (Column<PersonId, float>& strain : state.susceptibility) {
        strain[episode.person] = 0;
    }
    const int lineage = today.world.scenario.strains[episode.strain.value].lineage;
    meet_strain(today, state.immunity[episode.person], episode.person, lineage, episode.course, episode.day);
    const auto place = std::lower_bound(state.active.begin(), state.active.end(), id, [&](EpisodeId a, EpisodeId b) {
        return state.episodes[a].person < state.episodes[b].person;
    });
    state.active.insert(place, id);
}

void infect(const Today& today, const Scene& scene, const Exposure& exposure, State& next,
            std::vector<Episode>& infected) {
    infected.assign(exposure.crossed.size(), {});
    const Outside outside(today);
    scene.canteens.seat_people(today, scene.roster, exposure.crossed);
    today.workers.each(infected.size(), 4, [&](size_t i) {
        infected[i] = attribute(today, scene, outside, exposure.crossed[i], exposure.reserve_before[i]);
    });
    for (const Episode& episode : infected) {
        next.reserve[episode.person] =
            exponential(today.luck, today.world.who[episode.person], today.day, Purpose::threshold);
        if (today.world.scenario.experiment.apply) {
            begin_episode(today, next, episode);
        }
    }
}

}  // namespace piket
