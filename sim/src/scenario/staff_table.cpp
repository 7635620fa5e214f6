#include "scenario/staff_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "scenario/names.hpp"
#include "scenario/suggest.hpp"

namespace piket {
namespace {

using Words = std::span<const std::string_view>;

// Headings in the form that plain() gives them; the first few are shown to who left the column out.
constexpr std::string_view agency_headings[] = {"agency",       "opd",        "perangkat daerah", "instansi",
                                                "skpd",         "satker",     "satuan kerja",     "organisasi",
                                                "organisation", "department", "nama opd",         "unit organisasi"};
constexpr std::string_view unit_headings[] = {"unit", "unit kerja", "work unit", "bidang", "bagian", "nama unit"};
constexpr std::string_view staff_headings[] = {"head count",   "jumlah",     "staff",       "jumlah pegawai",
                                               "headcount",    "jumlah asn", "pegawai",     "people",
                                               "jumlah orang", "count",      "staff count", "number of staff"};
constexpr std::string_view function_headings[] = {"function", "fungsi", "fungsi unit"};
constexpr std::string_view rank_headings[] = {"echelon", "eselon", "level", "jenjang", "tingkat"};
constexpr std::string_view room_headings[] = {"room", "ruang", "ruangan", "nama ruang", "nama ruangan"};
constexpr std::string_view seats_headings[] = {"room seats", "kursi", "seats", "jumlah kursi", "desks", "meja"};
constexpr std::string_view area_headings[] = {"room area m2", "luas",           "area",       "room area",
                                              "area m2",      "luas m2",        "luas ruang", "luas ruang m2",
                                              "luas ruangan", "luas ruangan m2"};
constexpr std::string_view counters_headings[] = {"counters", "loket", "jumlah loket", "service counters"};
constexpr std::string_view counter_day_headings[] = {
    "counter requests per day",  "permohonan per hari", "requests per day", "counter per day",
    "permohonan loket per hari", "permohonan hari",     "pemohon per hari", "counter requests day"};
constexpr std::string_view online_day_headings[] = {
    "online per day",    "online requests per day",    "online per hari",
    "daring per hari",   "permohonan online per hari", "permohonan daring per hari",
    "permohonan online", "permohonan daring"};

struct ColumnRow {
    Words headings;
    const char* what;
    bool required;
};
constexpr ColumnRow columns[column_count] = {
    {agency_headings, "the agency", true},
    {unit_headings, "the unit", true},
    {staff_headings, "the head count", true},
    {function_headings, "the function", false},
    {rank_headings, "the echelon", false},
    {room_headings, "the room", false},
    {seats_headings, "the seats of the room", false},
    {area_headings, "the area of the room", false},
    {counters_headings, "the counters", false},
    {counter_day_headings, "the requests at the counters", false},
    {online_day_headings, "the online requests", false},
};

struct FunctionWord {
    std::string_view word;
    Function function;
};
constexpr FunctionWord function_words[] = {
    {"leadership", Function::leadership},
    {"administration", Function::administration},
    {"counter", Function::counter},
    {"field", Function::field},
    {"health", Function::health},
    {"pimpinan", Function::leadership},
    {"administrasi", Function::administration},
    {"loket", Function::counter},
    {"lapangan", Function::field},
    {"kesehatan", Function::health},
};
constexpr std::string_view functions_listed[] = {"leadership", "administration", "counter", "field",    "health",
                                                 "pimpinan",   "administrasi",   "loket",   "lapangan", "kesehatan"};

struct RankWord {
    std::string_view word;  // in the form that bare() gives it
    Rank rank;
};
constexpr RankWord rank_words[] = {
    {"1", Rank::level_1},  {"2", Rank::level_2},      {"3", Rank::level_3},       {"4", Rank::level_4},
    {"iia", Rank::ii_a},   {"iib", Rank::ii_b},       {"iiia", Rank::iii_a},      {"iiib", Rank::iii_b},
    {"iva", Rank::iv_a},   {"ivb", Rank::iv_b},       {"2a", Rank::ii_a},         {"2b", Rank::ii_b},
    {"3a", Rank::iii_a},   {"3b", Rank::iii_b},       {"4a", Rank::iv_a},         {"4b", Rank::iv_b},
    {"", Rank::none},      {"non", Rank::none},       {"none", Rank::none},       {"staf", Rank::none},
    {"staff", Rank::none}, {"pelaksana", Rank::none}, {"fungsional", Rank::none},
};
constexpr std::string_view ranks_listed[] = {"II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "1", "2", "3", "4"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Lower case, with a single space for whatever is neither letter nor digit; "Luas (m²)" is "luas m2".
std::string plain(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool squared = text.substr(i, 2) == "\xc2\xb2";
        const char c = squared ? '2' : lower(text[i]);
        i += squared;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

// "Eselon II.a" is "iia".
std::string bare(std::string_view text) {
    std::string out = plain(text);
    for (const std::string_view prefix : {"eselon", "echelon", "level", "esl"}) {
        if (out.starts_with(prefix)) {
            out.erase(0, prefix.size());
        }
    }
    std::erase(out, ' ');
    return out == "noneselon" || out == "nonechelon" ? "non" : out;
}

class TableReader {
   public:
    TableReader(const std::string& file, Problems& problems) : file_(file), problems_(problems) {}

    StaffTable read(const std::vector<CsvRow>& rows) {
        read_headings(rows.front());
        if (any_error(problems_)) {
            return std::move(table_);
        }
        for (size_t i = 1; i < rows.size(); ++i) {
            if (problems_.size() >= most_table_problems) {
                note(rows[i].line, "", "", "and so on: mend these problems first, then the rest can be told");
                break;
            }
            read_row(rows[i], rows.front().cells.size());
        }
        if (rows.size() == 1) {
            note(rows[0].line, "", "", "has headings but no rows");
        }
        return std::move(table_);
    }

   private:
    void note(int line, std::string key, std::string value, std::string message, bool warning = false) {
        problems_.push_back({.file = file_,
                             .line = line,
                             .key = std::move(key),
                             .value = value.empty() ? "" : fmt::format("\"{}\"", value),
                             .message = std::move(message),
                             .warning = warning});
    }

    void read_headings(const CsvRow& row) {
        at_.fill(none);
        std::vector<std::string> unknown;
        for (size_t i = 0; i < row.cells.size(); ++i) {
            const std::string heading = plain(row.cells[i]);
            const auto column = std::ranges::find_if(
                columns, [&](const ColumnRow& c) { return std::ranges::count(c.headings, heading); });
            if (column == std::end(columns)) {
                if (!row.cells[i].empty()) {
                    unknown.push_back(row.cells[i]);
                }
                continue;
            }
            const auto index = static_cast<size_t>(column - columns);
            if (at_[index] != none) {
                note(row.line, row.cells[i], "",
                     fmt::format("is a second column for {}, next to \"{}\"; keep one", column->what,
                                 table_.headings[index]));
                continue;
            }
            at_[index] = i;
            table_.headings[index] = row.cells[i];
        }
        require_columns(row, unknown);
    }

    // A heading that nobody knows may be one that is missing, written in another way.
    void require_columns(const CsvRow& row, std::vector<std::string> unknown) {
        for (size_t c = 0; c < column_count; ++c) {
            if (at_[c] != none) {
                continue;
            }
            const auto meant = std::ranges::find_if(unknown, [&](const std::string& heading) {
                return !did_you_mean(plain(heading), columns[c].headings).empty();
            });
            if (columns[c].required) {
                const Words shown = columns[c].headings.first(4);
                note(row.line, "", "",
                     fmt::format("has no column for {}: its heading must be {}{}", columns[c].what, listed(shown),
                                 meant == unknown.end() ? "" : fmt::format("; \"{}\" was probably meant", *meant)));
            } else if (meant != unknown.end()) {
                note(row.line, *meant, "",
                     "is no heading that is known, so the column is left out" +
                         did_you_mean(plain(*meant), columns[c].headings),
                     true);
            }
            if (meant != unknown.end()) {
                unknown.erase(meant);
            }
        }
        if (!unknown.empty()) {
            std::vector<std::string_view> words(unknown.begin(), unknown.end());
            note(row.line, "", "",
                 fmt::format("has columns that are not used: {}",
                             listed(std::span(words).first(std::min<size_t>(words.size(), 8)))),
                 true);
        }
    }

    void read_row(const CsvRow& row, size_t width) {
        row_ = &row;
        StaffRow out;
        out.line = row.line;
        if (row.cells.size() > width) {
            note(row.line, "", shortened(row.cells.back()),
                 "stands beyond the last heading; a text with a comma or semicolon needs quotes");
        }
        out.agency = named(Field::agency);
        out.unit = named(Field::unit);
        out.staff = whole(Field::staff, 0, 100'000).value_or(-1);
        if (cell(Field::staff).empty()) {
            fault(Field::staff, "is empty; it must be a whole number, 0 or more");
        }
        out.function = function();
        out.rank = rank();
        out.room = cell(Field::room);
        out.seats = whole(Field::seats, 1, 10'000);
        out.area = number(Field::area, 1, 100'000, "m2");
        out.counters = whole(Field::counters, 0, 255);
        out.counter_per_day = number(Field::counter_per_day, 0, 1e6, "requests a day");
        out.online_per_day = number(Field::online_per_day, 0, 1e6, "requests a day");
        if (out.room.empty() && (out.seats || out.area)) {
            fault(out.seats ? Field::seats : Field::area,
                  at_[static_cast<size_t>(Field::room)] == none
                      ? "needs a column for the room: its heading must be " + listed(Words(room_headings).first(3))
                      : "is given, but the row names no room");
        }
        table_.rows.push_back(std::move(out));
    }

    const std::string& cell(Field column) const {
        const size_t at = at_[static_cast<size_t>(column)];
        return at < row_->cells.size() ? row_->cells[at] : empty_;
    }
    void fault(Field column, std::string message) {
        note(row_->line, table_.headings[static_cast<size_t>(column)], shortened(cell(column)), std::move(message));
    }
    static std::string shortened(const std::string& text) {
        constexpr size_t longest = 60;
        size_t length = std::min(text.size(), longest);
        while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80) {
            --length;  // not within a letter
        }
        return length < text.size() ? text.substr(0, length) + "..." : text;
    }

    std::string named(Field column) {
        constexpr std::string_view totals[] = {"total", "jumlah", "jumlah total", "grand total", "sum"};
        constexpr size_t longest_name = 200;
        const std::string& name = cell(column);
        if (name.empty()) {
            fault(column, "is empty; every row must name its agency and its unit");
        } else if (std::ranges::count(totals, plain(name)) > 0) {
            fault(column, "looks like a sum of other rows; take this row out");
        } else if (name.size() > longest_name) {
            fault(column, fmt::format("is longer than {} letters", longest_name));
        }
        return name;
    }

    // Digits alone: "1.250" may be a thousand people or one and a quarter, so nobody guesses.
    std::optional<int> whole(Field column, int low, int high) {
        const std::string& text = cell(column);
        if (text.empty()) {
            return std::nullopt;
        }
        int value = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || value < low || value > high) {
            fault(column, fmt::format("must be a whole number from {} to {}, without points or commas", low, high));
            return std::nullopt;
        }
        return value;
    }

    // "36", "36.5" or "36,5"; with three digits after the mark it might be a thousand.
    std::optional<double> number(Field column, double low, double high, const char* unit) {
        std::string text = cell(column);
        if (text.empty()) {
            return std::nullopt;
        }
        const size_t mark = text.find_first_of(".,");
        const bool short_tail =
            mark == std::string::npos || (mark > 0 && text.size() - mark <= 3 && mark + 1 < text.size());
        if (mark != std::string::npos) {
            text[mark] = '.';
        }
        double value = -1;
        const auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
        if (error != std::errc() || end != text.data() + text.size() || !short_tail ||
            !(value >= low && value <= high)) {
            fault(column, fmt::format("must be a number from {} to {} {}, with at most two digits after a point or "
                                      "comma and no other marks",
                                      low, high, unit));
            return std::nullopt;
        }
        return value;
    }

    std::optional<Function> function() {
        const std::string word = plain(cell(Field::function));
        if (word.empty()) {
            return std::nullopt;
        }
        const auto found = std::ranges::find(function_words, word, &FunctionWord::word);
        if (found == std::end(function_words)) {
            fault(Field::function,
                  fmt::format("must be {}{}", listed(functions_listed), did_you_mean(word, functions_listed)));
            return std::nullopt;
        }
        return found->function;
    }

    Rank rank() {
        const auto found = std::ranges::find(rank_words, bare(cell(Field::rank)), &RankWord::word);
        if (found == std::end(rank_words)) {
            fault(Field::rank, fmt::format("must be {}, or be empty for people without a post{}", listed(ranks_listed),
                                           did_you_mean(cell(Field::rank), ranks_listed)));
            return Rank::none;
        }
        return found->rank;
    }

    static constexpr size_t none = static_cast<size_t>(-1);

    const std::string& file_;
    Problems& problems_;
    StaffTable table_;
    std::array<size_t, column_count> at_{};
    const CsvRow* row_ = nullptr;
    const std::string empty_;
};

}  // namespace

StaffTable read_staff_table(const std::vector<CsvRow>& rows, const std::string& file, Problems& problems) {
    return TableReader(file, problems).read(rows);
}

}  // namespace piket
