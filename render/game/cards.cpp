// The left panel: whose policy is edited, what is in force, every measure as a card by group, circulars as presets.
#include "game/cards.hpp"

#include <imgui.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

#include "game/card_widgets.hpp"
#include "widgets/imgui.hpp"

namespace piket::render {

namespace {

std::string lower(std::string_view text) {
    std::string all(text);
    std::ranges::transform(all, all.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return all;
}

bool sought(const Ui& ui, const CardsState& cards, const Measure& measure) {
    const std::string wanted = lower(cards.search);
    const std::string group = ui.words(fmt::format("cards.group.{}", measure.group));
    const std::string label = label_of(measure, ui.words.language());
    for (const std::string_view text : {measure.key, std::string_view(label), std::string_view(group)}) {
        if (lower(text).find(wanted) != std::string::npos) {
            return true;
        }
    }
    return false;
}

std::vector<MeasureId> all_measures() {
    std::vector<MeasureId> ids;
    for (uint32_t i = 0; i < measures().size(); ++i) {
        ids.push_back(MeasureId{i});
    }
    return ids;
}

void look_at_today(CardsState& cards, const DayFrame& frame) {
    for (const MeasureId id : all_measures()) {
        const Measure& m = measure(id);
        Standing& standing = cards.standings[id.value];
        standing = {};
        standing.all_units = static_cast<int>(frame.units.size());
        bool first = true;
        for (const UnitToday& unit : frame.units) {
            const double value = unit.levers.*m.lever;
            standing.least = first ? value : std::min(standing.least, value);
            standing.most = first ? value : std::max(standing.most, value);
            standing.units += value != m.neutral ? 1 : 0;
            first = false;
        }
    }
}

void look_at_tonight(CardsState& cards, const Runner& runner, const Game& game) {
    const std::vector<PlaceAgency>& agencies = runner.place(game.editing)->agencies;
    for (const Command& command : runner.commands(game.editing)) {
        if (command.posted != game.day + 1 || command.kind == Command::Kind::lift) {
            continue;
        }
        Standing& standing = cards.standings[command.rule.measure.value];
        const bool enacts = command.kind == Command::Kind::enact;
        standing.changes = true;
        standing.tomorrow = enacts ? std::optional(command.rule.value) : std::nullopt;
        standing.tomorrow_in.reset();
        for (uint32_t a = 0; enacts && a < agencies.size(); ++a) {
            if (agencies[a].path == command.rule.scope.path) {
                standing.tomorrow_in = a;
            }
        }
    }
}

void look(CardsState& cards, Game& game) {
    if (cards.standings.empty()) {
        cards.standings.resize(measures().size());
    }
    const auto today = game.today(game.editing);
    const std::tuple of(game.editing, game.runner->branch(game.editing), game.day);
    // While a day is lived, what was known stays; but never the other side's.
    const bool other_side = std::get<Side>(cards.seen_of) != game.editing;
    if (today == cards.seen && of == cards.seen_of) {
        return;
    }
    if (today) {
        look_at_today(cards, today->frame);
    } else if (other_side) {
        cards.standings.assign(measures().size(), {});
    }
    for (Standing& standing : cards.standings) {
        standing.changes = false;
    }
    look_at_tonight(cards, *game.runner, game);
    cards.seen = today;
    cards.seen_of = of;
}

// "50 % to 100 %, in 3 of 12 units", "50 %, from tomorrow, Tue 24 Mar 2020".
std::string second_line(const Ui& ui, const Game& game, MeasureId id) {
    const Words& words = ui.words;
    const Measure& m = measure(id);
    const Standing& now = game.cards->standing(id);
    std::string line;
    if (now.in_force()) {
        line = value_text(words, m, now.least);
        if (now.least != now.most) {
            line = words("cards.range", fmt::arg("least", line), fmt::arg("most", value_text(words, m, now.most)));
        }
        if (now.units < now.all_units) {
            line += "\n" + words("cards.units", fmt::arg("n", words.number(now.units)),
                                 fmt::arg("all", words.number(now.all_units)));
        }
    }
    if (now.changes) {
        const std::string what = now.tomorrow ? value_text(words, m, *now.tomorrow) : words("cards.lifted");
        std::string where;
        if (now.tomorrow_in) {
            where =
                "\n" + in_language(game.runner->place(game.editing)->agencies[*now.tomorrow_in].name, words.language());
        }
        line += (line.empty() ? "" : "\n") + fmt::format("→ {}", what) + where + "\n" +
                words("cards.from_tomorrow", fmt::arg("date", words.date(game.day + 1)));
    }
    return line;
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

void draw_card(Ui& ui, Game& game, MeasureId id, bool with_icon) {
    CardsState& cards = *game.cards;
    const Measure& m = measure(id);
    const Standing& now = cards.standing(id);
    const bool open = cards.open == m.key;
    const Color side = game.editing == Side::a ? palette::a : palette::b;
    bool clicked = false;
    {
        const FoldCard card(ui, label_of(m, ui.words.language()) + "###" + std::string(m.key),
                            second_line(ui, game, id),
                            {.icon = with_icon ? icon_of_group(m.group) : "",
                             .accent = now.in_force() || now.changes ? side : Color::Transparent,
                             .second = now.changes ? palette::cursor : palette::muted,
                             .open = open});
        if (open) {
            edit_measure(ui, game, id);
        }
        clicked = card.clicked();
    }
    // A measure moves to another section when it is enacted or lifted, and cards move when one above them closes.
    if (open && cards.follow > 0) {
        --cards.follow;
        keep_in_sight(ui);
    }
    if (clicked) {
        if (open) {
            cards.open.clear();
        } else {
            open_editor(game, id);
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
    Runner& runner = *game.runner;
    if (icon_button(ui, icon::undo, words("cards.undo") + "###undo", {.enabled = runner.can_undo(game.editing)})) {
        runner.undo(game.editing);
    }
    ImGui::SameLine(0, space);
    if (icon_button(ui, icon::redo, words("cards.redo") + "###redo", {.enabled = runner.can_redo(game.editing)})) {
        runner.redo(game.editing);
    }
    int side = a ? 0 : 1;
    if (tabs(ui, "side", {"A###side.a", "B###side.b"}, side)) {
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
            const Standing& now = cards.standing(id);
            if (measure(id).group == group && !now.in_force() && !now.changes && sought(ui, cards, measure(id))) {
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
                         static_cast<int>(members.size()), unfolded)) {
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

}  // namespace

const std::string& in_language(const Text& text, Language language) {
    return language == Language::id ? text.id : text.en;
}

std::string label_of(const Measure& measure, Language language) {
    return std::string(language == Language::id ? measure.label_id : measure.label_en);
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

namespace {

// A number stays on one line with its unit.
std::string unbroken(const std::string& text) {
    std::string all;
    for (const char c : text) {
        all += c == ' ' ? std::string("\u00A0") : std::string(1, c);
    }
    return all;
}

}  // namespace

std::string value_text(const Words& words, const Measure& measure, double value) {
    switch (measure.type) {
        case MeasureType::share:
            return unbroken(words.percent(value));
        case MeasureType::flag:
            return words(value != 0 ? "cards.yes" : "cards.no");
        case MeasureType::choice:
            return words(fmt::format("choice.{}", measure.choices[static_cast<size_t>(value)]));
        case MeasureType::number:
        case MeasureType::count:
            break;
    }
    if (value >= lever_never && measure.high >= lever_never) {
        return words("cards.never");
    }
    int decimals = 0;
    for (double v = value; decimals < 2 && std::abs(v - std::round(v)) > 1e-6; v *= 10) {
        ++decimals;
    }
    // "1/h" is no key of a table.
    std::string unit(measure.unit);
    std::ranges::replace(unit, '/', '_');
    return unbroken(words.counted(fmt::format("cards.unit.{}", unit), words.number(value, decimals)));
}

bool evening_left(const Game& game) {
    return game.day < game.runner->last_day();
}

bool post(Ui& ui, Game& game, const std::vector<Change>& changes) {
    const Problems problems = game.runner->change(game.editing, game.day, changes);
    std::string lines;
    for (const Problem& problem : problems) {
        lines += (lines.empty() ? "" : "\n") + problem.text();
    }
    if (!lines.empty()) {
        ui.notify(lines);
    }
    game.cards->follow = 3;
    return lines.empty();
}

void draw_cards(Ui& ui, Rect place, Game& game) {
    if (!game.cards) {
        game.cards = std::make_shared<CardsState>();
    }
    CardsState& cards = *game.cards;
    look(cards, game);
    const Panel panel(ui, "cards", place, {.scrolls = false});
    draw_head(ui, game);
    if (cards.side != game.editing) {
        cards.side = game.editing;
        const auto id = find_measure(cards.open);
        if (id) {
            open_editor(game, *id);
        }
        look(cards, game);
    }
    gap(ui, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(6)});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_imgui(Color::Transparent));
    // The scroll bar stands beside the cards, which keep their width.
    ImGui::BeginChild("list", {ImGui::GetContentRegionAvail().x + (cards.scrolls ? ui.px(10) : 0), 0});
    std::vector<MeasureId> current;
    for (const MeasureId id : all_measures()) {
        if ((cards.standing(id).in_force() || cards.standing(id).changes) && sought(ui, cards, measure(id))) {
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
    const bool presets = draw_circulars(ui, game);
    if (current.empty() && !some && !presets) {
        muted(ui, ui.words("cards.nothing_found"));
    }
    gap(ui, 4);
    cards.scrolls = ImGui::GetScrollMaxY() > 0;
    ImGui::EndChild();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

}  // namespace piket::render
