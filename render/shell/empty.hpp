// A screen without an office.
#pragma once

#include "shell/shell.hpp"

namespace piket::render {

class EmptyScreen : public Screen {
   public:
    void enter(Shell& shell) override { shell_ = &shell; }
    void update(double) override {}
    void draw_world(Canvas& canvas) override;
    void draw_panels(Ui&) override {}

   private:
    Shell* shell_ = nullptr;
};

}  // namespace piket::render
