// The counters of a hall: today in both worlds, and in the futures.
#include <algorithm>
#include <cmath>

#include "game/comparison.hpp"
#include "game/side.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

double queue_minutes(const HallToday& hall) {
    return hall.arrivals > 0 ? hall.waited_minutes / hall.arrivals : 0;
}

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
    const auto counters = std::ranges::find(view->counters, entry, &Counters::entry);
    if (!answers(game, *view) || !can_judge(*view) || counters == view->counters.end()) {
        return;
    }
    section(ui, ui.words("side.counters.title_one", fmt::arg("date", horizon_date(ui, game, *view))));
    levels(ui, {counters_row(ui, game, *view, *counters)});
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
    const auto minutes = [&](const HallToday& of) {
        return ui.words.counted("duration.minutes", ui.words.number(queue_minutes(of)));
    };
    if (hall.arrivals > 0) {
        say("queue", "queue", minutes(hall), "queue");
    }
    if (const HallToday* there = in_other_world(game, place.halls[hall_index].unit); there && there->arrivals > 0) {
        const Side side = other(game.inspected);
        fact(ui, "queue-there", ui.words("side.unit.queue_there", fmt::arg("side", letter_of(side))), minutes(*there),
             color_of(side), told(ui, "queue", from));
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
