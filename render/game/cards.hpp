// The cards of measures and circulars: what they remember from frame to frame, and their parts.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "game/game.hpp"
#include "piket/circular.hpp"

namespace piket::render {

// How a measure stands on the day on screen, and what tonight brings.
struct Standing {
    double least = 0, most = 0;           // in force today, over units
    int units = 0, all_units = 0;         // with another value than neutral
    bool changes = false;                 // from tomorrow on
    std::optional<double> tomorrow;       // to this value; without one it is lifted
    std::optional<uint32_t> tomorrow_in;  // in this agency alone

    bool in_force() const { return units > 0; }
};

struct CardsState {
    std::string search;
    std::set<std::string, std::less<>> unfolded;  // groups
    std::string open;                             // measure or circular whose card is open
    Side side = Side::b;                          // for whose policy it was opened

    // Its editor.
    double value = 0;   // that would be enacted
    double handle = 0;  // where the slider's handle is
    int where = 0;      // 0: everywhere, else agency number where - 1
    int follow = 0;     // for so many frames the open card is scrolled into sight
    bool scrolls = false;

    // Looked up anew when the day, the branch or the side changes.
    std::vector<Standing> standings;  // by measure
    std::shared_ptr<const DayOfWorld> seen;
    std::tuple<Side, uint32_t, Day> seen_of{};
    const Standing& standing(MeasureId id) const { return standings[id.value]; }

    bool circulars_read = false;
    std::vector<Circular> circulars;
    std::shared_ptr<const Place> sectors_of;
    std::vector<Sector> sectors;  // of its units
};

std::string label_of(const Measure& measure, Language language);
const std::string& in_language(const Text& text, Language language);
// As the card says it: "50 %", "never", "two teams, by week", "2 m".
std::string value_text(const Words& words, const Measure& measure, double value);
const char* icon_of_group(std::string_view group);
// Enacts or lifts; says what is wrong if the engine refuses.
bool post(Ui& ui, Game& game, const std::vector<Change>& changes);
bool evening_left(const Game& game);

// The open part of a card.
void edit_measure(Ui& ui, Game& game, MeasureId id);  // card_editor.cpp
void open_editor(Game& game, MeasureId id);
bool draw_circulars(Ui& ui, Game& game);  // false: none is what is sought; circular_cards.cpp

}  // namespace piket::render
