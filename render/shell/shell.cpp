#include "shell/shell.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <utility>

#include "look/icons.hpp"
#include "look/palette.hpp"
#include "settings/assets.hpp"
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

// Milliseconds between calls.
class Stopwatch {
   public:
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        return std::chrono::duration<double, std::milli>(now - std::exchange(last_, now)).count();
    }

   private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace

Shell::Shell(Frontend& frontend, Screen& screen, LoadedSettings loaded, std::string settings_file,
             const std::string& pictures)
    : frontend_(frontend),
      screen_(screen),
      settings_(std::move(loaded.settings)),
      kept_(settings_),
      settings_file_(std::move(settings_file)),
      pictures_(full_path(pictures)),
      help_(settings_, shortcuts_, {settings_file_, pictures_, screen_.folder()}) {
    ui().words.speak(settings_.language);
    ui().look.set_scale(settings_.scale);
    if (!loaded.warning.empty()) {
        ui().notify(loaded.warning);
    }
    shortcuts_.restore(settings_.shortcuts);
    shortcuts_.add("help", "F1");
    shortcuts_.add("picture", "F12", Topic::files);
    shortcuts_.add("language", "Ctrl+L");
    shortcuts_.add("type_larger", "Ctrl+=");
    shortcuts_.add("type_smaller", "Ctrl+-");
    shortcuts_.add("developer", "F4");
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

void Shell::change_scale(float step) {
    float& seen = enlarged() ? enlarged_ : settings_.scale;
    seen = std::clamp(seen + step, least_scale, most_scale);
}

void Shell::act(std::string_view action) {
    if (!screen_.allows(action)) {
        return;
    }
    if (action == "help") {
        help_.show(!help_.open());
        if (!help_.open()) {
            keep_settings();
        }
    } else if (action == "picture") {
        picture_wanted_ = true;
    } else if (action == "language") {
        settings_.language = settings_.language == Language::id ? Language::en : Language::id;
    } else if (action == "type_larger") {
        change_scale(scale_step);
    } else if (action == "type_smaller") {
        change_scale(-scale_step);
    } else if (action == "developer") {
        settings_.developer = !settings_.developer;
    } else if (action == "quit") {
        frontend_.close();
    } else if (!help_.open()) {  // what lies behind does not answer
        screen_.act(action);
    }
}

void Shell::press(const Chord& chord) {
    const bool plain = !chord.ctrl && !chord.alt && !chord.shift;
    const bool presses = plain && (chord.key == sf::Keyboard::Space || chord.key == sf::Keyboard::Enter);
    if ((help_.open() && help_.take(chord)) || (presses && ui().input().on_item)) {
        return;
    }
    if (const std::string_view action = shortcuts_.action_of(chord); !action.empty()) {
        act(action);
    }
}

void Shell::tick() {
    const double seconds = frontend_.begin();
    Stopwatch watch;
    const Input& input = ui().input();
    ui().reduced_motion = settings_.reduced_motion;
    if (!input.typing) {
        for (const Chord& chord : input.pressed) {
            press(chord);
        }
    }
    screen_.update(seconds);
    // A drag that began on the world goes on over the panels; one that began on a panel never reaches the world.
    if (!input.mouse_on_panel) {
        screen_.point(input);
    }
    Canvas canvas(frontend_.size());
    canvas.background = palette::ground;
    screen_.draw_world(canvas);
    const double world = watch.lap();
    screen_.draw_panels(ui());
    draw_bar();
    draw_help();
    draw_notice();
    const double panels = watch.lap();
    frontend_.end(std::move(canvas));
    const double shown = watch.lap();
    costs_.world.add(world);
    costs_.panels.add(panels);
    costs_.shown.add(shown);
    costs_.all.add(world + panels + shown);
    if (picture_wanted_) {
        picture_wanted_ = false;
        take_picture();
    }
    ui().words.speak(settings_.language);
    ui().look.set_scale(scale());
}

void Shell::draw_help() {
    if (!help_.open()) {
        return;
    }
    const float before = settings_.scale;
    help_.draw(ui(), frontend_.size());
    if (settings_.scale != before) {  // who chooses a size there wants to see it
        enlarge(0);
    }
}

void Shell::run() {
    while (frontend_.open()) {
        tick();
    }
    screen_.leave();
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
                    {.enabled = scale() > least_scale + 0.01F})) {
        act("type_smaller");
    }
    ImGui::SameLine();
    if (icon_button(u, "A+", with_key(u.words("top.type_larger"), "type_larger") + "###type_larger",
                    {.enabled = scale() < most_scale - 0.01F})) {
        act("type_larger");
    }
    ImGui::SameLine();
    if (icon_button(u, icon::camera, with_key(u.words("top.picture"), "picture") + "###picture")) {
        act("picture");
    }
    ImGui::SameLine();
    if (icon_button(u, icon::help, with_key(u.words("top.help"), "help") + "###help", {.chosen = help_.open()})) {
        act("help");
    }
}

void Shell::draw_notice() {
    Ui& u = ui();
    if (u.notice().empty()) {
        return;
    }
    const Rect room = screen_.room_for_notice(below_bar());
    const float widest = std::max(1.0F, room.w - u.px(60));  // a longer line, for instance a path, is broken
    const ImVec2 text_size = ImGui::CalcTextSize(u.notice().c_str(), nullptr, false, widest);
    const float width = text_size.x + u.px(44), height = std::round(text_size.y + u.px(28));
    const Rect place{std::round(room.centre().x - width / 2), std::round(room.y + u.px(12)), width, height};
    ImDrawList& draw = *ImGui::GetForegroundDrawList();
    const ImVec2 from{place.x, place.y}, to{place.right(), place.bottom()};
    draw.AddRectFilled(from, to, to_imgui(palette::ground), u.px(10));
    draw.AddRect(from, to, to_imgui(palette::line), u.px(10), 0, 1);
    draw.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {place.x + u.px(22), place.y + u.px(14)},
                 to_imgui(palette::text), u.notice().c_str(), nullptr, widest);
    Item& item = u.items.record("###notice");
    item.rect = place;
    item.value = u.notice();
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
