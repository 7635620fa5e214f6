#include "platform/ui.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <SFML/Window/Keyboard.hpp>
#include <algorithm>

#include "look/palette.hpp"
#include "platform/frontend.hpp"

namespace piket::render {

namespace {

constexpr double notice_seconds = 4;

void map_keys(ImGuiIO& io) {
    using Key = sf::Keyboard;
    const std::pair<ImGuiKey, Key::Key> keys[] = {
        {ImGuiKey_Tab, Key::Tab},
        {ImGuiKey_LeftArrow, Key::Left},
        {ImGuiKey_RightArrow, Key::Right},
        {ImGuiKey_UpArrow, Key::Up},
        {ImGuiKey_DownArrow, Key::Down},
        {ImGuiKey_PageUp, Key::PageUp},
        {ImGuiKey_PageDown, Key::PageDown},
        {ImGuiKey_Home, Key::Home},
        {ImGuiKey_End, Key::End},
        {ImGuiKey_Insert, Key::Insert},
        {ImGuiKey_Delete, Key::Delete},
        {ImGuiKey_Backspace, Key::Backspace},
        {ImGuiKey_Space, Key::Space},
        {ImGuiKey_Enter, Key::Enter},
        {ImGuiKey_Escape, Key::Escape},
        {ImGuiKey_A, Key::A},
        {ImGuiKey_C, Key::C},
        {ImGuiKey_V, Key::V},
        {ImGuiKey_X, Key::X},
        {ImGuiKey_Y, Key::Y},
        {ImGuiKey_Z, Key::Z},
    };
    for (const auto& [imgui, ours] : keys) {
        io.KeyMap[imgui] = ours;
    }
}

// What the keyboard does on panels. A key that was kept from them stays so until it is let go, or its end would look
// like a press.
void lead_keyboard(ImGuiIO& io, bool kept) {
    const bool held = std::ranges::find(io.KeysDown, true) != std::end(io.KeysDown);
    if (kept) {
        io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    } else if (!held) {
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    }
    const bool leads = (io.ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
    if (leads && !io.WantTextInput && io.KeysDown[sf::Keyboard::Enter]) {
        io.NavInputs[ImGuiNavInput_Activate] = 1;  // ImGui presses with the space bar alone
    }
}

}  // namespace

Ui::Ui(Words spoken, FontFiles fonts)
    : words(std::move(spoken)), look(std::move(fonts)), context_(ImGui::CreateContext()) {
    make_current();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;  // places are ours
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard | ImGuiConfigFlags_NoMouseCursorChange;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    map_keys(io);
}

Ui::~Ui() {
    ImGui::DestroyContext(context_);
}

void Ui::make_current() {
    ImGui::SetCurrentContext(context_);
}

void Ui::notify(std::string line) {
    notice_ = std::move(line);
    notice_until_ = seconds_ + notice_seconds;
}

void Ui::begin(Point size, double seconds, const std::function<void()>& scaled) {
    make_current();
    if (look.apply()) {
        scaled();
    }
    seconds_ += seconds;
    if (seconds_ >= notice_until_) {
        notice_.clear();
    }
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {size.x, size.y};
    io.DeltaTime = static_cast<float>(seconds);
    events.release(io);
    items.clear();
    grounds.clear();
    lead_keyboard(io, keep_keys_);
    keep_keys_ = false;
    ImGui::NewFrame();
    events.input().mouse_on_panel = io.WantCaptureMouse;
    events.input().typing = io.WantTextInput;
    const ImGuiContext& g = *context_;
    events.input().on_item = g.NavId != 0 && !g.NavDisableHighlight && io.NavActive;
}

const ImDrawData& Ui::end() {
    make_current();
    ImGui::Render();
    return *ImGui::GetDrawData();
}

void Frontend::add_grounds(Canvas& world, const Ui& ui) {
    world.no_clip();
    world.look_through(View{});
    for (const Rect& ground : ui.grounds) {
        world.plain().rect(ground, palette::panel);
    }
}

}  // namespace piket::render
