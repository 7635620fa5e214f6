// Draws without a display and without a graphics card: for tests and for exported pictures. The same input gives the
// same bytes. Within a small tolerance it is the picture that the window shows.
#pragma once

#include <functional>

#include "canvas/canvas.hpp"

struct ImDrawData;

namespace piket::render {

void rasterise(const Canvas& canvas, Picture& into);  // background included
void rasterise(const Mesh& mesh, const View& view, Picture& into);

// `resolve` gives the texture that ImGui's texture id stands for.
void rasterise(const ImDrawData& panels, const std::function<const Texture*(void*)>& resolve, Picture& into);

}  // namespace piket::render
