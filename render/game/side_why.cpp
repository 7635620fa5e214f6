// How the infection came to somebody; and if nobody is chosen, where most were infected.
#include <imgui.h>

#include <algorithm>
#include <map>

#include "game/side.hpp"
#include "widgets/imgui.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

constexpr size_t longest_chain = 30, most_rooms = 8, most_units = 12;

// Between two people of a chain.
void arrow(Ui& ui, const std::string& label) {
    ImGui::PushFont(ui.look.font(Face::small));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetFontSize(), x = at.x + ui.px(12), height = line + ui.px(4);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddLine({x, at.y - ui.px(4)}, {x, at.y + height - ui.px(3)}, to_imgui(palette::bad), ui.px(1.6F));
    draw.AddTriangleFilled({x - ui.px(4), at.y + height - ui.px(4)}, {x + ui.px(4), at.y + height - ui.px(4)},
                           {x, at.y + height + ui.px(1)}, to_imgui(palette::bad));
    const float whole = ImGui::GetContentRegionAvail().x;
    const bool fits = put_text({at.x + ui.px(24), at.y}, label, palette::muted, whole - ui.px(24));
    ImGui::Dummy({whole, height});
    ui.items.record(label, fits);
    ImGui::PopFont();
}

void draw_chain(Ui& ui, Game& game, const std::vector<Infection>& all) {
    const auto place = game.runner->place(game.inspected);
    section(ui, ui.words("side.why.chain", fmt::arg("person", short_person_name(ui, *place, game.person))));
    // From the person back to where it came in.
    std::vector<const Infection*> chain;
    uint32_t person = game.person;
    const Infection* step = infection_of(all, person);
    while (step != nullptr && chain.size() < longest_chain) {
        chain.push_back(step);
        person = step->what.source;
        step = person == nobody ? nullptr : infection_of(all, person, step);
    }
    if (chain.empty()) {
        const bool passed_on =
            std::ranges::any_of(all, [&](const Infection& i) { return i.what.source == game.person; });
        const std::string said = ui.words(passed_on ? "side.person.before_start" : "side.person.not_infected");
        text(ui, said, passed_on ? palette::text : palette::good);
        ui.items.record("###chain").value = said;
        return;
    }
    const Infection& first = *chain.back();
    const std::string origin = first.what.source != nobody ? std::string() : setting_name(ui, first.what.setting);
    if (first.what.source != nobody) {
        person_link(ui, game, "chain-seed", first.what.source, ui.words("side.why.seed"));
    } else if (first.what.by_visitor) {
        fact(ui, "chain-seed", ui.words("side.why.visitor"), {});
    } else {
        fact(ui, "chain-seed", ui.words("side.why.from", fmt::arg("setting", origin)), {});
    }
    for (size_t i = chain.size(); i-- > 0;) {
        const Infection& link = *chain[i];
        const std::string where =
            link.what.room != nobody ? room_name(ui, *place, link.what.room) : setting_name(ui, link.what.setting);
        arrow(ui, moment(ui, link.day, link.what.second) + " · " + where);
        person_link(ui, game, "chain-" + std::to_string(chain.size() - i), link.what.person, {},
                    std::pair(link.day, link.what.second));
    }
}

void draw_clusters(Ui& ui, Game& game, const std::vector<Infection>& all) {
    const auto place = game.runner->place(game.inspected);
    section(ui, ui.words("side.why.clusters"));
    struct Cluster {
        int people = 0;
        const Infection* last = nullptr;
    };
    std::map<uint32_t, Cluster> rooms;
    for (const Infection& infection : all) {
        if (infection.what.room != nobody) {
            Cluster& cluster = rooms[infection.what.room];
            ++cluster.people;
            cluster.last = &infection;
        }
    }
    std::vector<std::pair<uint32_t, Cluster>> order(rooms.begin(), rooms.end());
    std::ranges::stable_sort(order, std::greater{}, [](const auto& r) { return r.second.people; });
    if (order.empty()) {
        muted(ui, ui.words("side.why.no_clusters"));
    }
    for (size_t i = 0; i < std::min(order.size(), most_rooms); ++i) {
        const auto& [room, cluster] = order[i];
        const uint32_t building = place->rooms[room].building;
        const uint32_t agency = building < place->buildings.size() ? place->buildings[building].agency : nobody;
        room_link(ui, game, "cluster-" + std::to_string(i), room,
                  agency_name(ui, *place, agency) + " · " + ui.words.count("side.why.infected", cluster.people),
                  std::pair(cluster.last->day, cluster.last->what.second));
    }
}

