// What the screen of the game writes and reads: sessions, and the comparison as a table and as a picture.
#include <fmt/format.h>

#include <cctype>
#include <chrono>
#include <cmath>
#include <exception>
#include <filesystem>
#include <fstream>

#include "game/comparison.hpp"
#include "game/comparison_picture.hpp"
#include "game/screen.hpp"
#include "game/session_file.hpp"
#include "piket/version.hpp"
#include "workshop/lesson_play.hpp"

namespace piket::render {

namespace {

namespace fs = std::filesystem;

constexpr const char* session_file = "piket-session.json";

// A field of a table, in quotes where it has to be.
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) {
        return text;
    }
    std::string all = "\"";
    for (const char c : text) {
        all += c == '"' ? "\"\"" : std::string(1, c);
    }
    return all + "\"";
}

// What made the futures of a side, the same in each of its rows: whoever has the table alone can find them again.
std::string origin_of(const Runner& runner, Side side) {
    const Session session = runner.session();
    const uint32_t branch = side == Side::a ? session.a : session.b;
    const SessionScenario& scenario = session.scenarios[session.branches[branch].scenario];
    return fmt::format("{},{},{:016x},{},{},{}", session.seed, cell(scenario.file), scenario.digest,
                       runner.commands(side).size(), program_version, program_digest());
}

// Six digits that count. What sums of parts leave of nothing is no value.
std::string number(double value) {
    constexpr double crumb = 1e-9;
    return fmt::format("{:.6g}", std::abs(value) < crumb ? 0.0 : value);
}

// A row per day and series: quantiles of A and B. Names and units are for programs, the same in both languages.
bool write_table(const Runner& runner, const EnsembleView& view, const std::string& file) {
    constexpr std::pair<const char*, const char*> columns[series_count] = {
        {"infected", "people"},        {"infected_servants", "people"}, {"new_infected", "people"},
        {"infected_public", "people"}, {"absent", "servant-days"},      {"served", "requests"},
        {"waiting_days", "days"},      {"backlog", "requests"},         {"queue_minutes", "minutes"},
        {"turned_away", "visits"},     {"queue_minutes_day", "minutes"}};
    std::ofstream out(file, std::ios::binary);
    out << "series,unit,world,date,futures,q05,q25,median,q75,q95,mean,"
           "seed,scenario,scenario_digest,commands,version,program_digest\n";
    const std::string origins[2] = {origin_of(runner, Side::a), origin_of(runner, Side::b)};
    for (size_t s = 0; s < series_count; ++s) {
        const auto& [name, unit] = columns[s];
        for (const Side side : both_sides) {
            const std::vector<Summary>& days = view.fans[s][static_cast<size_t>(side)].days;
            for (size_t d = 0; d < days.size(); ++d) {
                const Summary& q = days[d];
                out << fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", name, unit, side == Side::a ? "A" : "B",
                                   to_date(runner.first_day() + static_cast<int>(d)),
                                   side == Side::a ? view.done_a : view.done_b, number(q.q05), number(q.q25),
                                   number(q.q50), number(q.q75), number(q.q95), number(q.mean),
                                   origins[static_cast<size_t>(side)]);
            }
        }
    }
    out.flush();
    return static_cast<bool>(out);
}

bool same_place(const Place& one, const Place& other) {
    return one.people.size() == other.people.size() && one.rooms.size() == other.rooms.size() &&
           std::ranges::equal(one.people, other.people, {}, &PlacePerson::hash, &PlacePerson::hash);
}

// Both were played on the same scenarios.
bool same_files(const Session& one, const Session& other) {
    return std::ranges::equal(one.scenarios, other.scenarios, {}, &SessionScenario::digest, &SessionScenario::digest);
}

}  // namespace

std::string GameScreen::file_named(const std::string& name) const {
    return (fs::path(sessions_) / name).string();
}

// "piket-session.json", or that of a team: "piket-Dinas-Kesehatan.json".
std::string GameScreen::session_name() const {
    if (!game_.lesson || !named(*game_.lesson)) {
        return session_file;
    }
    std::string name = "piket-";
    for (const char c : game_.lesson->record.team) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (plain || !name.ends_with('-')) {
            name += plain ? c : '-';
        }
    }
    return name + ".json";
}

