// The left panel: whose policy is edited, what is in force, every measure as a card by group, circulars as presets.
#include "game/cards.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "game/card_widgets.hpp"
#include "game/decisions.hpp"
#include "widgets/imgui.hpp"
#include "workshop/gate.hpp"

namespace piket::render {

namespace {

// What people say, and what it is in the keys of the table: that counts who works from the office, for instance.
constexpr std::pair<std::string_view, std::string_view> also_called[] = {
    {"wfh", "wfo"},          {"work from home", "wfo"},    {"kerja dari rumah", "wfo"},
    {"sidak", "inspection"}, {"spot check", "inspection"}, {"ventilasi", "ventilation"},
    {"antre", "counter"},    {"queue", "counter"},         {"kapasitas", "occupancy"},
    {"suhu", "thermogun"},
};

bool sought(const Ui& ui, const Game& game, MeasureId id) {
    const Measure& measure = piket::measure(id);
    if (!shown(game, id)) {
        return false;
    }
    const CardsState& cards = *game.cards;
    const std::string said = lower(cards.search);
    std::string meant = said;
    for (const auto& [word, key] : also_called) {
        if (const size_t at = meant.find(word); at != std::string::npos) {
            meant.replace(at, word.size(), key);
            break;
        }
    }
    const std::string group = ui.words(fmt::format("cards.group.{}", measure.group));
    return std::ranges::any_of(std::array{measure.key, measure.label_id, measure.label_en, std::string_view(group)},
                               [&](auto text) {
                                   const std::string all = lower(text);
                                   return all.find(said) != std::string::npos || all.find(meant) != std::string::npos;
                               });
}

std::vector<MeasureId> all_measures() {
    std::vector<MeasureId> ids;
    for (uint32_t i = 0; i < measures().size(); ++i) {
        ids.push_back(MeasureId{i});
    }
    return ids;
}

// Scrolls as little as it takes to see the last item; its top matters most.
void keep_in_sight(Ui& ui) {
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax(), list = ImGui::GetWindowPos();
    const float bottom = list.y + ImGui::GetWindowHeight(), margin = ui.px(8);
    const float below = std::min(to.y + margin - bottom, from.y - margin - list.y), above = list.y + margin - from.y;
    if (above > 0) {
        ImGui::SetScrollY(ImGui::GetScrollY() - above);
    } else if (below > 0) {
        ImGui::SetScrollY(ImGui::GetScrollY() + below);
    }
}

// The card is on its way to the timeline, with its present dose.
void carry(const Ui& ui, Game& game, MeasureId id) {
    const CardsState& cards = *game.cards;
    if (cards.taken_back) {
        return;
    }
    const Measure& m = measure(id);
    const bool open = cards.open == m.key;
    const double dose = open ? cards.value : usual_dose(cards, id);
    const Scope scope = open ? scope_of(cards, *game.runner->place(game.editing)) : Scope{};
    game.carried = {{id, dose, scope}, label_of(m, ui.words.language()) + ": " + value_text(ui.words, m, dose)};
}

// Esc takes a card back that is on its way, until the button is let go.
void put_back(const Ui& ui, Game& game) {
    CardsState& cards = *game.cards;
    const bool held = ImGui::IsMouseDown(ImGuiMouseButton_Left) || ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    const bool escape =
        std::ranges::any_of(ui.input().pressed, [](const Chord& chord) { return chord.key == sf::Keyboard::Escape; });
    cards.taken_back = held && (cards.taken_back || escape);
    if (cards.taken_back || !held) {
        game.carried.reset();
    }
}

void draw_card(Ui& ui, Game& game, MeasureId id, bool with_icon) {
    CardsState& cards = *game.cards;
    const Measure& m = measure(id);
    const Standing& now = cards.standing(id);
    const bool open = cards.open == m.key;
    const Color side = game.editing == Side::a ? palette::a : palette::b;
    // The head of an open card stays as high as it is: what is decided is told below its buttons.
    std::string second = today_text(ui.words, now, id);
    if (!open && now.changes()) {
        second += (second.empty() ? "" : "\n") + tonight_text(ui.words, game, id);
    }
    bool clicked = false;
    float top = 0;
    {
        const FoldCard card(ui, label_of(m, ui.words.language()) + "###" + std::string(m.key), second,
                            {.icon = with_icon ? icon_of_group(m.group) : "",
                             .accent = now.in_force() || now.changes() ? side : Color::Transparent,
                             .second = now.changes() && !open ? palette::cursor : palette::muted,
                             .open = open});
        top = ImGui::GetItemRectMin().y;
        if (open) {
            edit_measure(ui, game, id);
        }
        clicked = card.clicked() && meant(cards, m.key);
        if (card.dragged()) {
            carry(ui, game, id);
        }
    }
    // When another card above closed, this one comes up: it goes back to where it was clicked, as far as there is
    // something to scroll, and then as far as it takes to see all of it.
    if (open && cards.follow > 0) {
        if (--cards.follow == 2 && cards.anchor > 0) {
            ImGui::SetScrollY(std::max(0.0F, ImGui::GetScrollY() + top - cards.anchor));
        } else if (cards.follow < 2) {
            keep_in_sight(ui);
        }
    }
    if (clicked) {
        if (open) {
            cards.open.clear();
        } else {
            open_editor(game, id);
            cards.anchor = top;
        }
    }
}

void draw_head(Ui& ui, Game& game) {
    const Words& words = ui.words;
    const bool a = game.editing == Side::a;
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x, top = ImGui::GetCursorPosY();
    // The colour that A or B has everywhere.
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = ImGui::GetFrameHeight(), line = ui.look.font(Face::large)->FontSize;
    ImGui::GetWindowDrawList()->AddRectFilled({at.x, at.y + (height - line) / 2},
                                              {at.x + ui.px(4), at.y + (height + line) / 2},
                                              to_imgui(a ? palette::a : palette::b), ui.px(2));
    ImGui::SetCursorPos({ImGui::GetCursorPosX() + ui.px(12), std::round(top + (height - line) / 2)});
    title(ui, words(a ? "cards.policy_a" : "cards.policy_b"));
    ImGui::SameLine();
    const float wide = std::round(ImGui::GetFrameHeight() * 1.15F), space = ui.px(4);
    ImGui::SetCursorPos({right - 2 * wide - space, top});
    const Runner& runner = *game.runner;
    if (icon_button(ui, icon::undo, words("cards.undo") + "###undo", {.enabled = runner.last_changed().has_value()})) {
        undo_last(ui, game);
    }
    ImGui::SameLine(0, space);
    if (icon_button(ui, icon::redo, words("cards.redo") + "###redo", {.enabled = runner.next_redone().has_value()})) {
        redo_next(ui, game);
    }
    int side = a ? 0 : 1;
    if (shown(game, Control::worlds) && tabs(ui, "side", {"A###side.a", "B###side.b"}, side)) {
        game.editing = side == 0 ? Side::a : Side::b;
    }
    text_field(ui, "###search", game.cards->search, words("cards.search"));
}

// One group after another, as the table has them. False: none has what is sought.
bool draw_groups(Ui& ui, Game& game, std::string_view heading) {
    CardsState& cards = *game.cards;
    std::vector<std::string_view> groups;
    for (const Measure& m : measures()) {
        if (std::ranges::find(groups, m.group) == groups.end()) {
            groups.push_back(m.group);
        }
    }
    bool any = false;
    for (const std::string_view group : groups) {
        std::vector<MeasureId> members;
        for (const MeasureId id : all_measures()) {
            if (measure(id).group == group && !cards.first[id.value] && sought(ui, game, id)) {
                members.push_back(id);
            }
        }
        if (members.empty()) {
            continue;
        }
        if (!any) {
            section(ui, heading);
            any = true;
        }
        const bool unfolded = cards.unfolded.contains(group) || !cards.search.empty();
        if (fold_heading(ui, icon_of_group(group),
                         ui.words(fmt::format("cards.group.{}", group)) + fmt::format("###group.{}", group),
                         static_cast<int>(members.size()), unfolded) &&
            meant(cards, group)) {
            if (cards.unfolded.erase(std::string(group)) == 0) {
                cards.unfolded.emplace(group);
            }
        }
        for (const MeasureId id : members) {
            if (unfolded || cards.open == measure(id).key) {
                draw_card(ui, game, id, false);
            }
        }
    }
    return any;
}

// Which measures stand among what is in force: found anew whenever no card is open, or another one.
void find_first(CardsState& cards, Side side) {
    const std::pair of(side, cards.open);
    if (!cards.open.empty() && cards.first_of == of && !cards.first.empty()) {
        return;
    }
    cards.first_of = of;
    cards.first.clear();
    for (const Standing& standing : cards.standings) {
        cards.first.push_back(standing.in_force() || standing.changes());
    }
}

}  // namespace

bool meant(CardsState& cards, std::string_view key) {
    if (!ImGui::IsMouseReleased(ImGuiMouseButton_Left)) {
        return true;  // by keyboard
    }
    const ImVec2 at = ImGui::GetMousePos();
    const bool rests = std::abs(at.x - cards.clicked_at.first) < 3 && std::abs(at.y - cards.clicked_at.second) < 3;
    if (rests && cards.clicked != key) {
        return false;
    }
    cards.clicked = key;
    cards.clicked_at = {at.x, at.y};
    return true;
}

const char* icon_of_group(std::string_view group) {
    static const std::map<std::string_view, const char*> icons = {
        {"workplace", icon::office},   {"roster", icon::people},  {"meetings", icon::meeting},
        {"travel", icon::trip},        {"rooms", icon::compress}, {"air", icon::air},
        {"protection", icon::mask},    {"entrance", icon::lock},  {"supervision", icon::eye},
        {"service", icon::service},    {"home", icon::home},      {"health", icon::medical},
        {"vaccination", icon::vaccine}};
    const auto known = icons.find(group);
    return known == icons.end() ? icon::document : known->second;
}

bool evening_left(const Game& game) {
    return game.day < game.runner->last_day();
}

namespace {

// `later`: decisions that a change of tonight leaves behind.
bool tell(Ui& ui, const Problems& problems, const std::string& done, int later) {
    std::vector<std::string> lines;
    for (const Problem& problem : problems) {
        lines.push_back(problem.text());
    }
    const bool taken = lines.empty();
    if (taken && !done.empty()) {
        lines.push_back(done);
    }
    if (taken && later > 0) {
        lines.push_back(ui.words.count("cards.later_left", later));
    }
    if (!lines.empty()) {
        ui.notify(fmt::format("{}", fmt::join(lines, "\n")));
    }
    return taken;
}

int later_decisions(const Game& game) {
    return count_decisions(game.runner->commands(game.editing), game.day + 2);
}

}  // namespace

bool post(Ui& ui, Game& game, const std::vector<Change>& changes, const std::string& done) {
    const int later = later_decisions(game);
    return tell(ui, game.runner->change(game.editing, game.day, changes), done, later);
}

bool post_rules(Ui& ui, Game& game, const std::vector<Rule>& rules) {
    const int later = later_decisions(game);
    return tell(ui, game.runner->order(game.editing, game.day, rules), "", later);
}

void draw_cards(Ui& ui, Rect place, Game& game) {
    if (!game.cards) {
        game.cards = std::make_shared<CardsState>();
    }
    CardsState& cards = *game.cards;
    look(cards, game);
    put_back(ui, game);
    const Panel panel(ui, "cards", place, {.scrolls = false});
    draw_head(ui, game);
    if (cards.side != game.editing) {
        cards.side = game.editing;
        look(cards, game);  // the usual dose is that of this side
        if (const auto id = find_measure(cards.open)) {
            turn_editor(game, *id);
        }
    }
    find_first(cards, game.editing);
    gap(ui, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(6)});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_imgui(Color::Transparent));
    // The scroll bar stands beside the cards, which keep their width.
    ImGui::BeginChild("list", {ImGui::GetContentRegionAvail().x + (cards.scrolls ? ui.px(10) : 0), 0});
    std::vector<MeasureId> current;
    for (const MeasureId id : all_measures()) {
        if (cards.first[id.value] && sought(ui, game, id)) {
            current.push_back(id);
        }
    }
    if (!current.empty()) {
        section(ui, ui.words("cards.in_force"));
        for (const MeasureId id : current) {
            draw_card(ui, game, id, true);
        }
    }
    const bool some = draw_groups(ui, game, ui.words(current.empty() ? "cards.measures" : "cards.more"));
    const bool presets = shown(game, Control::circulars) && draw_circulars(ui, game);
    if (current.empty() && !some && !presets) {
        muted(ui, ui.words("cards.nothing_found"));
    }
    gap(ui, 4);
    cards.scrolls = ImGui::GetScrollMaxY() > 0;
    fade_below(ui);
    ImGui::EndChild();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

}  // namespace piket::render
