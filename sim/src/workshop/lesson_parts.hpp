// How the file of a lesson is read: the step and the episode, each by one function, against the scenario it is played
// in.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "piket/lesson.hpp"
#include "scenario/reader.hpp"
#include "world/world.hpp"

namespace piket {

// Most letters of a text in each language, so that it fits where it is shown.
namespace longest {
inline constexpr size_t title = 80, summary = 300, text = 600, attempt = 300, question = 300, choice = 160,
                        because = 500, history = 600, source = 200;
}

// A text in both languages, neither of them empty and none longer than `most`.
bool read_both(Reader& reader, std::string_view key, Text& out, size_t most);
// A list of such texts.
void read_both(Reader& reader, std::string_view key, std::vector<Text>& out, size_t most);

// [[step]]: what earlier steps showed is shown by this one too. `world` may be null, if the scenario has faults.
void read_step(Reader& reader, Lesson& lesson, const World* world);
// [episode]
void read_episode(Reader& root, Lesson& lesson, const World* world, const Files& files, Problems& problems);

// The scenario under `key`, whose people must be those of `world`; null after a fault, or if it is not there.
std::shared_ptr<const World> read_world(Reader& reader, std::string_view key, std::string& file, const World* world,
                                        const Files& files, Problems& problems);

}  // namespace piket
