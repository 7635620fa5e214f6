#include "platform/stage.hpp"

#include <imgui.h>

namespace piket::render {

namespace {

constexpr double frame_seconds = 1.0 / 30;

// The clipboard of a stage is its own.
const char* read_clipboard(void* text) {
    return static_cast<std::string*>(text)->c_str();
}

void write_clipboard(void* text, const char* copied) {
    *static_cast<std::string*>(text) = copied;
}

}  // namespace

Stage::Stage(Words words, FontFiles fonts, Point size) : ui_(std::move(words), std::move(fonts)), size_(size) {
    ImGuiIO& io = ImGui::GetIO();
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.ClipboardUserData = &clipboard_;
    io.GetClipboardTextFn = read_clipboard;
    io.SetClipboardTextFn = write_clipboard;
}

double Stage::begin() {
    ui_.begin(size_, frame_seconds,
              [this] { ImGui::GetIO().Fonts->SetTexID(const_cast<Texture*>(ui_.look.glyphs().get())); });
    return frame_seconds;
}

void Stage::end(Canvas world) {
    add_grounds(world, ui_);
    world_ = std::move(world);
    ui_.end();
}

Picture Stage::picture() {
    Picture picture(static_cast<int>(size_.x), static_cast<int>(size_.y));
    if (world_) {
        rasterise(*world_, picture);
        ImGui::SetCurrentContext(ui_.context());
        rasterise(
            *ImGui::GetDrawData(), [](void* id) { return static_cast<const Texture*>(id); }, picture);
    }
    return picture;
}

void Stage::save_picture(const std::string& png) {
    if (!picture().save(png)) {
        ui_.notify(ui_.words("notice.picture_failed", fmt::arg("file", png)));
    }
}

}  // namespace piket::render
