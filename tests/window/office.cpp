// The office as it is drawn: where things and people are. What it looks like is for office_pictures.cpp.
#include <cmath>
#include <random>
#include <set>

#include "driver.hpp"
#include "office/office_view.hpp"
#include "offices.hpp"

using namespace piket;
using namespace piket::render;

namespace {

constexpr const char* scenarios[] = {"tiny.toml", "tangsel-2020.toml"};
constexpr float slack = 0.02F;  // m

struct Drawn {
    const TestOffice& office;
    const Place& place;
    Layout layout;
    Furniture furniture;

    explicit Drawn(const char* file)
        : office(test_office(file)), place(*office.place), layout(office.place), furniture(layout) {}
};

bool within(Rect r, Point p, float by = slack) {
    return p.x >= r.x - by && p.x <= r.right() + by && p.y >= r.y - by && p.y <= r.bottom() + by;
}

float distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

// Passages, stairs, the lift and the forecourt: where whoever walks in a building may be outside of rooms.
bool on_a_way(const Drawn& d, uint32_t building, Point p) {
    const PlaceBuilding& b = d.place.buildings[building];
    for (uint32_t r = b.first_room; r < b.last_room; ++r) {
        const PlaceRoom& room = d.place.rooms[r];
        const bool passage =
            room.type == RoomType::corridor || room.type == RoomType::lobby || room.type == RoomType::yard;
        if ((passage && within(d.layout.room(r), p)) || distance(d.layout.door(r), p) < 0.15F) {
            return true;
        }
    }
    for (int f = 0; f < b.floors; ++f) {
        const Shaft& shaft = d.layout.shaft(building, f);
        for (const PlanRect& r : {shaft.flight, shaft.landing}) {
            if (r.w > 0 && within(d.layout.world(building, f, r), p)) {
                return true;
            }
        }
        if (b.lift != nobody && within(d.layout.world(building, f, d.place.rooms[b.lift].plan), p)) {
            return true;
        }
    }
    const Rect slab = d.layout.slab(building, d.layout.entrance_floor(building));
    return d.layout.entrance_faces_yard(building) && p.y > slab.bottom() - 1 && p.y < slab.bottom() + 2 &&
           p.x > slab.x && p.x < slab.right();
}

}  // namespace

TEST_CASE("Every point of a floor is found again from where it is drawn, and no two floors share one") {
    for (const char* file : scenarios) {
        const Drawn d(file);
        for (uint32_t r = 0; r < d.place.rooms.size(); ++r) {
            const PlaceRoom& room = d.place.rooms[r];
            const PlanPoint p{room.plan.x + 0.3F * room.plan.w, room.plan.y + 0.6F * room.plan.h};
            const Point at = d.layout.world(room.building, room.floor, p);
            INFO(file << ", " << room.id);
            CHECK(d.layout.room_at(at) == r);
            CHECK(d.layout.building_at(at) == room.building);
            const auto spot = d.layout.spot(at);
            REQUIRE(spot);
            CHECK(spot->building == room.building);
            CHECK(spot->floor == room.floor);
            CHECK(spot->at.x == Approx(p.x).margin(0.01));
            CHECK(spot->at.y == Approx(p.y).margin(0.01));
        }
    }
}

TEST_CASE("Plots lie apart, and what belongs to a building lies on its plot") {
    const Drawn d("tangsel-2020.toml");
    for (uint32_t a = 0; a < d.place.buildings.size(); ++a) {
        for (uint32_t b = a + 1; b < d.place.buildings.size(); ++b) {
            const Rect common = overlap(d.layout.plot(a), d.layout.plot(b));
            CHECK(common.w * common.h == 0);
        }
        for (uint32_t r = d.place.buildings[a].first_room; r < d.place.buildings[a].last_room; ++r) {
            CHECK(overlap(d.layout.plot(a), d.layout.room(r)).w == Approx(d.layout.room(r).w).epsilon(0.001));
            CHECK(overlap(d.layout.plot(a), d.layout.room(r)).h == Approx(d.layout.room(r).h).epsilon(0.001));
        }
        const Rect common = overlap(d.layout.rim(a), d.layout.room(d.place.buildings[a].yard));
        CHECK(common.w * common.h == 0);
    }
}

