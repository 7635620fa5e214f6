// The one owner of simulations. The window asks for days and for the ensemble, posts changes, and gets immutable
// frames; all work is done on threads of the runner.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "piket/ensemble.hpp"
#include "runner/timeline.hpp"

namespace piket::render {

enum class Side : uint8_t { a, b };
inline constexpr std::array<Side, 2> both_sides = {Side::a, Side::b};

// What charts show, day by day.
enum class Series : uint8_t {
    infected,         // servants, families and visitors, from the start
    servants,         // civil servants, from the start
    new_infected,     // of the day
    public_infected,  // visitors, from the start
    absent,           // servant-days lost to sickness and quarantine, from the start
    served,           // requests, from the start
    waiting,          // days that a request waits, mean from the start
    backlog,          // requests waiting at the end of the day
};
inline constexpr int series_count = 8;
double value_of(Series series, const OutcomeValues& today, const OutcomeValues& so_far);
bool fewer_is_better(Series series);

struct Fan {
    std::vector<Summary> days;  // one per day of the run
};

// What the ensemble knows by now. Immutable.
struct EnsembleView {
    uint32_t branch_a = 0, branch_b = 0;
    int done_a = 0, done_b = 0, paired = 0, wanted = 0;
    bool settled = false;                                 // the difference in infections is known narrowly enough
    std::array<std::array<Fan, 2>, series_count> fans;    // [series][side]
    std::array<Difference, series_count> differences;     // b - a at the last day
    std::array<int, series_count> better = {};            // futures of `paired` in which B is better
    std::vector<std::array<double, series_count>> pairs;  // differences, future by future
    // By where people were infected, means over futures: [setting][side].
    std::array<std::array<double, 2>, setting_count> settings = {};
};

// One change of policy: from tonight on this measure has this value wherever the scope says, in place of all that was
// in force for it there; without a value nothing is in force for it there any more.
struct Change {
    MeasureId measure;
    std::optional<double> value;
    Scope scope;
    bool on_top = false;  // beside what is in force, not in its place: the rules of a circular
};

struct RunnerOptions {
    int ensemble_threads = 1;  // 0: none
    int replicates = 200;      // futures of each world, in the end
};

// The name of the ensemble's threads, as the system shows them.
inline constexpr const char* ensemble_thread = "piket-futures";

class Runner {
   public:
    // One scenario: B begins as A does. Throws std::runtime_error with a line per problem if one does not load, or if
    // the two do not share days and people.
    Runner(const std::string& scenario_a, const std::string& scenario_b, RunnerOptions options = {});
    // A session as it was saved.
    Runner(const Session& session, RunnerOptions options = {});
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    const Scenario& scenario(Side side) const;
    std::shared_ptr<const Place> place(Side side) const { return places_[world_of(side)]; }
    uint32_t paired_people() const { return paired_; }
    const RunnerOptions& options() const { return options_; }
    Day first_day() const;
    Day last_day() const;  // the last that is lived

    // Null until it is there; asking for it makes it the next to be lived. The day after is prepared as well.
    std::shared_ptr<const DayOfWorld> day(Side side, Day day);
    std::shared_ptr<const DaySummary> summary(Side side, Day day) const;
    // Asks for one person's day; null until it is there.
    std::shared_ptr<const PersonStory> story(Side side, Day day, uint32_t person);
    // Asks for the CO2 of a day that is there; null until it is. That of the day after is prepared as well.
    std::shared_ptr<const Co2OfDay> co2(Side side, Day day);

    // Forks this side at the midnight after `today`. Problems if the engine refuses; then nothing has changed. Changes
    // of the same evening join. Blocks for as long as a day takes.
    Problems change(Side side, Day today, const std::vector<Change>& changes);
    // The same with rules as they are, each with its first and last day.
    Problems order(Side side, Day today, const std::vector<Rule>& rules);
    // What was changed so far stays: it can no longer be undone.
    void settle(Side side);
    // What the session keeps besides: the record of an episode and the files it was read from.
    void keep(const WorkshopRecord& record, const Texts& texts);
    bool can_undo(Side side) const;
    bool can_redo(Side side) const;
    void undo(Side side);
    void redo(Side side);
    std::optional<Side> last_changed() const;  // whose change was made last of those in force; none: nothing to undo
    std::optional<Side> next_redone() const;   // whose undone change was made first
    Session session() const;
    uint32_t branch(Side side) const;
    std::vector<Command> commands(Side side) const;

    std::shared_ptr<const EnsembleView> ensemble() const;
    struct Load {
        int futures_of_last_minute = 0;
        size_t days_kept = 0;  // as frames; summaries of all are
    };
    Load load() const;
    void set_ensemble_running(bool running);  // pauses it; what is known stays

   private:
    struct History {
        std::vector<uint32_t> branches;  // as they were shown; numbers grow as they are made
        size_t at = 0;
    };

    void start(RunnerOptions options);
    Problems fork(Side side, Day tonight, const std::function<void(std::vector<Command>&)>& decide);
    uint32_t world_of(Side side) const;
    void live(const std::stop_token& stop);
    void look_anew();
    void gather_futures(const std::stop_token& stop);
    struct Future {
        std::vector<OutcomeValues> days, so_far;  // of everybody: each day, and from the start up to it
    };
    using Futures = std::map<uint64_t, std::shared_ptr<const Future>>;
    std::shared_ptr<EnsembleView> look_at(const Futures& of_a, const Futures& of_b) const;

    std::vector<std::shared_ptr<const World>> worlds_;
    std::vector<std::shared_ptr<const Place>> places_;
    uint32_t paired_ = 0;
    RunnerOptions options_;

    mutable std::mutex mutex_;  // everything below
    Session session_;
    History history_[2];
    std::map<std::pair<uint32_t, Day>, std::shared_ptr<const DayOfWorld>> days_;
    std::vector<std::pair<uint32_t, Day>> used_;  // days by last use, the latest at the end
    std::map<std::pair<uint32_t, Day>, std::shared_ptr<const DaySummary>> summaries_;
    std::vector<std::pair<uint32_t, Day>> wanted_;
    std::vector<std::tuple<uint32_t, Day, uint32_t>> wanted_stories_;
    // The last few: more than one is looked at by turns, that of the other world for instance.
    std::vector<std::pair<std::tuple<uint32_t, Day, uint32_t>, std::shared_ptr<const PersonStory>>> stories_;
    std::vector<std::pair<uint32_t, Day>> wanted_co2_;
    std::vector<std::pair<std::pair<uint32_t, Day>, std::shared_ptr<const Co2OfDay>>> co2_;  // the last few
    std::condition_variable_any wake_;
    std::map<uint32_t, Futures> futures_;   // by branch
    std::map<uint32_t, uint64_t> started_;  // by branch
    std::shared_ptr<const EnsembleView> view_;
    std::deque<std::chrono::steady_clock::time_point> finished_;  // futures of the last minute
    bool view_stale_ = false;
    std::chrono::steady_clock::time_point next_look_;  // while futures come in, the view is not renewed before
    bool ensemble_running_ = true;
    std::atomic<uint64_t> shown_{0};  // changes whenever what is shown does: work for something else may stop

    std::mutex timeline_mutex_;
    std::unique_ptr<Timeline> timeline_;
    std::vector<std::jthread> threads_;  // last: they end first
};

}  // namespace piket::render
