// The panel of a lesson: the step's text, what to try, its question, and the way on.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/cards.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/gate.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

void draw_attempt(Ui& ui, const LessonPlay& play) {
    const LessonStep& step = play.now();
    const std::string& words = in_language(step.attempt, ui.words.language());
    if (words.empty()) {
        return;
    }
    const bool waits = step.until.kind != StepCondition::Kind::none && step.until.kind != StepCondition::Kind::answered;
    const bool met = waits && play.met[play.step];
    gap(ui, 4);
    {
        const Box box(ui, palette::card, met ? palette::good : palette::cursor);
        ImGui::PushFont(ui.look.font(Face::semibold));
        wrapped(met ? fmt::format("{}  {}", icon::check, ui.words("lesson.done")) : ui.words("lesson.try"),
                met ? palette::good : palette::cursor);
        ImGui::PopFont();
        wrapped(words);
    }
    ui.items.record("###try").value = met ? "met" : waits ? "open" : "free";
}

void draw_because(Ui& ui, const LessonPlay& play, std::optional<bool> right) {
    gap(ui, 2);
    {
        const Box box(ui, palette::card, !right ? palette::a : *right ? palette::good : palette::bad);
        if (right) {
            ImGui::PushFont(ui.look.font(Face::semibold));
            wrapped(ui.words(*right ? "lesson.right" : "lesson.wrong"), *right ? palette::good : palette::bad);
            ImGui::PopFont();
        }
        wrapped(in_language(play.now().because, ui.words.language()));
    }
    ui.items.record("###because").value = !right ? "" : *right ? "right" : "wrong";
}

// A dot for each step, and beside them which it is.
void draw_dots(Ui& ui, const LessonPlay& play) {
    const auto n = play.lesson.steps.size();
    const float wide = ImGui::GetContentRegionAvail().x, r = ui.px(3.5F);
    const float each = std::min(ui.px(16), 0.5F * wide / static_cast<float>(n));
    ImGui::PushFont(ui.look.font(Face::small));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetFontSize();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (size_t i = 0; i < n; ++i) {
        const ImVec2 c{at.x + each * (static_cast<float>(i) + 0.5F), at.y + line / 2};
        if (i == play.step) {
            list.AddCircleFilled(c, r * 1.5F, to_imgui(palette::a));
        } else if (i < play.step) {
            list.AddCircleFilled(c, r, to_imgui(palette::muted));
        } else {
            list.AddCircle(c, r, to_imgui(palette::muted), 0, ui.px(1.2F));
        }
    }
    const std::string of =
        ui.words("lesson.step", fmt::arg("step", play.step + 1), fmt::arg("steps", play.lesson.steps.size()));
    const float of_w = ImGui::CalcTextSize(of.c_str()).x;
    list.AddText({at.x + wide - of_w, at.y}, to_imgui(palette::muted), of.c_str());
    ImGui::Dummy({wide, line});
    ui.items.record("###step", each * static_cast<float>(n) + of_w <= wide).value = std::to_string(play.step + 1);
    tip(ui, in_language(play.lesson.title, ui.words.language()));
    ImGui::PopFont();
}

void draw_title(Ui& ui, const LessonPlay& play) {
    if (play.kind() == StepKind::episode && named(play)) {
        return;  // which decision it is stands there
    }
    const std::string& words = in_language(play.now().title, ui.words.language());
    const float wide = ImGui::GetContentRegionAvail().x;
    ImGui::PushFont(ui.look.font(Face::large));
    text(ui, words);
    ImGui::PopFont();
    ui.items.record("###title", ImGui::GetItemRectSize().x <= wide + 1).value = words;
}

void draw_way_on(Ui& ui, Game& game) {
    LessonPlay& play = *game.lesson;
    const bool last = play.step + 1 == play.lesson.steps.size();
    if (button(ui, fmt::format("{}  {}###lesson_back", icon::left, ui.words("lesson.back")),
               {.enabled = play.step > 0})) {
        step_back(game);
        return;
    }
    ImGui::SameLine();
    if (last) {
        if (button(ui, ui.words("lesson.end") + "###lesson_end", {.kind = Kind::primary, .width = -1})) {
            game.lesson_over = true;
        }
        return;
    }
    const bool on = can_go_on(game);
    const std::string tip = on ? "" : ui.words("lesson.first_try");
    if (button(ui, fmt::format("{}  {}###lesson_next", ui.words("lesson.next"), icon::right),
               {.kind = on ? Kind::primary : Kind::plain, .enabled = on, .width = -1, .tip = tip.c_str()})) {
        next_step(game);
    }
}

}  // namespace

void lesson_text(Ui& ui, const Text& words) {
    const std::string& said = in_language(words, ui.words.language());
    if (!said.empty()) {
        text(ui, said);
        ui.items.record("###text", ImGui::GetItemRectSize().x <= ImGui::GetContentRegionAvail().x + 1).value = said;
    }
}

