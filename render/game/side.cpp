// The panel at the right: what the ensemble says, and inspectors of whatever was clicked.
#include "game/side.hpp"

#include <imgui.h>

#include "widgets/imgui.hpp"

namespace piket::render {

namespace {

// What an index named before may be gone: after an undo the place may be another.
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
    int tab = static_cast<int>(game.tab);
    ImGui::PushFont(ui.look.font(Face::small));
    tabs(ui, "tabs",
         {ui.words("side.tab.outcome") + "###outcome", ui.words("side.tab.person") + "###person",
          ui.words("side.tab.room") + "###room", ui.words("side.tab.unit") + "###unit",
          ui.words("side.tab.why") + "###why"},
         tab);
    ImGui::PopFont();
    game.tab = static_cast<Tab>(tab);
    gap(ui, 2);
    // The tabs stay where they are. The scroll bar stands beside what it scrolls, whose width it does not change.
    const float room = ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_imgui(Color::Transparent));
    ImGui::SetNextWindowContentSize({room - ui.px(4), 0});
    ImGui::BeginChild(static_cast<ImGuiID>(tab + 1), {room + ui.px(8), 0});
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
    ImGui::EndChild();
    ImGui::PopStyleColor();
}

}  // namespace piket::render
