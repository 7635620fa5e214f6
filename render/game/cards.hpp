// The cards of measures and circulars: what they remember from frame to frame, and their parts.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "game/game.hpp"
#include "piket/circular.hpp"
#include "words/measure_words.hpp"

namespace piket::render {

// One thing that was decided for tonight.
struct Tonight {
    std::optional<double> value;  // without one it is lifted
    Scope scope;
    std::optional<uint32_t> agency;  // the scope, where it is one
};

// How a measure stands on the day on screen, and what tonight brings.
struct Standing {
    Span today;                     // over the units in which it is in force; without any, neutral
    int units = 0, all_units = 0;   // with another value than neutral
    std::vector<Tonight> tonight;   // in the order in which it was decided
    std::optional<Span> elsewhere;  // what goes on where tonight changes single agencies only

    bool in_force() const { return units > 0; }
    bool changes() const { return !tonight.empty(); }
};

struct CardsState {
    std::string search;
    std::set<std::string, std::less<>> unfolded;  // groups
    std::string open;                             // measure or circular whose card is open
    Side side = Side::b;                          // for whose policy it was opened

    // Its editor, and that of the other side, which keeps its own dose while the same card is open.
    double value = 0;   // that would be enacted
    double handle = 0;  // where the slider's handle is
    int where = 0;      // 0: everywhere, else agency number where - 1
    struct Draft {
        double value, handle;
        int where;
    };
    std::optional<Draft> set_aside;
    int follow = 0;    // for so many frames the open card is scrolled into sight
    float anchor = 0;  // where the head of the open card was when it was clicked, px from the top of the screen
    bool scrolls = false;

    // Among what is in force, by measure. Cards stay where they are as long as one is open.
    std::vector<bool> first;
    std::pair<Side, std::string> first_of;  // side and open card for which that was found

    bool taken_back = false;  // the card that is being dragged, by Esc

    // The last card or heading that was clicked, and where the mouse was.
    std::string clicked;
    std::pair<float, float> clicked_at{-1e6F, -1e6F};

    // Looked up anew when the day, the branch or the side changes.
    std::vector<Standing> standings;  // by measure
    std::shared_ptr<const DayOfWorld> seen;
    std::tuple<Side, uint32_t, Day> seen_of{};
    const Standing& standing(MeasureId id) const { return standings[id.value]; }

    bool circulars_read = false;
    std::vector<Circular> circulars;
    std::vector<std::string> unreadable;  // what is wrong with those that do not load
};

// How a measure stands on a day, without what tonight brings; card_standing.cpp.
Standing standing_on(const DayFrame& frame, MeasureId id);
std::vector<MeasureId> in_force_on(const DayFrame& frame);
// Brings the standings up to the day on screen.
void look(CardsState& cards, Game& game);
// "50 %, in 3 of 12 units; in the others 100 %"; empty: not in force.
std::string today_text(const Words& words, const Standing& now, MeasureId id);
// "→ lifted, Dinas Kesehatan, elsewhere it stays at 50 %, from tomorrow, Tue 24 Mar 2020"; empty: nothing changes.
std::string tonight_text(const Words& words, const Game& game, MeasureId id);

// Whether a click on a card or heading is meant for it: after a click the layout may have moved under a mouse that
// rests, and what is now below it was not aimed at.
bool meant(CardsState& cards, std::string_view key);

const char* icon_of_group(std::string_view group);
// Enacts or lifts; says what is wrong if the engine refuses, else `done`, if that is not empty.
bool post(Ui& ui, Game& game, const std::vector<Change>& changes, const std::string& done = "");
bool post_rules(Ui& ui, Game& game, const std::vector<Rule>& rules);  // with their dates, beside what is in force
bool evening_left(const Game& game);

// The open part of a card.
void edit_measure(Ui& ui, Game& game, MeasureId id);  // card_editor.cpp
void open_editor(Game& game, MeasureId id);
void turn_editor(Game& game, MeasureId id);  // to the other side
// Why a change to a value would change nothing; empty: it would.
std::string why_idle(const Words& words, const Game& game, const Change& change);
Scope scope_of(const CardsState& cards, const Place& place);  // of the editor
double usual_dose(const CardsState& cards, MeasureId id);     // with which an editor opens
bool draw_circulars(Ui& ui, Game& game);                      // false: none is what is sought; circular_cards.cpp

}  // namespace piket::render
