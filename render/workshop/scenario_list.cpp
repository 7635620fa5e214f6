#include "workshop/scenario_list.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "piket/lesson.hpp"
#include "piket/scenario.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "words/measure_words.hpp"
#include "workshop/folders.hpp"

namespace piket::render {

namespace {

namespace fs = std::filesystem;

// Two scenarios with the same can be compared: one place, and one stretch of time.
std::string where_and_when(const Scenario& scenario) {
    std::string place = fmt::format("{} {}", to_date(scenario.start), scenario.days);
    for (const GovernmentSpec& government : scenario.governments) {
        place += " " + government.id;
    }
    return place;
}

std::string same_file(const std::string& file) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(file, error);
    return error ? file : whole.string();
}

}  // namespace

std::vector<ScenarioList::Entry> ScenarioList::entries_in(const std::vector<std::string>& folders) {
    std::vector<Entry> entries;
    for (const std::string& folder : folders) {
        for (const std::string& file : files_in(folder, ".toml")) {
            const std::string whole = same_file(file);
            if (is_lesson(file) || std::ranges::find(entries, whole, &Entry::file) != entries.end()) {
                continue;
            }
            if (Loaded<Scenario> scenario = load_scenario(file)) {
                entries.push_back({whole, scenario->title, scenario->briefing, where_and_when(*scenario.value)});
            }
        }
    }
    return entries;
}

void ScenarioList::read(std::vector<std::string> folders, Pair played) {
    chosen_ = {same_file(played.a), same_file(played.b)};
    if (!reading_.valid()) {  // another would have to wait for it
        reading_ = std::async(std::launch::async, [folders = std::move(folders)] { return entries_in(folders); });
    }
}

// Of another place nothing can stand beside it that was chosen before.
void ScenarioList::choose(const Entry& entry, bool as_b) {
    (as_b ? chosen_.b : chosen_.a) = entry.file;
    std::string& beside = as_b ? chosen_.a : chosen_.b;
    const auto other = std::ranges::find(entries_, beside, &Entry::file);
    if (other == entries_.end() || other->place != entry.place) {
        beside = entry.file;
    }
}

void ScenarioList::draw_row(Ui& ui, const Entry& entry) {
    const std::string file = fs::path(entry.file).filename().string();
    const Language language = ui.words.language();
    for (const bool as_b : {false, true}) {
        const bool chosen = (as_b ? chosen_.b : chosen_.a) == entry.file;
        const std::string tip = ui.words(as_b ? "scenarios.as_b" : "scenarios.as_a");
        if (button(ui, fmt::format("{}###{}.{}", as_b ? "B" : "A", as_b ? "b" : "a", entry.file),
                   {.chosen = chosen, .width = 40, .tip = tip.c_str()})) {
            choose(entry, as_b);
        }
        ImGui::SameLine();
    }
    ImGui::AlignTextToFramePadding();
    const bool either = chosen_.a == entry.file || chosen_.b == entry.file;
    // The file too: a copy of one's own may bear the same title.
    text(ui, in_language(entry.title, language) + "  ·  " + file, either ? palette::text : palette::muted);
    tip(ui, in_language(entry.briefing, language) + "\n" + entry.file);
}

std::optional<ScenarioList::Pair> ScenarioList::draw(Ui& ui) {
    if (reading_.valid() && reading_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
        entries_ = reading_.get();
    }
    muted(ui, ui.words("scenarios.help"));
    gap(ui, 4);
    const float foot = 3 * ImGui::GetTextLineHeightWithSpacing() + ImGui::GetFrameHeight() + ui.px(20);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_imgui(Color::Transparent));
    ImGui::BeginChild("scenarios", {0, ImGui::GetContentRegionAvail().y - foot}, false, ImGuiWindowFlags_NavFlattened);
    if (entries_.empty() && reading_.valid()) {  // what was read before stays where it is
        text(ui, ui.words("scenarios.reading"), palette::muted);
    }
    std::string place;
    for (const Entry& entry : entries_) {
        if (!place.empty() && entry.place != place) {
            gap(ui, 10);
        }
        place = entry.place;
        draw_row(ui, entry);
    }
    ImGui::EndChild();
    ImGui::PopStyleColor();
    gap(ui, 6);
    bool both = true;
    for (const bool as_b : {false, true}) {  // the rows may be scrolled away
        const auto entry = std::ranges::find(entries_, as_b ? chosen_.b : chosen_.a, &Entry::file);
        both = both && entry != entries_.end();
        const std::string name =
            entry == entries_.end() ? ui.words("scenarios.none") : in_language(entry->title, ui.words.language());
        text(ui, fmt::format("{}   {}", as_b ? "B" : "A", name), as_b ? palette::b : palette::a);
    }
    if (both && chosen_.a == chosen_.b) {
        muted(ui, ui.words("scenarios.same"));
    }
    const bool wanted =
        button(ui, ui.words("scenarios.compare") + "###compare", {.kind = Kind::primary, .enabled = both});
    return wanted ? std::optional(chosen_) : std::nullopt;
}

}  // namespace piket::render
