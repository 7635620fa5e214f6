// The days that are looked at, lived and told on a thread of their own.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "runner/asked.hpp"
#include "runner/on_screen.hpp"
#include "runner/timeline.hpp"

namespace piket::render {

class Days {
   public:
    Days(Worlds worlds, Places places, OnScreen shown);

    // From now on. What was asked for before is asked for no more.
    void show(OnScreen shown);

    // Each null until it is there: ask again. What was asked for last is done first, and the day after is prepared.
    std::shared_ptr<const DayOfWorld> day(uint32_t branch, Day day);
    std::shared_ptr<const PersonStory> story(uint32_t branch, Day day, uint32_t person);
    std::shared_ptr<const Co2OfDay> co2(uint32_t branch, Day day);  // of a day that is there

    // Null if that day was not lived yet; asks for nothing.
    std::shared_ptr<const DaySummary> summary(uint32_t branch, Day day) const;
    size_t kept() const;          // days that are there as frames
    std::string failure() const;  // why no more days come; empty: none has failed

   private:
    using DayKey = std::pair<uint32_t, Day>;  // the branch that lives it: those that fork later share it
    using StoryKey = std::tuple<uint32_t, Day, uint32_t>;

    DayKey key_of(uint32_t branch, Day day) const;
    bool within_run(Day day) const;
    std::shared_ptr<const DayOfWorld> frame_of(const DayKey& key);
    void work(const std::stop_token& stop);
    // Works out the next wish by `answer(session, key, given_up)`. One that is given up, or has no answer, is
    // forgotten.
    template <class Key, class T, class Answer>
    void serve(Asked<Key, T>& asked, const std::stop_token& stop, const Answer& answer);

    const Worlds worlds_;
    const Places places_;

    mutable std::mutex mutex_;  // everything below
    std::condition_variable_any wake_;
    OnScreen on_screen_;
    Asked<DayKey, DayOfWorld> days_;
    Asked<StoryKey, PersonStory> stories_;
    Asked<DayKey, Co2OfDay> co2_;
    std::map<uint32_t, std::map<Day, std::shared_ptr<const DaySummary>>> summaries_;  // by the branch that lived them
    std::string failure_;
    std::jthread thread_;  // last: it ends first
};

}  // namespace piket::render
