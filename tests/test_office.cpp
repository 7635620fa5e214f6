// Offices without drawings: plans given room by room, and tables of the staff.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "piket/offices.hpp"
#include "program.hpp"
#include "scenario/csv.hpp"
#include "world/world.hpp"
#include "worlds.hpp"

using namespace piket;
using namespace piket::program;
using namespace piket::worlds;
namespace fs = std::filesystem;
using Catch::Contains;

namespace {

// ---- plans ------------------------------------------------------------------------------------------------------

struct PlanRoom {
    std::string id, more;         // keys besides id and seats
    std::string type = "office";  // of the agency, if it is no office
};

// One unit with these offices; all other rooms are the agency's. The line of each room's `id` follows from `line_of`.
std::string plan(const std::vector<PlanRoom>& rooms, const std::string& agency = "") {
    std::string text =
        "format = 1\ntitle = \"Uji\"\n[run]\nstart = 2020-03-16\ndays = 3\n[initial]\ninfected = 1\n"
        "[[government]]\nid = \"kota\"\n[[government.agency]]\nid = \"dinas\"\n" +
        agency + "[[government.agency.unit]]\nid = \"umum\"\nstaff = 6\n";
    for (const bool offices : {true, false}) {
        for (const PlanRoom& room : rooms) {
            if ((room.type == "office") == offices) {
                text += std::string("[[government.agency.") + (offices ? "unit." : "") + "room]]\nid = \"" + room.id +
                        "\"\ntype = \"" + room.type + "\"\nseats = 3\n" + room.more + "\n";
            }
        }
    }
    return text;
}

Problems problems_of(const std::string& text) {
    return parse_scenario(text, "plan.toml").problems;
}

const Room& room_of(const World& world, const std::string& id) {
    const auto found = std::ranges::find(world.rooms, id, &Room::id);
    REQUIRE(found != world.rooms.end());
    return *found;
}

RoomId id_of(const World& world, const std::string& id) {
    for (RoomId r : world.rooms.ids()) {
        if (world.rooms[r].id == id) {
            return r;
        }
    }
    FAIL("no room " << id);
    return {};
}

// The one problem of a plan.
void check_fault(const std::string& text, const std::string& at, const std::string& key,
                 const std::vector<std::string>& phrases) {
    const Problems problems = problems_of(text);
    for (const Problem& problem : problems) {
        UNSCOPED_INFO(problem.text());
    }
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].file == "plan.toml");
    CHECK(problems[0].line == line_of(text, at));
    CHECK_THAT(problems[0].key, Catch::EndsWith(key));
    for (const std::string& phrase : phrases) {
        CHECK_THAT(problems[0].message, Contains(phrase));
    }
}

// ---- tables -----------------------------------------------------------------------------------------------------

Loaded<GovernmentSpec> parse(const std::string& csv) {
    return parse_staff_table(csv, "staff.csv", "kota", "Kota");
}

GovernmentSpec good(const std::string& csv) {
    Loaded<GovernmentSpec> loaded = parse(csv);
    for (const Problem& problem : loaded.problems) {
        UNSCOPED_INFO(problem.text());
    }
    REQUIRE(loaded);
    return std::move(*loaded);
}

std::shared_ptr<const World> world_of(const GovernmentSpec& government) {
    return worlds::world_of(starter_toml(government, "") + to_toml(government));
}

// The program, run in a folder.
Result piket_in(const Folder& folder, const std::string& arguments) {
    return shell("cd " + folder.path() + " && " PIKET_BINARY " " + arguments);
}

}  // namespace

TEST_CASE("a plan that says what the building would have done makes the same world", "[office]") {
    Loaded<Scenario> given = load_scenario(scenarios + "tiny.toml");
    REQUIRE(given);
    Scenario made = *given;
    AgencySpec& agency = made.governments[0].agencies[0];
    std::erase_if(agency.rooms,
                  [](const RoomSpec& r) { return r.type == RoomType::corridor || r.type == RoomType::lobby; });
    for (UnitSpec& unit : agency.units) {
        for (RoomSpec& room : unit.rooms) {
            room.place.reset();
        }
    }
    for (RoomSpec& room : agency.rooms) {
        room.place.reset();
    }
    const auto a = make_world(std::move(*given)), b = make_world(std::move(made));
    REQUIRE(a->rooms.size() == b->rooms.size());
    for (RoomId r : a->rooms.ids()) {
        INFO(a->rooms[r].id);
        CHECK(a->rooms[r].id == b->rooms[r].id);
        CHECK(a->rooms[r].volume == b->rooms[r].volume);
        for (RoomId to : a->rooms.ids()) {
            CHECK(a->walk(r, to) == b->walk(r, to));
        }
    }
    CHECK(first_difference(begin(a), begin(b)) == "");
}

