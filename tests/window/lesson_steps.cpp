// Every step of every lesson that comes with the program.
#include <filesystem>

#include "lessons.hpp"

using namespace piket;
using namespace piket::render;

namespace {

const std::string folder_of_lessons = PIKET_SOURCE_DIR "/scenarios/lessons";

std::vector<std::string> all_lessons() {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder_of_lessons, error)) {
        if (entry.path().extension() == ".toml" && is_lesson(entry.path())) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::u32string letters_of(const std::string& utf8) {
    const auto text = sf::String::fromUtf8(utf8.begin(), utf8.end()).toUtf32();
    return {text.begin(), text.end()};
}

void check_glyphs(const Look& look, const Text& text) {
    for (const std::string& part : {text.id, text.en}) {
        for (const char32_t letter : letters_of(part)) {
            INFO(part << ": U+" << std::hex << static_cast<uint32_t>(letter));
            CHECK((letter == U'\n' || look.has_glyph(letter)));
        }
    }
}

void check_all_glyphs(const Look& look, const Lesson& lesson) {
    check_glyphs(look, lesson.title);
    check_glyphs(look, lesson.summary);
    for (const LessonStep& step : lesson.steps) {
        for (const Text& text : {step.title, step.text, step.attempt, step.question, step.because}) {
            check_glyphs(look, text);
        }
        for (const Text& choice : step.choices) {
            check_glyphs(look, choice);
        }
    }
    if (lesson.episode) {
        check_glyphs(look, lesson.episode->did);
        check_glyphs(look, lesson.episode->known);
        for (const Request& request : lesson.episode->requests) {
            check_glyphs(look, request.title);
            check_glyphs(look, request.text);
            for (const Request::Choice& choice : request.choices) {
                check_glyphs(look, choice.label);
            }
        }
    }
}

}  // namespace

TEST_CASE("Every step of every lesson has its glyphs and fits, in both languages and larger type") {
    const std::vector<std::string> files = all_lessons();
    if (files.empty()) {
        return;
    }
    LessonStage p;
    for (const std::string& file : files) {
        INFO(file);
        REQUIRE(p.screen.open_lesson(file));
        p.user.key("F8");
        const size_t steps = p.play().lesson.steps.size();
        check_all_glyphs(p.stage.ui().look, p.play().lesson);
        for (size_t step = 0; step < steps; ++step) {
            INFO("step " << step + 1);
            REQUIRE(p.play().step == step);
            p.wait();
            p.check_in_every_look(fmt::format("{}-{}", std::filesystem::path(file).stem().string(), step + 1));
            // The presenter goes on whatever the step waits for.
            p.user.key("PageDown");
        }
        CHECK(p.play().step == steps - 1);
    }
}
