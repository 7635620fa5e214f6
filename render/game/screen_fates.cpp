// Whose fate differs between the worlds, and who infected whom of late.
#include <set>

#include "game/screen.hpp"

namespace piket::render {

namespace {

constexpr int traces_of_days = 7;

}  // namespace

// Who was infected by now in one world and not in the other.
void GameScreen::find_fates() {
    const Runner& runner = *game_.runner;
    size_t known = 0;
    for (Day d = runner.first_day(); d < game_.day; ++d) {
        known += (runner.summary(Side::a, d) ? 1 : 0) + (runner.summary(Side::b, d) ? 1 : 0);
    }
    const Key key{runner.branch(Side::a), runner.branch(Side::b), game_.day, known};
    if (!(key == found_for_)) {
        found_for_ = key;
        for (const Side side : both_sides) {
            auto& infected = infected_[static_cast<size_t>(side)];
            auto& traces = traces_[static_cast<size_t>(side)];
            auto& reported = known_[static_cast<size_t>(side)];
            infected.clear();
            traces.clear();
            reported.assign(runner.place(side)->units.size(), 0);
            for (Day d = runner.first_day(); d <= game_.day; ++d) {
                const auto summary = d == game_.day ? game_.today(side)->summary : runner.summary(side, d);
                for (size_t i = 0; summary && i < summary->reported.size(); ++i) {
                    ++reported[summary->reported[i]];
                }
                for (size_t i = 0; summary && i < summary->infections.size(); ++i) {
                    const InfectionToday& infection = summary->infections[i];
                    infected.emplace_back(
                        infection.person,
                        (d - runner.first_day()) + static_cast<double>(infection.second) / seconds_per_day);
                    if (d < game_.day && game_.day - d <= traces_of_days && infection.source != nobody) {
                        traces.push_back({infection.source, infection.person, game_.day - d});
                    }
                }
            }
        }
    }
    const double now = (game_.day - runner.first_day()) + game_.second / seconds_per_day;
    const bool same_place = runner.place(Side::a) == runner.place(Side::b);
    std::set<uint32_t> by_now[2];
    for (const Side side : both_sides) {
        for (const auto& [person, when] : infected_[static_cast<size_t>(side)]) {
            if (when <= now) {
                by_now[static_cast<size_t>(side)].insert(person);
            }
        }
        const Place& place = *runner.place(side);
        auto& ever = ever_[static_cast<size_t>(side)];
        ever.assign(place.units.size(), 0);
        for (const uint32_t person : by_now[static_cast<size_t>(side)]) {
            if (person < place.servants) {
                ++ever[place.people[person].unit];
            }
        }
    }
    for (const Side side : both_sides) {
        const size_t own = static_cast<size_t>(side), other = 1 - own;
        const Place& here = *runner.place(side);
        const Place& there = *runner.place(side == Side::a ? Side::b : Side::a);
        const auto elsewhere = [](const Place& from, const Place& to, uint32_t person, bool same) {
            return same ? person : to.person_of(from.people[person].hash);
        };
        std::set<uint32_t> differing;
        for (const uint32_t person : by_now[own]) {
            const uint32_t twin = elsewhere(here, there, person, same_place);
            if (twin != nobody && !by_now[other].contains(twin)) {
                differing.insert(person);
            }
        }
        for (const uint32_t person : by_now[other]) {
            const uint32_t twin = elsewhere(there, here, person, same_place);
            if (twin != nobody && !by_now[own].contains(twin)) {
                differing.insert(twin);
            }
        }
        fates_[own].assign(differing.begin(), differing.end());
    }
}

}  // namespace piket::render