TEST_CASE("Seats are in their rooms, and everybody has one of their own") {
    for (const char* file : scenarios) {
        const Drawn d(file);
        for (uint32_t r = 0; r < d.place.rooms.size(); ++r) {
            const PlaceRoom& room = d.place.rooms[r];
            const RoomFurniture& f = d.furniture.of(r);
            std::vector<Seat> seats;
            for (const auto* list : {&f.desks, &f.places, &f.behind, &f.before}) {
                seats.insert(seats.end(), list->begin(), list->end());
            }
            // And of those who are too many.
            const auto more = static_cast<uint32_t>(f.places.size());
            for (uint32_t i = 0; i < 6 && room.type != RoomType::lift; ++i) {
                seats.push_back(d.furniture.seat_of(r, more + i, Deed::roll_call));
            }
            INFO(file << ", " << room.id << ", " << name(room.type) << ", " << seats.size());
            for (size_t i = 0; i < seats.size(); ++i) {
                CHECK(within(d.layout.room(r), seats[i].at, -0.1F));
                for (size_t j = 0; j < i; ++j) {
                    CHECK(distance(seats[i].at, seats[j].at) > 0.12F);
                }
            }
            if (room.type == RoomType::office) {
                CHECK(f.desks.size() >= static_cast<size_t>(room.seats));
            } else if (room.type == RoomType::meeting || room.type == RoomType::canteen ||
                       room.type == RoomType::prayer) {
                CHECK(f.places.size() == static_cast<size_t>(room.seats));
            }
        }
    }
}

TEST_CASE("Everybody is where the engine says, and nobody in a wall or on somebody else") {
    std::mt19937 random(7);
    for (const char* file : {"tiny.toml", "tangsel-2020.toml", "tangsel-2020-wfh-piket.toml"}) {
        const Drawn d(file);
        const auto lived = std::make_shared<DayFrame>(*test_frame(d.office, 5));
        for (size_t p = 0; p < lived->people.size(); ++p) {  // the scenarios have no masks
            lived->people[p].mask_desk = p % 2 == 0;
            lived->people[p].mask_shared = p % 3 == 0;
            lived->people[p].mask_counter = p % 5 == 0;
        }
        const std::shared_ptr<const DayFrame> frame = lived;
        REQUIRE(frame->workday);
        const DayFigures day(d.layout, d.furniture, frame);
        std::vector<Figure> figures;
        int walking = 0, sitting = 0, elsewhere_count_seen = 0;
        for (int i = 0; i < 60; ++i) {
            const Seconds t = clock(7) + static_cast<Seconds>(random() % static_cast<unsigned>(10 * 3600 + 1800));
            figures.clear();
            day.all_at(t, figures);
            std::set<std::pair<long, long>> taken;
            for (const Figure& f : figures) {
                INFO(file << ", person " << f.person << " at " << t << ", (" << f.at.x << ", " << f.at.y << ")");
                if (f.kind == Figure::Kind::visitor) {
                    const bool inside = within(d.layout.room(f.room), f.at);
                    CHECK((inside || on_a_way(d, f.building, f.at)));
                    continue;
                }
                const StayToday* stay = frame->stay_at(f.person, t);
                if (stay == nullptr) {
                    const bool between = f.room != nobody;
                    CHECK((between || within(d.layout.rim(f.building).grown(0.5F), f.at)));
                    ++elsewhere_count_seen;
                    continue;
                }
                CHECK(f.room == stay->room);
                CHECK(f.masked == frame->people[f.person].masked(stay->deed));
                if (stay->deed != Deed::walking) {
                    CHECK(within(d.layout.room(stay->room), f.at));
                    ++sitting;
                    if (stay->deed == Deed::desk) {
                        const Seat own = d.furniture.seat_of(stay->room, d.place.people[f.person].seat, Deed::desk);
                        CHECK(distance(own.at, f.at) < 0.01F);
                    }
                    if (f.pose != Figure::Pose::walking) {
                        CHECK(taken.insert({std::lround(f.at.x * 20), std::lround(f.at.y * 20)}).second);
                    }
                    continue;
                }
                ++walking;
                const auto stays = frame->stays_of(f.person);
                bool allowed = on_a_way(d, f.building, f.at);
                for (size_t k = 0; k < stays.size(); ++k) {  // the rooms before and after the walk
                    const bool ends = stays[k].deed != Deed::walking && stays[k].to <= t && stays[k].to > t - 900;
                    const bool begins = stays[k].deed != Deed::walking && stays[k].from > t && stays[k].from < t + 900;
                    allowed = allowed || ((ends || begins) && within(d.layout.room(stays[k].room), f.at));
                }
                CHECK(allowed);
            }
        }
        INFO(file);
        CHECK(sitting > 100);
        CHECK(elsewhere_count_seen > 10);
        CHECK((walking > 0 || d.place.servants < 100));
    }
}

