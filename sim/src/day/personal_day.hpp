// One person's day, item by item: the air of every stay, talks, the table in the canteen, the counter, the household.
// Used twice, for the sum that moves everybody's reserve and for the list that attribution reads.
#pragma once

#include <algorithm>
#include <vector>

#include "air/jet.hpp"
#include "base/math.hpp"
#include "day/day.hpp"
#include "policy/effects/protection.hpp"

namespace piket {

inline constexpr double speaking_half_of_a_talk = 0.5;
inline constexpr double office_hours = 7.5;  // of a working day, over which talks spread

inline double breath(const Parameters& p, Activity a) {
    const bool standing = a == Activity::entering || a == Activity::roll_call;
    return a == Activity::walking ? p.breath_light : standing ? p.breath_standing : p.breath_seated;
}

inline Setting setting_of(RoomType type) {
    switch (type) {
        case RoomType::office:
            return Setting::office;
        case RoomType::meeting:
            return Setting::meeting;
        case RoomType::hall:
            return Setting::counter;
        case RoomType::canteen:
            return Setting::canteen;
        case RoomType::prayer:
            return Setting::prayer;
        case RoomType::lobby:
        case RoomType::corridor:
        case RoomType::lift:
            return Setting::corridor;
        case RoomType::yard:
            return Setting::roll_call;
    }
    return Setting::office;
}

// Face to face for `duration` hours, before masks: what leaves the mouth, thinned out by the distance, breathed in.
inline double jet_hazard(const Today& today, const DaySource& source, double duration, double distance) {
    const Parameters& p = today.p;
    const double strain = today.world.scenario.strains[source.strain.value].transmissibility;
    const double mouth = p.quanta_per_h * strain * source.output / p.breath_seated * p.talk_jet;
    return mouth / jet_dilution(distance, p.breath_seated) * p.breath_seated * duration;
}

// What the items of a day are wanted for: their sum, or each of them.
struct Total {
    double sum = 0;
    void take(const Item& item) { sum += item.hazard; }
};
struct Listing {
    std::vector<Item>& items;
    void take(const Item& item) {
        if (item.hazard > 0) {
            items.push_back(item);
        }
    }
};

// Goes through one person's day in canonical order: air stay by stay, talks, table, counter, household.
template <class Sink>
class PersonalDay {
   public:
    PersonalDay(const Today& today, const Scene& scene) : today_(today), world_(today.world), scene_(scene) {}

    void collect(PersonId person, Sink& sink) {
        person_ = person;
        sink_ = &sink;
        stays_.clear();
        if (world_.is_servant(person) && present(scene_.roster.mode[person])) {
            stays_of(today_, scene_.roster, scene_.agenda, scene_.canteens, person, stays_);
            wears_ = wearing(today_, person);
            breathe();
            talk();
            share_table();
            face_visitors();
        }
        live_together();
    }
    size_t stays() const { return stays_.size(); }

   private:
    double susceptibility(StrainId s) const { return static_cast<double>(today_.evening.susceptibility[s][person_]); }

    const HotGroup* hot(const RoomPlace& room) const {
        const int32_t h = scene_.air.hot_of[room.air_group];
        return h < 0 ? nullptr : &scene_.air.hot[static_cast<size_t>(h)];
    }

    void breathe() {
        for (const Stay& stay : stays_) {
            const RoomPlace& room = world_.places[stay.room];
            const HotGroup* group = hot(room);
            if (group == nullptr) {
                continue;
            }
            const double inhaled = breath(today_.p, stay.activity) * wears_.passes_in(stay.activity);
            for (size_t s = 0; s < group->strains.size(); ++s) {
                Item item;
                item.setting = setting_of(room.type);
                item.strain = group->strains[s];
                item.room = stay.room;
                item.when = stay.when;
                item.by_air = true;
                item.hazard = inhaled * susceptibility(item.strain) *
                              group->days[s].integral(room.air_index, stay.when.from, stay.when.to);
                sink_->take(item);
            }
        }
    }

    // Keyed talks with infectious colleagues who sit in the same office or meeting at the same time.
    void talk() {
        Stay office;
        office.room = world_.jobs[person_].room;
        office.activity = Activity::desk;
        talk_in(office);
        for (const Stay& stay : stays_) {
            if (stay.activity == Activity::meeting || stay.activity == Activity::roll_call) {
                talk_in(stay);
            }
        }
    }