TEST_CASE("rooms stand where the plan puts them, around a corridor and a lobby that are made", "[office]") {
    const auto world = world_of(plan({{"a", "at = [10, 0]\nsize = [4, 5]"},
                                      {"b", "at = [14, 7]\nsize = [8, 5.5]\ndoor = [21, 7]"},
                                      {"c", "floor = 3\nat = [30, 0]\nsize = [5, 6]\nheight = 3"}}));
    const Room &a = room_of(*world, "a"), &b = room_of(*world, "b"), &c = room_of(*world, "c");
    CHECK(a.volume == Approx(4 * 5 * world->scenario.parameters.room_height));
    CHECK(c.volume == Approx(90));
    CHECK(c.floor == 2);
    CHECK((a.door.x == 12 && a.door.y == 5));
    CHECK((b.door.x == 21 && b.door.y == 7));

    const Room& corridor = room_of(*world, "corridor-1");
    CHECK(corridor.plan.y == 5);
    CHECK(corridor.plan.h == 2);  // the gap between the rows
    CHECK(corridor.plan.x == 10);
    CHECK(corridor.plan.w == 12);
    CHECK(corridor.volume == Approx(12 * 2 * corridor.height));
    const Room& lobby = room_of(*world, "lobby");  // above the corridor are 4 m free, below 8
    CHECK(lobby.type == RoomType::lobby);
    CHECK((lobby.plan.x == 14 && lobby.plan.y == -1));
    CHECK(world->buildings[BuildingId{0}].lobby == id_of(*world, "lobby"));
    CHECK(a.corridor == id_of(*world, "corridor-1"));
    CHECK(c.corridor == id_of(*world, "corridor-3"));
    CHECK(world->buildings[BuildingId{0}].corridors.size() == 2);

    // From the door to the middle of the corridor, along it, and in again; then the stairs, 14 m a floor.
    const auto seconds = [](double metres) { return static_cast<Seconds>(metres / 1.2) + 1; };
    CHECK(world->walk(id_of(*world, "a"), id_of(*world, "b")) == seconds(1 + 9 + 1));
    CHECK(world->walk(id_of(*world, "a"), id_of(*world, "c")) == seconds(1 + 2 + 2 * 14 + 2.5 + 1.2));
    CHECK(world->walk(id_of(*world, "c"), id_of(*world, "a")) == world->walk(id_of(*world, "a"), id_of(*world, "c")));
}

TEST_CASE("corridors of a plan may go round a corner", "[office]") {
    const auto world = world_of(plan({{"a", "at = [0, 0]\nsize = [6, 5]"},
                                      {"b", "at = [22, 20.5]\nsize = [5, 4]"},
                                      {"selasar", "at = [0, 5]\nsize = [22, 2]", "corridor"},
                                      {"sayap", "at = [20, 7]\nsize = [2, 20]", "corridor"}}));
    CHECK(room_of(*world, "b").corridor == id_of(*world, "sayap"));
    CHECK(world->walk(id_of(*world, "a"), id_of(*world, "b")) == static_cast<Seconds>((1 + 18 + 16.5 + 1) / 1.2) + 1);
    Simulation simulation = begin(world);
    const LivedDay day(simulation);
    bool turned = false;  // from one corridor straight into the other, half of the way each
    for (PersonId p : world->servant_ids()) {
        const StayList stays = day.stays(p);
        Stay last;  // the one before
        for (const Stay& s : stays) {
            CHECK((s.activity == Activity::walking) == (world->rooms[s.room].type == RoomType::corridor));
            turned |= last.room.valid() && s.activity == Activity::walking && last.activity == Activity::walking &&
                      last.room != s.room;
            last = s;
        }
    }
    CHECK(turned);
}

TEST_CASE("rooms around a lobby need no corridor", "[office]") {
    const auto world = world_of(plan({{"a", "at = [0, 0]\nsize = [6, 5]"},
                                      {"b", "at = [0, 9]\nsize = [6, 5]"},
                                      {"balai", "at = [0, 5]\nsize = [6, 4]", "lobby"}}));
    CHECK(world->rooms.size() == 4);  // and the yard
    CHECK(room_of(*world, "a").corridor == id_of(*world, "balai"));
    CHECK(world->walk(id_of(*world, "a"), id_of(*world, "b")) == static_cast<Seconds>(4 / 1.2) + 1);
    Simulation simulation = begin(world);
    while (!simulation.over()) {
        simulation.step();
    }
}

