#include "calibration/likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.hpp"
#include "base/math.hpp"
#include "day/infectiousness.hpp"
#include "piket/room.hpp"
#include "scenario/strains.hpp"

namespace piket {
namespace {

constexpr double step = 0.1;  // of the logarithm of emission; 0.05 moves no log-likelihood by more than 0.01
constexpr int infectious_days = 10;
constexpr double largest_hazard = 700;  // so that e^hazard stays a number; nobody escapes a tenth of it
constexpr double smallest = 1e-300;
// How much stronger the jet is than its quanta say in the model of rooms, by the large particles of speech: the ratio
// of what stays in the airways, up to 100 um over up to 20 um (derived, CAiMIRA v4.19). The parameter talk.jet stands
// for the same, so a contact's share is scaled by their ratio.
constexpr double jet_of_speech = 5.024e-11 / 1.687e-11;

// Emission on each infectious day relative to their mean, as the day's engine has it at noon of the day.
std::vector<double> course_of(const std::string& strain) {
    const StrainRow* row = find_strain(strain);
    check(row != nullptr, "the table names built-in strains only");
    const StrainSpec spec = spec_of(*row);
    double sum = 0;
    for (int k = 1; k <= last_infectious_day; ++k) {
        sum += generation_density(spec, k);
    }
    std::vector<double> course;
    for (int k = 1; k <= infectious_days; ++k) {
        course.push_back(infectious_days * generation_density(spec, k) / sum);
    }
    return course;
}

double within(const Between& b, double u, bool share) {
    if (!b.open()) {
        return b.low;
    }
    return share || b.low <= 0 ? b.low + u * (b.high - b.low) : b.low * math::exp(u * math::log(b.high / b.low));
}

// Everything of a case that may be open, in a fixed order; which of them are shares.
struct Open {
    const Between* between;
    bool share;
};
std::vector<Open> all_of(const Outbreak& o) {
    std::vector<Open> all = {
        {&o.days, false}, {&o.speaking, true}, {&o.loudness, false}, {&o.breathing, false}, {&o.masked, true}};
    for (const OutbreakRoom& room : o.rooms) {
        all.insert(all.end(), {{&room.volume, false}, {&room.ach, false}, {&room.flow, false}});
    }
    for (const OutbreakGroup& g : o.groups) {
        all.insert(all.end(),
                   {{&g.hours, false}, {&g.near_hours, false}, {&g.near_distance, false}, {&g.near_share, false}});
    }
    return all;
}

Seconds seconds_of(double hours) {
    return std::max<Seconds>(1, static_cast<Seconds>(hours * 3600 + 0.5));
}

// The case as one for the model of rooms, at one value each, in the order of all_of().
RoomCase room_case(const Outbreak& o, const Parameters& p, const std::vector<double>& values, double& days) {
    auto next = values.begin();
    days = *next++;
    const double speaking = *next++, loudness = *next++, breathing = *next++, masked = *next++;
    RoomCase c;
    c.virus.emission_sigma = 0;  // integrated over by the caller
    for (size_t r = 0; r < o.rooms.size(); ++r) {
        CaseRoom room;
        room.id = o.rooms[r].id;
        room.volume = *next++;
        room.ventilation = {{0, *next++}};
        room.decay = p.air_decay;
        room.deposition = p.air_deposition;
        const double flow = *next++;
        if (r > 0) {
            c.exchanges.push_back({0, static_cast<int>(r), flow});
        }
        c.rooms.push_back(std::move(room));
    }
    const auto groups = next;
    Seconds stay = 0;
    for (size_t g = 0; g < o.groups.size(); ++g) {
        stay = std::max(stay, seconds_of(groups[static_cast<ptrdiff_t>(4 * g)]));
    }
    InfectedGroup index;
    index.id = "index";
    index.stays = {{0, {0, stay}}};
    index.breathing.rate = breathing;
    index.expiration = {1, 1, 1};
    index.mask = {MaskType::surgical, masked, p.mask_surgical_out};
    index.quanta_per_h = p.quanta_per_h * find_strain(o.strain)->transmissibility.value *
                         (speaking * loudness + (1 - speaking) * p.voice_breathing);
    c.infected.push_back(index);
    for (const OutbreakGroup& row : o.groups) {
        const double hours = *next++, near_hours = *next++, distance = *next++, share = *next++;
        ExposedGroup group;
        group.id = row.id;
        group.count = 1;
        group.stays = {{row.room, {stay - seconds_of(hours), stay}}};
        group.breathing.rate = breathing;
        group.mask = {MaskType::surgical, masked, p.mask_surgical_in};
        if (near_hours > 0) {
            CloseContact contact;
            contact.when = {stay - std::min(seconds_of(near_hours), seconds_of(hours)), stay};
            contact.distance = distance;
            contact.expiration = {1, 1, 1};
            contact.share = share * p.talk_jet / jet_of_speech;
            group.contacts.push_back(contact);
        }
        c.exposed.push_back(std::move(group));
    }
    return c;
}

double infected(double hazard) {
    return -math::expm1(-hazard);
}

}  // namespace

EmissionLaw emission_law(double sigma, bool one_day, const std::string& strain) {
    const std::vector<double> course = one_day ? course_of(strain) : std::vector<double>{1};
    EmissionLaw law;
    const double middle = -sigma * sigma / 2;  // of ln X, whose mean is 1
    if (sigma == 0) {
        for (const double on_the_day : course) {
            law.factor.push_back(on_the_day);
            law.weight.push_back(1 / static_cast<double>(course.size()));
        }
        return law;
    }
    // From deep in the lower tail to far above where most of the mean comes from.
    const double from = middle - 5 * sigma - 4, to = middle + sigma * sigma + 5 * sigma + 1;
    double total = 0;
    for (double y = from; y <= to; y += step) {
        double density = 0;
        for (const double on_the_day : course) {
            const double z = (y - math::log(on_the_day) - middle) / sigma;
            density += math::exp(-z * z / 2);
        }
        law.factor.push_back(math::exp(y));
        law.weight.push_back(density);
        total += density;
    }
    for (double& weight : law.weight) {
        weight /= total;
    }
    return law;
}

std::vector<Circumstances> circumstances(const Outbreak& o, const Parameters& p, int points, const Luck& luck,
                                         uint32_t number) {
    const std::vector<Open> all = all_of(o);
    const Who who = child(child(child(Who{}, "calibration"), o.id), number);
    const size_t n = static_cast<size_t>(points);
    std::vector<std::vector<double>> values(n, std::vector<double>(all.size()));
    bool any = false;
    std::vector<std::pair<double, size_t>> ranks(n);
    for (size_t d = 0; d < all.size(); ++d) {
        const bool open = all[d].between->open();
        any = any || open;
        for (size_t i = 0; i < n && open; ++i) {  // a shuffle of the strata
            ranks[i] = {
                uniform(luck, who, Day{static_cast<int32_t>(i)}, Purpose::circumstance, static_cast<uint16_t>(2 * d)),
                i};
        }
        if (open) {
            std::ranges::sort(ranks);
        }
        for (size_t i = 0; i < n; ++i) {
            const double inside = open ? uniform(luck, who, Day{static_cast<int32_t>(i)}, Purpose::circumstance,
                                                 static_cast<uint16_t>(2 * d + 1))
                                       : 0.5;
            const double u = open ? (static_cast<double>(ranks[i].second) + inside) / points : 0.5;
            values[i][d] = within(*all[d].between, u, all[d].share);
        }
    }
    std::vector<Circumstances> out(any ? n : 1);  // if all is known, one says it all
    for (size_t i = 0; i < out.size(); ++i) {
        const RoomAnswer answer = evaluate(room_case(o, p, values[i], out[i].days));
        for (const RoomAnswer::Exposed& group : answer.exposed) {
            out[i].dose.push_back(std::max(group.dose, 0.0) * out[i].days);
        }
    }
    return out;
}

double log_gamma(double x) {
    double shift = 0;
    while (x < 12) {  // Stirling's series is good from here on: its first term left out is below 1e-17
        shift -= math::log(x);
        x += 1;
    }
    const double r = 1 / (x * x);
    const double series =
        (1.0 / 12 +
         r * (-1.0 / 360 + r * (1.0 / 1260 + r * (-1.0 / 1680 + r * (1.0 / 1188 + r * (-691.0 / 360360)))))) /
        x;
    constexpr double half_log_2pi = 0.91893853320467274178;
    return (x - 0.5) * math::log(x) - x + half_log_2pi + series + shift;
}

double log_beta_binomial(int k, int n, double p, double correlation) {
    const double none = -std::numeric_limits<double>::infinity();
    if (p <= 0) {
        return k == 0 ? 0 : none;
    }
    if (p >= 1) {
        return k == n ? 0 : none;
    }
    const double ways = log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0);
    if (correlation < 1e-9) {
        return ways + k * math::log(p) + (n - k) * math::log1p(-p);
    }
    const double size = 1 / correlation - 1, a = p * size, b = (1 - p) * size;
    return ways + log_gamma(k + a) + log_gamma(n - k + b) - log_gamma(n + size) - log_gamma(a) - log_gamma(b) +
           log_gamma(size);
}

