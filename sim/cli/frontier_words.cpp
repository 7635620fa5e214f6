// A frontier as a table and as a picture.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "frontiers.hpp"
#include "pages/svg/frontier.hpp"
#include "report.hpp"
#include "sweep_report.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

constexpr double ninety = 1.6448536269514722;

std::string percent(double share, Language language) {
    return number(100 * share, 0, language) + " %";
}

std::string mean_and_interval(const Quantity& q, const Summary& s, Language language) {
    const double mean = shown(q, s.mean), half = ninety * shown(q, s.standard_error);
    const int decimals = decimals_for(mean);
    return fmt::format("{} ({}–{})", number(mean, decimals, language), number(mean - half, decimals, language),
                       number(mean + half, decimals, language));
}

std::string when(const SweepSource& source, Language language) {
    return days_vary(source.plan) ? say(language, "the last day", "hari terakhir")
                                  : horizon_in_words(source.plan.start, source.plan.horizons.back(), language);
}

// What is held and what is averaged, as sentences; empty if the plan has policies alone.
std::string circumstances(const Frontier& f, Language language) {
    std::string text;
    for (const std::string& held : f.held) {
        text += (text.empty() ? "" : "; ") + held;
    }
    text += text.empty() ? "" : ". ";
    for (const Text& axis : f.averaged) {
        text += fmt::format(fmt::runtime(say(language, "The steps of \"{}\" are circumstances: each counts alike. ",
                                             "Langkah \"{}\" adalah keadaan: masing-masing dihitung sama. ")),
                            say(language, axis));
    }
    return text;
}

std::string direction(const Quantity& q, Language language) {
    return q.fewer_is_better ? say(language, "fewer is better", "lebih sedikit lebih baik")
                             : say(language, "more is better", "lebih banyak lebih baik");
}

svg::FrontierPoint point_of(const Frontier& f, const Policy& p, Language language) {
    const double x = shown(f.infections, p.x.mean), y = shown(f.service, p.y.mean);
    const double wide = ninety * shown(f.infections, p.x.standard_error);
    const double high = ninety * shown(f.service, p.y.standard_error);
    return {say(language, p.title), x, x - wide, x + wide, y, y - high, y + high, p.best};
}

}  // namespace

std::string in_words(const Frontier& f, const SweepSource& source, Language language) {
    using enum Table::Align;
    std::string text = wrapped(say(language, source.plan.title), 0) + "\n";
    text += wrapped(
        fmt::format(fmt::runtime(say(language, "{} policies under the same {} futures, up to {}. {}",
                                     "{} kebijakan dengan {} masa depan yang sama, sampai {}. {}")),
                    f.policies.size(), count(f.futures, language), when(source, language), circumstances(f, language)),
        2);
    if (f.empty > 0) {
        text += wrapped(fmt::format(fmt::runtime(say(language, "{} more policies have not been run yet.",
                                                     "{} kebijakan lain belum dijalankan.")),
                                    f.empty),
                        2);
    }
    Table table({left, left, right, right, right});
    table.row({"", say(language, "policy", "kebijakan"), label(f.infections, language), label(f.service, language),
               say(language, "best in", "terbaik di")});
    for (const Policy& p : f.policies) {
        std::vector<std::string> lines = lines_of(say(language, p.title), 34);
        table.row({p.best ? "  *" : "", lines.front(), mean_and_interval(f.infections, p.x, language),
                   mean_and_interval(f.service, p.y, language), percent(p.share, language)});
        for (size_t i = 1; i < lines.size(); ++i) {
            table.row({"", "  " + lines[i]});
        }
    }
    text += "\n" + table.text() + "\n";
    return text +
           wrapped(say(language,
                       "*: no other policy is at least as good in both means and better in one. Means with 90 % "
                       "intervals. best in: how often a policy stays so when the futures are drawn again, the same for "
                       "all policies, 1,000 times; what they share in luck cancels there, but not in the intervals.",
                       "*: tidak ada kebijakan lain yang setidaknya sama baik pada kedua rata-rata dan lebih baik pada "
                       "salah satunya. Rata-rata dengan selang 90 %. terbaik di: seberapa sering itu tetap berlaku "
                       "bila masa depan diundi ulang 1.000 kali, sama untuk semua kebijakan; nasib bersama saling "
                       "menghapus di situ, tetapi tidak di selang."),
                   0);
}

std::string picture(const Frontier& f, const SweepSource& source, const std::string& command, Language language,
                    bool alone) {
    svg::FrontierChart chart;
    chart.words.title =
        say(language, "Which policies no other beats", "Kebijakan yang tidak dikalahkan kebijakan lain");
    chart.words.subtitle = fmt::format(
        fmt::runtime(
            say(language,
                "{}{}. {} policies under the same {} futures, up to {}. Thin lines: 90 % intervals of the means; they "
                "share their luck, "
                "so differences are surer than these look.",
                "{}{}. {} kebijakan dengan {} masa depan yang sama, sampai {}. Garis tipis: selang 90 % rata-rata; "
                "nasibnya sama, jadi selisihnya lebih pasti daripada kelihatannya.")),
        say(language, source.plan.title), f.held.empty() ? "" : " (" + f.held.front() + ")", f.policies.size(),
        count(f.futures, language), when(source, language));
    chart.words.command = command;
    chart.words.alone = alone;
    chart.body = alone ? 420 : 300;
    chart.x_axis = fmt::format("{} ({})", label(f.infections, language), direction(f.infections, language));
    chart.y_axis = fmt::format("{} ({})", label(f.service, language), direction(f.service, language));
    chart.best = say(language, "no other is better in both", "tidak ada yang lebih baik pada keduanya");
    chart.others = say(language, "another is at least as good in both", "ada yang setidaknya sama baik pada keduanya");
    for (const Policy& p : f.policies) {
        const svg::FrontierPoint point = point_of(f, p, language);
        const auto same = std::ranges::find_if(
            chart.points, [&](const svg::FrontierPoint& q) { return q.x == point.x && q.y == point.y; });
        if (same == chart.points.end()) {
            chart.points.push_back(point);
        } else {
            same->label += " = " + point.label;
        }
    }
    return draw(chart, language);
}

}  // namespace piket::cli
