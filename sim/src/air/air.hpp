// The air of a room, or of a few rooms that share air, over one day: a linear ODE with piecewise constant sources,
// solved exactly. Only changes of a source or of the ventilation are break points; everybody else asks for an integral.
//
//     dC_r/dt = E_r(t)/V_r - lambda_r C_r + sum_s Q_rs (C_s - C_r) / V_r           C in quanta/m3, t in hours
//
// Gammaitoni and Nucci 1997 for one room; several rooms are diagonalised once per regime of ventilation.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "piket/time.hpp"

namespace piket {

inline constexpr int max_coupled_rooms = 8;

// Rooms whose air is connected, at one setting of the ventilation. Immutable once made. A room alone carries no matrix.
class AirRegime {
   public:
    // volume[r] in m3 (> 0); removal[r] in 1/h (>= 0): air changes + decay + deposition + filter.
    // flow[r * n + s] in m3/h: exchange between r and s, symmetric, zero diagonal (doors, shared air handling).
    // 1 <= n <= 8. Throws BrokenInvariant if the decomposition's residual exceeds 1e-10 of the matrix norm.
    AirRegime(std::span<const double> volume, std::span<const double> removal, std::span<const double> flow);
    AirRegime(double volume, double removal);

    int rooms() const { return rooms_; }
    double volume(int room) const { return rooms_ == 1 ? volume_ : coupled_[room]; }
    double rate(int mode) const { return rooms_ == 1 ? rate_ : coupled_[rooms_ + mode]; }  // 1/h, >= 0
    // Amplitude of a mode = sum over rooms of to_mode * concentration; from_mode is its inverse.
    double to_mode(int mode, int room) const { return rooms_ == 1 ? 1 : coupled_[(2 + mode) * rooms_ + room]; }
    double from_mode(int room, int mode) const {
        return rooms_ == 1 ? 1 : coupled_[(2 + rooms_ + room) * rooms_ + mode];
    }

   private:
    int rooms_ = 1;
    double volume_ = 0, rate_ = 0;  // of a room alone
    std::vector<double> coupled_;   // n > 1: volumes, rates, n x n to_mode, n x n from_mode
};

// Shared air handling as exchange flows: rooms drawn on with supply[r] m3/h each and mixed, filter efficiency eta in
// [0, 1]. Adds to flow (symmetric) and to removal what the filter takes; both as AirRegime wants them.
void add_air_handling(std::span<const double> supply, double eta, std::span<const double> volume,
                      std::span<double> flow, std::span<double> removal);

// An emission into one room of the group, constant over [from, to).
struct AirSource {
    int room = 0;  // index in the group
    Interval when;
    double rate = 0;  // quanta/h, >= 0
};

// From `from` on this regime holds. The first entry begins at 0; entries ascend. All have the same rooms.
struct RegimeChange {
    Seconds from = 0;
    const AirRegime* regime = nullptr;
};

// Concentration over one civil day. Sums over sources run in the order in which they are given: give them in a
// canonical order. The regimes of coupled rooms must outlive it; that of a room alone need not.
class AirDay {
   public:
    AirDay() = default;  // to be assigned before anybody asks
    // start[r]: concentration in room r at midnight, quanta/m3. What of a source lies outside the day is cut off.
    AirDay(std::span<const RegimeChange> regimes, std::span<const AirSource> sources, std::span<const double> start);
    // The same in place, in the memory of the day before.
    void assign(std::span<const RegimeChange> regimes, std::span<const AirSource> sources,
                std::span<const double> start);

    double concentration(int room, Seconds t) const;  // quanta/m3, 0 <= t <= 86400
    // quanta h/m3 over 0 <= from, to <= 86400; 0 if to <= from, never negative.
    double integral(int room, Seconds from, Seconds to) const;
    // Smallest t in [from, to] with integral(room, from, t) >= target; `to` if none. To the second.
    Seconds time_of(int room, Seconds from, Seconds to, double target) const;
    int breaks() const { return static_cast<int>(time_.size()); }

   private:
    // At one break, for one index: of a mode the first three, of a room the last. The integral is kept by room because
    // amplitudes of different regimes cannot be added.
    struct Piece {
        double level;   // amplitude at the break
        double drive;   // source into this mode, 1/h
        double rate;    // of this mode, 1/h
        double before;  // integral of the concentration in this room from midnight to the break
    };
    int segment(Seconds t) const;
    template <class Amplitude>
    double over_modes(int segment, int room, Amplitude amplitude) const;
    double integral_to(int room, int segment, Seconds t) const;  // from midnight

    int rooms_ = 1;
    std::vector<Seconds> time_;             // break points, first 0
    std::vector<Piece> pieces_;             // breaks x rooms
    std::vector<const AirRegime*> regime_;  // per break; empty for a room alone
    std::vector<uint64_t> scratch_;         // of assign
};

// One room, one or more infectors who stay throughout, Wells-Riley in its transient form.
struct WellsRiley {
    double volume = 0, ach = 0, decay = 0, deposition = 0, filtration = 0;  // m3, 1/h
    double quanta_per_h = 0;
    double infected = 1;
    double breathing = 0.5;  // m3/h
    double duration_h = 0;
    double mask_out = 0, mask_in = 0;  // filtered share
    double start = 0;                  // quanta/m3 at t = 0
};

struct WellsRileyAnswer {
    double removal;                          // 1/h
    double steady, end, average;             // quanta/m3; steady is infinite if nothing removes what is emitted
    double dose, probability;                // quanta inhaled, 1 - e^-dose
    double steady_dose, steady_probability;  // as if the steady state held throughout (Wells-Riley)
};

WellsRileyAnswer solve(const WellsRiley& room);

}  // namespace piket
