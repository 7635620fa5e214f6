// Lessons: what a file says is what the window gets, and every mistake names its line, its key and what is allowed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "lessons.hpp"
#include "piket/parameters.hpp"
#include "program.hpp"

using namespace piket;
using namespace piket::lessons;
using Catch::Contains;

namespace {

std::string with(const std::string& what, const std::string& instead) {
    std::string changed = text;
    const size_t at = changed.find(what);
    REQUIRE(at != std::string::npos);
    return changed.replace(at, what.size(), instead);
}

template <class E>
bool shown(uint32_t bits, E what) {
    return (bits >> static_cast<unsigned>(what) & 1U) != 0;
}

// One mistake, made in place of a passage: the fault stands on the line of the mistake or of its table.
struct Mistake {
    std::string what, instead, key, says;
};

}  // namespace

TEST_CASE("A lesson is read as it is written, and a step shows what earlier steps did") {
    const Lesson lesson = good();
    CHECK(lesson.title.en == "A lesson for tests");
    CHECK(lesson.order == 3);
    CHECK(lesson.scenario == office);
    REQUIRE(lesson.steps.size() == 4);
    const LessonStep &first = lesson.steps[0], &second = lesson.steps[1];
    CHECK(first.attempt.id == "Tekan 2.");
    CHECK(first.choices.size() == 2);
    CHECK(first.right == 1);
    CHECK(first.until.kind == StepCondition::Kind::overlay);
    CHECK(first.stage.time == clock(10));
    CHECK_FALSE(shown(first.controls, Control::cards));
    CHECK((shown(second.controls, Control::cards) && shown(second.controls, Control::place)));
    CHECK(shown(second.overlays, LessonOverlay::air));
    CHECK(shown(first.overlays, LessonOverlay::people));  // always
    CHECK(second.until.value == 0.5);
    REQUIRE(lesson.episode);
    CHECK(lesson.episode->government == government);
    REQUIRE(lesson.episode->requests.size() == 2);
    CHECK(lesson.episode->requests[0].choices[1].rules[0].days == 14);
    CHECK(lesson.episode->requests[1].choices[0].rules[0].scope.path == "{agency}");
    CHECK(lesson.episode->requests[1].line == program::line_of(text, "id = \"klaster\"") - 1);
}

TEST_CASE("Each mistake in a lesson is found where it stands") {
    const std::string long_text(601, 'a');
    const Mistake mistakes[] = {
        {"\"time\", \"place\"]", "\"tmie\", \"place\"]", "step[1].controls", "did you mean \"time\""},
        {"overlays = [\"air\"]", "overlays = [\"smoke\"]", "step[1].overlays", "allowed: \"people\""},
        {"until = { overlay = \"air\" }", "until = { overlay = \"co2\" }", "step[1].until.overlay",
         "cannot be reached"},
        {"until = { overlay = \"air\" }", "until = { overlay = \"air\", day = 2020-03-21 }", "step[1].until",
         "exactly one"},
        {"until = { overlay = \"air\" }", "until = { figure = \"unit\" }", "step[1].until.figure", "cannot be reached"},
        {"until = { overlay = \"air\" }", "until = { person = true }", "step[1].until.person", "the figure person"},
        {"until = { overlay = \"air\" }", "until = { split = true }", "step[1].until.split", "cannot be reached"},
        {"until = { overlay = \"air\" }", "until = { day = 2020-03-19 }", "step[1].until.day", "from the start"},
        {"until = { overlay = \"air\" }", "until = { day = 2020-06-19 }", "step[1].until.day",
         "2020-03-16 to 2020-04-13"},
        {"time = \"10:00\", room", "overlay = \"air\", room", "step[1].until.overlay", "from the start"},
        {"time = \"10:00\", room", "overlay = \"risk\", room", "step[1].stage.overlay", "is not among"},
        {"right = 2", "right = 3", "step[1].right", "names no choice"},
        {"right = 2\n", "", "step[1].right", "is missing"},
        {"kota/layanan/rapat", "kota/layanan/rapatt", "step[1].stage.room", "did you mean \"kota/layanan/rapat\""},
        {"kota/layanan/loket", "kota/layanan/lokett", "step[1].stage.unit", "is no unit"},
        {"day = 2020-03-20", "day = 2021-03-20", "step[1].stage.day", "2020-03-16 to 2020-04-13"},
        {"Lihat udara.", "", "step[1].text.id", "is empty"},
        {"Look at the air.", long_text, "step[1].text.en", "601 letters; at most 600"},
        {"title = { id = \"Awal\", en = \"Beginning\" }", "title = { id = \"Awal\" }", "step[1].title.en",
         "is missing"},
        {"title = { id = \"Awal\", en = \"Beginning\" }", "title = \"Awal\"", "step[1].title", "must be a table"},
        {"controls = [\"cards\"]\n", "", "step[2].measures", "the control cards is not"},
        {"value = 0.5 }", "value = 1.5 }", "step[2].until.value", "must lie between 0 and 1"},
        {"until = { measure = \"wfo.share\"", "until = { measure = \"wfo.exempt\"", "step[2].until.measure",
         "no card of it"},
        {"kind = \"reveal_assumptions\"", "kind = \"reveal\"", "step[4].kind", "must be \"text\""},
        {"kind = \"episode\"\n", "", "episode", "no step is of kind episode"},
        {"kind = \"episode\"\n", "", "step.kind", "no step of kind episode comes before"},
        {"kind = \"reveal_assumptions\"", "kind = \"episode\"", "step.kind", "a second time"},
        {"fortnights = 2", "fortnights = 3", "episode.fortnights", "more than the 29 days"},
        {"\"talk.compensation\", ", "\"talk.compenstaion\", ", "episode.assumptions", "did you mean"},
        {"\"talk.compensation\", ", "\"emission.quanta_per_h\", ", "episode.assumptions", "named twice"},
        {"\"talk.compensation\", ", "\"household.spouse\", ", "episode.assumptions", "\"household.spouse\""},
        {"complaints = 0.1", "complaints = 2", "episode.complaints", "must lie between 0 and 1"},
        {"government = \"../uji-pemerintah.toml\"", "government = \"../none.toml\"", "episode.government", "none.toml"},
        {"government = \"../uji-pemerintah.toml\"", "government = \"../tiny.toml\"", "episode.government",
         "runs for 42 days"},
        {"source = { id = \"dikarang untuk uji\", en = \"invented for tests\" }\n", "", "episode.source", "is missing"},
        {"id = \"klaster\"", "id = \"jakarta\"", "episode.request.jakarta.id", "another request"},
        {"fortnight = 1\n", "fortnight = 3\n", "episode.request.jakarta.fortnight", "between 1 and 2"},
        {"fortnight = 1\n", "", "episode.request.jakarta", "for no reason"},
        {"reported_in_agency = 2\n", "complaints = 3\n", "episode.request.klaster.title", "{agency}"},
        {"reported_in_agency = 2\n", "complaints = 3\n", "episode.request.klaster.choice[1].rule[1].scope",
         "no cluster"},
        {"unless = [\"trip.allowed\"]", "unless = [\"trip.alowed\"]", "episode.request.jakarta.unless", "did you mean"},
        {"value = 0\ndays = 14", "value = 2\ndays = 14", "episode.request.jakarta.choice[2].rule[1].value", "must lie"},
        {"value = 0\ndays = 14", "value = 0\nzones = [\"red\"]", "episode.request.jakarta.choice[2].rule[1].zones",
         "rules of scenarios"},
        {"scope = \"{agency}\"", "scope = \"kota/nowhere\"", "episode.request.klaster.choice[1].rule[1].scope",
         "matches no unit"},
        {"scenario = \"../uji-kantor.toml\"", "scenario = \"../none.toml\"", "scenario", "none.toml"},
        {"order = 3", "ordre = 3", "ordre", "did you mean \"order\""},
    };
    for (const Mistake& mistake : mistakes) {
        const std::string changed = with(mistake.what, mistake.instead);
        const Loaded<Lesson> loaded = load_lesson_from(files(changed), file);
        INFO(mistake.what << " -> " << mistake.instead);
        CHECK_FALSE(loaded);
        const int line = program::line_of(text, mistake.what);
        std::string all;
        const bool found = std::ranges::any_of(loaded.problems, [&](const Problem& p) {
            all += p.text() + "\n";
            constexpr int lines_of_a_table = 12;
            const bool near = p.key == "step.kind" || std::abs(p.line - line) <= lines_of_a_table;
            return p.file == file && near && p.key == mistake.key && p.message.find(mistake.says) != std::string::npos;
        });
        INFO(all);
        CHECK(found);
    }
}

