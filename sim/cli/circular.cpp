// piket circular: what a circular of the national government demands, in words.
#include "piket/circular.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "failure.hpp"
#include "options.hpp"
#include "scenario/scope.hpp"
#include "scenario/suggest.hpp"
#include "table.hpp"
#include "terminal.hpp"

namespace piket::cli {

namespace {

namespace fs = std::filesystem;

const Text sector_names[] = {{"nonesensial", "nonessential"}, {"esensial", "essential"}, {"kritis", "critical"}};
const Text region_names[] = {{"Jawa dan Bali", "Java and Bali"}, {"di luarnya", "outside"}};
const Text zone_names[] = {{"hijau", "green"}, {"kuning", "yellow"}, {"oranye", "orange"}, {"merah", "red"}};
const Text mark_names[] = {
    {"dibaca di sumbernya", "verified"}, {"diingat", "recalled"}, {"diturunkan", "derived"}, {"anggapan", "assumed"}};

std::string mark_in_words(Mark mark, Language language) {
    return say(language, mark_names[static_cast<size_t>(mark)]);
}

// ---- which file -------------------------------------------------------------------------------------------------

std::optional<fs::path> folder_of_circulars() {
    std::vector<fs::path> candidates = {"scenarios/circulars"};
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    if (!error) {
        candidates.push_back(program / "../../../scenarios/circulars");  // in a build folder
        candidates.push_back(program / "../share/piket/scenarios/circulars");
    }
    for (const fs::path& candidate : candidates) {
        if (fs::is_directory(candidate, error)) {
            return candidate.lexically_normal();
        }
    }
    return std::nullopt;
}

// "SE-25-2021", "se25/2021" and "25/2021" are {25, 2021}, the first two with the letters "se".
struct Number {
    std::string letters;
    std::vector<int> numbers;
};

Number number_of(const std::string& text) {
    Number number;
    std::string digits;
    const auto finish = [&] {
        int value = 0;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc()) {
            number.numbers.push_back(value);
        }
        digits.clear();
    };
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            digits += c;
            continue;
        }
        finish();
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (lower >= 'a' && lower <= 'z') {
            number.letters += lower;
        }
    }
    finish();
    return number;
}