TEST_CASE("what is wrong with a plan is said with both rooms", "[office]") {
    const PlanRoom a = {"a", "at = [0, 0]\nsize = [6, 5]"};
    const std::string dinas = "government.kota.agency.dinas.";
    SECTION("overlap") {
        const std::string text = plan({a, {"b", "at = [5.5, 1]\nsize = [4, 4]"}});
        check_fault(text, "at = [5.5", dinas + "unit.umum.room.b.at",
                    {"\"b\" overlaps \"a\" (plan.toml:15) on floor 1"});
    }
    SECTION("no overlap on another floor, nor where walls touch") {
        CHECK(
            problems_of(plan({a, {"b", "at = [6, 1]\nsize = [4, 4]"}, {"c", "floor = 2\nat = [2, 0]\nsize = [8, 5]"}}))
                .empty());
    }
    SECTION("a door that is not on an edge") {
        check_fault(plan({{"a", "at = [0, 0]\nsize = [6, 5]\ndoor = [3, 4]"}}), "door =", "room.a.door",
                    {"not on an edge of the room \"a\"", "[0, 0] to [6, 5]"});
    }
    SECTION("a room without a corridor") {
        const std::string text =
            plan({a, {"b", "at = [0, 12]\nsize = [6, 5]"}, {"selasar", "at = [0, 5]\nsize = [14, 2]", "corridor"}});
        check_fault(text, "at = [0, 12]", "room.b.at",
                    {"no corridor touches the room \"b\"", "nearest is \"selasar\" ("});
    }
    SECTION("a door without a corridor") {
        const std::string text = plan({{"a", "at = [0, 0]\nsize = [6, 5]\ndoor = [3, 0]"},
                                       {"selasar", "at = [0, 5]\nsize = [14, 2]", "corridor"}});
        check_fault(text, "door =", "room.a.door", {"no corridor touches the door of the room \"a\"", "\"selasar\""});
    }
    SECTION("a floor that no office has") {
        check_fault(plan({{"a", "floor = 41\nat = [0, 0]\nsize = [6, 5]"}}), "floor =", "floor", {"between 1 and 40"});
    }
    SECTION("a size against an area") {
        check_fault(plan({{"a", "area = 36\nat = [0, 0]\nsize = [6, 5]"}}), "size =", "size", {"30 m2", "36"});
    }
    SECTION("some rooms without a place") {
        check_fault(plan({a, {"b", ""}}), "[[government.agency.unit.room]]\nid = \"b\"", "room.b.at",
                    {"is missing", "\"a\" has a place (plan.toml:15)"});
    }
    SECTION("half a place") {
        check_fault(plan({{"a", "floor = 2\nsize = [6, 5]"}}), "[[government.agency.unit.room]]", "room.a.at",
                    {"is missing"});
    }
    SECTION("corridors apart") {
        const std::string text = plan({a,
                                       {"selasar", "at = [0, 5]\nsize = [14, 2]", "corridor"},
                                       {"jauh", "at = [20, 5]\nsize = [14, 2]", "corridor"}});
        check_fault(text, "at = [20", "room.jauh.at", {"\"jauh\" does not touch \"selasar\" ("});
    }
    SECTION("two lobbies") {
        const std::string text =
            plan({a, {"satu", "at = [0, 5]\nsize = [6, 5]", "lobby"}, {"dua", "at = [6, 5]\nsize = [6, 5]", "lobby"}});
        check_fault(text, "type = \"lobby\"\nseats = 3\nat = [6", "room.dua.type", {"one lobby", "\"satu\""});
    }
    SECTION("no space for a lobby") {
        const std::string text = plan({{"a", "at = [0, 0]\nsize = [6, 5]"},
                                       {"b", "at = [0, 7]\nsize = [6, 5]"},
                                       {"selasar", "at = [0, 5]\nsize = [6, 2]", "corridor"}});
        check_fault(text, "size = [6, 2]", "room.selasar.size", {"\"selasar\"", "lobby"});
    }
    SECTION("a unit whose rooms are made") {
        const std::string text = plan({a}) + "[[government.agency.unit]]\nid = \"lain\"\nstaff = 3\n";
        check_fault(text, "[[government.agency.unit]]", "dinas.unit", {"\"lain\" lists no rooms", "plan.toml:15"});
    }
    SECTION("a hall that is made") {
        std::string text = plan({a}, "function = \"counter\"\ncounters = 2\n");
        check_fault(text, "counters =", "dinas.counters", {"type hall"});
    }
    SECTION("an agency that makes its rooms") {
        const std::string text =
            "format = 1\ntitle = \"x\"\n[run]\nstart = 2020-03-16\n[initial]\ninfected = 1\n[[government]]\nid = "
            "\"k\"\n"
            "[[government.agency]]\nid = \"d\"\nkind = \"dinas\"\nstaff = 30\n[[government.agency.room]]\nid = \"r\"\n"
            "seats = 9\nat = [0, 0]\nsize = [6, 6]\n";
        check_fault(text, "at = [", "room.r.at", {"kind custom", "dinas"});
    }
}

