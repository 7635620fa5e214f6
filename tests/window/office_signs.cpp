// What is written on the world and on the board of the campus.
#include <set>

#include "driver.hpp"
#include "office/legend.hpp"
#include "office/office_view.hpp"
#include "offices.hpp"

using namespace piket;
using namespace piket::render;

namespace {

// A view whose fonts are there.
struct Seen {
    Stage stage;
    OfficeView view;

    explicit Seen(const TestOffice& office) : stage(test_words(), find_fonts()), view(stage.ui()) {
        stage.begin();
        stage.end(Canvas(stage.size()));
        view.set_place(office.place);
    }
    const std::vector<Rect>& draw(Rect viewport, const std::shared_ptr<const DayFrame>& frame, const Shown& shown) {
        view.camera().advance(1, true);
        Canvas canvas(stage.size());
        view.draw(canvas, viewport, frame, clock(10, 42), shown);
        return view.labels();
    }
};

void check_apart(const std::vector<Rect>& labels, Rect viewport, Rect taken) {
    for (size_t i = 0; i < labels.size(); ++i) {
        CHECK(overlap(labels[i], viewport).w >= labels[i].w - 1);
        CHECK(overlap(labels[i], viewport).h >= labels[i].h - 3);
        const Rect over = overlap(labels[i], taken);
        CHECK(over.w * over.h == 0);
        for (size_t j = 0; j < i; ++j) {
            const Rect common = overlap(labels[i], labels[j]);
            CHECK(common.w * common.h == 0);
        }
    }
}

}  // namespace

TEST_CASE("Labels stay in their place and off each other, near and far, in both worlds") {
    size_t labels = 0;
    for (const char* file : {"tangsel-2020.toml", "tangsel-2020-wfh-piket.toml"}) {
        const TestOffice& office = test_office(file);
        const auto frame = test_frame(office, 5);
        Seen seen(office);
        const std::vector<float> co2(office.place->rooms.size(), 800);
        const std::vector<int> cases(office.place->units.size(), 7);
        for (const Rect viewport : {Rect{40, 50, 1200, 600}, Rect{640, 90, 316, 440}}) {
            for (const Overlay overlay : {Overlay::people, Overlay::co2, Overlay::service, Overlay::occupancy}) {
                Shown shown;
                shown.overlay = overlay;
                shown.co2 = co2;
                shown.cases = cases;
                shown.taken = {viewport.x + 8, viewport.y + 8, 200, 27};
                for (const uint32_t building : {0U, 3U, 40U, nobody}) {
                    building == nobody ? seen.view.fit_all(viewport) : seen.view.fit_building(building, viewport);
                    labels += seen.draw(viewport, frame, shown).size();
                    check_apart(seen.view.labels(), viewport, shown.taken);
                }
            }
        }
        CHECK(seen.stage.ui().words.missing().empty());
    }
    CHECK(labels > 1000);
}

TEST_CASE("From afar every building has a card with its name, in the same place in both worlds") {
    const TestOffice& office = test_office("tangsel-2020.toml");
    const auto frame = test_frame(office, 5);
    Seen seen(office);
    const auto buildings = office.place->buildings.size();
    for (const Rect left : {Rect{0, 0, 1280, 600}, Rect{0, 0, 316, 440}}) {
        const Rect right{left.w + 4, 0, left.w, left.h};
        seen.view.fit_all(left);
        const Shown shown;
        CHECK(seen.draw(left, frame, shown).size() >= buildings);
        REQUIRE(seen.view.overview());
        seen.draw(right, frame, shown);
        std::set<uint32_t> found;
        for (float y = 6; y < left.h; y += 5) {
            for (float x = 6; x < left.w; x += 5) {
                const Picked picked = seen.view.pick(left, {x, y});
                CHECK(picked == seen.view.pick(right, {x + right.x, y}));
                CHECK(picked.room == nobody);
                found.insert(picked.building);
            }
        }
        found.erase(nobody);
        CHECK(found.size() == buildings);
    }
    seen.view.fit_building(3, {0, 0, 1280, 600});
    seen.draw({0, 0, 1280, 600}, frame, {});
    CHECK_FALSE(seen.view.overview());
}

TEST_CASE("Cards of one line have room for the infected beside a name") {
    const TestOffice& office = test_office("tangsel-2020.toml");
    const auto frame = test_frame(office, 5);
    Seen seen(office);
    std::vector<int> cases(office.place->units.size(), 0);
    for (const PlaceAgency& agency : office.place->agencies) {
        cases[agency.first_unit] = 7;
    }
    const size_t buildings = office.place->buildings.size();
    const Rect viewport{0, 0, 316, 440};
    seen.view.fit_all(viewport);
    Shown shown;
    const size_t without = seen.draw(viewport, frame, shown).size();
    shown.cases = cases;
    CHECK(seen.draw(viewport, frame, shown).size() >= without + 9 * buildings / 10);
    check_apart(seen.view.labels(), viewport, {});
}

