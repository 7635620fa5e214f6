// The branches of a session as they were lived so far: midnights kept to fork from, and days told as frames. Belongs to
// one thread at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "piket/view.hpp"
#include "runner/on_screen.hpp"

namespace piket::render {

inline constexpr Seconds co2_step = 15 * 60;
inline constexpr int co2_samples = seconds_per_day / co2_step + 1;

// What the administration did or came to know on a day, in one unit.
struct Happening {
    enum class Kind : uint8_t { cases, inspection, closure, trip, roll_call };
    Kind kind = Kind::cases;
    uint32_t unit = nobody;
    int people = 0;  // reported, who leave, who stand there; of inspections and closures none
};
inline constexpr int happening_count = 5;

// What is kept of every day that was lived.
struct DaySummary {
    Day day;
    OutcomeValues today{};            // everybody, this day
    OutcomeValues so_far{};           // from the start, this day included
    std::vector<OutcomeValues> rows;  // as Simulation::rows() names them
    std::vector<Doing> doing;         // of civil servants
    std::vector<InfectionToday> infections;
    std::vector<uint32_t> reported;     // units, one entry per civil servant whose positive result came
    std::vector<uint32_t> closed;       // units
    std::vector<Happening> happenings;  // by kind, then by unit; closures and trips on their first day
};

// The phase that comes after the engine's: making the frame.
inline constexpr std::string_view telling = "telling";

// All that is shown of one day of one branch.
struct DayOfWorld {
    DayFrame frame;
    std::shared_ptr<const DaySummary> summary;
    std::vector<float> fresh_air;               // per room: outdoor air today, 1/h
    std::vector<Simulation::PhaseTime> phases;  // how long the engine took for this day, and telling it
    float breath = 0;  // quanta/m3 times this: expected infections per hour of an unmasked susceptible person at rest
};

// CO2 of one day of one branch. Apart from the day, since it takes long to work out and is seldom looked at.
struct Co2OfDay {
    std::vector<std::vector<float>> rooms;  // empty where nobody was: ppm every co2_step from midnight
    float background = 0;

    bool known(uint32_t room) const { return room < rooms.size() && !rooms[room].empty(); }
    float at(uint32_t room, Seconds t) const;
};

// Why somebody was infected, or not, for an inspector.
struct PersonStory {
    uint32_t person = nobody;
    Day day;
    std::vector<DoseItem> doses;  // of that day
};

// The branch that lives this day for `branch`: itself from its fork on, and before that one that it comes from.
uint32_t owner_of(const Session& session, uint32_t branch, Day day);

class Timeline {
   public:
    // `told` hears of every day that is lived for the first time, with the branch that owns it.
    using Told = std::function<void(uint32_t branch, std::shared_ptr<const DaySummary>)>;
    using Stop = std::function<bool()>;  // asked every midnight

    Timeline(Worlds worlds, Places places, Told told);

    // Forgets branches out of reach, and midnights that neither A nor B comes from, but for the last few of a branch:
    // undo and redo lead back to them.
    void keep_only(const OnScreen& shown);

    // Each of a day within the run; lives what is missing, and is null if `stop` said so.
    std::shared_ptr<const DayOfWorld> day(const Session& session, uint32_t branch, Day day, const Stop& stop);
    std::shared_ptr<const PersonStory> story(const Session& session, uint32_t branch, Day day, uint32_t person,
                                             const Stop& stop);
    // `frame`: of that day.
    std::shared_ptr<const Co2OfDay> co2(const Session& session, uint32_t branch, const DayFrame& frame,
                                        const Stop& stop);

   private:
    // What a branch lived itself: days from its fork on, and the midnights after them.
    struct Lane {
        std::map<Day, std::shared_ptr<const Simulation>> midnights;  // before that day's commands are posted
        std::map<Day, std::shared_ptr<const DaySummary>> summaries;
    };

    // The latest midnight that is kept, not after `day`.
    Simulation last_known(const Session& session, uint32_t branch, Day day) const;
    // The simulation at this midnight, with the commands of the branch posted that are posted then.
    std::optional<Simulation> at_midnight(const Session& session, uint32_t branch, Day day, const Stop& stop);
    void keep(Lane& lane, Simulation simulation);
    std::shared_ptr<const DaySummary> summarise_day(const Session& session, uint32_t branch, const Simulation& after,
                                                    const DayFrame& frame);
    std::shared_ptr<const DaySummary> summary(const Session& session, uint32_t branch, Day day) const;

    const Worlds worlds_;
    const Places places_;
    const Told told_;
    std::map<uint32_t, Lane> lanes_;  // by branch
    std::shared_ptr<const Session> kept_for_;
    int stride_ = 1;  // every so many midnights one is kept
};

}  // namespace piket::render
