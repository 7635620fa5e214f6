// A unit: who is where over a fortnight, how full it may be, what it gets done and who fell ill.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/side.hpp"
#include "game/timeline_parts.hpp"
#include "widgets/imgui.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

constexpr int fortnight = 14;

// Kinds of days that a roster tells apart; the rest of what people do is one of these.
enum class Cell : uint8_t { off, office, piket, home, trip, leave, sick, isolating };
constexpr int cell_count = 8;

Cell cell_of(Doing doing) {
    switch (doing) {
        case Doing::off_duty:
        case Doing::dead:
            return Cell::off;
        case Doing::on_site:
            return Cell::office;
        case Doing::piket:
            return Cell::piket;
        case Doing::home:
            return Cell::home;
        case Doing::trip:
            return Cell::trip;
        case Doing::leave:
            return Cell::leave;
        case Doing::sick:
        case Doing::hospital:
            return Cell::sick;
        case Doing::quarantined:
        case Doing::isolating:
        case Doing::facility:
            return Cell::isolating;
    }
    return Cell::off;
}

// Leave goes on over weekends and holidays, on which nobody is missed.
Doing seen_on(const Scenario& scenario, Day day, Doing doing) {
    const bool free = day.weekday() >= 5 || !holiday_name(scenario, day).empty();
    return doing == Doing::leave && free ? Doing::off_duty : doing;
}

Color color_of(Cell cell) {
    constexpr std::array<uint32_t, cell_count> colors = {0x252B39, 0x3F8FC4, 0x1F5E93, 0x2F7D62,
                                                         0x7A5A9A, 0x6B7385, 0xC4552B, 0xB99A1F};
    return rgb(colors[static_cast<size_t>(cell)]);
}

std::string letter_of(const Ui& ui, Cell cell) {
    return ui.words("side.cell_letter." + std::to_string(static_cast<int>(cell)));
}

void draw_legend(Ui& ui) {
    ImGui::PushFont(ui.look.font(Face::small));
    const float line = ImGui::GetFontSize(), box = std::round(line * 1.25F), space = ui.px(6);
    bool first = true;
    for (int c = 1; c < cell_count; ++c) {
        const auto cell = static_cast<Cell>(c);
        const std::string name = ui.words("side.cell." + std::to_string(c));
        const float wide = box + space + text_width(name);
        if (!first) {
            ImGui::SameLine(0, ui.px(12));
            if (ImGui::GetContentRegionAvail().x < wide) {
                ImGui::NewLine();
            }
        }
        first = false;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + box, at.y + box}, to_imgui(color_of(cell)), ui.px(3));
        const std::string letter = letter_of(ui, cell);
        put_text({at.x + (box - text_width(letter)) / 2, at.y + (box - line) / 2}, letter, Color::White);
        put_text({at.x + box + space, at.y + (box - line) / 2}, name, palette::muted);
        ImGui::Dummy({wide, box});
        ui.items.record(name);
    }
    ImGui::PopFont();
}

// The week on screen and the one before it; at the ends of a run the nearest two weeks.
Day start_of_roster(const Runner& runner, Day day) {
    const Day monday = day - day.weekday() - 7;
    const Day latest = runner.last_day() - (fortnight - 1);
    return std::max(runner.first_day() - runner.first_day().weekday(),
                    std::min(monday, std::max(latest, runner.first_day())));
}

