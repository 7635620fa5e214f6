#include "demo.hpp"

#include <imgui.h>

#include <array>
#include <cmath>

#include "canvas/raster.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

namespace {

// Scattered and the same on every machine.
float noise(uint32_t i) {
    i = (i ^ 61U) ^ (i >> 16U);
    i *= 9U;
    i ^= i >> 4U;
    i *= 0x27d4eb2dU;
    i ^= i >> 15U;
    return static_cast<float>(i % 10007U) / 10007.0F;
}

double wave(double day, double height, double middle, double width) {
    const double z = (day - middle) / width;
    return height / (1 + z * z * z * z);
}

constexpr int columns = 6, rows = 4;
constexpr float room_w = 12, room_h = 8, corridor = 3;

// Rooms in metres, baked into one picture: the floor is one quad in every frame.
TextureHandle bake_floor(float pixels_per_metre) {
    const float w = columns * room_w + 1, h = rows * (room_h + corridor) + 1;
    Picture picture(static_cast<int>(w * pixels_per_metre), static_cast<int>(h * pixels_per_metre), rgb(0xC9C4B8));
    Mesh mesh;
    mesh.pixel = 1 / pixels_per_metre;
    const std::array<Color, 4> heat = {rgb(0xEFE6D4), rgb(0xF0CFA0), rgb(0xE8A78C), rgb(0xC9789C)};
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            const Rect room{0.5F + static_cast<float>(c) * room_w, 0.5F + static_cast<float>(r) * (room_h + corridor),
                            room_w, room_h};
            mesh.rect(room, rgb(0x3A3D48));
            mesh.rect(room.grown(-0.12F),
                      heat[static_cast<size_t>(noise(static_cast<uint32_t>(r * columns + c)) * 3.99F)]);
            for (int d = 0; d < 8; ++d) {
                const Rect desk{room.x + 1.2F + static_cast<float>(d % 4) * 2.7F,
                                room.y + 1.6F + static_cast<float>(d / 4) * 3.4F, 1.5F, 0.8F};
                mesh.shadow({desk.x, desk.y + 0.1F, desk.w, desk.h}, 0.25F, Color(0, 0, 0, 90));
                mesh.rounded(desk, 0.18F, rgb(0x8E6A48));
            }
        }
    }
    rasterise(mesh, {pixels_per_metre, {0, 0}}, picture);
    return std::make_shared<Texture>(std::move(picture));
}

constexpr float sprite_w = 36, sprite_h = 43.2F;

// A person of each state, baked: one quad each instead of five.
TextureHandle bake_people() {
    Picture picture(3 * static_cast<int>(sprite_w), static_cast<int>(sprite_h) + 1, Color(32, 36, 46, 0));
    Mesh mesh;
    mesh.pixel = 1.5F / sprite_w;
    const std::array<Color, 3> states = {palette::a, palette::good, palette::bad};
    for (size_t i = 0; i < states.size(); ++i) {
        const Point at{1.5F * static_cast<float>(i) + 0.75F, 0.9F};
        mesh.ellipse({at.x, at.y + 0.46F}, 0.5F, 0.2F, Color(0, 0, 0, 70));
        mesh.circle({at.x, at.y + 0.12F}, 0.44F, rgb(0x20242E));
        mesh.circle({at.x, at.y + 0.12F}, 0.36F, states[i]);
        mesh.circle({at.x, at.y - 0.4F}, 0.3F, rgb(0x20242E));
        mesh.circle({at.x, at.y - 0.4F}, 0.23F, rgb(0xF3CDA8));
    }
    rasterise(mesh, {sprite_w / 1.5F, {0, 0}}, picture);
    return std::make_shared<Texture>(std::move(picture));
}

}  // namespace

void Demo::enter(Shell& shell) {
    shell_ = &shell;
    shell.shortcuts().add("demo.play", "Space");
}

void Demo::update(double seconds) {
    time += playing ? seconds : 0;
}

bool Demo::act(std::string_view action) {
    if (action == "demo.play") {
        playing = !playing;
        return true;
    }
    return false;
}

void Demo::point(const Input& input) {
    world_clicks += input.went_down[0];
    zoom *= input.wheel > 0 ? 1.1F : input.wheel < 0 ? 1 / 1.1F : 1.0F;
}

Rect Demo::world_place() const {
    const Rect all = shell_->below_bar();
    const float left = std::round(shell_->ui().px(264)), right = std::round(shell_->ui().px(384));
    const float bottom = std::round(shell_->ui().px(132));
    return {all.x + left, all.y, all.w - left - right, all.h - bottom};
}

