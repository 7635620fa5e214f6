#include "scenario/extends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

namespace piket {
namespace {

constexpr size_t longest_chain = 16;

// Parts of the document that are one decision each, so that the child's replaces the whole.
constexpr std::string_view replaced_whole[] = {"initial"};

const std::string* id_of(const Node& node) {
    const Node* id = node.find("id");
    return id ? id->as<std::string>() : nullptr;
}

bool list_with_ids(const Node::List& list) {
    return !list.empty() && std::ranges::all_of(list, [](const Node& node) { return id_of(node) != nullptr; });
}

// Circulars are told apart by the file that they name, wherever the files that name it lie.
std::string circular_of(const Node& node) {
    const Node* file = node.find("file");
    const auto* path = file ? file->as<std::string>() : nullptr;
    return path ? resolved(*path, *file->file) : "";
}

void merge(Node& parent, Node child);

// Each entry of the parent meets one of the child at most: two of the child with one id stay two, and are found to be a
// fault later.
void merge_by_id(Node::List& parent, Node::List child) {
    std::map<std::string, size_t> unmet;
    for (size_t i = 0; i < parent.size(); ++i) {
        unmet.emplace(*id_of(parent[i]), i);
    }
    for (Node& entry : child) {
        if (const auto met = unmet.extract(*id_of(entry))) {
            merge(parent[met.mapped()], std::move(entry));
        } else {
            parent.push_back(std::move(entry));
        }
    }
}

// The same, for entries told apart by their file; one whose file is amiss stays and is found to be a fault later.
void merge_circulars(Node::List& parent, Node::List child) {
    const size_t old = parent.size();
    for (Node& entry : child) {
        const std::string file = circular_of(entry);
        const auto end = parent.begin() + static_cast<ptrdiff_t>(old);
        const auto met = std::find_if(parent.begin(), end, [&](const Node& node) { return circular_of(node) == file; });
        if (!file.empty() && met != end) {
            merge(*met, std::move(entry));
        } else {
            parent.push_back(std::move(entry));
        }
    }
}

void merge_entry(Node& parent, const std::string& key, Node child) {
    Node* old = parent.find(key);
    if (!old || std::ranges::find(replaced_whole, key) != std::end(replaced_whole)) {
        parent.set(key, std::move(child));
        return;
    }
    auto* ours = old->as<Node::List>();
    auto* theirs = child.as<Node::List>();
    if (ours && theirs && key == "rule") {
        std::ranges::move(*theirs, std::back_inserter(*ours));
    } else if (ours && theirs && key == "circular") {
        merge_circulars(*ours, std::move(*theirs));
    } else if (ours && theirs && list_with_ids(*ours) && list_with_ids(*theirs)) {
        merge_by_id(*ours, std::move(*theirs));
    } else {
        merge(*old, std::move(child));
    }
}

void merge(Node& parent, Node child) {
    auto* entries = child.as<Node::Table>();
    if (!entries || !parent.as<Node::Table>()) {
        parent = std::move(child);
        return;
    }
    for (auto& [key, node] : *entries) {
        merge_entry(parent, key, std::move(node));
    }
}

// "emission.quanta_per_h" = 8 and [parameters.emission] quanta_per_h = 8 are the same.
void flatten(Node& into, const std::string& prefix, Node node, Problems& problems) {
    if (auto* entries = node.as<Node::Table>()) {
        for (auto& [key, value] : *entries) {
            flatten(into, prefix.empty() ? key : prefix + "." + key, std::move(value), problems);
        }
    } else if (const Node* first = into.find(prefix)) {
        problems.push_back(problem_at(node, "parameters." + prefix, fmt::format("is set in line {} too", first->line)));
    } else {
        into.set(prefix, std::move(node));
    }
}

void flatten_parameters(Node& root, Problems& problems) {
    Node* parameters = root.find("parameters");
    if (!parameters || !parameters->as<Node::Table>()) {
        return;
    }
    Node flat = *parameters;
    flat.value = Node::Table{};
    flatten(flat, "", std::move(*parameters), problems);
    *parameters = std::move(flat);
}

// Whether this file wants only its own rules.
bool drops_other_rules(const Node& root, Problems& problems) {
    const Node* rules = root.find("rules");
    const auto* word = rules ? rules->as<std::string>() : nullptr;
    const bool replace = word && *word == "replace";
    if (rules && !replace) {
        problems.push_back(
            problem_at(*rules, "rules", R"(must be "replace", or be left out; a rule begins with [[rule]])"));
    }
    return replace;
}

class Chain {
   public:
    Chain(const Files& files, Problems& problems) : files_(files), problems_(problems) {}

