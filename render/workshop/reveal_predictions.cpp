// How good the sealed predictions were, and which assumptions mattered.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "game/chart_parts.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/episode.hpp"
#include "workshop/parts.hpp"
#include "workshop/reveal.hpp"

namespace piket::render {

namespace {

// What was sealed above, what the futures say below, the truth as a line through both.
void draw_strip(Ui& ui, const std::string& id, const std::string& label, const Judged& judged, double most,
                int decimals) {
    ImGui::PushFont(ui.look.font(Face::small));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float whole = ImGui::GetContentRegionAvail().x, line = ImGui::GetFontSize();
    const std::string said = ui.words(judged.hit ? "reveal.hit" : "reveal.missed",
                                      fmt::arg("truth", ui.words.number(judged.truth, decimals)));
    const bool fits = put_text({at.x, at.y}, label, palette::text, whole - text_width(said) - ui.px(10));
    put_text({at.x + whole - text_width(said), at.y}, said, judged.hit ? palette::good : palette::bad);
    const Scale x{0, most, at.x, at.x + whole};
    const float y = at.y + line + ui.px(6), each = ui.px(9);
    list().AddRectFilled({at.x, y}, {at.x + whole, y + 2 * each + ui.px(2)}, to_imgui(faded(palette::card, 0.6F)),
                         ui.px(3));
    const auto span = [&](const SealedRange& range, float top, Color color) {
        list().AddRectFilled({x(range.low), top}, {std::max(x(range.high), x(range.low) + ui.px(2)), top + each},
                             to_imgui(color), ui.px(2));
    };
    span(judged.sealed, y, palette::b);
    span(judged.futures, y + each + ui.px(2), palette::a);
    list().AddLine({x(judged.truth), y - ui.px(3)}, {x(judged.truth), y + 2 * each + ui.px(5)}, to_imgui(palette::text),
                   ui.px(2.2F));
    ImGui::Dummy({whole, line + 2 * each + ui.px(14)});
    Item& item = ui.items.record(label + "###" + id, fits);
    item.value = said;
    ImGui::PopFont();
}

void swatch(const Ui& ui, Color color, const std::string& words) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetFontSize();
    list().AddRectFilled({at.x, at.y + line * 0.3F}, {at.x + ui.px(18), at.y + line * 0.8F}, to_imgui(color), ui.px(2));
    ImGui::SetCursorScreenPos({at.x + ui.px(26), at.y});
    ImGui::PushTextWrapPos(0);
    wrapped(words);
    ImGui::PopTextWrapPos();
}

}  // namespace

void draw_predictions(Ui& ui, const Debrief& debrief) {
    const EpisodeCourse* own = own_course(debrief);
    if (own == nullptr) {
        return;
    }
    ImGui::PushFont(ui.look.font(Face::small));
    swatch(ui, palette::b, ui.words("reveal.your_range"));
    swatch(ui, palette::a, ui.words.count("reveal.futures_range", debrief.futures));
    swatch(ui, palette::text, ui.words("reveal.what_came"));
    ImGui::PopFont();
    for (int p = 0; p < predicted_count; ++p) {
        const auto i = static_cast<size_t>(p);
        const auto what = static_cast<Predicted>(p);
        const int decimals = what == Predicted::waiting ? 2 : 0;
        double most = 1e-9, score = 0, of_futures = 0;
        for (const FortnightResult& f : own->fortnights) {
            const Judged& j = f.judged[i];
            most = std::max({most, j.sealed.high, j.futures.high, j.truth});
            score += j.score;
            of_futures += j.score_of_futures;
        }
        heading(ui, predicted_name(ui, what));
        for (size_t n = 0; n < own->fortnights.size(); ++n) {
            draw_strip(ui, fmt::format("predicted.{}.{}", p, n), ui.words("reveal.fortnight", fmt::arg("n", n + 1)),
                       own->fortnights[n].judged[i], most * 1.03, decimals);
        }
        muted(ui, ui.words("reveal.score", fmt::arg("score", ui.words.number(score, 1)),
                           fmt::arg("futures", ui.words.number(of_futures, 1))));
        ui.items.record(fmt::format("###score.{}", p)).value = ui.words.number(score, 1);
    }
    gap(ui, 2);
    muted(ui, ui.words("reveal.score_help", fmt::arg("level", ui.words.percent(prediction_level))));
}

void draw_assumptions(Ui& ui, const Debrief& debrief) {
    if (debrief.assumptions.empty()) {
        text(ui, ui.words("reveal.no_assumptions"), palette::muted);
        return;
    }
    text(ui, ui.words("reveal.assumptions_help"));
    gap(ui, 4);
    double least = 0, most = 1e-9;
    for (const AssumptionEffect& effect : debrief.assumptions) {
        for (const double saved : effect.saved) {
            least = std::min(least, saved);
            most = std::max(most, saved);
        }
    }
    for (const AssumptionEffect& effect : debrief.assumptions) {
        const Parameter* parameter = find_parameter(effect.key);
        const std::string label(parameter == nullptr                  ? std::string_view(effect.key)
                                : ui.words.language() == Language::id ? parameter->label_id
                                                                      : parameter->label_en);
        ImGui::PushFont(ui.look.font(Face::small));
        text(ui, label);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float whole = ImGui::GetContentRegionAvail().x, line = ImGui::GetFontSize(), space = ui.px(8);
        const std::string low = ui.words.number(effect.saved[0]), high = ui.words.number(effect.saved[2]);
        const float side = ui.px(54);
        const Scale x{least, most, at.x + side, at.x + whole - side};
        const float y = at.y + line / 2 + ui.px(3);
        list().AddRectFilled({x.at_from, y - ui.px(5)}, {x.at_to, y + ui.px(5)}, to_imgui(faded(palette::card, 0.6F)),
                             ui.px(3));
        const float from = std::min(x(effect.saved[0]), x(effect.saved[2])),
                    to = std::max(x(effect.saved[0]), x(effect.saved[2]));
        list().AddRectFilled({from, y - ui.px(4)}, {std::max(to, from + ui.px(2)), y + ui.px(4)}, to_imgui(palette::b),
                             ui.px(2));
        list().AddLine({x(effect.saved[1]), y - ui.px(7)}, {x(effect.saved[1]), y + ui.px(7)}, to_imgui(palette::text),
                       ui.px(2));
        const bool falls = effect.saved[0] > effect.saved[2];
        const std::string& left = falls ? high : low;
        const std::string& right = falls ? low : high;
        put_text({at.x + side - space - text_width(left), y - line / 2}, left, palette::text);
        put_text({at.x + whole - side + space, y - line / 2}, right, palette::text);
        ImGui::Dummy({whole, line + ui.px(4)});
        ui.items.record(label + "###assumption." + effect.key).value = low + "|" + high;
        std::string who;
        for (const size_t course : effect.leaned_on) {
            who += (who.empty() ? "" : ", ") + course_name(ui, debrief.courses[course]);
        }
        const std::string values = ui.words("reveal.from_to", fmt::arg("low", ui.words.number(effect.low, 2)),
                                            fmt::arg("high", ui.words.number(effect.high, 2)));
        text(ui, who.empty() ? values : values + " · " + ui.words("reveal.leaned", fmt::arg("teams", who)),
             who.empty() ? palette::muted : palette::cursor);
        ImGui::PopFont();
        gap(ui, 4);
    }
    muted(ui, ui.words("reveal.assumptions_line"));
}

}  // namespace piket::render
