// The first side: what each way through the episode came to.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pages/debrief_parts.hpp"
#include "pages/debrief_words.hpp"
#include "pages/svg/frontier.hpp"
#include "pages/svg/panels.hpp"

namespace piket::pages {

namespace {

using html::element;
using html::escaped;

constexpr double half_of_mean = 1.6448536269514722;  // 90 % interval of a mean

double true_infected(const EpisodeCourse& course) {
    return at(course.own, Outcome::infections_servants);
}

double reported(const EpisodeCourse& course) {
    double sum = 0;
    for (const double day : course.reported_by_day) {
        sum += day;
    }
    return sum;
}

// Of all predictions of one kind, the team's and the model's.
std::string score(const EpisodeCourse& course, Predicted what, int decimals) {
    double own = 0, futures = 0;
    for (const FortnightResult& f : course.fortnights) {
        own += f.judged[static_cast<size_t>(what)].score;
        futures += f.judged[static_cast<size_t>(what)].score_of_futures;
    }
    return fmt::format("{} ({})", number(own, decimals, written), number(futures, decimals, written));
}

std::vector<std::string> row_of(const EpisodeCourse& course) {
    const bool nothing = course.kind == EpisodeCourse::Kind::nothing, team = course.kind == EpisodeCourse::Kind::team;
    const double infected = true_infected(course), waiting = at(course.own, Outcome::waiting_days);
    const auto interval = [](const Summary& summary, int decimals) {
        return fmt::format("{} [{}]", number(summary.mean, decimals, written),
                           range(summary.q05, summary.q95, decimals));
    };
    return {(course.dominated ? "" : "● ") + element("b", both(name_of(course))),
            html::data("infections_servants", infected, number(infected, 0, written)),
            number(reported(course), 0, written),
            interval(course.infections, 0),
            nothing
                ? "–"
                : fmt::format("{} [{} … {}]", number(course.saved.summary.mean, 1, written),
                              number(course.saved.mean_low, 1, written), number(course.saved.mean_high, 1, written)),
            html::data("waiting_days", waiting, number(waiting, 2, written)),
            interval(course.waiting, 2),
            team ? score(course, Predicted::infections, 0) : "–",
            team ? score(course, Predicted::waiting, 2) : "–"};
}

// High where few teams leave room for it.
double body_for(const Debrief& debrief) {
    return 420 - 36 * static_cast<double>(std::min<size_t>(debrief.courses.size(), 6));
}

std::string frontier(const Debrief& debrief) {
    svg::FrontierChart chart;
    chart.words = {.title = "Tertular dan menunggu / infected and waiting",
                   .subtitle = "Rata-rata masa depan, selang 90 % / mean of futures, 90 % interval",
                   .command = "",
                   .width = 480,
                   .alone = false};
    chart.x_axis = "ASN tertular / civil servants infected";
    chart.y_axis = "Hari menunggu / days of waiting";
    chart.best = "tidak dikalahkan / not beaten";
    chart.others = "dikalahkan / beaten";
    chart.body = body_for(debrief);
    for (const EpisodeCourse& course : debrief.courses) {
        const double x = half_of_mean * course.infections.standard_error,
                     y = half_of_mean * course.waiting.standard_error;
        chart.points.push_back({short_name(course), course.infections.mean, course.infections.mean - x,
                                course.infections.mean + x, course.waiting.mean, course.waiting.mean - y,
                                course.waiting.mean + y, !course.dominated});
    }
    return draw(chart, written);
}

std::vector<double> cumulative(std::vector<double> days) {
    double sum = 0;
    for (double& day : days) {
        sum = day += sum;
    }
    return days;
}

std::string reports(const Debrief& debrief) {
    svg::PanelChart chart;
    chart.words = {.title = "Yang benar dan yang dilaporkan / true and reported",
                   .subtitle = "Sejak awal, di dunia yang dijalani / since the start, as it came",
                   .command = "",
                   .width = 480,
                   .alone = false};
    chart.so = "tertular / infected";
    chart.known = "dilaporkan / reported";
    chart.first = debrief.scenario.start;
    chart.body = body_for(debrief) + 58;  // it has no axis of its own below
    for (const EpisodeCourse& course : debrief.courses) {
        chart.panels.push_back(
            {short_name(course), cumulative(course.infected_by_day), cumulative(course.reported_by_day)});
    }
    return draw(chart, written);
}

}  // namespace

std::string outcomes_part(const Debrief& debrief) {
    std::vector<std::vector<std::string>> rows;
    for (const EpisodeCourse& course : debrief.courses) {
        rows.push_back(row_of(course));
    }
    return heading("Hasil dengan orang dan keberuntungan yang sama", "outcomes, same people and luck") +
           element("div",
                   html::table({both("Jalan", "way"), both("Tertular", "infected"), both("dilaporkan", "reported"),
                                both("masa depan", "futures"), both("dibanding tanpa tindakan", "against nothing done"),
                                both("Hari menunggu", "days waited"), both("masa depan", "futures"),
                                both("Skor tertular", "score"), both("Skor menunggu", "score")},
                               rows),
                   "outcomes") +
           element(
               "p",
               both(
                   "● tidak ada jalan lain yang lebih baik dalam kedua hal. Dilaporkan: juga yang tertular sebelum "
                   "hari pertama. "
                   "[ ]: 90 % masa depan; pada selisih: selang 90 % rata-ratanya. Skor: lebar rentang yang disegel, "
                   "ditambah "
                   "10 kali jarak bila yang terjadi di luar; kecil lebih baik; dalam kurung skor selang model.",
                   "● no other way is better in both. Reported: also those infected before the first day. [ ]: 90 % of "
                   "futures; of a difference: 90 % interval of its mean. Score: width of the sealed range, plus 10 "
                   "times "
                   "the distance if what came lies outside; small is better; in brackets that of the model's range."),
               "small");
}

std::string charts_part(const Debrief& debrief) {
    return element("div", element("div", frontier(debrief)) + element("div", reports(debrief)), "two");
}

std::string places_part(const Debrief& debrief) {
    constexpr size_t most_settings = 7, few_courses = 4;
    const size_t most_rooms = debrief.courses.size() > few_courses ? 1 : 2;
    std::vector<size_t> settings;
    const auto sum = [&](size_t s) {
        double all = 0;
        for (const EpisodeCourse& course : debrief.courses) {
            all += course.settings[s];
        }
        return all;
    };
    for (size_t s = 0; s < setting_count; ++s) {
        if (sum(s) > 0) {
            settings.push_back(s);
        }
    }
    std::ranges::stable_sort(settings, std::greater{}, sum);
    settings.resize(std::min(settings.size(), most_settings));
    std::vector<std::string> head = {both("Jalan", "way")};
    for (const size_t s : settings) {
        head.push_back(both(name_of(static_cast<Setting>(s))));
    }
    head.push_back(both("ruangan terbanyak", "rooms with most"));
    std::vector<std::vector<std::string>> rows;
    for (const EpisodeCourse& course : debrief.courses) {
        std::vector<std::string>& row = rows.emplace_back();
        row.push_back(element("b", escaped(short_name(course))));
        for (const size_t s : settings) {
            row.push_back(number(course.settings[s], 0, written));
        }
        std::string rooms;
        for (size_t r = 0; r < std::min(most_rooms, course.rooms.size()); ++r) {
            rooms +=
                (r > 0 ? "; " : "") + both(course.rooms[r].name) + fmt::format(" ({})", course.rooms[r].infections);
        }
        row.push_back(rooms.empty() ? "–" : rooms);
    }
    return heading("Di mana ASN tertular (dunia yang dijalani)", "Where civil servants were infected (as it came)") +
           element("div", html::table(head, rows), "places");
}

}  // namespace piket::pages