// The year comes last; before it any of the numbers that a file bundles.
bool means(const std::string& typed, const std::string& id) {
    const Number want = number_of(typed), have = number_of(id);
    const auto bundled = [&](int n) { return std::ranges::find(have.numbers, n) != have.numbers.end(); };
    return want.numbers.size() >= 2 && !have.numbers.empty() && want.numbers.back() == have.numbers.back() &&
           (want.letters.empty() || want.letters == have.letters) && std::ranges::all_of(want.numbers, bundled);
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

fs::path folder_or_fail() {
    const auto folder = folder_of_circulars();
    if (!folder) {
        throw Failure("piket: found no folder scenarios/circulars here or beside the program");
    }
    return *folder;
}

fs::path find_circular(const std::string& typed) {
    std::error_code error;
    if (fs::is_regular_file(typed, error)) {
        return typed;
    }
    const std::vector<fs::path> files = files_in(folder_or_fail());
    std::vector<std::string> ids;
    for (const fs::path& file : files) {
        ids.push_back(file.stem().string());
        if (means(typed, ids.back())) {
            return file;
        }
    }
    std::string lower = typed;
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
    const std::vector<std::string_view> known(ids.begin(), ids.end());
    const std::string suggestion = did_you_mean(lower, known);
    throw Failure(fmt::format("piket: there is no circular \"{}\"{}", typed,
                              suggestion.empty() ? "; 'piket circular' lists all" : suggestion));
}

// ---- the table of shares ----------------------------------------------------------------------------------------

constexpr int columns = region_count * sector_count;
using Row = std::array<std::optional<double>, columns>;

// The largest share at the office that a circular allows; nothing if it says nothing.
std::optional<double> share_of(const Circular& circular, const Alert& alert, Region region, Sector sector) {
    const Rule* best = nullptr;
    for (const Rule& rule : circular.rules) {
        const bool sectors = rule.scope.sectors == 0 || (rule.scope.sectors >> static_cast<unsigned>(sector) & 1U) != 0;
        if (measure(rule.measure).key == "wfo.share" && rule.when.allow(region) && rule.when.allow(alert) && sectors &&
            rule.scope.functions == 0 && (!best || specificity(rule.scope) >= specificity(best->scope))) {
            best = &rule;
        }
    }
    return best ? std::optional(best->value) : std::nullopt;
}

using Grid = std::array<std::array<Row, zone_count>, level_count>;

Grid grid_of(const Circular& circular) {
    Grid grid;
    for (int l = 0; l < level_count; ++l) {
        for (int z = 0; z < zone_count; ++z) {
            Alert alert;
            alert.level = static_cast<uint8_t>(l + 1);
            alert.zone = static_cast<ZoneColour>(z);
            for (int c = 0; c < columns; ++c) {
                grid[static_cast<size_t>(l)][static_cast<size_t>(z)][static_cast<size_t>(c)] = share_of(
                    circular, alert, static_cast<Region>(c / sector_count), static_cast<Sector>(c % sector_count));
            }
        }
    }
    return grid;
}

std::string cell(const std::optional<double>& share) {
    return share ? fmt::format("{:.0f}", 100 * *share) : "-";
}

// One row for each level, or zone, or part of the zones of a level, that differs from the one before.
std::string shares(const Circular& circular, Language language) {
    const Grid grid = grid_of(circular);
    const bool by_level = std::ranges::any_of(grid, [&](const auto& level) { return level != grid[0]; });
    const bool by_zone = std::ranges::any_of(grid, [](const auto& level) {
        return std::ranges::any_of(level, [&](const Row& row) { return row != level[0]; });
    });
    using enum Table::Align;
    Table table({left, left, right, right, right, right, right, right});
    std::vector<std::string> head = {by_level ? "level" : "", by_zone ? say(language, "zone", "zona") : ""};
    std::vector<std::string> regions = {"", ""};
    for (int c = 0; c < columns; ++c) {
        regions.push_back(c % sector_count == 0 ? say(language, region_names[c / sector_count]) : "");
        head.push_back(say(language, sector_names[c % sector_count]));
    }
    table.row(std::move(regions));
    table.row(std::move(head));
    for (size_t l = 0; l < (by_level ? grid.size() : 1); ++l) {
        for (size_t z = 0; z < zone_count;) {
            size_t last = z;
            while (last + 1 < zone_count && grid[l][last + 1] == grid[l][z]) {
                ++last;
            }
            std::string zones = last - z + 1 == zone_count ? "" : say(language, zone_names[z]);
            if (!zones.empty() && last > z) {
                zones += " - " + say(language, zone_names[last]);
            }
            std::vector<std::string> cells = {by_level ? fmt::format("{}", l + 1) : "", std::move(zones)};
            std::ranges::transform(grid[l][z], std::back_inserter(cells), cell);
            table.row(std::move(cells));
            z = last + 1;
        }
    }
    return table.text();
}

// ---- everything else --------------------------------------------------------------------------------------------

std::string where(const Rule& rule, Language language) {
    std::vector<std::string> parts;
    const auto names = [&](uint32_t bits, const Text* texts, int count, std::string_view before) {
        std::string text;
        for (int i = 0; i < count; ++i) {
            if ((bits >> i & 1U) != 0) {
                text += (text.empty() ? std::string(before) : ", ") +
                        (texts ? say(language, texts[i]) : fmt::format("{}", i + 1));
            }
        }
        if (!text.empty()) {
            parts.push_back(std::move(text));
        }
    };
    names(rule.when.regions, region_names, region_count, "");
    names(rule.when.levels, nullptr, level_count, "level ");
    names(rule.when.zones, zone_names, zone_count, say(language, "zone ", "zona "));
    names(rule.scope.sectors, sector_names, sector_count, "");
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string value_in_words(const Measure& m, double value, Language language) {
    if (m.type == MeasureType::flag) {
        return value >= 1 ? say(language, "yes", "ya") : say(language, "no", "tidak");
    }
    const bool bare = m.type == MeasureType::choice || m.unit == "share";
    return format_value(m, value) + (bare ? "" : " " + std::string(m.unit));
}

std::string other_demands(const Circular& circular, Language language) {
    std::string text;
    for (const Rule& rule : circular.rules) {
        const Measure& m = measure(rule.measure);
        if (m.key == "wfo.share") {
            continue;
        }
        const std::string place = where(rule, language);
        std::string line = fmt::format("{} ({}): {}", language == Language::id ? m.label_id : m.label_en, m.key,
                                       value_in_words(m, rule.value, language));
        line += place.empty() ? "" : fmt::format(" [{}]", place);
        if (rule.from != circular.from) {
            line += say(language, ", from ", ", mulai ") + to_date(rule.from);
        }
        if (language == Language::en && !rule.cite.empty()) {
            line += " - " + rule.cite;
        }
        text += wrapped(fmt::format("{} ({})", line, mark_in_words(rule.mark, language)), 2);
    }
    return text;
}

// Of the shares, those that were not read as they stand.
std::string doubts(const Circular& circular, Language language) {
    std::string text;
    for (const Rule& rule : circular.rules) {
        if (measure(rule.measure).key == "wfo.share" && rule.mark != Mark::verified) {
            const std::string what = language == Language::en && !rule.cite.empty() ? rule.cite : where(rule, language);
            text +=
                wrapped(fmt::format("{} % ({}): {}", cell(rule.value), mark_in_words(rule.mark, language), what), 2);
        }
    }
    return text;
}

std::string dates(const Circular& circular, Language language) {
    return circular.until == never ? fmt::format("{} {}", say(language, "from", "sejak"), to_date(circular.from))
                                   : fmt::format("{} - {}", to_date(circular.from), to_date(circular.until));
}

std::string in_words(const Circular& c, Language language) {
    std::string text = wrapped(fmt::format("{}: {}", c.number, say(language, c.title)), 0) +
                       fmt::format("{}, {}\n\n", c.issuer, dates(c, language));
    const bool any_share =
        std::ranges::any_of(c.rules, [](const Rule& r) { return measure(r.measure).key == "wfo.share"; });
    if (any_share) {
        text += say(language, "Largest share of staff at the office, % (-: none stated, no cap)",
                    "Bagian pegawai paling banyak di kantor, % (-: tidak disebut, tanpa batas)") +
                "\n" + shares(c, language) + "\n";
    } else {
        text += say(language, "It states no share of staff at the office.", "Bagian pegawai di kantor tidak disebut.") +
                "\n\n";
    }
    if (const std::string others = other_demands(c, language); !others.empty()) {
        text += (any_share ? say(language, "Also", "Juga") : say(language, "It demands", "Yang diminta")) + ":\n" +
                others + "\n";
    }
    if (const std::string unsure = doubts(c, language); !unsure.empty()) {
        text += say(language, "Shares that were not read as they stand:", "Bagian yang tidak terbaca apa adanya:") +
                "\n" + unsure + "\n";
    }
    if (!c.note.en.empty()) {
        text += wrapped(say(language, c.note), 0) + "\n";
    }
    return text + wrapped(fmt::format("{}: {} ({})", say(language, "Source", "Sumber"), c.source,
                                      mark_in_words(c.mark, language)),
                          0);
}

int print_circular(const std::string& id, Language language) {
    print(in_words(accept(load_circular(find_circular(id).string())), language));
    return exit_fine;
}

int list_circulars(Language language) {
    std::vector<Circular> all;
    for (const fs::path& file : files_in(folder_or_fail())) {
        all.push_back(accept(load_circular(file.string())));
    }
    std::ranges::sort(all, {}, [](const Circular& c) { return std::pair(c.from, c.id); });
    using enum Table::Align;
    Table table({left, left, left});
    for (const Circular& c : all) {
        table.row({c.id, dates(c, language), say(language, c.title)});
    }
    print(table.text());
    return exit_fine;
}

}  // namespace

void add_circular(CLI::App& program, Action& action) {
    CLI::App& command = *program.add_subcommand("circular", "Say what a circular demands, or list all of them");
    const auto id = std::make_shared<std::string>();
    const auto options = std::make_shared<Options>();
    command.add_option("id", *id, "Its number, such as se-25-2021 or 25/2021, or a file")->type_name("CIRCULAR");
    add_language(command, *options);
    command.footer("Example:\n  piket circular se-25-2021 --lang id");
    command.callback([id, options, &action] {
        action = [id, options] {
            return id->empty() ? list_circulars(options->language) : print_circular(*id, options->language);
        };
    });
}

}  // namespace piket::cli
