// The sentences that a comparison ends with.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "comparison.hpp"
#include "table.hpp"

namespace piket::cli {

namespace {

constexpr size_t few_replicates = 20;

double mean_of(const Comparison& c, size_t horizon, const Quantity& q) {
    return summarise(values_at(c.first().replicates, horizon, q)).mean;
}

// "3.1 fewer", "0.4 more"
std::string more_or_fewer(double value, int decimals, Language language) {
    return fmt::format("{} {}", number(std::fabs(value), decimals, language),
                       value < 0 ? say(language, "fewer", "lebih sedikit") : say(language, "more", "lebih banyak"));
}

// "down 12 % from 114"; where that is a percentage that says something.
std::string change_from(double first, double change, Language language) {
    constexpr double most = 2;
    const double share = std::fabs(change) / first;
    const std::string by = share <= most ? percent(share, language) + " " : "";
    return fmt::format("{} {}{} {}", change < 0 ? say(language, "down", "turun") : say(language, "up", "naik"), by,
                       say(language, "from a mean of", "dari rata-rata"), number(first, decimals_for(first), language));
}

std::string infections_in_words(const Comparison& c, const Alternative& other, size_t horizon, int days,
                                Language language) {
    const Quantity q = quantity(Outcome::infections_servants);
    const Difference d = difference(c, other, horizon, q);
    const double mean = d.summary.mean, first = mean_of(c, horizon, q);
    const auto futures = static_cast<double>(c.first().replicates.size());
    const std::string better =
        fmt::format(fmt::runtime(say(language, "better in {} of {} futures", "unggul di {} dari {} masa depan")),
                    number(std::floor(futures * d.better), 0, language), number(futures, 0, language));
    if (mean == 0 && !d.clear() && d.summary.standard_error == 0) {
        return fmt::format(fmt::runtime(say(language, "as many civil servants infected by day {} in every future.",
                                            "jumlah ASN tertular sampai hari ke-{} sama di semua masa depan.")),
                           days);
    }
    if (!d.bounded()) {
        return fmt::format(
            fmt::runtime(say(language,
                             "{} civil servants infected by day {} in the one future that was lived through; how sure "
                             "that is takes more of them.",
                             "ASN tertular {} sampai hari ke-{} dalam satu-satunya masa depan yang dijalani; untuk "
                             "tahu seberapa pasti, perlu lebih banyak.")),
            mean == 0 ? say(language, "as many", "sama banyak") : more_or_fewer(mean, decimals_for(mean), language),
            days);
    }
    const int decimals = decimals_for(std::max(std::fabs(d.mean_low), std::fabs(d.mean_high)));
    if (!d.clear()) {
        return fmt::format(
            fmt::runtime(say(language,
                             "no clear difference in civil servants infected by day {}: {} on average, but the 90 % "
                             "interval goes from {} to {} ({}).",
                             "tidak ada selisih yang jelas dalam ASN tertular sampai hari ke-{}: rata-rata {}, tetapi "
                             "selang 90 % dari {} sampai {} ({}).")),
            days, more_or_fewer(mean, decimals, language), more_or_fewer(d.mean_low, decimals, language),
            more_or_fewer(d.mean_high, decimals, language), better);
    }
    const double near = std::min(std::fabs(d.mean_low), std::fabs(d.mean_high));
    const double far = std::max(std::fabs(d.mean_low), std::fabs(d.mean_high));
    const std::string from_first = first > 0 ? ", " + change_from(first, mean, language) : "";
    return fmt::format(
        fmt::runtime(say(language, "{} civil servants infected by day {}{} (90 % interval {} to {}; {}).",
                         "ASN tertular {} sampai hari ke-{}{} (selang 90 % {} sampai {}; {}).")),
        more_or_fewer(mean, decimals, language), days, from_first, number(near, decimals, language),
        number(far, decimals, language), better);
}

std::string service_in_words(const Comparison& c, const Alternative& other, size_t horizon, Language language) {
    const Quantity all = served();
    const Difference queue = difference(c, other, horizon, quantity(Outcome::queue_minutes));
    const Difference refused = difference(c, other, horizon, quantity(Outcome::turned_away));
    const Difference done = difference(c, other, horizon, all);
    const double first = mean_of(c, horizon, all);
    const double lost = first > 0 ? done.summary.mean / first : 0;
    constexpr double noticed_minutes = 0.1, noticed_visits = 0.5, noticed_share = 0.0005;
    if (!queue.bounded()) {
        return "";
    }
    const auto size = [&](double value) { return number(std::fabs(value), decimals_for(value), language); };
    std::string text;
    const std::vector<QueueChange> changes = queue_changes(c, other, horizon);
    if (const int closed = open_in_one(changes); closed > 0) {
        text = fmt::format(fmt::runtime(say(language, "Counters were closed here or in A at {} of {} kinds of office",
                                            "Loket tutup di sini atau di A pada {} dari {} jenis kantor")),
                           closed, changes.size());
    } else if (const double minutes = queue.summary.mean; queue.clear() && std::fabs(minutes) >= noticed_minutes) {
        text =
            fmt::format(fmt::runtime(say(language, "Visitors queued {} minutes {} at the counters, on average",
                                         "Pengunjung rata-rata antre {} menit {} di loket")),
                        size(minutes),
                        minutes > 0 ? say(language, "longer", "lebih lama") : say(language, "less", "lebih singkat"));
    } else {
        text = say(language, "Queues at the counters were practically as long as in A",
                   "Antrean di loket praktis sama lama dengan A");
    }
    if (const double visits = refused.summary.mean; refused.clear() && std::fabs(visits) >= noticed_visits) {
        text += fmt::format(
            fmt::runtime(say(language, "; {} {} visits were turned away", "; kunjungan yang ditolak {} {}")),
            size(visits), visits > 0 ? say(language, "more", "lebih banyak") : say(language, "fewer", "lebih sedikit"));
    }
    if (done.clear() && std::fabs(lost) >= noticed_share) {
        text += fmt::format(
            fmt::runtime(say(language, "; {} % {} requests were served.", "; permohonan yang dilayani {} % {}.")),
            number(100 * std::fabs(lost), decimals_for(100 * lost), language),
            lost < 0 ? say(language, "fewer", "lebih sedikit") : say(language, "more", "lebih banyak"));
    } else {
        text += say(language, "; practically as many requests were served.",
                    "; permohonan yang dilayani praktis sama banyak.");
    }
    return text;
}

std::string pairing_in_words(const Comparison& c, const Alternative& other, size_t horizon, Language language) {
    const Difference d = difference(c, other, horizon, quantity(Outcome::infections_servants));
    if (d.summary.standard_error == 0 || !d.bounded()) {
        return "";
    }
    constexpr double worth_saying = 1.05;
    if (d.narrower < worth_saying) {
        return fmt::format(fmt::runtime(say(language, "Pairing did not narrow this interval (correlation {}).",
                                            "Pemasangan tidak mempersempit selang ini (korelasi {}).")),
                           number(d.correlation, 2, language));
    }
    return fmt::format(
        fmt::runtime(say(language,
                         "Same people and same luck on both sides make the interval of infections {} times narrower "
                         "(correlation {}).",
                         "Orang dan nasib yang sama di kedua sisi membuat selang ASN tertular {} kali lebih sempit "
                         "(korelasi {}).")),
        number(d.narrower, 1, language), number(d.correlation, 2, language));
}

}  // namespace

std::string plain_words(const Comparison& c, Language language) {
    const Scenario& s = c.scenario();
    const std::vector<int> horizons = horizons_of(s);
    const size_t last = horizons.size() - 1;
    std::string text;
    for (const Alternative& other : std::span(c.alternatives).subspan(1)) {
        text += wrapped(called(other, language) + ": " + infections_in_words(c, other, last, horizons[last], language) +
                            " " + service_in_words(c, other, last, language) + " " +
                            pairing_in_words(c, other, last, language),
                        0) +
                "\n";
    }
    text += wrapped(say(language,
                        "Intervals of differences are of the mean over futures; \"better\" is the share of futures in "
                        "which the alternative does better than A, ties counted half. Where an interval is missing, "
                        "it is narrower than 2 %; where \"better\" is, neither more nor less is plainly good. A visit "
                        "turned away counts each time.",
                        "Selang pada selisih berlaku untuk rata-rata semua masa depan; \"unggul\" adalah bagian masa "
                        "depan di mana pilihan itu lebih baik dari A, seri dihitung setengah. Selang yang lebih "
                        "sempit dari 2 % tidak dicetak; \"unggul\" tidak dicetak bila lebih atau kurang tidak jelas "
                        "baiknya. Kunjungan yang ditolak dihitung setiap kali."),
                    0);
    if (c.first().replicates.size() < few_replicates) {
        text += wrapped(
            fmt::format(
                fmt::runtime(say(language, "With {} futures all of this is rough; ask for more with --replicates.",
                                 "Dengan {} masa depan semua ini kasar; mintalah lebih banyak dengan --replicates.")),
                c.first().replicates.size()),
            0);
    }
    return text;
}

}  // namespace piket::cli
