// What of the reveal concerns the one future that a team lived: the window lived it too, so nobody waits for it.
#include <algorithm>
#include <map>

#include "workshop/lesson_play.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

std::string path_of(const Place& place, uint32_t room) {
    return place.agencies[place.buildings[place.rooms[room].building].agency].path + "/" + place.rooms[room].id;
}

}  // namespace

std::shared_ptr<const Debrief> lived_debrief(Game& game, const LessonPlay& play) {
    Runner& runner = *game.runner;
    const Day last = fortnight_of(play.lesson, runner.scenario(Side::b), play.lesson.episode->fortnights - 1).until;
    for (Day day = runner.first_day(); day <= last; ++day) {
        if (!runner.summary(Side::b, day)) {
            runner.day(Side::b, day);  // to be lived next
            return nullptr;
        }
    }
    auto lived = std::make_shared<Debrief>();
    lived->lesson = play.lesson;
    lived->scenario = runner.scenario(Side::b);
    const Place& place = *runner.place(Side::b);
    EpisodeCourse& course = lived->courses.emplace_back();
    course.team = play.record.team;
    for (int n = 0; n < play.lesson.episode->fortnights; ++n) {
        const Period period = fortnight_of(play.lesson, lived->scenario, n);
        FortnightResult& result = course.fortnights.emplace_back();
        result.from = period.from;
        result.until = period.until;
    }
    std::map<std::string, int> rooms;
    for (Day day = runner.first_day(); day <= last; ++day) {
        const auto summary = runner.summary(Side::b, day);
        course.infected_by_day.push_back(at(summary->today, Outcome::infections_servants));
        course.reported_by_day.push_back(static_cast<double>(summary->reported.size()));
        for (const InfectionToday& infection : summary->infections) {
            if (!place.people[infection.person].servant) {
                continue;
            }
            course.settings[static_cast<size_t>(infection.setting)] += 1;
            if (infection.room != nobody) {
                ++rooms[path_of(place, infection.room)];
            }
        }
    }
    for (const auto& [room, infections] : rooms) {
        course.rooms.push_back({room, infections, {}});
    }
    std::ranges::stable_sort(course.rooms, std::greater{}, &RoomCount::infections);
    return lived;
}

}  // namespace piket::render