void draw_roster(Ui& ui, Game& game, const PlaceUnit& unit) {
    section(ui, ui.words("side.unit.roster"));
    draw_legend(ui);
    const Runner& runner = *game.runner;
    const auto place = runner.place(game.inspected);
    const Scenario& scenario = runner.scenario(game.inspected);
    const Day start = start_of_roster(runner, game.day);
    std::array<std::shared_ptr<const DaySummary>, fortnight> days;
    for (int d = 0; d < fortnight; ++d) {
        days[static_cast<size_t>(d)] = runner.summary(game.inspected, start + d);
    }
    const uint32_t staff = unit.last_person - unit.first_person;
    ImGui::PushFont(ui.look.font(Face::small));
    const float line = ImGui::GetFontSize(), row_h = std::round(line + ui.px(4));
    const float head_h = std::round(line * 2 + ui.px(4));
    const Area area = render::area(ui, "roster", head_h + row_h * static_cast<float>(staff), std::to_string(staff),
                                   told(ui, "roster", from_run(ui, game)));
    const float name_w = std::ceil(text_width("000")) + ui.px(6);
    const float each = std::floor((area.rect.w - name_w) / fortnight);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (int d = 0; d < fortnight; ++d) {
        const float x = area.rect.x + name_w + each * static_cast<float>(d);
        const Day day = start + d;
        if (day == game.day) {
            draw.AddRectFilled({x, area.rect.y}, {x + each, area.rect.bottom()},
                               to_imgui(faded(palette::cursor, 0.22F)), ui.px(4));
        }
        const std::string name = ui.words("date.days." + std::to_string(day.weekday())).substr(0, 1);
        const std::string number = to_date(day).substr(8);
        const Color tone = day == game.day ? palette::cursor : palette::muted;
        put_text({x + (each - text_width(name)) / 2, area.rect.y}, name, tone);
        put_text({x + (each - text_width(number)) / 2, area.rect.y + line + ui.px(1)}, number, tone);
    }
    std::string rows;  // as letters, for tests
    for (uint32_t i = 0; i < staff; ++i) {
        const uint32_t person = unit.first_person + i;
        const float y = area.rect.y + head_h + row_h * static_cast<float>(i);
        const std::string number = std::to_string(i + 1);
        put_text({area.rect.x + name_w - ui.px(6) - text_width(number), y + ui.px(1)}, number,
                 place->people[person].level > 0 ? palette::text : palette::muted);
        rows += i > 0 ? "|" : "";
        for (int d = 0; d < fortnight; ++d) {
            const float x = area.rect.x + name_w + each * static_cast<float>(d);
            const auto& summary = days[static_cast<size_t>(d)];
            if (!summary || person >= summary->doing.size()) {
                draw.AddRect({x + 2, y + 2}, {x + each - 1, y + row_h - 1}, to_imgui(palette::line), ui.px(3));
                rows += '?';
                continue;
            }
            const Cell cell = cell_of(seen_on(scenario, start + d, summary->doing[person]));
            const bool marked = person == game.person;
            draw.AddRectFilled({x + 1, y + 1}, {x + each - 1, y + row_h - 1}, to_imgui(color_of(cell)), ui.px(3));
            if (marked) {
                draw.AddLine({x, y + row_h}, {x + each, y + row_h}, to_imgui(palette::text));
            }
            const std::string letter = letter_of(ui, cell);
            put_text({x + (each - text_width(letter)) / 2, y + (row_h - line) / 2}, letter,
                     cell == Cell::off ? palette::disabled : Color::White);
            rows += letter;
        }
    }
    ui.items.record("###roster-cells").value = rows;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const int row = static_cast<int>((mouse.y - area.rect.y - head_h) / row_h);
    const int column = static_cast<int>((mouse.x - area.rect.x - name_w) / each);
    const bool on_cell = area.hovered && mouse.y > area.rect.y + head_h && row >= 0 && row < static_cast<int>(staff) &&
                         mouse.x > area.rect.x + name_w && column < fortnight;
    if (on_cell) {
        const uint32_t person = unit.first_person + static_cast<uint32_t>(row);
        const auto& summary = days[static_cast<size_t>(column)];
        ImGui::BeginTooltip();
        ImGui::TextUnformatted(person_name(ui, *place, person).c_str());
        ImGui::TextUnformatted(ui.words.date(start + column).c_str());
        if (summary && person < summary->doing.size()) {
            const Doing doing = seen_on(scenario, start + column, summary->doing[person]);
            ImGui::TextUnformatted(ui.words("side.doing." + std::to_string(static_cast<int>(doing))).c_str());
        }
        ImGui::EndTooltip();
        if (area.clicked) {
            game.person = person;
            game.tab = Tab::person;
            jump_to(ui, game, start + column, game.second);
            game.look_at_person = {game.inspected, person};
        }
    }
    ImGui::PopFont();
    muted(ui, ui.words("side.unit.roster_help"));
}

