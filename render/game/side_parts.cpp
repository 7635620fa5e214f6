#include <imgui.h>

#include <algorithm>

#include "game/side.hpp"
#include "piket/parameters.hpp"
#include "widgets/imgui.hpp"
#include "words/measure_words.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

std::string unit_name(const Ui& ui, const Place& place, uint32_t unit) {
    if (unit >= place.units.size()) {
        return ui.words("side.no_unit");
    }
    return in_language(place.units[unit].name, ui.words.language());
}

std::string agency_name(const Ui& ui, const Place& place, uint32_t agency) {
    if (agency >= place.agencies.size()) {
        return {};
    }
    return in_language(place.agencies[agency].name, ui.words.language());
}

std::string full_unit_name(const Ui& ui, const Place& place, uint32_t unit) {
    const std::string agency = unit < place.units.size() ? agency_name(ui, place, place.units[unit].agency) : "";
    const std::string own = unit_name(ui, place, unit);
    return agency.empty() || agency == own ? own : own + ", " + agency;
}

std::string short_person_name(const Ui& ui, const Place& place, uint32_t person) {
    if (person >= place.people.size()) {
        return ui.words("side.somebody");
    }
    const PlacePerson& who = place.people[person];
    if (!who.servant) {
        const std::string servant = short_person_name(ui, place, who.servant_of);
        return ui.words("side.person.family", fmt::arg("servant", servant));
    }
    const uint32_t first = who.unit < place.units.size() ? place.units[who.unit].first_person : 0;
    const char* key = who.level > 0 ? "side.person.official" : "side.person.staff";
    return ui.words(key, fmt::arg("n", ui.words.number(person - first + 1)));
}

std::string person_name(const Ui& ui, const Place& place, uint32_t person) {
    if (person >= place.people.size()) {
        return ui.words("side.somebody");
    }
    return short_person_name(ui, place, person) + ", " + unit_name(ui, place, place.people[person].unit);
}

std::string room_name(const Ui& ui, const Place& place, uint32_t room) {
    if (room >= place.rooms.size()) {
        return ui.words("side.no_room");
    }
    const PlaceRoom& r = place.rooms[room];
    if (r.type == RoomType::office && r.seats == 1) {
        return ui.words("office.room.chief");
    }
    const std::string kind = ui.words("office.room." + std::string(piket::name(r.type)));
    return r.type == RoomType::office && r.unit != nobody ? kind + " " + unit_name(ui, place, r.unit) : kind;
}

std::string setting_name(const Ui& ui, Setting setting) {
    return ui.words("side.setting." + std::string(piket::name(setting)));
}

std::string moment(const Ui& ui, Day day, Seconds second) {
    return ui.words.date(day) + ", " + ui.words.time(second);
}

void jump_to(Ui& ui, Game& game, Day day, double second) {
    const Day before = game.day;
    game.go_to(day, second);
    if (game.day != before) {
        ui.notify(
            ui.words("timeline.jumped", fmt::arg("moment", moment(ui, game.day, static_cast<Seconds>(game.second)))));
    }
}

std::vector<Infection> infections_of(const Game& game, Side side) {
    std::vector<Infection> all;
    for (Day day = game.runner->first_day(); day <= game.day; ++day) {
        if (const auto summary = game.runner->summary(side, day)) {
            for (const InfectionToday& infection : summary->infections) {
                if (day < game.day || infection.second <= game.second) {
                    all.push_back({day, infection});
                }
            }
        }
    }
    return all;
}

const Infection* infection_of(const std::vector<Infection>& all, uint32_t person, const Infection* before) {
    const Infection* found = nullptr;
    for (const Infection& infection : all) {
        if (&infection == before) {
            break;
        }
        if (infection.what.person == person) {
            found = &infection;
        }
    }
    return found;
}

std::string told(const Ui& ui, const char* key, const std::string& from) {
    return ui.words(std::string("side.tip.") + key) + "\n" + from;
}

std::string from_day(const Ui& ui, const Game& game) {
    return ui.words("side.source.day", fmt::arg("side", letter_of(game.inspected)),
                    fmt::arg("date", ui.words.date(game.day)));
}

std::string from_run(const Ui& ui, const Game& game) {
    return ui.words("side.source.run", fmt::arg("date", ui.words.date(game.day)));
}

std::string from_place(const Ui& ui) {
    return ui.words("side.source.place");
}

std::string from_parameter(const Ui& ui, std::string_view key) {
    const Parameter& p = *find_parameter(key);
    return ui.words("side.source.parameter", fmt::arg("key", p.key), fmt::arg("source", p.source),
                    fmt::arg("mark", ui.words("cards.mark." + std::string(piket::name(p.mark)))));
}

void known_note(Ui& ui, Game& game, const char* key) {
    muted(ui, ui.words(key));
    ui.items.record("###known-note").value = ui.words(key);
    if (shown(game, Control::truth) && button(ui, ui.words("side.known.show_truth") + "###show-truth")) {
        game.shown.known_only = false;
    }
    gap(ui, 2);
}