TEST_CASE("any plan loads and is lived in, or is refused with a reason", "[office]") {
    const bool held = rc::check("a plan", [] {
        std::vector<PlanRoom> rooms;
        const int count = *rc::gen::inRange(1, 7);
        const auto metres = [](int low, int high) { return std::to_string(*rc::gen::inRange(low, high)); };
        for (int i = 0; i < count; ++i) {
            std::string more = "at = [" + metres(-12, 24) + ", " + metres(-8, 16) + "]\nsize = [" + metres(1, 12) +
                               ", " + metres(1, 9) + "]\nfloor = " + metres(1, 4);
            if (*rc::gen::weightedElement<bool>({{4, false}, {1, true}})) {
                more += "\ndoor = [" + metres(-12, 24) + ", " + metres(-8, 16) + "]";
            }
            const auto type = i == 0 ? "office"
                                     : *rc::gen::weightedElement<std::string>(
                                           {{5, "office"}, {2, "corridor"}, {1, "lobby"}, {1, "meeting"}});
            rooms.push_back({"r" + std::to_string(i), more, type});
        }
        Loaded<Scenario> loaded = parse_scenario(plan(rooms), "plan.toml");
        RC_ASSERT(loaded.value.has_value() != any_error(loaded.problems));
        RC_CLASSIFY(loaded.value.has_value(), "loads");
        if (!loaded) {
            return;
        }
        const auto world = make_world(std::move(*loaded));
        for (RoomId r : world->rooms.ids()) {
            const Room &room = world->rooms[r], &corridor = world->rooms[room.corridor];
            RC_ASSERT(corridor.floor == room.floor);
            RC_ASSERT(corridor.type == RoomType::corridor || corridor.type == RoomType::lobby);
            RC_ASSERT(room.volume > 0);
            for (RoomId other : world->rooms.ids()) {
                const Rect &a = room.plan, &b = world->rooms[other].plan;
                const bool apart = a.x + a.w <= b.x + 0.02F || b.x + b.w <= a.x + 0.02F || a.y + a.h <= b.y + 0.02F ||
                                   b.y + b.h <= a.y + 0.02F;
                RC_ASSERT(r == other || world->rooms[other].floor != room.floor || apart);
                RC_ASSERT(world->walk(r, other) == world->walk(other, r));
            }
        }
        Simulation simulation = begin(world);
        simulation.step();
    });
    CHECK(held);
}

TEST_CASE("the cells of a table are found however it was saved", "[office]") {
    const auto cells = [](const std::string& text) {
        Problems problems;
        const auto rows = parse_csv(text, "t.csv", problems);
        REQUIRE(rows);
        REQUIRE(rows->size() == 2);
        CHECK((*rows)[0].cells == std::vector<std::string>{"a", "b"});
        CHECK((*rows)[1].line == 2);
        return (*rows)[1].cells;
    };
    using Cells = std::vector<std::string>;
    CHECK(cells("a,b\n1,2") == Cells{"1", "2"});
    CHECK(cells("\xef\xbb\xbf"
                "a;b\r\n1,5;2\r\n") == Cells{"1,5", "2"});
    CHECK(cells("a,b\r1,2\r") == Cells{"1", "2"});
    CHECK(cells("a,b\n \"x, \"\"y\"\"\" , 2 ,,,\n,,\n\n") == Cells{"x, \"y\"", "2"});
    CHECK(cells("\"a\";b\n\"two\nlines\";\"\"") == Cells{"two lines"});
    CHECK(cells("a,b\n,5\" pipe") == Cells{"", "5\" pipe"});
}

