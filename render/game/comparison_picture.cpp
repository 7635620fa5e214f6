#include "game/comparison_picture.hpp"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "game/comparison.hpp"
#include "game/decisions.hpp"
#include "game/side.hpp"
#include "platform/stage.hpp"
#include "widgets/imgui.hpp"
#include "words/measure_words.hpp"

namespace piket::render {

namespace {

constexpr float scale = 1.3F, width = comparison_width, height = comparison_height;
constexpr float title_height = 170, foot = 76, margin = 20, tallest_changes = 120;
constexpr float tallest_fan = 172, around_fans = 160;  // at 100 %: headings, axes and legend of both
constexpr Panel::Style still{.scrolls = false};

std::string title_of(const Ui& ui, const Game& game, Side side) {
    return in_language(game.runner->scenario(side).title, ui.words.language());
}

// What was changed by cards, beyond the scenario.
std::vector<std::string> changes_of(const Ui& ui, const Game& game, Side side) {
    std::vector<std::string> all;
    for (const Decision& decision : decisions_of(game.runner->commands(side))) {
        all.push_back(ui.words("picture.change", fmt::arg("date", ui.words.date(decision.posted)),
                               fmt::arg("what", decision_text(ui, game, side, decision))));
    }
    return all;
}

// The first `most` changes of each side and how many more there are; empty: none.
std::string changes_text(const Ui& ui, const Game& game, size_t most) {
    std::string text;
    for (const Side side : both_sides) {
        const std::vector<std::string> all = changes_of(ui, game, side);
        std::string some;
        for (size_t i = 0; i < std::min(most, all.size()); ++i) {
            some += (i > 0 ? "; " : "") + all[i];
        }
        if (all.size() > most) {
            some += " " + ui.words("side.more", fmt::arg("n", ui.words.number(static_cast<double>(all.size() - most))));
        }
        if (!all.empty()) {
            text += text.empty() ? "" : " · ";
            text += ui.words("picture.changes", fmt::arg("side", letter_of(side)), fmt::arg("changes", some));
        }
    }
    return text;
}

float height_of(const Ui& ui, const std::string& text) {
    const ImFont& font = *ui.look.font(Face::small);
    return text.empty()
               ? 0
               : font.CalcTextSizeA(font.FontSize, FLT_MAX, width - 2 * margin, text.c_str()).y + font.FontSize;
}

// As many changes as have room above the answer.
std::string fitting_changes(const Ui& ui, const Game& game) {
    size_t most = std::max(changes_of(ui, game, Side::a).size(), changes_of(ui, game, Side::b).size());
    while (most > 1 && height_of(ui, changes_text(ui, game, most)) > tallest_changes) {
        --most;
    }
    return changes_text(ui, game, most);
}

void line(Ui& ui, Face face, const std::string& said, Color color, float room) {
    ImGui::PushFont(ui.look.font(face));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    put_text({at.x, at.y}, said, color, room);
    ImGui::Dummy({room, ImGui::GetFontSize()});
    ImGui::PopFont();
}

void draw_head(Ui& ui, const Game& game, const std::string& changes, float head) {
    const Panel panel(ui, "head", {0, 0, width, head}, still);
    const float room = width - 2 * margin;
    const Runner& runner = *game.runner;
    line(ui, Face::title, ui.words("picture.question"), palette::text, room);
    for (const Side side : both_sides) {
        line(ui, Face::semibold, std::string(letter_of(side)) + "   " + title_of(ui, game, side), color_of(side), room);
    }
    const std::string from = ui.words.date(runner.first_day()), to = ui.words.date(runner.last_day());
    line(ui, Face::small,
         ui.words.count("picture.span", runner.paired_people(), fmt::arg("from", from), fmt::arg("to", to)),
         palette::muted, room);
    if (!changes.empty()) {
        muted(ui, changes);
        ui.items.record("###changes").value = changes;
    }
}

void draw_answer(Ui& ui, const Game& game, const EnsembleView& view, Rect place) {
    const Panel panel(ui, "answer", place, still);
    title(ui, ui.words("side.outcome.up_to", fmt::arg("date", horizon_date(ui, game, view))));
    for (const auto& [series, key] :
         {std::pair{Series::infected, "picture.infections"}, {Series::queue, "picture.service"}}) {
        section(ui, ui.words(key));
        text(ui, verdict(ui, view, series));
        ui.items.record(std::string("###verdict-") + key_of(series)).value = verdict(ui, view, series);
    }
    if (const std::string most = most_changed_queue(ui, game, view); !most.empty()) {
        text(ui, most);
    }
    if (!view.settled) {
        text(ui,
             ui.words("side.outcome.settling", fmt::arg("n", ui.words.number(view.paired)),
                      fmt::arg("wanted", ui.words.number(view.wanted))),
             palette::warning);
    }
    section(ui, ui.words("side.outcome.differences", fmt::arg("date", horizon_date(ui, game, view))));
    muted(ui, ui.words("side.outcome.differences_help"));
    gap(ui, 4);
    for (const Series series : {Series::infected, Series::queue, Series::turned_away, Series::served}) {
        forest(ui, difference_row(ui, view, series));
    }
}

void draw_fans(Ui& ui, const Game& game, const EnsembleView& view, Rect place) {
    const Panel panel(ui, "fans", place, still);
    for (const Series series : {Series::infected, Series::queue_today}) {
        section(ui, series_name(ui, series));
        FanChart chart = fans_of(ui, game, view, series);
        chart.height = std::min(tallest_fan, (place.h / scale - around_fans) / 2);
        chart.now = -1;  // the moment on screen is not what the picture is about
        fan_chart(ui, "fan-" + key_of(series), chart);
    }
    fan_legend(ui, game.shown.known_only);
}

void draw_places(Ui& ui, const Game& game, const EnsembleView& view, Rect place) {
    const Panel panel(ui, "places", place, still);
    section(ui, ui.words("side.outcome.where", fmt::arg("date", horizon_date(ui, game, view))));
    muted(ui, ui.words("side.outcome.where_help"));
    gap(ui, 4);
    bars(ui, setting_rows(ui, view));
}

void draw_foot(Ui& ui, const Game& game, const EnsembleView& view) {
    const Panel panel(ui, "foot", {0, height - foot, width, foot}, still);
    const Session session = game.runner->session();
    std::string digests;
    for (const SessionScenario& scenario : session.scenarios) {
        digests += fmt::format("{}{:016x}", digests.empty() ? "" : ", ", scenario.digest);
    }
    line(ui, Face::semibold, ui.words("side.outcome.fixed"), palette::warning, width - 2 * margin);
    line(ui, Face::small,
         ui.words("picture.origin", fmt::arg("futures", ui.words.count("picture.futures", view.paired)),
                  fmt::arg("seed", session.seed), fmt::arg("digests", digests), fmt::arg("version", PIKET_VERSION)),
         palette::muted, width - 2 * margin);
}

void draw_all(Ui& ui, const Game& game, const EnsembleView& view) {
    const std::string changes = fitting_changes(ui, game);
    const float head = title_height + std::ceil(height_of(ui, changes));
    const float third = std::floor(width / 3), tall = height - head - foot;
    const Rect left{0, head, third, tall};
    draw_head(ui, game, changes, head);
    const std::string unanswered = why_unanswered(ui, game, view);
    if (unanswered.empty()) {
        draw_answer(ui, game, view, left);
        draw_places(ui, game, view, {2 * third, head, width - 2 * third, tall});
    } else {
        const Panel panel(ui, "answer", left, still);
        text(ui, unanswered, palette::warning);
    }
    draw_fans(ui, game, view, {third, head, third, tall});
    draw_foot(ui, game, view);
}

}  // namespace

Picture comparison_picture(const Words& words, const Game& game, const EnsembleView& view) {
    Stage stage(words, find_fonts(), {width, height});
    stage.ui().look.set_scale(scale);
    for (int frame = 0; frame < 2; ++frame) {  // sizes are known in the second
        stage.begin();
        draw_all(stage.ui(), game, view);
        Canvas ground(stage.size());
        ground.background = palette::panel;
        stage.end(std::move(ground));
    }
    return stage.picture();
}

}  // namespace piket::render
