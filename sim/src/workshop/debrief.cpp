#include "piket/debrief.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

#include "base/parallel.hpp"
#include "base/quantile.hpp"
#include "scenario/loading.hpp"
#include "workshop/debrief_checks.hpp"
#include "workshop/debrief_runs.hpp"

namespace piket {

namespace {

// A future of a way through the episode, or one under another value of an assumption.
struct Task {
    size_t way = 0;
    RunOptions run;
    Future* future = nullptr;
    Lived* own = nullptr;
};

class Work {
   public:
    Work(Debrief& debrief, const DebriefOptions& options, Problems& problems)
        : debrief_(debrief), options_(options), problems_(problems) {}

    bool ways();  // false: something is wrong
    bool live_all();
    void tell();

   private:
    const LessonEpisode& episode() const { return *debrief_.lesson.episode; }
    const Session& first() const { return debrief_.sessions.front(); }
    RunOptions luck(uint64_t replicate) const { return {.seed = first().seed, .replicate = replicate}; }
    std::vector<uint64_t> others(int count) const;
    void add_assumptions(std::vector<Task>& tasks);
    void tell_course(size_t c);
    void judge(size_t c);
    void write_letters(EpisodeCourse& course);
    void tell_assumptions();
    std::vector<double> over_futures(size_t way, Predicted what) const;