void draw_share(Ui& ui, const Game& game, const DayOfWorld& day, const PlaceUnit& unit, uint32_t index) {
    int here = 0, of = 0;
    for (uint32_t p = unit.first_person; p < unit.last_person; ++p) {
        const Doing doing = day.frame.people[p].doing;
        here += at_office(doing) ? 1 : 0;
        of += doing != Doing::off_duty && doing != Doing::dead ? 1 : 0;
    }
    const double cap = day.frame.units[index].wfo_share;
    const double share = of > 0 ? static_cast<double>(here) / of : 0;
    if (of == 0) {
        muted(ui, ui.words("side.unit.day_off"));
        return;
    }
    meter(ui, ui.words("side.unit.on_site"), share, palette::a,
          ui.words("side.unit.on_site_of", fmt::arg("n", ui.words.number(here)), fmt::arg("of", ui.words.number(of)),
                   fmt::arg("share", ui.words.percent(share)), fmt::arg("cap", ui.words.percent(cap))));
    Item& item = ui.items.record("###on-site");
    item.value = ui.words.number(here);
    explain(ui, item, told(ui, "on_site", from_day(ui, game)));
    if (share > cap && day.frame.units[index].levers.must_attend_levels > 0) {
        muted(ui, ui.words("side.unit.must_attend"));
    }
}

void draw_cases(Ui& ui, const Game& game, const PlaceUnit& unit, uint32_t index) {
    section(ui, ui.words("side.unit.cases"));
    for (const Side side : both_sides) {
        const auto place = game.runner->place(side);
        const uint32_t there = side == game.inspected ? index : place->unit_of(unit.path);
        if (there == nobody || !shown(game, side)) {
            continue;
        }
        double reported = 0;
        for (Day day = game.runner->first_day(); day <= game.day; ++day) {
            if (const auto summary = game.runner->summary(side, day)) {
                reported += static_cast<double>(std::ranges::count(summary->reported, there));
            }
        }
        const auto true_cases =
            static_cast<double>(std::ranges::count_if(infections_of(game, side), [&](const Infection& i) {
                return i.what.person < place->servants && place->people[i.what.person].unit == there;
            }));
        fact(ui, side == Side::a ? "cases-a" : "cases-b",
             ui.words("side.world", fmt::arg("side", render::letter_of(side))),
             game.shown.known_only ? ui.words("side.unit.cases_reported", fmt::arg("n", ui.words.number(reported)))
                                   : ui.words("side.unit.cases_are", fmt::arg("reported", ui.words.number(reported)),
                                              fmt::arg("infected", ui.words.number(true_cases))),
             render::color_of(side), told(ui, game.shown.known_only ? "cases_known" : "cases", from_run(ui, game)));
    }
}

}  // namespace

void draw_unit(Ui& ui, Game& game) {
    if (game.unit == nobody) {
        empty_part(ui, icon::organisation, "side.unit.empty");
        return;
    }
    const uint32_t index = game.unit;
    const Side side = game.inspected;
    world_chooser(ui, game);
    if (game.unit != index || game.inspected != side) {
        return;
    }
    const auto place = game.runner->place(side);
    const PlaceUnit& unit = place->units[index];
    title(ui, unit_name(ui, *place, index));
    if (unit.agency != nobody) {
        text(ui, agency_name(ui, *place, unit.agency), palette::muted);
    }
    ui.items.record("###name").value = unit_name(ui, *place, index);
    if (game.shown.known_only) {
        known_note(ui, game, "side.known.unit");
    }
    muted(ui, ui.words.count("side.unit.staff", unit.last_person - unit.first_person));
    const auto day = game.today(side);
    if (day) {
        draw_share(ui, game, *day, unit, index);
    } else {
        muted(ui, ui.words("side.loading"));
    }
    draw_cases(ui, game, unit, index);
    draw_roster(ui, game, unit);
    for (uint32_t hall = 0; day && hall < place->halls.size(); ++hall) {
        if (place->halls[hall].unit == index) {
            draw_service(ui, game, hall);
        }
    }
}

}  // namespace piket::render
