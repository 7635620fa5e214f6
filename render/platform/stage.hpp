// A window without a window: panels are fed with scripted events and drawn by the rasteriser when somebody looks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "canvas/raster.hpp"
#include "platform/frontend.hpp"

namespace piket::render {

class Stage : public Frontend {
   public:
    Stage(Words words, FontFiles fonts, Point size = {1280, 720});

    Ui& ui() override { return ui_; }
    bool open() const override { return open_ && !ui_.events.closed(); }
    void close() override { open_ = false; }
    Point size() const override { return size_; }
    void resize(Point size) { size_ = size; }
    double begin() override;  // always 1/30 s
    void end(Canvas world) override;
    Picture picture() override;
    void save_picture(const std::string& png) override;

   private:
    Ui ui_;
    Point size_;
    bool open_ = true;
    std::optional<Canvas> world_;
    std::string clipboard_;
};

}  // namespace piket::render
