// A screen with one of everything, to look at and to test with. Its numbers mean nothing.
#pragma once

#include <string>
#include <vector>

#include "shell/shell.hpp"

namespace piket::render {

class Demo : public Screen {
   public:
    void enter(Shell& shell) override;
    void update(double seconds) override;
    void draw_world(Canvas& canvas) override;
    void draw_panels(Ui& ui) override;
    void draw_bar(Ui& ui) override;
    bool act(std::string_view action) override;
    void point(const Input& input) override;

    bool playing = false;
    int speed = 0, tab = 0, overlay = 1, agents = 600;
    double share = 0.5, unused = 0.3;
    bool masks = true, windows_open = false;
    std::string agency = "Dinas Kesehatan";
    std::vector<bool> cards = std::vector<bool>(5, false);
    int world_clicks = 0;
    float zoom = 1;
    double time = 0;

   private:
    void draw_left(Ui& ui, Rect place);
    void draw_right(Ui& ui, Rect place);
    void draw_bottom(Ui& ui, Rect place);
    Rect world_place() const;

    Shell* shell_ = nullptr;
    TextureHandle floor_, people_;
};

}  // namespace piket::render