TEST_CASE("a table of the staff becomes agencies, units, officials and rooms", "[office]") {
    const GovernmentSpec g = good(
        "No;Jumlah;OPD;Unit Kerja;ESELON;Ruang;Kursi;Luas (m\xc2\xb2);Loket;Permohonan per hari;Online per hari\n"
        "1;8;Dinas \"Uji\";Sekretariat;-;Umum;10;48;;;7.5\n"
        "2;1;DINAS \"UJI\";sekretariat;Eselon III/a;Sekretaris;;;;;\n"
        "3;1;Dinas \"Uji\";Sekretariat;II.b;Kepala;1;20,5;;;\n"
        "4;2;Dinas \"Uji\";Arsip;4b;;;;;;\n"
        "5;5;Dinas \"Uji\";Pelayanan;;Aula;30;90;3;120;\n"
        "6;4;Kelurahan Uji;Kantor;level 1;;;;;;\n");
    REQUIRE(g.agencies.size() == 2);
    const AgencySpec& dinas = g.agencies[0];
    CHECK(dinas.id == "dinas-uji");
    CHECK(dinas.name.id == "Dinas \"Uji\"");
    CHECK(dinas.kind == AgencyKind::custom);
    CHECK(dinas.service.counters == 3);
    CHECK(dinas.service.counter_per_day == 120);
    CHECK(dinas.service.online_per_day == 7.5);
    REQUIRE(dinas.units.size() == 3);
    const UnitSpec& office = dinas.units[0];
    CHECK(office.id == "sekretariat");
    CHECK(office.staff == 10);
    CHECK((office.officials[0] == 1 && office.officials[1] == 1 && office.officials[2] == 0));
    REQUIRE(office.rooms.size() == 3);
    CHECK(office.rooms[0].id == "kepala");
    CHECK(office.rooms[0].area == 20.5);
    CHECK(office.rooms[1].seats == 1);  // its people
    CHECK(office.rooms[2].seats == 10);
    CHECK(dinas.units[1].officials[3] == 2);
    CHECK(dinas.units[2].function == Function::counter);
    CHECK(dinas.units[2].rooms.at(0).type == RoomType::hall);
    CHECK(dinas.rooms.at(0).type == RoomType::meeting);
    CHECK(g.agencies[1].units[0].officials[0] == 4);
}

TEST_CASE("an echelon is a level below the highest of its agency", "[office]") {
    const auto officials = [](const std::string& ranks) {
        std::string csv = "agency,unit,staff,echelon\n";
        std::istringstream words(ranks);
        for (std::string rank; words >> rank;) {
            csv += "a,u,1," + rank + "\n";
        }
        const UnitSpec unit = good(csv).agencies[0].units[0];
        return std::vector<int>(unit.officials, unit.officials + 4);
    };
    CHECK(officials("II.a II.b II.b III.a IV.a") == std::vector{1, 2, 1, 1});
    CHECK(officials("II.b III.a III.b IV.a IV.b") == std::vector{1, 2, 1, 1});
    CHECK(officials("III.a III.b IV.a IV.b") == std::vector{1, 1, 1, 1});
    CHECK(officials("IV.a IV.b") == std::vector{1, 1, 0, 0});
    CHECK(officials("1 2 3 3 4") == std::vector{1, 1, 2, 1});
}

TEST_CASE("a table goes through a scenario file into a world with the same counts", "[office]") {
    const std::string path = scenarios + "staff-example.csv";
    Loaded<GovernmentSpec> loaded = load_staff_table(path, "kab", "Kabupaten Contoh");
    REQUIRE(loaded);
    CHECK(loaded.problems.empty());
    const GovernmentSpec& g = *loaded;
    const auto world = world_of(g);
    int rows = 0, people = 0, officials = 0, posts = 0;
    std::istringstream text(read(path));
    std::string line;
    std::getline(text, line);
    while (std::getline(text, line)) {
        std::vector<std::string> cells;
        std::istringstream stream(line);
        for (std::string cell; std::getline(stream, cell, ';');) {
            cells.push_back(cell);
        }
        ++rows;
        people += std::stoi(cells.at(2));
        officials += cells.size() > 4 && !cells[4].empty() ? std::stoi(cells[2]) : 0;
    }
    REQUIRE(rows == 25);
    CHECK(world->servants == static_cast<uint32_t>(people));
    for (PersonId p : world->servant_ids()) {
        posts += world->jobs[p].level > 0;
    }
    CHECK(posts == officials);
    CHECK(world->agencies.size() == 4);
    CHECK(world->units.size() == 11);

    // Unit by unit as the table says, and room by room.
    size_t u = 0;
    for (const AgencySpec& agency : g.agencies) {
        for (const UnitSpec& unit : agency.units) {
            const Unit& made = world->units[UnitId{static_cast<uint32_t>(u++)}];
            CHECK(made.path == "kab/" + agency.id + "/" + unit.id);
            CHECK(made.name.id == unit.name.id);
            CHECK(made.function == unit.function);
            CHECK(made.staff.size() == static_cast<uint32_t>(unit.staff));
            for (const RoomSpec& room : unit.rooms) {
                CHECK(room_of(*world, room.id).seats == room.seats);
            }
        }
    }
    const Agency& capil = world->agencies[AgencyId{1}];
    REQUIRE(capil.hall.valid());
    CHECK(world->halls[capil.hall].counters == 6);
    CHECK(world->rooms[world->halls[capil.hall].room].id == "ruang-loket");
    CHECK(world->units[world->halls[capil.hall].unit].id == "pelayanan-loket");
    const PersonId head = world->agencies[AgencyId{1}].staff.first;
    CHECK(world->jobs[head].level == 1);
    CHECK(world->rooms[world->jobs[head].room].id == "ruang-kepala-dinas");
}

