// Buttons and their like as they look here. They record themselves in ui.items, so that tests can find them by the
// name of their window and their label: use these instead of ImGui's own wherever somebody can click. Labels may end
// with "###id" as in ImGui; give one, so that a test need not know the language.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "look/icons.hpp"
#include "look/palette.hpp"
#include "platform/ui.hpp"

namespace piket::render {

enum class Kind { plain, primary, quiet };  // a card-coloured, a filled, a bare button

struct ButtonStyle {
    Kind kind = Kind::plain;
    bool chosen = false;  // a toggle that is on
    bool enabled = true;
    float width = 0;       // at 100 %; 0: as wide as its text, -1: all there is
    const char* tip = "";  // shown after a while, also to disabled ones
};

bool button(Ui& ui, const std::string& label, const ButtonStyle& style = {});
// A square with an icon: `label` names it (and is its tip).
bool icon_button(Ui& ui, const char* icon, const std::string& label, const ButtonStyle& style = {});
// A button "…" with a menu below it, in which `draw` draws; its window is `id`.
void menu(Ui& ui, const std::string& label, const char* id, const std::function<void()>& draw);
// A bare one that is no higher than a line.
bool small_icon_button(Ui& ui, const char* icon, const std::string& label);
// A small rounded label, to be switched on and off.
bool chip(Ui& ui, const std::string& label, bool& on);
bool checkbox(Ui& ui, const std::string& label, bool& on, bool enabled = true);
// `format` shows the value, with the language's numbers.
bool slider(Ui& ui, const std::string& label, double& value, double least, double most,
            const std::function<std::string(double)>& format, bool enabled = true);
bool text_field(Ui& ui, const std::string& label, std::string& text, const std::string& hint = "");
// Several lines, wrapped by hand; Enter begins a new one. `lines`: how many are seen at once.
bool text_area(Ui& ui, const std::string& label, std::string& text, int lines, size_t most = 2000);
// A short field, as wide as `width` at 100 %. Everything can be typed: who reads it says what is no number, since a
// letter that were left out would make another number of the rest.
bool number_field(Ui& ui, const std::string& label, std::string& text, float width);
// One of several: returns true when another was chosen.
bool tabs(Ui& ui, const std::string& id, const std::vector<std::string>& labels, int& chosen);
bool choice(Ui& ui, const std::string& label, const std::vector<std::string>& options, int& chosen);

struct CardStyle {
    const char* icon = "";
    Color accent = Color::Transparent;  // a stripe at the left
    bool chosen = false;
    bool enabled = true;
    float width = -1;
};
// Title and second line on a raised ground; true when clicked.
bool card(Ui& ui, const std::string& title, const std::string& second, const CardStyle& style = {});

void title(Ui& ui, std::string_view text);                              // of a panel
void section(Ui& ui, std::string_view text);                            // of a part
void text(Ui& ui, std::string_view text, Color color = palette::text);  // wrapped
void muted(Ui& ui, std::string_view text);
void meter(Ui& ui, std::string_view label, double share, Color color, std::string_view second = {});
void gap(Ui& ui, float height = 8);
void tip(Ui& ui, std::string_view text);   // of the last item, when the mouse rests on it
void hint(Ui& ui, std::string_view text);  // beside the mouse, at once: for what is no item

// With "…" at its end if it has too little room.
std::string shortened(std::string_view text, float width);

// A key of the keyboard, drawn as one, that can be pressed.
bool key_button(Ui& ui, const std::string& label, Color color = palette::text, const char* tip = "");
float key_width(Ui& ui, std::string_view text);
// The keyboard is there from now on. False while keys are kept from panels: ask again.
bool focus_last_item();

// A panel at a fixed place. `id` is the name of the window for tests; nothing but the panel may be between begin and
// end. A scope, so that an early return cannot leave ImGui unbalanced, which would end the program.
class Panel {
   public:
    struct Style {
        bool scrolls = true;
        bool padded = true;
        bool ground = true;   // false: only what stands on it is drawn
        bool floats = false;  // above others, with a shadow
    };
    Panel(Ui& ui, const char* id, Rect place);
    Panel(Ui& ui, const char* id, Rect place, const Style& style);
    ~Panel();
    Panel(const Panel&) = delete;
    Panel& operator=(const Panel&) = delete;
};

}  // namespace piket::render
