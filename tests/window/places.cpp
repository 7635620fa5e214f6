// A and B at different places: B has more staff, more rooms and an agency more, so that its indices are others.
#include <fstream>

#include "played.hpp"

using namespace piket;
using namespace piket::render;

namespace {

// B's secretariat has two people more, who come before the counter's, and there is a second agency, at the front.
std::string larger(const program::Folder& folder) {
    const std::string file = folder / "larger.toml";
    std::ofstream(file) << "format = 1\nextends = \"" << tiny << R"("
[[government]]
id = "kota"
[[government.agency]]
id = "layanan"
[[government.agency.unit]]
id = "sekretariat"
staff = 8
[[government.agency.unit.room]]
id = "kantor"
seats = 8
[[government.agency]]
id = "tambahan"
name = "Tambahan"
kind = "dinas"
staff = 60
)";
    return file;
}

struct TwoPlaces {
    program::Folder folder;
    Played p{tiny, larger(folder)};
    Game& game = p.screen.game();
    const Place& a = *game.runner->place(Side::a);
    const Place& b = *game.runner->place(Side::b);
};

// Somebody of B at a desk whom A does not have, with the largest index.
uint32_t only_in_b(const TwoPlaces& two) {
    const DayFrame& frame = two.game.today(Side::b)->frame;
    for (uint32_t p = two.b.servants; p-- > two.a.people.size();) {
        if (two.a.person_of(two.b.people[p].hash) == nobody &&
            frame.stay_at(p, static_cast<Seconds>(two.game.second)) != nullptr) {
            return p;
        }
    }
    FAIL("nobody of B's own is at the office");
    return nobody;
}

}  // namespace

TEST_CASE("The way to somebody or something that only B has leads to B's own layout") {
    TwoPlaces two;
    Game& game = two.game;
    REQUIRE(two.b.rooms.size() > two.a.rooms.size());
    REQUIRE(two.b.buildings.size() > two.a.buildings.size());
    game.go_to(game.day + 1, 10 * 3600.0);
    two.p.wait();
    const uint32_t person = only_in_b(two);
    const uint32_t room = two.b.people[person].room;
    game.look_at_room = {Side::b, room};
    two.p.user.frame(120);
    game.look_at_person = {Side::b, person};
    two.p.user.frame(120);
    two.p.user.click(two.p.screen.viewport(Side::b).centre());
    CHECK(game.inspected == Side::b);
    CHECK(game.person == person);
    CHECK(game.tab == Tab::person);
    game.look_at_building = static_cast<uint32_t>(two.b.buildings.size() - 1);
    two.p.user.frame(120);
    game.split = Split::only_b;
    two.p.user.frame(2);
    CHECK(two.p.user.item("agency", "agency").value == two.b.agencies[two.b.buildings.back().agency].name.id);
}

TEST_CASE("Who turns to the other world sees the same person, unit and room there, or none") {
    TwoPlaces two;
    Game& game = two.game;
    const uint32_t counter = two.b.unit_of("kota/layanan/loket");
    const uint32_t person = two.b.units[counter].first_person;
    const auto aula = [](const Place& place) {
        return static_cast<uint32_t>(std::ranges::find(place.rooms, "aula", &PlaceRoom::id) - place.rooms.begin());
    };
    inspect(game, Side::b);
    game.person = person;
    game.unit = counter;
    game.room = aula(two.b);
    game.tab = Tab::room;
    two.p.user.frame(2);
    two.p.user.click("side", "world-a");
    CHECK(game.inspected == Side::a);
    REQUIRE(game.person < two.a.people.size());
    CHECK(game.person != person);
    CHECK(two.a.people[game.person].hash == two.b.people[person].hash);
    CHECK(game.unit == two.a.unit_of("kota/layanan/loket"));
    CHECK(game.room == aula(two.a));

    inspect(game, Side::b);
    game.room = static_cast<uint32_t>(two.b.rooms.size() - 1);
    game.person = two.b.servants - 1;
    inspect(game, Side::a);
    CHECK(game.room == nobody);
    CHECK(game.person == nobody);
}

TEST_CASE("A click on the other world takes along what is inspected, and a click on nothing changes nothing") {
    TwoPlaces two;
    Game& game = two.game;
    two.p.user.key("Home");
    two.p.user.frame(60);
    inspect(game, Side::b);
    const uint32_t person = two.b.servants - 1;
    game.person = person;
    game.split = Split::only_a;
    two.p.user.frame(2);
    const Rect world = two.p.screen.viewport(Side::a);
    two.p.user.click({world.right() - 3, world.bottom() - 3});
    CHECK(game.inspected == Side::b);
    CHECK(game.person == person);
}