    void talk_in(const Stay& where) {
        const RoomPlace& room = world_.places[where.room];
        const HotGroup* group = hot(room);
        if (group == nullptr) {
            return;
        }
        double per_hour = -1;
        for (uint32_t e = group->first, end = e; e < group->last; e = end) {
            const uint32_t s = scene_.air.emitters[e].source;
            while (end < group->last && scene_.air.emitters[end].source == s) {
                ++end;
            }
            const DaySource& source = scene_.air.sources[s];
            if (!source.person.valid() || source.person == person_) {
                continue;
            }
            const Seconds together = overlap_with(room, where, e, end, nullptr, 0);
            if (together > 0) {
                if (per_hour < 0) {
                    per_hour = talks_per_hour_and_colleague(where);
                }
                maybe_talk(where, source, e, end, together, per_hour);
            }
        }
    }

    // Seconds that both spend in the room; with `at`, also the interval that begins `skip` seconds into it.
    Seconds overlap_with(const RoomPlace& room, const Stay& where, uint32_t first, uint32_t last, Interval* at,
                         Seconds skip) const {
        Seconds sum = 0;
        for (const Stay& mine : stays_) {
            if (mine.room != where.room || mine.activity != where.activity) {
                continue;
            }
            for (uint32_t e = first; e < last; ++e) {
                const Emitter& theirs = scene_.air.emitters[e];
                if (theirs.air.room != room.air_index || theirs.activity != where.activity) {
                    continue;
                }
                const Interval both = overlap(mine.when, theirs.air.when);
                if (at != nullptr && skip < sum + both.length() && at->to == 0) {
                    *at = {both.from + (skip - sum), both.to};
                }
                sum += both.length();
            }
        }
        return sum;
    }

    // Each person has so many talks a day; in a half-empty office the missing colleagues' talks are made up for in
    // part.
    double talks_per_hour_and_colleague(const Stay& stay) const {
        const double per_hour = today_.p.talks_per_day / office_hours;
        if (stay.activity == Activity::meeting) {
            const Meeting& meeting = scene_.agenda.meetings[scene_.agenda.of[person_][stay.slot]];
            return per_hour / std::max<double>(1, static_cast<double>(meeting.seated.size()) - 1);
        }
        if (stay.activity == Activity::roll_call) {
            const AgencyId agency = world_.units[world_.jobs[person_].unit].agency;
            return per_hour / std::max(1.0, scene_.roster.on_site[agency] - 1.0);
        }
        double all = 0, here = 0;
        for (PersonId p : world_.units[world_.jobs[person_].unit].staff) {
            if (world_.jobs[p].room == stay.room) {
                all += 1;
                here += present(scene_.roster.mode[p]) ? 1 : 0;
            }
        }
        const double others_usual = std::max(1.0, all - 1), others_here = std::max(1.0, here - 1);
        return per_hour / others_usual * math::pow(others_usual / others_here, today_.p.talk_compensation);
    }

    void maybe_talk(const Stay& where, const DaySource& source, uint32_t first, uint32_t last, Seconds together,
                    double per_hour) {
        const Who both = pair(world_.who[person_], world_.who[source.person]);
        const auto place = static_cast<uint16_t>(where.activity == Activity::meeting     ? 1 + where.slot
                                                 : where.activity == Activity::roll_call ? 1 + slots
                                                                                         : 0);
        const Draw d = draw(today_.luck, both, today_.day, Purpose::talk, place);
        if (d.uniform(0) >= -math::expm1(-per_hour * hours(together))) {
            return;
        }
        const Draw shape = draw(today_.luck, both, today_.day, Purpose::talk_shape, place);
        Interval when{0, 0};
        overlap_with(world_.places[where.room], where, first, last, &when,
                     static_cast<Seconds>(d.uniform(1) * together));
        const auto length = static_cast<Seconds>(60 * today_.p.talk_minutes * (0.5 + shape.uniform(0)));
        when.to = std::min(when.to, when.from + length);
        // Distances 0.5 to 2 m (Zhang et al. as in CAiMIRA), here a cut exponential above 0.5 m.
        const double usual = 0.5 - (today_.p.talk_distance - 0.5) * math::log(shape.uniform(1));
        const double distance = effect::talking_distance(today_.levers(person_), std::min(usual, 2.0));
        add_face_to_face(Setting::talk, where.room, where.activity, source, source.wears.passes_out(where.activity),
                         when, distance, today_.p.talk_facing * speaking_half_of_a_talk);
    }

    // Lunch at one table, without masks.
    void share_table() {
        for (const Stay& stay : stays_) {
            const uint16_t seat = scene_.canteens.seat_of(person_);
            if (stay.activity != Activity::meal || seat == no_seat ||
                world_.places[stay.room].type != RoomType::canteen) {
                continue;
            }
            const HotGroup* group = hot(world_.places[stay.room]);
            if (group == nullptr) {
                return;
            }
            for (uint32_t e = group->first; e < group->last; ++e) {
                const Emitter& theirs = scene_.air.emitters[e];
                const DaySource& source = scene_.air.sources[theirs.source];
                if (theirs.activity == Activity::meal && source.person.valid() && source.person != person_ &&
                    table(stay.room, scene_.canteens.seat_of(source.person)) == table(stay.room, seat)) {
                    const Interval both = overlap(stay.when, theirs.air.when);
                    add_face_to_face(Setting::canteen, stay.room, Activity::meal, source, 1, both,
                                     effect::talking_distance(today_.levers(person_), today_.p.lunch_distance),
                                     today_.p.talk_facing * speaking_half_of_a_talk);
                }
            }
        }
    }

