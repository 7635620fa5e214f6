// Somebody's day, what happened to them, and what happens to the same person in the other world.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "game/side.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

constexpr size_t most_listed = 8;

std::string level_name(const Ui& ui, const PlacePerson& who) {
    if (!who.servant) {
        return ui.words("side.role.family");
    }
    return ui.words("side.role." + std::to_string(std::min<int>(who.level, 4)));
}

std::string doing_name(const Ui& ui, Doing doing) {
    return ui.words("side.doing." + std::to_string(static_cast<int>(doing)));
}

// Where the map has them at this moment: a room, or a block beside the building.
std::string whereabouts(const Ui& ui, const Place& place, const DayFrame& frame, uint32_t person, double second) {
    const StayToday* stay = person < place.servants ? frame.stay_at(person, static_cast<Seconds>(second)) : nullptr;
    return stay != nullptr ? room_name(ui, place, stay->room)
                           : ui.words(std::string("office.elsewhere.") + key_of(elsewhere_at(frame, person, second)));
}

std::string condition_name(const Ui& ui, Condition condition) {
    return ui.words("side.condition." + std::to_string(static_cast<int>(condition)));
}

Color condition_color(Condition condition) {
    switch (condition) {
        case Condition::susceptible:
            return palette::text;
        case Condition::latent:
            return palette::warning;
        case Condition::infectious:
        case Condition::symptomatic:
            return palette::bad;
        case Condition::recovered:
            return palette::good;
        case Condition::dead:
            return palette::muted;
    }
    return palette::text;
}

void draw_plan(Ui& ui, Game& game, const DayOfWorld& day) {
    const auto place = game.runner->place(game.inspected);
    section(ui, ui.words("side.person.plan"));
    if (game.person >= place->servants) {
        muted(ui, ui.words("side.person.family_day"));
        return;
    }
    const auto stays = day.frame.stays_of(game.person);
    if (stays.empty()) {
        muted(ui, ui.words("side.person.no_stays"));
        return;
    }
    int n = 0;
    for (size_t i = 0; i < stays.size(); ++i) {
        const StayToday& stay = stays[i];
        if (stay.deed == Deed::walking) {  // minutes on corridors; the list is of what the day was for
            continue;
        }
        const std::string when = ui.words.time(stay.from) + "–" + ui.words.time(stay.to);
        const std::string what = ui.words("side.deed." + std::to_string(static_cast<int>(stay.deed)));
        const bool now = stay.from <= game.second && game.second < stay.to;
        if (link(ui, "stay-" + std::to_string(n++), when + "  " + what, room_name(ui, *place, stay.room),
                 now ? palette::cursor : Color::Transparent)) {
            game.room = stay.room;
            game.go_to(game.day, stay.from);
            game.look_at_room = {game.inspected, stay.room};
            game.look_at_person.reset();
        }
    }
}

void draw_dose(Ui& ui, Game& game) {
    section(ui, ui.words("side.person.dose"));
    const auto story = game.runner->story(game.inspected, game.day, game.person);
    if (!story) {
        muted(ui, ui.words("side.loading"));
        return;
    }
    const auto place = game.runner->place(game.inspected);
    std::map<Setting, double> by_setting;
    std::map<uint32_t, double> by_room;
    double all = 0;
    for (const DoseItem& dose : story->doses) {
        all += dose.hazard;
        by_setting[dose.setting] += dose.hazard;
        if (dose.room != nobody) {
            by_room[dose.room] += dose.hazard;
        }
    }
    const double risk = -std::expm1(-all);
    fact(ui, "dose-risk", ui.words("side.person.risk_today"),
         ui.words.percent(risk, risk < 0.001  ? 3
                                : risk < 0.01 ? 2
                                              : 1),
         palette::text, told(ui, "dose_risk", from_day(ui, game)));
    if (!(all > 0)) {
        return;
    }
    const auto sorted = [&](auto& from, auto&& label, const char* id) {
        std::vector<std::pair<double, Bar>> rows;
        for (const auto& [key, hazard] : from) {
            const double share = hazard / all;
            rows.push_back({share,
                            {label(key),
                             id + std::to_string(static_cast<unsigned>(key)),
                             {{share, palette::special}},
                             ui.words.percent(share, share < 0.1 ? 1 : 0),
                             told(ui, "dose_share", from_day(ui, game))}});
        }
        std::ranges::stable_sort(rows, std::greater{}, [](const auto& r) { return r.first; });
        std::vector<Bar> out;
        for (size_t i = 0; i < std::min<size_t>(rows.size(), 6); ++i) {
            out.push_back(std::move(rows[i].second));
        }
        return out;
    };
    bars(ui,
         sorted(
             by_setting, [&](Setting s) { return setting_name(ui, s); }, "dose-setting-"),
         1);
    if (!by_room.empty()) {
        muted(ui, ui.words("side.person.dose_rooms"));
        bars(ui,
             sorted(
                 by_room, [&](uint32_t r) { return room_name(ui, *place, r); }, "dose-room-"),
             1);
    }
}

