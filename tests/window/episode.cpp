// An episode played whole as a team would: read, answer, order, predict, seal, live two weeks, and see what was true.
#include <filesystem>
#include <fstream>

#include "lessons.hpp"
#include "piket/debrief.hpp"
#include "workshop/gate.hpp"

using namespace piket;
using namespace piket::render;
using piket::program::read;

namespace {

struct Governed : LessonStage {
    Governed() {
        office_with_virus(folder);
        file = folder.write("e.toml", whole_episode("office.toml"));
        REQUIRE(screen.open_lesson(file));
        wait();
        user.click("lesson", "lesson_next");
        wait();
    }
    void name(const std::string& team) {
        user.click("lesson", "team");
        user.type(team);
        user.click("lesson", "begin");
        user.frame(2);
        wait_for([&] { return play().episode.situation.has_value(); });
        user.frame(2);
    }
    void type_into(const std::string& field, const std::string& text) {
        user.click("lesson", field);
        user.type(text);
    }
    void predict(const std::string& low, const std::string& high) {
        user.click("lesson", "page.prediction");
        user.frame(2);
        type_into("infections.low", low);
        type_into("infections.high", high);
        type_into("waiting.low", "0");
        type_into("waiting.high", "2,5");
        user.frame(2);
    }
    void seal() {
        user.click("lesson", "page.seal");
        user.frame(2);
        user.click("lesson", "seal");
        user.frame(2);
    }
    void live() {
        if (user.shows("lesson", "hurry")) {
            user.click("lesson", "hurry");
        }
        wait_for([&] { return !play().episode.running; });
        user.frame(2);
    }
    std::string file;
};

void fits(Governed& p) {
    for (const Language language : {Language::id, Language::en}) {
        for (const float scale : {1.0F, 1.5F}) {
            p.shell.settings().language = language;
            p.shell.settings().scale = scale;
            p.user.frame(3);
            p.user.check_that_all_fits();
            CHECK(p.stage.ui().words.missing().empty());
            if (const char* pictures = std::getenv("PIKET_PICTURES"); pictures != nullptr) {
                static int n = 0;
                p.stage.save_picture(fmt::format("{}/episode-{:02}-{}-{}.png", pictures, n++,
                                                 language == Language::id ? "id" : "en", scale * 100));
            }
        }
    }
    p.shell.settings().scale = 1;
    p.user.frame(3);
}

}  // namespace

