// Colours on dark. A and B, and the states, stay apart for the colour-blind; states have a shape besides.
#pragma once

#include "canvas/picture.hpp"

namespace piket::render::palette {

inline const Color ground = rgb(0x12151D);  // behind everything
inline const Color panel = rgb(0x191D27);   // windows
inline const Color card = rgb(0x252B39);    // what lies on panels: cards, buttons, fields
inline const Color hovered = rgb(0x313950);
inline const Color pressed = rgb(0x3B4560);
inline const Color line = rgb(0x343C4E);
inline const Color text = rgb(0xE9ECF2);
inline const Color muted = rgb(0xA3ADBF);     // second lines
inline const Color disabled = rgb(0x8F98A8);  // 4.5:1 on a card
inline const Color chosen = rgb(0x0072B2);    // buttons that are on: white text on it
inline const Color chosen_hovered = rgb(0x1481C0);

inline const Color a = rgb(0x56B4E9);
inline const Color b = rgb(0xE69F00);
inline const Color good = rgb(0x2BC195);
inline const Color warning = rgb(0xF0E442);
inline const Color bad = rgb(0xEE7033);
inline const Color special = rgb(0xCC79A7);
inline const Color cursor = rgb(0xFFD24A);  // "now" on a timeline

}  // namespace piket::render::palette
