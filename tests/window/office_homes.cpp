// Who is at home and beside it, how full rooms are, and what waits at the counters: as they are drawn.
#include <algorithm>
#include <set>

#include "driver.hpp"
#include "office/office_view.hpp"
#include "offices.hpp"

using namespace piket;
using namespace piket::render;

namespace {

bool within(Rect r, Point p) {
    return p.x >= r.x && p.x <= r.right() && p.y >= r.y && p.y <= r.bottom();
}

}  // namespace

TEST_CASE("Every household has a cell of its own on the rim, and its people are in it") {
    const TestOffice& office = test_office("tangsel-2020.toml");
    const Place& place = *office.place;
    const Layout layout(office.place);
    const Furniture furniture(layout);
    const auto lived = std::make_shared<DayFrame>(*test_frame(office, 5));
    const uint32_t away = place.servants + 3, gone = place.servants + 40;
    lived->people[away].doing = Doing::hospital;
    lived->people[gone].doing = Doing::dead;
    const DayFigures day(layout, furniture, lived);
    const uint32_t building = 3;
    const PlaceAgency& agency = place.agencies[place.buildings[building].agency];
    const uint32_t first = place.units[agency.first_unit].first_person;
    const uint32_t last = place.units[agency.last_unit - 1].last_person;
    for (uint32_t a = first; a < last; ++a) {
        const Rect home = day.homes().household(a);
        CHECK(overlap(home, layout.rim(building).grown(0.01F)).w == Approx(home.w));
        CHECK(overlap(home, layout.rim(building).grown(0.01F)).h == Approx(home.h));
        for (uint32_t b = first; b < a; ++b) {
            const Rect common = overlap(home.grown(-0.01F), day.homes().household(b).grown(-0.01F));
            CHECK(common.w * common.h <= 0);
        }
    }
    std::vector<Figure> families;
    for (uint32_t b = 0; b < place.buildings.size(); ++b) {
        day.families_of(b, families);
    }
    std::set<uint32_t> drawn;
    for (const Figure& f : families) {
        INFO(f.person);
        CHECK(f.kind == Figure::Kind::family);
        CHECK(drawn.insert(f.person).second);
        const Rect home = day.homes().household(place.people[f.person].servant_of);
        CHECK(within(home, f.at));
        CHECK(f.tallest < 0.6F * home.h);  // smaller than the civil servant
    }
    size_t expected = 0;
    for (uint32_t p = place.servants; p < place.people.size(); ++p) {
        const Doing doing = lived->people[p].doing;
        expected += doing != Doing::dead && doing != Doing::facility && doing != Doing::hospital ? 1 : 0;
    }
    CHECK(drawn.size() == expected);
    CHECK_FALSE(drawn.contains(away));
    CHECK_FALSE(drawn.contains(gone));
    for (uint32_t p = first; p < last; ++p) {  // after work
        Figure f;
        if (day.at(p, clock(22), f) && f.where == Elsewhere::home) {
            CHECK(within(day.homes().household(p), f.at));
        }
    }
}

TEST_CASE("Who isolates in a facility is not told to be in hospital") {
    CHECK(elsewhere(Doing::facility) != elsewhere(Doing::hospital));
    CHECK(std::string(key_of(elsewhere(Doing::facility))) == "facility");
    CHECK(std::string(key_of(elsewhere(Doing::hospital))) == "hospital");
}

TEST_CASE("Who works from home and goes out is in town while others work, and at home in the evening") {
    const TestOffice& office = test_office("tiny.toml");
    const auto lived = std::make_shared<DayFrame>(*test_frame(office, 5));
    const Layout layout(office.place);
    const Furniture furniture(layout);
    uint32_t someone = 0;
    while (!lived->stays_of(someone).empty()) {
        ++someone;
    }
    lived->people[someone].doing = Doing::home;
    lived->people[someone].roams = true;
    const DayFigures day(layout, furniture, lived);
    Figure f;
    REQUIRE(day.at(someone, clock(10), f));
    CHECK(f.where == Elsewhere::town);
    CHECK_FALSE(within(day.homes().household(someone), f.at));
    REQUIRE(day.at(someone, clock(20), f));
    CHECK(f.where == Elsewhere::home);
    CHECK(within(day.homes().household(someone), f.at));
}

