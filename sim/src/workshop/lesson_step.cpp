// One step of a lesson: what it says, what is on screen, and what must be so before people go on.
#include <fmt/format.h>

#include <algorithm>

#include "scenario/sections.hpp"
#include "scenario/suggest.hpp"
#include "workshop/lesson_parts.hpp"

namespace piket {

namespace {

constexpr int most_minutes_of_step = 120;

template <class E>
constexpr uint32_t bit(E value) {
    return 1U << static_cast<unsigned>(value);
}

template <class E>
void read_set(Reader& reader, std::string_view key, std::string_view kind, uint32_t& bits) {
    std::vector<std::string> words;
    reader.words(key, words);
    const std::span<const std::string_view> names = names_of<E>();
    for (const std::string& word : words) {
        const auto found = std::ranges::find(names, word);
        if (found == names.end()) {
            reader.fault(key, fmt::format("\"{}\" is no {}; allowed: {}{}", word, kind, listed(names),
                                          did_you_mean(word, names)));
        } else {
            bits |= 1U << static_cast<unsigned>(found - names.begin());
        }
    }
}

// Whether the world has it; what is near, for a message.
template <class I, class T, class Path>
bool among(Reader& reader, std::string_view key, const std::string& path, const Column<I, T>& all, Path path_of) {
    std::vector<std::string> paths;
    for (const T& one : all) {
        paths.push_back(path_of(one));
    }
    if (std::ranges::find(paths, path) != paths.end()) {
        return true;
    }
    const std::vector<std::string_view> known(paths.begin(), paths.end());
    reader.fault(key, fmt::format("is no {} of the lesson's scenario{}", key, did_you_mean(path, known)));
    return false;
}

void check_place(Reader& reader, const StepStage& stage, const World& world) {
    if (!stage.agency.empty()) {
        among(reader, "agency", stage.agency, world.agencies, [](const Agency& a) { return a.path; });
    }
    if (!stage.unit.empty()) {
        among(reader, "unit", stage.unit, world.units, [](const Unit& u) { return u.path; });
    }
    if (!stage.room.empty()) {
        among(reader, "room", stage.room, world.rooms, [&](const Room& room) {
            return world.agencies[world.buildings[room.building].agency].path + "/" + room.id;
        });
    }
}

void read_day(Reader& reader, const World* world, std::optional<Day>& out) {
    Day day;
    if (!reader.date("day", day)) {
        return;
    }
    out = day;
    if (!world) {
        return;
    }
    const Day first = world->scenario.start, last = first + (world->scenario.days - 1);
    if (day < first || last < day) {
        reader.fault("day", fmt::format("must lie within the run, {} to {}", to_date(first), to_date(last)));
    }
}

template <class T, class Read>
void read_if(std::optional<T>& out, Read read) {
    T value{};
    if (read(value)) {
        out = value;
    }
}

void read_stage(Reader& reader, LessonStep& step, const World* world) {
    StepStage& stage = step.stage;
    read_day(reader, world, stage.day);
    read_if(stage.time, [&](Seconds& out) { return reader.time("time", out); });
    read_if(stage.overlay, [&](LessonOverlay& out) { return reader.choice("overlay", out); });
    read_if(stage.figure, [&](LessonFigure& out) { return reader.choice("figure", out); });
    read_if(stage.playing, [&](bool& out) { return reader.flag("playing", out); });
    read_if(stage.known, [&](bool& out) { return reader.flag("known", out); });
    read_if(stage.both, [&](bool& out) { return reader.flag("both", out); });
    reader.word("room", stage.room);
    reader.word("unit", stage.unit);
    reader.word("agency", stage.agency);
    if (world) {
        check_place(reader, stage, *world);
    }
    if (stage.overlay && (step.overlays & bit(*stage.overlay)) == 0) {
        reader.fault("overlay", "is not among the overlays that this step or one before it shows");
    }
    if (stage.figure && (step.figures & bit(*stage.figure)) == 0) {
        reader.fault("figure", "is not among the figures that this step or one before it shows");
    }
}

bool shows(const LessonStep& step, Control control) {
    return (step.controls & bit(control)) != 0;
}

void need(Reader& reader, std::string_view key, const LessonStep& step, std::initializer_list<Control> controls) {
    if (std::ranges::none_of(controls, [&](Control c) { return shows(step, c); })) {
        std::vector<std::string_view> words;
        for (const Control c : controls) {
            words.push_back(name(c));
        }
        reader.fault(key, fmt::format("cannot be reached: the control {} is not shown", listed(words)));
    }
}

void read_measure_wanted(Reader& reader, const LessonStep& step, StepCondition& until) {
    const std::optional<MeasureId> id = read_measure(reader);
    if (!id) {
        reader.node("value");
        return;
    }
    until.measure = *id;
    read_if(until.value, [&](double& out) {
        read_value(reader, measure(*id), out);
        return reader.has("value");
    });
    need(reader, "measure", step, {Control::cards});
    if (!step.all_measures && std::ranges::find(step.measures, *id) == step.measures.end()) {
        reader.fault("measure", "cannot be reached: no card of it is shown");
    }
}

template <class E>
void read_choice_wanted(Reader& reader, std::string_view key, uint32_t shown, const std::optional<E>& staged, E& out) {
    if (!reader.choice(key, out)) {
        return;
    }
    if ((shown & bit(out)) == 0) {
        reader.fault(key, fmt::format("cannot be reached: this {} is not shown", key));
    } else if (staged == out) {
        reader.fault(key, "is so from the start of the step on: its stage says the same");
    }
}

void read_day_wanted(Reader& reader, const LessonStep& step, const World* world, StepCondition& until) {
    std::optional<Day> day;
    read_day(reader, world, day);
    until.day = day.value_or(Day{});
    if (day && step.stage.day && *day <= *step.stage.day) {
        reader.fault("day", fmt::format("is so from the start of the step on: its stage begins on {}",
                                        to_date(*step.stage.day)));
    }
    if (!step.stage.playing.value_or(false)) {
        need(reader, "day", step, {Control::time, Control::timeline});
    }
}

void must_be_true(Reader& reader, std::string_view key) {
    bool wanted = true;
    if (reader.flag(key, wanted) && !wanted) {
        reader.fault(key, "must be true, or be left out");
    }
}

constexpr std::string_view conditions[] = {"overlay", "figure", "measure", "day",     "room",
                                           "person",  "unit",   "split",   "answered"};

void read_until(Reader& reader, LessonStep& step, const World* world) {
    using Kind = StepCondition::Kind;
    size_t asked = 0;
    for (size_t i = 0; i < std::size(conditions); ++i) {
        if (reader.has(conditions[i])) {
            ++asked;
            step.until.kind = static_cast<Kind>(i + 1);
        }
        reader.node(conditions[i]);
    }
    if (asked != 1) {
        reader.fault("", fmt::format("must name exactly one of {}; it names {}", listed(conditions), asked));
        reader.node("value");
        return;
    }
    const auto inspected = [&](std::string_view key, LessonFigure figure) {
        must_be_true(reader, key);
        if ((step.figures & bit(figure)) == 0) {
            reader.fault(key, fmt::format("cannot be reached: the figure {} is not shown", name(figure)));
        }
    };
    switch (step.until.kind) {
        case Kind::overlay:
            read_choice_wanted(reader, "overlay", step.overlays, step.stage.overlay, step.until.overlay);
            break;
        case Kind::figure:
            read_choice_wanted(reader, "figure", step.figures, step.stage.figure, step.until.figure);
            break;
        case Kind::measure:
            read_measure_wanted(reader, step, step.until);
            break;
        case Kind::day:
            read_day_wanted(reader, step, world, step.until);
            break;
        case Kind::room:
            inspected("room", LessonFigure::room);
            break;
        case Kind::person:
            inspected("person", LessonFigure::person);
            break;
        case Kind::unit:
            inspected("unit", LessonFigure::unit);
            break;
        case Kind::split:
            must_be_true(reader, "split");
            need(reader, "split", step, {Control::cards, Control::circulars});
            break;
        case Kind::answered:
            must_be_true(reader, "answered");
            if (step.choices.empty()) {
                reader.fault("answered", "cannot be reached: the step has no choices to answer with");
            }
            break;
        case Kind::none:
            break;
    }
}

void read_question(Reader& reader, LessonStep& step) {
    constexpr size_t most_choices = 5;
    read_both(reader, "question", step.question, longest::question);
    read_both(reader, "choices", step.choices, longest::choice);
    read_both(reader, "because", step.because, longest::because);
    int right = 0;
    const bool named = reader.whole("right", right, {1, static_cast<double>(most_choices)});
    if (step.choices.empty()) {
        for (const char* key : {"right", "because"}) {
            if (reader.has(key)) {
                reader.fault(key, "is for a question with choices, and there are none");
            }
        }
        return;
    }
    if (step.choices.size() < 2 || step.choices.size() > most_choices) {
        reader.fault("choices", fmt::format("are {}; there must be 2 to {}", step.choices.size(), most_choices));
    }
    reader.require({"question", "right", "because"});
    if (named && right > static_cast<int>(step.choices.size())) {
        reader.fault("right", fmt::format("names no choice: there are {}", step.choices.size()));
    }
    step.right = right - 1;
}

}  // namespace

void read_step(Reader& reader, Lesson& lesson, const World* world) {
    LessonStep step;
    step.line = reader.line();
    if (!lesson.steps.empty()) {
        const LessonStep& before = lesson.steps.back();
        step.controls = before.controls;
        step.overlays = before.overlays;
        step.figures = before.figures;
        step.measures = before.measures;
        step.all_measures = before.all_measures;
    }
    step.overlays |= bit(LessonOverlay::people);  // the plain office is always there
    reader.require({"title", "text"});
    reader.choice("kind", step.kind);
    read_both(reader, "title", step.title, longest::title);
    read_both(reader, "text", step.text, longest::text);
    read_both(reader, "try", step.attempt, longest::attempt);
    read_question(reader, step);
    reader.whole("minutes", step.minutes, {0, most_minutes_of_step, "min"});
    read_set<Control>(reader, "controls", "control", step.controls);
    read_set<LessonOverlay>(reader, "overlays", "overlay", step.overlays);
    read_set<LessonFigure>(reader, "figures", "figure", step.figures);
    const Node* measures = reader.node("measures");
    const auto* keys = measures ? measures->as<Node::List>() : nullptr;
    const auto* only = keys && keys->size() == 1 ? keys->front().as<std::string>() : nullptr;
    if (only && *only == "*") {
        step.all_measures = true;
    } else {
        read_measures(reader, "measures", step.measures);
    }
    if (measures && !shows(step, Control::cards)) {
        reader.fault("measures", "are shown on cards, and the control cards is not");
    }
    reader.section("stage", [&](Reader& stage) { read_stage(stage, step, world); });
    reader.section("until", [&](Reader& until) { read_until(until, step, world); });
    lesson.steps.push_back(std::move(step));
}

}  // namespace piket
