#include "game/comparison_picture.hpp"

#include <imgui.h>

#include "game/cards.hpp"
#include "game/comparison.hpp"
#include "game/side.hpp"
#include "platform/stage.hpp"
#include "widgets/imgui.hpp"

namespace piket::render {

namespace {

constexpr float scale = 1.3F, width = comparison_width, height = comparison_height;
constexpr float head = 176, foot = 76, margin = 20;
constexpr Panel::Style still{.scrolls = false};

std::string title_of(const Ui& ui, const Game& game, Side side) {
    const Text& title = game.runner->scenario(side).title;
    return ui.words.language() == Language::id ? title.id : title.en;
}

// What was changed by cards, beyond the scenario.
std::string changes_of(const Ui& ui, const Game& game, Side side) {
    std::string all;
    const std::vector<Command> commands = game.runner->commands(side);
    for (size_t i = 0; i < commands.size(); ++i) {
        const Command& command = commands[i];
        if (command.kind == Command::Kind::lift) {
            continue;
        }
        const bool enacted = command.kind == Command::Kind::enact;
        // Enacting takes back what was in force before, which goes without saying.
        const bool replaced = !enacted && i + 1 < commands.size() && commands[i + 1].kind == Command::Kind::enact &&
                              commands[i + 1].rule.measure == command.rule.measure;
        if (replaced) {
            continue;
        }
        const Measure& m = measure(command.rule.measure);
        const std::string name = label_of(m, ui.words.language()), date = ui.words.date(command.posted);
        all += all.empty() ? "" : "; ";
        all += enacted
                   ? ui.words("picture.change", fmt::arg("measure", name),
                              fmt::arg("value", value_text(ui.words, m, command.rule.value)), fmt::arg("date", date))
                   : ui.words("picture.lifted", fmt::arg("measure", name), fmt::arg("date", date));
    }
    return all.empty() ? all : ui.words("picture.changes", fmt::arg("side", letter_of(side)), fmt::arg("changes", all));
}

void line(Ui& ui, Face face, const std::string& said, Color color, float room) {
    ImGui::PushFont(ui.look.font(face));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    put_text({at.x, at.y}, said, color, room);
    ImGui::Dummy({room, ImGui::GetFontSize()});
    ImGui::PopFont();
}

void draw_head(Ui& ui, const Game& game) {
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
    std::string changes;
    for (const Side side : both_sides) {
        const std::string of_side = changes_of(ui, game, side);
        changes += (changes.empty() || of_side.empty() ? "" : " · ") + of_side;
    }
    line(ui, Face::small, changes, palette::muted, room);
}

void draw_answer(Ui& ui, const EnsembleView& view, Rect place) {
    const Panel panel(ui, "answer", place, still);
    for (const auto& [series, key] :
         {std::pair{Series::infected, "picture.infections"}, {Series::waiting, "picture.service"}}) {
        section(ui, ui.words(key));
        text(ui, verdict(ui, view, series));
        ui.items.record(std::string("###verdict-") + key_of(series)).value = verdict(ui, view, series);
    }
    if (!view.settled) {
        text(ui,
             ui.words("side.outcome.settling", fmt::arg("n", ui.words.number(view.paired)),
                      fmt::arg("wanted", ui.words.number(view.wanted))),
             palette::warning);
    }
    section(ui, ui.words("side.outcome.differences"));
    muted(ui, ui.words("side.outcome.differences_help"));
    gap(ui, 4);
    for (const Series series : {Series::infected, Series::waiting, Series::served, Series::absent}) {
        forest(ui, difference_row(ui, view, series));
    }
}

void draw_fans(Ui& ui, const Game& game, const EnsembleView& view, Rect place) {
    const Panel panel(ui, "fans", place, still);
    for (const Series series : {Series::infected, Series::waiting}) {
        section(ui, series_name(ui, series));
        FanChart chart = fans_of(ui, game, view, series);
        chart.height = 172;
        chart.now = -1;  // the moment on screen is not what the picture is about
        fan_chart(ui, "fan-" + key_of(series), chart);
    }
    fan_legend(ui, game.shown.known_only);
}

void draw_places(Ui& ui, const EnsembleView& view, Rect place) {
    const Panel panel(ui, "places", place, still);
    section(ui, ui.words("side.outcome.where"));
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
    const float third = std::floor(width / 3), tall = height - head - foot;
    const Rect left{0, head, third, tall};
    draw_head(ui, game);
    if (view.paired > 0 && answers(game, view)) {
        draw_answer(ui, view, left);
        draw_places(ui, view, {2 * third, head, width - 2 * third, tall});
    } else {
        const Panel panel(ui, "answer", left, still);
        text(ui,
             ui.words(game.runner->options().ensemble_threads == 0 ? "side.outcome.off"
                      : answers(game, view)                        ? "side.outcome.none_yet"
                                                                   : "side.outcome.anew"),
             palette::warning);
    }
    draw_fans(ui, game, view, {third, head, third, tall});
    draw_foot(ui, game, view);
}

}  // namespace

Picture comparison_picture(const Words& words, const Game& game) {
    const auto view = game.runner->ensemble();
    Stage stage(words, find_fonts(), {width, height});
    stage.ui().look.set_scale(scale);
    for (int frame = 0; frame < 2; ++frame) {  // sizes are known in the second
        stage.begin();
        draw_all(stage.ui(), game, *view);
        Canvas ground(stage.size(), scale);
        ground.background = palette::panel;
        stage.end(std::move(ground));
    }
    return stage.picture();
}

}  // namespace piket::render
