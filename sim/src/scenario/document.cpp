#include "scenario/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

// Some bad input, "[=" or "07:30:x" for instance, breaks an assertion of toml++ 3.3: the program would abort or,
// without assertions, do anything. Here they throw, in every build. So the library is compiled into this file with its
// assertions on, and no other file may include it.
namespace piket {
struct BrokenParser {};
[[noreturn]] void toml_assertion_failed() {
    throw BrokenParser();
}
}  // namespace piket

#undef NDEBUG
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_ASSERT(expr) ((expr) ? static_cast<void>(0) : ::piket::toml_assertion_failed())
#include <toml++/toml.h>

namespace piket {
namespace {

constexpr const char* too_large = "is larger than 8 MiB, the most that a file may take";

constexpr size_t longest_quote = 60;  // of a value in a message

}  // namespace

int line_of_bad_utf8(std::string_view text) {
    int line = 1;
    for (size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const size_t length = lead < 0x80   ? 1
                              : lead < 0xc2 ? 0
                              : lead < 0xe0 ? 2
                              : lead < 0xf0 ? 3
                              : lead < 0xf5 ? 4
                                            : 0;
        if (length == 0 || i + length > text.size()) {
            return line;
        }
        for (size_t k = 1; k < length; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) {
                return line;
            }
        }
        line += text[i] == '\n';
        i += length;
    }
    return 0;
}

namespace {

// Last letter of the string that begins at text[i] with a quote.
size_t end_of_string(std::string_view text, size_t i) {
    const char quote = text[i];
    const bool many = text.substr(i, 3) == std::string(3, quote);
    const std::string close(many ? 3 : 1, quote);
    for (i += close.size(); i < text.size(); ++i) {
        if (text.substr(i, close.size()) == close) {
            return i + close.size() - 1;
        }
        if (text[i] == '\n' && !many) {
            return i - 1;  // a mistake, for the library to report
        }
        i += quote == '"' && text[i] == '\\';
    }
    return text.size() - 1;
}

int line_at(std::string_view text, size_t i) {
    return 1 + static_cast<int>(std::ranges::count(text.substr(0, i), '\n'));
}

// No key of ours has more than four. The library calls itself once per part, and some ten thousand overflow the stack.
constexpr int most_key_parts = 16;

struct Finding {
    int line = 0;
    const char* message = nullptr;
};

// What the library must not get to see outside strings and comments: keys of very many parts, and letters beyond ASCII,
// which TOML does not allow there but which take the library where it says nobody can come.
std::optional<Finding> harmful(std::string_view text) {
    int dots = 0;
    for (size_t i = text.starts_with("\xef\xbb\xbf") ? 3 : 0; i < text.size(); ++i) {  // past a byte order mark
        const char c = text[i];
        if (c == '"' || c == '\'') {
            i = end_of_string(text, i);
        } else if (c == '#') {
            i = std::min(text.find('\n', i), text.size()) - 1;
        } else if (c == '\n' || c == '=' || c == ',' || c == '{' || c == '[') {
            dots = 0;
        } else if (c == '.' && ++dots >= most_key_parts) {
            return Finding{line_at(text, i), "has a key of too many parts"};
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            return Finding{line_at(text, i), "is not valid TOML: letters beyond a-z need quotes"};
        }
    }
    return std::nullopt;
}

// Byte offset of each line of a text.
class Lines {
   public:
    explicit Lines(std::string_view text) : text_(text), start_{0} {
        for (size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') {
                start_.push_back(i + 1);
            }
        }
    }

    size_t count() const { return start_.size(); }
    std::string_view first(size_t lines) const {
        return text_.substr(0, lines < start_.size() ? start_[lines] : text_.size());
    }

    // What stands in a region, on one line and cut to a length that suits a message.
    std::string quote(const toml::source_region& region) const {
        const size_t from = offset(region.begin), to = offset(region.end);
        std::string quoted;
        for (size_t i = from; i < to && quoted.size() <= longest_quote + 4; ++i) {
            const bool space = text_[i] == ' ' || text_[i] == '\t' || text_[i] == '\n' || text_[i] == '\r';
            if (!space || (!quoted.empty() && quoted.back() != ' ')) {
                quoted += space ? ' ' : text_[i];
            }
        }
        return quoted.size() <= longest_quote ? quoted : quoted.substr(0, whole_points(quoted)) + "...";
    }

   private:
    static bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

    // The library counts columns in code points.
    size_t offset(toml::source_position at) const {
        if (at.line == 0 || at.line > start_.size()) {
            return text_.size();
        }
        size_t i = start_[at.line - 1];
        for (uint32_t column = 1; column < at.column && i < text_.size(); ++column) {
            do {
                ++i;
            } while (i < text_.size() && continues(text_[i]));
        }
        return i;
    }

    static size_t whole_points(const std::string& text) {
        size_t length = longest_quote;
        while (length > 0 && continues(text[length])) {
            --length;
        }
        return length;
    }

    std::string_view text_;
    std::vector<size_t> start_;
};

class Converter {
   public:
    Converter(std::string_view text, std::shared_ptr<const std::string> file) : lines_(text), file_(std::move(file)) {}

    Node convert(const toml::node& from) const {
        Node node;
        node.file = file_;
        node.line = static_cast<int>(from.source().begin.line);
        if (!from.is_table() && !from.is_array_of_tables()) {
            node.written = lines_.quote(from.source());
        }
        from.visit([&](const auto& typed) { fill(node, typed); });
        return node;
    }

