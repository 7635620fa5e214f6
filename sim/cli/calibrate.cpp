// piket calibrate: what outbreaks and contact studies leave of the plausible ranges.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>

#include "calibrations.hpp"
#include "commands.hpp"
#include "failure.hpp"
#include "files.hpp"
#include "numbers.hpp"
#include "options.hpp"
#include "piket/calibration.hpp"
#include "progress.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace fs = std::filesystem;

namespace {

constexpr int fewest_draws = 100, most_draws = 100000;
constexpr double thin = 400;  // effective draws below which intervals are rough

struct Request {
    std::string table, out;
    std::vector<std::string> priors;
    int draws = CalibrationOptions{}.draws;
    uint64_t seed = 1;
    int threads = 0;
    Language language = Language::en;
};

std::string interval(const Quantiles& q, Language language) {
    const int decimals = std::max(decimals_for(q.q05), decimals_for(q.q50));
    return number(q.q05, decimals, language) + " – " + number(q.q95, decimals, language);
}

std::string text_of(const Calibration& c, const OutbreakTable& table, Language language) {
    using enum Table::Align;
    Table out({left, left, right, right, right, right, left});
    out.row({say(language, "number", "angka"), say(language, "unit", "satuan"),
             say(language, "prior median", "median awal"), "90 %", say(language, "posterior median", "median akhir"),
             "90 %", ""});
    for (const CalibratedNumber& n : c.numbers) {
        const Quantiles before = n.before();
        out.row({"  " + std::string(n.parameter->key), std::string(n.parameter->unit),
                 number(before.q50, decimals_for(before.q50), language), interval(before, language),
                 number(n.posterior.q50, decimals_for(n.posterior.q50), language), interval(n.posterior, language),
                 n.informed() ? "" : say(language, "as before", "seperti semula")});
    }
    int unselected = 0;
    for (const Outbreak& o : table.cases) {
        unselected += o.selected ? 0 : 1;
    }
    std::string text = out.text() + "\n";
    text += wrapped(
        fmt::format(
            "{} {} {} {} {}; {} {}, {} {} {}.", say(language, "From", "Dari"), c.cases.size(),
            say(language, "cases of", "kasus dalam"), c.table,
            fmt::format(fmt::runtime(say(language, "({} unselected, {} outbreaks)", "({} tak terpilih, {} wabah)")),
                        unselected, c.cases.size() - static_cast<size_t>(unselected)),
            c.taken, say(language, "draws", "undian"), say(language, "worth", "setara"),
            number(c.effective_draws(), 0, language), say(language, "equal ones", "undian sama bobot")),
        0);
    if (c.effective_draws() < thin) {
        text += wrapped(say(language, "So few make the intervals rough; --draws takes more.",
                            "Sesedikit itu membuat selang kasar; --draws menambahnya."),
                        0);
    }
    text += "\n" +
            say(language, "Not informed by these cases, so as plausible as before:",
                "Tidak ditentukan oleh kasus-kasus ini, tetap seperti semula:") +
            "\n";
    std::string kept;
    for (const CalibratedNumber& n : c.numbers) {
        if (!n.informed()) {
            kept += (kept.empty() ? "" : ", ") + std::string(n.parameter->key);
        }
    }
    text +=
        wrapped((kept.empty() ? "" : kept + "; ") + say(language, "and every parameter that is not in the table above.",
                                                        "dan semua parameter di luar tabel di atas."),
                2);
    return text;
}

std::vector<PriorRange> priors_of(const Request& request) {
    std::vector<PriorRange> priors;
    for (const std::string& text : request.priors) {
        std::string why;
        const std::optional<PriorRange> range = parse_prior(text, why);
        if (range && std::ranges::find(priors, range->parameter, &PriorRange::parameter) != priors.end()) {
            why = "gives a second prior of the same number";
        }
        if (!why.empty()) {
            throw Failure(fmt::format("piket: --prior {}: {}", text, why), exit_usage);
        }
        priors.push_back(*range);
    }
    return priors;
}

int calibrate_all(const Request& request) {
    const std::vector<PriorRange> priors = priors_of(request);
    const std::string path = request.table.empty() ? built_in_calibration("outbreaks.csv") : request.table;
    Loaded<OutbreakTable> table = load_outbreaks(path);
    if (!table) {
        std::vector<std::string> lines;
        for (const Problem& problem : table.problems) {
            lines.push_back(problem.text());
        }
        throw Failure(std::move(lines));
    }
    table->file = fs::path(path).filename().string();  // the same result from whatever folder
    Calibration calibration;
    {
        Progress progress;
        calibration = calibrate(*table, {request.seed, request.draws, request.threads, std::ref(progress), priors});
    }
    if (!(calibration.effective_draws() > 0)) {
        throw Failure(fmt::format("{}: no draw from the plausible ranges can give what these cases observed", path));
    }
    if (!request.out.empty()) {
        const fs::path folder = fs::path(request.out).parent_path();
        ResultFolder results(folder.empty() ? fs::path(".") : folder);
        results.open(fs::path(request.out).filename().string()).write(to_toml(calibration));
        results.commit();
    }
    print(text_of(calibration, *table, request.language) +
          (request.out.empty() ? "" : "\n" + say(request.language, "Written: ", "Ditulis: ") + request.out + "\n"));
    return exit_fine;
}

std::string columns_in_words() {
    std::string text = "Columns, in any order. Where a circumstance is not known, write low..high, such as 0.5..2:\n";
    for (const OutbreakColumn& c : outbreak_columns()) {
        const std::string key = std::string(c.key) + (c.without.empty() ? "" : fmt::format(" ({})", c.without));
        text += wrapped(padded(key, 28) + std::string(c.meaning), 2);
    }
    return text;
}

}  // namespace

