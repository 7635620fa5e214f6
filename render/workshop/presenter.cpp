#include "workshop/presenter.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "look/icons.hpp"
#include "shell/shell.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

struct Key {
    const char* action;
    const char* standard;
};
// Small wireless presenters send PageDown and PageUp.
constexpr std::array<Key, 8> keys = {{{"presenter", "F8"},
                                      {"lesson_next", "PageDown"},
                                      {"lesson_back", "PageUp"},
                                      {"lock", "F7"},
                                      {"hide_numbers", "F6"},
                                      {"large_type", "F10"},
                                      {"clock", "F11"},
                                      {"clock_more", "Shift+F11"}}};
constexpr float bar_height = 50;

std::string clock_text(double left) {
    const auto seconds = static_cast<int>(std::ceil(std::abs(left) - 1e-9));
    return fmt::format("{}{}:{:02}", left < -0.5 ? "−" : "", seconds / 60, seconds % 60);
}

void toggle_large_type(Shell& shell) {
    shell.enlarge(shell.enlarged() ? 0 : std::max(large_type, shell.scale()));
}

}  // namespace

void declare_presenter_keys(Shell& shell) {
    for (const Key& key : keys) {
        shell.shortcuts().add(key.action, key.standard, Topic::lesson);
    }
}

bool is_presenters(std::string_view action) {
    return std::ranges::any_of(keys, [&](const Key& key) { return action == key.action; });
}

void act_as_presenter(Shell& shell, Game& game, std::string_view action) {
    LessonPlay& play = *game.lesson;
    Presenter& presenter = play.presenter;
    if (action == "presenter") {
        presenter.open = !presenter.open;
    } else if (action == "lesson_next") {
        // A presenter goes on whatever the step waits for; out of an episode that is not over only with the bar, lest a
        // team that scrolls with these keys sees what is true.
        const bool playing_episode = play.kind() == StepKind::episode && !episode_over(play);
        if (presenter.open || !playing_episode || can_go_on(game)) {
            next_step(game);
        }
    } else if (action == "lesson_back") {
        step_back(game);
    } else if (action == "lock") {
        presenter.locked = !presenter.locked;
        game.playing = game.playing && !presenter.locked;
    } else if (action == "hide_numbers") {
        presenter.numbers_hidden = !presenter.numbers_hidden;
    } else if (action == "large_type") {
        toggle_large_type(shell);
    } else if (action == "clock") {
        presenter.ticking = !presenter.ticking;
    } else if (action == "clock_more") {
        presenter.left += 60;
    }
}

void tick(Presenter& presenter, double seconds) {
    if (presenter.ticking) {
        presenter.left -= seconds;
    }
}

void set_clock(Presenter& presenter, int minutes) {
    presenter.left = 60.0 * minutes;
}

float presenter_height(const Ui& ui, const Game& game) {
    return game.lesson && game.lesson->presenter.open ? std::round(ui.px(bar_height)) : 0;
}

namespace {

class Bar {
   public:
    Bar(Ui& ui, Shell& shell, Game& game) : ui_(ui), shell_(shell), game_(game) {}

    void draw(float width) {
        LessonPlay& play = *game_.lesson;
        Presenter& p = play.presenter;
        const bool wide = width > ui_.px(1000);
        icon_only(icon::left, "lesson_back", false, play.step > 0);
        ImGui::SameLine(0, ui_.px(6));
        icon_only(icon::right, "lesson_next", false, play.step + 1 < play.lesson.steps.size());
        ImGui::SameLine();
        ImGui::AlignTextToFramePadding();
        ImGui::TextUnformatted(fmt::format("{} / {}", play.step + 1, play.lesson.steps.size()).c_str());
        ImGui::SameLine(0, ui_.px(16));
        toggle(p.locked ? icon::lock : icon::unlock, "lock", p.locked, wide);
        ImGui::SameLine(0, ui_.px(6));
        toggle(p.numbers_hidden ? icon::eye_off : icon::eye, "hide_numbers", p.numbers_hidden, wide);
        ImGui::SameLine(0, ui_.px(6));
        toggle("A+", "large_type", shell_.enlarged(), wide);
        ImGui::SameLine(0, ui_.px(16));
        toggle(p.ticking ? icon::pause : icon::play, "clock", p.ticking, false);
        ImGui::SameLine(0, ui_.px(6));
        const std::string left = clock_text(p.left);
        ImGui::AlignTextToFramePadding();
        ImGui::PushFont(ui_.look.font(Face::semibold));
        ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(p.left < 0 ? palette::bad : palette::text));
        ImGui::TextUnformatted(left.c_str());
        ImGui::PopStyleColor();
        ImGui::PopFont();
        ui_.items.record("###clock_left").value = left;
        ImGui::SameLine(0, ui_.px(6));
        if (button(ui_, "+1###clock_more", {.tip = named("clock_more").c_str()})) {
            act_as_presenter(shell_, game_, "clock_more");
        }
        ImGui::SameLine(width - std::round(ImGui::GetFrameHeight() * 1.15F) - ui_.px(12));
        icon_only(icon::close, "presenter", false, true);
    }

