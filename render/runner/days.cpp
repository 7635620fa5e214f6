#include "runner/days.hpp"

namespace piket::render {

namespace {

constexpr size_t most_days = 24;  // frames; summaries are kept of all
constexpr size_t most_wishes = 6;
constexpr size_t most_stories = 8;
constexpr size_t most_co2 = 8;  // today and tomorrow of both worlds, and as many that were left just now

}  // namespace

Days::Days(Worlds worlds, Places places, OnScreen shown)
    : worlds_(std::move(worlds)),
      places_(std::move(places)),
      on_screen_(std::move(shown)),
      days_(most_days, most_wishes),
      stories_(most_stories, most_stories),
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

Days::~Days() {
    thread_.request_stop();
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
    if (within_run(day + 1)) {
        days_.prepare(key_of(branch, day + 1));
    }
    wake_.notify_all();
    return known;
}

std::shared_ptr<const PersonStory> Days::story(uint32_t branch, Day day, uint32_t person) {
    if (!within_run(day)) {
        return nullptr;
    }
    const std::lock_guard lock(mutex_);
    auto known = stories_.ask({key_of(branch, day).first, day, person});
    wake_.notify_all();
    return known;
}

std::shared_ptr<const Co2OfDay> Days::co2(uint32_t branch, Day day) {
    const std::lock_guard lock(mutex_);
    const DayKey today = key_of(branch, day), tomorrow = key_of(branch, day + 1);
    auto known = days_.find(today) ? co2_.ask(today) : co2_.find(today);
    if (days_.find(tomorrow)) {
        co2_.prepare(tomorrow);
    }
    wake_.notify_all();
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
        summaries_[branch][summary->day] = std::move(summary);
    });
    std::shared_ptr<const Session> known;
    while (true) {
        OnScreen shown;
        std::optional<DayKey> day, air;
        std::optional<StoryKey> story;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, stop, [&] { return days_.next() || stories_.next() || co2_.next(); });
            if (stop.stop_requested()) {
                return;
            }
            shown = on_screen_;
            day = days_.next();
            story = stories_.next();
            air = co2_.next();
        }
        if (shown.session != known) {
            timeline.keep_only(*shown.session, shown.reach);
            known = shown.session;
        }
        // By turns: who plays at top speed always wants a day, and looks at somebody all the same.
        if (day) {
            live(timeline, *known, *day, stop);
        }
        if (story) {
            tell(timeline, *known, *story, stop);
        }
        if (air) {
            tell_air(timeline, *known, *air, stop);
        }
    }
}

void Days::live(Timeline& timeline, const Session& session, const DayKey& key, const std::stop_token& stop) {
    const auto given_up = [&] {
        const std::lock_guard lock(mutex_);
        return stop.stop_requested() || !days_.wished(key);
    };
    auto lived = timeline.day(session, key.first, key.second, given_up);
    if (lived) {
        const std::lock_guard lock(mutex_);
        days_.answer(key, std::move(lived));
    }
}

void Days::tell(Timeline& timeline, const Session& session, const StoryKey& key, const std::stop_token& stop) {
    const auto& [branch, day, person] = key;
    const auto given_up = [&] {
        const std::lock_guard lock(mutex_);
        return stop.stop_requested() || !stories_.wished(key);
    };
    auto told = timeline.story(session, branch, day, person, given_up);
    if (told) {
        const std::lock_guard lock(mutex_);
        stories_.answer(key, std::move(told));
    }
}

void Days::tell_air(Timeline& timeline, const Session& session, const DayKey& key, const std::stop_token& stop) {
    std::shared_ptr<const DayOfWorld> day;
    {
        const std::lock_guard lock(mutex_);
        day = days_.find(key);
        if (!day) {  // left meanwhile
            co2_.forget_wish(key);
            return;
        }
    }
    const auto given_up = [&] {
        const std::lock_guard lock(mutex_);
        return stop.stop_requested() || !co2_.wished(key);
    };
    auto told = timeline.co2(session, key.first, day->frame, given_up);
    if (told) {
        const std::lock_guard lock(mutex_);
        co2_.answer(key, std::move(told));
    }
}

}  // namespace piket::render
