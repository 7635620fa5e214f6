// A room: its air now and over the day, who sits in it, and what more air or masks would do.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/side.hpp"
#include "piket/room.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

constexpr size_t most_listed = 12;
constexpr Seconds stay_length = 2 * seconds_per_hour;

std::vector<uint32_t> people_in(const Place& place, const DayFrame& frame, uint32_t room, double second) {
    std::vector<uint32_t> people;
    for (uint32_t p = 0; p < place.servants; ++p) {
        const StayToday* stay = frame.stay_at(p, static_cast<Seconds>(second));
        if (stay != nullptr && stay->room == room) {
            people.push_back(p);
        }
    }
    return people;
}

// Two hours together with one infectious person who talks as people do in an office.
struct WhatIf {
    double volume, ach;
    int others;
    bool masks;
    bool operator==(const WhatIf&) const = default;
};

RoomAnswer::Exposed answer_to(const WhatIf& q, const Parameters& p) {
    RoomCase c;
    c.model = RoomModel::quanta;
    c.virus.emission_sigma = p.emission_sigma;
    c.times = {0, stay_length};
    CaseRoom room;
    room.id = "room";
    room.volume = q.volume;
    room.ventilation = {{0, q.ach}};
    room.decay = p.air_decay;
    room.deposition = p.air_deposition;
    c.rooms.push_back(room);
    const MaskType mask = q.masks ? MaskType::surgical : MaskType::none;
    InfectedGroup infected;
    infected.id = "infected";
    infected.stays = {{0, {0, stay_length}}};
    infected.breathing.rate = p.breath_seated;
    infected.quanta_per_h = p.quanta_per_h * p.voice_office;
    infected.mask.type = mask;
    if (q.masks) {
        infected.mask.filtered = p.mask_surgical_out;
    }
    c.infected.push_back(infected);
    ExposedGroup exposed;
    exposed.id = "exposed";
    exposed.count = q.others;
    exposed.stays = infected.stays;
    exposed.breathing.rate = p.breath_seated;
    exposed.mask.type = mask;
    if (q.masks) {
        exposed.mask.filtered = p.mask_surgical_in;
    }
    c.exposed.push_back(exposed);
    return evaluate(c).exposed.front();
}

// Answers are asked for in every frame and take milliseconds; the last few are kept. The window has one thread.
RoomAnswer::Exposed kept_answer(const WhatIf& q, const Parameters& p) {
    struct Kept {
        WhatIf question;
        std::array<double, 8> numbers;  // of the parameters that count
        RoomAnswer::Exposed answer;
    };
    static std::vector<Kept> kept;
    const std::array<double, 8> numbers = {p.emission_sigma, p.air_decay,    p.air_deposition,    p.breath_seated,
                                           p.quanta_per_h,   p.voice_office, p.mask_surgical_out, p.mask_surgical_in};
    for (const Kept& k : kept) {
        if (k.question == q && k.numbers == numbers) {
            return k.answer;
        }
    }
    if (kept.size() > 32) {
        kept.clear();
    }
    kept.push_back({q, numbers, answer_to(q, p)});
    return kept.back().answer;
}

std::string if_tip(const Ui& ui) {
    return told(ui, "what_if", from_parameter(ui, "emission.quanta_per_h"));
}

// In which the measures for air open some: rooms where people sit for long.
bool has_windows(RoomType type) {
    return type == RoomType::office || type == RoomType::meeting || type == RoomType::hall;
}

