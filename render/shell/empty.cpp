#include "shell/empty.hpp"

#include "look/palette.hpp"

namespace piket::render {

void EmptyScreen::draw_world(Canvas& canvas) {
    Ui& ui = shell_->ui();
    const Rect place = shell_->below_bar();
    const Point middle = place.centre();
    const float step = ui.px(32);
    canvas.plain().gradient(place, rgb(0x171B26), rgb(0x171B26), palette::ground, palette::ground);
    Mesh& mesh = canvas.mesh();
    for (float y = place.y + step / 2; y < place.bottom(); y += step) {
        for (float x = step / 2; x < place.right(); x += step) {
            mesh.circle({x, y}, ui.px(1.2F), palette::line);
        }
    }
    canvas.text(ui.look.typeface(Face::title), {middle.x, middle.y - ui.px(16)}, ui.words("empty.title"), palette::text,
                Align::centre);
    canvas.text(ui.look.typeface(Face::regular), {middle.x, middle.y + ui.px(18)}, ui.words("empty.second"),
                palette::muted, Align::centre);
}

}  // namespace piket::render
