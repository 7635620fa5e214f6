// What stands in rooms, drawn; and the floors under it.
#pragma once

#include "canvas/mesh.hpp"
#include "office/furniture.hpp"

namespace piket::render {

inline constexpr float wall_thickness = 0.16F;  // m
// Pixels per metre below which things are left out.
inline constexpr float furniture_from = 3.2F, detail_from = 7, fine_from = 16;
// So far out soft edges are not seen, and cost five times as much.
inline constexpr float soft_from = 5, soft_furniture_from = 12;

inline const Color wall_color = rgb(0x343B4B);
Color floor_color(RoomType type);

void soft_rect(Mesh& m, Rect r, Color c, float from = soft_from);
void draw_piece(Mesh& m, const Piece& p, float scale);
void draw_toilets(Mesh& m, Rect r, float scale);
void draw_flight(Mesh& m, Rect r, bool along_x, float scale);
void draw_lift(Mesh& m, Rect r, float scale);

}  // namespace piket::render