TEST_CASE("Whoever changes floors is on steps, a landing, in the cabin or on the way there") {
    const Drawn d("tangsel-2020.toml");
    const auto frame = test_frame(d.office, 5);
    const DayFigures day(d.layout, d.furniture, frame);
    const auto floor_of = [&](const StayToday& stay) { return d.place.rooms[stay.room].floor; };
    int climbing = 0, riding = 0;
    for (uint32_t p = 0; p < d.place.servants; p += 3) {
        const auto stays = frame->stays_of(p);
        for (size_t k = 1; k + 1 < stays.size(); ++k) {
            const StayToday &before = stays[k - 1], &stay = stays[k], &after = stays[k + 1];
            const PlaceRoom& room = d.place.rooms[stay.room];
            if (stay.deed != Deed::walking || stay.to - stay.from < 2) {
                continue;
            }
            Figure f;
            for (const double share : {0.05, 0.3, 0.45, 0.55, 0.7, 0.95}) {
                REQUIRE(day.at(p, stay.from + share * (stay.to - stay.from), f));
                INFO(p << " at " << stay.from << " in " << room.id << ", (" << f.at.x << ", " << f.at.y << ")");
                if (room.type == RoomType::lift) {
                    bool inside = false;
                    for (int floor = 0; floor < d.place.buildings[room.building].floors; ++floor) {
                        inside = inside || within(d.layout.world(room.building, floor, room.plan), f.at);
                    }
                    CHECK(inside);
                    ++riding;
                } else if (floor_of(before) != floor_of(stay) || floor_of(stay) != floor_of(after)) {
                    const bool ends = (before.deed != Deed::walking && within(d.layout.room(before.room), f.at)) ||
                                      (after.deed != Deed::walking && within(d.layout.room(after.room), f.at));
                    CHECK((ends || on_a_way(d, room.building, f.at)));
                    ++climbing;
                }
            }
        }
    }
    CHECK(climbing > 100);
    CHECK(riding > 100);
}

TEST_CASE("Whoever goes to another building is seen before an entrance, outside of all rooms") {
    int seen = 0;
    for (const char* file : scenarios) {
        const Drawn d(file);
        const auto lived = std::make_shared<DayFrame>(*test_frame(d.office, 5));
        for (uint32_t p = 0; p < d.place.servants; p += 20) {  // nobody of these scenarios has business elsewhere
            for (uint32_t k = lived->first_stay[p]; k + 1 < lived->first_stay[p + 1]; ++k) {
                if (StayToday& stay = lived->stays[k]; stay.to - stay.from > 1800) {
                    stay.to -= 600;
                    break;
                }
            }
        }
        const std::shared_ptr<const DayFrame> frame = lived;
        const DayFigures day(d.layout, d.furniture, frame);
        for (uint32_t p = 0; p < d.place.servants; ++p) {
            const auto stays = frame->stays_of(p);
            for (size_t k = 1; k < stays.size(); ++k) {
                for (Seconds t = stays[k - 1].to; t < stays[k].from; t += 20) {
                    Figure f;
                    REQUIRE(day.at(p, t, f));
                    const uint32_t b = f.building;
                    const Point in = d.layout.world(b, d.layout.entrance_floor(b), d.layout.entrance(b));
                    const uint32_t room = d.layout.room_at(f.at);
                    INFO(file << ", " << p << " at " << t << ", building " << b);
                    CHECK(
                        (b == d.place.rooms[stays[k - 1].room].building || b == d.place.rooms[stays[k].room].building));
                    CHECK(distance(f.at, in) < 2);
                    CHECK((room == nobody || d.place.rooms[room].type == RoomType::yard));
                    ++seen;
                }
            }
        }
    }
    CHECK(seen > 20);
}

