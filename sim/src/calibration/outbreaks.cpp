// The table of outbreaks and contact studies, as CSV.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/hash.hpp"
#include "piket/calibration.hpp"
#include "scenario/csv.hpp"
#include "scenario/document.hpp"
#include "scenario/names.hpp"
#include "scenario/reader.hpp"
#include "scenario/strains.hpp"
#include "scenario/suggest.hpp"

namespace piket {
namespace {

enum Column : uint8_t {
    c_case,
    c_group,
    c_data,
    c_infected,
    c_exposed,
    c_detected_from,
    c_index_patients,
    c_room,
    c_volume,
    c_ach,
    c_flow,
    c_hours,
    c_days,
    c_speaking,
    c_loudness,
    c_breathing,
    c_masked,
    c_near_hours,
    c_near_distance,
    c_near_share,
    c_strain,
    c_mark,
    c_source,
    column_count,
};

constexpr std::array<OutbreakColumn, column_count> columns = {{
    {"case", "", "", "letters, digits, - and _; rows of one case stand together and speak of one index patient"},
    {"group", "", "all", "of the case: people who met the same"},
    {"data", "", "", "of the case, on its first row: outbreak (known because many were infected) or unselected"},
    {"infected", "persons", "", "of the exposed"},
    {"exposed", "persons", "", "susceptible people"},
    {"detected_from", "persons", "2", "outbreak: infected from which on it would have become known"},
    {"index_patients", "persons", "1", "unselected: over whom the exposed are spread evenly"},
    {"room", "", "room", "where the group is; the first row of a case says where the index patient is"},
    {"volume_m3", "m3", "", "of the room, on its first row"},
    {"ach_per_h", "1/h", "", "outdoor air changes of the room, on its first row"},
    {"flow_m3_h", "m3/h", "", "air exchanged with the index patient's room; further rooms only"},
    {"hours", "h", "", "together; the longest of a case is the index patient's stay, others share its end"},
    {"days", "d", "1", "of the case: how often, over the ten infectious days; 1: on any one of them"},
    {"speaking", "share", "0", "of the case: of the time the index patient speaks, else breathes"},
    {"loudness", "factor", "1", "of the case: emission of that voice relative to speaking; 4.92 to 6.4 singing"},
    {"breathing_m3_h", "m3/h", "breathing.seated", "of the case: air inhaled"},
    {"masked", "share", "0", "of the case: who wear surgical masks"},
    {"near_hours", "h", "0", "of them beside the index patient"},
    {"near_distance_m", "m", "1", "mouth to mouth in those hours"},
    {"near_share", "factor", "1", "of the jet that arrives: 1 face to face, 0.3 side by side, 0.1 from behind"},
    {"strain", "", "wild", "of the case: wild, alpha, delta or omicron_ba1"},
    {"mark", "", "assumed", "of the counts: verified, recalled, derived or assumed"},
    {"source", "", "", "where the figures come from, and what is assumed"},
}};

constexpr std::array<Bounds, column_count> bounds = {{
    {},       {},        {},       {0, 1e6},   {1, 1e6}, {1, 1000}, {1, 1e6},  {},
    {1, 1e5}, {0, 1000}, {0, 1e5}, {0.01, 24}, {1, 10},  {0, 1},    {0.1, 20}, {0.1, 5},
    {0, 1},   {0, 24},   {0.3, 5}, {0, 1},     {},       {},        {},
}};

constexpr std::string_view data_words[] = {"unselected", "outbreak"};
// Columns that speak of a case as a whole: said once, on its first row.
constexpr Column of_case[] = {c_data,     c_detected_from, c_index_patients, c_days,  c_speaking,
                              c_loudness, c_breathing,     c_masked,         c_strain};
constexpr size_t most_cases = 200, most_groups = 100, most_rooms = 8, most_problems = 50;

class TableReader {
   public:
    TableReader(const std::string& file, Problems& problems) : file_(file), problems_(problems) {}

    std::vector<Outbreak> read(const std::vector<CsvRow>& rows) {
        place_.fill(-1);
        read_headings(rows.front());
        if (any_error(problems_)) {
            return {};
        }
        for (size_t i = 1; i < rows.size() && problems_.size() < most_problems; ++i) {
            read_row(rows[i]);
        }
        if (rows.size() == 1) {
            note(rows[0].line, "", "", "has headings but no rows");
        }
        return std::move(cases_);
    }

   private:
    void note(int line, std::string_view key, std::string value, std::string message) {
        problems_.push_back({file_, line, std::string(key), std::move(value), std::move(message), false});
    }

