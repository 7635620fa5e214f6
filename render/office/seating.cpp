// Who sits where on a day: the place that a stay names, or the lowest that is free.
#include <algorithm>
#include <queue>
#include <unordered_map>

#include "office/figures.hpp"

namespace piket::render {

namespace {

struct Claim {
    Seconds from, to;
    size_t who;
};

// The lowest place that is free when somebody comes.
void share_out(std::vector<Claim>& claims, auto give) {
    std::ranges::sort(
        claims, [](const Claim& a, const Claim& b) { return a.from != b.from ? a.from < b.from : a.who < b.who; });
    using Taken = std::pair<Seconds, uint32_t>;
    std::priority_queue<Taken, std::vector<Taken>, std::greater<>> taken;
    std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>> free;
    uint32_t used = 0;
    for (const Claim& claim : claims) {
        while (!taken.empty() && taken.top().first <= claim.from) {
            free.push(taken.top().second);
            taken.pop();
        }
        uint32_t place = used;
        if (free.empty()) {
            ++used;
        } else {
            place = free.top();
            free.pop();
        }
        taken.emplace(claim.to, place);
        give(claim.who, place);
    }
}

}  // namespace

// Which place a stay names. Nothing: it is shared out among those who come.
std::optional<uint32_t> DayFigures::own_place(uint32_t p, const StayToday& stay) const {
    const Place& place = layout_.place();
    const PlacePerson& person = place.people[p];
    switch (stay.deed) {
        case Deed::desk:
            return person.seat;
        case Deed::meeting:
            return stay.place;
        case Deed::meal: {
            const uint16_t seat = frame_->people[p].canteen_seat;
            if (place.rooms[stay.room].type != RoomType::canteen || seat == UINT16_MAX) {
                return person.seat;
            }
            const size_t seats = furniture_.of(stay.room).places.size();
            return seats > 0 ? seat % static_cast<uint32_t>(seats) : seat;
        }
        case Deed::counter:
            return frame_->people[p].counter;
        case Deed::roll_call: {
            const PlaceAgency& agency = place.agencies[place.units[person.unit].agency];
            return p - place.units[agency.first_unit].first_person;
        }
        case Deed::prayer:
        case Deed::entering:
        case Deed::walking:
            break;
    }
    return std::nullopt;
}

void DayFigures::take_seats() {
    const Place& place = layout_.place();
    const DayFrame& f = *frame_;
    seats_.resize(f.stays.size());
    std::unordered_map<uint64_t, std::vector<Claim>> claims;  // by room and deed
    for (uint32_t p = 0; p < place.servants; ++p) {
        for (size_t i = f.first_stay[p]; i < f.first_stay[p + 1]; ++i) {
            const StayToday& stay = f.stays[i];
            const RoomType type = place.rooms[stay.room].type;
            if (const std::optional<uint32_t> own = own_place(p, stay)) {
                const bool own_desk = stay.deed == Deed::meal && type != RoomType::canteen;
                seats_[i] = furniture_.seat_of(stay.room, *own, own_desk ? Deed::desk : stay.deed);
            } else if (stay.deed != Deed::walking || type == RoomType::lift) {
                claims[static_cast<uint64_t>(stay.room) << 8U | static_cast<uint64_t>(stay.deed)].push_back(
                    {stay.from, stay.to, i});
            }
        }
    }
    for (auto& [key, list] : claims) {
        const auto room = static_cast<uint32_t>(key >> 8U);
        share_out(list,
                  [&, room](size_t i, uint32_t seat) { seats_[i] = furniture_.seat_of(room, seat, Deed::roll_call); });
    }
}

void DayFigures::seat_visitors() {
    const Place& place = layout_.place();
    const DayFrame& f = *frame_;
    visitors_.resize(f.halls.size());
    for (size_t h = 0; h < f.halls.size(); ++h) {
        const auto& visitors = f.halls[h].visitors;
        visitors_[h].resize(visitors.size());
        const uint32_t room = place.halls[h].room;
        std::vector<Claim> waiting;
        std::unordered_map<int, std::vector<Claim>> served;
        for (size_t v = 0; v < visitors.size(); ++v) {
            waiting.push_back({visitors[v].arrive, visitors[v].called, v});
            served[visitors[v].counter].push_back({visitors[v].called, visitors[v].leave, v});
        }
        share_out(waiting, [&](size_t v, uint32_t seat) { visitors_[h][v][0] = furniture_.waiting(room, seat); });
        for (auto& [counter, list] : served) {
            share_out(list, [&, c = counter](size_t v, uint32_t place_before) {
                visitors_[h][v][1] = furniture_.at_counter(room, c, place_before);
            });
        }
    }
}

}  // namespace piket::render
