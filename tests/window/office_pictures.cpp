// Pictures of the office to look at, and what a frame costs. Hidden: run by name, with PIKET_PICTURES naming a folder.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include "driver.hpp"
#include "look/palette.hpp"
#include "office/office_view.hpp"
#include "offices.hpp"
#include "platform/window.hpp"

using namespace piket;
using namespace piket::render;

namespace {

uint32_t agency_of(const Place& place, std::string_view path) {
    for (uint32_t a = 0; a < place.agencies.size(); ++a) {
        if (place.agencies[a].path == path) {
            return a;
        }
    }
    throw std::runtime_error("no such agency");
}

struct Shot {
    Stage stage;
    OfficeView view;

    explicit Shot(Point size, Language language = Language::id)
        : stage(test_words(language), find_fonts(), size), view(stage.ui()) {
        stage.begin();
        stage.end(Canvas(size));
    }
    Rect whole() const { return {0, 0, stage.size().x, stage.size().y}; }
    void take(const std::string& name, const std::shared_ptr<const DayFrame>& frame, Seconds t, const Shown& shown = {},
              const Marks& marks = {}) {
        take(name, [&](Canvas& canvas) { view.draw(canvas, whole(), frame, t, shown, marks); });
    }
    void take(const std::string& name, const std::function<void(Canvas&)>& draw) {
        const char* folder = std::getenv("PIKET_PICTURES");
        const char* only = std::getenv("PIKET_ONLY");
        if (folder == nullptr || (only != nullptr && name.find(only) == std::string::npos)) {
            return;
        }
        view.camera().advance(10, true);
        Canvas canvas(stage.size());
        canvas.background = palette::ground;
        draw(canvas);
        Picture picture(static_cast<int>(stage.size().x), static_cast<int>(stage.size().y));
        rasterise(canvas, picture);
        CHECK(picture.save(std::string(folder) + "/" + name + ".png"));
    }
};

}  // namespace

TEST_CASE("Pictures of the office", "[.pictures]") {
    const TestOffice& office = test_office("tangsel-2020.toml");
    const Place& place = *office.place;
    const auto frame = test_frame(office, 22), other = test_frame(test_office("tangsel-2020-wfh-piket.toml"), 22);
    const uint32_t building = place.agencies[agency_of(place, "tangsel/dukcapil")].building;
    const PlaceBuilding& b = place.buildings[building];
    const Seconds morning = clock(10, 42);
    std::vector<float> co2(place.rooms.size(), NAN), risk(place.rooms.size(), NAN);
    for (uint32_t r = b.first_room; r < b.last_room; ++r) {
        co2[r] = 420 + static_cast<float>(r * 7919 % 1700);
        risk[r] = 1e-5F * std::pow(10.0F, static_cast<float>(r * 31 % 30) / 10);
    }
    std::vector<Trace> traces;
    Marks marks;
    const PlaceAgency& agency = place.agencies[b.agency];
    const uint32_t first = place.units[agency.first_unit].first_person;
    for (uint32_t i = 0; i < 8; ++i) {
        traces.push_back({first + i * 9, first + 5 + i * 7, static_cast<int>(i)});
        marks.fates.push_back(first + 4 + i * 8);
    }
    marks.fate_color = palette::b;
    marks.selected = first + 20;
    for (const Point size : {Point{1280, 720}, Point{1920, 1080}}) {
        Shot shot(size);
        shot.view.set_place(office.place);
        const std::string w = std::to_string(static_cast<int>(size.x));
        shot.view.fit_all(shot.whole());
        std::vector<int> cases(place.units.size());
        for (size_t u = 0; u < cases.size(); ++u) {
            cases[u] = u % 5 == 0 ? static_cast<int>(u % 7) : 0;
        }
        for (const Point part : {Point{1, 1}, Point{2, 1}, Point{4, 1.6F}}) {
            const Rect narrow{0, 0, size.x / part.x, size.y / part.y};
            shot.take("campus-" + w + "-" + std::to_string(static_cast<int>(narrow.w)), [&](Canvas& canvas) {
                Shown shown;
                shown.cases = cases;
                shot.view.draw(canvas, narrow, frame, morning, shown);
            });
        }
        shot.view.camera().zoom_about(shot.whole(), {300, 60}, 6);
        shot.take("nearer-" + w, frame, morning);
        shot.view.fit_building(building, shot.whole());
        shot.take("building-" + w, frame, morning, {}, marks);
        shot.view.look_at_room(place.halls[b.hall].room, shot.whole());
        shot.take("hall-" + w, frame, morning);
        shot.view.look_at_room(place.people[first + 30].room, shot.whole());
        shot.take("office-" + w, frame, morning);
        shot.view.fit_building(building, shot.whole());
        shot.take("arrival-" + w, frame, clock(7, 30));
        shot.take("lunch-" + w, frame, clock(12, 15));
        shot.take("afternoon-" + w, frame, clock(15));
        shot.take("leaving-" + w, frame, clock(16, 5));
        shot.take("dusk-" + w, frame, clock(18));
        shot.take("night-" + w, frame, clock(20));
        const auto friday = std::make_shared<DayFrame>(*frame);
        friday->day = civil(2020, 4, 3);
        for (PersonToday& person : friday->people) {
            person.mask_desk = person.mask_shared = person.mask_counter = true;
        }
        shot.take("friday-" + w, friday, morning);
        shot.view.look_at_room(place.people[first + 30].room, shot.whole());
        shot.take("friday-close-" + w, friday, morning);
        if (size.x > 1300) {
            const Rect left{0, 0, size.x / 2 - 2, size.y}, right{size.x / 2 + 2, 0, size.x / 2 - 2, size.y};
            shot.view.fit_building(building, left);
            shot.take("two-" + w, [&](Canvas& canvas) {
                shot.view.draw(canvas, left, frame, morning, {}, marks);
                shot.view.draw(canvas, right, other, morning, {}, marks);
            });
            continue;
        }
        static constexpr const char* names[] = {"people", "air",     "co2",       "risk",
                                                "traces", "service", "occupancy", "compliance"};
        for (int o = 1; o < overlay_count; ++o) {
            Shown shown;
            shown.overlay = static_cast<Overlay>(o);
            shown.co2 = co2;
            shown.risk = risk;
            shown.traces = traces;
            shot.take(std::string("overlay-") + names[o], frame, morning, shown);
            shot.take(std::string("overlay-piket-") + names[o], other, morning, shown);
        }
    }
}

