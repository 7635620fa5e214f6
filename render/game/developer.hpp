// What a frame, a day and the ensemble cost, for developers: small, in a corner of the worlds.
#pragma once

#include "game/game.hpp"
#include "platform/frames.hpp"

namespace piket::render {

class DeveloperPanel {
   public:
    void draw(Ui& ui, Rect world, const Game& game, const FrameCosts& costs);

   private:
    void ask_system();

    // What the system said, which is asked now and then.
    double asked_ = -1, cpu_ = 0, share_ = 0;
    size_t resident_ = 0;
};

}  // namespace piket::render