TEST_CASE("An episode is played whole, and its session is lived again without the window") {
    Governed p;
    Game& game = p.game();
    const Day start = game.runner->first_day();
    fits(p);
    CHECK_FALSE(p.user.item("lesson", "begin").enabled);
    p.name("Team Seven");
    CHECK(p.play().record.team == "Team Seven");

    // What is known, and no way to more of it.
    CHECK(game.shown.known_only);
    CHECK(game.split == Split::only_b);
    CHECK(game.day == start);
    fits(p);
    for (const char* key : {"K", "Tab", ".", "2", "W", "Ctrl+E", "PageDown"}) {
        p.user.key(key);
    }
    CHECK_FALSE(std::filesystem::exists(p.folder / "piket-comparison.csv"));
    CHECK(p.play().kind() == StepKind::episode);
    CHECK(game.shown.known_only);
    CHECK(game.split == Split::only_b);
    CHECK(game.day == start);
    CHECK(game.shown.overlay == Overlay::people);  // nobody measures the virus
    CHECK_FALSE(p.user.shows("known", "known"));
    CHECK_FALSE(p.user.item("lesson", "lesson_next").enabled);

    p.user.click("lesson", "next_page");
    CHECK(p.play().episode.page == EpisodePage::requests);
    p.user.frame(2);
    fits(p);
    p.user.click("lesson", "answer.jakarta.1");

    // The circular: the episode's cards and no other; what is enacted stands in the letter.
    p.user.click("lesson", "page.circular");
    p.user.frame(4);
    CHECK(p.user.shows("cards", "group.protection"));
    CHECK_FALSE(p.user.shows("cards", "group.travel"));
    p.user.click("cards", "group.protection");
    p.user.frame(2);
    p.user.click("cards", "mask.mandate");
    p.user.frame(6);
    p.user.click("cards", "mask.mandate.enact");
    p.wait();
    p.user.frame(4);
    CHECK_FALSE(p.value("lesson", "letter.en").empty());
    p.user.click("lesson", "both_languages");
    p.user.frame(2);
    CHECK(p.value("lesson", "letter.id") != p.value("lesson", "letter.en"));
    fits(p);
    // What was decided may be taken back and made anew while nothing is sealed.
    const uint32_t drafted = game.runner->branch(Side::b);
    p.user.key("Ctrl+Z");
    CHECK(game.runner->branch(Side::b) != drafted);
    p.user.key("Ctrl+Y");
    CHECK(game.runner->branch(Side::b) == drafted);

    // Nothing is sealed without a range that is one.
    p.user.click("lesson", "page.seal");
    p.user.frame(2);
    CHECK_FALSE(p.user.item("lesson", "seal").enabled);
    p.user.click("lesson", "page.prediction");
    p.user.frame(2);
    p.type_into("infections.low", "9");
    p.type_into("infections.high", "4");
    p.user.frame(2);
    CHECK(p.user.shows("lesson", "infections.bad"));
    p.user.click("lesson", "infections.low");
    p.user.key("Ctrl+A");
    p.user.type("0");
    p.type_into("waiting.low", "0,5");
    p.type_into("waiting.high", "1e9");  // no number as people write it, and not nineteen either
    p.user.frame(2);
    CHECK(p.user.shows("lesson", "waiting.bad"));
    const auto retype = [&](const std::string& field, const std::string& text) {
        p.user.click("lesson", field);
        p.user.key("Ctrl+A");
        p.user.type(text);
        p.user.frame(2);
    };
    // Nor is a range sealed that goes beyond all there is.
    retype("waiting.high", "365,5");
    CHECK(p.user.shows("lesson", "waiting.too_high"));
    const auto servants = game.runner->place(Side::b)->servants;
    retype("infections.high", std::to_string(servants + 1));
    CHECK(p.user.shows("lesson", "infections.too_high"));
    fits(p);
    p.user.click("lesson", "page.seal");
    p.user.frame(2);
    CHECK_FALSE(p.user.item("lesson", "seal").enabled);
    CHECK(p.user.shows("lesson", "episode.too_high.infections"));
    CHECK(p.user.shows("lesson", "episode.too_high.waiting"));
    fits(p);
    p.user.click("lesson", "page.prediction");
    p.user.frame(2);
    retype("infections.high", std::to_string(servants));
    CHECK_FALSE(p.user.shows("lesson", "infections.too_high"));
    retype("infections.high", "4");
    retype("waiting.high", "2.5");
    p.type_into("reasons", "Meja tetap buka");
    p.user.click("lesson", "leans.talk.compensation");
    p.user.frame(2);
    fits(p);
    p.user.click("lesson", "page.seal");
    p.user.frame(2);
    fits(p);
    p.user.click("lesson", "seal");
    p.user.frame(2);
    CHECK(p.play().episode.running);
    REQUIRE(p.play().record.fortnights.size() == 1);
    const Fortnight sealed = p.play().record.fortnights[0];
    CHECK(sealed.decided == start);
    CHECK(sealed.sealed[0].low == 0);
    CHECK(sealed.sealed[0].high == 4);
    CHECK(sealed.sealed[1].low == 0.5);
    CHECK(sealed.sealed[1].high == 2.5);
    CHECK(sealed.reasons == "Meja tetap buka");
    CHECK(sealed.leans_on == std::vector<std::string>{"talk.compensation"});
    REQUIRE(sealed.answers.size() == 1);
    CHECK(sealed.answers[0].choice == 1);
    // Card and answer are in force, the answer a week long.
    int masks = 0;
    for (const Command& c : game.runner->commands(Side::b)) {
        if (c.kind == Command::Kind::enact && c.rule.measure == *find_measure("mask.mandate")) {
            ++masks;
            CHECK(c.posted == start + 1);
            CHECK((c.rule.until == never || c.rule.until == start + 7));
        }
    }
    CHECK(masks == 2);

    // After the seal nothing is taken back, and nobody looks ahead.
    fits(p);
    p.user.key("Ctrl+Z");
    CHECK(game.runner->branch(Side::b) != 0);
    CHECK_FALSE(game.runner->can_undo(Side::b));
    CHECK(std::filesystem::exists(p.folder / "piket-Team-Seven.json"));
    p.live();
    CHECK(game.day == start + 7);
    CHECK_FALSE(game.playing);
    CHECK(latest_day(game) == start + 7);
    p.wait_for([&] { return p.play().episode.situation.has_value(); });
    CHECK(p.play().episode.situation->until == start + 7);
    CHECK(p.play().episode.situation->from == start + 1);
    // Looking back is allowed, on what was known.
    p.user.key(",");
    p.wait();
    CHECK(game.day == start + 6);
    for (int i = 0; i < 3; ++i) {
        p.user.key(".");
    }
    p.wait();
    CHECK(game.day == start + 7);

    p.predict("0", "3");
    p.seal();
    p.live();
    CHECK(game.day == start + 14);
    CHECK(p.user.shows("lesson", "episode_over"));
    CHECK(p.user.item("lesson", "lesson_next").enabled);
    fits(p);

    // The reveal, page after page.
    p.user.click("lesson", "lesson_next");
    p.user.frame(2);
    CHECK(p.user.shows("lesson", "truth"));  // at once
    p.wait_for([&] { return p.play().reveal && p.play().reveal->debrief; });
    const std::string page = read(write_debrief(*p.play().reveal->debrief, {"team.json"}, p.folder.path()));
    CHECK_FALSE(page.empty());
    for (const char* seen :
         {"truth", "where.rooms", "courses", "score.0", "assumption.talk.compensation", "reveal.did"}) {
        p.user.frame(2);
        fits(p);
        CHECK((p.user.shows("lesson", seen) || std::string(seen) == "where.rooms"));
        if (p.user.item("lesson", "step").value != "8") {
            p.user.click("lesson", "lesson_next");
        }
    }
    CHECK_FALSE(game.shown.known_only);
    // Nothing of it is lost by a key.
    const auto debrief = p.play().reveal->debrief;
    const size_t step = p.play().step;
    p.user.key("F9");
    CHECK(p.stage.ui().notice() == p.stage.ui().words("game.no_load_in_reveal"));
    REQUIRE(p.game().lesson);
    CHECK(p.play().step == step);
    CHECK(p.play().reveal->debrief == debrief);
    p.user.key("Ctrl+E");
    // Without futures there is no table, but a picture.
    CHECK(p.stage.ui().notice().ends_with(
        p.stage.ui().words("game.exported_picture", fmt::arg("file", p.folder / "piket-comparison.png"))));
    // Where and when people were infected the window knows of itself, as the debrief has it.
    const EpisodeCourse& lived = p.play().reveal->lived->courses.front();
    const EpisodeCourse& made = *own_course(*debrief);
    CHECK(lived.infected_by_day == made.infected_by_day);
    CHECK(lived.reported_by_day == made.reported_by_day);
    CHECK(lived.settings == made.settings);
    REQUIRE(lived.rooms.size() == made.rooms.size());
    CHECK(std::ranges::equal(lived.rooms, made.rooms, [](const RoomCount& one, const RoomCount& other) {
        return one.room == other.room && one.infections == other.infections;
    }));
    // What the table of the truth ends with are all that were infected.
    const EpisodeCourse& own = *own_course(*p.play().reveal->debrief);
    const double infected = at(own.own, Outcome::infections_servants);
    p.play().step = 2;
    p.user.frame(2);
    CHECK(infected > 0);
    CHECK(p.value("lesson", "truth.end").ends_with("|" + p.stage.ui().words.number(infected)));

    // From the file alone: the same state, the same debrief.
    const Session kept = *load_session(p.folder / "piket-Team-Seven.json").value;
    REQUIRE(kept.workshop);
    CHECK(kept.workshop->fortnights.size() == 2);
    Simulation simulation(make_world(scenarios_of(kept).value->front()), {.seed = kept.seed});
    CHECK(live_until(simulation, log_of(kept, kept.b), start + 15));
    CHECK(p.play().reveal->debrief->courses[1].hash == simulation.hash());
    const auto replayed = piket::program::piket_with("replay " + (p.folder / "piket-Team-Seven.json"));
    CHECK(replayed.status == 0);
    DebriefOptions options;
    options.futures = reveal_futures;
    options.threads = 2;
    const Loaded<Debrief> again = make_debrief({kept}, options);
    REQUIRE(again);
    CHECK(read(write_debrief(*again.value, {"team.json"}, p.folder.path())) == page);
}