TEST_CASE("Of two worlds side by side each shows its own people where its engine says") {
    Stage stage(test_words(), find_fonts());
    stage.begin();
    stage.end(Canvas(stage.size()));
    const TestOffice &a = test_office("tangsel-2020.toml"), &b = test_office("tangsel-2020-wfh-piket.toml");
    const std::array<std::shared_ptr<const DayFrame>, 2> frames = {test_frame(a, 22), test_frame(b, 22, 2)};
    REQUIRE(a.place->servants == b.place->servants);
    OfficeView view(stage.ui());
    view.set_place(a.place);
    const std::array<Rect, 2> viewports = {Rect{0, 0, 638, 720}, Rect{642, 0, 638, 720}};
    std::mt19937 random(11);
    int found[2] = {}, apart = 0;
    for (int i = 0; i < 12; ++i) {
        const Seconds t = clock(8) + static_cast<Seconds>(random() % (8U * 3600));
        view.fit_building(static_cast<uint32_t>(random() % 20), viewports[0]);
        view.camera().advance(1, true);
        REQUIRE_FALSE(view.overview());
        Canvas canvas(stage.size());
        for (size_t w = 0; w < 2; ++w) {
            view.draw(canvas, viewports[w], frames[w], t);
        }
        for (uint32_t p = 0; p < a.place->servants; ++p) {
            const StayToday* stays[2] = {frames[0]->stay_at(p, t), frames[1]->stay_at(p, t)};
            for (size_t w = 0; w < 2; ++w) {
                const auto at = view.on_screen(viewports[w], p);
                if (at && stays[w] != nullptr && stays[w]->deed != Deed::walking) {
                    const Point in_plane = view.camera().view(viewports[w]).to_world(*at);
                    INFO("world " << w << ", " << p << " at " << t);
                    CHECK(within(view.layout().room(stays[w]->room), in_plane, 0.9F));
                    ++found[w];
                    apart += stays[1 - w] == nullptr || stays[1 - w]->room != stays[w]->room ? 1 : 0;
                }
            }
        }
    }
    CHECK(found[0] > 300);
    CHECK(found[1] > 100);
    CHECK(apart > 50);
}

TEST_CASE("Whoever goes from a room into another does so through a door") {
    for (const char* file : scenarios) {
        const Drawn d(file);
        const auto frame = test_frame(d.office, 5);
        const DayFigures day(d.layout, d.furniture, frame);
        const auto is_passage = [&](uint32_t r) {
            const RoomType type = d.place.rooms[r].type;
            return type == RoomType::corridor || type == RoomType::yard;
        };
        int crossings = 0;
        for (uint32_t p = 0; p<d.place.servants; p += d.place.servants> 100 ? 23 : 1) {
            for (const StayToday& stay : frame->stays_of(p)) {
                if (stay.deed != Deed::walking || d.place.rooms[stay.room].type == RoomType::lift) {
                    continue;
                }
                Figure before, after;
                for (double t = stay.from; t + 0.05 < stay.to; t += 0.05) {
                    day.at(p, t, before);
                    day.at(p, t + 0.049, after);
                    const uint32_t a = d.layout.room_at(before.at), b = d.layout.room_at(after.at);
                    if (a == b || a == nobody || b == nobody || (is_passage(a) && is_passage(b))) {
                        continue;
                    }
                    ++crossings;
                    const float door =
                        std::min(distance(before.at, d.layout.door(a)), distance(before.at, d.layout.door(b)));
                    INFO(file << ", " << p << " at " << t << " from " << d.place.rooms[a].id << " to "
                              << d.place.rooms[b].id);
                    CHECK(door < 0.4F + distance(before.at, after.at));
                }
            }
        }
        INFO(file);
        CHECK(crossings > 10);
    }
}

TEST_CASE("Nobody jumps while walking on one floor") {
    const Drawn d("tangsel-2020.toml");
    const auto frame = test_frame(d.office, 5);
    const DayFigures day(d.layout, d.furniture, frame);
    int seen = 0;
    for (uint32_t p = 0; p < d.place.servants; p += 7) {
        for (const StayToday& stay : frame->stays_of(p)) {
            if (stay.deed != Deed::walking) {
                continue;
            }
            Figure before, after;
            for (double t = stay.from; t + 1 < stay.to; t += 1) {
                day.at(p, t, before);
                day.at(p, t + 0.9, after);
                bool rides = d.place.rooms[stay.room].type == RoomType::lift;
                for (const StayToday& other : frame->stays_of(p)) {  // the way to the yard is longer than it takes
                    rides = rides || (other.deed == Deed::roll_call && std::abs(other.from - stay.to) < 300) ||
                            (other.deed == Deed::roll_call && std::abs(other.to - stay.from) < 300);
                }
                INFO(p << " at " << t);
                CHECK((rides || distance(before.at, after.at) < 8));
                ++seen;
            }
        }
    }
    CHECK(seen > 1000);
}

