// Where the shapes stand in the texture shapes(). For mesh.cpp.
#pragma once

#include "canvas/picture.hpp"

namespace piket::render {

struct Disc {
    float radius;  // pixels of the texture
    Rect place;    // one pixel wider than the disc on each side
};

// A disc that suits a radius on screen; null if all are too small.
const Disc* disc_for(float radius);
Point white_spot();
Rect blot();  // soft: opaque in the middle, nothing at the rim

}  // namespace piket::render