    std::optional<Node> read(const std::string& path) {
        const std::optional<std::string> text = read_text(path, problems_, files_);
        return text ? parse(*text, path) : std::nullopt;
    }

    std::optional<Node> parse(std::string_view text, const std::string& name) {
        std::optional<Node> own = parse_document(text, name, problems_);
        if (!own || !check_format(*own, problems_)) {
            return std::nullopt;
        }
        names_.push_back(name);
        flatten_parameters(*own, problems_);
        const bool own_rules_only = drops_other_rules(*own, problems_);
        if (!own->find("extends")) {
            return own;
        }
        std::optional<Node> parent = read_parent(*own, name);
        if (!parent) {
            return std::nullopt;  // most keys would seem to be missing
        }
        if (own_rules_only) {
            parent->erase("rule");
            parent->erase("circular");
        }
        merge(*parent, std::move(*own));
        return parent;
    }

   private:
    std::optional<Node> read_parent(const Node& root, const std::string& name) {
        const Node& extends = *root.find("extends");
        const auto* path = extends.as<std::string>();
        if (!path || path->empty()) {
            return fault(extends, "must be the path of a scenario file, seen from this file");
        }
        const std::string parent = resolved(*path, name);
        const auto same = [&](const std::string& earlier) { return canonical(earlier) == canonical(parent); };
        if (const auto earlier = std::ranges::find_if(names_, same); earlier != names_.end()) {
            return fault(extends,
                         *earlier == name
                             ? "goes in a circle: the file extends itself"
                             : fmt::format("goes in a circle: {} extends {}, which leads back here", name, *earlier));
        }
        if (names_.size() >= longest_chain) {
            return fault(extends, fmt::format("makes a chain of more than {} files", longest_chain));
        }
        std::string why;
        const std::optional<std::string> text = read_text(parent, why, files_);
        return text ? parse(*text, parent) : fault(extends, fmt::format("{}: {}", parent, why));
    }

    std::optional<Node> fault(const Node& extends, std::string message) {
        problems_.push_back(problem_at(extends, "extends", std::move(message)));
        return std::nullopt;
    }

    static std::filesystem::path canonical(const std::string& path) {
        std::error_code error;
        const std::filesystem::path clean = std::filesystem::weakly_canonical(path, error);
        return error ? std::filesystem::path(path) : clean;
    }

    const Files& files_;
    Problems& problems_;
    std::vector<std::string> names_;  // of the files from the child up to the one being read
};

}  // namespace

std::string resolved(const std::string& path, const std::string& file) {
    return (std::filesystem::path(file).parent_path() / path).lexically_normal().string();
}

bool check_format(const Node& root, Problems& problems) {
    const Node* format = root.find("format");
    if (!format) {
        problems.push_back(problem_at(root, "format", "is missing: the file must begin with format = 1"));
        return true;
    }
    const auto* number = format->as<int64_t>();
    if (!number || *number != 1) {
        problems.push_back(problem_at(*format, "format", "must be 1, the only format that this program reads"));
        return false;
    }
    return true;
}

std::optional<Node> merged_document(std::string_view text, const std::string& name, Problems& problems) {
    const Files disk;
    return Chain(disk, problems).parse(text, name);
}

std::optional<Node> merged_document(const std::string& path, const Files& files, Problems& problems) {
    return Chain(files, problems).read(path);
}

}  // namespace piket
