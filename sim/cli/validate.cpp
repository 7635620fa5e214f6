// piket validate: what was published about a place beside what the model gives, with nothing fitted that the scenario
// does not own up to.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "calibrations.hpp"
#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "results.hpp"
#include "scenario/names.hpp"
#include "scenario/scope.hpp"
#include "table.hpp"
#include "terminal.hpp"
#include "validation.hpp"

namespace piket::cli {

namespace {

using Json = nlohmann::ordered_json;
using Role = ObservedFigure::Role;
using Quantity = ObservedFigure::Quantity;

constexpr int cluster = 2;  // confirmed civil servants that make a cluster worth a headline

struct Request {
    std::string scenario;
    Options options;
    bool json = false, all = false, markdown = false;
};

// What one figure says and what the futures say, given that a cluster was reported in them.
struct Finding {
    const ObservedFigure* figure;
    std::vector<double> values;  // of the futures in which a cluster was reported
    double reported = 0;         // share of futures in which it was
};

// "dinas" of "kota/dinas/unit"
std::string agency_of(const std::string& unit) {
    return unit.substr(0, unit.find('/', unit.find('/') + 1));
}

double value_in(const ObservedFigure& figure, const std::vector<ReportRow>& reports, int& confirmed) {
    std::set<std::string> agencies;
    confirmed = 0;
    for (const ReportRow& report : reports) {
        if (figure.since <= report.day && report.day <= figure.date && path_matches(figure.scope, report.unit)) {
            ++confirmed;
            agencies.insert(agency_of(report.unit));
        }
    }
    return figure.quantity == Quantity::agencies_with_cases ? static_cast<double>(agencies.size()) : confirmed;
}

// A scenario has to own up to what it changes in the model for itself.
void refuse_silent_parameters(const Scenario& scenario, const Options& options) {
    std::vector<std::string> lines;
    for (const Parameter& row : parameters()) {
        const bool declared =
            std::ranges::find(scenario.fitted, row.key, &FittedParameter::key) != scenario.fitted.end() ||
            std::ranges::any_of(options.set,
                                [&](const std::string& set) { return set.starts_with(std::string(row.key) + "="); });
        if (scenario.parameters.*row.field != row.value && !declared) {
            lines.push_back(
                fmt::format("{}: {} = {}: is set for this scenario alone; declare it under [[fitted]] with "
                            "the reason, or leave it at {}",
                            scenario.file, row.key, scenario.parameters.*row.field, row.value));
        }
    }
    if (!lines.empty()) {
        throw Failure(std::move(lines));
    }
}

std::vector<Finding> hold_against(const std::shared_ptr<const World>& world, const Request& request) {
    const Scenario& scenario = scenario_of(*world);
    std::vector<Finding> findings;
    for (const ObservedFigure& figure : scenario.observed) {
        findings.push_back({&figure, {}, 0});
    }
    Progress progress;
    EnsembleOptions ensemble{scenario.seed, scenario.replicates, request.options.threads, std::ref(progress), {}};
    ensemble.finished = [&](size_t, uint64_t, const Simulation& simulation) {
        const std::vector<ReportRow> reports = simulation.reports();
        for (Finding& finding : findings) {
            if (finding.figure->role == Role::outcome) {
                int confirmed = 0;
                const double value = value_in(*finding.figure, reports, confirmed);
                if (confirmed >= cluster) {
                    finding.values.push_back(value);
                }
            }
        }
    };
    run_ensemble({&world, 1}, ensemble);
    for (Finding& finding : findings) {
        finding.reported = static_cast<double>(finding.values.size()) / scenario.replicates;
    }
    return findings;
}

// Where the figure falls among the futures: the share below it, and half of those equal to it.
double place_of(double value, const std::vector<double>& values) {
    double below = 0;
    for (double v : values) {
        below += v < value ? 1 : v == value ? 0.5 : 0;
    }
    return values.empty() ? 0 : below / static_cast<double>(values.size());
}

std::string verdict(const Finding& f, Language language) {
    if (f.figure->role == Role::input) {
        return say(language, "input", "masukan");
    }
    if (f.values.empty()) {
        return say(language, "no cluster in any future", "tak ada klaster");
    }
    const Summary s = summarise(f.values);
    return f.figure->value < s.q05   ? say(language, "below", "di bawah")
           : f.figure->value > s.q95 ? say(language, "above", "di atas")
                                     : say(language, "inside", "di dalam");
}

std::string text_of(const World& world, const std::vector<Finding>& findings, Language language) {
    using enum Table::Align;
    const Scenario& scenario = scenario_of(world);
    Table table({left, right, right, right, right, left});
    table.row({say(language, "figure", "angka"), say(language, "observed", "tercatat"), "median", "90 %",
               say(language, "place", "letak"), ""});
    for (const Finding& f : findings) {
        std::vector<std::string> cells = {"  " + say(language, f.figure->label), number(f.figure->value, 0, language)};
        if (f.values.empty()) {
            cells.insert(cells.end(), {"", "", ""});
        } else {
            const Summary s = summarise(f.values);
            cells.push_back(number(s.q50, 0, language));
            cells.push_back(number(s.q05, 0, language) + " – " + number(s.q95, 0, language));
            cells.push_back(number(100 * place_of(f.figure->value, f.values), 0, language) + " %");
        }
        cells.push_back(verdict(f, language));
        table.row(cells);
    }
    std::string text = heading(world, language) + "\n" + table.text() + "\n";
    const bool scored = std::ranges::any_of(findings, [](const Finding& f) { return f.figure->role == Role::outcome; });
    if (!scored) {
        text += wrapped(say(language,
                            "All of these went into the scenario; none is a result that the model could be held "
                            "against.",
                            "Semua angka ini masuk ke dalam skenario; tidak ada hasil yang dapat dibandingkan dengan "
                            "model."),
                        0);
    }
    text +=
        !scored
            ? ""
            : wrapped(
                  say(language,
                      "Median and 90 % of the futures in which a cluster was reported (two civil servants or more "
                      "confirmed by the date of the figure), since only such places come into the news. Place: the "
                      "share of those futures below the figure.",
                      "Median dan 90 % dari masa depan yang klasternya dilaporkan (dua ASN atau lebih terkonfirmasi "
                      "sampai tanggal angka itu), karena hanya tempat seperti itu yang diberitakan. Letak: bagian "
                      "masa depan itu yang di bawah angka."),
                  0);
    text += "\n";
    for (const Finding& f : findings) {
        if (f.figure->role == Role::outcome) {
            text += wrapped(
                fmt::format("{}: {} {} %", say(language, f.figure->label),
                            say(language, "futures with a cluster reported:", "masa depan dengan klaster dilaporkan:"),
                            number(100 * f.reported, 0, language)),
                2);
        }
        text += wrapped(
            fmt::format("{}: {} ({})", say(language, f.figure->label), f.figure->source, name(f.figure->mark)), 2);
    }
    text += "\n" + say(language, "Set for this scenario alone:", "Ditetapkan untuk skenario ini saja:") + "\n";
    for (const FittedParameter& fitted : scenario.fitted) {
        text += wrapped(fmt::format("{} = {}: {}", fitted.key, fitted.value, say(language, fitted.reason)), 2);
    }
    if (scenario.fitted.empty()) {
        text += "  " + say(language, "nothing", "tidak ada") + "\n";
    }
    return text + "\n" + caution(language);
}

Json json_of(const Request& request, const World& world, const std::vector<Finding>& findings) {
    Json json = origin("piket validate " + quoted(request.scenario) + typed(request.options));
    json.update(scenario_in_json(world));
    json["replicates"] = scenario_of(world).replicates;
    json["figures"] = Json::array();
    for (const Finding& f : findings) {
        Json one = {{"id", f.figure->id},
                    {"label_id", f.figure->label.id},
                    {"label_en", f.figure->label.en},
                    {"role", names_of<Role>()[static_cast<size_t>(f.figure->role)]},
                    {"quantity", names_of<Quantity>()[static_cast<size_t>(f.figure->quantity)]},
                    {"observed", f.figure->value},
                    {"scope", f.figure->scope},
                    {"since", to_date(f.figure->since)},
                    {"date", to_date(f.figure->date)},
                    {"source", f.figure->source},
                    {"mark", name(f.figure->mark)}};
        if (f.figure->role == Role::outcome) {
            one["share_of_futures_with_a_cluster"] = f.reported;
            one["model"] = in_json(summarise(f.values));
            one["place"] = place_of(f.figure->value, f.values);
            one["verdict"] = verdict(f, Language::en);
        }
        json["figures"].push_back(std::move(one));
    }
    json["fitted"] = Json::array();
    for (const FittedParameter& f : scenario_of(world).fitted) {
        json["fitted"].push_back(
            {{"key", f.key}, {"value", f.value}, {"reason_id", f.reason.id}, {"reason_en", f.reason.en}});
    }
    return json;
}

int validate_all(const Request& request) {
    const int threads = request.options.threads;
    std::vector<Check> checks;
    for (const std::vector<Check>& some :
         {check_rooms(), check_growth(), check_course(threads), check_outbreaks(threads), check_scenarios(threads)}) {
        checks.insert(checks.end(), some.begin(), some.end());
    }
    const auto missed = std::ranges::count_if(checks, [](const Check& c) { return c.reference && !c.fine; });
    const auto outside = std::ranges::count_if(checks, [](const Check& c) { return !c.reference && !c.fine; });
    const auto references = std::ranges::count_if(checks, [](const Check& c) { return c.reference; });
    print((request.markdown ? validation_markdown(checks) : validation_text(checks)) +
          fmt::format("\n{} of {} reference answers reached; {} of {} observed figures inside the model's 90 %.\n",
                      references - missed, references, std::ssize(checks) - references - outside,
                      std::ssize(checks) - references));
    return missed > 0 ? exit_user_error : exit_fine;
}

int validate(const Request& request) {
    if (request.all) {
        return validate_all(request);
    }
    if (request.scenario.empty()) {
        throw Failure("piket: validate needs a scenario, or --all; see piket validate --help", exit_usage);
    }
    Scenario scenario = load(request.scenario, request.options);
    if (scenario.observed.empty()) {
        print(wrapped(fmt::format("{}: {}", scenario.file,
                                  say(request.options.language,
                                      "no figure was published about this place, or the scenario names none under "
                                      "[[observed]]; there is nothing to hold it against.",
                                      "tidak ada angka yang diterbitkan tentang tempat ini, atau skenario tidak "
                                      "menyebutnya di [[observed]]; tidak ada yang dapat dibandingkan.")),
                      0));
        return exit_fine;
    }
    refuse_silent_parameters(scenario, request.options);
    const std::shared_ptr<const World> world = make_world(std::move(scenario));
    const std::vector<Finding> findings = hold_against(world, request);
    print(request.json ? json_of(request, *world, findings).dump(2) + "\n"
                       : text_of(*world, findings, request.options.language));
    return exit_fine;
}

}  // namespace

std::vector<Check> check_scenarios(int threads) {
    std::vector<Check> checks;
    for (const char* name : {"tangsel-2020", "buleleng-2020", "kukar-2020", "banten-2020", "serang-2022"}) {
        Request request;
        request.scenario = built_in_file(fmt::format("scenarios/{}.toml", name));
        request.options.threads = threads;
        Scenario scenario = load(request.scenario, request.options);
        if (std::ranges::count(scenario.observed, Role::outcome, &ObservedFigure::role) == 0) {
            continue;  // nothing was published that the model should give
        }
        refuse_silent_parameters(scenario, request.options);
        const std::shared_ptr<const World> world = make_world(std::move(scenario));
        for (const Finding& f : hold_against(world, request)) {
            if (f.figure->role != Role::outcome) {
                continue;
            }
            const Summary s = summarise(f.values);
            checks.push_back({name, f.figure->id, number(f.figure->value, 0, Language::en),
                              f.values.empty() ? "no cluster in any future"
                                               : fmt::format("{:.0f} ({:.0f} to {:.0f})", s.q50, s.q05, s.q95),
                              false, verdict(f, Language::en) == "inside"});
        }
    }
    return checks;
}

void add_validate(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("validate", "Hold a scenario against the figures that were published");
    const auto request = std::make_shared<Request>();
    command.add_option("scenario", request->scenario, "Scenario file (TOML)")->type_name("SCENARIO");
    command.add_flag("--all", request->all, "Hold the whole model against reference answers, outbreaks and figures");
    command.add_flag("--markdown", request->markdown, "With --all: the table as it stands in sim/ODD.md");
    add_days_and_seed(command, request->options);
    add_replicates(command, request->options);
    add_threads(command, request->options);
    add_set(command, request->options);
    add_language(command, request->options);
    command.add_flag("--json", request->json, "As JSON");
    command.footer("Example:\n  piket validate scenarios/banten-2020.toml");
    command.callback([request, &action] { action = [request] { return validate(*request); }; });
}

}  // namespace piket::cli
