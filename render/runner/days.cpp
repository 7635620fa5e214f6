#include "runner/days.hpp"

namespace piket::render {

namespace {

constexpr size_t most_days = 24;  // as frames; summaries are kept of all that is within reach
constexpr size_t most_wishes = 6;
constexpr size_t most_stories = 8;
constexpr size_t most_co2 = 8;  // today and tomorrow of both worlds, and as many that were left just now

}  // namespace

Days::Days(Worlds worlds, Places places, OnScreen shown)
    : worlds_(std::move(worlds)),
      places_(std::move(places)),
      on_screen_(std::move(shown)),
      days_(most_days, most_wishes),
      stories_(most_stories, most_wishes),
      co2_(most_co2, most_wishes) {
    thread_ = std::jthread([this](const std::stop_token& stop) {
        try {
            work(stop);
        } catch (const std::exception& error) {
            const std::lock_guard lock(mutex_);
            failure_ = error.what();
        }
    });
}

void Days::show(OnScreen shown) {
    const std::lock_guard lock(mutex_);
    on_screen_ = std::move(shown);
    days_.forget_wishes();
    stories_.forget_wishes();
    co2_.forget_wishes();
    std::erase_if(summaries_, [&](const auto& known) { return !on_screen_.reach.contains(known.first); });
}

Days::DayKey Days::key_of(uint32_t branch, Day day) const {
    return {owner_of(*on_screen_.session, branch, day), day};
}

bool Days::within_run(Day day) const {
    const Scenario& scenario = scenario_of(*worlds_.front());
    return scenario.start <= day && day < scenario.start + scenario.days;
}

std::shared_ptr<const DayOfWorld> Days::day(uint32_t branch, Day day) {
    if (!within_run(day)) {
        return nullptr;
    }
    const std::lock_guard lock(mutex_);
    auto known = days_.ask(key_of(branch, day));
    const bool prepares = within_run(day + 1) && days_.prepare(key_of(branch, day + 1));
    if (!known || prepares) {
        wake_.notify_all();
    }
    return known;
}

std::shared_ptr<const PersonStory> Days::story(uint32_t branch, Day day, uint32_t person) {
    if (!within_run(day)) {
        return nullptr;
    }
    const std::lock_guard lock(mutex_);
    auto known = stories_.ask({key_of(branch, day).first, day, person});
    if (!known) {
        wake_.notify_all();
    }
    return known;
}

std::shared_ptr<const Co2OfDay> Days::co2(uint32_t branch, Day day) {
    const std::lock_guard lock(mutex_);
    const DayKey today = key_of(branch, day), tomorrow = key_of(branch, day + 1);
    const bool possible = days_.find(today) != nullptr;
    auto known = possible ? co2_.ask(today) : co2_.find(today);
    const bool prepares = days_.find(tomorrow) && co2_.prepare(tomorrow);
    if ((possible && !known) || prepares) {
        wake_.notify_all();
    }
    return known;
}

std::shared_ptr<const DaySummary> Days::summary(uint32_t branch, Day day) const {
    const std::lock_guard lock(mutex_);
    const auto lived = summaries_.find(key_of(branch, day).first);
    if (lived == summaries_.end()) {
        return nullptr;
    }
    const auto known = lived->second.find(day);
    return known == lived->second.end() ? nullptr : known->second;
}

size_t Days::kept() const {
    const std::lock_guard lock(mutex_);
    return days_.answers();
}

std::string Days::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

void Days::work(const std::stop_token& stop) {
    Timeline timeline(worlds_, places_, [this](uint32_t branch, std::shared_ptr<const DaySummary> summary) {
        const std::lock_guard lock(mutex_);
        if (on_screen_.reach.contains(branch)) {  // else it was left while it was lived
            summaries_[branch][summary->day] = std::move(summary);
        }
    });
    while (true) {
        OnScreen shown;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, stop, [&] { return days_.next() || stories_.next() || co2_.next(); });
            shown = on_screen_;
        }
        if (stop.stop_requested()) {
            return;
        }
        timeline.keep_only(shown);
        // By turns: who plays at top speed always wants a day, and looks at somebody all the same.
        serve(days_, stop, [&](const Session& session, const DayKey& key, const Timeline::Stop& given_up) {
            return timeline.day(session, key.first, key.second, given_up);
        });
        serve(stories_, stop, [&](const Session& session, const StoryKey& key, const Timeline::Stop& given_up) {
            const auto& [branch, day, person] = key;
            return timeline.story(session, branch, day, person, given_up);
        });
        serve(co2_, stop, [&](const Session& session, const DayKey& key, const Timeline::Stop& given_up) {
            const auto day = frame_of(key);
            return day ? timeline.co2(session, key.first, day->frame, given_up) : nullptr;
        });
    }
}

template <class Key, class T, class Answer>
void Days::serve(Asked<Key, T>& asked, const std::stop_token& stop, const Answer& answer) {
    std::optional<Key> key;
    std::shared_ptr<const Session> session;
    {
        const std::lock_guard lock(mutex_);
        key = asked.next();
        session = on_screen_.session;
    }
    if (!key) {
        return;
    }
    // The other world's wish for the same day is none that this one stands in the way of.
    const auto given_up = [&] {
        const std::lock_guard lock(mutex_);
        const auto next = asked.next();
        return stop.stop_requested() || !next || std::get<1>(*next) != std::get<1>(*key);
    };
    std::shared_ptr<const T> found = answer(*session, *key, given_up);
    const std::lock_guard lock(mutex_);
    if (found) {
        asked.answer(*key, std::move(found));
    } else {
        asked.forget_wish(*key);
    }
}

std::shared_ptr<const DayOfWorld> Days::frame_of(const DayKey& key) {
    const std::lock_guard lock(mutex_);
    return days_.find(key);
}

}  // namespace piket::render