    void read_headings(const CsvRow& row) {
        std::array<std::string_view, column_count> keys;
        std::ranges::transform(columns, keys.begin(), &OutbreakColumn::key);
        for (size_t i = 0; i < row.cells.size(); ++i) {
            const std::string& cell = row.cells[i];
            const auto found = std::ranges::find(keys, cell);
            if (found == keys.end()) {
                note(row.line, "", cell,
                     cell.empty() ? fmt::format("column {} has no heading", i + 1)
                                  : "is no column" + did_you_mean(cell, keys));
            } else if (int& place = place_[found - keys.begin()]; place >= 0) {
                note(row.line, "", cell, "stands twice among the headings");
            } else {
                place = static_cast<int>(i);
            }
        }
        for (const Column c : {c_case, c_data, c_infected, c_exposed, c_volume, c_ach, c_hours}) {
            if (place_[c] < 0) {
                note(row.line, keys[c], "", "is missing among the headings");
            }
        }
    }

    std::string cell(Column c) const {
        const int at = place_[c];
        return at >= 0 && static_cast<size_t>(at) < row_->cells.size() ? row_->cells[at] : "";
    }
    bool given(Column c) const { return !cell(c).empty(); }
    void fault(Column c, std::string message) { note(row_->line, columns[c].key, cell(c), std::move(message)); }

    static bool parse(std::string_view text, double& out) {
        const char* end = text.data() + text.size();
        const auto [at, error] = std::from_chars(text.data(), end, out);
        return error == std::errc() && at == end && std::isfinite(out);
    }

    void between(Column c, Between& out) {
        if (!given(c)) {
            return;
        }
        const std::string text = cell(c);
        const size_t dots = text.find("..");
        Between b;
        const bool fine = dots == std::string::npos
                              ? parse(text, b.low) && parse(text, b.high)
                              : parse(text.substr(0, dots), b.low) && parse(text.substr(dots + 2), b.high);
        if (!fine) {
            fault(c, "must be a number, or two with .. between them, such as 0.5..2");
        } else if (b.low > b.high) {
            fault(c, "must not fall: the lower number first");
        } else if (b.low < bounds[c].low || b.high > bounds[c].high) {
            fault(c, allowed({bounds[c].low, bounds[c].high, columns[c].unit}));
        } else {
            out = b;
        }
    }

    void whole(Column c, int& out) {
        const std::string text = cell(c);
        int value = 0;
        const char* end = text.data() + text.size();
        const auto [at, error] = std::from_chars(text.data(), end, value);
        if (text.empty()) {
            return;
        }
        if (error != std::errc() || at != end || value < bounds[c].low || value > bounds[c].high) {
            fault(c, fmt::format("must be a whole number from {} to {}", bounds[c].low, bounds[c].high));
        } else {
            out = value;
        }
    }

    int choice(Column c, std::span<const std::string_view> words, int without) {
        if (!given(c)) {
            return without;
        }
        const std::string text = cell(c);
        const auto found = std::ranges::find(words, text);
        if (found == words.end()) {
            fault(c, fmt::format("must be {}{}", listed(words), did_you_mean(text, words)));
            return without;
        }
        return static_cast<int>(found - words.begin());
    }

    void demand(std::initializer_list<Column> needed) {
        for (const Column c : needed) {
            if (!given(c)) {
                note(row_->line, columns[c].key, "", "is missing");
            }
        }
    }

    void read_row(const CsvRow& row) {
        row_ = &row;
        const size_t width = static_cast<size_t>(*std::ranges::max_element(place_)) + 1;
        if (row.cells.size() > width) {
            note(row.line, "", row.cells.back(),
                 "stands beyond the last heading; a comma too many, or quotes missing?");
            return;
        }
        demand({c_case, c_infected, c_exposed, c_hours});
        const std::string id = cell(c_case);
        if (!id.empty() && !is_id(id)) {
            fault(c_case, "must be 1 to 64 letters, digits, - or _");
        }
        const bool begins = cases_.empty() || cases_.back().id != id;
        if (begins) {
            if (std::ranges::find(cases_, id, &Outbreak::id) != cases_.end()) {
                fault(c_case, "comes again further down; rows of one case stand together");
            }
            if (cases_.size() == most_cases) {
                fault(c_case, fmt::format("is one case more than {}", most_cases));
                return;
            }
            begin_case(id);
        } else {
            for (const Column c : of_case) {
                if (given(c)) {
                    fault(c, "speaks of the case and is said on its first row only");
                }
            }
        }
        read_group(cases_.back());
    }

