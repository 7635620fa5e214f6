// What the screen of the game draws of the two worlds, and what the mouse does there.
#include <cmath>
#include <limits>

#include "game/screen.hpp"
#include "look/palette.hpp"
#include "office/legend.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

constexpr float click_slack = 4;  // pixels that a click may wander

// Where there is most to see at first: the counter hall with the most counters.
uint32_t first_building(const Place& place) {
    uint32_t building = 0;
    int most = 0;
    for (const PlaceHall& hall : place.halls) {
        if (hall.counters > most) {
            most = hall.counters;
            building = place.rooms[hall.room].building;
        }
    }
    return building;
}

}  // namespace

void GameScreen::draw_side_of(Canvas& canvas, Side side) {
    const Rect place = viewport(side);
    if (place.w <= 0) {
        return;
    }
    const auto s = static_cast<size_t>(side);
    const auto today = last_[s];  // what was seen last, while a day is being lived
    OfficeView& view = view_of(side);
    if (&view != views_[0].get()) {
        view.camera() = views_[0]->camera();  // linked
    }
    if (!today) {
        return;
    }
    Shown shown = game_.shown;
    shown.taken = title_place(shell_->ui(), side);
    shown.numbers = !numbers_hidden(game_);
    if (shown.numbers) {
        shown.cases = game_.shown.known_only ? known_[s] : ever_[s];
    }
    if (nobody_measures(shown)) {
        shown.overlay = Overlay::people;  // a line above the map says why
    }
    if (!game_.shown.known_only) {
        shown.traces = traces_[s];
    }
    const size_t rooms = today->fresh_air.size();
    const auto t = static_cast<Seconds>(game_.second);
    auto& co2 = last_co2_[s];  // likewise
    if (shown.overlay != Overlay::co2) {
        co2 = nullptr;
    } else if (auto now = game_.runner->co2(side, today->frame.day)) {
        co2 = std::move(now);
    }
    co2_[s].assign(rooms, std::numeric_limits<float>::quiet_NaN());
    risk_[s].assign(rooms, 0);
    for (uint32_t room = 0; room < rooms; ++room) {
        if (co2 && co2->known(room)) {
            co2_[s][room] = co2->at(room, t);
        }
        risk_[s][room] = today->frame.quanta_at(room, t) * today->breath;
    }
    shown.co2 = co2_[s];
    shown.risk = risk_[s];
    Marks marks;
    if (!game_.shown.known_only) {  // nobody in the office knows who was infected unnoticed, still less elsewhere
        marks.fates = fates_[s];
    }
    marks.fate_color = side == Side::a ? palette::bad : palette::good;
    if (side == game_.inspected) {
        marks.selected = game_.person;
        marks.room = game_.room;
    } else {
        marks.selected = same_person(*game_.runner->place(game_.inspected), game_.person, *game_.runner->place(side));
    }
    const std::shared_ptr<const DayFrame> frame(today, &today->frame);
    view.draw(canvas, place, frame, game_.second, shown, marks);
    const Input& input = shell_->ui().input();
    if (!input.mouse_on_panel && !dragging_ && place.contains(input.mouse)) {
        card_hint_ = view.hint(place, input.mouse, frame, game_.second, shown);
    }
    draw_infected_rooms(canvas, side);
}

// In the reveal: every room in which somebody was infected, coloured by their number, which stands on a disc.
void GameScreen::draw_infected_rooms(Canvas& canvas, Side side) {
    const LessonPlay* play = game_.lesson.get();
    const OfficeView& view = view_of(side);
    if (play == nullptr || play->kind() != StepKind::reveal_where || !play->reveal || numbers_hidden(game_) ||
        view.overview()) {
        return;
    }
    const auto known = play->reveal->lived ? play->reveal->lived : play->reveal->debrief;
    const EpisodeCourse* own = known ? own_course(*known) : nullptr;
    const Rect place = viewport(side);
    const View plane = views_[0]->camera().view(place);
    const Ui& ui = shell_->ui();
    const Typeface face = ui.look.typeface(Face::semibold);
    canvas.look_through({});
    canvas.clip(place);
    const double most = own == nullptr || own->rooms.empty() ? 1 : own->rooms.front().infections;
    for (size_t i = 0; own != nullptr && i < own->rooms.size(); ++i) {
        const uint32_t room = room_of_path(*game_.runner->place(side), own->rooms[i].room);
        if (room == nobody) {
            continue;
        }
        const Rect on = plane.to_screen(view.layout().room(room));
        const auto share = static_cast<float>(own->rooms[i].infections / most);
        canvas.plain().rect(on, faded(palette::bad, 0.15F + 0.4F * share));
        const Point at = on.centre();
        const float r = ui.px(11) + ui.px(3) * std::sqrt(static_cast<float>(own->rooms[i].infections));
        canvas.mesh().circle(at, r, faded(palette::bad, 0.85F));
        canvas.mesh().ring(at, r, ui.px(2), palette::text);
        canvas.text(face, at, std::to_string(own->rooms[i].infections), palette::ground, Align::centre);
    }
    canvas.no_clip();
}

