// The scenarios that come with the program and those beside one's own sessions: two of them are chosen and compared.
#pragma once

#include <future>
#include <optional>
#include <string>
#include <vector>

#include "piket/measures.hpp"
#include "platform/ui.hpp"

namespace piket::render {

class ScenarioList {
   public:
    struct Pair {
        std::string a, b;  // files
        bool operator==(const Pair&) const = default;
    };

    // Reads these folders on another thread. `played`: chosen until somebody chooses others.
    void read(std::vector<std::string> folders, Pair played);
    // All there are, and a button at the foot: the pair, once somebody wants it.
    std::optional<Pair> draw(Ui& ui);

   private:
    struct Entry {
        std::string file;
        Text title, briefing;
        std::string place;  // where and when it is: two with the same can be compared
    };
    static std::vector<Entry> entries_in(const std::vector<std::string>& folders);
    void choose(const Entry& entry, bool as_b);
    void draw_row(Ui& ui, const Entry& entry);

    std::future<std::vector<Entry>> reading_;
    std::vector<Entry> entries_;
    Pair chosen_;
};

}  // namespace piket::render
