#include "pair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "pages/html.hpp"
#include "pages/svg/difference.hpp"
#include "pages/svg/where.hpp"

namespace piket::cli {

namespace {

constexpr double ninety = 1.6448536269514722;

std::vector<Quantity> judged() {
    using enum Outcome;
    return {quantity(infections_servants), quantity(at_work), quantity(infections_family),
            quantity(infections_public),   quantity(deaths),  served(),
            quantity(waiting_days),        quantity(backlog), quantity(turned_away)};
}

std::string figure(const Quantity& q, std::string_view what, double value, const std::string& words) {
    return html::data(fmt::format("{}.{}", q.key, what), value, words);
}

std::string size_of(const Quantity& q, std::string_view what, double value, int decimals, Language language) {
    return figure(q, what, value, number(std::fabs(value), decimals, language));
}

std::string k_of_n(const Pair& pair, const Quantity& q, Language language) {
    // Ties count half; what is left of one is no future.
    const double k = std::floor(static_cast<double>(pair.futures) * pair.of(q).difference.better);
    return fmt::format(
        fmt::runtime(say(language, "{} is better in {} of {} futures", "{} unggul di {} dari {} masa depan")), pair.b,
        figure(q, "better", pair.of(q).difference.better, number(k, 0, language)), count(pair.futures, language));
}

std::string fewer(double value, Language language) {
    return value < 0 ? say(language, "fewer", "lebih sedikit") : say(language, "more", "lebih banyak");
}

std::string on_infections(const Pair& pair, Language language) {
    const Quantity q = quantity(Outcome::infections_servants);
    const Difference& d = pair.of(q).difference;
    const int decimals = decimals_for(std::max(std::fabs(d.mean_low), std::fabs(d.mean_high)));
    const std::string mean = size_of(q, "mean", d.summary.mean, decimals, language);
    if (d.summary.mean == 0 && d.summary.standard_error == 0) {
        return fmt::format(fmt::runtime(say(language,
                                            "With {} as many civil servants are infected by {} as with {}, in every "
                                            "future ({})",
                                            "Dengan {}, ASN yang tertular sampai {} sama banyak dengan {} di "
                                            "semua masa depan ({})")),
                           pair.b, pair.until, pair.a, figure(q, "mean", 0, "±0"));
    }
    if (!d.clear()) {
        const auto end = [&](std::string_view what, double value) {
            return size_of(q, what, value, decimals, language) + " " + fewer(value, language);
        };
        return fmt::format(fmt::runtime(say(language,
                                            "Whether {} or {} has fewer civil servants infected by {} stays open: "
                                            "{} {} on average with {}, but the 90 % interval goes from {} to {}; {}",
                                            "Belum jelas apakah {} atau {} yang membuat lebih sedikit ASN tertular "
                                            "sampai {}: rata-rata {} {} dengan {}, tetapi selang 90 % dari {} "
                                            "sampai {}; {}")),
                           pair.b, pair.a, pair.until, mean, fewer(d.summary.mean, language), pair.b,
                           end("mean_low", d.mean_low), end("mean_high", d.mean_high), k_of_n(pair, q, language));
    }
    // From the smaller to the larger, whichever way they point.
    const bool down = d.summary.mean < 0;
    const std::string low = size_of(q, "mean_low", d.mean_low, decimals, language);
    const std::string high = size_of(q, "mean_high", d.mean_high, decimals, language);
    return fmt::format(fmt::runtime(say(language,
                                        "With {}, {} {} civil servants are infected by {} than with {} on average "
                                        "(90 % interval {} to {}); {}",
                                        "Dengan {}, rata-rata {} {} ASN tertular sampai {} daripada dengan {} "
                                        "(selang 90 % {} sampai {}); {}")),
                       pair.b, mean, fewer(d.summary.mean, language), pair.until, pair.a, down ? high : low,
                       down ? low : high, k_of_n(pair, q, language));
}

std::string on_waiting(const Pair& pair, Language language) {
    const Quantity q = quantity(Outcome::waiting_days);
    const Difference& d = pair.of(q).difference;
    const double days = d.summary.mean;
    constexpr double noticed = 0.05;
    if (!d.clear() || std::fabs(days) < noticed) {
        return figure(q, "mean", days, say(language, "requests wait practically as long", "lama tunggu praktis sama"));
    }
    const int decimals = decimals_for(days);
    const bool down = days < 0;
    const std::string low = size_of(q, "mean_low", d.mean_low, decimals, language);
    const std::string high = size_of(q, "mean_high", d.mean_high, decimals, language);
    return fmt::format(fmt::runtime(say(language, "each request waits {} days {} ({} to {})",
                                        "tiap permohonan menunggu {} hari {} ({} sampai {})")),
                       size_of(q, "mean", days, decimals, language),
                       down ? say(language, "less", "lebih singkat") : say(language, "longer", "lebih lama"),
                       down ? high : low, down ? low : high);
}

std::string with_sign(double value, int decimals, Language language) {
    const std::string text = number(value, decimals, language);
    return value > 0 && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
}

svg::DifferenceRow row_of(const Pair& pair, const Quantity& q, Language language) {
    const Pair::Numbers& n = pair.of(q);
    const double sign = q.fewer_is_better ? -1 : 1;
    const auto gain = [&](double value) {
        constexpr double beyond = 1e6;  // where A has none at all
        return value == 0 ? 0 : n.a.mean > 0 ? 100 * sign * value / n.a.mean : std::copysign(beyond, sign * value);
    };
    const double low = shown(q, n.difference.mean_low), high = shown(q, n.difference.mean_high);
    const int decimals = decimals_for(std::max(std::fabs(low), std::fabs(high)));
    const std::string mean = with_sign(shown(q, n.difference.summary.mean), decimals, language);
    svg::DifferenceRow row{label(q, language), gain(n.difference.summary.mean), gain(n.difference.mean_low),
                           gain(n.difference.mean_high),
                           low == high ? mean
                                       : fmt::format("{} ({} … {})", mean, with_sign(low, decimals, language),
                                                     with_sign(high, decimals, language))};
    if (row.low > row.high) {
        std::swap(row.low, row.high);
    }
    return row;
}

std::vector<Quantity> settings() {
    using enum Outcome;
    std::vector<Quantity> all;
    for (const Outcome o : {from_town, from_household, from_commute, from_trip, from_office, from_meeting, from_counter,
                            from_canteen, from_prayer, from_corridor, from_talk, from_roll_call, from_school}) {
        all.push_back(quantity(o));
    }
    return all;
}

}  // namespace

std::string answer(const Pair& pair, Language language) {
    return on_infections(pair, language) + "; " + on_waiting(pair, language) + ".";
}

std::string difference_chart(const Pair& pair, Language language) {
    svg::DifferenceChart chart;
    chart.words.title = fmt::format(fmt::runtime(say(language, "What {} changes", "Yang diubah {}")), pair.b);
    chart.words.subtitle =
        fmt::format(fmt::runtime(say(
                        language,
                        "Mean of {} minus {} over {} futures, pair by pair, with the 90 % interval of that mean. Grey: "
                        "the interval holds zero.",
                        "Rata-rata {} dikurangi {} pada {} masa depan, pasangan demi pasangan, dengan selang 90 % "
                        "rata-rata itu. Kelabu: selangnya memuat nol.")),
                    pair.b, pair.a, count(pair.futures, language));
    chart.words.alone = false;
    chart.axis = fmt::format(fmt::runtime(say(language, "better or worse by, in % of {} (arrow: beyond)",
                                              "lebih baik atau buruk, dalam % dari {} (panah: lebih jauh)")),
                             pair.a);
    chart.worse = fmt::format(fmt::runtime(say(language, "{} is better", "{} lebih baik")), pair.a);
    chart.better = fmt::format(fmt::runtime(say(language, "{} is better", "{} lebih baik")), pair.b);
    chart.notes = fmt::format("{} − {} (90 %)", pair.b, pair.a);
    for (const Quantity& q : judged()) {
        chart.rows.push_back(row_of(pair, q, language));
    }
    return draw(chart, language);
}

std::string where_chart(const Pair& pair, Language language) {
    svg::WhereChart chart;
    chart.words.title = say(language, "Where they were infected", "Di mana mereka tertular");
    chart.words.subtitle = say(language, "Civil servants and families, mean over futures with its 90 % interval.",
                               "ASN dan keluarga, rata-rata semua masa depan dengan selang 90 %.");
    chart.words.width = 450;
    chart.words.alone = false;
    chart.axis = say(language, "people infected", "orang tertular");
    chart.alternatives = {pair.a, pair.b};
    constexpr double worth_showing = 0.05;
    for (const Quantity& q : settings()) {
        const Pair::Numbers& n = pair.of(q);
        if (std::max(n.a.mean, n.b.mean) < worth_showing) {
            continue;
        }
        svg::WhereRow row{say(language, q.label), {}};
        for (const Summary* s : {&n.a, &n.b}) {
            row.values.push_back({s->mean, s->mean - ninety * s->standard_error, s->mean + ninety * s->standard_error});
        }
        chart.rows.push_back(std::move(row));
    }
    return draw(chart, language);
}

}  // namespace piket::cli