TEST_CASE("The camera keeps the point under the mouse, shows two viewports alike, and stays on the plane") {
    Camera camera;
    const Rect a{0, 0, 600, 700}, b{640, 0, 600, 700};
    camera.set_world({0, 0, 500, 300}, {600, 700});
    camera.fit({100, 100, 50, 40}, a);
    camera.advance(1, true);
    const Point mouse{410, 200};
    const Point under = camera.view(a).to_world(mouse);
    camera.zoom_about(a, mouse, 3);
    for (int i = 0; i < 100; ++i) {
        camera.advance(1.0 / 60, false);
        CHECK(distance(camera.view(a).to_world(mouse), under) < 0.05F);
    }
    CHECK_FALSE(camera.moving());
    CHECK(distance(camera.view(a).to_world({100, 50}), camera.view(b).to_world({740, 50})) < 0.001F);
    camera.zoom(100);
    camera.drag({-1e6F, -1e6F});
    camera.advance(1, true);
    CHECK(camera.centre().x <= 500);
    CHECK(camera.scale() < 200);
    camera.zoom(-300);
    camera.advance(1, true);
    CHECK(camera.scale() > 0.1F);
    const Point before = camera.centre();
    camera.fit({10, 10, 20, 20}, a);
    camera.advance(0.01, false);
    CHECK(camera.moving());
    CHECK(camera.centre() != before);
}

TEST_CASE("A label gives way to those before it, is shortened to its place, or left out") {
    Stage stage(test_words(), find_fonts());
    stage.begin();
    stage.end(Canvas(stage.size()));
    const Typeface face = stage.ui().look.typeface(Face::small);
    Canvas canvas(stage.size());
    Labels labels(canvas, {0, 0, 400, 300});
    CHECK(labels.put(face, {"Ruang rapat"}, {10, 10, 200, 20}, {}));
    CHECK_FALSE(labels.put(face, {"Kantin"}, {60, 15, 100, 20}, {}));
    CHECK(labels.put(face, {"Kantin"}, {10, 60, 100, 20}, {}));
    CHECK(labels.put(face, {"Dinas Kependudukan dan Pencatatan Sipil", "DUKCAPIL"}, {10, 100, 100, 20}, {}));
    CHECK_FALSE(labels.put(face, {"Dinas Kependudukan"}, {10, 140, 60, 20}, {.keep_whole = true}));
    CHECK(labels.put(face, {"Dinas Kependudukan"}, {10, 160, 60, 20}, {}));
    CHECK_FALSE(labels.put(face, {"Kantin"}, {10, 200, 100, 5}, {}));
    CHECK_FALSE(labels.put(face, {"Kantin"}, {390, 200, 100, 20}, {}));  // mostly outside
    for (const Rect& r : labels.placed()) {
        CHECK(overlap(r, {0, 0, 400, 300}) == r);
    }
    CHECK(labels.placed().size() == 4);
    CHECK(shortened(face, "Sekretariat", 60).ends_with("…"));
    CHECK(measure(face, shortened(face, "Sekretariat", 60)).x <= 60);
}