TEST_CASE("the unit whose row has the counters serves, whatever other units do", "[office]") {
    const auto world =
        world_of(good("agency,unit,staff,function,counters\na,archive,3,counter,\na,desk,4,,2\na,staff,5,,\n"));
    REQUIRE(world->halls.size() == 1);
    CHECK(world->units[world->halls[HallId{0}].unit].id == "desk");
    CHECK(world->units.size() == 3);
}

TEST_CASE("ids are made of names, once each", "[office]") {
    const std::string long_name(180, 'x');
    const GovernmentSpec g = good(
        "agency,unit,staff,room\nDinas A,Bagian  Umum,2,Lobby\ndinas-a,Bagian/Umum,1,Corridor 1\nDinas A,"
        "Bagian-Umum,1,Meeting\n\xc3\x91,\xe4\xb8\xad,"
        "3,\n" +
        long_name + "," + long_name + ",1,\n");
    REQUIRE(g.agencies.size() == 4);
    CHECK(g.agencies[0].id == "dinas-a");
    CHECK(g.agencies[1].id == "dinas-a-2");
    CHECK(g.agencies[2].id == "agency");
    CHECK(g.agencies[2].units[0].id == "unit");
    CHECK(g.agencies[3].id.size() <= 64);
    CHECK(g.agencies[0].units[0].id == "bagian-umum");
    CHECK(g.agencies[0].units[1].id == "bagian-umum-2");
    world_of(g);
}

