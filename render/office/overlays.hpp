// What is laid over the office: numbers of rooms as colours, and who infected whom.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "office/census.hpp"
#include "office/people.hpp"
#include "office/ramps.hpp"
#include "platform/ui.hpp"

namespace piket::render {

enum class Overlay : uint8_t { people, air, co2, risk, traces, service, occupancy, compliance };
inline constexpr int overlay_count = 8;

// Ends of the scales. Both of quanta and of risk are logarithmic: they reach over orders of magnitude.
inline constexpr float least_quanta = 1e-4F, most_quanta = 1e-1F;
inline constexpr float least_risk = 1e-5F, most_risk = 1e-2F;
inline constexpr float fresh_ppm = 400, stale_ppm = 2000;

// Of a counter on the map, its number and the legend.
Color counter_color(bool staffed);

// An infection of this or an earlier day.
struct Trace {
    uint32_t source = nobody, person = nobody;
    int days_ago = 0;
};

// What to show. The spans live as long as the call that gets them.
struct Shown {
    Overlay overlay = Overlay::people;
    bool known_only = false;        // marks as the administration knows them
    bool numbers = true;            // readings of rooms as text beside their colour
    std::span<const float> co2;     // ppm by room; NaN: unknown
    std::span<const float> risk;    // infections per person and hour, by room
    std::span<const Trace> traces;  // of earlier days; those of this day are in the frame
    std::span<const int> cases;     // by unit: civil servants infected so far, or known to be
    Rect taken;                     // in pixels: where something else stands over the upper edge of the viewport
};

// In the view of the administration: virus, risk and who infected whom are what the model alone knows.
constexpr bool nobody_measures(const Shown& shown) {
    return shown.known_only &&
           (shown.overlay == Overlay::air || shown.overlay == Overlay::risk || shown.overlay == Overlay::traces);
}

// One room under an overlay.
struct Reading {
    Color color;
    std::string text;              // may be empty
    bool over = false;             // more people than are allowed: a pattern besides the colour
    std::string brief{};           // where there is no room for the text
    std::optional<float> share{};  // on the ramp, if the colour is of one
};

class Overlays {
   public:
    Overlays(const Layout& layout, const Ui& ui) : layout_(layout), ui_(ui) {}

    std::optional<Reading> reading(uint32_t room, const DayFrame& frame, const Census& census, double second,
                                   const Shown& shown) const;
    // Every counter of the halls in sight, staffed or closed, large enough to be seen; `pixel`: in m.
    void draw_counters(Mesh& mesh, const Furniture& furniture, const DayFrame& frame, Rect visible, float pixel) const;
    // Arrows between people as `day` has them, in pixels.
    void draw_traces(Canvas& canvas, const View& view, const DayFigures& day, double second, const Shown& shown) const;

   private:
    std::optional<Reading> whole_reading(uint32_t room, const DayFrame& frame, const Census& census, double second,
                                         const Shown& shown) const;
    std::optional<Reading> occupancy(uint32_t room, const DayFrame& frame, const Census& census) const;

    const Layout& layout_;
    const Ui& ui_;
};

// Slanting lines over a rectangle.
void hatch(Mesh& mesh, Rect r, float step, float thickness, Color color);

}  // namespace piket::render
