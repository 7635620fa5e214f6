// What cards are made of besides the common widgets, and the edge of what scrolls.
#pragma once

#include <string>
#include <string_view>

#include "widgets/widgets.hpp"

namespace piket::render {

// A card whose title has as many lines as it needs, and which stays open for what is drawn until it goes out of scope.
class FoldCard {
   public:
    struct Style {
        const char* icon = "";
        Color accent = Color::Transparent;  // a stripe at the left
        Color second = palette::muted;
        bool open = false;
    };
    FoldCard(Ui& ui, const std::string& label, std::string_view second, const Style& style);
    ~FoldCard();
    FoldCard(const FoldCard&) = delete;
    FoldCard& operator=(const FoldCard&) = delete;
    bool clicked() const { return clicked_; }
    bool dragged() const { return dragged_; }  // by its head

   private:
    Ui& ui_;
    Style style_;
    Rect head_;
    float right_work_ = 0, right_content_ = 0;
    bool clicked_ = false, hovered_ = false, dragged_ = false;
};

// At the end of a list that scrolls: below its edge it goes on, so what is cut there fades away.
void fade_below(const Ui& ui);

// A line that folds what is below it. True when clicked.
bool fold_heading(Ui& ui, const char* icon, const std::string& label, int count, bool open);
// A small word on a coloured ground.
void badge(Ui& ui, std::string_view text, Color color);
// Small wrapped text beside a sign.
void sign_line(Ui& ui, const char* icon, std::string_view words, Color color, Color sign);
// Chips one after another, as many to a line as there is room for. Begin with `first` set.
bool flowing_chip(Ui& ui, const std::string& label, bool chosen, bool first);

}  // namespace piket::render
