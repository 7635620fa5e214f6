// The air of every room with something infectious in it, and who put it there.
#include <algorithm>

#include "base/math.hpp"
#include "day/day.hpp"
#include "policy/effects/air.hpp"

namespace piket {

namespace {

double voice(const Parameters& p, Activity a) {
    switch (a) {
        case Activity::walking:
        case Activity::entering:
        case Activity::roll_call:
            return p.voice_breathing;
        case Activity::desk:
            return p.voice_office;
        case Activity::meeting:
            return p.voice_meeting;
        case Activity::meal:
            return p.voice_meal;
        case Activity::prayer:
            return p.voice_prayer;
        case Activity::counter:
            return p.voice_counter;
    }
    return p.voice_breathing;
}

double quanta(const Today& today, const DaySource& s) {
    return today.p.quanta_per_h * today.world.scenario.strains[s.strain.value].transmissibility * s.output;
}

BuildingId building_of(const World& world, PersonId servant) {
    return world.agencies[world.units[world.jobs[servant].unit].agency].building;
}

void gather_people(const Today& today, const InfectiousList& infectious, const Roster& roster, Canteens& canteens,
                   AirField& out) {
    for (const Infectious& i : infectious.people) {
        if (today.world.is_servant(i.person) && present(roster.mode[i.person])) {
            canteens.seat(today, roster, building_of(today.world, i.person));
            DaySource source;
            source.source.episode = i.episode;
            source.strain = i.strain;
            source.person = i.person;
            source.output = i.output;
            source.wears = wearing(today, i.person);
            out.sources.push_back(source);
        }
    }
}

void emit_people(const Today& today, const Roster& roster, const Agenda& agenda, const Canteens& canteens,
                 AirField& out) {
    constexpr size_t block = 32;
    const size_t people = out.sources.size();
    std::vector<std::vector<Emitter>> parts((people + block - 1) / block);
    today.workers.each(parts.size(), 1, [&](size_t part) {
        StayList stays;
        for (size_t s = part * block; s < std::min(people, (part + 1) * block); ++s) {
            const DaySource& source = out.sources[s];
            stays_of(today, roster, agenda, canteens, source.person, stays);
            for (const Stay& stay : stays) {
                const Room& room = today.world.rooms[stay.room];
                const bool company = stay.activity != Activity::meal || room.type == RoomType::canteen;
                const double loud = company ? voice(today.p, stay.activity) : today.p.voice_office;
                const double rate = quanta(today, source) * loud * source.wears.passes_out(stay.activity);
                parts[part].push_back({room.air_group, static_cast<uint32_t>(s),
                                       AirSource{room.air_index, stay.when, rate}, stay.activity});
            }
        }
    });
    for (const std::vector<Emitter>& part : parts) {
        out.emitters.insert(out.emitters.end(), part.begin(), part.end());
    }
    out.stays = out.emitters.size();
}

void emit_visitors(const Today& today, const Visitors& visitors, AirField& out) {
    for (uint32_t v = 0; v < visitors.infectious.size(); ++v) {
        const InfectiousVisitor& visitor = visitors.infectious[v];
        const Hall& hall = today.world.halls[visitor.hall];
        const Room& room = today.world.rooms[hall.room];
        DaySource source;
        source.source = {EpisodeId{}, visitor.hall, today.day, visitor.ordinal};
        source.strain = visitor.strain;
        source.visitor = v;
        source.output = visitor.output;
        const auto s = static_cast<uint32_t>(out.sources.size());
        out.sources.push_back(source);
        const double pass = visitor.masked ? 1 - today.p.mask_cloth_out : 1;
        const double q = quanta(today, source) * pass;
        if (visitor.called > visitor.arrive) {
            out.emitters.push_back(
                {room.air_group, s,
                 AirSource{room.air_index, {visitor.arrive, visitor.called}, q * today.p.voice_breathing},
                 Activity::entering});
        }
        if (visitor.leave > visitor.called) {
            out.emitters.push_back(
                {room.air_group, s,
                 AirSource{room.air_index, {visitor.called, visitor.leave}, q * today.p.voice_counter},
                 Activity::counter});
        }
    }
}

AirRegime regime_of(const Today& today, const AirGroup& group) {
    const World& world = today.world;
    if (group.rooms.size() == 1) {
        const Room& room = world.rooms[group.rooms[0]];
        return AirRegime(room.volume, removal(today, room));
    }
    std::array<double, max_coupled_rooms> volume{}, rate{};
    const size_t n = group.rooms.size();
    for (size_t i = 0; i < n; ++i) {
        volume[i] = world.rooms[group.rooms[i]].volume;
        rate[i] = removal(today, world.rooms[group.rooms[i]]);
    }
    return AirRegime(std::span(volume.data(), n), std::span(rate.data(), n), group.flow);
}

// An upper bound on what anybody can meet in a group's air today: all that was emitted, breathed hard by somebody who
// never leaves the room with the least removal.
double most_hazard(const Today& today, const AirField& field, const HotGroup& hot) {
    double quanta = 0, least = 1e300;
    for (RoomId r : today.world.air_groups[hot.group].rooms) {
        const Room& room = today.world.rooms[r];
        least = std::min(least, removal(today, room) * room.volume);
    }
    for (uint32_t e = hot.first; e < hot.last; ++e) {
        quanta += field.emitters[e].air.rate * hours(field.emitters[e].air.when.length());
    }
    for (uint32_t r = hot.first_residue; r < hot.last_residue; ++r) {
        quanta += field.residue[r].concentration * today.world.rooms[field.residue[r].room].volume;
    }
    return least > 0 ? quanta * today.p.breath_light / least : 1;
}

// Which groups have emitters or residue; their ranges.
void find_hot(const Today& today, AirField& out) {
    const World& world = today.world;
    out.hot_of.assign(world.air_groups.size(), -1);
    out.hot.clear();
    const auto room_group = [&](const Residue& r) { return world.rooms[r.room].air_group; };
    if (today.reference) {
        out.hot.resize(world.air_groups.size());
        for (uint32_t g = 0; g < world.air_groups.size(); ++g) {
            out.hot[g].group = g;
        }
    } else {
        for (size_t e = 0, r = 0; e < out.emitters.size() || r < out.residue.size();) {
            const uint32_t ge = e < out.emitters.size() ? out.emitters[e].group : Id<void>::none;
            const uint32_t gr = r < out.residue.size() ? room_group(out.residue[r]) : Id<void>::none;
            const uint32_t g = std::min(ge, gr);
            out.hot.emplace_back().group = g;
            while (e < out.emitters.size() && out.emitters[e].group == g) {
                ++e;
            }
            while (r < out.residue.size() && room_group(out.residue[r]) == g) {
                ++r;
            }
        }
    }
    uint32_t e = 0, r = 0;
    for (size_t h = 0; h < out.hot.size(); ++h) {
        HotGroup& hot = out.hot[h];
        hot.first = e;
        while (e < out.emitters.size() && out.emitters[e].group == hot.group) {
            ++e;
        }
        hot.last = e;
        hot.first_residue = r;
        while (r < out.residue.size() && room_group(out.residue[r]) == hot.group) {
            ++r;
        }
        hot.last_residue = r;
    }
    // Traces that a passer-by leaves in a corridor are not worth everybody's day: such a room counts as clean. Where
    // people sit face to face the air is not all.
    const auto passing = [](const Emitter& emitter) {
        const Activity activity = emitter.activity;
        return activity == Activity::walking || activity == Activity::entering || activity == Activity::prayer;
    };
    for (HotGroup& hot : out.hot) {
        if (std::all_of(out.emitters.begin() + hot.first, out.emitters.begin() + hot.last, passing) &&
            !(most_hazard(today, out, hot) > today.p.negligible_hazard)) {
            hot.last = hot.first;
            hot.last_residue = hot.first_residue;
        }
    }
    if (!today.reference) {
        std::erase_if(out.hot, [](const HotGroup& hot) {
            return hot.last == hot.first && hot.last_residue == hot.first_residue;
        });
    }
    for (size_t h = 0; h < out.hot.size(); ++h) {
        out.hot_of[out.hot[h].group] = static_cast<int32_t>(h);
    }
}

AirDay solve_air(const World& world, const AirField& field, const HotGroup& hot, StrainId strain, const Source* only) {
    std::vector<AirSource> sources;
    for (uint32_t e = hot.first; e < hot.last; ++e) {
        const DaySource& s = field.sources[field.emitters[e].source];
        if (s.strain == strain && (only == nullptr || s.source == *only)) {
            sources.push_back(field.emitters[e].air);
        }
    }
    std::array<double, max_coupled_rooms> start{};
    for (uint32_t r = hot.first_residue; r < hot.last_residue; ++r) {
        const Residue& residue = field.residue[r];
        if (residue.strain == strain && (only == nullptr || residue.source == *only)) {
            start[static_cast<size_t>(world.rooms[residue.room].air_index)] += residue.concentration;
        }
    }
    const RegimeChange regime{0, &*hot.regime};
    return AirDay(std::span(&regime, 1), sources, std::span(start.data(), static_cast<size_t>(hot.regime->rooms())));
}

}  // namespace

double removal(const Today& today, const Room& room) {
    const Agency& agency = today.world.agencies[today.world.buildings[room.building].agency];
    const UnitId unit = room.unit.valid() ? room.unit : agency.units.first;
    const Levers& levers = today.levers(unit);
    return effect::fresh_air(levers, today.p, room.type, room.ach) +
           effect::filtered_air(levers, today.p, room.type, room.volume) + today.p.air_decay + today.p.air_deposition;
}

void make_air(const Today& today, const InfectiousList& infectious, const Roster& roster, const Agenda& agenda,
              Canteens& canteens, const Visitors& visitors, AirField& out) {
    const World& world = today.world;
    out.sources.clear();
    out.emitters.clear();
    gather_people(today, infectious, roster, canteens, out);
    emit_people(today, roster, agenda, canteens, out);
    emit_visitors(today, visitors, out);
    const auto group_of = [&](const Residue& r) { return world.rooms[r.room].air_group; };
    std::stable_sort(out.emitters.begin(), out.emitters.end(),
                     [](const Emitter& a, const Emitter& b) { return a.group < b.group; });
    out.residue = today.evening.air;
    std::stable_sort(out.residue.begin(), out.residue.end(),
                     [&](const Residue& a, const Residue& b) { return group_of(a) < group_of(b); });
    find_hot(today, out);
    today.workers.each(out.hot.size(), 8, [&](size_t h) {
        HotGroup& hot = out.hot[h];
        hot.regime.emplace(regime_of(today, world.air_groups[hot.group]));
        hot.strains.clear();
        hot.days.clear();
        for (StrainId strain{0}; strain.value < world.scenario.strains.size(); ++strain.value) {
            const auto emits = [&](const Emitter& e) { return out.sources[e.source].strain == strain; };
            const auto lingers = [&](const Residue& r) { return r.strain == strain; };
            if (std::any_of(out.emitters.begin() + hot.first, out.emitters.begin() + hot.last, emits) ||
                std::any_of(out.residue.begin() + hot.first_residue, out.residue.begin() + hot.last_residue, lingers)) {
                hot.strains.push_back(strain);
                hot.days.push_back(solve_air(world, out, hot, strain, nullptr));
            }
        }
    });
}

AirDay air_of_source(const World& world, const AirField& field, const HotGroup& hot, StrainId strain,
                     const Source& source) {
    return solve_air(world, field, hot, strain, &source);
}

// What is left at midnight, room by room and source by source; less than the floor is forgotten.
void leave_air(const Today& today, const AirField& field, State& next) {
    std::vector<std::vector<Residue>> left(field.hot.size());
    today.workers.each(field.hot.size(), 8, [&](size_t h) {
        const HotGroup& hot = field.hot[h];
        const AirGroup& group = today.world.air_groups[hot.group];
        for (size_t s = 0; s < hot.strains.size(); ++s) {
            const auto lingers = [&](const AirDay& day, int room) {
                return day.concentration(room, seconds_per_day) > today.p.residual_floor;
            };
            bool any = false;
            for (int r = 0; r < hot.regime->rooms(); ++r) {
                any = any || lingers(hot.days[s], r);
            }
            if (!any) {
                continue;
            }
            for (const Source& source : sources_of(field, hot, hot.strains[s])) {
                const AirDay day = solve_air(today.world, field, hot, hot.strains[s], &source);
                for (int r = 0; r < hot.regime->rooms(); ++r) {
                    if (lingers(day, r)) {
                        left[h].push_back({group.rooms[static_cast<size_t>(r)], hot.strains[s], source,
                                           day.concentration(r, seconds_per_day)});
                    }
                }
            }
        }
    });
    next.air.clear();
    for (const std::vector<Residue>& part : left) {
        next.air.insert(next.air.end(), part.begin(), part.end());
    }
}

std::vector<Source> sources_of(const AirField& field, const HotGroup& hot, StrainId strain) {
    std::vector<Source> sources;
    for (uint32_t e = hot.first; e < hot.last; ++e) {
        const DaySource& s = field.sources[field.emitters[e].source];
        if (s.strain == strain && (sources.empty() || sources.back() != s.source)) {
            sources.push_back(s.source);
        }
    }
    for (uint32_t r = hot.first_residue; r < hot.last_residue; ++r) {
        const Residue& residue = field.residue[r];
        if (residue.strain == strain && std::find(sources.begin(), sources.end(), residue.source) == sources.end()) {
            sources.push_back(residue.source);
        }
    }
    return sources;
}

}  // namespace piket
