// Calls to the system that a test watches, or lets fail as a stick that is pulled out does.
#pragma once

namespace piket::render::disk {

extern int synced;          // how often fsync was called
extern int entries_before;  // readdir fails after so many entries; below 0: never

}  // namespace piket::render::disk
