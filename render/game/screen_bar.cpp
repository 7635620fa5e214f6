// The bar of the game: time and which panels are there. What has no room moves into a menu at its end.
#include <imgui.h>

#include <array>
#include <cmath>

#include "game/decisions.hpp"
#include "game/screen.hpp"
#include "look/icons.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

constexpr std::array<std::pair<const char*, Split>, 3> splits = {
    {{"A", Split::only_a}, {"A | B", Split::both}, {"B", Split::only_b}}};

float button_width(const char* text) {
    return std::round(ImGui::CalcTextSize(text).x + 2 * ImGui::GetStyle().FramePadding.x);
}

}  // namespace

std::string GameScreen::keyed(const Ui& ui, const char* words, const char* action) const {
    return ui.words(words) + " (" + shell_->shortcuts().text_of(action) + ")###" + action;
}

std::string GameScreen::day_number(const Ui& ui) const {
    return ui.words("game.day", fmt::arg("day", game_.day - game_.runner->first_day() + 1),
                    fmt::arg("days", game_.runner->last_day() - game_.runner->first_day() + 1));
}

// From the whole bar on, what can best be missed is left out first, until the rest ends before the shell's buttons.
GameScreen::Bar GameScreen::fitting(const Ui& ui) const {
    const float square = std::round(ImGui::GetFrameHeight() * 1.15F), space = ImGui::GetStyle().ItemSpacing.x;
    const auto wide = [](const std::string& text) { return ImGui::CalcTextSize(text.c_str()).x; };
    float speed = 2 * (square + space);
    float slowest = 0;
    for (int i = 0; i < speed_count; ++i) {
        slowest = std::max(slowest, wide(ui.words("game.speed." + std::to_string(i))));
    }
    speed += slowest + space;
    float split = 0;
    for (const auto& [label, of] : splits) {
        split += button_width(label) + ui.px(4);
    }
    const float from = ImGui::GetCursorPosX(), room = shell_->below_bar().w - shell_->own_width() - ui.px(20);
    const bool runs = shown(game_, Control::time);
    const auto end = [&](const Bar& bar) {
        const bool all = bar.speed && bar.time && bar.day && bar.splits && bar.folds;
        float x = from + (lessons_.folder().empty() ? 0 : square + ui.px(14));
        x += runs ? 2 * square + space : 0;  // play, step
        x += bar.speed && runs ? space + speed : 0;
        x += ui.px(16) + (bar.whole_date ? wide(ui.words.date(game_.day)) : wide(short_date(ui, game_.day)));
        x += bar.time ? wide("  " + ui.words.time(0)) : 0;
        x += bar.day ? space + wide(day_number(ui)) : 0;
        x += bar.splits && shown(game_, Control::worlds) ? ui.px(16) + split : 0;
        x += bar.folds ? ui.px(16) + 2 * square + ui.px(4) : 0;
        x += all ? 0 : space + square;
        return x;
    };
    Bar bar;
    for (bool Bar::*part : {&Bar::day, &Bar::folds, &Bar::speed, &Bar::time, &Bar::splits, &Bar::whole_date}) {
        if (end(bar) <= room) {
            break;
        }
        bar.*part = false;
    }
    return bar;
}

void GameScreen::draw_speed(Ui& ui) {
    if (!shown(game_, Control::time)) {
        return;
    }
    if (icon_button(ui, "−", keyed(ui, "game.slower", "slower"), {.enabled = game_.speed > 0})) {
        act("slower");
    }
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(ui.words("game.speed." + std::to_string(game_.speed)).c_str());
    ImGui::SameLine();
    if (icon_button(ui, "+", keyed(ui, "game.faster", "faster"), {.enabled = game_.speed + 1 < speed_count})) {
        act("faster");
    }
}

