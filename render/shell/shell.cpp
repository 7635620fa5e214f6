#include "shell/shell.hpp"

#include <imgui.h>

#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>

#include "look/icons.hpp"
#include "look/palette.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

namespace {

constexpr float bar_height = 52;

std::string now_in_digits() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 32> text{};
    const size_t length = std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S", &local);
    return {text.data(), length};
}

}  // namespace

Shell::Shell(Frontend& frontend, Screen& screen, LoadedSettings loaded, std::string settings_file, std::string pictures)
    : frontend_(frontend),
      screen_(screen),
      settings_(std::move(loaded.settings)),
      kept_(settings_),
      settings_file_(std::move(settings_file)),
      pictures_(std::move(pictures)) {
    ui().words.speak(settings_.language);
    ui().look.set_scale(settings_.scale);
    if (!loaded.warning.empty()) {
        ui().notify(loaded.warning);
    }
    shortcuts_.restore(settings_.shortcuts);
    shortcuts_.add("help", "F1");
    shortcuts_.add("picture", "F12");
    shortcuts_.add("language", "Ctrl+L");
    shortcuts_.add("type_larger", "Ctrl+=");
    shortcuts_.add("type_smaller", "Ctrl+-");
    shortcuts_.add("quit", "Ctrl+Q");
    screen_.enter(*this);
}

Rect Shell::below_bar() const {
    const Point size = frontend_.size();
    const float bar = std::round(frontend_.ui().px(bar_height));
    return {0, bar, size.x, std::max(0.0F, size.y - bar)};
}

void Shell::fold(const std::string& panel, bool folded) {
    if (folded) {
        settings_.folded.insert(panel);
    } else {
        settings_.folded.erase(panel);
    }
}

void Shell::act(std::string_view action) {
    if (action == "help") {
        help_ = !help_;
    } else if (action == "picture") {
        picture_wanted_ = true;
    } else if (action == "language") {
        settings_.language = settings_.language == Language::id ? Language::en : Language::id;
    } else if (action == "type_larger") {
        settings_.scale = std::min(most_scale, settings_.scale + scale_step);
    } else if (action == "type_smaller") {
        settings_.scale = std::max(least_scale, settings_.scale - scale_step);
    } else if (action == "quit") {
        frontend_.close();
    } else {
        screen_.act(action);
    }
}

void Shell::tick() {
    const double seconds = frontend_.begin();
    const Input& input = ui().input();
    if (!input.typing) {
        for (const Chord& chord : input.pressed) {
            if (help_ && chord.key == sf::Keyboard::Escape) {
                help_ = false;
            } else if (const std::string_view action = shortcuts_.action_of(chord); !action.empty()) {
                act(action);
            }
        }
    }
    screen_.update(seconds);
    // A drag that began on the world goes on over the panels; one that began on a panel never reaches the world.
    if (!input.mouse_on_panel) {
        screen_.point(input);
    }
    Canvas canvas(frontend_.size(), ui().look.scale());
    canvas.background = palette::ground;
    screen_.draw_world(canvas);
    screen_.draw_panels(ui());
    draw_bar();
    if (help_) {
        draw_help();
    }
    draw_notice();
    frontend_.end(canvas);
    if (picture_wanted_) {
        picture_wanted_ = false;
        take_picture();
    }
    ui().words.speak(settings_.language);
    ui().look.set_scale(settings_.scale);
}

void Shell::run() {
    while (frontend_.open()) {
        tick();
    }
    keep_settings();
}

void Shell::keep_settings() {
    const Point size = frontend_.size();
    if (size.x > 0 && size.y > 0) {
        settings_.width = static_cast<int>(size.x);
        settings_.height = static_cast<int>(size.y);
    }
    settings_.shortcuts = shortcuts_.changed();
    if (settings_file_.empty() || settings_ == kept_) {
        return;
    }
    if (save_settings(settings_, settings_file_)) {
        kept_ = settings_;
    } else {
        ui().notify(ui().words("notice.settings_failed", fmt::arg("file", settings_file_)));
    }
}

float Shell::own_width() const {
    const float space = ImGui::GetStyle().ItemSpacing.x, square = std::round(ImGui::GetFrameHeight() * 1.15F);
    return 2 * std::round(frontend_.ui().px(44)) + 4 * square + 5 * space;
}

