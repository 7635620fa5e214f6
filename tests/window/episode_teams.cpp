// Other teams' sessions beside the own one in the reveal.
#include <filesystem>
#include <fstream>

#include "governed.hpp"
#include "piket/session.hpp"

using namespace piket;
using namespace piket::render;

TEST_CASE("Other teams' sessions stand beside the own one; what does not fit says why") {
    Governed first;
    first.live_all("Satu");
    Governed p;
    p.live_all("Dua");
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
    // Of the same name and yet another team; and once more the own file, and a copy of another.
    other = *load_session(first.folder / "piket-Satu.json").value;
    other.workshop->team = "Dua";
    other.workshop->fortnights[0].reasons = "Lain";
    std::ofstream(stick / "dua.json") << to_json(other);
    std::filesystem::copy_file(p.folder / "piket-Dua.json", stick / "own.json");
    std::filesystem::copy_file(first.folder / "piket-Satu.json", stick / "satu-again.json");
    p.user.click("lesson", "lesson_next");
    p.wait_for([&] { return p.play().reveal->debrief != nullptr; });
    search_teams(p.stage.ui(), p.game(), p.play(), {p.folder.path(), stick.path()});
    const std::vector<TeamFile>& teams = p.play().reveal->teams;
    REQUIRE(teams.size() == 5);  // the own file is no other team's
    const auto refused = [&](const std::string& team) {
        return std::ranges::find(teams, team, &TeamFile::team)->refused;
    };
    CHECK(refused("Satu").empty());
    CHECK(refused("Dua (2)").empty());
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
    // Two that decided alike have one place in the frontier, and each its name.
    std::vector<Rect> names;
    for (int i = 0; i < 3; ++i) {
        names.push_back(p.user.item("lesson", fmt::format("frontier.{}", i)).rect);
        for (int before = 0; before < i; ++before) {
            const Rect both = overlap(names[static_cast<size_t>(i)], names[static_cast<size_t>(before)]);
            CHECK((both.w <= 0 || both.h <= 0));
        }
    }
    // The next page begins at its top, wherever the keyboard was.
    p.shell.settings().scale = 1.5F;
    p.user.frame(3);
    reach("write_debrief");
    p.user.key("PageDown");
    p.user.frame(20);
    CHECK(p.user.shows("lesson", "text"));
}