void GameScreen::draw_splits(Ui& ui) {
    if (!shown(game_, Control::worlds)) {
        return;
    }
    bool first = true;
    for (const auto& [label, split] : splits) {
        if (!first) {
            ImGui::SameLine(0, ui.px(4));
        }
        first = false;
        const std::string tip = ui.words("game.split") + " (" + shell_->shortcuts().text_of("swap") + ")";
        if (button(ui, std::string(label) + "###split " + label,
                   {.chosen = game_.split == split, .tip = tip.c_str()})) {
            game_.split = split;
        }
    }
}

void GameScreen::draw_folds(Ui& ui, bool as_text) {
    const bool cards = shell_->folded("cards"), side = places().side_folded;
    const auto fold = [&](const char* icon, const char* action) {
        const std::string label = keyed(ui, (std::string("game.") + action).c_str(), action);
        if (as_text ? button(ui, label) : icon_button(ui, icon, label)) {
            act(action);
        }
    };
    if (shown(game_, Control::cards)) {
        fold(cards ? icon::fold_right : icon::fold_left, "fold_cards");
        if (!as_text) {
            ImGui::SameLine(0, ui.px(4));
        }
    }
    if (!game_.lesson) {
        fold(side ? icon::fold_left : icon::fold_right, "fold_side");
        return;
    }
    const std::string label = keyed(ui, "action.presenter", "presenter");
    const ButtonStyle look{.chosen = game_.lesson->presenter.open};
    if (as_text ? button(ui, label, look) : icon_button(ui, icon::present, label, look)) {
        act("presenter");
    }
}

void GameScreen::draw_more(Ui& ui, const Bar& bar) {
    const std::string time = ui.words.time(static_cast<Seconds>(game_.second));
    const std::string date = ui.words.date(game_.day) + (bar.time ? "" : "  " + time);
    ImGui::TextUnformatted((date + " · " + day_number(ui)).c_str());
    if (!bar.speed) {
        draw_speed(ui);
    }
    if (!bar.splits) {
        draw_splits(ui);
    }
    if (!bar.folds) {
        draw_folds(ui, true);
    }
}

void GameScreen::draw_bar(Ui& ui) {
    const Bar bar = fitting(ui);
    if (!lessons_.folder().empty()) {
        if (icon_button(ui, icon::teach, keyed(ui, "action.lessons", "lessons"), {.chosen = lessons_.open()})) {
            act("lessons");
        }
        ImGui::SameLine(0, ui.px(14));
    }
    if (shown(game_, Control::time)) {
        if (icon_button(ui, game_.playing ? icon::pause : icon::play, keyed(ui, "game.play", "play"),
                        {.chosen = game_.playing})) {
            act("play");
        }
        ImGui::SameLine();
        if (!(game_.lesson && game_.lesson->episode.running)) {
            if (icon_button(ui, icon::step, keyed(ui, "game.step", "step"))) {
                act("step");
            }
            ImGui::SameLine();
        }
        if (bar.speed) {
            draw_speed(ui);
            ImGui::SameLine(0, ui.px(16));
        }
    }
    ImGui::AlignTextToFramePadding();
    const std::string date = bar.whole_date ? ui.words.date(game_.day) : short_date(ui, game_.day);
    const std::string time = bar.time ? "  " + ui.words.time(static_cast<Seconds>(game_.second)) : "";
    ImGui::TextUnformatted((date + time).c_str());
    if (bar.day) {
        ImGui::SameLine();
        ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(palette::muted));
        ImGui::TextUnformatted(day_number(ui).c_str());
        ImGui::PopStyleColor();
    }
    if (bar.splits && shown(game_, Control::worlds)) {
        ImGui::SameLine(0, ui.px(16));
        draw_splits(ui);
    }
    if (bar.folds) {
        ImGui::SameLine(0, ui.px(16));
        draw_folds(ui, false);
    }
    if (!(bar.speed && bar.time && bar.day && bar.splits && bar.folds)) {
        ImGui::SameLine();
        menu(ui, ui.words("game.more") + "###more", "more", [&] { draw_more(ui, bar); });
    }
}

}  // namespace piket::render
