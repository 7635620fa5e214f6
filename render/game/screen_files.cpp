// What the screen of the game writes and reads: sessions, and the comparison as a table.
#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <fstream>

#include "game/screen.hpp"

namespace piket::render {

void GameScreen::save() {
    Session session = game_.runner->session();
    session.day = game_.day;
    session.second = static_cast<Seconds>(game_.second);
    const std::string file = (std::filesystem::path(sessions_) / "piket-session.json").string();
    const std::string temporary = file + ".part";
    bool written = false;
    {
        std::ofstream out(temporary, std::ios::binary);
        out << to_json(session);
        out.flush();
        written = static_cast<bool>(out);
    }
    std::error_code error;
    if (written) {
        std::filesystem::rename(temporary, file, error);
    }
    shell_->ui().notify(
        shell_->ui().words(written && !error ? "game.saved" : "game.save_failed", fmt::arg("file", file)));
}

void GameScreen::load() {
    const std::string file = (std::filesystem::path(sessions_) / "piket-session.json").string();
    Ui& ui = shell_->ui();
    const Loaded<Session> session = load_session(file);
    if (!session) {
        ui.notify(session.problems.empty() ? file : session.problems.front().text());
        return;
    }
    try {
        auto runner = std::make_unique<Runner>(*session.value, game_.runner->options());
        Game fresh(std::move(runner));
        fresh.go_to(session.value->day, session.value->second);
        fresh.split = game_.split;
        fresh.shown = game_.shown;
        game_ = std::move(fresh);
        forget_views();
        ui.notify(ui.words("game.loaded", fmt::arg("file", file)));
    } catch (const std::exception& error) {
        ui.notify(error.what());
    }
}

// A row per day and series: quantiles of A and B.
void GameScreen::export_comparison() {
    const auto view = game_.runner->ensemble();
    const std::string file = (std::filesystem::path(sessions_) / "piket-comparison.csv").string();
    constexpr const char* names[series_count] = {
        "infected", "infected_servants", "new_infected", "infected_public", "absent",
        "served",   "waiting_days",      "backlog"};
    std::ofstream out(file, std::ios::binary);
    out << "series,world,date,futures,q05,q25,median,q75,q95,mean\n";
    for (size_t s = 0; s < series_count; ++s) {
        for (const Side side : both_sides) {
            const std::vector<Summary>& days = view->fans[s][static_cast<size_t>(side)].days;
            for (size_t d = 0; d < days.size(); ++d) {
                const Summary& q = days[d];
                out << fmt::format("{},{},{},{},{},{},{},{},{},{}\n", names[s], side == Side::a ? "A" : "B",
                                   to_date(game_.runner->first_day() + static_cast<int>(d)),
                                   side == Side::a ? view->done_a : view->done_b, q.q05, q.q25, q.q50, q.q75, q.q95,
                                   q.mean);
            }
        }
    }
    out.flush();
    Ui& ui = shell_->ui();
    ui.notify(ui.words(out ? "game.exported" : "game.save_failed", fmt::arg("file", file)));
}

}  // namespace piket::render
