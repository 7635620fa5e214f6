#include "office/homes.hpp"

#include <algorithm>

namespace piket::render {

namespace {

// m
constexpr float heading = 1.7F, gap = 1.0F, largest = 1.3F, comfortable = 0.95F, widest_least = 6, narrowest = 1.4F;
constexpr float home_width = 1.75F;  // of a household's cell, by its height

float width_of(size_t where, float cell) {
    return where == static_cast<size_t>(Elsewhere::home) ? home_width * cell : cell;
}

}  // namespace

const char* key_of(Elsewhere where) {
    static constexpr const char* keys[elsewhere_count] = {"home",       "town",      "trip",     "leave",   "sick",
                                                          "quarantine", "isolation", "facility", "hospital"};
    return keys[static_cast<size_t>(where)];
}

Elsewhere elsewhere(Doing doing) {
    switch (doing) {
        case Doing::trip:
            return Elsewhere::trip;
        case Doing::leave:
            return Elsewhere::leave;
        case Doing::sick:
            return Elsewhere::sick;
        case Doing::quarantined:
            return Elsewhere::quarantine;
        case Doing::isolating:
            return Elsewhere::isolation;
        case Doing::facility:
            return Elsewhere::facility;
        case Doing::hospital:
            return Elsewhere::hospital;
        case Doing::off_duty:
        case Doing::on_site:
        case Doing::piket:
        case Doing::home:
        case Doing::dead:
            break;
    }
    return Elsewhere::home;
}

Elsewhere elsewhere_at(const DayFrame& frame, uint32_t person, double second) {
    const PersonToday& today = frame.people[person];
    const bool goes_out = today.roams && frame.work.from <= second && second < frame.work.to;
    return goes_out ? Elsewhere::town : elsewhere(today.doing);
}

Homes::Homes(const Layout& layout, const DayFrame& frame) : layout_(layout) {
    const piket::Place& place = layout.place();
    home_.resize(place.servants);
    away_.resize(place.servants);
    building_.resize(place.servants);
    families_.resize(place.servants);
    rims_.resize(place.buildings.size());
    for (uint32_t p = place.servants; p < place.people.size(); ++p) {
        families_[place.people[p].servant_of].push_back(p);
    }
    for (uint32_t b = 0; b < place.buildings.size(); ++b) {
        arrange(b, people_of(frame, b));
    }
}

// By block. Every household has its home; those who stay there all day come first, so that they are seen together.
Homes::People Homes::people_of(const DayFrame& frame, uint32_t building) const {
    const piket::Place& place = layout_.place();
    const PlaceAgency& agency = place.agencies[place.buildings[building].agency];
    const uint32_t first = place.units[agency.first_unit].first_person;
    const uint32_t last = place.units[agency.last_unit - 1].last_person;
    People people;
    const auto rank = [&](uint32_t p) {
        const Doing doing = frame.people[p].doing;
        return doing == Doing::dead ? 3 : elsewhere(doing) != Elsewhere::home ? 2 : at_office(doing) ? 1 : 0;
    };
    auto& homes = people[static_cast<size_t>(Elsewhere::home)];
    for (uint32_t p = first; p < last; ++p) {
        homes.push_back(p);
        const PersonToday& today = frame.people[p];
        const Elsewhere where = today.roams ? Elsewhere::town : elsewhere(today.doing);
        if (where != Elsewhere::home) {
            people[static_cast<size_t>(where)].push_back(p);
        }
    }
    std::ranges::stable_sort(homes, {}, rank);
    return people;
}

// Blocks from left to right, each filled row by row; cells as large as the rim allows.
void Homes::arrange(uint32_t b, const People& people) {
    const Rect rim = layout_.rim(b);
    float cell = largest, least = widest_least;
    const auto block_width = [&](size_t where) {
        const auto rows = std::max<size_t>(1, static_cast<size_t>((rim.h - heading) / cell));
        const size_t columns = (people[where].size() + rows - 1) / rows;
        return std::max(least, static_cast<float>(columns) * width_of(where, cell));
    };
    // Smaller people first, as long as they are easily seen, then narrow blocks, whose headings are cut.
    for (; cell > 0.1F; cell <= comfortable&& least > narrowest ? least *= 0.9F : cell *= 0.95F) {
        float width = -gap;
        for (size_t w = 0; w < elsewhere_count; ++w) {
            width += people[w].empty() ? 0 : gap + block_width(w);
        }
        if (width <= rim.w) {
            break;
        }
    }
    rims_[b].cell = cell;
    float x = rim.x;
    for (size_t w = 0; w < elsewhere_count; ++w) {
        if (people[w].empty()) {
            continue;
        }
        const float wide = block_width(w), step = width_of(w, cell);
        const auto across = std::max<size_t>(1, static_cast<size_t>(wide / step + 0.01F));
        for (size_t i = 0; i < people[w].size(); ++i) {
            const Point corner{x + static_cast<float>(i % across) * step,
                               rim.y + heading + static_cast<float>(i / across) * cell};
            const uint32_t p = people[w][i];
            if (w == static_cast<size_t>(Elsewhere::home)) {
                home_[p] = corner;
                building_[p] = b;
            } else {
                away_[p] = {corner.x + 0.5F * cell, corner.y + 0.85F * cell};
            }
        }
        const float deep = static_cast<float>((people[w].size() + across - 1) / across) * cell;
        rims_[b].blocks.push_back({static_cast<Elsewhere>(w),
                                   {x, rim.y, wide, heading - 0.2F},
                                   {x, rim.y + heading, static_cast<float>(across) * step, deep}});
        x += wide + gap;
    }
}

Rect Homes::household(uint32_t servant) const {
    const float cell = rims_[building_[servant]].cell;
    const Point corner = home_[servant];
    return {corner.x, corner.y, home_width * cell, cell};
}

Point Homes::at_home(uint32_t servant) const {
    const Rect home = household(servant);
    return {home.x + 0.45F * home.h, home.y + 0.85F * home.h};
}

// Beside the civil servant, in two columns.
Homes::Place Homes::at_family(uint32_t person) const {
    const uint32_t servant = layout_.place().people[person].servant_of;
    const std::vector<uint32_t>& members = families_[servant];
    const auto index = static_cast<size_t>(std::ranges::find(members, person) - members.begin());
    const auto rows = static_cast<float>((members.size() + 1) / 2);
    const Rect home = household(servant);
    const float column = 0.38F * home.h, row = 0.92F * home.h / std::max(2.0F, rows);
    // A single row stands on the ground like the civil servant.
    const float first = rows < 2 ? 0.86F * home.h : 0.04F * home.h + 0.92F * row;
    return {{home.x + 1.06F * home.h + static_cast<float>(index % 2) * column,
             home.y + first + static_cast<float>(index / 2) * row},
            1.05F * row};
}

}  // namespace piket::render
