// The counters of a hall: today in both worlds, and in the futures.
#include <algorithm>
#include <cmath>

#include "game/comparison.hpp"
#include "game/side.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

// The hall of the same unit in the other world, if that is on screen and its day is there.
const HallToday* in_other_world(const Game& game, uint32_t unit) {
    const Side there = other(game.inspected);
    const auto day = game.today(there);
    const auto place = game.runner->place(there);
    const uint32_t same = same_unit(*game.runner->place(game.inspected), unit, *place);
    const auto hall = std::ranges::find(place->halls, same, &PlaceHall::unit);
    const auto index = static_cast<size_t>(hall - place->halls.begin());
    return shown(game, there) && day && same != nobody && index < day->frame.halls.size() ? &day->frame.halls[index]
                                                                                          : nullptr;
}

// What the futures say of these counters and of those of agencies alike.
void draw_futures(Ui& ui, const Game& game, const std::string& entry) {
    const auto view = game.runner->ensemble();
    const auto change = std::ranges::find(view->queues, entry, &QueueChange::entry);
    if (!futures_shown(game) || !answers(game, *view) || !can_judge(*view) || change == view->queues.end()) {
        return;
    }
    section(ui, ui.words.count("side.queues.futures", view->paired, fmt::arg("date", horizon_date(ui, game, *view))));
    levels(ui, {queue_row(ui, game, *view, *change)});
}

}  // namespace

void draw_service(Ui& ui, const Game& game, uint32_t hall_index) {
    const Place& place = *game.runner->place(game.inspected);
    const auto day = game.today(game.inspected);
    if (!day || hall_index >= day->frame.halls.size()) {
        return;
    }
    const HallToday& hall = day->frame.halls[hall_index];
    const std::string from = from_day(ui, game);
    const std::string heading =
        ui.words(game.second < day->frame.counter.to ? "side.unit.service_ahead" : "side.unit.service");
    section(ui, heading);
    ui.items.record("###service").value = heading;
    const auto say = [&](const char* id, const char* key, const std::string& value, const char* tip) {
        fact(ui, id, ui.words(std::string("side.unit.") + key), value, palette::text, told(ui, tip, from));
    };
    for (const Side side : both_sides) {
        const HallToday* there = side == game.inspected ? &hall : in_other_world(game, place.halls[hall_index].unit);
        if (there != nullptr) {
            const double minutes = there->arrivals > 0 ? there->waited_minutes / there->arrivals : 0;
            fact(ui, side == Side::a ? "queue-a" : "queue-b",
                 ui.words("side.unit.queue", fmt::arg("side", letter_of(side))),
                 there->arrivals > 0 ? ui.words.counted("duration.minutes", ui.words.number(minutes))
                                     : ui.words("side.unit.nobody_came"),
                 color_of(side), told(ui, "queue", from));
        }
    }
    say("counters", "counters",
        ui.words("side.unit.counters_of", fmt::arg("n", ui.words.number(hall.staffed)),
                 fmt::arg("of", ui.words.number(place.halls[hall_index].counters))),
        "counters");
    const auto people = [&](int64_t n) { return ui.words.count("side.people", n); };
    // Who came inside was served or still stood in the queue at closing time; the others had no number.
    const int64_t came = std::lround(hall.arrivals), served = std::lround(hall.served);
    const int64_t queued = std::max<int64_t>(0, came - served);
    const int64_t at_door = std::max<int64_t>(0, std::lround(hall.turned_away) - queued);
    say("arrivals", "arrivals", people(came), "arrivals");
    say("served", "served", people(served), "requests");
    say("left-queue", "left_queue", people(queued), "left_queue");
    say("turned-away", "turned_away", people(at_door), "turned_away");
    say("dropped-off", "dropped_off", ui.words.number(hall.dropped_off), "requests");
    say("online", "online", ui.words.number(hall.online), "requests");
    draw_futures(ui, game, place.agencies[place.units[place.halls[hall_index].unit].agency].entry);
}

}  // namespace piket::render
