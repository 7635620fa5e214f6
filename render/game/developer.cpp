#include "game/developer.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "platform/usage.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"

namespace piket::render {

namespace {

constexpr float panel_width = 384, above = 44, rest_height = 126, row_height = 20, column = 168;
constexpr double between_questions = 1;  // seconds

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Row {
    std::string name;
    double a, b;  // seconds
};

// Phases go by the names that `piket bench` prints.
std::vector<Row> rows_of(const Ui& ui, const DayOfWorld& a, const DayOfWorld& b) {
    std::vector<Row> rows;
    Row sum{"Σ", 0, 0};
    for (size_t i = 0; i < std::min(a.phases.size(), b.phases.size()); ++i) {
        const std::string phase(a.phases[i].phase);
        rows.push_back(
            {phase == telling ? ui.words("developer.telling") : phase, a.phases[i].seconds, b.phases[i].seconds});
        sum.a += rows.back().a;
        sum.b += rows.back().b;
    }
    rows.push_back(sum);
    return rows;
}

void draw_row(Ui& ui, const Row& row, float left) {
    const auto number = [&](double seconds, float end, Color color) {
        const std::string text = ui.words.number(1000 * seconds, 1);
        ImGui::SameLine(left + end - ImGui::CalcTextSize(text.c_str()).x);
        ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(color));
        ImGui::TextUnformatted(text.c_str());
        ImGui::PopStyleColor();
    };
    ImGui::TextUnformatted(row.name.c_str());
    ui.items.record("phase " + row.name, ImGui::GetItemRectSize().x < ui.px(column - 84)).value =
        ui.words.number(1000 * row.a, 1);
    number(row.a, ui.px(column - 44), palette::a);
    number(row.b, ui.px(column), palette::b);
}

// In two columns, since there are many.
void draw_rows(Ui& ui, const std::vector<Row>& rows) {
    ImGui::PushFont(ui.look.font(Face::small));
    const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
    const size_t half = (rows.size() + 1) / 2;
    for (size_t i = 0; i < rows.size(); ++i) {
        const float x = left + (i < half ? 0 : ui.px(column + 14));
        ImGui::SetCursorPos({x, top + std::round(ui.px(row_height) * static_cast<float>(i % half))});
        draw_row(ui, rows[i], x);
    }
    ImGui::PopFont();
}

}  // namespace

void DeveloperPanel::ask_system() {
    const double now = seconds_now();
    if (asked_ >= 0 && now - asked_ < between_questions) {
        return;
    }
    const double used = cpu_seconds(ensemble_thread);
    share_ = asked_ >= 0 ? std::max(0.0, used - cpu_) / (now - asked_) : 0;
    cpu_ = used;
    asked_ = now;
    resident_ = resident_bytes();
}

void DeveloperPanel::draw(Ui& ui, Rect world, const Game& game, const FrameCosts& costs) {
    ask_system();
    const auto a = game.today(Side::a), b = game.today(Side::b);
    const std::vector<Row> rows = a && b ? rows_of(ui, *a, *b) : std::vector<Row>{};
    const auto lines = static_cast<float>((rows.size() + 1) / 2);
    const float width = std::min(world.w, std::round(ui.px(panel_width))), down = std::round(ui.px(above));
    const float height = std::min(world.h - down, std::round(ui.px(rest_height + row_height * lines)));
    if (height < ui.px(rest_height)) {
        return;
    }
    // Below the titles, which stand above; legends stand below.
    const Rect place{world.right() - width, world.y + down, width, height};
    const Panel panel(ui, "developer", place, {.ground = false});
    // By itself: grounds are painted with the world, below what is written on it.
    ImGui::GetWindowDrawList()->AddRectFilled({place.x, place.y}, {place.right(), place.bottom()},
                                              to_imgui(faded(palette::panel, 0.95F)), ui.px(8));
    const auto ms = [&](const FrameTimes& times) { return ui.words.number(times.median(), 1); };
    const Runner::Load load = game.runner->load();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(3)});
    muted(ui, ui.words("developer.frame", fmt::arg("median", ms(costs.all)),
                       fmt::arg("most", ui.words.number(costs.all.p95(), 1))));
    muted(ui, ui.words("developer.parts", fmt::arg("world", ms(costs.world)), fmt::arg("panels", ms(costs.panels)),
                       fmt::arg("shown", ms(costs.shown))));
    muted(ui, ui.words.count("developer.futures", load.futures_of_last_minute,
                             fmt::arg("share", ui.words.percent(share_))));
    muted(ui, ui.words("developer.memory", fmt::arg("mb", ui.words.number(static_cast<double>(resident_) / 1e6)),
                       fmt::arg("days", load.days_kept)));
    muted(ui, ui.words("developer.day"));
    ImGui::PopStyleVar();
    draw_rows(ui, rows);
}

}  // namespace piket::render
