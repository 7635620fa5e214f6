#include "workshop/debrief_runs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "world/world.hpp"

namespace piket {

Lived live(const Way& way, const RunOptions& run, Day last) {
    Lived lived;
    Simulation simulation(way.world, run);
    std::vector<Command> log;
    for (const Command& command : way.log) {
        if (command.posted <= last) {
            log.push_back(command);
        }
    }
    lived.refused = !live_until(simulation, log, last + 1);
    lived.hash = simulation.hash();
    for (size_t d = 0; d < simulation.days_lived(); ++d) {
        lived.days.push_back(simulation.total_on(d));
    }
    lived.total = simulation.total(simulation.days_lived());
    lived.reports = simulation.reports();
    lived.infections = simulation.infections();
    return lived;
}

Future future_of(const Lived& lived, const Lesson& lesson, const Scenario& scenario) {
    const auto predicted = [&](Day from, Day until) {
        double infected = 0;
        for (Day day = from; day <= until; ++day) {
            infected += at(lived.days.at(static_cast<size_t>(day - scenario.start)), Outcome::infections_servants);
        }
        return std::array{infected, situation_of(lesson, scenario, lived.days, {}, from, until).waiting_days};
    };
    Future future;
    for (int n = 0; n < lesson.episode->fortnights; ++n) {
        const Period period = fortnight_of(lesson, scenario, n);
        future.fortnights.push_back(predicted(period.from, period.until));
    }
    future.all = predicted(scenario.start, fortnight_of(lesson, scenario, lesson.episode->fortnights - 1).until);
    return future;
}

Text room_name(const World& world, std::string_view path) {
    static constexpr const char* types[][2] = {{"Kantor", "Office"},
                                               {"Ruang rapat", "Meeting room"},
                                               {"Ruang layanan", "Service hall"},
                                               {"Kantin", "Canteen"},
                                               {"Musala", "Prayer room"},
                                               {"Lobi", "Lobby"},
                                               {"Koridor", "Corridor"},
                                               {"Halaman", "Yard"},
                                               {"Lift", "Lift"}};
    for (const Room& room : world.rooms) {
        const Agency& agency = world.agencies[world.buildings[room.building].agency];
        if (!path.ends_with(room.id) || agency.path + "/" + room.id != path) {
            continue;
        }
        const auto& [id, en] = types[static_cast<size_t>(room.type)];
        if (room.type == RoomType::office && room.seats == 1) {
            return {"Pimpinan, " + agency.name.id, "Head, " + agency.name.en};
        }
        if (room.type == RoomType::office && room.unit.valid()) {
            const Text& unit = world.units[room.unit].name;
            return {fmt::format("{} {}, {}", id, unit.id, agency.name.id),
                    fmt::format("{} {}, {}", en, unit.en, agency.name.en)};
        }
        return {fmt::format("{}, {}", id, agency.name.id), fmt::format("{}, {}", en, agency.name.en)};
    }
    return {std::string(path), std::string(path)};
}

}  // namespace piket
