// Why a team decides so, what it expects of it, and the seal on both.
#include <fmt/format.h>
#include <imgui.h>

#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/episode.hpp"
#include "workshop/lesson_play.hpp"
#include "workshop/parts.hpp"

namespace piket::render {

namespace {

constexpr const char* predicted_keys[predicted_count] = {"infections", "waiting"};
constexpr size_t most_reasons = 600;

std::string range_text(const Ui& ui, SealedRange range, Predicted what) {
    const int decimals = what == Predicted::waiting ? 2 : 0;
    return ui.words("episode.range", fmt::arg("low", ui.words.number(range.low, decimals)),
                    fmt::arg("high", ui.words.number(range.high, decimals)));
}

std::string limit_words(const Ui& ui, const Game& game, const std::string& key) {
    return ui.words(key, fmt::arg("servants", ui.words.number(most_of(game, Predicted::infections))),
                    fmt::arg("days", ui.words.number(most_of(game, Predicted::waiting))));
}

void draw_range(Ui& ui, const Game& game, EpisodePlay& episode, Predicted what) {
    const auto i = static_cast<size_t>(what);
    const std::string key = predicted_keys[i];
    auto& typed = episode.ranges[i];
    strong(ui, predicted_name(ui, what));
    muted(ui, ui.words("episode.predict_help." + key));
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(ui.words("episode.from").c_str());
    ImGui::SameLine();
    number_field(ui, "###" + key + ".low", typed[0], 84);
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(ui.words("episode.to_high").c_str());
    ImGui::SameLine();
    number_field(ui, "###" + key + ".high", typed[1], 84);
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(ui.words("episode.unit." + key).c_str());
    const bool begun = !typed[0].empty() && !typed[1].empty();
    const auto range = typed_range(typed);
    if (begun && !range) {
        text(ui, ui.words("episode.bad_range"), palette::warning);
        ui.items.record("###" + key + ".bad");
    } else if (range && range->high > most_of(game, what)) {
        text(ui, limit_words(ui, game, "episode.too_high." + key), palette::warning);
        ui.items.record("###" + key + ".too_high");
    }
    gap(ui, 4);
}

}  // namespace

std::string predicted_name(const Ui& ui, Predicted what) {
    return ui.words(std::string("episode.predict.") + predicted_keys[static_cast<size_t>(what)]);
}

void draw_prediction_page(Ui& ui, Game& game, LessonPlay& play) {
    EpisodePlay& episode = play.episode;
    strong(ui, ui.words("episode.reasons"));
    text_area(ui, "###reasons", episode.reasons, 3, most_reasons);
    gap(ui, 4);
    text(ui, ui.words("episode.predict_intro"));
    gap(ui, 2);
    for (int i = 0; i < predicted_count; ++i) {
        draw_range(ui, game, episode, static_cast<Predicted>(i));
    }
    const std::vector<std::string>& assumptions = play.lesson.episode->assumptions;
    if (assumptions.empty()) {
        return;
    }
    strong(ui, ui.words("episode.leans_on"));
    for (const std::string& key : assumptions) {
        const Parameter& parameter = *find_parameter(key);
        const std::string label(ui.words.language() == Language::id ? parameter.label_id : parameter.label_en);
        const bool before = episode.leans_on.contains(key);
        if (choice_row(ui, "leans." + key, label, before ? icon::check : icon::ring,
                       before ? palette::good : palette::muted, true)) {
            if (before) {
                episode.leans_on.erase(key);
            } else {
                episode.leans_on.insert(key);
            }
        }
    }
}

void draw_seal_page(Ui& ui, Game& game, LessonPlay& play) {
    const EpisodePlay& episode = play.episode;
    const std::vector<std::string> missing = missing_for_seal(game, play);
    const Fortnight draft = draft_of(game, play);
    text(ui, ui.words("episode.seal_help"));
    gap(ui, 2);
    std::vector<Row> rows;
    int ordered = 0;
    for (const Command& command : log_with_answers(game, play)) {
        ordered += command.posted == draft.decided + 1 && command.kind == Command::Kind::enact ? 1 : 0;
    }
    rows.push_back({"seal.rules", {ui.words("episode.seal_rules"), ui.words.number(ordered)}});
    rows.push_back(
        {"seal.requests",
         {ui.words("episode.seal_requests"), fmt::format("{} / {}", draft.answers.size(), episode.due.size())}});
    for (int i = 0; i < predicted_count; ++i) {
        const auto what = static_cast<Predicted>(i);
        const auto range = typed_range(episode.ranges[static_cast<size_t>(i)]);
        rows.push_back({fmt::format("seal.{}", predicted_keys[i]),
                        {predicted_name(ui, what), range ? range_text(ui, *range, what) : "…"}});
    }
    table(ui, {"", ""}, rows);
    for (const std::string& key : missing) {
        text(ui, fmt::format("{}  {}", icon::warning, limit_words(ui, game, key)), palette::warning);
        ui.items.record("###" + key);
    }
    gap(ui, 6);
    if (button(ui, fmt::format("{}  {}###seal", icon::lock, ui.words("episode.seal")),
               {.kind = Kind::primary, .enabled = missing.empty(), .width = -1})) {
        const Problems problems = seal(game, play);
        for (const Problem& problem : problems) {
            ui.notify(problem.text());
        }
    }
}

}  // namespace piket::render
