// The panel at the right: what the ensemble says, and inspectors of whatever was clicked.
#include "game/side.hpp"

#include <imgui.h>

#include "game/card_widgets.hpp"
#include "widgets/imgui.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

// A step of a lesson may turn to B without its people and rooms.
void forget_what_is_gone(Game& game) {
    const auto place = game.runner->place(game.inspected);
    game.person = game.person < place->people.size() ? game.person : nobody;
    game.room = game.room < place->rooms.size() ? game.room : nobody;
    game.unit = game.unit < place->units.size() ? game.unit : nobody;
}

}  // namespace

void draw_side(Ui& ui, Rect place, Game& game) {
    const Panel panel(ui, "side", place, {.scrolls = false});
    forget_what_is_gone(game);
    constexpr const char* names[] = {"outcome", "person", "room", "unit", "why"};
    std::vector<std::string> labels;
    std::vector<Tab> there;
    int chosen = 0;
    for (int i = 0; i < lesson_figure_count; ++i) {
        if (const auto tab = static_cast<Tab>(i); shown(game, tab)) {
            chosen = tab == game.tab ? static_cast<int>(there.size()) : chosen;
            labels.push_back(ui.words(std::string("side.tab.") + names[i]) + "###" + names[i]);
            there.push_back(tab);
        }
    }
    if (there.empty()) {
        return;
    }
    if (there.size() > 1) {
        ImGui::PushFont(ui.look.font(Face::small));
        tabs(ui, "tabs", labels, chosen);
        ImGui::PopFont();
        gap(ui, 2);
    }
    game.tab = there[static_cast<size_t>(chosen)];
    // The tabs stay where they are. The scroll bar stands beside what it scrolls, whose width it does not change.
    const float room = ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_imgui(Color::Transparent));
    ImGui::SetNextWindowContentSize({room - ui.px(4), 0});
    ImGui::BeginChild(static_cast<ImGuiID>(static_cast<int>(game.tab) + 1), {room + ui.px(8), 0});
    if (covered(ui, game)) {
        ImGui::EndChild();
        ImGui::PopStyleColor();
        return;
    }
    switch (game.tab) {
        case Tab::outcome:
            draw_outcome(ui, game);
            break;
        case Tab::person:
            draw_person(ui, game);
            break;
        case Tab::room:
            draw_room(ui, game);
            break;
        case Tab::unit:
            draw_unit(ui, game);
            break;
        case Tab::why:
            draw_why(ui, game);
            break;
    }
    gap(ui, 8);
    fade_below(ui);
    ImGui::EndChild();
    ImGui::PopStyleColor();
}

}  // namespace piket::render
