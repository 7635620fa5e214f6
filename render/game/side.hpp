// The parts of the panel at the right, and what they share.
#pragma once

#include "game/charts.hpp"
#include "game/game.hpp"

namespace piket::render {

void draw_outcome(Ui& ui, Game& game);  // side_outcome.cpp
void draw_person(Ui& ui, Game& game);   // side_person.cpp
void draw_room(Ui& ui, Game& game);     // side_room.cpp
void draw_unit(Ui& ui, Game& game);     // side_unit.cpp
void draw_why(Ui& ui, Game& game);      // side_why.cpp
// Of a hall of the inspected world: for its room and for its unit. side_service.cpp
void draw_service(Ui& ui, const Game& game, uint32_t hall);

// ---- names ------------------------------------------------------------------------------------------------------

std::string unit_name(const Ui& ui, const Place& place, uint32_t unit);
std::string agency_name(const Ui& ui, const Place& place, uint32_t agency);
std::string full_unit_name(const Ui& ui, const Place& place, uint32_t unit);  // with its agency
// People have no names of their own: by number and unit.
std::string person_name(const Ui& ui, const Place& place, uint32_t person);
std::string short_person_name(const Ui& ui, const Place& place, uint32_t person);  // without the unit
std::string room_name(const Ui& ui, const Place& place, uint32_t room);
std::string setting_name(const Ui& ui, Setting setting);
std::string moment(const Ui& ui, Day day, Seconds second);
// Goes there and, if it is another day, says so: whoever clicked on something else than a clock may not expect it.
void jump_to(Ui& ui, Game& game, Day day, double second);
inline const char* letter_of(Side side) {
    return side == Side::a ? "A" : "B";
}
inline Color color_of(Side side) {
    return side == Side::a ? palette::a : palette::b;
}
constexpr Side other(Side side) {
    return side == Side::a ? Side::b : Side::a;
}

// ---- what has happened ------------------------------------------------------------------------------------------

struct Infection {
    Day day;
    InfectionToday what;
};
// Of this side up to the moment on screen, by time.
std::vector<Infection> infections_of(const Game& game, Side side);
// The last of a person before `before`, or null; the first person of a chain is infected nowhere in the run.
const Infection* infection_of(const std::vector<Infection>& all, uint32_t person, const Infection* before = nullptr);

// ---- where numbers come from ------------------------------------------------------------------------------------

// The tip of a figure: side.tip.`key`, which tells what it is and its unit, and where it comes from.
std::string told(const Ui& ui, const char* key, const std::string& from);
std::string from_day(const Ui& ui, const Game& game);  // the engine: this world, this day
std::string from_run(const Ui& ui, const Game& game);  // the engine: all days up to this one
std::string from_place(const Ui& ui);                  // the place, made from the scenario
std::string from_parameter(const Ui& ui, std::string_view key);

// ---- parts ------------------------------------------------------------------------------------------------------

// Where nothing is chosen: what to do.
void empty_part(Ui& ui, const char* icon, const char* key);
// "World B" in its colour, with a button for the other.
void world_chooser(Ui& ui, Game& game);
// A name and a value on one line; `tip` as told() makes it.
void fact(Ui& ui, const std::string& id, const std::string& label, const std::string& value,
          Color color = palette::text, const std::string& tip = {});
// What stands here is what the office knows, with a way to the truth. `key`: what is left out.
void known_note(Ui& ui, Game& game, const char* key);
// A small button as wide as the panel, with a second text at its right; true when clicked.
bool link(Ui& ui, const std::string& id, const std::string& label, const std::string& second = {},
          Color accent = Color::Transparent);
// Links that jump.
void person_link(Ui& ui, Game& game, const std::string& id, uint32_t person, const std::string& second = {},
                 std::optional<std::pair<Day, Seconds>> when = {});
void room_link(Ui& ui, Game& game, const std::string& id, uint32_t room, const std::string& second = {},
               std::optional<std::pair<Day, Seconds>> when = {});

}  // namespace piket::render
