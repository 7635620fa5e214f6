// How a World comes to be; used by the constructor only.
#pragma once

#include "world/world.hpp"

namespace piket {

struct WorldBuilder {
    World& world;

    void build();

   private:
    void add_agency(GovernmentId government, const AgencySpec& spec, const std::string& id, int number);
    // floor_plan.cpp: rooms, seats, corridors, coupled air.
    void add_building(AgencyId agency, const AgencySpec& spec, const std::vector<UnitSpec>& units);
    // Ways from doors to the stairs, for World::walk.
    void add_places();
    // households.cpp: age, sex, commuting of the servants, and their families.
    void add_people();
};

}  // namespace piket
