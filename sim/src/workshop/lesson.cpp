#include "piket/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "piket/simulation.hpp"
#include "scenario/extends.hpp"
#include "scenario/loading.hpp"
#include "workshop/lesson_parts.hpp"

namespace piket {

namespace {

constexpr int most_minutes = 240;

size_t letters_of(std::string_view text) {
    return static_cast<size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

void read_languages(Reader& languages, Text& out, size_t most) {
    languages.require({"id", "en"});
    for (const auto& [key, words] : {std::pair("id", &out.id), std::pair("en", &out.en)}) {
        if (!languages.word(key, *words)) {
            continue;
        }
        if (words->find_first_not_of(" \n\t") == std::string::npos) {
            languages.fault(key, "is empty");
        } else if (const size_t letters = letters_of(*words); letters > most) {
            languages.fault(key, fmt::format("has {} letters; at most {} are allowed, so that it fits", letters, most));
        }
    }
}

// What the steps of a lesson ask of each other.
void check_steps(Reader& root, const Lesson& lesson) {
    const auto episode = std::ranges::find(lesson.steps, StepKind::episode, &LessonStep::kind);
    const auto fault = [&](const LessonStep& step, std::string message) {
        root.fault_in(lesson.file, step.line, "step.kind", std::move(message));
    };
    for (const LessonStep& step : lesson.steps) {
        const bool reveals = step.kind != StepKind::text && step.kind != StepKind::episode;
        if (step.kind == StepKind::episode && !root.has("episode")) {
            fault(step, "is episode, but the lesson has no [episode]");
        } else if (step.kind == StepKind::episode && &step != &*episode) {
            fault(step, fmt::format("is episode a second time; the first is in line {}", episode->line));
        } else if (reveals && (episode == lesson.steps.end() || &step < &*episode)) {
            fault(step, fmt::format("is {}, but no step of kind episode comes before", name(step.kind)));
        }
        if (!lesson.episode) {
            continue;
        }
        if (step.kind == StepKind::reveal_assumptions && lesson.episode->assumptions.empty()) {
            fault(step, "is reveal_assumptions, but [episode] names no assumptions");
        }
        if (step.kind == StepKind::reveal_history &&
            (lesson.episode->did.id.empty() || lesson.episode->known.id.empty())) {
            fault(step, "is reveal_history, but [episode] does not say what was done and what is known of it");
        }
    }
    if (lesson.episode && episode == lesson.steps.end()) {
        root.fault("episode", "no step is of kind episode, so it is never played");
    }
}

std::optional<Lesson> read_lesson(std::string_view toml, const std::string& name, const Files& files,
                                  Problems& problems) {
    const std::optional<Node> document = parse_document(toml, name, problems);
    if (!document || !check_format(*document, problems)) {
        return std::nullopt;
    }
    Lesson lesson;
    lesson.file = name;
    Hash digest;
    digest.text(toml);
    lesson.digest = digest.value();
    Reader root(*document, "", problems);
    root.node("format");
    root.require({"title", "summary", "scenario"});
    read_both(root, "title", lesson.title, longest::title);
    read_both(root, "summary", lesson.summary, longest::summary);
    root.whole("order", lesson.order, {0, 1000});
    root.whole("minutes", lesson.minutes, {0, most_minutes, "min"});
    const std::shared_ptr<const World> world = read_world(root, "scenario", lesson.scenario, nullptr, files, problems);
    read_world(root, "against", lesson.against, world.get(), files, problems);
    read_episode(root, lesson, world.get(), files, problems);
    root.require_some("step");
    root.each("step", [&](Reader& reader) { read_step(reader, lesson, world.get()); });
    check_steps(root, lesson);
    root.finish();
    return lesson;
}

Loaded<Lesson> load_with(const Files& files, const std::string& path) {
    return load<Lesson>(path, [&](Problems& problems) {
        const std::optional<std::string> text = read_text(path, problems, files);
        return text ? read_lesson(*text, path, files, problems) : std::nullopt;
    });
}

}  // namespace

bool read_both(Reader& reader, std::string_view key, Text& out, size_t most) {
    if (!reader.has(key)) {
        return false;
    }
    reader.section(key, [&](Reader& languages) { read_languages(languages, out, most); });
    return true;
}

void read_both(Reader& reader, std::string_view key, std::vector<Text>& out, size_t most) {
    reader.each(key, [&](Reader& languages) { read_languages(languages, out.emplace_back(), most); });
}

std::shared_ptr<const World> read_world(Reader& reader, std::string_view key, std::string& file, const World* world,
                                        const Files& files, Problems& problems) {
    std::string path, why;
    if (!reader.word(key, path)) {
        return nullptr;
    }
    file = resolved(path, reader.file());
    if (!read_text(file, why, files)) {
        reader.fault(key, fmt::format("{}: {}", file, why));
        return nullptr;
    }
    Loaded<Scenario> scenario =
        files.only ? load_scenario_from(*files.only, file) : load_scenario(file, {}, files.read);
    std::ranges::copy_if(scenario.problems, std::back_inserter(problems), [](const Problem& p) { return !p.warning; });
    if (!scenario) {
        return nullptr;
    }
    if (world && (scenario->start != world->scenario.start || scenario->days != world->scenario.days)) {
        reader.fault(key, fmt::format("runs for {} days from {}, the lesson's scenario for {} from {}", scenario->days,
                                      to_date(scenario->start), world->scenario.days, to_date(world->scenario.start)));
    }
    std::shared_ptr<const World> other = make_world(std::move(*scenario));
    if (world) {
        const uint32_t both = paired_people(*world, *other);
        if (both != world->people() || both != other->people()) {
            reader.fault(key, fmt::format("has other people than the lesson's scenario: {} of {} are in both", both,
                                          std::max(world->people(), other->people())));
        }
    }
    return other;
}

Loaded<Lesson> load_lesson(const std::string& path, Texts* read) {
    return load_with({.read = read}, path);
}

Loaded<Lesson> load_lesson_from(const Texts& texts, const std::string& path) {
    return load_with({.only = &texts}, path);
}

bool is_lesson(const std::string& path) {
    std::string why;
    Problems ignored;
    const std::optional<std::string> text = read_text(path, why);
    const std::optional<Node> document = text ? parse_document(*text, path, ignored) : std::nullopt;
    return document && (document->find("step") || document->find("episode"));
}

}  // namespace piket
