// A session: what somebody did in the window, as a file from which everything can be lived again. The truth is the
// scenarios, the luck and a tree of branches; whatever else is on screen follows from it.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "piket/problem.hpp"
#include "piket/simulation.hpp"
#include "piket/workshop.hpp"

namespace piket {

// A future that leaves its parent at a midnight by commands of its own. Branches are never changed once made, but by
// those who make them on the same evening.
struct Branch {
    int parent = -1;                // index of an earlier branch; -1: begins with its scenario
    uint32_t scenario = 0;          // index into Session::scenarios; that of the parent
    Day fork;                       // the first day that differs; of a branch without parent the start
    std::vector<Command> commands;  // each with the day on which it was posted, ascending, not before the fork
};

struct SessionScenario {
    std::string file;     // as it was opened
    uint64_t digest = 0;  // of what it said then
};

struct Session {
    std::vector<SessionScenario> scenarios;  // one or two: A, B
    Texts texts;  // of all files they were read from, so that no file is needed; empty in files of older programs
    uint64_t seed = 1, replicate = 0;
    std::vector<Branch> branches;
    uint32_t a = 0, b = 0;  // shown: indices into branches
    // Of A and of B, the branches that undo and redo lead through, the one shown among them; empty: it alone.
    std::array<std::vector<uint32_t>, 2> steps;
    Day day;  // the day on screen
    Seconds second = 0;
    std::optional<WorkshopRecord> workshop;  // of a team's episode, played in `b` against nothing in `a`
};

// All commands on the way from the root to this branch, in the order in which they were posted. What an ancestor posted
// on the day of a fork or later is not on the way.
std::vector<Command> log_of(const Session& session, uint32_t branch);

// Lives from the first midnight on, or goes on from `simulation`, posting the commands of `log` on their days, up to
// the midnight before `until` or the end. False: a command was refused, which cannot be if it was taken once. `stop` is
// asked each midnight and may be empty.
bool live_until(Simulation& simulation, std::span<const Command> log, Day until,
                const std::function<bool()>& stop = {});

// The scenarios as they were when the session was played, from its texts or else from the disk. Problems if one does
// not load or has changed since.
Loaded<std::vector<Scenario>> scenarios_of(const Session& session);
// What is wrong with the day on screen: nothing if the run has it. `name`: of the session's file.
Problems check_day(const Session& session, const Scenario& scenario, const std::string& name);

// What is wrong with the commands that this branch posts itself; nothing if the run takes them all. Its fork lies
// within the run of `world`, which is that of its scenario.
Problems check_commands(const Session& session, uint32_t branch, const World& world);

std::string to_json(const Session& session);
// Problems name file, key, value and what is allowed.
Loaded<Session> load_session(const std::string& path);
Loaded<Session> parse_session(std::string_view json, const std::string& name);

}  // namespace piket
