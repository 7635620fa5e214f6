// What was true beside what was reported, and where people were infected.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/side.hpp"
#include "widgets/widgets.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

constexpr size_t most_rooms = 8;

}  // namespace

std::vector<Day> evenings_of(const Debrief& debrief) {
    std::vector<Day> days;
    for (int n = 0; n < debrief.lesson.episode->fortnights; ++n) {
        days.push_back(decision_day(debrief.lesson, debrief.scenario, n));
    }
    return days;
}

void draw_truth(Ui& ui, const Debrief& debrief) {
    const EpisodeCourse* own = own_course(debrief);
    if (own == nullptr || own->infected_by_day.empty()) {
        return;
    }
    const std::vector<double> infected = summed_up(own->infected_by_day), reported = summed_up(own->reported_by_day);
    DayLines chart;
    chart.start = debrief.scenario.start;
    chart.unit = ui.words("reveal.servants_so_far");
    chart.marks = evenings_of(debrief);
    chart.lines.push_back({ui.words("reveal.true"), palette::bad, infected});
    chart.lines.push_back({ui.words("reveal.reported"), palette::a, reported, true});
    day_lines(ui, "truth", chart);
    gap(ui, 4);
    std::vector<Row> rows;
    int n = 0;
    for (const FortnightResult& fortnight : own->fortnights) {
        const auto day = static_cast<size_t>(fortnight.from - 1 - debrief.scenario.start);
        const auto on = [&](const std::vector<double>& values) {
            return values.empty() ? 0 : values[std::min(day, values.size() - 1)];
        };
        ++n;
        rows.push_back({fmt::format("truth.{}", n),
                        {ui.words("reveal.evening", fmt::arg("date", ui.words.date(fortnight.from - 1))),
                         ui.words.number(on(reported)), ui.words.number(on(infected))},
                        palette::text,
                        palette::bad});
    }
    rows.push_back({"truth.end",
                    {ui.words("reveal.at_the_end"), ui.words.number(reported.back()), ui.words.number(infected.back())},
                    palette::text,
                    palette::bad});
    table(ui, {ui.words("reveal.as_you_decided"), ui.words("reveal.reported_short"), ui.words("reveal.true_short")},
          rows);
}

void draw_where(Ui& ui, Game& game, const Debrief& debrief) {
    const EpisodeCourse* own = own_course(debrief);
    if (own == nullptr) {
        return;
    }
    muted(ui, ui.words("reveal.where_help"));
    std::vector<Bar> rows;
    std::vector<std::pair<double, int>> order;
    for (int s = 0; s < setting_count; ++s) {
        if (own->settings[static_cast<size_t>(s)] > 0) {
            order.emplace_back(-own->settings[static_cast<size_t>(s)], s);
        }
    }
    std::ranges::sort(order);
    for (const auto& [minus, s] : order) {
        const auto setting = static_cast<Setting>(s);
        rows.push_back({setting_name(ui, setting),
                        "where." + std::string(name(setting)),
                        {{-minus, palette::bad}},
                        ui.words.number(-minus)});
    }
    bars(ui, rows);
    if (own->rooms.empty()) {
        return;
    }
    heading(ui, ui.words("reveal.rooms"));
    const Place& place = *game.runner->place(Side::b);
    if (!game.lesson->reveal->went_there) {
        game.lesson->reveal->went_there = true;
        if (const uint32_t worst = room_of_path(place, own->rooms[0].room); worst != nobody) {
            game.look_at_building = place.rooms[worst].building;
        }
    }
    for (size_t i = 0; i < std::min(most_rooms, own->rooms.size()); ++i) {
        const uint32_t room = room_of_path(place, own->rooms[i].room);
        if (room == nobody) {
            continue;
        }
        const std::string agency = agency_name(ui, place, place.buildings[place.rooms[room].building].agency);
        if (link(ui, "where.room." + own->rooms[i].room, room_name(ui, place, room) + ", " + agency,
                 ui.words.number(own->rooms[i].infections))) {
            inspect(game, Side::b);
            game.room = room;
            game.look_at_room = {Side::b, room};
        }
    }
}

}  // namespace piket::render
