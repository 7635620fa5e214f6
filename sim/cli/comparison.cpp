#include "comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

#include "report.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

constexpr int most_decimals = 2;

struct MainRow {
    Quantity quantity;
    bool judged = true;  // whether more or less of it is better is plain to everybody
};

std::vector<MainRow> main_rows() {
    using enum Outcome;
    return {{quantity(infections_servants)},
            {quantity(at_work)},
            {quantity(infections_family)},
            {quantity(infections_public)},
            {quantity(deaths)},
            {quantity(confirmed), false},
            {quantity(on_site), false},
            {served()},
            {served_share()},
            {quantity(backlog)},
            {quantity(waiting_days)},
            {quantity(queue_minutes)},
            {quantity(turned_away)}};
}

std::string common_start(const std::vector<std::string>& titles) {
    std::string common = titles.front();
    for (const std::string& title : titles) {
        const auto [end, unused] = std::ranges::mismatch(common, title);
        common.erase(end, common.end());
    }
    if (std::ranges::all_of(titles, [&](const std::string& title) { return title == common; })) {
        return common;
    }
    const size_t colon = common.rfind(": ");
    return colon == std::string::npos ? "" : common.substr(0, colon);
}

void name_in(Comparison& comparison, std::string Text::*language) {
    std::vector<std::string> titles;
    for (const Alternative& a : comparison.alternatives) {
        titles.push_back(scenario_of(*a.world).title.*language);
    }
    const std::string subject = common_start(titles);
    comparison.subject.*language = subject;
    for (size_t i = 0; i < titles.size(); ++i) {
        comparison.alternatives[i].name.*language =
            titles[i] == subject ? subject : titles[i].substr(subject.empty() ? 0 : subject.size() + 2);
    }
}

// ---- the table ---------------------------------------------------------------------------------------------------

std::string median_and_range(const Quantity& q, const std::vector<double>& values, Language language) {
    const Summary s = summarise(values);
    const double low = shown(q, s.q05), high = shown(q, s.q95);
    const int decimals = decimals_of_values(q, std::max(std::fabs(low), std::fabs(high)));
    const std::string median = number(shown(q, s.q50), decimals, language);
    return narrow(low, high)
               ? median
               : fmt::format("{} [{}–{}]", median, number(low, decimals, language), number(high, decimals, language));
}

std::string medians(const Comparison& c, std::span<const Alternative> others, size_t horizon, Language language) {
    using enum Table::Align;
    constexpr size_t name_width = 22;
    std::vector<const Alternative*> shown_here = {&c.first()};
    for (const Alternative& other : others) {
        shown_here.push_back(&other);
    }
    std::vector<Table::Align> columns(1 + shown_here.size(), right);
    columns.front() = left;
    Table table(std::move(columns));
    std::vector<std::vector<std::string>> head = {
        {say(language, "Median [90 % of futures]", "Median [90 % masa depan]")}};
    for (size_t i = 0; i < shown_here.size(); ++i) {
        const std::vector<std::string> lines = lines_of(called(*shown_here[i], language), name_width);
        for (size_t l = 0; l < lines.size(); ++l) {
            head.resize(std::max(head.size(), l + 1));
            head[l].resize(1 + shown_here.size());
            head[l][1 + i] = lines[l];
        }
    }
    for (const std::vector<std::string>& line : head) {
        table.row(line);
    }
    for (const MainRow& row : main_rows()) {
        std::vector<std::string> cells = {label(row.quantity, language)};
        for (const Alternative* a : shown_here) {
            cells.push_back(median_and_range(row.quantity, values_at(a->replicates, horizon, row.quantity), language));
        }
        table.row(std::move(cells));
    }
    return table.text();
}

// Enough to tell the ends of the interval apart, if that is not too many.
int decimals_of_interval(double low, double high) {
    const int usual = decimals_for(std::max(std::fabs(low), std::fabs(high)));
    for (int decimals = usual; decimals <= most_decimals; ++decimals) {
        if (number(low, decimals, Language::en) != number(high, decimals, Language::en)) {
            return decimals;
        }
    }
    return usual;
}

std::vector<std::string> difference_cells(const MainRow& row, const Difference& d, Language language) {
    const Quantity& q = row.quantity;
    const double mean = shown(q, d.summary.mean), low = shown(q, d.mean_low), high = shown(q, d.mean_high);
    if (!d.bounded()) {
        return {number(mean, decimals_for(mean), language), "–", row.judged ? percent(d.better, language) : ""};
    }
    if (mean == 0 && low == high) {
        return {say(language, "same", "sama"), "", ""};
    }
    const int decimals = decimals_of_interval(low, high);
    return {number(mean, decimals, language),
            narrow(low, high) ? ""
                              : fmt::format("{} {} {}", number(low, decimals, language), say(language, "to", "s.d."),
                                            number(high, decimals, language)),
            row.judged ? percent(d.better, language) : ""};
}