TEST_CASE("every problem of a table is told in plain words", "[office]") {
    struct Bad {
        const char* what;
        std::string csv;
        int line;
        std::string key, value, phrase;
        bool warning = false;
    };
    const std::string head = "OPD,Unit,Jumlah,Fungsi,Eselon,Ruang,Kursi,Luas,Loket,Permohonan per hari\n";
    const std::vector<Bad> all = {
        {"misspelt column", "OPD,Unit,Jumlh\na,b,1\n", 1, "", "", "\"Jumlh\" was probably meant"},
        {"missing column", "OPD,Jumlah\na,1\n", 1, "", "", "no column for the unit: its heading must be \"unit\""},
        {"column twice", "OPD,Instansi,Unit,Jumlah\na,a,b,1\n", 1, "Instansi", "", "next to \"OPD\""},
        {"optional column misspelt", "OPD,Unit,Jumlah,Ruangn\na,b,1,\n", 1, "Ruangn", "", "did you mean", true},
        {"column of no use", "OPD,Unit,Jumlah,NIP\na,b,1,\n", 1, "", "", "not used: \"NIP\"", true},
        {"no rows", head, 1, "", "", "headings but no rows"},
        {"negative", head + "a,b,-1\n", 2, "Jumlah", "\"-1\"", "whole number from 0 to 100000"},
        {"fraction", head + "a,b,1.5\n", 2, "Jumlah", "\"1.5\"", "whole number"},
        {"thousands", head + "a,b,1.250\n", 2, "Jumlah", "\"1.250\"", "without points or commas"},
        {"word", head + "a,b,lima\n", 2, "Jumlah", "\"lima\"", "whole number"},
        {"no head count", head + "a,b,,loket\n", 2, "Jumlah", "", "is empty"},
        {"no unit", head + "a,,3\n", 2, "Unit", "", "is empty"},
        {"a sum", head + "a,b,3\nTOTAL,b,3\n", 3, "OPD", "\"TOTAL\"", "take this row out"},
        {"function", head + "a,b,3,admnistrasi\n", 2, "Fungsi", "\"admnistrasi\"", "did you mean \"administrasi\"?"},
        {"echelon", head + "a,b,3,,V.a\n", 2, "Eselon", "\"V.a\"", "did you mean \"IV.a\"?"},
        {"area in thousands", head + "a,b,3,,,r,,1.250\n", 2, "Luas", "\"1.250\"", "at most two digits"},
        {"room of two units", head + "a,b,3,,,r\na,c,3,,,R\n", 3, "Ruang", "\"R\"",
         "room of \"b\" already, see line 2"},
        {"room of two sizes", head + "a,b,1,,,r,4\na,b,1,,,r,5\n", 3, "Kursi", "5", "line 2 says 4"},
        {"size without room", head + "a,b,3,,,,4\n", 2, "Kursi", "\"4\"", "names no room"},
        {"crowded room", head + "a,b,5,,,r,5,10\n", 2, "Luas", "10", "2.0 m2 for each; the standard is 2.2", true},
        {"too few seats", head + "a,b,5,,,r,4,30\n", 2, "Kursi", "4", "5 people sit in \"r\"", true},
        {"functions of a unit", head + "a,b,5,loket\na,b,5,field\n", 3, "Fungsi", "field", "line 2 says counter"},
        {"counters twice", head + "a,b,5,,,,,,2\na,b,5,,,,,,2\n", 3, "Loket", "", "in line 2 too"},
        {"two halls", head + "a,b,5,,,,,,2\na,c,5,,,,,,2\n", 3, "Loket", "2", "\"b\" has counters too, see line 2"},
        {"counters without function", head + "a,b,5,field,,,,,2\n", 2, "Fungsi", "field", "must be counter"},
        {"more counters than people", head + "a,b,1,,,,,,2\n", 2, "Loket", "2", "only 1 people", true},
        {"requests without counters", head + "a,b,5,,,,,,,9\n", 2, "Permohonan per hari", "", "are lost", true},
        {"unit of nobody", head + "a,b,0\n", 2, "Jumlah", "0", "from 1 to 100000"},
        {"two heads", head + "a,b,2,,II.b\n", 2, "Eselon", "", "one head", true},
        {"loose comma", head + "a,b,2,,,,,,,,x\n", 2, "", "\"x\"", "needs quotes"},
        {"open quote", head + "a,\"b,2\na,c,1\n", 2, "", "", "never closes"},
        {"text behind a quote", head + "a,\"b\"c,2\n", 2, "", "", "two quotes"},
        {"empty", "", 0, "", "", "is empty"},
        {"blank", " \n;;\n\n", 0, "", "", "is empty"},
        {"a workbook", std::string("PK\x03\x04\x00\x00", 6), 0, "", "", "save it as CSV"},
        {"Latin-1", head + "a,Pelayanan caf\xe9,2\n", 2, "", "", "not UTF-8"},
        {"UTF-16",
         std::string("\xff\xfe"
                     "O\0P\0",
                     6),
         1, "", "", "not UTF-8"},
        {"no text", head + std::string("a,b\0,2\n", 7), 2, "", "", "is not text"},
        {"too large", std::string((8U << 20U) + 1, 'x'), 0, "", "", "8 MiB"},
    };
    for (const Bad& bad : all) {
        DYNAMIC_SECTION(bad.what) {
            const Loaded<GovernmentSpec> result = parse(bad.csv);
            CHECK(result.value.has_value() == bad.warning);
            for (const Problem& problem : result.problems) {
                UNSCOPED_INFO(problem.text());
            }
            REQUIRE(result.problems.size() == 1);
            const Problem& problem = result.problems[0];
            CHECK(problem.file == "staff.csv");
            CHECK(problem.line == bad.line);
            CHECK(problem.key == bad.key);
            CHECK(problem.value == bad.value);
            CHECK_THAT(problem.message, Contains(bad.phrase));
            CHECK(problem.warning == bad.warning);
        }
    }
}

TEST_CASE("all problems of a table are told at once, but not without end", "[office]") {
    const Loaded<GovernmentSpec> few = parse("OPD,Unit,Jumlah,Eselon\na,b,-1,X\n,c,1,\na,d,x,\n");
    CHECK(few.problems.size() == 4);
    CHECK(std::ranges::is_sorted(few.problems, {}, &Problem::line));
    std::string csv = "OPD,Unit,Jumlah\n";
    for (int i = 0; i < 50'000; ++i) {
        csv += "a,b,x\n";
    }
    CHECK(parse(csv).problems.size() <= 110);
}

TEST_CASE("a hostile table is read in no time", "[office]") {
    const std::string head = "agency,unit,staff\n";
    std::string quotes(4U << 20U, '"'), commas(8U << 20U, ','), names = head, bad;
    quotes[0] = 'x';
    for (int i = 0; names.size() < (3U << 20U); ++i) {
        names += "\xe4\xb8\xad" + std::string(static_cast<size_t>(i % 150), '!') + "\xe4\xb8\xad,!,1\n";
    }
    for (int i = 0; i < 500'000; ++i) {
        bad += "\"\"x\n";
    }
    for (const std::string& text : {quotes, commas, names, bad}) {
        const Loaded<GovernmentSpec> result = parse(text);
        CHECK(result.value.has_value() != any_error(result.problems));
    }
}