    Debrief& debrief_;
    const DebriefOptions& options_;
    Problems& problems_;
    Day last_;
    std::vector<Way> ways_;
    std::vector<Lived> own_;
    std::vector<std::vector<Future>> futures_;  // by way
    // By assumption, at its low and its high value: nothing, the first team.
    struct Tried {
        std::array<std::array<std::vector<Future>, 2>, 2> ends;
    };
    std::vector<Tried> tried_;
};

// Futures are those with other luck than the session's own.
std::vector<uint64_t> Work::others(int count) const {
    std::vector<uint64_t> numbers;
    for (uint64_t r = 1; numbers.size() < static_cast<size_t>(std::max(0, count)); ++r) {
        if (r != first().replicate) {
            numbers.push_back(r);
        }
    }
    return numbers;
}

bool Work::ways() {
    last_ = fortnight_of(debrief_.lesson, debrief_.scenario, episode().fortnights - 1).until;
    const std::shared_ptr<const World> world = make_world(debrief_.scenario);
    ways_.push_back({world, {}});
    debrief_.courses.emplace_back().kind = EpisodeCourse::Kind::nothing;
    for (size_t i = 0; i < debrief_.sessions.size(); ++i) {
        ways_.push_back({world, log_of(debrief_.sessions[i], debrief_.sessions[i].b)});
        EpisodeCourse& course = debrief_.courses.emplace_back();
        course.team = debrief_.sessions[i].workshop->team;
        course.session = static_cast<int>(i);
    }
    if (!episode().government.empty()) {
        const Texts& texts = first().texts;
        Loaded<Scenario> government = texts.contains(episode().government)
                                          ? load_scenario_from(texts, episode().government)
                                          : load_scenario(episode().government);
        if (!government) {
            std::ranges::move(government.problems, std::back_inserter(problems_));
            return false;
        }
        ways_.push_back({make_world(std::move(*government)), {}});
        debrief_.courses.emplace_back().kind = EpisodeCourse::Kind::government;
    }
    return true;
}

void Work::add_assumptions(std::vector<Task>& tasks) {
    const std::vector<uint64_t> futures = others(std::min(options_.assumption_futures, options_.futures));
    tried_.resize(episode().assumptions.size());
    for (size_t a = 0; a < tried_.size(); ++a) {
        const Parameter& parameter = *find_parameter(episode().assumptions[a]);
        for (size_t end = 0; end < 2; ++end) {
            auto parameters = std::make_shared<Parameters>(debrief_.scenario.parameters);
            (*parameters).*parameter.field = end == 0 ? parameter.plausible_low : parameter.plausible_high;
            for (size_t way = 0; way < 2; ++way) {
                std::vector<Future>& out = tried_[a].ends[end][way];
                out.resize(futures.size());
                for (size_t r = 0; r < futures.size(); ++r) {
                    RunOptions run = luck(futures[r]);
                    run.parameters = parameters;
                    tasks.push_back({way, std::move(run), &out[r], nullptr});
                }
            }
        }
    }
}

// Each task writes what it owns alone, so the number of threads changes nothing.
bool Work::live_all() {
    const std::vector<uint64_t> replicates = others(options_.futures);
    std::vector<Task> tasks;
    own_.resize(ways_.size());
    futures_.assign(ways_.size(), std::vector<Future>(replicates.size()));
    for (size_t w = 0; w < ways_.size(); ++w) {
        tasks.push_back({w, luck(first().replicate), nullptr, &own_[w]});
        for (size_t r = 0; r < replicates.size(); ++r) {
            tasks.push_back({w, luck(replicates[r]), &futures_[w][r], nullptr});
        }
    }
    add_assumptions(tasks);
    std::mutex mutex;
    std::atomic<bool> stopped = false, refused = false;
    int done = 0;
    Workers(options_.threads).each(tasks.size(), 1, [&](size_t i) {
        if (stopped) {
            return;
        }
        const Task& task = tasks[i];
        Lived lived = live(ways_[task.way], task.run, last_);
        refused = refused || lived.refused;
        if (task.future) {
            *task.future = future_of(lived, debrief_.lesson, debrief_.scenario);
        } else {
            *task.own = std::move(lived);
        }
        const std::lock_guard lock(mutex);
        ++done;
        if (options_.progress && !options_.progress(done, static_cast<int>(tasks.size()))) {
            stopped = true;
        }
    });
    if (stopped || refused) {
        problems_.push_back(
            about(first(), "", "",
                  stopped ? "the debrief was stopped" : "a command of a session is refused by its scenario"));
    }
    return !stopped && !refused;
}

std::vector<double> Work::over_futures(size_t way, Predicted what) const {
    std::vector<double> values;
    for (const Future& future : futures_[way]) {
        values.push_back(future.all[static_cast<size_t>(what)]);
    }
    return values;
}

void Work::write_letters(EpisodeCourse& course) {
    const auto c = static_cast<size_t>(course.session) + 1;
    const WorkshopRecord& record = *debrief_.sessions[c - 1].workshop;
    for (int n = 0; n < episode().fortnights; ++n) {
        const Period known = known_at(debrief_.lesson, debrief_.scenario, n);
        const Situation situation =
            situation_of(debrief_.lesson, debrief_.scenario, own_[c].days, own_[c].reports, known.from, known.until);
        for (const bool indonesian : {true, false}) {
            course.letters[indonesian ? 0 : 1].push_back(
                letter_of(debrief_.lesson, debrief_.scenario, record, n, ways_[c].log, situation, indonesian));
        }
    }
}

void Work::judge(size_t c) {
    constexpr double tail = (1 - prediction_level) / 2;
    EpisodeCourse& course = debrief_.courses[c];
    const WorkshopRecord* record = record_of(debrief_, course);
    const Future own = future_of(own_[c], debrief_.lesson, debrief_.scenario);
    for (int n = 0; n < episode().fortnights; ++n) {
        const auto f = static_cast<size_t>(n);
        const Period period = fortnight_of(debrief_.lesson, debrief_.scenario, n);
        FortnightResult result;
        result.from = period.from;
        result.until = period.until;
        result.known =
            situation_of(debrief_.lesson, debrief_.scenario, own_[c].days, own_[c].reports, period.from, period.until);
        result.infected = own.fortnights[f][static_cast<size_t>(Predicted::infections)];
        for (size_t p = 0; p < predicted_count; ++p) {
            std::vector<double> values;
            for (const Future& future : futures_[c]) {
                values.push_back(future.fortnights[f][p]);
            }
            std::ranges::sort(values);
            Judged& judged = result.judged[p];
            judged.truth = own.fortnights[f][p];
            if (!values.empty()) {
                judged.futures = {quantile(values, tail), quantile(values, 1 - tail)};
                judged.median = quantile(values, 0.5);
            }
            judged.score_of_futures = interval_score(judged.futures, judged.truth);
            if (record) {
                judged.sealed = record->fortnights[f].sealed[p];
                judged.score = interval_score(judged.sealed, judged.truth);
                judged.hit = judged.sealed.low <= judged.truth && judged.truth <= judged.sealed.high;
            }
        }
        course.fortnights.push_back(std::move(result));
    }
}

void Work::tell_course(size_t c) {
    EpisodeCourse& course = debrief_.courses[c];
    const Lived& own = own_[c];
    const Day start = debrief_.scenario.start;
    course.hash = own.hash;
    course.own = own.total;
    course.reported_by_day.assign(own.days.size(), 0);
    for (const OutcomeValues& day : own.days) {
        course.infected_by_day.push_back(at(day, Outcome::infections_servants));
    }
    for (const ReportRow& report : own.reports) {
        if (start <= report.day && report.day <= last_) {
            course.reported_by_day[static_cast<size_t>(report.day - start)] += 1;
        }
    }
    std::map<std::string, int> rooms;
    for (const InfectionRow& row : own.infections) {
        if (row.servant && start <= row.day && row.day <= last_) {
            course.settings[static_cast<size_t>(row.setting)] += 1;
            rooms[row.room] += row.room.empty() ? 0 : 1;
        }
    }
    for (const auto& [room, infections] : rooms) {
        if (infections > 0) {
            course.rooms.push_back({room, infections, room_name(*ways_[c].world, room)});
        }
    }
    std::ranges::stable_sort(course.rooms, std::greater{}, &RoomCount::infections);
    judge(c);
    if (course.kind == EpisodeCourse::Kind::team) {
        write_letters(course);
    }
    const std::vector<double> infections = over_futures(c, Predicted::infections),
                              waiting = over_futures(c, Predicted::waiting);
    course.infections = summarise(infections);
    course.waiting = summarise(waiting);
    course.saved = compare(over_futures(0, Predicted::infections), infections, true);
    course.longer = compare(over_futures(0, Predicted::waiting), waiting, true);
}

void Work::tell_assumptions() {
    constexpr auto infections = static_cast<size_t>(Predicted::infections);
    const auto mean_saved = [](const std::vector<Future>& nothing, const std::vector<Future>& team, size_t futures) {
        double sum = 0;
        for (size_t r = 0; r < futures; ++r) {
            sum += nothing[r].all[infections] - team[r].all[infections];
        }
        return futures > 0 ? sum / static_cast<double>(futures) : 0;
    };
    for (size_t a = 0; a < tried_.size(); ++a) {
        const Parameter& parameter = *find_parameter(episode().assumptions[a]);
        const size_t futures = tried_[a].ends[0][0].size();
        AssumptionEffect effect;
        effect.key = parameter.key;
        effect.low = parameter.plausible_low;
        effect.usual = debrief_.scenario.parameters.*parameter.field;
        effect.high = parameter.plausible_high;
        effect.saved = {mean_saved(tried_[a].ends[0][0], tried_[a].ends[0][1], futures),
                        mean_saved(futures_[0], futures_[1], futures),
                        mean_saved(tried_[a].ends[1][0], tried_[a].ends[1][1], futures)};
        for (size_t c = 0; c < debrief_.courses.size(); ++c) {
            const WorkshopRecord* record = record_of(debrief_, debrief_.courses[c]);
            if (record && std::ranges::any_of(record->fortnights, [&](const Fortnight& f) {
                    return std::ranges::find(f.leans_on, effect.key) != f.leans_on.end();
                })) {
                effect.leaned_on.push_back(c);
            }
        }
        debrief_.assumptions.push_back(std::move(effect));
    }
    std::ranges::stable_sort(debrief_.assumptions, std::greater{}, [](const AssumptionEffect& effect) {
        const auto [least, most] = std::ranges::minmax(effect.saved);
        return most - least;
    });
}

void Work::tell() {
    debrief_.futures = static_cast<int>(futures_.front().size());
    debrief_.assumption_futures = std::min(options_.assumption_futures, options_.futures);
    for (size_t c = 0; c < ways_.size(); ++c) {
        tell_course(c);
    }
    for (EpisodeCourse& course : debrief_.courses) {
        course.dominated = std::ranges::any_of(debrief_.courses, [&](const EpisodeCourse& other) {
            const double infections = course.infections.mean - other.infections.mean,
                         waiting = course.waiting.mean - other.waiting.mean;
            return infections >= 0 && waiting >= 0 && infections + waiting > 0;
        });
    }
    tell_assumptions();
}

std::optional<Debrief> debrief_of(std::vector<Session> sessions, const DebriefOptions& options, Problems& problems) {
    if (sessions.empty()) {
        problems.push_back({"debrief", 0, "", "", "needs at least one session", false});
        return std::nullopt;
    }
    check_sessions(sessions, problems);
    if (any_error(problems)) {
        return std::nullopt;
    }
    std::optional<Lesson> lesson = lesson_of(sessions.front(), problems);
    Loaded<std::vector<Scenario>> scenarios = scenarios_of(sessions.front());
    std::ranges::copy_if(scenarios.problems, std::back_inserter(problems), [](const Problem& p) { return !p.warning; });
    if (!lesson || !scenarios) {
        return std::nullopt;
    }
    Debrief debrief;
    debrief.scenario = (*scenarios)[sessions.front().branches[sessions.front().b].scenario];
    for (const Session& session : sessions) {
        check_played(session, *lesson, debrief.scenario, problems);
    }
    if (any_error(problems)) {
        return std::nullopt;
    }
    debrief.sessions = std::move(sessions);
    debrief.lesson = std::move(*lesson);
    Work work(debrief, options, problems);
    if (!work.ways() || !work.live_all()) {
        return std::nullopt;
    }
    work.tell();
    return debrief;
}

}  // namespace

const WorkshopRecord* record_of(const Debrief& debrief, const EpisodeCourse& course) {
    return course.session < 0 ? nullptr : &*debrief.sessions[static_cast<size_t>(course.session)].workshop;
}

Loaded<Debrief> make_debrief(std::vector<Session> sessions, const DebriefOptions& options) {
    return load<Debrief>("debrief",
                         [&](Problems& problems) { return debrief_of(std::move(sessions), options, problems); });
}

}  // namespace piket