std::string differences(const Comparison& c, std::span<const Alternative> others, size_t horizon, Language language) {
    using enum Table::Align;
    std::vector<Table::Align> columns = {left};
    std::vector<std::string> head = {say(language, "Difference from A", "Selisih dari A")};
    for (const Alternative& other : others) {
        columns.insert(columns.end(), {right, left, right});
        head.insert(head.end(),
                    {other.letter, say(language, "90 % interval", "selang 90 %"), say(language, "better", "unggul")});
    }
    Table table(std::move(columns));
    table.row(std::move(head));
    for (const MainRow& row : main_rows()) {
        std::vector<std::string> cells = {label(row.quantity, language)};
        for (const Alternative& other : others) {
            const Difference d = difference(c, other, horizon, row.quantity);
            MainRow judged = row;
            if (row.quantity.key == piket::row(Outcome::queue_minutes).key) {  // closed counters are no short queue
                judged.judged = open_in_one(queue_changes(c, other, horizon)) == 0;
            }
            std::ranges::move(difference_cells(judged, d, language), std::back_inserter(cells));
        }
        table.row(std::move(cells));
    }
    return table.text();
}

std::string both_tables(const Comparison& c, std::span<const Alternative> others, size_t horizon, Language language) {
    return medians(c, others, horizon, language) + "\n" + differences(c, others, horizon, language);
}

// ---- the introduction ---------------------------------------------------------------------------------------------

// When the circulars of an alternative hold, if they all hold over the same part of the run.
std::string circulars_in_words(const Alternative& a, Language language) {
    const Scenario& s = scenario_of(*a.world);
    Day from = never, until = s.start;
    for (const Rule& rule : s.rules) {
        if (rule.source == RuleSource::circular) {
            from = std::min(from, rule.from);
            until = std::max(until, rule.until);
        }
    }
    if (from == never || until >= s.start + (s.days - 1)) {
        return "";
    }
    return fmt::format(fmt::runtime(say(language, "  In {} the circulars hold from {} to {}; then they end.\n",
                                        "  Di {} surat edaran berlaku {} sampai {}; sesudah itu berakhir.\n")),
                       a.letter, to_date(std::max(from, s.start)), to_date(until));
}

std::string pairing_of_people(const Comparison& c, Language language) {
    const uint32_t people = size_of(*c.first().world).people;
    const auto others = std::span(c.alternatives).subspan(1);
    const auto fully = [&](const Alternative& a) { return a.paired == people && size_of(*a.world).people == people; };
    if (std::ranges::all_of(others, fully)) {
        return wrapped(fmt::format(fmt::runtime(say(language, "All {} people are the same in every alternative",
                                                    "Semua {} orang sama di setiap pilihan")),
                                   count(people, language)),
                       2);
    }
    std::string text;
    for (const Alternative& other : others) {
        text += wrapped(fmt::format(fmt::runtime(say(language,
                                                     "{}: {} of its {} people are among the {} of A; the others have "
                                                     "no pair",
                                                     "{}: {} dari {} orang juga ada di antara {} orang A; yang lain "
                                                     "tanpa pasangan")),
                                    other.letter, count(other.paired, language),
                                    count(size_of(*other.world).people, language), count(people, language)),
                        2);
    }
    return text;
}

}  // namespace

void name_alternatives(Comparison& comparison) {
    char letter = 'A';
    for (Alternative& a : comparison.alternatives) {
        a.letter = letter++;
    }
    name_in(comparison, &Text::id);
    name_in(comparison, &Text::en);
    for (Alternative& a : comparison.alternatives) {
        if (!a.changes.empty()) {
            comparison.alternatives.front().name = {"seperti dalam berkas", "as the file has it"};
            a.name = {a.changes, a.changes};
        }
    }
}

std::string called(const Alternative& a, Language language) {
    return a.letter + " " + say(language, a.name);
}

std::string percent(double share, Language language) {
    return number(100 * share, 0, language) + " %";
}

bool narrow(double low, double high) {
    constexpr double share = 0.02;
    return high - low <= share * std::max(std::fabs(low), std::fabs(high));
}

bool nothing_happened(const Comparison& c, const Quantity& q) {
    const size_t last = horizons_of(c.scenario()).size() - 1;
    return std::ranges::all_of(c.alternatives, [&](const Alternative& a) {
        return std::ranges::all_of(values_at(a.replicates, last, q), [](double value) { return value == 0; });
    });
}

