// What is laid over the office: numbers of rooms as colours, queues, who infected whom; each with its legend.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "office/figures.hpp"
#include "office/people.hpp"
#include "office/ramps.hpp"
#include "platform/ui.hpp"

namespace piket::render {

enum class Overlay : uint8_t { people, air, co2, risk, traces, service, occupancy, compliance };
inline constexpr int overlay_count = 8;

// An infection of this or an earlier day.
struct Trace {
    uint32_t source = nobody, person = nobody;
    int days_ago = 0;
};

// What to show. The spans live as long as the call that gets them.
struct Shown {
    Overlay overlay = Overlay::people;
    bool known_only = false;  // marks as the administration knows them
    bool legend = true;
    std::span<const float> co2;       // ppm by room; NaN: unknown
    std::span<const float> risk;      // infections per person and hour, by room
    std::span<const double> backlog;  // requests that wait since earlier days, by hall
    std::span<const Trace> traces;    // of earlier days; those of this day are in the frame
};

// One room under an overlay.
struct Reading {
    Color color;
    std::string text;  // may be empty
};

class Overlays {
   public:
    Overlays(const Layout& layout, const Ui& ui) : layout_(layout), ui_(ui) {}

    // How many of a unit are in the office now, by unit; for reading() of occupancy.
    void count(const std::vector<Figure>& figures);
    std::optional<Reading> reading(uint32_t room, const DayFrame& frame, double second, const Shown& shown) const;
    // In the lower left corner of the viewport. Returns where it stands.
    Rect draw_legend(Canvas& canvas, Rect viewport, const DayFrame& frame, const Shown& shown) const;
    // Arrows, in pixels; `at` gives where a person is on screen, if at all.
    void draw_traces(Canvas& canvas, const View& view, const DayFigures& day, double second, const Shown& shown) const;

   private:
    const Layout& layout_;
    const Ui& ui_;
    std::vector<int> present_, waiting_;  // by unit, by hall
};

}  // namespace piket::render
