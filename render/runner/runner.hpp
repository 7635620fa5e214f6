// What the window asks for days and for the ensemble, and where it posts changes. It owns the tree of branches; all
// living is done on threads of Days and Futures, which hand out immutable frames. Itself it belongs to one thread.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runner/days.hpp"
#include "runner/ensemble_view.hpp"
#include "runner/futures.hpp"

namespace piket::render {

enum class Side : uint8_t { a, b };
inline constexpr std::array<Side, 2> both_sides = {Side::a, Side::b};

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

class Runner {
   public:
    // One scenario: B begins as A does. Throws std::runtime_error with a line per problem if one does not load, or if
    // the two do not share days and people.
    Runner(const std::string& scenario_a, const std::string& scenario_b, RunnerOptions options = {});
    // A session as it was saved.
    Runner(const Session& session, RunnerOptions options = {});
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    const Scenario& scenario(Side side) const;
    // One place where A and B have the same, so that what is drawn of it can be shared.
    std::shared_ptr<const Place> place(Side side) const { return places_[world_of(side)]; }
    uint32_t paired_people() const { return paired_; }
    const RunnerOptions& options() const { return options_; }
    Day first_day() const;
    Day last_day() const;  // the last that is lived

    // Null until it is there: ask again. What was asked for last is lived first; the day after is prepared as well.
    std::shared_ptr<const DayOfWorld> day(Side side, Day day) { return days_->day(branch(side), day); }
    // Null where no day was lived yet; asks for nothing.
    std::shared_ptr<const DaySummary> summary(Side side, Day day) const { return days_->summary(branch(side), day); }
    // Asks for one person's day; null until it is there.
    std::shared_ptr<const PersonStory> story(Side side, Day day, uint32_t person) {
        return days_->story(branch(side), day, person);
    }
    // Asks for the CO2 of a day that is there; null until it is. That of the day after is prepared as well.
    std::shared_ptr<const Co2OfDay> co2(Side side, Day day) { return days_->co2(branch(side), day); }

    // Forks this side at the midnight after `today`. Problems if the engine would refuse; then nothing has changed.
    // Changes of the same evening join.
    Problems change(Side side, Day today, const std::vector<Change>& changes);
    // The same with rules as they are, each with its first and last day.
    Problems order(Side side, Day today, const std::vector<Rule>& rules);
    // What was changed so far stays: it can no longer be undone.
    void settle(Side side);
    // What the session keeps besides: the record of an episode and the files it was read from.
    void keep(const WorkshopRecord& record, const Texts& texts);
    bool can_undo(Side side) const { return can_step(side, -1); }
    bool can_redo(Side side) const { return can_step(side, +1); }
    void undo(Side side) { step(side, -1); }
    void redo(Side side) { step(side, +1); }
    std::optional<Side> last_changed() const;  // whose change was made last of those in force; none: nothing to undo
    std::optional<Side> next_redone() const;   // whose undone change was made first
    Session session() const;
    uint32_t branch(Side side) const { return side == Side::a ? session_.a : session_.b; }
    std::vector<Command> commands(Side side) const;

    std::shared_ptr<const EnsembleView> ensemble() const { return futures_->view(); }
    // Days from the start after which both can be compared, the last being all.
    std::vector<int> horizons() const;
    int horizon() const { return horizon_; }
    void compare_at(int horizon);  // one of these
    struct Load {
        int futures_of_last_minute = 0;
        size_t days_kept = 0;  // as frames
    };
    Load load() const;
    void set_ensemble_running(bool running) { futures_->set_running(running); }  // what is known stays
    std::string failure() const;  // why days or futures do not come any more; empty: none has failed

   private:
    struct History {
        std::vector<uint32_t> branches;  // as they were shown; numbers grow as they are made
        size_t at = 0;
    };

    void start(RunnerOptions options);
    Problems fork(Side side, Day tonight, const std::function<void(std::vector<Command>&)>& decide);
    bool can_step(Side side, int by) const;
    void step(Side side, int by);
    Session tree() const;  // the session without all that does not decide how days are lived
    OnScreen on_screen() const;
    void show();  // to the threads what is shown now
    uint32_t world_of(Side side) const { return session_.branches[branch(side)].scenario; }
    uint32_t& branch_of(Side side) { return side == Side::a ? session_.a : session_.b; }
    History& history(Side side) { return history_[static_cast<size_t>(side)]; }
    const History& history(Side side) const { return history_[static_cast<size_t>(side)]; }

    Worlds worlds_;
    Places places_;
    uint32_t paired_ = 0;
    RunnerOptions options_;
    int horizon_ = 0;
    Session session_;
    std::array<History, 2> history_;
    std::unique_ptr<Days> days_;
    std::unique_ptr<Futures> futures_;
};

}  // namespace piket::render