// One line for both worlds, and how many people's fate differs.
void GameScreen::draw_legend_line(Canvas& canvas) {
    const Ui& ui = shell_->ui();
    const Rect strip = places().legend;
    canvas.plain().rect(strip, palette::ground);
    std::optional<int64_t> fates;
    if (ready() && game_.split == Split::both && !game_.shown.known_only && !numbers_hidden(game_)) {
        fates = std::ssize(fates_[0]);
    }
    Shown shown = game_.shown;
    if (nobody_measures(shown)) {
        shown.overlay = Overlay::people;
    }
    draw_legend(canvas, ui, strip, shown, views_[0]->overview(), fates);
}

void GameScreen::draw_world(Canvas& canvas) {
    const Rect world = places().world;
    if (!fitted_ && world.w > 1) {
        visit(Side::a, first_building(*game_.runner->place(Side::a)));
        fitted_ = true;
    }
    fit_anew();
    card_hint_.clear();
    for (const Side side : both_sides) {
        draw_side_of(canvas, side);
    }
    canvas.look_through({});
    canvas.no_clip();
    draw_legend_line(canvas);
    if (game_.split == Split::both) {
        const float x = std::floor(world.x + world.w / 2);
        canvas.plain().rect({x - 2, world.y, 4, world.h}, palette::line);
    }
}

void GameScreen::point(const Input& input) {
    if (!allowed(game_, "point")) {
        return;
    }
    const bool may_move = shown(game_, Control::place);
    const Rect world = places().world;
    const auto side_under = [&](Point at) -> std::optional<Side> {
        for (const Side side : both_sides) {
            if (const Rect r = viewport(side); r.w > 0 && r.contains(at)) {
                return side;
            }
        }
        return std::nullopt;
    };
    const std::optional<Side> side = side_under(input.mouse);
    Camera& camera = views_[0]->camera();
    if (input.wheel != 0 && may_move && side && world.contains(input.mouse)) {
        const uint32_t card = view_of(*side).pick(viewport(*side), input.mouse).building;
        if (views_[0]->overview() && input.wheel > 0 && card != nobody) {
            visit(*side, card);  // a card does not lie where its building does
        } else {
            camera.zoom_about(viewport(*side), input.mouse, input.wheel);
            looked_elsewhere_ = true;
        }
    }
    if (input.went_down[0] && side) {
        dragging_ = true;
        moved_ = false;
        pressed_ = input.mouse;
    }
    if (dragging_ && input.down[0]) {
        const Point way = input.mouse - pressed_;
        moved_ = moved_ || std::hypot(way.x, way.y) > click_slack;
        if (moved_ && may_move) {
            camera.drag(input.moved);
            looked_elsewhere_ = true;
        }
    }
    if (dragging_ && input.went_up[0]) {
        dragging_ = false;
        if (!moved_ && side) {
            const Picked picked = view_of(*side).pick(viewport(*side), input.mouse);
            if (views_[0]->overview() && picked.building != nobody) {
                if (may_move) {
                    visit(*side, picked.building);
                }
            } else if (picked.person != nobody && shown(game_, Tab::person)) {
                inspect(game_, *side);
                game_.person = picked.person;
                game_.tab = Tab::person;
                show_figures();
            } else if (picked.room != nobody && (shown(game_, Tab::room) || shown(game_, Tab::unit))) {
                inspect(game_, *side);
                game_.room = picked.room;
                game_.unit = game_.runner->place(*side)->rooms[picked.room].unit;
                game_.tab = shown(game_, Tab::room) ? Tab::room : Tab::unit;
                show_figures();
            }
        }
    }
}

void GameScreen::look(Side side, const std::function<void(OfficeView&)>& at) {
    OfficeView& view = view_of(side);
    const Rect place = viewport(seen());
    view.camera() = views_[0]->camera();
    view.camera().set_world(view.layout().all(), {place.w, place.h});  // one may be larger than the other
    at(view);
    views_[0]->camera() = view.camera();
}

void GameScreen::jump() {
    if (std::exchange(game_.look_at_all, false)) {
        fit_whole();
        fitted_ = true;
    }
    if (const auto target = std::exchange(game_.look_at_person, std::nullopt)) {
        const auto& [side, person] = *target;
        const auto today = game_.today(side);
        if (today && person < today->frame.people.size()) {
            const std::shared_ptr<const DayFrame> frame(today, &today->frame);
            look(side, [&](OfficeView& view) { view.look_at_person(target->second, game_.second, frame); });
            looked_elsewhere_ = true;
        }
    }
    if (const auto target = std::exchange(game_.look_at_room, std::nullopt)) {
        if (target->second < game_.runner->place(target->first)->rooms.size()) {
            look(target->first, [&](OfficeView& view) { view.look_at_room(target->second, viewport(seen())); });
            looked_elsewhere_ = true;
            fitted_ = true;
        }
    }
    if (const auto building = std::exchange(game_.look_at_building, std::nullopt)) {
        if (*building < game_.runner->place(Side::b)->buildings.size()) {
            visit(Side::b, *building);
            fitted_ = true;
        }
    }
}

}  // namespace piket::render