void draw_question(Ui& ui, LessonPlay& play) {
    const LessonStep& step = play.now();
    const Language language = ui.words.language();
    if (in_language(step.question, language).empty()) {
        return;
    }
    gap(ui, 4);
    ImGui::PushFont(ui.look.font(Face::semibold));
    text(ui, in_language(step.question, language));
    ImGui::PopFont();
    ui.items.record("###question").value = in_language(step.question, language);
    int& chosen = play.chosen[play.step];
    const bool judged = step.right >= 0;
    for (int i = 0; i < static_cast<int>(step.choices.size()); ++i) {
        const bool told = chosen >= 0;
        const bool is_right = judged && i == step.right, mine = i == chosen;
        const char* icon = !told      ? icon::ring
                           : is_right ? icon::check
                           : mine     ? (judged ? icon::close : icon::disc)
                                      : icon::ring;
        const Color color = !told      ? palette::muted
                            : is_right ? palette::good
                            : mine     ? (judged ? palette::bad : palette::a)
                                       : palette::muted;
        if (choice_row(ui, fmt::format("choice.{}", i), in_language(step.choices[static_cast<size_t>(i)], language),
                       icon, color, !told)) {
            chosen = i;
        }
    }
    const std::string& because = in_language(step.because, language);
    if (because.empty()) {
        return;
    }
    if (!step.choices.empty()) {
        if (chosen >= 0) {
            draw_because(ui, play, judged ? std::optional(chosen == step.right) : std::nullopt);
        }
    } else if (play.because_seen[play.step]) {
        draw_because(ui, play, std::nullopt);
    } else if (button(ui, ui.words("lesson.because") + "###show_because")) {
        play.because_seen[play.step] = true;
    }
}

bool covered(Ui& ui, const Game& game, float height) {
    if (!numbers_hidden(game)) {
        return false;
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, tall = std::round(ui.px(height));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + tall}, to_imgui(palette::card), ui.px(7));
    const std::string line = fmt::format("{}  {}", icon::eye_off, ui.words("presenter.hidden"));
    const ImVec2 size = ImGui::CalcTextSize(line.c_str());
    list.AddText({at.x + std::round((width - size.x) / 2), at.y + std::round((tall - size.y) / 2)},
                 to_imgui(palette::muted), line.c_str());
    ImGui::Dummy({width, tall});
    ui.items.record("###covered", size.x <= width);
    return true;
}

void draw_lesson(Ui& ui, Rect place, Game& game, bool takes_turns) {
    const Panel panel(ui, "lesson", place, {.scrolls = false});
    LessonPlay& play = *game.lesson;
    const float top = ImGui::GetCursorPosY();
    const ImVec2 at = ImGui::GetWindowPos();
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + 1, at.y + place.h}, to_imgui(palette::line));
    draw_dots(ui, play);
    if (takes_turns) {
        int front = play.figures_in_front ? 1 : 0;
        ImGui::PushFont(ui.look.font(Face::small));
        tabs(ui, "turns", {ui.words("lesson.text") + "###turn.lesson", ui.words("lesson.figures") + "###turn.figures"},
             front);
        ImGui::PopFont();
        if (play.figures_in_front) {
            play.figures_in_front = front == 1;
            return;
        }
        play.figures_in_front = front == 1;
    }
    draw_title(ui, play);
    if (!play.not_saved.empty()) {
        text(ui, ui.words("lesson.not_saved", fmt::arg("file", play.not_saved)), palette::warning);
        ui.items.record("###not_saved");
    }
    const float way_on = ImGui::GetFrameHeight() + ui.px(6), head = ImGui::GetCursorPosY() - top;
    const float room = ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_imgui(Color::Transparent));
    ImGui::SetNextWindowContentSize({room - ui.px(4), 0});
    ImGui::BeginChild("step", {room + ui.px(8), std::max(ui.px(40), ImGui::GetContentRegionAvail().y - way_on)});
    if (play.scroll_up > 0) {
        --play.scroll_up;
        ImGui::SetScrollY(0);
    }
    if (play.kind() != StepKind::episode || !named(play)) {
        lesson_text(ui, play.now().text);
    }
    if (play.kind() == StepKind::episode) {
        draw_episode(ui, game, play);
    } else if (play.reveals()) {
        draw_reveal(ui, game, play);
    }
    draw_attempt(ui, play);
    // In an episode it is talked about before the seal.
    const bool sealing = named(play) && !play.episode.running && !episode_over(play);
    if (play.kind() != StepKind::episode || (sealing && play.episode.page == EpisodePage::seal)) {
        draw_question(ui, play);
    }
    if (play.reveals()) {
        draw_page_button(ui, game, play);
    }
    gap(ui, 4);
    play.text_height = ImGui::GetCursorPosY() + head + way_on + 2 * top + ui.px(4);
    ImGui::EndChild();
    ImGui::PopStyleColor();
    draw_way_on(ui, game);
}

}  // namespace piket::render
