// What is shown now, for the threads that work for it.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "piket/session.hpp"
#include "piket/view.hpp"

namespace piket::render {

using Worlds = std::vector<std::shared_ptr<const World>>;  // as Session::scenarios
using Places = std::vector<std::shared_ptr<const Place>>;  // of these

struct OnScreen {
    std::shared_ptr<const Session> session;  // its luck and its tree of branches, without texts and workshop
    std::set<uint32_t> reach;  // branches that undo and redo lead to, and those they come from: others are forgotten
};

}  // namespace piket::render