   private:
    void fill(Node& node, const toml::table& from) const {
        Node::Table table;
        table.reserve(from.size());
        for (const auto& [key, value] : from) {  // a map: by key
            table.push_back({std::string(key.str()), convert(value)});
        }
        node.value = std::move(table);
    }
    void fill(Node& node, const toml::array& from) const {
        Node::List list;
        list.reserve(from.size());
        for (const toml::node& element : from) {
            list.push_back(convert(element));
        }
        node.value = std::move(list);
    }
    void fill(Node& node, const toml::value<toml::date>& from) const {
        const toml::date& d = from.get();
        if (const auto day = parse_date(fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day))) {
            node.value = *day;
        }
    }
    void fill(Node& node, const toml::value<toml::time>& from) const {
        node.value = Node::TimeOfDay{clock(from.get().hour, from.get().minute, from.get().second)};
    }
    void fill(Node&, const toml::value<toml::date_time>&) const {}
    template <class T>
    void fill(Node& node, const toml::value<T>& from) const {
        node.value = from.get();
    }

    Lines lines_;
    std::shared_ptr<const std::string> file_;
};

struct Parsed {
    std::optional<toml::table> root;
    int line = 0;
    std::string message;  // what is wrong if there is no root
};

bool breaks_parser(std::string_view text) {
    try {
        static_cast<void>(toml::parse(text));
    } catch (const toml::parse_error&) {
        return false;
    } catch (const BrokenParser&) {
        return true;
    }
    return false;
}

// The parser reads from top to bottom, so the line on which it breaks is the last of the shortest text that breaks it.
int line_that_breaks_parser(std::string_view text) {
    const Lines lines(text);
    size_t whole = 0, broken = lines.count();
    while (broken - whole > 1) {
        const size_t middle = whole + (broken - whole) / 2;
        (breaks_parser(lines.first(middle)) ? broken : whole) = middle;
    }
    return static_cast<int>(broken);
}

Parsed parse_toml(std::string_view text) {
    try {
        return {toml::parse(text), 0, ""};
    } catch (const toml::parse_error& error) {
        return {std::nullopt, static_cast<int>(error.source().begin.line), std::string(error.description())};
    } catch (const BrokenParser&) {
        return {std::nullopt, line_that_breaks_parser(text), "this line cannot be read"};
    }
}

Problem document_problem(const std::string& name, int line, std::string message) {
    return {.file = name, .line = line, .key = "", .value = "", .message = std::move(message)};
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    const Table* table = as<Table>();
    if (!table) {
        return nullptr;
    }
    const auto found = std::ranges::lower_bound(*table, key, {}, &Entry::key);
    return found == table->end() || found->key != key ? nullptr : &found->node;
}

Node* Node::find(std::string_view key) {
    return const_cast<Node*>(std::as_const(*this).find(key));
}

void Node::set(std::string_view key, Node node) {
    auto& table = std::get<Table>(value);
    const auto at = std::ranges::lower_bound(table, key, {}, &Entry::key);
    if (at != table.end() && at->key == key) {
        at->node = std::move(node);
    } else {
        table.insert(at, {std::string(key), std::move(node)});
    }
}

void Node::erase(std::string_view key) {
    std::erase_if(std::get<Table>(value), [&](const Entry& entry) { return entry.key == key; });
}

Problem problem_at(const Node& node, std::string key, std::string message) {
    return {.file = *node.file,
            .line = node.line,
            .key = node.label.empty() ? std::move(key) : node.label,
            .value = node.written,
            .message = std::move(message)};
}

std::optional<Node> parse_document(std::string_view text, const std::string& name, Problems& problems) {
    if (text.size() > largest_document) {
        problems.push_back(document_problem(name, 0, too_large));
        return std::nullopt;
    }
    if (const int line = line_of_bad_utf8(text)) {
        problems.push_back(document_problem(name, line, "is not valid UTF-8 text"));
        return std::nullopt;
    }
    if (const std::optional<Finding> found = harmful(text)) {
        problems.push_back(document_problem(name, found->line, found->message));
        return std::nullopt;
    }
    const Parsed parsed = parse_toml(text);
    if (!parsed.root) {
        problems.push_back(document_problem(name, parsed.line, "is not valid TOML: " + parsed.message));
        return std::nullopt;
    }
    return Converter(text, std::make_shared<const std::string>(name)).convert(*parsed.root);
}

namespace {

std::optional<std::string> read_from_disk(const std::string& path, std::string& why) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        why = "there is no such file";
        return std::nullopt;
    }
    if (!std::filesystem::is_regular_file(status)) {
        why = std::filesystem::is_directory(status) ? "is a directory, not a file" : "is not a regular file";
        return std::nullopt;
    }
    const uintmax_t size = std::filesystem::file_size(path, error);
    if (error || size > largest_document) {
        why = error ? "cannot be read" : too_large;
        return std::nullopt;
    }
    std::ifstream in(path, std::ios::binary);
    std::string text(static_cast<size_t>(size), '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(size))) {
        why = "cannot be read";
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> find_in(const Texts& texts, const std::string& path, std::string& why) {
    const auto found = texts.find(path);
    if (found == texts.end()) {
        why = "did not come along";
        return std::nullopt;
    }
    return found->second;
}

}  // namespace

std::optional<std::string> read_text(const std::string& path, std::string& why, const Files& files) {
    std::optional<std::string> text = files.only ? find_in(*files.only, path, why) : read_from_disk(path, why);
    if (text && files.read) {
        (*files.read)[path] = *text;
    }
    return text;
}

std::optional<std::string> read_text(const std::string& path, Problems& problems, const Files& files) {
    std::string why;
    std::optional<std::string> text = read_text(path, why, files);
    if (!text) {
        problems.push_back({.file = path, .line = 0, .key = "", .value = "", .message = why});
    }
    return text;
}

}  // namespace piket