TEST_CASE("All mistakes of a lesson are told at once, and those of its scenario as well") {
    std::string two = with("overlays = [\"air\"]", "overlays = [\"smoke\"]");
    two.replace(two.find("complaints = 0.1"), 16, "complaints = 9.9");
    const Loaded<Lesson> loaded = load_lesson_from(files(two), file);
    CHECK(loaded.problems.size() >= 2);
    CHECK(std::ranges::is_sorted(loaded.problems, {}, &Problem::line));

    Texts broken = files();
    broken[office] = broken[office].replace(broken[office].find("days = 29"), 9, "days = -1");
    const Loaded<Lesson> on_broken = load_lesson_from(broken, file);
    CHECK_FALSE(on_broken);
    CHECK(std::ranges::any_of(on_broken.problems,
                              [](const Problem& p) { return p.file == office && p.key == "run.days"; }));
}

TEST_CASE("check tells lessons from scenarios, good ones and bad ones") {
    const program::Folder folder;
    const std::string small = R"(format = 1
title = { id = "A", en = "B" }
summary = { id = "A", en = "B" }
scenario = ")" + program::tiny +
                              R"("
[[step]]
title = { id = "A", en = "B" }
text = { id = "A", en = "B" }
)";
    const std::string good = folder.write("good.toml", small);
    const std::string bad = folder.write("bad.toml", small + "overlays = [\"smoke\"]\n");
    CHECK(is_lesson(good));
    CHECK_FALSE(is_lesson(program::tiny));
    const program::Result fine = program::piket_with("check " + good + " " + program::tiny);
    CHECK(fine.status == 0);
    CHECK_THAT(fine.out, Contains(good + ": ok: lesson \"B\", 1 steps") && Contains("ok: 11 civil servants"));
    const program::Result wrong = program::piket_with("check " + bad);
    CHECK(wrong.status == 1);
    CHECK_THAT(wrong.err, Contains("bad.toml:8: step[1].overlays"));
}

TEST_CASE("The lessons that come with the program have no faults") {
    namespace fs = std::filesystem;
    if (fs::exists(folder)) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.path().extension() == ".toml") {
                const Loaded<Lesson> lesson = load_lesson(entry.path().string());
                INFO(entry.path());
                CHECK(lesson);
                CHECK(lesson.problems.empty());
            }
        }
    }
}