void draw_what_if(Ui& ui, const PlaceRoom& room, double ach, bool already_open, int people, const Parameters& p) {
    const bool windows = has_windows(room.type);
    section(ui, ui.words(windows ? "side.room.what_if" : "side.room.what_if_masks"));
    const int others = std::max(1, people - 1);
    muted(ui, ui.words(windows ? "side.room.what_if_help" : "side.room.what_if_help_masks",
                       fmt::arg("ach", ui.words.number(p.windows_ach, 1))));
    // A hall that is open to the wind has more air than windows give.
    const bool gains = windows && p.windows_ach > ach + 0.01;
    const double open = gains ? p.windows_ach : ach;
    struct One {
        const char* key;
        WhatIf question;
    };
    std::vector<One> all = {{"now", {room.volume, ach, others, false}}};
    if (windows) {
        all.push_back({"windows", {room.volume, open, others, false}});
    }
    all.push_back({"masks", {room.volume, ach, others, true}});
    if (gains) {
        all.push_back({"both", {room.volume, open, others, true}});
    }
    std::vector<Bar> rows;
    std::vector<double> expected;
    for (const One& one : all) {
        const RoomAnswer::Exposed answer = kept_answer(one.question, p);
        const double risk = answer.probability_mean;
        const bool idle = windows && !gains && rows.size() == 1;
        expected.push_back(answer.expected);
        rows.push_back({ui.words(std::string("side.room.if_") + one.key),
                        std::string("if-") + one.key,
                        {{risk, rows.empty() ? palette::bad
                                : idle       ? palette::muted
                                             : palette::good}},
                        idle ? ui.words(already_open ? "side.room.already_open" : "side.room.no_gain")
                             : ui.words.percent(risk, risk < 0.1 ? 2 : 1),
                        if_tip(ui)});
    }
    bars(ui, rows);
    muted(ui, ui.words.count("side.room.if_expected", others));
    const auto mean = [&](size_t i) {
        fact(ui, "expected-" + std::string(all[i].key), rows[i].label,
             ui.words.number(expected[i], expected[i] < 0.1 ? 3 : 2), palette::text, if_tip(ui));
    };
    mean(0);
    if (gains) {
        mean(1);
    }
}

void draw_people(Ui& ui, Game& game, const std::vector<uint32_t>& people, const DayFrame& frame) {
    section(ui, ui.words.count("side.room.people_now", static_cast<int64_t>(people.size())));
    for (size_t i = 0; i < std::min(people.size(), most_listed); ++i) {
        const PersonToday& today = frame.people[people[i]];
        const std::string second =
            game.shown.known_only ? (today.known ? ui.words("office.state.known") : std::string())
            : today.condition == Condition::susceptible
                ? std::string()
                : ui.words("side.condition." + std::to_string(static_cast<int>(today.condition)));
        const auto place = game.runner->place(game.inspected);
        if (link(ui, "occupant-" + std::to_string(i), person_name(ui, *place, people[i]), second)) {
            game.person = people[i];
            game.tab = Tab::person;
            game.look_at_person = {game.inspected, people[i]};
        }
    }
    if (people.size() > most_listed) {
        muted(ui,
              ui.words("side.more", fmt::arg("n", ui.words.number(static_cast<double>(people.size() - most_listed)))));
    }
}

void draw_co2(Ui& ui, Game& game, uint32_t room, Interval hours) {
    section(ui, ui.words("side.room.co2"));
    const auto air = game.runner->co2(game.inspected, game.day);
    Curve co2;
    co2.color = palette::a;
    co2.now = game.second;
    co2.hours = hours;
    co2.reference = 1000;
    co2.tip = told(ui, "co2", from_day(ui, game));
    for (Seconds t = hours.from; air && t <= hours.to; t += co2_step) {
        co2.points.emplace_back(t, air->at(room, t));
    }
    // While it is worked out, an axis without a line keeps what is below in its place.
    const std::string now =
        air ? ui.words("office.ppm", fmt::arg("n", ui.words.number(air->at(room, static_cast<Seconds>(game.second)))))
            : "…";
    fact(ui, "co2", ui.words("side.room.co2_now"), now, palette::text, co2.tip);
    if (const auto asked = day_curve(ui, "co2-curve", co2)) {
        game.go_to(game.day, *asked);
    }
    muted(ui, ui.words("side.room.co2_reference"));
}

void draw_virus(Ui& ui, Game& game, const DayOfWorld& day, uint32_t room, Interval hours) {
    section(ui, ui.words("side.room.virus"));
    if (room >= day.frame.air_of.size() || day.frame.air_of[room] == nobody) {
        muted(ui, ui.words("side.room.no_virus"));
        return;
    }
    Curve quanta;
    quanta.color = palette::bad;
    quanta.now = game.second;
    quanta.hours = hours;
    quanta.tip = told(ui, "air_risk", from_day(ui, game));
    // As a risk, which people can weigh; quanta mean nothing to them.
    const auto risk_at = [&](Seconds t) {
        return -std::expm1(-static_cast<double>(day.frame.quanta_at(room, t) * day.breath));
    };
    double top = 0;
    for (Seconds t = hours.from; t <= hours.to; t += air_step) {
        quanta.points.emplace_back(t, 100 * risk_at(t));
        top = std::max(top, quanta.points.back().second);
    }
    quanta.decimals = top < 0.1 ? 3 : top < 1 ? 2 : 1;
    const auto now = static_cast<Seconds>(game.second);
    fact(ui, "risk", ui.words("side.room.risk_now"), ui.words.percent(risk_at(now), quanta.decimals), palette::text,
         quanta.tip);
    fact(ui, "quanta", ui.words("side.room.quanta_now"), ui.words.number(day.frame.quanta_at(room, now), 4),
         palette::text, told(ui, "quanta", from_day(ui, game)));
    if (const auto asked = day_curve(ui, "quanta-curve", quanta)) {
        game.go_to(game.day, *asked);
    }
}