void Demo::draw_world(Canvas& canvas) {
    Ui& ui = shell_->ui();
    if (!floor_) {
        floor_ = bake_floor(24);
        people_ = bake_people();
    }
    const Rect place = world_place();
    const float half = std::floor(place.w / 2);
    for (int side = 0; side < 2; ++side) {
        const Rect part{place.x + (side == 0 ? 0 : half + 2), place.y, half - 2, place.h};
        canvas.clip(part);
        const float scale = zoom * part.h / 38;
        canvas.look_through({scale, {part.x - 6 * scale, part.y - scale}});
        const float w = columns * room_w + 1, h = rows * (room_h + corridor) + 1;
        canvas.image(floor_, {0, 0, w, h});
        Mesh rings;
        rings.pixel = 1 / scale;
        for (int i = 0; i < agents; ++i) {
            const auto k = static_cast<uint32_t>(i + side * 7919);
            const float sway = static_cast<float>(std::sin(time + i)) * 0.2F;
            const Point at{1 + noise(3 * k) * (w - 2) + sway, 1 + noise(3 * k + 1) * (h - 2)};
            const float state = noise(3 * k + 2);
            canvas.sprite(people_, {at.x - 0.75F, at.y - 0.9F, 1.5F, 1.8F},
                          {static_cast<float>(state < 0.78F  ? 0
                                              : state < 0.9F ? 1
                                                             : 2) *
                               sprite_w,
                           0, sprite_w, sprite_h});
            if (state > 0.985F) {
                rings.ring(at, 1.4F, 0.16F, side == 0 ? palette::bad : palette::good);
            }
        }
        canvas.draw(std::make_shared<Mesh>(std::move(rings)));
        canvas.look_through(View{});
        const Typeface face = ui.look.typeface(Face::semibold);
        const std::string name = side == 0 ? "A  WFO 100 %" : "B  WFH bergilir 50 %";
        const Rect tag{part.x + ui.px(12), part.y + ui.px(12), std::round(measure(face, name).x + ui.px(34)),
                       ui.px(34)};
        canvas.mesh().shadow({tag.x, tag.y + ui.px(2), tag.w, tag.h}, ui.px(9), Color(0, 0, 0, 150));
        canvas.mesh().rounded(tag, ui.px(9), palette::panel);
        canvas.mesh().rounded({tag.x, tag.y, ui.px(5), tag.h}, ui.px(9), side == 0 ? palette::a : palette::b,
                              top_left | bottom_left);
        canvas.text(face, {tag.x + ui.px(17), tag.centre().y}, name, palette::text);
    }
    canvas.no_clip();
    canvas.mesh().rect({place.x + half - 2, place.y, 4, place.h}, palette::text);
}

void Demo::draw_bar(Ui& ui) {
    if (icon_button(ui, playing ? icon::pause : icon::play, "Play###play", {.kind = Kind::primary})) {
        act("demo.play");
    }
    ImGui::SameLine();
    icon_button(ui, icon::step, "Step###step");
    const std::array<const char*, 4> speeds = {"1×", "4×", "16×", "Max"};
    for (int i = 0; i < 4; ++i) {
        ImGui::SameLine();
        if (button(ui, speeds[static_cast<size_t>(i)], {.chosen = speed == i})) {
            speed = i;
        }
    }
    ImGui::SameLine(0, ui.px(18));
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted((ui.words.date(civil(2021, 10, 12)) + "  " + ui.words.time(clock(10, 40))).c_str());
}

void Demo::draw_panels(Ui& ui) {
    const Rect all = shell_->below_bar(), world = world_place();
    draw_left(ui, {all.x, all.y, world.x, world.h});
    draw_right(ui, {world.right(), all.y, all.w - world.right(), world.h});
    draw_bottom(ui, {all.x, world.bottom(), all.w, all.bottom() - world.bottom()});
}

void Demo::draw_left(Ui& ui, Rect place) {
    const Panel panel(ui, "policies", place);
    title(ui, "Kebijakan B");
    muted(ui, "Seret kartu ke linimasa");
    struct One {
        const char *icon, *title, *second;
        Color accent;
        bool enabled;
    };
    const std::array<One, 5> all = {{
        {icon::home, "WFH bergilir 50 %", "2 tim • mulai hari 14", palette::b, true},
        {icon::air, "Ventilasi 6 ACH", "ruang rapat • Rp 38 jt", palette::b, true},
        {icon::mask, "Masker dalam ruang", "kepatuhan 70 %", Color::Transparent, true},
        {icon::organisation, "Kelompok tetap", "per seksi", Color::Transparent, true},
        {icon::test, "Tes cepat mingguan", "belum tersedia", Color::Transparent, false},
    }};
    for (size_t i = 0; i < all.size(); ++i) {
        const One& one = all[i];
        if (card(ui, one.title, one.second, {one.icon, one.accent, cards[i], one.enabled})) {
            cards[i] = !cards[i];
        }
    }
    gap(ui, 2);
    meter(ui, "Anggaran", 0.43, palette::good, "Rp 38 jt dari 88 jt");
}

