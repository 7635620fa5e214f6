#include "room_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace piket::cli {

namespace {

constexpr std::string_view level_names[] = {"nobody", "low", "moderate", "high", "very_high"};
constexpr double limits[] = {0.01, 0.05, 0.2};
constexpr double stale = 1000, very_stale = 1500;  // ppm: CO2 of people's breath, commonly taken as limits (recalled)
constexpr double fresh = 6;                        // 1/h: cross ventilation or fans (Jimenez/Peng estimator)

int total(const auto& groups) {
    int people = 0;
    for (const auto& group : groups) {
        people += group.count;
    }
    return people;
}

double with_masks(RoomCase c) {
    const auto put_on = [](auto& groups) {
        for (auto& group : groups) {
            group.mask = {MaskType::surgical, 1, std::nullopt};
        }
    };
    put_on(c.infected);
    put_on(c.exposed);
    return evaluate(c).expected;
}

double with_fresh_air(RoomCase c) {
    for (CaseRoom& room : c.rooms) {
        for (auto& [from, ach] : room.ventilation) {
            ach = std::max(ach, fresh);
        }
    }
    return evaluate(c).expected;
}

std::string air_in_words(double co2, Language language) {
    const std::string peak = number(co2, 0, language);
    if (co2 < stale) {
        return say(language, fmt::format("CO2 reaches {} ppm: the air is fresh enough.", peak),
                   fmt::format("CO2 mencapai {} ppm: udara cukup segar.", peak));
    }
    return say(language,
               fmt::format("CO2 reaches {} ppm: the air is {}; bring in more outdoor air.", peak,
                           co2 < very_stale ? "stale" : "very stale"),
               fmt::format("CO2 mencapai {} ppm: udara {}; tambahkan udara luar.", peak,
                           co2 < very_stale ? "pengap" : "sangat pengap"));
}

std::string risk_in_words(RiskLevel level, Language language) {
    switch (level) {
        case RiskLevel::nobody:
            return say(language, "No risk of this kind: nobody infectious meets anybody.",
                       "Tidak ada risiko semacam ini: tidak ada orang yang menulari orang lain.");
        case RiskLevel::low:
            return say(language, "Low risk for each person.", "Risiko rendah bagi tiap orang.");
        case RiskLevel::moderate:
            return say(language, "Moderate risk for each person.", "Risiko sedang bagi tiap orang.");
        case RiskLevel::high:
            return say(language, "High risk for each person.", "Risiko tinggi bagi tiap orang.");
        case RiskLevel::very_high:
            return say(language, "Very high risk for each person.", "Risiko sangat tinggi bagi tiap orang.");
    }
    return "";
}

std::string infections_in_words(const RoomCase& c, const RoomAnswer& a, Language language) {
    const int infected = total(c.infected), exposed = total(c.exposed);
    return say(
        language,
        fmt::format("If {} there {} infected, expect {} new infections among {} others on average; in nine of ten "
                    "such cases {} to {}. The chance that there is any is {} %.",
                    infected == 1 ? "one person" : fmt::format("{} people", infected), infected == 1 ? "is" : "are",
                    brief(a.expected, language), exposed, a.low, a.high, brief(100 * (1 - a.none), language)),
        fmt::format("Jika {} orang di sana sudah tertular, rata-rata {} dari {} orang lain akan tertular; dalam "
                    "sembilan dari sepuluh kejadian {} sampai {}. Peluang ada yang tertular {} %.",
                    infected == 1 ? "satu" : std::to_string(infected), brief(a.expected, language), exposed, a.low,
                    a.high, brief(100 * (1 - a.none), language)));
}

std::string remedies_in_words(double masks, double air, Language language) {
    return say(language,
               fmt::format("With surgical masks on everybody it would be {}; with at least {} air changes per hour {}.",
                           brief(masks, language), fresh, brief(air, language)),
               fmt::format("Jika semua bermasker bedah: {}; jika udara berganti sedikitnya {} kali per jam: {}.",
                           brief(masks, language), fresh, brief(air, language)));
}

}  // namespace

std::string brief(double value, Language language) {
    if (value == 0 || !std::isfinite(value)) {
        return std::isfinite(value) ? "0" : "∞";
    }
    const int digits = static_cast<int>(std::floor(std::log10(std::fabs(value))));
    if (digits < -4) {
        return fmt::format("{:.0e}", value);
    }
    return number(value, std::clamp(1 - digits, 0, 5), language);
}

RiskLevel level_of(const RoomCase& c, const RoomAnswer& answer) {
    const int exposed = total(c.exposed);
    const double mean = exposed > 0 ? answer.expected / exposed : 0;
    if (mean == 0) {
        return RiskLevel::nobody;
    }
    const auto above = std::ranges::count_if(limits, [&](double limit) { return mean >= limit; });
    return static_cast<RiskLevel>(static_cast<int>(RiskLevel::low) + static_cast<int>(above));
}

std::string_view level_name(RiskLevel level) {
    return level_names[static_cast<size_t>(level)];
}

Text verdict(const RoomCase& c, const RoomAnswer& answer) {
    const RiskLevel level = level_of(c, answer);
    double co2 = 0;
    for (const RoomAnswer::Room& room : answer.rooms) {
        co2 = std::max(co2, room.co2_peak);
    }
    const bool any = level != RiskLevel::nobody;
    const double masks = any ? with_masks(c) : 0, air = any ? with_fresh_air(c) : 0;
    const auto in = [&](Language language) {
        std::string text = risk_in_words(level, language) + " ";
        if (any) {
            text += infections_in_words(c, answer, language) + " " + remedies_in_words(masks, air, language) + " ";
        }
        return text + air_in_words(co2, language);
    };
    return {in(Language::id), in(Language::en)};
}

}  // namespace piket::cli