TEST_CASE("An episode that was kept in the midst of a fortnight goes on there") {
    Governed p;
    p.name("Enam");
    p.user.click("lesson", "page.requests");
    p.user.frame(2);
    p.user.click("lesson", "answer.jakarta.0");
    p.predict("0", "5");
    p.seal();
    p.game().playing = false;
    p.game().go_to(p.game().runner->first_day() + 3, 10 * 3600.0);
    p.wait();
    p.user.key("F5");
    p.user.key("Ctrl+O");
    CHECK_THAT(p.user.item("lessons", "kept.piket-Enam.json").label, Catch::Contains("Enam · Trial · 1"));
    p.user.key("Escape");
    const Day day = p.game().day;
    CHECK(p.screen.open_session(p.folder / "piket-Enam.json"));
    p.wait();
    CHECK(p.game().day == day);
    CHECK(p.play().episode.running);
    CHECK(p.play().record.team == "Enam");
    CHECK(p.play().kind() == StepKind::episode);
    CHECK(p.game().shown.known_only);
    p.user.click("lesson", "go_on");
    p.live();
    CHECK(p.game().day == p.game().runner->first_day() + 7);
    CHECK(p.value("lesson", "decision") == "2");
}

TEST_CASE("Other teams' sessions stand beside the own one; what does not fit says why") {
    const auto play_as = [](Governed& p, const std::string& team) {
        p.name(team);
        p.user.click("lesson", "page.requests");
        p.user.frame(2);
        p.user.click("lesson", "answer.jakarta.0");
        for (int n = 0; n < 2; ++n) {
            p.predict("0", "5");
            p.seal();
            p.live();
            p.wait_for([&] { return n == 1 || p.play().episode.situation.has_value(); });
        }
    };
    Governed first;
    play_as(first, "Satu");
    Governed p;
    play_as(p, "Dua");
    const piket::program::Folder stick;
    std::filesystem::copy_file(first.folder / "piket-Satu.json", stick / "piket-Satu.json");
    Session other = *load_session(first.folder / "piket-Satu.json").value;
    other.workshop->digest += 1;
    other.workshop->team = "Tiga";
    std::ofstream(stick / "tiga.json") << to_json(other);
    other = *load_session(first.folder / "piket-Satu.json").value;
    other.workshop->fortnights.pop_back();
    other.workshop->team = "Empat";
    std::ofstream(stick / "empat.json") << to_json(other);
    std::ofstream(stick / "nonsense.json") << "{";
    p.user.click("lesson", "lesson_next");
    p.wait_for([&] { return p.play().reveal->debrief != nullptr; });
    search_teams(p.stage.ui(), p.game(), p.play(), {p.folder.path(), stick.path()});
    const std::vector<TeamFile>& teams = p.play().reveal->teams;
    REQUIRE(teams.size() == 4);  // the own file is no other team's
    const auto refused = [&](const std::string& team) {
        return std::ranges::find(teams, team, &TeamFile::team)->refused;
    };
    CHECK(refused("Satu").empty());
    CHECK_FALSE(refused("Tiga").empty());
    CHECK_FALSE(refused("Empat").empty());
    CHECK_THAT(refused("nonsense.json"), Catch::Contains("nonsense.json:"));
    // Taken in, the team stands in the table, the chart and the frontier.
    go_to_step(p.game(), 4);
    p.user.frame(3);
    const auto row = std::ranges::find(teams, std::string("Satu"), &TeamFile::team) - teams.begin();
    const auto reach = [&](const std::string& label) {
        for (int i = 0; i < 40 && !p.user.shows("lesson", label); ++i) {
            p.user.scroll(p.user.item("lesson", "step").rect.centre() + Point(0, 200), -3);
        }
        p.user.click("lesson", label);
    };
    const auto refuses = std::ranges::find(teams, std::string("Tiga"), &TeamFile::team) - teams.begin();
    reach(fmt::format("team.{}", refuses));
    CHECK(p.play().reveal->debrief);  // nothing was taken
    const auto label = fmt::format("team.{}", row);
    reach(label);
    CHECK(p.play().reveal->teams[static_cast<size_t>(row)].taken);
    // While that is made the list stays, and who is ticked may change.
    CHECK_FALSE(p.play().reveal->debrief);
    p.user.click("lesson", label);
    CHECK_FALSE(p.play().reveal->teams[static_cast<size_t>(row)].taken);
    p.user.click("lesson", label);
    p.wait_for([&] { return p.play().reveal->debrief != nullptr; });
    p.user.frame(2);
    CHECK(p.play().reveal->debrief->courses.size() == 3);
    CHECK(p.value("lesson", "course.2").size() > 3);
    CHECK(p.stage.ui().words.missing().empty());
}

TEST_CASE("What is tried out before an episode is no decision of it, and nobody runs ahead") {
    LessonStage p;
    std::string text = lesson_head();
    text += lesson_step("controls = [\"time\", \"timeline\", \"cards\", \"files\"]\nmeasures = [\"mask.mandate\"]");
    text += lesson_step("", "episode") + small_episode;
    REQUIRE(p.screen.open_lesson(p.folder.write("l.toml", text)));
    p.wait();
    Game& game = p.game();
    const Day start = game.runner->first_day();
    p.user.key(".");
    p.user.key("Ctrl+E");  // nor are the futures to be had before
    p.user.frame(3);
    CHECK_FALSE(std::filesystem::exists(p.folder / "piket-comparison.csv"));
    CHECK(game.day == start);
    CHECK(game.runner->change(Side::b, start, {{*find_measure("mask.mandate"), 1.0, {}}}).empty());
    p.user.key("PageDown");
    p.wait();
    CHECK(p.play().kind() == StepKind::episode);
    CHECK(game.runner->commands(Side::b).empty());
    CHECK_FALSE(game.runner->can_redo(Side::b));
}
