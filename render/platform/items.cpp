#include "platform/items.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

namespace piket::render {

Item& Items::record(std::string_view label, bool fits) {
    Item item;
    const ImGuiWindow& window = *ImGui::GetCurrentWindowRead();
    item.window = window.RootWindow->Name;
    const size_t mark = label.find("##");
    item.label = label.substr(0, mark);
    const size_t start = mark == std::string_view::npos ? mark : label.find_first_not_of('#', mark);
    item.id = start == std::string_view::npos ? item.label : std::string(label.substr(start));
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
    const ImRect& clip = window.ClipRect;
    item.rect = overlap({from.x, from.y, to.x - from.x, to.y - from.y},
                        {clip.Min.x, clip.Min.y, clip.GetWidth(), clip.GetHeight()});
    item.fits = fits;
    items_.push_back(std::move(item));
    return items_.back();
}

void Items::name_window(size_t first, std::string_view window) {
    for (size_t i = first; i < items_.size(); ++i) {
        items_[i].window = window;
    }
}

const Item* Items::find(std::string_view window, std::string_view label) const {
    const auto found = std::ranges::find_if(items_, [window, label](const Item& item) {
        return item.window == window && (item.id == label || item.label == label);
    });
    return found == items_.end() ? nullptr : &*found;
}

}  // namespace piket::render
