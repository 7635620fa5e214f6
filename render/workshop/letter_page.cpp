// The circular that the team is about to sign, as the letter that people will get.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/episode.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"

namespace piket::render {

namespace {

const Color paper = rgb(0xF6F4EE), ink = rgb(0x1B1E24), faint = rgb(0x5A6070);

void centred(const Box& box, const std::string& words, Color color = ink) {
    const float left = ImGui::GetCursorPosX();
    const float room = box.inner() - ImGui::CalcTextSize(words.c_str(), nullptr, false, box.inner()).x;
    ImGui::SetCursorPosX(left + std::max(0.0F, room / 2));
    wrapped(words, color);
}

void item_of(const Ui& ui, const std::string& mark, const std::string& words) {
    const float left = ImGui::GetCursorPosX();
    wrapped(mark, ink);
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + std::round(ui.px(22)));
    wrapped(words, ink);
}

void draw_letter(Ui& ui, const Letter& letter, const std::string& id) {
    std::string all;
    {
        const Box box(ui, paper, Color::Transparent, 22);
        ImGui::PushFont(ui.look.font(Face::semibold));
        centred(box, letter.government);
        ImGui::PopFont();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddLine({at.x, at.y}, {at.x + box.inner(), at.y}, to_imgui(ink), ui.px(2));
        gap(ui, 2);
        ImGui::PushFont(ui.look.font(Face::small));
        centred(box, letter.kind);
        centred(box, letter.number, faint);
        centred(box, letter.subject);
        gap(ui, 2);
        wrapped(letter.to, ink);
        gap(ui, 1);
        int n = 0;
        for (const std::string& line : letter.considering) {
            item_of(ui, fmt::format("{}.", static_cast<char>('a' + n++)), line);
        }
        gap(ui, 1);
        n = 0;
        for (const std::string& rule : letter.rules) {
            item_of(ui, fmt::format("{}.", ++n), rule);
            all += rule + "\n";
        }
        gap(ui, 1);
        for (const std::string& line : letter.closing) {
            wrapped(line, ink);
        }
        gap(ui, 2);
        wrapped(letter.date, faint);
        ImGui::PopFont();
        ImGui::PushFont(ui.look.font(Face::semibold));
        wrapped(letter.signer, ink);
        ImGui::PopFont();
    }
    ui.items.record("###" + id).value = all;
}

}  // namespace

void draw_letter_page(Ui& ui, Game& game, LessonPlay& play) {
    EpisodePlay& episode = play.episode;
    text(ui, ui.words("episode.circular_help"));
    checkbox(ui, ui.words("episode.both_languages") + "###both_languages", episode.both_languages);
    if (!episode.situation) {
        return;
    }
    WorkshopRecord record = play.record;
    record.fortnights.push_back(draft_of(game, play));
    const std::vector<Command> log = log_with_answers(game, play);
    const auto draw = [&](bool indonesian) {
        draw_letter(ui,
                    letter_of(play.lesson, game.runner->scenario(Side::b), record, fortnight_now(play), log,
                              *episode.situation, indonesian),
                    indonesian ? "letter.id" : "letter.en");
    };
    const bool indonesian = ui.words.language() == Language::id;
    draw(indonesian);
    if (episode.both_languages) {
        gap(ui, 6);
        draw(!indonesian);
    }
}

}  // namespace piket::render
