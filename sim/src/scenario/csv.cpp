#include "scenario/csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/document.hpp"

namespace piket {
namespace {

constexpr size_t most_columns = 200;
constexpr size_t most_problems = 100;  // a file with more is no table
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// On one line, without spaces at its ends or two in a row.
std::string tidy(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (!is_blank(c)) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

// The more frequent of the two outside quotes, up to the end of the first line that says anything.
char separator_of(std::string_view text) {
    ptrdiff_t commas = 0, semicolons = 0;
    bool quoted = false, any = false;
    for (const char c : text) {
        quoted ^= c == '"';
        any |= !is_blank(c) && c != ',' && c != ';';
        if (c == '\n' && !quoted && any) {
            break;
        }
        commas += !quoted && c == ',';
        semicolons += !quoted && c == ';';
    }
    return semicolons > commas ? ';' : ',';
}

// Control characters do not occur in text; they do in files of other kinds.
int line_of_control_character(std::string_view text) {
    int line = 1;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) < 0x20 && !is_blank(c)) || c == '\x7f') {
            return line;
        }
        line += c == '\n';
    }
    return 0;
}

class Scanner {
   public:
    Scanner(std::string_view text, const std::string& file, Problems& problems)
        : text_(text), file_(file), problems_(problems), separator_(separator_of(text)) {}

    std::vector<CsvRow> rows() {
        for (i_ = 0; i_ < text_.size(); ++i_) {
            const char c = text_[i_];
            if (c == separator_) {
                end_cell();
            } else if (c == '\n' || (c == '\r' && text_.substr(i_ + 1, 1) != "\n")) {
                end_row();
                ++line_;
            } else if (c == '"' && blank_ && !closed_) {
                quoted_part();
            } else if (closed_ && !is_blank(c)) {
                fault(line_, "more text follows the quote that closes; two quotes (\"\") inside quotes stand for one");
                i_ = std::min(text_.find('\n', i_), text_.size()) - 1;
                closed_ = false;
            } else if (!closed_) {
                cell_ += c;
                blank_ &= is_blank(c);
            }
        }
        end_row();
        return std::move(rows_);
    }

   private:
    void quoted_part() {
        const int begun = line_;
        cell_.clear();
        blank_ = false;
        for (++i_; i_ < text_.size(); ++i_) {
            if (text_[i_] != '"') {
                cell_ += text_[i_];
                line_ += text_[i_] == '\n';
            } else if (text_.substr(i_ + 1, 1) == "\"") {
                cell_ += text_[i_++];
            } else {
                closed_ = true;
                return;
            }
        }
        fault(begun, "a quote opens here and never closes");
    }
    void end_cell() {
        closed_ = false;
        blank_ = true;
        std::string cell = tidy(cell_);
        cell_.clear();
        ++columns_;
        if (cell.empty()) {
            return;
        }
        if (columns_ > most_columns) {
            if (!wide_) {
                fault(line_, fmt::format("has more than {} columns", most_columns));
            }
            wide_ = true;
            return;
        }
        row_.resize(columns_ - 1);
        row_.push_back(std::move(cell));
    }
    void end_row() {
        end_cell();
        if (!row_.empty()) {
            rows_.push_back({row_line_, std::move(row_)});
        }
        row_.clear();
        columns_ = 0;
        row_line_ = line_ + 1;
    }
    void fault(int line, std::string message) {
        problems_.push_back({.file = file_, .line = line, .key = "", .value = "", .message = std::move(message)});
        if (problems_.size() >= most_problems) {
            i_ = text_.size();
        }
    }

    std::string_view text_;
    const std::string& file_;
    Problems& problems_;
    char separator_;
    size_t i_ = 0, columns_ = 0;
    int line_ = 1, row_line_ = 1;
    bool blank_ = true;    // nothing but spaces in the cell so far
    bool closed_ = false;  // the cell was in quotes, and they have closed
    bool wide_ = false;
    std::string cell_;
    std::vector<std::string> row_;
    std::vector<CsvRow> rows_;
};

}  // namespace

std::optional<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& file, Problems& problems) {
    const auto refuse = [&](int line, std::string message) {
        problems.push_back({.file = file, .line = line, .key = "", .value = "", .message = std::move(message)});
        return std::nullopt;
    };
    if (text.size() > largest_document) {
        return refuse(0, "is larger than 8 MiB, the most that a file may take");
    }
    if (text.starts_with("PK\x03\x04") || text.starts_with("\xd0\xcf\x11\xe0")) {
        return refuse(0, "is a spreadsheet, not a table as text: save it as CSV (UTF-8) in the spreadsheet program");
    }
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    if (const int line = line_of_bad_utf8(text)) {
        return refuse(line, "is not UTF-8 text: save the table as CSV UTF-8 in the spreadsheet program");
    }
    if (const int line = line_of_control_character(text)) {
        return refuse(line, "is not text: save the table as CSV UTF-8 in the spreadsheet program");
    }
    const size_t before = problems.size();
    std::vector<CsvRow> rows = Scanner(text, file, problems).rows();
    if (problems.size() == before && rows.empty()) {
        return refuse(0, "is empty: the first row has the headings, for instance agency,unit,staff");
    }
    return problems.size() == before ? std::optional(std::move(rows)) : std::nullopt;
}

}  // namespace piket