void Shell::draw_bar() {
    Ui& u = ui();
    const float height = std::round(u.px(bar_height)), width = frontend_.size().x;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {u.px(12), std::round((height - ImGui::GetFrameHeight()) / 2)});
    const Panel panel(u, "bar", {0, 0, width, height}, {.scrolls = false});
    ImGui::PopStyleVar();
    const auto with_key = [&](std::string_view words, std::string_view action) {
        const std::string key = shortcuts_.text_of(action);
        return std::string(words) + (key.empty() ? "" : " (" + key + ")");
    };
    // By hand: ImGui would put the whole line on the baseline of its largest type.
    const std::string& name = u.words("top.name");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImFont* const large = u.look.font(Face::large);
    const float name_width = large->CalcTextSizeA(large->FontSize, 1e9F, 0, name.c_str()).x;
    ImGui::GetWindowDrawList()->AddText(
        large, large->FontSize, {at.x + u.px(4), std::round(at.y + (ImGui::GetFrameHeight() - large->FontSize) / 2)},
        to_imgui(palette::text), name.c_str());
    ImGui::Dummy({std::round(name_width + u.px(4)), ImGui::GetFrameHeight()});
    ImGui::SameLine(0, u.px(20));
    screen_.draw_bar(u);

    // The shell's own buttons, from the right.
    const float own = own_width();
    ImGui::SameLine(std::max(ImGui::GetCursorPosX(), width - own - u.px(12)));
    const std::string language = with_key(u.words("top.language"), "language");
    const bool id = settings_.language == Language::id;
    if (button(u, "ID", {.chosen = id, .width = 44, .tip = language.c_str()})) {
        settings_.language = Language::id;
    }
    ImGui::SameLine();
    if (button(u, "EN", {.chosen = !id, .width = 44, .tip = language.c_str()})) {
        settings_.language = Language::en;
    }
    ImGui::SameLine();
    if (icon_button(u, "A−", with_key(u.words("top.type_smaller"), "type_smaller") + "###type_smaller",
                    {.enabled = settings_.scale > least_scale + 0.01F})) {
        act("type_smaller");
    }
    ImGui::SameLine();
    if (icon_button(u, "A+", with_key(u.words("top.type_larger"), "type_larger") + "###type_larger",
                    {.enabled = settings_.scale < most_scale - 0.01F})) {
        act("type_larger");
    }
    ImGui::SameLine();
    if (icon_button(u, icon::camera, with_key(u.words("top.picture"), "picture") + "###picture")) {
        act("picture");
    }
    ImGui::SameLine();
    if (icon_button(u, icon::help, with_key(u.words("top.help"), "help") + "###help", {.chosen = help_})) {
        act("help");
    }
}

void Shell::draw_help() {
    Ui& u = ui();
    const Point size = frontend_.size();
    const auto rows = static_cast<float>(shortcuts_.all().size());
    const float row = std::round(u.px(34)), width = std::round(std::min(size.x - u.px(32), u.px(460)));
    const float head = 2 * u.px(20) + ImGui::GetFrameHeight() + u.px(20);
    const float height = std::round(std::min(size.y - u.px(32), rows * row + head));
    {
        // What lies behind steps back; a click there ends the help.
        const Panel veil(u, "veil", {0, 0, size.x, size.y}, {.scrolls = false, .ground = false, .floats = true});
        ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {size.x, size.y}, to_imgui(faded(palette::ground, 0.6F)));
        if (ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
            help_ = false;
        }
    }
    const Rect place{std::round((size.x - width) / 2), std::round((size.y - height) / 2), width, height};
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {u.px(24), u.px(20)});
    const Panel panel(u, "help", place, {.floats = true});
    ImGui::PopStyleVar();
    title(u, u.words("help.title"));
    ImGui::SameLine(width - u.px(24) - std::round(ImGui::GetFrameHeight() * 1.15F));
    if (icon_button(u, icon::close, u.words("help.close") + "###close", {.kind = Kind::quiet})) {
        help_ = false;
    }
    gap(u, 4);
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
    for (const Shortcut& shortcut : shortcuts_.all()) {
        const ImVec2 at = ImGui::GetCursorPos();
        text(u, u.words("action." + shortcut.action));
        const std::string key = shortcut.chord.valid() ? to_text(shortcut.chord) : u.words("help.unbound");
        const float cap = key_cap_width(u, key);
        u.items.record("row " + shortcut.action, ImGui::GetItemRectSize().x + cap <= right - at.x).value = key;
        ImGui::SetCursorPos({right - cap, at.y - u.px(3)});
        key_cap(u, key);
        ImGui::SetCursorPos({at.x, at.y + row});
    }
}

void Shell::draw_notice() {
    Ui& u = ui();
    if (u.notice().empty()) {
        return;
    }
    const ImVec2 text_size = ImGui::CalcTextSize(u.notice().c_str());
    const Point size = frontend_.size();
    const float width = std::min(size.x - u.px(32), text_size.x + u.px(44)),
                height = std::round(text_size.y + u.px(28));
    const Rect place{std::round((size.x - width) / 2), std::round(size.y - height - u.px(24)), width, height};
    ImDrawList& draw = *ImGui::GetForegroundDrawList();
    const ImVec2 from{place.x, place.y}, to{place.right(), place.bottom()};
    draw.AddRectFilled(from, to, to_imgui(palette::ground), u.px(10));
    draw.AddRect(from, to, to_imgui(palette::line), u.px(10), 0, 1);
    draw.PushClipRect(from, {to.x - u.px(10), to.y}, true);
    draw.AddText({place.x + u.px(22), place.y + u.px(14)}, to_imgui(palette::text), u.notice().c_str());
    draw.PopClipRect();
}

void Shell::take_picture() {
    std::string png = "piket-" + now_in_digits();
    std::error_code error;
    std::filesystem::path path = std::filesystem::path(pictures_) / (png + ".png");
    for (int n = 2; std::filesystem::exists(path, error); ++n) {  // two within one second
        path = std::filesystem::path(pictures_) / (png + "-" + std::to_string(n) + ".png");
    }
    ui().notify(ui().words("notice.picture", fmt::arg("file", path.string())));
    frontend_.save_picture(path);
}

}  // namespace piket::render