TEST_CASE("Occupancy is people over seats, and who is over a cap is marked") {
    Stage stage(test_words(), find_fonts());
    const TestOffice& office = test_office("tangsel-2020.toml");
    const Place& place = *office.place;
    const Layout layout(office.place);
    const Furniture furniture(layout);
    const auto lived = std::make_shared<DayFrame>(*test_frame(office, 5));
    std::vector<Figure> figures;
    const Seconds t = clock(10, 42);
    DayFigures(layout, furniture, lived).all_at(t, figures);
    const Census census = count(place, figures);
    const Overlays overlays(layout, stage.ui());
    Shown shown;
    shown.overlay = Overlay::occupancy;
    uint32_t room = 0;
    while (place.rooms[room].type != RoomType::office || census.in_room[room] < 4 ||
           census.in_room[room] > place.rooms[room].seats) {
        ++room;
    }
    const auto plain = overlays.reading(room, *lived, census, t, shown);
    REQUIRE(plain);
    CHECK_FALSE(plain->over);
    CHECK(plain->color ==
          ramp(Ramp::heat, static_cast<float>(census.in_room[room]) / static_cast<float>(place.rooms[room].seats)));
    UnitToday& unit = lived->units[place.rooms[room].unit];
    unit.places = census.of_unit[place.rooms[room].unit];
    CHECK_FALSE(overlays.reading(room, *lived, census, t, shown)->over);
    --unit.places;
    CHECK(overlays.reading(room, *lived, census, t, shown)->over);
    ++unit.places;
    lived->seats[room] = census.in_room[room] - 1;
    CHECK(overlays.reading(room, *lived, census, t, shown)->over);
    CHECK(overlays.reading(room, *lived, census, t, shown)->color == plain->color);
}

TEST_CASE("The backlog is written at the hall: what was left over, and in the evening what is left") {
    Stage stage(test_words(), find_fonts());
    stage.begin();
    stage.end(Canvas(stage.size()));
    OfficeView view(stage.ui());
    const TestOffice& office = test_office("tangsel-2020.toml");
    const auto frame = std::make_shared<DayFrame>(*test_frame(office, 5));
    for (HallToday& hall : frame->halls) {
        hall.backlog = {0, 214, 70};
    }
    for (Backlog& online : frame->online) {
        online = {};
    }
    uint32_t building = 0;
    while (office.place->buildings[building].hall == nobody) {
        ++building;
    }
    view.set_place(office.place);
    const Rect viewport{0, 0, 1280, 720};
    view.fit_building(building, viewport);
    view.camera().advance(1, true);
    Shown shown;
    shown.overlay = Overlay::service;
    const auto labels_at = [&](Seconds t) {
        Canvas canvas(stage.size());
        view.draw(canvas, viewport, frame, t, shown);
        return view.labels().size();
    };
    const size_t before = labels_at(frame->counter.to - 1);
    CHECK(labels_at(frame->counter.to) > before);
}

TEST_CASE("At the size of a world in the smallest window the blocks at home and elsewhere have names, and say them") {
    for (const Language language : {Language::id, Language::en}) {
        Stage stage(test_words(language), find_fonts());
        stage.begin();
        stage.end(Canvas(stage.size()));
        OfficeView view(stage.ui());
        const TestOffice& office = test_office("tangsel-2020-wfh-piket.toml");
        const auto frame = test_frame(office, 5);
        view.set_place(office.place);
        const Rect viewport{266, 96, 314, 457};
        uint32_t building = 0;
        while (office.place->agencies[office.place->buildings[building].agency].path != "tangsel/dukcapil") {
            ++building;
        }
        view.fit_building(building, viewport);
        view.camera().advance(1, true);
        Canvas canvas(stage.size());
        view.draw(canvas, viewport, frame, clock(10), {});
        const View plane = view.camera().view(viewport);
        const Furniture& furniture = view.furniture();
        const DayFigures day(view.layout(), furniture, frame);
        size_t named = 0;
        for (const Homes::Block& block : day.homes().blocks(building)) {
            const Rect on = plane.to_screen(block.heading.grown(1));
            named += std::ranges::any_of(view.labels(), [&](Rect label) {
                return overlap(label, on).w > 0.5F * label.w && overlap(label, on).h > 0.5F * label.h;
            });
            const std::string said = view.hint(viewport, plane.to_screen(block.cells.centre()), frame, clock(10), {});
            const std::string name = elsewhere_name(stage.ui().words, block.where);
            CHECK_THAT(said, Catch::StartsWith(name));
        }
        CHECK(named >= 2);
        CHECK(view.hint(viewport, viewport.centre(), frame, clock(10), {}).empty());
    }
}