    void begin_case(const std::string& id) {
        Outbreak& o = cases_.emplace_back();
        o.id = id;
        demand({c_data});
        o.selected = choice(c_data, data_words, 0) == 1;
        whole(c_detected_from, o.detected_from);
        whole(c_index_patients, o.index_patients);
        between(c_days, o.days);
        between(c_speaking, o.speaking);
        between(c_loudness, o.loudness);
        const double seated = default_parameters().breath_seated;
        o.breathing = {seated, seated};
        between(c_breathing, o.breathing);
        between(c_masked, o.masked);
        std::vector<std::string_view> strains;
        for (const StrainRow& strain : built_in_strains()) {
            strains.push_back(strain.id);
        }
        o.strain = strains[static_cast<size_t>(choice(c_strain, strains, 0))];
        o.mark = static_cast<Mark>(choice(c_mark, names_of<Mark>(), static_cast<int>(Mark::assumed)));
        o.source = cell(c_source);
        if (!o.selected && given(c_detected_from)) {
            fault(c_detected_from, "is for data = outbreak only");
        }
        if (o.selected && given(c_index_patients)) {
            fault(c_index_patients, "is for data = unselected only: an outbreak has one");
        }
    }

    void read_group(Outbreak& o) {
        OutbreakGroup g;
        g.line = row_->line;
        g.id = given(c_group) ? cell(c_group) : "all";
        if (std::ranges::find(o.groups, g.id, &OutbreakGroup::id) != o.groups.end()) {
            fault(c_group, fmt::format("\"{}\" stands twice in the case", g.id));
        }
        whole(c_infected, g.infected);
        whole(c_exposed, g.exposed);
        if (g.infected > g.exposed && g.exposed > 0) {
            fault(c_infected, fmt::format("must not be more than the {} exposed", g.exposed));
        }
        between(c_hours, g.hours);
        between(c_near_hours, g.near_hours);
        g.near_distance = {1, 1};
        between(c_near_distance, g.near_distance);
        between(c_near_share, g.near_share);
        if (g.near_hours.high > g.hours.high || g.near_hours.low > g.hours.low) {
            fault(c_near_hours, "must not be longer than hours");
        }
        g.room = room_of(o);
        if (g.room > 0 && g.near_hours.high > 0) {
            fault(c_near_hours, "is for groups in the index patient's room only");
        }
        if (o.groups.size() == most_groups) {
            fault(c_case, fmt::format("has more than {} groups", most_groups));
        } else {
            o.groups.push_back(std::move(g));
        }
    }

    int room_of(Outbreak& o) {
        const std::string id = given(c_room) ? cell(c_room) : o.rooms.empty() ? "room" : o.rooms.front().id;
        const auto found = std::ranges::find(o.rooms, id, &OutbreakRoom::id);
        if (found != o.rooms.end()) {
            for (const Column c : {c_volume, c_ach, c_flow}) {
                if (given(c)) {
                    fault(c, "speaks of the room and is said on its first row only");
                }
            }
            return static_cast<int>(found - o.rooms.begin());
        }
        OutbreakRoom room;
        room.id = id;
        demand({c_volume, c_ach});
        between(c_volume, room.volume);
        between(c_ach, room.ach);
        if (o.rooms.empty() && given(c_flow)) {
            fault(c_flow, "is air exchanged with the index patient's room, and this is that room");
        } else if (!o.rooms.empty()) {
            demand({c_flow});
        }
        between(c_flow, room.flow);
        if (o.rooms.size() == most_rooms) {
            fault(c_room, fmt::format("is one room more than {}", most_rooms));
            return 0;
        }
        o.rooms.push_back(std::move(room));
        return static_cast<int>(o.rooms.size()) - 1;
    }

    const std::string& file_;
    Problems& problems_;
    std::array<int, column_count> place_{};
    const CsvRow* row_ = nullptr;
    std::vector<Outbreak> cases_;
};

}  // namespace

std::span<const OutbreakColumn> outbreak_columns() {
    return columns;
}

Loaded<OutbreakTable> parse_outbreaks(std::string_view csv, const std::string& name) {
    Loaded<OutbreakTable> loaded;
    const std::optional<std::vector<CsvRow>> rows = parse_csv(csv, name, loaded.problems);
    if (!rows) {
        return loaded;
    }
    OutbreakTable table;
    table.file = name;
    Hash hash;
    hash.text(csv);
    table.digest = hash.value();
    table.cases = TableReader(table.file, loaded.problems).read(*rows);
    if (!any_error(loaded.problems)) {
        loaded.value = std::move(table);
    }
    return loaded;
}

Loaded<OutbreakTable> load_outbreaks(const std::string& path) {
    std::string why;
    const std::optional<std::string> text = read_text(path, why);
    if (!text) {
        return {std::nullopt, {{path, 0, "", "", why, false}}};
    }
    return parse_outbreaks(*text, path);
}

}  // namespace piket
