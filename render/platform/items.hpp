// What was drawn in the last frame, by name: tests find widgets here instead of by pixels.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "canvas/picture.hpp"

namespace piket::render {

struct Item {
    std::string window, label, id;  // "Save###save" has label "Save" and id "save"; without "###" both are the label
    Rect rect;                      // pixels, clipped to what can be seen
    bool enabled = true;
    bool fits = true;     // the text has room
    bool chosen = false;  // a toggle that is on, the open tab, a ticked box
    std::string value;    // as shown, for sliders and fields
    std::string tip;      // of a figure: what it is, its unit, where it comes from

    bool visible() const { return rect.w > 0 && rect.h > 0; }
};

class Items {
   public:
    void clear() { items_.clear(); }
    // Called right after the widget was submitted to ImGui: window and rectangle are its last item's.
    Item& record(std::string_view label, bool fits = true);
    Item& last() { return items_.back(); }
    // Those from `first` on are of a window that ImGui names by itself.
    void name_window(size_t first, std::string_view window);

    const std::vector<Item>& all() const { return items_; }
    // By label or id; null if it was not drawn.
    const Item* find(std::string_view window, std::string_view label) const;

   private:
    std::vector<Item> items_;
};

}  // namespace piket::render