bool GameScreen::save(bool quietly) {
    LessonPlay* const team = game_.lesson && named(*game_.lesson) ? game_.lesson.get() : nullptr;
    const bool own = team != nullptr && !team->saved_as.empty();
    const std::string file = own ? team->saved_as : file_named(session_name());
    const bool written = write_session(session_of(game_), file, own);
    bool said = !quietly;
    if (team != nullptr) {
        team->saved_as = written ? file : team->saved_as;
        said = said || (!written && team->not_saved.empty());
        team->not_saved = written ? "" : file;
    }
    if (said) {
        shell_->ui().notify(shell_->ui().words(written ? "game.saved" : "game.save_failed", fmt::arg("file", file)));
    }
    return written;
}

// The days, the policy and the moment are those of the file; how one looks at them stays.
void GameScreen::load() {
    if (game_.lesson && game_.lesson->reveals()) {  // the debrief and the teams beside it are in no file
        shell_->ui().notify(shell_->ui().words("game.no_load_in_reveal"));
        return;
    }
    const bool own = game_.lesson && !game_.lesson->saved_as.empty();
    const std::string file = own ? game_.lesson->saved_as : file_named(session_name());
    Ui& ui = shell_->ui();
    // What is wrong with a file is said as piket replay says it; that it is not loaded, in the language spoken.
    const auto refuse = [&](const std::string& problem) {
        ui.notify(ui.words("game.load_failed", fmt::arg("problem", problem)));
    };
    const Loaded<Session> session = load_session(file);
    if (session && session.value->workshop && !session.value->workshop->team.empty()) {
        open_session(file);
        return;
    }
    if (!session) {
        refuse(session.problems.empty() ? file : session.problems.front().text());
        return;
    }
    try {
        Game fresh(std::make_unique<Runner>(*session.value, game_.runner->options()));
        const Problems outside = check_day(*session.value, fresh.runner->scenario(Side::a), file);
        if (!outside.empty()) {
            refuse(outside.front().text());
            return;
        }
        const bool same = same_place(*game_.runner->place(game_.inspected), *fresh.runner->place(game_.inspected));
        fresh.go_to(session.value->day, session.value->second);
        fresh.split = game_.split;
        fresh.shown = game_.shown;
        fresh.speed = game_.speed;
        fresh.tab = game_.tab;
        fresh.series = game_.series;
        if (fresh.runner->horizons() == game_.runner->horizons()) {
            fresh.runner->compare_at(game_.runner->horizon());
        }
        fresh.editing = game_.editing;
        fresh.inspected = game_.inspected;
        if (same) {
            fresh.person = game_.person;
            fresh.room = game_.room;
            fresh.unit = game_.unit;
        }
        const Camera camera = views_[0]->camera();
        const bool stays = game_.lesson && !named(*game_.lesson) && same_files(game_.runner->session(), *session.value);
        fresh.lesson = stays ? game_.lesson : nullptr;  // of a lesson without a team the step is in no file
        put(std::move(fresh));
        if (stays && game_.lesson->kind() == StepKind::episode) {
            go_to_step(game_, game_.lesson->step);
        }
        if (same) {
            views_[0]->camera() = camera;
            looked_elsewhere_ = true;
            fitted_ = true;
        }
        ui.notify(ui.words("game.loaded", fmt::arg("file", file)));
    } catch (const std::exception& error) {
        refuse(error.what());
    }
}

void GameScreen::export_comparison() {
    Ui& ui = shell_->ui();
    const std::string name = free_name(sessions_, "piket-comparison", 0, {".csv", ".png"});
    const std::string table = name + ".csv", png = name + ".png";
    // One view for both: futures go on coming in.
    const auto view = game_.runner->ensemble();
    const std::string unanswered = why_unanswered(ui, game_, *view);
    if (unanswered.empty() && !write_table(*game_.runner, *view, table)) {
        ui.notify(ui.words("game.save_failed", fmt::arg("file", table)));
        return;
    }
    Picture picture = comparison_picture(ui.words, game_, *view);
    ui.make_current();
    // Packing a PNG takes longer than a frame may.
    exporting_ = std::async(std::launch::async,
                            [picture = std::move(picture), png] { return picture.save(png) ? std::string() : png; });
    ui.notify(unanswered.empty() ? ui.words("game.exported", fmt::arg("file", table))
                                 : unanswered + "\n" + ui.words("game.exported_picture", fmt::arg("file", png)));
}

void GameScreen::look_after_export() {
    if (exporting_.valid() && exporting_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
        const std::string failed = exporting_.get();
        if (!failed.empty()) {
            shell_->ui().notify(shell_->ui().words("game.save_failed", fmt::arg("file", failed)));
        }
    }
}

}  // namespace piket::render
