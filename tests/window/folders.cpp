// Folders that are read while a stick is pulled out.
#include "workshop/folders.hpp"

#include "disk.hpp"
#include "lessons.hpp"

using namespace piket;
using namespace piket::render;

namespace {

// Reading a folder fails after so many entries, "." and ".." among them.
struct PulledOut {
    explicit PulledOut(int entries) { disk::entries_before = entries; }
    ~PulledOut() { disk::entries_before = -1; }
    PulledOut(const PulledOut&) = delete;
    PulledOut& operator=(const PulledOut&) = delete;
};

}  // namespace

TEST_CASE("Sessions may lie in the own folder and on every stick of whoever is logged in") {
    const piket::program::Folder root;
    for (const char* stick : {"one/STICK", "one/OTHER", "two/STICK"}) {
        std::filesystem::create_directories(root / stick);
    }
    root.write("one/file", "");
    CHECK(folders_of_sessions("/tmp/./here", {root / "none", root.path()}) ==
          std::vector<std::string>{"/tmp/here", root / "one/OTHER", root / "one/STICK", root / "two/STICK"});
}

TEST_CASE("Of a folder that goes away while it is read there is what was read, and no end of the program") {
    const piket::program::Folder folder;
    for (const char* name : {"b.json", "a.json", "c.toml"}) {
        folder.write(name, "{}");
    }
    std::filesystem::create_directory(folder / "d");
    CHECK(files_in(folder.path(), ".json") == std::vector{folder / "a.json", folder / "b.json"});
    CHECK(folders_in(folder.path()) == std::vector{folder / "d"});
    CHECK(files_in(folder / "none", ".json").empty());
    for (int entries = 0; entries < 6; ++entries) {
        const PulledOut stick(entries);
        CHECK(files_in(folder.path(), ".json").size() <= 2);
        disk::entries_before = entries;
        CHECK(folders_in(folder.path()).size() <= 1);
    }
    // The list of lessons asks in the same way.
    LessonStage p(folder.path());
    {
        const PulledOut stick(3);
        p.user.key("Ctrl+O");
        p.user.frame(5);
    }
    CHECK_FALSE(p.stage.ui().words("lessons.title").empty());
}
