// The office on screen: whatever of it the camera sees, at one second of one day. Twice side by side it shows two
// worlds with one camera.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "office/board.hpp"
#include "office/camera.hpp"
#include "office/census.hpp"
#include "office/crowd.hpp"
#include "office/overlays.hpp"
#include "office/painter.hpp"
#include "office/signs.hpp"

namespace piket::render {

// What lies under a point; `nobody` where there is none.
struct Picked {
    uint32_t person = nobody;  // a civil servant, or one of their families
    uint32_t hall = nobody, visitor = nobody;
    uint32_t room = nobody, building = nobody;
    bool operator==(const Picked&) const = default;
};

class OfficeView {
   public:
    explicit OfficeView(Ui& ui) : ui_(ui) {}

    void set_place(std::shared_ptr<const Place> place);
    const Place* place() const { return layout_ ? &layout_->place() : nullptr; }
    const Layout& layout() const { return *layout_; }
    const Furniture& furniture() const { return *furniture_; }

    Camera& camera() { return camera_; }
    // Ways to look at something. `viewport` as for draw().
    void fit_all(Rect viewport);
    void fit_building(uint32_t building, Rect viewport);
    void look_at_person(uint32_t person, double second, const std::shared_ptr<const DayFrame>& frame);
    void look_at_room(uint32_t room, Rect viewport);
    // The building in the middle of what is seen; nobody: none.
    uint32_t building_in_view() const { return layout_->building_at(camera_.centre()); }
    // So far out that a board of cards stands for the campus.
    bool overview() const;

    // `second` need not be whole. Advance the camera once per frame yourself.
    void draw(Canvas& canvas, Rect viewport, const std::shared_ptr<const DayFrame>& frame, double second,
              const Shown& shown = {}, const Marks& marks = {});
    // By what was drawn last in this viewport.
    Picked pick(Rect viewport, Point mouse) const;
    // What there is to say of the card under the mouse, or of the block of people who are elsewhere, as drawn last in
    // this viewport; empty: the mouse is on none.
    std::string hint(Rect viewport, Point mouse, const std::shared_ptr<const DayFrame>& frame, double second,
                     const Shown& shown);
    // Where a person was drawn last in this viewport, in pixels: the middle of the figure.
    std::optional<Point> on_screen(Rect viewport, uint32_t person) const;

    // Labels of the last draw(), for tests.
    const std::vector<Rect>& labels() const { return labels_; }

   private:
    struct Drawn {
        Rect viewport;
        std::vector<Figure> figures;  // those in sight, from the back to the front
        Rect taken;                   // as Shown had it
    };
    Drawn& drawn(Rect viewport);
    static Rect board_area(Rect viewport, Rect taken);
    const DayFigures& day(const std::shared_ptr<const DayFrame>& frame);
    TextureHandle baked(const Canvas& canvas, Rect viewport, const View& view, Rect visible);
    void draw_rim(Canvas& canvas, Rect visible, const DayFigures& day);
    Ui& ui_;
    std::shared_ptr<const Place> place_;
    std::unique_ptr<Layout> layout_;
    std::unique_ptr<Furniture> furniture_;
    std::unique_ptr<Painter> painter_;
    std::unique_ptr<Overlays> overlays_;
    std::unique_ptr<Board> board_;
    std::unique_ptr<Signs> signs_;
    std::unique_ptr<Crowd> crowd_;
    Camera camera_;
    std::vector<std::unique_ptr<DayFigures>> days_;  // of the frames drawn last
    std::vector<Drawn> drawn_;
    struct Baked {
        Point size;
        View view;
        int seen;
        TextureHandle texture;
    };
    std::vector<Baked> baked_;
    std::vector<Figure> figures_;
    std::vector<Rect> labels_;
};

}  // namespace piket::render