bool narrow_enough(const Comparison& c, const Quantity& q, double width) {
    if (c.first().replicates.size() < least_futures || nothing_happened(c, q)) {
        return false;
    }
    const size_t last = horizons_of(c.scenario()).size() - 1;
    return std::ranges::all_of(std::span(c.alternatives).subspan(1), [&](const Alternative& other) {
        const Difference d = difference(c, other, last, q);
        return d.mean_high - d.mean_low <= width;
    });
}

Difference difference(const Comparison& c, const Alternative& other, size_t horizon, const Quantity& q) {
    return compare(values_at(c.first().replicates, horizon, q), values_at(other.replicates, horizon, q),
                   q.fewer_is_better);
}

std::string introduction(const Comparison& c, Language language) {
    using enum Table::Align;
    const Scenario& s = c.scenario();
    std::string text = say(language, c.subject);
    text += text.empty() ? "" : "\n\n";
    Table legend({left, left, left});
    for (const Alternative& a : c.alternatives) {
        legend.row({"  " + a.letter, say(language, a.name), scenario_of(*a.world).file});
    }
    text += legend.text();
    for (const Alternative& a : c.alternatives) {
        text += circulars_in_words(a, language);
    }
    text += "\n";
    text += wrapped(size_in_words(*c.first().world, language), 2) + wrapped(days_in_words(s, language), 2) +
            wrapped(futures_in_words(c.first().replicates.size(), c.seed, language), 2);
    return text + pairing_of_people(c, language);
}

std::string table(const Comparison& c, size_t horizon, Language language) {
    const Scenario& s = c.scenario();
    const std::string when = horizon_in_words(s, horizons_of(s)[horizon], language);
    std::string text = say(language, "By ", "Sampai ") + when + "\n";
    std::span<const Alternative> others = std::span(c.alternatives).subspan(1);
    while (!others.empty()) {
        size_t here = std::min(others_per_table, others.size());
        std::string tables = both_tables(c, others.first(here), horizon, language);
        if (here > 1 && widest_line(tables) > page_width) {
            here = 1;
            tables = both_tables(c, others.first(here), horizon, language);
        }
        text += "\n" + tables;
        others = others.subspan(here);
    }
    return text;
}

std::string evaluation(const Comparison& c, Language language) {
    const Scenario& s = c.scenario();
    const int before = s.evaluation - s.start;  // whole days lived by the morning of the evaluation
    if (s.evaluation < s.start + 1 || before >= s.days) {
        return "";
    }
    using enum Outcome;
    const auto until_then = [&](const Replicate& r, std::initializer_list<Outcome> summed) {
        double sum = 0;
        for (int d = 0; d < before; ++d) {
            for (Outcome o : summed) {
                sum += at(r.days[static_cast<size_t>(d)], o);
            }
        }
        return sum;
    };
    struct Known {
        std::string label;
        Quantity like;
        std::function<double(const Replicate&)> of;
    };
    const Known rows[] = {
        {say(language, "Known: confirmed cases", "Diketahui: kasus terkonfirmasi"), quantity(confirmed),
         [&](const Replicate& r) { return until_then(r, {confirmed}); }},
        {say(language, "Known: requests that wait", "Diketahui: permohonan tertunda"), quantity(backlog),
         [&](const Replicate& r) { return at(r.days[static_cast<size_t>(before - 1)], backlog); }},
        {say(language, "True: servants and family infected", "Sebenarnya: ASN dan keluarga tertular"),
         quantity(infections_servants), [&](const Replicate& r) {
             return until_then(r, {infections_servants, infections_family});
         }}};
    std::vector<Table::Align> columns(1 + c.alternatives.size(), Table::Align::right);
    columns.front() = Table::Align::left;
    Table table(std::move(columns));
    std::vector<std::string> head = {say(language, "Evaluation on ", "Evaluasi pada ") +
                                     horizon_in_words(s, before + 1, language)};
    for (const Alternative& a : c.alternatives) {
        head.push_back(a.letter);
    }
    table.row(std::move(head));
    for (const Known& row : rows) {
        std::vector<std::string> cells = {row.label};
        for (const Alternative& a : c.alternatives) {
            std::vector<double> values;
            for (const Replicate& r : a.replicates) {
                values.push_back(row.of(r));
            }
            cells.push_back(median_and_range(row.like, values, language));
        }
        table.row(std::move(cells));
    }
    return table.text();
}

}  // namespace piket::cli