double at_least(int from, const std::vector<int>& n, const std::vector<double>& hazard) {
    std::vector<double> below(static_cast<size_t>(from), 0), next(below.size()), group(below.size());
    if (from <= 0) {
        return 1;
    }
    below[0] = 1;
    for (size_t g = 0; g < n.size(); ++g) {
        const double h = std::min(hazard[g], largest_hazard), odds = math::expm1(h);
        group[0] = math::exp(-h * n[g]);
        for (int j = 1; j < from; ++j) {
            group[j] = j > n[g] ? 0 : group[j - 1] * (n[g] - j + 1) / j * odds;
        }
        std::ranges::fill(next, 0.0);
        for (size_t i = 0; i < below.size(); ++i) {
            for (size_t j = 0; i + j < below.size(); ++j) {
                next[i + j] += below[i] * group[j];
            }
        }
        below.swap(next);
    }
    double sum = 0;
    for (const double b : below) {
        sum += b;
    }
    return std::max(1 - sum, 0.0);
}

Overdispersion overdispersion(const Outbreak& o, size_t g, double dose, const EmissionLaw& law) {
    const int exposed = o.groups[g].exposed;
    double mean = 0, square = 0;
    for (size_t i = 0; i < law.factor.size(); ++i) {
        const double p = infected(law.factor[i] * dose);
        mean += law.weight[i] * p;
        square += law.weight[i] * p * p;
    }
    const double each = static_cast<double>(exposed) / o.index_patients;
    const double variance = std::max(square - mean * mean, 0.0), chance = mean * (1 - mean);
    const double together = exposed > 1 ? std::max(each - 1, 0.0) / (exposed - 1) : 0;
    return {mean, chance > 0 ? together * variance / chance : 0};
}

