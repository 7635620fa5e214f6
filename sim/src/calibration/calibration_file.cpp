// A calibration as a file: draws and weights, so that everybody sees what a run takes from it.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "calibration/likelihood.hpp"
#include "scenario/extends.hpp"
#include "scenario/loading.hpp"
#include "scenario/sections.hpp"
#include "scenario/suggest.hpp"

namespace piket {

namespace {

enum class Kind : uint8_t { calibration };
constexpr std::string_view kinds[] = {"calibration"};
constexpr std::string_view priors[] = {"uniform", "log-uniform"};
constexpr size_t most_draws = 100000;

}  // namespace

template <>
std::span<const std::string_view> names_of<Kind>() {
    return kinds;
}
template <>
std::span<const std::string_view> names_of<Prior>() {
    return priors;
}

namespace {

// The shortest text that reads back as the same number, several to a line.
std::string list(const std::vector<double>& values) {
    std::string text = "[";
    size_t begun = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        if (text.size() - begun > 100) {
            text += "\n";
            begun = text.size();
        }
        text += fmt::format("{}{}", values[i], i + 1 < values.size() ? ", " : "");
    }
    return text + "]\n";
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return out + "\"";
}

bool hexadecimal(const std::string& text, uint64_t& out) {
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, out, 16);
    return error == std::errc() && at == end;
}

class CalibrationReader {
   public:
    CalibrationReader(Reader& root, Calibration& c) : root_(root), c_(c) {}

    void read() {
        root_.node("format");
        root_.require({"kind"});
        if (!root_.has("kind")) {
            return;  // some other file; what else is wrong with it helps nobody
        }
        Kind kind{};
        root_.choice("kind", kind);
        root_.require({"program", "table", "table_digest", "seed", "weight"});
        root_.word("program", c_.program);
        root_.word("table", c_.table);
        std::string digest;
        if (root_.word("table_digest", digest) && !hexadecimal(digest, c_.table_digest)) {
            root_.fault("table_digest", "must be a hexadecimal number");
        }
        root_.seed("seed", c_.seed);
        root_.words("cases", c_.cases);
        root_.node("effective_draws");
        root_.whole("draws", c_.taken, {fewest_draws, most_draws, "draws"});
        root_.numbers("weight", c_.weights, {0, 1});
        if (root_.has("weight")) {
            check_weights();
        }
        c_.taken = std::max(c_.taken, static_cast<int>(c_.weights.size()));  // files from before have all of them
        root_.require_some("number");
        root_.each("number", [&](Reader& reader) { read_number(reader); });
        root_.finish();
    }

   private:
    void check_weights() {
        double sum = 0;
        for (const double w : c_.weights) {
            sum += w;
        }
        if (c_.weights.size() < fewest_draws || c_.weights.size() > most_draws) {
            root_.fault("weight", fmt::format("must have {} to {} numbers, one per draw", fewest_draws, most_draws));
        } else if (!(sum > 0.999 && sum < 1.001)) {
            root_.fault("weight", fmt::format("must sum to 1, not to {}", sum));
        }
    }

    void read_number(Reader& reader) {
        CalibratedNumber n;
        std::string key;
        reader.require({"key", "prior", "low", "high", "draw"});
        reader.choice("prior", n.prior);
        if (!reader.word("key", key)) {
            reader.node("low");
            reader.node("high");
            reader.node("draw");
            return;
        }
        n.parameter = find_parameter(key);
        if (n.parameter == nullptr) {
            std::vector<std::string_view> keys;
            for (const Parameter& row : parameters()) {
                keys.push_back(row.key);
            }
            reader.fault("key", "is no parameter of the model" + did_you_mean(key, keys));
        } else if (!varies_by_replicate(*n.parameter)) {
            reader.fault("key", "goes into people and rooms, which are made once for all replicates");
        } else if (std::ranges::find(c_.numbers, n.parameter, &CalibratedNumber::parameter) != c_.numbers.end()) {
            reader.fault("key", "stands twice");
        }
        const Bounds bounds =
            n.parameter ? Bounds{n.parameter->low, n.parameter->high, n.parameter->unit} : Bounds{-1e300, 1e300};
        reader.number("low", n.low, bounds);
        reader.number("high", n.high, bounds);
        reader.node("posterior");
        reader.node("informed");
        if (reader.numbers("draw", n.draws, bounds) && n.draws.size() != c_.weights.size()) {
            reader.fault("draw", fmt::format("must have one number per weight, {}", c_.weights.size()));
        }
        if (n.parameter != nullptr) {
            c_.numbers.push_back(std::move(n));
        }
    }

    Reader& root_;
    Calibration& c_;
};

template <class GetDocument>
Loaded<Calibration> read_calibration(const std::string& file, GetDocument get_document) {
    return load<Calibration>(file, [&](Problems& problems) -> std::optional<Calibration> {
        const std::optional<Node> document = get_document(problems);
        if (!document || !check_format(*document, problems)) {
            return std::nullopt;
        }
        Calibration c;
        c.file = file;
        Reader root(*document, "", problems);
        CalibrationReader(root, c).read();
        if (!any_error(problems)) {
            for (CalibratedNumber& n : c.numbers) {
                n.posterior = weighted_quantiles(n.draws, c.weights);
            }
        }
        return c;
    });
}

}  // namespace

std::string to_toml(const Calibration& c) {
    std::string cases;
    for (const std::string& id : c.cases) {
        cases += (cases.empty() ? "" : ", ") + quoted(id);
    }
    std::string text = fmt::format(
        "# Made by `piket calibrate`; `piket run SCENARIO --uncertain FILE` lets each replicate take one draw, chosen "
        "by\n"
        "# weight. Draw i of each number belongs to weight i; draws of next to no weight are left out. Posteriors are "
        "5, 50 "
        "and\n# 95 %.\n\n"
        "format = 1\nkind = \"calibration\"\nprogram = {}\ntable = {}\ntable_digest = \"{:016x}\"\nseed = {}\n"
        "cases = [{}]\ndraws = {}\neffective_draws = {}\nweight = {}",
        quoted(c.program), quoted(c.table), c.table_digest, c.seed, cases, c.taken, c.effective_draws(),
        list(c.weights));
    for (const CalibratedNumber& n : c.numbers) {
        text += fmt::format(
            "\n[[number]]\nkey = \"{}\"            # {}\nprior = \"{}\"\nlow = {}\nhigh = {}\nposterior = [{}, {}, "
            "{}]\n"
            "informed = {}\ndraw = {}",
            n.parameter->key, n.parameter->unit, name(n.prior), n.low, n.high, n.posterior.q05, n.posterior.q50,
            n.posterior.q95, n.informed(), list(n.draws));
    }
    return text;
}

Loaded<Calibration> load_calibration(const std::string& path) {
    return read_calibration(path, [&](Problems& problems) -> std::optional<Node> {
        std::string why;
        const std::optional<std::string> text = read_text(path, why);
        if (!text) {
            problems.push_back({.file = path, .line = 0, .key = "", .value = "", .message = why});
            return std::nullopt;
        }
        return parse_document(*text, path, problems);
    });
}

Loaded<Calibration> parse_calibration(std::string_view toml, const std::string& name) {
    return read_calibration(name, [&](Problems& problems) { return parse_document(toml, name, problems); });
}

}  // namespace piket