    int table(RoomId canteen, uint16_t seat) const {
        const int seats = std::max(1, canteen_seats(today_, world_.buildings[world_.rooms[canteen].building]));
        const int size = std::max(1, static_cast<int>(today_.p.lunch_table));
        return seat == no_seat ? -1 : seat / seats * 1000 + seat % seats / size;
    }

    // An officer behind a counter and the infectious visitors served there.
    void face_visitors() {
        const int counter = scene_.roster.counter[person_];
        if (counter == 0) {
            return;
        }
        const HallId hall = world_.agencies[world_.units[world_.jobs[person_].unit].agency].hall;
        const HotGroup* group = hot(world_.places[world_.halls[hall].room]);
        if (group == nullptr) {
            return;
        }
        for (uint32_t e = group->first; e < group->last; ++e) {
            const Emitter& theirs = scene_.air.emitters[e];
            const DaySource& source = scene_.air.sources[theirs.source];
            if (source.person.valid() || theirs.activity != Activity::counter) {
                continue;
            }
            const InfectiousVisitor& visitor = scene_.visitors.infectious[source.visitor];
            if (visitor.hall != hall || visitor.counter != counter) {
                continue;
            }
            for (const Stay& stay : stays_) {
                if (stay.activity == Activity::counter) {
                    const double screen = effect::screen_pass(today_.levers(person_), today_.p);
                    const double pass = (visitor.masked ? 1 - today_.p.mask_cloth_out : 1) * screen;
                    add_face_to_face(Setting::counter, stay.room, Activity::counter, source, pass,
                                     overlap(stay.when, theirs.air.when),
                                     effect::talking_distance(today_.levers(person_), today_.p.counter_distance),
                                     speaking_half_of_a_talk);
                }
            }
        }
    }

    void add_face_to_face(Setting setting, RoomId room, Activity activity, const DaySource& source, double pass_out,
                          Interval when, double distance, double speaking) {
        if (when.length() <= 0) {
            return;
        }
        Item item;
        item.setting = setting;
        item.strain = source.strain;
        item.room = room;
        item.when = when;
        item.source = source.source;
        item.hazard = jet_hazard(today_, source, hours(when.length()), distance) * speaking * pass_out *
                      wears_.passes_in(activity) * susceptibility(source.strain) *
                      effect::hygiene(today_.levers(person_), today_.p);
        sink_->take(item);
    }

    void live_together() {
        const HouseholdId home = world_.household(person_);
        const PersonId servant = world_.servant_of(home);
        meet_at_home(servant);
        for (PersonId member : world_.families[home]) {
            meet_at_home(member);
        }
    }

    void meet_at_home(PersonId member) {
        const uint32_t i = scene_.infectious.of[member];
        if (i == EpisodeId::none || member == person_) {
            return;
        }
        const Infectious& source = scene_.infectious.people[i];
        const Parameters& p = today_.p;
        const auto mode_of = [&](PersonId q) {
            const Away& away = today_.evening.away[q];
            return world_.is_servant(q) ? scene_.roster.mode[q] : away.until >= today_.day ? away.mode : Mode::off_duty;
        };
        const Mode mine = mode_of(person_), theirs = mode_of(member);
        const auto elsewhere = [](Mode m) { return m == Mode::hospital || m == Mode::facility || m == Mode::trip; };
        if (elsewhere(mine) || elsewhere(theirs)) {
            return;
        }
        const bool apart = mine == Mode::isolating || theirs == Mode::isolating;
        const auto at_home = [](Mode m) { return m == Mode::home || m == Mode::sick || m == Mode::quarantined; };
        const bool all_day = at_home(mine) || at_home(theirs);
        Item item;
        item.setting = Setting::household;
        item.strain = source.strain;
        item.when = {all_day ? clock(6) : clock(18), seconds_per_day};
        item.source.episode = source.episode;
        item.hazard = today_.household_hazard[source.strain] * source.household * susceptibility(source.strain) *
                      (apart ? p.household_isolation_factor : 1) * (all_day ? p.household_home_factor : 1);
        sink_->take(item);
    }

    const Today& today_;
    const World& world_;
    const Scene& scene_;
    PersonId person_;
    Sink* sink_ = nullptr;
    StayList stays_;
    Wearing wears_;
};

}  // namespace piket
