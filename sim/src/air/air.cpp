#include "air/air.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <bit>

#include "base/check.hpp"
#include "base/math.hpp"

namespace piket {

namespace {

// What d hours of a linear decay at rate k do: level' = drive - k level from `level` on gives
//     level(d)    = level * kept + drive * once
//     integral(d) = level * once + drive * twice
// All three are >= 0 and nothing is subtracted, so a small k d loses no digit and a nonnegative room stays so.
struct Step {
    double kept;   // e^-kd
    double once;   // d phi1(kd), the integral of e^-kt
    double twice;  // d^2 phi2(kd), the integral of that
};

// One evaluation of a function for all three: phi1 = 1 - x phi2 and e^-x = 1 - x phi1 are sound below x = 1, where
// neither difference cancels; above, they follow from the exponential.
inline Step step(double rate, double d) {
    const double x = rate * d;
    if (x < 1) {
        const double phi2 = math::phi2(x);
        const double phi1 = 1 - x * phi2;
        return {1 - x * phi1, d * phi1, d * d * phi2};
    }
    const double kept = math::exp(-x);
    const double once = (1 - kept) / rate;
    return {kept, once, (d - once) / rate};
}

double norm(const Eigen::MatrixXd& matrix) {
    return matrix.cwiseAbs().maxCoeff();
}

// What happens in the day, as time << 32 | source, ascending in time: that source begins or ends; a change of regime
// has no source. Order among equals does not matter: a source is on or off, and no two events of one source share a
// second.
constexpr uint32_t no_source = UINT32_MAX;

void collect_events(std::span<const RegimeChange> regimes, std::span<const AirSource> sources, int rooms,
                    std::vector<uint64_t>& events) {
    const auto add = [&events](Seconds t, size_t source) {
        if (t < seconds_per_day) {
            events.push_back(static_cast<uint64_t>(t) << 32 | static_cast<uint32_t>(source));
        }
    };
    events.clear();
    events.reserve(2 * sources.size() + regimes.size() + sources.size() / 64 + 1);  // assign appends a bit per source
    for (size_t i = 0; i < sources.size(); ++i) {
        const AirSource& source = sources[i];
        check(0 <= source.room && source.room < rooms && source.rate >= 0, "a source emits into a room of the group");
        const Interval when = overlap(source.when, {0, seconds_per_day});
        if (when.length() > 0 && source.rate > 0) {
            add(when.from, i);
            add(when.to, i);
        }
    }
    for (size_t i = 1; i < regimes.size(); ++i) {
        check(regimes[i].from > regimes[i - 1].from && regimes[i].regime->rooms() == rooms,
              "regimes ascend and have the same rooms");
        add(regimes[i].from, no_source);
    }
    std::sort(events.begin(), events.end());
}

}  // namespace

AirRegime::AirRegime(double volume, double removal) : volume_(volume), rate_(removal) {
    check(volume > 0 && removal >= 0, "a room needs a volume and no negative removal");
}

// With equal flow both ways, x = V^1/2 C obeys dx/dt = -M x + V^-1/2 E with M symmetric and positive semidefinite:
//     M_rr = lambda_r + sum_s Q_rs / V_r        M_rs = -Q_rs / sqrt(V_r V_s)
// so its modes are real, orthogonal and decaying, and their decomposition is well conditioned.
AirRegime::AirRegime(std::span<const double> volume, std::span<const double> removal, std::span<const double> flow)
    : rooms_(static_cast<int>(volume.size())) {
    const int n = rooms_;
    check(1 <= n && n <= max_coupled_rooms, "a group of rooms has one to eight of them");
    check(removal.size() == volume.size() && flow.size() == volume.size() * volume.size(),
          "one removal per room, n x n flows");
    double root[max_coupled_rooms];
    for (int r = 0; r < n; ++r) {
        check(volume[r] > 0 && removal[r] >= 0, "a room needs a volume and no negative removal");
        check(flow[r * n + r] == 0, "a room exchanges no air with itself");
        root[r] = math::sqrt(volume[r]);
    }
    if (n == 1) {
        volume_ = volume[0];
        rate_ = removal[0];
        return;
    }
    Eigen::MatrixXd matrix(n, n);
    for (int r = 0; r < n; ++r) {
        double out = 0;
        for (int s = 0; s < n; ++s) {
            const double q = flow[r * n + s];
            check(q >= 0 && q == flow[s * n + r], "flows between rooms are symmetric and not negative");
            out += q;
            matrix(r, s) = -q / (root[r] * root[s]);
        }
        matrix(r, r) = removal[r] + out / volume[r];
    }

    // The iteration (Eigen's compute, not computeDirect) needs no more than sqrt, so its bits are the same everywhere.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    check(solver.info() == Eigen::Success, "the air of coupled rooms could not be diagonalised");
    const Eigen::MatrixXd& modes = solver.eigenvectors();
    const auto& rates = solver.eigenvalues();
    const Eigen::MatrixXd residual = matrix * modes - modes * rates.asDiagonal();
    const Eigen::MatrixXd skew = modes.transpose() * modes - Eigen::MatrixXd::Identity(n, n);
    check(norm(residual) <= 1e-10 * norm(matrix) && norm(skew) <= 1e-10, "the modes of coupled rooms are inexact");

    coupled_.reserve(2 * n * (1 + n));
    coupled_.insert(coupled_.end(), volume.begin(), volume.end());
    for (int m = 0; m < n; ++m) {
        coupled_.push_back(std::max(rates[m], 0.0));  // 0 for closed rooms, but for rounding
    }
    for (int m = 0; m < n; ++m) {
        for (int r = 0; r < n; ++r) {
            coupled_.push_back(modes(r, m) * root[r]);
        }
    }
    for (int r = 0; r < n; ++r) {
        for (int m = 0; m < n; ++m) {
            coupled_.push_back(modes(r, m) / root[r]);
        }
    }
}

// Every room receives (1 - eta) of the mean concentration drawn, weighted by flow. That is an exchange of
// (1 - eta) q_r q_s / sum q between each pair, and a removal of eta q_r / V_r in each room (what a room draws from
// itself cancels).
void add_air_handling(std::span<const double> supply, double eta, std::span<const double> volume,
                      std::span<double> flow, std::span<double> removal) {
    const size_t n = supply.size();
    check(volume.size() == n && removal.size() == n && flow.size() == n * n, "one supply per room, n x n flows");
    check(0 <= eta && eta <= 1, "a filter takes between nothing and all");
    double total = 0;
    for (const double q : supply) {
        check(q >= 0, "no negative supply");
        total += q;
    }
    if (total == 0) {
        return;
    }
    for (size_t r = 0; r < n; ++r) {
        removal[r] += eta * supply[r] / volume[r];
        for (size_t s = 0; s < n; ++s) {
            if (r != s) {
                flow[r * n + s] += (1 - eta) * (supply[r] * supply[s]) / total;
            }
        }
    }
}

AirDay::AirDay(std::span<const RegimeChange> regimes, std::span<const AirSource> sources,
               std::span<const double> start) {
    assign(regimes, sources, start);
}

void AirDay::assign(std::span<const RegimeChange> regimes, std::span<const AirSource> sources,
                    std::span<const double> start) {
    check(!regimes.empty() && regimes[0].from == 0, "some regime holds at midnight");
    const int n = rooms_ = regimes[0].regime->rooms();
    check(start.size() == static_cast<size_t>(n), "one start per room");

    collect_events(regimes, sources, n, scratch_);
    const size_t events = scratch_.size();
    const size_t words = (sources.size() + 63) / 64;
    scratch_.resize(events + words, 0);
    uint64_t* const active = scratch_.data() + events;  // one bit per source
    const auto time_of_event = [this](size_t i) { return static_cast<Seconds>(scratch_[i] >> 32); };

    time_.clear();
    pieces_.clear();
    regime_.clear();
    time_.reserve(events + 1);
    pieces_.reserve((events + 1) * n);
    if (n > 1) {
        regime_.reserve(events + 1);
    }

    const AirRegime* regime = regimes[0].regime;
    size_t next_regime = 1;
    double level[max_coupled_rooms], before[max_coupled_rooms] = {};
    const auto to_modes = [&](const double* rooms) {
        for (int m = 0; m < n; ++m) {
            level[m] = 0;
            for (int r = 0; r < n; ++r) {
                level[m] += regime->to_mode(m, r) * rooms[r];
            }
        }
    };
    for (const double c : start) {
        check(c >= 0, "no negative concentration at midnight");
    }
    to_modes(start.data());

    Seconds now = 0;
    for (size_t done = 0;;) {
        for (; done < events && time_of_event(done) == now; ++done) {
            const uint32_t source = static_cast<uint32_t>(scratch_[done]);
            if (source != no_source) {
                active[source / 64] ^= uint64_t{1} << source % 64;
            } else {
                double rooms[max_coupled_rooms];
                for (int r = 0; r < n; ++r) {
                    rooms[r] = 0;
                    for (int m = 0; m < n; ++m) {
                        rooms[r] += regime->from_mode(r, m) * level[m];
                    }
                }
                regime = regimes[next_regime++].regime;
                to_modes(rooms);
            }
        }

        // Summed afresh at each break, in the given order: what has ended leaves no trace of rounding.
        double emitted[max_coupled_rooms] = {};
        for (size_t w = 0; w < words; ++w) {
            for (uint64_t bits = active[w]; bits != 0; bits &= bits - 1) {
                const AirSource& source = sources[w * 64 + std::countr_zero(bits)];
                emitted[source.room] += source.rate;
            }
        }
        for (int r = 0; r < n; ++r) {
            emitted[r] /= regime->volume(r);
        }

        const Seconds end = done < events ? time_of_event(done) : seconds_per_day;
        const double d = hours(end - now);
        double passed[max_coupled_rooms];  // integral of each mode until `end`
        for (int m = 0; m < n; ++m) {
            double drive = 0;
            for (int r = 0; r < n; ++r) {
                drive += regime->to_mode(m, r) * emitted[r];
            }
            const double rate = regime->rate(m);
            pieces_.push_back({level[m], drive, rate, before[m]});
            const Step s = step(rate, d);
            passed[m] = level[m] * s.once + drive * s.twice;
            level[m] = level[m] * s.kept + drive * s.once;
        }
        time_.push_back(now);
        if (n > 1) {
            regime_.push_back(regime);
        }
        if (done == events) {
            return;
        }
        for (int r = 0; r < n; ++r) {
            double sum = 0;
            for (int m = 0; m < n; ++m) {
                sum += regime->from_mode(r, m) * passed[m];
            }
            before[r] += sum;
        }
        now = end;
    }
}

// The last break at or before t. Written to compile into conditional moves: queries come in no order.
int AirDay::segment(Seconds t) const {
    int first = 0;
    for (int left = breaks(); left > 1;) {
        const int half = left / 2;
        first += time_[first + half] <= t ? half : 0;
        left -= half;
    }
    return first;
}

// Of a room alone the one mode is the concentration itself. Modes of several rooms cancel where a source has barely
// reached; what rounding leaves there must not be negative.
template <class Amplitude>
double AirDay::over_modes(int segment, int room, Amplitude amplitude) const {
    const Piece* const piece = &pieces_[static_cast<size_t>(segment) * rooms_];
    if (rooms_ == 1) {
        return amplitude(*piece);
    }
    double sum = 0;
    for (int m = 0; m < rooms_; ++m) {
        sum += regime_[segment]->from_mode(room, m) * amplitude(piece[m]);
    }
    return std::max(sum, 0.0);
}

double AirDay::concentration(int room, Seconds t) const {
    check(!time_.empty() && 0 <= room && room < rooms_ && 0 <= t && t <= seconds_per_day, "no such room or time");
    const int i = segment(t);
    const double d = hours(t - time_[i]);
    return over_modes(i, room, [d](const Piece& p) {
        const Step s = step(p.rate, d);
        return p.level * s.kept + p.drive * s.once;
    });
}

double AirDay::integral_to(int room, int segment, Seconds t) const {
    const double d = hours(t - time_[segment]);
    const double since = over_modes(segment, room, [d](const Piece& p) {
        const Step s = step(p.rate, d);
        return p.level * s.once + p.drive * s.twice;
    });
    return pieces_[static_cast<size_t>(segment) * rooms_ + room].before + since;
}

double AirDay::integral(int room, Seconds from, Seconds to) const {
    check(!time_.empty() && 0 <= room && room < rooms_ && 0 <= from && to <= seconds_per_day, "no such room or time");
    if (to <= from) {
        return 0;
    }
    const int i = segment(from);
    if (i + 1 < breaks() && time_[i + 1] < to) {
        return std::max(integral_to(room, segment(to), to) - integral_to(room, i, from), 0.0);
    }
    // No break between: from the level at `from`, so that a short stay is a difference of nothing.
    const double idle = hours(from - time_[i]), d = hours(to - from);
    return over_modes(i, room, [idle, d](const Piece& p) {
        const Step to_start = step(p.rate, idle), s = step(p.rate, d);
        return (p.level * to_start.kept + p.drive * to_start.once) * s.once + p.drive * s.twice;
    });
}

Seconds AirDay::time_of(int room, Seconds from, Seconds to, double target) const {
    if (target <= 0 || to <= from) {
        return std::min(from, to);
    }
    Seconds short_of = from, reached = to;  // `to` counts as reached
    while (reached - short_of > 1) {
        const Seconds middle = short_of + (reached - short_of) / 2;
        (integral(room, from, middle) >= target ? reached : short_of) = middle;
    }
    return reached;
}

WellsRileyAnswer solve(const WellsRiley& room) {
    WellsRileyAnswer answer;
    const double k = answer.removal = room.ach + room.decay + room.deposition + room.filtration;
    const double drive = room.infected * room.quanta_per_h * (1 - room.mask_out) / room.volume;
    const double inhaled = room.breathing * (1 - room.mask_in);
    const Step s = step(k, room.duration_h);
    const double integral = room.start * s.once + drive * s.twice;
    answer.steady = drive == 0 ? 0 : drive / k;
    answer.end = room.start * s.kept + drive * s.once;
    answer.average = room.duration_h > 0 ? integral / room.duration_h : room.start;
    answer.dose = inhaled * integral;
    answer.probability = -math::expm1(-answer.dose);
    answer.steady_dose = inhaled == 0 || room.duration_h == 0 ? 0 : inhaled * answer.steady * room.duration_h;
    answer.steady_probability = -math::expm1(-answer.steady_dose);
    return answer;
}

}  // namespace piket