void empty_part(Ui& ui, const char* icon, const char* key) {
    gap(ui, 40);
    const float whole = ImGui::GetContentRegionAvail().x;
    ImGui::PushFont(ui.look.font(Face::title));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    put_text({at.x + (whole - text_width(icon)) / 2, at.y}, icon, palette::disabled);
    ImGui::Dummy({whole, ImGui::GetFontSize() * 1.4F});
    ImGui::PopFont();
    const float margin = ui.px(28);
    ImGui::Indent(margin);
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + whole - 2 * margin);
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(palette::muted));
    ImGui::TextUnformatted(ui.words(key).c_str());
    ui.items.record(std::string("###empty"));
    ImGui::PopStyleColor();
    ImGui::PopTextWrapPos();
    ImGui::Unindent(margin);
}

void world_chooser(Ui& ui, Game& game) {
    if (!shown(game, Side::a) || !shown(game, Side::b)) {
        return;
    }
    for (const Side side : both_sides) {
        bool on = game.inspected == side;
        const std::string id = side == Side::a ? "world-a" : "world-b";
        const std::string name = ui.words("side.world", fmt::arg("side", letter_of(side)));
        if (chip(ui, name + "###" + id, on)) {
            inspect(game, side);
        }
        const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
        const float r = ui.px(3);
        ImGui::GetWindowDrawList()->AddCircleFilled({from.x + ui.px(7), (from.y + to.y) / 2}, r,
                                                    to_imgui(color_of(side)));
        ImGui::SameLine(0, ui.px(6));
    }
    ImGui::NewLine();
}

void fact(Ui& ui, const std::string& id, const std::string& label, const std::string& value, Color color,
          const std::string& tip) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float whole = ImGui::GetContentRegionAvail().x;
    ImGui::PushFont(ui.look.font(Face::small));
    const float line = ImGui::GetFontSize(), label_w = text_width(label), value_w = text_width(value);
    // Where both do not fit on one line, the value stands under its name.
    const bool one = label_w + value_w + ui.px(12) <= whole;
    bool fits = put_text({at.x, at.y}, label, palette::muted, one ? whole - value_w : whole);
    fits = put_text({one ? at.x + whole - value_w : at.x + ui.px(10), one ? at.y : at.y + line + ui.px(2)}, value,
                    color, one ? whole : whole - ui.px(10)) &&
           fits;
    ImGui::Dummy({whole, one ? line : 2 * line + ui.px(2)});
    Item& item = ui.items.record(label + "###" + id, fits);
    item.value = value;
    explain(ui, item, tip);
    ImGui::PopFont();
}

bool link(Ui& ui, const std::string& id, const std::string& label, const std::string& second, Color accent) {
    ImGui::PushFont(ui.look.font(Face::small));
    const float line = ImGui::GetFontSize(), space = ui.px(10);
    const float whole = ImGui::GetContentRegionAvail().x, second_w = text_width(second);
    // As in fact(): two lines where one is too short.
    const bool one = second.empty() || text_width(label) + second_w + 3 * space <= whole;
    const float height = std::round((one ? line : 2 * line + ui.px(2)) + ui.px(10));
    const Area place = area(ui, label + "###" + id, height, second);
    const Rect r = place.rect;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const Color ground = place.held ? palette::pressed : place.hovered ? palette::hovered : palette::card;
    draw.AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, to_imgui(ground), ui.px(6));
    if (accent.a > 0) {
        draw.AddRectFilled({r.x, r.y}, {r.x + ui.px(4), r.bottom()}, to_imgui(accent), ui.px(6),
                           ImDrawFlags_RoundCornersLeft);
    }
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
        draw.AddRect({r.x, r.y}, {r.right(), r.bottom()}, to_imgui(palette::a), ui.px(6), 0, ui.px(2));
    }
    const bool label_fits = put_text({r.x + space, r.y + ui.px(5)}, label, palette::text,
                                     one ? whole - second_w - 3 * space : whole - 2 * space);
    if (!second.empty()) {
        put_text({one ? r.right() - space - second_w : r.x + space, r.y + ui.px(5) + (one ? 0 : line + ui.px(2))},
                 second, palette::muted, whole - 2 * space);
    }
    if (!label_fits) {
        tip(ui, label);
    }
    if (place.hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    ImGui::PopFont();
    return place.clicked;
}

void person_link(Ui& ui, Game& game, const std::string& id, uint32_t person, const std::string& second,
                 std::optional<std::pair<Day, Seconds>> when) {
    const auto place = game.runner->place(game.inspected);
    const bool known = person < place->people.size();
    if (link(ui, id, person_name(ui, *place, person), second, known ? color_of(game.inspected) : Color::Transparent) &&
        known) {
        game.person = person;
        if (when) {
            jump_to(ui, game, when->first, when->second);
        }
        game.look_at_person = {game.inspected, person};
    }
}

void room_link(Ui& ui, Game& game, const std::string& id, uint32_t room, const std::string& second,
               std::optional<std::pair<Day, Seconds>> when) {
    const auto place = game.runner->place(game.inspected);
    if (link(ui, id, room_name(ui, *place, room), second) && room < place->rooms.size()) {
        game.room = room;
        game.tab = Tab::room;
        if (when) {
            jump_to(ui, game, when->first, when->second);
        }
        game.look_at_room = {game.inspected, room};
    }
}

}  // namespace piket::render
