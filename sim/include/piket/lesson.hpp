// A lesson: what a trainer leads people through in the window, step by step. In the step of kind `episode` teams
// govern: they decide every fortnight on what the administration knows, and the steps of the reveal follow.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "piket/scenario.hpp"

namespace piket {

// What people can do. Nothing else is on screen than what a step names or a step before it did.
enum class Control : uint8_t {
    time,       // play, step, speed, the day on screen
    timeline,   // its lanes; a click on them is `time`
    cards,      // policy: those of LessonStep::measures, or all
    circulars,  // the national ones, as presets
    worlds,     // A beside B, and switching between them
    truth,      // the switch between what is known and what is true
    place,      // choosing a building, moving and zooming
    files,      // save, load, export
};
inline constexpr int control_count = 8;
// What is laid over the office, and what stands beside it.
enum class LessonOverlay : uint8_t { people, air, co2, risk, traces, service, occupancy, compliance };
inline constexpr int lesson_overlay_count = 8;
enum class LessonFigure : uint8_t { outcome, person, room, unit, why };  // tabs of the panel at the right
inline constexpr int lesson_figure_count = 5;

std::string_view name(Control);
std::string_view name(LessonOverlay);
std::string_view name(LessonFigure);

enum class StepKind : uint8_t {
    text,
    episode,             // all fortnights of Lesson::episode, one after the other
    reveal_truth,        // what was true beside what was reported
    reveal_where,        // on the plan, and by setting
    reveal_teams,        // the same fortnights under the others' circulars and under nothing
    reveal_predictions,  // the sealed ranges, what came, and what the model's futures say
    reveal_assumptions,  // which mattered
    reveal_history,      // what the government of then did, and what is known of the outcome
};
std::string_view name(StepKind);

// What must be so before people go on; the presenter may go on all the same. At most one.
struct StepCondition {
    enum class Kind : uint8_t { none, overlay, figure, measure, day, room, person, unit, split, answered };
    Kind kind = Kind::none;
    LessonOverlay overlay{};
    LessonFigure figure{};
    MeasureId measure;            // of which B has something else in force than A
    std::optional<double> value;  // and this value somewhere
    Day day;                      // on screen, or later
};

// How the window stands when a step begins; what is absent stays as it was.
struct StepStage {
    std::optional<Day> day;
    std::optional<Seconds> time;
    std::optional<LessonOverlay> overlay;
    std::optional<LessonFigure> figure;
    std::optional<bool> playing, known, both;  // time runs; as the administration sees it; both worlds on screen
    // Inspected or gone to: "government/agency/room", "government/agency/unit", "government/agency".
    std::string room, unit, agency;
};

struct LessonStep {
    StepKind kind = StepKind::text;
    Text title, text;
    Text attempt;  // what to try; may be empty
    Text question;
    std::vector<Text> choices;                         // none: the question is to be talked about
    int right = -1;                                    // index into choices
    Text because;                                      // said once it was answered, or when somebody asks for it
    uint32_t controls = 0, overlays = 0, figures = 0;  // a bit for each, those of earlier steps included
    std::vector<MeasureId> measures;                   // whose cards are shown, those of earlier steps included
    bool all_measures = false;
    StepStage stage;
    StepCondition until;
    int minutes = 0;  // that it may take; 0: as long as it takes
    int line = 0;
};

// One rule of a choice: in force from the evening of the decision on.
struct ChoiceRule {
    MeasureId measure;
    double value = 0;
    Scope scope;   // path "{agency}": that of the cluster
    int days = 0;  // 0: to the end
};

// Something comes up at a decision and wants one of its choices; what it does is done by rules and nothing else.
struct Request {
    std::string id;
    Text title, text;  // "{agency}" stands for the agency of the cluster
    // It comes up, once, at this fortnight (from 1; 0: any) if all of these are so of the fortnight before it.
    int fortnight = 0;
    int reported_in_agency = 0;     // at least so many reported in one agency: the cluster
    double waiting_days = 0;        // at least so long a wait
    int complaints = 0;             // at least so many
    std::vector<MeasureId> unless;  // moot while one of these is in force anywhere
    struct Choice {
        Text label;
        std::vector<ChoiceRule> rules;  // none: everything stays as it is
    };
    std::vector<Choice> choices;
    int line = 0;
};

struct LessonEpisode {
    int fortnights = 3, days = 14;    // how many, and how long each is
    std::vector<MeasureId> measures;  // of which circulars can be made; empty: all
    std::vector<Request> requests;
    std::vector<std::string> assumptions;  // keys of parameters that teams may lean on
    double complaints = 0.05;              // share of those who wait too long or were turned away who complain
    Text did, known;                       // history: what the government did; what is known of the outcome
    std::string government;                // scenario with what it did, as resolved; may be empty
    Text source;                           // of did and known
};

struct Lesson {
    std::string file;
    Text title, summary;
    int minutes = 0;
    int order = 0;                  // among lessons
    std::string scenario, against;  // files, as resolved; against may be empty: B begins as A
    std::optional<LessonEpisode> episode;
    std::vector<LessonStep> steps;
    uint64_t digest = 0;  // of its text
};

// Problems name file, line, key, value and what is allowed; those of the scenarios are found as well, and rooms, units,
// dates and measures that the scenario does not have. `read` takes every file that was read.
Loaded<Lesson> load_lesson(const std::string& path, Texts* read = nullptr);
Loaded<Lesson> load_lesson_from(const Texts& files, const std::string& path);
// Whether a TOML file is a lesson: it has steps.
bool is_lesson(const std::string& path);

}  // namespace piket
