// One world living day after day. It is changed from outside only by commands, which are checked, dated, recorded and
// take effect at midnight; replaying them reaches the same state hash.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "piket/outcomes.hpp"
#include "piket/scenario.hpp"

namespace piket {

struct World;

// People, offices and rooms of a scenario: made once, shared by any number of simulations.
std::shared_ptr<const World> make_world(Scenario scenario);
const Scenario& scenario_of(const World& world);

struct WorldSize {
    uint32_t servants, people, units, agencies, buildings, rooms, halls;
    size_t bytes;  // of the arrays of people
};
WorldSize size_of(const World& world);

// How many people stand in both worlds: by id path, whatever their order.
uint32_t paired_people(const World& a, const World& b);

// From tonight on, one rule more; or an earlier command ends; or every rule for one measure does, whoever made it, in
// all units or in those of a scope.
struct Command {
    enum class Kind : uint8_t { enact, lift, repeal };
    Kind kind = Kind::enact;
    Day posted;           // set by post()
    Rule rule;            // enact: from and until as in the rule; from before tomorrow's midnight means from then on.
                          // repeal: its measure and scope
    uint32_t target = 0;  // lift: index of the enacting command in the log
};

// One infection of one person, told without the engine's ids.
struct InfectionRow {
    uint64_t person = 0;  // fixed hash of the id path: the same person in every world that has them
    bool servant = false;
    std::string unit;  // path; family: that of their civil servant
    int age = 0;
    Day day;
    Seconds second = 0;
    Setting setting = Setting::town;
    std::string room;  // "building/room", empty outside the offices
    std::string by;    // "town", "visitor", "before", or the infector's hash in hexadecimal
    int generation = 0;
    std::string strain;
};

// A civil servant's positive result, as the administration came to know of it.
struct ReportRow {
    Day day;
    std::string unit;  // path
};

struct RunOptions {
    uint64_t seed = 1;
    uint64_t replicate = 0;
    int threads = 1;         // 0: one per core
    bool reference = false;  // the obvious path: every room, every person, no laziness; the same hash
    // In place of the scenario's. What the world was made from (varies_by_replicate() is false) is not made anew.
    std::shared_ptr<const Parameters> parameters = {};
    // Where in the scenario's range, 0 to 1, the town's infected share starts; without it, luck draws that.
    std::optional<double> prevalence_at = {};
};

// What is wrong with a command posted at this midnight after those of `log`; nothing if it can be taken. No state of
// the run decides it.
Problems check_command(const Command& command, const World& world, Day midnight, std::span<const Command> log);

class Simulation {
   public:
    Simulation(std::shared_ptr<const World> world, const RunOptions& options);
    ~Simulation();
    Simulation(Simulation&&) noexcept;
    Simulation& operator=(Simulation&&) noexcept;

    Simulation fork() const;  // the same past, an own future

    Day day() const;    // the next to be lived
    bool over() const;  // all days of the scenario are lived
    void step();        // one day

    // What is wrong with a command, or nothing and it is in the log.
    Problems post(Command command);
    const std::vector<Command>& log() const;

    uint64_t hash() const;
    std::vector<std::pair<std::string, uint64_t>> array_hashes() const;

    // Row names of the record and its days so far; values(day, row).
    const std::vector<std::string>& rows() const;
    size_t days_lived() const;
    OutcomeValues values(size_t day, size_t row) const;
    // Everybody, days [0, days): sums, means or last values as each outcome's row says.
    OutcomeValues total(size_t days) const;
    OutcomeValues total_on(size_t day) const;
    // By hall, as Place::halls, of a day that was lived.
    const std::vector<Queued>& queued(size_t day) const;
    std::vector<InfectionRow> infections() const;
    std::vector<ReportRow> reports() const;  // in the order in which they came
    uint32_t infected_ever() const;          // infections, seeds and second ones of a person included

    struct PhaseTime {
        std::string_view phase;
        double seconds;
    };
    struct Profile {
        std::vector<PhaseTime> phases;
        uint64_t infectious, on_site, stays, hot_rooms, exposed, infections, days;  // sums over days
    };
    Profile profile() const;
    size_t state_bytes() const;

   private:
    struct Impl;
    explicit Simulation(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
    friend struct Peek;
};

}  // namespace piket