TEST_CASE("A card counts a building's own people, cases and closed units") {
    const TestOffice& office = test_office("tangsel-2020.toml");
    const Place& place = *office.place;
    const auto lived = std::make_shared<DayFrame>(*test_frame(office, 5));
    const Layout layout(office.place);
    const Furniture furniture(layout);
    const Seconds t = clock(10, 42);
    std::vector<Figure> figures;
    DayFigures(layout, furniture, lived).all_at(t, figures);
    const Census census = count(place, figures);
    constexpr uint32_t building = 3;
    const PlaceAgency& agency = place.agencies[place.buildings[building].agency];
    std::vector<int> cases(place.units.size(), 0);
    cases[agency.first_unit] = 2;
    cases[agency.last_unit - 1] = 3;
    cases[agency.last_unit] = 50;  // of the next agency
    lived->units[agency.first_unit].closed = true;
    lived->units[agency.last_unit].inspected = true;
    Shown shown;
    shown.cases = cases;
    const Tally tally = tally_of(place, building, *lived, census, shown);
    int present = 0, staff = 0;
    for (uint32_t u = agency.first_unit; u < agency.last_unit; ++u) {
        for (uint32_t p = place.units[u].first_person; p < place.units[u].last_person; ++p) {
            ++staff;
            present += lived->stay_at(p, t) != nullptr ? 1 : 0;
        }
    }
    CHECK(tally.staff == staff);
    CHECK(tally.present == present);
    CHECK(tally.present > 0);
    CHECK(tally.cases == 5);
    CHECK(tally.closed == 1);
    CHECK(tally.inspected == 0);
    CHECK(tally.units == static_cast<int>(agency.last_unit - agency.first_unit));
}

TEST_CASE("Short names of many alike stay apart") {
    const Place& place = *test_office("tangsel-2020.toml").place;
    std::set<std::string> codes;
    for (const PlaceAgency& agency : place.agencies) {
        const auto names = names_of(agency, Language::id);
        CHECK(names[0] == agency.name.id);
        codes.insert(names[1]);
    }
    CHECK(codes.size() == place.agencies.size());
}

TEST_CASE("The legend stays in its strip, however narrow") {
    Stage stage(test_words(Language::id), find_fonts());
    stage.begin();
    stage.end(Canvas(stage.size()));
    for (int o = 0; o < overlay_count; ++o) {
        for (const float width : {120.0F, 400.0F, 640.0F, 1000.0F}) {
            for (const bool overview : {false, true}) {
                Canvas canvas(stage.size());
                Shown shown;
                shown.overlay = static_cast<Overlay>(o);
                const Rect strip{200, 500, width, legend_height(stage.ui(), width)};
                draw_legend(canvas, stage.ui(), strip, shown, overview, 1234);
                INFO(o << " in " << width);
                for (const Canvas::Layer& layer : canvas.layers()) {
                    for (const sf::Vertex& v : layer.mesh().vertices) {
                        CHECK(strip.grown(1).contains({v.position.x, v.position.y}));
                    }
                }
            }
        }
    }
}

TEST_CASE("The legend says all of it between the panels of the smallest window, and in larger type") {
    for (const Language language : {Language::id, Language::en}) {
        for (const auto& [scale, width] : {std::pair{1.0F, 634.0F}, {1.0F, 1274.0F}, {1.5F, 857.0F}, {2.0F, 696.0F}}) {
            Stage stage(test_words(language), find_fonts());
            stage.ui().look.set_scale(scale);
            stage.begin();
            stage.end(Canvas(stage.size()));
            for (int o = 0; o < overlay_count; ++o) {
                for (const bool overview : {false, true}) {
                    for (const bool known : {false, true}) {
                        Canvas canvas(stage.size());
                        Shown shown;
                        shown.overlay = static_cast<Overlay>(o);
                        shown.known_only = known;
                        const Rect strip{0, 500, width, legend_height(stage.ui(), width)};
                        INFO(o << " in " << width << " at " << scale << ", " << overview << known);
                        CHECK(draw_legend(canvas, stage.ui(), strip, shown, overview, 1234));
                    }
                }
            }
            CHECK(stage.ui().words.missing().empty());
        }
    }
}

TEST_CASE("A building that is visited in the smallest window at the largest type is no card of a board") {
    const TestOffice& office = test_office("tangsel-2020.toml");
    Seen seen(office);
    seen.stage.ui().look.set_scale(2);
    seen.view.fit_building(3, {0, 0, 346, 270});
    seen.view.camera().advance(1, true);
    CHECK_FALSE(seen.view.overview());
}

TEST_CASE("At the counters the legend has the colours of the map") {
    const TestOffice& office = test_office("tangsel-2020.toml");
    const Place& place = *office.place;
    const auto frame = std::make_shared<DayFrame>(*test_frame(office, 5));
    Seen seen(office);
    const uint32_t hall = 0;
    REQUIRE(place.halls[hall].counters > 1);
    frame->halls[hall].staffed = 1;
    const Rect viewport{0, 0, 316, 457};
    seen.view.fit_building(place.rooms[place.halls[hall].room].building, viewport);
    seen.view.camera().advance(1, true);
    Shown shown;
    shown.overlay = Overlay::service;
    const auto colors_of = [](const Canvas& canvas) {
        std::set<uint32_t> colors;
        for (const Canvas::Layer& layer : canvas.layers()) {
            for (const sf::Vertex& v : layer.mesh().vertices) {
                colors.insert(v.color.toInteger());
            }
        }
        return colors;
    };
    Canvas world(seen.stage.size()), legend(seen.stage.size());
    seen.view.draw(world, viewport, frame, clock(10), shown);
    draw_legend(legend, seen.stage.ui(), {0, 600, 634, legend_height(seen.stage.ui(), 634)}, shown, false);
    for (const bool staffed : {true, false}) {
        CHECK(colors_of(world).contains(counter_color(staffed).toInteger()));
        CHECK(colors_of(legend).contains(counter_color(staffed).toInteger()));
    }
}
