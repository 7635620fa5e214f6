// What can be opened: lessons that come with the program, episodes that were kept, and two scenarios to compare.
#pragma once

#include <future>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "piket/lesson.hpp"
#include "platform/ui.hpp"
#include "workshop/scenario_list.hpp"

namespace piket::render {

class LessonList {
   public:
    explicit LessonList(std::string folder) : folder_(std::move(folder)) {}

    const std::string& folder() const { return folder_; }
    bool open() const { return open_; }
    void show(bool open);
    struct Asked {
        enum class Kind { lesson, session, scenarios, leave } kind;
        std::string file;
        std::string against = {};  // of scenarios: B
    };
    struct Played {
        ScenarioList::Pair scenarios;
        bool lesson = false;  // one is open
    };
    // What somebody chose in this frame. `sessions`: the folder of sessions, beside which sticks are looked through.
    std::optional<Asked> draw(Ui& ui, Point size, const std::string& sessions, const Played& played);

   private:
    struct Kept {
        std::string file, folder, team;  // folder: another than that of sessions; empty: it is there
        uint64_t digest = 0;             // of its lesson
        size_t fortnights = 0;
    };
    void read(const std::string& sessions, const Played& played);
    std::optional<Asked> draw_lessons(Ui& ui, bool playing);
    void read_kept(const std::string& file, const std::string& folder);
    std::string kept_words(const Ui& ui, const Kept& kept) const;

    std::string folder_;
    bool open_ = false, asked_ = false;
    int tab_ = 0;  // lessons, scenarios
    ScenarioList scenarios_;
    std::future<std::vector<Lesson>> reading_;
    std::vector<Lesson> lessons_;
    std::vector<Kept> kept_;
    std::map<uint64_t, Text> titles_;  // of the lessons of these, by digest
};

}  // namespace piket::render