void draw_links(Ui& ui, Game& game, const std::vector<Infection>& all) {
    const auto place = game.runner->place(game.inspected);
    const Infection* mine = infection_of(all, game.person);
    section(ui, ui.words("side.person.infected_by"));
    if (mine == nullptr) {
        const auto today = game.today(game.inspected);
        const bool passed_on =
            std::ranges::any_of(all, [&](const Infection& i) { return i.what.source == game.person; }) ||
            (today && today->frame.people[game.person].condition != Condition::susceptible);
        const std::string said = ui.words(passed_on ? "side.person.before_start" : "side.person.not_infected");
        text(ui, said, passed_on ? palette::text : palette::good);
        ui.items.record("###infected-by").value = said;
    } else {
        const std::pair when(mine->day, mine->what.second);
        const std::string said =
            moment(ui, mine->day, mine->what.second) + " · " + setting_name(ui, mine->what.setting);
        text(ui, said);
        ui.items.record("###infected-by").value = said;
        if (mine->what.source != nobody) {
            person_link(ui, game, "source", mine->what.source, {}, when);
        } else {
            muted(ui, ui.words(mine->what.by_visitor ? "side.person.by_visitor" : "side.person.by_nobody"));
        }
        if (mine->what.room != nobody) {
            room_link(ui, game, "infection-room", mine->what.room, ui.words.time(mine->what.second), when);
        }
    }
}

void draw_passed_on(Ui& ui, Game& game, const std::vector<Infection>& all, uint32_t person) {
    section(ui, ui.words("side.person.passed_on"));
    size_t n = 0;
    for (const Infection& i : all) {
        if (i.what.source == person) {
            if (n < most_listed) {
                person_link(ui, game, "passed-" + std::to_string(n), i.what.person, moment(ui, i.day, i.what.second),
                            std::pair(i.day, i.what.second));
            }
            ++n;
        }
    }
    if (n == 0) {
        muted(ui, ui.words("side.person.passed_to_nobody"));
    } else if (n > most_listed) {
        muted(ui, ui.words("side.more", fmt::arg("n", ui.words.number(static_cast<double>(n - most_listed)))));
    }
}

void draw_fate(Ui& ui, const Game& game, Side there, uint32_t twin) {
    const std::vector<Infection> all = infections_of(game, there);
    const Infection* fate = infection_of(all, twin);
    const std::string said =
        fate == nullptr ? ui.words("side.person.not_infected")
                        : moment(ui, fate->day, fate->what.second) + " · " + setting_name(ui, fate->what.setting);
    text(ui, said, fate == nullptr ? palette::good : palette::bad);
    ui.items.record("###fate").value = said;
}

void draw_other_world(Ui& ui, Game& game, uint64_t hash) {
    const Side there = other(game.inspected);
    if (!shown(game, there)) {
        return;
    }
    section(ui, ui.words("side.person.other_world", fmt::arg("side", letter_of(there))));
    const uint32_t twin = game.runner->place(there)->person_of(hash);
    if (twin == nobody) {
        muted(ui, ui.words("side.person.no_twin"));
        return;
    }
    if (!game.shown.known_only) {
        draw_fate(ui, game, there, twin);
    }
    if (const auto day = game.today(there); day && twin < day->frame.people.size()) {
        fact(ui, "fate-doing", ui.words("side.person.today_there"), doing_name(ui, day->frame.people[twin].doing),
             palette::text,
             ui.words("side.tip.doing") + "\n" +
                 ui.words("side.source.day", fmt::arg("side", letter_of(there)),
                          fmt::arg("date", ui.words.date(game.day))));
        if (game.runner->place(there)->people[twin].servant && day->frame.people[twin].doing != Doing::dead) {
            fact(ui, "where-there", ui.words("side.person.now_there"),
                 whereabouts(ui, *game.runner->place(there), day->frame, twin, game.second), palette::text,
                 ui.words("side.tip.where") + "\n" +
                     ui.words("side.source.day", fmt::arg("side", letter_of(there)),
                              fmt::arg("date", ui.words.date(game.day))));
        }
    }
    if (link(ui, "twin", ui.words("side.person.look_there", fmt::arg("side", letter_of(there))), {}, color_of(there))) {
        inspect(game, there);
        game.look_at_person = {there, twin};
    }
}