void draw_settings(Ui& ui, const Game& game) {
    section(ui, ui.words("side.why.settings"));
    muted(ui, ui.words("side.why.settings_help", fmt::arg("date", ui.words.date(game.day))));
    std::array<std::array<double, 2>, setting_count> counts{};
    for (const Side side : both_sides) {
        if (!shown(game, side)) {
            continue;
        }
        for (const Infection& infection : infections_of(game, side)) {
            ++counts[static_cast<size_t>(infection.what.setting)][static_cast<size_t>(side)];
        }
    }
    std::vector<Bar> all;
    const std::string tip = told(ui, "lived_settings", from_run(ui, game));
    for (int s = 0; s < setting_count; ++s) {
        const auto& [a, b] = counts[static_cast<size_t>(s)];
        if (a + b > 0) {
            const auto setting = static_cast<Setting>(s);
            all.push_back({setting_name(ui, setting),
                           "lived-" + std::string(piket::name(setting)),
                           {{a, palette::a}, {b, palette::b}},
                           ui.words.number(a) + " | " + ui.words.number(b),
                           tip});
        }
    }
    if (all.empty()) {
        muted(ui, ui.words("side.why.none_yet"));
    }
    std::ranges::stable_sort(all, std::greater{},
                             [](const Bar& bar) { return bar.values[0].first + bar.values[1].first; });
    bars(ui, all);
}

// All that the office can say: in which units the laboratory found somebody.
void draw_reported(Ui& ui, Game& game) {
    const auto place = game.runner->place(game.inspected);
    section(ui, ui.words("side.why.reported"));
    muted(ui, ui.words("side.why.reported_help", fmt::arg("date", ui.words.date(game.day))));
    std::map<uint32_t, int> units;
    for (Day day = game.runner->first_day(); day <= game.day; ++day) {
        if (const auto summary = game.runner->summary(game.inspected, day)) {
            for (const uint32_t unit : summary->reported) {
                ++units[unit];
            }
        }
    }
    std::vector<std::pair<uint32_t, int>> order(units.begin(), units.end());
    std::ranges::stable_sort(order, std::greater{}, [](const auto& u) { return u.second; });
    if (order.empty()) {
        muted(ui, ui.words("side.why.none_reported"));
    }
    for (size_t i = 0; i < std::min(order.size(), most_units); ++i) {
        if (link(ui, "reported-" + std::to_string(i), full_unit_name(ui, *place, order[i].first),
                 ui.words.count("side.why.results", order[i].second))) {
            game.unit = order[i].first;
            game.tab = Tab::unit;
        }
    }
}

}  // namespace

void draw_why(Ui& ui, Game& game) {
    const Side side = game.inspected;
    world_chooser(ui, game);
    if (game.inspected != side) {
        return;
    }
    if (game.shown.known_only) {
        known_note(ui, game, "side.known.why");
        draw_reported(ui, game);
        return;
    }
    const std::vector<Infection> all = infections_of(game, side);
    if (game.person != nobody) {
        draw_chain(ui, game, all);
    } else {
        muted(ui, ui.words("side.why.choose_person"));
    }
    draw_clusters(ui, game, all);
    draw_settings(ui, game);
}

}  // namespace piket::render