// What the room is, whatever the day.
void draw_make(Ui& ui, const Game& game, const PlaceRoom& r, double ach) {
    fact(ui, "floor", ui.words("side.room.floor"), ui.words.number(r.floor + 1), palette::text,
         told(ui, "floor", from_place(ui)));
    const std::string volume = ui.words.number(r.volume);
    fact(ui, "size", ui.words("side.room.size"),
         ui.words.count("side.room.size_is", r.seats, fmt::arg("volume", volume)), palette::text,
         told(ui, "size", from_place(ui)));
    fact(ui, "ach", ui.words("side.room.ach"),
         ui.words("side.room.ach_is", fmt::arg("now", ui.words.number(ach, 1)),
                  fmt::arg("own", ui.words.number(r.ach, 1))),
         palette::text, told(ui, "ach", from_day(ui, game)));
}

void draw_infections(Ui& ui, const Game& game, uint32_t room) {
    for (const Side world : both_sides) {
        const uint32_t there = same_room(*game.runner->place(game.inspected), room, *game.runner->place(world));
        if (!shown(game, world) || there == nobody) {
            continue;
        }
        const auto all = infections_of(game, world);
        const auto here = std::ranges::count_if(all, [&](const Infection& i) { return i.what.room == there; });
        fact(ui, world == Side::a ? "infections-a" : "infections-b",
             ui.words("side.room.infections", fmt::arg("side", letter_of(world))),
             ui.words.number(static_cast<double>(here)), color_of(world), told(ui, "infections", from_run(ui, game)));
    }
}

}  // namespace

void draw_room(Ui& ui, Game& game) {
    if (game.room == nobody) {
        empty_part(ui, icon::office, "side.room.empty");
        return;
    }
    const uint32_t room = game.room;
    const Side side = game.inspected;
    world_chooser(ui, game);
    if (game.room != room || game.inspected != side) {
        return;
    }
    const auto place = game.runner->place(side);
    const PlaceRoom& r = place->rooms[room];
    title(ui, ui.words("office.room." + std::string(piket::name(r.type))));
    const uint32_t agency = r.building < place->buildings.size() ? place->buildings[r.building].agency : nobody;
    text(ui, r.unit != nobody ? full_unit_name(ui, *place, r.unit) : agency_name(ui, *place, agency), palette::muted);
    gap(ui, 2);
    if (game.shown.known_only) {
        known_note(ui, game, "side.known.room");
    }
    const Parameters& p = game.runner->scenario(side).parameters;
    const auto day = game.today(side);
    const double ach = day ? static_cast<double>(day->fresh_air[room]) : r.ach;
    const auto hall = std::ranges::find(place->halls, room, &PlaceHall::room);
    if (hall != place->halls.end()) {  // what people come to a counter hall for is not its air
        draw_service(ui, game, static_cast<uint32_t>(hall - place->halls.begin()));
        section(ui, ui.words("side.room.make"));
    }
    draw_make(ui, game, r, ach);
    if (!game.shown.known_only) {
        draw_infections(ui, game, room);
    }
    if (!day) {
        muted(ui, ui.words("side.loading"));
        return;
    }
    const std::vector<uint32_t> people = people_in(*place, day->frame, room, game.second);
    if (r.type != RoomType::yard && r.type != RoomType::lift && r.volume > 0) {
        // Of an empty room as many as it has seats: nobody asks what happens when nobody is there.
        const bool open = r.unit != nobody && day->frame.units[r.unit].levers.windows >= 1;
        draw_what_if(ui, r, ach, open, people.size() > 1 ? static_cast<int>(people.size()) : std::max(2, r.seats), p);
    }
    const Interval hours{6 * seconds_per_hour, 18 * seconds_per_hour};
    draw_co2(ui, game, room, hours);
    if (!game.shown.known_only) {
        draw_virus(ui, game, *day, room, hours);
    }
    draw_people(ui, game, people, day->frame);
}

}  // namespace piket::render
