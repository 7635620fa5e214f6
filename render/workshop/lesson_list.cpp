#include "workshop/lesson_list.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>

#include "game/cards.hpp"
#include "piket/session.hpp"
#include "widgets/imgui.hpp"
#include "widgets/widgets.hpp"
#include "workshop/folders.hpp"
#include "workshop/parts.hpp"

namespace piket::render {

namespace {

namespace fs = std::filesystem;

constexpr float panel_width = 760, panel_height = 640;

std::vector<Lesson> lessons_in(const std::string& folder) {
    std::vector<Lesson> lessons;
    for (const std::string& file : files_in(folder, ".toml")) {
        Loaded<Lesson> lesson = is_lesson(file) ? load_lesson(file) : Loaded<Lesson>{};
        if (lesson) {
            lessons.push_back(std::move(*lesson.value));
        }
    }
    std::ranges::stable_sort(lessons, {}, &Lesson::order);
    return lessons;
}

}  // namespace

void LessonList::show(bool open) {
    open_ = open;
    asked_ = asked_ && !open;
}

void LessonList::read(const std::string& sessions, const Played& played) {
    asked_ = true;
    scenarios_.read({fs::path(folder_).parent_path().string(), sessions}, played.scenarios);
    if (lessons_.empty()) {
        reading_ = std::async(std::launch::async, [folder = folder_] { return lessons_in(folder); });
    }
    kept_.clear();
    const std::vector<std::string> folders = folders_of_sessions(sessions);
    for (const std::string& folder : folders) {
        for (const std::string& file : files_in(folder, ".json")) {
            read_kept(file, folder == folders.front() ? "" : folder);
        }
    }
}

void LessonList::read_kept(const std::string& file, const std::string& folder) {
    const Loaded<Session> session = load_session(file);
    if (!session || !session.value->workshop || session.value->workshop->team.empty()) {
        return;
    }
    const WorkshopRecord& record = *session.value->workshop;
    kept_.push_back({file, folder, record.team, record.digest, record.fortnights.size()});
    if (!titles_.contains(record.digest)) {
        const std::string name = fs::path(record.lesson).stem().string();
        const Loaded<Lesson> lesson = load_lesson_from(session.value->texts, record.lesson);
        titles_[record.digest] = lesson ? lesson.value->title : Text{name, name};
    }
}

std::string LessonList::kept_words(const Ui& ui, const Kept& kept) const {
    const std::string words =
        ui.words.count("lessons.kept_row", static_cast<int64_t>(kept.fortnights), fmt::arg("team", kept.team),
                       fmt::arg("lesson", in_language(titles_.at(kept.digest), ui.words.language())));
    return kept.folder.empty() ? words : words + "\n" + kept.folder;
}

std::optional<LessonList::Asked> LessonList::draw_lessons(Ui& ui, bool playing) {
    std::optional<Asked> asked;
    muted(ui, ui.words("lessons.help"));
    gap(ui, 4);
    const float foot = playing ? ImGui::GetFrameHeight() + ui.px(12) : 0;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_imgui(Color::Transparent));
    ImGui::BeginChild("list", {0, ImGui::GetContentRegionAvail().y - foot}, false, ImGuiWindowFlags_NavFlattened);
    if (reading_.valid()) {
        text(ui, ui.words("lessons.reading"), palette::muted);
    } else if (lessons_.empty()) {
        text(ui, ui.words("lessons.none", fmt::arg("folder", folder_)), palette::muted);
    }
    for (const Lesson& lesson : lessons_) {
        const Language language = ui.words.language();
        std::string words = fmt::format("{}. {}", lesson.order, in_language(lesson.title, language));
        if (lesson.minutes > 0) {
            words += "  ·  " + ui.words.count("lessons.minutes", lesson.minutes);
        }
        words += "\n" + in_language(lesson.summary, language);
        if (choice_row(ui, "lesson." + fs::path(lesson.file).stem().string(), words,
                       lesson.episode ? icon::bank : icon::teach, lesson.episode ? palette::b : palette::a, true)) {
            asked = Asked{Asked::Kind::lesson, lesson.file};
        }
    }
    if (!kept_.empty()) {
        heading(ui, ui.words("lessons.kept"));
        for (const Kept& kept : kept_) {
            const std::string name = fs::path(kept.file).filename().string();
            if (choice_row(ui, "kept." + (kept.folder.empty() ? name : kept.file), kept_words(ui, kept),
                           icon::open_folder, palette::muted, true)) {
                asked = Asked{Asked::Kind::session, kept.file};
            }
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleColor();
    if (playing && button(ui, ui.words("lessons.leave") + "###leave_lesson")) {
        asked = Asked{Asked::Kind::leave, ""};
    }
    return asked;
}

std::optional<LessonList::Asked> LessonList::draw(Ui& ui, Point size, const std::string& sessions,
                                                  const Played& played) {
    if (!open_) {
        return std::nullopt;
    }
    if (!asked_) {
        read(sessions, played);
    }
    if (reading_.valid() && reading_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
        lessons_ = reading_.get();
    }
    const bool escape =
        std::ranges::any_of(ui.input().pressed, [](const Chord& chord) { return chord.key == sf::Keyboard::Escape; });
    if (escape) {
        show(false);
        return std::nullopt;
    }
    {
        const Panel veil(ui, "lessons_veil", {0, 0, size.x, size.y},
                         {.scrolls = false, .ground = false, .floats = true});
        ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {size.x, size.y}, to_imgui(faded(palette::ground, 0.6F)));
        if (ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
            show(false);
        }
    }
    const float width = std::round(std::min(size.x - ui.px(32), ui.px(panel_width)));
    const float height = std::round(std::min(size.y - ui.px(32), ui.px(panel_height)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(24), ui.px(18)});
    const Panel panel(ui, "lessons",
                      {std::round((size.x - width) / 2), std::round((size.y - height) / 2), width, height},
                      {.scrolls = false, .floats = true});
    ImGui::PopStyleVar();
    title(ui, ui.words("lessons.title"));
    ImGui::SameLine(width - ui.px(24) - std::round(ImGui::GetFrameHeight() * 1.15F));
    if (icon_button(ui, icon::close, ui.words("help.close") + "###close", {.kind = Kind::quiet})) {
        show(false);
    }
    tabs(ui, "what", {ui.words("lessons.lessons") + "###lessons", ui.words("lessons.scenarios") + "###scenarios"},
         tab_);
    gap(ui, 4);
    std::optional<Asked> asked;
    if (tab_ == 0) {
        asked = draw_lessons(ui, played.lesson);
    } else if (const auto pair = scenarios_.draw(ui)) {
        asked = Asked{Asked::Kind::scenarios, pair->a, pair->b};
    }
    if (asked) {
        show(false);
    }
    return asked;
}

}  // namespace piket::render