void Demo::draw_right(Ui& ui, Rect place) {
    const Panel panel(ui, "details", place);
    tabs(ui, "tabs", {"Hasil###outcome", "Orang###person", "Ruang###room", "Mengapa###why"}, tab);
    section(ui, "Pegawai menular");
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = std::round(ui.px(150));
    const Rect plot{at.x + ui.px(38), at.y + ui.px(6), width - ui.px(42), height - ui.px(30)};
    ImGui::Dummy({width, height});
    ImGui::PushFont(ui.look.font(Face::small));
    for (int i = 0; i <= 4; ++i) {
        const float y = std::round(plot.bottom() - plot.h * static_cast<float>(i) / 4);
        draw.AddLine({plot.x, y}, {plot.right(), y}, to_imgui(palette::line));
        const std::string label = ui.words.compact(500.0 * i);
        draw.AddText({plot.x - ui.px(8) - ImGui::CalcTextSize(label.c_str()).x, y - ImGui::GetFontSize() / 2},
                     to_imgui(palette::muted), label.c_str());
        const std::string day = ui.words.number(30.0 * i);
        draw.AddText({plot.x + plot.w * static_cast<float>(i) / 4 - ImGui::CalcTextSize(day.c_str()).x / 2,
                      plot.bottom() + ui.px(6)},
                     to_imgui(palette::muted), day.c_str());
    }
    ImGui::PopFont();
    for (int side = 0; side < 2; ++side) {
        const Color colour = side == 0 ? palette::a : palette::b;
        std::vector<ImVec2> middle, upper, lower;
        for (int day = 0; day <= 120; day += 2) {
            const double value = side == 0 ? wave(day, 1500, 40, 17) : wave(day, 620, 58, 26);
            const auto point = [&](double v) {
                return ImVec2{plot.x + plot.w * static_cast<float>(day) / 120,
                              plot.bottom() - plot.h * static_cast<float>(std::min(v, 2000.0) / 2000)};
            };
            middle.push_back(point(value));
            upper.push_back(point(value * 1.3));
            lower.push_back(point(value * 0.65));
        }
        for (size_t i = 1; i < middle.size(); ++i) {
            draw.AddQuadFilled(upper[i - 1], upper[i], lower[i], lower[i - 1], to_imgui(faded(colour, 0.22F)));
        }
        draw.AddPolyline(middle.data(), static_cast<int>(middle.size()), to_imgui(colour), 0, ui.px(2));
    }
    text(ui, "B lebih baik dari A pada 187 dari 200 masa depan");
    muted(ui, "selisih kumulatif −412 [−690, −151]");
    if (ImGui::BeginTable("numbers", 3, ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH)) {
        for (const char* name : {"", "A", "B"}) {
            ImGui::TableSetupColumn(name);
        }
        ImGui::TableHeadersRow();
        for (const auto& [label, a, b] : {std::tuple{"Tertular", 1204.0, 792.0}, {"Menunggu", 12.5, 18.25}}) {
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(label);
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(ui.words.number(a, a < 100 ? 1 : 0).c_str());
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(ui.words.number(b, b < 100 ? 1 : 0).c_str());
        }
        ImGui::EndTable();
    }
    gap(ui, 2);
    slider(ui, "Porsi WFO###share", share, 0, 1, [&ui](double v) { return ui.words.percent(v); });
    checkbox(ui, "Masker###masks", masks);
    ImGui::SameLine(0, ui.px(20));
    checkbox(ui, "Jendela dibuka###open", windows_open, false);
    text_field(ui, "name", agency, "Nama");
    slider(
        ui, "Tidak berlaku###unused", unused, 0, 1, [&ui](double v) { return ui.words.percent(v); }, false);
}

void Demo::draw_bottom(Ui& ui, Rect place) {
    const Panel panel(ui, "timeline", place, {.scrolls = false});
    for (const auto& [i, label] : {std::pair{0, "1 Orang"}, {1, "2 Udara/CO₂"}, {2, "3 Risiko"}, {3, "4 Jejak"}}) {
        bool on = overlay == i;
        if (chip(ui, label, on)) {
            overlay = i;
        }
        ImGui::SameLine();
    }
    ImGui::NewLine();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (int lane = 0; lane < 2; ++lane) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x, height = std::round(ui.px(26)), name_w = ui.px(80);
        const Color colour = lane == 0 ? palette::a : palette::b;
        draw.AddText(at, to_imgui(colour), lane == 0 ? "A acuan" : "B cabang");
        const Rect track{at.x + name_w, at.y, width - name_w, height};
        draw.AddRectFilled({track.x, track.y}, {track.right(), track.bottom()}, to_imgui(palette::card), ui.px(6));
        for (int day = 0; day < 120; ++day) {
            const double value = lane == 0 ? wave(day, 1, 40, 17) : wave(day, 0.4, 58, 26);
            const float x = track.x + track.w * static_cast<float>(day) / 120, step = track.w / 120;
            draw.AddRectFilled({x, track.bottom() - track.h * static_cast<float>(value)},
                               {x + step - 1, track.bottom()}, to_imgui(faded(colour, day < 34 ? 1.0F : 0.4F)));
        }
        ImGui::Dummy({width, height});
    }
}

}  // namespace piket::render