   private:
    std::string named(const char* action) const {
        const std::string key = shell_.shortcuts().text_of(action);
        return ui_.words(std::string("action.") + action) + (key.empty() ? "" : " (" + key + ")");
    }
    void icon_only(const char* icon, const char* action, bool on, bool enabled) {
        if (icon_button(ui_, icon, named(action) + "###" + action, {.chosen = on, .enabled = enabled})) {
            act_as_presenter(shell_, game_, action);
        }
    }
    void toggle(const char* icon, const char* action, bool on, bool wide) {
        if (!wide) {
            icon_only(icon, action, on, true);
            return;
        }
        const std::string label =
            fmt::format("{}  {}###{}", icon, ui_.words(std::string("presenter.") + action), action);
        const std::string tip = named(action);
        if (button(ui_, label, {.chosen = on, .tip = tip.c_str()})) {
            act_as_presenter(shell_, game_, action);
        }
    }

    Ui& ui_;
    Shell& shell_;
    Game& game_;
};

void draw_lock(Ui& ui, Shell& shell, Point size, float below) {
    const Panel veil(ui, "locked", {0, 0, size.x, size.y - below}, {.scrolls = false, .ground = false, .floats = true});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string line = fmt::format(
        "{}  {}", icon::lock, ui.words("presenter.locked", fmt::arg("key", shell.shortcuts().text_of("lock"))));
    ImGui::PushFont(ui.look.font(Face::semibold));
    const ImVec2 text = ImGui::CalcTextSize(line.c_str());
    const float pad = ui.px(12), w = text.x + 2 * pad, h = text.y + 2 * pad;
    const ImVec2 at{std::round((size.x - w) / 2), std::round(ui.px(64))};
    list.AddRectFilled(at, {at.x + w, at.y + h}, to_imgui(palette::ground), ui.px(8));
    list.AddRect(at, {at.x + w, at.y + h}, to_imgui(palette::cursor), ui.px(8), 0, ui.px(2));
    list.AddText({at.x + pad, at.y + pad}, to_imgui(palette::text), line.c_str());
    ImGui::PopFont();
    Item& item = ui.items.record("###locked", w < size.x);
    item.rect = {at.x, at.y, w, h};
    item.value = line;
}

}  // namespace

void draw_presenter(Ui& ui, Shell& shell, Game& game) {
    if (!game.lesson) {
        return;
    }
    const Presenter& presenter = game.lesson->presenter;
    const Point size = shell.frontend().size();
    const float height = presenter_height(ui, game);
    if (presenter.locked) {
        draw_lock(ui, shell, size, height);
    }
    ui.keep_keys(presenter.locked);
    if (!presenter.open) {
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), std::round((height - ImGui::GetFrameHeight()) / 2)});
    const Panel panel(ui, "presenter", {0, size.y - height, size.x, height}, {.scrolls = false});
    ImGui::PopStyleVar();
    const ImVec2 at = ImGui::GetWindowPos();
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + size.x, at.y + ui.px(2)}, to_imgui(palette::cursor));
    Bar(ui, shell, game).draw(size.x);
}

}  // namespace piket::render