TEST_CASE("a damaged table is refused or makes offices that load", "[office]") {
    const std::string table = read(scenarios + "staff-example.csv");
    const std::vector<std::string> words = {";",  "\"", "\n",   "\r", ",",     "-1", "1e9",    "nan", "inf",  "\\",
                                            "\t", "#",  "\xff", "=",  "[[x]]", "'",  "\"\"\"", "0",   "IV.a", "\x7f"};
    const bool held = rc::check("a damaged table", [&] {
        std::string text = table;
        const int wounds = *rc::gen::inRange(1, 5);
        for (int i = 0; i < wounds; ++i) {
            const auto at = static_cast<size_t>(*rc::gen::inRange<int>(0, static_cast<int>(text.size())));
            text.replace(at, static_cast<size_t>(*rc::gen::inRange(0, 8)), *rc::gen::elementOf(words));
        }
        Loaded<GovernmentSpec> result = parse(text);
        RC_ASSERT(result.value.has_value() != any_error(result.problems));
        if (result) {
            const Loaded<Scenario> scenario = parse_scenario(starter_toml(*result, "") + to_toml(*result), "made");
            for (const Problem& problem : scenario.problems) {
                RC_LOG() << problem.text() << "\n";
            }
            RC_ASSERT(scenario.value.has_value());
        }
    });
    CHECK(held);
}

TEST_CASE("office writes offices and a scenario that runs at once", "[office]") {
    const Folder folder;
    const std::string table = scenarios + "staff-example.csv";
    const Result made =
        piket_in(folder, "office " + table + " --id kab --name 'Kabupaten \"Contoh\"' -o o.toml --scenario k.toml");
    INFO(made.err);
    REQUIRE(made.status == 0);
    CHECK(made.err.empty());
    CHECK(names_in(folder.path()) == std::vector<std::string>{"k.toml", "o.toml"});
    CHECK_THAT(made.out, Contains("people per room") && Contains("\nkecamatan-contoh") && Contains("\ntogether") &&
                             Contains("Next: piket run k.toml"));
    for (const std::string& line : {std::string("dinas-kesehatan"), std::string("together")}) {
        const size_t at = made.out.find("\n" + line);
        std::istringstream cells(made.out.substr(at + 1 + line.size()));
        int units = 0, people = 0, officials = 0;
        cells >> units >> people >> officials;
        CHECK(units == (line == "together" ? 11 : 2));
        CHECK(people == (line == "together" ? 116 : 26));
        CHECK(officials == (line == "together" ? 19 : 2));
    }
    const Result checked = piket_in(folder, "check k.toml");
    CHECK(checked.status == 0);
    CHECK(checked.err.empty());
    CHECK_THAT(checked.out, Contains("ok: 116 civil servants"));
    CHECK(piket_in(folder, "run k.toml --replicates 2 --days 7").status == 0);
    CHECK_THAT(read(folder / "o.toml"), Contains("name = \"Kabupaten \\\"Contoh\\\"\""));
}

TEST_CASE("office writes nothing unless all is well, and never over the table or a scenario", "[office]") {
    const Folder folder;
    folder.write("bad.csv", "OPD;Unit;Jumlah\na;b;x\n");
    const Result bad = piket_in(folder, "office bad.csv -o o.toml");
    CHECK(bad.status == 1);
    CHECK(bad.out.empty());
    CHECK_THAT(bad.err, Contains("bad.csv:2: Jumlah = \"x\": must be a whole number"));
    CHECK(names_in(folder.path()) == std::vector<std::string>{"bad.csv"});
    CHECK(piket_in(folder, "office nowhere.csv").status == 1);

    folder.write("good.csv", "OPD;Unit;Jumlah\na;b;3\n");
    const Result dry = piket_in(folder, "office good.csv");
    CHECK(dry.status == 0);
    CHECK_THAT(dry.out, Contains("Nothing was written"));
    CHECK(piket_in(folder, "office good.csv -o ./good.csv").status == 2);
    CHECK(piket_in(folder, "office good.csv --scenario s.toml").status == 2);
    CHECK(piket_in(folder, "office good.csv --id 'a b' -o o.toml").status == 2);
    folder.write("mine.toml", "mine");
    CHECK(piket_in(folder, "office good.csv -o o.toml --scenario mine.toml").status == 1);
    CHECK(read(folder / "mine.toml") == "mine");
    CHECK(names_in(folder.path()) == std::vector<std::string>{"bad.csv", "good.csv", "mine.toml"});

    // The scenario finds its offices in another folder.
    fs::create_directory(folder / "sub");
    CHECK(piket_in(folder, "office good.csv -o o.toml --scenario sub/s.toml").status == 0);
    CHECK(piket_in(folder, "check sub/s.toml").status == 0);
}