namespace {

double log_of_unselected(const Outbreak& o, const std::vector<double>& dose, const EmissionLaw& law) {
    double sum = 0;
    for (size_t g = 0; g < o.groups.size(); ++g) {
        const Overdispersion d = overdispersion(o, g, dose[g], law);
        sum += log_beta_binomial(o.groups[g].infected, o.groups[g].exposed, d.mean, d.correlation);
    }
    return sum;
}

double log_of_outbreak(const Outbreak& o, const std::vector<double>& dose, const EmissionLaw& law) {
    std::vector<int> people;
    double ways = 0;
    for (const OutbreakGroup& g : o.groups) {
        people.push_back(g.exposed);
        ways += log_gamma(g.exposed + 1.0) - log_gamma(g.infected + 1.0) - log_gamma(g.exposed - g.infected + 1.0);
    }
    double seen = 0, noticed = 0;
    std::vector<double> hazard(dose.size());
    for (size_t i = 0; i < law.factor.size(); ++i) {
        double log_p = ways;
        for (size_t g = 0; g < dose.size(); ++g) {
            hazard[g] = law.factor[i] * dose[g];
            const OutbreakGroup& group = o.groups[g];
            log_p -= hazard[g] * (group.exposed - group.infected);
            log_p += group.infected > 0 ? group.infected * math::log(std::max(infected(hazard[g]), smallest)) : 0;
        }
        seen += law.weight[i] * math::exp(log_p);
        noticed += law.weight[i] * at_least(o.detected_from, people, hazard);
    }
    return noticed > 0 && seen > 0 ? math::log(seen / noticed) : -std::numeric_limits<double>::infinity();
}

}  // namespace

double log_likelihood(const Outbreak& o, const std::vector<Circumstances>& circumstances, const EmissionLaw& law) {
    std::vector<double> logs;
    for (const Circumstances& c : circumstances) {
        logs.push_back(o.selected ? log_of_outbreak(o, c.dose, law) : log_of_unselected(o, c.dose, law));
    }
    const double most = *std::ranges::max_element(logs);
    if (!(most > -std::numeric_limits<double>::infinity())) {
        return most;
    }
    double sum = 0;
    for (const double l : logs) {
        sum += math::exp(l - most);
    }
    return most + math::log(sum / static_cast<double>(logs.size()));
}

}  // namespace piket
