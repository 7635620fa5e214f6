// An episode played whole as a team would: read, answer, order, predict, seal, live two weeks, and see what was true.
#include <filesystem>

#include "governed.hpp"
#include "piket/debrief.hpp"
#include "workshop/gate.hpp"

using namespace piket;
using namespace piket::render;
using piket::program::read;

TEST_CASE("An episode is played whole, and its session is lived again without the window") {
    Governed p;
    Game& game = p.game();
    const Day start = game.runner->first_day();
    p.check_in_every_look("episode-01");
    CHECK_FALSE(p.user.item("lesson", "begin").enabled);
    p.name("Team Seven");
    CHECK(p.play().record.team == "Team Seven");

    // What is known, and no way to more of it.
    CHECK(game.shown.known_only);
    CHECK(game.split == Split::only_b);
    CHECK(game.day == start);
    p.check_in_every_look("episode-02");
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
    p.check_in_every_look("episode-03");
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
    p.check_in_every_look("episode-04");
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
    p.check_in_every_look("episode-05");
    p.user.click("lesson", "page.seal");
    p.user.frame(2);
    CHECK_FALSE(p.user.item("lesson", "seal").enabled);
    CHECK(p.user.shows("lesson", "episode.too_high.infections"));
    CHECK(p.user.shows("lesson", "episode.too_high.waiting"));
    p.check_in_every_look("episode-06");
    p.user.click("lesson", "page.prediction");
    p.user.frame(2);
    retype("infections.high", std::to_string(servants));
    CHECK_FALSE(p.user.shows("lesson", "infections.too_high"));
    retype("infections.high", "4");
    retype("waiting.high", "2.5");
    p.type_into("reasons", "Meja tetap buka");
    p.user.click("lesson", "leans.talk.compensation");
    p.user.frame(2);
    p.check_in_every_look("episode-07");
    p.user.click("lesson", "page.seal");
    p.user.frame(2);
    p.check_in_every_look("episode-08");
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
    p.check_in_every_look("episode-09");
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
    p.check_in_every_look("episode-10");

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
        p.check_in_every_look("episode-11");
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