std::string built_in_calibration(const std::string& name) {
    return built_in_file("scenarios/calibration/" + name);
}

std::string built_in_file(const std::string& path) {
    const fs::path inside = path;
    std::vector<fs::path> candidates = {inside};
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    if (!error) {
        candidates.push_back(program / "../../.." / inside);  // in a build folder
        candidates.push_back(program / "../share/piket" / inside);
    }
    for (const fs::path& candidate : candidates) {
        if (fs::is_regular_file(candidate, error)) {
            return candidate.lexically_normal().string();
        }
    }
    throw Failure(fmt::format("piket: found no file {} here or beside the program", inside.string()));
}

void add_calibrate(CLI::App& program, Action& action) {
    CLI::App& command =
        *program.add_subcommand("calibrate", "Weigh the plausible ranges by outbreaks and contact studies");
    const auto request = std::make_shared<Request>();
    command.add_option("table", request->table, "Table of cases (CSV); without it, the built-in one")
        ->type_name("TABLE");
    command.add_option("--draws", request->draws, "Draws from the plausible ranges (20000)")
        ->type_name("N")
        ->check(CLI::Range(fewest_draws, most_draws).description(""));
    command
        .add_option("--prior", request->priors,
                    "Another range than the plausible one, KEY=LOW:HIGH, to see how much hangs on it; may be repeated")
        ->type_name("RANGE")
        ->take_all()
        ->allow_extra_args(false);
    command.add_option("--seed", request->seed, "Other draws: any whole number from 0")
        ->type_name("S")
        ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));
    command.add_option("-o,--output", request->out, "Write draws and weights into this file, for --uncertain")
        ->type_name("FILE");
    command.add_option("--threads", request->threads, "Use so many processor cores; 0: all. The result is the same")
        ->type_name("T")
        ->check(CLI::Range(0, 256).description(""));
    const std::map<std::string, Language> languages = {{"en", Language::en}, {"id", Language::id}};
    command.add_option("--lang", request->language, "Language of the tables: en or id")
        ->type_name("LANG")
        ->transform(CLI::CheckedTransformer(languages).description(""));
    command.footer(columns_in_words() +
                   "\nExample:\n  piket calibrate --prior emission.quanta_per_h=1:100 -o wide.toml");
    command.callback([request, &action] { action = [request] { return calibrate_all(*request); }; });
}

}  // namespace piket::cli