// Days on which the office missed somebody, as its own attendance tells.
void draw_absence(Ui& ui, const Game& game) {
    int sick = 0, kept_away = 0;
    for (Day day = game.runner->first_day(); day <= game.day; ++day) {
        const auto summary = game.runner->summary(game.inspected, day);
        if (summary && game.person < summary->doing.size()) {
            const Doing doing = summary->doing[game.person];
            sick += doing == Doing::sick || doing == Doing::hospital ? 1 : 0;
            kept_away += doing == Doing::quarantined || doing == Doing::isolating || doing == Doing::facility ? 1 : 0;
        }
    }
    const std::string tip = told(ui, "absence", from_run(ui, game));
    fact(ui, "days-sick", ui.words("side.person.days_sick"), ui.words.count("side.days", sick), palette::text, tip);
    fact(ui, "days-away", ui.words("side.person.days_away"), ui.words.count("side.days", kept_away), palette::text,
         tip);
}

void draw_today(Ui& ui, const Game& game, const PlacePerson& who, const DayFrame& frame) {
    const std::string from = from_day(ui, game);
    const PersonToday& today = frame.people[game.person];
    if (who.servant) {
        fact(ui, "doing", ui.words("side.person.today"), doing_name(ui, today.doing), palette::text,
             told(ui, "doing", from));
        if (today.doing != Doing::dead) {
            fact(ui, "where", ui.words("side.person.now"),
                 whereabouts(ui, *game.runner->place(game.inspected), frame, game.person, game.second), palette::text,
                 told(ui, "where", from));
        }
    }
    if (!game.shown.known_only) {
        fact(ui, "condition", ui.words("side.person.condition"), condition_name(ui, today.condition),
             condition_color(today.condition), told(ui, "condition", from));
    }
    fact(ui, "known", ui.words("side.person.known"), ui.words(today.known ? "side.yes" : "side.no"), palette::text,
         told(ui, "known", from));
    if (who.servant) {
        draw_absence(ui, game);
    }
}

}  // namespace

void draw_person(Ui& ui, Game& game) {
    if (game.person == nobody) {
        empty_part(ui, icon::person, "side.person.empty");
        return;
    }
    const auto place = game.runner->place(game.inspected);
    const Side side = game.inspected;
    const uint32_t person = game.person;  // a link below may choose another; that shows in the next frame
    const PlacePerson who = place->people[person];
    world_chooser(ui, game);
    if (game.person != person || game.inspected != side) {
        return;
    }
    title(ui, short_person_name(ui, *place, person));
    text(ui, full_unit_name(ui, *place, who.unit), palette::muted);
    ui.items.record("###name").value = person_name(ui, *place, person);
    gap(ui, 2);
    if (game.shown.known_only) {
        known_note(ui, game, "side.known.person");
    }
    fact(ui, "role", ui.words("side.person.role"), level_name(ui, who), palette::text,
         told(ui, "role", from_place(ui)));
    fact(ui, "age", ui.words("side.person.age"),
         ui.words.count(who.comorbid ? "side.person.years_comorbid" : "side.person.years", who.age), palette::text,
         told(ui, "age", from_place(ui)));
    const auto day = game.today(game.inspected);
    if (day && person < day->frame.people.size()) {
        draw_today(ui, game, who, day->frame);
    } else {
        muted(ui, ui.words("side.loading"));
    }
    if (who.servant && link(ui, "to-unit", ui.words("side.person.to_unit"), {})) {
        game.unit = who.unit;
        game.tab = Tab::unit;
    }
    if (!game.shown.known_only) {
        const std::vector<Infection> all = infections_of(game, game.inspected);
        draw_links(ui, game, all);
        draw_passed_on(ui, game, all, person);
        if (game.person != person) {
            return;
        }
    }
    draw_other_world(ui, game, who.hash);
    if (game.person != person || game.inspected != side) {
        return;
    }
    if (!game.shown.known_only) {
        draw_dose(ui, game);
    }
    if (day) {
        draw_plan(ui, game, *day);
    }
}

}  // namespace piket::render
