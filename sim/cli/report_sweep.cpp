// What a report says of a sweep: its frontier, and the policy on it that suits both ends best against the reference.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "pages/html.hpp"
#include "piket/parameters.hpp"
#include "report.hpp"
#include "report_compared.hpp"
#include "sweep_report.hpp"

namespace piket::cli {

namespace {

// Of the frontier's policies but the reference the one that comes nearest to being the best in both at once, each
// measured by how far the frontier reaches (compromise programming, Zeleny 1973): the ends of a frontier are seldom
// what anybody would sign. If the frontier is the reference alone, the policy that stands farthest from it in
// infections.
size_t chosen(const Frontier& f) {
    std::vector<size_t> best;
    for (size_t p = 0; p < f.policies.size(); ++p) {
        if (f.policies[p].best) {
            best.push_back(p);
        }
    }
    const auto span = [&](Summary Policy::*axis) {
        const auto mean = [&](size_t p) { return (f.policies[p].*axis).mean; };
        const auto [least, most] = std::ranges::minmax(best, {}, mean);
        return std::pair(mean(least), mean(most));
    };
    const auto x = span(&Policy::x), y = span(&Policy::y);
    const auto part = [](double at, std::pair<double, double> range) {
        return range.second > range.first ? (at - range.first) / (range.second - range.first) : 0;
    };
    std::optional<size_t> nearest;
    double least = 0;
    for (const size_t p : best) {
        const double dx = part(f.policies[p].x.mean, x), dy = part(f.policies[p].y.mean, y);
        const double from_x = f.infections.fewer_is_better ? dx : 1 - dx,
                     from_y = f.service.fewer_is_better ? dy : 1 - dy;
        const double far = from_x * from_x + from_y * from_y;
        if (p != f.reference && (!nearest || far < least)) {
            nearest = p;
            least = far;
        }
    }
    return nearest ? *nearest : f.reference == 0 ? f.policies.size() - 1 : 0;
}

Pair pair_of(const Frontier& f, const SweepSource& source, size_t other, Language language) {
    const Policy &a = f.policies[f.reference], &b = f.policies[other];
    const SweepPlan& plan = source.plan;
    const std::string last = say(language, "the last day", "hari terakhir");
    const bool vary = days_vary(plan);
    Pair pair{"A",
              "B",
              say(language, a.title),
              say(language, b.title),
              f.futures,
              vary ? last : fmt::format("{}{}", say(language, "day ", "hari ke-"), plan.horizons.back()),
              vary ? last : horizon_in_words(plan.start, plan.horizons.back(), language),
              {}};
    for (const Quantity& q : all_quantities()) {
        std::vector<double> left, right;
        for (size_t i = 0; i < f.futures; ++i) {
            left.push_back(mean_in(a.futures[i], q));
            right.push_back(mean_in(b.futures[i], q));
        }
        const Difference d = compare(left, right, q.fewer_is_better);
        pair.outcomes[std::string(q.key)] = {summarise(std::move(left)), summarise(std::move(right)), d};
    }
    return pair;
}

std::optional<Changed> row_for(const std::string& key, Language language) {
    if (const auto id = find_measure(key)) {
        const Measure& m = measure(*id);
        return Changed{key, say(language, m.label_en, m.label_id), "", "", m.mark, m.weak};
    }
    if (const Parameter* p = find_parameter(key)) {
        return Changed{key, say(language, p->label_en, p->label_id), "", "", p->mark, false};
    }
    return Changed{key, say(language, "setting of the scenario", "pengaturan skenario"), "", "", Mark::assumed, false};
}

std::vector<Changed> changed_between(const SweepPlan& plan, const Policy& a, const Policy& b, Language language) {
    std::map<std::string, std::string> left, right;  // what comes later wins
    std::vector<std::string> order;
    const auto add = [&](std::map<std::string, std::string>& side, const std::vector<Override>& set) {
        for (const Override& o : set) {
            side[o.key] = o.value;
            if (std::ranges::find(order, o.key) == order.end()) {
                order.push_back(o.key);
            }
        }
    };
    for (auto* side : {&left, &right}) {
        add(*side, plan.set);
        add(*side, side == &left ? a.set : b.set);
    }
    std::vector<Changed> all;
    for (const std::string& key : order) {
        Changed row = *row_for(key, language);
        row.a = left[key];
        row.b = right[key];
        all.push_back(std::move(row));
    }
    std::ranges::stable_partition(all, [](const Changed& c) { return c.a != c.b; });
    return all;
}

std::string table_of(const Frontier& f, Language language) {
    constexpr size_t most = 12;
    std::vector<std::vector<std::string>> rows;
    for (const Policy& p : f.policies) {
        const auto mean = [&](const Quantity& q, const Summary& s) {
            const double value = shown(q, s.mean);
            return number(value, decimals_for(value), language);
        };
        if (p.best && rows.size() < most) {
            rows.push_back({html::escaped(say(language, p.title)), mean(f.infections, p.x), mean(f.service, p.y),
                            number(100 * p.share, 0, language) + " %"});
        }
    }
    return html::element("h2", say(language, "Policies that no other beats in both",
                                   "Kebijakan yang tidak dikalahkan pada keduanya")) +
           html::table({say(language, "policy", "kebijakan"), html::escaped(label(f.infections, language)),
                        html::escaped(label(f.service, language)),
                        say(language, "stays so in resampled futures", "tetap begitu bila masa depan diundi ulang")},
                       rows);
}

std::string question(const Frontier& f, size_t other, Language language) {
    const auto best = std::ranges::count_if(f.policies, &Policy::best);
    const std::string which = fmt::format(
        fmt::runtime(say(language,
                         "Which of {} policies are worth a look? {} of them are beaten by no other in both infections "
                         "and service.",
                         "Mana dari {} kebijakan yang patut dilihat? {} di antaranya tidak dikalahkan kebijakan lain "
                         "pada penularan dan pelayanan sekaligus.")),
        f.policies.size(), best);
    const std::string two =
        f.policies[other].best
            ? say(language, "The one of them that is nearest to the best in both (B) against the reference (A):",
                  "Yang terdekat dengan yang terbaik pada keduanya (B) terhadap acuan (A):")
        : f.reference == 0
            ? say(language, "The reference (A) has the fewest infections; beside it the policy with the most (B):",
                  "Acuan (A) paling sedikit penularannya; di sampingnya kebijakan dengan penularan terbanyak (B):")
            : say(language, "No other than the reference (A); beside it the policy with the fewest infections (B):",
                  "Tidak ada selain acuan (A); di sampingnya kebijakan dengan penularan paling sedikit (B):");
    return which + " " + two;
}

}  // namespace

ReportContent content_of(const Frontier& f, const SweepSource& source, const std::string& path, Language language) {
    const SweepPlan& plan = source.plan;
    const size_t other = chosen(f);
    ReportContent content;
    content.pair = pair_of(f, source, other, language);
    content.subject = say(language, plan.title);
    content.question = question(f, other, language);
    content.setting = {
        say(language, plan.scenario_title),
        fmt::format(fmt::runtime(say(language, "{} to {}", "{} sampai {}")), to_date(plan.start), content.pair.day),
        fmt::format(fmt::runtime(say(language, "{} futures, the same for all policies; {} of {} runs are done",
                                     "{} masa depan, sama untuk semua kebijakan; {} dari {} simulasi selesai")),
                    count(f.futures, language), count(source.done, language),
                    count(plan.points() * static_cast<uint64_t>(plan.replicates), language))};
    content.wide_picture = picture(f, source, "", language, false);
    content.table = table_of(f, language);
    content.changed = changed_between(plan, f.policies[f.reference], f.policies[other], language);
    content.unknown = {
        say(language, "Intervals hold luck, and what axes vary; every other number of the model was held at one value.",
            "Selang memuat nasib dan apa yang digeser oleh sumbu; setiap angka model yang lain dibuat tetap."),
        say(language, "How the days went: a sweep keeps sums up to its horizons, not days.",
            "Jalannya hari demi hari: penjelajahan menyimpan jumlah sampai horizonnya, bukan harinya.")};
    content.commands = {
        fmt::format("piket sweep {} --replicates {} --out {}", quoted(plan.file), plan.replicates, quoted(path)),
        fmt::format("piket report {} --lang {}", quoted(path), language == Language::id ? "id" : "en")};
    content.facts = {{"piket", source.version},
                     {say(language, "program", "program"), source.program},
                     {say(language, "plan", "rencana"), fmt::format("{:016x}", digest_of(plan))},
                     {say(language, "scenario", "skenario") + " (" + plan.scenario + ")",
                      fmt::format("{:016x}", plan.scenario_digest)}};
    return content;
}

}  // namespace piket::cli