TEST_CASE("Pictures of the small office", "[.pictures]") {
    const TestOffice& office = test_office("tiny.toml");
    const auto frame = test_frame(office, 5);
    Shot shot({1280, 720}, Language::en);
    shot.view.set_place(office.place);
    shot.view.fit_all(shot.whole());
    shot.take("tiny", frame, clock(10, 42));
    shot.take("tiny-evening", frame, clock(18, 40));
}

TEST_CASE("What a frame of the office costs", "[.frames]") {
    const TestOffice& office = test_office("tangsel-2020.toml");
    const auto frame = test_frame(office, 8), other = test_frame(office, 8, 2);
    Shot shot({1280, 720});
    shot.view.set_place(office.place);
    const auto time = [&](const char* name, const std::function<void(Canvas&)>& draw) {
        shot.view.camera().advance(10, true);
        double drawing = 0, raster = 0;
        size_t vertices = 0, layers = 0;
        constexpr int count = 12;
        Picture picture(1280, 720);
        for (int i = -1; i < count; ++i) {
            const auto a = std::chrono::steady_clock::now();
            Canvas canvas(shot.stage.size());
            draw(canvas);
            const auto b = std::chrono::steady_clock::now();
            if (i % 4 == 0) {
                rasterise(canvas, picture);
                raster += 4 * std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - b).count();
            }
            if (i >= 0) {
                drawing += std::chrono::duration<double, std::milli>(b - a).count();
            }
            vertices = 0;
            layers = canvas.layers().size();
            for (const auto& layer : canvas.layers()) {
                vertices += layer.mesh().vertices.size();
            }
        }
        if (std::getenv("PIKET_LAYERS") != nullptr) {
            Canvas canvas(shot.stage.size());
            draw(canvas);
            for (const auto& layer : canvas.layers()) {
                std::cout << layer.mesh().vertices.size() << (layer.kept ? "k " : " ");
            }
            std::cout << "\n";
        }
        std::cout << name << ": draw() " << drawing / count << " ms, rasteriser " << raster / count << " ms, "
                  << vertices << " vertices in " << layers << " layers\n";
    };
    const Place& place = *office.place;
    const Rect all = shot.whole(), left{0, 0, 638, 720}, right{642, 0, 638, 720};
    const uint32_t setda = place.agencies[agency_of(place, "tangsel/setda")].building;
    const Seconds t = clock(10, 42);
    shot.view.fit_all(all);
    time("campus, one world", [&](Canvas& c) { shot.view.draw(c, all, frame, t); });
    shot.view.fit_building(setda, all);
    time("260 people, one world", [&](Canvas& c) { shot.view.draw(c, all, frame, t); });
    shot.view.fit_building(setda, left);
    time("260 people, two worlds", [&](Canvas& c) {
        shot.view.draw(c, left, frame, t);
        shot.view.draw(c, right, other, t);
    });
}

TEST_CASE("What a frame of the office costs in a window", "[.display-frames]") {
    REQUIRE(display_available());
    const TestOffice& office = test_office("tangsel-2020.toml");
    const auto frame = test_frame(office, 8), other = test_frame(office, 8, 2);
    Window window("Piket", test_words(), find_fonts(), {1280, 720});
    window.limit_frames(false);
    OfficeView view(window.ui());
    view.set_place(office.place);
    const Place& place = *office.place;
    const Rect all{0, 0, 1280, 720}, left{0, 0, 638, 720}, right{642, 0, 638, 720};
    const uint32_t setda = place.agencies[agency_of(place, "tangsel/setda")].building;
    const Seconds t = clock(10, 42);
    const auto time = [&](const char* name, const std::function<void(Canvas&)>& draw) {
        view.camera().advance(10, true);
        std::vector<double> took;
        for (int i = 0; i < 30; ++i) {
            const auto a = std::chrono::steady_clock::now();
            window.begin();
            Canvas canvas(window.size());
            canvas.background = palette::ground;
            draw(canvas);
            window.end(canvas);
            took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - a).count());
        }
        std::sort(took.begin() + 5, took.end());
        std::cout << name << ": whole frame " << took[17] << " ms (median), " << window.renderer() << "\n";
    };
    time("nothing", [](Canvas&) {});
    view.fit_all(all);
    time("campus of 5,000 people, one world", [&](Canvas& c) { view.draw(c, all, frame, t); });
    view.fit_building(setda, all);
    time("260 people, one world", [&](Canvas& c) { view.draw(c, all, frame, t); });
    view.fit_building(setda, left);
    time("260 people, two worlds", [&](Canvas& c) {
        view.draw(c, left, frame, t);
        view.draw(c, right, other, t);
    });
}