TEST_CASE("At rest the office looks as it does while the camera moves, and costs less") {
    Stage stage(test_words(), find_fonts());
    stage.begin();
    stage.end(Canvas(stage.size()));
    OfficeView view(stage.ui());
    const TestOffice& office = test_office("tangsel-2020.toml");
    const auto frame = test_frame(office, 5);
    view.set_place(office.place);
    const Rect viewport{200, 46, 900, 600};
    view.fit_building(3, viewport);
    view.camera().advance(1, true);
    Picture first(1280, 720), last(1280, 720);
    size_t vertices[2] = {};
    for (int i = 0; i < 8; ++i) {
        Canvas canvas(stage.size());
        canvas.background = Color(18, 21, 29);
        view.draw(canvas, viewport, frame, clock(10, 42));
        rasterise(canvas, i == 0 ? first : last);
        size_t& count = vertices[i == 0 ? 0 : 1];
        count = 0;
        for (const Canvas::Layer& layer : canvas.layers()) {
            count += layer.mesh().vertices.size();
        }
    }
    CHECK(difference(first, last, 4) < 0.002);
    CHECK(vertices[1] * 3 < vertices[0]);
    // And somewhere else it is no longer the picture of before.
    OfficeView fresh(stage.ui());
    fresh.set_place(office.place);
    fresh.fit_building(3, viewport);
    fresh.camera().advance(1, true);
    for (OfficeView* v : {&view, &fresh}) {
        v->camera().drag({40, 0});
        Canvas canvas(stage.size());
        canvas.background = Color(18, 21, 29);
        v->draw(canvas, viewport, frame, clock(10, 42));
        rasterise(canvas, v == &view ? first : last);
    }
    CHECK(difference(first, last, 4) < 0.002);
}

TEST_CASE("What is under the mouse is who is drawn there") {
    Stage stage(test_words(), find_fonts());
    stage.begin();
    stage.end(Canvas(stage.size()));
    OfficeView view(stage.ui());
    const TestOffice& office = test_office("tangsel-2020.toml");
    const auto frame = test_frame(office, 5);
    view.set_place(office.place);
    const Rect left{0, 0, 630, 700}, right{650, 0, 630, 700};
    view.fit_building(3, left);
    view.camera().advance(1, true);
    Canvas canvas(stage.size());
    view.draw(canvas, left, frame, clock(10, 42));
    view.draw(canvas, right, frame, clock(10, 42));
    int found = 0;
    for (uint32_t p = 0; p < office.place->servants; ++p) {
        const auto at = view.on_screen(right, p);
        if (!at || !right.contains(*at)) {
            continue;
        }
        ++found;
        const Picked picked = view.pick(right, *at);
        const auto other = view.on_screen(right, picked.person);
        INFO(p);
        CHECK((picked.person == p || (other && distance(*other, *at) < 1)));
    }
    CHECK(found > 50);
    const PlaceBuilding& building = office.place->buildings[3];
    for (uint32_t r = building.first_room; r < building.last_room; ++r) {
        const Rect room = view.camera().view(left).to_screen(view.layout().room(r));
        if (left.contains(room.centre())) {
            CHECK(view.pick(left, room.centre()).room == r);
        }
    }
    CHECK(view.pick(left, {-5, 10}) == Picked{});
}

TEST_CASE("Health shows by shape, and of what is not known nothing") {
    PersonToday person;
    CHECK(badge_of(person, false) == Badge::none);
    person.condition = Condition::infectious;
    CHECK(badge_of(person, false) == Badge::infectious);
    CHECK(badge_of(person, true) == Badge::none);
    person.known = true;
    CHECK(badge_of(person, true) != Badge::none);
    person.condition = Condition::dead;
    CHECK(badge_of(person, false) == Badge::none);
    std::vector<Picture> pictures;
    for (const Badge mark : {Badge::latent, Badge::infectious, Badge::symptomatic, Badge::recovered}) {
        Mesh mesh;
        draw_badge(mesh, mark, {16, 16}, 28);
        Picture grey(32, 32, Color::White);
        rasterise(mesh, {}, grey);
        for (Color& c : grey.pixels) {  // the outline alone
            c = c == Color::White ? Color::White : Color::Black;
        }
        for (const Picture& other : pictures) {
            CHECK(difference(grey, other, 10) > 0.03);
        }
        pictures.push_back(grey);
    }
    CHECK(uniform_on(civil(2020, 3, 16)) == Uniform::khaki);
    CHECK(uniform_on(civil(2020, 3, 18)) == Uniform::white);
    CHECK(uniform_on(civil(2020, 3, 20)) == Uniform::batik);
}

TEST_CASE("Ramps are ordered by lightness alone") {
    for (const Ramp kind : {Ramp::heat, Ramp::cool}) {
        double last = -1;
        for (int i = 0; i <= 20; ++i) {
            const float share = static_cast<float>(i) / 20;
            const double light = contrast(ramp(kind, kind == Ramp::cool ? share : 1 - share), Color::Black);
            CHECK(light > last);
            last = light;
        }
    }
}
